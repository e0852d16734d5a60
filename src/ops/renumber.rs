//! A case takes another number: its file moves, its header stays.

use std::path::{Path, PathBuf};

use super::desk::{Desk, Loaded};
use super::links::linking;
use super::open::known_numbers;
use super::reserve::{Taking, hold, take_number};
use super::step::{
    appended, can_commit, entry_of, of_draft, reads_back, refuse, summary, uncommitted,
};
use crate::case::kinds::Renumber;
use crate::case::{Body, Case, CaseNumber};
use crate::finding::{Code, Finding, Stop};
use crate::register::{CaseFile, Check, Written, create, files_dir_for, move_folder, remove};
use crate::yaml::{self, Text};

/// How a case is to be moved.
#[derive(Debug, Clone, Default)]
pub struct RenumberCall {
    /// The number that it shall take; the next free one if none is named.
    pub to: Option<String>,
    /// Why, in words.
    pub text: Option<Text>,
    /// Say what would be done, and do nothing.
    pub dry_run: bool,
    /// Make a git commit of it.
    pub commit: bool,
}

/// What moving a case did.
#[derive(Debug)]
pub struct Renumbered {
    /// The case under its new number.
    pub case: Loaded,
    /// The number that it had.
    pub from: CaseNumber,
    /// The other case that has this number, where there is one.
    pub stays: Option<String>,
    /// The entry as written in the file.
    pub text: String,
    /// Whether it was done.
    pub written: bool,
    /// The commit, where one was made.
    pub commit: Option<String>,
}

/// Gives a case another number. Where two files have the number, the one moves
/// to which fewer others refer; of two equals the one that was entered later.
///
/// # Errors
/// The number is taken or none of the period's, or somebody may not do it;
/// then nothing was changed.
pub fn renumber(desk: &Desk, ending: &str, call: &RenumberCall) -> Result<Renumbered, Stop> {
    if call.commit && !call.dry_run {
        can_commit(desk)?;
    }
    let (file, stays) = which(desk, ending)?;
    let loaded = desk.load(&file)?;
    let mut renumbered = match &call.to {
        Some(typed) => to_named(desk, &loaded, typed, call)?,
        None => to_next(desk, &loaded, call)?,
    };
    renumbered.stays = stays.map(|file| desk.register.relative(&file.path));
    if call.commit && renumbered.written {
        renumbered.commit = Some(commit(desk, &file, &renumbered)?);
    }
    Ok(renumbered)
}

/// The case that is meant, and where two have its number the one that stays.
fn which(desk: &Desk, ending: &str) -> Result<(CaseFile, Option<CaseFile>), Stop> {
    let both = desk.register.with_number(ending)?;
    let [first, second] = both.as_slice() else {
        return Ok((desk.resolve(ending)?, None));
    };
    let cases = [desk.load(first)?, desk.load(second)?];
    let mover = mover(desk, [&cases[0].case, &cases[1].case])?;
    Ok((both[mover].clone(), Some(both[1 - mover].clone())))
}

/// Which of two cases with one number moves: 0 or 1.
pub(super) fn mover(desk: &Desk, cases: [&Case; 2]) -> Result<usize, Stop> {
    let [first, second] = cases.map(|case| linking(desk, case));
    let entered = |case: &Case| case.log.first().map(|entry| entry.at);
    // What is larger stays: more references, an earlier entry.
    let rank = |count: usize, case: &Case| (count, std::cmp::Reverse(entered(case)));
    let second_stays = rank(second?, cases[1]) > rank(first?, cases[0]);
    Ok(if second_stays { 0 } else { 1 })
}

/// The number that was asked for, if the policy's pattern gives it to a
/// complaint of that day and nobody has or had it.
fn wanted(desk: &Desk, loaded: &Loaded, typed: &str) -> Result<CaseNumber, Stop> {
    let day = desk.day_of(&loaded.case);
    let numbering = &loaded.rules.policy.numbering;
    let serial = numbering.highest(day, [typed]);
    let number = serial.and_then(|serial| numbering.number(day, serial));
    let number = number.filter(|number| number.as_str() == typed);
    let number = number.ok_or_else(|| {
        let finding = Finding::new(Code::NumberForeign).arg("number", typed);
        let finding = finding.arg("pattern", numbering.to_string());
        finding.arg("day", day.to_string()).by_rule("numbering")
    })?;
    let there = desk.register.with_number(typed)?;
    if let Some(other) = there.first() {
        return Err(taken(&number, Some(desk.register.relative(&other.path))));
    }
    if known_numbers(desk, &loaded.rules.policy, day)?.contains(&number.to_string()) {
        return Err(taken(&number, None));
    }
    Ok(number)
}

pub(super) fn taken(number: &CaseNumber, other: Option<String>) -> Stop {
    let finding = Finding::new(Code::NumberTaken).arg("number", number.as_str());
    finding.maybe("other", other).into()
}

