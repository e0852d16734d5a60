//! The rules as they stood in each commit.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;

use crate::finding::{Code, Finding, Stop};
use crate::git::{Git, Oid};
use crate::ops::desk::RuleBook;
use crate::policy::{CalendarFile, Catalog, People, Policy, Revisions};
use crate::yaml;

/// The files of rules that a commit has, by path.
pub(super) type RuleFiles = BTreeMap<String, Oid>;

/// How many rule books are kept at a time: one that is needed again is read
/// again.
const MOST: usize = 64;

/// Whether that path is one of the files that cases are judged by.
pub(super) fn is_rule(path: &str) -> bool {
    let Some(name) = path.strip_prefix("cases/") else {
        return false;
    };
    let revision = name
        .strip_prefix("policy/")
        .and_then(|name| name.strip_suffix(".yaml"));
    matches!(
        name,
        "policy.yaml" | "people.yaml" | "calendar.yaml" | "catalog.yaml"
    ) || revision.is_some_and(|name| !name.is_empty() && !name.contains('/'))
}

/// A rule book with the file of each revision of the policy.
#[derive(Debug)]
pub(super) struct Shelved {
    pub book: RuleBook,
    /// The revisions, each with its file.
    pub revisions: Vec<(String, Arc<Policy>)>,
    /// The files of it.
    pub files: RuleFiles,
}

type Read = Result<Arc<Shelved>, Vec<Finding>>;

/// Rule books by the files that make them.
pub(super) struct Shelf<'a> {
    git: &'a Git,
    /// The sets of files, each once.
    sets: Vec<RuleFiles>,
    known: HashMap<RuleFiles, u32>,
    read: Mutex<HashMap<u32, Read>>,
    policies: Mutex<HashMap<Oid, Arc<Policy>>>,
}

impl<'a> Shelf<'a> {
    pub fn new(git: &'a Git) -> Self {
        Shelf {
            git,
            sets: Vec::new(),
            known: HashMap::new(),
            read: Mutex::default(),
            policies: Mutex::default(),
        }
    }

    /// The number of that set of files.
    pub fn number(&mut self, files: RuleFiles) -> u32 {
        if let Some(known) = self.known.get(&files) {
            return *known;
        }
        let new = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        self.sets.push(files.clone());
        self.known.insert(files, new);
        new
    }

    pub fn files(&self, number: u32) -> &RuleFiles {
        &self.sets[number as usize]
    }

    /// The rules of that number, or what is wrong with their files.
    ///
    /// # Errors
    /// git fails.
    pub fn book(&self, number: u32) -> Result<Read, Stop> {
        if let Some(known) = self.locked().get(&number) {
            return Ok(known.clone());
        }
        let read = match self.open(self.files(number)) {
            Ok(shelved) => Ok(Arc::new(shelved)),
            Err(Stop::Refused(found)) => Err(found),
            Err(machine) => return Err(machine),
        };
        let mut kept = self.locked();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(number, read.clone());
        Ok(read)
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, HashMap<u32, Read>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self, files: &RuleFiles) -> Result<Shelved, Stop> {
        let mut revisions = vec![(
            "cases/policy.yaml".to_owned(),
            self.policy(files, "cases/policy.yaml")?,
        )];
        for path in files
            .keys()
            .filter(|path| path.starts_with("cases/policy/"))
        {
            revisions.push((path.clone(), self.policy(files, path)?));
        }
        let calendar: CalendarFile = self.parse(files, "cases/calendar.yaml")?;
        let calendar = calendar
            .build()
            .map_err(|finding| finding.in_file("cases/calendar.yaml"))?;
        let policies = revisions.iter().map(|(_, policy)| policy.clone());
        let book = RuleBook {
            revisions: Revisions::new(policies.collect()),
            people: Arc::new(self.parse::<People>(files, "cases/people.yaml")?),
            calendar: Arc::new(calendar),
            catalog: Arc::new(self.catalog(files)?),
        };
        Ok(Shelved {
            book,
            revisions,
            files: files.clone(),
        })
    }

    fn policy(&self, files: &RuleFiles, path: &str) -> Result<Arc<Policy>, Stop> {
        let oid = files.get(path).copied().ok_or_else(|| missing(path))?;
        let known = |shelf: &Shelf| {
            let policies = shelf
                .policies
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            policies.get(&oid).cloned()
        };
        if let Some(known) = known(self) {
            return Ok(known);
        }
        let policy: Arc<Policy> = Arc::new(self.parse(files, path)?);
        let mut policies = self.policies.lock().unwrap_or_else(PoisonError::into_inner);
        policies.insert(oid, policy.clone());
        Ok(policy)
    }

    /// The catalog; one that is not there, or only comments, has no lists.
    fn catalog(&self, files: &RuleFiles) -> Result<Catalog, Stop> {
        const PATH: &str = "cases/catalog.yaml";
        if !files.contains_key(PATH) {
            return Ok(Catalog::default());
        }
        match self.parse(files, PATH) {
            Err(Stop::Refused(found)) if found.iter().all(|one| one.code == Code::EmptyFile) => {
                Ok(Catalog::default())
            }
            other => other,
        }
    }

    fn parse<T: DeserializeOwned>(&self, files: &RuleFiles, path: &str) -> Result<T, Stop> {
        let oid = files.get(path).copied().ok_or_else(|| missing(path))?;
        let bytes = self.git.blobs(&[oid])?.pop().flatten().unwrap_or_default();
        Ok(yaml::read(&bytes).map_err(|finding| finding.in_file(path))?)
    }
}

fn missing(path: &str) -> Finding {
    Finding::new(Code::NoSuchFile)
        .arg("file", path)
        .in_file(path)
}
