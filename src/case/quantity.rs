use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::yaml::as_text;

/// The largest number of an amount: as many of them as a case can hold add up
/// exactly.
const MOST: u64 = 1_000_000_000_000;

/// The most decimal places of an amount.
const MOST_PLACES: u32 = 10;

/// Units of length, and how many millimetres each has.
const LENGTHS: [(&str, u32); 6] = [
    ("mm", 1),
    ("cm", 10),
    ("m", 1000),
    ("毫米", 1),
    ("厘米", 10),
    ("米", 1000),
];

/// A decimal and the word behind it. Unlike units never add up, and only
/// lengths have an order across them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Amount {
    /// How much, without rounding.
    pub number: Decimal,
    /// The unit or currency.
    pub unit: String,
}

impl Amount {
    /// Splits `1200 pcs` into number and word.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let (number, unit) = text.split_at(end);
        let unit = unit.trim();
        let word = |c: char| c.is_alphabetic() || matches!(c, '²' | '³' | '%' | '/');
        if unit.is_empty() || unit.chars().count() > 20 || !unit.chars().all(word) {
            return None;
        }
        let number = Decimal::from_str(number).ok()?;
        let sums = number <= Decimal::from(MOST) && number.scale() <= MOST_PLACES;
        sums.then(|| Amount {
            number,
            unit: unit.to_owned(),
        })
    }

    /// The sum, or nothing where the units differ.
    pub fn plus(&self, other: &Amount) -> Option<Amount> {
        let number = self.number.checked_add(other.number)?;
        (self.unit == other.unit).then(|| Amount {
            number,
            unit: self.unit.clone(),
        })
    }

    /// Whether it is more than that limit; nothing where the units cannot be
    /// compared.
    pub fn exceeds(&self, limit: &Amount) -> Option<bool> {
        if self.unit == limit.unit {
            return Some(self.number > limit.number);
        }
        Some(self.millimetres()? > limit.millimetres()?)
    }

    /// The length in millimetres, where it is one.
    fn millimetres(&self) -> Option<Decimal> {
        let known = LENGTHS.iter().find(|(unit, _)| *unit == self.unit);
        self.number.checked_mul(Decimal::from(known?.1))
    }

    /// The units that can be compared with its own.
    pub fn comparable(&self) -> Vec<&str> {
        match self.millimetres() {
            Some(_) => LENGTHS.iter().map(|(unit, _)| *unit).collect(),
            None => vec![&self.unit],
        }
    }
}

impl Amount {
    /// A computed number with its unit: without noughts that say nothing.
    pub fn of(number: Decimal, unit: &str) -> Self {
        Amount {
            number: number.normalize(),
            unit: unit.to_owned(),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.unit)
    }
}

