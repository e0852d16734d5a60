use super::{Procedure, known};
use crate::case::kinds::{Reply, ReplyKind};
use crate::finding::{Code, Finding};
use crate::procedure::cause::{investigation, verification};
use crate::procedure::judge::{Refusals, Situation};

impl Procedure for Reply {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        for want in self.meets.iter() {
            known(
                no,
                "meets",
                "want",
                want,
                situation.rules.policy.wants.names(),
            );
        }
        // An interim reply may be disputed too; the final one answers that.
        let replied = situation.state.formal_reply().is_some();
        match self.kind {
            ReplyKind::Supplementary if !replied => {
                no.field("kind", Finding::new(Code::NothingToSupplement));
            }
            ReplyKind::Final if replied && situation.state.is_disputed() => {
                no.field("kind", Finding::new(Code::SupplementaryDue));
            }
            _ => {}
        }
        self.guard_investigated(situation, no);
    }
}

impl Reply {
    /// After a dispute more is found out before the next formal reply, where
    /// the policy says so (pharma.16).
    fn guard_investigated(&self, situation: &Situation, no: &mut Refusals) {
        let (state, rules) = (situation.state, situation.rules);
        let asks = rules.policy.investigation.after_dispute && state.is_disputed();
        let Some((disputed, _)) = state.verdict().filter(|_| asks && self.kind.is_formal()) else {
            return;
        };
        let since = verification(state).is_some_and(|(seen, _)| seen.fact() >= disputed.fact());
        if !since && investigation(state, rules).is_none() {
            let finding = Finding::new(Code::NotInvestigatedAgain);
            let finding = finding.arg("entry", disputed.id().as_str());
            no.field("kind", finding.by_rule("investigation.after-dispute"));
        }
    }
}
