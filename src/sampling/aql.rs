use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::yaml::as_text;

/// The preferred values, as the standard prints them.
const VALUES: [&str; 26] = [
    "0.010", "0.015", "0.025", "0.040", "0.065", "0.10", "0.15", "0.25", "0.40", "0.65", "1.0",
    "1.5", "2.5", "4.0", "6.5", "10", "15", "25", "40", "65", "100", "150", "250", "400", "650",
    "1000",
];

/// The place of 10 among the values: up to it an AQL can be a percentage.
const TEN: usize = 15;

/// An acceptance quality limit: one of the standard's preferred values, in
/// percent of the pieces or in defects per hundred of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aql(usize);

impl Aql {
    /// Every value there is, the strictest first.
    pub fn all() -> impl Iterator<Item = Aql> {
        (0..VALUES.len()).map(Aql)
    }

    /// The preferred value of that number, however many zeros it is written
    /// with: `1`, `1.0`, `1.00`.
    pub fn parse(text: &str) -> Option<Aql> {
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let number = Decimal::from_str(text).ok().filter(|_| plain)?;
        let equal = |value: &&str| Decimal::from_str(value) == Ok(number);
        VALUES.iter().position(equal).map(Aql)
    }

    /// Whether it is above 10, where no percentage is meant: a piece may have
    /// several defects.
    pub fn counts_defects(self) -> bool {
        self.0 > TEN
    }

    /// Its column in the tables.
    pub(super) fn column(self) -> usize {
        self.0
    }
}

impl fmt::Display for Aql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(VALUES[self.0])
    }
}

// A number without quotes is read as it is spelled.
as_text!(Aql, "aql", {"anyOf": [
    {"type": "string", "pattern": "^[0-9]*\\.?[0-9]+$"},
    {"enum": [
        0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.15, 0.25, 0.4, 0.65, 1, 1.5, 2.5, 4, 6.5, 10,
        15, 25, 40, 65, 100, 150, 250, 400, 650, 1000
    ]}
]});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn a_value_is_known_however_it_is_written() {
        for (text, printed) in [
            ("1", "1.0"),
            ("1.0", "1.0"),
            ("1.00", "1.0"),
            ("0.65", "0.65"),
            (".65", "0.65"),
            ("0.01", "0.010"),
            ("0.4", "0.40"),
            ("4", "4.0"),
            ("10.0", "10"),
            ("1000", "1000"),
        ] {
            assert_eq!(Aql::parse(text).unwrap().to_string(), printed, "{text}");
        }
        for text in [
            "", "0", "2", "0.6", "1,0", "-1", "+1", "1e0", "1_0", "1.0%", "2000",
        ] {
            assert_eq!(Aql::parse(text), None, "{text}");
        }
        assert_eq!(Aql::all().count(), 26);
        assert!(Aql::all().all(|aql| Aql::parse(&aql.to_string()) == Some(aql)));
    }

    #[test]
    fn above_ten_defects_are_counted() {
        let counts = |text| Aql::parse(text).unwrap().counts_defects();
        assert!(!counts("0.010") && !counts("10"));
        assert!(counts("15") && counts("1000"));
    }

    #[test]
    fn files_hold_it_with_and_without_quotes() {
        let read = |text: &str| yaml::read::<Vec<Aql>>(text.as_bytes());
        let found = read("- 1.0\n- '1'\n- 0.65\n- 250\n").unwrap();
        let printed: Vec<String> = found.iter().map(Aql::to_string).collect();
        assert_eq!(printed, ["1.0", "1.0", "0.65", "250"]);
        assert_eq!(serde_json::to_string(&found[0]).unwrap(), "\"1.0\"");
        assert!(read("- 1.1\n").is_err());
    }

    #[test]
    fn its_schema_takes_what_is_read() {
        let schema = schemars::schema_for!(Aql).to_value();
        for (value, good) in [
            (serde_json::json!(0.65), true),
            (serde_json::json!(1), true),
            (serde_json::json!(1.0), true),
            (serde_json::json!("1.0"), true),
            (serde_json::json!(3), false),
            (serde_json::json!("one"), false),
        ] {
            assert_eq!(
                jsonschema::draft202012::is_valid(&schema, &value),
                good,
                "{value}"
            );
        }
    }
}
