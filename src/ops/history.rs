//! The story of one case, from its log and from git together.

use std::collections::{BTreeSet, HashMap};

use super::audit::{in_repository, with_history};
use super::desk::{Desk, Loaded};
use super::version::Version;
use crate::case::{Case, Entry, EntryId, Time};
use crate::finding::Stop;
use crate::git::{Commit, Git, Oid, Reach, Signature, Verdict};
use crate::policy::{Person, Rules};
use crate::report::{CommitView, EntryView, HistoryRow, HistoryView, case_view};

/// Each entry of a case with the commit that brought it.
///
/// # Errors
/// There is no such case, no git, no repository or no commit; or the machine
/// failed.
pub fn history(desk: &Desk, ending: &str) -> Result<HistoryView, Stop> {
    let loaded = desk.find(ending)?;
    let git = Git::new(desk.register.root()).unaltered();
    in_repository(&git)?;
    with_history(&git)?;
    let reach = Reach {
        paths: paths(desk, &loaded),
        ..Reach::default()
    };
    let commits = git.commits(&reach)?;
    let brought = brought(&git, &loaded.case, &commits, &reach)?;
    let signatures = signatures(&git, &commits, &brought)?;
    let view = case_view(&loaded.case, &loaded.state, &loaded.rules, desk.now);
    // The view is in order of time, the file in order of arrival.
    let rows = view.log.into_iter().filter_map(|entry| {
        let logged = loaded.case.log.get(entry.place.checked_sub(1)?)?;
        let known = brought.get(&logged.id);
        let commit = known.map(|(at, _)| (&commits[*at], &signatures[&commits[*at].id]));
        let times = (logged.at, logged.fact());
        let mut row = row(entry, times, commit, &loaded.rules);
        row.altered = known.is_some_and(|(_, was)| was != logged);
        Some(row)
    });
    let ends = git.shallow()?;
    Ok(HistoryView {
        case: view.case,
        customer: view.customer,
        status: view.status,
        entries: rows.collect(),
        shallow: commits.iter().any(|commit| ends.contains(&commit.id)),
    })
}

/// Where the case lies and lay.
fn paths(desk: &Desk, loaded: &Loaded) -> Vec<String> {
    let path = &loaded.file.path;
    let before = loaded
        .case
        .moves()
        .map(|(_, moved)| path.with_file_name(format!("{}.yaml", moved.from)));
    let all = before.chain([path.clone()]);
    all.map(|path| desk.register.relative(&path)).collect()
}

/// For each entry the commit that brought it: the earliest that has it and whose
/// parents have not; a merge only where no other commit does.
fn brought(
    git: &Git,
    case: &Case,
    commits: &[Commit],
    reach: &Reach,
) -> Result<HashMap<EntryId, (usize, Entry)>, Stop> {
    let changes = git.changes(commits, reach)?.all;
    let oids: BTreeSet<Oid> = changes
        .iter()
        .flat_map(|one| [one.old, one.new])
        .flatten()
        .collect();
    let oids: Vec<Oid> = oids.into_iter().collect();
    let read = git
        .blobs(&oids)?
        .into_iter()
        .map(|bytes| Version::of(bytes.unwrap_or_default()));
    let versions: HashMap<Oid, Version> = oids.iter().copied().zip(read).collect();
    let mut found: HashMap<EntryId, (usize, Entry)> = HashMap::new();
    for of_commit in changes.chunk_by(|a, b| a.commit == b.commit) {
        let at = of_commit[0].commit as usize;
        let of = |oid: Option<Oid>| versions.get(&oid?).filter(|version| is_of(version, case));
        let old: Vec<&Version> = of_commit
            .iter()
            .filter_map(|change| of(change.old))
            .collect();
        for new in of_commit.iter().filter_map(|change| of(change.new)) {
            for place in new.beyond(&old) {
                let entry = &new.log()[place];
                let rank = |at: usize| (commits[at].parents.len() > 1, commits[at].committed);
                let known = found.get(&entry.id);
                let first = known.is_none_or(|(known, _)| rank(at) < rank(*known));
                if first {
                    found.insert(entry.id.clone(), (at, entry.clone()));
                }
            }
        }
    }
    Ok(found)
}

/// Whether a file held this complaint and not another one of its number.
fn is_of(version: &Version, case: &Case) -> bool {
    version
        .case
        .as_ref()
        .is_ok_and(|there| there.uid == case.uid)
}

fn signatures(
    git: &Git,
    commits: &[Commit],
    brought: &HashMap<EntryId, (usize, Entry)>,
) -> Result<HashMap<Oid, Signature>, Stop> {
    let asked: BTreeSet<Oid> = brought.values().map(|(at, _)| commits[*at].id).collect();
    let asked: Vec<Oid> = asked.into_iter().collect();
    let signatures = git.signatures(&asked)?;
    Ok(asked.into_iter().zip(signatures).collect())
}

fn row(
    entry: EntryView,
    (at, fact): (Time, Time),
    commit: Option<(&Commit, &Signature)>,
    rules: &Rules,
) -> HistoryRow {
    let calendar = &rules.calendar;
    let within = rules.policy.entering.commit_within;
    let late = commit.zip(within).is_some_and(|((commit, _), term)| {
        commit.committed > calendar.due(at.0, term, &[], commit.committed).at
    });
    HistoryRow {
        entry,
        happened: Time(calendar.local(fact.0)).to_string(),
        entered_after: (at.0 - fact.0).num_seconds(),
        committed_after: commit.map(|(commit, _)| (commit.committed - at.0).num_seconds()),
        commit: commit.map(|(commit, signature)| commit_view(commit, signature, rules)),
        late,
        altered: false,
    }
}

fn commit_view(commit: &Commit, signature: &Signature, rules: &Rules) -> CommitView {
    let person = rules.people.by_email(&commit.author.email);
    CommitView {
        id: commit.id.to_string(),
        author: commit.author.name.clone(),
        email: commit.author.email.clone(),
        person: person.map(|(id, _)| id.to_owned()),
        time: Time(rules.calendar.local(commit.committed)).to_string(),
        signature: verdict(signature, person.map(|(_, person)| person)).to_owned(),
        key: signature.key.clone(),
    }
}

fn verdict(signature: &Signature, person: Option<&Person>) -> &'static str {
    let mut keys = signature.key.iter().chain(&signature.primary);
    let own = person.is_some_and(|person| keys.any(|key| person.has_key(key)));
    match signature.verdict {
        Verdict::None => "none",
        Verdict::Good => "good",
        Verdict::Untrusted if own => "good",
        Verdict::Untrusted => "untrusted",
        Verdict::Bad => "bad",
    }
}
