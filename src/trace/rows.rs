//! What the rows of each kind of file say, with numbers for names. What is only
//! shown stays in the text until somebody wants to see it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::case::kinds::words;

/// A lot, by its number.
pub type Lot = u32;

/// How much, in which unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Many {
    pub number: Decimal,
    /// The number of the unit's name.
    pub unit: u32,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Which file.
    pub(super) table: u32,
    /// Its first byte.
    pub(super) start: u32,
    /// Its line, from 1.
    pub(super) line: u32,
}

impl At {
    /// Its line, from 1.
    pub fn line(self) -> usize {
        usize::try_from(self.line).unwrap_or(usize::MAX)
    }
}

words! {
    /// What sort of lot it is.
    LotKind {
        /// It leaves for customers.
        Finished = "finished",
        /// It is made here and goes into others.
        Semi = "semi",
        /// It comes from a supplier.
        Raw = "raw",
    }
}

impl LotKind {
    /// The sort of lot that a cell means.
    pub(super) fn meant(cell: &str) -> Option<LotKind> {
        match cell.to_lowercase().as_str() {
            "finished" | "成品" | "产成品" => Some(LotKind::Finished),
            "semi" | "semi-finished" | "半成品" | "在制品" => Some(LotKind::Semi),
            "raw" | "raw material" | "原料" | "原材料" | "外购件" => Some(LotKind::Raw),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct LotRow {
    pub lot: Lot,
    pub kind: Option<LotKind>,
    pub made: Option<NaiveDate>,
    pub many: Option<Many>,
    pub at: At,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct UseRow {
    pub lot: Lot,
    pub used: Lot,
    pub many: Option<Many>,
    pub at: At,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ReceiptRow {
    pub lot: Lot,
    pub date: Option<NaiveDate>,
    pub many: Option<Many>,
    pub at: At,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ShipmentRow {
    pub lot: Lot,
    /// The number of the customer's name, where there is one.
    pub customer: Option<u32>,
    pub date: Option<NaiveDate>,
    pub many: Option<Many>,
    pub at: At,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct StockRow {
    pub lot: Lot,
    pub many: Option<Many>,
    pub at: At,
}

/// A row about lots: its numbers can be exchanged for those of another list of
/// names.
pub(super) trait Numbered {
    fn renumber(&mut self, lots: &[u32], units: &[u32], customers: &[u32], table: u32);
}

fn many(many: &mut Option<Many>, units: &[u32]) {
    if let Some(many) = many {
        many.unit = units[many.unit as usize];
    }
}

macro_rules! numbered {
    ($($row:ident),*) => { $(
        impl Numbered for $row {
            fn renumber(&mut self, lots: &[u32], units: &[u32], _: &[u32], table: u32) {
                self.lot = lots[self.lot as usize];
                many(&mut self.many, units);
                self.at.table = table;
            }
        }
    )* };
}
numbered!(LotRow, ReceiptRow, StockRow);

impl Numbered for UseRow {
    fn renumber(&mut self, lots: &[u32], units: &[u32], _: &[u32], table: u32) {
        self.lot = lots[self.lot as usize];
        self.used = lots[self.used as usize];
        many(&mut self.many, units);
        self.at.table = table;
    }
}

impl Numbered for ShipmentRow {
    fn renumber(&mut self, lots: &[u32], units: &[u32], customers: &[u32], table: u32) {
        self.lot = lots[self.lot as usize];
        self.customer = self.customer.map(|customer| customers[customer as usize]);
        many(&mut self.many, units);
        self.at.table = table;
    }
}
