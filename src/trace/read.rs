//! Reads one file of trace data.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Sheet;
use super::cells::Cells;
use super::find::plain;
use super::names::Names;
use super::rows::{At, LotKind, LotRow, Many, ReceiptRow, ShipmentRow, StockRow, UseRow};
use super::serial::Range;
use super::value::{amount, day, plain_number};
use crate::case::{Amount, Quantity, half_width};
use crate::finding::{Code, Finding};

/// A file that was read: its rows, and the text for what is only shown.
#[derive(Debug, Clone)]
pub struct Part {
    pub(super) sheet: Sheet,
    pub(super) file: String,
    pub(super) text: String,
    pub(super) delimiter: u8,
    pub(super) heads: Vec<String>,
    pub(super) lots: Names,
    pub(super) units: Names,
    pub(super) customers: Names,
    pub(super) rows: Rows,
    /// What is wrong with rows, in their order.
    pub wrong: Vec<Finding>,
    /// How many rows something is wrong with.
    pub wrong_rows: usize,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub lots: Vec<LotRow>,
    pub uses: Vec<UseRow>,
    pub receipts: Vec<ReceiptRow>,
    pub shipments: Vec<ShipmentRow>,
    pub stock: Vec<StockRow>,
}

/// Reads a file of that sort. A row that names its lots is used even where
/// something else of it cannot be read: who got a lot is not lost with a number
/// that was mistyped.
///
/// # Errors
/// The text is no such table: columns are missing or stand twice.
pub fn read(sheet: Sheet, file: &str, text: String) -> Result<Part, Vec<Finding>> {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let placed = |found: Vec<Finding>| {
        let in_file = |finding: Finding| finding.in_file(file);
        found.into_iter().map(in_file).collect::<Vec<_>>()
    };
    let cells = Cells::of(&text, sheet, sheet.columns(), sheet.needed()).map_err(placed)?;
    let (delimiter, heads) = (cells.delimiter(), cells.heads().to_vec());
    let mut reader = Reader::new(sheet, cells);
    reader.read();
    let Reader {
        lots,
        units,
        customers,
        rows,
        wrong,
        wrong_rows,
        ..
    } = reader;
    Ok(Part {
        sheet,
        file: file.to_owned(),
        delimiter,
        heads,
        lots,
        units,
        customers,
        rows,
        wrong: placed(wrong),
        wrong_rows,
        text,
    })
}

struct Reader<'a> {
    sheet: Sheet,
    cells: Cells<'a>,
    lots: Names,
    units: Names,
    /// Units as cells have them, and the number of what they mean.
    known_units: HashMap<Box<str>, Option<u32>>,
    customers: Names,
    rows: Rows,
    /// Whether the cells of the row stand in their places. Where they do not,
    /// only the lots that it names, and who got them, are taken as they stand
    /// there: nobody shall be forgotten.
    is_whole: bool,
    wrong: Vec<Finding>,
    wrong_rows: usize,
}

impl<'a> Reader<'a> {
    fn new(sheet: Sheet, cells: Cells<'a>) -> Self {
        Reader {
            sheet,
            cells,
            lots: Names::default(),
            units: Names::default(),
            known_units: HashMap::new(),
            customers: Names::default(),
            rows: Rows::default(),
            is_whole: true,
            wrong: Vec::new(),
            wrong_rows: 0,
        }
    }

    fn read(&mut self) {
        while self.cells.advance() {
            let before = self.wrong.len();
            let mut at = self.at();
            match self.cells.broken() {
                Some(broken) => {
                    if broken.code == Code::StrayQuote {
                        self.cells.resume();
                        at.start = u32::try_from(self.cells.nowhere()).unwrap_or(u32::MAX);
                    }
                    self.wrong.push(broken);
                    self.is_whole = false;
                    self.row(at);
                }
                None if self.cells.is_sum() => {}
                None => {
                    self.is_whole = true;
                    self.filled();
                    self.row(at);
                }
            }
            self.wrong_rows += usize::from(self.wrong.len() > before);
        }
    }

    fn row(&mut self, at: At) {
        let Some(lot) = self.lot(0) else { return };
        match self.sheet {
            Sheet::Lots => self.lot_row(lot, at),
            Sheet::Uses => {
                let Some(used) = self.lot(1) else { return };
                let many = self.many();
                let row = UseRow {
                    lot,
                    used,
                    many,
                    at,
                };
                self.rows.uses.push(row);
            }
            Sheet::Receipts => self.receipt(lot, at),
            Sheet::Shipments => self.shipment(lot, at),
            Sheet::Stock => {
                let many = self.many();
                self.rows.stock.push(StockRow { lot, many, at });
            }
        }
    }

    /// That a lot was made helps nobody without the rest of its row.
    fn lot_row(&mut self, lot: u32, at: At) {
        if !self.is_whole {
            return;
        }
        let kind = self.kind("kind");
        self.serials();
        let (made, many) = (self.date("made"), self.many());
        self.rows.lots.push(LotRow {
            lot,
            kind,
            made,
            many,
            at,
        });
    }

