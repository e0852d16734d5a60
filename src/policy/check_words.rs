//! What is wrong with the words of a policy, its documents and its customers.

use super::check::{at, check_event, known, path};
use super::{AnomalySort, Policy, Status};
use crate::finding::{Code, Finding, Step};
use crate::yaml::Text;

pub(super) fn check_care(policy: &Policy, out: &mut Vec<Finding>) {
    for role in policy.departments.always.iter() {
        let place = at!("departments", "always");
        known(out, &place, "role", role, policy.roles.names());
    }
    let care = &policy.care;
    for (call, terms) in [("visit", &care.visit), ("survey", &care.survey)] {
        for class in terms.names() {
            let place = at!("care", call, class);
            known(out, &place, "customer-class", class, care.classes.names());
        }
    }
}

pub(super) fn check_forms(policy: &Policy, out: &mut Vec<Finding>) {
    for (name, form) in policy.forms.iter() {
        let place = at!("forms", name, "of");
        if form.of.is_empty() {
            let finding = Finding::new(Code::MissingKey).arg("key", "entry");
            out.push(finding.at_path(place.clone()));
        }
        for event in form.of.iter() {
            check_event(policy, &place, event, out);
        }
    }
}

pub(super) fn check_labels(policy: &Policy, out: &mut Vec<Finding>) {
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
        .chain(AnomalySort::WORDS.iter().copied())
        .chain(Status::WORDS.iter().copied())
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
