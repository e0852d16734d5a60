//! The history of a register as a whole: its commits, what each changed, and by
//! which rules each was made.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::books::{RuleFiles, Shelf, is_rule};
use crate::calendar::Calendar;
use crate::finding::{Revision, Stop};
use crate::git::{Change, Changes, Commit, Git, Identity, InTree, Oid, Reach};
use crate::register::Register;

/// A commit, or what the next one would be.
pub(super) struct Made {
    /// Its name; nothing for what is only staged.
    pub id: Option<Oid>,
    pub parents: Vec<Oid>,
    pub author: Identity,
    pub time: DateTime<FixedOffset>,
    /// The number of the files of rules that it has.
    pub rules: u32,
    /// The number of those before it; its own where there is nothing before.
    pub before: u32,
    /// Whether there was a case before it.
    pub in_use: bool,
    /// Whether a shallow clone breaks off here: what it brought and what was there
    /// before cannot be told apart.
    pub breaks_off: bool,
}

impl Made {
    pub fn is_merge(&self) -> bool {
        self.parents.len() > 1
    }

    /// The commit as a finding names it.
    pub fn revision(&self) -> Revision {
        Revision {
            commit: self.id.map(|id| id.to_string()),
            author: format!("{} <{}>", self.author.name, self.author.email),
            time: self.time,
            line: None,
        }
    }
}

impl From<Commit> for Made {
    fn from(commit: Commit) -> Self {
        Made {
            id: Some(commit.id),
            parents: commit.parents,
            author: commit.author,
            time: commit.committed,
            rules: 0,
            before: 0,
            in_use: false,
            breaks_off: false,
        }
    }
}

/// What a commit changed against its first parent.
#[derive(Default)]
struct Own {
    /// The files of rules that it changed, and what they are now.
    rules: Vec<(String, Option<Oid>)>,
    /// Whether it changed cases.
    cases: bool,
}

/// How the register stands after a commit: the number of its rules, and whether it
/// has cases.
#[derive(Debug, Clone, Copy)]
struct Standing {
    rules: u32,
    in_use: bool,
}

/// What lies at a path of the register.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Spot {
    /// A case's file, by its path.
    Case(String),
    /// A file of a case: the case's path, and the file's name.
    File(String, String),
    Rule,
    Acknowledged,
    Other,
}

impl Spot {
    pub fn of(path: &str, register: &Register) -> Spot {
        let is_case = |path: &str| register.case_at(&register.root().join(path)).is_some();
        if is_rule(path) {
            return Spot::Rule;
        }
        if path == "cases/acknowledged.yaml" {
            return Spot::Acknowledged;
        }
        if let Some((stem, name)) = path.split_once(".files/") {
            let case = format!("{stem}.yaml");
            if is_case(&case) {
                return Spot::File(case, name.to_owned());
            }
        }
        match is_case(path) {
            true => Spot::Case(path.to_owned()),
            false => Spot::Other,
        }
    }
}

/// The history of a register.
pub(super) struct Ledger<'a> {
    pub git: &'a Git,
    pub register: &'a Register,
    pub commits: Vec<Made>,
    /// The paths that changed, and what lies there.
    pub paths: Vec<(String, Spot)>,
    /// The changes, by path and then by commit and parent.
    pub changes: Vec<Change>,
    pub shelf: Shelf<'a>,
    pub places: HashMap<Oid, usize>,
    /// The files that are there in the end.
    pub tree: HashMap<String, Oid>,
}

impl<'a> Ledger<'a> {
    /// The history in that reach, with times as that calendar has them.
    ///
    /// # Errors
    /// git fails.
    pub fn of(
        git: &'a Git,
        register: &'a Register,
        reach: &Reach,
        calendar: &Calendar,
    ) -> Result<Self, Stop> {
        let commits = git.commits(reach)?;
        let changes = git.changes(&commits, reach)?;
        let head = git.commit_named("HEAD")?;
        let tree = head.map(|head| git.tree(head)).transpose()?;
        let ends = git.shallow()?;
        let made = |commit: Commit| Made {
            breaks_off: ends.contains(&commit.id),
            time: calendar.local(commit.committed),
            ..Made::from(commit)
        };
        let commits = commits.into_iter().map(made).collect();
        Ledger::with(git, register, commits, changes, tree.unwrap_or_default())
    }

    /// What the index would commit, by that author at that time.
    ///
    /// # Errors
    /// git fails.
    pub fn staged(
        git: &'a Git,
        register: &'a Register,
        author: Identity,
        time: DateTime<FixedOffset>,
    ) -> Result<Self, Stop> {
        let parents = git.heads()?;
        let changes = git.staged_changes(&parents)?;
        let made = Made {
            id: None,
            parents,
            author,
            time,
            rules: 0,
            before: 0,
            in_use: false,
            breaks_off: false,
        };
        Ledger::with(git, register, vec![made], changes, git.staged_tree()?)
    }

