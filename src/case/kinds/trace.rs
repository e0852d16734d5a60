//! Lots that are followed: back to the supplier, forward to every customer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::inquiry::named;
use super::remark::File;
use super::{Facet, Facets, Said, with, words};
use crate::case::{Date, Quantity, Time};
use crate::yaml::{Several, Text};

words! {
    /// What stands on the goods or on a paper, by which lots are found.
    FoundBy {
        /// The lot itself.
        Lot = "lot",
        /// The label of the product.
        Label = "label",
        /// The code printed on it by ink jet (aluminium.11).
        InkCode = "ink-code",
        /// A serial number, or a range of them.
        Serial = "serial",
        /// The delivery note by which goods left.
        DeliveryNote = "delivery-note",
        /// The supplier's own name of a lot.
        SupplierLot = "supplier-lot",
    }
}

words! {
    /// In which direction lots are followed.
    Direction {
        /// To what they are made of (component.7, aluminium.11).
        Back = "back",
        /// To what was made of them, and who got it (component.9).
        Forward = "forward",
        /// Both.
        Both = "both",
    }
}

words! {
    /// The links of the chain from a finished lot back to the supplier, each by
    /// its record (aluminium.11).
    Link {
        /// Where the warehouse has it, or from where it left.
        Warehouse = "warehouse",
        /// The label of the product.
        Label = "label",
        /// The code printed on it by ink jet.
        InkCode = "ink-code",
        /// The report of its inspection.
        InspectionReport = "inspection-report",
        /// The quality record of its production.
        ProductionRecord = "production-record",
        /// What it is made of.
        Materials = "materials",
        /// The document by which material was issued.
        Requisition = "requisition",
        /// A lot that was used, but that nobody knows.
        Lot = "lot",
        /// The name of the material.
        Item = "item",
        /// The record of its goods-in.
        GoodsIn = "goods-in",
        /// Who supplied it.
        Supplier = "supplier",
        /// The supplier's own name of the lot.
        SupplierLot = "supplier-lot",
    }
}

/// A lot of which another was made, and the document by which it was issued.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsedLot {
    /// The lot.
    pub lot: Text,
    /// By which requisition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requisition: Option<Text>,
}

/// Goods that came from a supplier.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsIn {
    /// The record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods_in: Option<Text>,
    /// The supplier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<Text>,
    /// The supplier's own name of the lot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier_lot: Option<Text>,
}

/// A lot of the chain back, with its documents.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChainLot {
    /// The lot.
    pub lot: Text,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Text>,
    /// The day on which it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Date>,
    /// On which line, or by which group (component.7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Text>,
    /// In which shift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shift: Option<Text>,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Text>,
    /// The department responsible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<Text>,
    /// Its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Its ink-jet code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink_code: Option<Text>,
    /// Its inspection report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inspection_report: Option<Text>,
    /// Its production record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub production_record: Option<Text>,
    /// The lots of which it was made.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub uses: Several<UsedLot>,
    /// The goods-in by which it came.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub receipts: Several<GoodsIn>,
}

impl ChainLot {
    /// A lot of which nothing is known.
    pub fn of(lot: Text) -> ChainLot {
        ChainLot {
            lot,
            item: None,
            made: None,
            line: None,
            shift: None,
            person: None,
            department: None,
            label: None,
            ink_code: None,
            inspection_report: None,
            production_record: None,
            uses: Several::default(),
            receipts: Several::default(),
        }
    }
}

/// A link of the chain of which there is no record.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissingLink {
    /// The lot.
    pub lot: Text,
    /// What of it is missing.
    pub link: Link,
    /// The lot that was used, where it is about a requisition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// The department that keeps such records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<Text>,
}

/// Where some of a lot lies.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InStock {
    /// The lot.
    pub lot: Text,
    /// The warehouse, and the place in it.
    pub place: Text,
    /// How much, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// What may be done with it, such as released or blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<Text>,
}

/// A customer who got some of a lot, and how much.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TracedCustomer {
    /// The customer.
    pub customer: Text,
    /// The lot, where it is not the only one that the entry is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<Text>,
    /// How much, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
}

