use schemars::JsonSchema;
use serde::Deserialize;

use super::{Condition, Event, Need};

/// An entry that is not made in some cases (dealer.3).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Never {
    /// The entry.
    pub enter: Event,
    /// It is refused where this holds.
    #[serde(default)]
    pub when: Condition,
    /// It is not refused where this holds.
    #[serde(default)]
    pub unless: Condition,
}

/// An entry that comes after something else (service.4, dealer.7).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct First {
    /// The entry.
    pub enter: Event,
    /// What must be there before it is made.
    pub needs: Vec<Need>,
    /// The row applies only where this holds, or nobody knows yet whether it
    /// does.
    #[serde(default)]
    pub when: Condition,
    /// The row does not apply where this holds.
    #[serde(default)]
    pub unless: Condition,
}
