//! One case through the history: every version against the ones before it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::Found;
use super::judged::Judges;
use super::ledger::{Ledger, Made};
use crate::case::{Entry, Kind, Uid};
use crate::finding::{Code, Finding, Revision, Stop};
use crate::git::{Change, Oid, Reach};
use crate::ops::version::{Version, appended, joined, restores, whole};
use crate::register::with_hash;

/// A case that went away from a file, against one parent of a commit: another
/// file has to explain it.
pub(super) struct Loose {
    pub path: String,
    pub change: Change,
    pub uid: Option<Uid>,
}

/// A case that says that it was moved to a file, and was not there before.
pub(super) struct Moved {
    pub path: String,
    /// The changes of the file; the old one only where it is the same case.
    pub sides: Vec<Change>,
    pub uid: Option<Uid>,
}

/// What a walk found.
#[derive(Default)]
pub(super) struct Walked {
    pub found: Vec<Found>,
    /// Versions whose cases went away.
    pub lost: Vec<Loose>,
    /// Versions that say that they were moved here.
    pub moved: Vec<Moved>,
    /// The names and hashes of the files that the case's entries name.
    pub files: HashMap<String, HashSet<String>>,
    /// How many entries were committed.
    pub entries: usize,
}

/// The versions of files by their objects, each read once.
pub(super) type Versions = HashMap<Oid, Arc<Version>>;

/// A case file on its way through the commits.
pub(super) struct Walk<'a> {
    pub ledger: &'a Ledger<'a>,
    pub judges: &'a Judges<'a>,
    pub path: &'a str,
    pub versions: &'a Versions,
    pub walked: Walked,
    /// When each entry first came to be committed.
    first: BTreeMap<String, (u32, Entry, Oid)>,
}

impl<'a> Walk<'a> {
    pub fn new(
        ledger: &'a Ledger<'a>,
        judges: &'a Judges<'a>,
        path: &'a str,
        versions: &'a Versions,
    ) -> Self {
        Walk {
            ledger,
            judges,
            path,
            versions,
            walked: Walked::default(),
            first: BTreeMap::new(),
        }
    }

    /// Walks all changes of the file, commit by commit. `others` are the names of
    /// the case's files that changed.
    ///
    /// # Errors
    /// git fails.
    pub fn all(mut self, changes: &[Change], others: &HashSet<&str>) -> Result<Walked, Stop> {
        for of_commit in changes.chunk_by(|a, b| a.commit == b.commit) {
            self.commit(of_commit)?;
        }
        let last = changes.iter().rev().find(|change| change.new.is_some());
        let now = self.ledger.tree.get(self.path).copied();
        if let Some(version) = self.version(now.or(last.and_then(|last| last.new))) {
            for file in version.log().iter().flat_map(|entry| entry.body.files()) {
                for name in [file.name.to_string(), with_hash(&file.name, &file.sha256)] {
                    let hashes = self.walked.files.entry(name).or_default();
                    hashes.insert(file.sha256.to_string());
                }
            }
            if let Some(last) = last.filter(|_| now.is_some()) {
                let mut missing = self.never_committed(version, others);
                missing.extend(self.one_for_two(version));
                self.report(*last, version, missing);
            }
        }
        self.late()?;
        Ok(self.walked)
    }

    /// Whether a file of that name lies in the case's folder now.
    fn lies(&self, name: &str) -> bool {
        let folder = self.path.trim_end_matches(".yaml");
        let path = format!("{folder}.files/{name}");
        self.ledger.tree.contains_key(&path)
    }

    /// Files of one name and different bytes, of which only one is there.
    fn one_for_two(&self, version: &Version) -> Vec<Finding> {
        let mut known: HashMap<&str, HashSet<&str>> = HashMap::new();
        let mut missing = Vec::new();
        for (at, entry) in version.log().iter().enumerate() {
            for file in entry.body.files() {
                let same = known.entry(&file.name).or_default();
                let second = same.insert(&file.sha256) && same.len() > 1;
                let beside = |hash: &&str| self.lies(&with_hash(&file.name, hash));
                if second && same.iter().filter(|hash| beside(hash)).count() + 1 < same.len() {
                    let name = with_hash(&file.name, &file.sha256);
                    let finding = Finding::new(Code::AttachmentMissing).arg("name", name);
                    let path = ["log".into(), at.into(), entry.kind().word().into()];
                    missing.push(finding.of_entry(entry.id.as_str()).at_path(path));
                }
            }
        }
        missing
    }

