//! What is stopped, called back, and who is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::inquiry::{Delivered, Party, delivered, named};
use super::remark::File;
use super::{Facet, Facets, Said, with, words};
use crate::case::{Quantity, Target, Time};
use crate::yaml::{Several, Text};

words! {
    /// What is done at once so that no more harm comes of a lot.
    Containment {
        /// It is isolated (pharma.11).
        Quarantine = "quarantine",
        /// No more of it leaves.
        StopShipment = "stop-shipment",
        /// It is taken off sale (drugstore.2).
        StopSale = "stop-sale",
        /// Good and bad are told apart.
        Sort = "sort",
        /// Whoever holds it is told.
        Inform = "inform",
    }
}

impl Containment {
    /// Whether nobody can take the goods after it: who is only told can.
    pub fn isolates(self) -> bool {
        self != Containment::Inform
    }
}

/// A lot is contained where it lies (pharma.11, packaging.7).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contain {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The lot.
    pub lot: Text,
    /// Where.
    pub place: Text,
    /// What is done.
    pub action: Containment,
    /// How much of it is there; it may be nothing.
    pub quantity: Quantity,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Contain {
    fn facets() -> Facets {
        &[(Facet::Action, Containment::WORDS)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Action => vec![self.action.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        let said = format!(
            "{}: lot {}, {} at {}",
            self.action, self.lot, self.quantity, self.place
        );
        with(said, self.text.as_ref())
    }
}

words! {
    /// What is decided about goods that have left.
    Recalled {
        /// They are called back.
        Recall = "recall",
        /// They stay where they are.
        NoRecall = "no-recall",
    }
}

/// It is decided whether goods that have left are called back (component.9,
/// aluminium.7, pharma.12).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recall {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What is decided.
    pub decision: Recalled,
    /// The lots.
    pub lots: Several<Text>,
    /// Why.
    pub reason: Text,
    /// Who got them, and how much: each is told, and gives back.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub customers: Several<Delivered>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Recall {
    fn facets() -> Facets {
        &[(Facet::Decision, Recalled::WORDS)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Decision => vec![self.decision.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        let lots = named(" lot ", &self.lots);
        let customers = match self.customers.is_empty() {
            true => String::new(),
            false => format!(" from {}", delivered(&self.customers)),
        };
        with(
            format!("{}{lots}{customers}", self.decision),
            Some(&self.reason),
        )
    }
}

/// Somebody is told: a customer of a recall, an authority (pharma.17), a
/// department (component.9), or the party that is responsible (pharma.26).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notify {
    /// The `recall` or `investigate` that it is about, if it is about one.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What they are.
    pub party: Party,
    /// Their name; a department by its role.
    pub who: Text,
    /// Why they are not told: it is decided that they need not be (pharma.17).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_needed: Option<Text>,
    /// The letter, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Notify {
    fn facets() -> Facets {
        &[(Facet::Party, Party::WORDS), (Facet::Who, &[])]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Party => vec![self.party.to_string()],
            // Who need not be told was not told.
            Facet::Who if self.not_needed.is_none() => vec![self.who.to_string()],
            _ => Vec::new(),
        }
    }
    fn files(&self) -> Vec<&File> {
        self.file.iter().collect()
    }
    fn brief(&self) -> String {
        let why = self.not_needed.as_ref();
        let why = why.map_or(String::new(), |why| format!(", not needed: {why}"));
        let said = format!("{} {}{why}", self.party, self.who);
        with(said, self.text.as_ref())
    }
}

/// Goods that were called back are here, or destroyed where they were.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retrieve {
    /// The `recall`.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Whose.
    pub customer: Text,
    /// How much; it may be nothing.
    pub quantity: Quantity,
    /// Why the rest cannot be had back; then nothing more is awaited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest: Option<Text>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Retrieve {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn brief(&self) -> String {
        let rest = self.rest.as_ref();
        let rest = rest.map_or(String::new(), |rest| format!(", no more: {rest}"));
        with(
            format!("{} from {}{rest}", self.quantity, self.customer),
            self.text.as_ref(),
        )
    }
}
