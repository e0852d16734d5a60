//! What holds for entries of every kind.

use std::num::NonZeroU8;

use chrono::TimeDelta;

use super::condition::{Holds, holds};
use super::judge::{Refusals, Situation};
use super::kinds;
use super::needs::Lack;
use super::obligations::waits;
use super::order;
use super::state::Standing;
use super::touched::touched;
use crate::case::kinds::{Effect, Evaluate};
use crate::case::{Body, Kind, PersonId, Target, Targets, Time};
use crate::finding::{Code, Finding};
use crate::policy::Condition;
use crate::yaml::{Text, nearest};

/// How far ahead of the clock an entry may lie: clocks differ.
pub const AHEAD: TimeDelta = TimeDelta::minutes(10);

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
    before_target(situation, no);
    closed(situation, no);
    roles(&situation.entry.body, situation, no);
    says(situation, no);
    order::guard(&situation.entry.body, situation, no);
    kinds::belongs(situation, no);
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
    let came_imported = situation
        .state
        .log
        .first()
        .is_none_or(|open| open.entry.imported);
    let decided_there = entry.kind() == Kind::Close && situation.is_history();
    let decided_here = entry.kind().decides() && !decided_there;
    let foreign = entry.imported && (decided_here || !came_imported);
    no.when(foreign, || {
        Finding::new(Code::NotImported).at_path(["imported".into()])
    });
    if decided_here && let Some(when) = entry.body.when() {
        no.field("when", Finding::new(Code::BackDated).arg("time", when.0));
    }
    if entry.imported && !foreign && entry.body.when().is_none() {
        no.add(Finding::new(Code::ImportedWithoutWhen));
    }
}

