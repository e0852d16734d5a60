//! A case takes its number: where the policy names a remote, only after the
//! number was reserved there; where that cannot be, the next one known here.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;

use super::desk::Desk;
use super::open::{TRIES, free_numbers, known_numbers};
use super::renumber::taken;
use crate::case::{CaseNumber, Uid};
use crate::finding::{Code, Finding, Stop};
use crate::git::{Attempt, Why};
use crate::policy::Policy;

/// How often somebody may be faster before we give up: as many clones would
/// have to take a number at once.
const ROUNDS: u32 = 100;

/// How often a remote may refuse a number that nobody has there. Another's
/// push can be at work on it.
const REFUSALS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(40);

/// How many numbers are reserved in one push.
const AT_ONCE: usize = 100;

/// For whom a number is wanted.
pub(super) struct Taking<'a> {
    /// The policy whose pattern it follows.
    pub policy: &'a Policy,
    /// The day of the complaint.
    pub day: NaiveDate,
    /// The case.
    pub uid: &'a Uid,
    /// Nothing is reserved.
    pub dry_run: bool,
}

/// A number reserved for us.
#[derive(Debug, Clone)]
struct Held {
    number: CaseNumber,
    commit: String,
}

/// What a run has reserved, and what it could not.
#[derive(Debug, Default)]
pub(super) struct Reserving {
    /// Reserved and not used yet, by period.
    ahead: RefCell<HashMap<String, VecDeque<Held>>>,
    /// How many numbers of a period are still to be taken.
    expected: RefCell<HashMap<String, usize>>,
    /// Why nothing can be reserved; it is not tried again.
    failed: RefCell<Option<Why>>,
    /// Numbers taken all the same.
    unreserved: RefCell<Vec<String>>,
}

/// Gives `put` one number after another, until one is free and used. A number
/// reserved for a case that is then not written is given back.
///
/// # Errors
/// Whatever `put` says; or too many numbers were taken meanwhile.
pub(super) fn take_number<T>(
    desk: &Desk,
    taking: &Taking,
    mut put: impl FnMut(&CaseNumber) -> Result<Option<T>, Stop>,
) -> Result<T, Stop> {
    for _ in 0..TRIES {
        let Some(held) = next_held(desk, taking)? else {
            break;
        };
        // A remote is waited for without the lock, so look again under it.
        let mut put = || {
            let _numbering = desk.register.lock_numbering()?;
            let known = known_numbers(desk, taking.policy, taking.day)?;
            match known.iter().any(|known| known == held.number.as_str()) {
                true => Ok(None),
                false => put(&held.number),
            }
        };
        match put() {
            Ok(Some(done)) => return Ok(done),
            // Somebody here has it now, and it stays reserved for them.
            Ok(None) => {}
            Err(stop) => {
                give_back(desk, &[held]);
                return Err(stop);
            }
        }
    }
    let _numbering = desk.register.lock_numbering()?;
    for number in free_numbers(desk, taking.policy, taking.day)? {
        if let Some(done) = put(&number)? {
            if !taking.dry_run {
                desk.took_unreserved(number.as_str());
            }
            return Ok(done);
        }
    }
    Err(Finding::new(Code::Changed).arg("file", "cases").into())
}

/// Reserves that very number while `put` uses it.
///
/// # Errors
/// Somebody has reserved it; or whatever `put` says.
pub(super) fn hold<T>(
    desk: &Desk,
    number: &CaseNumber,
    uid: &Uid,
    put: impl FnOnce() -> Result<T, Stop>,
) -> Result<T, Stop> {
    let held = match desk.remote() {
        Some(remote) => named_number(desk, &remote, number, uid)?,
        None => None,
    };
    let done = put();
    match (&done, held) {
        (Ok(_), None) => desk.took_unreserved(number.as_str()),
        (Err(_), Some(held)) => give_back(desk, &[held]),
        _ => {}
    }
    done
}

/// That number, reserved. None: nothing can be reserved.
fn named_number(
    desk: &Desk,
    remote: &str,
    number: &CaseNumber,
    uid: &Uid,
) -> Result<Option<Held>, Stop> {
    let mut refused = 0;
    let why = loop {
        match desk.git.reserved(remote, number.as_str()) {
            Ok(there) if there.iter().any(|known| known == number.as_str()) => {
                return Err(taken(number, Some(remote.to_owned())));
            }
            Ok(_) => {}
            Err(why) => break why,
        }
        match desk.git.reserve(remote, &[number.as_str()], uid.as_str()) {
            Ok(Attempt::Held(commit)) => {
                let number = number.clone();
                return Ok(Some(Held { number, commit }));
            }
            Ok(Attempt::Rejected(why)) if refused == REFUSALS => break why,
            Ok(Attempt::Rejected(_)) => wait(&mut refused),
            Err(why) => break why,
        }
    };
    desk.reserving.failed.replace(Some(why));
    Ok(None)
}

/// The next number reserved for us. None: nothing is to be reserved, or can be.
fn next_held(desk: &Desk, taking: &Taking) -> Result<Option<Held>, Stop> {
    let reserving = &desk.reserving;
    let Some(remote) = desk.remote().filter(|_| !taking.dry_run) else {
        return Ok(None);
    };
    let period = period(taking.policy, taking.day);
    let mut ahead = reserving.ahead.borrow_mut();
    let ahead = ahead.entry(period.clone()).or_default();
    if ahead.is_empty() && reserving.failed.borrow().is_none() {
        let mut expected = reserving.expected.borrow_mut();
        let expected = expected.entry(period).or_default();
        let count = (*expected).clamp(1, AT_ONCE);
        *expected = expected.saturating_sub(count);
        match next_numbers(desk, &remote, taking, count)? {
            Ok(held) => ahead.extend(held),
            Err(why) => drop(reserving.failed.replace(Some(why))),
        }
    }
    Ok(ahead.pop_front())
}