/// Lots are followed to their suppliers (component.7, aluminium.11) and to
/// every customer who got them (component.9), with the lots that they touch
/// (pharma.10) and what of these is in stock (pharma.11).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// When, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The lots.
    pub lots: Several<Text>,
    /// By what they were found, where it was not their names.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub found_by: Option<FoundBy>,
    /// What was asked for then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<Text>,
    /// In which direction; forward, where nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The chain back, as far as the data show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<ChainLot>,
    /// What is missing in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingLink>,
    /// The lots that were made of them.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub touched: Several<Text>,
    /// What of all these lots is in stock.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub stock: Several<InStock>,
    /// Who got them, as the data or a person says.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub customers: Several<TracedCustomer>,
    /// SHA-256 of what `sha256sum` prints of all files of trace data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Text>,
    /// The files of trace data that say so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

/// How many touched lots, and how many rows of customers, the line of a trace
/// has.
const IN_BRIEF: usize = 5;

impl Trace {
    /// Whether it says who got the lots.
    pub fn is_forward(&self) -> bool {
        self.direction != Some(Direction::Back)
    }

    /// Whether it says what the lots are made of.
    pub fn is_back(&self) -> bool {
        matches!(self.direction, Some(Direction::Back | Direction::Both))
    }
}

impl Said for Trace {
    fn facets() -> Facets {
        &[(Facet::Direction, Direction::WORDS)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        let both = [Direction::Back, Direction::Forward];
        match (facet, self.direction.unwrap_or(Direction::Forward)) {
            (Facet::Direction, Direction::Both) => {
                let all = both.into_iter().chain([Direction::Both]);
                all.map(|one| one.to_string()).collect()
            }
            (Facet::Direction, one) => vec![one.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        let back = match self.is_forward() {
            true => "",
            false => "back: ",
        };
        let lots = named("lot ", &self.lots);
        let touched = match self.touched.is_empty() {
            true => String::new(),
            false => format!(", touches {}", few(&self.touched, Text::to_string)),
        };
        let missing = match self.missing.len() {
            0 => String::new(),
            1 => ", 1 link missing".to_owned(),
            many => format!(", {many} links missing"),
        };
        let customers = match self.is_forward() {
            true => format!(": {}", traced(&self.customers)),
            false => String::new(),
        };
        let said = format!("{back}{lots}{touched}{missing}{customers}");
        with(said, self.text.as_ref())
    }
}

/// Customers in one line, each once for each lot.
fn traced(customers: &[TracedCustomer]) -> String {
    let one = |one: &TracedCustomer| {
        let quantity = one.quantity.as_ref();
        let quantity = quantity.map_or(String::new(), |many| format!(" {many}"));
        let lot = one.lot.as_ref();
        let lot = lot.map_or(String::new(), |lot| format!(" of {lot}"));
        format!("{}{quantity}{lot}", one.customer)
    };
    match customers.is_empty() {
        true => "no customer".to_owned(),
        false => few(customers, one),
    }
}

/// The first of a list in one line, and how many more there are.
fn few<T>(all: &[T], one: impl Fn(&T) -> String) -> String {
    let first: Vec<String> = all.iter().take(IN_BRIEF).map(one).collect();
    let more = match all.len().saturating_sub(first.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", first.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut_after_five() {
        let brief = |fields: &str| {
            let trace: Trace = crate::yaml::read(fields.as_bytes()).unwrap();
            trace.brief()
        };
        for (fields, line) in [
            (
                "{lots: R7, touched: [a, b, c, d, e], customers: {customer: A}}",
                "lot R7, touches a, b, c, d, e: A",
            ),
            (
                "{lots: R7, touched: [a, b, c, d, e, f, g], customers: [{customer: A}, {customer: B}, {customer: C}, {customer: D}, {customer: E}, {customer: F}]}",
                "lot R7, touches a, b, c, d, e and 2 more: A, B, C, D, E and 1 more",
            ),
            ("{lots: R7, direction: both}", "lot R7: no customer"),
            (
                "{lots: R7, direction: back, missing: [{lot: R7, link: supplier}]}",
                "back: lot R7, 1 link missing",
            ),
        ] {
            assert_eq!(brief(fields), line);
        }
    }
}
