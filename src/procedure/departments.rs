//! Which departments were asked, and how far each of them is.

use super::state::{Seen, State};
use crate::case::{Body, Kind, Target};

/// A department that was asked something.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The `assign`; its item, where it asks several.
    pub target: Target,
    /// The department: a role.
    pub department: &'a str,
    /// Its signature.
    pub signed: Option<&'a Seen>,
    /// Its opinion.
    pub answered: Option<&'a Seen>,
    /// Its report that it is done.
    pub done: Option<&'a Seen>,
}

/// The departments that were asked, in the order of asking.
pub fn asked(state: &State) -> Vec<Asked<'_>> {
    let mut all = Vec::new();
    for seen in state.live(Kind::Assign) {
        let Body::Assign(assign) = &seen.body else {
            continue;
        };
        let several = assign.to.len() > 1;
        for (item, department) in (1..).zip(assign.to.iter()) {
            let target = Target {
                entry: seen.id().clone(),
                item: several.then_some(item),
            };
            all.push(Asked {
                department: department.as_str(),
                signed: answer(state, Kind::Sign, &target),
                answered: answer(state, Kind::Opinion, &target),
                done: answer(state, Kind::Finish, &target),
                target,
            });
        }
    }
    all
}

/// The department that an entry with that target speaks for: the item named,
/// or the only one.
pub(super) fn meant<'a>(state: &'a State, target: &Target) -> Option<Asked<'a>> {
    let mut of_entry = asked(state).into_iter();
    of_entry.find(|asked| {
        let same = asked.target.entry == target.entry;
        same && (asked.target.item == target.item || asked.target.item.is_none())
    })
}

fn answer<'a>(state: &'a State, kind: Kind, to: &Target) -> Option<&'a Seen> {
    let item = |seen: &Seen| seen.body.target().and_then(|target| target.item);
    let mut answers = state.answers_to(kind, &to.entry);
    answers.find(|seen| to.item.is_none() || item(seen) == to.item)
}
