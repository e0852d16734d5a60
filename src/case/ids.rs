use std::fmt;

use crate::yaml::as_text;

/// Letters that ids are made of: no vowels, so that no id is a word, a number
/// or what some YAML reader takes for a truth value.
pub const CONSONANTS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";

macro_rules! word {
    ($(#[$doc:meta])* $name:ident, $sort:literal, $valid:expr, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The identifier, if the text has its form.
            pub fn parse(text: &str) -> Option<Self> {
                let valid: fn(&str) -> bool = $valid;
                valid(text).then(|| $name(text.to_owned()))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        as_text!($name, $sort, {"type": "string", "pattern": $pattern});
    };
}

word!(
    /// A case's number, such as `2611-0001`: letters, digits, `-` and `_`,
    /// at most 40.
    CaseNumber, "case-number",
    |text| {
        let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        (1..=40).contains(&text.len()) && text.chars().all(good)
    },
    "^[A-Za-z0-9_-]{1,40}$"
);

word!(
    /// An entry's id: six consonants, unique in its case.
    EntryId, "entry-id",
    |text| text.len() == 6 && text.bytes().all(|byte| CONSONANTS.contains(&byte)),
    "^[bcdfghjklmnpqrstvwxz]{6}$"
);

word!(
    /// What tells two complaints with one number apart: ten consonants or
    /// digits.
    Uid, "uid",
    |text| {
        let good = |byte: u8| CONSONANTS.contains(&byte) || byte.is_ascii_digit();
        text.len() == 10 && text.bytes().all(good)
    },
    "^[bcdfghjklmnpqrstvwxz0-9]{10}$"
);

word!(
    /// A person's id in `people.yaml`: letters, digits, `.`, `-`, `_`.
    PersonId, "person-id",
    |text| {
        let good = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        !text.is_empty() && text.chars().count() <= 60 && text.chars().all(good)
    },
    // All of ASCII that no id has, since `\p{L}` is not known everywhere; twice
    // the length, since some count a rare character as two.
    "^[^\\x00-\\x2c\\x2f\\x3a-\\x40\\x5b-\\x5e\\x60\\x7b-\\x7f]{1,120}$"
);

impl EntryId {
    /// An id made of random bytes.
    pub fn from_bytes(bytes: [u8; 6]) -> Self {
        EntryId(consonants(&bytes))
    }
}

impl Uid {
    /// A uid made of random bytes.
    pub fn from_bytes(bytes: [u8; 10]) -> Self {
        Uid(consonants(&bytes))
    }
}

fn consonants(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| char::from(CONSONANTS[usize::from(*byte) % CONSONANTS.len()]))
        .collect()
}

/// The entry that another one answers, `kdqvtz`, or its second item,
/// `kdqvtz/2`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// The entry.
    pub entry: EntryId,
    /// Its item, from 1.
    pub item: Option<u32>,
}

impl Target {
    /// The whole entry.
    pub fn entry(entry: EntryId) -> Self {
        Target { entry, item: None }
    }

    /// The target, if the text has the form of one.
    pub fn parse(text: &str) -> Option<Self> {
        let (entry, item) = match text.split_once('/') {
            Some((entry, item)) => (entry, Some(item.parse().ok().filter(|item| *item > 0)?)),
            None => (text, None),
        };
        Some(Target {
            entry: EntryId::parse(entry)?,
            item,
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.item {
            Some(item) => write!(f, "{}/{item}", self.entry),
            None => write!(f, "{}", self.entry),
        }
    }
}

as_text!(Target, "target", {"type": "string", "pattern": "^[bcdfghjklmnpqrstvwxz]{6}(/[1-9][0-9]*)?$"});
