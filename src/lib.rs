//! plaint: customer complaints and product returns as plain text.
pub mod finding;
pub mod git;
pub mod register;
