//! Rows that can be handed on: customers by pseudonyms (accounts.4).

use super::{Column, Row, Value};

/// Columns that tell who a customer is, beside the customer.
const BLANK: &[&str] = &[
    "reference",
    "consignee",
    "department",
    "place",
    "order_number",
    "delivery_note",
];

/// What stands in the place of customers' names.
#[derive(Debug, Clone, Default)]
pub struct Mask {
    /// Names with their pseudonyms, the longest first.
    names: Vec<(String, String)>,
}

impl Mask {
    /// Every name with its pseudonym.
    pub fn new(names: impl IntoIterator<Item = (String, String)>) -> Mask {
        let mut names: Vec<(String, String)> = names.into_iter().collect();
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        names.dedup();
        Mask { names }
    }

    /// Takes the names out of a row.
    pub fn row(&self, mut row: Row, columns: &[Column]) -> Row {
        for (value, column) in row.values.iter_mut().zip(columns) {
            if BLANK.contains(&column.name) {
                *value = Value::Nothing;
                continue;
            }
            match value {
                Value::Text(text) => *text = self.text(text),
                Value::List(list) => list.iter_mut().for_each(|text| *text = self.text(text)),
                _ => {}
            }
        }
        row
    }

    fn text(&self, text: &str) -> String {
        let mut left = text;
        let mut masked = String::new();
        let mut before = None;
        while let Some(first) = left.chars().next() {
            let named = self
                .names
                .iter()
                .find(|(name, _)| starts(left, name, before));
            let taken = match named {
                Some((name, pseudonym)) => {
                    masked.push_str(pseudonym);
                    name.len()
                }
                None => {
                    masked.push(first);
                    first.len_utf8()
                }
            };
            before = left[..taken].chars().next_back();
            left = &left[taken..];
        }
        masked
    }
}

/// Whether a text begins with a name: not with a longer word that begins so.
fn starts(text: &str, name: &str, before: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let Some(rest) = text.strip_prefix(name) else {
        return false;
    };
    let begins = !(word(before) && word(name.chars().next()));
    let ends = !(word(name.chars().next_back()) && word(rest.chars().next()));
    !name.is_empty() && begins && ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        let names = [
            ("HD", "c-1"),
            ("\u{534e}\u{4e1c}\u{7535}\u{5b50}", "c-1"),
            ("HD Nord", "c-2"),
        ];
        let names = names.map(|(name, other)| (name.to_owned(), other.to_owned()));
        Mask::new(names).text(text)
    }

    #[test]
    fn names_go_and_words_that_hold_them_stay() {
        for (text, expected) in [
            ("HD", "c-1"),
            ("HD Nord: HDMI of HD", "c-2: HDMI of c-1"),
            (
                "\u{53bb}\u{534e}\u{4e1c}\u{7535}\u{5b50}\u{770b}HD",
                "\u{53bb}c-1\u{770b}c-1",
            ),
            ("UHD, 4HD, HD4", "UHD, 4HD, HD4"),
            ("", ""),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
    }
}
