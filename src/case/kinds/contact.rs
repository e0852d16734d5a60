//! How the customer is kept in touch with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::remark::File;
use super::{Said, with};
use crate::case::{Target, Time};
use crate::yaml::{Several, Text};

/// The customer is reminded of a formal reply (pharma.19).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remind {
    /// The `reply`.
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

impl Said for Remind {
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

/// Somebody visited or called the customer (accounts.2, component.12).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The `request` for a visit, if there was one.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Who went.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub team: Several<Text>,
    /// With whom they spoke.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Text>,
    /// What it was about.
    pub text: Text,
    /// What the customer said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Text>,
    /// The record, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
}

impl Said for Visit {
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
        let feedback = self.feedback.as_ref();
        let feedback = feedback.map_or(String::new(), |said| format!("; feedback: {said}"));
        format!("{}{feedback}", self.text)
    }
}

/// How satisfied the customer is (service.6, display.20, aluminium.22).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// From 1 to the best that the policy knows; 5 unless said otherwise.
    pub score: u8,
    /// By which channel it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Text>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Survey {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn brief(&self) -> String {
        with(self.score.to_string(), self.text.as_ref())
    }
}
