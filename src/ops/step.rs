//! One entry behind a log: read, judge, append; again if somebody was faster.

use std::sync::Arc;

use super::check::attachments;
use super::desk::{Desk, Loaded, located};
use super::neighbours::gather;
use super::prepare::{Draft, prepare};
use crate::case::{Body, Case, CaseNumber, Entry, Time};
use crate::finding::{Code, Finding, Step, Stop};
use crate::git::Availability;
use crate::procedure::{State, doubts, judge};
use crate::register::{CaseFile, Written, files_dir_for, replace};
use crate::yaml;

/// How often a step is tried again when somebody else writes at the same
/// time.
pub(super) const TRIES: usize = 50;

/// How a step is to be taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct StepCall {
    /// Show the entry and write nothing.
    pub dry_run: bool,
    /// Make a git commit of it.
    pub commit: bool,
}

/// What a step did.
#[derive(Debug)]
pub struct Outcome {
    /// The case with the entry.
    pub case: Loaded,
    /// The entry.
    pub entry: Entry,
    /// The entry as written in the file.
    pub text: String,
    /// What the case amounted to before.
    pub before: State,
    /// Whether it was written.
    pub written: bool,
    /// What is doubtful about it, and yet was taken.
    pub doubts: Vec<Finding>,
    /// The commit, where one was made.
    pub commit: Option<String>,
}

/// Takes a step in the case of that number or ending.
///
/// # Errors
/// Everything that speaks against it; then nothing was written.
pub fn step(desk: &Desk, ending: &str, draft: &Draft, call: StepCall) -> Result<Outcome, Stop> {
    let file = desk.resolve(ending)?;
    if call.commit && !call.dry_run {
        can_commit(desk)?;
    }
    for _ in 0..TRIES {
        let loaded = desk.load(&file)?;
        let number = loaded.case.number().clone();
        let attempted =
            attempt(desk, loaded, draft, call).map_err(|stop| of_case(stop, &number))?;
        if let Some(mut outcome) = attempted {
            if call.commit && outcome.written {
                let made = commit(desk, &outcome);
                outcome.commit = Some(made.map_err(|stop| uncommitted(stop, desk, &file))?);
            }
            return Ok(outcome);
        }
    }
    Err(Finding::new(Code::Changed)
        .arg("file", desk.register.relative(&file.path))
        .into())
}

/// A commit can be made only in a repository of git; asked before anything is
/// written.
pub(super) fn can_commit(desk: &Desk) -> Result<(), Stop> {
    let why = match desk.git.availability()? {
        Availability::Repository => return Ok(()),
        Availability::Missing => "there is no git program",
        Availability::NotARepository => "this is no git repository: git init",
    };
    Err(Stop::Machine(anyhow::anyhow!(
        "no commit can be made, and nothing was written: {why}"
    )))
}

/// What was written stays where git makes no commit of it, and that is said.
pub(super) fn uncommitted(stop: Stop, desk: &Desk, file: &CaseFile) -> Stop {
    match stop {
        Stop::Machine(fault) => {
            let shown = desk.register.relative(&file.path);
            super::commit::uncommitted(desk, &fault, &shown, 0, Some(&file.number))
        }
        refused => refused,
    }
}

/// Findings about the call name the case too.
fn of_case(stop: Stop, case: &CaseNumber) -> Stop {
    let Stop::Refused(found) = stop else {
        return stop;
    };
    let named = found.into_iter().map(|finding| {
        let known = finding.place.case.is_some() || finding.place.file.is_some();
        match known {
            true => finding,
            false => finding.of_case(case.as_str()),
        }
    });
    Stop::Refused(named.collect())
}

fn attempt(
    desk: &Desk,
    loaded: Loaded,
    draft: &Draft,
    call: StepCall,
) -> Result<Option<Outcome>, Stop> {
    if loaded.state.open().is_none() {
        let finding = Finding::new(Code::NotOpened).at_path(["log".into()]);
        let path = &loaded.file.path;
        return Err(located(&desk.register, path, &loaded.bytes, vec![finding]).into());
    }
    let body = prepare(draft, desk, &loaded)?;
    let entry = entry_of(desk, &loaded, body)?;
    refuse(desk, &loaded, &entry)?;
    if let Some(finding) = attachments(&loaded.file, &entry, 0).into_iter().next()
        && !(call.dry_run && finding.code == Code::AttachmentMissing)
    {
        return Err(of_draft(finding, &entry).into());
    }
    let before = loaded.state.clone();
    let doubts = doubts(&before, &entry);
    let old = loaded.bytes.clone();
    let (case, text) = followed_by(desk, loaded, &entry)?;
    if !call.dry_run {
        let check = |bytes: &[u8]| reads_back(bytes, &case.case);
        let written = replace(&case.file.path, &old, &case.bytes, &check)?;
        if written == Written::Changed {
            return Ok(None);
        }
    }
    Ok(Some(Outcome {
        case,
        entry,
        text,
        before,
        written: !call.dry_run,
        doubts,
        commit: None,
    }))
}

