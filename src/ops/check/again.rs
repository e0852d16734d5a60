//! Complaints of a kind that was thought to be settled.

use chrono::NaiveDate;

use super::Read;
use super::index::Index;
use crate::case::{Kind, Time, Uid};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::{Seen, Settled, State, settled, window_start};

/// What a case says about that: what it settled, and how far it looks back.
pub(super) struct Recurrence {
    /// What this case settled.
    pub settled: Vec<Settled>,
    /// The first day on which another case may have settled it; nothing where
    /// the policy does not ask.
    pub since: Option<NaiveDate>,
    /// When it was last taken up again.
    pub reopened: Option<Time>,
    /// The cases that it is linked with: somebody has looked at those.
    pub linked: Vec<Uid>,
}

impl Recurrence {
    pub fn of(state: &State, rules: &Rules) -> Recurrence {
        let term = rules.policy.investigation.recurrence;
        let opened = state.opened().map(|at| rules.calendar.local(at.0));
        let links = state.links().filter_map(|(_, link)| link.uid.clone());
        Recurrence {
            settled: settled(state),
            since: term
                .zip(opened)
                .map(|(term, opened)| window_start(opened.date_naive(), term)),
            reopened: state.live(Kind::Reopen).next_back().map(Seen::fact),
            linked: links.collect(),
        }
    }
}

/// What came again in that case, though another one said that it was settled;
/// of each other case the first that speaks of it.
pub(super) fn again(index: &Index, one: &Read, file: &str) -> Vec<Finding> {
    let Some((since, opened)) = one.recurrence.since.zip(one.opened) else {
        return Vec::new();
    };
    if one.dismissed.is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for other in index.alike(one) {
        let looked_at = one.recurrence.linked.contains(&other.facts.uid)
            || other.recurrence.linked.contains(&one.facts.uid)
            || other.recurrence.reopened >= Some(opened.1);
        let before = |settled: &&Settled| {
            let day = settled.day();
            settled.at < opened.1 && day >= since
        };
        let settled = other.recurrence.settled.iter().find(before);
        if let Some(settled) = settled.filter(|_| !looked_at) {
            let finding = of(settled, &other.numbers.now.to_string());
            let finding = finding.in_file(file).at(1, 1);
            found.push(finding.of_case(one.numbers.now.as_str()));
        }
    }
    found
}

fn of(settled: &Settled, other: &str) -> Finding {
    let code = match settled.ours {
        true => Code::RepeatAfterEffective,
        false => Code::NotOursAgain,
    };
    let finding = Finding::new(code).arg("other", other);
    let finding = finding.arg("day", settled.day().to_string());
    finding.maybe("who", settled.who.clone())
}
