//! What departments are asked, and what they say (notice.2, pharma.9).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::inquiry::named;
use super::remark::File;
use super::{Facet, Facets, Said, with};
use crate::case::{Target, Time};
use crate::yaml::{Several, Text};

/// Departments are asked to look at the complaint; each is an item that
/// `sign`, `opinion` and `finish` name.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The departments: roles of the policy.
    pub to: Several<Text>,
    /// What is asked of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Assign {
    fn facets() -> Facets {
        &[(Facet::To, &[])]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::To => self.to.iter().map(Text::to_string).collect(),
            _ => Vec::new(),
        }
    }
    fn items(&self) -> usize {
        self.to.len()
    }
    fn brief(&self) -> String {
        with(named("", &self.to), self.text.as_ref())
    }
}

/// A department signs for what it was asked (notice.2).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The `assign`, or one of its items.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Sign {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn brief(&self) -> String {
        self.text.as_ref().map_or(String::new(), Text::to_string)
    }
}

/// A department says what it thinks: cause and handling (notice.3, pharma.9,
/// pharma.25).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// The `assign`, or one of its items.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The opinion.
    pub text: Text,
    /// What the fault may do to quality (pharma.9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact: Option<Text>,
    /// The form or report, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
}

impl Said for Opinion {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn files(&self) -> Vec<&File> {
        self.file.iter().collect()
    }
    fn brief(&self) -> String {
        let impact = self.impact.as_ref();
        let impact = impact.map_or(String::new(), |impact| format!("; impact: {impact}"));
        format!("{}{impact}", self.text)
    }
}
