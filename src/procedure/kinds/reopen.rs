use super::Procedure;
use crate::case::kinds::Reopen;
use crate::finding::{Code, Finding};
use crate::procedure::judge::{Refusals, Situation};
use crate::procedure::state::State;

impl Procedure for Reopen {
    const AFTER_CLOSE: bool = true;

    fn guard(&self, situation: &Situation, no: &mut Refusals) {
        no.when(situation.state.closed.is_none(), || {
            Finding::new(Code::NotClosed)
        });
    }

    fn effect(&self, state: &mut State, position: usize) {
        state.closed = None;
        state.reopened = Some(position);
    }
}
