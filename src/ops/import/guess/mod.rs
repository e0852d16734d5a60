//! A first mapping file, made from the names of the columns and what stands in
//! them. A person looks it through; what only a person can know is marked.

mod assign;
mod column;
mod dates;
mod names;
mod quoting;
mod steps;
mod sums;
mod words;
mod write;

use std::path::Path;

use super::map::Map;
use super::steps::Cases;
use super::table::{Cells, Source, Table};
use crate::calendar::Calendar;
use crate::finding::{Arg, Code, Finding, Stop};
use crate::ops::desk::Desk;
use crate::yaml;
use assign::assigned;
use column::Column;
use names::STATUS;
use sums::Sums;
use words::Words;
use write::REQUIRED;

/// What stands where a person has to finish the map.
pub(super) const UNFINISHED: &str = "?";

/// How many rows are looked at: more say nothing new.
const MOST_ROWS: usize = 20_000;

/// How many rows at the top are looked through for the names of the columns.
const TOP: usize = 30;

/// How the source is laid out.
#[derive(Default)]
pub(super) struct Layout {
    delimiter: Option<char>,
    skip: usize,
    records: Option<String>,
    /// The sheet that was read, where it is one.
    sheet: Option<String>,
    /// The other sheets.
    others: Vec<String>,
    /// Rows of sums, which are left out.
    sums: Option<Sums>,
}

/// A first mapping file for a source of that name; of a workbook the sheet may
/// be named.
///
/// # Errors
/// The source is no table that can be read.
pub fn guess(desk: &Desk, bytes: &[u8], name: &str, sheet: Option<&str>) -> Result<String, Stop> {
    let refused = |finding: Finding| Stop::from(finding.in_file(name));
    let source = Source::of(bytes, None).map_err(refused)?;
    let mut layout = match sheet {
        Some(sheet) => layout_of(&source, Some(sheet)),
        None => fullest(&source, &desk.book.calendar),
    }
    .map_err(refused)?;
    layout.sums = sums::find(&source, &layout).map_err(refused)?;
    let (columns, rows) = look(&source, &layout, |_| true).map_err(refused)?;
    let found = assigned(&columns, rows, &desk.book.calendar);
    let rules = desk.book.on(desk.today());
    let place = |field: &str| {
        found
            .iter()
            .find(|one| one.field == field)
            .map(|one| one.column)
    };
    let ends = match (place("close.when"), place(STATUS)) {
        (Some(closed), Some(status)) => {
            let is_closed = |cells: &Cells| !cells.get(closed).trim().is_empty();
            let (mut closed, _) = look(&source, &layout, is_closed).map_err(refused)?;
            let mut ends = closed.swap_remove(status);
            let known = Words::of("basis", &rules.policy, &rules.catalog);
            let ended = |value: &&(String, usize)| {
                known
                    .as_ref()
                    .is_some_and(|words| words.meant(&value.0).is_some())
            };
            // A row may say so and lack the day: then it is to be refused.
            for (value, _) in columns[status].values.iter().filter(ended) {
                ends.add(value);
            }
            Some(ends)
        }
        _ => None,
    };
    let path = Path::new(name);
    let about = write::About {
        file: &path.file_name().unwrap_or_default().to_string_lossy(),
        source: &path.file_stem().unwrap_or_default().to_string_lossy(),
        layout: &layout,
        columns: &columns,
        found: &found,
        ends: ends.as_ref(),
        rows,
        policy: &rules.policy,
        catalog: &rules.catalog,
    };
    let has = |field: &str| place(field).is_some();
    let known = Cases::of(desk)?;
    match steps::of(&columns, &known, &has) {
        Some(steps) => Ok(about.step_map(&steps)),
        None => Ok(about.map()),
    }
}

/// The columns of a source, and how many rows were looked at: those for which
/// that holds.
fn look(
    source: &Source,
    layout: &Layout,
    counts: impl Fn(&Cells) -> bool,
) -> Result<(Vec<Column>, usize), Finding> {
    let map = layout.map(true)?;
    let table = source.table(&map).map_err(first)?;
    let mut columns: Vec<Column> = table.names.iter().map(|name| Column::new(name)).collect();
    let mut rows = 0;
    let whole = table
        .take(MOST_ROWS)
        .filter(|record| record.broken.is_none());
    let is_sum = |cells: &Cells| layout.sums.as_ref().is_some_and(|sums| sums.has(cells));
    for record in whole.filter(|record| counts(&record.cells) && !is_sum(&record.cells)) {
        rows += 1;
        for (at, column) in columns.iter_mut().enumerate() {
            column.add(record.cells.get(at));
        }
    }
    Ok((columns, rows))
}

