//! Every file against every rule.

mod again;
mod ask;
mod attachments;
mod clashes;
mod index;
mod selection;
mod staged;
mod traced;

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::acknowledge::Accepted;
use super::desk::{Desk, RuleBook, World, load, located};
use super::hook::missing_driver;
use super::neighbours::facts;
use super::shipments::numbers_of;
use super::trace_data::{TraceData, known_as};
use crate::case::{Case, CaseNumber, Entry, EntryId, Kind, Time};
use crate::finding::{Code, Finding, Stop};
use crate::policy::{
    CalendarFile, Catalog, People, Policy, Rules, check_catalog, check_people, check_policy,
};
use crate::procedure::goods::{Cover, covers};
use crate::procedure::{
    CaseFacts, Neighbours, State, alike_in, dismissed, fold, judge_log, likeness,
};
use crate::register::{CaseFile, Register};
use crate::trace::Shipments;
use again::{Recurrence, again};
use ask::Ask;
pub(super) use attachments::attachments;
use attachments::{all_attachments, unmerged};
use clashes::clashes;
use index::{Index, Numbers};
use selection::Selection;
pub use staged::check_staged;
use traced::{Kept, against};

/// What `check` found.
#[derive(Debug, Default)]
pub struct Checked {
    /// Findings that nobody has acknowledged.
    pub findings: Vec<Finding>,
    /// Findings that somebody has.
    pub acknowledged: Vec<Finding>,
    /// The files of the cases that were judged.
    pub cases: Vec<String>,
    /// The register's folder with the files as they are staged, where they lie
    /// otherwise in the register itself.
    pub root: Option<PathBuf>,
    /// What goes with this value: that folder.
    pub staged: Option<TempDir>,
}

/// What makes a finding the same tomorrow, short.
pub fn fingerprint(finding: &Finding) -> String {
    digest(&finding.identity())
}

/// A short digest of what makes something the same tomorrow.
pub fn digest(identity: &str) -> String {
    let hash = Sha256::digest(identity.as_bytes());
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
    /// What it settled, and how far it looks back.
    recurrence: Recurrence,
    /// Since when it is nobody's repeat.
    dismissed: Option<Time>,
    /// What is wrong with it, as far as its own file tells.
    found: Vec<Finding>,
    asks: Vec<Ask>,
    /// What its traces found.
    traces: Vec<Kept>,
    /// The customer, as the catalog has it, and what RMAs cover; nothing where
    /// there is no shipment data.
    covers: Option<(String, Vec<Cover>)>,
    /// The numbers of its RMAs, each with the time from which it was there.
    rmas: Vec<(String, Time)>,
    /// The entries of which one gave an RMA its number, even one that counts no
    /// longer; none without an RMA.
    gave: Vec<EntryId>,
}

/// What cases are checked by.
struct Bench<'a> {
    register: &'a Register,
    book: &'a RuleBook,
    now: Time,
    /// Where there is shipment data that can be read.
    shipments: Option<&'a Shipments>,
}

impl<'a> Bench<'a> {
    fn of(desk: &'a Desk, data: &'a TraceData) -> Self {
        Bench {
            register: &desk.register,
            book: &desk.book,
            now: desk.now,
            shipments: data.shipments.as_ref(),
        }
    }
}

/// Checks the register, or only the files below those paths and the cases of
/// those numbers. A register whose policy, people, calendar or catalog cannot
/// be read gives just those findings.
///
/// # Errors
/// There is no register, nothing to check at a path, or the machine failed.
pub fn check(world: &World, paths: &[PathBuf]) -> Result<Checked, Stop> {
    check_as(world, &|register| Selection::of(world, register, paths))
}

