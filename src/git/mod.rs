//! What plaint asks of git, always through the `git` program, so that hooks,
//! signing and credentials are the user's own.

mod changes;
mod commit;
mod commits;
mod history;
mod numbers;
mod objects;
mod oid;
mod place;
mod reserve;
mod run;
mod settings;
mod signature;
mod staged;
mod unmerged;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

pub use changes::{Change, Changes, InTree};
pub use commits::{Commit, Reach};
pub use oid::Oid;
pub use place::{Availability, Identity};
pub use reserve::{Attempt, Why};
pub use signature::{Signature, Verdict};
pub use unmerged::Unmerged;

use place::Place;

/// How long a remote is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// The git repository that a register lies in, if it lies in one: the top of
/// the working tree or any folder below, also in a linked worktree.
#[derive(Debug, Clone)]
pub struct Git {
    dir: PathBuf,
    env: Vec<(OsString, OsString)>,
    patience: Duration,
    place: OnceLock<Place>,
}

impl Git {
    /// git as it sees the register's folder.
    pub fn new(dir: impl Into<PathBuf>) -> Git {
        Git {
            dir: dir.into(),
            env: Vec::new(),
            patience: PATIENCE,
            place: OnceLock::new(),
        }
    }

    /// The same with one more environment variable for git.
    #[must_use]
    pub fn with_env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Git {
        self.env.push((name.into(), value.into()));
        self
    }
}

/// The case number that a file or folder name takes up.
fn stem(name: &str) -> Option<&str> {
    let stem = name
        .strip_suffix(".yaml")
        .or_else(|| name.strip_suffix(".files"))?;
    let odd = stem.is_empty() || stem.starts_with('.') || stem.contains(char::is_control);
    (!odd).then_some(stem)
}

#[cfg(test)]
mod tests;
