//! What occurred in generated cases.

use std::collections::BTreeSet;

use crate::case::Kind;
use crate::policy::{Only, Rules};
use crate::procedure::approvals;
use crate::procedure::closing;
use crate::procedure::condition::{Holds, holds};
use crate::procedure::state::State;

/// What occurred in any case, by the names of the policy and the paths of its
/// rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Occurred {
    /// Levels that were given.
    pub levels: BTreeSet<String>,
    /// Clocks that ran.
    pub started: BTreeSet<String>,
    /// Clocks that were ended by what they wait for.
    pub met: BTreeSet<String>,
    /// Steps of approvals that were asked for.
    pub asked: BTreeSet<String>,
    /// Steps of approvals that were given.
    pub given: BTreeSet<String>,
    /// Rows about who may enter what that applied to some entry.
    pub used: BTreeSet<String>,
    /// Needs of closing that were met when a case was closed.
    pub needs: BTreeSet<String>,
    /// Grounds on which a case was closed.
    pub closed: BTreeSet<String>,
}

/// The path of a row about who may enter what.
pub(super) fn row(at: usize) -> String {
    format!("entering.only[{at}]")
}

impl Occurred {
    /// Takes what occurred in a case.
    pub(super) fn take(&mut self, state: &State, rules: &Rules) {
        self.levels.extend(state.severity().map(str::to_owned));
        for running in state.running.iter().filter(|it| it.armed.is_some()) {
            self.started.insert(running.clock.clone());
            if !running.ends.is_empty() {
                self.met.insert(running.clock.clone());
            }
        }
        for seen in &state.log {
            self.given
                .extend(seen.given.iter().map(|given| given.rule.clone()));
        }
        let waiting = approvals::waiting(state, rules);
        self.asked
            .extend(waiting.into_iter().map(|waiting| waiting.rule));
        self.asked.extend(self.given.iter().cloned());
        for (at, only) in rules.policy.entering.only.iter().enumerate() {
            if !self.used.contains(&row(at)) && is_used(only, state, rules) {
                self.used.insert(row(at));
            }
        }
        let Some(closed) = &state.closed else {
            return;
        };
        self.closed.insert(closed.basis.word().to_owned());
        let wanted = closing::checklist(state, rules, closed.basis, &closed.outlive);
        let wanted = wanted.into_iter().flatten();
        self.needs
            .extend(wanted.map(|wanted| wanted.need.word().to_owned()));
    }
}

fn is_used(only: &Only, state: &State, rules: &Rules) -> bool {
    let live = state
        .log
        .iter()
        .filter(|seen| seen.entry.kind() != Kind::Approve);
    let mut meant = live.filter(|seen| only.enter.matches(&seen.body));
    meant.any(|seen| {
        let applies = |condition| holds(condition, state, Some(&seen.body), rules);
        let suppressed = !only.unless.is_empty() && applies(&only.unless) == Holds::Yes;
        !suppressed && applies(&only.when) != Holds::No
    })
}
