//! What is wrong with the files of a register by themselves. Every mistake is
//! found, not only the first; each has its path, from which its line comes.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::check_guarantee::check_guarantee;
use super::{
    Approval, Calendar, CalendarFile, Catalog, Clock, Condition, Event, Label, People, Policy,
};
use crate::case::kinds::{
    ActionKind, Basis, ChainLink, Decision, Payment, Recalled, Remedy, ReplyKind, Source,
};
use crate::case::{Facet, Kind};
use crate::finding::{Code, Finding, Step};
use crate::yaml::{Named, Text, nearest};

type Path<'a> = &'a [Step];

/// A name that must be on a list; where the list is there at all.
pub(super) fn known<'a>(
    out: &mut Vec<Finding>,
    path: Path,
    what: &'static str,
    word: &str,
    list: impl Iterator<Item = &'a str> + Clone,
) {
    if list.clone().any(|known| known == word) {
        return;
    }
    let near = nearest(word, list.clone()).map(str::to_owned);
    let all: Vec<String> = list.map(str::to_owned).collect();
    out.push(
        Finding::new(Code::UnknownReference)
            .arg("what", what)
            .arg("word", word)
            .maybe("nearest", near)
            .maybe("known", (!all.is_empty()).then_some(all))
            .at_path(path.to_vec()),
    );
}

pub(super) fn path(steps: &[&dyn Fn() -> Step]) -> Vec<Step> {
    steps.iter().map(|step| step()).collect()
}

macro_rules! at {
    ($($step:expr),*) => { path(&[$(&|| Step::from($step)),*]) };
}
pub(super) use at;

/// What is wrong with a policy.
pub fn check_policy(policy: &Policy) -> Vec<Finding> {
    let mut out = Vec::new();
    check_severity(policy, &mut out);
    for (name, clock) in policy.clocks.iter() {
        check_clock(policy, name, clock, &mut out);
    }
    for (kind, steps) in policy.approvals.iter() {
        check_approvals(policy, kind, steps, &mut out);
    }
    for (basis, closing) in policy.closing.iter() {
        known(
            &mut out,
            &at!("closing", basis),
            "basis",
            basis,
            Basis::WORDS.iter().copied(),
        );
        for level in closing.when_severity.names() {
            let place = at!("closing", basis, "when-severity", level);
            known(&mut out, &place, "severity", level, levels(policy));
        }
        for (at, also) in closing.also.iter().enumerate() {
            let place = at!("closing", basis, "also", at, "when");
            check_condition(policy, &place, &also.when, &mut out);
        }
    }
    for channel in policy.spoken.iter() {
        let place = at!("spoken");
        known(
            &mut out,
            &place,
            "channel",
            channel,
            policy.channels.names(),
        );
    }
    check_trace(policy, &mut out);
    check_entering(policy, &mut out);
    check_guarantee(policy, &mut out);
    check_labels(policy, &mut out);
    out
}

fn levels(policy: &Policy) -> impl Iterator<Item = &str> + Clone {
    policy.severity.levels.iter().map(Text::as_str)
}

fn check_severity(policy: &Policy, out: &mut Vec<Finding>) {
    let severity = &policy.severity;
    let rows: Vec<&str> = severity.matrix.names().collect();
    for (criterion, row) in severity.criteria.iter() {
        let place = at!("severity", "criteria", criterion);
        known(out, &place, "seriousness", row, rows.iter().copied());
    }
    for (row, cells) in severity.matrix.iter() {
        let place = at!("severity", "matrix", row);
        if cells.len() != severity.scopes.len() {
            let finding = Finding::new(Code::MatrixShape).arg("row", row);
            let finding = finding
                .arg("cells", cells.len())
                .arg("scopes", severity.scopes.len());
            out.push(finding.at_path(place.clone()));
        }
        for (column, level) in cells.iter().enumerate() {
            let place = [place.clone(), vec![column.into()]].concat();
            known(out, &place, "severity", level, levels(policy));
        }
    }
    for (at, level) in severity.levels.iter().enumerate() {
        let given = severity
            .matrix
            .iter()
            .any(|(_, cells)| cells.contains(level));
        if !given {
            let finding = Finding::new(Code::LevelNeverGiven).arg("level", level.as_str());
            out.push(finding.at_path(at!("severity", "levels", at)));
        }
    }
}

