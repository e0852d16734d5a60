use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Said;
use crate::case::{CaseNumber, Time};
use crate::yaml::Text;

/// The case takes another number, since two complaints had taken one. Its file
/// moves; the header keeps the number under which it was opened, and so do
/// RMA numbers that are out.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Renumber {
    /// Its number until now.
    pub from: CaseNumber,
    /// Its number from now on.
    pub to: CaseNumber,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Renumber {
    fn when(&self) -> Option<Time> {
        None
    }
    fn brief(&self) -> String {
        let text = self
            .text
            .as_ref()
            .map_or(String::new(), |text| format!(": {text}"));
        format!("{} → {}{text}", self.from, self.to)
    }
}
