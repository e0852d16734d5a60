pub use crate::policy::AnomalySort as Sort;

/// One way in which goods came otherwise than they should.
#[derive(Debug, Clone, PartialEq)]
pub struct Anomaly {
    /// In which way.
    pub sort: Sort,
    /// The item that it is about, from 1; all of them where there is none.
    pub item: Option<usize>,
    /// What was expected; nothing where that is plain.
    pub expected: Option<String>,
    /// What came; nothing where nothing did.
    pub came: Option<String>,
}
