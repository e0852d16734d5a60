//! What lots are made of, what was made of them, and who got it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// Lots followed to their suppliers, to what was made of them, and to every
/// customer, as the trace data say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "plaint trace")]
pub struct TraceView {
    /// What was asked for.
    pub word: String,
    /// By what it was found: lot, label, ink-code, serial, delivery-note or
    /// supplier-lot.
    #[serde(rename = "as")]
    pub found_by: String,
    /// In which direction it was followed: back, forward or both.
    pub direction: String,
    /// The lots that were found.
    pub lots: Vec<String>,
    /// Every lot of the answer: those found first, then those that they are
    /// made of, then those made of them; nearer ones first.
    pub chain: Vec<LotView>,
    /// The lots that were made of those found, nearer ones first.
    pub touched: Vec<String>,
    /// Links of the chain back of which there is no record, in its order.
    pub missing: Vec<MissingView>,
    /// What of the lots found is in stock; if forward, also of those made of
    /// them.
    pub stock: Vec<StockView>,
    /// Who got some of the lots found; if forward, also of those made of them.
    /// By name.
    pub customers: Vec<GotView>,
    /// What became of each lot of the answer.
    pub balance: Vec<LotBalanceView>,
    /// Lots that nobody made, by names much like those of the answer: what is
    /// said of them is not in it.
    pub alike: Vec<AlikeView>,
    /// What speaks against the data of the lots of the answer.
    pub findings: usize,
    /// The files that say something about the lots of the answer.
    pub files: Vec<TraceFile>,
    /// SHA-256 of what `sha256sum` prints of all files that were read, sorted by
    /// name.
    pub data: String,
    /// How many rows of the data cannot be read whole; what can be read of them
    /// is used.
    pub left_out: usize,
    /// Serial numbers asked for that belong to no lot.
    pub unfound: Vec<String>,
    /// Files that lie among the data and are not read, since their names are
    /// none of trace data.
    pub unread: Vec<String>,
}

/// A lot of the answer, with its documents.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct LotView {
    /// The lot.
    pub lot: String,
    /// Where it stands in the answer: found, back (another one is made of it)
    /// or forward (it is made of others).
    pub side: String,
    /// How many links it is away from the nearest lot found.
    pub distance: usize,
    /// finished, semi or raw; nothing where nobody knows the lot.
    pub kind: Option<String>,
    /// What it is.
    pub item: Option<String>,
    /// The day on which it was made.
    pub made: Option<String>,
    /// How much of it was made, or came in.
    pub quantity: Option<String>,
    /// On which line, or by which group.
    pub line: Option<String>,
    /// In which shift.
    pub shift: Option<String>,
    /// By whom.
    pub person: Option<String>,
    /// The department responsible: a role, where the policy knows the line.
    pub department: Option<String>,
    /// Its label.
    pub label: Option<String>,
    /// Its ink-jet code.
    pub ink_code: Option<String>,
    /// Its first and last serial number.
    pub serials: Option<String>,
    /// Its inspection report.
    pub inspection_report: Option<String>,
    /// Its production record.
    pub production_record: Option<String>,
    /// What else the row says, by column.
    pub more: BTreeMap<String, String>,
    /// The lots of the answer that it is made of.
    pub uses: Vec<UseView>,
    /// The deliveries by which it came from a supplier.
    pub receipts: Vec<ReceiptView>,
    /// Whether it is in a circle of lots that are made of each other.
    pub circle: bool,
}

/// A lot of which another is made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct UseView {
    /// The lot that was used.
    pub lot: String,
    /// How much of it.
    pub quantity: Option<String>,
    /// The document by which it was issued.
    pub requisition: Option<String>,
    /// What else the row says, by column.
    pub more: BTreeMap<String, String>,
}

/// A delivery from a supplier.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ReceiptView {
    /// The record of the goods-in.
    pub goods_in: Option<String>,
    /// The supplier.
    pub supplier: Option<String>,
    /// The supplier's own name of the lot.
    pub supplier_lot: Option<String>,
    /// The day.
    pub date: Option<String>,
    /// How much.
    pub quantity: Option<String>,
    /// What else the row says, by column.
    pub more: BTreeMap<String, String>,
}

/// A link of the chain of which there is no record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct MissingView {
    /// The lot.
    pub lot: String,
    /// What of it is missing: warehouse, label, ink-code, inspection-report,
    /// production-record, materials, requisition, lot (nobody knows it), item,
    /// goods-in, supplier or supplier-lot.
    pub link: String,
    /// The lot that was used without a requisition.
    pub of: Option<String>,
    /// The department that keeps such records, where the policy says so: a
    /// role.
    pub department: Option<String>,
}

