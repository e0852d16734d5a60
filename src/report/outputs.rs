//! The JSON documents that are more than one row.

use schemars::JsonSchema;
use serde::Serialize;

use super::{DueRow, ListRow};

/// What `list --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "plaint list")]
pub struct ListOutput {
    /// The cases, by number.
    pub cases: Vec<ListRow>,
    /// How many files could not be read and are left out.
    pub left_out: usize,
}

/// What `due` and `overdue --format json` print.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "plaint due")]
pub struct DueOutput {
    /// From when it was looked.
    pub now: String,
    /// What is owed, the most pressing first.
    pub obligations: Vec<DueRow>,
    /// How many files could not be read and are left out.
    pub left_out: usize,
}

/// What `check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "plaint check")]
pub struct CheckOutput {
    /// What was found.
    pub findings: Vec<FindingOutput>,
    /// How many of each level.
    pub counts: Counts,
}

/// How many findings there are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingOutput {
    /// Its code.
    pub code: String,
    /// error or warning.
    pub level: String,
    /// What is wrong.
    pub message: String,
    /// What mends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// The row of the policy that asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The column, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// What makes it the same finding tomorrow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
}
