//! Every case of the history, and what becomes of those that move.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::judged::Judges;
use super::ledger::{Ledger, Spot};
use super::walk::{Loose, Moved, Versions, Walk, Walked, vanished};
use super::{Found, Progress, files};
use crate::case::Uid;
use crate::finding::Stop;
use crate::git::{Change, Oid};
use crate::ops::version::Version;

/// How many changes of cases are read at a time.
const AT_ONCE: usize = 512;

/// What all cases together gave.
#[derive(Default)]
pub(super) struct Cases {
    pub found: Vec<Found>,
    /// How many were touched.
    pub count: usize,
    /// How many entries were brought.
    pub entries: usize,
}

/// The changes of a case and of its files.
struct OfCase<'a> {
    path: &'a str,
    changes: &'a [Change],
    files: Vec<(&'a str, &'a str, &'a [Change])>,
}

impl OfCase<'_> {
    fn file_names(&self) -> HashSet<&str> {
        self.files.iter().map(|(_, name, _)| *name).collect()
    }
}

/// Walks every case that the commits touched.
///
/// # Errors
/// git fails.
pub(super) fn all(ledger: &Ledger, judges: &Judges, progress: Progress) -> Result<Cases, Stop> {
    let all = of_cases(ledger);
    let done = AtomicUsize::new(0);
    let walk = |part: &&[OfCase]| {
        let walked = walk_part(ledger, judges, part);
        let done = done.fetch_add(part.len(), Ordering::Relaxed) + part.len();
        progress(done, all.len());
        walked
    };
    let walked: Vec<Result<Part, Stop>> = parts(&all).par_iter().map(walk).collect();
    let mut cases = Cases {
        count: all.len(),
        ..Cases::default()
    };
    let (mut lost, mut moved, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
    for part in walked {
        let part = part?;
        cases.found.extend(part.found);
        cases.entries += part.entries;
        lost.extend(part.lost);
        moved.extend(part.moved);
        wanted.extend(part.files);
    }
    let settled = loose(ledger, judges, lost, moved)?;
    cases.found.extend(settled.found);
    cases.entries += settled.entries;
    cases.found.extend(files::hashed(ledger, &wanted)?);
    Ok(cases)
}

/// The cases in parts that are read at a time.
fn parts<'a, 'b>(mut all: &'b [OfCase<'a>]) -> Vec<&'b [OfCase<'a>]> {
    let mut parts = Vec::new();
    while !all.is_empty() {
        let mut count = 0;
        let fits = |one: &&OfCase| {
            count += one.changes.len().max(1);
            count <= AT_ONCE
        };
        let (part, rest) = all.split_at(all.iter().take_while(fits).count().max(1));
        parts.push(part);
        all = rest;
    }
    parts
}

/// What a part of the cases gave.
#[derive(Default)]
struct Part {
    found: Vec<Found>,
    entries: usize,
    lost: Vec<Loose>,
    moved: Vec<Moved>,
    files: Vec<files::Wanted>,
}

/// The changes of every case, with those of its files.
fn of_cases<'a>(ledger: &'a Ledger<'a>) -> Vec<OfCase<'a>> {
    let mut all: Vec<OfCase> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for ((path, spot), changes) in ledger.by_path() {
        let (case, file) = match spot {
            Spot::Case(_) => (path.as_str(), None),
            Spot::File(case, name) => (case.as_str(), Some(name.as_str())),
            _ => continue,
        };
        let at = *places.entry(case).or_insert_with(|| {
            all.push(OfCase {
                path: case,
                changes: &[],
                files: Vec::new(),
            });
            all.len() - 1
        });
        match file {
            None => all[at].changes = changes,
            Some(name) => all[at].files.push((path, name, changes)),
        }
    }
    all
}

fn walk_part(ledger: &Ledger, judges: &Judges, part: &[OfCase]) -> Result<Part, Stop> {
    let changed = part
        .iter()
        .flat_map(|one| one.changes)
        .flat_map(|one| [one.old, one.new]);
    let now = part.iter().map(|one| ledger.tree.get(one.path).copied());
    let oids: BTreeSet<Oid> = changed.chain(now).flatten().collect();
    let versions = read(ledger, oids)?;
    let mut cases = Part::default();
    for one in part {
        let walk = Walk::new(ledger, judges, one.path, &versions);
        let Walked {
            found,
            lost,
            moved,
            files,
            entries,
        } = walk.all(one.changes, &one.file_names())?;
        cases.found.extend(found);
        cases.lost.extend(lost);
        cases.moved.extend(moved);
        cases.entries += entries;
        cases.files.extend(files::wanted(
            ledger,
            one.path,
            one.changes,
            &files,
            &one.files,
        ));
    }
    Ok(cases)
}

fn read(ledger: &Ledger, oids: BTreeSet<Oid>) -> Result<Versions, Stop> {
    let oids: Vec<Oid> = oids.into_iter().collect();
    let blobs = ledger.git.blobs(&oids)?;
    let each = oids.into_iter().zip(blobs);
    let version = |(oid, bytes): (Oid, Option<Vec<u8>>)| {
        (oid, Arc::new(Version::of(bytes.unwrap_or_default())))
    };
    Ok(each.map(version).collect())
}

/// Brings cases that went away together with those that were moved here.
fn loose(
    ledger: &Ledger,
    judges: &Judges,
    lost: Vec<Loose>,
    moved: Vec<Moved>,
) -> Result<Walked, Stop> {
    let oids = lost.iter().filter_map(|one| one.change.old);
    let sides = moved.iter().flat_map(|one| &one.sides);
    let oids = oids
        .chain(sides.flat_map(|side| [side.old, side.new]).flatten())
        .collect();
    let versions = read(ledger, oids)?;
    type Side = (u32, u32, Uid);
    let side = |change: &Change, uid: &Option<Uid>| -> Option<Side> {
        Some((change.commit, change.parent, uid.clone()?))
    };
    let mut by_side: HashMap<Side, usize> = HashMap::new();
    for (at, one) in lost.iter().enumerate() {
        by_side.extend(side(&one.change, &one.uid).map(|side| (side, at)));
    }
    let mut found_again = HashSet::new();
    let mut all = Walked::default();
    for one in &moved {
        let mut before: Vec<&Version> = Vec::new();
        for change in &one.sides {
            let from = side(change, &one.uid).and_then(|side| by_side.get(&side).copied());
            let old = change.old.or(from.and_then(|at| lost[at].change.old));
            before.extend(old.and_then(|oid| versions.get(&oid)).map(Arc::as_ref));
            found_again.extend(from);
        }
        let walk = Walk::new(ledger, judges, &one.path, &versions);
        let walked = walk.went_on(&one.sides, &before)?;
        all.found.extend(walked.found);
        all.entries += walked.entries;
    }
    for (_, one) in lost
        .iter()
        .enumerate()
        .filter(|(at, _)| !found_again.contains(at))
    {
        let was = one.change.old.and_then(|oid| versions.get(&oid));
        all.found.push(vanished(one, ledger, was.map(Arc::as_ref)));
    }
    Ok(all)
}
