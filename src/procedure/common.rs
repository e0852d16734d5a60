//! What holds for entries of every kind.

use chrono::TimeDelta;

use super::judge::{Refusals, Situation};
use super::kinds;
use super::obligations::obligations;
use super::state::Standing;
use crate::case::{Kind, PersonId, Target, Targets, Time};
use crate::finding::{Code, Finding};
use crate::policy::{Clock, Sense};
use crate::yaml::{Text, nearest};

/// How far ahead of the clock an entry may lie: clocks differ.
const AHEAD: TimeDelta = TimeDelta::minutes(10);

/// Judges what holds for every kind, and says whether the entry makes enough
/// sense to be judged by its own.
pub(super) fn judge(situation: &Situation, now: Time, no: &mut Refusals) -> bool {
    if !first_is_open(situation, no) {
        return false;
    }
    let again = situation.state.seen(&situation.entry.id).is_some();
    no.when(again, || Finding::new(Code::DuplicateId));
    times(situation, now, no);
    people(situation, no);
    if !target(situation, no) {
        return false;
    }
    closed(situation, no);
    roles(situation, no);
    too_early(situation, no);
    true
}

fn first_is_open(situation: &Situation, no: &mut Refusals) -> bool {
    let opens = situation.entry.kind() == Kind::Open;
    match (situation.state.log.is_empty(), opens) {
        (true, false) => no.add(Finding::new(Code::NotOpened)),
        (false, true) => no.add(Finding::new(Code::OpenedTwice)),
        _ => return true,
    }
    false
}

fn times(situation: &Situation, now: Time, no: &mut Refusals) {
    let entry = situation.entry;
    let limit = |time: Time| Time(time.0 + AHEAD);
    if entry.at > limit(now) {
        no.add(
            Finding::new(Code::FutureTime)
                .arg("time", entry.at.0)
                .at_path(["at".into()]),
        );
    }
    let fact = entry.fact();
    if fact > limit(entry.at) {
        no.field(
            "when",
            Finding::new(Code::FutureFact)
                .arg("time", fact.0)
                .arg("at", entry.at.0),
        );
    }
    if let Some(opened) = situation.state.opened()
        && fact < opened
    {
        let finding = Finding::new(Code::BeforeOpening)
            .arg("time", fact.0)
            .arg("opened", opened.0);
        no.field("when", finding);
    }
    if entry.imported && entry.body.when().is_none() {
        no.add(Finding::new(Code::ImportedWithoutWhen));
    }
}

fn people(situation: &Situation, no: &mut Refusals) {
    let entry = situation.entry;
    person(&entry.by, "by", situation, no);
    if let Some(via) = &entry.via {
        person(via, "via", situation, no);
        if entry.kind().decides() {
            no.add(
                Finding::new(Code::NotForOthers)
                    .arg("kind", entry.kind().word())
                    .at_path(["via".into()]),
            );
        }
        let allowed = &situation.rules.policy.entering.for_others;
        let day = situation.rules.calendar.local(entry.at.0).date_naive();
        let may = |role: &Text| {
            situation
                .rules
                .people
                .get(via)
                .is_some_and(|person| person.holds(role, day))
        };
        if !allowed.is_empty() && !allowed.iter().any(may) {
            let roles: Vec<String> = allowed.iter().map(Text::to_string).collect();
            let finding = Finding::new(Code::MayNotEnterForOthers).arg("person", via.as_str());
            no.add(
                finding
                    .arg("roles", roles)
                    .by_rule("entering.for-others")
                    .at_path(["via".into()]),
            );
        }
    }
}

fn person(id: &PersonId, key: &'static str, situation: &Situation, no: &mut Refusals) {
    let people = &situation.rules.people;
    let day = situation
        .rules
        .calendar
        .local(situation.entry.at.0)
        .date_naive();
    match people.get(id) {
        None => {
            let near = nearest(id.as_str(), people.people.names()).map(str::to_owned);
            let finding = Finding::new(Code::UnknownPerson).arg("person", id.as_str());
            no.add(finding.maybe("nearest", near).at_path([key.into()]));
        }
        Some(person) if !person.is_here(day) => {
            let until = person.until.map(|day| day.to_string());
            let finding = Finding::new(Code::PersonLeft).arg("person", id.as_str());
            no.add(finding.maybe("until", until).at_path([key.into()]));
        }
        Some(_) => {}
    }
}

