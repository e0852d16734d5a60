use std::fmt;

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::{Calendar, CalendarError};
use crate::case::Date;
use crate::case::kinds::words;
use crate::finding::{Code, Finding};
use crate::yaml::{Several, Text, as_text};

words! {
    /// A day of the week.
    WeekDay {
        /// Monday.
        Mon = "mon",
        /// Tuesday.
        Tue = "tue",
        /// Wednesday.
        Wed = "wed",
        /// Thursday.
        Thu = "thu",
        /// Friday.
        Fri = "fri",
        /// Saturday.
        Sat = "sat",
        /// Sunday.
        Sun = "sun",
    }
}

words! {
    /// A calendar that the program brings.
    BuiltIn {
        /// China, 2020 to 2026, with make-up working days.
        China = "china",
    }
}

/// The register's working days: `calendar.yaml`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "plaint calendar")]
pub struct CalendarFile {
    /// Time zone, such as `Asia/Shanghai`.
    pub zone: Zone,
    /// Days of the week that are off.
    pub weekend: Several<WeekDay>,
    /// Working hours; with them a day closes at the end of the last ones.
    #[serde(default)]
    pub hours: Vec<Hours>,
    /// Calendars that the program brings.
    #[serde(default, rename = "built-in")]
    pub built_in: Several<BuiltIn>,
    /// Holidays and make-up working days; the last key, so that imports can
    /// be added at the end.
    #[serde(default)]
    pub days: Vec<DayRow>,
}

/// Working hours of a day.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Start, `08:30`.
    pub from: Clock,
    /// End, `17:30`.
    pub to: Clock,
}

/// A day that is not as its weekday says, or a year whose days are complete.
#[derive(Debug, Clone, PartialEq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DayRow {
    /// The day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A year whose holidays are all here: limits that run into it are sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Whether it is worked; a holiday unless said otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub work: bool,
    /// The holiday's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
}

/// A time zone of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zone(pub Tz);

/// A time of day, `08:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(pub NaiveTime);

impl Zone {
    /// The zone of that name.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Zone)
    }
}

impl Clock {
    /// The time of day, if the text is one.
    pub fn parse(text: &str) -> Option<Self> {
        NaiveTime::parse_from_str(text, "%H:%M").ok().map(Clock)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

as_text!(Zone, "zone", {"type": "string"});
as_text!(Clock, "time-of-day", {"type": "string", "pattern": "^[0-2]?[0-9]:[0-5][0-9]$"});

impl WeekDay {
    /// The same for the calendar.
    pub fn day(self) -> Weekday {
        match self {
            WeekDay::Mon => Weekday::Mon,
            WeekDay::Tue => Weekday::Tue,
            WeekDay::Wed => Weekday::Wed,
            WeekDay::Thu => Weekday::Thu,
            WeekDay::Fri => Weekday::Fri,
            WeekDay::Sat => Weekday::Sat,
            WeekDay::Sun => Weekday::Sun,
        }
    }
}

impl CalendarFile {
    /// Names the problem, and the key that it is with.
    fn place(&self, finding: Finding, error: &CalendarError) -> Finding {
        let key = match error {
            CalendarError::NoWorkingWeekday => "weekend",
            _ => "hours",
        };
        finding
            .arg("problem", error.to_string())
            .at_path([key.into()])
    }

    /// The calendar that the file describes.
    ///
    /// # Errors
    /// Hours that end before they start or overlap, a week without a working
    /// day, a row that is neither a day nor a year.
    pub fn build(&self) -> Result<Calendar, Finding> {
        let weekend: Vec<Weekday> = self.weekend.iter().map(|day| day.day()).collect();
        let hours = self
            .hours
            .iter()
            .map(|hours| (hours.from.0, hours.to.0))
            .collect();
        let mut calendar = Calendar::new(self.zone.0, &weekend, hours)
            .map_err(|error| self.place(Finding::new(Code::BadCalendar), &error))?;
        for built_in in self.built_in.iter() {
            calendar = match built_in {
                BuiltIn::China => calendar.with_china(),
            };
        }
        for (at, row) in self.days.iter().enumerate() {
            calendar = match (row.date, row.year) {
                (Some(date), None) => {
                    calendar.with_day(date.0, row.work, row.name.as_deref().unwrap_or_default())
                }
                (None, Some(year)) => calendar.with_known_year(year),
                _ => {
                    let finding = Finding::new(Code::BadCalendar).arg("problem", "day-or-year");
                    return Err(finding.at_path(["days".into(), at.into()]));
                }
            };
        }
        Ok(calendar)
    }
}
