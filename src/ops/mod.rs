//! What a verb does whole. Takes values, gives values; does not print and does
//! not read the clock.

mod desk;
pub mod look;
mod neighbours;
mod open;
mod prepare;
mod step;
mod tail;
mod when;

pub use desk::{Desk, Loaded, RuleBook, World};
pub use open::{Opened, open};
pub use prepare::{Draft, prepare};
pub use step::{Outcome, StepCall, step};
pub use when::{as_of, parse_when};
