//! What all cases together tell each other.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::ask::{Ask, AsksCovers, AsksNumber};
use super::{Bench, Read};
use crate::case::kinds::Link;
use crate::case::{Body, Case, CaseNumber, Entry, Time, Uid};
use crate::ops::desk::{RuleBook, parse};
use crate::ops::lead::lead;
use crate::ops::neighbours::Wanted;
use crate::ops::shipments::{Asked, Found};
use crate::policy::Rules;
use crate::procedure::goods::{Cover, beyond};
use crate::procedure::{CaseFacts, Neighbours, State};
use crate::register::{CaseFile, Register};

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

/// Customer, lot and unit.
type Goods<'a> = (&'a str, &'a str, &'a str);

/// Cases by number and by what makes them repeats of each other.
pub(super) struct Index<'a> {
    register: &'a Register,
    book: &'a RuleBook,
    /// Cases that are not in the register yet.
    unwritten: &'a [(CaseFile, Case)],
    by_number: HashMap<&'a CaseNumber, &'a Read>,
    by_uid: HashMap<&'a str, &'a Read>,
    by_likeness: HashMap<&'a [String], Vec<&'a Read>>,
    /// The first case that follows each, by the uid of the one that leads.
    led: HashMap<&'a str, (&'a Read, Time)>,
    /// What RMAs cover, by customer, lot and unit.
    covers: HashMap<Goods<'a>, Vec<(&'a Read, &'a Cover)>>,
    /// RMA numbers, with the time from which each was there.
    by_rma: HashMap<&'a str, Vec<(&'a Read, Time)>>,
    /// Cases with RMAs by every number that they had.
    by_any_number: HashMap<&'a CaseNumber, Vec<&'a Read>>,
    /// Cases that say something else than once, or cannot be read.
    amended: Vec<CaseNumber>,
    unread: Vec<CaseNumber>,
}

impl<'a> Index<'a> {
    /// The index of those, of which some are not written yet; the others could not
    /// be read, so that nobody can tell what they say.
    pub fn of(
        bench: &Bench<'a>,
        read: &'a [Read],
        unwritten: &'a [(CaseFile, Case)],
        unread: Vec<CaseNumber>,
    ) -> Self {
        let mut index = Index {
            register: bench.register,
            book: bench.book,
            unwritten,
            by_number: HashMap::new(),
            by_uid: HashMap::new(),
            by_likeness: HashMap::new(),
            led: HashMap::new(),
            covers: HashMap::new(),
            by_rma: HashMap::new(),
            by_any_number: HashMap::new(),
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
            for (number, at) in &one.rmas {
                index.by_rma.entry(number).or_default().push((one, *at));
            }
            if !one.gave.is_empty() {
                for number in one.numbers.all() {
                    index.by_any_number.entry(number).or_default().push(one);
                }
            }
            if let Some((customer, covers)) = &one.covers {
                for cover in covers {
                    let key = (customer.as_str(), cover.lot.as_str(), cover.unit.as_str());
                    index.covers.entry(key).or_default().push((one, cover));
                }
            }
            if let Some(likeness) = &one.likeness {
                index.by_likeness.entry(likeness).or_default().push(one);
            }
        }
        index
    }

    /// The other cases that are alike.
    pub fn alike(&self, one: &'a Read) -> impl Iterator<Item = &'a Read> {
        let likeness = one.likeness.as_deref();
        let alike = likeness.and_then(|likeness| self.by_likeness.get(likeness));
        let others = alike.into_iter().flatten().copied();
        others.filter(|other| other.file != one.file)
    }

    /// Whether the others could say something against it.
    pub fn speaks_against(&self, one: &Read) -> bool {
        one.asks.iter().any(|ask| match ask {
            Ask::Link | Ask::Lead => true,
            Ask::Repeats(at, wanted, written) => {
                self.repeats(one, wanted.as_ref(), *at).0 != *written
            }
            Ask::Covers(asks) => beyond(&asks.items, &self.found(one, asks)).is_some(),
            Ask::NumberOf(asks) => self.number_of(one, asks).is_some(),
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
            Body::Close(_) | Body::Reply(_) | Body::Approve(_) => {
                let leads = state.leader().and_then(|link| self.linked(link));
                let case = leads.and_then(|other| self.case(&other.file));
                let then = Some(entry.at);
                neighbours.lead = case.map(|case| lead(&case, self.book, then, None));
            }
            Body::Link(link) => {
                let other = self.linked(link).map(|other| self.facts(other));
                if other.is_some() || !self.unread.contains(&link.case) {
                    neighbours.cases.insert(link.case.clone(), other);
                }
                let led = self.led.get(one.facts.uid.as_str());
                let led = led.filter(|(_, since)| *since <= entry.at);
                neighbours.led = led.map(|(other, _)| other.numbers.now.clone());
            }
            Body::Rma(_) => {
                let asks = one.asks.iter().filter_map(|ask| match ask {
                    Ask::Covers(asks) if asks.entry == entry.id => Some(asks),
                    _ => None,
                });
                let found = asks.map(|asks| self.found(one, asks)).next();
                neighbours.shipped = found.unwrap_or_default();
            }
            Body::Receive(_) => {
                let mut asks = one.asks.iter().filter_map(|ask| match ask {
                    Ask::NumberOf(asks) if asks.entry == entry.id => Some(asks),
                    _ => None,
                });
                neighbours.number_of = asks.next().and_then(|asks| self.number_of(one, asks));
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

    /// What a file says; nothing where it cannot be read.
    fn case(&self, file: &CaseFile) -> Option<Case> {
        let new = self.unwritten.iter().find(|(known, _)| known == file);
        let new = new.map(|(_, case)| case.clone());
        new.or_else(|| Some(parse(self.register, file).ok()?.1))
    }

    /// What was shipped of the items of an RMA, and what other RMAs covered of
    /// it when that one was entered.
    fn found(&self, one: &Read, asks: &AsksCovers) -> Found {
        let others = |asked: &Asked| -> Decimal {
            let key = (
                asked.customer.as_str(),
                asked.lot.as_str(),
                asked.unit.as_str(),
            );
            let same = self.covers.get(&key).into_iter().flatten();
            let others = same.filter(|(other, _)| other.file != one.file);
            others.map(|(_, cover)| cover.before(asks.at)).sum()
        };
        let each = |asked: &Option<Asked>| asked.as_ref().map(|asked| asked.with(others(asked)));
        asks.asked.iter().map(each).collect()
    }

    /// The case that the number on goods is of, where it is another one than is
    /// written; what an RMA that no longer counts once said is let stand.
    fn number_of(&self, one: &Read, asks: &AsksNumber) -> Option<Option<CaseNumber>> {
        if let Some(written) = &asks.written {
            let (case, id) = asks.number.rsplit_once('-')?;
            let gave = |other: &&Read| {
                let mut numbers = other.numbers.all();
                let had = numbers.any(|number| number.as_str().eq_ignore_ascii_case(case));
                had && other.gave.iter().any(|known| known.as_str() == id)
            };
            let other = self.by_any_number.get(written).into_iter().flatten();
            let right = other
                .copied()
                .any(|other| other.file != one.file && gave(&other));
            if right || self.unread.contains(written) {
                return None;
            }
        }
        let now = self.by_rma.get(asks.number.as_str()).into_iter().flatten();
        let mut now = now.filter(|(other, at)| other.file != one.file && *at < asks.at);
        let now = now.next().map(|(other, _)| other.numbers.now.clone());
        (now != asks.written).then_some(now)
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