impl Layout {
    /// A map that says no more than how the source is laid out.
    pub fn map(&self, header: bool) -> Result<Map, Finding> {
        let mut map: Map = yaml::read(b"source: x")?;
        map.header = header;
        map.skip = if header { self.skip } else { 0 };
        map.sheet = self.sheet.as_deref().and_then(yaml::Text::new);
        map.records = self.records.as_deref().and_then(yaml::Text::new);
        if let Some(delimiter) = self.delimiter {
            map.delimiter = super::map::Delimiter::of(delimiter);
        }
        Ok(map)
    }
}

/// The sheet of a workbook that looks most like a list, and how it is laid out:
/// the one with the most of what every complaint has, then with the most rows.
/// Any other source has but one table.
fn fullest(source: &Source, calendar: &Calendar) -> Result<Layout, Finding> {
    let names = source.sheets()?;
    if names.len() < 2 {
        return layout(source);
    }
    let mut best: Option<((usize, usize), Layout)> = None;
    for name in &names {
        // A sheet of pictures, or an empty one, is no table.
        let Ok(layout) = layout_of(source, Some(name)) else {
            continue;
        };
        let (columns, rows) = look(source, &layout, |_| true)?;
        let found = assigned(&columns, rows, calendar);
        let found = found.iter().filter(|one| REQUIRED.contains(&one.field));
        let worth = (found.count(), full_rows(source, &layout)?);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, layout));
        }
    }
    let Some((_, mut layout)) = best else {
        return Err(Finding::new(Code::EmptyFile));
    };
    let is_other = |name: &String| Some(name) != layout.sheet.as_ref();
    layout.others = names.into_iter().filter(is_other).collect();
    Ok(layout)
}

/// How many rows fill at least half of the named columns, and more than one.
fn full_rows(source: &Source, layout: &Layout) -> Result<usize, Finding> {
    let table = source.table(&layout.map(true)?).map_err(first)?;
    let width = table.names.len();
    let named = table.names.iter().filter(|name| !name.trim().is_empty());
    let enough = named.count().div_ceil(2).max(2);
    let rows = table.take(MOST_ROWS);
    Ok(rows
        .filter(|row| filled(&row.cells, width) >= enough)
        .count())
}

/// How a source is laid out: of a workbook its first sheet.
pub(super) fn layout(source: &Source) -> Result<Layout, Finding> {
    layout_of(source, None)
}

fn layout_of(source: &Source, sheet: Option<&str>) -> Result<Layout, Finding> {
    let mut layout = Layout {
        sheet: sheet.map(str::to_owned),
        ..Layout::default()
    };
    match source {
        Source::Json(_) => layout.records = records(source)?,
        Source::Book(_) => {
            let table = source.table(&layout.map(false)?).map_err(first)?;
            layout.sheet.clone_from(&table.sheet);
            layout.skip = top(table);
        }
        Source::Csv(..) => {
            let mut most = 0;
            for delimiter in [',', ';', '\t', '|'] {
                let trial = Layout {
                    delimiter: Some(delimiter),
                    ..Layout::default()
                };
                let table = || source.table(&trial.map(false)?).map_err(first);
                let widths = table()?
                    .take(TOP)
                    .map(|record| filled(&record.cells, usize::MAX));
                let widest = widths.max().unwrap_or(0);
                if widest > most {
                    most = widest;
                    layout.skip = top(table()?);
                    layout.delimiter = Some(delimiter).filter(|found| *found != ',');
                }
            }
        }
    }
    Ok(layout)
}

/// Where the records of a JSON document are, if it has to be said.
fn records(source: &Source) -> Result<Option<String>, Finding> {
    match source.table(&Layout::default().map(true)?).map_err(first) {
        Ok(_) => Ok(None),
        Err(finding) if finding.code == Code::NoRecords => match finding.args.get("known") {
            Some(Arg::List(known)) => Ok(known.first().cloned()),
            _ => Err(finding),
        },
        Err(finding) => Err(finding),
    }
}

/// How many rows stand above the names of the columns: titles fill few cells.
fn top(table: Table) -> usize {
    let width = table.names.len().max(64);
    let rows: Vec<(u64, usize)> = table
        .take(TOP)
        .map(|record| (record.place, filled(&record.cells, width)))
        .collect();
    let most = rows.iter().map(|(_, cells)| *cells).max().unwrap_or(0);
    let header = rows.iter().find(|(_, cells)| *cells * 5 >= most * 3);
    header.map_or(0, |(place, _)| usize::try_from(*place).unwrap_or(1) - 1)
}

fn filled(cells: &Cells, width: usize) -> usize {
    cells
        .texts(width)
        .filter(|cell| !cell.trim().is_empty())
        .count()
}

pub(super) fn first(mut found: Vec<Finding>) -> Finding {
    found.swap_remove(0)
}

#[cfg(test)]
mod tests;
