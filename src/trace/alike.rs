//! Names of lots that were mistyped somewhere: the same but for case, width,
//! signs between, or a letter that looks like a digit.

use std::collections::HashMap;

use super::data::Data;
use super::rows::{At, Lot};
use crate::case::half_width;

/// A lot that nobody made, by a name much like that of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// The lot that is meant, it seems.
    pub lot: Lot,
    /// The one that stands there.
    pub other: Lot,
    /// Where it is first spoken of.
    pub at: At,
}

impl Data {
    /// Lots that nobody made or took in and whose names are much like those of
    /// these lots: what is said of them may be meant of these.
    pub fn alike(&self, lots: &[Lot]) -> Vec<Alike> {
        let mut by_look: HashMap<String, Lot> = HashMap::new();
        for lot in lots {
            by_look.entry(look(self.name(*lot))).or_insert(*lot);
        }
        let all = (0..self.count()).filter(|lot| !self.is_known(*lot));
        let found = all.filter_map(|other| {
            let lot = *by_look.get(&look(self.name(other)))?;
            let at = self.rows_about(other).next()?;
            (!lots.contains(&other)).then_some(Alike { lot, other, at })
        });
        found.chain(self.meant_elsewhere(lots)).collect()
    }

    /// Lots of these that nobody made, and the known ones outside of them that
    /// are meant, it seems: what became of those is missing.
    fn meant_elsewhere(&self, lots: &[Lot]) -> Vec<Alike> {
        let unknown: Vec<Lot> = lots
            .iter()
            .copied()
            .filter(|lot| !self.is_known(*lot))
            .collect();
        if unknown.is_empty() {
            return Vec::new();
        }
        let looks = self.looks();
        let found = unknown.into_iter().filter_map(|other| {
            let lot = *looks.get(&look(self.name(other)))?;
            let at = self.rows_about(other).next()?;
            (!lots.contains(&lot)).then_some(Alike { lot, other, at })
        });
        found.collect()
    }

    /// The lots that somebody made or took in, by how their names look.
    pub(super) fn looks(&self) -> HashMap<String, Lot> {
        let known = (0..self.count()).filter(|lot| self.is_known(*lot));
        known.map(|lot| (look(self.name(lot)), lot)).collect()
    }

    /// A lot whose name is much like that word.
    pub fn like(&self, word: &str) -> Option<&str> {
        let wanted = look(word);
        self.names().find(|name| look(name) == wanted)
    }
}

/// How a name looks: without case, width and signs, and with digits for the
/// letters that look like them.
pub(super) fn look(name: &str) -> String {
    let plain = half_width(name).to_uppercase();
    let letters = plain.chars().filter(|c| c.is_alphanumeric());
    let alike = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    letters.map(alike).collect()
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn names_look_alike_that_people_take_for_one() {
        for other in [
            "p2610-01",
            "P261O-01",
            "Ｐ２６１０－０１",
            "P2610 01",
            "P2610_0l",
        ] {
            assert_eq!(look(other), look("P2610-01"), "{other}");
        }
        for other in ["R2610-01", "P2610-02", "P2610-011"] {
            assert_ne!(look(other), look("P2610-01"), "{other}");
        }
    }
}
