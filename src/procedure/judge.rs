//! What speaks against an entry: all of it, each with its rule and remedy.

use std::sync::Arc;

use chrono::NaiveDate;

use super::neighbours::Neighbours;
use super::state::{Seen, Standing, State};
use super::{common, kinds};
use crate::case::{Body, Case, CaseNumber, Entry, EntryId, Kind, Time};
use crate::finding::{Code, Finding, Step};
use crate::policy::Rules;

/// What an entry is judged by.
pub(super) struct Situation<'a> {
    pub state: &'a State,
    pub entry: &'a Entry,
    pub rules: &'a Rules,
    pub neighbours: &'a Neighbours,
    /// Whether the entry was judged before and is only judged again because
    /// another one changes.
    pub replayed: bool,
}

impl Situation<'_> {
    /// Whether the entry belongs to what another system did with the case,
    /// before anything was done here.
    pub fn is_history(&self) -> bool {
        self.entry.imported && self.state.is_history()
    }

    /// The day on which a person must be here and hold a role for the entry:
    /// that of entering it, or the day that counts where it was imported.
    pub fn day(&self) -> NaiveDate {
        let calendar = &self.rules.calendar;
        calendar.local(self.entry.known().0).date_naive()
    }
}

/// The refusals of one entry.
pub(super) struct Refusals {
    found: Vec<Finding>,
    kind: &'static str,
    entry: EntryId,
}

impl Refusals {
    /// Refuses the entry.
    pub fn add(&mut self, finding: Finding) {
        let mut finding = finding.of_entry(self.entry.as_str());
        if finding.place.path.is_empty() {
            finding = finding.at_path([self.kind.into()]);
        }
        self.found.push(finding);
    }

    /// Refuses a field of the entry's kind.
    pub fn field(&mut self, field: &str, finding: Finding) {
        let path = [self.kind.into(), field.into()];
        self.add(finding.at_path(path));
    }

    /// Refuses the entry if that holds.
    pub fn when(&mut self, holds: bool, finding: impl FnOnce() -> Finding) {
        if holds {
            self.add(finding());
        }
    }
}

/// What speaks against writing this entry behind that state. Paths are
/// relative to the entry. "Now" is only for entries that claim to come from
/// the future.
pub fn judge(
    state: &State,
    entry: &Entry,
    rules: &Rules,
    neighbours: &Neighbours,
    now: Time,
) -> Vec<Finding> {
    // What the lead said then, not what it says by now.
    let led = neighbours.lead.as_ref().map(|lead| State {
        lead: Some(lead.clone()),
        ..state.clone()
    });
    let situation = Situation {
        state: led.as_ref().unwrap_or(state),
        entry,
        rules,
        neighbours,
        replayed: false,
    };
    refusals(&situation, now)
}

fn refusals(situation: &Situation, now: Time) -> Vec<Finding> {
    let entry = situation.entry;
    let mut no = Refusals {
        found: Vec::new(),
        kind: entry.kind().word(),
        entry: entry.id.clone(),
    };
    if common::judge(situation, now, &mut no) {
        kinds::guard(&entry.body, situation, &mut no);
    }
    no.found
}

/// Judges every entry of a log as it was written, and says what the log
/// amounts to. Paths start at the file's top.
pub fn judge_log(
    case: &Case,
    rules: &Rules,
    neighbours: &dyn Fn(&State, &Entry) -> Neighbours,
    now: Time,
) -> (State, Vec<Finding>) {
    judge_entries(case, rules, neighbours, now, &|_| true)
}

/// The same for some entries of a log, by their places in it.
pub fn judge_entries(
    case: &Case,
    rules: &Rules,
    neighbours: &dyn Fn(&State, &Entry) -> Neighbours,
    now: Time,
    asked: &dyn Fn(usize) -> bool,
) -> (State, Vec<Finding>) {
    let mut state = State::of(Some(&case.opened_as));
    let mut found = Vec::new();
    found.extend(broken_moves(case));
    let mut order: Vec<usize> = (0..case.log.len()).collect();
    let opened = case.log.first().filter(|first| first.kind() == Kind::Open);
    let opened = opened.map(|open| open.at);
    order.sort_by_key(|position| Some(case.log[*position].at).max(opened));
    for position in order {
        let entry = Arc::new(case.log[position].clone());
        let refused = match before_opening(&entry, opened) {
            _ if !asked(position) => Vec::new(),
            Some(finding) => vec![finding],
            None => judge(&state, &entry, rules, &neighbours(&state, &entry), now),
        };
        for mut finding in refused {
            let mut path = vec!["log".into(), position.into()];
            path.append(&mut finding.place.path);
            finding.place.path = path;
            found.push(finding.of_case(case.number().as_str()));
        }
        state.push(&entry, rules);
    }
    // What was struck does nothing any more, so nothing speaks against it; what
    // was never let back is nothing too much.
    let stands = |finding: &Finding| {
        let entry = finding.place.entry.as_deref().and_then(EntryId::parse);
        match entry
            .and_then(|id| state.seen(&id))
            .map(|seen| &seen.standing)
        {
            Some(Standing::Struck(_)) => finding.code == Code::DuplicateId,
            None | Some(Standing::Live) => true,
            Some(_) => finding.code != Code::OverShipped,
        }
    };
    let about = |finding: &Finding| match finding.place.path.get(1) {
        Some(Step::Item(at)) => asked(*at),
        _ => true,
    };
    found.retain(|finding| about(finding) && stands(finding));
    (state, found)
}

