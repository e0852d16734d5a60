//! Rows that are steps in cases which are there: replies, answers, notes that
//! another system kept in a list of their own.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use super::map::importable;
use super::row::{Row, StepDraft};
use super::run::{Event, Imported, Progress};
use super::{Map, Rows};
use crate::case::{Body, Entry, Kind};
use crate::finding::{Code, Finding, Step, Stop};
use crate::ops::check::attachments;
use crate::ops::desk::{Desk, Loaded, each, parse};
use crate::ops::prepare::{Draft, prepare};
use crate::ops::step::{TRIES, entry_of, followed_by, of_draft, reads_back, refuse};
use crate::register::{CaseFile, Written, replace};

/// What the program fills in where a row says nothing of it.
const FILLED_IN: &[&str] = &["for", "repeats", "severity", "rule", "uid"];

/// One row that is a step in a case.
struct Candidate {
    place: u64,
    reference: String,
    raw: String,
    step: StepDraft,
}

/// What became of one row.
enum Taken {
    Added,
    There,
    Refused(Vec<Finding>),
}

impl StepDraft {
    /// The step as the verb takes it.
    pub(super) fn to_draft(&self) -> Draft {
        Draft {
            kind: self.kind,
            fields: self.fields.clone(),
            target: None,
        }
    }
}

/// Imports a list of steps: within a case in the order of time, each judged
/// behind those before it.
pub(super) fn import(
    desk: &Desk,
    mut rows: Rows,
    dry_run: bool,
    imported: &mut Imported,
    progress: Progress,
) -> Result<(), Stop> {
    let map = rows.map;
    let Some(kind) = map.step.as_deref().and_then(importable) else {
        return Ok(());
    };
    let cases = Cases::of(desk)?;
    let mut by_case: BTreeMap<PathBuf, (CaseFile, Vec<Candidate>)> = BTreeMap::new();
    let (delimiter, width) = (map.delimiter.byte(), rows.table.names.len());
    while let Some(record) = rows.table.next() {
        progress(Event::Done(rows.table.progress() / 2, 0));
        let mut row = rows.row(&record);
        if row.is_left_out() {
            imported.summary.leave_out(1);
            continue;
        }
        let raw = record.raw(delimiter, width).into_owned();
        let read = match record.broken.clone() {
            Some(finding) => Err((None, vec![finding])),
            None => read(&mut row, &cases, kind),
        };
        match read {
            Err((reference, findings)) => {
                imported.reject(record.place, reference.as_deref(), raw, findings);
            }
            Ok((_, _, None)) => imported.summary.say_nothing(),
            Ok((file, reference, Some(step))) => {
                let group = by_case.entry(file.path.clone());
                group.or_insert((file, Vec::new())).1.push(Candidate {
                    place: record.place,
                    reference,
                    raw,
                    step,
                });
            }
        }
    }
    let all = by_case.len().max(1);
    for (done, (file, mut rows)) in by_case.into_values().enumerate() {
        progress(Event::Done(
            500 + (500 * done / all) as u64,
            imported.written.len(),
        ));
        rows.sort_by_key(|row| row.step.when);
        let taken = take_all(desk, map, &file, &rows, dry_run)?;
        if taken.iter().any(|taken| matches!(taken, Taken::Added)) {
            imported.summary.cases += 1;
            if !dry_run {
                imported.written.push(file.clone());
            }
        }
        for (row, taken) in rows.into_iter().zip(taken) {
            match taken {
                Taken::Added => imported.summary.add(kind),
                Taken::There => imported.summary.there(),
                Taken::Refused(findings) => {
                    imported.reject(row.place, Some(&row.reference), row.raw, findings);
                }
            }
        }
    }
    Ok(())
}

/// The cases of the register by their references.
pub(super) struct Cases(HashMap<String, Vec<CaseFile>>, HashMap<String, CaseFile>);

impl Cases {
    pub(super) fn of(desk: &Desk) -> Result<Cases, Stop> {
        let register = &desk.register;
        let (found, _) = each(register, |file| {
            let (_, case) = parse(register, file)?;
            let reference = case.log.iter().find_map(|entry| match &entry.body {
                Body::Open(open) => open.reference.as_ref().map(ToString::to_string),
                _ => None,
            });
            Ok(Some((reference, file.clone())))
        })?;
        let mut cases = Cases(HashMap::new(), HashMap::new());
        for (reference, file) in found {
            cases.1.insert(file.number.clone(), file.clone());
            if let Some(reference) = reference {
                cases.0.entry(reference).or_default().push(file);
            }
        }
        Ok(cases)
    }

    /// Whether a case has that number.
    pub(super) fn has_number(&self, number: &str) -> bool {
        self.1.contains_key(number)
    }

    /// The ids of complaints in other systems, with their sources.
    pub(super) fn ids(&self) -> HashMap<&str, &str> {
        let references = self.0.keys().filter_map(|known| known.split_once(':'));
        references.map(|(source, id)| (id, source)).collect()
    }

    fn numbered(&self, number: &str) -> Result<CaseFile, Finding> {
        let found = self.1.get(number).cloned();
        found.ok_or_else(|| Finding::new(Code::NoSuchCase).arg("case", number))
    }

    /// The case of that id of the source; else the one whose customer calls it
    /// so.
    fn referred(&self, source: &str, id: &str) -> Result<CaseFile, Finding> {
        let found = self
            .0
            .get(&format!("{source}:{id}"))
            .or_else(|| self.0.get(id));
        match found.map(Vec::as_slice) {
            None | Some([]) => Err(Finding::new(Code::ReferenceUnknown).arg("found", id)),
            Some([only]) => Ok(only.clone()),
            Some(several) => {
                let numbers = several.iter().map(|file| file.number.clone());
                let numbers: Vec<String> = numbers.collect();
                let finding = Finding::new(Code::ReferenceShared).arg("found", id);
                Err(finding.arg("candidates", numbers))
            }
        }
    }
}

