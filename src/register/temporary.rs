//! Temporary files beside the one to be written. Their names begin with a dot
//! and end in `.tmp`, so that they are never read as cases, and they go away
//! unless they take their place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::finding::Stop;

use super::fault::machine;

/// An empty temporary file in the folder of `path`, with the mode that any new
/// file gets.
pub(super) fn beside(path: &Path) -> Result<NamedTempFile, Stop> {
    let mut builder = Builder::new();
    builder.prefix(".plaint-").suffix(".tmp");
    #[cfg(unix)]
    let mode = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(mode);
    builder
        .tempfile_in(folder(path))
        .map_err(|error| machine("write beside", path, error))
}

/// Writes those bytes to the disk.
pub(super) fn fill(file: &mut NamedTempFile, bytes: &[u8], path: &Path) -> Result<(), Stop> {
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| machine("write", path, error))
}

/// Gives the temporary file the owner and the mode of the file that it is to
/// take the place of; another owner only where the system allows that.
pub(super) fn resemble(file: &NamedTempFile, old: &fs::Metadata, path: &Path) -> Result<(), Stop> {
    #[cfg(unix)]
    own(file.as_file(), old);
    file.as_file()
        .set_permissions(old.permissions())
        .map_err(|error| machine("set the mode of what is to replace", path, error))
}

#[cfg(unix)]
fn own(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::MetadataExt;
    let same = |new: &fs::Metadata| new.uid() == old.uid() && new.gid() == old.gid();
    if !file.metadata().is_ok_and(|new| same(&new)) {
        let _ = std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

/// Makes what was renamed or removed in the folder of `path` outlast a power
/// cut. A system that does not sync folders is no fault.
pub(super) fn sync_folder(path: &Path) -> Result<(), Stop> {
    let Ok(folder) = File::open(folder(path)) else {
        return Ok(());
    };
    match folder.sync_all() {
        Err(error) if error.raw_os_error() == Some(EIO) => Err(unconfirmed(path, error)),
        _ => Ok(()),
    }
}

/// The disk failed, by the number that Unix systems give it.
const EIO: i32 = 5;

fn unconfirmed(path: &Path, error: io::Error) -> Stop {
    let text = format!(
        "{} was changed, but the disk did not confirm it",
        path.display()
    );
    Stop::Machine(anyhow::Error::new(error).context(text))
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Folders that were made for a file; those that are still empty go away
/// again, unless the file came to be.
#[derive(Default)]
pub(super) struct Folders(Vec<PathBuf>);

impl Folders {
    /// Makes the folder of `path` and those above it, as far as they are
    /// missing.
    pub(super) fn above(path: &Path) -> Result<Folders, Stop> {
        let folder = folder(path);
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let made = Folders(
            folder
                .ancestors()
                .take_while(missing)
                .map(Path::to_owned)
                .collect(),
        );
        fs::create_dir_all(folder).map_err(|error| machine("make the folder", folder, error))?;
        Ok(made)
    }

    /// The file is there: the folders stay.
    pub(super) fn keep(mut self) -> Result<(), Stop> {
        let made = std::mem::take(&mut self.0);
        made.iter().try_for_each(|folder| sync_folder(folder))
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}
