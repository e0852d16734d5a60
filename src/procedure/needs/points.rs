//! The single points of a complaint, and what is said of each (drugstore.1).

use super::Lack;
use crate::case::{Body, Kind};
use crate::procedure::state::{Seen, State};

/// What is still to be said of each point complained of.
pub(super) fn points(state: &State) -> Vec<Lack> {
    let named = state.open().map_or(0, |open| open.points.len());
    (1..=named).filter_map(|at| point(state, at)).collect()
}

fn point(state: &State, at: usize) -> Option<Lack> {
    let about = |seen: &&Seen| match &seen.body {
        Body::Investigate(found) => found.points.iter().any(|it| usize::from(it.get()) == at),
        _ => false,
    };
    let mut found = state.live(Kind::Investigate).rev().filter(about);
    let Some(found) = found.next() else {
        let rest = "--justified YES-OR-NO --occurrence TEXT --party PARTY --who NAME";
        return Some(Lack::new("investigate", format!("--point {at} {rest}")));
    };
    if found.in_force.is_none() {
        return Some(Lack::new("approve", found.id().to_string()));
    }
    let justified = matches!(&found.body, Body::Investigate(found) if found.justified);
    let done = [Kind::Act, Kind::Compensate];
    let done = done
        .iter()
        .any(|kind| state.answer_to(*kind, found.id()).is_some());
    (justified && !done).then(|| {
        let rest = "--kind corrective --text TEXT --owner PERSON --due DAY";
        Lack::new("act", format!("{} {rest}", found.id()))
    })
}