/// Moves the case to the number that was asked for.
fn to_named(
    desk: &Desk,
    loaded: &Loaded,
    typed: &str,
    call: &RenumberCall,
) -> Result<Renumbered, Stop> {
    let to = wanted(desk, loaded, typed)?;
    let put = || {
        let _numbering = desk.register.lock_numbering()?;
        let to = wanted(desk, loaded, typed)?;
        relocate(desk, loaded, &to, call)?.ok_or_else(|| taken(&to, None))
    };
    match call.dry_run {
        true => put(),
        false => hold(desk, &to, &loaded.case.uid, put),
    }
}

/// Moves the case to the next free number.
fn to_next(desk: &Desk, loaded: &Loaded, call: &RenumberCall) -> Result<Renumbered, Stop> {
    let taking = Taking {
        policy: &loaded.rules.policy,
        day: desk.day_of(&loaded.case),
        uid: &loaded.case.uid,
        dry_run: call.dry_run,
    };
    take_number(desk, &taking, |number| relocate(desk, loaded, number, call))
}

/// Moves the case there; nothing if that number is taken.
fn relocate(
    desk: &Desk,
    loaded: &Loaded,
    to: &CaseNumber,
    call: &RenumberCall,
) -> Result<Option<Renumbered>, Stop> {
    let moved = moved(desk, loaded, to, call.text.clone())?;
    let (old, new) = (&loaded.file.path, &moved.case.file.path);
    if call.dry_run {
        return Ok(Some(moved));
    }
    let check = |bytes: &[u8]| reads_back(bytes, &moved.case.case);
    let there = move_case(desk, (old, &loaded.bytes), (new, &moved.case.bytes), &check)?;
    Ok(there.then_some(Renumbered {
        written: true,
        ..moved
    }))
}

/// Moves a case's file, with other bytes in it, and its folder. False: there
/// already is a file of that name, and nothing was changed.
pub(super) fn move_case(
    desk: &Desk,
    (old, bytes): (&Path, &[u8]),
    (new, other): (&Path, &[u8]),
    check: Check,
) -> Result<bool, Stop> {
    if !create(new, other, check)? {
        return Ok(false);
    }
    let settled = move_folder(old, new).and_then(|_| remove(old, bytes));
    match settled {
        Ok(Written::Done) => Ok(true),
        Ok(Written::Changed) => {
            take_back(new, other, old)?;
            let file = desk.register.relative(old);
            Err(Finding::new(Code::Changed).arg("file", file).into())
        }
        Err(stop) => {
            take_back(new, other, old)?;
            Err(stop)
        }
    }
}

/// Leaves everything as it was.
fn take_back(new: &Path, bytes: &[u8], old: &Path) -> Result<(), Stop> {
    if !files_dir_for(old).exists() {
        move_folder(new, old)?;
    }
    remove(new, bytes).map(|_| ())
}

/// The case as it would read under that number.
pub(super) fn moved(
    desk: &Desk,
    loaded: &Loaded,
    to: &CaseNumber,
    text: Option<Text>,
) -> Result<Renumbered, Stop> {
    let from = loaded.case.number().clone();
    let body = Body::Renumber(Renumber {
        from: from.clone(),
        to: to.clone(),
        text,
    });
    let entry = entry_of(desk, loaded, body)?;
    refuse(desk, loaded, &entry)?;
    let item = yaml::to_item(&entry)?;
    let bytes = appended(desk, loaded, &item)?.into_bytes();
    let mut meant = loaded.case.clone();
    meant.log.push(entry.clone());
    reads_back(&bytes, &meant).map_err(|stop| match stop {
        Stop::Refused(found) => {
            let found = found.into_iter().map(|one| of_draft(one, &entry));
            Stop::Refused(found.collect())
        }
        machine => machine,
    })?;
    let file = CaseFile {
        number: to.to_string(),
        path: loaded.file.path.with_file_name(format!("{to}.yaml")),
    };
    Ok(Renumbered {
        case: desk.folded(&file, bytes.into(), meant),
        from,
        stays: None,
        text: item,
        written: false,
        commit: None,
    })
}

fn commit(desk: &Desk, old: &CaseFile, done: &Renumbered) -> Result<String, Stop> {
    let new = &done.case.file;
    let mut paths: Vec<PathBuf> = vec![old.path.clone(), new.path.clone()];
    let folder = files_dir_for(&new.path);
    if folder.is_dir() {
        paths.extend([folder, files_dir_for(&old.path)]);
    }
    let entry = done.case.case.log.last();
    let message = entry.map_or(String::new(), |entry| summary(&done.case, entry));
    let made = desk.git.commit(&paths, &message);
    made.map_err(|stop| uncommitted(stop, desk, new))
}
