//! Two cases that took one number, each with its own files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::put;
use crate::case::kinds::File;
use crate::finding::{Code, Finding, Stop};
use crate::git::Unmerged;
use crate::ops::desk::{Desk, Loaded};
use crate::ops::renumber::moved;
use crate::ops::reserve::{Taking, take_number};
use crate::ops::step::reads_back;
use crate::register::{attachment_paths, create, files_dir_for, hash, hash_bytes};

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
    let beside = [old, &moves.file.path];
    let taken_bytes = contents(desk, moves, &taken, &beside, files)?;
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
        let path = place_of(new, file, &taken)?;
        put(&path, bytes)?;
        touched.insert(path);
        touched.extend(places(old, file)?);
    }
    for (file, bytes) in kept.iter().zip(&kept_bytes) {
        let path = place_of(old, file, &kept)?;
        put(&path, bytes)?;
        touched.insert(path);
    }
    put(old, &pair.stays.bytes)?;
    drop_others(old, &kept, &taken)?;
    let touched: Vec<&Path> = touched.iter().map(PathBuf::as_path).collect();
    desk.git.stage(&touched)?;
    Ok(moved)
}

/// Writes a case that one side had moved, with what the other one added to it
/// under its old number, and takes that file away. Everything touched is staged.
pub(super) fn follow(
    desk: &Desk,
    old: &PathBuf,
    known: &Loaded,
    files: &[&Unmerged],
) -> Result<(), Stop> {
    let new = &known.file.path;
    let named = named(known);
    let bytes = contents(desk, known, &named, &[old, new], files)?;
    put(new, &known.bytes)?;
    let mut touched: BTreeSet<PathBuf> = [old.clone(), new.clone()].into();
    for (file, bytes) in named.iter().zip(&bytes) {
        let path = place_of(new, file, &named)?;
        put(&path, bytes)?;
        touched.insert(path);
        touched.extend(places(old, file)?);
    }
    if old.exists() {
        take_away(old)?;
    }
    drop_others(old, &[], &named)?;
    let touched: Vec<&Path> = touched.iter().map(PathBuf::as_path).collect();
    desk.git.stage(&touched)
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

/// Where a file can lie beside a case.
fn places(case: &Path, file: &File) -> Result<[PathBuf; 2], Stop> {
    attachment_paths(case, &file.name, &file.sha256)
}

/// Where a file comes to lie: the first of a name under that.
fn place_of(case: &Path, file: &File, all: &[File]) -> Result<PathBuf, Stop> {
    let [own, marked] = places(case, file)?;
    let first = all.iter().find(|other| other.name == file.name);
    Ok(if first == Some(file) { own } else { marked })
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
        let mut all = Vec::new();
        for case in beside {
            all.extend(places(case, file)?);
        }
        for path in all {
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
    let taking = Taking {
        policy: &moves.rules.policy,
        day: desk.day_of(&moves.case),
        uid: &moves.case.uid,
        dry_run: false,
    };
    take_number(desk, &taking, |number| {
        let moved = moved(desk, moves, number, None)?.case;
        let check = |bytes: &[u8]| reads_back(bytes, &moved.case);
        let there = create(&moved.file.path, &moved.bytes, &check)?;
        Ok(there.then_some(moved))
    })
}

/// Takes files away that only the case that went away names.
fn drop_others(old: &Path, kept: &[File], taken: &[File]) -> Result<(), Stop> {
    let stay: Result<Vec<PathBuf>, Stop> =
        kept.iter().map(|file| place_of(old, file, kept)).collect();
    let stay = stay?;
    for file in taken {
        for path in places(old, file)? {
            if !stay.contains(&path) && path.is_file() {
                take_away(&path)?;
            }
        }
    }
    // Fails while anything is left in it, and then it stays.
    let _ = std::fs::remove_dir(files_dir_for(old));
    Ok(())
}

fn take_away(path: &Path) -> Result<(), Stop> {
    std::fs::remove_file(path).map_err(|error| {
        let context = format!("cannot take {} away; all else is written", path.display());
        Stop::Machine(anyhow::Error::from(error).context(context))
    })
}
