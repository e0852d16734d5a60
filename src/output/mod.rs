//! How values are shown: tables, CSV, JSON, findings. Functions from a value
//! to a writer; what they need to know of the world comes in as a [`Screen`].

pub mod clean;
mod console;
pub mod csv;
pub mod export;
pub mod findings;
mod findings_human;
pub mod ics;
pub mod json;
mod layout;
pub mod line;
pub mod sheet;
pub mod table;
pub mod term;
pub mod views;

pub use console::{Charset, Console};
pub use findings::{InCommit, Level, Shown};
pub use sheet::{Head, Item, Sheet, Value};
pub use table::{Cell, Column, Table, Tone};
pub use term::{Align, Screen};
