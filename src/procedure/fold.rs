//! From a log to a state. Entries are taken in the order of their times; only
//! amendments and strikes fold again.

use std::collections::HashMap;
use std::sync::Arc;

use super::state::{Assumed, Seen, Standing, State};
use super::{approvals, kinds, running};
use crate::case::kinds::Amend;
use crate::case::{Body, Case, CaseNumber, Entry, EntryId, Kind, Target, Time};
use crate::policy::Rules;

/// What the log amounts to.
pub fn fold(case: &Case, rules: &Rules) -> State {
    fold_entries(&case.opened_as, &in_order(&case.log), rules)
}

/// What the log amounted to at that instant.
pub fn fold_until(case: &Case, rules: &Rules, until: Time) -> State {
    let known: Vec<_> = in_order(&case.log)
        .into_iter()
        .filter(|entry| entry.known() <= until)
        .collect();
    fold_entries(&case.opened_as, &known, rules)
}

/// The entries in the order of folding: by time, stably.
fn in_order(log: &[Entry]) -> Vec<Arc<Entry>> {
    let mut entries: Vec<Arc<Entry>> = log.iter().cloned().map(Arc::new).collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

/// What these entries amount to, where some things are taken as they are instead
/// of being decided by the rules.
pub(super) fn fold_as(
    case: &Case,
    entries: &[Arc<Entry>],
    rules: &Rules,
    assumed: Arc<Assumed>,
) -> State {
    let state = State {
        assumed: Some(assumed),
        ..State::of(Some(&case.opened_as))
    };
    fold_from(state, entries, rules)
}

fn fold_entries<'a>(
    opened_as: impl Into<Option<&'a CaseNumber>>,
    entries: &[Arc<Entry>],
    rules: &Rules,
) -> State {
    fold_from(State::of(opened_as.into()), entries, rules)
}

fn fold_from(mut state: State, entries: &[Arc<Entry>], rules: &Rules) -> State {
    let changes = Changes::of(entries);
    for (position, entry) in entries.iter().enumerate() {
        let standing = changes.standing(position, entry);
        state.take(entry, changes.body(entry), standing, rules);
    }
    state
}

impl State {
    /// The state after one more entry.
    #[must_use]
    pub fn after(&self, entry: &Arc<Entry>, rules: &Rules) -> State {
        let mut state = self.clone();
        state.push(entry, rules);
        state
    }

    /// Takes one more entry.
    pub(super) fn push(&mut self, entry: &Arc<Entry>, rules: &Rules) {
        if matches!(entry.kind(), Kind::Amend | Kind::Strike) {
            let mut entries: Vec<Arc<Entry>> =
                self.log.iter().map(|seen| seen.entry.clone()).collect();
            entries.push(entry.clone());
            let lead = self.lead.take();
            *self = fold_entries(self.opened_as.as_ref(), &entries, rules);
            self.lead = lead;
        } else {
            self.take(entry, entry.body.clone(), Standing::Live, rules);
        }
    }

    /// Takes one more entry, with what it says by now and whether it counts.
    pub(super) fn take(
        &mut self,
        entry: &Arc<Entry>,
        body: Body,
        standing: Standing,
        rules: &Rules,
    ) {
        let live = standing == Standing::Live;
        if entry.imported && self.is_history() {
            self.history += 1;
        }
        let assumed = self.assumed.as_ref();
        let seen = Seen {
            entry: entry.clone(),
            body: match assumed {
                Some(assumed) => assumed.body(&entry.id, body),
                None => body,
            },
            standing,
            given: Vec::new(),
            in_force: None,
        };
        self.log.push(seen);
        if !live {
            return;
        }
        approvals::take(self, rules);
        let fact = self.log[self.log.len() - 1].fact();
        let mut entered = Vec::new();
        while let Some(position) = approvals::complete(self, rules) {
            self.log[position].in_force = Some(fact);
            let body = self.log[position].body.clone();
            kinds::effect(&body, self, position);
            entered.push(position);
        }
        running::take(self, rules, &entered);
    }
}

/// What amendments and strikes do to other entries.
#[derive(Default)]
struct Changes {
    bodies: HashMap<EntryId, Body>,
    struck: HashMap<EntryId, EntryId>,
    /// The last amendment of each entry, with its position.
    amended: HashMap<EntryId, (usize, EntryId)>,
}

impl Changes {
    /// Only what stands before a strike or an amendment is changed by it.
    fn of(entries: &[Arc<Entry>]) -> Self {
        let mut places: HashMap<&EntryId, usize> = HashMap::new();
        for (position, entry) in entries.iter().enumerate() {
            places.entry(&entry.id).or_insert(position);
        }
        let before = |position: usize, target: &Option<Target>| {
            let place = places.get(&target.as_ref()?.entry).copied();
            place.filter(|place| *place < position)
        };
        let mut changes = Changes::default();
        // From the end: a strike that is struck itself strikes nothing.
        for (position, entry) in entries.iter().enumerate().rev() {
            if let Body::Strike(strike) = &entry.body
                && !changes.struck.contains_key(&entry.id)
                && let Some(place) = before(position, &strike.target)
            {
                let target = entries[place].id.clone();
                changes.struck.insert(target, entry.id.clone());
            }
        }
        for (position, entry) in entries.iter().enumerate() {
            if let Body::Amend(amend) = &entry.body
                && !changes.struck.contains_key(&entry.id)
                && let Some(place) = before(position, &amend.target)
            {
                changes.amend(&entries[place], amend, position, &entry.id);
            }
        }
        changes
    }

    fn amend(&mut self, target: &Entry, amend: &Amend, position: usize, by: &EntryId) {
        // One that does not fit is refused by `judge`; here it changes nothing.
        if let Ok(body) = self.body(target).amended(&amend.set) {
            self.bodies.insert(target.id.clone(), body);
            self.amended
                .insert(target.id.clone(), (position, by.clone()));
        }
    }

    fn body(&self, entry: &Entry) -> Body {
        self.bodies.get(&entry.id).unwrap_or(&entry.body).clone()
    }

    fn standing(&self, position: usize, entry: &Entry) -> Standing {
        if let Some(by) = self.struck.get(&entry.id) {
            return Standing::Struck(by.clone());
        }
        if entry.kind() == Kind::Approve
            && let Some(target) = entry.body.target()
            && let Some((amended, by)) = self.amended.get(&target.entry)
            && position < *amended
        {
            return Standing::Void(by.clone());
        }
        Standing::Live
    }
}
