use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

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
    // Minutes and an offset, which RFC 3339 does not have.
    let formats = ["%Y-%m-%dT%H:%M%#z", "%Y-%m-%d %H:%M%#z"];
    let exact = formats
        .iter()
        .find_map(|format| DateTime::parse_from_str(text, format).ok());
    if let Some(time) = exact {
        return Ok(Time(calendar.local(time)));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let calendar = Calendar::new(chrono_tz::Asia::Shanghai, &[], Vec::new()).unwrap();
        parse_when(text, &calendar)
            .ok()
            .map(|time| time.to_string())
    }

    #[test]
    fn with_and_without_seconds_and_offset() {
        for (text, time) in [
            ("2026-10-31", "2026-10-31T00:00:00+08:00"),
            ("2026-10-31T12:00", "2026-10-31T12:00:00+08:00"),
            ("2026-10-31 12:00:05", "2026-10-31T12:00:05+08:00"),
            ("2026-10-31T12:00:05+01:00", "2026-10-31T19:00:05+08:00"),
            ("2026-10-31T12:00+01:00", "2026-10-31T19:00:00+08:00"),
            ("2026-10-31 12:00+0100", "2026-10-31T19:00:00+08:00"),
            ("2026-10-31T12:00Z", "2026-10-31T20:00:00+08:00"),
            ("2026-10-31T12:00-03:30", "2026-10-31T23:30:00+08:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(time), "{text}");
        }
        for text in [
            "2026-10-31T12+01:00",
            "2026-02-30T12:00+01:00",
            "2026-10-31+01:00",
            "12:00+01:00",
            "2026-10-31T25:00Z",
            "2026-10-31T12:00 Paris",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
