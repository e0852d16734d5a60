//! Who does what: for each role, what other sections say of it.

use super::events::{deed_of, event};
use super::names::Names;
use super::said::{Part, Said, Section};
use crate::messages::{Joint, Phrase, Words};
use crate::policy::{Policy, Sense};

/// What each role owes, approves and enters.
pub(super) fn roles(policy: &Policy, names: &Names) -> Section {
    let heads = [
        Phrase::ProcHeadRole,
        Phrase::ProcHeadOwes,
        Phrase::ProcHeadApproves,
        Phrase::ProcHeadEnters,
    ];
    let mut section = Section::table(Part::Roles, &heads, 1);
    section.derived = true;
    for role in policy.roles.names() {
        let cells = vec![
            names.role(role).into(),
            Said::list(owed(role, policy, names), Joint::Comma),
            Said::list(approved(role, policy, names), Joint::Comma),
            Said::list(entered(role, policy, names), Joint::Comma),
        ];
        section.row(format!("roles.{role}"), cells);
    }
    section
}

fn owed(role: &str, policy: &Policy, names: &Names) -> Vec<Words> {
    let clocks = policy.clocks.iter();
    let owed = clocks
        .filter(|(_, clock)| clock.sense == Sense::Latest && clock.owner.as_deref() == Some(role));
    owed.map(|(name, _)| names.clock(name)).collect()
}

fn approved(role: &str, policy: &Policy, names: &Names) -> Vec<Words> {
    let mut said: Vec<Words> = Vec::new();
    for (kind, steps) in policy.approvals.iter() {
        let steps = steps.iter();
        let own = steps.filter(|step| step.role.iter().any(|one| one.as_str() == role));
        for step in own {
            let words = Words::new(Phrase::ProcOn).part("entry", deed_of(kind));
            let words = words.part("step", names.step(&step.step));
            if !said.contains(&words) {
                said.push(words);
            }
        }
    }
    said
}

fn entered(role: &str, policy: &Policy, names: &Names) -> Vec<Words> {
    let mut said: Vec<Words> = Vec::new();
    let only = policy.entering.only.iter();
    for only in only.filter(|only| only.role.iter().any(|one| one.as_str() == role)) {
        let words = event(&only.enter, names);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}
