//! Findings that cannot be cured.

use std::collections::HashMap;

use super::audit::{AuditCall, audit};
use super::check::{check, fingerprint};
use super::desk::{Desk, World, load};
use crate::case::PersonId;
use crate::finding::{Code, Finding, Stop};
use crate::policy::{Acknowledged, Acknowledgement, People};
use crate::register::{Register, Written, create, replace};
use crate::yaml::{self, Text};

/// The findings that somebody accepted, by their fingerprints, and who did.
#[derive(Debug, Default)]
pub(super) struct Accepted(HashMap<String, Vec<Acknowledgement>>);

impl Accepted {
    /// Reads what was accepted.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(register: &Register) -> Result<Accepted, Stop> {
        let path = register.acknowledged_path();
        let mut accepted = Accepted::default();
        if path.exists() {
            let file: Acknowledged = load(register, &path)?;
            for one in file.acknowledged {
                let same = accepted.0.entry(one.fingerprint.to_string()).or_default();
                same.push(one);
            }
        }
        Ok(accepted)
    }

    /// Parts findings into those that nobody accepted and those that somebody
    /// did.
    pub fn part(&self, found: Vec<Finding>, people: &People) -> (Vec<Finding>, Vec<Finding>) {
        if self.0.is_empty() {
            return (found, Vec::new());
        }
        let open = |finding: &Finding| {
            let same = self.0.get(&fingerprint(finding));
            !same.is_some_and(|same| same.iter().any(|one| counts(one, finding, people)))
        };
        found.into_iter().partition(open)
    }
}

/// Whether somebody known accepted just that, and not in a commit of their own.
fn counts(one: &Acknowledgement, finding: &Finding, people: &People) -> bool {
    one.code.as_str() == finding.code.as_str()
        && people.get(&one.by).is_some()
        && !is_own(finding, &one.by, people)
}

/// Whether a finding is about a commit of that person's own.
fn is_own(finding: &Finding, person: &PersonId, people: &People) -> bool {
    let Some(revision) = &finding.place.revision else {
        return false;
    };
    let email = revision
        .author
        .rsplit_once('<')
        .map(|(_, email)| email.trim_end_matches('>'));
    let author = email.and_then(|email| people.by_email(email));
    author.is_some_and(|(id, _)| id == person.as_str())
}

/// Accepts a finding that cannot be cured: who, and why.
///
/// # Errors
/// Neither `check` nor `audit` has such a finding, or nobody is named.
pub fn acknowledge(world: &World, print: &str, reason: Text) -> Result<Acknowledgement, Stop> {
    let desk = Desk::open(world)?;
    let (by, _) = desk.author(false)?;
    let none = || Finding::new(Code::NoSuchFinding).arg("fingerprint", print);
    if print.len() < 4 {
        return Err(none().into());
    }
    let meant = |found: Vec<Finding>| {
        let mut found = found.into_iter();
        found.find(|finding| fingerprint(finding).starts_with(print))
    };
    let finding = match meant(check(world, &[])?.findings) {
        Some(finding) => Some(finding),
        None => meant(of_history(&desk)?),
    };
    let finding = finding.as_ref().ok_or_else(none)?;
    if is_own(finding, &by, &desk.book.people) {
        return Err(Finding::new(Code::OwnCommit)
            .arg("person", by.as_str())
            .into());
    }
    let text = |text: &str| Text::new(text).unwrap_or_else(|| unreachable!("codes are not empty"));
    let one = Acknowledgement {
        fingerprint: text(&fingerprint(finding)),
        code: text(finding.code.as_str()),
        at: desk.now,
        by,
        reason,
    };
    append(&desk.register, &one)?;
    Ok(one)
}

/// What an audit finds; nothing where there is no history.
fn of_history(desk: &Desk) -> Result<Vec<Finding>, Stop> {
    let signed = AuditCall {
        signed: true,
        ..AuditCall::default()
    };
    match audit(desk, &signed, &|_, _| {}) {
        Ok(audited) => Ok(audited.findings),
        Err(Stop::Refused(_)) => Ok(Vec::new()),
        Err(machine) => Err(machine),
    }
}

fn append(register: &Register, one: &Acknowledgement) -> Result<(), Stop> {
    const HEAD: &str =
        "# yaml-language-server: $schema=../schemas/acknowledged.schema.json\nacknowledged:\n";
    let path = register.acknowledged_path();
    let item = yaml::to_item(one)?;
    let check = |bytes: &[u8]| {
        yaml::read::<Acknowledged>(bytes)
            .map(|_| ())
            .map_err(Stop::from)
    };
    if !path.exists() && create(&path, format!("{HEAD}{item}").as_bytes(), &check)? {
        return Ok(());
    }
    let old = register.read(&path)?;
    let new = yaml::append_item(&String::from_utf8_lossy(&old), "acknowledged", &item)
        .map_err(|finding| finding.in_file(register.relative(&path)))?;
    match replace(&path, &old, new.as_bytes(), &check)? {
        Written::Done => Ok(()),
        Written::Changed => Err(Finding::new(Code::Changed)
            .arg("file", register.relative(&path))
            .into()),
    }
}