fn target(situation: &Situation, no: &mut Refusals) -> bool {
    let entry = situation.entry;
    let targets = entry.kind().targets();
    let Some(target) = entry.body.target() else {
        if !targets.required() {
            return true;
        }
        let open: Vec<String> =
            kinds::candidates(situation.state, entry.kind(), situation.rules, None)
                .iter()
                .map(ToString::to_string)
                .collect();
        let finding = Finding::new(Code::TargetMissing).arg("kind", entry.kind().word());
        let finding = finding.maybe("wanted", wanted(targets));
        no.field(
            "for",
            finding.maybe("open", (!open.is_empty()).then_some(open)),
        );
        return false;
    };
    named(&target, targets, situation, no)
}

fn wanted(targets: Targets) -> Option<String> {
    let kinds = match targets {
        Targets::Of(kinds) | Targets::Maybe(kinds) => kinds,
        _ => return None,
    };
    Some(
        kinds
            .iter()
            .map(|kind| kind.word())
            .collect::<Vec<_>>()
            .join(", "),
    )
}

fn named(target: &Target, targets: Targets, situation: &Situation, no: &mut Refusals) -> bool {
    let Some(seen) = situation.state.seen(&target.entry) else {
        no.field(
            "for",
            Finding::new(Code::NoSuchEntry).arg("entry", target.entry.as_str()),
        );
        return false;
    };
    let kind = seen.entry.kind();
    if !targets.allow(kind) || target.item.is_some() {
        let finding = Finding::new(Code::WrongTarget).arg("kind", situation.entry.kind().word());
        let finding = finding
            .arg("entry", target.to_string())
            .arg("found", kind.word());
        no.field("for", finding.maybe("wanted", wanted(targets)));
        return false;
    }
    let why = match &seen.standing {
        Standing::Live => return true,
        Standing::Struck(by) => ("struck", by),
        Standing::Cancelled(by) => ("cancelled", by),
        Standing::Rejected(by) => ("rejected", by),
        Standing::Void(by) => ("void", by),
    };
    if matches!(situation.entry.kind(), Kind::Note | Kind::Attach) {
        return true;
    }
    let finding = Finding::new(Code::DeadTarget).arg("entry", target.entry.as_str());
    no.field(
        "for",
        finding.arg("standing", why.0).arg("other", why.1.as_str()),
    );
    false
}

fn closed(situation: &Situation, no: &mut Refusals) {
    if let Some(closed) = &situation.state.closed
        && !kinds::may_follow_close(situation.entry.kind())
    {
        let finding = Finding::new(Code::CaseClosed).arg("time", closed.at.0);
        no.add(finding.arg("kind", situation.entry.kind().word()));
    }
}

fn roles(situation: &Situation, no: &mut Refusals) {
    let entry = situation.entry;
    let day = situation.rules.calendar.local(entry.at.0).date_naive();
    for (at, only) in situation.rules.policy.entering.only.iter().enumerate() {
        let may = |role: &Text| {
            situation
                .rules
                .people
                .get(&entry.by)
                .is_some_and(|person| person.holds(role, day))
        };
        if only.enter.matches(&entry.body) && !only.role.iter().any(may) && !entry.imported {
            let roles: Vec<String> = only.role.iter().map(Text::to_string).collect();
            let finding = Finding::new(Code::RoleMissing).arg("person", entry.by.as_str());
            let finding = finding
                .arg("what", only.enter.to_string())
                .arg("roles", roles);
            no.add(finding.by_rule(format!("entering.only[{at}]")));
        }
    }
}

/// A clock with sense `earliest` that this entry would end before its time.
fn too_early(situation: &Situation, no: &mut Refusals) {
    let entry = situation.entry;
    let could_be = |clock: &Clock| {
        clock.sense == Sense::Earliest && clock.until.iter().any(|event| event.matches(&entry.body))
    };
    let clocks = &situation.rules.policy.clocks;
    if !clocks.iter().any(|(_, clock)| could_be(clock)) {
        return;
    }
    let fact = entry.fact();
    for owed in obligations(situation.state, situation.rules, fact) {
        let ends = clocks.get(&owed.clock).is_some_and(could_be);
        if ends && owed.ended.is_none() && fact.0 <= owed.due.at {
            let finding = Finding::new(Code::TooEarly).arg("clock", owed.clock.as_str());
            let finding = finding
                .arg("time", owed.due.at)
                .arg("entry", owed.by.as_str());
            no.add(finding.by_rule(format!("clocks.{}", owed.clock)));
        }
    }
}
