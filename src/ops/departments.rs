//! Whose part of what several departments were asked an entry is.

use super::desk::{Desk, Loaded};
use crate::case::kinds::Assign;
use crate::case::{Body, EntryId, Kind, Target};
use crate::finding::Stop;

/// The same target; where it is an `assign` to several departments and the
/// author is of one of them that has no such entry yet, that department's item.
///
/// # Errors
/// Nobody knows who the author is.
pub(super) fn own_item(
    kind: Kind,
    target: Target,
    desk: &Desk,
    loaded: &Loaded,
) -> Result<Target, Stop> {
    if !matches!(kind, Kind::Sign | Kind::Opinion | Kind::Finish) || target.item.is_some() {
        return Ok(target);
    }
    let seen = loaded.state.seen(&target.entry);
    let Some(Body::Assign(assign)) = seen.map(|seen| &seen.body) else {
        return Ok(target);
    };
    if assign.to.len() < 2 {
        return Ok(target);
    }
    let (me, _) = desk.author(false)?;
    let Some(person) = desk.book.people.get(&me) else {
        return Ok(target);
    };
    let open = open_items(kind, &target.entry, assign, loaded);
    let mine: Vec<u32> = open
        .into_iter()
        .filter(|(_, role)| person.holds(role, desk.today()))
        .map(|(item, _)| item)
        .collect();
    Ok(match mine.as_slice() {
        [only] => Target {
            item: Some(*only),
            ..target
        },
        _ => target,
    })
}

/// What somebody may mean who finishes something: of several only their own
/// actions, if there are any.
///
/// # Errors
/// Nobody knows who the author is.
pub(super) fn own_actions(
    kind: Kind,
    open: Vec<EntryId>,
    desk: &Desk,
    loaded: &Loaded,
) -> Result<Vec<EntryId>, Stop> {
    if kind != Kind::Finish || open.len() < 2 {
        return Ok(open);
    }
    let (me, _) = desk.author(false)?;
    let is_mine = |id: &&EntryId| {
        let seen = loaded.state.seen(id);
        matches!(seen.map(|seen| &seen.body), Some(Body::Act(act)) if act.owner == me)
    };
    let mine: Vec<EntryId> = open.iter().filter(is_mine).cloned().collect();
    Ok(if mine.is_empty() { open } else { mine })
}

/// The items without an entry of that kind, each with its department. An entry
/// about the whole is about each of them.
fn open_items<'a>(
    kind: Kind,
    entry: &EntryId,
    assign: &'a Assign,
    loaded: &Loaded,
) -> Vec<(u32, &'a str)> {
    let answers = loaded.state.live(kind);
    let answered: Vec<Option<u32>> = answers
        .filter_map(|seen| seen.body.target())
        .filter(|target| target.entry == *entry)
        .map(|target| target.item)
        .collect();
    let is_open = |item: u32| !answered.contains(&None) && !answered.contains(&Some(item));
    let items = (1..).zip(assign.to.iter());
    items
        .filter(|(item, _)| is_open(*item))
        .map(|(item, role)| (item, role.as_str()))
        .collect()
}
