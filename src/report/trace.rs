use schemars::JsonSchema;
use serde::Serialize;

/// Who got a lot, as the shipment data say.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "plaint trace")]
pub struct TraceView {
    /// The lot.
    pub lot: String,
    /// Everybody who got some of it, by name.
    pub customers: Vec<GotView>,
    /// The files that name the lot; all that were read, where none does.
    pub files: Vec<TraceFile>,
    /// How many rows of the data cannot be read and are left out.
    pub left_out: usize,
}

/// A customer who got some of a lot.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GotView {
    /// The customer, as the catalog calls it.
    pub customer: String,
    /// How much in all, such as `300 pcs`; another unit is another row.
    pub quantity: String,
    /// In how many deliveries.
    pub deliveries: usize,
    /// The day of the last delivery.
    pub last: String,
}

/// A file of shipment data.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TraceFile {
    /// Its name in the register, such as `cases/trace/shipments.csv`.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}
