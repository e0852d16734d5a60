//! Texts of a list in a file of YAML.

use std::fmt::Write;

/// A text as YAML: in quotes where it could be read as something else, and
/// with escapes for what a terminal or an editor would not show.
pub(super) fn quoted(text: &str) -> String {
    let letters = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.' | '-' | '/');
    let plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(letters)
        && !text.ends_with(' ')
        && !is_word_of_yaml(text);
    match plain {
        true => text.to_owned(),
        false => format!("\"{}\"", escaped(text)),
    }
}

fn is_word_of_yaml(text: &str) -> bool {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    words.contains(&text.to_lowercase().as_str())
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            ' ' => out.push(' '),
            char if char.is_alphanumeric() || char.is_ascii_graphic() => out.push(char),
            char if is_shown(char) => out.push(char),
            char => {
                let _ = write!(out, "\\U{:08x}", char as u32);
            }
        }
    }
    out
}

/// Signs that stand for themselves: Chinese and other punctuation.
fn is_shown(char: char) -> bool {
    matches!(char, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}' | '\u{2100}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// A text in a comment: one line, nothing hidden.
pub(super) fn comment(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    escaped(&short)
}
