//! Which approvals an entry waits for.

use super::condition::{Holds, holds};
use super::state::{Given, Seen, Standing, State};
use crate::case::{Body, Entry, EntryId, Kind};
use crate::policy::Rules;
use crate::yaml::Text;

/// A step of an approval that an entry waits for.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The entry that waits.
    pub entry: EntryId,
    /// Its kind.
    pub kind: Kind,
    /// Name of the step.
    pub step: String,
    /// The roles that may give it.
    pub roles: Vec<String>,
    /// The row of the policy.
    pub rule: String,
}

/// The steps that an entry needs now, in order. What cannot be decided, such
/// as a limit in another unit, counts as needing the step.
fn steps(body: &Body, state: &State, rules: &Rules) -> Vec<Waiting> {
    let word = body.kind().word();
    let Some(rows) = rules.policy.approvals.get(word) else {
        return Vec::new();
    };
    let needed = rows.iter().enumerate().filter(|(_, row)| {
        let suppressed =
            !row.unless.is_empty() && holds(&row.unless, state, Some(body), rules) == Holds::Yes;
        !suppressed && holds(&row.when, state, Some(body), rules) != Holds::No
    });
    needed
        .map(|(at, row)| Waiting {
            entry: EntryId::from_bytes([0; 6]),
            kind: body.kind(),
            step: row.step.to_string(),
            roles: row.role.iter().map(Text::to_string).collect(),
            rule: format!("approvals.{word}[{at}]"),
        })
        .collect()
}

/// The step that this entry waits for next, if it waits.
pub(super) fn next_step(seen: &Seen, state: &State, rules: &Rules) -> Option<Waiting> {
    if !seen.is_live() || seen.in_force.is_some() {
        return None;
    }
    let given = |step: &Waiting| seen.given.iter().any(|given| given.step == step.step);
    let mut step = steps(&seen.body, state, rules)
        .into_iter()
        .find(|step| !given(step))?;
    step.entry = seen.id().clone();
    Some(step)
}

/// Everything that waits for an approval: the next step of each entry.
pub fn waiting(state: &State, rules: &Rules) -> Vec<Waiting> {
    state
        .log
        .iter()
        .filter_map(|seen| next_step(seen, state, rules))
        .collect()
}

/// Takes the last entry of the log: notes what it approves, rejects or
/// cancels, and says which entries are in force from now on.
pub(super) fn take(state: &mut State, rules: &Rules) -> Vec<usize> {
    let last = state.log.len() - 1;
    let entry = state.log[last].entry.clone();
    match &entry.body {
        Body::Approve(approve) => give(state, &entry, &approve.role, rules),
        Body::Reject(_) => end(state, &entry, Standing::Rejected),
        Body::Cancel(_) => end(state, &entry, Standing::Cancelled),
        _ => {}
    }
    let in_force = |position: &usize| {
        let seen = &state.log[*position];
        seen.is_live() && seen.in_force.is_none() && next_step(seen, state, rules).is_none()
    };
    // Besides the entry itself only the one that it approves can come into
    // force; others keep waiting for somebody to decide.
    let target = entry
        .body
        .target()
        .filter(|_| entry.kind() == Kind::Approve);
    let position = |id: &EntryId| state.log.iter().position(|seen| seen.id() == id);
    let approved = target.and_then(|target| position(&target.entry));
    approved
        .into_iter()
        .chain([last])
        .filter(in_force)
        .collect()
}

fn give(state: &mut State, entry: &Entry, role: &str, rules: &Rules) {
    let Some(target) = entry.body.target() else {
        return;
    };
    let Some(seen) = state.seen(&target.entry) else {
        return;
    };
    let Some(step) = next_step(seen, state, rules) else {
        return;
    };
    let given = Given {
        entry: entry.id.clone(),
        step: step.step,
        role: role.to_owned(),
        by: entry.by.clone(),
    };
    if let Some(seen) = state.seen_mut(&target.entry) {
        seen.given.push(given);
    }
}

fn end(state: &mut State, entry: &Entry, standing: fn(EntryId) -> Standing) {
    let Some(target) = entry.body.target() else {
        return;
    };
    if let Some(seen) = state.seen_mut(&target.entry)
        && seen.is_live()
    {
        seen.standing = standing(entry.id.clone());
    }
}
