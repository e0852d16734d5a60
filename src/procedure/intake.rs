//! What a complaint must say before it can be investigated.

use super::needs::is_confirmed;
use super::state::State;
use crate::case::kinds::Confirmed;
use crate::policy::{Intake, Rules};

/// What the policy wants a complaint to name and this one does not.
pub fn lacking(state: &State, rules: &Rules) -> Vec<Intake> {
    let Some(open) = state.open() else {
        return Vec::new();
    };
    let has = |field: &&Intake| match field {
        Intake::Channel => open.channel.is_some(),
        Intake::Reference => open.reference.is_some(),
        Intake::Contact => open.contact.is_some(),
        Intake::Model => open.models().next().is_some(),
        Intake::Lot => open.lots().next().is_some(),
        Intake::Quantity => open.quantity.is_some(),
        Intake::Defect => open.defect.is_some(),
        Intake::OrderKind => open.order_kind().is_some(),
        Intake::Order => open.order.as_ref().is_some_and(|of| of.number.is_some()),
        Intake::DeliveryNote => open.delivery_note.is_some(),
        Intake::Wants => !open.wants.is_empty(),
    };
    rules
        .policy
        .intake
        .iter()
        .filter(|field| !has(field))
        .copied()
        .collect()
}

/// Whether the complaint came by word of mouth and the customer is still to be
/// asked to confirm it (pharma.2, aluminium.3).
pub(super) fn awaits_confirmation(state: &State, rules: &Rules) -> bool {
    let channel = state.open().and_then(|open| open.channel.as_ref());
    let spoken = channel.is_some_and(|channel| rules.policy.spoken.contains(channel));
    spoken && !is_confirmed(state, Confirmed::Complaint)
}
