//! Actions: planned, done, judged.

use super::answer::already;
use super::assign::{once, speaks, waits};
use super::rma::not_past;
use super::{Procedure, person_known};
use crate::case::kinds::{Act, ActionKind, Evaluate, Finish};
use crate::case::{Body, Kind, PersonId, Target};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Act {
    const NEEDS_FACTS: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        person_known(&self.owner, "owner", situation, no);
        not_past("due", self.due, situation, no);
        // What is done for this customer alone, nobody else does.
        if self.kind != ActionKind::Containment {
            super::not_led(situation, no);
        }
    }
}

impl Procedure for Finish {
    const AFTER_CLOSE: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(seen) = target(self.target.as_ref(), situation) else {
            return;
        };
        if seen.entry.kind() == Kind::Assign {
            if let Some(asked) = speaks(self.target.as_ref(), situation, no) {
                once(&asked, asked.done, no);
            }
            return;
        }
        already(Kind::Finish, situation, no);
        approved(seen, no);
        if situation.rules.policy.actions.evidence && self.file.is_none() {
            let finding = Finding::new(Code::EvidenceMissing).arg("entry", seen.id().as_str());
            no.field("file", finding.by_rule("actions.evidence"));
        }
    }

    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
        match target.entry.kind() {
            Kind::Assign => waits(state, target, |asked| asked.done),
            _ => target.is_in_force() && state.answer_to(Kind::Finish, target.id()).is_none(),
        }
    }
}

impl Procedure for Evaluate {
    const AFTER_CLOSE: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(seen) = target(self.target.as_ref(), situation) else {
            return;
        };
        already(Kind::Evaluate, situation, no);
        approved(seen, no);
        let (id, entry) = (seen.id(), situation.entry);
        match situation.state.answer_to(Kind::Finish, id) {
            None => no.add(Finding::new(Code::NotFinished).arg("entry", id.as_str())),
            Some(done) if entry.fact() < done.fact() => {
                let finding = Finding::new(Code::BeforeTarget).arg("time", entry.fact().0);
                let finding = finding.arg("other", done.fact().0);
                no.add(finding.arg("entry", done.id().as_str()));
            }
            Some(_) => {}
        }
        let done = situation.state.answer_to(Kind::Finish, id);
        let owns =
            |body: &Body, person: &PersonId| matches!(body, Body::Act(act) if act.owner == *person);
        let did = |person: &PersonId| {
            owns(&seen.body, person)
                || owns(&seen.entry.body, person)
                || done.is_some_and(|done| done.entry.by == *person)
        };
        let mut judges = [Some(&entry.by), entry.via.as_ref()].into_iter().flatten();
        if let Some(person) = judges.find(|person| did(person)) {
            let finding = Finding::new(Code::OwnAction).arg("person", person.as_str());
            no.add(finding.arg("entry", id.as_str()));
        }
    }

    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
        let evaluated = state.answer_to(Kind::Evaluate, target.id());
        evaluated.is_none() && state.answer_to(Kind::Finish, target.id()).is_some()
    }
}

fn target<'a>(target: Option<&Target>, situation: &'a Situation) -> Option<&'a Seen> {
    situation.state.seen(&target?.entry)
}

fn approved(seen: &Seen, no: &mut Refusals) {
    if seen.in_force.is_none() {
        let finding = Finding::new(Code::NotApproved).arg("entry", seen.id().as_str());
        no.field("for", finding);
    }
}
