//! Working days, limits and when something is due, with the explanation of it. Pure: reads no
//! file and no clock.

mod term;

pub use term::{Term, TermError, Unit};