/// An entry cannot have been written before the one that opens the case.
fn before_opening(entry: &Entry, opened: Option<Time>) -> Option<Finding> {
    let opened = opened.filter(|opened| entry.at < *opened)?;
    let finding = Finding::new(Code::BeforeOpening).arg("time", entry.at.0);
    let finding = finding.arg("entered", opened.0).at_path(["at".into()]);
    Some(finding.of_entry(entry.id.as_str()))
}

/// Each `renumber` must start from the number that the case had.
fn broken_moves(case: &Case) -> Vec<Finding> {
    let mut number = &case.opened_as;
    let mut found = Vec::new();
    for (position, entry) in case.log.iter().enumerate() {
        let Body::Renumber(moved) = &entry.body else {
            continue;
        };
        if moved.from != *number || moved.to == moved.from {
            let finding = Finding::new(Code::NumberChain).arg("found", moved.from.as_str());
            let finding = finding.arg("to", moved.to.as_str());
            let path = ["log".into(), position.into(), "renumber".into()];
            let finding = finding.arg("number", number.as_str()).at_path(path);
            found.push(
                finding
                    .of_entry(entry.id.as_str())
                    .of_case(case.number().as_str()),
            );
        }
        number = &moved.to;
    }
    found
}

/// What would speak against other entries, or the amended one, if this amendment
/// or strike were taken: what speaks against them with it and not without it.
pub(super) fn broken_by(entry: &Entry, situation: &Situation) -> Vec<Finding> {
    // One that is being replayed was judged when it was written; judging it
    // so again would take thrice as long for each further amendment.
    if situation.replayed {
        return Vec::new();
    }
    let (before, rules) = (situation.state, situation.rules);
    let after = before.after(&Arc::new(entry.clone()), rules);
    let opened_as = before.opened_as.as_ref();
    let was = replay(opened_as, &before.log, rules);
    let is = replay(opened_as, &after.log[..before.log.len()], rules);
    let known = |refusal: &Finding| {
        let same =
            |old: &Finding| old.code == refusal.code && old.place.entry == refusal.place.entry;
        was.iter().any(same)
    };
    // What was rejected or cancelled binds nobody.
    let counts = |refusal: &Finding| {
        let entry = refusal.place.entry.as_deref().and_then(EntryId::parse);
        let seen = entry.and_then(|id| after.seen(&id));
        seen.is_none_or(Seen::is_live)
    };
    is.into_iter()
        .filter(|refusal| !known(refusal) && counts(refusal))
        .collect()
}

/// The entries that such refusals are about, each once.
pub(super) fn entries_of(refusals: &[Finding]) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for entry in refusals
        .iter()
        .filter_map(|refusal| refusal.place.entry.as_ref())
    {
        if !entries.contains(entry) {
            entries.push(entry.clone());
        }
    }
    entries
}

/// Judges each entry of a log again by what all of them say by now. Struck
/// entries and void approvals are not there.
fn replay(opened_as: Option<&CaseNumber>, log: &[Seen], rules: &Rules) -> Vec<Finding> {
    let mut state = State::of(opened_as);
    let mut found = Vec::new();
    for seen in log {
        let standing = match &seen.standing {
            Standing::Struck(_) | Standing::Void(_) => seen.standing.clone(),
            Standing::Live | Standing::Cancelled(_) | Standing::Rejected(_) => Standing::Live,
        };
        if standing == Standing::Live {
            let mut entry = (*seen.entry).clone();
            entry.body = seen.body.clone();
            let situation = Situation {
                state: &state,
                entry: &entry,
                rules,
                neighbours: &Neighbours::default(),
                replayed: true,
            };
            found.extend(refusals(&situation, entry.at));
        }
        state.take(&seen.entry, seen.body.clone(), standing, rules);
    }
    found
}
