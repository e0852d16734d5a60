use std::fmt;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};
use icalendar::parser::{Component, read_calendar, unfold};

use super::ics_repeat::{Yearly, read_date};
use super::ics_words::says_work;

/// The longest event taken for a run of days off, in days.
const LONGEST: u64 = 366;
/// The deepest nesting of components read; real calendars have three levels.
const DEEPEST: usize = 8;

/// One day of an iCalendar file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct IcsDay {
    /// The day.
    pub date: NaiveDate,
    /// The event's summary, as it stands there.
    pub name: String,
    /// Whether the event says that the day is worked or off; none when it says neither.
    pub work: Option<bool>,
}

/// What an iCalendar file says: the days understood, and every event that was not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ics {
    /// The days in order of date; several events may fall on one.
    pub days: Vec<IcsDay>,
    /// The events that were not understood, in the file's order.
    pub faults: Vec<IcsFault>,
}

impl Ics {
    /// Whether any day says that it is worked or off. In a file that does, a day that says neither
    /// is usually a mere festival (Apple's calendar of China lists every solar term); in one that
    /// does not, every day is a holiday.
    pub fn has_marks(&self) -> bool {
        self.days.iter().any(|day| day.work.is_some())
    }
}

/// An event that was not understood.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct IcsFault {
    /// The line on which the event begins, from 1.
    pub line: usize,
    /// Its summary, if it has one.
    pub summary: Option<String>,
    /// What is wrong with it.
    pub reason: IcsReason,
}

/// Why an event was not understood.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum IcsReason {
    /// It has no summary, so the days would have no name.
    NoSummary,
    /// It has no start.
    NoStart,
    /// This is no date or length in days.
    BadDate(String),
    /// It begins or ends within a day.
    NotAllDay,
    /// It ends before it begins.
    Backward,
    /// It lasts longer than 366 days.
    TooLong,
    /// It repeats by this rule, and either no years were given or the rule is more than a date or
    /// an n-th weekday of a month every so many years.
    Repeats(String),
    /// It says both that the day is worked and that it is off.
    Contradiction,
}

/// Why an iCalendar file gives no days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum IcsError {
    /// The text is no iCalendar file.
    NotCalendar,
    /// These events were not understood; never empty.
    Events(Vec<IcsFault>),
}

impl fmt::Display for IcsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IcsError::NotCalendar => f.write_str("not an iCalendar file"),
            IcsError::Events(faults) => {
                f.write_str("events not understood, on lines")?;
                let mut lines = faults.iter().map(|fault| fault.line);
                lines.try_for_each(|line| write!(f, " {line}"))
            }
        }
    }
}

impl std::error::Error for IcsError {}

/// The days of an iCalendar file of which every event is understood and none repeats.
///
/// # Errors
/// When the text is no iCalendar file, or an event is not understood.
pub fn parse_ics(text: &str) -> Result<Vec<IcsDay>, IcsError> {
    let ics = read_ics(text, None)?;
    match ics.faults.is_empty() {
        true => Ok(ics.days),
        false => Err(IcsError::Events(ics.faults)),
    }
}

/// The days of an iCalendar file. All-day events count, from DTSTART up to but without DTEND;
/// cancelled ones do not. Events that repeat yearly are expanded for `years`; other events come
/// whole, whatever their year.
///
/// # Errors
/// When the text is no iCalendar file. Events that are not understood are in [`Ics::faults`].
pub fn read_ics(text: &str, years: Option<RangeInclusive<i32>>) -> Result<Ics, IcsError> {
    let text = text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_end_matches('\r'))
        .collect();
    if depth(&lines) > DEEPEST {
        return Err(IcsError::NotCalendar);
    }
    let unfolded = unfold(&(lines.join("\r\n") + "\r\n"));
    let calendar = read_calendar(&unfolded).map_err(|_| IcsError::NotCalendar)?;
    let events: Vec<&Component> = calendar.components.iter().filter(is_event).collect();
    let starts: Vec<usize> = (1..)
        .zip(&lines)
        .filter_map(|(number, line)| begins_event(line).then_some(number))
        .collect();
    // An event inside something else would be passed over in silence.
    if events.len() != starts.len() {
        return Err(IcsError::NotCalendar);
    }
    Ok(read_events(&events, &starts, years.as_ref()))
}

fn read_events(events: &[&Component], lines: &[usize], years: Option<&RangeInclusive<i32>>) -> Ics {
    let mut ics = Ics::default();
    for (event, line) in events.iter().zip(lines) {
        let event = Event { event, years };
        match event.days() {
            Ok(days) => ics.days.extend(days),
            Err(reason) => ics.faults.push(IcsFault {
                line: *line,
                summary: event.summary().ok(),
                reason,
            }),
        }
    }
    ics.days.sort_by_key(|day| day.date);
    ics
}

fn is_event(component: &&Component<'_>) -> bool {
    component.name.as_str().eq_ignore_ascii_case("VEVENT")
}

fn begins_event(line: &str) -> bool {
    line.trim_end().eq_ignore_ascii_case("BEGIN:VEVENT")
}

