//! Complaints of another system, from CSV: bytes in, drafts of cases out.
//! Pure; what comes out is numbered, judged and written elsewhere.
//!
//! The way of a file: [`decode`] makes text of its bytes, a [`Map`] says which
//! column goes where and is checked by [`check_map`], [`rows`] hands out a
//! [`Draft`] or the reasons against it for every row, [`RejectCsv`] keeps the
//! rows that were refused, [`Summary`] counts.

mod cell;
mod check;
mod columns;
mod date;
mod encoding;
mod map;
mod quotes;
mod reject;
mod row;
mod rows;
mod rule;
mod run;
mod summary;

#[cfg(test)]
mod tests;

pub use check::check_map;
pub use date::DatePattern;
pub use encoding::decode;
pub use map::{ClassifyRules, Delimiter, Map, OpenRules};
pub use reject::RejectCsv;
pub use row::{ClassifyDraft, Draft};
pub use rows::{RowOutcome, Rows, rows};
pub use rule::{Pick, Rule};
pub use run::{ImportCall, Imported, Progress, Rejected, import, reject_path};
pub use summary::{Problem, Summary};
