//! Taking back what git does not have yet.

use std::path::{Path, PathBuf};

use super::desk::{Desk, Loaded};
use super::renumber::{move_case, taken};
use super::step::reads_back;
use crate::case::{Case, CaseNumber, Entry, EntryId, Kind, PersonId};
use crate::finding::{Code, Finding, Stop};
use crate::git::Availability;
use crate::register::{CaseFile, Written, attachment_path, files_dir_for, remove, replace};
use crate::yaml;

/// What was taken back.
#[derive(Debug)]
pub struct Undone {
    /// The case's number.
    pub case: String,
    /// The number that it has again, where it was moved to this one.
    pub number: Option<String>,
    /// The entries, the last first.
    pub entries: Vec<Entry>,
    /// Whether the whole case went, its `open` included.
    pub removed: bool,
    /// Files that went with their entries: copies that git does not have.
    pub files: Vec<String>,
    /// The case before and after, where entries went and some are left.
    pub changed: Option<(Loaded, Loaded)>,
}

/// Drops the last entry of a case, or with `all` every trailing one, as far as
/// they are one's own and HEAD does not have them.
///
/// # Errors
/// The last entry is somebody else's, or committed.
pub fn undo(desk: &Desk, ending: &str, all: bool, dry_run: bool) -> Result<Undone, Stop> {
    let file = desk.resolve(ending)?;
    let loaded = desk.load(&file)?;
    let me = desk
        .git_person()
        .or_else(|stop| desk.author(false).map(|(by, _)| by).map_err(|_| stop))?;
    if desk.git.availability()? == Availability::Missing {
        return Err(Stop::Machine(anyhow::anyhow!(
            "there is no git program, so nobody knows what is committed; nothing was changed"
        )));
    }
    let committed = committed(desk, &file, &loaded.case)?;
    let log = &loaded.case.log;
    let mut keep = log.len();
    while keep > 0 && (all || keep == log.len()) {
        match why_not(
            &log[keep - 1],
            &me,
            &committed,
            loaded.case.number().as_str(),
        ) {
            None => keep -= 1,
            Some(finding) if keep == log.len() => return Err(finding.into()),
            Some(_) => break,
        }
    }
    let entries: Vec<Entry> = log[keep..].iter().rev().cloned().collect();
    let mut rest = loaded.case.clone();
    rest.log.truncate(keep);
    let back = (keep > 0 && rest.number() != loaded.case.number()).then(|| rest.number());
    let _numbering = match back {
        Some(number) => Some(free(desk, number)?),
        None => None,
    };
    let mut undone = Undone {
        case: loaded.case.number().to_string(),
        number: back.map(ToString::to_string),
        entries,
        removed: keep == 0,
        files: Vec::new(),
        changed: None,
    };
    if !dry_run {
        let path = shorten(desk, &loaded, &rest)?;
        undone.files = drop_files(desk, &path, log.split_at(keep))?;
        if keep > 0 {
            let number = rest.number().to_string();
            let now = desk.load(&CaseFile { number, path })?;
            undone.changed = Some((loaded, now));
        }
    }
    Ok(undone)
}

/// Leaves only the rest of a case, under the number that it had then, or
/// nothing where no entry is left. Where the file lies.
fn shorten(desk: &Desk, loaded: &Loaded, rest: &Case) -> Result<PathBuf, Stop> {
    let (old, bytes) = (&loaded.file.path, &loaded.bytes);
    let keep = rest.log.len();
    let shorter = without(&String::from_utf8_lossy(bytes), keep);
    let check = |bytes: &[u8]| reads_back(bytes, rest);
    let mut path = old.clone();
    let written = if keep == 0 {
        remove(old, bytes)?
    } else if rest.number() == loaded.case.number() {
        replace(old, bytes, shorter.as_bytes(), &check)?
    } else {
        path.set_file_name(format!("{}.yaml", rest.number()));
        let new = (path.as_path(), shorter.as_bytes());
        if !move_case(desk, (old, bytes), new, &check)? {
            return Err(taken(rest.number(), Some(desk.register.relative(&path))));
        }
        Written::Done
    };
    match written {
        Written::Done => Ok(path),
        Written::Changed => Err(Finding::new(Code::Changed)
            .arg("file", desk.register.relative(old))
            .into()),
    }
}

