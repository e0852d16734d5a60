//! Attachments: files that lie beside a case, in `<number>.files/`.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::finding::{Code, Finding, Stop};

use super::fault::{machine, no_such_file, not_a_file, shown, too_large};
use super::files_dir_for;
use super::name::{numbered, safe_name, with_hash};
use super::temporary::{Folders, beside, sync_folder};
use super::write::place;

/// How much is read at once.
const CHUNK: usize = 128 * 1024;

/// A file that lies beside its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Its name in the case's folder of files.
    pub name: String,
    /// The SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u64,
    /// Where it lies.
    pub path: PathBuf,
}

/// Copies a file beside a case, under a safe name. One that is already there
/// with the same name and the same bytes is used again; one of the same name
/// with other bytes stays, and the new one gets a number.
pub fn attach(case_path: &Path, source: &Path, max_bytes: u64) -> Result<Attached, Stop> {
    let (file, name) = open_source(source, max_bytes)?;
    let dir = files_dir_for(case_path);
    refuse_link(&dir)?;
    let folders = Folders::above(&dir.join(&name))?;
    let mut copy = beside(&dir.join(&name))?;
    let (sha256, size) = copy_hashed(file, &mut copy, source, max_bytes)?;
    let name = settle(copy, &dir, &name, &sha256, size)?;
    folders.keep()?;
    let path = dir.join(&name);
    sync_folder(&path)?;
    Ok(Attached {
        name,
        sha256,
        size,
        path,
    })
}

/// Where a file that an entry names lies: under its name with its hash where two
/// branches brought one name with different bytes, else under its own.
///
/// # Errors
/// The name would lead out of the case's folder of files, or is a link.
pub fn attachment_path(case_path: &Path, name: &str, sha256: &str) -> Result<PathBuf, Stop> {
    let [own, marked] = attachment_paths(case_path, name, sha256)?;
    Ok(if marked.is_file() { marked } else { own })
}

/// Where a file that an entry names can lie: under its own name, or under that
/// with its hash.
///
/// # Errors
/// The name would lead out of the case's folder of files, or is a link.
pub fn attachment_paths(case_path: &Path, name: &str, sha256: &str) -> Result<[PathBuf; 2], Stop> {
    let own = inside(case_path, name)?;
    let marked = inside(case_path, &with_hash(name, sha256))?;
    Ok([own, marked])
}

fn inside(case_path: &Path, name: &str) -> Result<PathBuf, Stop> {
    let dir = files_dir_for(case_path);
    let path = dir.join(name);
    let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
    let leads_out = matches!(name, "" | "." | "..") || name.contains(['/', '\\', ':', '\0']);
    match leads_out || is_link(&dir) || is_link(&path) {
        true => Err(outside(case_path, name)),
        false => Ok(path),
    }
}

/// The SHA-256 of a file's bytes and how many they are, read piece by piece.
pub fn hash(path: &Path) -> Result<(String, u64), Stop> {
    let about = fs::metadata(path).map_err(|error| absent_or(path, error))?;
    if !about.is_file() {
        return Err(not_a_file(path));
    }
    let file = File::open(path).map_err(|error| absent_or(path, error))?;
    hashed(file, |_| Ok(())).map_err(|error| machine("read", path, error))
}

/// The file to attach, and the name it is to get.
fn open_source(source: &Path, max_bytes: u64) -> Result<(File, String), Stop> {
    let about = fs::symlink_metadata(source).map_err(|error| absent_or(source, error))?;
    let Some(name) = source.file_name().filter(|_| about.is_file()) else {
        return Err(not_a_file(source));
    };
    if about.len() > max_bytes {
        return Err(too_large(source, about.len(), max_bytes));
    }
    let file = File::open(source).map_err(|error| absent_or(source, error))?;
    Ok((file, safe_name(&name.to_string_lossy())))
}

fn copy_hashed(
    file: File,
    copy: &mut NamedTempFile,
    source: &Path,
    max_bytes: u64,
) -> Result<(String, u64), Stop> {
    let found = hashed(file.take(max_bytes.saturating_add(1)), |piece| {
        copy.write_all(piece)
    })
    .map_err(|error| machine("copy", source, error))?;
    if found.1 > max_bytes {
        return Err(too_large(source, found.1, max_bytes));
    }
    copy.as_file()
        .sync_all()
        .map_err(|error| machine("copy", source, error))?;
    Ok(found)
}

/// Moves a case's folder of files to where the case goes; false if it has none.
///
/// # Errors
/// There already is a folder there, or the machine failed.
pub fn move_folder(from_case: &Path, to_case: &Path) -> Result<bool, Stop> {
    let (from, to) = (files_dir_for(from_case), files_dir_for(to_case));
    if !from.is_dir() {
        return Ok(false);
    }
    let taken = fs::symlink_metadata(&to).is_ok();
    let moved = match taken {
        true => Err(io::ErrorKind::AlreadyExists.into()),
        false => fs::rename(&from, &to),
    };
    moved.map_err(|error| machine("move", &from, error))?;
    sync_folder(&to)?;
    Ok(true)
}

fn hashed(
    mut from: impl Read,
    mut to: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<(String, u64)> {
    let mut hasher = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; CHUNK];
    loop {
        let n = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(&buffer[..n]);
        to(&buffer[..n])?;
        size += n as u64;
    }
    Ok((hex(&hasher.finalize()), size))
}

/// The SHA-256 of those bytes, in lower-case hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Gives the copy the first name that is free, or drops it for a file that is
/// already there and equal. The name it has in the end.
fn settle(
    mut copy: NamedTempFile,
    dir: &Path,
    name: &str,
    sha256: &str,
    size: u64,
) -> Result<String, Stop> {
    let mut n = 1;
    loop {
        let candidate = numbered(name, n);
        match there(dir, &candidate)? {
            Some(taken) if is_equal(&dir.join(&taken), sha256, size)? => return Ok(taken),
            Some(_) => n += 1,
            None => match place(copy, &dir.join(&candidate))? {
                None => return Ok(candidate),
                Some(back) => copy = back,
            },
        }
    }
}

/// The file of that name, as it is spelt there: `Photo.JPG` and `photo.jpg`
/// cannot both lie on every system.
fn there(dir: &Path, name: &str) -> Result<Option<String>, Stop> {
    if fs::symlink_metadata(dir.join(name)).is_ok() {
        return Ok(Some(name.to_owned()));
    }
    let wanted = name.to_lowercase();
    let entries = fs::read_dir(dir).map_err(|error| machine("list", dir, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| machine("list", dir, error))?;
        let found = entry.file_name().to_string_lossy().into_owned();
        if found.to_lowercase() == wanted {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn is_equal(path: &Path, sha256: &str, size: u64) -> Result<bool, Stop> {
    let plain =
        fs::symlink_metadata(path).is_ok_and(|about| about.is_file() && about.len() == size);
    Ok(plain && hash(path)?.0 == sha256)
}

fn refuse_link(dir: &Path) -> Result<(), Stop> {
    match fs::symlink_metadata(dir) {
        Ok(about) if about.is_symlink() => Err(outside(dir, "")),
        _ => Ok(()),
    }
}

fn outside(path: &Path, name: &str) -> Stop {
    let shown = shown(path);
    let named = if name.is_empty() { &shown } else { name };
    Finding::new(Code::OutsideRegister)
        .arg("file", named)
        .in_file(shown.clone())
        .into()
}

fn absent_or(path: &Path, error: io::Error) -> Stop {
    match error.kind() {
        io::ErrorKind::NotFound => no_such_file(path),
        _ => machine("read", path, error),
    }
}

#[cfg(test)]
mod tests;
