//! What cells say: days, and quantities with the unit in a cell of its own.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::case::{Date, Quantity, half_width};

/// A quantity as a cell says it.
pub(super) fn amount(text: &str) -> Option<Quantity> {
    Quantity::parse(&Quantity::tidied(text))
}

/// A plain decimal such as `1200` or `500.5`: what nearly every cell has, read
/// without a detour. Anything else is for `amount`.
pub(super) fn plain_number(text: &str) -> Option<Decimal> {
    if text.len() > 12 || text.starts_with('.') || text.ends_with('.') {
        return None;
    }
    let (mut number, mut scale) = (0_i64, None);
    for byte in text.bytes() {
        match (byte, &mut scale) {
            (b'0'..=b'9', scale) => {
                number = number * 10 + i64::from(byte - b'0');
                *scale = scale.map(|places: u32| places + 1);
            }
            (b'.', scale @ None) => *scale = Some(0),
            _ => return None,
        }
    }
    (!text.is_empty()).then(|| Decimal::new(number, scale.unwrap_or(0)))
}

/// A day as such systems write it: 2026-11-02, 2026/11/2, 20261102, with or
/// without a time of day behind it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    iso(text).or_else(|| other(text))
}

/// `2026-11-02`, read without a detour.
fn iso(text: &str) -> Option<NaiveDate> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        let digit = |sum: u32, byte: &u8| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + u32::from(byte - b'0'))
        };
        digits.iter().try_fold(0, digit)
    };
    let year = i32::try_from(number(&[a, b, c, d])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[e, f])?, number(&[g, h])?)
}

fn other(text: &str) -> Option<NaiveDate> {
    let text = half_width(text);
    let text = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let plain = match parts.as_slice() {
        [year, month, day] if month.len() <= 2 && day.len() <= 2 => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [whole] if whole.len() == 8 && whole.is_ascii() => {
            format!("{}-{}-{}", &whole[..4], &whole[4..6], &whole[6..])
        }
        _ => return None,
    };
    Some(Date::parse(&plain)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_what_the_longer_way_reads() {
        for text in ["0", "1200", "500.5", "0.50", "999999999999", "007"] {
            let long = amount(&format!("{text} pcs")).unwrap().0.number;
            let short = plain_number(text).unwrap();
            assert_eq!((short, short.scale()), (long, long.scale()), "{text}");
        }
        for text in [
            "",
            ".",
            ".5",
            "5.",
            "1,200",
            "-1",
            "1e3",
            "1.2.3",
            "１２",
            "9999999999999",
        ] {
            assert_eq!(plain_number(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_the_ways_in_which_they_are_written() {
        let day_of = |text: &str| day(text).map(|day| day.to_string());
        let second = Some("2026-10-02".to_owned());
        for text in [
            "2026-10-02",
            "2026/10/2",
            "2026.10.02",
            "20261002",
            "2026-10-02T08:00",
            "2026/10/2 00:00:00",
            "２０２６-10-02",
        ] {
            assert_eq!(day_of(text), second, "{text}");
        }
        for text in ["2026-02-30", "02.10.2026", "2026-10", "x", "", "2026-1x-02"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }
}