/// Sees that no other case has the number by now, and that none gets it until
/// the lock is dropped.
fn free(desk: &Desk, number: &CaseNumber) -> Result<impl Sized, Stop> {
    let lock = desk.register.lock_numbering()?;
    match desk.register.with_number(number.as_str())?.first() {
        Some(other) => Err(taken(number, Some(desk.register.relative(&other.path)))),
        None => Ok(lock),
    }
}

/// Takes the copies away that only the dropped entries name and HEAD does not
/// have.
fn drop_files(
    desk: &Desk,
    case: &Path,
    (kept, dropped): (&[Entry], &[Entry]),
) -> Result<Vec<String>, Stop> {
    let places = |entry: &Entry| {
        let files = entry.body.files().into_iter();
        let places = files.flat_map(|file| attachment_path(case, &file.name, &file.sha256));
        places.collect::<Vec<_>>()
    };
    let still: Vec<PathBuf> = kept.iter().flat_map(places).collect();
    let mut gone = Vec::new();
    for path in dropped
        .iter()
        .flat_map(places)
        .filter(|path| !still.contains(path))
    {
        if desk.git.head_bytes(&path)?.is_none() && std::fs::remove_file(&path).is_ok() {
            gone.push(desk.register.relative(&path));
        }
    }
    // Fails while anything is left in it, and then it stays.
    let _ = std::fs::remove_dir(files_dir_for(case));
    Ok(gone)
}

/// The entries that HEAD has, also under a number that the case had before;
/// all of them where that cannot be told.
fn committed(desk: &Desk, file: &CaseFile, case: &Case) -> Result<Committed, Stop> {
    let mut these = Vec::new();
    let before = case.moves().map(|(_, moved)| moved.from.as_str());
    for number in before.chain([file.number.as_str()]) {
        let path = file.path.with_file_name(format!("{number}.yaml"));
        let Some(bytes) = desk.git.head_bytes(&path)? else {
            continue;
        };
        match yaml::read::<Case>(&bytes) {
            Ok(there) if there.uid == case.uid => {
                these.extend(there.log.into_iter().map(|entry| entry.id));
            }
            Ok(_) => {}
            Err(_) => return Ok(Committed::All),
        }
    }
    Ok(Committed::These(these))
}

/// The entries that git has.
enum Committed {
    All,
    These(Vec<EntryId>),
}

fn why_not(entry: &Entry, me: &PersonId, committed: &Committed, case: &str) -> Option<Finding> {
    let there = match committed {
        Committed::All => true,
        Committed::These(ids) => ids.contains(&entry.id),
    };
    if there {
        if entry.kind() == Kind::Renumber {
            let finding = Finding::new(Code::NumberStays).arg("entry", entry.id.as_str());
            return Some(finding.of_case(case));
        }
        let finding = Finding::new(Code::Committed).arg("entry", entry.id.as_str());
        return Some(finding.arg("case", case));
    }
    let mine = entry.by == *me || entry.via.as_ref() == Some(me);
    let finding = Finding::new(Code::NothingToUndo).arg("entry", entry.id.as_str());
    (!mine).then(|| finding.arg("person", entry.by.as_str()))
}

/// The text without its last entries, but with the comments behind them.
fn without(text: &str, keep: usize) -> String {
    let end = yaml::item_start(text, "log", keep).unwrap_or(text.len());
    let comment = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let behind = text[end..].lines().rev().take_while(comment).count();
    let lines: Vec<&str> = text[end..].split_inclusive('\n').collect();
    let kept = lines[lines.len() - behind..].concat();
    format!("{}{kept}", &text[..end])
}
