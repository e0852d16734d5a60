//! How findings are shown: to a person, as JSON, to GitHub.

use std::io::{self, Write};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::findings_human::render;
use super::{Screen, clean, json as document};
use crate::messages::Phrase;

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

/// Writes findings as one JSON object: `findings`, and `counts` by level.
pub fn json(out: &mut dyn Write, findings: &[Shown]) -> io::Result<()> {
    let count = |level| findings.iter().filter(|shown| shown.level == level).count();
    let counts = Counts {
        errors: count(Level::Error),
        warnings: count(Level::Warning),
    };
    document::write(out, &Document { findings, counts })
}

/// As many annotations of one step as GitHub shows.
const ANNOTATIONS: usize = 10;

/// Writes findings as GitHub workflow commands, the most urgent first, as they
/// come. `prefix` is the register's folder relative to the repository. If there
/// are more than GitHub shows, the last one counts the others.
pub fn github(
    out: &mut dyn Write,
    findings: &[Shown],
    prefix: &str,
    screen: &Screen,
) -> io::Result<()> {
    if findings.len() <= ANNOTATIONS {
        return findings
            .iter()
            .try_for_each(|shown| annotation(out, shown, prefix));
    }
    let (first, others) = findings.split_at(ANNOTATIONS - 1);
    first
        .iter()
        .try_for_each(|shown| annotation(out, shown, prefix))?;
    let worst = others.iter().map(|shown| shown.level).min();
    let level = worst.unwrap_or(Level::Warning).as_str();
    let count = others.len().to_string();
    let sentence = screen.words.say(Phrase::AndMore, &[("count", &count)]);
    let text = clean::github_data(&clean::terminal_lines(&sentence));
    writeln!(out, "::{level} title=plaint::{text}")
}

fn annotation(out: &mut dyn Write, shown: &Shown, prefix: &str) -> io::Result<()> {
    let mut text = shown.message.clone();
    if let Some(remedy) = &shown.remedy {
        text.push('\n');
        text.push_str(remedy);
    }
    let properties = properties(shown, prefix).join(",");
    let level = shown.level.as_str();
    let text = clean::github_data(&clean::terminal_lines(&text));
    writeln!(out, "::{level} {properties}::{text}")
}

fn properties(shown: &Shown, prefix: &str) -> Vec<String> {
    let mut properties = Vec::new();
    if let Some(file) = &shown.file {
        let path = clean::github_property(&clean::terminal(&joined(prefix, file)));
        properties.push(format!("file={path}"));
        if let Some(line) = shown.line {
            properties.push(format!("line={line}"));
            if let Some(column) = shown.column {
                properties.push(format!("col={column}"));
            }
        }
    }
    let title = clean::github_property(&clean::terminal(&shown.code));
    properties.push(format!("title={title}"));
    properties
}

fn joined(prefix: &str, file: &str) -> String {
    match prefix.trim_end_matches('/') {
        "" | "." => file.to_owned(),
        folder => format!("{folder}/{file}"),
    }
}

#[cfg(test)]
mod tests;
