//! Every file against every rule.

mod index;
mod selection;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::acknowledge::acknowledged;
use super::desk::{Desk, RuleBook, World, load, located};
use super::neighbours::{Wanted, facts};
use crate::case::kinds::File;
use crate::case::{Body, Case, CaseNumber, Entry, Kind, Time};
use crate::finding::{Code, Finding, Stop};
use crate::policy::{
    CalendarFile, Catalog, People, Policy, Rules, check_catalog, check_people, check_policy,
};
use crate::procedure::{CaseFacts, Neighbours, State, dismissed, fold, judge_log, likeness};
use crate::register::{CaseFile, Register, attachment_path};
use index::{Index, Numbers};
use selection::Selection;

/// What `check` found.
#[derive(Debug, Default)]
pub struct Checked {
    /// Findings that nobody has acknowledged.
    pub findings: Vec<Finding>,
    /// Findings that somebody has.
    pub acknowledged: usize,
    /// Cases judged.
    pub cases: usize,
}

/// What makes a finding the same tomorrow, short.
pub fn fingerprint(finding: &Finding) -> String {
    let hash = Sha256::digest(finding.identity().as_bytes());
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A case as `check` keeps it: what others may ask about it and what it asks of
/// others, but not its text, for which a large register has no room.
struct Read {
    file: CaseFile,
    numbers: Numbers,
    facts: CaseFacts,
    likeness: Option<Vec<String>>,
    /// The local day and the instant on which the complaint came.
    opened: Option<(NaiveDate, Time)>,
    /// When the first entry was written.
    entered: Option<Time>,
    /// Whether what it says today may not be what it said once.
    amended: bool,
    /// Since when it is nobody's repeat.
    dismissed: Option<Time>,
    /// What is wrong with it, as far as its own file tells.
    found: Vec<Finding>,
    asks: Vec<Ask>,
}

/// What an entry asks of other cases.
enum Ask {
    /// A classification of that time: whether it names just those repeats.
    Repeats(Time, Option<Wanted>, Vec<CaseNumber>),
    /// What the other case is like.
    Link,
}

impl Ask {
    fn of(state: &State, entry: &Entry, rules: &Rules) -> Option<Ask> {
        match &entry.body {
            Body::Classify(classify) => {
                let mut written = classify.repeats.clone();
                written.sort();
                Some(Ask::Repeats(entry.at, Wanted::of(state, rules), written))
            }
            Body::Link(_) => Some(Ask::Link),
            _ => None,
        }
    }
}

/// Checks the register, or only the files below those paths and the cases of
/// those numbers. A register whose policy, people, calendar or catalog cannot
/// be read gives just those findings.
///
/// # Errors
/// There is no register, nothing to check at a path, or the machine failed.
pub fn check(world: &World, paths: &[std::path::PathBuf]) -> Result<Checked, Stop> {
    let desk = match Desk::open(world) {
        Ok(desk) => desk,
        Err(Stop::Refused(findings))
            if findings.iter().all(|finding| finding.place.file.is_some()) =>
        {
            return Ok(Checked {
                findings,
                ..Checked::default()
            });
        }
        Err(stop) => return Err(stop),
    };
    let wanted = Selection::of(world, &desk.register, paths)?;
    let mut findings = files_of_rules(&desk, &wanted)?;
    let (mut cases, read) = check_cases(&desk, &wanted)?;
    findings.append(&mut cases);
    let unmet = wanted.unmet();
    if !unmet.is_empty() {
        return Err(Stop::Refused(unmet));
    }
    let known = match acknowledged(&desk.register) {
        Ok(known) => known,
        Err(Stop::Refused(unreadable)) => {
            findings.extend(unreadable);
            HashSet::new()
        }
        Err(machine) => return Err(machine),
    };
    let count = findings.len();
    if !known.is_empty() {
        findings.retain(|finding| !known.contains(&fingerprint(finding)));
    }
    Ok(Checked {
        acknowledged: count - findings.len(),
        findings,
        cases: read,
    })
}

fn files_of_rules(desk: &Desk, wanted: &Selection) -> Result<Vec<Finding>, Stop> {
    let register = &desk.register;
    let today = desk.book.revisions.on(desk.today()).clone();
    let mut found = Vec::new();
    let mut take = |path: &Path, check: &dyn Fn() -> Vec<Finding>| -> Result<(), Stop> {
        if path.exists() && wanted.wants(path) {
            let bytes = register.read(path)?;
            found.extend(located(register, path, &bytes, check()));
        }
        Ok(())
    };
    let policies = [vec![register.policy_path()], register.revisions()?].concat();
    for path in policies {
        let policy: Policy = load(register, &path)?;
        take(&path, &|| check_policy(&policy))?;
    }
    let people: &People = &desk.book.people;
    take(&register.people_path(), &|| {
        check_people(people, &today, desk.today())
    })?;
    let catalog: &Catalog = &desk.book.catalog;
    take(&register.catalog_path(), &|| check_catalog(catalog, &today))?;
    let calendar: CalendarFile = load(register, &register.calendar_path())?;
    take(&register.calendar_path(), &|| {
        calendar.build().err().into_iter().collect()
    })?;
    Ok(found)
}

fn check_cases(desk: &Desk, wanted: &Selection) -> Result<(Vec<Finding>, usize), Stop> {
    let (register, book, now) = (&desk.register, &desk.book, desk.now);
    let (mut read, mut found) = super::desk::each(register, |file| {
        read_one(register, book, file, wanted.wants(&file.path), now).map(Some)
    })?;
    let unread = found.iter().filter_map(|finding| {
        let file = Path::new(finding.place.file.as_deref()?);
        CaseNumber::parse(file.file_stem()?.to_str()?)
    });
    let unread: Vec<CaseNumber> = unread.collect();
    found.retain(|finding| {
        wanted.wants(
            &register
                .root()
                .join(finding.place.file.as_deref().unwrap_or_default()),
        )
    });
    let known = read.iter().map(|one| one.file.path.clone());
    let broken = found
        .iter()
        .filter_map(|finding| finding.place.file.as_ref());
    let known = known
        .chain(broken.map(|file| register.root().join(file)))
        .collect();
    let strays = register.strays(&known)?.into_iter();
    found.extend(strays.filter(|finding| {
        let file = finding.place.file.as_deref().unwrap_or_default();
        wanted.wants(&register.root().join(file))
    }));
    found.extend(clashes(register, &read, wanted));
    let index = Index::of(&read, unread);
    let again: Vec<(usize, Result<Vec<Finding>, Stop>)> = read
        .par_iter()
        .enumerate()
        .filter(|(_, one)| index.speaks_against(one))
        .map(|(at, one)| (at, judge_again(register, book, &index, one, now)))
        .collect();
    for (at, findings) in again {
        read[at].found = findings?;
    }
    let count = read.iter().filter(|one| wanted.wants(&one.file.path));
    let count = count.count();
    found.extend(read.into_iter().flat_map(|one| one.found));
    found.sort_by(|a, b| (&a.place.file, a.place.line).cmp(&(&b.place.file, b.place.line)));
    Ok((found, count))
}

/// Reads a case and judges it by its own file. What it asks of others is kept
/// until all of them are read.
fn read_one(
    register: &Register,
    book: &RuleBook,
    file: &CaseFile,
    wanted: bool,
    now: Time,
) -> Result<Read, Stop> {
    let (bytes, case) = super::desk::parse(register, file)?;
    Ok(read_case(register, book, file, &bytes, case, wanted, now))
}

fn read_case(
    register: &Register,
    book: &RuleBook,
    file: &CaseFile,
    bytes: &[u8],
    case: Case,
    wanted: bool,
    now: Time,
) -> Read {
    let rules = book.of(&case);
    let asks = RefCell::new(Vec::new());
    let note = |state: &State, entry: &Entry| {
        asks.borrow_mut().extend(Ask::of(state, entry, &rules));
        Neighbours::default()
    };
    let (state, found) = match wanted {
        true => judged(register, file, bytes, &case, &rules, &note, now),
        false => (fold(&case, &rules), Vec::new()),
    };
    let rule = rules.policy.severity.repeats.as_ref();
    Read {
        file: file.clone(),
        facts: facts(&case, &state),
        likeness: rule
            .zip(state.open())
            .and_then(|(rule, open)| likeness(open, rule)),
        opened: state
            .opened()
            .map(|opened| (rules.calendar.local(opened.0).date_naive(), opened)),
        entered: case.log.first().map(|first| first.at),
        amended: is_amended(&case),
        dismissed: dismissed(&state),
        numbers: Numbers::of(&case),
        found,
        asks: asks.into_inner(),
    }
}

/// Whether the complaint itself was amended.
fn is_amended(case: &Case) -> bool {
    let opened = case.log.first().map(|entry| &entry.id);
    let amends = |entry: &&Entry| entry.kind() == Kind::Amend;
    let targets = case
        .log
        .iter()
        .filter(amends)
        .filter_map(|entry| entry.body.target());
    let mut targets = targets;
    targets.any(|target| Some(&target.entry) == opened)
}

/// Judges a case once more, with all that others say. Few need it: those that
/// link another, or name other repeats than the register has.
fn judge_again(
    register: &Register,
    book: &RuleBook,
    index: &Index,
    one: &Read,
    now: Time,
) -> Result<Vec<Finding>, Stop> {
    let (bytes, case) = super::desk::parse(register, &one.file)?;
    let rules = book.of(&case);
    let neighbours = |state: &State, entry: &Entry| index.neighbours(one, state, entry, &rules);
    let (_, found) = judged(register, &one.file, &bytes, &case, &rules, &neighbours, now);
    Ok(found)
}

/// What speaks against cases that are not in the register yet, given those
/// that are and each other; for each case in its order. Files that belong to
/// them are not looked for.
///
/// # Errors
/// The machine failed.
pub(super) fn judge_new(
    desk: &Desk,
    cases: &[(CaseFile, Case)],
) -> Result<Vec<Vec<Finding>>, Stop> {
    let (register, book, now) = (&desk.register, &desk.book, desk.now);
    let (mut read, _) = super::desk::each(register, |file| {
        read_one(register, book, file, false, now).map(Some)
    })?;
    let known = read.len();
    let new = cases
        .iter()
        .map(|(file, case)| read_case(register, book, file, &[], case.clone(), true, now));
    read.extend(new);
    let index = Index::of(&read, Vec::new());
    let each = read[known..].iter().zip(cases).map(|(one, (file, case))| {
        let mut found = match index.speaks_against(one) {
            false => one.found.clone(),
            true => {
                let rules = book.of(case);
                let about =
                    |state: &State, entry: &Entry| index.neighbours(one, state, entry, &rules);
                judged(register, file, &[], case, &rules, &about, now).1
            }
        };
        found.retain(|finding| finding.code != Code::AttachmentMissing);
        found
    });
    Ok(each.collect())
}

/// What the log amounts to, and what is wrong with the file.
fn judged(
    register: &Register,
    file: &CaseFile,
    bytes: &[u8],
    case: &Case,
    rules: &Rules,
    neighbours: &dyn Fn(&State, &Entry) -> Neighbours,
    now: Time,
) -> (State, Vec<Finding>) {
    let (state, mut found) = judge_log(case, rules, neighbours, now);
    if case.number().as_str() != file.number {
        let finding = Finding::new(Code::NumberDiffers).arg("case", case.number().as_str());
        found.push(
            finding
                .arg("number", file.number.as_str())
                .at_path(["case".into()]),
        );
    }
    if case.log.is_empty() {
        let finding = Finding::new(Code::NotOpened).at_path(["log".into()]);
        found.push(finding.of_case(case.number().as_str()));
    }
    for (at, entry) in case.log.iter().enumerate() {
        if let Some(finding) = attachment(file, entry, at) {
            found.push(finding.of_case(case.number().as_str()));
        }
    }
    (state, located(register, &file.path, bytes, found))
}

/// The file that an entry brought into the case's folder.
pub(super) fn file_of(entry: &Entry) -> Option<&File> {
    match &entry.body {
        Body::Attach(attach) => Some(&attach.file),
        Body::Reply(reply) => reply.file.as_ref(),
        _ => None,
    }
}

/// The file that an entry names must be in the case's folder.
pub(super) fn attachment(file: &CaseFile, entry: &Entry, at: usize) -> Option<Finding> {
    let named = file_of(entry)?;
    let path = [
        "log".into(),
        at.into(),
        entry.kind().word().into(),
        "file".into(),
    ];
    match attachment_path(&file.path, &named.name) {
        Ok(whole) if whole.is_file() => None,
        Err(Stop::Refused(mut found))
            if found
                .first()
                .is_some_and(|found| found.code == Code::OutsideRegister) =>
        {
            found
                .pop()
                .map(|finding| finding.at_path(path).of_entry(entry.id.as_str()))
        }
        _ => {
            let finding = Finding::new(Code::AttachmentMissing).arg("name", named.name.as_str());
            Some(finding.at_path(path).of_entry(entry.id.as_str()))
        }
    }
}

/// Two files with one number or one uid.
fn clashes(register: &Register, read: &[Read], wanted: &Selection) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut numbers: HashMap<&CaseNumber, &Read> = HashMap::new();
    let mut uids: HashMap<&str, &Read> = HashMap::new();
    for one in read {
        let other = uids.insert(one.facts.uid.as_str(), one);
        let clash = match (other, numbers.insert(&one.numbers.now, one)) {
            (Some(other), _) => Some((Code::UidClash, other)),
            (None, Some(other)) => Some((Code::NumberClash, other)),
            (None, None) => None,
        };
        if let Some((code, other)) = clash
            && wanted.wants(&one.file.path)
        {
            let finding = Finding::new(code).arg("other", register.relative(&other.file.path));
            let finding = finding
                .arg("number", one.numbers.now.as_str())
                .arg("uid", one.facts.uid.as_str());
            found.push(finding.in_file(register.relative(&one.file.path)).at(1, 1));
        }
    }
    found
}
