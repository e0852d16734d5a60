use super::Procedure;
use super::answer::already;
use crate::case::kinds::Respond;
use crate::case::{Body, Kind};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
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

    /// A formal reply that waits for its answer is what a customer's word is
    /// about; other replies only where there is none.
    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
        let waits = |reply: &Seen| {
            reply.is_in_force() && state.answer_to(Kind::Respond, reply.id()).is_none()
        };
        let formal =
            |reply: &Seen| matches!(&reply.body, Body::Reply(reply) if reply.kind.is_formal());
        let unanswered = |reply: &Seen| state.answer_to(Kind::Respond, reply.id()).is_none();
        let any_formal = state
            .live(Kind::Reply)
            .any(|reply| formal(reply) && unanswered(reply));
        waits(target) && (formal(target) || !any_formal)
    }
}
