//! Files of one name that two branches put to one case.

use std::path::PathBuf;

use super::driver::refused;
use super::waiting::{Waiting, case_of};
use super::{Plan, put};
use crate::case::Case;
use crate::case::kinds::File;
use crate::finding::Stop;
use crate::git::Unmerged;
use crate::ops::desk::Desk;
use crate::register::{attachment_paths, hash_bytes};

/// What is to be done with a file of a case that git could not merge.
pub(super) struct Beside {
    /// Where git has the conflict.
    pub path: PathBuf,
    /// The case.
    pub case: String,
    /// The name that entries give it.
    pub name: String,
    /// The name that the other branch's file gets, where both stay.
    pub other: Option<String>,
    /// What comes to lie where.
    pub put: Vec<(PathBuf, Vec<u8>)>,
}

impl Beside {
    /// Writes and stages the files.
    ///
    /// # Errors
    /// The machine failed, or git refuses.
    pub fn write(&self, desk: &Desk) -> Result<(), Stop> {
        for (path, bytes) in &self.put {
            put(path, bytes)?;
            desk.git.stage(&[path])?;
        }
        Ok(())
    }
}

/// What is to be done with those files of cases that go on where they are. The
/// files of a case that moves go with it.
///
/// # Errors
/// A case cannot be read, or a file was named that no entry names.
pub(super) fn beside(
    desk: &Desk,
    waiting: &Waiting,
    plans: &[Plan],
    typed: bool,
) -> Result<Vec<Beside>, Stop> {
    let mut all = Vec::new();
    for one in &waiting.files {
        let Some(file) = case_of(desk, &one.path) else {
            continue;
        };
        let joined = plans.iter().find_map(|plan| match plan {
            Plan::Join { file: at, case, .. } if at.path == file.path => Some(case),
            _ => None,
        });
        let waits = waiting.logs.iter().any(|log| log.path == file.path);
        let case = match joined {
            Some(case) => case.clone(),
            None if waits || !file.path.exists() => continue,
            None => desk.load(&file)?.case,
        };
        match both(desk, one, &case)? {
            Some(beside) => all.push(beside),
            None if typed => return Err(refused(&desk.register.relative(&one.path), "no-entry")),
            None => {}
        }
    }
    Ok(all)
}

/// Ours stays under its name, and theirs comes to lie under that with its hash;
/// nothing where no entry names either.
fn both(desk: &Desk, one: &Unmerged, case: &Case) -> Result<Option<Beside>, Stop> {
    let (Some(name), Some(file)) = (one.path.file_name(), case_of(desk, &one.path)) else {
        return Ok(None);
    };
    let name = name.to_string_lossy().into_owned();
    let entries = case.log.iter().flat_map(|entry| entry.body.files());
    let of_name: Vec<&File> = entries
        .filter(|named| named.name.as_str() == name)
        .collect();
    let mut put: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for bytes in [&one.ours, &one.theirs].into_iter().flatten() {
        let hash = hash_bytes(bytes);
        if !of_name.iter().any(|named| named.sha256.as_str() == hash) {
            continue;
        }
        let [own, marked] = attachment_paths(&file.path, &name, &hash)?;
        let path = if put.is_empty() { own } else { marked };
        put.push((path, bytes.clone()));
    }
    let other = put.get(1).and_then(|(path, _)| path.file_name());
    let other = other.map(|name| name.to_string_lossy().into_owned());
    Ok((!put.is_empty()).then_some(Beside {
        path: one.path.clone(),
        case: case.number().to_string(),
        name,
        other,
        put,
    }))
}
