//! Which approvals an entry waits for.

use super::condition::{Holds, holds};
use super::state::{Given, Seen, Standing, State};
use crate::case::{Body, Entry, EntryId, Kind};
use crate::policy::{Approval, Rules};
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
fn steps(seen: &Seen, state: &State, rules: &Rules) -> impl Iterator<Item = Waiting> {
    let body = &seen.body;
    let kind = body.kind();
    let rows = rules.policy.approvals.get(kind.word());
    let rows = rows.into_iter().flatten().enumerate();
    let needed = move |row: &Approval| {
        let suppressed =
            !row.unless.is_empty() && holds(&row.unless, state, Some(body), rules) == Holds::Yes;
        !suppressed && holds(&row.when, state, Some(body), rules) != Holds::No
    };
    rows.filter(move |(_, row)| needed(row))
        .map(move |(at, row)| Waiting {
            entry: seen.id().clone(),
            kind,
            step: row.step.to_string(),
            roles: row.role.iter().map(Text::to_string).collect(),
            rule: format!("approvals.{}[{at}]", kind.word()),
        })
}

/// The steps that an entry needs: name and roles of each, in order.
pub(super) fn needed(seen: &Seen, state: &State, rules: &Rules) -> Vec<(String, Vec<String>)> {
    let steps = steps(seen, state, rules);
    steps.map(|step| (step.step, step.roles)).collect()
}

/// The step that this entry waits for next, if it waits. Rows may share the
/// name of a step, so what was given is known by its row. What another system
/// did was approved there, but for a grading: that is computed here.
pub(super) fn next_step(seen: &Seen, state: &State, rules: &Rules) -> Option<Waiting> {
    if !seen.is_live() || seen.in_force.is_some() {
        return None;
    }
    if seen.entry.kind() != Kind::Classify && state.was_settled_elsewhere(seen) {
        return None;
    }
    let given = |step: &Waiting| seen.given.iter().any(|given| given.rule == step.rule);
    steps(seen, state, rules).find(|step| !given(step))
}

/// Everything that waits for an approval: the next step of each entry. In a
/// closed case nothing does but its reopening.
pub fn waiting(state: &State, rules: &Rules) -> Vec<Waiting> {
    let waits = state
        .log
        .iter()
        .filter_map(|seen| next_step(seen, state, rules));
    let open = state.closed.is_none();
    waits
        .filter(|waiting| open || waiting.kind == Kind::Reopen)
        .collect()
}

/// Takes the last entry of the log: notes what it approves, rejects or
/// cancels.
pub(super) fn take(state: &mut State, rules: &Rules) {
    let Some(entry) = state.log.last().map(|seen| seen.entry.clone()) else {
        return;
    };
    match &entry.body {
        Body::Approve(approve) => give(state, &entry, &approve.role, rules),
        Body::Reject(_) if waits_for(state, &entry, rules).is_some() => {
            end(state, &entry, Standing::Rejected);
        }
        Body::Cancel(_) => end(state, &entry, Standing::Cancelled),
        _ => {}
    }
}

/// An entry that needs no approval more and is not yet in force: the last
/// one, the one that it approves, or one whose steps no longer apply since
/// the case was graded otherwise.
pub(super) fn complete(state: &State, rules: &Rules) -> Option<usize> {
    let now = state.log.last().map(Seen::fact);
    let is_complete = |seen: &Seen| match &state.assumed {
        Some(assumed) => {
            let since = assumed.in_force.get(seen.id());
            since.is_some_and(|since| Some(*since) <= now)
        }
        None => next_step(seen, state, rules).is_none(),
    };
    let mut log = state.log.iter();
    log.position(|seen| seen.is_live() && seen.in_force.is_none() && is_complete(seen))
}

/// The step that the entry which this one names waits for.
fn waits_for(state: &State, entry: &Entry, rules: &Rules) -> Option<Waiting> {
    let target = entry.body.target()?;
    next_step(state.seen(&target.entry)?, state, rules)
}

fn give(state: &mut State, entry: &Entry, role: &str, rules: &Rules) {
    let Some(step) = waits_for(state, entry, rules) else {
        return;
    };
    let given = Given {
        entry: entry.id.clone(),
        step: step.step,
        rule: step.rule,
        role: role.to_owned(),
        by: entry.by.clone(),
    };
    if let Some(seen) = state.seen_mut(&step.entry) {
        seen.given.push(given);
    }
}

fn end(state: &mut State, entry: &Entry, standing: fn(EntryId) -> Standing) {
    let Some(target) = entry.body.target() else {
        return;
    };
    if let Some(seen) = state.seen_mut(&target.entry)
        && seen.is_live()
        && entry.kind().targets().allow(seen.entry.kind())
    {
        seen.standing = standing(entry.id.clone());
    }
}
