//! Drafts of cases into the register: judged, numbered, written; what is there
//! already is left alone.

use std::collections::HashSet;
use std::path::Path;

use super::{Draft, Map, Summary, check_map, decode, rows};
use crate::case::kinds::Classify;
use crate::case::{Body, Entry, PersonId, Time};
use crate::finding::{Code, Finding, Stop};
use crate::ops::desk::{Desk, each, parse};
use crate::ops::neighbours::Likenesses;
use crate::ops::open::create_case;
use crate::policy::Rules;
use crate::procedure::{Neighbours, State, grade, judge};
use crate::yaml::{self, Text};

/// Looked at while an import runs: bytes done, cases written.
pub type Progress<'a> = &'a mut dyn FnMut(u64, usize);

/// How an import is to run.
#[derive(Debug, Clone, Copy)]
pub struct ImportCall<'a> {
    /// The source's bytes.
    pub source: &'a [u8],
    /// The mapping file's bytes.
    pub map: &'a [u8],
    /// The mapping file's path, for findings.
    pub map_name: &'a str,
    /// The source's path, for findings.
    pub source_name: &'a str,
    /// Count, and write nothing.
    pub dry_run: bool,
}

/// A row that was refused.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// Its line in the source.
    pub line: u64,
    /// The row as it stands in the source.
    pub raw: String,
    /// Why.
    pub findings: Vec<Finding>,
}

/// What an import did, or would do.
#[derive(Debug)]
pub struct Imported {
    /// The mapping file.
    pub map: Map,
    /// The encoding that the source was read in.
    pub encoding: &'static str,
    /// The source's header.
    pub header: Option<String>,
    /// Counts and first problems.
    pub summary: Summary,
    /// The rows refused, in the order of the source.
    pub rejected: Vec<Rejected>,
    /// Numbers of the cases made.
    pub numbers: Vec<String>,
}

/// One row that could become a case.
struct Candidate {
    line: u64,
    reference: String,
    raw: String,
    draft: Draft,
}

/// Imports a CSV file. Cases are written in the order in which the complaints
/// came, so that earlier ones count as repeats for later ones; a second run
/// adds nothing twice, because the source's id is kept as reference.
///
/// # Errors
/// The mapping file or the source cannot be used; then nothing was written.
pub fn import(desk: &Desk, call: ImportCall, progress: Progress) -> Result<Imported, Stop> {
    let map = read_map(desk, &call)?;
    let named = map.encoding.as_ref().map(Text::as_str);
    let (text, encoding) =
        decode(call.source, named).map_err(|finding| finding.in_file(call.source_name))?;
    let mut rows = rows(&text, &map, &desk.book.calendar).map_err(|found| {
        match found.iter().all(|finding| finding.code == Code::EmptyFile) {
            true => Stop::Refused(in_file(found, call.source_name)),
            false => of_map(found, &call),
        }
    })?;
    let header = rows.header().map(str::to_owned);
    let there = references(desk)?;
    let mut summary = Summary::default();
    let (mut candidates, mut rejected) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next() {
        progress(rows.bytes_read() / 2, 0);
        let known = !row.is_second()
            && row
                .reference
                .as_ref()
                .is_some_and(|reference| there.contains(reference));
        summary.count(&row, known);
        match (row.result, row.reference) {
            _ if known => {}
            (Ok(draft), Some(reference)) => {
                candidates.push(Candidate {
                    line: row.line,
                    reference,
                    raw: row.raw.to_owned(),
                    draft,
                });
            }
            (Ok(_), None) => {}
            (Err(findings), _) => {
                rejected.push(Rejected {
                    line: row.line,
                    raw: row.raw.to_owned(),
                    findings,
                });
            }
        }
    }
    let mut imported = Imported {
        map,
        encoding,
        header,
        summary,
        rejected,
        numbers: Vec::new(),
    };
    write_all(desk, candidates, &call, &mut imported, progress)?;
    imported.rejected.sort_by_key(|row| row.line);
    Ok(imported)
}

fn read_map(desk: &Desk, call: &ImportCall) -> Result<Map, Stop> {
    let map: Map = yaml::read(call.map).map_err(|finding| finding.in_file(call.map_name))?;
    let policy = desk.book.on(desk.today()).policy;
    let found = check_map(&map, &policy, &desk.book.calendar);
    match found.is_empty() {
        true => Ok(map),
        false => Err(of_map(found, call)),
    }
}

/// Findings of the mapping file, with their lines.
fn of_map(mut found: Vec<Finding>, call: &ImportCall) -> Stop {
    yaml::locate(&String::from_utf8_lossy(call.map), &mut found);
    Stop::Refused(in_file(found, call.map_name))
}

