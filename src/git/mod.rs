//! What plaint asks of git, always through the `git` program, so that hooks,
//! signing and credentials are the user's own.

mod commit;
mod history;
mod numbers;
mod objects;
mod place;
mod run;
mod unmerged;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

pub use place::{Availability, Identity};
pub use unmerged::Unmerged;

use place::Place;

/// The git repository that a register lies in, if it lies in one: the top of
/// the working tree or any folder below, also in a linked worktree.
#[derive(Debug, Clone)]
pub struct Git {
    dir: PathBuf,
    env: Vec<(OsString, OsString)>,
    place: OnceLock<Place>,
}

impl Git {
    /// git as it sees the register's folder.
    pub fn new(dir: impl Into<PathBuf>) -> Git {
        Git {
            dir: dir.into(),
            env: Vec::new(),
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
