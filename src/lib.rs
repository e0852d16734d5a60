//! plaint: customer complaints and product returns as plain text.
pub mod calendar;
pub mod finding;
