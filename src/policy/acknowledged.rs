use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::case::{PersonId, Time};
use crate::yaml::Text;

/// The file of findings that cannot be cured.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "plaint acknowledged")]
pub struct Acknowledged {
    /// Findings that were looked at and stay.
    pub acknowledged: Vec<Acknowledgement>,
}

/// A finding that was looked at and stays.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// What makes the finding the same tomorrow.
    pub fingerprint: Text,
    /// Its code, for the reader.
    pub code: Text,
    /// When.
    pub at: Time,
    /// Who.
    pub by: PersonId,
    /// Why it cannot be cured.
    pub reason: Text,
}
