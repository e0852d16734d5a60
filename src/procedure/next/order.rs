//! What comes before a step that the policy lets nobody take yet.

use super::{NextStep, about, after_close, says, step};
use crate::case::CaseNumber;
use crate::policy::Rules;
use crate::procedure::order::{Lacking, lacking, ruled_out};
use crate::procedure::state::State;

/// The steps, without those that the policy rules out, each that would be refused
/// for what comes first replaced by what comes first.
pub(super) fn first_things(
    case: &CaseNumber,
    steps: Vec<NextStep>,
    state: &State,
    rules: &Rules,
) -> Vec<NextStep> {
    let entering = &rules.policy.entering;
    if entering.first.is_empty() && entering.never.is_empty() {
        return steps;
    }
    let before = |step| before(case, step, state, rules, &mut Vec::new());
    steps.into_iter().flat_map(before).collect()
}

/// What is to be done instead of a step, or the step. What needs itself is not
/// named.
fn before(
    case: &CaseNumber,
    step: NextStep,
    state: &State,
    rules: &Rules,
    seen: &mut Vec<String>,
) -> Vec<NextStep> {
    // What is done in the case that leads is judged there.
    let here = step.command.split(' ').any(|word| word == case.as_str());
    if !here || seen.contains(&step.command) {
        return if here { Vec::new() } else { vec![step] };
    }
    seen.push(step.command.clone());
    let body = about(&step);
    if ruled_out(state, rules, body.as_ref(), |row| says(&step, &row.enter)).is_some() {
        return Vec::new();
    }
    let lacks = lacking(state, rules, body.as_ref(), |row| says(&step, &row.enter));
    if lacks.is_empty() {
        return vec![step];
    }
    let first = lacks
        .into_iter()
        .map(|one| instead(case, &step, one, state));
    let first: Vec<NextStep> = first.collect();
    let each = first.into_iter();
    each.flat_map(|step| before(case, step, state, rules, seen))
        .collect()
}

/// The step that settles what lacks, due when the one that waits for it is.
fn instead(case: &CaseNumber, waits: &NextStep, one: Lacking, state: &State) -> NextStep {
    let lack = one.lack;
    let (verb, rest) = after_close((lack.verb, lack.rest), state);
    NextStep {
        required: waits.required,
        due: waits.due,
        rule: Some(one.rule),
        roles: lack.role.into_iter().collect(),
        person: lack.person,
        ..step(lack.case.as_ref().unwrap_or(case), verb, &rest)
    }
}
