use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::remark::File;
use super::{Facet, Facets, Said, with, words};
use crate::case::{Date, Target, Time};
use crate::yaml::{Several, Text};

/// The customer asks for something later: a report, a visit, replacement.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// When it was asked for, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What is wanted; the policy lists the words.
    pub want: Text,
    /// By which day the customer wants it; takes the place of the policy's
    /// limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Request {
    fn facets() -> Facets {
        &[(Facet::Want, &[])]
    }

    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Want => vec![self.want.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        let by = self.due.map_or(String::new(), |due| format!(" by {due}"));
        with(format!("{}{by}", self.want), self.text.as_ref())
    }
}

/// Information asked of the customer; the clocks that the policy names stand
/// still until it is answered.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// When it was asked, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The question.
    pub text: Text,
}

impl Said for Ask {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn brief(&self) -> String {
        self.text.to_string()
    }
}

/// The customer's answer.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The `ask` that it answers.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When it came, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The answer.
    pub text: Text,
}

impl Said for Answer {
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

words! {
    /// What is confirmed.
    Confirmed {
        /// The customer confirms a spoken complaint (aluminium.3, pharma.2).
        Complaint = "complaint",
        /// The customer agrees to the proposed solution (service.4).
        Solution = "solution",
        /// A role confirms that no answer came (pharma.19).
        NoAnswer = "no-answer",
        /// A role confirms that the customer paid (dealer.7).
        Payment = "payment",
    }
}

/// Something is confirmed, by the customer or by a role.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What is confirmed.
    pub what: Confirmed,
    /// In words: who, how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Confirm {
    fn facets() -> Facets {
        &[(Facet::What, Confirmed::WORDS)]
    }

    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::What => vec![self.what.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        with(self.what.to_string(), self.text.as_ref())
    }
}

words! {
    /// The kind of a reply. Only the kind that a clock names meets it.
    ReplyKind {
        /// That the complaint was received and what happens next.
        First = "first",
        /// A report on the way.
        Interim = "interim",
        /// The formal reply.
        Final = "final",
        /// A further formal reply after a dispute (pharma.16).
        Supplementary = "supplementary",
    }
}

impl ReplyKind {
    /// Whether the customer's acceptance of it can settle the case.
    pub fn is_formal(self) -> bool {
        matches!(self, ReplyKind::Final | ReplyKind::Supplementary)
    }
}

/// A reply to the customer.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The `request` that it meets, if it was made for one.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When it was sent, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Its kind.
    pub kind: ReplyKind,
    /// Which wants it meets, such as `report`.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub meets: Several<Text>,
    /// The letter or report, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Reply {
    fn facets() -> Facets {
        &[(Facet::Kind, ReplyKind::WORDS), (Facet::Meets, &[])]
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
            Facet::Meets => self.meets.iter().map(Text::to_string).collect(),
            _ => Vec::new(),
        }
    }
    fn files(&self) -> Vec<&File> {
        self.file.iter().collect()
    }
    fn brief(&self) -> String {
        let meets: Vec<&str> = self.meets.iter().map(Text::as_str).collect();
        let meets = match meets.as_slice() {
            [] => String::new(),
            meets => format!(", meets {}", meets.join(", ")),
        };
        let file = self.file.as_ref();
        let file = file.map_or(String::new(), |file| format!(", with {}", file.name));
        with(format!("{}{meets}{file}", self.kind), self.text.as_ref())
    }
}

words! {
    /// What the customer says to a reply.
    Verdict {
        /// Content with it.
        Accepted = "accepted",
        /// Questions it.
        Disputed = "disputed",
    }
}

/// The customer's answer to a reply.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Respond {
    /// The `reply` that it answers.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When it came, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Accepted or disputed.
    pub verdict: Verdict,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Respond {
    fn facets() -> Facets {
        &[(Facet::Verdict, Verdict::WORDS)]
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
    fn brief(&self) -> String {
        with(self.verdict.to_string(), self.text.as_ref())
    }
}
