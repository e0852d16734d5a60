//! Rows about cases as CSV, JSON, lines of JSON or a workbook, written as they
//! come.

mod cells;
pub mod columns;
mod lines;
mod sheet;
mod workbook;

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset};

use super::{csv, json};
use crate::report::export::{self, Row, Rows, Value};

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV.
    Csv {
        /// Whether it begins with a byte order mark, by which Excel knows
        /// UTF-8.
        bom: bool,
        /// Whether a terminal shows it.
        terminal: bool,
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
        Format::Csv { bom, terminal } => Box::new(lines::Csv::start(&head, bom, terminal, out)?),
        Format::Ndjson => Box::new(lines::Ndjson::start(head, out)),
        Format::Json => Box::new(lines::Document::start(head, out)?),
        Format::Xlsx => Box::new(workbook::Workbook::start(head, out)?),
    })
}
