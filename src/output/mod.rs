//! to a writer; what they need to know of the world comes in as a [`Screen`].

pub mod clean;
pub mod csv;
pub mod json;
mod layout;
pub mod table;
pub mod term;

pub use table::{Cell, Column, Table, Tone};
pub use term::{Align, Screen};
