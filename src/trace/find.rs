//! Finds lots by what stands on the goods, or on a paper.

use std::cell::RefCell;

use super::data::Data;
use super::rows::Lot;
use super::serial::Range;
use super::sheet::Sheet;
use super::table::rows_of;
use crate::case::half_width;
use crate::case::kinds::FoundBy;

/// What a word was found to be, and the lots that it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What it is.
    pub by: FoundBy,
    /// The lots, by name.
    pub lots: Vec<Lot>,
    /// Serial numbers asked for that belong to no lot.
    pub unfound: Vec<String>,
}

impl Found {
    fn of(by: FoundBy, lots: Vec<Lot>) -> Found {
        let unfound = Vec::new();
        Found { by, lots, unfound }
    }
}

impl Data {
    /// The lots that a word means: as what is said, or else as whatever it is
    /// found to be. A word that is a lot is no label. Several answers are for
    /// somebody else to choose from; none, where nobody knows the word.
    pub fn find(&self, word: &str, by: Option<FoundBy>) -> Vec<Found> {
        let word = word.trim();
        if let Some(by) = by {
            return self.found(word, by).into_iter().collect();
        }
        if let Some(found) = self.found(word, FoundBy::Lot) {
            return vec![found];
        }
        let others = FoundBy::WORDS[1..].iter();
        let others = others.filter_map(|word| FoundBy::parse(word));
        let found: Vec<Found> = others.filter_map(|by| self.found(word, by)).collect();
        // A code that is printed on the goods and on their label is one answer.
        match found.as_slice() {
            [first, rest @ ..] if rest.iter().all(|other| other.lots == first.lots) => {
                vec![first.clone()]
            }
            _ => found,
        }
    }

    fn found(&self, word: &str, by: FoundBy) -> Option<Found> {
        let (sheet, column) = match by {
            FoundBy::Lot => {
                let lot = self.lot(word).or_else(|| self.only_lot(word))?;
                let lots = vec![lot];
                return Some(Found::of(by, lots));
            }
            FoundBy::Serial => return self.by_serial(word),
            FoundBy::Label => (Sheet::Lots, "label"),
            FoundBy::InkCode => (Sheet::Lots, "ink_code"),
            FoundBy::DeliveryNote => (Sheet::Shipments, "delivery_note"),
            FoundBy::SupplierLot => (Sheet::Receipts, "supplier_lot"),
        };
        let wanted = plain(word);
        let lots = self.lots_where(sheet, &[column], |cells| {
            cells[0].is_some_and(|cell| plain(cell) == wanted)
        });
        (!lots.is_empty()).then(|| Found::of(by, lots))
    }

    /// The only lot of that name, whatever the case and width of its letters.
    fn only_lot(&self, word: &str) -> Option<Lot> {
        let wanted = plain(word);
        let mut same = (0..self.count()).filter(|lot| plain(self.name(*lot)) == wanted);
        same.next().filter(|_| same.next().is_none())
    }

    fn by_serial(&self, word: &str) -> Option<Found> {
        let asked = Range::parse(&plain(word))?;
        let columns = ["serial_from", "serial_to"];
        let ranges = RefCell::new(Vec::new());
        let lots = self.lots_where(Sheet::Lots, &columns, |cells| {
            let [from, to] = [cells[0], cells[1]];
            let Some(from) = from.or(to).map(plain) else {
                return false;
            };
            let to = to.map_or_else(|| from.clone(), plain);
            let range = Range::between(&from, &to);
            let meets = range.filter(|range| range.meets(&asked));
            ranges.borrow_mut().extend(meets.clone());
            meets.is_some()
        });
        let unfound = asked.without(ranges.into_inner());
        (!lots.is_empty()).then(|| Found {
            unfound,
            ..Found::of(FoundBy::Serial, lots)
        })
    }

    /// The lots of the rows whose cells are as wanted, each once, by name.
    fn lots_where(
        &self,
        sheet: Sheet,
        columns: &[&str],
        is_wanted: impl Fn(&[Option<&str>]) -> bool,
    ) -> Vec<Lot> {
        let mut lots = Vec::new();
        for table in self.tables.iter().filter(|table| table.sheet == sheet) {
            rows_of(table, columns, |lot, cells| {
                if is_wanted(cells) {
                    lots.extend(self.lot(lot));
                }
            });
        }
        lots.sort_by(|a, b| self.name(*a).cmp(self.name(*b)));
        lots.dedup();
        lots
    }
}

/// A code as people type it: without regard to case and full width.
pub(super) fn plain(text: &str) -> String {
    half_width(text).trim().to_lowercase()
}
