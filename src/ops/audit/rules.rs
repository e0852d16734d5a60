//! What commits did to the files of rules, and to what was acknowledged.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::Found;
use super::backwards::{Reach, changed as changed_backwards, identities};
use super::books::Shelved;
use super::ledger::{Ledger, Made, Spot, day_of};
use super::walk::About;
use crate::case::Body;
use crate::finding::{Code, Finding, Stop};
use crate::git::{Change, Git, Oid};
use crate::ops::version::Version;
use crate::policy::{Acknowledged, Customer};
use crate::procedure::window_start;
use crate::yaml::{self, Text};

/// What is wrong with changes of the files of rules.
///
/// # Errors
/// git fails.
pub(super) fn changed(ledger: &mut Ledger) -> Result<Vec<Found>, Stop> {
    let mut found = Vec::new();
    let complaints = Complaints::of(ledger);
    for (commit, sides) in touched(ledger) {
        let made = &ledger.commits[commit as usize];
        let (rules, in_use) = (made.rules, made.in_use);
        let wrong = match ledger.shelf.book(rules)? {
            Err(unreadable) => unreadable,
            // Before the first case nobody goes by the rules.
            Ok(_) if !in_use => continue,
            Ok(is) => backwards(ledger, commit, &sides, &is, &complaints)?,
        };
        found.extend(placed(ledger, commit, rules, wrong)?);
    }
    Ok(found)
}

/// The commits that have other files of rules than one of their parents, with the
/// places of those parents. A merge that takes one side as it is changes nothing of
/// that side.
fn touched(ledger: &Ledger) -> BTreeMap<u32, BTreeSet<u32>> {
    let mut touched: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    let is_rule = |change: &&Change| ledger.paths[change.path as usize].1 == Spot::Rule;
    for change in ledger.changes.iter().filter(is_rule) {
        let sides = touched.entry(change.commit).or_default();
        sides.insert(change.parent);
    }
    touched
}

/// What a commit changed for days that are past, against each of those parents.
fn backwards(
    ledger: &mut Ledger,
    commit: u32,
    sides: &BTreeSet<u32>,
    is: &Shelved,
    complaints: &Complaints,
) -> Result<Vec<Finding>, Stop> {
    let parents = ledger.commits[commit as usize].parents.clone();
    let mut wrong = Vec::new();
    for side in sides.iter().map(|side| *side as usize) {
        let Some(parent) = parents.get(side) else {
            continue;
        };
        let Some(was) = last_readable(ledger, *parent)? else {
            continue;
        };
        let made = &ledger.commits[commit as usize];
        let (reach, time) = (reach(made, &was, is), made.time);
        let author = made.author.email.clone();
        let known = |code: &str, customer: &Customer| complaints.before(code, customer, time);
        let mut of_side = changed_backwards(&was, is, reach, &known);
        of_side.extend(identities(&was, is, &author));
        for brought in brought(ledger, (&parents, side), reach, complaints, &author)? {
            of_side.retain(|finding| finding.identity() != brought.identity());
        }
        wrong.extend(of_side);
    }
    Ok(wrong)
}

/// The rules of a commit, or of the last one before it whose rules can be read.
fn last_readable(ledger: &mut Ledger, commit: Oid) -> Result<Option<Arc<Shelved>>, Stop> {
    let mut commit = commit;
    loop {
        let rules = ledger.rules_at(commit)?;
        if let Ok(readable) = ledger.shelf.book(rules)? {
            return Ok(Some(readable));
        }
        let place = ledger.places.get(&commit);
        match place.and_then(|at| ledger.commits[*at].parents.first()) {
            Some(parent) => commit = *parent,
            None => return Ok(None),
        }
    }
}

/// The days that matter for a commit, by the rules before it: a revision does not
/// say itself how far back it may reach.
fn reach(made: &Made, was: &Shelved, is: &Shelved) -> Reach {
    let today = day_of(made.time, &is.book.calendar);
    let within = was.book.revisions.on(today).entering.commit_within;
    let first = within.map_or(today, |term| window_start(today, term));
    Reach {
        today,
        past: first.pred_opt().unwrap_or(first),
    }
}

/// What the other sides of a merge changed since the histories parted: it was
/// looked at where they did.
fn brought(
    ledger: &mut Ledger,
    (parents, side): (&[Oid], usize),
    reach: Reach,
    complaints: &Complaints,
    author: &str,
) -> Result<Vec<Finding>, Stop> {
    let mut brought = Vec::new();
    let others = parents.iter().enumerate().filter(|(at, _)| *at != side);
    for other in others.map(|(_, other)| *other) {
        let Some(base) = ledger.git.parting(parents[side], other)? else {
            continue;
        };
        let (base, other) = (ledger.rules_at(base)?, ledger.rules_at(other)?);
        if let (Ok(base), Ok(other)) = (ledger.shelf.book(base)?, ledger.shelf.book(other)?) {
            let known = |code: &str, customer: &Customer| complaints.ever(code, customer);
            brought.extend(changed_backwards(&base, &other, reach, &known));
            brought.extend(identities(&base, &other, author));
        }
    }
    Ok(brought)
}

/// Which customers complained, and when first; looked up when first asked for.
struct Complaints<'a> {
    git: &'a Git,
    cases: Vec<Oid>,
    known: OnceCell<HashMap<String, DateTime<FixedOffset>>>,
}

