/// A number as a sheet shows it: fifteen digits, which is all that it keeps,
/// no exponent, and zeros before it where its format is nothing but zeros.
pub(super) fn shown(value: f64, format: Option<&str>) -> String {
    let plain = plain(value);
    let zeros = format.filter(|format| format.len() > 1 && format.bytes().all(|byte| byte == b'0'));
    match zeros {
        Some(zeros) if plain.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{plain:0>width$}", width = zeros.len())
        }
        _ => plain,
    }
}

fn plain(value: f64) -> String {
    let written = format!("{value:.14e}");
    let Some((digits, exponent)) = written.split_once('e') else {
        return written;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let digits = digits.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let point = exponent + 1;
    let number = match usize::try_from(point) {
        Err(_) | Ok(0) => format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
        Ok(point) if point >= digits.len() => {
            format!("{digits}{}", "0".repeat(point - digits.len()))
        }
        Ok(point) => format!("{}.{}", &digits[..point], &digits[point..]),
    };
    format!("{sign}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_a_sheet_shows_them() {
        let cases = [
            (12.0, "12"),
            (0.1 + 0.2, "0.3"),
            (1200.5, "1200.5"),
            (20_231_108_001.0, "20231108001"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e20, "100000000000000000000"),
            (-3.25, "-3.25"),
            (0.0, "0"),
            (-0.0, "0"),
            (0.000_012_5, "0.0000125"),
            (0.05, "0.05"),
            (4.35 * 100.0, "435"),
        ];
        for (value, text) in cases {
            assert_eq!(shown(value, None), text);
        }
    }

    #[test]
    fn zeros_before_a_lot_are_kept() {
        assert_eq!(shown(412.0, Some("000000")), "000412");
        assert_eq!(shown(412.0, Some("0")), "412");
        assert_eq!(shown(412.0, Some("General")), "412");
        assert_eq!(shown(4.5, Some("000")), "4.5");
    }
}
