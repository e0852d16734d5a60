//! What is found out: whether the facts are true, where the goods went, what
//! caused it.

use std::num::NonZeroU8;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::remark::File;
use super::returns::{TRUTH, truth};
use super::{Facet, Facets, Said, with, words};
use crate::case::{Quantity, Time};
use crate::yaml::{Several, Text};

words! {
    /// How facts are verified (pharma.4).
    Method {
        /// Samples that we kept back are tested.
        RetainedSample = "retained-sample",
        /// Records of production, labelling, warehouse.
        Records = "records",
        /// The sample that the customer sent is tested.
        ReturnedSample = "returned-sample",
        /// Samples of the same batch from the market are tested (aluminium.5).
        MarketSample = "market-sample",
        /// Somebody looks at the customer's.
        SiteVisit = "site-visit",
        /// Photographs are judged.
        Photographs = "photographs",
    }
}

words! {
    /// What a verification came to.
    Verified {
        /// The facts are as the customer says.
        Confirmed = "confirmed",
        /// They are not (pharma.5).
        Refuted = "refuted",
        /// They need no proof (pharma.6).
        Waived = "waived",
    }
}

/// The facts are verified before anything else is looked for (pharma.4,
/// aluminium.6, display.1).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// How; none where it is waived.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub methods: Several<Method>,
    /// What it came to.
    pub result: Verified,
    /// The lots that were tested.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub lots: Several<Text>,
    /// The test report, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// What was found; why, where it is waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Verify {
    fn facets() -> Facets {
        &[
            (Facet::Result, Verified::WORDS),
            (Facet::Method, Method::WORDS),
        ]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Result => vec![self.result.to_string()],
            Facet::Method => self.methods.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }
    fn files(&self) -> Vec<&File> {
        self.file.iter().collect()
    }
    fn brief(&self) -> String {
        let methods: Vec<&str> = self.methods.iter().map(|method| method.word()).collect();
        let methods = match methods.as_slice() {
            [] => String::new(),
            methods => format!(" by {}", methods.join(", ")),
        };
        let lots = named(", lot ", &self.lots);
        with(
            format!("{}{methods}{lots}", self.result),
            self.text.as_ref(),
        )
    }
}

/// A list behind a word; nothing where it is empty.
pub(super) fn named(word: &str, list: &[Text]) -> String {
    let list: Vec<&str> = list.iter().map(Text::as_str).collect();
    match list.is_empty() {
        true => String::new(),
        false => format!("{word}{}", list.join(", ")),
    }
}

words! {
    /// Who is responsible, or is told.
    Party {
        /// A department of the house.
        Department = "department",
        /// The customer, or one of them.
        Customer = "customer",
        /// A supplier.
        Supplier = "supplier",
        /// The carrier.
        Carrier = "carrier",
        /// An authority, such as customs.
        Authority = "authority",
        /// Somebody else.
        Other = "other",
    }
}

words! {
    /// Where a cause lies: the six M of a cause-and-effect diagram.
    Category {
        /// People.
        Man = "man",
        /// Machines.
        Machine = "machine",
        /// Material.
        Material = "material",
        /// The method.
        Method = "method",
        /// How it is measured.
        Measurement = "measurement",
        /// The surroundings.
        Environment = "environment",
    }
}

/// The cause is found (pharma.6, component.3, cpar.2).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Investigate {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The points of the complaint that it is about, by their places; all of it,
    /// where none is named (drugstore.1).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<NonZeroU8>,
    /// Whether the complaint is justified (pharma.12).
    pub justified: bool,
    /// Why the fault came to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<Text>,
    /// Why nobody noticed before the goods left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escape: Option<Text>,
    /// The chain of reasons behind it, one why after the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub whys: Vec<Text>,
    /// Where the cause lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Who is responsible (pharma.13, cpar.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// Its name; a department by its role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Text>,
    /// Other lots that the cause touches, or may touch (pharma.10, pharma.14).
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub lots: Several<Text>,
    /// The report, as attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Said for Investigate {
    fn facets() -> Facets {
        &[
            (Facet::Justified, TRUTH),
            (Facet::Party, Party::WORDS),
            (Facet::Category, Category::WORDS),
        ]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Justified => vec![truth(self.justified)],
            Facet::Party => self.party.iter().map(ToString::to_string).collect(),
            Facet::Category => self.category.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }
    fn files(&self) -> Vec<&File> {
        self.file.iter().collect()
    }
    fn brief(&self) -> String {
        let justified = match self.justified {
            true => "justified",
            false => "not justified",
        };
        let party = self
            .party
            .map_or(String::new(), |party| format!(", {party}"));
        let who = self.who.as_ref();
        let who = who.map_or(String::new(), |who| format!(" {who}"));
        let category = self.category;
        let category = category.map_or(String::new(), |category| format!(", {category}"));
        let lots = named(", also lot ", &self.lots);
        let points: Vec<String> = self.points.iter().map(ToString::to_string).collect();
        let points = match points.is_empty() {
            true => String::new(),
            false => format!("point {}: ", points.join(", ")),
        };
        let said = format!("{points}{justified}{party}{who}{category}{lots}");
        let said = with(said, self.occurrence.as_ref());
        let whys: Vec<&str> = self.whys.iter().map(Text::as_str).collect();
        let whys = match whys.as_slice() {
            [] => String::new(),
            whys => format!("; why: {}", whys.join(" → ")),
        };
        let escape = self.escape.as_ref();
        let escape = escape.map_or(String::new(), |why| format!("; not noticed: {why}"));
        let text = self.text.as_ref();
        let text = text.map_or(String::new(), |text| format!("; {text}"));
        format!("{said}{whys}{escape}{text}")
    }
}

/// A customer who got goods, and how much of them.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delivered {
    /// The customer.
    pub customer: Text,
    /// How much, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
}

/// Customers in one line.
pub(super) fn delivered(customers: &[Delivered]) -> String {
    let one = |one: &Delivered| match &one.quantity {
        Some(quantity) => format!("{} {quantity}", one.customer),
        None => one.customer.to_string(),
    };
    let all: Vec<String> = customers.iter().map(one).collect();
    match all.is_empty() {
        true => "no customer".to_owned(),
        false => all.join(", "),
    }
}
