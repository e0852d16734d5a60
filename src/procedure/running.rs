//! Which entries start, arm and end a clock, while the log is folded.

use super::condition::{Holds, holds};
use super::goods;
use super::state::{Seen, State};
use crate::case::kinds::{Reply, Request};
use crate::case::{Body, EntryId, Facet, Target, Time};
use crate::policy::{Clock, Event, Per, Rules};

/// A clock that some entry has started.
#[derive(Debug, Clone)]
pub(super) struct Running {
    pub clock: String,
    pub by: EntryId,
    event: Time,
    /// When event and condition held for the first time.
    pub armed: Option<Time>,
    /// Entries that met it; one that was rejected later does not count.
    pub ends: Vec<(EntryId, Time)>,
}

/// Takes the last entry of the log: which clocks it ends, starts, or arms.
/// `entered` are the entries that it brought into force.
pub(super) fn take(state: &mut State, rules: &Rules, entered: &[usize]) {
    let Some(now) = state.log.last().map(Seen::fact) else {
        return;
    };
    let mut running = std::mem::take(&mut state.running);
    for (name, clock) in rules.policy.clocks.iter() {
        for position in matching(&clock.until, state, entered, rules) {
            end(&mut running, &state.log[position], name, clock, now);
        }
        for position in matching(&clock.from, state, entered, rules) {
            running.push(start(state, position, name, clock, now, rules));
        }
    }
    for instance in running
        .iter_mut()
        .filter(|instance| instance.armed.is_none())
    {
        let clock = rules.policy.clocks.get(&instance.clock);
        if clock.is_some_and(|clock| exists(clock, instance, state, rules)) {
            instance.armed = Some(now.max(instance.event));
        }
    }
    state.running = running;
}

/// Whether the clock's condition holds now.
pub(super) fn exists(clock: &Clock, instance: &Running, state: &State, rules: &Rules) -> bool {
    let entry = state.seen(&instance.by).map(|seen| &seen.body);
    clock.when.is_empty() || holds(&clock.when, state, entry, rules) == Holds::Yes
}

/// The entries that the last one of the log brings to match one of these
/// events: itself as written, and those that came into force by it.
fn matching(events: &[Event], state: &State, entered: &[usize], rules: &Rules) -> Vec<usize> {
    let last = state.log.len() - 1;
    let is = |position: usize, approved: bool| {
        let mut events = events.iter().filter(|event| event.approved == approved);
        events.any(|event| is_meant(event, &state.log[position], state, rules))
    };
    let written = is(last, false).then_some(last);
    let approved = entered
        .iter()
        .copied()
        .filter(|position| Some(*position) != written && is(*position, true));
    written.into_iter().chain(approved).collect()
}

/// Whether an event means that entry. A reply for a request meets what was
/// asked for there, whether it says so or not.
fn is_meant(event: &Event, seen: &Seen, state: &State, rules: &Rules) -> bool {
    // No goods came with it, unless just that is asked for.
    if let Body::Receive(receive) = &seen.body {
        let refused = receive.refused.is_some() && event.wanted(Facet::Refused).is_none();
        if receive.no_more || refused {
            return false;
        }
    }
    if let (Body::Disposition(_) | Body::Resolve(_), Some(target)) =
        (&seen.body, seen.body.target())
    {
        let says = |facet, found: fn(&State, &Target, bool, &Rules) -> bool| {
            event.wanted(facet).is_none_or(|wanted| {
                let said = found(state, &target, event.approved, rules).to_string();
                wanted.iter().any(|word| word.as_str() == said)
            })
        };
        let plain = event.without(Facet::Balanced).without(Facet::Decided);
        return plain.matches(&seen.body)
            && says(Facet::Balanced, goods::is_balanced)
            && says(Facet::Decided, goods::is_decided);
    }
    if event.matches(&seen.body) {
        return true;
    }
    let request = seen
        .body
        .target()
        .and_then(|named| state.seen(&named.entry));
    match (&seen.body, request.map(|request| &request.body)) {
        (Body::Reply(reply), Some(Body::Request(Request { want, .. }))) => {
            let mut meets = reply.meets.to_vec();
            meets.push(want.clone());
            let reply = Reply {
                meets: meets.into(),
                ..reply.clone()
            };
            event.matches(&Body::Reply(reply))
        }
        _ => false,
    }
}

/// An entry that names what it answers ends only that instance; one that names
/// nothing of this clock ends them all. What came before the start ends
/// nothing.
fn end(running: &mut [Running], subject: &Seen, name: &str, clock: &Clock, time: Time) {
    let target = subject.body.target().map(|target| target.entry);
    let names =
        |instance: &Running| instance.by == *subject.id() || target.as_ref() == Some(&instance.by);
    let of_clock = |instance: &Running| instance.clock == name;
    let only = clock.per == Per::Entry
        && running
            .iter()
            .any(|instance| of_clock(instance) && names(instance));
    for instance in running.iter_mut().filter(|instance| of_clock(instance)) {
        if (!only || names(instance)) && time >= instance.event {
            instance.ends.push((subject.id().clone(), time));
        }
    }
}

fn start(
    state: &State,
    position: usize,
    name: &str,
    clock: &Clock,
    time: Time,
    rules: &Rules,
) -> Running {
    let subject = &state.log[position];
    let is = |events: &[Event], approved: bool| {
        let mut events = events.iter().filter(|event| event.approved == approved);
        events.any(|event| is_meant(event, subject, state, rules))
    };
    // What needs no approval is approved as soon as it is written.
    let at_once = subject.in_force.is_some() && is(&clock.from, false) && is(&clock.until, true);
    Running {
        clock: name.to_owned(),
        by: subject.id().clone(),
        event: time,
        armed: None,
        ends: at_once
            .then(|| (subject.id().clone(), time))
            .into_iter()
            .collect(),
    }
}
