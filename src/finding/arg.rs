use chrono::{DateTime, FixedOffset};

/// A value that a message names.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A word or sentence as the user or a file wrote it.
    Text(String),
    /// Several of them.
    List(Vec<String>),
    /// An instant.
    Time(DateTime<FixedOffset>),
    /// A count.
    Number(i64),
}

impl Arg {
    /// The value as text, without regard to language.
    pub fn plain(&self) -> String {
        match self {
            Arg::Text(text) => text.clone(),
            Arg::List(list) => list.join(", "),
            Arg::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
            Arg::Number(number) => number.to_string(),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<Vec<String>> for Arg {
    fn from(list: Vec<String>) -> Self {
        Arg::List(list)
    }
}

impl From<DateTime<FixedOffset>> for Arg {
    fn from(time: DateTime<FixedOffset>) -> Self {
        Arg::Time(time)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The arguments of one finding, by name, in the order they were given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Args(Vec<(&'static str, Arg)>);

impl Args {
    /// Adds an argument.
    pub fn push(&mut self, name: &'static str, value: Arg) {
        self.0.push((name, value));
    }

    /// Puts another value in the place of that argument.
    pub fn replace(&mut self, name: &str, value: Arg) {
        if let Some((_, old)) = self.0.iter_mut().find(|(known, _)| *known == name) {
            *old = value;
        }
    }

    /// The argument of that name.
    pub fn get(&self, name: &str) -> Option<&Arg> {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// All arguments.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Arg)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}
