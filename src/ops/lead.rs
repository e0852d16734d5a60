//! The case that carries investigation and actions for others with the same
//! cause.

use super::desk::{RuleBook, parse};
use super::links::holder_of;
use super::look::folded;
use crate::case::kinds::Link;
use crate::case::{Case, Time};
use crate::finding::Stop;
use crate::procedure::{Lead, State};
use crate::register::{CaseFile, Register};

/// Looks up the case that leads this one, if one does: as it is, or as it was
/// then.
///
/// # Errors
/// The machine failed.
pub(super) fn follow(
    register: &Register,
    book: &RuleBook,
    state: &mut State,
    (as_of, now): (Option<Time>, Option<Time>),
) -> Result<(), Stop> {
    let Some(link) = state.leader() else {
        return Ok(());
    };
    if let Some(case) = led_by(register, link)? {
        state.lead = Some(lead(&case, book, as_of, now));
    }
    Ok(())
}

/// The case that leads, as it is or as it was then.
pub(super) fn lead(case: &Case, book: &RuleBook, as_of: Option<Time>, now: Option<Time>) -> Lead {
    let rules = book.of(case);
    Lead {
        case: case.number().clone(),
        state: folded(case, &rules, as_of, now).into(),
    }
}

/// The case that a link names: by its number, or wherever its uid is now. One
/// that cannot be read leads nobody.
fn led_by(register: &Register, link: &Link) -> Result<Option<Case>, Stop> {
    let readable = |file: &CaseFile| match parse(register, file) {
        Ok((_, case)) => Ok(Some(case)),
        Err(Stop::Refused(_)) => Ok(None),
        Err(machine) => Err(machine),
    };
    let same = |case: &Case| link.uid.as_ref().is_none_or(|uid| *uid == case.uid);
    if let Ok(file) = register.resolve(link.case.as_str())
        && let Some(case) = readable(&file)?.filter(|case| same(case))
    {
        return Ok(Some(case));
    }
    let Some(uid) = &link.uid else {
        return Ok(None);
    };
    match holder_of(register, uid)? {
        Some(file) => readable(&file),
        None => Ok(None),
    }
}
