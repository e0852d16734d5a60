use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// The unit of a limit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// `min`: 60 seconds, running straight through.
    Minute,
    /// `h`: 3600 seconds, running straight through.
    Hour,
    /// `wh`: 3600 seconds inside the working hours of working days.
    WorkingHour,
    /// `d`: a calendar day.
    Day,
    /// `wd`: a working day.
    WorkingDay,
    /// `w`: seven calendar days.
    Week,
    /// `month`: a calendar month, clamped to the month's end.
    Month,
    /// `y`: twelve calendar months.
    Year,
}

impl Unit {
    /// Every unit, from the shortest word of its kind on.
    pub const ALL: [Unit; 8] = [
        Unit::Minute,
        Unit::Hour,
        Unit::WorkingHour,
        Unit::Day,
        Unit::WorkingDay,
        Unit::Week,
        Unit::Month,
        Unit::Year,
    ];

    /// The unit as it is written after the count.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Minute => "min",
            Unit::Hour => "h",
            Unit::WorkingHour => "wh",
            Unit::Day => "d",
            Unit::WorkingDay => "wd",
            Unit::Week => "w",
            Unit::Month => "month",
            Unit::Year => "y",
        }
    }
}

/// A limit such as `30min`, `24h`, `4wh`, `5d`, `2wd`, `1w`, `1month`, `1y`.
///
/// Terms have no order: which of `24h` and `1wd` is the stricter depends on the start.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
#[serde(try_from = "Cow<'_, str>", into = "String")]
pub struct Term {
    /// How many units: 1 to [`Term::MOST`] when parsed.
    pub count: u32,
    /// The unit counted.
    pub unit: Unit,
}

impl Term {
    /// The largest count that is read.
    pub const MOST: u32 = 10_000;
}

/// Why a text is no [`Term`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TermError {
    /// It does not begin with a whole number without sign and leading zeros.
    NoCount,
    /// The number is 0.
    Zero,
    /// The number is above [`Term::MOST`].
    TooMany,
    /// No unit follows the number.
    NoUnit,
    /// The word after the number is no unit.
    UnknownUnit,
}

impl fmt::Display for TermError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TermError::NoCount => "a limit begins with a whole number, as in 2wd",
            TermError::Zero => "a limit is at least 1",
            TermError::TooMany => "a limit is at most 10000",
            TermError::NoUnit | TermError::UnknownUnit => {
                "a limit ends with min, h, wh, d, wd, w, month or y"
            }
        })
    }
}

impl std::error::Error for TermError {}

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (count, unit) = text.split_at(digits);
        let count = parse_count(count)?;
        if unit.is_empty() {
            return Err(TermError::NoUnit);
        }
        let unit = Unit::ALL
            .into_iter()
            .find(|known| known.as_str() == unit)
            .ok_or(TermError::UnknownUnit)?;
        Ok(Term { count, unit })
    }
}

fn parse_count(digits: &str) -> Result<u32, TermError> {
    match digits {
        "" => Err(TermError::NoCount),
        "0" => Err(TermError::Zero),
        _ if digits.starts_with('0') => Err(TermError::NoCount),
        _ => match digits.parse() {
            Ok(count) if count <= Term::MOST => Ok(count),
            _ => Err(TermError::TooMany),
        },
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit.as_str())
    }
}

impl TryFrom<Cow<'_, str>> for Term {
    type Error = TermError;

    fn try_from(text: Cow<'_, str>) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Term> for String {
    fn from(term: Term) -> Self {
        term.to_string()
    }
}

impl JsonSchema for Term {
    fn schema_name() -> Cow<'static, str> {
        "Term".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A limit: a count of 1 to 10000 and min, h, wh (working hours), d, wd (working days), w, month or y.",
            "pattern": "^([1-9][0-9]{0,3}|10000)(min|h|wh|d|wd|w|month|y)$",
            "examples": ["30min", "24h", "4wh", "5d", "2wd", "1w", "1month", "1y"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_every_unit() {
        for (text, count, unit) in [
            ("30min", 30, Unit::Minute),
            ("24h", 24, Unit::Hour),
            ("4wh", 4, Unit::WorkingHour),
            ("5d", 5, Unit::Day),
            ("2wd", 2, Unit::WorkingDay),
            ("1w", 1, Unit::Week),
            ("1month", 1, Unit::Month),
            ("10000y", 10_000, Unit::Year),
        ] {
            let term: Term = text.parse().unwrap();
            assert_eq!(term, Term { count, unit });
            assert_eq!(term.to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_limit() {
        for (text, error) in [
            ("", TermError::NoCount),
            ("d", TermError::NoCount),
            ("-1d", TermError::NoCount),
            ("+1d", TermError::NoCount),
            ("05d", TermError::NoCount),
            ("00d", TermError::NoCount),
            ("１d", TermError::NoCount),
            ("0d", TermError::Zero),
            ("10001d", TermError::TooMany),
            ("99999999999999999999d", TermError::TooMany),
            ("5", TermError::NoUnit),
            ("5 d", TermError::UnknownUnit),
            ("5D", TermError::UnknownUnit),
            ("5m", TermError::UnknownUnit),
            ("1.5h", TermError::UnknownUnit),
            ("5天", TermError::UnknownUnit),
        ] {
            assert_eq!(text.parse::<Term>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn is_a_string_to_serde_and_in_the_schema() {
        let term: Term = serde_json::from_str("\"2wd\"").unwrap();
        assert_eq!(serde_json::to_string(&term).unwrap(), "\"2wd\"");
        assert!(serde_json::from_str::<Term>("5").is_err());
        let schema = schemars::schema_for!(Term).to_value();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for (text, valid) in [
            ("2wd", true),
            ("10000y", true),
            ("0d", false),
            ("10001d", false),
        ] {
            assert_eq!(validator.is_valid(&text.into()), valid, "{text}");
        }
    }
}
