//! What is found about returned goods, and what becomes of them.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::remark::File;
use super::returns::{TRUTH, truth};
use super::{Facet, Facets, Said, with, words};
use crate::case::{Quantity, Target, Time};
use crate::yaml::{Named, Several, Text};

/// The plan by which a sample was taken, from the tables of ISO 2859-1.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sampled {
    /// The lot that the sample stands for, in the unit of the goods.
    pub lot: Quantity,
    /// Inspection level, such as II.
    pub level: Text,
    /// Acceptance quality limit, such as 1.0.
    pub aql: Text,
    /// normal, tightened or reduced.
    pub regime: Text,
    /// Code letter of the plan used.
    pub letter: Text,
    /// Size of the sample.
    pub size: u32,
    /// The lot is accepted with so many defective pieces, or fewer.
    pub accept: u32,
    /// The lot is rejected with so many, or more.
    pub reject: u32,
}

/// Goods are inspected, wholly, in stages, or by sample (display.7, display.9).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inspect {
    /// The `receive`, the `rma` treated on site, the `disposition` that sent
    /// goods to rework, or the `replace` whose new goods are inspected; or one
    /// of its items.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Good pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub good: Option<Quantity>,
    /// Defective pieces, by defect code.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub defective: Named<Quantity>,
    /// Pieces that show nothing of what was complained of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_fault_found: Option<Quantity>,
    /// The plan, where only a sample was inspected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sampled: Option<Sampled>,
    /// The report, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Inspect {
    /// Defective pieces, whatever the code.
    pub fn defects(&self) -> Decimal {
        let defective = self.defective.iter();
        defective.map(|(_, quantity)| quantity.0.number).sum()
    }

    /// Every count in it.
    pub fn counts(&self) -> impl Iterator<Item = &Quantity> {
        let defective = self.defective.iter().map(|(_, quantity)| quantity);
        self.good
            .iter()
            .chain(defective)
            .chain(&self.no_fault_found)
    }
}

impl Said for Inspect {
    fn facets() -> Facets {
        &[(Facet::Sampled, TRUTH)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Sampled => vec![truth(self.sampled.is_some())],
            _ => Vec::new(),
        }
    }
    fn files(&self) -> Vec<&File> {
        self.file.iter().collect()
    }
    fn brief(&self) -> String {
        let good = self.good.iter().map(|good| format!("good {good}"));
        let defective = self.defective.iter();
        let defective = defective.map(|(code, quantity)| format!("{code} {quantity}"));
        let none = self.no_fault_found.iter();
        let none = none.map(|none| format!("no fault found {none}"));
        let sampled = self.sampled.iter().map(|plan| {
            let Sampled { lot, aql, .. } = plan;
            format!("sample for {lot} at AQL {aql}")
        });
        let all: Vec<String> = good.chain(defective).chain(none).chain(sampled).collect();
        with(all.join(", "), self.text.as_ref())
    }
}

words! {
    /// What is done with returned goods (component.6, display.7, packaging.5).
    Decision {
        /// Reworked, and inspected again.
        Rework = "rework",
        /// Sorted, and inspected again.
        Sort = "sort",
        /// A part is exchanged, and they are inspected again (display.11).
        ExchangePart = "exchange-part",
        /// Brought back from the customer's site (component.4).
        BringBack = "bring-back",
        /// Scrapped.
        Scrap = "scrap",
        /// Kept, as a sample that shows the defect on the line (display.18).
        Sample = "sample",
        /// Put into stock, with the mark of returned goods (display.9).
        Restock = "restock",
        /// Sent back to the customer (display.12).
        ReturnToCustomer = "return-to-customer",
        /// Used as they are (特采, packaging.5).
        Concession = "concession",
        /// Left with the customer, where they were treated on site.
        Leave = "leave",
        /// Not to be found.
        Missing = "missing",
    }
}

impl Decision {
    /// Whether the pieces are inspected again afterwards.
    pub fn comes_back_to_inspection(self) -> bool {
        matches!(
            self,
            Decision::Rework | Decision::Sort | Decision::ExchangePart
        )
    }

    /// Whether nothing more is to be done with the pieces.
    pub fn is_final(self) -> bool {
        !self.comes_back_to_inspection() && self != Decision::BringBack
    }
}

words! {
    /// What is known of pieces that a disposition takes.
    Found {
        /// Not inspected yet.
        Uninspected = "uninspected",
        /// Found good.
        Good = "good",
        /// Nothing of what was complained of was found.
        NoFaultFound = "no-fault-found",
        /// Found defective.
        Defective = "defective",
        /// On the way back from the customer's site.
        OnTheWay = "on-the-way",
    }
}

/// What is done with a number of pieces.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disposed {
    /// What is done.
    pub decision: Decision,
    /// With how many, with their unit; more than nothing.
    pub quantity: Quantity,
    /// Of which pieces.
    pub of: Found,
    /// What is marked on them, such as 客退 (display.9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Text>,
}

/// What is done with returned goods, piece by piece.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disposition {
    /// The `receive`, or the `rma` treated on site; or one of its items.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(required)]
    pub target: Option<Target>,
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// What is done with how many.
    pub items: Several<Disposed>,
    /// What the check of like products found; a concession asks for it
    /// (packaging.5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like_products: Option<Text>,
    /// Number of the note with which goods go into stock (display.9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock_note: Option<Text>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Disposition {
    fn facets() -> Facets {
        &[
            (Facet::Decision, Decision::WORDS),
            (Facet::Decided, TRUTH),
            (Facet::Balanced, TRUTH),
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
            Facet::Decision => self
                .items
                .iter()
                .map(|item| item.decision.to_string())
                .collect(),
            _ => Vec::new(),
        }
    }
    fn items(&self) -> usize {
        self.items.len()
    }
    fn brief(&self) -> String {
        let each = |item: &Disposed| format!("{} {} ({})", item.decision, item.quantity, item.of);
        let items: Vec<String> = self.items.iter().map(each).collect();
        with(items.join(", "), self.text.as_ref())
    }
}