macro_rules! amount {
    ($(#[$doc:meta])* $name:ident, $sort:literal, $valid:expr, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(pub Amount);

        impl $name {
            /// The value, if the text has its form.
            pub fn parse(text: &str) -> Option<Self> {
                let valid: fn(&Amount) -> bool = $valid;
                Amount::parse(text).filter(valid).map($name)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        as_text!($name, $sort, {"type": "string", "pattern": $pattern});
    };
}

amount!(
    /// A quantity of goods: a decimal and a unit, `1200 pcs` or `500.5 kg`;
    /// never negative.
    Quantity, "quantity", |_| true, "^[0-9]+(\\.[0-9]+)? *[^ 0-9]+$"
);

amount!(
    /// A size that was measured: a decimal and a unit, `5.5 cm`.
    Measure, "measure", |_| true, "^[0-9]+(\\.[0-9]+)? *[^ 0-9]+$"
);

amount!(
    /// A sum of money: a decimal and an ISO 4217 code, `1250.00 CNY`.
    Money, "money",
    |amount| amount.unit.len() == 3 && amount.unit.bytes().all(|byte| byte.is_ascii_uppercase()),
    "^[0-9]+(\\.[0-9]+)? *[A-Z]{3}$"
);

amount!(
    /// A share in percent, `0.5 %`.
    Percent, "percent", |amount| amount.unit == "%", "^[0-9]+(\\.[0-9]+)? *%$"
);

impl Quantity {
    /// What people type, `1,200 pcs` or `１２００片`, as a case has it; also a
    /// number whose unit comes from elsewhere. What is no quantity all the same
    /// stays as it is, so that it is refused as it was written.
    pub fn tidied(text: &str) -> Cow<'_, str> {
        let tidy = ungrouped(&half_width(text));
        let bare = tidy.chars().all(|c| c.is_ascii_digit() || c == '.');
        match bare || Quantity::parse(&tidy).is_some() {
            true => Cow::Owned(tidy),
            false => Cow::Borrowed(text),
        }
    }
}

/// Full-width digits, letters and signs as ASCII has them: `１２００ｐｃｓ`.
pub fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(narrow).collect()
}

/// Without the commas between thousands: `1,200` is 1200. A comma anywhere
/// else, such as in `1,5` or `0,500`, stays, and is refused.
fn ungrouped(text: &str) -> String {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ','));
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    let mut groups = number.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3);
    match grouped {
        true => format!("{}{rest}", number.replace(',', "")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_decimals_with_a_unit() {
        assert_eq!(Quantity::parse("1200pcs").unwrap().to_string(), "1200 pcs");
        assert_eq!(Quantity::parse("0.10 kg").unwrap().to_string(), "0.10 kg");
        assert_eq!(Quantity::parse("38 块").unwrap().to_string(), "38 块");
        for bad in ["1200", "pcs", "-3 pcs", "1.2.3 kg", "3 kg 4", "1e3 pcs", ""] {
            assert_eq!(Quantity::parse(bad), None, "{bad}");
        }
        assert_eq!(Money::parse("12 pcs"), None);
        assert_eq!(Percent::parse("0.5%").unwrap().to_string(), "0.5 %");
        assert_eq!(Percent::parse("0.5 kg"), None);
        assert_eq!(
            Money::parse("1250.00 CNY").unwrap().to_string(),
            "1250.00 CNY"
        );
    }

    #[test]
    fn what_people_type_is_tidied() {
        for (typed, tidy) in [
            ("1,200 pcs", "1200 pcs"),
            ("１２００片", "1200片"),
            ("1,234,567.5 kg", "1234567.5 kg"),
            ("1,200", "1200"),
            ("1,5 kg", "1,5 kg"),
            ("0,500 kg", "0,500 kg"),
            ("12,00 pcs", "12,00 pcs"),
            ("约１２片", "约１２片"),
        ] {
            assert_eq!(Quantity::tidied(typed), tidy);
        }
        assert_eq!(Quantity::parse("1,200 pcs"), None);
    }

    #[test]
    fn unlike_units_never_add_up() {
        let of = |text| Quantity::parse(text).unwrap().0;
        assert_eq!(of("12 pcs").plus(&of("3 kg")), None);
        assert_eq!(of("0.1 kg").plus(&of("0.2 kg")), Some(of("0.3 kg")));
        assert_eq!(of("12 pcs").exceeds(&of("3 kg")), None);
        assert_eq!(of("500 kg").exceeds(&of("500 kg")), Some(false));
    }

    #[test]
    fn lengths_are_compared_across_their_units() {
        let of = |text| Measure::parse(text).unwrap().0;
        for (one, other, more) in [
            ("51 mm", "5 cm", Some(true)),
            ("50 mm", "5 cm", Some(false)),
            ("5.5 厘米", "5 cm", Some(true)),
            ("5 厘米", "50 毫米", Some(false)),
            ("0.051 m", "5 厘米", Some(true)),
            ("0.05 米", "50 mm", Some(false)),
            ("2 in", "5 cm", None),
            ("5 cm", "2 in", None),
            ("2 in", "1 in", Some(true)),
        ] {
            assert_eq!(of(one).exceeds(&of(other)), more, "{one}, {other}");
        }
        assert_eq!(of("1 m").plus(&of("1 cm")), None);
        assert_eq!(of("1 kg").comparable(), ["kg"]);
        assert_eq!(of("1 cm").comparable().len(), 6);
    }
}
