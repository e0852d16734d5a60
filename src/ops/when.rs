use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::Calendar;
use crate::case::Time;
use crate::finding::{Code, Finding};

/// A time as typed: with offset, or local to the register; a bare day is its
/// first second.
///
/// # Errors
/// The text is no time, or the day does not exist.
pub fn parse_when(text: &str, calendar: &Calendar) -> Result<Time, Finding> {
    if let Some(time) = Time::parse(text) {
        return Ok(Time(calendar.local(time.0)));
    }
    if let Some(day) = day(text) {
        return Ok(Time(calendar.at(day, NaiveTime::MIN)));
    }
    let formats = [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ];
    let local = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    local
        .map(|local| Time(calendar.at(local.date(), local.time())))
        .ok_or_else(|| {
            Finding::new(Code::BadArgument)
                .arg("expected", "when")
                .arg("found", text)
        })
}

/// An instant to look from: a bare day means its last second.
///
/// # Errors
/// The text is no time.
pub fn as_of(text: &str, calendar: &Calendar) -> Result<Time, Finding> {
    match day(text).and_then(|day| Some((day, NaiveTime::from_hms_opt(23, 59, 59)?))) {
        Some((day, last)) => Ok(Time(calendar.at(day, last))),
        None => parse_when(text, calendar),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    crate::case::Date::parse(text).map(|date| date.0)
}
