use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, SubsecRound};

use crate::yaml::as_text;

/// An instant with its offset, as RFC 3339 to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub DateTime<FixedOffset>);

/// A calendar day, as `2026-11-02`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub NaiveDate);

impl Time {
    /// The instant, if the text is RFC 3339 with an offset; parts of a second
    /// do not count.
    pub fn parse(text: &str) -> Option<Self> {
        let time = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Time(time.trunc_subsecs(0)))
    }
}

impl Date {
    /// The day, if the text is one that exists.
    pub fn parse(text: &str) -> Option<Self> {
        let exact = text.len() == 10 && text.is_ascii();
        exact
            .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
            .flatten()
            .map(Date)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, false))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

as_text!(Time, "time", {"type": "string", "format": "date-time"});
as_text!(Date, "date", {"type": "string", "format": "date"});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert_eq!(Date::parse("2026-02-30"), None);
        assert_eq!(Date::parse("2026-2-3"), None);
        assert!(Date::parse("2028-02-29").is_some());
        assert_eq!(Time::parse("2026-02-30T09:00:00+08:00"), None);
        assert_eq!(Time::parse("2026-11-02T09:30:00"), None);
        let time = Time::parse("2026-11-02T09:30:00+08:00").unwrap();
        assert_eq!(time.to_string(), "2026-11-02T09:30:00+08:00");
    }
}
