use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;

use crate::case::kinds::{ActionKind, Basis, Bearer, Effect, Party, Payment, Verdict};
use crate::case::{Amount, Body, Case, EntryId, Kind, Money, Time};
use crate::policy::{Rules, Sense};
use crate::procedure::{
    Obligation, ObligationState, Seen, Settled, Source, State, actions, alike_in, dismissed,
    last_investigation, likeness, obligations, pending, settled, status,
};

/// An instant in the register's time zone.
type Local = DateTime<FixedOffset>;

/// What reports need of a case, as it stood at one instant. Instants are in the
/// register's time zone, lengths of time are in seconds.
#[derive(Debug, Clone)]
pub struct CaseFigures {
    /// The number.
    pub case: String,
    /// The customer, as the catalog has it.
    pub customer: String,
    /// What else the customer is called: in the complaint and in the catalog.
    pub customer_names: Vec<String>,
    /// The customer's class.
    pub class: Option<String>,
    /// Models complained of, each once.
    pub models: Vec<String>,
    /// Lots complained of, each once.
    pub lots: Vec<String>,
    /// Defect code.
    pub defect: Option<String>,
    /// Severity, once decided.
    pub severity: Option<String>,
    /// Nature, once graded.
    pub nature: Option<String>,
    /// Scope, once graded.
    pub scope: Option<String>,
    /// Criteria met.
    pub criteria: Vec<String>,
    /// By which channel it came.
    pub channel: Option<String>,
    /// Who complains.
    pub source: Option<String>,
    /// Who owns the case.
    pub owner: Option<String>,
    /// The department that the last investigation found responsible.
    pub department: Option<String>,
    /// The supplier that it found responsible.
    pub supplier: Option<String>,
    /// The supplier that was charged, by a payment in force.
    pub charged: Option<String>,
    /// Where it found the cause: one of the six M.
    pub cause: Option<String>,
    /// How much is complained of.
    pub quantity: Option<Amount>,
    /// When the complaint came.
    pub opened: Local,
    /// When and on what ground it was closed, while it is.
    pub closed: Option<(Local, Basis)>,
    /// Where it stands.
    pub status: String,
    /// Whether it is linked to another case as the same complaint.
    pub is_duplicate: bool,
    /// Since when it is known to be no fault of the product's own.
    pub dismissed: Option<Time>,
    /// What complaints must share to be repeats of each other; nothing for one
    /// that does not name it all.
    pub likeness: Option<Vec<String>>,
    /// What it says about causes that are gone, by the register's own days.
    pub settled: Vec<Settled>,
    /// From the complaint to the first reply of any kind.
    pub first_reply: Option<i64>,
    /// How many replies the customer disputed.
    pub disputes: usize,
    /// Whether another investigation found otherwise after a dispute (dealer.6).
    pub overturned: bool,
    /// Days on which the customer was visited or called.
    pub visits: Vec<NaiveDate>,
    /// Scores of surveys, with their days.
    pub surveys: Vec<(NaiveDate, u8)>,
    /// Whether something is overdue.
    pub is_overdue: bool,
    /// The time limits that have started: those to be done by some time.
    pub clocks: Vec<ClockFigures>,
    /// Money that was settled, or is to be.
    pub payments: Vec<PaymentFigures>,
    /// What is done so that the fault does not come again.
    pub actions: Vec<ActionFigures>,
}

/// A time limit.
#[derive(Debug, Clone)]
pub struct ClockFigures {
    /// The clock.
    pub clock: String,
    /// The entry that started it.
    pub by: EntryId,
    /// The role that owes it.
    pub role: Option<String>,
    /// The person who owes it.
    pub person: Option<String>,
    /// When it started.
    pub started: Local,
    /// When it is due, pauses included.
    pub due: Local,
    /// When it was done.
    pub ended: Option<Local>,
    /// What became of it.
    pub state: ObligationState,
    /// By how much it was late, or is by now; negative where there was time
    /// left.
    pub late: i64,
}

/// Money for what the complaint cost.
#[derive(Debug, Clone)]
pub struct PaymentFigures {
    /// What for.
    pub kind: Payment,
    /// How much.
    pub amount: Money,
    /// Who bears it.
    pub bearer: Bearer,
    /// The supplier or carrier.
    pub party: Option<String>,
    /// The day of the fact.
    pub day: NaiveDate,
    /// Whether every approval that it needs is there.
    pub in_force: bool,
}

