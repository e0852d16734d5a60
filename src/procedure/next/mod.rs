//! What may and must be done next, by whom, and the command to type.

mod commands;
mod order;

use std::collections::HashSet;

use super::actions::{Action, actions};
use super::condition::{Holds, holds};
use super::departments::asked;
use super::goods::{self, Ledger, Place};
use super::intake::{awaits_confirmation, wanting};
use super::needs::Lack;
use super::obligations::{Obligation, ObligationState, obligations, waits};
use super::state::State;
use super::{approvals, closing, kinds, needs};
use crate::case::kinds::{Basis, Close, Direction, Disposition, Effect, Evaluate, Finish, Remind};
use crate::case::{Body, CaseNumber, Facet, Kind, PersonId, Target, Time};
use crate::policy::{Clock, Event, Need, Only, Rules, Sense};
use crate::yaml::{Several, Text};
use commands::{flag, settles};

/// A step that the case waits for.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    /// The verb.
    pub verb: &'static str,
    /// The command to type.
    pub command: String,
    /// The roles that must take it.
    pub roles: Vec<String>,
    /// The person who must take it.
    pub person: Option<PersonId>,
    /// Whether the policy requires it before closing, or a clock waits.
    pub required: bool,
    /// When it is due.
    pub due: Option<Time>,
    /// The row of the policy that asks for it.
    pub rule: Option<String>,
}

/// The steps that the case waits for, the most pressing first. A closed case
/// waits for nothing but what outlives it, and a decision whether to take it
/// up again.
pub fn next(case: &CaseNumber, state: &State, rules: &Rules, now: Time) -> Vec<NextStep> {
    let mut steps = waiting_approvals(case, state, rules);
    steps.extend(owed(case, state, rules, now));
    if state.closed.is_none() {
        steps.extend(answers(case, state));
        steps.extend(to_close(case, state, rules, now));
        steps.extend(about_goods(case, state, rules));
        steps.extend(to_ask(case, state, rules));
        steps.extend(to_remind(case, state, rules, now));
    }
    steps.extend(work(case, state, rules, now));
    let mut steps = merged(order::first_things(case, steps, state, rules));
    for step in &mut steps {
        let only = only_roles(step, state, rules);
        let may = only.is_empty() || only.iter().any(|role| step.roles.contains(role));
        let nobody = step.roles.is_empty() && step.person.is_none();
        // Who owes the whole need not be who may take this step of it.
        if nobody || (!step.roles.is_empty() && !may) {
            step.roles = only;
            step.person = None;
        }
    }
    steps.sort_by_key(|step| (step.due.is_none(), step.due, !step.required));
    steps
}

/// One step for each command, with the earliest day on which it is due. Who
/// must take it is what the first says: an approval knows that better than a
/// clock that waits for it.
fn merged(steps: Vec<NextStep>) -> Vec<NextStep> {
    let mut all: Vec<NextStep> = Vec::new();
    for step in steps {
        let known = all.iter_mut().find(|known| known.command == step.command);
        let Some(known) = known else {
            all.push(step);
            continue;
        };
        known.required |= step.required;
        match (known.due, step.due) {
            (Some(first), Some(second)) if second < first => known.due = step.due,
            (None, Some(_)) => known.due = step.due,
            _ => {}
        }
    }
    all
}

/// The roles to which the policy leaves that command.
fn only_roles(step: &NextStep, state: &State, rules: &Rules) -> Vec<String> {
    let body = about(step);
    let applies = |only: &&Only| {
        let holds = |condition| holds(condition, state, body.as_ref(), rules);
        let suppressed = !only.unless.is_empty() && holds(&only.unless) == Holds::Yes;
        !suppressed && holds(&only.when) != Holds::No
    };
    let only = rules.policy.entering.only.iter();
    let rows = only.filter(|only| says(step, &only.enter)).filter(applies);
    let rows: Vec<&Several<Text>> = rows.map(|only| &only.role).collect();
    let in_all = |role: &&Text| rows.iter().all(|roles| roles.contains(role));
    let mut all: Vec<&Text> = rows.iter().flat_map(|roles| roles.iter()).collect();
    let mut known = HashSet::new();
    all.retain(|role| known.insert(role.as_str()));
    // Who holds a role that all rows name may take the step alone.
    if all.iter().any(in_all) {
        all.retain(in_all);
    }
    all.into_iter().map(Text::to_string).collect()
}

