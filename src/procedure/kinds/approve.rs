//! Approve and reject: who may, and what for.

use super::{Procedure, close};
use crate::case::kinds::{Approve, Reject};
use crate::case::{Body, Target};
use crate::finding::{Code, Finding};
use crate::procedure::approvals::next_step;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::Seen;

impl Procedure for Approve {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        decide(self.target.as_ref(), &self.role, situation, no);
        // Much may have happened since the case was to be closed.
        let seen = self
            .target
            .as_ref()
            .and_then(|target| situation.state.seen(&target.entry));
        if let Some(Body::Close(close)) = seen.map(|seen| &seen.body) {
            close::needs(close, situation, no, |_| true);
        }
    }
}

impl Procedure for Reject {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        decide(self.target.as_ref(), &self.role, situation, no);
    }
}

/// The role must be one that the approval waits for, held by that person on
/// that day; nobody decides about their own entry; each step needs another
/// person.
fn decide(target: Option<&Target>, role: &str, situation: &Situation, no: &mut Refusals) {
    let Some(seen) = target.and_then(|target| situation.state.seen(&target.entry)) else {
        return;
    };
    let Some(step) = next_step(seen, situation.state, situation.rules) else {
        let finding = Finding::new(Code::NothingToApprove).arg("entry", seen.id().as_str());
        // Two branches may each have approved it.
        let given = seen.given.last();
        no.field(
            "for",
            finding.maybe("other", given.map(|given| given.entry.to_string())),
        );
        return;
    };
    if !step.roles.iter().any(|wanted| wanted == role) {
        let finding = Finding::new(Code::WrongRole)
            .arg("role", role)
            .arg("step", step.step.clone());
        no.field(
            "role",
            finding
                .arg("roles", step.roles.clone())
                .by_rule(step.rule.clone()),
        );
    }
    let by = &situation.entry.by;
    let day = situation.day();
    let holds = situation
        .rules
        .people
        .get(by)
        .is_some_and(|person| person.holds(role, day));
    if !holds {
        let holders: Vec<String> = situation
            .rules
            .people
            .holders(role, day)
            .into_iter()
            .map(str::to_owned)
            .collect();
        let finding = Finding::new(Code::RoleNotHeld)
            .arg("person", by.as_str())
            .arg("role", role);
        no.field(
            "role",
            finding.maybe("holders", (!holders.is_empty()).then_some(holders)),
        );
    }
    another_person(seen, situation, no);
}

fn another_person(seen: &Seen, situation: &Situation, no: &mut Refusals) {
    let by = &situation.entry.by;
    let amended = situation
        .state
        .live(crate::case::Kind::Amend)
        .filter(|amend| {
            amend
                .body
                .target()
                .is_some_and(|target| target.entry == *seen.id())
        });
    let mut authors = amended.map(|amend| &amend.entry).chain([&seen.entry]);
    if authors.any(|entry| entry.by == *by || entry.via.as_ref() == Some(by)) {
        no.add(
            Finding::new(Code::OwnEntry)
                .arg("person", by.as_str())
                .arg("entry", seen.id().as_str()),
        );
    }
    if let Some(given) = seen.given.iter().find(|given| given.by == *by) {
        let finding = Finding::new(Code::SamePerson).arg("person", by.as_str());
        no.add(finding.arg("step", given.step.clone()));
    }
}
