//! Two cases that took one number, each with its own files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::put;
use crate::case::kinds::File;
use crate::finding::{Code, Finding, Stop};
use crate::git::Unmerged;
use crate::ops::desk::{Desk, Loaded};
use crate::ops::open::free_numbers;
use crate::ops::renumber::moved;
use crate::ops::step::reads_back;
use crate::register::{attachment_path, create, files_dir_for, hash, hash_bytes};

/// Two cases that both lie where only one can.
pub(super) struct Pair<'a> {
    /// The one that stays.
    pub stays: &'a Loaded,
    /// The one that moves.
    pub moves: &'a Loaded,
    /// The one that moves as it is to read, where it was moved before.
    pub known: Option<&'a Loaded>,
}

/// Writes the one case under another number with its files, and the other one
/// to the place that both wanted. Everything touched is staged. The case that
/// moved.
pub(super) fn part(desk: &Desk, pair: &Pair, files: &[&Unmerged]) -> Result<Loaded, Stop> {
    let old = &pair.stays.file.path;
    let moves = pair.known.unwrap_or(pair.moves);
    let (kept, taken) = (named(pair.stays), named(moves));
    // Read before anything is written: the sides may share names.
    let kept_bytes = contents(desk, pair.stays, &kept, &[old], files)?;
    let places = [old, &moves.file.path];
    let taken_bytes = contents(desk, moves, &taken, &places, files)?;
    let moved = match pair.known {
        Some(known) => {
            put(&known.file.path, &known.bytes)?;
            known.clone()
        }
        None => place(desk, pair.moves)?,
    };
    let new = &moved.file.path;
    let mut touched: BTreeSet<PathBuf> = [old.clone(), new.clone()].into();
    for (file, bytes) in taken.iter().zip(&taken_bytes) {
        let path = attachment_path(new, &file.name)?;
        put(&path, bytes)?;
        touched.extend([path, attachment_path(old, &file.name)?]);
    }
    for (file, bytes) in kept.iter().zip(&kept_bytes) {
        let path = attachment_path(old, &file.name)?;
        put(&path, bytes)?;
        touched.insert(path);
    }
    put(old, &pair.stays.bytes)?;
    drop_others(old, &kept, &taken)?;
    let touched: Vec<&Path> = touched.iter().map(PathBuf::as_path).collect();
    desk.git.stage(&touched)?;
    Ok(moved)
}

fn named(case: &Loaded) -> Vec<File> {
    let mut all: Vec<File> = Vec::new();
    for file in case.case.log.iter().flat_map(|entry| entry.body.files()) {
        if !all.contains(file) {
            all.push(file.clone());
        }
    }
    all
}

/// The bytes of each file: as they lie beside one of those cases, or on the side
/// of git on which they have the hash that the log names.
fn contents(
    desk: &Desk,
    case: &Loaded,
    named: &[File],
    beside: &[&PathBuf],
    files: &[&Unmerged],
) -> Result<Vec<Vec<u8>>, Stop> {
    let of = |file: &File| {
        for place in beside {
            let path = attachment_path(place, &file.name)?;
            if path.is_file() && hash(&path)?.0 == file.sha256.as_str() {
                return read(desk, &path);
            }
            let sides = files.iter().filter(|one| one.path == path);
            let mut sides = sides.flat_map(|one| [&one.ours, &one.theirs]).flatten();
            if let Some(bytes) = sides.find(|bytes| hash_bytes(bytes) == file.sha256.as_str()) {
                return Ok(bytes.clone());
            }
        }
        let finding = Finding::new(Code::AttachmentMissing).arg("name", file.name.as_str());
        let finding = finding.in_file(desk.register.relative(&case.file.path));
        Err(finding.of_case(case.case.number().as_str()).into())
    };
    named.iter().map(of).collect()
}

fn read(desk: &Desk, path: &Path) -> Result<Vec<u8>, Stop> {
    std::fs::read(path).map_err(|error| {
        let shown = desk.register.relative(path);
        Stop::Machine(anyhow::Error::from(error).context(format!("cannot read {shown}")))
    })
}

/// Writes the case under the next number that is free.
fn place(desk: &Desk, moves: &Loaded) -> Result<Loaded, Stop> {
    let _numbering = desk.register.lock_numbering()?;
    let day = desk.day_of(&moves.case);
    for number in free_numbers(desk, &moves.rules.policy, day)? {
        let moved = moved(desk, moves, &number, None)?.case;
        let check = |bytes: &[u8]| reads_back(bytes, &moved.case);
        if create(&moved.file.path, &moved.bytes, &check)? {
            return Ok(moved);
        }
    }
    Err(Finding::new(Code::Changed).arg("file", "cases").into())
}

/// Takes files away that only the case that went away names.
fn drop_others(old: &Path, kept: &[File], taken: &[File]) -> Result<(), Stop> {
    let stay: Vec<&str> = kept.iter().map(|file| file.name.as_str()).collect();
    for file in taken
        .iter()
        .filter(|file| !stay.contains(&file.name.as_str()))
    {
        let path = attachment_path(old, &file.name)?;
        if path.is_file() {
            std::fs::remove_file(&path).map_err(|error| {
                Stop::Machine(anyhow::Error::from(error).context(format!(
                    "cannot take {} away; both cases are written",
                    path.display()
                )))
            })?;
        }
    }
    // Fails while anything is left in it, and then it stays.
    let _ = std::fs::remove_dir(files_dir_for(old));
    Ok(())
}
