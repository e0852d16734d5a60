use std::borrow::Cow;
use std::fmt::Write;

use chrono::format::{Fixed, Item, Parsed, StrftimeItems, parse};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::Deserializer;

use crate::calendar::Calendar;
use crate::case::{Date, Time, half_width};
use crate::yaml::{expected, spelled};

/// A year before which nobody's complaint is dated: `20-06-08` is not one of
/// the year 20.
const FIRST_YEAR: i32 = 1900;

/// The form of a date, such as `%Y-%m-%d` or `%d.%m.%Y %H:%M`: `%Y` year,
/// `%m` month, `%d` day, `%H` hour, `%M` minute, `%S` second, `%z` offset, which
/// may be `Z`. A `Z` at its end is an offset too.
#[derive(Debug, Clone, PartialEq)]
pub struct DatePattern {
    text: String,
    /// As cells are read: an offset in any form.
    items: Vec<Item<'static>>,
    /// As dates are written: the form that reads every offset writes none.
    written: Vec<Item<'static>>,
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
        let whole = match text.strip_suffix('Z') {
            Some(before) if !before.ends_with('%') => format!("{before}%z"),
            _ => text.to_owned(),
        };
        let items = StrftimeItems::new(&whole).parse_to_owned().ok()?;
        // The name of a zone tells nobody how far it is from here.
        if items.contains(&Item::Fixed(Fixed::TimezoneName)) {
            return None;
        }
        let any_offset = StrftimeItems::new("%#z").next()?.to_owned();
        let each = |offset: Item<'static>| {
            let item = |item: &Item<'static>| match is_offset(item, &any_offset) {
                true => offset.clone(),
                false => item.clone(),
            };
            items.iter().map(item).collect()
        };
        let pattern = DatePattern {
            text: text.to_owned(),
            written: each(Item::Fixed(Fixed::TimezoneOffsetColon)),
            items: each(any_offset.clone()),
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
        write!(text, "{}", moment.format_with_items(self.written.iter())).ok()?;
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
        let mut written = String::new();
        let shown = write!(written, "{}", sample.format_with_items(self.written.iter()));
        shown.is_ok()
            && self.find(&written).is_some_and(|found| {
                found.day == sample.date_naive()
                    && found.time.is_none_or(|time| time == sample.time())
                    && found.offset.is_none_or(|offset| offset == *sample.offset())
            })
    }

    fn find(&self, cell: &str) -> Option<Found> {
        let narrow = || self.find_as_it_is(&half_width(cell));
        self.find_as_it_is(cell).or_else(narrow)
    }

    fn find_as_it_is(&self, cell: &str) -> Option<Found> {
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

/// Whether an item of a pattern is an offset, in whatever form.
fn is_offset(item: &Item, any_offset: &Item) -> bool {
    let known = [
        Fixed::TimezoneOffset,
        Fixed::TimezoneOffsetColon,
        Fixed::TimezoneOffsetDoubleColon,
        Fixed::TimezoneOffsetTripleColon,
    ];
    item == any_offset || matches!(item, Item::Fixed(fixed) if known.contains(fixed))
}

/// The instant that a cell names, by the first pattern that fits. A day
/// without a time is its beginning in the register's zone.
pub(super) fn instant(cell: &str, patterns: &[DatePattern], calendar: &Calendar) -> Option<Time> {
    let found = patterns.iter().find_map(|pattern| pattern.find(cell))?;
    found.at(calendar).map(Time)
}

/// The day that a cell names, by the first pattern that fits; of a time
/// elsewhere, the day that it was here.
pub(super) fn day(cell: &str, patterns: &[DatePattern], calendar: &Calendar) -> Option<Date> {
    let found = patterns.iter().find_map(|pattern| pattern.find(cell))?;
    match (found.time, found.offset) {
        (Some(_), Some(_)) => Some(Date(calendar.local(found.at(calendar)?).date_naive())),
        _ => Some(Date(found.day)),
    }
}

impl Found {
    fn at(&self, calendar: &Calendar) -> Option<DateTime<FixedOffset>> {
        let time = self.time.unwrap_or(NaiveTime::MIN);
        match self.offset {
            Some(offset) => offset
                .from_local_datetime(&self.day.and_time(time))
                .single(),
            None => Some(calendar.at(self.day, time)),
        }
    }
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
    use crate::ops::import::tests::calendar;

    fn read(pattern: &str, cell: &str) -> Option<String> {
        let pattern = DatePattern::parse(pattern).unwrap();
        day(cell, &[pattern], calendar()).map(|day| day.to_string())
    }

    fn at(pattern: &str, cell: &str) -> Option<String> {
        let pattern = DatePattern::parse(pattern).unwrap();
        instant(cell, &[pattern], calendar()).map(|time| time.0.to_rfc3339())
    }

    #[test]
    fn an_offset_counts_in_whatever_form_it_stands() {
        let five = Some("2026-03-01T05:00:00+00:00");
        for form in ["%FT%TZ", "%FT%T%z", "%FT%T%:z", "%FT%T%#z"] {
            assert_eq!(at(form, "2026-03-01T05:00:00Z").as_deref(), five, "{form}");
            for offset in ["+08:00", "+0800", "+08"] {
                let cell = format!("2026-03-01T05:00:00{offset}");
                let there = Some("2026-03-01T05:00:00+08:00");
                assert_eq!(at(form, &cell).as_deref(), there, "{form} {cell}");
            }
            assert_eq!(at(form, "2026-03-01T05:00:00"), None, "{form}");
        }
        // Sixteen hours UTC are midnight in Shanghai.
        let late = read("%FT%T%z", "2026-03-01T16:00:00Z");
        assert_eq!(late.as_deref(), Some("2026-03-02"));
        let pattern = DatePattern::parse("%F %T%z").unwrap();
        assert_eq!(pattern.write(NaiveDateTime::default()), None);
    }

    #[test]
    fn full_width_digits_are_digits() {
        let day = Some("2026-10-05");
        assert_eq!(read("%Y-%m-%d", "２０２６－１０－０５").as_deref(), day);
        assert_eq!(read("%Y年%m月%d日", "２０２６年１０月５日").as_deref(), day);
        assert_eq!(read("%Y／%m／%d", "2026／10／05").as_deref(), day);
    }

    #[test]
    fn patterns_that_lose_the_date_are_none() {
        for bad in [
            "%Y-%m",
            "%d.%m",
            "%H:%M",
            "%Y-%m-%d %H",
            "%Q",
            "%F %H:%M %Z",
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
