use schemars::JsonSchema;
use serde::Serialize;

use super::EntryView;

/// The story of a case from its log and from git together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint history")]
pub struct HistoryView {
    /// The number.
    pub case: String,
    /// The customer.
    pub customer: String,
    /// Where it stands.
    pub status: String,
    /// The entries, as the file has them.
    pub entries: Vec<HistoryRow>,
    /// Whether the clone does not have the whole history: older commits may be
    /// missing.
    pub shallow: bool,
}

/// An entry with the commit that brought it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HistoryRow {
    /// The entry.
    pub entry: EntryView,
    /// When it happened.
    pub happened: String,
    /// How long after that it was entered, in seconds.
    pub entered_after: i64,
    /// The commit that brought it; nothing while it is not committed.
    pub commit: Option<CommitView>,
    /// How long after it was entered it was committed, in seconds.
    pub committed_after: Option<i64>,
    /// Whether that is longer than the policy allows.
    pub late: bool,
    /// Whether it says something else than when it was committed.
    pub altered: bool,
}

/// A commit.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CommitView {
    /// Its name in hexadecimal.
    pub id: String,
    /// Its author's name.
    pub author: String,
    /// Its author's e-mail address.
    pub email: String,
    /// The person of the register who has that address.
    pub person: Option<String>,
    /// When it was made.
    pub time: String,
    /// none, good, untrusted or bad.
    pub signature: String,
    /// The fingerprint of the key.
    pub key: Option<String>,
}