fn check_clock(policy: &Policy, name: &str, clock: &Clock, out: &mut Vec<Finding>) {
    if let Some(owner) = &clock.owner {
        known(
            out,
            &at!("clocks", name, "owner"),
            "role",
            owner,
            policy.roles.names(),
        );
    }
    for (part, events) in [("from", &clock.from), ("until", &clock.until)] {
        if events.is_empty() {
            let finding = Finding::new(Code::MissingKey).arg("key", part);
            out.push(finding.at_path(at!("clocks", name, part)));
        }
        for event in events.iter() {
            check_event(policy, &at!("clocks", name, part), event, out);
        }
    }
    for (level, _) in clock.within.limits() {
        if let Some(level) = level {
            known(
                out,
                &at!("clocks", name, "within", level),
                "severity",
                level,
                levels(policy),
            );
        }
    }
    for pause in clock.paused_by.iter() {
        let pausing = Kind::ALL
            .iter()
            .filter(|kind| kind.pauses())
            .map(|kind| kind.word());
        known(
            out,
            &at!("clocks", name, "paused_by"),
            "pausing-entry",
            pause,
            pausing,
        );
    }
    check_condition(policy, &at!("clocks", name, "when"), &clock.when, out);
}

fn check_event(policy: &Policy, place: Path, event: &Event, out: &mut Vec<Finding>) {
    if event.approved && !event.kind.can_wait_for_approval() {
        let finding = Finding::new(Code::NeverApproved).arg("kind", event.kind.word());
        out.push(finding.at_path(place.to_vec()));
    }
    for (facet, words) in &event.facets {
        if *facet == Facet::To {
            for word in words.iter() {
                known(out, place, "role", word, policy.roles.names());
            }
        }
        if matches!(facet, Facet::Want | Facet::Meets) && !policy.wants.is_empty() {
            for word in words.iter() {
                known(out, place, "want", word, policy.wants.names());
            }
        }
    }
}

fn check_approvals(policy: &Policy, word: &str, steps: &[Approval], out: &mut Vec<Finding>) {
    let place = at!("approvals", word);
    let approvable = Kind::ALL.iter().filter(|kind| kind.can_wait_for_approval());
    known(
        out,
        &place,
        "approvable-entry",
        word,
        approvable.map(|kind| kind.word()),
    );
    if steps.is_empty() {
        out.push(
            Finding::new(Code::MissingKey)
                .arg("key", "step")
                .at_path(place.clone()),
        );
    }
    for (at, step) in steps.iter().enumerate() {
        for role in step.role.iter() {
            known(
                out,
                &at!("approvals", word, at, "role"),
                "role",
                role,
                policy.roles.names(),
            );
        }
        check_condition(policy, &at!("approvals", word, at, "when"), &step.when, out);
        check_condition(
            policy,
            &at!("approvals", word, at, "unless"),
            &step.unless,
            out,
        );
    }
}

