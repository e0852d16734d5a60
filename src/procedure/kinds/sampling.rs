//! Whether a sample was taken as the tables say.

use rust_decimal::Decimal;

use super::known;
use crate::case::kinds::{Inspect, Sampled};
use crate::finding::{Code, Finding};
use crate::procedure::judge::Refusals;
use crate::sampling::{Aql, Counting, Level, LotSize, Regime, plan};

pub(super) fn guard(inspect: &Inspect, counted: Decimal, no: &mut Refusals) {
    let Some(sampled) = &inspect.sampled else {
        return;
    };
    let levels = Level::WORDS.iter().copied();
    known(no, "sampled", "level", &sampled.level, levels);
    let regimes = Regime::WORDS.iter().copied();
    known(no, "sampled", "regime", &sampled.regime, regimes);
    if Aql::parse(&sampled.aql).is_none() {
        let values: Vec<String> = Aql::all().map(|aql| aql.to_string()).collect();
        let values = values.iter().map(String::as_str);
        known(no, "sampled", "aql", &sampled.aql, values);
    }
    if !is_plan(sampled, no) {
        return;
    }
    let size = Decimal::from(sampled.size).min(sampled.lot.0.number);
    if counted != size {
        let finding = Finding::new(Code::SampleDiffers).arg("found", counted.to_string());
        no.field("sampled", finding.arg("size", size.to_string()));
    }
}

/// Whether there is such a plan; the one that is written must be the one of the
/// tables.
fn is_plan(sampled: &Sampled, no: &mut Refusals) -> bool {
    let words = (
        LotSize::of(&sampled.lot),
        Level::parse(&sampled.level),
        Aql::parse(&sampled.aql),
        Regime::parse(&sampled.regime),
    );
    let (Some(lot), Some(level), Some(aql), Some(regime)) = words else {
        if words.0.is_none() {
            let finding = Finding::new(Code::NotCountable).arg("lot", sampled.lot.to_string());
            no.field("sampled", finding);
        }
        return false;
    };
    let plan = plan(lot.pieces, level, aql, regime);
    if plan.counting == Counting::Defects {
        no.field(
            "sampled",
            Finding::new(Code::CountsDefects).arg("aql", aql.to_string()),
        );
        return false;
    }
    let table = (plan.size, plan.accept, plan.reject);
    let written = (sampled.size, sampled.accept, sampled.reject);
    if table != written || *sampled.letter != plan.used.to_string() {
        let said = |letter: String, (n, ac, re)| format!("{letter}, n {n}, Ac {ac}, Re {re}");
        let finding = Finding::new(Code::PlanDiffers);
        let finding = finding.arg("written", said(sampled.letter.to_string(), written));
        no.field(
            "sampled",
            finding.arg("table", said(plan.used.to_string(), table)),
        );
    }
    true
}
