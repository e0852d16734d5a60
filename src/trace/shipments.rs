//! Which customer got how much of which lot, by which delivery note.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::cells::{Cells, Row};
use crate::case::{Date, Quantity, half_width};
use crate::finding::{Code, Finding};

/// The columns; the first five must be there.
const COLUMNS: [&str; 7] = [
    "lot",
    "customer",
    "date",
    "quantity",
    "unit",
    "delivery_note",
    "place",
];
const NEEDED: usize = 5;

/// Goods of a lot that left for a customer: a row of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Shipment {
    /// The lot.
    pub lot: String,
    /// The customer, as the row names it.
    pub customer: String,
    /// The day.
    pub date: Date,
    /// How much.
    pub quantity: Quantity,
    /// By which delivery note.
    pub delivery_note: Option<String>,
    /// Where to.
    pub place: Option<String>,
    /// The file in which it stands.
    pub file: Arc<str>,
    /// The line in that file, from 1.
    pub line: usize,
}

/// The shipments of a CSV text and what is wrong with its other rows.
///
/// # Errors
/// The text is no table of shipments: columns are missing or stand twice.
pub fn read_shipments(
    file: &str,
    text: &str,
) -> Result<(Vec<Shipment>, Vec<Finding>), Vec<Finding>> {
    let name: Arc<str> = file.into();
    let placed = |finding: Finding| finding.in_file(file);
    let in_file = |found: Vec<Finding>| found.into_iter().map(placed).collect::<Vec<_>>();
    let mut cells = Cells::of(text, &COLUMNS, NEEDED).map_err(in_file)?;
    let (mut shipments, mut wrong) = (Vec::new(), Vec::new());
    while let Some(row) = cells.next() {
        match shipment(&cells, &row, &name) {
            Ok(shipment) => shipments.push(shipment),
            Err(found) => wrong.extend(in_file(found)),
        }
    }
    Ok((shipments, wrong))
}

/// The shipment in a row, or all that is wrong with the row.
fn shipment(cells: &Cells, row: &Row, file: &Arc<str>) -> Result<Shipment, Vec<Finding>> {
    if let Some(broken) = cells.broken(row) {
        return Err(vec![broken]);
    }
    let [lot, customer, date, quantity, unit, note, place] =
        std::array::from_fn(|column| cells.get(row, column));
    let mut wrong = Vec::new();
    let mut missing = |column: usize| {
        let finding = Finding::new(Code::MissingKey).arg("key", COLUMNS[column]);
        wrong.push(cells.at(row, column, finding));
    };
    let unit_inside = quantity.and_then(amount).is_some();
    for (column, cell) in [lot, customer, date, quantity].into_iter().enumerate() {
        if cell.is_none() {
            missing(column);
        }
    }
    if unit.is_none() && quantity.is_some() && !unit_inside {
        missing(4);
    }
    let mut bad = |column: usize, sort: &'static str, found: &str| {
        let finding = Finding::new(Code::BadValue).arg("expected", sort);
        wrong.push(cells.at(row, column, finding.arg("found", found)));
    };
    let on = date.and_then(day);
    if let (Some(date), None) = (date, on) {
        bad(2, "date", date);
    }
    let many = match (quantity, unit) {
        (Some(quantity), _) if unit_inside => amount(quantity),
        (Some(quantity), Some(unit)) => amount(&format!("{quantity} {unit}")),
        _ => None,
    };
    if let (Some(quantity), Some(unit), None) = (quantity, unit, &many) {
        bad(3, "quantity", &format!("{quantity} {unit}"));
    }
    match (lot, customer, on, many) {
        (Some(lot), Some(customer), Some(date), Some(quantity)) => Ok(Shipment {
            lot: lot.to_owned(),
            customer: customer.to_owned(),
            date,
            quantity,
            delivery_note: note.map(str::to_owned),
            place: place.map(str::to_owned),
            file: file.clone(),
            line: row.line,
        }),
        _ => Err(wrong),
    }
}

fn amount(text: &str) -> Option<Quantity> {
    Quantity::parse(&Quantity::tidied(text))
}

/// A day as such systems write it: 2026-11-02, 2026/11/2, 20261102, with or
/// without a time of day behind it.
fn day(text: &str) -> Option<Date> {
    let text = half_width(text);
    let text = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let plain = match parts.as_slice() {
        [year, month, day] if month.len() <= 2 && day.len() <= 2 => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [whole] if whole.len() == 8 && whole.is_ascii() => {
            format!("{}-{}-{}", &whole[..4], &whole[4..6], &whole[6..])
        }
        _ => return None,
    };
    Date::parse(&plain)
}

/// How much each customer got of each lot.
#[derive(Debug, Clone, Default)]
pub struct Shipments {
    by: HashMap<Key, Vec<(NaiveDate, Decimal)>>,
    first: Option<NaiveDate>,
}

/// Customer, lot and unit.
type Key = (String, String, String);

impl Shipments {
    /// The sums of those rows; `meant` gives the name by which a customer is
    /// known, whatever the row calls it.
    pub fn of(rows: &[Shipment], meant: impl Fn(&str) -> String) -> Shipments {
        let mut known: HashMap<&str, String> = HashMap::new();
        let mut all = Shipments::default();
        for row in rows {
            let customer = known.entry(&row.customer);
            let customer = customer.or_insert_with(|| meant(&row.customer)).clone();
            let many = &row.quantity.0;
            let key = (customer, row.lot.clone(), many.unit.clone());
            all.by
                .entry(key)
                .or_default()
                .push((row.date.0, many.number));
            all.first = all.first.into_iter().chain([row.date.0]).min();
        }
        all
    }

    /// How much of the lot that customer got up to that day, in that unit.
    /// Nothing where the data begins only later: then nobody can tell.
    pub fn shipped(
        &self,
        customer: &str,
        lot: &str,
        unit: &str,
        until: NaiveDate,
    ) -> Option<Decimal> {
        self.first.filter(|first| *first <= until)?;
        let key = (customer.to_owned(), lot.to_owned(), unit.to_owned());
        let rows = self.by.get(&key).into_iter().flatten();
        let rows = rows.filter(|(day, _)| *day <= until);
        Some(rows.map(|(_, many)| *many).sum::<Decimal>().normalize())
    }
}
