//! What a closing needs, shown before anybody closes.

use super::super::context::{Context, Done, Result};
use super::common::StepFormat;
use super::run::with_flags;
use crate::case::Kind;
use crate::finding::Stop;
use crate::ops::{Desk, Draft, closing};
use crate::output::{json, views};

/// Shows what closing needs, with ticks; what else speaks against it are errors
/// of the call, and so is what lacks.
pub(super) fn show(
    desk: &Desk,
    case: &str,
    draft: &Draft,
    format: StepFormat,
    context: &mut Context,
) -> Result {
    let looked = closing::look(desk, case, draft);
    let (view, others) = looked.map_err(|stop| context.placed(with_flags(stop, Kind::Close)))?;
    if let Some(view) = &view {
        context.print(|out, screen| match format {
            StepFormat::Table => views::closing(out, view, screen),
            StepFormat::Json => json::write(out, view),
        })?;
    }
    if !others.is_empty() {
        return Err(context.placed(Stop::Refused(others)));
    }
    Ok(match view.is_some_and(|view| view.ready) {
        true => Done::Fine,
        false => Done::Misused,
    })
}