/// Reserves so many numbers above all that are known here or reserved there.
fn next_numbers(
    desk: &Desk,
    remote: &str,
    taking: &Taking,
    count: usize,
) -> Result<Result<Vec<Held>, Why>, Stop> {
    let (numbering, day) = (&taking.policy.numbering, taking.day);
    let known = known_numbers(desk, taking.policy, day)?;
    let before = numbering.before(day);
    let mut refused = 0;
    let mut last = 0;
    let mut why = Why::new();
    for _ in 0..ROUNDS {
        let there = match desk.git.reserved(remote, &before) {
            Ok(there) => there,
            Err(why) => return Ok(Err(why)),
        };
        let all = known.iter().chain(&there).map(String::as_str);
        let first = numbering.highest(day, all).unwrap_or(0) + 1;
        // Nobody was faster, so the remote itself does not want it.
        if first == last {
            if refused == REFUSALS {
                break;
            }
            wait(&mut refused);
        }
        last = first;
        let serials = first..first.saturating_add(count as u32);
        let numbers = serials.map_while(|serial| numbering.number(day, serial));
        let numbers: Vec<CaseNumber> = numbers.collect();
        match reserve(desk, remote, &numbers, taking.uid) {
            Ok(Attempt::Held(commit)) => return Ok(Ok(held(numbers, &commit))),
            Ok(Attempt::Rejected(reason)) => why = reason,
            Err(why) => return Ok(Err(why)),
        }
    }
    Ok(Err(why))
}

fn reserve(desk: &Desk, remote: &str, numbers: &[CaseNumber], uid: &Uid) -> Result<Attempt, Why> {
    let numbers: Vec<&str> = numbers.iter().map(CaseNumber::as_str).collect();
    desk.git.reserve(remote, &numbers, uid.as_str())
}

fn held(numbers: Vec<CaseNumber>, commit: &str) -> Vec<Held> {
    let numbers = numbers.into_iter();
    let held = numbers.map(|number| Held {
        number,
        commit: commit.to_owned(),
    });
    held.collect()
}

/// Waits, longer each time.
fn wait(refused: &mut u32) {
    *refused += 1;
    thread::sleep(PAUSE * *refused);
}

/// Numbers of those days will be taken, one a day named.
pub(super) fn expect_numbers(desk: &Desk, days: impl Iterator<Item = NaiveDate>) {
    let mut expected = desk.reserving.expected.borrow_mut();
    for day in days {
        let policy = desk.book.on(day).policy;
        *expected.entry(period(&policy, day)).or_default() += 1;
    }
}

/// Gives back what was reserved and is not needed.
pub(super) fn give_back_rest(desk: &Desk) {
    desk.reserving.expected.borrow_mut().clear();
    for (_, mut rest) in desk.reserving.ahead.borrow_mut().drain() {
        give_back(desk, rest.make_contiguous());
    }
}

/// Gives numbers back. One that the remote keeps is never taken, which harms
/// nobody.
fn give_back(desk: &Desk, held: &[Held]) {
    let (Some(remote), Some(first)) = (desk.remote(), held.first()) else {
        return;
    };
    let numbers: Vec<&str> = held.iter().map(|held| held.number.as_str()).collect();
    let _ = desk.git.give_back(&remote, &numbers, &first.commit);
}

/// Reserves numbers that cases have already, as far as nobody did.
pub(super) fn reserve_taken(desk: &Desk, numbers: &[String]) {
    let Some(remote) = desk.remote() else {
        return;
    };
    if let Err(why) = reserve_missing(desk, &remote, numbers) {
        desk.reserving.failed.replace(Some(why));
        for number in numbers {
            desk.took_unreserved(number);
        }
    }
}

fn reserve_missing(desk: &Desk, remote: &str, numbers: &[String]) -> Result<(), Why> {
    let mut refused = 0;
    let mut why = Why::new();
    while refused <= REFUSALS {
        let there = desk.git.reserved(remote, "")?;
        let missing = numbers.iter().filter(|number| !there.contains(number));
        let missing: Vec<&str> = missing.map(String::as_str).collect();
        let mut all = true;
        for chunk in missing.chunks(AT_ONCE) {
            let uid = desk.new_uid();
            if let Attempt::Rejected(reason) = desk.git.reserve(remote, chunk, uid.as_str())? {
                (why, all) = (reason, false);
            }
        }
        if all {
            return Ok(());
        }
        wait(&mut refused);
    }
    Err(why)
}

/// What is the same in all numbers among which a serial is given once.
fn period(policy: &Policy, day: NaiveDate) -> String {
    let zero = policy.numbering.number(day, 0);
    zero.map_or(String::new(), |number| number.to_string())
}

impl Desk {
    /// The remote at which numbers are reserved, as the policy of today says.
    fn remote(&self) -> Option<String> {
        let policy = self.book.revisions.on(self.today());
        policy.reserve.as_ref().map(ToString::to_string)
    }

    fn took_unreserved(&self, number: &str) {
        if self.remote().is_some() {
            let mut all = self.reserving.unreserved.borrow_mut();
            all.push(number.to_owned());
        }
    }

    /// The numbers that were taken in this run and could not be reserved.
    pub fn unreserved(&self) -> Option<Finding> {
        let all = self.reserving.unreserved.borrow();
        let finding = Finding::new(Code::NumberNotReserved)
            .arg("number", all.first()?.as_str())
            .arg("remote", self.remote()?);
        let several = all.len() > 1;
        let finding = finding.maybe("more", several.then(|| all.len() - 1));
        let why = self.reserving.failed.borrow().clone();
        Some(finding.arg("why", why.unwrap_or_default()))
    }
}
