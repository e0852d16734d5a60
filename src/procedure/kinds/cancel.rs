use super::Procedure;
use crate::case::Kind;
use crate::case::kinds::Cancel;
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::obligations::met_by;
use crate::procedure::state::{Seen, State};

impl Procedure for Cancel {
    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        let target = self
            .target
            .as_ref()
            .and_then(|target| situation.state.seen(&target.entry));
        if let Some(seen) = target
            && let Some(done) = done_by(situation.state, seen)
        {
            let finding = Finding::new(Code::AlreadyAnswered).arg("entry", seen.id().as_str());
            no.field("for", finding.arg("other", done.id().as_str()));
        }
    }

    fn answers(state: &State, target: &Seen) -> bool {
        done_by(state, target).is_none()
    }
}

/// What already settled an entry that somebody wants to cancel.
fn done_by<'a>(state: &'a State, seen: &Seen) -> Option<&'a Seen> {
    match seen.entry.kind() {
        Kind::Ask => state.answer_to(Kind::Answer, seen.id()),
        Kind::Request => met_by(state, seen),
        _ => None,
    }
}
