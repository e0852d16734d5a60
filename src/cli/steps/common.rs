use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Map, Value};

use super::super::context::{Context, Result, read_input};
use crate::case::{EntryId, Kind};
use crate::finding::{Code, Finding};
use crate::yaml::{self, Named, Raw};

/// How a step is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(in super::super) enum StepFormat {
    // What changed, for people.
    #[default]
    Table,
    // The whole state.
    Json,
}

/// Flags of every entry.
#[derive(Debug, Clone, Default, clap::Args)]
pub(in super::super) struct Flags {
    /// When it happened, where that is not now: 2026-11-02, 2026-11-02T09:30
    #[arg(long, value_name = "TIME")]
    pub when: Option<String>,
    /// Take the entry's fields from a YAML or JSON file; - is standard input
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Write the fields in $EDITOR, on a template that explains them
    #[arg(long)]
    pub edit: bool,
    /// Show the entry and write nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// Make a git commit of it
    #[arg(long)]
    pub commit: bool,
}

/// Flags of every step.
#[derive(Debug, Clone, Default, clap::Args)]
pub(in super::super) struct Body {
    #[command(flatten)]
    pub flags: Flags,
    /// How the result is shown: what changed, or the whole state as JSON
    #[arg(long, value_enum, default_value_t)]
    pub format: StepFormat,
}

impl Flags {
    /// The fields: those of the file, then those of the flags, then what is
    /// written in the editor.
    pub fn fields(
        &self,
        kind: Kind,
        flags: Map<String, Value>,
        context: &mut Context,
    ) -> Result<Map<String, Value>> {
        let mut fields = match &self.from {
            Some(path) => {
                let (name, bytes) = read_input(path, &context.world.dir)?;
                context.keep(&name, &bytes);
                parse(&bytes).map_err(|finding| finding.in_file(name))?
            }
            None => Map::new(),
        };
        fields.extend(flags);
        if self.edit {
            fields = super::edited(kind, fields, context)?;
        }
        Ok(fields)
    }
}

/// Fields as YAML or JSON. A whole entry's `kind: {…}` is not taken: the verb
/// says the kind.
pub(super) fn parse(bytes: &[u8]) -> std::result::Result<Map<String, Value>, Finding> {
    let fields: Named<Raw> = yaml::read(bytes)?;
    match Raw::Map(fields).to_json() {
        Value::Object(map) => Ok(map),
        _ => Err(Finding::new(Code::BadArgument)
            .arg("expected", "json-or-yaml")
            .arg("found", "-")),
    }
}

/// Flags collected as fields.
#[derive(Debug, Default)]
pub(in super::super) struct Fields(Map<String, Value>);

impl Fields {
    /// A field, if it was given.
    #[must_use]
    pub fn one(mut self, key: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
        self
    }

    /// A list, if anything was given.
    #[must_use]
    pub fn many(mut self, key: &str, values: Vec<String>) -> Self {
        if !values.is_empty() {
            self.0.insert(key.to_owned(), values.into());
        }
        self
    }

    /// All of them.
    pub fn done(self) -> Map<String, Value> {
        self.0
    }
}

/// The entry, where one was typed before the text.
pub(super) fn entry_before_text(words: &[String]) -> Option<&str> {
    match words {
        [entry, _] => Some(entry),
        [only] if is_entry(only) => Some(only),
        _ => None,
    }
}

/// The text of an entry whose words may begin with what it is for.
pub(super) fn text_of(words: &[String]) -> Option<String> {
    words
        .last()
        .filter(|word| !(words.len() == 1 && is_entry(word)))
        .cloned()
}

/// Whether a word can only be meant as an entry: its place, or an item of one.
fn is_entry(word: &str) -> bool {
    let (entry, item) = match word.split_once('/') {
        Some((entry, item)) => (entry, Some(item)),
        None => (word, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let place = entry.strip_prefix('#').is_some_and(digits);
    match item {
        None => place,
        Some(item) => digits(item) && (place || digits(entry) || EntryId::parse(entry).is_some()),
    }
}

/// Whether somebody typed yes or no.
pub(super) fn yes_or_no(typed: Option<&str>) -> Result<Option<bool>> {
    Ok(match typed {
        None => None,
        Some("yes" | "是" | "true") => Some(true),
        Some("no" | "否" | "false") => Some(false),
        Some(other) => return Err(super::bad("yes-or-no", other)),
    })
}

/// Free text behind a flag. It may begin with a dash, but a flag is none:
/// somebody forgot the text.
pub(in super::super) fn free_text(text: &str) -> std::result::Result<String, String> {
    let name = text
        .strip_prefix("--")
        .and_then(|rest| rest.split('=').next());
    let is_flag = |name: &str| {
        name.starts_with(|char: char| char.is_ascii_lowercase())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    match name.is_some_and(is_flag) {
        true => Err("a flag stands where its text should".to_owned()),
        false => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::free_text;

    #[test]
    fn a_dash_is_text_and_a_flag_is_not() {
        for text in [
            "-x",
            "-5",
            "--",
            "---",
            "-- urgent",
            "--5 pcs",
            "--no answer yet",
            "a",
        ] {
            assert_eq!(free_text(text).as_deref(), Ok(text));
        }
        for flag in ["--dry-run", "--by=li.wei", "--lot"] {
            assert!(free_text(flag).is_err(), "{flag}");
        }
    }
}
