use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Facet, Facets, Said, with, words};
use crate::case::{CaseNumber, Target, Time, Uid};
use crate::yaml::Text;

/// A remark.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The entry that it is about, if it is about one.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When it happened, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The remark.
    pub text: Text,
}

impl Said for Note {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn brief(&self) -> String {
        self.text.to_string()
    }
}

/// A file of the case: its name in the case's folder, and its hash.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Name in the folder `<number>.files/`.
    pub name: Text,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: Text,
}

/// A file is put to the case.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attach {
    /// The entry that it belongs to, if it belongs to one.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The file.
    pub file: File,
    /// What it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Attach {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn files(&self) -> Vec<&File> {
        vec![&self.file]
    }
    fn brief(&self) -> String {
        with(self.file.name.to_string(), self.text.as_ref())
    }
}

words! {
    /// How another case is related.
    Relation {
        /// The same complaint came twice; that case carries it.
        Duplicate = "duplicate",
        /// The same fault again.
        Repeat = "repeat",
        /// Worth knowing.
        Related = "related",
        /// This case goes on from that one.
        FollowUp = "follow-up",
        /// One cause: that case leads investigation and actions.
        SameCause = "same-cause",
    }
}

impl Relation {
    /// Whether the other case then carries what this one has to say.
    pub fn follows(self) -> bool {
        matches!(self, Relation::SameCause | Relation::Duplicate)
    }
}

/// Another case is linked.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The other case's number.
    pub case: CaseNumber,
    /// The other case's uid, which tells it from one that took its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub uid: Option<Uid>,
    /// How it is related.
    #[serde(rename = "as")]
    pub relation: Relation,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Link {
    /// Whether the other case leads this one.
    pub fn is_led(&self) -> bool {
        self.relation == Relation::SameCause
    }
}

impl Said for Link {
    fn facets() -> Facets {
        &[(Facet::As, Relation::WORDS)]
    }

    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::As => vec![self.relation.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        with(
            format!("{} {}", self.relation, self.case),
            self.text.as_ref(),
        )
    }
}
