//! What git could not merge: both sides of one case are put together; two cases
//! that took one number are told apart.

mod join;
mod part;

use std::path::Path;

use super::desk::{Desk, Loaded};
use super::links::holder_besides;
use super::renumber::{RenumberCall, renumber};
use crate::case::Case;
use crate::finding::{Code, Finding, Stop};
use crate::git::Unmerged;
use crate::procedure::{Neighbours, judge_log};
use crate::register::{CaseFile, Written, create, replace};
use crate::yaml;
use join::{Side, join};
use part::{Pair, part};

/// What became of one case file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Both sides of one case are in it now.
    Joined {
        /// The case.
        case: String,
        /// How many entries of theirs stand behind ours.
        added: usize,
    },
    /// Two cases had its number, and one has another now.
    Parted {
        /// The number that both had.
        number: String,
        /// Customer of the case that keeps it.
        stays: String,
        /// The number that the other one takes; nothing in a dry run.
        to: Option<String>,
        /// Its customer.
        moves: String,
    },
    /// One of two cases had moved before, and what was added to it under its
    /// old number is with it now.
    Followed {
        /// The number that both had.
        number: String,
        /// Customer of the case that keeps it.
        stays: String,
        /// The number to which the other one had moved.
        to: String,
        /// How many entries came to it.
        added: usize,
    },
}

/// What a merge settled.
#[derive(Debug, Default)]
pub struct Merged {
    /// The case files.
    pub settled: Vec<Settled>,
    /// What speaks against a case now that both sides are in it.
    pub findings: Vec<Finding>,
    /// The files that these are about, as they read with both sides in them.
    pub texts: Vec<(String, String)>,
    /// Other files of the register that git could not merge.
    pub left: Vec<String>,
}

/// Settles every case file that git could not merge, stages it, and gives
/// another number where two files of the register have one. If one of them
/// cannot be settled, nothing is changed.
///
/// # Errors
/// Why a file cannot be settled, each; or there is nothing to settle.
pub fn merge(desk: &Desk, dry_run: bool) -> Result<Merged, Stop> {
    let unmerged = desk.git.unmerged("cases")?;
    let (cases, others): (Vec<&Unmerged>, Vec<&Unmerged>) = unmerged
        .iter()
        .partition(|one| desk.register.case_at(&one.path).is_some());
    let mut plans = Vec::new();
    let mut refused = Vec::new();
    for one in cases {
        match plan(desk, one) {
            Ok(plan) => plans.push(plan),
            Err(Stop::Refused(found)) => refused.extend(found),
            Err(machine) => return Err(machine),
        }
    }
    if !refused.is_empty() {
        return Err(Stop::Refused(refused));
    }
    let mut merged = Merged::default();
    let files: Vec<&Unmerged> = others;
    for plan in &plans {
        settle(desk, plan, &files, dry_run, &mut merged)?;
    }
    twice(desk, dry_run, &mut merged)?;
    if merged.settled.is_empty() {
        return Err(nothing(desk, &files).into());
    }
    merged.left = still_unmerged(desk, dry_run, &files)?;
    Ok(merged)
}

/// What is to be done with one file.
enum Plan {
    Join {
        file: CaseFile,
        text: String,
        case: Case,
        added: usize,
    },
    Part {
        stays: Box<Loaded>,
        moves: Box<Loaded>,
    },
    Follow {
        stays: Box<Loaded>,
        moves: Box<Loaded>,
        known: Box<Loaded>,
        added: usize,
    },
}

fn plan(desk: &Desk, one: &Unmerged) -> Result<Plan, Stop> {
    let shown = desk.register.relative(&one.path);
    let no = |why: &'static str| {
        let finding = Finding::new(Code::NotMergeable).arg("file", shown.as_str());
        Stop::from(finding.arg("why", why).in_file(shown.as_str()))
    };
    let file = desk
        .register
        .case_at(&one.path)
        .ok_or_else(|| no("no-case"))?;
    let (Some(ours), Some(theirs)) = (&one.ours, &one.theirs) else {
        return Err(no("one-deleted"));
    };
    let side = |bytes: &[u8], whose: &str| {
        yaml::read::<Case>(bytes)
            .map_err(|finding| Stop::from(finding.in_file(format!("{shown} ({whose})"))))
    };
    let (ours_case, theirs_case) = (side(ours, "ours")?, side(theirs, "theirs")?);
    if ours_case.uid != theirs_case.uid {
        let load = |bytes: &[u8], case| Box::new(desk.folded(&file, bytes.into(), case));
        return two(desk, [load(ours, ours_case), load(theirs, theirs_case)], no);
    }
    let ours = Side::of(ours, &ours_case).map_err(no)?;
    let theirs = Side::of(theirs, &theirs_case).map_err(no)?;
    let (text, case, added) = join(ours, theirs).map_err(no)?;
    Ok(Plan::Join {
        file,
        text,
        case,
        added,
    })
}

