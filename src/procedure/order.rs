//! What must be there before an entry is made (service.4, dealer.7).

use super::common;
use super::condition::{Holds, holds};
use super::judge::{Refusals, Situation};
use super::needs::{Lack, lacks_of};
use super::state::State;
use crate::case::Body;
use crate::finding::{Code, Finding};
use crate::policy::{Condition, First, Need, Never, Rules};

/// What lacks for something that comes first.
pub(super) struct Lacking {
    /// The entry that waits for it.
    pub what: String,
    pub need: Need,
    /// The row of the policy.
    pub rule: String,
    pub lack: Lack,
}

/// What lacks of what the rows of the policy ask for that are about an entry.
pub(super) fn lacking(
    state: &State,
    rules: &Rules,
    body: Option<&Body>,
    about: impl Fn(&First) -> bool,
) -> Vec<Lacking> {
    let rows = rules.policy.entering.first.iter().enumerate();
    let rows = rows.filter(|(_, row)| about(row) && applies(row, state, body, rules));
    let needs = rows.flat_map(|(at, row)| row.needs.iter().map(move |need| (at, row, *need)));
    let mut found: Vec<Lacking> = Vec::new();
    for (at, row, need) in needs {
        if found.iter().any(|known| known.need == need) {
            continue;
        }
        let lacks = lacks_of(need, state, rules).into_iter();
        found.extend(lacks.map(|lack| Lacking {
            what: row.enter.to_string(),
            need,
            rule: format!("entering.first[{at}]"),
            lack,
        }));
    }
    found
}

/// Of what nobody knows yet, such as the nature, the strictest is taken.
fn applies(row: &First, state: &State, body: Option<&Body>, rules: &Rules) -> bool {
    let holds = |condition| holds(condition, state, body, rules);
    let suppressed = !row.unless.is_empty() && holds(&row.unless) == Holds::Yes;
    !suppressed && holds(&row.when) != Holds::No
}

/// The first row that rules such an entry out in this case.
pub(super) fn ruled_out<'a>(
    state: &State,
    rules: &'a Rules,
    body: Option<&Body>,
    about: impl Fn(&Never) -> bool,
) -> Option<(usize, &'a Never)> {
    let holds = |condition: &Condition| holds(condition, state, body, rules) == Holds::Yes;
    let suppressed = |row: &Never| !row.unless.is_empty() && holds(&row.unless);
    let mut rows = rules.policy.entering.never.iter().enumerate();
    rows.find(|(_, row)| about(row) && holds(&row.when) && !suppressed(row))
}

/// Refuses what comes before something that it needs. Who takes back what an
/// entry needed leaves that entry as it was.
pub(super) fn guard(body: &Body, situation: &Situation, no: &mut Refusals) {
    refuse(body, situation, no, |row| row.enter.matches(body));
    rule_out(body, situation, no, |row| row.enter.matches(body));
}

/// Refuses an amendment that makes of an entry what needs something first.
pub(super) fn guard_amended(was: &Body, is: &Body, situation: &Situation, no: &mut Refusals) {
    let now = |row: &First| row.enter.matches(is) && !row.enter.matches(was);
    refuse(is, situation, no, now);
    let now = |row: &Never| row.enter.matches(is) && !row.enter.matches(was);
    rule_out(is, situation, no, now);
}

fn rule_out(body: &Body, situation: &Situation, no: &mut Refusals, about: impl Fn(&Never) -> bool) {
    if situation.entry.imported || situation.replayed {
        return;
    }
    let (state, rules) = (situation.state, situation.rules);
    if let Some((at, row)) = ruled_out(state, rules, Some(body), about) {
        let finding = Finding::new(Code::RuledOut).arg("what", row.enter.to_string());
        no.add(finding.by_rule(format!("entering.never[{at}]")));
    }
}

fn refuse(body: &Body, situation: &Situation, no: &mut Refusals, about: impl Fn(&First) -> bool) {
    if situation.entry.imported || situation.replayed {
        return;
    }
    let (state, rules) = (situation.state, situation.rules);
    for one in lacking(state, rules, Some(body), about) {
        let finding = Finding::new(Code::NeededFirst).arg("what", one.what.as_str());
        let finding = finding.arg("need", one.need.word());
        no.add(common::to_settle(finding, one.lack).by_rule(one.rule));
    }
}
