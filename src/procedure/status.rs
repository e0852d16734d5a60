use super::state::State;
use super::{approvals, closing};
use crate::case::Kind;
use crate::case::kinds::words;
use crate::policy::Rules;

words! {
    /// Where a case stands: the first of these that holds.
    Status {
        /// Closed.
        Closed = "closed",
        /// A question to the customer is open.
        WaitingCustomer = "waiting-customer",
        /// An entry waits for an approval.
        WaitingApproval = "waiting-approval",
        /// The customer disputes a reply.
        Disputed = "disputed",
        /// Not yet graded.
        New = "new",
        /// A formal reply was given, no answer came yet, and nobody has
        /// confirmed that none will.
        Replied = "replied",
        /// Everything that closing needs is there.
        ReadyToClose = "ready-to-close",
        /// In work.
        Open = "open",
    }
}

/// Where the case stands.
pub fn status(state: &State, rules: &Rules) -> Status {
    if state.closed.is_some() {
        Status::Closed
    } else if state.open_asks().next().is_some() {
        Status::WaitingCustomer
    } else if !approvals::waiting(state, rules).is_empty() {
        Status::WaitingApproval
    } else if state.is_disputed() {
        Status::Disputed
    } else if state.graded.is_none() {
        Status::New
    } else if is_unanswered(state) {
        Status::Replied
    } else if closing::ready(state, rules).next().is_some() {
        Status::ReadyToClose
    } else {
        Status::Open
    }
}

fn is_unanswered(state: &State) -> bool {
    let Some(reply) = state.formal_reply() else {
        return false;
    };
    let answered = state.answer_to(Kind::Respond, reply.id()).is_some();
    !answered && !closing::is_silence_confirmed(state)
}
