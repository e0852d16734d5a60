use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::Term;
use crate::case::kinds::words;
use crate::yaml::{Named, Several, Text};

/// How a complaint is graded: the worst criterion met gives its seriousness,
/// seriousness and scope give the level.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Severity {
    /// Levels, from the worst to the lightest.
    pub levels: Vec<Text>,
    /// The seriousness of each criterion: a row of the matrix.
    pub criteria: Named<Text>,
    /// Scopes, in the order of the matrix's columns.
    pub scopes: Vec<Text>,
    /// Levels by seriousness, from the worst, and scope.
    pub matrix: Named<Vec<Text>>,
    /// Whether the same fault again lifts the level.
    pub repeats: Option<Repeats>,
}

impl Severity {
    /// The rank of a level, 0 for the worst.
    pub fn rank(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|known| known.as_str() == level)
    }

    /// The rank of a seriousness, 0 for the worst.
    pub fn seriousness(&self, criterion: &str) -> Option<(usize, &str)> {
        let wanted = self.criteria.get(criterion)?;
        self.matrix
            .names()
            .enumerate()
            .find(|(_, name)| *name == wanted.as_str())
    }
}

words! {
    /// In what two complaints are alike.
    Alike {
        /// The same model.
        Model = "model",
        /// The same lot.
        Lot = "lot",
        /// The same defect code.
        Defect = "defect",
        /// The same customer.
        Customer = "customer",
    }
}

/// The same fault in another case lifts the level.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    /// What must be the same.
    pub same: Several<Alike>,
    /// How far back other cases count.
    pub within: Term,
    /// How many other cases it takes; one unless said otherwise.
    #[serde(default = "one", rename = "at-least")]
    pub at_least: u32,
    /// By how many levels.
    #[serde(default = "one")]
    pub raise: u32,
}

fn one() -> u32 {
    1
}
