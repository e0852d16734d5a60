//! Rows about cases as CSV, JSON, lines of JSON or a workbook, written as they
//! come.

mod cells;
mod lines;
mod sheet;
mod workbook;

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset};

use super::{Column, Screen, Table, csv, json};
use crate::messages::Phrase;
use crate::report::export::{self, Row, Rows, Value};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV.
    Csv {
        /// Whether it begins with a byte order mark, by which Excel knows
        /// UTF-8.
        bom: bool,
    },
    /// An object a line.
    Ndjson,
    /// One document.
    Json,
    /// An Excel workbook.
    Xlsx,
}

/// What is known before the first row.
#[derive(Debug, Clone)]
pub struct Head {
    /// What a row is about.
    pub rows: Rows,
    /// The columns.
    pub columns: Vec<export::Column>,
    /// From when it was looked.
    pub now: DateTime<FixedOffset>,
}

/// Something that could not be shown whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The case.
    pub case: String,
    /// The column.
    pub column: &'static str,
}

/// What there is to say when all rows are written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// What was longer than a cell holds.
    pub cut: Vec<Cut>,
    /// How many sheets were filled; none where there are no sheets.
    pub sheets: usize,
}

/// Takes rows as they come.
pub trait Sink {
    /// Writes a row.
    ///
    /// # Errors
    /// What it is written to fails.
    fn row(&mut self, row: &Row) -> io::Result<()>;

    /// Writes what comes behind the last row: how many files were left out.
    ///
    /// # Errors
    /// What it is written to fails.
    fn end(self: Box<Self>, left_out: usize) -> io::Result<Written>;
}

/// What writes rows in that format.
///
/// # Errors
/// What it is written to fails.
pub fn sink<'a>(
    format: Format,
    head: Head,
    out: &'a mut dyn Write,
) -> io::Result<Box<dyn Sink + 'a>> {
    Ok(match format {
        Format::Csv { bom } => Box::new(lines::Csv::start(&head, bom, out)?),
        Format::Ndjson => Box::new(lines::Ndjson::start(head, out)),
        Format::Json => Box::new(lines::Document::start(head, out)?),
        Format::Xlsx => Box::new(workbook::Workbook::start(head, out)?),
    })
}

/// The columns of those rows, with their types and meanings, as a table.
pub fn columns_table(out: &mut dyn Write, rows: &[Rows], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let mut table = Table::new(vec![
        Column::fixed(words.text(Phrase::HeadRows)),
        Column::fixed(words.text(Phrase::HeadColumn)),
        Column::fixed(words.text(Phrase::HeadType)),
        Column::fixed(words.text(Phrase::HeadUnit)),
        Column::text(words.text(Phrase::HeadMeaning)),
    ]);
    for rows in rows {
        for column in rows.columns() {
            table.push(
                [
                    rows.word(),
                    column.name,
                    column.sort.word(),
                    column.unit.unwrap_or("-"),
                    column.meaning,
                ]
                .map(super::Cell::from),
            );
        }
    }
    table.write(out, screen)
}
