//! Every file against every rule.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::desk::{Desk, RuleBook, World, load, located};
use super::neighbours::{Wanted, facts};
use crate::case::{Body, Case, CaseNumber, Entry, Kind, PersonId, Time};
use crate::finding::{Code, Finding, Stop};
use crate::policy::{
    CalendarFile, Catalog, People, Policy, check_catalog, check_people, check_policy,
};
use crate::procedure::{CaseFacts, Neighbours, State, judge_log, likeness};
use crate::register::{CaseFile, Register, attachment_path, create, replace};
use crate::yaml::{self, Text};

/// What `check` found.
#[derive(Debug, Default)]
pub struct Checked {
    /// Findings that nobody has acknowledged.
    pub findings: Vec<Finding>,
    /// Findings that somebody has.
    pub acknowledged: usize,
    /// Cases read.
    pub cases: usize,
}

/// The file of findings that cannot be cured.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "plaint acknowledged")]
pub struct Acknowledged {
    /// Findings that were looked at and stay.
    pub acknowledged: Vec<Acknowledgement>,
}

/// A finding that was looked at and stays.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// What makes the finding the same tomorrow.
    pub fingerprint: Text,
    /// Its code, for the reader.
    pub code: Text,
    /// When.
    pub at: Time,
    /// Who.
    pub by: PersonId,
    /// Why it cannot be cured.
    pub reason: Text,
}

/// What makes a finding the same tomorrow, short.
pub fn fingerprint(finding: &Finding) -> String {
    let hash = Sha256::digest(finding.identity().as_bytes());
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A case as `check` keeps it: what others may ask about it.
struct Read {
    file: CaseFile,
    case: Case,
    facts: CaseFacts,
    likeness: Option<Vec<String>>,
    opened: Option<NaiveDate>,
    amended: bool,
}

/// Checks the register, or only the files below those paths. A register
/// whose policy, people, calendar or catalog cannot be read gives just those
/// findings.
///
/// # Errors
/// There is no register, or the machine failed.
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
    let wanted = Selection::of(world, paths)?;
    let mut findings = files_of_rules(&desk, &wanted)?;
    let (mut cases, read) = check_cases(&desk, &wanted)?;
    findings.append(&mut cases);
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

/// The files that were asked for.
struct Selection(Vec<std::path::PathBuf>);

impl Selection {
    fn of(world: &World, paths: &[std::path::PathBuf]) -> Result<Selection, Stop> {
        let mut all = Vec::new();
        for path in paths {
            let whole = world.dir.join(path);
            let whole = whole.canonicalize().map_err(|_| {
                Finding::new(Code::NoSuchFile).arg("file", path.display().to_string())
            })?;
            all.push(whole);
        }
        Ok(Selection(all))
    }

    fn wants(&self, path: &Path) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.0.iter().any(|wanted| whole.starts_with(wanted))
    }
}