/// Whether a command makes such an entry, as far as it says.
fn says(step: &NextStep, event: &Event) -> bool {
    let says = |(facet, words): &(Facet, Several<Text>)| match facet {
        Facet::Direction => words.iter().any(|word| goes(&step.command, word)),
        _ => {
            let mut flags = words.iter().map(|word| flag(*facet, word));
            flags.any(|flag| step.command.contains(&flag))
        }
    };
    event.kind.word() == step.verb && event.facets.iter().all(says)
}

/// Whether a command follows lots in that direction; it does in both where it
/// says none.
fn goes(command: &str, direction: &str) -> bool {
    let words = [Direction::Back, Direction::Forward].map(Direction::word);
    let said = words
        .iter()
        .find(|word| command.ends_with(&format!(" --{word}")));
    said.is_none_or(|said| *said == direction)
}

/// What is known of the entry that a step would make, as far as a condition may
/// ask about it: of which goods a disposition is, what is done.
fn about(step: &NextStep) -> Option<Body> {
    let target = step.command.split(' ').nth(3).and_then(Target::parse);
    match Kind::parse(step.verb)? {
        Kind::Disposition => Some(Body::Disposition(Disposition {
            target,
            when: None,
            items: Several::default(),
            like_products: None,
            stock_note: None,
            text: None,
        })),
        Kind::Finish => Some(Body::Finish(Finish {
            target,
            when: None,
            file: None,
            text: Text::new(step.command.clone())?,
        })),
        _ => None,
    }
}

fn step(case: &CaseNumber, verb: &'static str, rest: &str) -> NextStep {
    NextStep {
        verb,
        command: typed(case.as_str(), verb, rest),
        roles: Vec::new(),
        person: None,
        required: true,
        due: None,
        rule: None,
    }
}

/// A command as it is typed.
pub fn typed(case: &str, verb: &str, rest: &str) -> String {
    // This verb is about a lot first, whichever case asks.
    if verb != Kind::Trace.word() {
        let line = format!("plaint {verb} {case} {rest}");
        return line.trim_end().to_owned();
    }
    let direction = [" --back", " --forward"];
    let direction = direction.into_iter().find(|flag| rest.ends_with(flag));
    let direction = direction.unwrap_or_default();
    let lot = rest.strip_suffix(direction).unwrap_or(rest);
    format!("plaint {verb} {lot} --case {case}{direction}")
}

fn waiting_approvals(case: &CaseNumber, state: &State, rules: &Rules) -> Vec<NextStep> {
    let waiting = approvals::waiting(state, rules).into_iter();
    waiting
        .map(|waiting| NextStep {
            roles: waiting.roles,
            rule: Some(waiting.rule),
            ..step(case, "approve", waiting.entry.as_str())
        })
        .collect()
}

fn owed(case: &CaseNumber, state: &State, rules: &Rules, now: Time) -> Vec<NextStep> {
    let all = obligations(state, rules, now).into_iter();
    let pending = all.filter(|owed| {
        owed.sense == Sense::Latest
            && matches!(owed.state, ObligationState::Open | ObligationState::Overdue)
    });
    pending
        .map(|owed| {
            let (verb, rest) = after_close(settles(&owed, state, rules), state);
            NextStep {
                due: Some(Time(owed.due.at)),
                rule: rules
                    .policy
                    .clocks
                    .get(&owed.clock)
                    .map(|_| format!("clocks.{}", owed.clock)),
                roles: owed.role.into_iter().collect(),
                person: owed.person,
                ..step(case, verb, &rest)
            }
        })
        .collect()
}

