//! What a merge did, or would do.

use crate::finding::Finding;

/// What became of one case file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Both sides of one case are in it now.
    Joined {
        /// The case.
        case: String,
        /// How many entries of theirs stand behind ours.
        added: usize,
    },
    /// Two cases had its number, and one has another now.
    Parted {
        /// The number that both had.
        number: String,
        /// Customer of the case that keeps it.
        stays: String,
        /// The number that the other one takes; nothing in a dry run.
        to: Option<String>,
        /// Its customer.
        moves: String,
    },
    /// One side had given the case another number, and what the other one added
    /// under the old number is with it now.
    Rejoined {
        /// The number that it had.
        number: String,
        /// The number that it has.
        to: String,
        /// How many entries came to it.
        added: usize,
    },
    /// One side had deleted the file, which stays.
    Kept {
        /// The case.
        case: String,
    },
    /// Both sides had put a file of one name to the case, or only one of them one
    /// that entries name.
    Files {
        /// The case.
        case: String,
        /// The name.
        name: String,
        /// The name of theirs, where both stay.
        other: Option<String>,
    },
    /// One of two cases had moved before, and what was added to it under its
    /// old number is with it now.
    Followed {
        /// The number that both had.
        number: String,
        /// Customer of the case that keeps it.
        stays: String,
        /// The number to which the other one had moved.
        to: String,
        /// How many entries came to it.
        added: usize,
    },
}

/// What a merge settled.
#[derive(Debug, Default)]
pub struct Merged {
    /// The case files.
    pub settled: Vec<Settled>,
    /// What speaks against a case now that both sides are in it.
    pub findings: Vec<Finding>,
    /// The files that these are about, as they read with both sides in them.
    pub texts: Vec<(String, String)>,
    /// Other files of the register that git could not merge.
    pub left: Vec<String>,
}
