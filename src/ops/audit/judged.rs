//! Whether what a commit brought was legal when it was made, and said by whoever
//! committed it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, FixedOffset};

use super::books::Shelved;
use super::ledger::{Ledger, Made, day_of};
use crate::case::kinds::Link;
use crate::case::{Case, Entry, Kind, Time, Uid};
use crate::finding::{Code, Finding, Step, Stop};
use crate::git::Oid;
use crate::ops::desk::RuleBook;
use crate::ops::lead::lead;
use crate::ops::version::Version;
use crate::policy::Rules;
use crate::procedure::{Lead, Neighbours, State, judge_entries};

/// What entries are judged by.
pub(super) struct Judges<'a> {
    /// The rules of the register as it is, where a commit has none that can be
    /// read.
    pub today: &'a RuleBook,
    /// The cases that lead others, looked up when first asked for.
    leads: OnceLock<HashMap<Uid, Oid>>,
    read: Mutex<HashMap<Oid, Option<Arc<Case>>>>,
}

impl<'a> Judges<'a> {
    pub fn new(today: &'a RuleBook) -> Self {
        Judges {
            today,
            leads: OnceLock::new(),
            read: Mutex::default(),
        }
    }

    /// What speaks against entries that a commit brought.
    ///
    /// # Errors
    /// git fails.
    pub fn new_entries(
        &self,
        ledger: &Ledger,
        made: &Made,
        version: &Version,
        fresh: &[usize],
    ) -> Result<Vec<Finding>, Stop> {
        let Ok(case) = &version.case else {
            return Ok(Vec::new());
        };
        let shelved = ledger.shelf.book(made.rules)?.ok();
        let book = shelved.as_ref().map_or(self.today, |shelved| &shelved.book);
        let rules = book.of(case);
        let fresh: HashSet<usize> = fresh.iter().copied().collect();
        let now = Time(rules.calendar.local(made.time));
        let lead = |state: &State, entry: &Entry| self.neighbours(ledger, book, state, entry);
        let (_, mut found) = judge_entries(case, &rules, &lead, now, &|at| fresh.contains(&at));
        found.extend(self.authors(made, &rules, case, &fresh));
        Ok(found)
    }

    /// Whether each entry is said by the commit's author, or by somebody for whom
    /// the author may speak.
    fn authors(
        &self,
        made: &Made,
        rules: &Rules,
        case: &Case,
        fresh: &HashSet<usize>,
    ) -> Vec<Finding> {
        let Some((me, person)) = rules.people.by_email(&made.author.email) else {
            let finding =
                Finding::new(Code::AuthorUnknown).arg("email", made.author.email.as_str());
            return vec![finding];
        };
        let day = day_of(made.time, &rules.calendar);
        let allowed = &rules.policy.entering.for_others;
        let speaks = allowed.is_empty() || allowed.iter().any(|role| person.holds(role, day));
        let mut found = Vec::new();
        for (at, entry) in case
            .log
            .iter()
            .enumerate()
            .filter(|(at, _)| fresh.contains(at))
        {
            let own =
                entry.by.as_str() == me || entry.via.as_ref().is_some_and(|via| via.as_str() == me);
            let decides = !entry.imported && (entry.kind().decides() || entry.kind() == Kind::Sign);
            if own || speaks && !decides {
                continue;
            }
            let finding = Finding::new(Code::AuthorDiffers).arg("person", entry.by.as_str());
            let finding = finding.arg("author", me).arg("kind", entry.kind().word());
            let path: [Step; 3] = ["log".into(), at.into(), "by".into()];
            found.push(finding.of_entry(entry.id.as_str()).at_path(path));
        }
        found
    }

    /// An entry that was committed later than the policy allows.
    ///
    /// # Errors
    /// git fails.
    pub fn late(
        &self,
        ledger: &Ledger,
        made: &Made,
        version: &Version,
        entry: &Entry,
    ) -> Result<Option<Finding>, Stop> {
        let (Ok(case), Ok(shelved)) = (&version.case, ledger.shelf.book(made.rules)?) else {
            return Ok(None);
        };
        let rules = shelved.book.of(case);
        let Some(term) = rules.policy.entering.commit_within else {
            return Ok(None);
        };
        let due = rules.calendar.due(entry.at.0, term, &[], made.time).at;
        if made.time <= due {
            return Ok(None);
        }
        let at = case
            .log
            .iter()
            .position(|one| one.id == entry.id)
            .unwrap_or(0);
        let finding = Finding::new(Code::CommittedLate).arg("kind", entry.kind().word());
        let finding = finding
            .arg("time", entry.at.0)
            .arg("committed", local(made.time, &shelved));
        let finding = finding
            .arg("term", term.to_string())
            .by_rule("entering.commit-within");
        let path: [Step; 3] = ["log".into(), at.into(), "at".into()];
        Ok(Some(finding.of_entry(entry.id.as_str()).at_path(path)))
    }

    /// What other cases said then, as far as an entry cannot be judged without
    /// it; `check` compares the rest.
    fn neighbours(
        &self,
        ledger: &Ledger,
        book: &RuleBook,
        state: &State,
        entry: &Entry,
    ) -> Neighbours {
        let asks = matches!(entry.kind(), Kind::Close | Kind::Reply | Kind::Approve);
        let link = state.leader().filter(|_| asks);
        let case = link.and_then(|link| self.led_by(ledger, link));
        Neighbours {
            lead: case.map(|case| -> Lead { lead(&case, book, Some(entry.at), None) }),
            ..Neighbours::default()
        }
    }

    fn led_by(&self, ledger: &Ledger, link: &Link) -> Option<Arc<Case>> {
        let stem = format!("/{}.yaml", link.case);
        let named = || {
            let mut found = ledger.tree.iter().filter(|(path, _)| path.ends_with(&stem));
            found.next().map(|(_, oid)| *oid)
        };
        let oid = match &link.uid {
            Some(uid) => self.by_uid(ledger).get(uid).copied(),
            None => named(),
        };
        self.case(ledger, oid?)
    }

    fn case(&self, ledger: &Ledger, oid: Oid) -> Option<Arc<Case>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let fetch = || {
            let bytes = ledger.git.blobs(&[oid]).ok()?.pop()??;
            Version::of(bytes).case.ok().map(Arc::new)
        };
        read.entry(oid).or_insert_with(fetch).clone()
    }

    fn by_uid(&self, ledger: &Ledger) -> &HashMap<Uid, Oid> {
        self.leads.get_or_init(|| {
            let oids: Vec<Oid> = ledger.cases_in_tree().collect();
            let mut all = HashMap::new();
            for part in oids.chunks(256) {
                let blobs = ledger.git.blobs(part).unwrap_or_default();
                for (oid, bytes) in part.iter().zip(blobs) {
                    if let Ok(case) = Version::of(bytes.unwrap_or_default()).case {
                        all.insert(case.uid, *oid);
                    }
                }
            }
            all
        })
    }
}

fn local(time: DateTime<FixedOffset>, shelved: &Shelved) -> DateTime<FixedOffset> {
    shelved.book.calendar.local(time)
}
