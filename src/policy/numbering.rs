use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::case::CaseNumber;
use crate::yaml::as_text;

/// The pattern of case numbers: text with `{yyyy}`, `{yy}`, `{mm}` and one
/// `{n:04}` for the serial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbering {
    pieces: Vec<Piece>,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Year4,
    Year2,
    Month,
    Serial(usize),
}

/// After what time the serial starts anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Every month.
    Month,
    /// Every year.
    Year,
    /// Never.
    Never,
}

impl Numbering {
    /// The pattern, if the text is one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                pieces.push(Piece::Text(rest[..open].to_owned()));
            }
            let close = open + rest[open..].find('}')?;
            pieces.push(Piece::parse(&rest[open + 1..close])?);
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let numbering = Numbering {
            pieces,
            text: text.to_owned(),
        };
        numbering.is_sound().then_some(numbering)
    }

    fn is_sound(&self) -> bool {
        let serials = self
            .pieces
            .iter()
            .filter(|piece| matches!(piece, Piece::Serial(_)))
            .count();
        let has = |wanted: &Piece| self.pieces.contains(wanted);
        let year = has(&Piece::Year4) || has(&Piece::Year2);
        let sample = NaiveDate::from_ymd_opt(2026, 1, 1).map(|day| self.compose(day, 1));
        let valid = sample.is_some_and(|text| CaseNumber::parse(&text).is_some());
        serials == 1 && valid && (year || !has(&Piece::Month))
    }

    /// After what time the serial starts anew, as the pattern shows.
    pub fn period(&self) -> Period {
        let has = |wanted: &Piece| self.pieces.contains(wanted);
        if has(&Piece::Month) {
            Period::Month
        } else if has(&Piece::Year4) || has(&Piece::Year2) {
            Period::Year
        } else {
            Period::Never
        }
    }

    fn compose(&self, day: NaiveDate, serial: u32) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Year4 => format!("{:04}", day.year()),
            Piece::Year2 => format!("{:02}", day.year().rem_euclid(100)),
            Piece::Month => format!("{:02}", day.month()),
            Piece::Serial(width) => format!("{serial:0width$}"),
        };
        self.pieces.iter().map(piece).collect()
    }

    /// The number of that serial for a complaint of that day.
    pub fn number(&self, day: NaiveDate, serial: u32) -> Option<CaseNumber> {
        CaseNumber::parse(&self.compose(day, serial))
    }

    /// What stands before the serial in the numbers of that day.
    pub fn before(&self, day: NaiveDate) -> String {
        self.around(day).0
    }

    /// What stands before and behind the serial.
    fn around(&self, day: NaiveDate) -> (String, String) {
        let is_serial = |piece: &Piece| matches!(piece, Piece::Serial(_));
        let at = self.pieces.iter().position(is_serial);
        let at = at.unwrap_or(self.pieces.len());
        let part = |pieces: &[Piece]| {
            let of = Numbering {
                pieces: pieces.to_vec(),
                text: String::new(),
            };
            of.compose(day, 0)
        };
        let behind = self.pieces.get(at + 1..).unwrap_or_default();
        (part(&self.pieces[..at]), part(behind))
    }

    /// The highest serial among numbers of the same period as that day; numbers
    /// of other periods or patterns do not count.
    pub fn highest<'a>(
        &self,
        day: NaiveDate,
        numbers: impl IntoIterator<Item = &'a str>,
    ) -> Option<u32> {
        let (before, after) = self.around(day);
        let serial = |number: &str| -> Option<u32> {
            let digits = number.strip_prefix(&*before)?.strip_suffix(&*after)?;
            // Nine digits are more than any pattern shows.
            let plain = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse().ok())?
        };
        numbers.into_iter().filter_map(serial).max()
    }
}

impl Piece {
    fn parse(name: &str) -> Option<Piece> {
        match name {
            "yyyy" => Some(Piece::Year4),
            "yy" => Some(Piece::Year2),
            "mm" => Some(Piece::Month),
            "n" => Some(Piece::Serial(1)),
            _ => {
                let width = name.strip_prefix("n:0")?.parse().ok()?;
                (1..=9).contains(&width).then_some(Piece::Serial(width))
            }
        }
    }
}

impl fmt::Display for Numbering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

as_text!(Numbering, "numbering", {"type": "string", "pattern": "\\{n(:0[1-9])?\\}"});

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_follow_the_pattern() {
        let of = |pattern: &str, serial| {
            Numbering::parse(pattern)
                .unwrap()
                .number(day("2026-11-02"), serial)
                .unwrap()
                .to_string()
        };
        assert_eq!(of("{yy}{mm}-{n:04}", 1), "2611-0001");
        assert_eq!(of("{yy}{mm}{n:02}", 7), "261107");
        assert_eq!(of("KS-{yyyy}-{n:05}", 123_456), "KS-2026-123456");
        for bad in [
            "{yy}{mm}",
            "{mm}-{n:04}",
            "{n:04}{n:04}",
            "{x}",
            "{n",
            "a/{n:04}",
            "{n:00}",
        ] {
            assert_eq!(Numbering::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn serials_are_of_their_period() {
        let monthly = Numbering::parse("{yy}{mm}-{n:04}").unwrap();
        let highest = |date, numbers: &[&str]| monthly.highest(day(date), numbers.iter().copied());
        assert_eq!(highest("2026-11-02", &["2611-0042", "2611-0007"]), Some(42));
        assert_eq!(highest("2026-12-02", &["2611-0042"]), None);
        assert_eq!(highest("2026-11-02", &["2611-00x2", "2611-"]), None);
        // Nobody ever opened four thousand million cases.
        assert_eq!(
            highest("2026-11-02", &["2611-4294967295", "2611-3"]),
            Some(3)
        );
        assert_eq!(monthly.before(day("2026-11-02")), "2611-");
        assert_eq!(monthly.period(), Period::Month);
        assert_eq!(
            Numbering::parse("{yyyy}-{n}").unwrap().period(),
            Period::Year
        );
        assert_eq!(Numbering::parse("C{n:06}").unwrap().period(), Period::Never);
    }
}
