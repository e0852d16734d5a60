//! A case that one side no longer has where the other went on with it.

use std::sync::Arc;

use super::driver::{refused, side};
use super::join::{Side, join};
use crate::case::Case;
use crate::finding::Stop;
use crate::git::Unmerged;
use crate::ops::desk::{Desk, Loaded};
use crate::ops::links::holder_besides;
use crate::register::CaseFile;

/// What is to be done with it.
pub(super) enum Away {
    /// It lies under another number: what was added under the old one goes there.
    Moved {
        moves: Box<Loaded>,
        known: Box<Loaded>,
        added: usize,
    },
    /// It was deleted, as no case is: it stays.
    Deleted { file: CaseFile, bytes: Arc<[u8]> },
}

/// What is to be done with a case that only one side has, though both had it.
///
/// # Errors
/// It was moved to two numbers, or what was added does not go with the rest.
pub(super) fn gone_on_one_side(
    desk: &Desk,
    one: &Unmerged,
    file: CaseFile,
    shown: &str,
) -> Result<Away, Stop> {
    let no = |why| refused(shown, why);
    let left = one.ours.as_ref().or(one.theirs.as_ref());
    let (Some(bytes), Some(_)) = (left, &one.base) else {
        return Err(no("one-deleted"));
    };
    let whose = if one.ours.is_some() { "ours" } else { "theirs" };
    let case: Case = side(bytes, shown, whose)?;
    let Some(holder) = holder_besides(desk, &case.uid, Some(&file.path))? else {
        let bytes = bytes.as_slice().into();
        return Ok(Away::Deleted { file, bytes });
    };
    let moves = desk.folded(&file, bytes.as_slice().into(), case);
    let (text, joined, added) = with_its_holder(desk, &holder, &moves, shown)?;
    Ok(Away::Moved {
        known: Box::new(desk.folded(&holder, text.into_bytes().into(), joined)),
        moves: Box::new(moves),
        added,
    })
}

/// The case where it lies now, with what was added to it under its old number.
pub(super) fn with_its_holder(
    desk: &Desk,
    holder: &CaseFile,
    moves: &Loaded,
    shown: &str,
) -> Result<(String, Case, usize), Stop> {
    let no = |why| refused(shown, why);
    let there = desk.load(holder)?;
    let ours = Side::of(&there.bytes, &there.case).map_err(no)?;
    let theirs = Side::of(&moves.bytes, &moves.case).map_err(no)?;
    join(ours, theirs).map_err(no)
}