/// The command that meets an obligation; while it stands still, the one that
/// lets it go on.
pub fn to_meet(case: &CaseNumber, owed: &Obligation, state: &State, rules: &Rules) -> String {
    if owed.state == ObligationState::Paused
        && let Some(answer) = answers(case, state).next()
    {
        return answer.command;
    }
    let (verb, rest) = after_close(settles(owed, state, rules), state);
    let step = step(case, verb, &rest);
    let command = step.command.clone();
    let mut first = order::first_things(case, vec![step], state, rules).into_iter();
    first.next().map_or(command, |first| first.command)
}

/// What a closed case has to do anew it does once it is taken up again.
fn after_close(command: (&'static str, String), state: &State) -> (&'static str, String) {
    let may = Kind::parse(command.0).is_none_or(kinds::may_follow_close);
    match may || state.closed.is_none() {
        true => command,
        false => (Kind::Reopen.word(), "--reason TEXT".to_owned()),
    }
}

fn answers(case: &CaseNumber, state: &State) -> impl Iterator<Item = NextStep> {
    state.open_asks().map(|ask| NextStep {
        required: false,
        ..step(case, "answer", &format!("{} TEXT", ask.id()))
    })
}

/// The closing, where nothing lacks for it, or what closing on the customer's
/// acceptance still needs. A closing that comes too early is not named.
fn to_close(case: &CaseNumber, state: &State, rules: &Rules, now: Time) -> Vec<NextStep> {
    if let Some(basis) = closing::ready(state, rules).next() {
        let close = Body::from(Close {
            when: None,
            basis,
            outlive: Several::default(),
            text: None,
        });
        if !waits(state, &close, rules, now).is_empty() {
            return Vec::new();
        }
        return vec![step(case, "close", &flag(Facet::Basis, basis.word()))];
    }
    let basis = closing::heads_for(state, rules);
    let open = closing::unmet(state, rules, basis).unwrap_or_default();
    let waiting = |open: &closing::Open| {
        let place = open.goods.as_ref().map(|(place, _)| *place);
        place == Some(Place::Waiting)
    };
    open.into_iter()
        .filter(|open| !waiting(open) && !is_work(open.verb))
        .map(|open| NextStep {
            rule: Some(open.rule),
            roles: open.role.into_iter().collect(),
            person: open.person,
            ..step(open.case.as_ref().unwrap_or(case), open.verb, &open.command)
        })
        .collect()
}

/// Whether a verb is one of those that `work` proposes, when it is their time.
fn is_work(verb: &str) -> bool {
    let work = [Kind::Sign, Kind::Opinion, Kind::Finish, Kind::Evaluate];
    work.iter().any(|kind| kind.word() == verb)
}

/// What departments and owners of actions have to do, what an action that did
/// not help asks for, what a recall does, and what traces found. Of a closed case
/// only what outlives it.
fn work(case: &CaseNumber, state: &State, rules: &Rules, now: Time) -> Vec<NextStep> {
    let of_action = |action: &Action| {
        let proves = rules
            .policy
            .clocks
            .iter()
            .any(|(_, clock)| evaluates(clock))
            || closing::asks(state, rules, Basis::Accepted, Need::ActionsEffective);
        let lack = match proves {
            true => needs::to_prove(action),
            false => needs::to_finish(action),
        };
        lack.filter(|lack| action.goes_on(state) && !is_too_early(lack, action, state, rules, now))
    };
    let mut lacks: Vec<Lack> = actions(state).iter().filter_map(of_action).collect();
    if state.closed.is_none() {
        lacks.extend(needs::departments(state, rules, Kind::Opinion));
        if closing::asks(
            state,
            rules,
            closing::heads_for(state, rules),
            Need::DepartmentsDone,
        ) {
            // Who has an opinion to give still does that first.
            let spoken: Vec<String> = asked(state)
                .iter()
                .filter(|asked| asked.answered.is_some())
                .map(|asked| format!("{} ", asked.target))
                .collect();
            let mut done = needs::departments(state, rules, Kind::Finish);
            done.retain(|lack| spoken.iter().any(|target| lack.rest.starts_with(target)));
            lacks.extend(done);
        }
        lacks.extend(needs::recalled(state));
    }
    let found = match state.closed {
        None => [needs::to_isolate(state, rules), needs::to_tell(state)].concat(),
        Some(_) => Vec::new(),
    };
    lacks.retain(|lack| lack.verb != Kind::Approve.word());
    let taken = lacks.into_iter().map(|lack| {
        let (verb, rest) = after_close((lack.verb, lack.rest), state);
        NextStep {
            roles: lack.role.into_iter().collect(),
            person: lack.person,
            ..step(case, verb, &rest)
        }
    });
    let found = found.into_iter().map(|lack| NextStep {
        required: false,
        ..step(case, lack.verb, &lack.rest)
    });
    taken.chain(found).collect()
}

fn evaluates(clock: &Clock) -> bool {
    clock.until.iter().any(|event| event.kind == Kind::Evaluate)
}

/// Whether an evaluation would come before the waiting time is over.
fn is_too_early(lack: &Lack, action: &Action, state: &State, rules: &Rules, now: Time) -> bool {
    let evaluate = || {
        Body::from(Evaluate {
            target: Some(Target::entry(action.seen.id().clone())),
            when: None,
            verdict: Effect::Effective,
            lots: Several::default(),
            file: None,
            text: None,
        })
    };
    lack.verb == Kind::Evaluate.word() && !waits(state, &evaluate(), rules, now).is_empty()
}

/// The reminder of a formal reply that nobody answered, once it is time and
/// where closing without an answer needs it (pharma.19).
fn to_remind(case: &CaseNumber, state: &State, rules: &Rules, now: Time) -> Option<NextStep> {
    let reply = state.formal_reply()?;
    let wanted = closing::asks(state, rules, Basis::NoResponse, Need::Reminder);
    let answered = state.answer_to(Kind::Respond, reply.id()).is_some();
    let reminded = needs::is_reminded(state);
    let remind = Body::from(Remind {
        target: Some(Target::entry(reply.id().clone())),
        when: None,
        text: None,
    });
    let due = wanted && !answered && !reminded && waits(state, &remind, rules, now).is_empty();
    due.then(|| NextStep {
        required: false,
        ..step(case, "remind", reply.id().as_str())
    })
}

/// What is to be done about goods, whether closing needs it by the policy or
/// not.
fn about_goods(case: &CaseNumber, state: &State, rules: &Rules) -> Vec<NextStep> {
    let points = to_do(state, rules).into_iter();
    points
        .map(|point| step(case, point.verb, &point.command))
        .collect()
}

/// What is to be done about goods; what waits for an approval is named with its
/// entry elsewhere.
fn to_do(state: &State, rules: &Rules) -> Vec<goods::Point> {
    let ledger = Ledger::of(state, rules);
    let points = goods::points(&ledger).into_iter();
    let points = points.chain(goods::to_supply(&ledger));
    points
        .filter(|point| point.place != Place::Waiting)
        .collect()
}

/// What the complaint lacks, unless a question is open already; and its
/// confirmation, where it was spoken.
fn to_ask(case: &CaseNumber, state: &State, rules: &Rules) -> Vec<NextStep> {
    let lacking = wanting(state, rules);
    let confirm = awaits_confirmation(state, rules).then(|| NextStep {
        required: false,
        rule: Some("spoken".to_owned()),
        ..step(case, "confirm", "--what complaint")
    });
    if lacking.is_empty() || state.open_asks().next().is_some() {
        return confirm.into_iter().collect();
    }
    let rest = needs::question(state, rules);
    let ask = NextStep {
        required: false,
        rule: Some("intake".to_owned()),
        ..step(case, "ask", &rest)
    };
    [Some(ask), confirm].into_iter().flatten().collect()
}
