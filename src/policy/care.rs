use schemars::JsonSchema;
use serde::Deserialize;

use super::Label;
use crate::calendar::Term;
use crate::yaml::Named;

/// How often customers are called on and surveyed, by their class (accounts.1,
/// accounts.5).
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// Classes of customers; the catalog says of which a customer is.
    #[serde(default)]
    pub classes: Named<Label>,
    /// Within what time of the last visit or call the next one follows.
    #[serde(default, deserialize_with = "super::clocks::limits")]
    pub visit: Named<Term>,
    /// Within what time of the last survey the next one follows.
    #[serde(default, deserialize_with = "super::clocks::limits")]
    pub survey: Named<Term>,
}
