//! The cells of a CSV text by the names of their columns, and where they stand.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::sheet::Sheet;
use crate::finding::{Code, Finding};

/// What may stand between cells; the first one under which the columns are
/// found is meant.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// What the first cell of a row says that adds up those above it.
const SUMS: [&str; 7] = [
    "合计",
    "总计",
    "小计",
    "total",
    "sum",
    "subtotal",
    "grand total",
];

/// A CSV text with a line of headings, read row by row.
pub(super) struct Cells<'a> {
    text: &'a str,
    delimiter: u8,
    heads: Vec<String>,
    /// The place of each column asked for, where it is there.
    places: Vec<Option<usize>>,
    reader: csv::Reader<&'a [u8]>,
    /// Where in the text the reader began.
    base: usize,
    lines: Lines<'a>,
    record: StringRecord,
    row: Row<'a>,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row<'a> {
    /// Its line, from 1.
    pub line: usize,
    /// Its first byte.
    pub start: usize,
    raw: &'a str,
}

impl<'a> Cells<'a> {
    /// Finds the columns of those names, in any order and in either language;
    /// other columns are passed over. The first `needed` of them must be there.
    pub fn of(
        text: &'a str,
        sheet: Sheet,
        names: &[&str],
        needed: usize,
    ) -> Result<Self, Vec<Finding>> {
        let known = |delimiter: &u8| {
            let heads = headings(text, sheet, *delimiter);
            let has = |name: &&&str| heads.iter().any(|head| head == **name);
            names.iter().filter(has).count()
        };
        // The first of those under which most columns are found.
        let mut delimiter = DELIMITERS[0];
        for other in &DELIMITERS[1..] {
            if known(other) > known(&delimiter) {
                delimiter = *other;
            }
        }
        let heads = headings(text, sheet, delimiter);
        if heads.iter().all(String::is_empty) {
            return Err(vec![Finding::new(Code::EmptyFile).at(1, 1)]);
        }
        let wrong = wrong_heads(&heads, names, needed);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let place = |name: &&str| heads.iter().position(|head| head == name);
        let mut cells = Cells {
            text,
            delimiter,
            places: names.iter().map(place).collect(),
            heads,
            reader: reader(text, delimiter),
            base: 0,
            lines: Lines {
                text,
                counted: 0,
                line: 1,
            },
            record: StringRecord::new(),
            row: Row::default(),
        };
        cells.next_record();
        Ok(cells)
    }

    /// What stands between the cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The names of all columns, in lower case.
    pub fn heads(&self) -> &[String] {
        &self.heads
    }

    /// Whether there is such a column.
    pub fn has(&self, column: usize) -> bool {
        self.places[column].is_some()
    }

    /// Goes on to the next row in which a cell says something; there may be
    /// none.
    pub fn advance(&mut self) -> bool {
        while self.next_record() {
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                return true;
            }
        }
        false
    }

    /// Where the row stands.
    pub fn row(&self) -> Row<'a> {
        self.row
    }

    /// The cell of that column, without blanks around it; nothing where it is
    /// empty.
    pub fn get(&self, column: usize) -> Option<&str> {
        meant(self.record.get(self.places[column]?)?)
    }

    /// Whether the row only adds up those above it.
    pub fn is_sum(&self) -> bool {
        let first = self.record.iter().find_map(meant).unwrap_or_default();
        let first = first.trim_end_matches([':', '：']);
        SUMS.iter().any(|sum| first.eq_ignore_ascii_case(sum))
    }

    /// Goes on in the line behind that in which the row begins: where a
    /// quotation mark was never closed, the lines that it swallowed are rows.
    /// Of the row itself the cells are what stands between delimiters.
    pub fn resume(&mut self) {
        let line = self.row.raw.lines().next().unwrap_or_default();
        let cells = line.split(self.delimiter as char);
        let cells: Vec<String> = cells.map(|cell| cell.replace('"', "")).collect();
        self.record = cells.into();
        if let Some(end) = self.row.raw.find('\n') {
            self.base = self.row.start + end + 1;
            self.reader = reader(&self.text[self.base..], self.delimiter);
        }
    }

    /// Where there is no row: of one whose cells nobody can tell apart nothing
    /// more is shown.
    pub fn nowhere(&self) -> usize {
        self.text.len()
    }

    /// The finding with the place of that column's cell.
    pub fn at(&self, column: usize, finding: Finding) -> Finding {
        let starts = starts(self.row.raw, self.delimiter).unwrap_or_default();
        let place = self.places[column].and_then(|place| starts.get(place));
        self.behind(place.copied().unwrap_or(0), finding)
    }

    /// The finding with the place of that byte of the row.
    fn behind(&self, byte: usize, finding: Finding) -> Finding {
        let before = &self.row.raw[..byte];
        let line = self.row.line + before.matches('\n').count();
        let last = before.rsplit('\n').next().unwrap_or_default();
        finding.at(line, last.chars().count() + 1)
    }

    /// What makes the cells of the row stand in the wrong places.
    pub fn broken(&self) -> Option<Finding> {
        let quoted = memchr::memchr(b'"', self.row.raw.as_bytes()).is_some();
        let finding = match quoted && starts(self.row.raw, self.delimiter).is_none() {
            true => Finding::new(Code::StrayQuote),
            false if self.record.len() == self.heads.len() => return None,
            false => Finding::new(Code::RaggedRow)
                .arg("cells", self.record.len())
                .arg("expected", self.heads.len()),
        };
        Some(self.behind(0, finding))
    }

    fn read_to(&self) -> usize {
        self.base + usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX)
    }

    fn next_record(&mut self) -> bool {
        let behind = self.read_to();
        if !self.reader.read_record(&mut self.record).unwrap_or(false) {
            return false;
        }
        let ends = ['\r', '\n'];
        let whole = &self.text[behind..self.read_to()];
        let raw = whole.trim_start_matches(ends);
        let start = behind + whole.len() - raw.len();
        self.row = Row {
            line: self.lines.at(start),
            start,
            raw: raw.trim_end_matches(ends),
        };
        true
    }
}

