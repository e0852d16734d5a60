//! What a verb does whole. Takes values, gives values; does not print and does
//! not read the clock.

mod acknowledge;
pub mod calendar;
mod check;
pub mod closing;
mod complete;
mod departments;
mod desk;
mod export;
mod goods;
pub mod import;
mod init;
mod labels;
mod lead;
mod links;
pub mod look;
mod merge;
mod neighbours;
mod open;
pub mod policy;
mod prepare;
mod recall;
mod renumber;
pub mod report;
mod sampling;
mod search;
mod shipments;
mod step;
mod tail;
pub mod trace;
mod undo;
mod when;

pub use acknowledge::acknowledge;
pub use check::{Checked, check, fingerprint};
pub use complete::{Candidate, Wanted, complete, starting};
pub use desk::{Desk, Loaded, RuleBook, World};
pub use export::{ExportCall, export};
pub use init::{Ci, CiHost, InitOptions, Made, init};
pub use merge::{Merged, Settled, merge};
pub use open::{Opened, open};
pub use prepare::{Draft, prepare};
pub use renumber::{RenumberCall, Renumbered, renumber};
pub use step::{Outcome, StepCall, step};
pub use undo::{Undone, undo};
pub use when::{as_of, parse_when};
