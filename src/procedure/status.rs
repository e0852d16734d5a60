use super::actions::actions;
use super::cause::{investigation, verification};
use super::goods::{Authorised, Ledger, Supplied};
use super::state::State;
use super::{approvals, closing, needs};
use crate::case::Kind;
pub use crate::policy::Status;
use crate::policy::{Clock, Closing, Need, Rules};

/// Where the case stands.
pub fn status(state: &State, rules: &Rules) -> Status {
    let ledger = Ledger::of(state, rules);
    if state.closed.is_some() {
        Status::Closed
    } else if ledger.lines.iter().any(|line| line.held) {
        Status::OnHold
    } else if state.open_asks().next().is_some() {
        Status::WaitingCustomer
    } else if !approvals::waiting(state, rules).is_empty() {
        Status::WaitingApproval
    } else if state.is_disputed() {
        Status::Disputed
    } else if state.graded.is_none() && (state.log.len() <= 1 || asks_for_grading(rules)) {
        Status::New
    } else if asks(state, rules, Need::Verified) && verification(state).is_none() {
        Status::Verifying
    } else if ledger.authorised.iter().any(Authorised::awaits) {
        Status::AwaitingGoods
    } else if ledger.lines.iter().any(|line| !line.open().is_zero()) {
        Status::InDisposition
    } else if ledger.supplied.iter().any(is_due) {
        Status::Replenishing
    } else if is_investigating(state, rules) {
        Status::Investigating
    } else if is_acting(state, rules) {
        Status::Acting
    } else if is_unanswered(state) {
        Status::Replied
    } else if closing::ready(state, rules).next().is_some() {
        Status::ReadyToClose
    } else {
        Status::Open
    }
}

/// Whether closing, as far as it is known on which ground, needs it.
fn asks(state: &State, rules: &Rules, need: Need) -> bool {
    closing::asks(state, rules, closing::heads_for(state, rules), need)
}

fn is_investigating(state: &State, rules: &Rules) -> bool {
    asks(state, rules, Need::Investigated) && investigation(state, rules).is_none()
}

/// Whether an action waits to be done, or for its evaluation where closing asks
/// for it.
fn is_acting(state: &State, rules: &Rules) -> bool {
    let proves = asks(state, rules, Need::ActionsEffective);
    actions(state).iter().any(|action| match proves {
        true => needs::to_prove(action).is_some(),
        false => needs::to_finish(action).is_some(),
    })
}

/// Whether the policy wants complaints graded at all.
fn asks_for_grading(rules: &Rules) -> bool {
    let policy = &rules.policy;
    let grades = |clock: &Clock| clock.until.iter().any(|event| event.kind == Kind::Classify);
    let needs = |closing: &Closing| closing.needs.contains(&Need::Classified);
    policy.clocks.iter().any(|(_, clock)| grades(clock))
        || policy.closing.iter().any(|(_, closing)| needs(closing))
}

fn is_due(supplied: &Supplied) -> bool {
    let replaces = supplied.in_force && !supplied.sent_back;
    replaces && supplied.accepted() < supplied.promised
}

fn is_unanswered(state: &State) -> bool {
    let Some(reply) = state.formal_reply() else {
        return false;
    };
    let answered = state.answer_to(Kind::Respond, reply.id()).is_some();
    !answered && !needs::is_silence_confirmed(state)
}
