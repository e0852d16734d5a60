//! What may and must be done next, by whom, and the command to type.

use super::approvals::Waiting;
use super::condition::{Holds, holds};
use super::goods::{self, Ledger, Place};
use super::obligations::{Obligation, ObligationState, lacking, obligations, waits};
use super::state::{Seen, State};
use super::{approvals, closing};
use crate::case::kinds::{Basis, Close, Disposition, Way};
use crate::case::{Body, CaseNumber, Facet, Kind, PersonId, Target, Targets, Time};
use crate::policy::{Event, Only, Rules, Sense};
use crate::yaml::{Several, Text};

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
/// waits for nothing but a decision whether to take it up again.
pub fn next(case: &CaseNumber, state: &State, rules: &Rules, now: Time) -> Vec<NextStep> {
    let mut steps = waiting_approvals(case, state, rules);
    if state.closed.is_none() {
        steps.extend(owed(case, state, rules, now));
        steps.extend(answers(case, state));
        steps.extend(to_close(case, state, rules, now));
        steps.extend(about_goods(case, state, rules));
        steps.extend(to_ask(case, state, rules));
    }
    let mut steps = merged(steps);
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
    let says = |(facet, words): &(Facet, Several<Text>)| {
        let mut flags = words.iter().map(|word| flag(*facet, word));
        flags.any(|flag| step.command.contains(&flag))
    };
    let body = about(step);
    let applies = |only: &&Only| {
        let holds = |condition| holds(condition, state, body.as_ref(), rules);
        let suppressed = !only.unless.is_empty() && holds(&only.unless) == Holds::Yes;
        !suppressed && holds(&only.when) != Holds::No
    };
    let only = rules.policy.entering.only.iter();
    only.filter(|only| only.enter.kind.word() == step.verb && only.enter.facets.iter().all(says))
        .filter(applies)
        .flat_map(|only| only.role.iter().map(Text::to_string))
        .collect()
}

/// What is known of the entry that a step would make: for a disposition, of
/// which goods it is, whose number a condition may ask about.
fn about(step: &NextStep) -> Option<Body> {
    let target = step.command.split(' ').nth(3).and_then(Target::parse);
    (step.verb == Kind::Disposition.word()).then(|| {
        Body::Disposition(Disposition {
            target,
            when: None,
            items: Several::default(),
            like_products: None,
            text: None,
        })
    })
}

fn step(case: &CaseNumber, verb: &'static str, rest: &str) -> NextStep {
    NextStep {
        verb,
        command: format!("plaint {verb} {case} {rest}").trim_end().to_owned(),
        roles: Vec::new(),
        person: None,
        required: true,
        due: None,
        rule: None,
    }
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
            let (verb, rest) = settles(&owed, state, rules);
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
    let (verb, rest) = settles(owed, state, rules);
    step(case, verb, &rest).command
}

/// The command that meets an obligation: verb, and what follows the case.
fn settles(owed: &Obligation, state: &State, rules: &Rules) -> (&'static str, String) {
    let by = state.seen(&owed.by);
    let clock = rules.policy.clocks.get(&owed.clock);
    let Some(event) = clock.and_then(|clock| clock.until.first()) else {
        if let Some(kind) = by
            .map(|by| by.entry.kind())
            .filter(|kind| *kind != Kind::Request)
        {
            let promised = match kind {
                Kind::Replace => Kind::Ship,
                _ => Kind::Inspect,
            };
            return about_those_goods(promised, owed, state, rules)
                .unwrap_or((promised.word(), owed.by.to_string()));
        }
        let meets = by.map_or(String::new(), closing::meeting);
        return ("reply", meets);
    };
    if let Some(waiting) = to_approve(event, owed, state, rules) {
        return ("approve", waiting.entry.to_string());
    }
    about_those_goods(event.kind, owed, state, rules)
        .unwrap_or_else(|| (event.kind.word(), arguments(event, by)))
}

/// The approval that an obligation waits for: of the entry that started it, of
/// one that answers that, or of one that answers nothing.
fn to_approve(event: &Event, owed: &Obligation, state: &State, rules: &Rules) -> Option<Waiting> {
    let waiting = approvals::waiting(state, rules);
    let target = |waiting: &Waiting| {
        let seen = state.seen(&waiting.entry)?;
        seen.body.target().map(|target| target.entry)
    };
    let of_kind = |waiting: &&Waiting| event.approved && waiting.kind == event.kind;
    let its_own = waiting.iter().find(|waiting| waiting.entry == owed.by);
    let answers = || {
        let mut of_kind = waiting.iter().filter(of_kind);
        of_kind.find(|waiting| target(waiting).as_ref() == Some(&owed.by))
    };
    let alone = || {
        waiting
            .iter()
            .filter(of_kind)
            .find(|it| target(it).is_none())
    };
    its_own.or_else(answers).or_else(alone).cloned()
}

