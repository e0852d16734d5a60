use std::fmt;

use super::Level;
use super::tables::LETTERS;
use crate::yaml::as_text;

/// A code letter: a row of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(pub(super) usize);

impl Letter {
    /// The letter, if the tables have it: there are no I and no O.
    pub fn parse(text: &str) -> Option<Letter> {
        let mut chars = text.chars();
        let (letter, None) = (chars.next()?, chars.next()) else {
            return None;
        };
        LETTERS.find(letter).map(Letter)
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&LETTERS[self.0..=self.0])
    }
}

as_text!(Letter, "letter", {"type": "string", "pattern": "^[A-HJ-NP-S]$"});

/// The largest lot of each range of Table I but the last, which has no end. The
/// first range starts at 2.
const RANGES: [u64; 14] = [
    8, 15, 25, 50, 90, 150, 280, 500, 1_200, 3_200, 10_000, 35_000, 150_000, 500_000,
];

/// Table I of MIL-STD-105E, the same in ISO 2859-1: a level's letter for each
/// range of lot sizes.
fn letters(level: Level) -> &'static str {
    match level {
        Level::S1 => "AAAABBBBCCCCDDD",
        Level::S2 => "AAABBBCCCDDDEEE",
        Level::S3 => "AABBCCDDEEFFGGH",
        Level::S4 => "AABCCDEEFGGHJJK",
        Level::I => "AABCCDEFGHJKLMN",
        Level::II => "ABCDEFGHJKLMNPQ",
        Level::III => "BCDEFGHJKLMNPQR",
    }
}

/// The code letter of a lot. A single piece has that of the smallest lots: it is
/// inspected whatever the sample.
pub fn letter(lot_size: u64, level: Level) -> Letter {
    let range = RANGES.iter().filter(|most| lot_size > **most).count();
    let letter = &letters(level)[range..=range];
    Letter(LETTERS.find(letter).unwrap_or_default())
}
