//! What an ERP or MES exports about lots, as plain CSV: what each was made of,
//! what was made of it, where it is in stock, and which customer got how much.
//! Reads texts; which files there are is not its business.

mod alike;
mod balance;
mod cells;
mod chain;
mod data;
mod faults;
mod find;
mod got;
mod names;
mod read;
mod rows;
mod serial;
mod sheet;
mod shipments;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod walk;

pub use alike::Alike;
pub use balance::Balance;
pub use chain::{Expected, Missing};
pub use data::{Cells, Data};
pub use find::Found;
pub use got::{Delivery, Got};
pub use read::{Part, read};
pub use rows::{At, Lot, LotKind};
pub use sheet::Sheet;
pub use shipments::{Shipment, Shipments};
pub use walk::Walked;