fn depth(lines: &[&str]) -> usize {
    let starts = |line: &str, word: &str| {
        let head = line.trim_start().get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    let (mut now, mut most) = (0_usize, 0);
    for line in lines {
        now += usize::from(starts(line, "BEGIN:"));
        now -= usize::from(starts(line, "END:")).min(now);
        most = most.max(now);
    }
    most
}

struct Event<'a> {
    event: &'a Component<'a>,
    years: Option<&'a RangeInclusive<i32>>,
}

impl Event<'_> {
    fn days(&self) -> Result<Vec<IcsDay>, IcsReason> {
        if self
            .text("STATUS")
            .is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED"))
        {
            return Ok(Vec::new());
        }
        let name = self.summary()?;
        let start = read_day(self.text("DTSTART").ok_or(IcsReason::NoStart)?)?;
        let length = self.length(start)?;
        let work = self.work(&name)?;
        let days = |first: NaiveDate| (0..length).map(move |n| first + Days::new(n));
        let day = |date| IcsDay {
            date,
            name: name.clone(),
            work,
        };
        let dates: Vec<NaiveDate> = match self.repeats(start)? {
            None => days(start).collect(),
            Some(starts) => {
                let within =
                    |date: &NaiveDate| self.years.is_some_and(|years| years.contains(&date.year()));
                starts.into_iter().flat_map(days).filter(within).collect()
            }
        };
        Ok(dates.into_iter().map(day).collect())
    }

    fn summary(&self) -> Result<String, IcsReason> {
        let summary = self.text("SUMMARY").filter(|text| !text.is_empty());
        summary.map(str::to_owned).ok_or(IcsReason::NoSummary)
    }

    /// What the event says by its mark (Apple's feeds) or in its summary.
    fn work(&self, name: &str) -> Result<Option<bool>, IcsReason> {
        match self.text("X-APPLE-SPECIAL-DAY") {
            Some("WORK-HOLIDAY") => Ok(Some(false)),
            Some("ALTERNATE-WORKDAY") => Ok(Some(true)),
            _ => says_work(name),
        }
    }

    fn length(&self, start: NaiveDate) -> Result<u64, IcsReason> {
        let days = match (self.text("DTEND"), self.text("DURATION")) {
            (Some(end), _) => (read_day(end)? - start).num_days(),
            (None, Some(text)) => read_length(text)?,
            (None, None) => 1,
        };
        match u64::try_from(days) {
            Err(_) => Err(IcsReason::Backward),
            Ok(days) if days > LONGEST => Err(IcsReason::TooLong),
            // Some programs write the same day as start and end.
            Ok(days) => Ok(days.max(1)),
        }
    }

    fn repeats(&self, start: NaiveDate) -> Result<Option<Vec<NaiveDate>>, IcsReason> {
        for other in ["RDATE", "RECURRENCE-ID", "EXRULE"] {
            if let Some(value) = self.text(other) {
                return Err(IcsReason::Repeats(format!("{other}:{value}")));
            }
        }
        let mut rules = self.all("RRULE");
        let Some(rule) = rules.next() else {
            return Ok(None);
        };
        let fault = || IcsReason::Repeats(rule.to_owned());
        let years = self.years.ok_or_else(fault)?;
        if rules.next().is_some() {
            return Err(fault());
        }
        let mut starts = Yearly::read(rule, start)
            .ok_or_else(fault)?
            .starts(start, years);
        for date in self.all("EXDATE").flat_map(|dates| dates.split(',')) {
            let without = read_day(date.trim())?;
            starts.retain(|start| *start != without);
        }
        Ok(Some(starts))
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = move |wanted: &str| wanted.eq_ignore_ascii_case(name);
        let properties = self.event.properties.iter();
        properties
            .filter(move |property| named(property.name.as_str()))
            .map(|property| property.val.as_str().trim())
    }
}

/// A date, or a local midnight that stands for one.
fn read_day(text: &str) -> Result<NaiveDate, IcsReason> {
    let (date, time) = text.split_once(['T', 't']).unwrap_or((text, "000000"));
    let date = read_date(date).ok_or_else(|| IcsReason::BadDate(text.to_owned()))?;
    match time {
        "000000" => Ok(date),
        _ => Err(IcsReason::NotAllDay),
    }
}

/// A length in whole days or weeks: `P3D`, `P1W`.
fn read_length(text: &str) -> Result<i64, IcsReason> {
    let bad = || IcsReason::BadDate(text.to_owned());
    if text.contains('T') {
        return Err(IcsReason::NotAllDay);
    }
    let length = text
        .trim_start_matches('+')
        .strip_prefix('P')
        .ok_or_else(bad)?;
    let (digits, unit) = length
        .split_at_checked(length.len().saturating_sub(1))
        .ok_or_else(bad)?;
    let count = i64::from(digits.parse::<u32>().map_err(|_| bad())?);
    match unit {
        "D" => Ok(count),
        "W" => Ok(count * 7),
        _ => Err(bad()),
    }
}
