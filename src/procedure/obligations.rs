//! What is owed: until when, by whom, and what became of it.

use chrono::{DateTime, FixedOffset};

use super::approvals::next_step;
use super::goods;
use super::running::{Running, exists};
use super::state::{Seen, Standing, State};
use crate::calendar::{Calendar, Due, Pause, Term};
use crate::case::kinds::{Request, Rma, Way};
use crate::case::{Body, Date, EntryId, Facet, Kind, PersonId, Time};
use crate::policy::{Clock, Event, Intake, Per, Rules, Sense, Within};
use crate::yaml::Text;

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
    /// The day that we named.
    Promise(Date),
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

/// Every clock that has started and still exists, and every promised day, as
/// it stands at that instant. What a closed case, a cancelled request or a
/// rejected reply owed is owed no more; what was late stays late.
pub fn obligations(state: &State, rules: &Rules, now: Time) -> Vec<Obligation> {
    let mut all: Vec<Obligation> = Vec::new();
    let mut clocked: Vec<&EntryId> = Vec::new();
    for running in &state.running {
        let Some(clock) = rules.policy.clocks.get(&running.clock) else {
            continue;
        };
        let again = all.iter().any(|known| known.clock == running.clock);
        if clock.per == Per::Case && again {
            continue;
        }
        let Some(owed) = of_clock(running, clock, state, rules, now) else {
            continue;
        };
        if clock.sense == Sense::Latest {
            clocked.push(&running.by);
        }
        all.extend(let_go(owed, state));
    }
    let own = |seen: &&Seen| seen.entry.kind() == Kind::Request && clocked.contains(&seen.id());
    let others = state.log.iter().filter(|seen| !own(seen));
    let promised = others.filter_map(|seen| promise(seen, state, rules));
    all.extend(promised.filter_map(|owed| let_go(owed, state)));
    all.into_iter().map(|owed| judged(owed, now)).collect()
}