/// What a cell says; nothing where it is empty. Exports protect codes from
/// spreadsheets as `="0012"`.
pub(super) fn meant(cell: &str) -> Option<&str> {
    let cell = cell.trim();
    let inner = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    let cell = inner.unwrap_or(cell).trim();
    (!cell.is_empty()).then_some(cell)
}

/// The cells of the row that begins at that byte; it was read before, so that
/// its quotation marks stand where they can.
pub(super) fn cells_at(text: &str, delimiter: u8, start: usize) -> Vec<Cow<'_, str>> {
    let mut rest = &text[start..];
    let mut cells = Vec::new();
    loop {
        let (cell, behind) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted),
            None => {
                let ends = [delimiter as char, '\n', '\r'];
                let end = rest.find(ends).unwrap_or(rest.len());
                (Cow::Borrowed(&rest[..end]), &rest[end..])
            }
        };
        cells.push(cell);
        match behind.as_bytes().first() {
            Some(byte) if *byte == delimiter => rest = &behind[1..],
            _ => return cells,
        }
    }
}

/// A cell behind its first quotation mark, and what stands behind the last one.
fn quoted_cell(text: &str) -> (Cow<'_, str>, &str) {
    let mut from = 0;
    while let Some(at) = text[from..].find('"').map(|at| from + at) {
        if !text[at + 1..].starts_with('"') {
            let cell = &text[..at];
            let cell = match from {
                0 => Cow::Borrowed(cell),
                _ => Cow::Owned(cell.replace("\"\"", "\"")),
            };
            return (cell, &text[at + 1..]);
        }
        from = at + 2;
    }
    (Cow::Borrowed(text), "")
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// The first row, as names of columns. Of several that mean the same the first
/// counts, or the one that bears the name itself.
fn headings(text: &str, sheet: Sheet, delimiter: u8) -> Vec<String> {
    let mut record = StringRecord::new();
    if !matches!(reader(text, delimiter).read_record(&mut record), Ok(true)) {
        return Vec::new();
    }
    let said: Vec<String> = record
        .iter()
        .map(|cell| cell.trim().to_lowercase())
        .collect();
    let mut heads: Vec<String> = Vec::new();
    for heading in &said {
        let meant = sheet.meant(heading).to_owned();
        let taken = said.contains(&meant) || heads.contains(&meant);
        heads.push(match taken {
            true => heading.clone(),
            false => meant,
        });
    }
    heads
}

/// Columns that are missing or stand twice.
fn wrong_heads(heads: &[String], names: &[&str], needed: usize) -> Vec<Finding> {
    let count = |name: &str| heads.iter().filter(|head| *head == name).count();
    let missing = names[..needed].iter().filter(|name| count(name) == 0);
    let missing = missing.map(|name| {
        let finding = Finding::new(Code::UnknownColumn).arg("word", *name);
        finding.arg("known", heads.to_vec())
    });
    let twice = names.iter().filter(|name| count(name) > 1);
    let twice = twice.map(|name| Finding::new(Code::DuplicateKey).arg("key", *name));
    let found = missing.chain(twice);
    found.map(|finding| finding.at(1, 1)).collect()
}

/// Where the cells of a row begin; nothing where a quotation mark stands where
/// it cannot.
fn starts(row: &str, delimiter: u8) -> Option<Vec<usize>> {
    let mut found = vec![0];
    let (mut quoted, mut closed) = (false, false);
    let mut bytes = row.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        if !quoted && byte == delimiter {
            found.push(at + 1);
            closed = false;
            continue;
        }
        if closed {
            return None;
        }
        match byte {
            b'"' if quoted && bytes.next_if(|(_, next)| *next == b'"').is_some() => {}
            b'"' if quoted => (quoted, closed) = (false, true),
            b'"' if found.last() == Some(&at) => quoted = true,
            _ => {}
        }
    }
    (!quoted).then_some(found)
}

/// Counts lines on from the last place asked for.
struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, place: usize) -> usize {
        let passed = &self.text.as_bytes()[self.counted..place];
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.counted = place;
        self.line
    }
}
