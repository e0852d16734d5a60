//! All files of trace data together, with numbers for names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::cells::{cells_at, meant};
use super::names::{Index, Names};
use super::read::{Part, Rows};
use super::rows::{
    At, Lot, LotKind, LotRow, Many, Numbered, ReceiptRow, ShipmentRow, StockRow, UseRow,
};
use super::sheet::Sheet;
use crate::case::Amount;
use crate::finding::Finding;

/// A file, for what is only shown.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub sheet: Sheet,
    pub file: String,
    pub text: String,
    pub delimiter: u8,
    pub heads: Vec<String>,
}

/// The cells of one row by their columns, as far as they say something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cells<'a> {
    heads: &'a [String],
    cells: Vec<Cow<'a, str>>,
    known: &'static [&'static str],
}

impl Cells<'_> {
    /// The cell of that column.
    pub fn get(&self, column: &str) -> Option<&str> {
        let place = self.heads.iter().position(|head| head == column)?;
        meant(self.cells.get(place)?)
    }

    /// All cells that say something, each with its column, in the order of
    /// these.
    pub fn all(&self) -> Vec<String> {
        let cells = self.heads.iter().zip(&self.cells);
        let said = cells.filter_map(|(head, cell)| Some(format!("{head}={}", meant(cell)?)));
        let mut all: Vec<String> = said.collect();
        all.sort_unstable();
        all
    }

    /// The cells of columns that have no meaning here.
    pub fn more(&self) -> BTreeMap<String, String> {
        let cells = self.heads.iter().zip(&self.cells);
        let others =
            cells.filter(|(head, _)| !head.is_empty() && !self.known.contains(&head.as_str()));
        let said = others.filter_map(|(head, cell)| Some((head.clone(), meant(cell)?.to_owned())));
        said.collect()
    }
}

/// All that the files say about lots.
#[derive(Debug, Clone, Default)]
pub struct Data {
    pub(super) tables: Vec<Table>,
    pub(super) lots: Names,
    pub(super) units: Names,
    pub(super) customers: Names,
    pub(super) rows: Rows,
    of_lot: Index,
    /// The rows by which a lot uses others.
    of_user: Index,
    /// The rows by which a lot is used.
    of_used: Index,
    of_receipts: Index,
    of_shipments: Index,
    of_stock: Index,
    /// How many rows something is wrong with.
    pub wrong_rows: usize,
    /// What is wrong with rows.
    pub wrong: Vec<Finding>,
}

impl Data {
    /// Puts what was read together; files come in the order of their names.
    pub fn of(parts: Vec<Part>) -> Data {
        let mut data = Data::default();
        for part in parts {
            data.take(part);
        }
        let (count, rows) = (data.lots.len(), &data.rows);
        data.of_lot = Index::of(count, rows.lots.iter().map(|row| row.lot));
        data.of_user = Index::of(count, rows.uses.iter().map(|row| row.lot));
        data.of_used = Index::of(count, rows.uses.iter().map(|row| row.used));
        data.of_receipts = Index::of(count, rows.receipts.iter().map(|row| row.lot));
        data.of_shipments = Index::of(count, rows.shipments.iter().map(|row| row.lot));
        data.of_stock = Index::of(count, rows.stock.iter().map(|row| row.lot));
        data
    }

    fn take(&mut self, part: Part) {
        let lots = self.lots.take(&part.lots);
        let units = self.units.take(&part.units);
        let customers = self.customers.take(&part.customers);
        let table = u32::try_from(self.tables.len()).unwrap_or(u32::MAX);
        let numbers = (&*lots, &*units, &*customers, table);
        let (all, rows) = (&mut self.rows, part.rows);
        add(&mut all.lots, rows.lots, numbers);
        add(&mut all.uses, rows.uses, numbers);
        add(&mut all.receipts, rows.receipts, numbers);
        add(&mut all.shipments, rows.shipments, numbers);
        add(&mut all.stock, rows.stock, numbers);
        self.tables.push(Table {
            sheet: part.sheet,
            file: part.file,
            text: part.text,
            delimiter: part.delimiter,
            heads: part.heads,
        });
        self.wrong_rows += part.wrong_rows;
        self.wrong.extend(part.wrong);
    }

