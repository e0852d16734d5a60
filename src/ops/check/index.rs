//! What all cases together tell each other.

use std::collections::HashMap;

use super::{Ask, Read};
use crate::case::kinds::Link;
use crate::case::{Body, Case, CaseNumber, Entry, Time, Uid};
use crate::ops::neighbours::Wanted;
use crate::policy::Rules;
use crate::procedure::{CaseFacts, Neighbours, State};

/// The numbers that a case had, the last one first of all.
pub(super) struct Numbers {
    pub now: CaseNumber,
    /// Those before, each with the time at which it went.
    before: Vec<(Time, CaseNumber)>,
}

impl Numbers {
    pub fn of(case: &Case) -> Self {
        let before = case.moves().map(|(at, moved)| (at, moved.from.clone()));
        Numbers {
            now: case.number().clone(),
            before: before.collect(),
        }
    }

    /// The number that it had then.
    pub fn at(&self, then: Time) -> &CaseNumber {
        let later = self.before.iter().find(|(gone, _)| *gone > then);
        later.map_or(&self.now, |(_, number)| number)
    }

    pub fn all(&self) -> impl Iterator<Item = &CaseNumber> {
        let before = self.before.iter().map(|(_, number)| number);
        std::iter::once(&self.now).chain(before)
    }
}

/// Cases by number and by what makes them repeats of each other.
pub(super) struct Index<'a> {
    by_number: HashMap<&'a CaseNumber, &'a Read>,
    by_uid: HashMap<&'a str, &'a Read>,
    by_likeness: HashMap<&'a [String], Vec<&'a Read>>,
    /// The first case that follows each, by the uid of the one that leads.
    led: HashMap<&'a str, (&'a Read, Time)>,
    /// Cases that say something else than once, or cannot be read.
    amended: Vec<CaseNumber>,
    unread: Vec<CaseNumber>,
}

impl<'a> Index<'a> {
    /// The index of those; the others could not be read, so that nobody can tell
    /// what they say.
    pub fn of(read: &'a [Read], unread: Vec<CaseNumber>) -> Self {
        let mut index = Index {
            by_number: HashMap::new(),
            by_uid: HashMap::new(),
            by_likeness: HashMap::new(),
            led: HashMap::new(),
            amended: unread.clone(),
            unread,
        };
        for one in read {
            index.by_number.insert(&one.numbers.now, one);
            index.by_uid.insert(one.facts.uid.as_str(), one);
            if one.amended {
                index.amended.extend(one.numbers.all().cloned());
            }
            if let Some(followed) = &one.facts.follows
                && let Some(uid) = &followed.uid
            {
                let first = index.led.entry(uid.as_str());
                let first = first.or_insert((one, followed.since));
                if followed.since < first.1 {
                    *first = (one, followed.since);
                }
            }
            if let Some(likeness) = &one.likeness {
                index.by_likeness.entry(likeness).or_default().push(one);
            }
        }
        index
    }

    /// Whether the others could say something against it.
    pub fn speaks_against(&self, one: &Read) -> bool {
        one.asks.iter().any(|ask| match ask {
            Ask::Link => true,
            Ask::Repeats(at, wanted, written) => {
                self.repeats(one, wanted.as_ref(), *at).0 != *written
            }
        })
    }

    pub fn neighbours(
        &self,
        one: &Read,
        state: &State,
        entry: &Entry,
        rules: &Rules,
    ) -> Neighbours {
        let mut neighbours = Neighbours {
            own: Some(one.numbers.now.clone()),
            ..Neighbours::default()
        };
        match &entry.body {
            Body::Link(link) => {
                let other = self.linked(link).map(|other| self.facts(other));
                if other.is_some() || !self.unread.contains(&link.case) {
                    neighbours.cases.insert(link.case.clone(), other);
                }
                let led = self.led.get(one.facts.uid.as_str());
                let led = led.filter(|(_, since)| *since <= entry.at);
                neighbours.led = led.map(|(other, _)| other.numbers.now.clone());
            }
            Body::Classify(_) => {
                let wanted = Wanted::of(state, rules);
                let (known, perhaps) = self.repeats(one, wanted.as_ref(), entry.at);
                neighbours.repeats = Some(known);
                neighbours.repeats_perhaps = perhaps;
            }
            _ => {}
        }
        neighbours
    }

    /// The facts with the number that the case which is followed has today.
    fn facts(&self, one: &Read) -> CaseFacts {
        let mut facts = one.facts.clone();
        if let Some(followed) = &mut facts.follows
            && let Some(uid) = &followed.uid
            && let Some(lead) = self.by_uid.get(uid.as_str())
        {
            followed.case = lead.numbers.now.clone();
        }
        facts
    }

    /// The case that is linked: by its uid, if it ever had that number, since
    /// another one may have it now.
    fn linked(&self, link: &Link) -> Option<&Read> {
        let uid = link.uid.as_ref().map(Uid::as_str);
        let same = uid.and_then(|uid| self.by_uid.get(uid));
        let meant = same.filter(|one| one.numbers.all().any(|number| *number == link.case));
        meant.or_else(|| self.by_number.get(&link.case)).copied()
    }

    /// The repeats that were known at that time, sorted, and those of which that
    /// cannot be told: entered or dismissed in the same second, or amended
    /// since.
    fn repeats(
        &self,
        one: &Read,
        wanted: Option<&Wanted>,
        at: Time,
    ) -> (Vec<CaseNumber>, Vec<CaseNumber>) {
        let mut known = Vec::new();
        let mut perhaps = self.amended.clone();
        perhaps.retain(|number| !one.numbers.all().any(|own| own == number));
        let Some(wanted) = wanted else {
            return (known, perhaps);
        };
        let covered = |other: &&&Read| {
            let first = other.numbers.at(at) < one.numbers.at(at);
            let came = |(day, time)| wanted.covers(day, time, first);
            other.file != one.file && other.opened.is_some_and(came)
        };
        let alike = self.by_likeness.get(wanted.likeness.as_slice());
        for other in alike.into_iter().flatten().filter(covered) {
            let entered = other.entered.is_some_and(|entered| entered < at);
            let counts = other.dismissed.is_none_or(|dismissed| dismissed > at);
            match entered && counts && !other.amended {
                true => known.push(other.numbers.at(at).clone()),
                false if other.entered == Some(at) || other.dismissed == Some(at) => {
                    perhaps.push(other.numbers.at(at).clone());
                }
                false => {}
            }
        }
        known.sort();
        (known, perhaps)
    }
}
