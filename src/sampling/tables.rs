//! The master tables II-A, II-B and II-C of MIL-STD-105E.
//!
//! From one code letter to the next the sample grows by the same factor as the
//! AQL from one column to the next, so that the same numbers stand on each
//! diagonal: at row + column. A table is what its diagonals hold. Above those
//! listed an arrow points down, to larger samples; below them one points up.

use super::Regime;

/// The code letters, row by row. S stands in the table for tightened inspection
/// alone: no lot has it, only an arrow leads there.
pub(super) const LETTERS: &str = "ABCDEFGHJKLMNPQRS";

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// Acceptance and rejection number.
    Of(u32, u32),
    /// An arrow to the first plan above.
    Up,
    /// An arrow to the first plan below.
    Down,
}
use Cell::{Down, Of, Up};

/// The first diagonal listed: A at AQL 6.5, B at 4.0, and so on.
const FIRST: usize = 14;

/// The row of F, from which on samples are large enough: each table stops two
/// diagonals earlier.
const F: usize = 5;

#[rustfmt::skip]
const NORMAL: &[Cell] = &[
    Of(0, 1), Up, Down, Of(1, 2), Of(2, 3), Of(3, 4), Of(5, 6), Of(7, 8), Of(10, 11),
    Of(14, 15), Of(21, 22), Of(30, 31), Of(44, 45),
];

#[rustfmt::skip]
const TIGHTENED: &[Cell] = &[
    Down, Of(0, 1), Down, Down, Of(1, 2), Of(2, 3), Of(3, 4), Of(5, 6), Of(8, 9),
    Of(12, 13), Of(18, 19), Of(27, 28), Of(41, 42),
];

/// Row A, which has no plan with Ac 0.
#[rustfmt::skip]
const TIGHTENED_A: &[Cell] = &[
    Down, Down, Down, Down, Of(1, 2), Of(2, 3), Of(3, 4), Of(5, 6), Of(8, 9),
    Of(12, 13), Of(18, 19), Of(27, 28),
];

#[rustfmt::skip]
const REDUCED: &[Cell] = &[
    Of(0, 1), Up, Down, Of(0, 2), Of(1, 3), Of(1, 4), Of(2, 5), Of(3, 6), Of(5, 8),
    Of(7, 10), Of(10, 13), Of(14, 17), Of(21, 24),
];

/// Row A, whose sample is no smaller than in normal inspection.
#[rustfmt::skip]
const REDUCED_A: &[Cell] = &[
    Of(0, 1), Up, Down, Of(1, 2), Of(2, 3), Of(3, 4), Of(5, 6), Of(7, 8), Of(10, 11),
    Of(14, 15), Of(21, 22), Of(30, 31),
];

/// Row B, whose sample is only a little smaller.
#[rustfmt::skip]
const REDUCED_B: &[Cell] = &[
    Of(0, 1), Up, Down, Of(0, 2), Of(1, 3), Of(2, 4), Of(3, 5), Of(5, 6), Of(7, 8),
    Of(10, 11), Of(14, 15), Of(21, 22), Of(30, 31),
];

/// Sample sizes, row by row.
pub(super) fn sizes(regime: Regime) -> &'static [u32] {
    const NORMAL: &[u32] = &[
        2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150,
    ];
    const REDUCED: &[u32] = &[
        2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800,
    ];
    match regime {
        Regime::Normal => &NORMAL[..16],
        Regime::Tightened => NORMAL,
        Regime::Reduced => REDUCED,
    }
}

/// What stands in that row and column.
pub(super) fn cell(regime: Regime, row: usize, column: usize) -> Cell {
    let diagonals = match (regime, row) {
        (Regime::Normal, _) => NORMAL,
        (Regime::Tightened, 0) => TIGHTENED_A,
        (Regime::Tightened, _) => TIGHTENED,
        (Regime::Reduced, 0) => REDUCED_A,
        (Regime::Reduced, 1) => REDUCED_B,
        (Regime::Reduced, _) => REDUCED,
    };
    let listed = match row {
        F.. => &diagonals[..diagonals.len() - 2],
        _ => diagonals,
    };
    match (row + column).checked_sub(FIRST) {
        None => Down,
        Some(place) => listed.get(place).copied().unwrap_or(Up),
    }
}
