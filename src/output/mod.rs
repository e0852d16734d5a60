//! to a writer; what they need to know of the world comes in as a [`Screen`].

pub mod clean;
pub mod term;

pub use term::{Align, Screen};
