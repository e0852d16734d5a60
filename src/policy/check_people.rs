//! What is wrong with the people of a register.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::check::{at, known, path};
use super::check_approvals::check_approvers;
use super::{People, Policy};
use crate::finding::{Code, Finding, Step};
use crate::yaml::Text;

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
    check_approvers(policy, people, today, &mut out);
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