fn files_of_rules(desk: &Desk, wanted: &Selection) -> Result<Vec<Finding>, Stop> {
    let register = &desk.register;
    let today = desk.book.revisions.on(desk.today()).clone();
    let mut found = Vec::new();
    let mut take = |path: &Path, check: &dyn Fn() -> Vec<Finding>| -> Result<(), Stop> {
        if wanted.wants(path) && path.exists() {
            found.extend(located(register, path, check())?);
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
    let (read, mut found) =
        super::desk::each(register, |file| read_one(register, book, file).map(Some))?;
    found.retain(|finding| {
        wanted.wants(
            &register
                .root()
                .join(finding.place.file.as_deref().unwrap_or_default()),
        )
    });
    let index = Index::of(&read);
    found.extend(clashes(register, &read, wanted));
    let judged: Vec<Result<Vec<Finding>, Stop>> = read
        .par_iter()
        .filter(|one| wanted.wants(&one.file.path))
        .map(|one| judge_one(register, book, &index, one, now))
        .collect();
    for findings in judged {
        found.extend(findings?);
    }
    found.sort_by(|a, b| (&a.place.file, a.place.line).cmp(&(&b.place.file, b.place.line)));
    Ok((found, read.len()))
}

fn read_one(register: &Register, book: &RuleBook, file: &CaseFile) -> Result<Read, Stop> {
    let (_, case) = super::desk::parse(register, file)?;
    let rules = book.of(&case);
    let state = crate::procedure::fold(&case, &rules);
    let rule = rules.policy.severity.repeats.as_ref();
    Ok(Read {
        file: file.clone(),
        facts: facts(&case, &state),
        likeness: rule
            .zip(state.open())
            .and_then(|(rule, open)| likeness(open, rule)),
        opened: state
            .opened()
            .map(|opened| rules.calendar.local(opened.0).date_naive()),
        amended: case.log.iter().any(|entry| entry.kind() == Kind::Amend),
        case,
    })
}

/// Cases by number and by what makes them repeats of each other.
struct Index<'a> {
    by_number: HashMap<&'a CaseNumber, &'a Read>,
    by_likeness: HashMap<&'a [String], Vec<&'a Read>>,
    amended: Vec<CaseNumber>,
}

impl<'a> Index<'a> {
    fn of(read: &'a [Read]) -> Self {
        let mut index = Index {
            by_number: HashMap::new(),
            by_likeness: HashMap::new(),
            amended: Vec::new(),
        };
        for one in read {
            index.by_number.insert(&one.case.case, one);
            if one.amended {
                index.amended.push(one.case.case.clone());
            }
            if let Some(likeness) = &one.likeness {
                index.by_likeness.entry(likeness).or_default().push(one);
            }
        }
        index
    }

    fn neighbours(&self, one: &Read, state: &State, entry: &Entry, book: &RuleBook) -> Neighbours {
        let own = Some(one.case.case.clone());
        let mut neighbours = Neighbours {
            own,
            ..Neighbours::default()
        };
        match &entry.body {
            Body::Link(link) => {
                let other = self
                    .by_number
                    .get(&link.case)
                    .map(|other| other.facts.clone());
                neighbours.cases.insert(link.case.clone(), other);
            }
            Body::Classify(_) => self.repeats(one, state, entry, book, &mut neighbours),
            _ => {}
        }
        neighbours
    }

    /// The repeats that were known when the entry was written, and those of
    /// which that cannot be told: entered in the same second, or amended since.
    fn repeats(
        &self,
        one: &Read,
        state: &State,
        entry: &Entry,
        book: &RuleBook,
        neighbours: &mut Neighbours,
    ) {
        let wanted = Wanted::of(state, &book.of(&one.case));
        let alike = wanted.iter().flat_map(|wanted| {
            let alike = self.by_likeness.get(wanted.likeness.as_slice());
            let in_window = |other: &&&Read| other.opened.is_some_and(|day| wanted.covers(day));
            alike.into_iter().flatten().filter(in_window)
        });
        let mut known = Vec::new();
        for other in alike.filter(|other| other.file != one.file) {
            match other.entered().map(|entered| entered.cmp(&entry.at)) {
                Some(Ordering::Less) if !other.amended => known.push(other.case.case.clone()),
                Some(Ordering::Less | Ordering::Equal) => {
                    neighbours.repeats_perhaps.push(other.case.case.clone());
                }
                _ => {}
            }
        }
        neighbours
            .repeats_perhaps
            .extend(self.amended.iter().cloned());
        known.sort();
        neighbours.repeats = Some(known);
    }
}

impl Read {
    fn entered(&self) -> Option<Time> {
        self.case.log.first().map(|first| first.at)
    }
}

fn judge_one(
    register: &Register,
    book: &RuleBook,
    index: &Index,
    one: &Read,
    now: Time,
) -> Result<Vec<Finding>, Stop> {
    let rules = book.of(&one.case);
    let neighbours = |state: &State, entry: &Entry| index.neighbours(one, state, entry, book);
    let (_, mut found) = judge_log(&one.case, &rules, &neighbours, now);
    if one.case.case.as_str() != one.file.number {
        let finding = Finding::new(Code::NumberDiffers).arg("case", one.case.case.as_str());
        found.push(
            finding
                .arg("number", one.file.number.as_str())
                .at_path(["case".into()]),
        );
    }
    if one.case.log.is_empty() {
        let finding = Finding::new(Code::NotOpened).at_path(["log".into()]);
        found.push(finding.of_case(one.case.case.as_str()));
    }
    for (at, entry) in one.case.log.iter().enumerate() {
        if let Some(finding) = attachment(&one.file, entry, at) {
            found.push(finding.of_case(one.case.case.as_str()));
        }
    }
    located(register, &one.file.path, found)
}

/// The file that an entry names must be in the case's folder.
pub(super) fn attachment(file: &CaseFile, entry: &Entry, at: usize) -> Option<Finding> {
    let named = match &entry.body {
        Body::Attach(attach) => &attach.file,
        Body::Reply(reply) => reply.file.as_ref()?,
        _ => return None,
    };
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
        let other = uids.insert(one.case.uid.as_str(), one);
        let clash = match (other, numbers.insert(&one.case.case, one)) {
            (Some(other), _) => Some((Code::UidClash, other)),
            (None, Some(other)) => Some((Code::NumberClash, other)),
            (None, None) => None,
        };
        if let Some((code, other)) = clash
            && wanted.wants(&one.file.path)
        {
            let finding = Finding::new(code).arg("other", register.relative(&other.file.path));
            let finding = finding
                .arg("number", one.case.case.as_str())
                .arg("uid", one.case.uid.as_str());
            found.push(finding.in_file(register.relative(&one.file.path)).at(1, 1));
        }
    }
    found
}

