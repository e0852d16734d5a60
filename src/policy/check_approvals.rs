//! Approvals that nobody can give, and amounts that nobody approves.

use chrono::NaiveDate;

use super::check::{at, path};
use super::check_conditions::any;
use super::check_roles::entrants;
use super::{Approval, Condition, Event, People, Policy};
use crate::case::{Amount, Facet, Kind};
use crate::finding::{Code, Finding, Step};
use crate::yaml::{Several, Text};

/// Amounts between the bounds of two rows that none of the rows covers.
pub(super) fn check_gaps(policy: &Policy, out: &mut Vec<Finding>) {
    for (word, steps) in policy.approvals.iter() {
        let bounds: [fn(&Condition) -> Vec<&Amount>; 2] = [
            |condition| condition.quantity_over.iter().map(|it| &it.0).collect(),
            |condition| condition.amount_over.iter().map(|it| &it.0).collect(),
        ];
        for over in bounds {
            if let Some((at, finding)) = gap(steps, over) {
                out.push(
                    finding
                        .arg("kind", word)
                        .at_path(at!("approvals", word, at)),
                );
            }
        }
    }
}

/// The row that begins too late: nothing that is over the smaller bound is left
/// to it before the greater one, and to no other row.
fn gap(steps: &[Approval], over: fn(&Condition) -> Vec<&Amount>) -> Option<(usize, Finding)> {
    let ends = steps.iter().filter(|step| step.when.is_empty());
    let ends = ends.flat_map(|step| over(&step.unless));
    for end in ends {
        let begins = steps.iter().enumerate();
        let begins =
            begins.flat_map(|(at, step)| over(&step.when).into_iter().map(move |it| (at, it)));
        let mut begins = begins.filter(|(_, begin)| begin.exceeds(end) == Some(true));
        let Some((at, begin)) = begins.next() else {
            continue;
        };
        let covered = steps.iter().any(|step| surely_covers(step, end, over));
        if !covered {
            let finding = Finding::new(Code::ApprovalGap).arg("over", end.to_string());
            return Some((at, finding.arg("most", begin.to_string())));
        }
    }
    None
}

/// Whether a row holds for everything that is just over that bound.
fn surely_covers(step: &Approval, bound: &Amount, over: fn(&Condition) -> Vec<&Amount>) -> bool {
    let plain = |condition: &Condition| Condition {
        quantity_over: Several::default(),
        amount_over: Several::default(),
        ..condition.clone()
    };
    let begins = over(&step.when);
    let begun = begins
        .iter()
        .all(|begin| begin.exceeds(bound) == Some(false));
    plain(&step.when).is_empty() && step.unless.is_empty() && begun
}

/// Whether there are people enough: nobody approves their own entry, and each
/// step is given by another person.
pub(super) fn check_approvers(
    policy: &Policy,
    people: &People,
    day: NaiveDate,
    out: &mut Vec<Finding>,
) {
    let here = |(_, person): &(&str, &super::Person)| person.is_here(day);
    let everybody: Vec<&str> = people
        .people
        .iter()
        .filter(here)
        .map(|(id, _)| id)
        .collect();
    // Who is alone in a register tries it out.
    let alone = people.people.len() == 1;
    for (word, steps) in policy.approvals.iter().filter(|_| !alone) {
        let Some(kind) = Kind::parse(word) else {
            continue;
        };
        for step in steps {
            let together = steps.iter().filter(|other| applies_with(other, step));
            let together: Vec<&Approval> = together.collect();
            let holders = |roles: &mut dyn Iterator<Item = &str>| -> Vec<&str> {
                let mut all: Vec<&str> = roles.flat_map(|role| people.holders(role, day)).collect();
                all.sort_unstable();
                all.dedup();
                all
            };
            let mut wanted: Vec<Vec<&str>> = together
                .iter()
                .map(|step| holders(&mut step.role.iter().map(Text::as_str)))
                .collect();
            // Who holds no role at all is missed as such.
            if wanted.iter().any(Vec::is_empty) {
                continue;
            }
            let authors = entrants(policy, &entry_of(kind, &step.when));
            wanted.push(match authors {
                Some(roles) => holders(&mut roles.into_iter()),
                None => everybody.clone(),
            });
            let found = matched(&wanted);
            if found < wanted.len() {
                let at = steps.iter().position(|known| std::ptr::eq(known, step));
                let names: Vec<String> =
                    together.iter().map(|step| step.step.to_string()).collect();
                let finding = Finding::new(Code::ApproversTooFew).arg("kind", word);
                let finding = finding.arg("steps", names);
                let finding = finding.arg("wanted", wanted.len()).arg("there", found);
                let rule = format!("approvals.{word}[{}]", at.unwrap_or_default());
                out.push(finding.by_rule(rule).at_path(at!("people")));
                break;
            }
        }
    }
}

/// Whether a step is asked for wherever the other one is.
fn applies_with(step: &Approval, other: &Approval) -> bool {
    std::ptr::eq(step, other) || (step.unless.is_empty() && other.when.implies(&step.when))
}

/// The entries of a kind for which a condition can hold, as far as its words say.
fn entry_of(kind: Kind, condition: &Condition) -> Event {
    let facets = condition.words().into_iter().filter_map(|asked| {
        let facet = asked.facet?;
        let mut known = kind.facets().iter();
        known.find(|(has, _)| *has == facet)?;
        let words = asked.words.iter().filter_map(|word| Text::new(*word));
        Some((facet, Several::from(words.collect::<Vec<Text>>())))
    });
    Event {
        facets: facets.collect::<Vec<(Facet, Several<Text>)>>(),
        ..any(kind)
    }
}

/// For how many of these there is a person who does nothing else.
fn matched(wanted: &[Vec<&str>]) -> usize {
    let mut taken: Vec<(&str, usize)> = Vec::new();
    (0..wanted.len())
        .filter(|at| place(*at, wanted, &mut taken, &mut Vec::new()))
        .count()
}

/// Gives a place to somebody, who may leave another one to somebody else.
fn place<'a>(
    at: usize,
    wanted: &[Vec<&'a str>],
    taken: &mut Vec<(&'a str, usize)>,
    tried: &mut Vec<&'a str>,
) -> bool {
    for person in &wanted[at] {
        if tried.contains(person) {
            continue;
        }
        tried.push(person);
        let held = taken.iter().position(|(known, _)| known == person);
        match held {
            None => taken.push((person, at)),
            Some(held) => {
                let other = taken[held].1;
                if !place(other, wanted, taken, tried) {
                    continue;
                }
                let held = taken.iter().position(|(known, _)| known == person);
                if let Some(held) = held {
                    taken[held] = (person, at);
                }
            }
        }
        return true;
    }
    false
}