/// Where some of a lot lies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct StockView {
    /// The lot.
    pub lot: String,
    /// The warehouse.
    pub warehouse: Option<String>,
    /// The place in it.
    pub place: Option<String>,
    /// How much, where it is known.
    pub quantity: Option<String>,
    /// What may be done with it, such as released or blocked.
    pub state: Option<String>,
    /// What else the row says, by column.
    pub more: BTreeMap<String, String>,
}

impl StockView {
    /// The warehouse, and the place in it; empty where the data say neither.
    pub fn whereabouts(&self) -> String {
        let parts = [&self.warehouse, &self.place];
        let said: Vec<&str> = parts.into_iter().filter_map(|it| it.as_deref()).collect();
        said.join(" ")
    }
}

/// A customer who got some of a lot.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct GotView {
    /// The customer, as the catalog calls it.
    pub customer: String,
    /// The lot.
    pub lot: String,
    /// How much in all, such as `300 pcs`; another unit is another row. Nothing
    /// where the data do not tell.
    pub quantity: Option<String>,
    /// The day of the last delivery.
    pub last: Option<String>,
    /// The deliveries, in the order of their days.
    pub deliveries: Vec<DeliveryView>,
}

/// A delivery to a customer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct DeliveryView {
    /// The delivery note.
    pub delivery_note: Option<String>,
    /// The day.
    pub date: Option<String>,
    /// How much.
    pub quantity: Option<String>,
    /// Where to.
    pub place: Option<String>,
    /// What else the row says, by column.
    pub more: BTreeMap<String, String>,
}

/// What became of a lot: made = shipped + stock + used + unaccounted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct LotBalanceView {
    /// The lot.
    pub lot: String,
    /// The unit; a lot with several has a row for each.
    pub unit: String,
    /// How much was made, or came in; nothing where nobody knows.
    pub made: Option<String>,
    /// How much left for customers.
    pub shipped: String,
    /// How much is in stock.
    pub stock: String,
    /// How much was used for other lots.
    pub used: String,
    /// The rest; negative where more left than was made. Nothing where nobody
    /// knows how much was made.
    pub unaccounted: Option<String>,
    /// How many rows of the lot have no quantity, so that the sums may be too
    /// small.
    pub unknown: usize,
}

/// A lot that nobody made, by a name much like that of another.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct AlikeView {
    /// The lot of the answer.
    pub lot: String,
    /// The name that stands there.
    pub other: String,
    /// The file in which it stands first.
    pub file: String,
    /// The line in that file.
    pub line: usize,
}

/// A rehearsed recall: how much of what a lot touches can be found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "plaint trace --mock")]
pub struct MockView {
    /// The answer that was rehearsed.
    pub trace: TraceView,
    /// How many lots are touched: those found, and those made of them.
    pub lots: usize,
    /// How many customers got some of them.
    pub customers: usize,
    /// How many deliveries they came by.
    pub deliveries: usize,
    /// What of them can be found, by kind and unit: unlike goods do not add up.
    pub found: Vec<ShareView>,
    /// How many links the chain back should have.
    pub links: usize,
    /// What cannot be traced, in words; nothing, where all can.
    pub gaps: Vec<GapView>,
}

/// How much of the touched lots of one kind can be found, in one unit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ShareView {
    /// finished, semi or raw.
    pub kind: String,
    /// The unit.
    pub unit: String,
    /// How much was made, or came in.
    pub made: String,
    /// How much of it is with customers.
    pub shipped: String,
    /// How much is in stock.
    pub stock: String,
    /// How much went into other lots.
    pub used: String,
    /// The share of what was made that these three amount to, lot by lot no more
    /// than was made of it, in percent with at
    /// most one decimal, rounded down; nothing where nothing was made.
    pub percent: Option<String>,
}

/// Something that cannot be traced.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct GapView {
    /// missing-link, unaccounted, too-much, made-unknown, quantity-unknown,
    /// customer-unknown, circle, lot-alike, two-units, cannot-be-true, serials-unknown,
    /// rows-left-out, no-file or file-unread.
    pub sort: String,
    /// The lot that it is about.
    pub lot: Option<String>,
    /// What it amounts to: the link, the quantity, or a count.
    pub what: String,
    /// The department that keeps such records.
    pub department: Option<String>,
}

/// A file of trace data.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct TraceFile {
    /// Its name in the register, such as `cases/trace/shipments.csv`.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}