/// What is to be done about the goods that an obligation is about.
fn about_those_goods(
    kind: Kind,
    owed: &Obligation,
    state: &State,
    rules: &Rules,
) -> Option<(&'static str, String)> {
    let points = to_do(state, rules);
    let of_kind = |point: &&goods::Point| point.verb == kind.word();
    let of_entry = |point: &&goods::Point| point.command.starts_with(owed.by.as_str());
    // Goods that wait for something else first are named with that.
    let found = points
        .iter()
        .find(|point| of_kind(point) && of_entry(point));
    let found = found.or_else(|| points.iter().find(|point| of_entry(point)));
    let goes_on =
        |point: &&goods::Point| kind == Kind::Disposition && point.place == Place::InRework;
    let found = found.or_else(|| points.iter().find(goes_on));
    let found = found.or_else(|| points.iter().find(of_kind));
    found.map(|point| (point.verb, point.command.clone()))
}

/// What to type after verb and case so that the entry is the one waited for.
fn arguments(event: &Event, by: Option<&Seen>) -> String {
    let mut words = Vec::new();
    if let Some(by) = by
        && matches!(
            event.kind.targets(),
            Targets::Of(_) | Targets::Maybe(_) | Targets::Usually(_)
        )
        && event.kind.targets().allow(by.entry.kind())
    {
        words.push(by.id().to_string());
    }
    for (facet, _) in event.kind.facets() {
        let asked = event.facets.iter().find(|(known, _)| known == facet);
        let value = asked.and_then(|(_, values)| values.first());
        match (value, facet) {
            (_, Facet::Balanced | Facet::Decided | Facet::Sampled) => {}
            (_, Facet::Decision | Facet::Refused) => {}
            (Some(value), _) => words.push(flag(*facet, value)),
            (None, Facet::Kind) => words.push(flag(*facet, "interim")),
            (None, Facet::Verdict) => words.push(flag(*facet, "VERDICT")),
            (None, Facet::Basis) => words.push(flag(*facet, "BASIS")),
            (None, Facet::Remedy) => words.push(flag(*facet, "REMEDY")),
            (None, _) => {}
        }
    }
    match event.kind {
        Kind::Classify => words.push("--criterion CRITERION --scope SCOPE".to_owned()),
        Kind::Appraise => words.insert(0, "--class CLASS --fault FAULT".to_owned()),
        Kind::Ask | Kind::Answer | Kind::Note => words.push("TEXT".to_owned()),
        Kind::Rma => words.push(rma_arguments(event)),
        Kind::Receive => words.push("--number NUMBER --item ITEM".to_owned()),
        Kind::Resolve => words.push("--reason TEXT".to_owned()),
        Kind::Inspect => words.push(goods::COUNTS.to_owned()),
        Kind::Disposition => words.push("--item \"DECISION NUMBER\"".to_owned()),
        Kind::Replace => words.push("--item ITEM --by-day DAY".to_owned()),
        Kind::Ship => words.push("--delivery-note NOTE".to_owned()),
        Kind::Compensate => words.push("--amount MONEY".to_owned()),
        _ => {}
    }
    words.join(" ")
}

/// What an RMA must say beside what is waited for.
fn rma_arguments(event: &Event) -> String {
    let asked = |facet, rest: &str| match event.wanted(facet) {
        Some(_) => String::new(),
        None => rest.to_owned(),
    };
    let on_site = event.wanted(Facet::Way).is_some_and(|ways| {
        let mut ways = ways.iter();
        ways.any(|way| way.as_str() == Way::OnSite.word())
    });
    let team = if on_site {
        "--team PERSON --by-day DAY"
    } else {
        ""
    };
    let words = [
        asked(Facet::Reason, "--reason REASON"),
        asked(Facet::Way, "--way WAY"),
        asked(Facet::Replenish, "--replenish YES-OR-NO"),
        team.to_owned(),
    ];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A facet as it is typed.
fn flag(facet: Facet, value: &str) -> String {
    let word = Facet::ALL.iter().find(|(_, known)| *known == facet);
    format!("--{} {value}", word.map_or("", |(word, _)| word))
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
            text: None,
        });
        if !waits(state, &close, rules, now).is_empty() {
            return Vec::new();
        }
        return vec![step(case, "close", &flag(Facet::Basis, basis.word()))];
    }
    let open = closing::unmet(state, rules, Basis::Accepted).unwrap_or_default();
    let waiting = |open: &closing::Open| {
        let place = open.goods.as_ref().map(|(place, _)| *place);
        place == Some(Place::Waiting)
    };
    open.into_iter()
        .filter(|open| !waiting(open))
        .map(|open| NextStep {
            rule: Some(open.rule),
            ..step(case, open.verb, &open.command)
        })
        .collect()
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

/// What the complaint lacks, unless a question is open already.
fn to_ask(case: &CaseNumber, state: &State, rules: &Rules) -> Vec<NextStep> {
    let lacking = lacking(state, rules);
    if lacking.is_empty() || state.open_asks().next().is_some() {
        return Vec::new();
    }
    let words: Vec<&str> = lacking.iter().map(|field| field.word()).collect();
    let rest = format!("\"{}?\"", words.join(", "));
    vec![NextStep {
        required: false,
        rule: Some("intake".to_owned()),
        ..step(case, "ask", &rest)
    }]
}