fn check_condition(policy: &Policy, place: Path, condition: &Condition, out: &mut Vec<Finding>) {
    let severity = &policy.severity;
    let scopes: Vec<&str> = severity.scopes.iter().map(Text::as_str).collect();
    let names =
        |named: &'_ Named<Label>| -> Vec<String> { named.names().map(str::to_owned).collect() };
    let owned =
        |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
    let lists: [(&'static str, &[Text], Vec<String>); 13] = [
        (
            "severity",
            &condition.severity,
            levels(policy).map(str::to_owned).collect(),
        ),
        ("scope", &condition.scope, owned(&scopes)),
        (
            "criterion",
            &condition.criterion,
            severity.criteria.names().map(str::to_owned).collect(),
        ),
        ("nature", &condition.nature, names(&policy.natures)),
        ("channel", &condition.channel, names(&policy.channels)),
        ("source", &condition.source, owned(Source::WORDS)),
        ("want", &condition.want, names(&policy.wants)),
        ("reason", &condition.reason, names(&policy.returns.reasons)),
        (
            "kind",
            &condition.kind,
            owned(&[ReplyKind::WORDS, Payment::WORDS, ActionKind::WORDS].concat()),
        ),
        (
            "decision",
            &condition.decision,
            owned(&[Decision::WORDS, Recalled::WORDS].concat()),
        ),
        (
            "target",
            &condition.target,
            Kind::ALL
                .iter()
                .map(|kind| kind.word())
                .chain([ActionKind::WORDS, ReplyKind::WORDS].concat())
                .map(str::to_owned)
                .collect(),
        ),
        ("basis", &condition.basis, owned(Basis::WORDS)),
        ("remedy", &condition.remedy, owned(Remedy::WORDS)),
    ];
    for (what, words, list) in lists {
        for word in words {
            let place = [place, &[what.into()]].concat();
            known(out, &place, what, word, list.iter().map(String::as_str));
        }
    }
    for word in condition.order_kind.iter() {
        let place = [place, &["order_kind".into()]].concat();
        known(out, &place, "order-kind", word, policy.order_kinds.names());
    }
}

fn check_trace(policy: &Policy, out: &mut Vec<Finding>) {
    let roles = || policy.roles.names();
    for (link, keeper) in policy.trace.links.iter() {
        let links = ChainLink::WORDS.iter().copied();
        known(out, &at!("trace", "links", link), "chain-link", link, links);
        known(out, &at!("trace", "links", link), "role", keeper, roles());
    }
    for (line, department) in policy.trace.lines.iter() {
        let place = at!("trace", "lines", line);
        known(out, &place, "role", department, roles());
    }
}

fn check_entering(policy: &Policy, out: &mut Vec<Finding>) {
    for role in policy.entering.for_others.iter() {
        known(
            out,
            &at!("entering", "for-others"),
            "role",
            role,
            policy.roles.names(),
        );
    }
    for (at, only) in policy.entering.only.iter().enumerate() {
        check_event(
            policy,
            &at!("entering", "only", at, "enter"),
            &only.enter,
            out,
        );
        for role in only.role.iter() {
            known(
                out,
                &at!("entering", "only", at, "role"),
                "role",
                role,
                policy.roles.names(),
            );
        }
        let place = at!("entering", "only", at, "when");
        check_condition(policy, &place, &only.when, out);
        let place = at!("entering", "only", at, "unless");
        check_condition(policy, &place, &only.unless, out);
    }
}

fn check_labels(policy: &Policy, out: &mut Vec<Finding>) {
    let severity = &policy.severity;
    let steps = policy.approvals.iter().flat_map(|(_, steps)| steps);
    let all: Vec<&str> = severity
        .criteria
        .names()
        .chain(severity.matrix.names())
        .chain(severity.scopes.iter().map(Text::as_str))
        .chain(policy.clocks.names())
        .chain(steps.map(|step| step.step.as_str()))
        .chain(policy.guarantee.iter().flat_map(|it| it.rules.names()))
        .collect();
    for name in policy.labels.names() {
        known(
            out,
            &at!("labels", name),
            "labelled",
            name,
            all.iter().copied(),
        );
    }
}

/// What is wrong with the people of a register under its policy of today.
pub fn check_people(people: &People, policy: &Policy, today: NaiveDate) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut owners: HashMap<String, &str> = HashMap::new();
    for (id, person) in people.people.iter() {
        if crate::case::PersonId::parse(id).is_none() {
            let finding = Finding::new(Code::BadValue)
                .arg("expected", "person-id")
                .arg("found", id);
            out.push(finding.at_path(at!("people", id)));
        }
        for held in person.roles.iter() {
            known(
                &mut out,
                &at!("people", id, "roles"),
                "role",
                &held.role,
                policy.roles.names(),
            );
        }
        for key in person.keys.iter().filter(|key| !is_fingerprint(key)) {
            let finding = Finding::new(Code::BadValue).arg("expected", "fingerprint");
            let finding = finding.arg("found", key.as_str());
            out.push(finding.at_path(at!("people", id, "keys")));
        }
        for email in person.email.iter() {
            if let Some(other) = owners.insert(email.to_lowercase(), id) {
                let finding = Finding::new(Code::SharedEmail).arg("email", email.as_str());
                out.push(
                    finding
                        .arg("person", other)
                        .at_path(at!("people", id, "email")),
                );
            }
        }
    }
    for role in needed_roles(policy) {
        if policy.roles.get(role).is_some() && people.holders(role, today).is_empty() {
            out.push(
                Finding::new(Code::RoleVacant)
                    .arg("role", role)
                    .at_path(at!("people")),
            );
        }
    }
    out
}

/// The roles without which something that the policy asks for cannot be done.
fn needed_roles(policy: &Policy) -> Vec<&str> {
    let steps = policy.approvals.iter().flat_map(|(_, steps)| steps);
    let approving = steps
        .filter(|step| step.role.len() == 1)
        .map(|step| &step.role[0]);
    let owning = policy
        .clocks
        .iter()
        .filter_map(|(_, clock)| clock.owner.as_ref());
    let mut roles: Vec<&str> = approving.chain(owning).map(Text::as_str).collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Whether that is a key's fingerprint as git shows it.
fn is_fingerprint(text: &str) -> bool {
    match text.strip_prefix("SHA256:") {
        Some(hash) => hash.len() == 43,
        None => {
            let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            matches!(digits.len(), 40 | 64) && digits.iter().all(char::is_ascii_hexdigit)
        }
    }
}

/// What is wrong with the catalog under the policy of today.
pub fn check_catalog(catalog: &Catalog, policy: &Policy) -> Vec<Finding> {
    let mut out = Vec::new();
    let names: Vec<&str> = policy.clocks.names().chain(policy.wants.names()).collect();
    for (customer, data) in catalog.customers.iter() {
        let mut check = |place: Vec<Step>, term: &str| {
            known(
                &mut out,
                &place,
                "clock-or-want",
                term,
                names.iter().copied(),
            );
        };
        for term in data.terms.names() {
            check(at!("customers", customer, "terms", term), term);
        }
        for (at, earlier) in data.earlier.iter().enumerate() {
            for term in earlier.terms.names() {
                check(
                    at!("customers", customer, "earlier", at, "terms", term),
                    term,
                );
            }
        }
    }
    out
}

/// What is wrong with the calendar.
pub fn check_calendar(file: &CalendarFile) -> Result<Calendar, Finding> {
    file.build()
}