/// Two cases lie where one can: one of them was moved before, or is moved now.
fn two(
    desk: &Desk,
    mut both: [Box<Loaded>; 2],
    no: impl Fn(&'static str) -> Stop,
) -> Result<Plan, Stop> {
    for moving in [0, 1] {
        let moves = &both[moving];
        let Some(file) = holder_besides(desk, &moves.case.uid, Some(&moves.file.path))? else {
            continue;
        };
        let there = desk.load(&file)?;
        let ours = Side::of(&there.bytes, &there.case).map_err(&no)?;
        let theirs = Side::of(&moves.bytes, &moves.case).map_err(&no)?;
        let (text, case, added) = join(ours, theirs).map_err(&no)?;
        let known = Box::new(desk.folded(&file, text.into_bytes().into(), case));
        if moving == 0 {
            both.swap(0, 1);
        }
        let [stays, moves] = both;
        return Ok(Plan::Follow {
            stays,
            moves,
            known,
            added,
        });
    }
    if super::renumber::mover(desk, [&both[0].case, &both[1].case])? == 0 {
        both.swap(0, 1);
    }
    let [stays, moves] = both;
    Ok(Plan::Part { stays, moves })
}

fn settle(
    desk: &Desk,
    plan: &Plan,
    files: &[&Unmerged],
    dry_run: bool,
    merged: &mut Merged,
) -> Result<(), Stop> {
    match plan {
        Plan::Join {
            file,
            text,
            case,
            added,
        } => {
            if !dry_run {
                put(&file.path, text.as_bytes())?;
                desk.git.stage(&[&file.path])?;
            }
            let number = case.number().to_string();
            note_against(desk, file, text, case, merged);
            merged.settled.push(Settled::Joined {
                case: number,
                added: *added,
            });
        }
        Plan::Part { stays, moves } => {
            let pair = Pair {
                stays,
                moves,
                known: None,
            };
            let to = match dry_run {
                true => None,
                false => Some(part(desk, &pair, files)?.case.number().to_string()),
            };
            merged.settled.push(Settled::Parted {
                number: stays.case.number().to_string(),
                stays: customer(stays),
                to,
                moves: customer(moves),
            });
        }
        Plan::Follow {
            stays,
            moves,
            known,
            added,
        } => {
            let pair = Pair {
                stays,
                moves,
                known: Some(known),
            };
            if !dry_run {
                part(desk, &pair, files)?;
            }
            let text = String::from_utf8_lossy(&known.bytes);
            note_against(desk, &known.file, &text, &known.case, merged);
            merged.settled.push(Settled::Followed {
                number: stays.case.number().to_string(),
                stays: customer(stays),
                to: known.case.number().to_string(),
                added: *added,
            });
        }
    }
    Ok(())
}

fn customer(case: &Loaded) -> String {
    let open = case.state.open();
    open.map_or("-".to_owned(), |open| open.customer.to_string())
}

/// Notes what speaks against the case with both sides in it.
fn note_against(desk: &Desk, file: &CaseFile, text: &str, case: &Case, merged: &mut Merged) {
    let rules = desk.book.of(case);
    let alone = |_: &_, _: &_| Neighbours::default();
    let (_, found) = judge_log(case, &rules, &alone, desk.now);
    let found = super::desk::located(&desk.register, &file.path, text.as_bytes(), found);
    if !found.is_empty() {
        let name = desk.register.relative(&file.path);
        merged.texts.push((name, text.to_owned()));
        merged.findings.extend(found);
    }
}

/// Puts bytes at that path, whatever git left there.
fn put(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let check = |_: &[u8]| Ok(());
    if create(path, bytes, &check)? {
        return Ok(());
    }
    // A photograph may be larger than any case file.
    let shown = path.display().to_string();
    let old = std::fs::read(path).map_err(|error| {
        Stop::Machine(anyhow::Error::from(error).context(format!("cannot read {shown}")))
    })?;
    if old == bytes {
        return Ok(());
    }
    match replace(path, &old, bytes, &check)? {
        Written::Done => Ok(()),
        Written::Changed => Err(Finding::new(Code::Changed).arg("file", shown).into()),
    }
}

/// Two files with one number lie in different folders where the number names
/// no month: git sees no conflict there.
fn twice(desk: &Desk, dry_run: bool, merged: &mut Merged) -> Result<(), Stop> {
    let mut files = desk.register.files()?;
    files.sort_by(|a, b| a.number.cmp(&b.number));
    for pair in files
        .windows(2)
        .filter(|pair| pair[0].number == pair[1].number)
    {
        let call = RenumberCall {
            dry_run,
            ..RenumberCall::default()
        };
        let cases = [desk.load(&pair[0])?, desk.load(&pair[1])?];
        if cases[0].case.uid == cases[1].case.uid {
            continue;
        }
        let done = renumber(desk, &pair[0].number, &call)?;
        let stays = cases.iter().find(|one| one.case.uid != done.case.case.uid);
        merged.settled.push(Settled::Parted {
            number: pair[0].number.clone(),
            stays: stays.map_or("-".to_owned(), customer),
            to: done.written.then(|| done.case.case.number().to_string()),
            moves: customer(&done.case),
        });
    }
    Ok(())
}

fn nothing(desk: &Desk, files: &[&Unmerged]) -> Finding {
    let names = files.iter().map(|one| desk.register.relative(&one.path));
    let names: Vec<String> = names.collect();
    let finding = Finding::new(Code::NothingToMerge);
    match names.is_empty() {
        true => finding,
        false => finding.arg("why", names.join(", ")),
    }
}

fn still_unmerged(desk: &Desk, dry_run: bool, files: &[&Unmerged]) -> Result<Vec<String>, Stop> {
    let shown = |one: &Unmerged| desk.register.relative(&one.path);
    // Files of cases are settled with their cases.
    let with_case = |one: &&&Unmerged| {
        let folder = one
            .path
            .parent()
            .map(|folder| folder.with_extension("yaml"));
        folder.is_some_and(|file| desk.register.case_at(&file).is_some())
    };
    Ok(match dry_run {
        true => files
            .iter()
            .filter(|one| !with_case(one))
            .map(|one| shown(one))
            .collect(),
        false => desk.git.unmerged("cases")?.iter().map(shown).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_larger_than_a_case_are_put_in_their_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("照片.jpg");
        let large = |byte| vec![byte; 2 * 1024 * 1024];
        for bytes in [large(1), large(2), large(2)] {
            put(&path, &bytes).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), bytes);
        }
    }
}