fn in_file(found: Vec<Finding>, name: &str) -> Vec<Finding> {
    let found = found.into_iter();
    found.map(|finding| finding.in_file(name)).collect()
}

/// The references of all cases.
fn references(desk: &Desk) -> Result<HashSet<String>, Stop> {
    let register = &desk.register;
    let (found, _) = each(register, |file| {
        let (_, case) = parse(register, file)?;
        let open = case.log.iter().find_map(|entry| match &entry.body {
            Body::Open(open) => open.reference.as_ref().map(Text::to_string),
            _ => None,
        });
        Ok(open)
    })?;
    Ok(found.into_iter().collect())
}

fn write_all(
    desk: &Desk,
    mut candidates: Vec<Candidate>,
    call: &ImportCall,
    imported: &mut Imported,
    progress: Progress,
) -> Result<(), Stop> {
    candidates.sort_by_key(|candidate| candidate.draft.open.when);
    let (by, _) = desk.author(false)?;
    let mut alike = Likenesses::of(desk)?;
    let (all, half) = (candidates.len().max(1) as u64, call.source.len() as u64 / 2);
    for (done, candidate) in candidates.into_iter().enumerate() {
        progress(half + half * done as u64 / all, imported.numbers.len());
        match write(desk, &candidate, &by, call.dry_run, &mut alike) {
            Ok(number) => imported.numbers.extend(number),
            Err(Stop::Refused(findings)) => {
                let graded = candidate.draft.classify.is_some();
                imported.summary.take_back(graded);
                imported
                    .summary
                    .reject(candidate.line, Some(&candidate.reference), &findings);
                imported.rejected.push(Rejected {
                    line: candidate.line,
                    raw: candidate.raw,
                    findings,
                });
            }
            Err(machine) => return Err(machine),
        }
    }
    Ok(())
}

/// Judges one case and writes it. Its number, unless nothing was written.
fn write(
    desk: &Desk,
    candidate: &Candidate,
    by: &PersonId,
    dry_run: bool,
    alike: &mut Likenesses,
) -> Result<Option<String>, Stop> {
    let open = &candidate.draft.open;
    let day = desk
        .book
        .calendar
        .local(open.when.unwrap_or(desk.now).0)
        .date_naive();
    let rules = desk.book.on(day);
    let mut log = vec![entry(desk, &[], by, Body::Open(open.clone()))];
    let state = State::default().after(&std::sync::Arc::new(log[0].clone()), &rules);
    if let Some(graded) = graded(candidate, &state, &rules, alike)? {
        let entry = entry(desk, &log, by, Body::Classify(graded));
        let refused = judge(&state, &entry, &rules, &Neighbours::default(), desk.now);
        if !refused.is_empty() {
            return Err(Stop::Refused(refused));
        }
        log.push(entry);
    }
    let made = create_case(desk, log, dry_run)?;
    alike.add(&made.case.case, &state, &rules);
    Ok(made.written.then(|| made.case.case.number().to_string()))
}

fn entry(desk: &Desk, log: &[Entry], by: &PersonId, body: Body) -> Entry {
    let imported = body.when().is_some();
    Entry {
        id: desk.new_id(log),
        at: desk.now,
        by: by.clone(),
        via: None,
        imported,
        body,
    }
}

/// The grading that the policy gives for what the row says.
fn graded(
    candidate: &Candidate,
    state: &State,
    rules: &Rules,
    alike: &Likenesses,
) -> Result<Option<Classify>, Stop> {
    let Some(draft) = &candidate.draft.classify else {
        return Ok(None);
    };
    let repeats = alike.repeats(state, rules);
    let criteria: Vec<&str> = draft.criteria.iter().map(Text::as_str).collect();
    let grade = grade(
        &rules.policy.severity,
        &criteria,
        &draft.scope,
        repeats.len(),
    )
    .ok_or_else(|| {
        let finding = Finding::new(Code::CannotGrade).arg("criteria", criteria.join(", "));
        let scopes: Vec<String> = rules
            .policy
            .severity
            .scopes
            .iter()
            .map(Text::to_string)
            .collect();
        finding
            .arg("scope", draft.scope.as_str())
            .arg("known", scopes)
    })?;
    let text = |text: &str| Text::new(text).unwrap_or_else(|| draft.scope.clone());
    Ok(Some(Classify {
        when: when(state),
        criteria: draft.criteria.clone(),
        scope: draft.scope.clone(),
        nature: draft.nature.clone(),
        repeats,
        severity: text(&grade.severity),
        rule: text(&grade.rule),
        reason: None,
    }))
}

/// The time that the complaint itself names.
fn when(state: &State) -> Option<Time> {
    state.open().and_then(|open| open.when)
}

/// The default path of the reject file: beside the source.
pub fn reject_path(source: &Path) -> std::path::PathBuf {
    source.with_extension("rej.csv")
}
