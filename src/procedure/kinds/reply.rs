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
    }
}