impl<'a> Complaints<'a> {
    fn of(ledger: &Ledger<'a>) -> Self {
        Complaints {
            git: ledger.git,
            cases: ledger.cases_in_tree().collect(),
            known: OnceCell::new(),
        }
    }

    fn first(&self, code: &str, customer: &Customer) -> Option<DateTime<FixedOffset>> {
        let known = self.known.get_or_init(|| self.read());
        let names = [Some(code), customer.name.as_ref().map(Text::as_str)];
        let names = names
            .into_iter()
            .flatten()
            .chain(customer.also.iter().map(Text::as_str));
        names.filter_map(|name| known.get(name)).min().copied()
    }

    fn before(&self, code: &str, customer: &Customer, time: DateTime<FixedOffset>) -> bool {
        self.first(code, customer).is_some_and(|first| first < time)
    }

    fn ever(&self, code: &str, customer: &Customer) -> bool {
        self.first(code, customer).is_some()
    }

    fn read(&self) -> HashMap<String, DateTime<FixedOffset>> {
        let mut known: HashMap<String, DateTime<FixedOffset>> = HashMap::new();
        for part in self.cases.chunks(256) {
            for bytes in self
                .git
                .blobs(part)
                .unwrap_or_default()
                .into_iter()
                .flatten()
            {
                let version = Version::of(bytes);
                let Some(Body::Open(open)) = version.log().first().map(|first| &first.body) else {
                    continue;
                };
                let at = version.log()[0].at.0;
                let first = known.entry(open.customer.to_string()).or_insert(at);
                *first = at.min(*first);
            }
        }
        known
    }
}

/// Findings about files of rules, with their lines as that commit has them.
fn placed(
    ledger: &Ledger,
    commit: u32,
    rules: u32,
    found: Vec<Finding>,
) -> Result<Vec<Found>, Stop> {
    let made = &ledger.commits[commit as usize];
    let files = ledger.shelf.files(rules);
    let mut all = Vec::new();
    for finding in found {
        let path = finding.place.file.clone().unwrap_or_default();
        let oid: Vec<Oid> = files.get(&path).copied().into_iter().collect();
        let bytes = ledger.git.blobs(&oid)?.pop().flatten().unwrap_or_default();
        let version = Version::of(bytes);
        let about = About {
            path: &path,
            version: &version,
            made,
            commit,
        };
        all.extend(about.report(vec![finding]));
    }
    Ok(all)
}

/// What is wrong with changes of the list of what was acknowledged: it only
/// grows.
///
/// # Errors
/// git fails.
pub(super) fn acknowledged(ledger: &Ledger) -> Result<Vec<Found>, Stop> {
    let mut found = Vec::new();
    for ((path, spot), changes) in ledger.by_path() {
        if *spot != Spot::Acknowledged {
            continue;
        }
        for change in changes {
            let made = &ledger.commits[change.commit as usize];
            let version = Version::of(bytes(ledger, change.new)?);
            let about = About {
                path,
                version: &version,
                made,
                commit: change.commit,
            };
            let was = bytes(ledger, change.old)?;
            let shorter = shorter(made, &was, &version.bytes);
            let mut wrong: Vec<Finding> = shorter.into_iter().collect();
            wrong.extend(for_others(ledger, made, &was, &version.bytes)?);
            found.extend(about.report(wrong));
        }
    }
    Ok(found)
}

fn bytes(ledger: &Ledger, oid: Option<Oid>) -> Result<Vec<u8>, Stop> {
    let oid: Vec<Oid> = oid.into_iter().collect();
    Ok(ledger.git.blobs(&oid)?.pop().flatten().unwrap_or_default())
}

/// Something is no longer acknowledged, or in other words.
fn shorter(made: &Made, was: &[u8], is: &[u8]) -> Option<Finding> {
    let whole = match made.is_merge() {
        false => is.starts_with(was) && holds_all(was, is),
        true => holds_all(was, is),
    };
    (!whole).then(|| Finding::new(Code::BytesChanged).at(1, 1))
}

/// What was acknowledged in another person's name.
fn for_others(ledger: &Ledger, made: &Made, was: &[u8], is: &[u8]) -> Result<Vec<Finding>, Stop> {
    let (Ok(is), false) = (yaml::read::<Acknowledged>(is), made.is_merge()) else {
        return Ok(Vec::new());
    };
    let was = yaml::read::<Acknowledged>(was).unwrap_or_default();
    let Ok(shelved) = ledger.shelf.book(made.rules)? else {
        return Ok(Vec::new());
    };
    let author = shelved.book.people.by_email(&made.author.email);
    let author = author.map_or(made.author.email.as_str(), |(id, _)| id);
    let new = is.acknowledged.iter().enumerate();
    let new = new.filter(|(_, one)| !was.acknowledged.contains(one) && one.by.as_str() != author);
    let each = new.map(|(at, one)| {
        let finding = Finding::new(Code::AuthorDiffers).arg("person", one.by.as_str());
        let finding = finding.arg("author", author).arg("kind", "acknowledgement");
        finding.at_path(["acknowledged".into(), at.into(), "by".into()])
    });
    Ok(each.collect())
}

/// Whether everything that was acknowledged still is, in the same words.
fn holds_all(was: &[u8], is: &[u8]) -> bool {
    let (Ok(was), Ok(is)) = (
        yaml::read::<Acknowledged>(was),
        yaml::read::<Acknowledged>(is),
    ) else {
        return was.is_empty() || is.starts_with(was);
    };
    was.acknowledged
        .iter()
        .all(|one| is.acknowledged.contains(one))
}
