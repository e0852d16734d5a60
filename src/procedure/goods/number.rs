use crate::case::kinds::Renumber;
use crate::case::{Body, CaseNumber, half_width};
use crate::procedure::state::{Seen, State};

/// The number of an RMA: the case's number of that day and the id of the
/// approval that completed it, or its own where the policy asks for none.
/// Nothing before that approval (display.3).
pub fn rma_number(state: &State, rma: &Seen) -> Option<String> {
    if !rma.is_in_force() {
        return None;
    }
    let given = rma.given.last().map_or(rma.id(), |given| &given.entry);
    let place = state.log.iter().position(|seen| seen.id() == given)?;
    let mut moved = state.log[..place]
        .iter()
        .filter_map(|seen| match &seen.body {
            Body::Renumber(Renumber { to, .. }) => Some(to),
            _ => None,
        });
    let case: &CaseNumber = moved.next_back().or(state.opened_as.as_ref())?;
    Some(format!("{case}-{given}"))
}

/// An RMA number as people write it on a box, in the letters by which two are
/// compared.
pub fn plain_number(text: &str) -> String {
    half_width(text.trim()).to_lowercase()
}