fn people(situation: &Situation, no: &mut Refusals) {
    let entry = situation.entry;
    person(&entry.by, "by", situation, no);
    if let Some(via) = &entry.via {
        person(via, "via", situation, no);
        if entry.kind().decides() || entry.kind() == Kind::Sign {
            no.add(
                Finding::new(Code::NotForOthers)
                    .arg("kind", entry.kind().word())
                    .at_path(["via".into()]),
            );
        }
        let allowed = &situation.rules.policy.entering.for_others;
        let day = situation.day();
        let may = |role: &Text| {
            situation
                .rules
                .people
                .get(via)
                .is_none_or(|person| person.holds(role, day))
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
    if let Some(finding) = about_person(id, situation) {
        no.add(finding.at_path([key.into()]));
    }
}

/// What speaks against naming that person on that day.
pub(super) fn about_person(id: &PersonId, situation: &Situation) -> Option<Finding> {
    let people = &situation.rules.people;
    let day = situation.day();
    match people.get(id) {
        None => {
            let near = nearest(id.as_str(), people.people.names()).map(str::to_owned);
            let finding = Finding::new(Code::UnknownPerson).arg("person", id.as_str());
            Some(finding.maybe("nearest", near))
        }
        Some(person) if !person.is_here(day) => {
            let until = person.until.map(|day| day.to_string());
            let finding = Finding::new(Code::PersonLeft).arg("person", id.as_str());
            Some(finding.maybe("until", until))
        }
        Some(_) => None,
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
        let answers = matches!(targets, Targets::Of(_)) || entry.kind().decides();
        let finding = match (open.is_empty(), answers) {
            (false, _) => finding.arg("open", open),
            (true, true) => finding.arg("hint", "nothing-waits"),
            (true, false) => finding.arg("hint", "id-or-place"),
        };
        no.field("for", finding);
        return false;
    };
    named(&target, targets, situation, no)
}

fn wanted(targets: Targets) -> Option<Vec<String>> {
    let kinds = match targets {
        Targets::Of(kinds) | Targets::Maybe(kinds) | Targets::Usually(kinds) => kinds,
        _ => return None,
    };
    Some(kinds.iter().map(|kind| kind.word().to_owned()).collect())
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
    let no_item = target.item.is_some_and(|item| {
        !situation.entry.kind().names_items() || item as usize > seen.body.items()
    });
    if !targets.allow(kind) || no_item {
        let finding = Finding::new(Code::WrongTarget).arg("kind", situation.entry.kind().word());
        let finding = finding
            .arg("entry", target.to_string())
            .arg("found", kind.word());
        let item = target.item.map(|item| item.to_string());
        let finding = finding.maybe("item", item.filter(|_| targets.allow(kind)));
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

/// Refuses an answer that came before what it answers.
fn before_target(situation: &Situation, no: &mut Refusals) {
    let entry = situation.entry;
    let speaks_of = [Kind::Note, Kind::Attach, Kind::Amend, Kind::Strike];
    if speaks_of.contains(&entry.kind()) {
        return;
    }
    let target = entry.body.target();
    let seen = target.and_then(|target| situation.state.seen(&target.entry));
    if let Some(seen) = seen
        && entry.fact() < seen.fact()
    {
        let finding = Finding::new(Code::BeforeTarget).arg("time", entry.fact().0);
        let finding = finding.arg("other", seen.fact().0);
        no.add(finding.arg("entry", seen.id().as_str()));
    }
}

fn closed(situation: &Situation, no: &mut Refusals) {
    let entry = situation.entry;
    // What the other system did before it closed may come in later.
    let earlier = |closed: Time| situation.is_history() && entry.fact() <= closed;
    if let Some(closed) = &situation.state.closed
        && !kinds::may_follow_close(entry.kind())
        && !earlier(closed.at)
        && !decides_reopening(situation)
        && !strikes_what_came_too_late(situation)
    {
        let finding = Finding::new(Code::CaseClosed).arg("time", closed.at.0);
        let finding = finding.arg("other", closed.entry.as_str());
        no.add(finding.arg("kind", entry.kind().word()));
    }
}

/// Whether it strikes what had no place in the closed case: two branches may
/// each have closed it, or one went on with it.
fn strikes_what_came_too_late(situation: &Situation) -> bool {
    let target = situation.entry.body.target();
    let Some(target) = target.filter(|_| situation.entry.kind() == Kind::Strike) else {
        return false;
    };
    let log = &situation.state.log;
    let at = log.iter().position(|seen| *seen.id() == target.entry);
    let Some(at) = at.filter(|at| !kinds::may_follow_close(log[*at].entry.kind())) else {
        return false;
    };
    let turns = [Kind::Close, Kind::Reopen];
    let before = log[..at].iter().rev().filter(|seen| seen.is_live());
    let last = before
        .map(|seen| seen.entry.kind())
        .find(|kind| turns.contains(kind));
    last == Some(Kind::Close)
}

/// Whether it approves or rejects a `reopen`, which a closed case waits for.
fn decides_reopening(situation: &Situation) -> bool {
    let entry = situation.entry;
    matches!(entry.kind(), Kind::Approve | Kind::Reject)
        && entry.body.target().is_some_and(|target| {
            let seen = situation.state.seen(&target.entry);
            seen.is_some_and(|seen| seen.entry.kind() == Kind::Reopen)
        })
}

/// Refuses what the policy leaves to roles that its author does not hold.
pub(super) fn roles(body: &Body, situation: &Situation, no: &mut Refusals) {
    let entry = situation.entry;
    if entry.imported {
        return;
    }
    let Some(author) = situation.rules.people.get(&entry.by) else {
        return;
    };
    let may = |role: &Text| author.holds(role, situation.day());
    for (at, only) in situation.rules.policy.entering.only.iter().enumerate() {
        let applies = || applies(&only.when, &only.unless, body, situation);
        if only.enter.matches(body) && !only.role.iter().any(may) && applies() {
            let roles: Vec<String> = only.role.iter().map(Text::to_string).collect();
            let finding = Finding::new(Code::RoleMissing).arg("person", entry.by.as_str());
            let finding = finding
                .arg("what", only.enter.to_string())
                .arg("roles", roles);
            no.add(finding.by_rule(format!("entering.only[{at}]")));
        }
    }
}

/// Whether a row of the policy applies to what is entered.
fn applies(when: &Condition, unless: &Condition, body: &Body, situation: &Situation) -> bool {
    let holds = |condition| holds(condition, situation.state, Some(body), situation.rules);
    let suppressed = !unless.is_empty() && holds(unless) == Holds::Yes;
    !suppressed && holds(when) != Holds::No
}

/// Refuses what leaves out a field that the policy asks for.
fn says(situation: &Situation, no: &mut Refusals) {
    let body = &situation.entry.body;
    if situation.entry.imported {
        return;
    }
    let rows = situation.rules.policy.entering.must_say.iter().enumerate();
    for (at, row) in rows {
        if !row.enter.matches(body) || !applies(&row.when, &row.unless, body, situation) {
            continue;
        }
        let said = body.to_json();
        for field in row
            .fields
            .iter()
            .filter(|field| said.get(field.as_str()).is_none())
        {
            let finding = Finding::new(Code::MissingKey).arg("key", field.as_str());
            no.add(finding.by_rule(format!("entering.must-say[{at}]")));
        }
    }
}

/// Says in a finding what lacks, and the command that settles it.
pub(super) fn to_settle(finding: Finding, lack: Lack) -> Finding {
    let finding = finding.arg("verb", lack.verb);
    let finding = match &lack.case {
        Some(lead) => finding.arg("lead", lead.as_str()).arg("there", lack.rest),
        None if lack.verb == "trace" => finding.arg("lot", lack.rest),
        None => finding.arg("command", lack.rest),
    };
    let (place, pieces) = lack
        .goods
        .map(|(place, pieces)| (place.word(), pieces))
        .unzip();
    finding.maybe("place", place).maybe("pieces", pieces)
}

/// A clock with sense `earliest` that this entry would end before its time.
fn too_early(situation: &Situation, no: &mut Refusals) {
    let entry = situation.entry;
    let wanted = situation
        .rules
        .policy
        .actions
        .shipped_lots
        .map(NonZeroU8::get);
    let evaluate = match &entry.body {
        Body::Evaluate(evaluate) => Some(evaluate),
        _ => None,
    };
    if evaluate.is_some_and(|evaluate| is_proven(evaluate, wanted, situation)) {
        return;
    }
    let lots = wanted.filter(|_| evaluate.is_some());
    for owed in waits(situation.state, &entry.body, situation.rules, entry.fact()) {
        let finding = Finding::new(Code::TooEarly).arg("clock", owed.clock.as_str());
        let finding = finding
            .arg("time", owed.due.at)
            .arg("entry", owed.by.as_str());
        let finding = finding.maybe("lots", lots.map(|lots| lots.to_string()));
        no.add(finding.by_rule(format!("clocks.{}", owed.clock)));
    }
}

/// Whether nobody has to wait before an evaluation: that an action did not help
/// shows at once; that it did, so many lots since show too, which the fault does
/// not touch itself.
fn is_proven(evaluate: &Evaluate, wanted: Option<u8>, situation: &Situation) -> bool {
    let touched = touched(situation.state);
    let since = evaluate.lots.iter();
    let plain = |lot: &str| lot.trim().to_lowercase();
    let mut since: Vec<String> = since
        .map(|lot| plain(lot))
        .filter(|lot| !touched.iter().any(|known| plain(known) == *lot))
        .collect();
    since.sort_unstable();
    since.dedup();
    let enough = wanted.is_some_and(|lots| since.len() >= usize::from(lots));
    enough || evaluate.verdict == Effect::Ineffective
}