/// Checks what is selected in the register.
fn check_as(
    world: &World,
    select: &dyn Fn(&Register) -> Result<Selection, Stop>,
) -> Result<Checked, Stop> {
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
    let wanted = select(&desk.register)?;
    let mut findings = files_of_rules(&desk, &wanted)?;
    let (mut found, cases) = check_cases(&desk, &wanted)?;
    findings.append(&mut found);
    let unmet = wanted.unmet();
    if !unmet.is_empty() {
        return Err(Stop::Refused(unmet));
    }
    let accepted = match Accepted::read(&desk.register) {
        Ok(accepted) => accepted,
        Err(Stop::Refused(unreadable)) => {
            findings.extend(unreadable);
            Accepted::default()
        }
        Err(machine) => return Err(machine),
    };
    findings.extend(missing_driver(desk.register.root(), &findings));
    unmerged(&desk, &mut findings)?;
    let (findings, acknowledged) = accepted.part(findings, &desk.book.people);
    Ok(Checked {
        findings,
        acknowledged,
        cases,
        root: None,
        staged: None,
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

fn check_cases(desk: &Desk, wanted: &Selection) -> Result<(Vec<Finding>, Vec<String>), Stop> {
    let register = &desk.register;
    let data = match wanted.wants_in(&register.cases().join("trace")) {
        true => desk.trace_data()?,
        false => desk.shipments()?,
    };
    let bench = Bench::of(desk, data);
    let (mut read, mut found) = super::desk::each(register, |file| {
        read_one(&bench, file, wanted.wants(&file.path)).map(Some)
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
    found.extend(of_data(register, data, wanted));
    found.extend(clashes(register, &read, wanted));
    let index = Index::of(&bench, &read, &[], unread);
    let traced = |one: &Read| !one.traces.is_empty() && wanted.wants(&one.file.path);
    let any_traced = read.iter().any(traced);
    let all = match any_traced && !data.is_whole() {
        true => desk.trace_data()?,
        false => data,
    };
    let hash = all.hash();
    for one in read.iter().filter(|one| wanted.wants(&one.file.path)) {
        let file = register.relative(&one.file.path);
        found.extend(again(&index, one, &file));
        // A part of the data is none.
        if all.unreadable.is_empty() {
            found.extend(against(one, &file, (all, &hash), &desk.book.catalog));
        }
    }
    let twice: Vec<(usize, Result<Vec<Finding>, Stop>)> = read
        .par_iter()
        .enumerate()
        .filter(|(_, one)| index.speaks_against(one))
        .map(|(at, one)| (at, judge_again(&bench, &index, one)))
        .collect();
    for (at, findings) in twice {
        read[at].found = findings?;
    }
    let judged = read.iter().filter(|one| wanted.wants(&one.file.path));
    let mut judged: Vec<String> = judged
        .map(|one| register.relative(&one.file.path))
        .collect();
    judged.sort();
    found.extend(read.into_iter().flat_map(|one| one.found));
    found.sort_by(|a, b| (&a.place.file, a.place.line).cmp(&(&b.place.file, b.place.line)));
    Ok((found, judged))
}

/// Reads a case and judges it by its own file. What it asks of others is kept
/// until all of them are read.
fn read_one(bench: &Bench, file: &CaseFile, wanted: bool) -> Result<Read, Stop> {
    let (bytes, case) = super::desk::parse(bench.register, file)?;
    Ok(read_case(bench, file, &bytes, case, wanted))
}

fn read_case(bench: &Bench, file: &CaseFile, bytes: &[u8], case: Case, wanted: bool) -> Read {
    let rules = bench.book.of(&case);
    let asks = RefCell::new(Vec::new());
    let note = |state: &State, entry: &Entry| {
        let ask = Ask::of(state, entry, &rules, bench);
        asks.borrow_mut().extend(ask);
        Neighbours::default()
    };
    let (state, found) = match wanted {
        true => judged(bench, file, bytes, &case, &rules, &note),
        false => (fold(&case, &rules), Vec::new()),
    };
    let facts = facts(&case, &state);
    let covered = || {
        let customer = known_as(&bench.book.catalog, &facts.customer);
        (customer, covers(&state, &rules))
    };
    Read {
        file: file.clone(),
        covers: bench.shipments.map(|_| covered()),
        rmas: given_by(&state),
        gave: gave(&case),
        facts,
        likeness: state
            .open()
            .and_then(|open| likeness(open, alike_in(&rules.policy))),
        traces: Kept::of(&state, &bench.book.catalog),
        recurrence: Recurrence::of(&state, &rules),
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

/// The numbers of the RMAs of a case, each with the time from which it was
/// there.
fn given_by(state: &State) -> Vec<(String, Time)> {
    let since = |number: String| {
        let id = EntryId::parse(number.rsplit('-').next()?)?;
        Some((number, state.seen(&id)?.entry.at))
    };
    numbers_of(state).filter_map(since).collect()
}

/// The entries that can have given an RMA its number.
fn gave(case: &Case) -> Vec<EntryId> {
    let of = |kind: Kind| case.log.iter().filter(move |entry| entry.kind() == kind);
    let rmas: Vec<&Entry> = of(Kind::Rma).collect();
    let approvals = of(Kind::Approve).filter(|_| !rmas.is_empty());
    let ids = rmas.iter().copied().chain(approvals);
    ids.map(|entry| entry.id.clone()).collect()
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
fn judge_again(bench: &Bench, index: &Index, one: &Read) -> Result<Vec<Finding>, Stop> {
    let (bytes, case) = super::desk::parse(bench.register, &one.file)?;
    let rules = bench.book.of(&case);
    let neighbours = |state: &State, entry: &Entry| index.neighbours(one, state, entry, &rules);
    let (_, found) = judged(bench, &one.file, &bytes, &case, &rules, &neighbours);
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
    let bench = Bench::of(desk, desk.shipments()?);
    let (mut read, _) = super::desk::each(&desk.register, |file| {
        read_one(&bench, file, false).map(Some)
    })?;
    let known = read.len();
    let new = cases
        .iter()
        .map(|(file, case)| read_case(&bench, file, &[], case.clone(), true));
    read.extend(new);
    let index = Index::of(&bench, &read, cases, Vec::new());
    let each = read[known..].iter().zip(cases).map(|(one, (file, case))| {
        let mut found = match index.speaks_against(one) {
            false => one.found.clone(),
            true => {
                let rules = bench.book.of(case);
                let about =
                    |state: &State, entry: &Entry| index.neighbours(one, state, entry, &rules);
                judged(&bench, file, &[], case, &rules, &about).1
            }
        };
        found.retain(|finding| finding.code != Code::AttachmentMissing);
        found
    });
    Ok(each.collect())
}

/// What the log amounts to, and what is wrong with the file.
fn judged(
    bench: &Bench,
    file: &CaseFile,
    bytes: &[u8],
    case: &Case,
    rules: &Rules,
    neighbours: &dyn Fn(&State, &Entry) -> Neighbours,
) -> (State, Vec<Finding>) {
    let (state, mut found) = judge_log(case, rules, neighbours, bench.now);
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
    found.extend(all_attachments(file, case));
    (state, located(bench.register, &file.path, bytes, found))
}

/// What is wrong with the trace data.
fn of_data(register: &Register, data: &TraceData, wanted: &Selection) -> Vec<Finding> {
    let asked: HashSet<String> = data
        .paths
        .iter()
        .filter(|file| wanted.wants(file))
        .map(|file| register.relative(file))
        .collect();
    let faults = match asked.is_empty() {
        true => Vec::new(),
        false => data.data.faults(),
    };
    let found = data.unreadable.iter().chain(&data.data.wrong);
    let found = found.chain(&faults).chain(&data.others);
    let about = |finding: &&Finding| {
        let file = finding.place.file.as_deref().unwrap_or_default();
        asked.contains(file) || wanted.wants(&register.root().join(file))
    };
    found.filter(about).cloned().collect()
}