/// The clocks with sense `earliest` that an entry would end before its time.
pub(super) fn waits(state: &State, body: &Body, rules: &Rules, fact: Time) -> Vec<Obligation> {
    let ends = |clock: &Clock| {
        clock.sense == Sense::Earliest && clock.until.iter().any(|event| event.matches(body))
    };
    let of_policy = &rules.policy.clocks;
    if !of_policy.iter().any(|(_, clock)| ends(clock)) {
        return Vec::new();
    }
    let waits = |owed: &Obligation| {
        of_policy.get(&owed.clock).is_some_and(ends)
            && owed.ended.is_none()
            && fact.0 <= owed.due.at
    };
    let mut all = obligations(state, rules, fact);
    all.retain(waits);
    all
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

fn of_clock(
    running: &Running,
    clock: &Clock,
    state: &State,
    rules: &Rules,
    now: Time,
) -> Option<Obligation> {
    let by = state.seen(&running.by)?;
    if !exists(clock, running, state, rules) {
        return None;
    }
    let started = running.armed?;
    // A promise of which a part has left was made, whatever became of the rest.
    let kept = |seen: &Seen| {
        let promise = seen.entry.kind() == Kind::Replace;
        promise && state.answer_to(Kind::Ship, seen.id()).is_some()
    };
    let counts = |end: &&(EntryId, Time)| {
        let seen = state.seen(&end.0);
        seen.is_some_and(|seen| seen.is_live() || kept(seen))
    };
    let ends = running.ends.iter().filter(counts);
    let ended = ends.min_by_key(|(_, time)| *time).cloned();
    // After its end a clock moves no more.
    let closed = state.closed.as_ref().map(|closed| closed.at);
    let end = ended.as_ref().map(|(_, time)| *time).or(closed);
    let pauses = pauses(clock, state, end);
    let count = Count {
        calendar: &rules.calendar,
        started,
        pauses: &pauses,
        now: end.map_or(now, |end| end.min(now)),
    };
    let (term, source, due) = limit(&running.clock, clock, by, state, rules, &count)?;
    let role = match ended {
        None => approver(clock, by, state, rules),
        Some(_) => None,
    };
    let role = role.or_else(|| clock.owner.as_ref().map(Text::to_string));
    Some(Obligation {
        clock: running.clock.clone(),
        sense: clock.sense,
        person: owner(role.as_deref(), state, rules, now),
        role,
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

/// Who owes a clock that ends with an approval: of several steps the one that is
/// waited for now, unless the clock's own role may take it.
fn approver(clock: &Clock, by: &Seen, state: &State, rules: &Rules) -> Option<String> {
    let approved = |event: &Event| event.approved && event.matches(&by.body);
    if !clock.until.iter().any(approved) {
        return None;
    }
    let step = next_step(by, state, rules)?;
    let own = clock.owner.as_ref().map(Text::to_string);
    let may = own.filter(|own| step.roles.contains(own));
    may.or_else(|| step.roles.into_iter().next())
}

/// The owner of the case, unless the clock's role is one that the owner does
/// not hold.
fn owner(role: Option<&str>, state: &State, rules: &Rules, now: Time) -> Option<PersonId> {
    let owner = state.open()?.owner.clone()?;
    let day = rules.calendar.local(now.0).date_naive();
    let holds = |role| {
        let person = rules.people.get(&owner);
        person.is_some_and(|person| person.holds(role, day))
    };
    role.is_none_or(holds).then_some(owner)
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
    let clock = rules.policy.clocks.get(name)?;
    let meant = clock.from.iter().filter(|event| event.matches(&by.body));
    let facets = meant.flat_map(|event| &event.facets);
    let mut wants = facets
        .filter(|(facet, _)| *facet == Facet::Want)
        .flat_map(|(_, words)| words.iter());
    let of_want = || wants.find_map(|want| data.terms.get(want));
    let term = data.terms.get(name).or_else(of_want)?;
    Some((customer.to_owned(), *term))
}

/// Times from a question until its answer, until it was dropped, or until the
/// clock ended.
fn pauses(clock: &Clock, state: &State, clock_end: Option<Time>) -> Vec<Pause> {
    let stops = |seen: &&Seen| {
        let word = seen.entry.kind().word();
        clock.paused_by.iter().any(|kind| kind.as_str() == word)
    };
    let pause = |seen: &Seen| {
        let end = match &seen.standing {
            Standing::Live => state.answer_to(Kind::Answer, seen.id()),
            Standing::Cancelled(by) => state.seen(by),
            _ => return None,
        };
        let answered = end.map(Seen::fact);
        let to = answered.into_iter().chain(clock_end).min();
        Some(Pause {
            from: seen.fact().0,
            to: to.map(|to| to.0),
        })
    };
    let began = |pause: &Pause| clock_end.is_none_or(|end| pause.from < end.0);
    let all = state.log.iter().filter(stops).filter_map(pause);
    all.filter(began).collect()
}

/// A day that was named: by the customer, where the policy has no clock for
/// it, or by us, for replacement and for work on site.
fn promise(seen: &Seen, state: &State, rules: &Rules) -> Option<Obligation> {
    let (clock, day) = match &seen.body {
        Body::Request(Request { due, .. }) => ("request", due.as_ref()?),
        Body::Replace(replace) => ("promised-replacement", &replace.by),
        Body::Rma(Rma { by, way, .. }) if *way == Way::OnSite => ("work-on-site", by.as_ref()?),
        _ => return None,
    };
    let is_request = seen.entry.kind() == Kind::Request;
    if !is_request && seen.in_force.is_none() {
        return None;
    }
    let done = match is_request {
        true => met_by(state, seen),
        false => goods::done_by(state, seen, rules),
    };
    Some(Obligation {
        clock: clock.to_owned(),
        sense: Sense::Latest,
        role: None,
        person: state.open().and_then(|open| open.owner.clone()),
        by: seen.id().clone(),
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

/// The reply that meets a request: one that names it, or a later one that
/// says it meets that want and names no other request for it.
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
            return false;
        };
        let target = reply.target.as_ref().map(|target| &target.entry);
        let names = target == Some(request.id());
        let says = reply.meets.contains(&wanted.want) && !target.is_some_and(for_another);
        seen.is_live() && seen.fact() >= request.fact() && (names || says)
    };
    let replies = state.log[position..].iter().filter(meets);
    replies.min_by_key(|seen| seen.fact())
}

/// What is left of an obligation that nobody met and nobody owes any more,
/// because the case was closed or its start was cancelled or rejected: only
/// that it was late by then.
fn let_go(mut obligation: Obligation, state: &State) -> Option<Obligation> {
    let by = state.seen(&obligation.by)?;
    let dropped = match &by.standing {
        Standing::Live => None,
        Standing::Cancelled(end) | Standing::Rejected(end) => Some(state.seen(end)?),
        Standing::Struck(_) | Standing::Void(_) => return None,
    };
    let dropped = dropped.map(|end| (end.id().clone(), end.fact()));
    let closed = || {
        let closed = state.closed.as_ref()?;
        Some((closed.entry.clone(), closed.at))
    };
    let Some((entry, time)) = dropped.or_else(closed) else {
        return Some(obligation);
    };
    if obligation.ended.is_none() {
        if obligation.sense == Sense::Earliest || time.0 <= obligation.due.at {
            return None;
        }
        obligation.ended = Some((entry, time));
    }
    Some(obligation)
}

fn judged(mut obligation: Obligation, now: Time) -> Obligation {
    let late = |instant: DateTime<FixedOffset>| instant > obligation.due.at;
    obligation.state = match (&obligation.ended, obligation.sense) {
        (Some(_), Sense::Earliest) => ObligationState::Met,
        (None, Sense::Earliest) => ObligationState::Open,
        (Some((_, time)), _) if late(time.0) => ObligationState::Late,
        (Some(_), _) => ObligationState::Met,
        (None, _) if late(now.0) => ObligationState::Overdue,
        (None, _) if obligation.due.paused => ObligationState::Paused,
        (None, _) => ObligationState::Open,
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
        Intake::Order => open.order.as_ref().is_some_and(|of| of.number.is_some()),
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
