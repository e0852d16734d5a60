//! What a case file says: header, entries, kinds, quantities, money. Reads
//! and writes them; knows no policy, no files, no clock.

mod entry;
mod ids;
pub mod kinds;
mod quantity;
mod time;

pub use entry::{Case, Entry};
pub use ids::{CaseNumber, EntryId, PersonId, Target, Uid};
pub use kinds::{Body, Facet, Kind, Targets};
pub use quantity::{Amount, Measure, Money, Percent, Quantity, half_width};
pub use time::{Date, Time};

/// The first line of a case file: where an editor finds its schema.
pub const SCHEMA_LINE: &str = "# yaml-language-server: $schema=../../../schemas/case.schema.json";
