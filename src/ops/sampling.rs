//! The sampling plan of an inspection.

use serde_json::{Map, Value};

use crate::case::Quantity;
use crate::policy::Returns;
use crate::sampling::{Aql, Level, LotSize, Regime, plan};

/// Fills in level and AQL as the policy has them, and what the tables say of
/// the lot. What makes no plan is left to the judge.
pub(super) fn planned(fields: &mut Map<String, Value>, returns: &Returns) {
    let usual = returns.sampling.as_ref();
    let usual = [
        (
            "level",
            Some(usual.map_or(Level::II, |it| it.level).to_string()),
        ),
        ("aql", usual.map(|it| it.aql.to_string())),
        ("regime", Some(Regime::Normal.to_string())),
    ];
    for (key, value) in usual {
        if let (Some(value), false) = (value, fields.contains_key(key)) {
            fields.insert(key.to_owned(), value.into());
        }
    }
    let said = |key| fields.get(key).and_then(Value::as_str).unwrap_or_default();
    let lot = Quantity::parse(said("lot"));
    let lot = lot.and_then(|lot| LotSize::of(&lot));
    let words = (
        Level::parse(said("level")),
        Aql::parse(said("aql")),
        Regime::parse(said("regime")),
    );
    let (Some(lot), (Some(level), Some(aql), Some(regime))) = (lot, words) else {
        // There is no plan, and the judge says why.
        for (key, value) in [("letter", Value::from("-")), ("size", 0.into())] {
            fields.entry(key).or_insert(value);
        }
        for key in ["accept", "reject"] {
            fields.entry(key).or_insert(0.into());
        }
        return;
    };
    let plan = plan(lot.pieces, level, aql, regime);
    let evidence = [
        ("aql", Value::from(aql.to_string())),
        ("letter", plan.used.to_string().into()),
        ("size", plan.size.into()),
        ("accept", plan.accept.into()),
        ("reject", plan.reject.into()),
    ];
    for (key, value) in evidence {
        fields.insert(key.to_owned(), value);
    }
}
