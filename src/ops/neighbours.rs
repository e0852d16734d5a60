//! What other cases say, gathered for the judge.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use memchr::{memchr, memmem::Finder};

use super::desk::{Desk, Loaded, each, parse};
use super::{links, shipments};
use crate::case::kinds::Open;
use crate::case::{Body, Case, CaseNumber, Entry, Time};
use crate::finding::Stop;
use crate::policy::Rules;
use crate::procedure::{
    CaseFacts, Followed, Neighbours, State, dismissed, fold, likeness, window_start,
};
use crate::register::CaseFile;
use crate::yaml;

/// What a case tells others about itself.
pub(super) fn facts(case: &Case, state: &State) -> CaseFacts {
    let follows = state
        .log
        .iter()
        .filter(|seen| seen.is_live())
        .find_map(|seen| match &seen.body {
            Body::Link(link) if link.relation.follows() => Some(Followed {
                case: link.case.clone(),
                uid: link.uid.clone(),
                since: seen.entry.at,
            }),
            _ => None,
        });
    CaseFacts {
        uid: case.uid.clone(),
        customer: state
            .open()
            .map_or(String::new(), |open| open.customer.to_string()),
        follows,
    }
}

/// What the judge must know of other cases for that entry.
///
/// # Errors
/// The machine failed.
pub(super) fn gather(desk: &Desk, loaded: &Loaded, entry: &Entry) -> Result<Neighbours, Stop> {
    let own = Some(loaded.case.number().clone());
    let mut neighbours = Neighbours {
        own,
        ..Neighbours::default()
    };
    if let Body::Link(link) = &entry.body {
        let other = match desk.find(link.case.as_str()) {
            Ok(other) if *other.case.number() == link.case => {
                Some(named_today(desk, facts(&other.case, &other.state))?)
            }
            Ok(_) | Err(Stop::Refused(_)) => None,
            Err(machine) => return Err(machine),
        };
        neighbours.cases.insert(link.case.clone(), other);
        if link.relation.follows() {
            neighbours.led = links::led(desk, &loaded.case)?;
        }
    }
    neighbours.shipped = shipments::gathered(desk, loaded, entry)?;
    if matches!(entry.body, Body::Classify(_)) {
        neighbours.repeats = Some(loaded.repeats(desk)?.to_vec());
    }
    Ok(neighbours)
}

/// The facts with the number that the case which is followed has today.
fn named_today(desk: &Desk, mut facts: CaseFacts) -> Result<CaseFacts, Stop> {
    if let Some(followed) = &mut facts.follows
        && let Some(uid) = &followed.uid
        && let Some(file) = links::holder(desk, uid)?
    {
        followed.case = CaseNumber::parse(&file.number).unwrap_or(followed.case.clone());
    }
    Ok(facts)
}

impl Loaded {
    /// The other cases with the same fault in the policy's window before this
    /// one; looked up once.
    ///
    /// # Errors
    /// The machine failed.
    pub(super) fn repeats(&self, desk: &Desk) -> Result<&[CaseNumber], Stop> {
        if let Some(known) = self.repeats.get() {
            return Ok(known);
        }
        let found = repeats(desk, self)?;
        Ok(self.repeats.get_or_init(|| found))
    }
}

