//! Files of cases: whether they still are what the entries name.

use std::collections::{BTreeSet, HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::Found;
use super::ledger::Ledger;
use crate::finding::{Code, Finding, Stop};
use crate::git::{Change, Oid};

/// A file that a commit brought, and what its entries say of it.
pub(super) struct Wanted {
    path: String,
    case: String,
    commit: u32,
    /// The file that was there before.
    old: Option<Oid>,
    /// The file that is there; none where it was taken away.
    new: Option<Oid>,
    hashes: HashSet<String>,
}

/// How much of a file is looked at to see whether it stands for a larger one.
const HEAD: usize = 1024;

/// The files of a case that commits brought and entries name, to be hashed.
pub(super) fn wanted(
    ledger: &Ledger,
    case: &str,
    of_case: &[Change],
    named: &HashMap<String, HashSet<String>>,
    files: &[(&str, &str, &[Change])],
) -> Vec<Wanted> {
    let number = case
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".yaml");
    let mut all = Vec::new();
    for (path, name, changes) in files {
        let Some(hashes) = named.get(*name) else {
            continue;
        };
        for change in *changes {
            // What a merge takes over from one side is looked at there.
            let made = &ledger.commits[change.commit as usize];
            let of_side = made.is_merge() && !made.parents.is_empty() && {
                let same = changes.iter().filter(|other| other.commit == change.commit);
                same.count() < made.parents.len()
            };
            // They go where their case goes, or vanish with it.
            let with_case = change.new.is_none() && {
                let same = |of_case: &Change| {
                    (of_case.commit, of_case.parent) == (change.commit, change.parent)
                };
                of_case
                    .iter()
                    .any(|of_case| same(of_case) && of_case.new.is_none())
            };
            if !of_side && !with_case {
                all.push(Wanted {
                    path: (*path).to_owned(),
                    case: number.to_owned(),
                    commit: change.commit,
                    old: change.old.filter(|_| !made.is_merge()),
                    new: change.new,
                    hashes: hashes.clone(),
                });
            }
        }
    }
    all
}

/// Those files whose bytes are not what any entry names, that took the place of
/// one that was, or that were taken away.
///
/// # Errors
/// git fails.
pub(super) fn hashed(ledger: &Ledger, wanted: &[Wanted]) -> Result<Vec<Found>, Stop> {
    let oids = wanted.iter().flat_map(|one| [one.old, one.new]).flatten();
    let hashes = hashes(ledger, oids.collect())?;
    let mut found = Vec::new();
    for one in wanted {
        let is_named = |oid: &Oid| {
            let hash = hashes.get(oid);
            hash.is_some_and(|hash| one.hashes.contains(hash))
        };
        let code = match (&one.old, &one.new) {
            (_, None) => Code::AttachmentMissing,
            (Some(old), Some(new)) if is_named(old) && hashes.get(old) != hashes.get(new) => {
                Code::AttachmentChanged
            }
            (_, Some(new)) if !is_named(new) => Code::AttachmentChanged,
            _ => continue,
        };
        let made = &ledger.commits[one.commit as usize];
        let finding = Finding::new(code).arg("name", one.path.as_str());
        let finding = finding
            .in_file(one.path.as_str())
            .of_case(one.case.as_str());
        found.push(Found {
            commit: one.commit,
            finding: finding.in_revision(made.revision()),
        });
    }
    Ok(found)
}

/// The hashes of those files, or of those for which they stand.
fn hashes(ledger: &Ledger, oids: BTreeSet<Oid>) -> Result<HashMap<Oid, String>, Stop> {
    let oids: Vec<Oid> = oids.into_iter().collect();
    let mut all = HashMap::new();
    let piece = |(hash, head): &mut (Sha256, Vec<u8>), bytes: &[u8]| {
        hash.update(bytes);
        let room = HEAD.saturating_sub(head.len()).min(bytes.len());
        head.extend_from_slice(&bytes[..room]);
    };
    ledger
        .git
        .each_blob(&oids, Default::default, piece, |at, (hash, head)| {
            let hash: String = hash
                .finalize()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            all.insert(oids[at], stands_for(&head).unwrap_or(hash));
        })?;
    Ok(all)
}

/// The hash of the file for which a pointer of git's large file storage stands.
fn stands_for(head: &[u8]) -> Option<String> {
    let text = str::from_utf8(head).ok()?;
    let rest = text.strip_prefix("version https://git-lfs.github.com/spec/v1\n")?;
    let hash = rest
        .lines()
        .find_map(|line| line.strip_prefix("oid sha256:"));
    hash.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_of_large_files_name_the_hash() {
        let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
        assert_eq!(stands_for(pointer).as_deref(), Some("4d7a"));
        assert_eq!(stands_for(b"oid sha256:4d7a\n"), None);
        assert_eq!(stands_for(&[0xff, 0xd8]), None);
    }
}
