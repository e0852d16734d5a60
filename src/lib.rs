//! plaint: customer complaints and product returns as plain text.

pub mod calendar;
pub mod case;
pub mod finding;
pub mod ops;
pub mod output;
pub mod policy;
pub mod procedure;
pub mod yaml;
