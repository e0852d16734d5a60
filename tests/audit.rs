//! `plaint audit` against people who would deceive it, and against those who
//! would not. Each test alters the history of a small register that is in order
//! and names, worked out by hand, what must be found: code, file and line,
//! entry, commit.

#[path = "audit/bytes.rs"]
mod bytes;
#[path = "audit/cases.rs"]
mod cases;
#[path = "audit/history.rs"]
mod history;
#[path = "audit/honest.rs"]
mod honest;
#[path = "audit/merges.rs"]
mod merges;
#[path = "audit/persons.rs"]
mod persons;
#[path = "audit/places.rs"]
mod places;
#[path = "audit/rules.rs"]
mod rules;
#[path = "audit/shop.rs"]
mod shop;
#[path = "audit/signatures.rs"]
mod signatures;
#[path = "audit/staged.rs"]
mod staged;
