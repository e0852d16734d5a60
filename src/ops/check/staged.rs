//! Only what the next commit would take along.

use std::path::{Path, PathBuf};

use super::selection::Selection;
use super::{Checked, check_as};
use crate::finding::Stop;
use crate::git::Git;
use crate::ops::desk::{World, register_of};
use crate::register::Register;

/// Checks the files of the register that the index would commit, as it has
/// them: cases, also those of whose files one is staged, policy, people,
/// calendar, catalog. Where nothing is staged nothing is found.
///
/// # Errors
/// There is no register, or the machine failed.
pub fn check_staged(world: &World) -> Result<Checked, Stop> {
    let register = register_of(world)?;
    let git = Git::new(register.root());
    let staged = git.staged("cases")?;
    if staged.is_empty() {
        return Ok(Checked::default());
    }
    let names: Vec<PathBuf> = staged
        .iter()
        .filter_map(|path| about(path, &register))
        .collect();
    if git.as_staged("cases")? {
        return check_as(world, &|register| Ok(Selection::below(register, &names)));
    }
    let temporary = tempfile::tempdir().map_err(|error| {
        let context = "cannot make a folder for what is staged";
        Stop::Machine(anyhow::Error::new(error).context(context))
    })?;
    let root = git.put_staged("cases", temporary.path(), &|path| case_of(path).is_none())?;
    let there = World {
        register: Some(root.clone()),
        ..world.clone()
    };
    let checked = check_as(&there, &|register| Ok(Selection::below(register, &names)))?;
    Ok(Checked {
        root: Some(root),
        staged: Some(temporary),
        ..checked
    })
}

/// The file to check, from the register's folder; for a file of a case, that
/// case.
fn about(path: &Path, register: &Register) -> Option<PathBuf> {
    let whole = case_of(path).unwrap_or_else(|| path.to_owned());
    Some(whole.strip_prefix(register.root()).ok()?.to_owned())
}

/// The case in whose folder of files that one lies.
fn case_of(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    let of_case = folder.extension()? == "files";
    of_case.then(|| folder.with_extension("yaml"))
}
