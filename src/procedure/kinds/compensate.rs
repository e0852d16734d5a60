use super::Procedure;
use crate::case::kinds::{Bearer, Compensate, Confirmed, Payment};
use crate::case::{Body, Kind};
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};

impl Procedure for Compensate {
    const NEEDS_FACTS: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        if self.amount.0.number.is_zero() {
            no.field("amount", Finding::new(Code::NothingCounted));
        }
        if self.paid_by != Bearer::Us && self.party.is_none() {
            let finding = Finding::new(Code::PartyMissing).arg("bearer", self.paid_by.word());
            no.field("party", finding);
        }
        if self.kind == Payment::Refund {
            self.guard_refund(situation, no);
        }
        self.guard_agreement(situation, no);
    }
}

impl Compensate {
    /// The policy may forbid to pay for returned goods, or to pay in cash
    /// (aluminium.14).
    fn guard_refund(&self, situation: &Situation, no: &mut Refusals) {
        let Some(allowed) = &situation.rules.policy.returns.refund else {
            return;
        };
        if self.means.is_some_and(|means| allowed.contains(&means)) {
            return;
        }
        let words: Vec<String> = allowed.iter().map(ToString::to_string).collect();
        let finding = Finding::new(Code::NoRefund);
        let means = self.means.filter(|_| !words.is_empty());
        let finding = finding.maybe("means", means.map(|means| means.word()));
        let finding = finding.maybe("allowed", (!words.is_empty()).then_some(words));
        no.field("kind", finding.by_rule("returns.refund"));
    }

    /// Some payments take the place of something else, which is for the
    /// customer to say (cpar.6).
    fn guard_agreement(&self, situation: &Situation, no: &mut Refusals) {
        let agreed = situation.state.live(Kind::Confirm).any(|seen| {
            matches!(&seen.body, Body::Confirm(confirm) if confirm.what == Confirmed::Solution)
        });
        let wanted = &situation.rules.policy.returns.agreed;
        let ours = self.paid_by == Bearer::Us;
        if ours && wanted.contains(&self.kind) && !agreed {
            let finding = Finding::new(Code::NotAgreed).arg("kind", self.kind.word());
            no.field("kind", finding.by_rule("returns.agreed"));
        }
    }
}
