//! The cells of a CSV text by the names of their columns, and where they stand.

use csv::{ReaderBuilder, StringRecord};

use crate::finding::{Code, Finding};

/// What may stand between cells; the first one under which the columns are
/// found is meant.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A CSV text with a line of headings.
pub(super) struct Cells<'a> {
    text: &'a str,
    delimiter: u8,
    /// The place of each column asked for, where it is there.
    places: Vec<Option<usize>>,
    width: usize,
    reader: csv::Reader<&'a [u8]>,
    lines: Lines<'a>,
}

/// One row behind the headings.
pub(super) struct Row<'a> {
    /// Its line, from 1.
    pub line: usize,
    record: StringRecord,
    raw: &'a str,
}

impl<'a> Cells<'a> {
    /// Finds the columns of those names, in any order; other columns are passed
    /// over. The first `needed` of them must be there.
    pub fn of(text: &'a str, names: &[&str], needed: usize) -> Result<Self, Vec<Finding>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let known = |delimiter: &u8| {
            let heads = headings(text, *delimiter);
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
        let heads = Headings(headings(text, delimiter));
        if heads.0.iter().all(String::is_empty) {
            return Err(vec![Finding::new(Code::EmptyFile).at(1, 1)]);
        }
        let wrong = heads.wrong(names, needed);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let place = |name: &&str| heads.0.iter().position(|head| head == name);
        let mut cells = Cells {
            text,
            delimiter,
            places: names.iter().map(place).collect(),
            width: heads.0.len(),
            reader: reader(text, delimiter),
            lines: Lines {
                text,
                counted: 0,
                line: 1,
            },
        };
        cells.next_record();
        Ok(cells)
    }

    /// The cell of that column, without blanks around it; nothing where it is
    /// empty.
    pub fn get<'r>(&self, row: &'r Row, column: usize) -> Option<&'r str> {
        let cell = row.record.get(self.places[column]?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// The finding with the place of that column's cell.
    pub fn at(&self, row: &Row, column: usize, finding: Finding) -> Finding {
        let starts = starts(row.raw, self.delimiter).unwrap_or_default();
        let place = self.places[column].and_then(|place| starts.get(place));
        self.behind(row, place.copied().unwrap_or(0), finding)
    }

    /// The finding with the place of that byte of the row.
    fn behind(&self, row: &Row, byte: usize, finding: Finding) -> Finding {
        let before = &row.raw[..byte];
        let line = row.line + before.matches('\n').count();
        let last = before.rsplit('\n').next().unwrap_or_default();
        finding.at(line, last.chars().count() + 1)
    }

    /// What makes the cells of a row stand in the wrong places.
    pub fn broken(&self, row: &Row) -> Option<Finding> {
        let finding = match starts(row.raw, self.delimiter) {
            None => Finding::new(Code::StrayQuote),
            Some(_) if row.record.len() == self.width => return None,
            Some(_) => Finding::new(Code::RaggedRow)
                .arg("cells", row.record.len())
                .arg("expected", self.width),
        };
        Some(self.behind(row, 0, finding))
    }

    fn read_to(&self) -> usize {
        usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX)
    }

    fn next_record(&mut self) -> Option<Row<'a>> {
        let behind = self.read_to();
        let mut record = StringRecord::new();
        if !self.reader.read_record(&mut record).ok()? {
            return None;
        }
        let ends = ['\r', '\n'];
        let whole = &self.text[behind..self.read_to()];
        let raw = whole.trim_start_matches(ends);
        let start = behind + whole.len() - raw.len();
        Some(Row {
            line: self.lines.at(start),
            record,
            raw: raw.trim_end_matches(ends),
        })
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Row<'a>;

    /// The next row in which a cell says something.
    fn next(&mut self) -> Option<Row<'a>> {
        loop {
            let row = self.next_record()?;
            if row.record.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(row);
            }
        }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// The first row, as names of columns.
fn headings(text: &str, delimiter: u8) -> Vec<String> {
    let mut record = StringRecord::new();
    match reader(text, delimiter).read_record(&mut record) {
        Ok(true) => record.iter().map(|cell| cell.trim().to_lowercase()),
        _ => return Vec::new(),
    }
    .collect()
}

struct Headings(Vec<String>);

impl Headings {
    /// Columns that are missing or stand twice.
    fn wrong(&self, names: &[&str], needed: usize) -> Vec<Finding> {
        let count = |name: &str| self.0.iter().filter(|head| *head == name).count();
        let missing = names[..needed].iter().filter(|name| count(name) == 0);
        let missing = missing.map(|name| {
            let finding = Finding::new(Code::UnknownColumn).arg("word", *name);
            finding.arg("known", self.0.clone())
        });
        let twice = names.iter().filter(|name| count(name) > 1);
        let twice = twice.map(|name| Finding::new(Code::DuplicateKey).arg("key", *name));
        let found = missing.chain(twice);
        found.map(|finding| finding.at(1, 1)).collect()
    }
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
        let passed = self.text.as_bytes()[self.counted..place].iter();
        self.line += passed.filter(|byte| **byte == b'\n').count();
        self.counted = place;
        self.line
    }
}
