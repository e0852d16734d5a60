use super::Policy;
use super::check::{at, check_condition, check_event, known, path};
use crate::case::Kind;
use crate::finding::{Code, Finding, Step};

/// What is wrong with who may enter what.
pub(super) fn check_entering(policy: &Policy, out: &mut Vec<Finding>) {
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

/// What is wrong with what is not made in some cases.
pub(super) fn check_never(policy: &Policy, out: &mut Vec<Finding>) {
    for (at, row) in policy.entering.never.iter().enumerate() {
        let place = |key: &'static str| at!("entering", "never", at, key);
        check_event(policy, &place("enter"), &row.enter, out);
        check_condition(policy, &place("when"), &row.when, out);
        check_condition(policy, &place("unless"), &row.unless, out);
    }
}

/// What is wrong with what comes first.
pub(super) fn check_first(policy: &Policy, out: &mut Vec<Finding>) {
    for (at, row) in policy.entering.first.iter().enumerate() {
        let place = |key: &'static str| at!("entering", "first", at, key);
        check_event(policy, &place("enter"), &row.enter, out);
        // Nothing can be there before a case is opened.
        let kinds = Kind::ALL.iter().filter(|kind| **kind != Kind::Open);
        let words = kinds.map(|kind| kind.word());
        known(
            out,
            &place("enter"),
            "later-entry",
            row.enter.kind.word(),
            words,
        );
        if row.needs.is_empty() {
            out.push(
                Finding::new(Code::MissingKey)
                    .arg("key", "need")
                    .at_path(place("needs")),
            );
        }
        check_condition(policy, &place("when"), &row.when, out);
        check_condition(policy, &place("unless"), &row.unless, out);
    }
}