    fn with(
        git: &'a Git,
        register: &'a Register,
        commits: Vec<Made>,
        changes: Changes,
        tree: Vec<InTree>,
    ) -> Result<Self, Stop> {
        let spot = |path: String| {
            let spot = Spot::of(&path, register);
            (path, spot)
        };
        let place = |(at, made): (usize, &Made)| Some((made.id?, at));
        let places = commits.iter().enumerate().filter_map(place).collect();
        let mut ledger = Ledger {
            git,
            register,
            paths: changes.paths.into_iter().map(spot).collect(),
            changes: changes.all,
            shelf: Shelf::new(git),
            places,
            tree: tree.into_iter().map(|file| (file.path, file.oid)).collect(),
            commits,
        };
        ledger.know_rules()?;
        ledger
            .changes
            .sort_unstable_by_key(|change| (change.path, change.commit, change.parent));
        Ok(ledger)
    }

    /// Finds the rules of each commit: those of its first parent, with what it
    /// changed itself.
    fn know_rules(&mut self) -> Result<(), Stop> {
        let own = self.own_changes();
        let none = Own::default();
        let mut known: Vec<Standing> = Vec::with_capacity(self.commits.len());
        let mut outside: HashMap<Oid, Standing> = HashMap::new();
        for at in 0..self.commits.len() {
            let mut before = Vec::new();
            for parent in self.commits[at].parents.clone() {
                before.push(match self.places.get(&parent) {
                    Some(place) => known[*place],
                    None => self.outside(parent, &mut outside)?,
                });
            }
            let own = own.get(&at).unwrap_or(&none);
            let first = before.first().copied();
            let standing = Standing {
                rules: self.with_own(first, own),
                in_use: own.cases || first.is_some_and(|first| first.in_use),
            };
            known.push(standing);
            self.commits[at].rules = standing.rules;
            self.commits[at].before = first.map_or(standing.rules, |first| first.rules);
            self.commits[at].in_use = before.iter().any(|before| before.in_use);
        }
        Ok(())
    }

    /// What each commit changed against its first parent.
    fn own_changes(&self) -> HashMap<usize, Own> {
        let mut all: HashMap<usize, Own> = HashMap::new();
        for change in self.changes.iter().filter(|change| change.parent == 0) {
            let (path, spot) = &self.paths[change.path as usize];
            let at = change.commit as usize;
            match spot {
                Spot::Rule => {
                    let rules = &mut all.entry(at).or_default().rules;
                    rules.push((path.clone(), change.new));
                }
                Spot::Case(_) => all.entry(at).or_default().cases = true,
                _ => {}
            }
        }
        all
    }

    /// How a commit stands that is not in reach.
    fn outside(
        &mut self,
        commit: Oid,
        known: &mut HashMap<Oid, Standing>,
    ) -> Result<Standing, Stop> {
        if let Some(known) = known.get(&commit) {
            return Ok(*known);
        }
        let (files, in_use) = rules_of(self.git.tree(commit)?, self.register);
        let rules = self.shelf.number(files);
        let standing = Standing { rules, in_use };
        known.insert(commit, standing);
        Ok(standing)
    }

    /// The number of the rules that a commit made of those before it.
    fn with_own(&mut self, before: Option<Standing>, own: &Own) -> u32 {
        let files = match before {
            Some(before) if own.rules.is_empty() => return before.rules,
            Some(before) => self.shelf.files(before.rules),
            None => &RuleFiles::new(),
        };
        let mut files = files.clone();
        for (path, new) in &own.rules {
            match new {
                Some(oid) => files.insert(path.clone(), *oid),
                None => files.remove(path),
            };
        }
        self.shelf.number(files)
    }

    /// The number of the rules of any commit.
    ///
    /// # Errors
    /// git fails.
    pub fn rules_at(&mut self, commit: Oid) -> Result<u32, Stop> {
        if let Some(place) = self.places.get(&commit) {
            return Ok(self.commits[*place].rules);
        }
        let (files, _) = rules_of(self.git.tree(commit)?, self.register);
        Ok(self.shelf.number(files))
    }

    /// The cases that are there in the end.
    pub fn cases_in_tree(&self) -> impl Iterator<Item = Oid> {
        let is_case = |path: &str| matches!(Spot::of(path, self.register), Spot::Case(_));
        self.tree
            .iter()
            .filter(move |(path, _)| is_case(path))
            .map(|(_, oid)| *oid)
    }

    /// The changes of that kind of file, path by path.
    pub fn by_path(&self) -> impl Iterator<Item = (&(String, Spot), &[Change])> {
        let runs = self.changes.chunk_by(|a, b| a.path == b.path);
        runs.map(|run| (&self.paths[run[0].path as usize], run))
    }
}

/// The files of rules in a tree, and whether there is a case in it.
fn rules_of(tree: Vec<InTree>, register: &Register) -> (RuleFiles, bool) {
    let used = tree
        .iter()
        .any(|file| matches!(Spot::of(&file.path, register), Spot::Case(_)));
    let rules = tree.into_iter().filter(|file| is_rule(&file.path));
    (rules.map(|file| (file.path, file.oid)).collect(), used)
}

/// The local day of a commit, by the calendar of its rules.
pub(super) fn day_of(time: DateTime<FixedOffset>, calendar: &Calendar) -> NaiveDate {
    calendar.local(time).date_naive()
}
