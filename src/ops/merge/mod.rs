//! What git could not merge: both sides of one case are put together; two cases
//! that took one number are told apart.

mod away;
mod beside;
mod driver;
mod join;
mod marks;
mod part;
mod settled;
mod waiting;

use std::path::{Path, PathBuf};

use super::desk::{Desk, Loaded, World};
use super::links::holder_besides;
use super::renumber::{RenumberCall, renumber};
use crate::case::Case;
use crate::finding::{Code, Finding, Stop};
use crate::git::Unmerged;
use crate::policy::Acknowledged;
use crate::procedure::{Neighbours, judge_log};
use crate::register::{CaseFile, Written, create, files_dir_for, replace};
use crate::yaml;
use away::{Away, gone_on_one_side, with_its_holder};
use beside::{Beside, beside};
pub use driver::{Driven, drive};
use driver::{refused, side};
use join::{Log, Side, join, keep};
use part::{Pair, follow, part};
pub use settled::{Merged, Settled};
use waiting::{case_of, is_log, settled_by_hand, waiting};

/// Settles every case file that git could not merge, or only the files named;
/// stages it, and gives another number where two files of the register have one.
/// What somebody settled by hand stays so. If one of them cannot be settled,
/// nothing is changed.
///
/// # Errors
/// Why a file cannot be settled, each; or there is nothing to settle.
pub fn merge(desk: &Desk, world: &World, typed: &[PathBuf], dry_run: bool) -> Result<Merged, Stop> {
    let unmerged = desk.git.unmerged("cases")?;
    let mut waiting = waiting(desk, world, typed, &unmerged)?;
    let others = unmerged.iter().filter(|one| !is_log(desk, &one.path));
    let others: Vec<&Unmerged> = others.collect();
    let mut merged = Merged::default();
    let mut plans = Vec::new();
    let mut refused = Vec::new();
    for one in &waiting.logs {
        if settled_by_hand(one) {
            merged.findings.push(by_hand(desk, one));
            continue;
        }
        match plan(desk, one) {
            Ok(plan) => plans.push(plan),
            Err(Stop::Refused(found)) => refused.extend(found),
            Err(machine) => return Err(machine),
        }
    }
    if !refused.is_empty() {
        return Err(Stop::Refused(refused));
    }
    waiting.files.retain(|one| {
        let by_hand = settled_by_hand(one);
        if by_hand {
            merged.findings.push(self::by_hand(desk, one));
        }
        !by_hand
    });
    let files = beside(desk, &waiting, &plans, !typed.is_empty())?;
    for plan in &plans {
        settle(desk, plan, &others, dry_run, &mut merged)?;
    }
    settle_files(desk, files, dry_run, &mut merged)?;
    if typed.is_empty() {
        twice(desk, dry_run, &mut merged)?;
    }
    if merged.settled.is_empty() && !merged.findings.is_empty() {
        return Err(Stop::Refused(merged.findings));
    }
    if merged.settled.is_empty() {
        return Err(nothing(desk, &others).into());
    }
    if typed.is_empty() {
        merged.left = still_unmerged(desk, dry_run, &others)?;
    }
    Ok(merged)
}

fn by_hand(desk: &Desk, one: &Unmerged) -> Finding {
    let shown = desk.register.relative(&one.path);
    let finding = Finding::new(Code::SettledByHand).arg("file", shown.as_str());
    finding.in_file(shown)
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
    Away(Away),
    Findings {
        path: PathBuf,
        text: String,
        added: usize,
    },
}

fn plan(desk: &Desk, one: &Unmerged) -> Result<Plan, Stop> {
    let shown = desk.register.relative(&one.path);
    let Some(file) = desk.register.case_at(&one.path) else {
        return acknowledged(desk, one, &shown);
    };
    let (Some(ours), Some(theirs)) = (&one.ours, &one.theirs) else {
        return gone_on_one_side(desk, one, file, &shown).map(Plan::Away);
    };
    let (ours_case, theirs_case): (Case, Case) =
        (side(ours, &shown, "ours")?, side(theirs, &shown, "theirs")?);
    if ours_case.uid != theirs_case.uid {
        let load = |bytes: &[u8], case| Box::new(desk.folded(&file, bytes.into(), case));
        return two(
            desk,
            [load(ours, ours_case), load(theirs, theirs_case)],
            &shown,
        );
    }
    let sides = [(ours, &ours_case), (theirs, &theirs_case)];
    let (text, case, added) = put_together(desk, one, sides, &shown)?;
    Ok(Plan::Join {
        file,
        text,
        case,
        added,
    })
}

