//! plaint: customer complaints and product returns as plain text.
pub mod case;
pub mod finding;
pub mod yaml;
