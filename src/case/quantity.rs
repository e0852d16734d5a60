use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::yaml::as_text;

/// A decimal and the word behind it. Unlike units never add up and have no
/// order.
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
        Some(Amount {
            number: Decimal::from_str(number).ok()?,
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

    /// Whether it is more than that limit; nothing where the units differ.
    pub fn exceeds(&self, limit: &Amount) -> Option<bool> {
        (self.unit == limit.unit).then(|| self.number > limit.number)
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
    /// A sum of money: a decimal and an ISO 4217 code, `1250.00 CNY`.
    Money, "money",
    |amount| amount.unit.len() == 3 && amount.unit.bytes().all(|byte| byte.is_ascii_uppercase()),
    "^[0-9]+(\\.[0-9]+)? *[A-Z]{3}$"
);

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
        assert_eq!(
            Money::parse("1250.00 CNY").unwrap().to_string(),
            "1250.00 CNY"
        );
    }

    #[test]
    fn unlike_units_never_add_up() {
        let of = |text| Quantity::parse(text).unwrap().0;
        assert_eq!(of("12 pcs").plus(&of("3 kg")), None);
        assert_eq!(of("0.1 kg").plus(&of("0.2 kg")), Some(of("0.3 kg")));
        assert_eq!(of("12 pcs").exceeds(&of("3 kg")), None);
        assert_eq!(of("500 kg").exceeds(&of("500 kg")), Some(false));
    }
}