fn acknowledged(desk: &Desk, one: &Unmerged, shown: &str) -> Result<Plan, Stop> {
    let (Some(ours), Some(theirs)) = (&one.ours, &one.theirs) else {
        return Err(refused(shown, "one-deleted"));
    };
    let a: Acknowledged = side(ours, shown, "ours")?;
    let b: Acknowledged = side(theirs, shown, "theirs")?;
    let (text, _, added) = put_together(desk, one, [(ours, &a), (theirs, &b)], shown)?;
    Ok(Plan::Findings {
        path: one.path.clone(),
        text,
        added,
    })
}

/// Both sides in one. Of what HEAD has nothing may be missing: sides that were
/// read out of markers can both lack it.
fn put_together<L: Log>(
    desk: &Desk,
    one: &Unmerged,
    [ours, theirs]: [(&Vec<u8>, &L); 2],
    shown: &str,
) -> Result<(String, L, usize), Stop> {
    let no = |why| refused(shown, why);
    let joined = join(
        Side::of(ours.0, ours.1).map_err(no)?,
        Side::of(theirs.0, theirs.1).map_err(no)?,
    );
    let (text, log, added) = joined.map_err(no)?;
    let head = desk.git.head_bytes(&one.path)?;
    let head: Option<L> = head.and_then(|bytes| yaml::read(&bytes).ok());
    match head.is_none_or(|head| keep(&head, &log, &log).is_ok()) {
        true => Ok((text, log, added)),
        false => Err(no("old-missing")),
    }
}

/// Two cases lie where one can: one of them was moved before, or is moved now.
fn two(desk: &Desk, mut both: [Box<Loaded>; 2], shown: &str) -> Result<Plan, Stop> {
    for moving in [0, 1] {
        let moves = &both[moving];
        let Some(file) = holder_besides(desk, &moves.case.uid, Some(&moves.file.path))? else {
            continue;
        };
        let (text, case, added) = with_its_holder(desk, &file, moves, shown)?;
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
                fetch_files(desk, file, text, case, files)?;
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
        Plan::Away(away) => settle_away(desk, away, files, dry_run, merged)?,
        Plan::Findings { path, text, added } => {
            if !dry_run {
                put(path, text.as_bytes())?;
                desk.git.stage(&[path])?;
            }
            merged.settled.push(Settled::Joined {
                case: desk.register.relative(path),
                added: *added,
            });
        }
    }
    Ok(())
}

/// Files that both sides put to a case, as far as they did not go with one that
/// moved.
fn settle_files(
    desk: &Desk,
    files: Vec<Beside>,
    dry_run: bool,
    merged: &mut Merged,
) -> Result<(), Stop> {
    let left = match files.is_empty() {
        true => return Ok(()),
        false => desk.git.unmerged("cases")?,
    };
    for one in files {
        if !left.iter().any(|still| still.path == one.path) {
            continue;
        }
        if !dry_run {
            one.write(desk)?;
        }
        merged.settled.push(Settled::Files {
            case: one.case,
            name: one.name,
            other: one.other,
        });
    }
    Ok(())
}

/// Files that one side put beside a case under a number that it no longer has.
fn fetch_files(
    desk: &Desk,
    file: &CaseFile,
    text: &str,
    case: &Case,
    files: &[&Unmerged],
) -> Result<(), Stop> {
    for (_, moved) in case.moves() {
        let old = file.path.with_file_name(format!("{}.yaml", moved.from));
        if !old.exists() && files_dir_for(&old).is_dir() {
            let known = desk.folded(file, text.as_bytes().into(), case.clone());
            follow(desk, &old, &known, files)?;
        }
    }
    Ok(())
}

fn settle_away(
    desk: &Desk,
    away: &Away,
    files: &[&Unmerged],
    dry_run: bool,
    merged: &mut Merged,
) -> Result<(), Stop> {
    match away {
        Away::Moved {
            moves,
            known,
            added,
        } => {
            if !dry_run {
                follow(desk, &moves.file.path, known, files)?;
            }
            let text = String::from_utf8_lossy(&known.bytes);
            note_against(desk, &known.file, &text, &known.case, merged);
            merged.settled.push(Settled::Rejoined {
                number: moves.file.number.clone(),
                to: known.case.number().to_string(),
                added: *added,
            });
        }
        Away::Deleted { file, bytes } => {
            if !dry_run {
                put(&file.path, bytes)?;
                desk.git.stage(&[&file.path])?;
            }
            merged.settled.push(Settled::Kept {
                case: file.number.clone(),
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
    let with_case = |one: &&&Unmerged| case_of(desk, &one.path).is_some();
    Ok(match dry_run {
        true => files
            .iter()
            .filter(|one| !with_case(one))
            .map(|one| shown(one))
            .collect(),
        false => {
            let left = desk.git.unmerged("cases")?;
            let left = left.iter().filter(|one| !is_log(desk, &one.path));
            left.map(shown).collect()
        }
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
