//! An article that is appraised so that the guarantee opens a remedy.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::fields::day;
use super::walk::Walk;
use super::wish::Wish;
use crate::case::kinds::Appraise;
use crate::case::{Amount, Body, Kind};
use crate::policy::{Guarantee, Opening};
use crate::procedure::appraisal;

/// What the article cost: enough for every rule of the guarantee.
pub(super) fn price(walk: &Walk) -> String {
    let guarantee = walk.rules.policy.guarantee.as_ref();
    let rules = guarantee.into_iter().flat_map(|it| it.rules.iter());
    let bounds: Vec<&Amount> = rules
        .filter_map(|(_, rule)| rule.price_from.as_ref())
        .map(|bound| &bound.0)
        .collect();
    let most = bounds.iter().map(|bound| bound.number).max();
    let unit = bounds.first().map_or("CNY", |bound| bound.unit.as_str());
    Amount::of(most.unwrap_or(Decimal::ONE_HUNDRED), unit).to_string()
}

/// The first fault of the first class for which a rule opens the remedy, or any
/// where none is asked for.
pub(super) fn appraise(walk: &Walk, wish: &Wish) -> Option<Body> {
    let guarantee = walk.rules.policy.guarantee.as_ref()?;
    let wanted = wish.one("remedy");
    let extra = wish.one("extra") == Some("true");
    if wanted == Some("none") {
        let (_, rule) = guarantee.rules.iter().next()?;
        return judged(walk, said(walk, guarantee, rule, "none", false)?);
    }
    let fault = walk.premise.fault.as_deref();
    let about = |rule: &&Opening| {
        let mut faults = rule.fault.iter();
        fault.is_none_or(|fault| faults.any(|known| known.as_str() == fault))
    };
    let rules = guarantee.rules.iter().map(|(_, rule)| rule).filter(about);
    let mut tried = rules.filter(|rule| rule.extra || !extra).flat_map(|rule| {
        let remedies = rule.opens.iter().map(|remedy| remedy.word());
        let remedies = remedies.filter(|word| wanted.is_none_or(|wanted| wanted == *word));
        remedies.filter_map(move |remedy| said(walk, guarantee, rule, remedy, extra))
    });
    tried.find_map(|said| judged(walk, said))
}

fn said(
    walk: &Walk,
    guarantee: &Guarantee,
    rule: &Opening,
    remedy: &str,
    extra: bool,
) -> Option<Appraise> {
    let mut classes = guarantee.classes.names();
    let class = classes.find(|class| guarantee.includes(&rule.class, class))?;
    let over = rule.over.as_ref().map(|bound| {
        let most = rule.up_to.as_ref();
        let most = most.map(|most| most.0.clone());
        most.unwrap_or_else(|| Amount::of(bound.0.number + Decimal::ONE, &bound.0.unit))
    });
    let measure = over.or_else(|| rule.up_to.as_ref().map(|most| most.0.clone()));
    let fault = walk.premise.fault.as_deref();
    let fault = fault.or(rule.fault.first().map(|fault| fault.as_str()))?;
    let mut fields = json!({
        "class": class,
        "fault": fault,
        "from_start": true,
        "card": true,
        "unworn": true,
        "no_equal": true,
        "declined": true,
        "agreed": true,
        "sold": day(walk, 0),
        "price": price(walk),
        "remedy": remedy,
        "extra": extra,
    });
    if let Some(repaired) = rule.repaired {
        fields["repaired"] = json!(repaired);
        fields["repair_record"] = json!("the workshop's card");
    }
    if let (Some(measure), Value::Object(fields)) = (measure, &mut fields) {
        fields.insert("measure".to_owned(), json!(measure.to_string()));
    }
    match Kind::Appraise.from_json(fields).ok()? {
        Body::Appraise(said) => Some(said),
        _ => None,
    }
}

/// The same with its evidence, if the remedy is open.
fn judged(walk: &Walk, said: Appraise) -> Option<Body> {
    let appraisal = appraisal(&walk.state, &said, walk.time, &walk.rules)?;
    let opens = said.remedy == crate::case::kinds::Remedy::Nothing
        || appraisal.settlement(said.remedy).is_some();
    opens.then(|| said.with_evidence(&appraisal).into())
}
