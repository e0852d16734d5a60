//! Which entries start, arm and end a clock, while the log is folded.

use super::condition::{Holds, holds};
use super::goods;
use super::state::{Seen, State};
use crate::case::kinds::{Reply, Request};
use crate::case::{Body, EntryId, Facet, Kind, Target, Targets, Time};
use crate::policy::{Clock, Event, Per, Rules, Sense};
use crate::yaml::Text;

/// A clock that some entry has started.
#[derive(Debug, Clone)]
pub(super) struct Running {
    pub clock: String,
    pub by: EntryId,
    /// The item of that entry, where it runs for each of several.
    pub item: Option<u32>,
    /// What that entry is for: an answer to the same ends the clock.
    about: Vec<Target>,
    /// The kinds of that entry and of what it is for.
    kinds: Vec<Kind>,
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
            let subject = Subject::of(state, position);
            subject.end(&mut running, name, clock, now);
        }
        for position in matching(&clock.from, state, entered, rules) {
            let started = start(state, position, name, clock, now, rules);
            running.extend(each_item(started, &state.log[position], clock));
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

/// What the customer wanted from the first, has a clock of its own, and nobody
/// met.
pub(super) fn wants_owed(state: &State, rules: &Rules) -> Vec<String> {
    let Some(open) = state.open() else {
        return Vec::new();
    };
    let lives = |end: &(EntryId, Time)| state.seen(&end.0).is_some_and(Seen::is_live);
    let pending = state.running.iter().filter(|running| {
        let first = state.seen(&running.by);
        let opens = first.is_some_and(|seen| seen.entry.kind() == Kind::Open);
        opens && running.armed.is_some() && !running.ends.iter().any(lives)
    });
    let clocks = pending.filter_map(|running| rules.policy.clocks.get(&running.clock));
    let latest = clocks.filter(|clock| clock.sense == Sense::Latest);
    let words = latest.flat_map(|clock| clock.from.iter());
    let words = words.filter(|event| event.kind == Kind::Open);
    let words = words.filter_map(|event| event.wanted(Facet::Want));
    let mut wants: Vec<String> = Vec::new();
    for word in words.flat_map(|words| words.iter()) {
        if open.wants.contains(word) && !wants.iter().any(|known| known == word.as_str()) {
            wants.push(word.to_string());
        }
    }
    wants
}

/// Whether the clock's condition holds now.
pub(super) fn exists(clock: &Clock, instance: &Running, state: &State, rules: &Rules) -> bool {
    let entry = state.seen(&instance.by).map(|seen| &seen.body);
    let holds = |condition| holds(condition, state, entry, rules) == Holds::Yes;
    let suppressed = !clock.unless.is_empty() && holds(&clock.unless);
    !suppressed && (clock.when.is_empty() || holds(&clock.when))
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

/// One for each department that the entry asks; of those that the clock
/// means, if it means only some.
fn each_item(started: Running, subject: &Seen, clock: &Clock) -> Vec<Running> {
    let Body::Assign(assign) = &subject.body else {
        return vec![started];
    };
    let several = assign.to.len() > 1;
    let meant = |department: &Text| {
        let events = clock.from.iter();
        let mut events = events.filter(|event| event.kind == Kind::Assign);
        events.any(|event| {
            let wanted = event.wanted(Facet::To);
            wanted.is_none_or(|roles| roles.contains(department))
        })
    };
    let of = |(item, _): (u32, &Text)| Running {
        item: several.then_some(item),
        ..started.clone()
    };
    let departments = (1..).zip(assign.to.iter());
    departments.filter(|(_, to)| meant(to)).map(of).collect()
}

impl Running {
    /// Whether an entry with that target speaks of what started the clock, or
    /// of what that is for.
    fn is_named_by(&self, target: &Target) -> bool {
        let item = |item: Option<u32>| self.item.is_none() || item == self.item;
        let by = self.by == target.entry && item(target.item);
        by || self.about.contains(target)
    }
}

/// The only item of an entry is that entry.
fn whole(target: Option<Target>, state: &State) -> Option<Target> {
    let target = target?;
    let seen = state.seen(&target.entry);
    let several = seen.is_some_and(|seen| seen.body.items() > 1);
    Some(Target {
        item: target.item.filter(|_| several),
        ..target
    })
}

/// An entry that ends clocks, and what it is for.
struct Subject<'a> {
    seen: &'a Seen,
    target: Option<Target>,
    /// The kinds of what it must be for.
    of: Vec<Kind>,
}

impl<'a> Subject<'a> {
    fn of(state: &'a State, position: usize) -> Self {
        let seen = &state.log[position];
        let target = whole(seen.body.target(), state);
        let kind = seen.entry.kind();
        let must = matches!(kind.targets(), Targets::Of(_));
        let named = target.as_ref().filter(|_| must);
        let named = named.and_then(|target| state.seen(&target.entry));
        // Who is done with an action is not done with what a department was
        // asked, nor the other way round. An action takes the place of the one
        // that it, or its cause, is named for.
        let of = match kind {
            Kind::Finish => vec![Kind::Act, Kind::Assign],
            Kind::Act => vec![Kind::Act],
            _ => named.map(|named| named.entry.kind()).into_iter().collect(),
        };
        Subject { seen, target, of }
    }

    fn names(&self, instance: &Running) -> bool {
        let target = self.target.as_ref();
        let by = target.is_some_and(|target| instance.is_named_by(target));
        by || instance.by == *self.seen.id()
    }

    /// Whether it answers another entry of the kind that started the clock, or
    /// that the clock's start was for: another department, another action.
    fn is_foreign(&self, instance: &Running) -> bool {
        !self.names(instance) && instance.kinds.iter().any(|kind| self.of.contains(kind))
    }

    /// An entry that names what it answers ends only that instance; one that
    /// names nothing of this clock ends them all. What came before the start
    /// ends nothing.
    fn end(&self, running: &mut [Running], name: &str, clock: &Clock, time: Time) {
        let of_clock = |instance: &Running| instance.clock == name;
        let each = clock.per == Per::Entry;
        let only = each
            && running
                .iter()
                .any(|instance| of_clock(instance) && self.names(instance));
        for instance in running.iter_mut().filter(|instance| of_clock(instance)) {
            let passed = each && self.is_foreign(instance);
            if (!only || self.names(instance)) && !passed && time >= instance.event {
                instance.ends.push((self.seen.id().clone(), time));
            }
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
    // What asks for an action is not what the action is about.
    let is_act = subject.entry.kind() == Kind::Act;
    let about = whole(subject.body.target(), state).filter(|_| !is_act);
    let named = about.as_ref().and_then(|about| state.seen(&about.entry));
    let kind = named.map(|named| named.entry.kind());
    // A judgement of an action is one about its cause.
    let judged = named.filter(|named| named.entry.kind() == Kind::Act);
    let cause = judged.and_then(|act| whole(act.body.target(), state));
    // What needs no approval is approved as soon as it is written.
    let at_once = subject.in_force.is_some() && is(&clock.from, false) && is(&clock.until, true);
    Running {
        clock: name.to_owned(),
        by: subject.id().clone(),
        item: None,
        kinds: [Some(subject.entry.kind()), kind]
            .into_iter()
            .flatten()
            .collect(),
        about: about.into_iter().chain(cause).collect(),
        event: time,
        armed: None,
        ends: at_once
            .then(|| (subject.id().clone(), time))
            .into_iter()
            .collect(),
    }
}
