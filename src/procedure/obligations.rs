//! What is owed: until when, by whom, and what became of it.

use chrono::{DateTime, FixedOffset};

use super::approvals::next_step;
use super::kinds::candidates;
use super::promises::{close_of, doer, promise};
use super::running::{Running, exists};
use super::state::{Seen, Standing, State};
use crate::calendar::{Calendar, Due, Pause, Term};
use crate::case::kinds::Request;
use crate::case::{Body, Date, EntryId, Facet, Kind, PersonId, Targets, Time};
use crate::policy::{Clock, Event, Per, Rules, Sense, Within};
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

    /// Whether it was not done in time, be it done by now or not.
    pub fn is_missed(self) -> bool {
        matches!(self, ObligationState::Late | ObligationState::Overdue)
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
    /// The item of that entry, where it runs for each of several.
    pub item: Option<u32>,
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
    let linked = state.links().find(|(_, link)| link.is_led());
    let linked = linked.map(|(seen, _)| seen);
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
        let led = linked.filter(|_| is_led(clock));
        all.extend(let_go(owed, state, led));
    }
    let own = |seen: &&Seen| seen.entry.kind() == Kind::Request && clocked.contains(&seen.id());
    let others = state.log.iter().filter(|seen| !own(seen));
    let promised = others.filter_map(|seen| promise(seen, state, rules));
    all.extend(promised.filter_map(|owed| let_go(owed, state, None)));
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
    // What is for something waits only for what began with that.
    let target = body.target();
    let concerns = |owed: &Obligation| {
        let by = state.seen(&owed.by);
        target.as_ref().is_none_or(|target| {
            let about = by.and_then(|by| by.body.target());
            owed.by == target.entry || about.as_ref() == Some(target)
        })
    };
    let waits = |owed: &Obligation| {
        of_policy.get(&owed.clock).is_some_and(ends)
            && owed.ended.is_none()
            && concerns(owed)
            && fact.0 <= owed.due.at
    };
    let mut all = obligations(state, rules, fact);
    all.retain(waits);
    all
}

/// Whether an entry that ends the obligation can still be made: the reply that
/// waits for its reminder was not answered meanwhile.
pub fn may_end(owed: &Obligation, state: &State, rules: &Rules) -> bool {
    let clock = rules.policy.clocks.get(&owed.clock);
    let about = state.seen(&owed.by).and_then(|by| by.body.target());
    let may = |event: &Event| {
        let answers = matches!(event.kind.targets(), Targets::Of(_));
        let open = candidates(state, event.kind, rules, None);
        let named = about.as_ref().map(|target| &target.entry);
        !answers || open.iter().any(|id| *id == owed.by || Some(id) == named)
    };
    clock.is_none_or(|clock| clock.until.iter().any(may))
}

/// What is still to be done at that instant; in a closed case only what
/// outlives it.
pub fn pending(state: &State, rules: &Rules, now: Time) -> Vec<Obligation> {
    let closed = state.closed.as_ref();
    if closed.is_some_and(|closed| closed.outlive.is_empty()) {
        return Vec::new();
    }
    let goes_on = |owed: &Obligation| {
        let by = state.seen(&owed.by);
        closed.is_none_or(|closed| by.is_some_and(|by| closed.is_outlived_by(by)))
    };
    let mut owed = obligations(state, rules, now);
    owed.retain(|owed| owed.sense == Sense::Latest && owed.state.is_pending() && goes_on(owed));
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
    let closed = state.closed.as_ref();
    let closed = closed.filter(|closed| !closed.is_outlived_by(by));
    let closed = closed.map(|closed| closed.at);
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
    let role = role
        .or_else(|| clock.owner.as_ref().map(Text::to_string))
        .or_else(|| department(by, running.item));
    let doer = ended.is_none().then(|| doer(by)).flatten();
    Some(Obligation {
        clock: running.clock.clone(),
        sense: clock.sense,
        person: doer
            .filter(|_| role.is_none())
            .or_else(|| owner(role.as_deref(), state, rules, now)),
        role,
        by: running.by.clone(),
        item: running.item,
        started,
        term,
        source,
        due,
        pauses,
        ended,
        state: ObligationState::Open,
    })
}

/// The department that an assignment, or one of its items, asks.
fn department(by: &Seen, item: Option<u32>) -> Option<String> {
    let Body::Assign(assign) = &by.body else {
        return None;
    };
    let at = item.unwrap_or(1) as usize;
    assign.to.get(at - 1).map(Text::to_string)
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

/// The customer's own term for that clock, or for the want that started it.
fn customers_term(name: &str, by: &Seen, state: &State, rules: &Rules) -> Option<(String, Term)> {
    let (customer, data) = rules.catalog.customer(&state.open()?.customer)?;
    let opened = rules.calendar.local(state.opened()?.0);
    let terms = data.terms_on(opened.date_naive());
    let clock = rules.policy.clocks.get(name)?;
    let meant = clock.from.iter().filter(|event| event.matches(&by.body));
    let facets = meant.flat_map(|event| &event.facets);
    let mut wants = facets
        .filter(|(facet, _)| *facet == Facet::Want)
        .flat_map(|(_, words)| words.iter());
    let of_want = || wants.find_map(|want| terms.get(want));
    let term = terms.get(name).or_else(of_want)?;
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

/// Whether a clock ends only with what the case that leads carries.
fn is_led(clock: &Clock) -> bool {
    let carried = [Kind::Investigate, Kind::Act];
    let mut until = clock.until.iter();
    until.all(|event| carried.contains(&event.kind))
}

/// What is left of an obligation that nobody met and nobody owes any more,
/// because the case was closed, its start was cancelled or rejected, or another
/// case leads since that link: only that it was late by then.
fn let_go(mut obligation: Obligation, state: &State, led: Option<&Seen>) -> Option<Obligation> {
    let by = state.seen(&obligation.by)?;
    let dropped = match &by.standing {
        Standing::Live => None,
        Standing::Cancelled(end) | Standing::Rejected(end) => Some(state.seen(end)?),
        Standing::Struck(_) | Standing::Void(_) => return None,
    };
    let dropped = dropped.map(|end| (end.id().clone(), end.fact()));
    let closed = || {
        let closed = state.closed.as_ref()?;
        (!closed.is_outlived_by(by)).then(|| (closed.entry.clone(), closed.at))
    };
    let led = led.map(|link| (link.id().clone(), link.fact()));
    let Some((entry, time)) = dropped.or(led).or_else(closed) else {
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
