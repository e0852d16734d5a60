//! What is done so that the fault does not come again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::inquiry::named;
use super::remark::File;
use super::{Facet, Facets, Said, with, words};
use crate::case::{Date, PersonId, Target, Time};
use crate::yaml::{Several, Text};

words! {
    /// What an action is for.
    ActionKind {
        /// It stops the fault from spreading.
        Containment = "containment",
        /// It takes the cause away.
        Corrective = "corrective",
        /// It keeps the same from happening elsewhere.
        Preventive = "preventive",
        /// Like products and processes are checked (display.16, packaging.5).
        LikeProduct = "like-product",
    }
}

/// An action is planned: what, who, until when.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// What asks for it: the `investigate`, an action that did not help, the
    /// `assign`, or the `survey`.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What it is for.
    pub kind: ActionKind,
    /// What is to be done.
    pub text: Text,
    /// Who does it.
    pub owner: PersonId,
    /// By which day.
    pub due: Date,
}

impl Said for Act {
    fn facets() -> Facets {
        &[(Facet::Kind, ActionKind::WORDS)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Kind => vec![self.kind.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        format!(
            "{} by {} until {}: {}",
            self.kind, self.owner, self.due, self.text
        )
    }
}

/// An action is done, or what a department was asked (notice.4).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finish {
    /// The `act`, or the `assign` or one of its items.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What proves it, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// What was done.
    pub text: Text,
}

impl Said for Finish {
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
        self.text.to_string()
    }
}

words! {
    /// Whether an action did what it should.
    Effect {
        /// The fault did not come again.
        Effective = "effective",
        /// It did, or may (pharma.15, cpar.4).
        Ineffective = "ineffective",
    }
}

/// Somebody other than its owner says whether an action helped (pharma.15).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluate {
    /// The `act`.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Whether it helped.
    pub verdict: Effect,
    /// The lots made since then that were looked at.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub lots: Several<Text>,
    /// What proves it, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Evaluate {
    fn facets() -> Facets {
        &[(Facet::Verdict, Effect::WORDS)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Verdict => vec![self.verdict.to_string()],
            _ => Vec::new(),
        }
    }
    fn files(&self) -> Vec<&File> {
        self.file.iter().collect()
    }
    fn brief(&self) -> String {
        let lots = named(", lot ", &self.lots);
        with(format!("{}{lots}", self.verdict), self.text.as_ref())
    }
}