fn acknowledged(register: &Register) -> Result<HashSet<String>, Stop> {
    let path = register.acknowledged_path();
    if !path.exists() {
        return Ok(HashSet::new());
    }
    let file: Acknowledged = load(register, &path)?;
    Ok(file
        .acknowledged
        .iter()
        .map(|one| one.fingerprint.to_string())
        .collect())
}

/// Accepts a finding that cannot be cured: who, and why.
///
/// # Errors
/// `check` has no such finding, or nobody is named.
pub fn acknowledge(world: &World, print: &str, reason: Text) -> Result<Acknowledgement, Stop> {
    let desk = Desk::open(world)?;
    let (by, _) = desk.author(false)?;
    let checked = check(world, &[])?;
    let finding = checked
        .findings
        .iter()
        .find(|finding| fingerprint(finding).starts_with(print));
    let Some(finding) = finding.filter(|_| print.len() >= 4) else {
        return Err(Finding::new(Code::NoSuchFinding)
            .arg("fingerprint", print)
            .into());
    };
    let text = |text: &str| Text::new(text).unwrap_or_else(|| unreachable!("codes are not empty"));
    let one = Acknowledgement {
        fingerprint: text(&fingerprint(finding)),
        code: text(finding.code.as_str()),
        at: desk.now,
        by,
        reason,
    };
    append(&desk.register, &one)?;
    Ok(one)
}

fn append(register: &Register, one: &Acknowledgement) -> Result<(), Stop> {
    const HEAD: &str =
        "# yaml-language-server: $schema=../schemas/acknowledged.schema.json\nacknowledged:\n";
    let path = register.acknowledged_path();
    let item = yaml::to_item(one)?;
    let check = |bytes: &[u8]| {
        yaml::read::<Acknowledged>(bytes)
            .map(|_| ())
            .map_err(Stop::from)
    };
    if !path.exists() && create(&path, format!("{HEAD}{item}").as_bytes(), &check)? {
        return Ok(());
    }
    let old = register.read(&path)?;
    let new = yaml::append_item(&String::from_utf8_lossy(&old), "acknowledged", &item)
        .map_err(|finding| finding.in_file(register.relative(&path)))?;
    match replace(&path, &old, new.as_bytes(), &check)? {
        crate::register::Written::Done => Ok(()),
        crate::register::Written::Changed => Err(Finding::new(Code::Changed)
            .arg("file", register.relative(&path))
            .into()),
    }
}
