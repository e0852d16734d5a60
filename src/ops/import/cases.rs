//! Rows that are complaints become cases: judged, numbered, written; what is
//! there already is left alone.

use std::sync::Arc;

use chrono::NaiveDate;

use super::run::{Event, Imported, Progress, Rejected};
use super::steps::of_columns;
use super::there::{There, differences};
use super::{Draft, Map, Rows};
use crate::case::kinds::Classify;
use crate::case::{Body, Case, CaseNumber, Entry, PersonId, Time};
use crate::finding::{Code, Finding, Stop};
use crate::ops::desk::{Desk, Loaded};
use crate::ops::neighbours::{Likenesses, gather};
use crate::ops::open::create_case;
use crate::ops::prepare::prepare;
use crate::ops::reserve::{expect_numbers, give_back_rest};
use crate::ops::step::of_draft;
use crate::policy::Rules;
use crate::procedure::{Neighbours, State, grade, judge};
use crate::register::CaseFile;
use crate::yaml::Text;

/// One row that could become a case.
struct Candidate {
    place: u64,
    reference: String,
    raw: String,
    draft: Draft,
}

/// Imports a list of complaints. Cases are written in the order in which the
/// complaints came, so that earlier ones count as repeats for later ones; the
/// source's id is kept as reference, by which a second run knows the case.
pub(super) fn import(
    desk: &Desk,
    mut rows: Rows,
    dry_run: bool,
    imported: &mut Imported,
    progress: Progress,
) -> Result<(), Stop> {
    let there = There::of(desk)?;
    let mut candidates = Vec::new();
    while let Some(row) = rows.next() {
        progress(Event::Done(rows.table().progress() / 2, 0));
        let reference = row.reference.as_deref().unwrap_or_default();
        let known = there.case(reference).filter(|_| !row.is_second());
        imported.summary.count(&row, known.is_some());
        match (row.result, row.reference) {
            (Ok(draft), Some(reference)) => match known {
                Some(known) => {
                    let fields = differences(desk, imported, known, &draft)?;
                    imported.changed(row.place, reference, known, fields);
                }
                None => candidates.push(Candidate {
                    place: row.place,
                    reference,
                    raw: row.raw.into_owned(),
                    draft,
                }),
            },
            (Ok(_), None) => {}
            // It was mended and imported before.
            (Err(_), _) if known.is_some() => {}
            (Err(findings), reference) => imported.rejected.push(Rejected {
                place: row.place,
                reference,
                raw: row.raw.into_owned(),
                findings,
            }),
        }
    }
    imported.summary.leave_out(rows.left_out);
    let calendar = &desk.book.calendar;
    let complaints = candidates.iter();
    let complaints = complaints.map(|one| (one.reference.as_str(), &one.draft.open));
    if let Some((count, source)) = there.elsewhere(complaints, calendar) {
        progress(Event::Elsewhere(count, &source));
    }
    if !dry_run {
        let days = candidates.iter().map(|one| day(desk, one));
        expect_numbers(desk, days);
    }
    let done = write_all(desk, candidates, dry_run, imported, progress);
    give_back_rest(desk);
    done
}

/// The day on which its complaint came.
fn day(desk: &Desk, candidate: &Candidate) -> NaiveDate {
    let came = candidate.draft.open.when.unwrap_or(desk.now);
    desk.book.calendar.local(came.0).date_naive()
}

fn write_all(
    desk: &Desk,
    mut candidates: Vec<Candidate>,
    dry_run: bool,
    imported: &mut Imported,
    progress: Progress,
) -> Result<(), Stop> {
    candidates.sort_by_key(|candidate| candidate.draft.open.when);
    let (by, _) = desk.author(false)?;
    let mut alike = Likenesses::of(desk)?;
    let map = imported.map.clone();
    let all = candidates.len().max(1) as u64;
    for (done, candidate) in candidates.into_iter().enumerate() {
        progress(Event::Done(
            500 + 500 * done as u64 / all,
            imported.written.len(),
        ));
        match write(desk, &map, &candidate, &by, dry_run, &mut alike) {
            Ok(file) => imported.written.extend(file),
            Err(Stop::Refused(findings)) => {
                imported.summary.take_back(&candidate.draft);
                let reference = Some(candidate.reference.as_str());
                imported.reject(candidate.place, reference, candidate.raw, findings);
            }
            Err(machine) => return Err(machine),
        }
    }
    Ok(())
}

/// Judges one case and writes it. Its file, unless nothing was written.
fn write(
    desk: &Desk,
    map: &Map,
    candidate: &Candidate,
    by: &PersonId,
    dry_run: bool,
    alike: &mut Likenesses,
) -> Result<Option<CaseFile>, Stop> {
    let open = &candidate.draft.open;
    let rules = desk.book.on(day(desk, candidate));
    let mut log = vec![entry(desk, &[], by, Body::Open(open.clone()))];
    let mut state = State::default().after(&Arc::new(log[0].clone()), &rules);
    if let Some(graded) = graded(candidate, &state, &rules, alike)? {
        let entry = entry(desk, &log, by, Body::Classify(graded));
        let none = Neighbours::default();
        add(entry, &mut log, &mut state, &rules, &none, desk.now)?;
    }
    for step in &candidate.draft.steps {
        let case = Case {
            opened_as: unnumbered()?,
            uid: desk.new_uid(),
            log: log.clone(),
        };
        let loaded = Loaded::unwritten(case, rules.clone(), state.clone());
        let draft = step.to_draft();
        let body = prepare(&draft, desk, &loaded)?;
        let entry = entry(desk, &log, by, body);
        let neighbours = gather(desk, &loaded, &entry)?;
        let added = add(entry, &mut log, &mut state, &rules, &neighbours, desk.now);
        added.map_err(|stop| of_columns(stop, step, map))?;
    }
    let made = create_case(desk, log, dry_run)?;
    alike.add(&made.case.case, &state, &rules);
    Ok(made.written.then(|| made.case.file.clone()))
}

/// The number of a case that has none yet.
fn unnumbered() -> Result<CaseNumber, Stop> {
    CaseNumber::parse("new").ok_or_else(|| Stop::Machine(anyhow::anyhow!("`new` is no number")))
}

/// Judges an entry and puts it behind the log.
fn add(
    entry: Entry,
    log: &mut Vec<Entry>,
    state: &mut State,
    rules: &Rules,
    neighbours: &Neighbours,
    now: Time,
) -> Result<(), Stop> {
    let refused = judge(state, &entry, rules, neighbours, now);
    if !refused.is_empty() {
        let refused = refused.into_iter();
        let refused = refused.map(|finding| of_draft(finding, &entry));
        return Err(Stop::Refused(refused.collect()));
    }
    *state = state.after(&Arc::new(entry.clone()), rules);
    log.push(entry);
    Ok(())
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
