//! Days that somebody named.

use super::goods;
use super::obligations::{Obligation, ObligationState, Source};
use super::state::{Seen, State};
use crate::calendar::{Calendar, Due};
use crate::case::kinds::{Request, Rma, Way};
use crate::case::{Body, Date, EntryId, Kind, PersonId};
use crate::policy::{Rules, Sense};

/// A day that was named: by the customer, where the policy has no clock for
/// it, or by us, for replacement, for work on site and for actions.
pub(super) fn promise(seen: &Seen, state: &State, rules: &Rules) -> Option<Obligation> {
    let (clock, day) = match &seen.body {
        Body::Request(Request { due, .. }) => ("request", due.as_ref()?),
        Body::Replace(replace) => ("promised-replacement", &replace.by),
        Body::Rma(Rma { by, way, .. }) if *way == Way::OnSite => ("work-on-site", by.as_ref()?),
        Body::Act(act) => ("action", &act.due),
        _ => return None,
    };
    let is_request = seen.entry.kind() == Kind::Request;
    if !is_request && seen.in_force.is_none() {
        return None;
    }
    let done = match seen.entry.kind() {
        Kind::Request => met_by(state, seen),
        Kind::Act => state.answer_to(Kind::Finish, seen.id()),
        _ => goods::done_by(state, seen, rules),
    };
    Some(Obligation {
        clock: clock.to_owned(),
        sense: Sense::Latest,
        role: None,
        person: doer(seen).or_else(|| state.open().and_then(|open| open.owner.clone())),
        by: seen.id().clone(),
        item: None,
        started: seen.fact(),
        term: None,
        source: match is_request {
            true => Source::Request(*day),
            false => Source::Promise(*day),
        },
        due: close_of(*day, &rules.calendar),
        pauses: Vec::new(),
        ended: done.map(|done| (done.id().clone(), done.fact())),
        state: ObligationState::Open,
    })
}

/// The reply or visit that meets a request: one that names it, or a later reply
/// that says it meets that want and names no other request for it.
pub(super) fn met_by<'a>(state: &'a State, request: &Seen) -> Option<&'a Seen> {
    let Body::Request(wanted) = &request.body else {
        return None;
    };
    let position = state
        .log
        .iter()
        .position(|seen| seen.id() == request.id())?;
    let for_another = |id: &EntryId| {
        let named = state.seen(id).map(|seen| &seen.body);
        matches!(named, Some(Body::Request(other)) if other.want == wanted.want)
    };
    let meets = |seen: &&Seen| {
        let Body::Reply(reply) = &seen.body else {
            let visited = seen.entry.kind() == Kind::Visit;
            let target = seen.body.target().map(|target| target.entry);
            return visited && seen.is_live() && target.as_ref() == Some(request.id());
        };
        let target = reply.target.as_ref().map(|target| &target.entry);
        let names = target == Some(request.id());
        let says = reply.meets.contains(&wanted.want) && !target.is_some_and(for_another);
        seen.is_live() && seen.fact() >= request.fact() && (names || says)
    };
    let replies = state.log[position..].iter().filter(meets);
    replies.min_by_key(|seen| seen.fact())
}

/// The end of that day.
pub(super) fn close_of(day: Date, calendar: &Calendar) -> Due {
    let known = calendar.day(day.0).known;
    Due {
        at: calendar.end_of(day.0),
        assumed_from: (!known).then_some(day.0),
        paused: false,
    }
}

/// Who does an action.
pub(super) fn doer(by: &Seen) -> Option<PersonId> {
    match &by.body {
        Body::Act(act) => Some(act.owner.clone()),
        _ => None,
    }
}