    /// Files that new entries name and no commit brought.
    fn never_committed(&self, version: &Version, others: &HashSet<&str>) -> Vec<Finding> {
        let mut missing = Vec::new();
        for (at, entry) in version.log().iter().enumerate() {
            let named = entry
                .body
                .files()
                .into_iter()
                .map(|file| file.name.as_str());
            let new = self.first.contains_key(entry.id.as_str());
            for name in named.filter(|name| new && !others.contains(name) && !self.lies(name)) {
                let finding = Finding::new(Code::AttachmentMissing).arg("name", name);
                let path = ["log".into(), at.into(), entry.kind().word().into()];
                missing.push(finding.of_entry(entry.id.as_str()).at_path(path));
            }
        }
        missing
    }

    fn made(&self, change: &Change) -> &'a Made {
        &self.ledger.commits[change.commit as usize]
    }

    fn version(&self, oid: Option<Oid>) -> Option<&'a Version> {
        self.versions.get(&oid?).map(Arc::as_ref)
    }

    /// What one commit did, against each parent of which it differs.
    fn commit(&mut self, changes: &[Change]) -> Result<(), Stop> {
        let change = changes[0];
        let Some(new) = self.version(change.new) else {
            self.gone(changes);
            return Ok(());
        };
        if let Err(broken) = &new.case {
            self.report(change, new, vec![(**broken).clone()]);
        }
        let mut before: Vec<&Version> = Vec::new();
        let mut sides = changes.to_vec();
        for (change, side) in changes.iter().zip(&mut sides) {
            let Some(old) = self.version(change.old) else {
                continue;
            };
            // Another complaint lies here now.
            if let (Some(was), Some(is)) = (uid(old), uid(new))
                && was != is
                && new.log().first() != old.log().first()
            {
                side.old = None;
                self.walked.lost.push(self.loose(change, old));
            } else {
                before.push(old);
            }
        }
        self.number(changes, new, &before);
        let moved = new.log().iter().any(|entry| entry.kind() == Kind::Renumber);
        if moved && before.len() < changes.len() {
            // It is judged once it is known from where it came.
            self.walked.moved.push(Moved {
                path: self.path.to_owned(),
                sides,
                uid: uid(new),
            });
            return Ok(());
        }
        self.follows(changes, new, &before)
    }

    /// Holds a version against those that it follows, each of which is the same
    /// case.
    fn follows(
        &mut self,
        changes: &[Change],
        new: &Version,
        before: &[&Version],
    ) -> Result<(), Stop> {
        let made = self.made(&changes[0]);
        let all = self.differs_from_all(changes);
        let mut found: Vec<Finding> = match (made.is_merge(), all) {
            (false, _) => before.iter().flat_map(|old| appended(old, new)).collect(),
            (true, true) => joined(before, new),
            (true, false) => before.iter().flat_map(|old| whole(old, new)).collect(),
        };
        // That it was altered is said once; to put it back is no second fault.
        let earlier = match !found.is_empty() && !made.is_merge() {
            true => self.earlier(made)?,
            false => Vec::new(),
        };
        let restored = restores(new, &earlier);
        if restored {
            found.clear();
        }
        self.report(changes[0], new, found);
        // What a merge takes over from one side is judged there.
        if all {
            let known = earlier.iter().filter(|_| restored);
            let before: Vec<&Version> = before.iter().copied().chain(known).collect();
            self.introduced(changes[0], new, &before)?;
        }
        Ok(())
    }

    /// The versions of the file before that commit, in the order of the commits.
    fn earlier(&self, made: &Made) -> Result<Vec<Version>, Stop> {
        let Some(parent) = made.parents.first() else {
            return Ok(Vec::new());
        };
        let git = self.ledger.git;
        let reach = Reach {
            to: Some(*parent),
            paths: vec![self.path.to_owned()],
            ..Reach::default()
        };
        let changes = git.changes(&git.commits(&reach)?, &reach)?;
        let oids: Vec<Oid> = changes.all.iter().filter_map(|change| change.new).collect();
        let blobs = git.blobs(&oids)?.into_iter().flatten();
        Ok(blobs.map(Version::of).collect())
    }

    fn differs_from_all(&self, changes: &[Change]) -> bool {
        changes.len() == self.made(&changes[0]).parents.len().max(1)
    }

    /// A case that has another number than its file, and had not before.
    fn number(&mut self, changes: &[Change], new: &Version, before: &[&Version]) {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let name = name.trim_end_matches(".yaml");
        let differs = |version: &Version| {
            let case = version.case.as_ref().ok()?;
            (case.number().as_str() != name).then(|| case.number().to_string())
        };
        let known = before.iter().any(|old| differs(old).is_some());
        if let Some(number) = differs(new).filter(|_| !known && self.differs_from_all(changes)) {
            let finding = Finding::new(Code::NumberDiffers).arg("case", number);
            let finding = finding.arg("number", name).at_path(["case".into()]);
            self.report(changes[0], new, vec![finding]);
        }
    }

    fn loose(&self, change: &Change, version: &Version) -> Loose {
        Loose {
            path: self.path.to_owned(),
            change: *change,
            uid: uid(version),
        }
    }

    fn gone(&mut self, changes: &[Change]) {
        for change in changes {
            if let Some(old) = self.version(change.old) {
                let loose = self.loose(change, old);
                self.walked.lost.push(loose);
            }
        }
    }

    /// Judges what is new in a version.
    fn introduced(
        &mut self,
        change: Change,
        new: &Version,
        before: &[&Version],
    ) -> Result<(), Stop> {
        let made = self.made(&change);
        let mut fresh = new.beyond(before);
        // What stood there before nobody could read the file is not new again.
        if before.iter().any(|old| old.case.is_err()) {
            fresh.retain(|at| {
                let entry = &new.log()[*at];
                let known = self.first.get(entry.id.as_str());
                known.is_none_or(|(_, known, _)| known != entry)
            });
        }
        if fresh.is_empty() || made.breaks_off {
            return Ok(());
        }
        for at in &fresh {
            let entry = &new.log()[*at];
            let known = self.first.get(entry.id.as_str());
            let earlier = known
                .is_none_or(|(commit, ..)| made.time < self.ledger.commits[*commit as usize].time);
            if earlier && let Some(oid) = change.new {
                self.first
                    .insert(entry.id.to_string(), (change.commit, entry.clone(), oid));
            }
        }
        self.walked.entries += fresh.len();
        let found = self.judges.new_entries(self.ledger, made, new, &fresh)?;
        self.report(change, new, found);
        Ok(())
    }

    /// Entries that were committed later than the policy allows, wherever they
    /// were committed first.
    fn late(&mut self) -> Result<(), Stop> {
        for (commit, entry, oid) in std::mem::take(&mut self.first).into_values() {
            let made = &self.ledger.commits[commit as usize];
            let Some(version) = self.version(Some(oid)) else {
                continue;
            };
            if let Some(finding) = self.judges.late(self.ledger, made, version, &entry)? {
                let change = Change {
                    commit,
                    parent: 0,
                    path: 0,
                    old: None,
                    new: Some(oid),
                };
                self.report(change, version, vec![finding]);
            }
        }
        Ok(())
    }

    fn report(&mut self, change: Change, version: &Version, found: Vec<Finding>) {
        let made = self.made(&change);
        let about = About {
            path: self.path,
            version,
            made,
            commit: change.commit,
        };
        self.walked.found.extend(about.report(found));
    }

    /// A case that was moved here: it goes on where it was. Of one that came from
    /// nowhere all is new.
    ///
    /// # Errors
    /// git fails.
    pub fn went_on(mut self, sides: &[Change], before: &[&Version]) -> Result<Walked, Stop> {
        if let Some(new) = self.version(sides[0].new) {
            self.follows(sides, new, before)?;
            self.late()?;
        }
        Ok(self.walked)
    }
}

