use super::{Procedure, known};
use crate::case::kinds::{Reply, ReplyKind};
use crate::finding::{Code, Finding};
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
        let supplementary = self.kind == ReplyKind::Supplementary;
        if supplementary && situation.state.formal_reply().is_none() {
            no.field("kind", Finding::new(Code::NothingToSupplement));
        }
        if self.kind == ReplyKind::Final && situation.state.is_disputed() {
            no.field("kind", Finding::new(Code::SupplementaryDue));
        }
    }
}
