//! The only ways in which a file of the register comes, changes or goes.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::finding::Stop;

use super::fault::machine;
use super::lock::{PATIENCE, lock};
use super::temporary::{Folders, beside, fill, resemble, sync_folder};

/// Looks at the bytes that are about to take their place, as they were read
/// back from the disk, and may still stop it.
pub type Check<'a> = &'a dyn Fn(&[u8]) -> Result<(), Stop>;

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It was made.
    Done,
    /// It was not: the file no longer is what the caller read. Read again and
    /// judge again.
    Changed,
}

/// Puts `new` in the place of `old`, whole or not at all: under a lock, and
/// only while the file's bytes are `old`. Its mode is kept. Whatever fails
/// leaves the old file as it was.
pub fn replace(path: &Path, old: &[u8], new: &[u8], check: Check) -> Result<Written, Stop> {
    let Some(mut locked) = lock(path, PATIENCE)? else {
        return Ok(Written::Changed);
    };
    if locked.bytes()? != old {
        return Ok(Written::Changed);
    }
    let mut file = beside(path)?;
    resemble(&file, &locked.metadata()?, path)?;
    fill(&mut file, new, path)?;
    read_back(&file, new, check, path)?;
    if !locked.still(old)? {
        return Ok(Written::Changed);
    }
    file.persist(path)
        .map_err(|failed| machine("replace", path, failed.error))?;
    sync_folder(path)?;
    Ok(Written::Done)
}

/// Makes a new file, whole or not at all, and the folders above it. False: there
/// already is something of that name, which stays as it is.
pub fn create(path: &Path, bytes: &[u8], check: Check) -> Result<bool, Stop> {
    if fs::symlink_metadata(path).is_ok() {
        return Ok(false);
    }
    let folders = Folders::above(path)?;
    let mut file = beside(path)?;
    fill(&mut file, bytes, path)?;
    read_back(&file, bytes, check, path)?;
    let made = place(file, path)?.is_none();
    if made {
        folders.keep()?;
        sync_folder(path)?;
    }
    Ok(made)
}

/// Removes a file that is no longer wanted, under the same lock, and only while
/// its bytes are `old`.
pub fn remove(path: &Path, old: &[u8]) -> Result<Written, Stop> {
    let Some(mut locked) = lock(path, PATIENCE)? else {
        return Ok(Written::Changed);
    };
    if !locked.still(old)? {
        return Ok(Written::Changed);
    }
    fs::remove_file(path).map_err(|error| machine("remove", path, error))?;
    sync_folder(path)?;
    Ok(Written::Done)
}

/// Gives a temporary file its name, never over another one. If the name is
/// taken, the file comes back.
pub(super) fn place(file: NamedTempFile, path: &Path) -> Result<Option<NamedTempFile>, Stop> {
    match file.persist_noclobber(path) {
        Ok(_) => Ok(None),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Ok(Some(failed.file)),
        Err(failed) => Err(machine("make", path, failed.error)),
    }
}

/// Reads what was written and has it looked at.
fn read_back(file: &NamedTempFile, meant: &[u8], check: Check, path: &Path) -> Result<(), Stop> {
    let found = fs::read(file.path()).map_err(|error| machine("read back", path, error))?;
    if found != meant {
        let error = io::Error::other("the disk gave back other bytes than were written");
        return Err(machine("write", path, error));
    }
    check(&found)
}

#[cfg(test)]
mod tests;
