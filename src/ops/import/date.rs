use std::borrow::Cow;
use std::fmt::Write;

use chrono::format::{Item, Parsed, StrftimeItems, parse};
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::Deserializer;

use crate::calendar::Calendar;
use crate::case::{Date, Time};
use crate::yaml::{expected, spelled};

/// A year before which nobody's complaint is dated: `20-06-08` is not one of
/// the year 20.
const FIRST_YEAR: i32 = 1900;

/// The form of a date, such as `%Y-%m-%d` or `%d.%m.%Y %H:%M`: `%Y` year,
/// `%m` month, `%d` day, `%H` hour, `%M` minute, `%S` second, `%z` offset.
#[derive(Debug, Clone, PartialEq)]
pub struct DatePattern {
    text: String,
    items: Vec<Item<'static>>,
}

/// What a pattern found in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Found {
    day: NaiveDate,
    time: Option<NaiveTime>,
    offset: Option<FixedOffset>,
}

impl DatePattern {
    /// The pattern, if it gives back the day, and where it has one the time,
    /// that it wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let items = StrftimeItems::new(text).parse_to_owned().ok()?;
        let pattern = DatePattern {
            text: text.to_owned(),
            items,
        };
        pattern.gives_back().then_some(pattern)
    }

    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a cell is written in this form.
    pub(super) fn reads(&self, cell: &str) -> bool {
        self.find(cell).is_some()
    }

    /// The moment in this form, if the form keeps all of it.
    pub(super) fn write(&self, moment: NaiveDateTime) -> Option<String> {
        let mut text = String::new();
        write!(text, "{}", moment.format_with_items(self.items.iter())).ok()?;
        let found = self.find(&text)?;
        let time = found.time.unwrap_or(NaiveTime::MIN);
        (found.day.and_time(time) == moment).then_some(text)
    }

    fn gives_back(&self) -> bool {
        let offset = FixedOffset::east_opt(8 * 3600);
        let day = NaiveDate::from_ymd_opt(2021, 11, 23).and_then(|day| day.and_hms_opt(14, 35, 0));
        let (Some(offset), Some(sample)) = (offset, day) else {
            return false;
        };
        let Some(sample) = offset.from_local_datetime(&sample).single() else {
            return false;
        };
        let written = sample.format_with_items(self.items.iter()).to_string();
        self.find(&written).is_some_and(|found| {
            found.day == sample.date_naive()
                && found.time.is_none_or(|time| time == sample.time())
                && found.offset.is_none_or(|offset| offset == *sample.offset())
        })
    }

    fn find(&self, cell: &str) -> Option<Found> {
        let mut parsed = Parsed::new();
        parse(&mut parsed, cell, self.items.iter()).ok()?;
        let timed = parsed.hour_mod_12().is_some() || parsed.minute().is_some();
        let time = if timed {
            Some(parsed.to_naive_time().ok()?)
        } else {
            None
        };
        let offset = match parsed.offset() {
            Some(seconds) => Some(FixedOffset::east_opt(seconds)?),
            None => None,
        };
        let day = parsed.to_naive_date().ok()?;
        (day.year() >= FIRST_YEAR).then_some(Found { day, time, offset })
    }
}

/// The instant that a cell names, by the first pattern that fits. A day
/// without a time is its beginning in the register's zone.
pub(super) fn instant(cell: &str, patterns: &[DatePattern], calendar: &Calendar) -> Option<Time> {
    let found = patterns.iter().find_map(|pattern| pattern.find(cell))?;
    let time = found.time.unwrap_or(NaiveTime::MIN);
    let at = match found.offset {
        Some(offset) => offset
            .from_local_datetime(&found.day.and_time(time))
            .single()?,
        None => calendar.at(found.day, time),
    };
    Some(Time(at))
}

/// The day that a cell names, by the first pattern that fits.
pub(super) fn day(cell: &str, patterns: &[DatePattern]) -> Option<Date> {
    let found = patterns.iter().find_map(|pattern| pattern.find(cell))?;
    Some(Date(found.day))
}

impl<'de> Deserialize<'de> for DatePattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = spelled(deserializer)?;
        DatePattern::parse(&text).ok_or_else(|| expected("date-pattern", &text))
    }
}

impl JsonSchema for DatePattern {
    fn schema_name() -> Cow<'static, str> {
        "DatePattern".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "examples": ["%Y-%m-%d", "%Y/%m/%d %H:%M", "%d.%m.%Y"]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, cell: &str) -> Option<String> {
        let pattern = DatePattern::parse(pattern).unwrap();
        day(cell, &[pattern]).map(|day| day.to_string())
    }

    #[test]
    fn patterns_that_lose_the_date_are_none() {
        for bad in [
            "%Y-%m",
            "%d.%m",
            "%H:%M",
            "%Y-%m-%d %H",
            "%Q",
            "%Y-%m-%d %I:%M",
            "date",
        ] {
            assert_eq!(DatePattern::parse(bad), None, "{bad}");
        }
        for good in [
            "%Y年%m月%d日",
            "%d/%m/%y",
            "%F %T",
            "%Y%m%d%H%M%S",
            "%b %e, %Y",
            "%s",
        ] {
            let known = DatePattern::parse(good).is_some();
            assert_eq!(known, good != "%s", "{good}");
        }
    }

    #[test]
    fn only_the_pattern_says_which_is_the_month() {
        assert_eq!(read("%d/%m/%Y", "8/6/2020").as_deref(), Some("2020-06-08"));
        assert_eq!(read("%m/%d/%Y", "8/6/2020").as_deref(), Some("2020-08-06"));
        assert_eq!(read("%m/%d/%Y", "13/6/2020"), None);
        assert_eq!(read("%Y%m%d", "20170103").as_deref(), Some("2017-01-03"));
        assert_eq!(
            read("%Y年%m月%d日", "2020年6月8日").as_deref(),
            Some("2020-06-08")
        );
    }

    #[test]
    fn half_read_dates_are_none() {
        assert_eq!(read("%Y-%m-%d", "20-06-08"), None);
        assert_eq!(read("%d/%m/%y", "08/06/2020"), None);
        assert_eq!(read("%Y-%m-%d", "2020-06-08 10:00"), None);
        assert_eq!(read("%Y-%m-%d", "2020-06-31"), None);
        assert_eq!(read("%Y-%m-%d", ""), None);
    }
}
