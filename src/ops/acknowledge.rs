//! Findings that cannot be cured.

use std::collections::HashSet;

use super::check::{check, fingerprint};
use super::desk::{Desk, World, load};
use crate::finding::{Code, Finding, Stop};
use crate::policy::{Acknowledged, Acknowledgement};
use crate::register::{Register, Written, create, replace};
use crate::yaml::{self, Text};

/// The fingerprints of the findings that somebody accepted.
pub(super) fn acknowledged(register: &Register) -> Result<HashSet<String>, Stop> {
    let path = register.acknowledged_path();
    if !path.exists() {
        return Ok(HashSet::new());
    }
    let file: Acknowledged = load(register, &path)?;
    Ok(file
        .acknowledged
        .iter()
        .map(|one| one.fingerprint.to_string())
        .collect())
}

/// Accepts a finding that cannot be cured: who, and why.
///
/// # Errors
/// `check` has no such finding, or nobody is named.
pub fn acknowledge(world: &World, print: &str, reason: Text) -> Result<Acknowledgement, Stop> {
    let desk = Desk::open(world)?;
    let (by, _) = desk.author(false)?;
    let checked = check(world, &[])?;
    let finding = checked
        .findings
        .iter()
        .find(|finding| fingerprint(finding).starts_with(print));
    let Some(finding) = finding.filter(|_| print.len() >= 4) else {
        return Err(Finding::new(Code::NoSuchFinding)
            .arg("fingerprint", print)
            .into());
    };
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