    /// The lot of that name.
    pub fn lot(&self, name: &str) -> Option<Lot> {
        self.lots.find(name)
    }

    /// How many lots there are, of which each is a number below that.
    pub(super) fn count(&self) -> Lot {
        Lot::try_from(self.lots.len()).unwrap_or(Lot::MAX)
    }

    /// The name of a lot.
    pub fn name(&self, lot: Lot) -> &str {
        self.lots.name(lot)
    }

    /// The names of all lots.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.lots.all()
    }

    /// The file in which a row stands.
    pub fn file(&self, at: At) -> &str {
        &self.tables[at.table as usize].file
    }

    /// What the file of a row is about.
    pub(super) fn sheet(&self, at: At) -> Sheet {
        self.tables[at.table as usize].sheet
    }

    /// What a row says, by column.
    pub fn cells(&self, at: At) -> Cells<'_> {
        let table = &self.tables[at.table as usize];
        Cells {
            heads: &table.heads,
            cells: cells_at(&table.text, table.delimiter, at.start as usize),
            known: table.sheet.columns(),
        }
    }

    /// Whether files of that sort have that column.
    pub fn has(&self, sheet: Sheet, column: &str) -> bool {
        let of_sort = self.tables.iter().filter(|table| table.sheet == sheet);
        let mut heads = of_sort.flat_map(|table| &table.heads);
        heads.any(|head| head == column)
    }

    /// Whether there is a file of that sort.
    pub fn has_any(&self, sheet: Sheet) -> bool {
        self.tables.iter().any(|table| table.sheet == sheet)
    }

    /// An amount, where a row has one.
    pub(super) fn known(&self, many: Option<Many>) -> Option<Amount> {
        many.map(|many| self.amount(many))
    }

    pub(super) fn amount(&self, many: Many) -> Amount {
        Amount::of(many.number, self.units.name(many.unit))
    }

    /// The row that says what the lot is: the first one, where there are
    /// several.
    pub(super) fn lot_row(&self, lot: Lot) -> Option<&LotRow> {
        let row = self.of_lot.rows(lot).first()?;
        Some(&self.rows.lots[*row as usize])
    }

    pub(super) fn lot_rows(&self, lot: Lot) -> impl Iterator<Item = &LotRow> {
        let rows = self.of_lot.rows(lot).iter();
        rows.map(|row| &self.rows.lots[*row as usize])
    }

    pub(super) fn uses(&self, lot: Lot) -> impl Iterator<Item = &UseRow> {
        let rows = self.of_user.rows(lot).iter();
        rows.map(|row| &self.rows.uses[*row as usize])
    }

    pub(super) fn users(&self, lot: Lot) -> impl Iterator<Item = &UseRow> {
        let rows = self.of_used.rows(lot).iter();
        rows.map(|row| &self.rows.uses[*row as usize])
    }

    pub(super) fn receipts(&self, lot: Lot) -> impl Iterator<Item = &ReceiptRow> {
        let rows = self.of_receipts.rows(lot).iter();
        rows.map(|row| &self.rows.receipts[*row as usize])
    }

    pub(super) fn shipments(&self, lot: Lot) -> impl Iterator<Item = &ShipmentRow> {
        let rows = self.of_shipments.rows(lot).iter();
        rows.map(|row| &self.rows.shipments[*row as usize])
    }

    pub(super) fn stock(&self, lot: Lot) -> impl Iterator<Item = &StockRow> {
        let rows = self.of_stock.rows(lot).iter();
        rows.map(|row| &self.rows.stock[*row as usize])
    }

    /// The row that says what the lot is.
    pub fn row_of(&self, lot: Lot) -> Option<At> {
        self.lot_row(lot).map(|row| row.at)
    }

    /// The lots that a lot was made of, with the rows that say so.
    pub fn use_rows(&self, lot: Lot) -> impl Iterator<Item = (Lot, At, Option<Amount>)> {
        let uses = self.uses(lot);
        uses.map(|row| (row.used, row.at, self.known(row.many)))
    }

    /// The deliveries by which a lot came in.
    pub fn receipt_rows(
        &self,
        lot: Lot,
    ) -> impl Iterator<Item = (At, Option<NaiveDate>, Option<Amount>)> {
        let receipts = self.receipts(lot);
        receipts.map(|row| (row.at, row.date, self.known(row.many)))
    }

    /// Where some of a lot lies.
    pub fn stock_rows(&self, lot: Lot) -> impl Iterator<Item = (At, Option<Amount>)> {
        let stock = self.stock(lot);
        stock.map(|row| (row.at, self.known(row.many)))
    }

    /// Whether anybody knows the lot: it was made, or came in.
    pub fn is_known(&self, lot: Lot) -> bool {
        self.lot_row(lot).is_some() || self.receipts(lot).next().is_some()
    }

    /// What sort of lot it is: as its row says, else as it is used.
    pub fn kind(&self, lot: Lot) -> Option<LotKind> {
        let said = self.lot_row(lot).and_then(|row| row.kind);
        let used = || match self.users(lot).next() {
            Some(_) => LotKind::Semi,
            None => LotKind::Finished,
        };
        said.or_else(|| match self.receipts(lot).next() {
            Some(_) => Some(LotKind::Raw),
            None => self.lot_row(lot).map(|_| used()),
        })
    }

    /// The day on which it was made, or the first of it came in.
    pub fn made(&self, lot: Lot) -> Option<NaiveDate> {
        let row = self.lot_row(lot).and_then(|row| row.made);
        row.or_else(|| self.receipts(lot).filter_map(|row| row.date).min())
    }

    /// How much of it was made, or came in, by unit.
    pub(super) fn quantity(&self, lot: Lot) -> Vec<Many> {
        let came = added(self.receipts(lot).map(|row| row.many));
        match self.lot_row(lot).and_then(|row| row.many) {
            Some(many) if came.is_empty() => vec![many],
            Some(many) if self.kind(lot) != Some(LotKind::Raw) => vec![many],
            _ => came,
        }
    }

    /// How much of it was made, or came in, by unit.
    pub fn amounts(&self, lot: Lot) -> Vec<Amount> {
        let all = self.quantity(lot).into_iter();
        all.map(|many| self.amount(many)).collect()
    }

    /// Every row that speaks of a lot: what it is, how it came, what it went
    /// into, what it is made of, who got it, where it lies.
    pub(super) fn rows_about(&self, lot: Lot) -> impl Iterator<Item = At> {
        let made = self.lot_rows(lot).map(|row| row.at);
        let came = self.receipts(lot).map(|row| row.at);
        let used = self.users(lot).map(|row| row.at);
        let uses = self.uses(lot).map(|row| row.at);
        let left = self.shipments(lot).map(|row| row.at);
        let there = self.stock(lot).map(|row| row.at);
        made.chain(came)
            .chain(used)
            .chain(uses)
            .chain(left)
            .chain(there)
    }

    /// The files that speak of those lots.
    pub fn files_about(&self, lots: impl Iterator<Item = Lot>) -> BTreeSet<&str> {
        let rows = lots.flat_map(|lot| self.rows_about(lot));
        let tables: BTreeSet<u32> = rows.map(|at| at.table).collect();
        let file = |table: u32| self.tables[table as usize].file.as_str();
        tables.into_iter().map(file).collect()
    }
}

fn add<R: Numbered>(
    all: &mut Vec<R>,
    mut rows: Vec<R>,
    (lots, units, customers, table): (&[u32], &[u32], &[u32], u32),
) {
    for row in &mut rows {
        row.renumber(lots, units, customers, table);
    }
    match all.is_empty() {
        true => *all = rows,
        false => all.append(&mut rows),
    }
}

/// Sums by unit, in the order in which the units come.
pub(super) fn added(all: impl Iterator<Item = Option<Many>>) -> Vec<Many> {
    let mut sums: Vec<Many> = Vec::new();
    for many in all.flatten() {
        match sums.iter_mut().find(|sum| sum.unit == many.unit) {
            // Numbers of cells are bounded: a sum that does not fit is none.
            Some(sum) => {
                let more = sum.number.checked_add(many.number);
                sum.number = more.unwrap_or(Decimal::MAX);
            }
            None => sums.push(many),
        }
    }
    sums
}
