use std::borrow::Cow;
use std::collections::HashMap;

use super::columns::Columns;
use super::map::Map;
use super::row::{Draft, Row};
use super::table::{Record, Table, Unit};
use crate::calendar::Calendar;
use crate::finding::{Code, Finding};

/// What became of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowOutcome<'a> {
    /// The place at which a person finds the row: its line, its row in the
    /// sheet, its number in the list.
    pub place: u64,
    /// The reference of the case, `SOURCE:ID`, as far as the row has an id.
    pub reference: Option<String>,
    /// The row as CSV, without its line end: to the letter if it was CSV.
    pub raw: Cow<'a, str>,
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

/// The rows of a table under a map, one after the other.
pub struct Rows<'a> {
    pub(super) table: Table<'a>,
    pub(super) map: &'a Map,
    pub(super) columns: Columns,
    calendar: &'a Calendar,
    seen: HashMap<String, u64>,
    /// How many rows the map leaves out, so far.
    pub(super) left_out: usize,
}

/// The rows of a table under a map.
///
/// # Errors
/// The map names columns that the table does not have; each with its path in
/// the map.
pub fn rows<'a>(
    table: Table<'a>,
    map: &'a Map,
    calendar: &'a Calendar,
) -> Result<Rows<'a>, Vec<Finding>> {
    Ok(Rows {
        columns: Columns::find(map, &table.names)?,
        table,
        map,
        calendar,
        seen: HashMap::new(),
        left_out: 0,
    })
}

impl<'a> Rows<'a> {
    /// The table that they are read from.
    pub fn table(&self) -> &Table<'a> {
        &self.table
    }

    pub(super) fn row<'r>(&'r self, record: &'r Record) -> Row<'r> {
        Row {
            map: self.map,
            columns: &self.columns,
            calendar: self.calendar,
            record: &record.cells,
            findings: Vec::new(),
        }
    }

    fn outcome(&mut self, record: Record<'a>) -> RowOutcome<'a> {
        let mut reference = None;
        let result = match record.broken.clone() {
            Some(finding) => Err(vec![finding]),
            None => self.read(&record, &mut reference),
        };
        let result = result.map_err(|findings| {
            let at = usize::try_from(record.place).ok();
            let on_line = |mut finding: Finding| {
                finding.place.line = at;
                finding
            };
            findings.into_iter().map(on_line).collect()
        });
        RowOutcome {
            place: record.place,
            reference,
            raw: record.raw(self.map.delimiter.byte(), self.table.names.len()),
            result,
        }
    }

    fn read(
        &mut self,
        record: &Record,
        reference: &mut Option<String>,
    ) -> Result<Draft, Vec<Finding>> {
        let mut row = self.row(record);
        let names: Vec<String> = self.map.id.iter().map(ToString::to_string).collect();
        let Some(id) = row.id(&self.map.id) else {
            return Err(vec![
                Finding::new(Code::SourceIdMissing).arg("column", names),
            ]);
        };
        let name = format!("{}:{id}", self.map.source);
        *reference = Some(name.clone());
        if let Some(first) = self.seen.get(&id) {
            return Err(vec![second(id, *first, self.table.unit, names)]);
        }
        let open = self.map.open.as_ref();
        let draft = open.and_then(|open| row.draft(open, &name));
        let findings = row.findings;
        self.seen.insert(id, record.place);
        match draft {
            Some(draft) if findings.is_empty() => Ok(draft),
            _ => Err(findings),
        }
    }
}

fn second(id: String, first: u64, unit: Unit, names: Vec<String>) -> Finding {
    let first = usize::try_from(first).unwrap_or(usize::MAX);
    Finding::new(Code::DuplicateSourceId)
        .arg("found", id)
        .arg("what", unit.word())
        .arg("first", first)
        .arg("column", names)
}

impl<'a> Iterator for Rows<'a> {
    type Item = RowOutcome<'a>;

    fn next(&mut self) -> Option<RowOutcome<'a>> {
        loop {
            let record = self.table.next()?;
            if !self.row(&record).is_left_out() {
                return Some(self.outcome(record));
            }
            self.left_out += 1;
        }
    }
}
