//! Taking back what git does not have yet.

use super::desk::Desk;
use super::step::reads_back;
use crate::case::{Entry, PersonId};
use crate::finding::{Code, Finding, Stop};
use crate::git::Availability;
use crate::register::{Written, remove_uncommitted, replace};
use crate::yaml;

/// What was taken back.
#[derive(Debug)]
pub struct Undone {
    /// The case's number.
    pub case: String,
    /// The entries, the last first.
    pub entries: Vec<Entry>,
    /// Whether the whole case went, its `open` included.
    pub removed: bool,
}

/// Drops the last entry of a case, or with `all` every trailing one, as far as
/// they are one's own and HEAD does not have them.
///
/// # Errors
/// The last entry is somebody else's, or committed.
pub fn undo(desk: &Desk, ending: &str, all: bool, dry_run: bool) -> Result<Undone, Stop> {
    let file = desk.register.resolve(ending)?;
    let loaded = desk.load(&file)?;
    let me = desk
        .git_person()
        .or_else(|stop| desk.author(false).map(|(by, _)| by).map_err(|_| stop))?;
    if desk.git.availability()? == Availability::Missing {
        return Err(Stop::Machine(anyhow::anyhow!(
            "there is no git program, so nobody knows what is committed; nothing was changed"
        )));
    }
    let text = String::from_utf8_lossy(&loaded.bytes).into_owned();
    let head = desk.git.head_bytes(&file.path)?.unwrap_or_default();
    let log = &loaded.case.log;
    let mut keep = log.len();
    while keep > 0 && (all || keep == log.len()) {
        match why_not(
            &log[keep - 1],
            &me,
            &text,
            keep - 1,
            head.len(),
            loaded.case.case.as_str(),
        ) {
            None => keep -= 1,
            Some(finding) if keep == log.len() => return Err(finding.into()),
            Some(_) => break,
        }
    }
    let entries: Vec<Entry> = log[keep..].iter().rev().cloned().collect();
    let undone = Undone {
        case: loaded.case.case.to_string(),
        entries,
        removed: keep == 0,
    };
    if dry_run {
        return Ok(undone);
    }
    let written = if keep == 0 {
        remove_uncommitted(&file.path, &loaded.bytes)?
    } else {
        let mut rest = loaded.case.clone();
        rest.log.truncate(keep);
        let end = yaml::item_start(&text, "log", keep).unwrap_or(text.len());
        replace(
            &file.path,
            &loaded.bytes,
            &text.as_bytes()[..end],
            &|bytes| reads_back(bytes, &rest),
        )?
    };
    match written {
        Written::Done => Ok(undone),
        Written::Changed => Err(Finding::new(Code::Changed)
            .arg("file", desk.register.relative(&file.path))
            .into()),
    }
}

fn why_not(
    entry: &Entry,
    me: &PersonId,
    text: &str,
    place: usize,
    committed: usize,
    case: &str,
) -> Option<Finding> {
    let start = yaml::item_start(text, "log", place).unwrap_or(0);
    if start < committed {
        let finding = Finding::new(Code::Committed).arg("entry", entry.id.as_str());
        return Some(finding.arg("case", case));
    }
    let mine = entry.by == *me || entry.via.as_ref() == Some(me);
    let why = format!("{} is by {}", entry.id, entry.by);
    (!mine).then(|| Finding::new(Code::NothingToUndo).arg("why", why))
}
