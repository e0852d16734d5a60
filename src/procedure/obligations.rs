//! Which clocks run, until when, and what became of them.

use chrono::{DateTime, FixedOffset};

use super::condition::{Holds, holds};
use super::state::{Seen, State};
use crate::calendar::{Calendar, Due, Pause, Term};
use crate::case::kinds::Request;
use crate::case::{Body, Date, EntryId, Kind, PersonId, Time};
use crate::policy::{Clock, Event, Intake, Per, Rules, Sense, Within};
use crate::yaml::{Several, Text};

/// A clock that some entry has started.
#[derive(Debug, Clone)]
pub(super) struct Running {
    clock: String,
    by: EntryId,
    event: Time,
    /// When event and condition held for the first time.
    armed: Option<Time>,
    /// Entries that met it; one that was rejected later does not count.
    ends: Vec<(EntryId, Time)>,
}

/// What became of an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObligationState {
    /// Still to be done, in time.
    Open,
    /// Done in time.
    Met,
    /// Done too late.
    Late,
    /// Not done, and the time is over.
    Overdue,
    /// Standing still until the customer answers.
    Paused,
}

impl ObligationState {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            ObligationState::Open => "open",
            ObligationState::Met => "met",
            ObligationState::Late => "late",
            ObligationState::Overdue => "overdue",
            ObligationState::Paused => "paused",
        }
    }

    /// Whether it is still to be done.
    pub fn is_pending(self) -> bool {
        matches!(
            self,
            ObligationState::Open | ObligationState::Overdue | ObligationState::Paused
        )
    }
}

/// Where a limit comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// The clock has one limit for all.
    Clock,
    /// The clock's limit for this severity.
    Severity(String),
    /// Not yet graded: the strictest of the clock's limits.
    Strictest,
    /// The customer's own term in the catalog.
    Customer(String),
    /// The day that the customer named.
    Request(Date),
}

/// Something that is owed, or must wait.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// The clock.
    pub clock: String,
    /// To be done by then, or not before.
    pub sense: Sense,
    /// The role that owes it.
    pub role: Option<String>,
    /// The person who owes it: the owner of the case, where there is one.
    pub person: Option<PersonId>,
    /// The entry that started it.
    pub by: EntryId,
    /// When it started.
    pub started: Time,
    /// The limit; none where a day was named.
    pub term: Option<Term>,
    /// Where the limit comes from.
    pub source: Source,
    /// When it is due.
    pub due: Due,
    /// Times in which it stood still.
    pub pauses: Vec<Pause>,
    /// The entry that ended it, and when.
    pub ended: Option<(EntryId, Time)>,
    /// What became of it.
    pub state: ObligationState,
}

/// Takes the last entry of the log: which clocks it ends, starts, or arms.
pub(super) fn take(state: &mut State, rules: &Rules) {
    let mut running = std::mem::take(&mut state.running);
    for (name, clock) in rules.policy.clocks.iter() {
        end(&mut running, state, name, clock);
        start(&mut running, state, name, clock);
    }
    let Some(now) = state.log.last().map(Seen::fact) else {
        return;
    };
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

fn exists(clock: &Clock, instance: &Running, state: &State, rules: &Rules) -> bool {
    let entry = state.seen(&instance.by).map(|seen| &seen.body);
    clock.when.is_empty() || holds(&clock.when, state, entry, rules) == Holds::Yes
}

/// The entry that the last one of the log brings to match one of these
/// events: itself, or the one whose last approval it gives.
fn matching<'a>(events: &Several<Event>, state: &'a State) -> Option<(&'a Seen, Time)> {
    let last = state.log.last()?;
    let written = events
        .iter()
        .any(|event| !event.approved && event.matches(&last.body));
    if written {
        return Some((last, last.fact()));
    }
    let subject = match (&last.body, last.body.target()) {
        (Body::Approve(_), Some(target)) => state.seen(&target.entry)?,
        _ => last,
    };
    let approved = events
        .iter()
        .any(|event| event.approved && event.matches(&subject.body));
    (approved && subject.in_force == Some(last.fact())).then(|| (subject, last.fact()))
}

fn end(running: &mut [Running], state: &State, name: &str, clock: &Clock) {
    let Some((subject, time)) = matching(&clock.until, state) else {
        return;
    };
    let of_clock = |instance: &&mut Running| instance.clock == name;
    let named = subject.body.target().map(|target| target.entry);
    // An entry that names what it answers ends only that instance; one that
    // names nothing of this clock ends them all.
    let itself = |instance: &Running| instance.by == *subject.id();
    let names = |instance: &Running| named.as_ref() == Some(&instance.by) || itself(instance);
    let only = running
        .iter()
        .filter(|instance| instance.clock == name)
        .any(names);
    for instance in running.iter_mut().filter(of_clock) {
        if !only || names(instance) {
            instance.ends.push((subject.id().clone(), time));
        }
    }
}

