//! What a draft of the policy would have made of cases.

use std::path::Path;
use std::sync::Arc;

use super::desk::{Desk, each};
use super::look::read;
use super::neighbours::Likenesses;
use super::policy::parse_policy;
use crate::case::Time;
use crate::finding::{Finding, Stop};
use crate::policy::{Policy, Rules};
use crate::procedure::simulate as simulated;
use crate::report::figures::{About, FiguresCall, case_figures};
use crate::report::{SimulationOutput, simulated_case};

/// What would have become of the cases that were opened in the period, had the
/// draft been in force; and what is wrong with the files left out.
///
/// # Errors
/// The draft is unsound, or the machine failed.
pub fn simulate(
    desk: &Desk,
    draft: &Path,
    call: &FiguresCall,
    as_of: Option<Time>,
) -> Result<(SimulationOutput, Vec<Finding>), Stop> {
    let (_, policy, found) = parse_policy(draft)?;
    if !found.is_empty() {
        return Err(Stop::Refused(found));
    }
    let now = as_of.unwrap_or(desk.now);
    let policy = Arc::new(policy);
    let with = |rules: &Rules| Rules {
        policy: policy.clone(),
        ..rules.clone()
    };
    let (register, book) = (&desk.register, &desk.book);
    let likenesses = Likenesses::by(desk, &|case| with(&book.of(case)))?;
    let (all, left_out) = each(register, |file| {
        let Some(read) = read(register, book, file, (as_of, Some(now)), None)? else {
            return Ok(None);
        };
        let (case, state, rules) = (&read.case, &read.state, &read.rules);
        let figures = case_figures(case, state, rules, now);
        let wanted = |day| call.period.holds(day);
        let Some(figures) = figures.filter(|it| call.wants(it) && wanted(it.opened_on())) else {
            return Ok(None);
        };
        let draft = with(rules);
        let repeats = (!counts_alike(&rules.policy, &policy))
            .then(|| likenesses.before(case, state, &draft).len());
        let outcome = simulated(case, state, (rules, &draft), repeats, now);
        Ok(Some(simulated_case(&figures, outcome, rules)))
    })?;
    let about = About {
        now: now.to_string(),
        since: call.period.since.map(|day| day.to_string()),
        until: call.period.until.map(|day| day.to_string()),
        left_out: left_out.len(),
    };
    let output = SimulationOutput::of(about, policy.policy.to_string(), all);
    Ok((output, left_out))
}

/// Whether both count the same complaints as repeats: then what was found when it
/// was classified stands.
fn counts_alike(present: &Policy, draft: &Policy) -> bool {
    let of = |policy: &Policy| {
        let rule = policy.severity.repeats.as_ref();
        rule.map(|rule| (rule.same.clone(), rule.within))
    };
    of(present) == of(draft)
}
