use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::case::Quantity;
use crate::yaml::as_text;

/// How many pieces a lot has: `1200` or `1200 pcs`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LotSize {
    /// The pieces, at least one.
    pub pieces: u64,
    /// What they are called.
    pub unit: Option<String>,
}

impl LotSize {
    /// The size of a lot, if the text is a whole number of pieces.
    pub fn parse(text: &str) -> Option<LotSize> {
        match Quantity::parse(text) {
            Some(quantity) => LotSize::of(&quantity),
            None => {
                let plain = text
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.');
                let number = Decimal::from_str(text).ok().filter(|_| plain)?;
                LotSize::new(number, None)
            }
        }
    }

    /// The size of a lot of that quantity, if it is a whole number of pieces.
    pub fn of(quantity: &Quantity) -> Option<LotSize> {
        LotSize::new(quantity.0.number, Some(quantity.0.unit.clone()))
    }

    fn new(number: Decimal, unit: Option<String>) -> Option<LotSize> {
        let pieces = number.is_integer().then(|| number.to_u64())??;
        (pieces > 0).then_some(LotSize { pieces, unit })
    }
}

impl fmt::Display for LotSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.unit {
            Some(unit) => write!(f, "{} {unit}", self.pieces),
            None => write!(f, "{}", self.pieces),
        }
    }
}

as_text!(LotSize, "lot-size", {"type": ["string", "integer"], "pattern": "^[0-9]+(\\.0+)? *[^ 0-9]*$", "minimum": 1});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_is_a_whole_number_of_pieces() {
        for (text, printed) in [
            ("1200", "1200"),
            ("1200 pcs", "1200 pcs"),
            ("38块", "38 块"),
            ("1200.0 pcs", "1200 pcs"),
            ("1", "1"),
        ] {
            assert_eq!(LotSize::parse(text).unwrap().to_string(), printed);
        }
        for text in ["", "0", "0 pcs", "500.5 kg", "-3", "1,200", "pcs", "1e3"] {
            assert_eq!(LotSize::parse(text), None, "{text}");
        }
    }
}
