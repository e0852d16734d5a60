//! Limits that are missing, and limits that exclude each other.

use super::check::{at, path};
use super::{Clock, Event, Policy, Sense, Within};
use crate::calendar::{Term, Unit};
use crate::case::Kind;
use crate::finding::{Code, Finding, Step};
use crate::yaml::Text;

pub(super) fn check_limits(policy: &Policy, out: &mut Vec<Finding>) {
    for (name, clock) in policy.clocks.iter() {
        check_levels(policy, name, clock, out);
        if clock.sense == Sense::Latest {
            check_waits(policy, name, clock, out);
        }
    }
}

/// A level without a limit is one at which the clock does not run. Where that is
/// meant, `when` says so.
fn check_levels(policy: &Policy, name: &str, clock: &Clock, out: &mut Vec<Finding>) {
    let Within::Each(limits) = &clock.within else {
        return;
    };
    let wanted = &clock.when.severity;
    let runs = |level: &&Text| wanted.is_empty() || wanted.contains(level);
    for level in policy.severity.levels.iter().filter(runs) {
        if limits.get(level).is_none() {
            let finding = Finding::new(Code::LevelWithoutLimit).arg("clock", name);
            let finding = finding.arg("level", level.as_str());
            out.push(finding.at_path(at!("clocks", name, "within")));
        }
    }
    for (level, _) in limits.iter() {
        let known = policy.severity.rank(level).is_some();
        let runs = wanted.is_empty() || wanted.iter().any(|word| word.as_str() == level);
        if known && !runs {
            let finding = Finding::new(Code::NeverHolds).arg("unused", level);
            out.push(finding.at_path(at!("clocks", name, "within", level)));
        }
    }
}

/// What must be done by a day cannot be forbidden until a later one.
fn check_waits(policy: &Policy, name: &str, clock: &Clock, out: &mut Vec<Finding>) {
    // A question to the customer may put the day off.
    if !clock.paused_by.is_empty() {
        return;
    }
    for (other, waits) in policy.clocks.iter() {
        if waits.sense != Sense::Earliest || !forbids(policy, waits, clock) {
            continue;
        }
        let levels: Vec<&str> = policy.severity.levels.iter().map(Text::as_str).collect();
        let applies = |level: &&&str| {
            let asked = &clock.when.severity;
            asked.is_empty() || asked.iter().any(|word| word.as_str() == **level)
        };
        let limits = levels.iter().filter(applies);
        let mut limits =
            limits.filter_map(|level| waits.within.of(level).zip(clock.within.of(level)));
        let longer = limits.find(|(earliest, latest)| is_longer(*earliest, *latest));
        if let Some((earliest, latest)) = longer {
            let finding = Finding::new(Code::EarliestAfterLatest).arg("clock", name);
            let finding = finding.arg("latest", latest.to_string());
            let finding = finding
                .arg("other", other)
                .arg("earliest", earliest.to_string());
            out.push(finding.at_path(at!("clocks", name, "within")));
        }
    }
}

/// Whether everything that ends the clock must wait for the other one, which
/// starts no earlier.
fn forbids(policy: &Policy, waits: &Clock, clock: &Clock) -> bool {
    let covers = |events: &[Event], wanted: &Event| {
        let mut events = events.iter();
        events.any(|event| event.approved == wanted.approved && event.covers(wanted))
    };
    let proven = policy.actions.shipped_lots.is_some();
    let can_wait = |event: &Event| !(proven && event.kind == Kind::Evaluate);
    clock.from.iter().all(|event| covers(&waits.from, event))
        && clock
            .until
            .iter()
            .all(|event| covers(&waits.until, event) && can_wait(event))
        && clock.when.implies(&waits.when)
}

/// Whether one term is longer than another, from whichever day they count.
fn is_longer(one: Term, other: Term) -> bool {
    if one.unit == other.unit {
        return one.count > other.count;
    }
    hours(one).0 > hours(other).1
}

/// At least and at most so many hours. How many holidays come together nobody
/// knows; so working time may take three times as long as it says, and a
/// fortnight more.
fn hours(term: Term) -> (u64, u64) {
    let count = u64::from(term.count);
    match term.unit {
        Unit::Minute => (count / 60, count / 60 + 1),
        Unit::Hour => (count, count),
        Unit::WorkingHour => (count, count * 9 + 336),
        Unit::Day => (count * 24, count * 24 + 24),
        Unit::WorkingDay => (count * 24, count * 72 + 336),
        Unit::Week => (count * 168, count * 168 + 24),
        Unit::Month => (count * 672, count * 744 + 24),
        Unit::Year => (count * 8760, count * 8784 + 24),
    }
}
