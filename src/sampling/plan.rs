use rust_decimal::Decimal;

use super::tables::{Cell, cell, sizes};
use super::{Aql, Letter, Level, Regime, letter};
use crate::case::kinds::words;

words! {
    /// What is counted in a sample.
    Counting {
        /// Pieces with a defect, however many it has.
        DefectivePieces = "defective-pieces",
        /// Defects: a piece may have several.
        Defects = "defects",
    }
}

words! {
    /// What a sample says about its lot.
    LotVerdict {
        /// The lot is accepted.
        Accepted = "accepted",
        /// The lot is accepted, and the next one is inspected normally.
        AcceptedBackToNormal = "accepted-back-to-normal",
        /// The lot is rejected.
        Rejected = "rejected",
    }
}

/// A single sampling plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The code letter of the lot.
    pub letter: Letter,
    /// The letter whose plan it is: where the lot's own has an arrow, the one
    /// that it leads to.
    pub used: Letter,
    /// How many pieces the sample has.
    pub size: u32,
    /// Ac: with so many or fewer the lot is accepted.
    pub accept: u32,
    /// Re: with so many or more it is rejected. Under reduced inspection numbers
    /// can lie between the two.
    pub reject: u32,
    /// Whether the lot is no larger than the sample: then every piece of it is
    /// inspected.
    pub whole: bool,
    /// What is counted.
    pub counting: Counting,
}

/// The plan for a lot. Where its letter has an arrow instead of numbers, the
/// first plan that the arrow leads to holds, with its sample size.
pub fn plan(lot_size: u64, level: Level, aql: Aql, regime: Regime) -> Plan {
    let letter = letter(lot_size, level);
    let (used, accept, reject) = followed(letter, aql, regime);
    let size = sizes(regime)[used.0];
    Plan {
        letter,
        used,
        size,
        accept,
        reject,
        whole: u64::from(size) >= lot_size,
        counting: match aql.counts_defects() {
            true => Counting::Defects,
            false => Counting::DefectivePieces,
        },
    }
}

/// The letter with the first plan at or behind the arrow, and its numbers. At
/// the top and the bottom of the table, where no plan lies ahead, the tables
/// have the arrow point the other way.
fn followed(letter: Letter, aql: Aql, regime: Regime) -> (Letter, u32, u32) {
    let own = cell(regime, letter.0, aql.column());
    let plan = |row: usize| match cell(regime, row, aql.column()) {
        Cell::Of(accept, reject) => Some((Letter(row), accept, reject)),
        Cell::Up | Cell::Down => None,
    };
    let below = || (letter.0..sizes(regime).len()).find_map(plan);
    let above = || (0..letter.0).rev().find_map(plan);
    let found = match own {
        Cell::Up => above().or_else(below),
        Cell::Of(..) | Cell::Down => below().or_else(above),
    };
    found.unwrap_or_else(|| unreachable!("every column holds a plan"))
}

/// What a sample says, by the defective pieces or the defects found in it and
/// the two numbers of its plan.
pub fn verdict(accept: u32, reject: u32, found: Decimal) -> LotVerdict {
    match found {
        _ if found <= Decimal::from(accept) => LotVerdict::Accepted,
        _ if found < Decimal::from(reject) => LotVerdict::AcceptedBackToNormal,
        _ => LotVerdict::Rejected,
    }
}
