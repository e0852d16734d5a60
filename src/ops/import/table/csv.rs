use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::{Cells, Record, Rows, Table, Unit, nothing_behind};
use crate::finding::{Code, Finding};
use crate::ops::import::encoding::lines_in;
use crate::ops::import::map::Map;
use crate::ops::import::quotes::Quotes;

/// The rows of a CSV text, one after the other. Rows in which every cell is
/// empty are passed over.
pub(super) struct CsvRows<'a> {
    text: &'a str,
    /// Where the reader began.
    base: usize,
    delimiter: u8,
    reader: csv::Reader<&'a [u8]>,
    /// The first row of a text without header, read to count its cells.
    waiting: Option<Taken<'a>>,
    cells: usize,
    lines: Lines<'a>,
}

/// A record with its place in the text.
struct Taken<'a> {
    record: StringRecord,
    start: usize,
    raw: &'a str,
}

/// The rows of a CSV text under a map.
pub(super) fn table<'a>(
    text: &'a str,
    encoding: &'static str,
    map: &Map,
) -> Result<Table<'a>, Finding> {
    let delimiter = map.delimiter.byte();
    let base = behind_rows(text, map.skip, delimiter);
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(&text.as_bytes()[base..]);
    let mut rows = CsvRows {
        text,
        base,
        delimiter,
        reader,
        waiting: None,
        cells: 0,
        lines: Lines {
            text,
            counted: 0,
            line: 1,
        },
    };
    let first = rows.take_row().ok_or_else(|| nothing_behind(map.skip))?;
    rows.cells = first.record.len();
    let names = first.record.iter().map(str::to_owned).collect();
    let header = map.header.then_some(Cow::Borrowed(first.raw));
    if !map.header {
        rows.waiting = Some(first);
    }
    Ok(Table {
        form: encoding,
        sheet: None,
        unit: Unit::Line,
        above: text[..base].to_owned(),
        header,
        names,
        rows: Rows::Csv(Box::new(rows)),
    })
}

/// Where the text goes on behind so many rows, empty ones too. A line break
/// inside quotes ends no row.
fn behind_rows(text: &str, rows: usize, delimiter: u8) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut left) = (0, rows);
    let (mut quoted, mut starts) = (false, true);
    while left > 0 && at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        match byte {
            b'"' if quoted || starts => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                at += usize::from(byte == b'\r' && bytes.get(at) == Some(&b'\n'));
                left -= 1;
            }
            _ => {}
        }
        starts = byte == delimiter || matches!(byte, b'\n' | b'\r');
    }
    at
}

impl<'a> CsvRows<'a> {
    pub fn progress(&self) -> u64 {
        let done = self.base as u64 + self.reader.position().byte();
        done * 1000 / (self.text.len() as u64).max(1)
    }

    fn read_to(&self) -> Option<usize> {
        let read = usize::try_from(self.reader.position().byte()).ok()?;
        Some(self.base + read)
    }

    fn take_row(&mut self) -> Option<Taken<'a>> {
        loop {
            let behind = self.read_to()?;
            let mut record = StringRecord::new();
            let more = self.reader.read_record(&mut record).ok()?;
            if !more {
                return None;
            }
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(self.taken(record, behind));
            }
        }
    }

    /// The record that began behind that byte and ends where the reader is.
    fn taken(&self, record: StringRecord, behind: usize) -> Taken<'a> {
        let ends = ['\r', '\n'];
        let end = self.read_to().unwrap_or(behind);
        let whole = &self.text[behind..end];
        let start = behind + whole.len() - whole.trim_start_matches(ends).len();
        let raw = self.text[start..end].trim_end_matches(ends);
        Taken { record, start, raw }
    }

    /// What makes the cells of a row stand in the wrong places.
    fn broken(&self, taken: &Taken) -> Option<Finding> {
        if Quotes::of(taken.raw, self.delimiter).stray {
            return Some(Finding::new(Code::StrayQuote));
        }
        (taken.record.len() != self.cells).then(|| {
            Finding::new(Code::RaggedRow)
                .arg("cells", taken.record.len())
                .arg("expected", self.cells)
        })
    }
}

impl<'a> Iterator for CsvRows<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let taken = self.waiting.take().or_else(|| self.take_row())?;
        Some(Record {
            place: self.lines.at(taken.start),
            broken: self.broken(&taken),
            raw: Some(taken.raw),
            cells: Cells::Dense(taken.record),
        })
    }
}

/// Counts lines on from the last place asked for.
struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: u64,
}

impl Lines<'_> {
    fn at(&mut self, place: usize) -> u64 {
        let passed = lines_in(&self.text[self.counted..place]);
        self.line += passed as u64;
        self.counted = place;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_above_the_header_end_where_the_text_says() {
        let rest = |text: &'static str, rows| &text[behind_rows(text, rows, b',')..];
        assert_eq!(rest("title\nid\n1\n", 1), "id\n1\n");
        assert_eq!(rest("title\r\n\r\nid\r\n", 2), "id\r\n");
        assert_eq!(rest("\"two\nlines\",\nid\n", 1), "id\n");
        assert_eq!(rest("5\" panel\nid\n", 1), "id\n");
        assert_eq!(rest("a\n", 3), "");
    }
}
