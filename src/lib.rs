//! plaint: customer complaints and product returns as plain text.

pub mod calendar;
pub mod case;
pub mod cli;
pub mod finding;
pub mod git;
pub mod messages;
pub mod ops;
pub mod output;
pub mod policy;
pub mod procedure;
pub mod register;
pub mod report;
pub mod sampling;
pub mod schema;
pub mod spc;
pub mod trace;
pub mod yaml;
