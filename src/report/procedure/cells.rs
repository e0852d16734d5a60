//! What differs between two cells: words, lists, limits.

use std::cmp::Ordering;

use super::difference::{How, meaning};
use super::said::{Limit, Said, Spoken};
use crate::calendar::{Term, Unit};
use crate::messages::{Joint, Phrase, Words};

/// A difference between two cells.
pub(super) struct Differs {
    /// Of what, where it is not the whole cell.
    pub(super) of: Option<Words>,
    /// What was said.
    pub(super) before: Said,
    /// What is said.
    pub(super) after: Said,
    /// In what way it differs.
    pub(super) how: How,
}

impl Differs {
    fn whole(before: &Said, after: &Said) -> Differs {
        Differs {
            of: None,
            before: before.clone(),
            after: after.clone(),
            how: match (before, after) {
                (Said::Nothing, _) => How::More,
                (_, Said::Nothing) => How::Less,
                _ => longer(before, after).unwrap_or(How::Other),
            },
        }
    }
}

/// Whether two sentences differ in a limit only, of which one is longer.
fn longer(before: &Said, after: &Said) -> Option<How> {
    let (Said::Words(before), Said::Words(after)) = (before, after) else {
        return None;
    };
    let (said, limit) = before.0.one_limit()?;
    let (now, other) = after.0.one_limit()?;
    let terms = limit.parse().ok().zip(other.parse().ok());
    let (one, other) = terms.filter(|_| said == now)?;
    as_longer(order(one, other))
}

fn as_longer(order: Option<Ordering>) -> Option<How> {
    match order? {
        Ordering::Less => Some(How::Longer),
        Ordering::Greater => Some(How::Shorter),
        Ordering::Equal => None,
    }
}

/// What differs between two cells.
pub(super) fn compare(before: &Said, after: &Said) -> Vec<Differs> {
    match (before, after) {
        (
            Said::List {
                items,
                joint,
                ordered,
            },
            Said::List { items: now, .. },
        ) => {
            let joint = joint.0;
            compare_lists(items, now, joint, *ordered)
        }
        (
            Said::Limits { earliest, limits },
            Said::Limits {
                earliest: early,
                limits: now,
            },
        ) if earliest == early => compare_limits(limits, now, *earliest),
        _ if meaning(before) == meaning(after) => Vec::new(),
        _ => vec![Differs::whole(before, after)],
    }
}

fn compare_lists(before: &[Spoken], after: &[Spoken], joint: Joint, ordered: bool) -> Vec<Differs> {
    let without = |these: &[Spoken], others: &[Spoken]| -> Vec<Words> {
        let meanings: Vec<String> = others.iter().map(|it| it.0.meaning()).collect();
        let rest = these
            .iter()
            .filter(|it| !meanings.contains(&it.0.meaning()));
        rest.map(|it| it.0.clone()).collect()
    };
    let (less, more) = (without(before, after), without(after, before));
    let all = |items: &[Spoken]| Said::ranked(items.iter().map(|it| it.0.clone()).collect());
    let sequence = |items: &[Spoken]| items.iter().map(|it| it.0.meaning()).collect::<Vec<_>>();
    let differs = |before, after, how| {
        vec![Differs {
            of: None,
            before,
            after,
            how,
        }]
    };
    match (less.is_empty(), more.is_empty()) {
        (true, true) if ordered && sequence(before) != sequence(after) => {
            differs(all(before), all(after), How::Order)
        }
        (true, true) => Vec::new(),
        // Where something comes to stand says something too.
        _ if ordered => differs(all(before), all(after), How::Other),
        (none, _) => {
            let how = match (none, more.is_empty()) {
                (true, _) => How::More,
                (_, true) => How::Less,
                _ => How::Other,
            };
            differs(Said::list(less, joint), Said::list(more, joint), how)
        }
    }
}

fn compare_limits(before: &[Limit], after: &[Limit], earliest: bool) -> Vec<Differs> {
    let mut levels: Vec<Option<&String>> = Vec::new();
    for limit in before.iter().chain(after) {
        let level = limit.severity.as_ref();
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    // Where one of both has a limit for each severity, so has the other.
    if levels.len() > 1 {
        levels.retain(Option::is_some);
    }
    let of = |limits: &[Limit], level: Option<&String>| {
        let is = |limit: &&Limit| limit.severity.as_ref() == level || limit.severity.is_none();
        limits.iter().find(is).map(|limit| limit.limit)
    };
    let said = |term: Option<Term>| match term {
        None => Said::Nothing,
        Some(limit) => Said::Limits {
            earliest,
            limits: vec![Limit {
                severity: None,
                limit,
            }],
        },
    };
    let mut found = Vec::new();
    for level in levels {
        let (one, other) = (of(before, level), of(after, level));
        if one == other {
            continue;
        }
        let how = match (one, other) {
            (None, _) => How::New,
            (_, None) => How::Gone,
            (Some(one), Some(other)) => as_longer(order(one, other)).unwrap_or(How::Other),
        };
        found.push(Differs {
            of: level.map(|level| Words::new(Phrase::DiffSeverity).text("level", level)),
            before: said(one),
            after: said(other),
            how,
        });
    }
    found
}

/// Which of two terms is the longer one, where that does not depend on the day
/// on which they start.
fn order(one: Term, other: Term) -> Option<Ordering> {
    let measure = |term: Term| {
        let count = u64::from(term.count);
        match term.unit {
            Unit::Minute => (Unit::Minute, count),
            Unit::Hour => (Unit::Minute, count * 60),
            Unit::Day => (Unit::Day, count),
            Unit::Week => (Unit::Day, count * 7),
            Unit::Month => (Unit::Month, count),
            Unit::Year => (Unit::Month, count * 12),
            Unit::WorkingHour | Unit::WorkingDay => (term.unit, count),
        }
    };
    let ((unit, count), (other_unit, other)) = (measure(one), measure(other));
    (unit == other_unit).then(|| count.cmp(&other))
}