fn start(running: &mut Vec<Running>, state: &State, name: &str, clock: &Clock) {
    let Some((subject, time)) = matching(&clock.from, state) else {
        return;
    };
    let again = running.iter().any(|instance| instance.clock == name);
    if clock.per == Per::Case && again {
        return;
    }
    running.push(Running {
        clock: name.to_owned(),
        by: subject.id().clone(),
        event: time,
        armed: None,
        ends: Vec::new(),
    });
}

/// Every clock that has started and still exists, and every promised day, as
/// it stands at that instant. A closed case owes nothing more; what was late
/// stays late.
pub fn obligations(state: &State, rules: &Rules, now: Time) -> Vec<Obligation> {
    let clocks = state
        .running
        .iter()
        .filter_map(|running| of_clock(running, state, rules, now));
    let promised = promised(state, rules);
    let all = clocks
        .chain(promised)
        .filter_map(|obligation| after_close(obligation, state));
    all.map(|obligation| judged(obligation, now)).collect()
}

/// What is still to be done at that instant; nothing in a closed case.
pub fn pending(state: &State, rules: &Rules, now: Time) -> Vec<Obligation> {
    if state.closed.is_some() {
        return Vec::new();
    }
    let mut owed = obligations(state, rules, now);
    owed.retain(|owed| owed.sense == Sense::Latest && owed.state.is_pending());
    owed
}

fn of_clock(running: &Running, state: &State, rules: &Rules, now: Time) -> Option<Obligation> {
    let clock = rules.policy.clocks.get(&running.clock)?;
    let by = state.seen(&running.by).filter(|seen| seen.is_live())?;
    if !exists(clock, running, state, rules) {
        return None;
    }
    let started = running.armed?;
    let counts = |end: &&(EntryId, Time)| state.seen(&end.0).is_some_and(Seen::is_live);
    let ended = running.ends.iter().find(counts).cloned();
    let pauses = pauses(clock, state);
    let count = Count {
        calendar: &rules.calendar,
        started,
        pauses: &pauses,
        now,
    };
    let (term, source, due) = limit(&running.clock, clock, by, state, rules, &count)?;
    Some(Obligation {
        clock: running.clock.clone(),
        sense: clock.sense,
        role: clock.owner.as_ref().map(Text::to_string),
        person: state.open().and_then(|open| open.owner.clone()),
        by: running.by.clone(),
        started,
        term,
        source,
        due,
        pauses,
        ended,
        state: ObligationState::Open,
    })
}

/// What a limit is counted with.
struct Count<'a> {
    calendar: &'a Calendar,
    started: Time,
    pauses: &'a [Pause],
    now: Time,
}

impl Count<'_> {
    fn due(&self, term: Term) -> Due {
        self.calendar
            .due(self.started.0, term, self.pauses, self.now.0)
    }
}

fn limit(
    name: &str,
    clock: &Clock,
    by: &Seen,
    state: &State,
    rules: &Rules,
    count: &Count,
) -> Option<(Option<Term>, Source, Due)> {
    if let Body::Request(Request { due: Some(day), .. }) = &by.body {
        return Some((None, Source::Request(*day), close_of(*day, count.calendar)));
    }
    if let Some((customer, term)) = customers_term(name, by, state, rules) {
        return Some((Some(term), Source::Customer(customer), count.due(term)));
    }
    let (term, source) = match (&clock.within, state.severity()) {
        (Within::One(term), _) => (*term, Source::Clock),
        (within, Some(level)) => (within.of(level)?, Source::Severity(level.to_owned())),
        (within, None) => {
            let terms = within.limits().into_iter().map(|(_, term)| term);
            (
                terms.min_by_key(|term| count.due(*term).at)?,
                Source::Strictest,
            )
        }
    };
    Some((Some(term), source, count.due(term)))
}

fn close_of(day: Date, calendar: &Calendar) -> Due {
    let known = calendar.day(day.0).known;
    Due {
        at: calendar.end_of(day.0),
        assumed_from: (!known).then_some(day.0),
        paused: false,
    }
}

/// The customer's own term for that clock, or for the want that started it.
fn customers_term(name: &str, by: &Seen, state: &State, rules: &Rules) -> Option<(String, Term)> {
    let (customer, data) = rules.catalog.customer(&state.open()?.customer)?;
    let want = match &by.body {
        Body::Request(request) => Some(request.want.as_str()),
        _ => None,
    };
    let term = data.terms.get(name).or_else(|| data.terms.get(want?))?;
    Some((customer.to_owned(), *term))
}