    /// Nor does that it came in.
    fn receipt(&mut self, lot: u32, at: At) {
        if !self.is_whole {
            return;
        }
        let (date, many) = (self.date("date"), self.many());
        self.rows.receipts.push(ReceiptRow {
            lot,
            date,
            many,
            at,
        });
    }

    fn shipment(&mut self, lot: u32, at: At) {
        let name = self.cells.get(self.column("customer"));
        let customer = name.map(|name| self.customers.number(name));
        let (date, many) = (self.date("date"), self.many());
        self.rows.shipments.push(ShipmentRow {
            lot,
            customer,
            date,
            many,
            at,
        });
    }

    fn column(&self, name: &str) -> usize {
        self.sheet.column(name).unwrap_or_default()
    }

    fn lot(&mut self, column: usize) -> Option<u32> {
        Some(self.lots.number(self.cells.get(column)?))
    }

    fn at(&self) -> At {
        let row = self.cells.row();
        // A file has 256 MiB at most.
        At {
            table: 0,
            start: u32::try_from(row.start).unwrap_or(u32::MAX),
            line: u32::try_from(row.line).unwrap_or(u32::MAX),
        }
    }

    /// What must be said and is not. A unit may stand behind its number.
    fn filled(&mut self) {
        let (quantity, unit) = (self.column("quantity"), self.column("unit"));
        for column in 0..self.sheet.filled() {
            if !self.cells.has(column) || self.cells.get(column).is_some() {
                continue;
            }
            let number = self.cells.get(quantity);
            if column == unit && number.is_none_or(|number| amount(number).is_some()) {
                continue;
            }
            let finding = Finding::new(Code::MissingKey).arg("key", self.sheet.columns()[column]);
            self.wrong.push(self.cells.at(column, finding));
        }
    }

    /// A range of serial numbers must be one.
    fn serials(&mut self) {
        let (first, last) = (self.column("serial_from"), self.column("serial_to"));
        let (Some(from), Some(to)) = (self.cells.get(first), self.cells.get(last)) else {
            return;
        };
        if Range::between(&plain(from), &plain(to)).is_none() {
            self.bad(last, "serial-range", format!("{from}..{to}"));
        }
    }

    fn kind(&mut self, name: &str) -> Option<LotKind> {
        let column = self.column(name);
        let cell = self.cells.get(column)?;
        let kind = LotKind::meant(cell);
        if kind.is_none() {
            let words: Vec<String> = LotKind::WORDS.iter().map(ToString::to_string).collect();
            let finding = Finding::new(Code::UnknownWord).arg("word", cell);
            let finding = finding.arg("known", words);
            self.wrong.push(self.cells.at(column, finding));
        }
        kind
    }

    fn date(&mut self, name: &str) -> Option<NaiveDate> {
        let column = self.column(name);
        let cell = self.cells.get(column).filter(|_| self.is_whole)?;
        let found = day(cell);
        if found.is_none() {
            self.bad(column, "date", cell.to_owned());
        }
        found
    }

    fn many(&mut self) -> Option<Many> {
        let column = self.column("quantity");
        let cell = self.cells.get(column).filter(|_| self.is_whole)?;
        let unit = self.cells.get(self.column("unit"));
        if let (Some(number), Some(unit)) = (plain_number(cell), unit)
            && let Some(unit) = known_unit(&mut self.known_units, &mut self.units, unit)
        {
            return Some(Many { number, unit });
        }
        let own = amount(cell);
        let whole = match unit {
            Some(unit) if own.is_none() => format!("{cell} {unit}"),
            _ => cell.to_owned(),
        };
        // `1O` is no number, though it looks like one with a unit behind it.
        let other = |own: &Quantity| unit.is_some_and(|unit| half_width(unit) != own.0.unit);
        if let (Some(own), Some(unit)) = (&own, unit)
            && other(own)
        {
            self.bad(column, "quantity", format!("{cell} {unit}"));
            return None;
        }
        match amount(&whole) {
            Some(Quantity(Amount { number, unit })) => Some(Many {
                number,
                unit: self.units.number(&unit),
            }),
            // That the unit is missing is said already.
            None if unit.is_none() && self.sheet.filled() > self.column("unit") => None,
            None => {
                self.bad(column, "quantity", whole);
                None
            }
        }
    }

    fn bad(&mut self, column: usize, sort: &'static str, found: String) {
        let finding = Finding::new(Code::BadValue).arg("expected", sort);
        let finding = self.cells.at(column, finding.arg("found", found));
        self.wrong.push(finding);
    }
}

/// The number of the unit that a cell means, if it can be one.
fn known_unit(
    known: &mut HashMap<Box<str>, Option<u32>>,
    units: &mut Names,
    cell: &str,
) -> Option<u32> {
    if let Some(unit) = known.get(cell) {
        return *unit;
    }
    let unit = amount(&format!("1 {cell}")).map(|one| units.number(&one.0.unit));
    known.insert(cell.into(), unit);
    unit
}
