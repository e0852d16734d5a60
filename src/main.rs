//! The `plaint` program.
fn main() {}
