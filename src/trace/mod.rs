//! What an ERP or MES exports about lots, as plain CSV: which customer got how
//! much of which lot. Reads texts; which files there are is not its business.

mod cells;
mod got;
mod shipments;
#[cfg(test)]
mod tests;

pub use got::{Got, got};
pub use shipments::{Shipment, Shipments, read_shipments};
