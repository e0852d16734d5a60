//! What is wrong with the files of a register by themselves. Every mistake is
//! found, not only the first; each has its path, from which its line comes.

use super::check_approvals::check_gaps;
use super::check_clocks::check_limits;
use super::check_closing::check_needs;
use super::check_conditions::check_conditions;
use super::check_entering::{check_entering, check_first, check_never};
use super::check_guarantee::{check_appraised, check_guarantee};
use super::check_matrix::check_matrix;
use super::check_order::check_order;
use super::check_roles::check_roles;
use super::check_words::{check_care, check_forms, check_labels};
use super::must_say::check_must_say;
use super::{Approval, Calendar, CalendarFile, Catalog, Clock, Condition, Event, Label, Policy};
use crate::case::kinds::{
    ActionKind, Basis, ChainLink, Decision, Payment, Recalled, Remedy, ReplyKind, Source,
};
use crate::case::{Facet, Kind};
use crate::finding::{Code, Finding, Step};
use crate::yaml::{Named, Text, nearest};

pub(super) type Path<'a> = &'a [Step];

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

/// What is wrong with a policy: names that nothing has, and where there are
/// none, rules that contradict each other or apply to nothing.
pub fn check_policy(policy: &Policy) -> Vec<Finding> {
    let mut out = check_names(policy);
    // What is misspelt proves nothing more.
    if out.is_empty() {
        prove(policy, &mut out);
    }
    out
}

/// The names in a policy that nothing has, and what is missing.
pub fn check_names(policy: &Policy) -> Vec<Finding> {
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
    for (at, name) in policy.intake_particulars.iter().enumerate() {
        let names = policy.particulars.names();
        known(
            &mut out,
            &at!("intake-particulars", at),
            "particular",
            name,
            names,
        );
    }
    for role in policy.departments.always.iter() {
        let place = at!("departments", "always");
        known(&mut out, &place, "role", role, policy.roles.names());
    }
    check_trace(policy, &mut out);
    check_entering(policy, &mut out);
    check_must_say(policy, &mut out);
    check_first(policy, &mut out);
    check_never(policy, &mut out);
    check_forms(policy, &mut out);
    check_care(policy, &mut out);
    check_guarantee(policy, &mut out);
    check_labels(policy, &mut out);
    out
}

/// What can be proved of a policy whose names are all right.
fn prove(policy: &Policy, out: &mut Vec<Finding>) {
    check_matrix(policy, out);
    check_conditions(policy, out);
    check_limits(policy, out);
    check_gaps(policy, out);
    check_needs(policy, out);
    check_roles(policy, out);
    check_order(policy, out);
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
    check_condition(policy, &at!("clocks", name, "unless"), &clock.unless, out);
}

pub(super) fn check_event(policy: &Policy, place: Path, event: &Event, out: &mut Vec<Finding>) {
    if event.approved && !event.kind.can_wait_for_approval() {
        let finding = Finding::new(Code::NeverApproved).arg("kind", event.kind.word());
        out.push(finding.at_path(place.to_vec()));
    }
    for (facet, words) in &event.facets {
        if *facet == Facet::To || (*facet == Facet::Who && names_department(event)) {
            for word in words.iter() {
                known(out, place, "role", word, policy.roles.names());
            }
        }
        if *facet == Facet::Reason && !policy.returns.reasons.is_empty() {
            for word in words.iter() {
                let reasons = policy.returns.reasons.names();
                known(out, place, "return-reason", word, reasons);
            }
        }
        if *facet == Facet::Transport {
            for word in words.iter() {
                known(
                    out,
                    place,
                    "transport",
                    word,
                    policy.returns.transports.names(),
                );
            }
        }
        if matches!(facet, Facet::Want | Facet::Meets) && !policy.wants.is_empty() {
            for word in words.iter() {
                known(out, place, "want", word, policy.wants.names());
            }
        }
    }
}

/// Whether it is about a department that is told, and no customer or authority.
fn names_department(event: &Event) -> bool {
    let parties = event.wanted(Facet::Party);
    parties.is_some_and(|parties| parties.iter().all(|party| party.as_str() == "department"))
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

pub(super) fn check_condition(
    policy: &Policy,
    place: Path,
    condition: &Condition,
    out: &mut Vec<Finding>,
) {
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
    check_appraised(policy, place, condition, out);
    if policy.care.classes.names().next().is_some() {
        for class in condition.customer_class.iter() {
            let place = [place, &["customer_class".into()]].concat();
            known(
                out,
                &place,
                "customer-class",
                class,
                policy.care.classes.names(),
            );
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

/// What is wrong with the catalog under the policy of today.
pub fn check_catalog(catalog: &Catalog, policy: &Policy) -> Vec<Finding> {
    let mut out = Vec::new();
    let names: Vec<&str> = policy.clocks.names().chain(policy.wants.names()).collect();
    let classes = &policy.care.classes;
    for (customer, data) in catalog.customers.iter() {
        let class = data
            .class
            .iter()
            .filter(|_| classes.names().next().is_some());
        for class in class {
            let place = at!("customers", customer, "class");
            known(&mut out, &place, "customer-class", class, classes.names());
        }
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