/// An action.
#[derive(Debug, Clone)]
pub struct ActionFigures {
    /// What it is for.
    pub kind: ActionKind,
    /// Who does it.
    pub owner: String,
    /// By which day.
    pub due: NaiveDate,
    /// Whether it was finished.
    pub finished: bool,
    /// Whether it was finished too late, or is not and its time is over.
    pub is_late: bool,
    /// Whether it is to be evaluated.
    pub for_cause: bool,
    /// Whether somebody still asks for what is not done of it: its case is not
    /// closed, or it goes on after that.
    pub goes_on: bool,
    /// When it was evaluated, and whether it helped.
    pub evaluated: Option<(Time, Effect)>,
}

/// Goods that a customer got.
#[derive(Debug, Clone, PartialEq)]
pub struct Shipped {
    /// The customer, as the catalog has it.
    pub customer: String,
    /// The day.
    pub day: NaiveDate,
    /// How much.
    pub number: Decimal,
    /// Of what.
    pub unit: String,
}

/// What reports need of a case as it stands at that instant; nothing before it
/// was opened.
pub fn case_figures(case: &Case, state: &State, rules: &Rules, now: Time) -> Option<CaseFigures> {
    let open = state.open()?;
    let local = |time: Time| rules.calendar.local(time.0);
    let opened = local(state.opened()?);
    let known = rules.catalog.customer(&open.customer);
    let name = known.and_then(|(_, customer)| customer.name.as_ref());
    let class = known.and_then(|(_, customer)| customer.class.as_ref());
    let owed = obligations(state, rules, now);
    let graded = state.graded.as_ref();
    let payments = payments(state, rules);
    let cause = Cause::of(state);
    let charged = payments
        .iter()
        .filter(|paid| paid.bearer == Bearer::Supplier && paid.in_force);
    let charged = charged.filter_map(|paid| paid.party.clone()).next_back();
    Some(CaseFigures {
        case: case.number().to_string(),
        customer: known
            .map_or(open.customer.as_str(), |(code, _)| code)
            .to_owned(),
        customer_names: [Some(&open.customer), name]
            .into_iter()
            .flatten()
            .map(ToString::to_string)
            .collect(),
        class: class.map(ToString::to_string),
        models: once(open.models().map(ToString::to_string)),
        lots: once(open.lots().map(ToString::to_string)),
        defect: open.defect.as_ref().map(ToString::to_string),
        severity: state.severity().map(str::to_owned),
        nature: graded.and_then(|graded| graded.nature.clone()),
        scope: graded.map(|graded| graded.scope.clone()),
        criteria: once(
            graded
                .into_iter()
                .flat_map(|graded| graded.criteria.clone()),
        ),
        channel: open.channel.as_ref().map(ToString::to_string),
        source: open.source.as_ref().map(ToString::to_string),
        owner: open.owner.as_ref().map(ToString::to_string),
        department: cause.department,
        supplier: cause.supplier,
        charged,
        cause: cause.category,
        quantity: open.quantity.as_ref().map(|many| many.0.clone()),
        opened,
        closed: state
            .closed
            .as_ref()
            .map(|closed| (local(closed.at), closed.basis)),
        status: status(state, rules).to_string(),
        is_duplicate: state
            .links()
            .any(|(_, link)| link.relation == crate::case::kinds::Relation::Duplicate),
        dismissed: dismissed(state),
        likeness: likeness(open, alike_in(&rules.policy)),
        settled: settled(state)
            .into_iter()
            .map(|settled| Settled {
                at: Time(local(settled.at)),
                ..settled
            })
            .collect(),
        first_reply: first_reply(state).map(|reply| (reply.0 - opened).num_seconds()),
        disputes: disputes(state),
        overturned: is_overturned(state),
        visits: visits(state, rules),
        surveys: surveys(state, rules),
        is_overdue: pending(state, rules, now)
            .iter()
            .any(|owed| owed.due.at < now.0),
        actions: all_actions(state, &owed),
        clocks: owed
            .into_iter()
            .filter_map(|owed| clock(owed, rules, now))
            .collect(),
        payments,
    })
}

impl CaseFigures {
    /// The day on which the complaint came.
    pub fn opened_on(&self) -> NaiveDate {
        self.opened.date_naive()
    }

    /// The day on which it was closed.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        self.closed.map(|(closed, _)| closed.date_naive())
    }

    /// Whether it was open when that day ended.
    pub fn was_open_after(&self, day: NaiveDate) -> bool {
        self.opened_on() <= day && self.closed_on().is_none_or(|closed| day < closed)
    }

    /// From the complaint to its closing.
    pub fn time_to_close(&self) -> Option<i64> {
        self.closed
            .map(|(closed, _)| (closed - self.opened).num_seconds())
    }
}

impl ClockFigures {
    /// The day on which it is due.
    pub fn due_on(&self) -> NaiveDate {
        self.due.date_naive()
    }
}

/// What the last investigation found: of this case, or of the one that leads it.
#[derive(Default)]
struct Cause {
    department: Option<String>,
    supplier: Option<String>,
    category: Option<String>,
}

