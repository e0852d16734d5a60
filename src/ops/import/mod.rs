//! Complaints of another system: bytes in, drafts of cases out, which are then
//! numbered, judged and written.
//!
//! The way of a file: a [`Source`] recognises its bytes and makes a [`Table`]
//! of them, a [`Map`] says which column goes where and is checked by
//! [`check_map`], [`Rows`] hands out a
//! [`Draft`] or the reasons against it for every row, [`RejectCsv`] keeps the
//! rows that were refused, [`Summary`] counts.

mod cases;
mod cell;
mod check;
mod columns;
mod date;
mod encoding;
mod guess;
mod map;
mod quotes;
mod reject;
mod restore;
mod row;
mod rows;
mod rule;
mod run;
mod sort;
mod steps;
mod summary;
mod table;
mod there;

#[cfg(test)]
mod tests;

pub use check::check_map;
pub use date::DatePattern;
pub use encoding::decode;
pub use guess::guess;
pub use map::{ClassifyRules, Delimiter, Map, OpenRules};
pub use reject::RejectCsv;
pub use restore::{Restored, restore};
pub use row::{ClassifyDraft, Draft, StepDraft};
pub use rows::{RowOutcome, Rows, rows};
pub use rule::{Ignore, Pick, Rule};
pub use run::{Changed, Event, ImportCall, Imported, Progress, Rejected, import, reject_path};
pub use summary::Summary;
pub use table::{Source, Table, Unit};