/// Only the folders of the window's months are read.
fn repeats(desk: &Desk, loaded: &Loaded) -> Result<Vec<CaseNumber>, Stop> {
    let Some(wanted) = Wanted::of(&loaded.state, &loaded.rules) else {
        return Ok(Vec::new());
    };
    let finder = wanted.finder();
    let mut found = Vec::new();
    for (year, month) in months(wanted.from, wanted.to) {
        for file in desk.register.files_in(year, month)? {
            let first = file.number < loaded.file.number;
            if file.path != loaded.file.path
                && desk.alike(&file, &wanted, first, finder.as_ref())?
            {
                found.extend(CaseNumber::parse(&file.number));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// What another case must be to count as a repeat.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// What both must share.
    pub likeness: Vec<String>,
    from: NaiveDate,
    to: NaiveDate,
    /// When the complaint itself came.
    opened: Time,
}

impl Wanted {
    /// What a repeat of this case must be; nothing where the policy does not
    /// ask, or the complaint does not say enough.
    pub fn of(state: &State, rules: &Rules) -> Option<Wanted> {
        let rule = rules.policy.severity.repeats.as_ref()?;
        let likeness = likeness(state.open()?, &rule.same)?;
        let opened = state.opened()?;
        let to = rules.calendar.local(opened.0).date_naive();
        Some(Wanted {
            likeness,
            from: window_start(to, rule.within),
            to,
            opened,
        })
    }

    /// Finds a word that every such case has in its file, if there is one that
    /// is always written as it is.
    fn finder(&self) -> Option<Finder<'_>> {
        let words = self.likeness.iter().flat_map(|part| part.split('\u{0}'));
        let plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '-');
        let longest = words.filter(plain).max_by_key(|word| word.len());
        longest.map(Finder::new)
    }

    /// Whether a complaint that came then lies in the window: on its days, and
    /// before this one. Of two that came at once the one numbered first did.
    pub fn covers(&self, day: NaiveDate, opened: Time, numbered_first: bool) -> bool {
        let before = opened < self.opened || opened == self.opened && numbered_first;
        before && (self.from..=self.to).contains(&day)
    }

    fn is_met(&self, open: &Open, opened: Time, numbered_first: bool, rules: &Rules) -> bool {
        let Some(rule) = rules.policy.severity.repeats.as_ref() else {
            return false;
        };
        let day = rules.calendar.local(opened.0).date_naive();
        self.covers(day, opened, numbered_first)
            && likeness(open, &rule.same).as_ref() == Some(&self.likeness)
    }
}

/// What makes every case of the register a repeat of another one, held in
/// memory for many look-ups.
pub(super) struct Likenesses(HashMap<Vec<String>, Vec<(NaiveDate, Time, CaseNumber)>>);

impl Likenesses {
    /// Reads the whole register once.
    ///
    /// # Errors
    /// The machine failed.
    pub fn of(desk: &Desk) -> Result<Likenesses, Stop> {
        let book = &desk.book;
        Likenesses::by(desk, &|case| book.of(case))
    }

    /// The same by other rules.
    ///
    /// # Errors
    /// The machine failed.
    pub fn by(desk: &Desk, rules: &(dyn Fn(&Case) -> Rules + Sync)) -> Result<Likenesses, Stop> {
        let register = &desk.register;
        let (read, _) = each(register, |file| {
            let (_, case) = parse(register, file)?;
            let rules = rules(&case);
            let state = fold(&case, &rules);
            Ok(Some((case, state, rules)))
        })?;
        let mut all = Likenesses(HashMap::new());
        for (case, state, rules) in &read {
            all.add(case, state, rules);
        }
        Ok(all)
    }

    /// Takes one more case.
    pub fn add(&mut self, case: &Case, state: &State, rules: &Rules) {
        if let Some(wanted) = Wanted::of(state, rules).filter(|_| dismissed(state).is_none()) {
            self.0.entry(wanted.likeness).or_default().push((
                wanted.to,
                wanted.opened,
                case.number().clone(),
            ));
        }
    }

    /// The repeats of a case that is among them itself.
    pub fn before(&self, case: &Case, state: &State, rules: &Rules) -> Vec<CaseNumber> {
        let Some(wanted) = Wanted::of(state, rules) else {
            return Vec::new();
        };
        let own = case.number();
        let alike = self.0.get(&wanted.likeness).into_iter().flatten();
        let earlier = alike.filter(|(day, opened, number)| {
            number != own && wanted.covers(*day, *opened, number < own)
        });
        earlier.map(|(_, _, number)| number.clone()).collect()
    }

    /// The repeats of a case that is not among them yet.
    pub fn repeats(&self, state: &State, rules: &Rules) -> Vec<CaseNumber> {
        let Some(wanted) = Wanted::of(state, rules) else {
            return Vec::new();
        };
        let alike = self.0.get(&wanted.likeness).into_iter().flatten();
        let mut found: Vec<CaseNumber> = alike
            .filter(|(day, opened, _)| wanted.covers(*day, *opened, true))
            .map(|(_, _, number)| number.clone())
            .collect();
        found.sort();
        found
    }
}

fn months(from: NaiveDate, to: NaiveDate) -> Vec<(i32, u32)> {
    let (mut year, mut month) = (from.year(), from.month());
    let mut all = Vec::new();
    while (year, month) <= (to.year(), to.month()) {
        all.push((year, month));
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    all
}

impl Desk {
    /// Whether the case in that file is a repeat. Most are dismissed without
    /// being parsed; one that cannot be read is none.
    fn alike(
        &self,
        file: &CaseFile,
        wanted: &Wanted,
        first: bool,
        finder: Option<&Finder>,
    ) -> Result<bool, Stop> {
        let bytes = match self.register.read_case(file) {
            Ok(bytes) => bytes,
            Err(Stop::Refused(_)) => return Ok(false),
            Err(machine) => return Err(machine),
        };
        // Behind a backslash any letter can hide.
        let lacks = |finder: &Finder| finder.find(&bytes).is_none();
        if finder.is_some_and(lacks) && memchr(b'\\', &bytes).is_none() {
            return Ok(false);
        }
        let Ok(case) = yaml::read::<Case>(&bytes) else {
            return Ok(false);
        };
        let rules = self.book.of(&case);
        let state = fold(&case, &rules);
        if dismissed(&state).is_some() {
            return Ok(false);
        }
        let opened = state.open().zip(state.opened());
        Ok(opened.is_some_and(|(open, opened)| wanted.is_met(open, opened, first, &rules)))
    }
}
