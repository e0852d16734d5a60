use schemars::JsonSchema;
use serde::Deserialize;

use super::Condition;
use crate::yaml::{Several, Text};

/// One step of an approval. Steps are given in order, each by another person.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Name of the step, such as `review` or `approve`.
    pub step: Text,
    /// The role or roles that may give it.
    pub role: Several<Text>,
    /// The step applies only where this holds.
    #[serde(default)]
    pub when: Condition,
    /// The step does not apply where this holds.
    #[serde(default)]
    pub unless: Condition,
}
