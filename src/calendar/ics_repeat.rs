use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

/// A yearly rule (RRULE) that is understood: `FREQ=YEARLY` with `INTERVAL`, `COUNT`, `UNTIL` and
/// one `BYMONTH` with one `BYMONTHDAY` or one `BYDAY` such as `4TH` or `-1MO`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Yearly {
    interval: i32,
    count: Option<u32>,
    until: Option<NaiveDate>,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Date { month: u32, day: u32 },
    Weekday { month: u32, day: Weekday, nth: i32 },
}

#[derive(Default)]
struct Parts {
    yearly: bool,
    interval: Option<i32>,
    count: Option<u32>,
    until: Option<NaiveDate>,
    month: Option<u32>,
    month_day: Option<u32>,
    weekday: Option<(i32, Weekday)>,
}

impl Yearly {
    /// Reads a rule for an event that first begins on `start`; none if it is anything else than a
    /// yearly rule that holds on `start`.
    pub fn read(rule: &str, start: NaiveDate) -> Option<Self> {
        let mut parts = Parts::default();
        for part in rule.trim().trim_end_matches(';').split(';') {
            let (key, value) = part.split_once('=')?;
            parts.take(&key.to_ascii_uppercase(), &value.to_ascii_uppercase())?;
        }
        let rule = Yearly {
            interval: parts.interval.unwrap_or(1),
            count: parts.count,
            until: parts.until,
            place: parts.place(start)?,
        };
        let holds = rule.place.on(start.year()) == Some(start);
        (parts.yearly && holds).then_some(rule)
    }

    /// The first days of every occurrence from `start` up to the last of the years. A 29 February
    /// comes in leap years only.
    pub fn starts(&self, start: NaiveDate, years: &RangeInclusive<i32>) -> Vec<NaiveDate> {
        let last = (*years.end()).min(9999);
        let count = self.count.map_or(usize::MAX, |count| count as usize);
        (start.year()..=last)
            .step_by(self.interval.unsigned_abs() as usize)
            .filter_map(|year| self.place.on(year))
            .take_while(|date| self.until.is_none_or(|until| *date <= until))
            .take(count)
            .collect()
    }
}

impl Parts {
    fn take(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "FREQ" => self.yearly = value == "YEARLY",
            "INTERVAL" => self.interval = Some(positive(value)?),
            "COUNT" => self.count = Some(positive(value)?.unsigned_abs()),
            "UNTIL" => self.until = Some(read_date(value.get(..8)?)?),
            "BYMONTH" => self.month = Some(value.parse().ok()?),
            "BYMONTHDAY" => self.month_day = Some(value.parse().ok()?),
            "BYDAY" => self.weekday = Some(read_weekday(value)?),
            "WKST" => {}
            _ => return None,
        }
        Some(())
    }

    fn place(&self, start: NaiveDate) -> Option<Place> {
        match (self.month, self.month_day, self.weekday) {
            (Some(month), None, Some((nth, day))) => Some(Place::Weekday { month, day, nth }),
            (_, Some(_), Some(_)) | (None, _, Some(_)) | (None, Some(_), None) => None,
            (month, day, None) => Some(Place::Date {
                month: month.unwrap_or(start.month()),
                day: day.unwrap_or(start.day()),
            }),
        }
    }
}

impl Place {
    fn on(self, year: i32) -> Option<NaiveDate> {
        match self {
            Place::Date { month, day } => NaiveDate::from_ymd_opt(year, month, day),
            Place::Weekday { month, day, nth } if nth > 0 => {
                let nth = u8::try_from(nth).ok()?;
                NaiveDate::from_weekday_of_month_opt(year, month, day, nth)
            }
            Place::Weekday { month, day, nth } => {
                let all = (1..=5)
                    .filter_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, day, n));
                all.rev().nth(nth.unsigned_abs() as usize - 1)
            }
        }
    }
}

/// A date as iCalendar writes it: `20261001`.
pub(super) fn read_date(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = text.split_at(4);
    let (month, day) = rest.split_at(2);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn positive(text: &str) -> Option<i32> {
    text.parse().ok().filter(|n| *n > 0)
}

/// `4TH` or `-1MO`: which one of the month, and the weekday.
fn read_weekday(text: &str) -> Option<(i32, Weekday)> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth: i32 = nth
        .parse()
        .ok()
        .filter(|nth| (1..=5).contains(&i32::abs(*nth)))?;
    let day = match day {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    Some((nth, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(rule: &str, start: &str, years: RangeInclusive<i32>) -> Option<Vec<String>> {
        let start = start.parse().unwrap();
        let starts = Yearly::read(rule, start)?.starts(start, &years);
        Some(starts.iter().map(NaiveDate::to_string).collect())
    }

    #[test]
    fn yearly_rules() {
        for (rule, start, expected) in [
            (
                "FREQ=YEARLY",
                "2024-12-25",
                vec!["2024-12-25", "2025-12-25", "2026-12-25"],
            ),
            (
                "FREQ=YEARLY;INTERVAL=2",
                "2024-12-25",
                vec!["2024-12-25", "2026-12-25"],
            ),
            (
                "FREQ=YEARLY;COUNT=2;WKST=MO",
                "2024-12-25",
                vec!["2024-12-25", "2025-12-25"],
            ),
            (
                "FREQ=YEARLY;UNTIL=20251224T235959Z",
                "2024-12-25",
                vec!["2024-12-25"],
            ),
            (
                "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;COUNT=1",
                "2024-12-25",
                vec!["2024-12-25"],
            ),
            ("FREQ=YEARLY", "2024-02-29", vec!["2024-02-29"]),
            // Thanksgiving: the fourth Thursday of November.
            (
                "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
                "2024-11-28",
                vec!["2024-11-28", "2025-11-27", "2026-11-26"],
            ),
            // Memorial Day: the last Monday of May.
            (
                "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
                "2024-05-27",
                vec!["2024-05-27", "2025-05-26", "2026-05-25"],
            ),
        ] {
            let expected = Some(expected.iter().map(|date| (*date).to_owned()).collect());
            assert_eq!(dates(rule, start, 2024..=2026), expected, "{rule}");
        }
    }

    #[test]
    fn other_rules_are_not_understood() {
        for rule in [
            "",
            "FREQ=MONTHLY",
            "FREQ=YEARLY;BYYEARDAY=1",
            "FREQ=YEARLY;BYDAY=MO",
            "FREQ=YEARLY;BYDAY=4TH",
            "FREQ=YEARLY;BYMONTH=12;BYDAY=0MO",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=26",
            "FREQ=YEARLY;BYMONTH=1,12",
            "FREQ=YEARLY;INTERVAL=0",
            "INTERVAL=1",
        ] {
            assert_eq!(dates(rule, "2024-12-25", 2024..=2026), None, "{rule}");
        }
    }
}
