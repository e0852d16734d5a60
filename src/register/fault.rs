use std::io;
use std::path::Path;

use crate::finding::{Code, Finding, Stop};

use super::{CASES, slashed};

/// A fault of the machine before anything was written: what could not be
/// done, and to which path.
pub(super) fn machine(operation: &str, path: &Path, error: io::Error) -> Stop {
    let text = format!(
        "could not {operation} {}; nothing was changed",
        path.display()
    );
    Stop::Machine(anyhow::Error::new(error).context(text))
}

/// A path as findings name it where the register is not at hand: from the
/// last folder named `cases`.
pub(super) fn shown(path: &Path) -> String {
    let root = path
        .ancestors()
        .skip(1)
        .find(|folder| folder.file_name().is_some_and(|name| name == CASES))
        .and_then(Path::parent);
    slashed(match root {
        Some(root) => path.strip_prefix(root).unwrap_or(path),
        None => path,
    })
}

/// There is no such file.
pub(super) fn no_such_file(path: &Path) -> Stop {
    let shown = shown(path);
    Finding::new(Code::NoSuchFile)
        .arg("file", shown.clone())
        .in_file(shown)
        .into()
}

/// What stands there is no plain file.
pub(super) fn not_a_file(path: &Path) -> Stop {
    let shown = shown(path);
    Finding::new(Code::NotAFile)
        .arg("file", shown.clone())
        .in_file(shown)
        .into()
}

/// The file has more bytes than are taken.
pub(super) fn too_large(path: &Path, size: u64, limit: u64) -> Stop {
    let shown = shown(path);
    Finding::new(Code::TooLarge)
        .arg("file", shown.clone())
        .arg("size", count(size))
        .arg("limit", count(limit))
        .in_file(shown)
        .into()
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
