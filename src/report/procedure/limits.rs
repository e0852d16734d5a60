//! Time limits.

use super::conditions::clauses;
use super::events::{deed_of, events};
use super::names::Names;
use super::said::{Part, Said, Section};
use crate::case::Kind;
use crate::messages::{Joint, Phrase, Words};
use crate::policy::{Clock, Per};
use crate::yaml::Named;

/// What begins each limit, what ends it, how long it is, and who owes it.
pub(super) fn limits(clocks: &Named<Clock>, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadLimit,
        Phrase::ProcHeadWithin,
        Phrase::ProcHeadWho,
        Phrase::ProcHeadFrom,
        Phrase::ProcHeadUntil,
        Phrase::ProcHeadBesides,
    ];
    let mut section = Section::table(Part::Limits, &heads, 1);
    for (name, clock) in clocks.iter() {
        let Clock {
            from,
            until,
            within,
            owner: _,
            paused_by: _,
            sense,
            per: _,
            when: _,
            unless: _,
        } = clock;
        section.row(
            format!("clocks.{name}"),
            vec![
                names.clock(name).into(),
                Said::limits(within.limits(), *sense),
                owner(clock, names).into(),
                events(from, names).into(),
                events(until, names).into(),
                Said::list(besides(clock, names), Joint::Parts),
            ],
        );
    }
    section
}

/// Who owes it: where the policy names nobody, the department that was asked.
fn owner(clock: &Clock, names: &Names) -> Option<Words> {
    let asked = clock.from.iter().all(|event| event.kind == Kind::Assign);
    match &clock.owner {
        Some(role) => Some(names.role(role)),
        None => asked.then(|| Words::new(Phrase::ProcWhoDepartment)),
    }
}

fn besides(clock: &Clock, names: &Names) -> Vec<Words> {
    let mut said = clauses(&clock.when, &clock.unless, names);
    if !clock.paused_by.is_empty() {
        let kinds = clock.paused_by.iter().map(|kind| deed_of(kind));
        let words = Words::new(Phrase::ProcPaused);
        said.push(words.list("kinds", kinds.collect(), Joint::Or));
    }
    if clock.per == Per::Case {
        said.push(Words::new(Phrase::ProcOnce));
    }
    said
}