type Refused = (Option<String>, Vec<Finding>);

/// The case that a row is about, what it calls the case, and the step, if the
/// row says that there was one.
fn read(
    row: &mut Row,
    cases: &Cases,
    kind: Kind,
) -> Result<(CaseFile, String, Option<StepDraft>), Refused> {
    let map = row.map;
    let id = row.id(&map.reference);
    let (reference, file) = match (row.case(), id) {
        (Some(number), _) => (number.to_owned(), cases.numbered(number)),
        (None, Some(id)) => {
            let file = cases.referred(&map.source, &id);
            (format!("{}:{id}", map.source), file)
        }
        (None, None) => {
            let columns = map.case.iter().chain(map.reference.iter());
            let columns: Vec<String> = columns.map(ToString::to_string).collect();
            let finding = Finding::new(Code::SourceIdMissing).arg("column", columns);
            return Err((None, vec![finding]));
        }
    };
    let step = row.step(kind, &map.fields);
    let mut findings = std::mem::take(&mut row.findings);
    match (file, step) {
        (Ok(file), step) if findings.is_empty() => Ok((file, reference, step)),
        (Err(finding), _) => {
            findings.insert(0, finding);
            Err((Some(reference), findings))
        }
        _ => Err((Some(reference), findings)),
    }
}

/// Takes the steps of one case, and writes those against which nothing speaks
/// all at once; again if somebody was faster.
fn take_all(
    desk: &Desk,
    map: &Map,
    file: &CaseFile,
    rows: &[Candidate],
    dry_run: bool,
) -> Result<Vec<Taken>, Stop> {
    for _ in 0..TRIES {
        let mut loaded = desk.load(file)?;
        let old = loaded.bytes.clone();
        let mut all = Vec::new();
        for row in rows {
            let calendar = &desk.book.calendar;
            let step = row.step.clone().after(loaded.state.opened(), calendar);
            match take(desk, &loaded, &step) {
                Ok(Some(after)) => {
                    loaded = after;
                    all.push(Taken::Added);
                }
                Ok(None) => all.push(Taken::There),
                Err(stop) => match of_columns(stop, &step, map) {
                    Stop::Refused(findings) => all.push(Taken::Refused(findings)),
                    machine => return Err(machine),
                },
            }
        }
        let added = all.iter().any(|taken| matches!(taken, Taken::Added));
        if dry_run || !added {
            return Ok(all);
        }
        let check = |bytes: &[u8]| reads_back(bytes, &loaded.case);
        if replace(&file.path, &old, &loaded.bytes, &check)? == Written::Done {
            return Ok(all);
        }
    }
    let finding = Finding::new(Code::Changed).arg("file", desk.register.relative(&file.path));
    Err(finding.into())
}

/// The case with that step; nothing where it is there already.
fn take(desk: &Desk, loaded: &Loaded, step: &StepDraft) -> Result<Option<Loaded>, Stop> {
    let body = prepare(&step.to_draft(), desk, loaded)?;
    if loaded.case.log.iter().any(|entry| says(entry, &body, step)) {
        return Ok(None);
    }
    let mut entry = entry_of(desk, loaded, body)?;
    let first = loaded.case.log.first();
    if first.is_some_and(|first| first.imported) {
        entry.imported = true;
        entry.via = None;
    }
    refuse(desk, loaded, &entry)?;
    if let Some(finding) = attachments(&loaded.file, &entry, 0).into_iter().next() {
        return Err(of_draft(finding, &entry).into());
    }
    let (after, _) = followed_by(desk, loaded.clone(), &entry)?;
    Ok(Some(after))
}

/// Whether an entry says the same, but for what the program filled in.
fn says(entry: &Entry, body: &Body, step: &StepDraft) -> bool {
    let said = |body: &Body| {
        let mut fields = body.to_json();
        if let Some(fields) = fields.as_object_mut() {
            let filled = FILLED_IN
                .iter()
                .filter(|key| !step.fields.contains_key(**key));
            filled.for_each(|key| {
                fields.shift_remove(*key);
            });
        }
        fields
    };
    entry.kind() == body.kind() && said(&entry.body) == said(body)
}

/// Gives findings about a field of a step the column that it came from.
pub(super) fn of_columns(stop: Stop, step: &StepDraft, map: &Map) -> Stop {
    let Stop::Refused(found) = stop else {
        return stop;
    };
    let sections = map.sections();
    let rules = sections.iter().find(|(_, kind, _)| *kind == step.kind);
    let named = found.into_iter().map(|finding| {
        let finding = unanswerable(finding);
        let Some(Step::Key(field)) = finding.place.path.last() else {
            return finding;
        };
        let rule = rules.and_then(|(_, _, rules)| rules.get(field));
        let column = rule.and_then(|rule| rule.column_text());
        match finding.args.get("column") {
            None => finding.maybe("column", column),
            Some(_) => finding,
        }
    });
    Stop::Refused(named.collect())
}

/// A list names no entries: where nothing is there that a step could be for, a
/// name is not what is missing.
fn unanswerable(mut finding: Finding) -> Finding {
    let none = finding.code == Code::TargetMissing && finding.args.get("open").is_none();
    if none && finding.args.get("wanted").is_some() {
        finding.code = Code::NothingToAnswer;
    }
    finding
}
