//! What closing a case still needs.

use super::desk::Desk;
use super::prepare::{Draft, prepare};
use super::step::{StepCall, step};
use crate::case::Body;
use crate::finding::{Code, Finding, Stop};
use crate::report::{ClosingView, closing_view};

/// What a closing would need, and what else speaks against it. Writes nothing.
///
/// # Errors
/// There is no such case, the policy does not close on that ground, or the
/// machine failed.
pub fn look(
    desk: &Desk,
    ending: &str,
    draft: &Draft,
) -> Result<(Option<ClosingView>, Vec<Finding>), Stop> {
    let loaded = desk.find(ending)?;
    let Body::Close(close) = prepare(draft, desk, &loaded)? else {
        return Ok((None, Vec::new()));
    };
    let (case, state, rules) = (&loaded.case, &loaded.state, &loaded.rules);
    let view = closing_view(case, state, rules, close.basis, &close.outlive);
    let dry = StepCall {
        dry_run: true,
        commit: false,
    };
    let refused = match step(desk, ending, draft, dry) {
        Ok(_) => Vec::new(),
        Err(Stop::Refused(found)) => found,
        Err(machine) => return Err(machine),
    };
    let others = refused.into_iter();
    let others = others.filter(|finding| finding.code != Code::ClosingNeeds);
    let others: Vec<Finding> = others.collect();
    let view = view.map(|view| ClosingView {
        ready: view.ready && others.is_empty(),
        ..view
    });
    Ok((view, others))
}
