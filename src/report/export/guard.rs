//! What keeps a spreadsheet from taking text in a CSV file for a formula, and
//! the way back.

use std::borrow::Cow;

/// Text for a cell of a CSV file: what a spreadsheet would take for a formula
/// gets a leading `'`. Plain numbers stay. What begins so already gets one
/// more, so that taking one away gives the text back.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) && !is_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a cell, without the `'` that [`guarded`] gave it.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    text.starts_with(FORMULA)
}

/// `-5` and `+3.2`, but not `-5+1`.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_quoted_and_numbers_are_not() {
        for text in [
            "=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "-", "-1.", "+1e5", "＝1", "'=1",
            "''-5",
        ] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in [
            "-5",
            "+3.2",
            "-0.50",
            "5",
            "",
            "a=b",
            "'a",
            "''",
            "裂纹",
            "2026-11-03",
        ] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn only_a_guard_is_taken_away() {
        for (cell, text) in [
            ("'=1+1", "=1+1"),
            ("''=1", "'=1"),
            ("'\tx", "\tx"),
            ("'\r\nx", "\r\nx"),
            ("'＋８６", "＋８６"),
            ("'-5", "-5"),
            ("'a", "'a"),
            ("''", "''"),
            ("-5", "-5"),
        ] {
            assert_eq!(unguarded(cell), text);
        }
    }

    proptest! {
        #[test]
        fn a_cell_gives_its_text_back(text in "['=+@a5.\\-\\t\\r\\n＝＋－＠]{0,6}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
        }
    }
}
