//! Questions to the calendar, and holidays from an iCalendar file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::desk::{Desk, load};
use crate::calendar::{Calendar, IcsFault, Why, read_ics};
use crate::case::Date;
use crate::finding::{Code, Finding, Stop};
use crate::policy::{CalendarFile, DayRow};
use crate::register::{Written, read, replace};
use crate::yaml::{self, Text};

/// Days off that a year must have to be taken as complete.
const FEWEST: usize = 5;

/// What an import did.
#[derive(Debug)]
pub struct Imported {
    /// Days added.
    pub added: usize,
    /// Days that were there already.
    pub known: usize,
    /// Days in the file that say neither work nor holiday, and were left out
    /// because others in the file do.
    pub unmarked: usize,
    /// Years that count as complete from now on.
    pub years: Vec<i32>,
    /// Years of the file that have too few days off for that, and how many.
    pub partial: Vec<(i32, usize)>,
    /// Events that were not understood.
    pub faults: Vec<IcsFault>,
}

/// Adds the holidays of an iCalendar file to the register's calendar. A year
/// of the file counts as complete from then on if it has enough days off, or
/// if `complete_all` says so.
///
/// # Errors
/// The file is no calendar, or cannot be read.
pub fn import(
    desk: &Desk,
    path: &Path,
    dry_run: bool,
    complete_all: bool,
) -> Result<Imported, Stop> {
    let name = path.display().to_string();
    let bytes = read(path)?;
    let text =
        String::from_utf8(bytes).map_err(|_| Finding::new(Code::NotUtf8).in_file(name.as_str()))?;
    let today = desk.today().year();
    let ics = read_ics(&text, Some(today - 5..=today + 5)).map_err(|error| {
        Finding::new(Code::NotCalendar)
            .arg("problem", error.to_string())
            .in_file(name)
    })?;
    let file_path = desk.register.calendar_path();
    let old = desk.register.read(&file_path)?;
    let file: CalendarFile = load(&desk.register, &file_path)?;
    let known: BTreeSet<NaiveDate> = file
        .days
        .iter()
        .filter_map(|row| row.date)
        .map(|date| date.0)
        .collect();
    let complete: BTreeSet<i32> = file.days.iter().filter_map(|row| row.year).collect();
    let marked = ics.has_marks();
    let mut rows = Vec::new();
    let mut seen = known.clone();
    let (mut unmarked, mut present) = (0, 0);
    let mut touched = BTreeSet::new();
    for day in &ics.days {
        if day.work.is_some() || !marked {
            touched.insert(day.date.year());
        }
        match (day.work, marked) {
            (None, true) => unmarked += 1,
            _ if !seen.insert(day.date) => present += 1,
            (work, _) => rows.push(DayRow {
                date: Some(Date(day.date)),
                year: None,
                work: work.unwrap_or(false),
                name: Text::new(day.name.trim()),
            }),
        }
    }
    let added = rows.len();
    let off = days_off(&desk.book.calendar, &touched, &rows);
    let open = touched.difference(&complete);
    let (years, short): (Vec<i32>, Vec<i32>) = open
        .copied()
        .partition(|year| complete_all || off[year] >= FEWEST);
    rows.extend(years.iter().map(|year| DayRow {
        date: None,
        year: Some(*year),
        work: false,
        name: None,
    }));
    if !rows.is_empty() && !dry_run {
        write(desk, &old, &file, &rows)?;
    }
    Ok(Imported {
        added,
        known: present,
        unmarked,
        years,
        partial: short.into_iter().map(|year| (year, off[&year])).collect(),
        faults: ics.faults,
    })
}

/// The days off of some years, as the calendar has them and as they are added.
fn days_off(calendar: &Calendar, years: &BTreeSet<i32>, rows: &[DayRow]) -> BTreeMap<i32, usize> {
    let added = rows.iter().filter(|row| !row.work);
    let added: BTreeSet<NaiveDate> = added
        .filter_map(|row| row.date)
        .map(|date| date.0)
        .collect();
    let off =
        |day: &NaiveDate| added.contains(day) || matches!(calendar.day(*day).why, Why::Holiday(_));
    let count = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let days = first.into_iter().flat_map(|day| day.iter_days());
        let days = days.take_while(|day| day.year() == year);
        days.filter(off).count()
    };
    years.iter().map(|year| (*year, count(*year))).collect()
}

fn write(desk: &Desk, old: &[u8], file: &CalendarFile, rows: &[DayRow]) -> Result<(), Stop> {
    let path = desk.register.calendar_path();
    let relative = desk.register.relative(&path);
    let mut text = String::from_utf8_lossy(old).into_owned();
    for (at, row) in rows.iter().enumerate() {
        let item = yaml::to_item(row)?;
        text = if at == 0 && file.days.is_empty() {
            let newline = if text.ends_with('\n') { "" } else { "\n" };
            format!("{text}{newline}days:\n{item}")
        } else {
            yaml::append_item(&text, "days", &item)
                .map_err(|finding| finding.in_file(relative.as_str()))?
        };
    }
    let check = |bytes: &[u8]| -> Result<(), Stop> {
        yaml::read::<CalendarFile>(bytes)?.build()?;
        Ok(())
    };
    match replace(&path, old, text.as_bytes(), &check)? {
        Written::Done => Ok(()),
        Written::Changed => Err(Finding::new(Code::Changed).arg("file", relative).into()),
    }
}
