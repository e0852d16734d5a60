use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::columns::Columns;
use super::encoding::lines_in;
use super::map::Map;
use super::quotes::Quotes;
use super::row::{Draft, Row};
use crate::calendar::Calendar;
use crate::finding::{Code, Finding};

/// What became of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowOutcome<'a> {
    /// The line on which the row starts, from 1.
    pub line: u64,
    /// The reference of the case, `SOURCE:ID`, as far as the row has an id.
    pub reference: Option<String>,
    /// The row as it stands in the file, without its line end.
    pub raw: &'a str,
    /// The draft of a case, or everything that is wrong with the row.
    pub result: Result<Draft, Vec<Finding>>,
}

impl RowOutcome<'_> {
    /// Whether an earlier row of the file has the same id: then it is refused,
    /// whatever the register has.
    pub fn is_second(&self) -> bool {
        let second = |finding: &Finding| finding.code == Code::DuplicateSourceId;
        matches!(&self.result, Err(findings) if findings.iter().any(second))
    }
}

/// The rows of a file, one after the other.
pub struct Rows<'a> {
    text: &'a str,
    map: &'a Map,
    calendar: &'a Calendar,
    reader: csv::Reader<&'a [u8]>,
    columns: Columns,
    header: Option<&'a str>,
    /// The first row of a file without header, read to count its cells.
    waiting: Option<Taken<'a>>,
    cells: usize,
    lines: Lines<'a>,
    seen: HashMap<String, u64>,
}

/// A record with its place in the text.
struct Taken<'a> {
    record: StringRecord,
    start: usize,
    raw: &'a str,
}

/// The rows of a text under a map. Rows in which every cell is empty are
/// passed over.
///
/// # Errors
/// The file is empty, or the map names columns that it does not have; each
/// with its path in the map.
pub fn rows<'a>(
    text: &'a str,
    map: &'a Map,
    calendar: &'a Calendar,
) -> Result<Rows<'a>, Vec<Finding>> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(map.delimiter.byte())
        .from_reader(text.as_bytes());
    let mut rows = Rows {
        text,
        map,
        calendar,
        reader,
        columns: Columns::default(),
        header: None,
        waiting: None,
        cells: 0,
        lines: Lines {
            text,
            counted: 0,
            line: 1,
        },
        seen: HashMap::new(),
    };
    let first = rows.take_record();
    let first = first.ok_or_else(|| vec![Finding::new(Code::EmptyFile)])?;
    rows.columns = Columns::find(map, &first.record)?;
    rows.cells = first.record.len();
    if map.header {
        rows.header = Some(first.raw);
    } else {
        rows.waiting = Some(first);
    }
    Ok(rows)
}

impl<'a> Rows<'a> {
    /// The row with the names of the columns as it stands in the file, where
    /// it has one.
    pub fn header(&self) -> Option<&'a str> {
        self.header
    }

    /// How many bytes of the text are read, for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.reader.position().byte()
    }

    fn take_record(&mut self) -> Option<Taken<'a>> {
        loop {
            let behind = usize::try_from(self.reader.position().byte()).ok()?;
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
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(behind);
        let whole = &self.text[behind..end];
        let start = behind + whole.len() - whole.trim_start_matches(ends).len();
        let raw = self.text[start..end].trim_end_matches(ends);
        Taken { record, start, raw }
    }

    fn outcome(&mut self, taken: Taken<'a>) -> RowOutcome<'a> {
        let line = self.lines.at(taken.start);
        let mut reference = None;
        let result = match self.broken(&taken) {
            Some(finding) => Err(vec![finding]),
            None => self.read(&taken.record, line, &mut reference),
        };
        let result = result.map_err(|findings| {
            let at = usize::try_from(line).ok();
            let on_line = |mut finding: Finding| {
                finding.place.line = at;
                finding
            };
            findings.into_iter().map(on_line).collect()
        });
        RowOutcome {
            line,
            reference,
            raw: taken.raw,
            result,
        }
    }

    /// What makes the cells of a row stand in the wrong places.
    fn broken(&self, taken: &Taken) -> Option<Finding> {
        if Quotes::of(taken.raw, self.map.delimiter.byte()).stray {
            return Some(Finding::new(Code::StrayQuote));
        }
        (taken.record.len() != self.cells).then(|| {
            Finding::new(Code::RaggedRow)
                .arg("cells", taken.record.len())
                .arg("expected", self.cells)
        })
    }

    fn read(
        &mut self,
        record: &StringRecord,
        line: u64,
        reference: &mut Option<String>,
    ) -> Result<Draft, Vec<Finding>> {
        let mut row = Row {
            map: self.map,
            columns: &self.columns,
            calendar: self.calendar,
            record,
            findings: Vec::new(),
        };
        let names: Vec<String> = self.map.id.iter().map(ToString::to_string).collect();
        let Some(id) = row.id() else {
            return Err(vec![
                Finding::new(Code::SourceIdMissing).arg("column", names),
            ]);
        };
        let name = format!("{}:{id}", self.map.source);
        *reference = Some(name.clone());
        if let Some(first) = self.seen.get(&id) {
            let finding = Finding::new(Code::DuplicateSourceId).arg("found", id);
            let first = usize::try_from(*first).unwrap_or(usize::MAX);
            return Err(vec![finding.arg("first", first).arg("column", names)]);
        }
        self.seen.insert(id, line);
        match row.draft(&name) {
            Some(draft) if row.findings.is_empty() => Ok(draft),
            _ => Err(row.findings),
        }
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = RowOutcome<'a>;

    fn next(&mut self) -> Option<RowOutcome<'a>> {
        let taken = self.waiting.take().or_else(|| self.take_record())?;
        Some(self.outcome(taken))
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