impl Cause {
    fn of(state: &State) -> Cause {
        let lead = || {
            state
                .lead
                .as_ref()
                .and_then(|lead| last_investigation(&lead.state))
        };
        let Some((_, found)) = last_investigation(state).or_else(lead) else {
            return Cause::default();
        };
        let named = |party| {
            let who = found.who.as_ref().filter(|_| found.party == Some(party));
            who.map(ToString::to_string)
        };
        Cause {
            department: named(Party::Department),
            supplier: named(Party::Supplier),
            category: found.category.map(|category| category.to_string()),
        }
    }
}

/// Each text once, in the order in which they come.
fn once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

fn first_reply(state: &State) -> Option<Time> {
    state.replies(|_| true).map(Seen::fact).min()
}

fn disputes(state: &State) -> usize {
    let disputed = |seen: &&Seen| match &seen.body {
        Body::Respond(respond) => respond.verdict == Verdict::Disputed,
        _ => false,
    };
    state.live(Kind::Respond).filter(disputed).count()
}

/// Whether what was found last before a dispute is not what was found last after
/// it: whether the complaint is justified, or who is responsible.
fn is_overturned(state: &State) -> bool {
    let found = |seen: &Seen| match &seen.body {
        Body::Investigate(found) if seen.is_in_force() => {
            Some((found.justified, found.party, found.who.clone()))
        }
        _ => None,
    };
    let live: Vec<&Seen> = state.log.iter().filter(|seen| seen.is_live()).collect();
    let disputed =
        |seen: &Seen| matches!(&seen.body, Body::Respond(it) if it.verdict == Verdict::Disputed);
    let mut disputes = live.iter().enumerate().filter(|(_, seen)| disputed(seen));
    disputes.any(|(at, _)| {
        let before = live[..at].iter().rev().find_map(|seen| found(seen));
        let after = live[at..].iter().rev().find_map(|seen| found(seen));
        before.is_some() && after.is_some() && before != after
    })
}

fn visits(state: &State, rules: &Rules) -> Vec<NaiveDate> {
    let day = |seen: &Seen| rules.calendar.local(seen.fact().0).date_naive();
    state.live(Kind::Visit).map(day).collect()
}

fn surveys(state: &State, rules: &Rules) -> Vec<(NaiveDate, u8)> {
    let one = |seen: &Seen| match &seen.body {
        Body::Survey(survey) => Some((
            rules.calendar.local(seen.fact().0).date_naive(),
            survey.score,
        )),
        _ => None,
    };
    state.live(Kind::Survey).filter_map(one).collect()
}

fn clock(owed: Obligation, rules: &Rules, now: Time) -> Option<ClockFigures> {
    if owed.sense != Sense::Latest {
        return None;
    }
    let local = |time: Local| rules.calendar.local(time);
    let ended = owed.ended.map(|(_, time)| time.0);
    Some(ClockFigures {
        late: (ended.unwrap_or(now.0) - owed.due.at).num_seconds(),
        clock: owed.clock,
        by: owed.by,
        role: owed.role,
        person: owed.person.map(|person| person.to_string()),
        started: local(owed.started.0),
        due: local(owed.due.at),
        ended: ended.map(local),
        state: owed.state,
    })
}

fn payments(state: &State, rules: &Rules) -> Vec<PaymentFigures> {
    let one = |seen: &Seen| match &seen.body {
        Body::Compensate(paid) => Some(PaymentFigures {
            kind: paid.kind,
            amount: paid.amount.clone(),
            bearer: paid.paid_by,
            party: paid.party.as_ref().map(ToString::to_string),
            day: rules.calendar.local(seen.fact().0).date_naive(),
            in_force: seen.is_in_force(),
        }),
        _ => None,
    };
    state.live(Kind::Compensate).filter_map(one).collect()
}

/// Whether one is late its promised day says, which `overdue` shows as well; not
/// a time limit of the policy that the action started.
fn all_actions(state: &State, owed: &[Obligation]) -> Vec<ActionFigures> {
    let late = |seen: &Seen| {
        let promised =
            |owed: &&Obligation| owed.by == *seen.id() && matches!(owed.source, Source::Promise(_));
        let mut promised = owed.iter().filter(promised);
        promised.any(|owed| owed.state.is_missed())
    };
    let one = |action: crate::procedure::Action| ActionFigures {
        kind: action.act.kind,
        owner: action.act.owner.to_string(),
        due: action.act.due.0,
        finished: action.finished.is_some(),
        is_late: late(action.seen),
        for_cause: action.is_for_cause(),
        goes_on: action.goes_on(state),
        evaluated: action.evaluated.map(|(seen, effect)| (seen.fact(), effect)),
    };
    actions(state).into_iter().map(one).collect()
}
