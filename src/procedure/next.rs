//! What may and must be done next, by whom, and the command to type.

use std::collections::HashSet;

use super::obligations::{ObligationState, lacking, obligations};
use super::state::State;
use super::{approvals, closing};
use crate::case::kinds::Basis;
use crate::case::{CaseNumber, Facet, PersonId, Time};
use crate::policy::{Event, Rules, Sense};

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

/// The steps that the case waits for, the most pressing first.
pub fn next(case: &CaseNumber, state: &State, rules: &Rules, now: Time) -> Vec<NextStep> {
    if state.closed.is_some() {
        return Vec::new();
    }
    let mut steps = waiting_approvals(case, state, rules);
    steps.extend(owed(case, state, rules, now));
    steps.extend(answers(case, state));
    steps.extend(to_close(case, state, rules));
    steps.extend(to_ask(case, state, rules));
    let mut seen = HashSet::new();
    steps.retain(|step| seen.insert(step.command.clone()));
    steps.sort_by_key(|step| (step.due.is_none(), step.due, !step.required));
    steps
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
        .filter_map(|owed| {
            let (verb, rest) = match rules.policy.clocks.get(&owed.clock) {
                Some(clock) => {
                    let until = clock.until.first()?;
                    (until.kind.word(), arguments(until, owed.by.as_str()))
                }
                None => ("reply", format!("{} --kind interim", owed.by)),
            };
            let verb = if rest.starts_with("approve") {
                "approve"
            } else {
                verb
            };
            let rest = rest.strip_prefix("approve ").unwrap_or(&rest).to_owned();
            Some(NextStep {
                roles: owed.role.into_iter().collect(),
                person: owed.person,
                due: Some(Time(owed.due.at)),
                rule: Some(format!("clocks.{}", owed.clock)),
                ..step(case, verb, &rest)
            })
        })
        .collect()
}

/// What to type after verb and case so that the entry is the one waited for.
fn arguments(event: &Event, started_by: &str) -> String {
    if event.approved {
        return format!("approve {started_by}");
    }
    let mut words = Vec::new();
    for (facet, values) in &event.facets {
        let flag = Facet::ALL
            .iter()
            .find(|(_, known)| known == facet)
            .map_or("", |(word, _)| *word);
        if let Some(value) = values.first() {
            words.push(format!("--{flag} {value}"));
        }
    }
    if event.kind == crate::case::Kind::Classify {
        words.push("--criterion CRITERION --scope SCOPE".to_owned());
    }
    if event.kind == crate::case::Kind::Reply
        && !words.iter().any(|word| word.starts_with("--kind"))
    {
        words.push("--kind interim".to_owned());
    }
    words.join(" ")
}

fn answers(case: &CaseNumber, state: &State) -> Vec<NextStep> {
    let asks = state.open_asks();
    asks.map(|ask| NextStep {
        required: false,
        ..step(case, "answer", &format!("{} TEXT", ask.id()))
    })
    .collect()
}

/// What closing on the customer's acceptance still needs, or the closing.
fn to_close(case: &CaseNumber, state: &State, rules: &Rules) -> Vec<NextStep> {
    if closing::is_ready(state, rules) {
        let words = Basis::WORDS.iter().filter_map(|word| Basis::parse(word));
        let ready = words
            .filter(|basis| {
                closing::unmet(state, rules, *basis).is_some_and(|open| open.is_empty())
            })
            .map(|basis| step(case, "close", &format!("--basis {basis}")));
        return ready.take(1).collect();
    }
    let open = closing::unmet(state, rules, Basis::Accepted).unwrap_or_default();
    open.into_iter()
        .map(|open| NextStep {
            rule: Some(open.rule),
            ..step(case, open.verb, &open.command)
        })
        .collect()
}

fn to_ask(case: &CaseNumber, state: &State, rules: &Rules) -> Vec<NextStep> {
    let lacking = lacking(state, rules);
    if lacking.is_empty() {
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