/// The case with one more entry, as it would be in the file, and the entry's
/// text.
///
/// # Errors
/// The file ends in a way that nothing can be appended to.
pub(super) fn followed_by(
    desk: &Desk,
    loaded: Loaded,
    entry: &Entry,
) -> Result<(Loaded, String), Stop> {
    let text = yaml::to_item(entry)?;
    let new = appended(desk, &loaded, &text)?;
    let mut case = loaded.case;
    case.log.push(entry.clone());
    reads_back(new.as_bytes(), &case)?;
    let mut state = loaded.state.after(&Arc::new(entry.clone()), &loaded.rules);
    if let Body::Link(_) = &entry.body {
        desk.follow(&mut state, None)?;
    }
    let after = Loaded {
        state,
        case,
        bytes: new.into_bytes().into(),
        ..loaded
    };
    Ok((after, text))
}

/// The entry behind that log which says this now.
pub(super) fn entry_of(desk: &Desk, loaded: &Loaded, body: Body) -> Result<Entry, Stop> {
    let (by, via) = desk.author(body.kind().decides())?;
    Ok(Entry {
        id: desk.new_id(&loaded.case.log),
        at: entered(desk, loaded),
        by,
        via,
        imported: false,
        body,
    })
}

/// When an entry behind that log is entered: now, but not before the last.
pub(super) fn entered(desk: &Desk, loaded: &Loaded) -> Time {
    let last = loaded.case.log.iter().map(|entry| entry.at).max();
    let at = last.map_or(desk.now, |last| last.max(desk.now));
    Time(desk.book.calendar.local(at.0))
}

/// Asks the judge.
pub(super) fn refuse(desk: &Desk, loaded: &Loaded, entry: &Entry) -> Result<(), Stop> {
    let neighbours = gather(desk, loaded, entry)?;
    let found = judge(&loaded.state, entry, &loaded.rules, &neighbours, desk.now);
    if found.is_empty() {
        return Ok(());
    }
    let refused = found.into_iter().map(|finding| of_draft(finding, entry));
    Err(Stop::Refused(refused.collect()))
}

/// The entry is not in the file: no line could be shown, only the field.
pub(super) fn of_draft(mut finding: Finding, entry: &Entry) -> Finding {
    let path = &mut finding.place.path;
    let kind = Step::from(entry.kind().word());
    if let Some(at) = path.iter().position(|step| *step == kind) {
        path.drain(..=at);
    }
    finding.place.entry = None;
    finding
}

/// The file with one more item.
pub(super) fn appended(desk: &Desk, loaded: &Loaded, item: &str) -> Result<String, Stop> {
    const BOM: &str = "\u{feff}";
    let whole = String::from_utf8_lossy(&loaded.bytes);
    let (mark, old) = match whole.strip_prefix(BOM) {
        Some(rest) => (BOM, rest),
        None => ("", whole.as_ref()),
    };
    let new = yaml::append_item(old, "log", item)
        .map_err(|finding| finding.in_file(desk.register.relative(&loaded.file.path)))?;
    Ok(format!("{mark}{new}"))
}

/// What was written must read as what was meant: old entries unchanged, the
/// new one behind them.
pub(super) fn reads_back(bytes: &[u8], meant: &Case) -> Result<(), Stop> {
    match yaml::read::<Case>(bytes) {
        Ok(case) if case == *meant => Ok(()),
        Err(finding) if finding.code == Code::TooLarge => Err(finding.into()),
        _ => Err(Finding::new(Code::NotAppendable)
            .arg("why", "reads-back")
            .arg("list", "log")
            .into()),
    }
}

fn commit(desk: &Desk, outcome: &Outcome) -> Result<String, Stop> {
    let file = outcome.case.file.path.clone();
    let folder = files_dir_for(&file);
    let mut paths = vec![file];
    if folder.is_dir() {
        paths.push(folder);
    }
    desk.git
        .commit(&paths, &summary(&outcome.case, &outcome.entry))
}

/// The entry in one line, for git.
pub(super) fn summary(case: &Loaded, entry: &Entry) -> String {
    let brief = entry.body.brief();
    let line: String = brief
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect();
    format!("{}: {} {line}", case.case.number(), entry.kind().word())
}
