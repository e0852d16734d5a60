//! Working days, limits and when something is due, with the explanation of it. Pure: reads no
//! file and no clock.

mod china;
mod count;
mod days;
mod ics;
mod ics_repeat;
mod ics_words;
mod pause;
mod term;

#[cfg(test)]
mod count_properties;
#[cfg(test)]
mod count_tests;
#[cfg(test)]
mod days_tests;
#[cfg(test)]
mod ics_tests;
#[cfg(test)]
mod pause_tests;

pub use china::english_name;
pub use count::{Counted, Due, Part};
pub use days::{Calendar, CalendarError, Day, Why};
pub use ics::{Ics, IcsDay, IcsError, IcsFault, IcsReason, parse_ics, read_ics};
pub use pause::Pause;
pub use term::{Term, TermError, Unit};