fn uid(version: &Version) -> Option<Uid> {
    version.case.as_ref().ok().map(|case| case.uid.clone())
}

/// A version of a file in a commit, about which something is found.
pub(super) struct About<'a> {
    pub path: &'a str,
    pub version: &'a Version,
    pub made: &'a Made,
    pub commit: u32,
}

impl About<'_> {
    /// Findings with their place: commit, file, line.
    pub fn report(&self, mut found: Vec<Finding>) -> Vec<Found> {
        if found.is_empty() {
            return Vec::new();
        }
        self.version.locate(&mut found);
        let number = self
            .version
            .case
            .as_ref()
            .ok()
            .map(|case| case.number().to_string());
        let text = self.version.text();
        let each = found.into_iter().map(|mut finding| {
            if finding.place.case.is_none() {
                finding.place.case.clone_from(&number);
            }
            let line = finding
                .place
                .line
                .and_then(|line| text.lines().nth(line.checked_sub(1)?));
            let revision = Revision {
                line: line.map(str::to_owned),
                ..self.made.revision()
            };
            let finding = finding.in_file(self.path).in_revision(revision);
            Found {
                commit: self.commit,
                finding,
            }
        });
        each.collect()
    }
}

/// A case that went away and came up nowhere.
pub(super) fn vanished(loose: &Loose, ledger: &Ledger, was: Option<&Version>) -> Found {
    let made = &ledger.commits[loose.change.commit as usize];
    let number = was.and_then(|was| Some(was.case.as_ref().ok()?.number().to_string()));
    let finding = Finding::new(Code::CaseVanished).in_file(loose.path.as_str());
    let mut finding = finding.in_revision(made.revision());
    finding.place.case = number;
    Found {
        commit: loose.change.commit,
        finding,
    }
}
