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
