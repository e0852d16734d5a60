//! The history in git against the rules: what was committed stays, whole and in
//! its order; every step was legal when it was made, and said by whoever
//! committed it.

mod backwards;
mod books;
mod cases;
mod files;
mod judged;
mod ledger;
mod rules;
mod signed;
mod walk;

use std::collections::HashSet;

use chrono::TimeDelta;

use super::acknowledge::Accepted;
use super::desk::Desk;
use crate::finding::{Code, Finding, Stop};
use crate::git::{Availability, Git, Identity, Oid, Reach};
use judged::Judges;
use ledger::Ledger;

/// What is to be audited.
#[derive(Debug, Clone, Default)]
pub struct AuditCall {
    /// Only what came after that commit.
    pub since: Option<String>,
    /// A commit that the history must hold.
    pub anchor: Option<String>,
    /// Whether signatures must be good and belong to the commits' authors.
    pub signed: bool,
    /// Not the history, but what would be committed now.
    pub staged: bool,
}

/// What the audit found.
#[derive(Debug, Default)]
pub struct Audited {
    /// Findings that nobody has acknowledged, in the order of the history.
    pub findings: Vec<Finding>,
    /// Findings that somebody has.
    pub acknowledged: Vec<Finding>,
    /// What cannot be helped any more by who is about to commit it.
    pub doubts: Vec<Finding>,
    /// Commits that touched the register.
    pub commits: usize,
    /// Cases that they touched.
    pub cases: usize,
    /// Entries that they brought.
    pub entries: usize,
}

/// A finding in a commit.
pub(super) struct Found {
    pub commit: u32,
    pub finding: Finding,
}

/// How far an audit is: what was done of how much.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// By how much clocks of two machines may differ.
const SKEW: TimeDelta = TimeDelta::hours(1);

/// Walks the history of a register, or what would be committed next.
///
/// # Errors
/// There is no git, no repository or no commit; a commit that is named is not
/// there; or the machine failed.
pub fn audit(desk: &Desk, call: &AuditCall, progress: Progress) -> Result<Audited, Stop> {
    let git = Git::new(desk.register.root()).unaltered();
    in_repository(&git)?;
    let mut ledger = match call.staged {
        true => of_index(desk, &git)?,
        false => of_history(desk, &git, call)?,
    };
    let anchor = call.anchor.as_deref();
    let lost = anchor.map(|anchor| anchored(&git, anchor)).transpose()?;
    let mut found: Vec<Found> = lost.flatten().into_iter().collect();
    found.extend(shallow(&ledger));
    found.extend(backwards(desk, &ledger)?);
    found.extend(rules::changed(&mut ledger)?);
    let cases = cases::all(&ledger, &Judges::new(&desk.book), progress)?;
    found.extend(cases.found);
    found.extend(rules::acknowledged(&ledger)?);
    if call.signed && !call.staged {
        found.extend(signed::signatures(&ledger)?);
    }
    let mut audited = Audited {
        commits: ledger.commits.len(),
        cases: cases.count,
        entries: cases.entries,
        ..Audited::default()
    };
    settle(desk, found, &mut audited)?;
    if call.staged {
        // To refuse what comes late would only make it later.
        let late = |one: &Finding| matches!(one.code, Code::CommittedLate | Code::CommitBackwards);
        let found = std::mem::take(&mut audited.findings);
        (audited.doubts, audited.findings) = found.into_iter().partition(late);
    }
    Ok(audited)
}

/// What would be committed now: git says by whom and when.
fn of_index<'a>(desk: &'a Desk, git: &'a Git) -> Result<Ledger<'a>, Stop> {
    let nobody = || Identity {
        name: String::new(),
        email: String::new(),
    };
    let author = git.identity()?.unwrap_or_else(nobody);
    let time = git.commit_time()?.unwrap_or(desk.now.0);
    Ledger::staged(git, &desk.register, author, desk.book.calendar.local(time))
}

/// What was committed.
fn of_history<'a>(desk: &'a Desk, git: &'a Git, call: &AuditCall) -> Result<Ledger<'a>, Stop> {
    with_history(git)?;
    let since = call.since.as_deref();
    let reach = Reach {
        since: since.map(|name| named(git, name)).transpose()?,
        ..Reach::default()
    };
    Ledger::of(git, &desk.register, &reach, &desk.book.calendar)
}

