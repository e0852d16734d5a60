use std::fmt;

use chrono::{DateTime, FixedOffset};

/// One step of a path inside a YAML file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An item of a list, counted from 0.
    Item(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Step::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(item: usize) -> Self {
        Step::Item(item)
    }
}

/// A commit of git in which something is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// The commit's name in hexadecimal; nothing for what is only staged.
    pub commit: Option<String>,
    /// Its author, as git has it: `Name <address>`.
    pub author: String,
    /// When it was committed.
    pub time: DateTime<FixedOffset>,
    /// The line itself, since the file may no longer have it.
    pub line: Option<String>,
}

/// Where something is wrong.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// The file, relative to the folder that the register lies in.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// The path inside the file, from which the line is found.
    pub path: Vec<Step>,
    /// The case's number.
    pub case: Option<String>,
    /// The entry's id.
    pub entry: Option<String>,
    /// The row of the policy that asks for it, such as `clocks.first-reply`.
    pub rule: Option<String>,
    /// The commit, where it is wrong in the history and not in the file as it
    /// is.
    pub revision: Option<Box<Revision>>,
}

impl Place {
    /// The path as a person writes it: `log[3].classify.scope`.
    pub fn path_text(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if text.is_empty() => text.push_str(key),
                Step::Key(key) => text.push_str(&format!(".{key}")),
                Step::Item(item) => text.push_str(&format!("[{item}]")),
            }
        }
        text
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.as_deref().unwrap_or("-"))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}
