//! What a verb does whole. Prints nothing and reads no clock.

pub mod import;
