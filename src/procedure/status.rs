use super::state::State;
use super::{approvals, closing};
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
        /// Everything that closing needs is there.
        ReadyToClose = "ready-to-close",
        /// A formal reply was given, and no answer came yet.
        Replied = "replied",
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
    } else if closing::is_ready(state, rules) {
        Status::ReadyToClose
    } else if state.graded.is_none() {
        Status::New
    } else if is_unanswered(state) {
        Status::Replied
    } else {
        Status::Open
    }
}

fn is_unanswered(state: &State) -> bool {
    let Some(reply) = state.formal_reply() else {
        return false;
    };
    state
        .answer_to(crate::case::Kind::Respond, reply.id())
        .is_none()
}
