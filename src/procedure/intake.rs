//! What a complaint must say before it can be investigated.

use super::needs::is_confirmed;
use super::state::{Seen, State};
use crate::case::Kind;
use crate::case::kinds::Confirmed;
use crate::policy::{Intake, Rules};
use crate::yaml::Text;

/// The fields that the policy wants a complaint to name and this one does not.
pub(super) fn lacking(state: &State, rules: &Rules) -> Vec<Intake> {
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
        Intake::Sold => open.product.iter().any(|product| product.sold.is_some()),
        Intake::Wants => !open.wants.is_empty(),
        Intake::Service => open.service.is_some(),
        Intake::Stage => open.stage.is_some(),
        Intake::Consignee => open.consignee.is_some(),
        Intake::Department => open.department.is_some(),
        Intake::Serial => open
            .product
            .iter()
            .any(|product| !product.serials.is_empty()),
        Intake::Place => open.place.is_some(),
        Intake::Pictures => has_pictures(state),
        Intake::Points => !open.points.is_empty(),
    };
    rules
        .policy
        .intake
        .iter()
        .filter(|field| !has(field))
        .copied()
        .collect()
}

/// What the policy wants a complaint to name and this one does not: fields, and
/// particulars of the house.
pub fn wanting(state: &State, rules: &Rules) -> Vec<String> {
    let fields = lacking(state, rules).into_iter();
    let fields = fields.map(|field| field.to_string());
    let open = state.open();
    let names = |name: &&Text| open.is_some_and(|open| open.particulars.get(name).is_none());
    let asked = rules.policy.intake_particulars.iter();
    fields
        .chain(asked.filter(names).map(Text::to_string))
        .collect()
}

/// Whether a file is attached to the complaint, or to the case.
fn has_pictures(state: &State) -> bool {
    let opening = state.log.first().map(Seen::id);
    let attached = |seen: &Seen| match seen.body.target() {
        None => true,
        Some(target) => Some(&target.entry) == opening,
    };
    state.live(Kind::Attach).any(attached)
}

/// Whether the complaint came by word of mouth and the customer is still to be
/// asked to confirm it (pharma.2, aluminium.3).
pub(super) fn awaits_confirmation(state: &State, rules: &Rules) -> bool {
    let channel = state.open().and_then(|open| open.channel.as_ref());
    let spoken = channel.is_some_and(|channel| rules.policy.spoken.contains(channel));
    spoken && !is_confirmed(state, Confirmed::Complaint)
}
