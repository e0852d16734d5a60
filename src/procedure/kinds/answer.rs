use super::Procedure;
use crate::case::Kind;
use crate::case::kinds::Answer;
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Answer {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        already(Kind::Answer, situation, no);
    }

    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
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
