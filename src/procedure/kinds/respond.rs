use super::Procedure;
use super::answer::already;
use crate::case::Kind;
use crate::case::kinds::Respond;
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Respond {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        already(Kind::Respond, situation, no);
        let reply = self
            .target
            .as_ref()
            .and_then(|target| situation.state.seen(&target.entry));
        if let Some(reply) = reply
            && reply.in_force.is_none()
        {
            no.field(
                "for",
                Finding::new(Code::NotApproved).arg("entry", reply.id().as_str()),
            );
        }
    }

    fn answers(state: &State, target: &Seen) -> bool {
        target.is_in_force() && state.answer_to(Kind::Respond, target.id()).is_none()
    }
}
