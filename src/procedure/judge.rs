//! What speaks against an entry: all of it, each with its rule and remedy.

use std::sync::Arc;

use super::fold::in_order;
use super::neighbours::Neighbours;
use super::state::State;
use super::{common, kinds};
use crate::case::{Case, Entry, EntryId, Time};
use crate::finding::{Code, Finding};
use crate::policy::Rules;

/// What an entry is judged by.
pub(super) struct Situation<'a> {
    pub state: &'a State,
    pub entry: &'a Entry,
    pub rules: &'a Rules,
    pub neighbours: &'a Neighbours,
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
    let situation = Situation {
        state,
        entry,
        rules,
        neighbours,
    };
    let mut no = Refusals {
        found: Vec::new(),
        kind: entry.kind().word(),
        entry: entry.id.clone(),
    };
    if common::judge(&situation, now, &mut no) {
        kinds::guard(&entry.body, &situation, &mut no);
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
    let mut state = State::default();
    let mut found = Vec::new();
    for entry in in_order(&case.log) {
        let about = neighbours(&state, &entry);
        let position = case
            .log
            .iter()
            .position(|known| known.id == entry.id)
            .unwrap_or(0);
        for mut finding in judge(&state, &entry, rules, &about, now) {
            let mut path = vec!["log".into(), position.into()];
            path.append(&mut finding.place.path);
            finding.place.path = path;
            found.push(finding.of_case(case.case.as_str()));
        }
        state.push(&entry, rules);
    }
    (state, found)
}

/// The refusals that a changed log brings and the log before it had not, by
/// the entries they fall on.
pub(super) fn broken_by(entry: &Entry, situation: &Situation) -> Vec<String> {
    let before: Vec<Arc<Entry>> = situation
        .state
        .log
        .iter()
        .map(|seen| seen.entry.clone())
        .collect();
    let after = situation
        .state
        .after(&Arc::new(entry.clone()), situation.rules);
    let was = replay(&before, situation.rules, None);
    let is = replay(&before, situation.rules, Some(&after));
    let mut broken: Vec<String> = is
        .into_iter()
        .filter(|(id, code)| !was.contains(&(id.clone(), *code)))
        .map(|(id, _)| id.to_string())
        .collect();
    broken.dedup();
    broken
}

/// Judges each entry of the log again; with the bodies and standings of
/// another state, where one is given.
fn replay(entries: &[Arc<Entry>], rules: &Rules, changed: Option<&State>) -> Vec<(EntryId, Code)> {
    let mut state = State::default();
    let mut found = Vec::new();
    for entry in entries {
        let now = changed.and_then(|changed| changed.seen(&entry.id));
        let mut entry = (**entry).clone();
        if let Some(seen) = now {
            if !seen.is_live() && matches!(seen.standing, super::state::Standing::Struck(_)) {
                continue;
            }
            entry.body = seen.body.clone();
        }
        let entry = Arc::new(entry);
        let at = entry.at;
        for finding in judge(&state, &entry, rules, &Neighbours::default(), at) {
            found.push((entry.id.clone(), finding.code));
        }
        state.push(&entry, rules);
    }
    found
}
