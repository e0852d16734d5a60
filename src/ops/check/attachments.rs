//! The files that entries name: whether they are in the case's folder.

use std::collections::BTreeMap;
use std::path::Path;

use crate::case::kinds::File;
use crate::case::{Case, Entry, Kind};
use crate::finding::{Code, Finding, Stop};
use crate::ops::desk::Desk;
use crate::register::{
    CaseFile, attachment_path, attachment_paths, files_dir_for, hash, with_hash,
};

/// The files that an entry names must be in the case's folder.
pub(in crate::ops) fn attachments(file: &CaseFile, entry: &Entry, at: usize) -> Vec<Finding> {
    absent(file, entry, at, &[])
}

/// The files that the entries of a case name must be in its folder, each of
/// them: two branches can bring one name with different bytes.
pub(super) fn all_attachments(file: &CaseFile, case: &Case) -> Vec<Finding> {
    let lost = lost(file, case);
    let log = case.log.iter().enumerate();
    let found = log.flat_map(|(at, entry)| absent(file, entry, at, &lost));
    found
        .map(|finding| finding.of_case(case.number().as_str()))
        .collect()
}

fn absent(file: &CaseFile, entry: &Entry, at: usize, lost: &[&File]) -> Vec<Finding> {
    let field = match entry.kind() {
        Kind::Receive => "photographs",
        _ => "file",
    };
    let word = entry.kind().word();
    let path = || ["log".into(), at.into(), word.into(), field.into()];
    let missing = |named: &File| {
        let finding = match attachment_paths(&file.path, &named.name, &named.sha256) {
            Ok(_) if lost.contains(&named) => gone(with_hash(&named.name, &named.sha256)),
            Ok(places) if places.iter().any(|place| place.is_file()) => return None,
            Err(Stop::Refused(mut found))
                if found
                    .first()
                    .is_some_and(|found| found.code == Code::OutsideRegister) =>
            {
                found.pop()?
            }
            _ => gone(named.name.to_string()),
        };
        Some(finding.at_path(path()).of_entry(entry.id.as_str()))
    };
    entry.body.files().into_iter().filter_map(missing).collect()
}

fn gone(name: String) -> Finding {
    Finding::new(Code::AttachmentMissing).arg("name", name)
}

/// The files that would lie where another one lies to which entries give the
/// same name. Only then are bytes read.
fn lost<'a>(file: &CaseFile, case: &'a Case) -> Vec<&'a File> {
    let mut by_name: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
    for named in case.log.iter().flat_map(|entry| entry.body.files()) {
        let same = by_name.entry(named.name.as_str()).or_default();
        if !same.contains(&named) {
            same.push(named);
        }
    }
    let several = by_name.into_values().filter(|same| same.len() > 1);
    several.flat_map(|same| crowded(file, same)).collect()
}

fn crowded<'a>(file: &CaseFile, mut same: Vec<&'a File>) -> Vec<&'a File> {
    let own = |named: &&File| {
        let [own, _] = attachment_paths(&file.path, &named.name, &named.sha256).ok()?;
        let place = attachment_path(&file.path, &named.name, &named.sha256).ok()?;
        (place == own && own.is_file()).then_some(own)
    };
    let Some(place) = same.iter().find_map(own) else {
        return Vec::new();
    };
    same.retain(|named| own(named).is_some());
    let is_there = hash(&place).map(|(found, _)| found).unwrap_or_default();
    let there = same
        .iter()
        .position(|named| named.sha256.as_str() == is_there);
    same.remove(there.unwrap_or_default());
    same
}

/// Says of files that are missing where git waits for them to be merged.
///
/// # Errors
/// The machine failed.
pub(super) fn unmerged(desk: &Desk, findings: &mut [Finding]) -> Result<(), Stop> {
    let missing = |finding: &&mut Finding| finding.code == Code::AttachmentMissing;
    if !findings.iter_mut().any(|finding| missing(&finding)) {
        return Ok(());
    }
    let waiting = desk.git.unmerged("cases")?;
    for finding in findings.iter_mut().filter(missing) {
        let Some(file) = &finding.place.file else {
            continue;
        };
        let folder = files_dir_for(&desk.register.root().join(file));
        let conflict = waiting
            .iter()
            .find(|one| one.path.parent() == Some(folder.as_path()));
        if let Some(name) = conflict.and_then(|one| one.path.file_name().map(Path::new)) {
            finding.code = Code::AttachmentUnmerged;
            finding.args = Finding::new(finding.code)
                .arg("name", name.display().to_string())
                .args;
        }
    }
    Ok(())
}