/// Sorts findings, drops those that are said of one commit twice, and those that
/// somebody has acknowledged.
fn settle(desk: &Desk, mut found: Vec<Found>, audited: &mut Audited) -> Result<(), Stop> {
    let key = |found: &Found| {
        let place = &found.finding.place;
        (found.commit, place.file.clone(), place.line)
    };
    found.sort_by_cached_key(key);
    let mut once = HashSet::new();
    let all = found.into_iter().map(|found| found.finding);
    // An unknown author is said once a commit, not once an entry.
    let identity = |finding: &Finding| match finding.code {
        Code::AuthorUnknown => {
            let commit = finding
                .place
                .revision
                .as_ref()
                .and_then(|revision| revision.commit.clone());
            format!("{}|{commit:?}", finding.code)
        }
        _ => format!("{}|{:?}", finding.identity(), finding.place.line),
    };
    let all: Vec<Finding> = all
        .filter(|finding| once.insert(identity(finding)))
        .collect();
    let accepted = Accepted::read(&desk.register)?;
    (audited.findings, audited.acknowledged) = accepted.part(all, &desk.book.people);
    Ok(())
}

/// Refuses where there is no repository, or no git.
pub(super) fn in_repository(git: &Git) -> Result<(), Stop> {
    let (why, hint) = match git.availability()? {
        Availability::Repository => return Ok(()),
        Availability::Missing => ("no-git", "install-git"),
        Availability::NotARepository => ("no-repository", "git-init"),
    };
    Err(Finding::new(Code::NoHistory)
        .arg("why", why)
        .arg("hint", hint)
        .into())
}

/// Refuses where nothing is committed.
pub(super) fn with_history(git: &Git) -> Result<(), Stop> {
    match git.commit_named("HEAD")? {
        Some(_) => Ok(()),
        None => {
            let finding = Finding::new(Code::NoHistory).arg("why", "no-commit");
            Err(finding.arg("hint", "git-commit").into())
        }
    }
}

fn named(git: &Git, name: &str) -> Result<Oid, Stop> {
    let found = git.commit_named(name)?;
    found.ok_or_else(|| Finding::new(Code::NoSuchCommit).arg("commit", name).into())
}

/// A commit that the history must still hold: a forced push is seen so.
fn anchored(git: &Git, anchor: &str) -> Result<Option<Found>, Stop> {
    let is_hash = anchor.len() >= 7 && anchor.bytes().all(|byte| byte.is_ascii_hexdigit());
    let held = match git.commit_named(anchor)? {
        Some(commit) => git.holds(commit)?,
        None if is_hash => false,
        None => {
            return Err(Finding::new(Code::NoSuchCommit)
                .arg("commit", anchor)
                .into());
        }
    };
    let lost = || Found {
        commit: 0,
        finding: Finding::new(Code::AnchorLost).arg("commit", anchor),
    };
    Ok((!held).then(lost))
}

/// A commit at which a shallow clone breaks off: what came before cannot be
/// audited.
fn shallow(ledger: &Ledger) -> Option<Found> {
    let end = ledger.commits.iter().find(|made| made.breaks_off)?.id?;
    let short: String = end.to_string().chars().take(10).collect();
    let finding = Finding::new(Code::ShallowHistory).arg("commit", short);
    Some(Found { commit: 0, finding })
}

/// Commits that bear an earlier date than the one before them.
fn backwards(desk: &Desk, ledger: &Ledger) -> Result<Vec<Found>, Stop> {
    let outside = ledger.commits.iter().flat_map(|made| &made.parents);
    let outside: Vec<Oid> = outside
        .filter(|id| !ledger.places.contains_key(id))
        .copied()
        .collect();
    let outside = ledger.git.times(&outside)?;
    let local = |time| desk.book.calendar.local(time);
    let time = |id: &Oid| match ledger.places.get(id) {
        Some(at) => Some(ledger.commits[*at].time),
        None => outside.get(id).copied().map(local),
    };
    let each = ledger.commits.iter().enumerate().filter_map(|(at, made)| {
        let parent = made.parents.iter().filter_map(time).max()?;
        let finding = || {
            let finding = Finding::new(Code::CommitBackwards).arg("time", made.time);
            finding.arg("parent", parent).in_revision(made.revision())
        };
        let commit = u32::try_from(at).unwrap_or(u32::MAX);
        (made.time + SKEW < parent).then(|| Found {
            commit,
            finding: finding(),
        })
    });
    Ok(each.collect())
}
