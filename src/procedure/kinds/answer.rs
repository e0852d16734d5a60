use super::Procedure;
use crate::case::Kind;
use crate::case::kinds::Answer;
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Answer {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        already(Kind::Answer, situation, no);
        not_before_target(situation, no);
    }

    fn answers(state: &State, target: &Seen) -> bool {
        state.answer_to(Kind::Answer, target.id()).is_none()
    }
}

/// Refuses a second answer to one entry.
pub(super) fn already(kind: Kind, situation: &Situation, no: &mut Refusals) {
    let Some(target) = situation.entry.body.target() else {
        return;
    };
    if let Some(first) = situation.state.answer_to(kind, &target.entry) {
        let finding = Finding::new(Code::AlreadyAnswered).arg("entry", target.entry.as_str());
        no.field("for", finding.arg("other", first.id().as_str()));
    }
}

/// Refuses an answer that came before what it answers.
pub(super) fn not_before_target(situation: &Situation, no: &mut Refusals) {
    let Some(target) = situation.entry.body.target() else {
        return;
    };
    let Some(asked) = situation.state.seen(&target.entry).map(Seen::fact) else {
        return;
    };
    let fact = situation.entry.fact();
    no.when(fact < asked, || {
        let finding = Finding::new(Code::BeforeTarget).arg("time", fact.0);
        finding
            .arg("other", asked.0)
            .arg("entry", target.entry.as_str())
    });
}
