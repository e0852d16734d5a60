//! What is done so that the fault does not come again, and whether it helped.

use super::state::{Seen, State};
use crate::case::kinds::{Act, ActionKind, Effect};
use crate::case::{Body, EntryId, Kind};

/// An action, and how far it is.
#[derive(Debug, Clone)]
pub struct Action<'a> {
    /// The entry.
    pub seen: &'a Seen,
    /// What it says.
    pub act: &'a Act,
    /// The entry that says it is done.
    pub finished: Option<&'a Seen>,
    /// The entry that says whether it helped, and whether it did.
    pub evaluated: Option<(&'a Seen, Effect)>,
    /// Whether a later one takes the same cause away.
    pub followed: bool,
}

/// The actions that count, in order.
pub fn actions(state: &State) -> Vec<Action<'_>> {
    let all: Vec<(&Seen, &Act)> = acts(state).collect();
    let follows = |of: &(&Seen, &Act), other: &(&Seen, &Act)| {
        let names = |id: &EntryId| target(other.1) == Some(id);
        let cause = target(of.1).filter(|_| other.0.entry.at > of.0.entry.at);
        names(of.0.id()) || cause.is_some_and(names) || found_anew(state, of.0, other.1)
    };
    let one = |of: &(&'_ Seen, &'_ Act)| {
        let evaluated = evaluation(state, of.0.id());
        let since = evaluated.map(|(seen, _)| seen.entry.at);
        let later = |other: &(&Seen, &Act)| since.is_some_and(|since| other.0.entry.at >= since);
        let mut others = all.iter().filter(|other| later(other));
        others.any(|other| is_for_cause(other.1) && follows(of, other))
    };
    all.iter()
        .map(|of| Action {
            seen: of.0,
            act: of.1,
            finished: state.answer_to(Kind::Finish, of.0.id()),
            evaluated: evaluation(state, of.0.id()),
            followed: one(of),
        })
        .collect()
}

/// Whether an action is for a cause that was found after that one failed.
fn found_anew(state: &State, failed: &Seen, act: &Act) -> bool {
    let found = target(act).and_then(|id| state.seen(id));
    let found = found.filter(|seen| seen.entry.kind() == Kind::Investigate);
    let failed = evaluation(state, failed.id()).map(|(seen, _)| seen.entry.at);
    found
        .zip(failed)
        .is_some_and(|(seen, at)| seen.entry.at >= at)
}

fn acts(state: &State) -> impl Iterator<Item = (&Seen, &Act)> {
    state.live(Kind::Act).filter_map(|seen| match &seen.body {
        Body::Act(act) => Some((seen, act)),
        _ => None,
    })
}

fn is_for_cause(act: &Act) -> bool {
    matches!(act.kind, ActionKind::Corrective | ActionKind::Preventive)
}

fn target(act: &Act) -> Option<&EntryId> {
    act.target.as_ref().map(|target| &target.entry)
}

fn evaluation<'a>(state: &'a State, act: &EntryId) -> Option<(&'a Seen, Effect)> {
    let seen = state.answer_to(Kind::Evaluate, act)?;
    match &seen.body {
        Body::Evaluate(evaluate) if seen.is_in_force() => Some((seen, evaluate.verdict)),
        _ => None,
    }
}

impl Action<'_> {
    /// Whether it is one that takes a cause away, and is to be evaluated.
    pub fn is_for_cause(&self) -> bool {
        is_for_cause(self.act)
    }

    /// Whether somebody still asks for what is not done of it: the case is not
    /// closed, or the action goes on after that.
    pub fn goes_on(&self, state: &State) -> bool {
        let closed = state.closed.as_ref();
        closed.is_none_or(|closed| closed.is_outlived_by(self.seen))
    }

    /// Whether it is still to be done, or to be evaluated.
    pub fn is_open(&self) -> bool {
        self.finished.is_none() || (self.is_for_cause() && self.evaluated.is_none())
    }

    /// Whether it did not help, and nothing else is planned for the same cause.
    pub fn asks_for_another(&self) -> bool {
        let failed = self
            .evaluated
            .is_some_and(|(_, effect)| effect == Effect::Ineffective);
        failed && !self.followed
    }
}
