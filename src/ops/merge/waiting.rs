//! Which files wait to be settled, and which somebody has settled by hand.

use std::fs;
use std::path::{Path, PathBuf};

use super::marks::sides;
use crate::case::CaseNumber;
use crate::finding::{Code, Finding, Stop};
use crate::git::Unmerged;
use crate::ops::desk::{Desk, World};
use crate::register::CaseFile;

/// What waits to be settled.
#[derive(Default)]
pub(super) struct Waiting {
    /// Cases and acknowledged findings.
    pub logs: Vec<Unmerged>,
    /// Files of cases.
    pub files: Vec<Unmerged>,
}

impl Waiting {
    fn add(&mut self, desk: &Desk, one: &Unmerged) {
        let list = match is_log(desk, &one.path) {
            true => &mut self.logs,
            false => &mut self.files,
        };
        if !list.iter().any(|known| known.path == one.path) {
            list.push(one.clone());
        }
    }
}

/// The cases that git could not merge with their files, and the acknowledged
/// findings; or what was named. Of a file that git takes for merged by now, the
/// sides are read out of its conflict markers.
///
/// # Errors
/// A file was named in which nothing waits.
pub(super) fn waiting(
    desk: &Desk,
    world: &World,
    typed: &[PathBuf],
    unmerged: &[Unmerged],
) -> Result<Waiting, Stop> {
    let mut waiting = Waiting::default();
    if typed.is_empty() {
        let ours = |one: &&Unmerged| is_log(desk, &one.path) || case_of(desk, &one.path).is_some();
        for one in unmerged.iter().filter(ours) {
            waiting.add(desk, one);
        }
        return Ok(waiting);
    }
    for typed in typed {
        for one in named(desk, world, typed, unmerged)? {
            waiting.add(desk, &one);
        }
    }
    Ok(waiting)
}

/// The case in whose folder of files that one lies.
pub(super) fn case_of(desk: &Desk, path: &Path) -> Option<CaseFile> {
    let folder = path
        .parent()
        .filter(|folder| folder.extension() == Some("files".as_ref()))?;
    desk.register.case_at(&folder.with_extension("yaml"))
}

/// Whether entries are only ever added to that file.
pub(super) fn is_log(desk: &Desk, path: &Path) -> bool {
    desk.register.case_at(path).is_some() || path == desk.register.acknowledged_path()
}

/// What waits of the file that was named; a case has its files with it.
fn named(
    desk: &Desk,
    world: &World,
    typed: &Path,
    unmerged: &[Unmerged],
) -> Result<Vec<Unmerged>, Stop> {
    let path = meant(desk, world, typed)?;
    let case = case_of(desk, &path).map(|file| file.path);
    let with_it = |one: &&Unmerged| {
        one.path == path
            || case.as_ref() == Some(&one.path)
            || case_of(desk, &one.path).is_some_and(|case| case.path == path)
    };
    let mut found: Vec<Unmerged> = unmerged.iter().filter(with_it).cloned().collect();
    if found.iter().any(|one| one.path == path) {
        return Ok(found);
    }
    let shown = typed.display().to_string();
    let bytes = fs::read(&path).map_err(|_| no_file(&shown))?;
    if let Some([ours, theirs]) = sides(&bytes) {
        found.push(Unmerged {
            path,
            base: None,
            ours: Some(ours),
            theirs: Some(theirs),
        });
    }
    match found.is_empty() {
        true => Err(Finding::new(Code::NothingToMerge).arg("why", shown).into()),
        false => Ok(found),
    }
}

/// The path that was typed, below the register's folder as that was found; or
/// that of the case of that number.
fn meant(desk: &Desk, world: &World, typed: &Path) -> Result<PathBuf, Stop> {
    let whole = std::path::absolute(world.dir.join(typed)).unwrap_or_else(|_| typed.to_owned());
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let inside = |path: &Path| {
        let folder = real(path.parent()?).join(path.file_name()?);
        let inside = folder.strip_prefix(real(desk.register.root())).ok()?;
        Some(desk.register.root().join(inside))
    };
    let shown = typed.display().to_string();
    match inside(&whole) {
        Some(path) if is_log(desk, &path) || case_of(desk, &path).is_some() => Ok(path),
        _ if !whole.exists() && CaseNumber::parse(&shown).is_some() => {
            Ok(desk.resolve(&shown)?.path)
        }
        _ if !whole.exists() => Err(no_file(&shown)),
        _ => Err(super::refused(&shown, "no-case")),
    }
}

fn no_file(shown: &str) -> Stop {
    Finding::new(Code::NoSuchFile).arg("file", shown).into()
}

/// Whether somebody has settled that file without telling git so: it has no
/// markers, and is none of what git had.
pub(super) fn settled_by_hand(one: &Unmerged) -> bool {
    let Ok(bytes) = fs::read(&one.path) else {
        return false;
    };
    let marked = bytes.split(|byte| *byte == b'\n');
    let mut marked = marked.filter(|line| line.starts_with(b"<<<<<<< "));
    let known = [&one.base, &one.ours, &one.theirs];
    let mut known = known.into_iter().flatten();
    marked.next().is_none() && known.all(|side| *side != bytes)
}
