//! What would have become of a case under other rules: what people did stays as
//! it was, what is computed from it is computed by the draft.

use std::collections::HashMap;
use std::sync::Arc;

use super::approvals::needed;
use super::fold::fold_as;
use super::obligations::{Obligation, obligations};
use super::severity::grade;
use super::state::{Assumed, State};
use crate::case::kinds::Classify;
use crate::case::{Body, Case, EntryId, Kind, Time};
use crate::policy::{Policy, Rules, Sense};
use crate::yaml::Text;

/// A case under the rules that it has, and under a draft.
#[derive(Debug, Clone)]
pub struct Simulated {
    /// How it would have been graded, where that is not as it was.
    pub graded: Option<Regraded>,
    /// Limits that would have been kept or not kept otherwise.
    pub clocks: Vec<Reclocked>,
    /// Entries that would have needed other approvals.
    pub approvals: Vec<Reapproved>,
    /// Whether it missed a limit.
    pub was_late: bool,
    /// Whether it would have missed one.
    pub would_be_late: bool,
}

/// A level of severity and the rule that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The level.
    pub severity: String,
    /// The rule.
    pub rule: String,
}

/// Another severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regraded {
    /// As it is graded.
    pub present: Level,
    /// As the draft grades it; nothing where the draft does not know one of the
    /// words by which it is graded.
    pub draft: Option<Level>,
}

/// A limit under both rules; nothing where there is none.
#[derive(Debug, Clone)]
pub struct Reclocked {
    /// The clock.
    pub clock: String,
    /// As it is.
    pub present: Option<Obligation>,
    /// As it would be.
    pub draft: Option<Obligation>,
}

/// The steps of an approval: name and roles of each, in order.
pub type Steps = Vec<(String, Vec<String>)>;

/// What an entry needs under both rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reapproved {
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: Kind,
    /// The approvals that it needs.
    pub present: Steps,
    /// Those that it would need.
    pub draft: Steps,
}

/// What would have become of a case that stands so. What is in force counts as
/// being in force since then, whatever the draft asks for, so that only its
/// limits make something late. `repeats` is how many earlier complaints the
/// draft counts as alike; nothing where it counts as the present rules do.
pub fn simulate(
    case: &Case,
    state: &State,
    (present, draft): (&Rules, &Rules),
    repeats: Option<usize>,
    now: Time,
) -> Simulated {
    let grades = grades(state, &draft.policy, repeats);
    let graded = regraded(state, &grades);
    let assumed = Assumed {
        in_force: state
            .log
            .iter()
            .filter_map(|seen| Some((seen.id().clone(), seen.in_force?)))
            .collect(),
        grades: grades
            .into_iter()
            .filter_map(|(id, level)| Some((id, level?)))
            .filter_map(|(id, level)| {
                Some((id, (Text::new(level.severity)?, Text::new(level.rule)?)))
            })
            .collect(),
    };
    let known: Vec<_> = state.log.iter().map(|seen| seen.entry.clone()).collect();
    let mut would = fold_as(case, &known, draft, Arc::new(assumed));
    would.lead = state.lead.clone();
    let owed = latest(state, present, now);
    let would_owe = latest(&would, draft, now);
    let missed = |all: &[Obligation]| all.iter().any(|owed| owed.state.is_missed());
    Simulated {
        graded,
        was_late: missed(&owed),
        would_be_late: missed(&would_owe),
        clocks: reclocked(owed, would_owe),
        approvals: reapproved((state, present), (&would, draft)),
    }
}

type Grades = HashMap<EntryId, Option<Level>>;

/// How the draft grades each classification. What a person decided with a reason
/// stays.
fn grades(state: &State, draft: &Policy, repeats: Option<usize>) -> Grades {
    let level = |said: &Classify| {
        if said.reason.is_some() && draft.severity.levels.contains(&said.severity) {
            return Some(Level {
                severity: said.severity.to_string(),
                rule: said.rule.to_string(),
            });
        }
        let criteria: Vec<&str> = said.criteria.iter().map(Text::as_str).collect();
        let repeats = repeats.unwrap_or(said.repeats.len());
        let grade = grade(&draft.severity, &criteria, &said.scope, repeats)?;
        Some(Level {
            severity: grade.severity,
            rule: grade.rule,
        })
    };
    let said = state.live(Kind::Classify);
    said.filter_map(|seen| match &seen.body {
        Body::Classify(said) => Some((seen.id().clone(), level(said))),
        _ => None,
    })
    .collect()
}

fn regraded(state: &State, grades: &Grades) -> Option<Regraded> {
    let graded = state.graded.as_ref()?;
    let draft = grades.get(&graded.entry).cloned().flatten();
    let same = draft
        .as_ref()
        .is_some_and(|draft| draft.severity == graded.severity);
    (!same).then(|| Regraded {
        present: Level {
            severity: graded.severity.clone(),
            rule: graded.rule.clone(),
        },
        draft,
    })
}

fn latest(state: &State, rules: &Rules, now: Time) -> Vec<Obligation> {
    let mut all = obligations(state, rules, now);
    all.retain(|owed| owed.sense == Sense::Latest);
    all
}

/// Limits of which the outcome differs: missed under one of the rules, and not
/// under the other.
fn reclocked(present: Vec<Obligation>, draft: Vec<Obligation>) -> Vec<Reclocked> {
    let mut others: Vec<Option<Obligation>> = draft.into_iter().map(Some).collect();
    let mut all = Vec::new();
    for owed in present {
        let same = |other: &&mut Option<Obligation>| {
            other.as_ref().is_some_and(|other| {
                (&other.clock, &other.by, other.item) == (&owed.clock, &owed.by, owed.item)
            })
        };
        all.push(Reclocked {
            clock: owed.clock.clone(),
            draft: others.iter_mut().find(same).and_then(Option::take),
            present: Some(owed),
        });
    }
    all.extend(others.into_iter().flatten().map(|owed| Reclocked {
        clock: owed.clock.clone(),
        present: None,
        draft: Some(owed),
    }));
    let missed = |owed: &Option<Obligation>| owed.as_ref().is_some_and(|it| it.state.is_missed());
    all.retain(|one| missed(&one.present) != missed(&one.draft));
    all
}

fn reapproved(
    (state, present): (&State, &Rules),
    (would, draft): (&State, &Rules),
) -> Vec<Reapproved> {
    let mut all = Vec::new();
    for (seen, other) in state.log.iter().zip(&would.log) {
        if !seen.is_live() || state.was_settled_elsewhere(seen) {
            continue;
        }
        let (present, draft) = (needed(seen, state, present), needed(other, would, draft));
        if present != draft {
            all.push(Reapproved {
                entry: seen.id().clone(),
                kind: seen.entry.kind(),
                present,
                draft,
            });
        }
    }
    all
}