/// Times from a question until its answer, or until it was dropped.
fn pauses(clock: &Clock, state: &State) -> Vec<Pause> {
    let stops = |seen: &&Seen| {
        seen.is_live()
            && clock
                .paused_by
                .iter()
                .any(|kind| kind.as_str() == seen.entry.kind().word())
    };
    let pause = |seen: &Seen| Pause {
        from: seen.fact().0,
        to: state
            .answer_to(Kind::Answer, seen.id())
            .map(|answer| answer.fact().0),
    };
    state.log.iter().filter(stops).map(pause).collect()
}

/// Requests for which the customer named a day and the policy has no clock.
fn promised(state: &State, rules: &Rules) -> Vec<Obligation> {
    let clocked = |id: &EntryId| {
        state
            .running
            .iter()
            .any(|running| running.by == *id && running.armed.is_some())
    };
    let requests = state.live(Kind::Request).filter(|seen| !clocked(seen.id()));
    requests
        .filter_map(|seen| promise(seen, state, rules))
        .collect()
}

fn promise(seen: &Seen, state: &State, rules: &Rules) -> Option<Obligation> {
    let Body::Request(Request { due: Some(day), .. }) = &seen.body else {
        return None;
    };
    Some(Obligation {
        clock: "request".to_owned(),
        sense: Sense::Latest,
        role: None,
        person: state.open().and_then(|open| open.owner.clone()),
        by: seen.id().clone(),
        started: seen.fact(),
        term: None,
        source: Source::Request(*day),
        due: close_of(*day, &rules.calendar),
        pauses: Vec::new(),
        ended: met_by(state, seen).map(|reply| (reply.id().clone(), reply.fact())),
        state: ObligationState::Open,
    })
}

/// The reply that meets a request: one that names it, or a later one that
/// says it meets that want.
pub(super) fn met_by<'a>(state: &'a State, request: &Seen) -> Option<&'a Seen> {
    let Body::Request(wanted) = &request.body else {
        return None;
    };
    let position = state
        .log
        .iter()
        .position(|seen| seen.id() == request.id())?;
    state.log[position..].iter().find(|seen| {
        let Body::Reply(reply) = &seen.body else {
            return false;
        };
        let names = reply
            .target
            .as_ref()
            .is_some_and(|target| target.entry == *request.id());
        seen.is_live() && (names || reply.target.is_none() && reply.meets.contains(&wanted.want))
    })
}

/// What a closed case still shows: what was met, and what was late when it
/// was closed.
fn after_close(mut obligation: Obligation, state: &State) -> Option<Obligation> {
    let Some(closed) = &state.closed else {
        return Some(obligation);
    };
    if obligation.ended.is_none() {
        if obligation.sense == Sense::Earliest || closed.at.0 <= obligation.due.at {
            return None;
        }
        obligation.ended = Some((closed.entry.clone(), closed.at));
    }
    Some(obligation)
}

fn judged(mut obligation: Obligation, now: Time) -> Obligation {
    let late = |instant: DateTime<FixedOffset>| instant > obligation.due.at;
    obligation.state = match &obligation.ended {
        _ if obligation.sense == Sense::Earliest => ObligationState::Open,
        Some((_, time)) if late(time.0) => ObligationState::Late,
        Some(_) => ObligationState::Met,
        None if late(now.0) => ObligationState::Overdue,
        None if obligation.due.paused => ObligationState::Paused,
        None => ObligationState::Open,
    };
    obligation
}

/// What the policy wants a complaint to name and this one does not.
pub fn lacking(state: &State, rules: &Rules) -> Vec<Intake> {
    let Some(open) = state.open() else {
        return Vec::new();
    };
    let has = |field: &&Intake| match field {
        Intake::Channel => open.channel.is_some(),
        Intake::Reference => open.reference.is_some(),
        Intake::Contact => open.contact.is_some(),
        Intake::Model => open.models().next().is_some(),
        Intake::Lot => open.lots().next().is_some(),
        Intake::Quantity => open.quantity.is_some(),
        Intake::Defect => open.defect.is_some(),
        Intake::OrderKind => open.order_kind().is_some(),
        Intake::DeliveryNote => open.delivery_note.is_some(),
        Intake::Wants => !open.wants.is_empty(),
    };
    rules
        .policy
        .intake
        .iter()
        .filter(|field| !has(field))
        .copied()
        .collect()
}
