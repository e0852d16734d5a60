use schemars::JsonSchema;
use serde::Deserialize;

use super::{Event, Label};
use crate::yaml::{Several, Text};

/// A document that the procedure names.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The house's own code for it, such as Q/JE0204-03.
    pub code: Option<Text>,
    /// Its title.
    pub title: Label,
    /// The entries that carry what it says.
    pub of: Several<Event>,
}
