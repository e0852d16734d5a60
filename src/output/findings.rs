//! How findings are shown: to a person, as JSON, to CI systems.

mod github;
mod gitlab;
mod junit;
mod sarif;

use std::io::{self, Write};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::findings_human::{commit_note, render};
use super::{Screen, json as document};
use crate::messages::{Phrase, Vocabulary};

pub use github::github;
pub use gitlab::gitlab;
pub use junit::junit;
pub use sarif::sarif;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It has to be mended.
    Error,
    /// It should be looked at.
    Warning,
}

impl Level {
    /// The level's name: `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

/// A finding with its sentences, ready to be shown.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Shown {
    /// What kind it is, such as `unknown-key`.
    pub code: String,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// What would mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// The row of the policy that asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The case's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The entry's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The file, relative to the folder that the register lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The commit, where it is wrong in the history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<InCommit>,
    /// The field, where no line can be shown: of an entry not written yet.
    #[serde(skip)]
    pub field: Option<String>,
    /// How many characters it is about.
    #[serde(skip)]
    pub length: Option<usize>,
    /// What makes it the same finding tomorrow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The file's text, if at hand.
    #[serde(skip)]
    pub source: Option<Arc<str>>,
}

/// The commit in which something is wrong.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InCommit {
    /// Its name in hexadecimal; nothing for what is only staged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its author: `Name <address>`.
    pub author: String,
    /// When it was committed, RFC 3339.
    pub time: String,
    /// The line as it was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
}

impl Shown {
    /// A finding of which nothing more is known.
    pub fn new(code: impl Into<String>, level: Level, message: impl Into<String>) -> Self {
        Shown {
            code: code.into(),
            level,
            message: message.into(),
            remedy: None,
            rule: None,
            case: None,
            entry: None,
            file: None,
            line: None,
            column: None,
            commit: None,
            field: None,
            length: None,
            fingerprint: None,
            source: None,
        }
    }
}

/// Writes findings for a person: each with its line of the file underlined, a
/// blank line between two.
pub fn human(out: &mut dyn Write, findings: &[Shown], screen: &Screen) -> io::Result<()> {
    for (at, finding) in findings.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", render(finding, screen))?;
    }
    Ok(())
}

/// What `check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "plaint check")]
pub struct Document<'a> {
    /// What was found.
    findings: &'a [Shown],
    /// What was found and somebody accepted.
    acknowledged: &'a [Shown],
    /// How many of each level.
    counts: Counts,
}

/// How many findings there are.
#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    /// Errors.
    errors: usize,
    /// Warnings.
    warnings: usize,
}

/// Writes findings as one JSON object: `findings`, those that somebody accepted,
/// and `counts` by level of the others.
pub fn json(out: &mut dyn Write, findings: &[Shown], acknowledged: &[Shown]) -> io::Result<()> {
    let count = |level| findings.iter().filter(|shown| shown.level == level).count();
    let counts = Counts {
        errors: count(Level::Error),
        warnings: count(Level::Warning),
    };
    let document = Document {
        findings,
        acknowledged,
        counts,
    };
    document::write(out, &document)
}

/// What a CI system is told.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The verb that looked, such as `check`.
    pub verb: &'static str,
    /// What it found, the most urgent first.
    pub findings: &'a [Shown],
    /// The files that it looked at one by one, if it did.
    pub files: &'a [String],
    /// The register's folder relative to the repository.
    pub prefix: &'a str,
}

impl Report<'_> {
    /// A file of the register as the repository has it.
    fn path(&self, file: &str) -> String {
        match self.prefix.trim_end_matches('/') {
            "" | "." => file.to_owned(),
            folder => format!("{folder}/{file}"),
        }
    }

    /// The finding's file; the file that makes a folder a register, where there
    /// is none: some systems drop a finding that has no place.
    fn place(&self, shown: &Shown) -> String {
        self.path(shown.file.as_deref().unwrap_or("cases/policy.yaml"))
    }
}

/// What is wrong, in which commit, and what would mend it: a line each.
fn lines(shown: &Shown, words: &Vocabulary) -> Vec<String> {
    let mut lines = vec![shown.message.clone()];
    if let Some(commit) = &shown.commit {
        let name = words.text(Phrase::NoteCommit);
        lines.push(format!("{name}: {}", commit_note(commit, words)));
    }
    lines.extend(shown.remedy.clone());
    lines
}

#[cfg(test)]
mod tests;
