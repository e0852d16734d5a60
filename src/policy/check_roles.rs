//! Entries that nobody may make.

use super::check::{at, path};
use super::{Event, Only, Policy};
use crate::finding::{Code, Finding, Step};
use crate::yaml::Text;

pub(super) fn check_roles(policy: &Policy, out: &mut Vec<Finding>) {
    let rows = &policy.entering.only;
    for (at, row) in rows.iter().enumerate() {
        let same = |later: &&Only| later.enter == row.enter && later.when == row.when;
        let again = rows[at + 1..].iter().any(|later| same(&later));
        if !again && let Some(other) = contradicts(policy, row) {
            let roles = |only: &Only| only.role.iter().map(Text::to_string).collect::<Vec<_>>();
            let finding = Finding::new(Code::NobodyMayEnter).arg("what", row.enter.to_string());
            let finding = finding.arg("roles", roles(row)).arg("others", roles(other));
            out.push(finding.at_path(at!("entering", "only", at, "role")));
        }
    }
}

/// Another row that holds wherever this one does, of which no role is left to
/// both.
fn contradicts<'a>(policy: &'a Policy, row: &Only) -> Option<&'a Only> {
    let rows = policy.entering.only.iter();
    let mut rows = rows.filter(|other| applies_with(other, row));
    let shared = |other: &Only| row.role.iter().any(|role| other.role.contains(role));
    rows.find(|other| !shared(other))
}

/// Whether a row holds wherever the other one does.
fn applies_with(row: &Only, other: &Only) -> bool {
    row.enter.covers(&other.enter) && row.unless.is_empty() && other.when.implies(&row.when)
}

/// The roles that may make such an entry; everybody may where there is none.
/// Rows with conditions are left out: nobody knows whether they hold.
pub(super) fn entrants<'a>(policy: &'a Policy, entry: &Event) -> Option<Vec<&'a str>> {
    let rows = policy.entering.only.iter();
    let rows = rows.filter(|row| row.when.is_empty() && row.unless.is_empty());
    let mut rows = rows.filter(|row| row.enter.covers(entry)).peekable();
    rows.peek()?;
    let rows: Vec<&Only> = rows.collect();
    let all = rows.iter().flat_map(|row| row.role.iter());
    let shared = all.filter(|role| rows.iter().all(|row| row.role.contains(role)));
    Some(shared.map(Text::as_str).collect())
}
