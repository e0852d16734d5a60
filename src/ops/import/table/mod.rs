//! A source as rows of named cells, whatever the file is: CSV, a sheet of a
//! workbook, JSON. What it is its content says, not its name.

mod csv;
mod json;
mod number;
mod sheet;

use std::borrow::Cow;

use ::csv::StringRecord;

use super::encoding::{decode, no_text};
use super::map::Map;
use super::quotes::quote;
use crate::finding::{Code, Finding};
use crate::yaml::Text;
use csv::CsvRows;

/// What the places of rows are counted in, as a person finds them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Lines of a text.
    Line,
    /// Rows of a sheet.
    Row,
    /// Records of a JSON list.
    Record,
}

impl Unit {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Line => "line",
            Unit::Row => "row",
            Unit::Record => "record",
        }
    }
}

/// The bytes of a source, recognised and decoded.
#[derive(Debug)]
pub enum Source<'a> {
    /// CSV, and the encoding that it was in.
    Csv(String, &'static str),
    /// JSON: one document, or one a line.
    Json(String),
    /// A workbook of Excel or OpenDocument.
    Book(&'a [u8]),
}

impl<'a> Source<'a> {
    /// Recognises the bytes. The encoding of a text may be named.
    ///
    /// # Errors
    /// A text whose encoding cannot be told.
    pub fn of(bytes: &'a [u8], encoding: Option<&Text>) -> Result<Self, Finding> {
        if sheet::is_book(bytes) {
            return Ok(Source::Book(bytes));
        }
        if let Some(what) = no_text(bytes) {
            return Err(not_a_table("table", what));
        }
        let (text, encoding) = decode(bytes, encoding.map(Text::as_str))?;
        Ok(match text.trim_start().starts_with(['{', '[']) {
            true => Source::Json(text),
            false => Source::Csv(text, encoding),
        })
    }

    /// The names of its sheets that can be seen, where it is a workbook.
    ///
    /// # Errors
    /// It is no workbook that can be read.
    pub fn sheets(&self) -> Result<Vec<String>, Finding> {
        match self {
            Source::Book(bytes) => sheet::names(bytes),
            Source::Csv(..) | Source::Json(_) => Ok(Vec::new()),
        }
    }

    /// Its rows, as the map says where they are.
    ///
    /// # Errors
    /// There are none, or not where the map says. What has a path is about the
    /// map, all else about the source.
    pub fn table(&'a self, map: &Map) -> Result<Table<'a>, Vec<Finding>> {
        let table = match self {
            Source::Csv(text, encoding) => csv::table(text, encoding, map),
            Source::Json(text) => json::table(text, map),
            Source::Book(bytes) => sheet::table(bytes, map),
        };
        table.map_err(|finding| vec![finding])
    }
}

/// The records of a JSON text, whole, with their places.
pub(super) fn objects(text: &str) -> Result<Vec<(u64, serde_json::Value)>, Finding> {
    json::objects(text)
}

/// The rows of a source.
pub struct Table<'a> {
    /// What it was read as, for a person: the encoding of a text, else the
    /// format.
    pub form: &'static str,
    /// The sheet that it is, in a workbook.
    pub sheet: Option<String>,
    /// What the places of rows are counted in.
    pub unit: Unit,
    /// The rows above the names of the columns, as CSV.
    pub above: String,
    /// The row with the names of the columns as CSV, where there is one.
    pub header: Option<Cow<'a, str>>,
    /// The names of the columns; where there are none, only how many counts.
    pub(super) names: Vec<String>,
    rows: Rows<'a>,
}

enum Rows<'a> {
    Csv(Box<CsvRows<'a>>),
    Held(std::vec::IntoIter<Record<'a>>, usize),
}

impl<'a> Table<'a> {
    /// The rows of a CSV text that is decoded already.
    #[cfg(test)]
    pub(super) fn of_csv(text: &'a str, map: &Map) -> Result<Self, Vec<Finding>> {
        csv::table(text, "UTF-8", map).map_err(|finding| vec![finding])
    }

    /// How much of it is read, of 1000.
    pub fn progress(&self) -> u64 {
        match &self.rows {
            Rows::Csv(rows) => rows.progress(),
            Rows::Held(rest, all) => ((all - rest.len()) * 1000 / (*all).max(1)) as u64,
        }
    }
}

impl<'a> Iterator for Table<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        match &mut self.rows {
            Rows::Csv(rows) => rows.next(),
            Rows::Held(rows, _) => rows.next(),
        }
    }
}

/// One row.
pub struct Record<'a> {
    /// Its place, counted from 1 in the table's unit.
    pub place: u64,
    /// Its cells.
    pub(super) cells: Cells,
    /// The row as it stands in a CSV file.
    raw: Option<&'a str>,
    /// What makes its cells stand in the wrong places.
    pub(super) broken: Option<Finding>,
}

impl<'a> Record<'a> {
    /// The row as CSV with so many cells: to the letter where it is from CSV.
    pub(super) fn raw(&self, delimiter: u8, cells: usize) -> Cow<'a, str> {
        match self.raw {
            Some(raw) => Cow::Borrowed(raw),
            None => {
                let cells = (0..cells).map(|at| self.cells.get(at));
                Cow::Owned(line(cells, delimiter))
            }
        }
    }
}

/// Cells as a line of CSV, without its end. A line that would look empty, or
/// like something else than CSV, has its first cell in quotes.
fn line<'c>(cells: impl Iterator<Item = &'c str>, delimiter: u8) -> String {
    let between = char::from(delimiter).to_string();
    let cells: Vec<Cow<str>> = cells.map(|cell| quote(cell, delimiter)).collect();
    cells.join(&between)
}

/// The cells of a row: all of them, or only those that say something.
#[derive(Debug)]
pub(super) enum Cells {
    Dense(StringRecord),
    Sparse(Vec<(usize, String)>),
}

impl Cells {
    /// The cells up to that column.
    pub fn texts(&self, width: usize) -> impl Iterator<Item = &str> {
        let width = match self {
            Cells::Dense(cells) => cells.len().min(width),
            Cells::Sparse(cells) => cells.last().map_or(0, |(at, _)| at + 1).min(width),
        };
        (0..width).map(|at| self.get(at))
    }

    /// The cell of that column, counted from 0.
    pub fn get(&self, at: usize) -> &str {
        match self {
            Cells::Dense(cells) => cells.get(at).unwrap_or_default(),
            Cells::Sparse(cells) => cells
                .binary_search_by_key(&at, |(column, _)| *column)
                .map_or("", |found| &cells[found].1),
        }
    }
}

/// White space inside a name counts as one space: names of columns are broken
/// into lines to make them narrow.
pub(super) fn one_line(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ")
}

/// There is no row behind those that are skipped.
fn nothing_behind(skip: usize) -> Finding {
    match skip {
        0 => Finding::new(Code::EmptyFile),
        skip => Finding::new(Code::NoRows).arg("skip", skip),
    }
}

fn not_a_table(what: &'static str, problem: impl std::fmt::Display) -> Finding {
    Finding::new(Code::NotATable)
        .arg("what", what)
        .arg("problem", problem.to_string())
}
