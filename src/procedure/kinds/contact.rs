//! What keeps the customer in touch: remind, survey.

use super::{Procedure, known};
use crate::case::Body;
use crate::case::Kind;
use crate::case::kinds::{Remind, Survey};
use crate::finding::{Code, Finding};
use crate::policy::Rules;
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::{Seen, State};

impl Procedure for Remind {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let Some(target) = &self.target else { return };
        let state = situation.state;
        let Some(reply) = state.seen(&target.entry) else {
            return;
        };
        let id = reply.id().as_str();
        if let Body::Reply(said) = &reply.body
            && !said.kind.is_formal()
        {
            let finding = Finding::new(Code::NotFormal).arg("entry", id);
            no.field("for", finding.arg("found", said.kind.word()));
        }
        if reply.in_force.is_none() {
            no.field("for", Finding::new(Code::NotApproved).arg("entry", id));
        }
        if let Some(answer) = state.answer_to(Kind::Respond, reply.id()) {
            let finding = Finding::new(Code::AlreadyAnswered).arg("entry", id);
            no.field("for", finding.arg("other", answer.id().as_str()));
        }
    }

    fn answers(state: &State, target: &Seen, _: &Rules) -> bool {
        let formal = matches!(&target.body, Body::Reply(reply) if reply.kind.is_formal());
        let answered = state.answer_to(Kind::Respond, target.id()).is_some();
        formal && target.is_in_force() && !answered
    }
}

impl Procedure for Survey {
    const AFTER_CLOSE: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        if let Some(channel) = &self.channel {
            let channels = situation.rules.policy.channels.names();
            known(no, "channel", "channel", channel, channels);
        }
        let best = situation.rules.policy.survey.best.get();
        if !(1..=best).contains(&self.score) {
            let finding = Finding::new(Code::ScoreOutOfRange).arg("found", self.score.to_string());
            let finding = finding.arg("best", best.to_string());
            no.field("score", finding.by_rule("survey.best"));
        }
    }
}
