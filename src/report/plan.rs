use schemars::JsonSchema;
use serde::Serialize;

use crate::sampling::{Aql, Level, LotSize, Regime, plan};

/// How a lot is sampled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "plaint inspect --plan")]
pub struct SamplingView {
    /// How many pieces the lot has.
    pub lot_size: u64,
    /// What they are called, if that was said.
    pub unit: Option<String>,
    /// Inspection level: S-1 to S-4, I, II, III.
    pub level: String,
    /// Acceptance quality limit.
    pub aql: String,
    /// normal, tightened or reduced.
    pub regime: String,
    /// The code letter of the lot.
    pub letter: String,
    /// The letter whose plan is used: another one where an arrow leads there.
    pub used_letter: String,
    /// How many pieces the plan's sample has, even where the lot has fewer.
    pub sample_size: u32,
    /// How many pieces of this lot are inspected.
    pub inspected: u64,
    /// Whether these are all of them.
    pub whole: bool,
    /// Ac: with so many or fewer the lot is accepted.
    pub accept: u32,
    /// Re: with so many or more it is rejected. Between the two, under reduced
    /// inspection, it is accepted, and the next lot is inspected normally.
    pub reject: u32,
    /// What is counted: `defective-pieces`, or `defects` above an AQL of 10.
    pub counting: String,
}

/// How a lot of that size is sampled.
pub fn sampling_view(lot: &LotSize, level: Level, aql: Aql, regime: Regime) -> SamplingView {
    let plan = plan(lot.pieces, level, aql, regime);
    SamplingView {
        lot_size: lot.pieces,
        unit: lot.unit.clone(),
        level: level.to_string(),
        aql: aql.to_string(),
        regime: regime.to_string(),
        letter: plan.letter.to_string(),
        used_letter: plan.used.to_string(),
        sample_size: plan.size,
        inspected: lot.pieces.min(plan.size.into()),
        whole: plan.whole,
        accept: plan.accept,
        reject: plan.reject,
        counting: plan.counting.to_string(),
    }
}
