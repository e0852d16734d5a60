//! A git commit of what was written besides a single step.

use std::path::PathBuf;

use super::desk::Desk;
use super::step::can_commit;
use crate::finding::Stop;

/// Sees, before anything is written, that a commit can be made.
///
/// # Errors
/// There is no repository, or no git program.
pub fn commit_ready(desk: &Desk) -> Result<(), Stop> {
    can_commit(desk)
}

/// Commits those files and nothing else. The commit's name, if there is
/// anything to commit.
///
/// # Errors
/// git makes no commit; the files stay as they are written.
pub fn commit_written(
    desk: &Desk,
    files: &[PathBuf],
    message: &str,
) -> Result<Option<String>, Stop> {
    let Some(first) = files.first() else {
        return Ok(None);
    };
    let made = desk.git.commit(files, message);
    made.map(Some).map_err(|stop| match stop {
        Stop::Machine(fault) => {
            let shown = desk.register.relative(first);
            uncommitted(desk, &fault, &shown, files.len() - 1, None)
        }
        refused => refused,
    })
}

/// What to do where files are written and git made no commit of them.
pub(super) fn uncommitted(
    desk: &Desk,
    fault: &anyhow::Error,
    file: &str,
    more: usize,
    case: Option<&str>,
) -> Stop {
    let more = match more {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let back = case.map(|case| format!(", or take the entry back: plaint undo {case}"));
    // Nothing is entered in a merge, and git commits no file alone before it ends.
    let first = match desk.git.is_between() {
        true => "end what git has begun with git commit, then commit it",
        false => "mend that and commit it",
    };
    Stop::Machine(anyhow::anyhow!(
        "{file}{more} is written, but not committed: {fault:#}\n  {first}: git add {file} && git commit {file}{}",
        back.unwrap_or_default()
    ))
}
