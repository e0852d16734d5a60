//! What the customer gets: replacement, shipments, money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::remark::File;
use super::returns::{Goods, listed};
use super::{Facet, Facets, Said, with, words};
use crate::case::{Date, Money, Quantity, Target, Time};
use crate::yaml::{Several, Text};

words! {
    /// Where goods for a replacement come from.
    Supply {
        /// From stock.
        Stock = "stock",
        /// Made anew; they are inspected before they are shipped (component.7).
        MadeAnew = "made-anew",
        /// Returned goods that were reworked.
        Reworked = "reworked",
    }
}

/// Replacement is promised: how much, and by when (component.10, display.15).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replace {
    /// The RMA for whose goods it is, if it is for one.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When it was promised, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The goods; others than those returned, where the user chooses so
    /// (aluminium.14).
    pub items: Several<Goods>,
    /// The day by which they are shipped.
    pub by: Date,
    /// Where they come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Supply>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Replace {
    fn facets() -> Facets {
        &[(Facet::Source, Supply::WORDS)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Source => self.source.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }
    fn items(&self) -> usize {
        self.items.len()
    }
    fn brief(&self) -> String {
        let source = self.source.map_or("", Supply::word);
        let source = if source.is_empty() { "" } else { ", " }.to_owned() + source;
        let said = format!("{} by {}{source}", listed(&self.items), self.by);
        with(said, self.text.as_ref())
    }
}

/// Goods have left for the customer: replacement, or what was sent back
/// (display.12, display.14).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ship {
    /// The `replace`, or the `disposition` that returns goods to the customer;
    /// or one of its items.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// How much.
    pub quantity: Quantity,
    /// Number of the delivery note.
    pub delivery_note: Text,
    /// Who carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<Text>,
    /// Serial numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serials: Vec<Text>,
    /// The return analysis report, where goods go back (display.12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// The reason marked on the box, where goods go back (display.12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Ship {
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
        let said = format!("{}, delivery note {}", self.quantity, self.delivery_note);
        with(said, self.text.as_ref())
    }
}

/// The customer has the goods and accepts them (display.19).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The `ship`, or the `appraise` whose repaired or exchanged article the
    /// customer has.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// How much, where that is not all of it; the rest is shipped again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// In words: who accepted it, how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Accept {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn brief(&self) -> String {
        let said = self.quantity.as_ref().map(ToString::to_string);
        with(said.unwrap_or_default(), self.text.as_ref())
    }
}

words! {
    /// What money is paid for (component.11, cpar.6).
    Payment {
        /// Help with sorting.
        Sorting = "sorting",
        /// A line that stood still.
        LineStop = "line-stop",
        /// A recall from the market.
        Recall = "recall",
        /// A discount instead of a return.
        Discount = "discount",
        /// The price of goods that came back.
        Refund = "refund",
        /// Transport.
        Transport = "transport",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// Who bears a cost.
    Bearer {
        /// We.
        Us = "us",
        /// A supplier.
        Supplier = "supplier",
        /// A carrier.
        Carrier = "carrier",
    }
}

words! {
    /// How money changes hands.
    Means {
        /// In cash.
        Cash = "cash",
        /// By transfer.
        Transfer = "transfer",
        /// As a credit note.
        CreditNote = "credit-note",
        /// Taken off an invoice.
        Deduction = "deduction",
    }
}

/// Money for what the complaint cost (component.11).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Compensate {
    /// The entry that caused it.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// When it was settled, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What for.
    pub kind: Payment,
    /// How much, with its currency; more than nothing.
    pub amount: Money,
    /// Who bears it; we, unless it is charged on.
    pub paid_by: Bearer,
    /// The supplier or carrier that it is charged on to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Text>,
    /// How it is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<Means>,
    /// In words: what was negotiated, the voucher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Compensate {
    fn facets() -> Facets {
        &[
            (Facet::Kind, Payment::WORDS),
            (Facet::PaidBy, Bearer::WORDS),
            (Facet::Means, Means::WORDS),
        ]
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
            Facet::PaidBy => vec![self.paid_by.to_string()],
            Facet::Means => self.means.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        let party = self.party.as_ref();
        let charged = match (self.paid_by, party) {
            (Bearer::Us, _) => String::new(),
            (bearer, None) => format!(", charged to {bearer}"),
            (bearer, Some(party)) => format!(", charged to {bearer} {party}"),
        };
        with(
            format!("{} {}{charged}", self.kind, self.amount),
            self.text.as_ref(),
        )
    }
}
