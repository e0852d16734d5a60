//! One generated case, and how it gets the entries that it is to get: each is
//! judged as any other, and what stands against it is done first.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};

use super::cast::holders;
use super::fields;
use super::premise::Premise;
use super::wish::{Wish, new_target};
use crate::case::kinds::{Approve, Basis};
use crate::case::{Body, CaseNumber, Entry, EntryId, Facet, Kind, PersonId, Target, Targets, Time};
use crate::finding::{Arg, Code, Finding};
use crate::policy::{Intake, Rules};
use crate::procedure::condition::{Holds, holds};
use crate::procedure::goods::{Ledger, to_supply};
use crate::procedure::neighbours::Neighbours;
use crate::procedure::state::State;
use crate::procedure::{approvals, asked, candidates, closing, judge};
use crate::yaml::Text;

/// What one step may need before it, and that before it.
const DEEP: usize = 5;
/// After so many entries nothing new comes any more.
const LONG: usize = 80;

/// A generated case.
#[derive(Debug, Clone)]
pub(super) struct Walk {
    pub rules: Rules,
    pub premise: Premise,
    /// Whether a person grades it otherwise than the matrix.
    pub overrides: bool,
    /// Whether what closing needs is done from the end on: some of it cannot be
    /// done any more after the rest.
    pub backwards: bool,
    pub state: State,
    pub time: Time,
    /// What stood against the last entry that did not get in.
    pub refused: Vec<Finding>,
    /// Its kind.
    tried: Option<Kind>,
    /// What stood against each thing that closing still needed in the end.
    pub obstacles: Vec<Obstacle>,
}

/// An entry that did not get in.
#[derive(Debug, Clone, PartialEq)]
pub struct Obstacle {
    /// Its kind.
    pub kind: Kind,
    /// What stood against it; nothing where there was nothing that it could be
    /// about.
    pub refused: Vec<Code>,
}

impl Walk {
    /// A case that nothing was entered in.
    pub fn new(rules: &Rules, premise: Premise, time: Time) -> Self {
        Walk {
            rules: rules.clone(),
            premise,
            overrides: false,
            backwards: false,
            state: State::of(CaseNumber::parse("case-1").as_ref()),
            time,
            refused: Vec::new(),
            tried: None,
            obstacles: Vec::new(),
        }
    }

    fn day(&self) -> NaiveDate {
        self.rules.calendar.local(self.time.0).date_naive()
    }

    /// Opens the complaint.
    pub fn open(&mut self) -> bool {
        let body = fields::opened(self);
        let opened = body.and_then(|body| self.enter(&body)).is_some();
        if opened && self.rules.policy.intake.contains(&Intake::Pictures) {
            self.achieve(&Wish::new(Kind::Attach));
        }
        opened
    }

    /// Somebody who holds that role.
    pub fn holder(&self, role: &str) -> Option<String> {
        let holders = self.rules.people.holders(role, self.day());
        holders.first().map(|id| (*id).to_owned())
    }

    /// Grades it, as the case supposes.
    pub fn grade(&mut self) -> bool {
        self.achieve(&Wish::new(Kind::Classify)).is_some() && self.state.graded.is_some()
    }

    /// Somebody who can do an action, and is not the one who judges it.
    pub fn doer(&self) -> Option<String> {
        self.rules.people.people.names().last().map(str::to_owned)
    }

    /// Gets an entry into the case, with all its approvals.
    pub fn achieve(&mut self, wish: &Wish) -> Option<EntryId> {
        self.strive(wish, DEEP)
    }

    fn strive(&mut self, wish: &Wish, deep: usize) -> Option<EntryId> {
        if deep == 0 || self.state.log.len() > LONG {
            return None;
        }
        let target = self.target(wish, deep)?;
        for _ in 0..DEEP {
            let body = fields::body(self, wish, target.as_ref())?;
            if let Some(entry) = self.enter(&body) {
                self.approve_all();
                return Some(entry);
            }
            if !self.prepare(target.as_ref(), deep) {
                return None;
            }
        }
        None
    }

    /// The entry that the wished one is for: the one named, or one that waits for
    /// it, or a new one. Nothing where one is needed and cannot be had.
    fn target(&mut self, wish: &Wish, deep: usize) -> Option<Option<Target>> {
        if wish.target.is_some() {
            return Some(wish.target.clone());
        }
        let (kinds, must) = match wish.kind.targets() {
            Targets::None | Targets::MaybeAny if wish.of.is_none() => return Some(None),
            Targets::Any => {
                return Some(
                    self.state
                        .log
                        .last()
                        .map(|it| Target::entry(it.id().clone())),
                );
            }
            Targets::Of(kinds) | Targets::Usually(kinds) => (kinds, true),
            Targets::Maybe(kinds) => (kinds, false),
            _ => return Some(None),
        };
        if !must && wish.of.is_none() {
            return Some(self.usual(wish, deep));
        }
        let of = wish.of.as_deref();
        let fits = |entry: &EntryId| {
            let seen = self.state.seen(entry);
            seen.is_some_and(|seen| {
                let words = seen.body.facet(Facet::Kind);
                let own = seen.entry.kind().word();
                of.is_none_or(|of| of == own || words.iter().any(|word| word == of))
            })
        };
        let open = candidates(&self.state, wish.kind, &self.rules, None);
        let anomaly = wish.kind == Kind::Resolve;
        if let Some(entry) = open.iter().rev().find(|entry| fits(entry)) {
            return Some(Some(self.item(entry, wish.kind)));
        }
        let new = new_target(wish, kinds, self.rules.policy.guarantee.is_some());
        let new = if anomaly {
            new.say("arrival", "abnormal")
        } else {
            new
        };
        let entry = self.strive(&new, deep - 1)?;
        // What a judgement is about must be done first.
        if wish.kind == Kind::Evaluate {
            let done = Wish::new(Kind::Finish).about(Target::entry(entry.clone()));
            self.strive(&done, deep - 1)?;
        }
        Some(Some(self.item(&entry, wish.kind)))
    }

    /// What an entry is for that need not be for anything.
    fn usual(&mut self, wish: &Wish, deep: usize) -> Option<Target> {
        if wish.kind != Kind::Replace {
            return None;
        }
        let rma = Wish::new(Kind::Rma).say("replenish", "true");
        let known = self
            .state
            .live(Kind::Rma)
            .next_back()
            .map(|it| it.id().clone());
        let entry = known.or_else(|| self.strive(&rma, deep - 1))?;
        Some(Target::entry(entry))
    }

    /// What an entry of that kind would be for that has to do with another one:
    /// what that one is for.
    pub fn about(&self, entry: &EntryId, kind: Kind) -> Option<Target> {
        let target = self.state.seen(entry)?.body.target()?;
        let of = self.state.seen(&target.entry)?.entry.kind();
        kind.targets().allow(of).then_some(target)
    }

    /// The only item of an entry is the first one.
    fn item(&self, entry: &EntryId, kind: Kind) -> Target {
        let items = self.state.seen(entry).map_or(0, |it| it.body.items());
        Target {
            entry: entry.clone(),
            item: (kind.names_items() && items > 1).then_some(1),
        }
    }

    /// Does what stands against an entry, if anything can be done about it.
    fn prepare(&mut self, target: Option<&Target>, deep: usize) -> bool {
        let refused = self.refused.clone();
        refused
            .iter()
            .any(|finding| self.mend(finding, target, deep))
    }

    fn mend(&mut self, finding: &Finding, target: Option<&Target>, deep: usize) -> bool {
        let first = match finding.code {
            Code::TooEarly => return self.wait(finding),
            Code::NotApproved | Code::ApprovalWaiting => return self.approve_all(),
            Code::NeededFirst => return self.needed_first(finding, deep),
            Code::NotClosed => return self.close(Basis::Withdrawn),
            Code::NothingCounted | Code::MoreThanThere => Wish::new(Kind::Inspect),
            Code::NotSigned => Wish::new(Kind::Sign),
            Code::NotFinished => Wish::new(Kind::Finish),
            Code::NothingToSupplement => Wish::new(Kind::Reply).say("kind", "final"),
            Code::CustomerNotTold => Wish::new(Kind::Notify).say("party", "customer"),
            Code::NotInvestigatedAgain => Wish::new(Kind::Investigate),
            Code::NotAgreed => Wish::new(Kind::Confirm).say("what", "solution"),
            _ => return false,
        };
        let first = match (first.kind.targets(), target) {
            (Targets::Of(_), Some(target)) => first.about(target.clone()),
            _ => first,
        };
        self.strive(&first, deep - 1).is_some()
    }

    /// Makes the entry that the policy wants to see before another one.
    fn needed_first(&mut self, finding: &Finding, deep: usize) -> bool {
        let said = |name| finding.args.get(name).map(Arg::plain);
        let command = said("command").or(said("lot")).unwrap_or_default();
        let wish = said("verb").and_then(|verb| Wish::command(&verb, &command));
        wish.is_some_and(|wish| self.strive(&wish, deep - 1).is_some())
    }

    /// Lets the time pass until something may be done.
    fn wait(&mut self, finding: &Finding) -> bool {
        let Some(Arg::Time(time)) = finding.args.get("time") else {
            return false;
        };
        let later = Time(*time + TimeDelta::minutes(1));
        let waits = later > self.time;
        self.time = self.time.max(later);
        waits
    }

    /// Has somebody enter it who may; what stands against it is kept.
    fn enter(&mut self, body: &Body) -> Option<EntryId> {
        let authors = self.authors(body);
        self.enter_by(body, &authors)
    }

    fn enter_by(&mut self, body: &Body, authors: &[PersonId]) -> Option<EntryId> {
        self.time = Time(self.time.0 + TimeDelta::minutes(1));
        self.refused.clear();
        self.tried = Some(body.kind());
        for author in authors {
            let entry = Arc::new(Entry {
                id: self.next_id(),
                at: self.time,
                by: author.clone(),
                via: None,
                imported: false,
                body: body.clone(),
            });
            let found = judge(
                &self.state,
                &entry,
                &self.rules,
                &Neighbours::default(),
                self.time,
            );
            if found.is_empty() {
                self.refused.clear();
                self.state.push(&entry, &self.rules);
                return Some(entry.id.clone());
            }
            let by_another = |finding: &Finding| {
                let codes = [Code::OwnEntry, Code::SamePerson, Code::OwnAction];
                codes.contains(&finding.code)
            };
            let personal = found.iter().all(by_another);
            self.refused = found;
            if !personal {
                break;
            }
        }
        None
    }

    fn next_id(&self) -> EntryId {
        let place = self.state.log.len();
        let digit = |of: usize| u8::try_from(of % 20).unwrap_or_default();
        EntryId::from_bytes([0, 0, 0, digit(place / 400), digit(place / 20), digit(place)])
    }

    /// Those who may enter it: by the rows of the policy, by the department that
    /// is asked, or as the one who took an action on.
    fn authors(&self, body: &Body) -> Vec<PersonId> {
        let day = self.day();
        let applies = |condition| holds(condition, &self.state, Some(body), &self.rules);
        let rows = self.rules.policy.entering.only.iter().filter(|only| {
            let suppressed = !only.unless.is_empty() && applies(&only.unless) == Holds::Yes;
            only.enter.matches(body) && !suppressed && applies(&only.when) != Holds::No
        });
        let rows: Vec<Vec<String>> = rows
            .map(|only| only.role.iter().map(Text::to_string).collect())
            .collect();
        let shared = |role: &&String| rows.iter().all(|roles| roles.contains(role));
        let all = rows.first().into_iter().flatten();
        let mut roles: Vec<String> = all.clone().filter(shared).cloned().collect();
        // Who holds a role of one row only is refused, and that is told.
        if roles.is_empty() {
            roles.extend(all.take(1).cloned());
        }
        if let Some(department) = self.department(body) {
            roles = vec![department];
        }
        holders(&self.rules.people, &roles, day)
    }

    fn department(&self, body: &Body) -> Option<String> {
        if !matches!(body.kind(), Kind::Sign | Kind::Opinion | Kind::Finish) {
            return None;
        }
        let target = body.target()?;
        let all = asked(&self.state);
        let mut meant = all.iter().filter(|it| it.target.entry == target.entry);
        meant.next().map(|it| it.department.to_owned())
    }

    /// Gives every approval that somebody waits for; whether any was given.
    pub fn approve_all(&mut self) -> bool {
        let mut given = false;
        while self.state.log.len() <= LONG {
            let waiting = approvals::waiting(&self.state, &self.rules);
            if !waiting.iter().any(|step| self.approve(step)) {
                break;
            }
            given = true;
        }
        given
    }

    fn approve(&mut self, step: &approvals::Waiting) -> bool {
        let day = self.day();
        step.roles.iter().any(|role| {
            let approve = |role: &str| {
                Some(Body::from(Approve {
                    target: Some(Target::entry(step.entry.clone())),
                    when: None,
                    role: Text::new(role)?,
                    reason: None,
                }))
            };
            let people = holders(&self.rules.people, std::slice::from_ref(role), day);
            let entered = approve(role).and_then(|body| self.enter_by(&body, &people));
            entered.is_some()
        })
    }

    /// Closes the case on that ground, doing before it what that still needs;
    /// whether it is closed in the end.
    pub fn close(&mut self, basis: Basis) -> bool {
        let close = Wish::new(Kind::Close).say("basis", basis.word());
        while self.state.log.len() <= LONG {
            self.approve_all();
            let Some(body) = fields::body(self, &close, None) else {
                return false;
            };
            if self.enter(&body).is_some() {
                self.approve_all();
                return self.state.closed.is_some();
            }
            let refused = self.refused.clone();
            let waited = refused
                .iter()
                .any(|it| it.code == Code::TooEarly && self.wait(it));
            if !waited && !self.further(basis) {
                self.refused = refused;
                return false;
            }
        }
        false
    }

    /// Does everything that the customer is still to get; whether nothing is left.
    pub fn supply(&mut self) -> bool {
        while self.state.log.len() <= LONG {
            let ledger = Ledger::of(&self.state, &self.rules);
            let Some(point) = to_supply(&ledger).into_iter().next() else {
                return true;
            };
            let wish = Wish::command(point.verb, &point.command);
            if wish.is_none_or(|wish| self.achieve(&wish).is_none()) {
                return false;
            }
        }
        false
    }

    /// Does one of the things that closing still needs; whether anything came of
    /// it.
    fn further(&mut self, basis: Basis) -> bool {
        let mut open = closing::unmet(&self.state, &self.rules, basis).unwrap_or_default();
        if self.backwards {
            open.reverse();
        }
        self.obstacles.clear();
        for need in &open {
            let wish = Wish::command(need.verb, &need.command);
            let Some(wish) = wish.map(|wish| self.fitting(wish, basis)) else {
                continue;
            };
            self.refused.clear();
            self.tried = None;
            let made = match wish.kind {
                Kind::Approve => self.approve_all(),
                _ => self.achieve(&wish).is_some(),
            };
            if made && !self.lacks(basis, need) {
                return true;
            }
            // What got in and is not in force waits for somebody.
            let obstacle = Obstacle {
                kind: self.tried.unwrap_or(wish.kind),
                refused: self.against(),
            };
            if !self.obstacles.contains(&obstacle) {
                self.obstacles.push(obstacle);
            }
        }
        false
    }

    /// The entry at which it stopped.
    pub fn stopped(&self) -> Option<Obstacle> {
        let refused = self.against();
        let kind = self.tried.filter(|_| !refused.is_empty())?;
        Some(Obstacle { kind, refused })
    }

    /// What stood against the last entry, each once.
    pub fn against(&self) -> Vec<Code> {
        let mut codes: Vec<Code> = self.refused.iter().map(|finding| finding.code).collect();
        codes.dedup();
        codes
    }

    /// Whether closing still needs just that.
    fn lacks(&self, basis: Basis, need: &closing::Open) -> bool {
        let open = closing::unmet(&self.state, &self.rules, basis).unwrap_or_default();
        open.contains(need)
    }

    /// What such an entry says where the case is going to be closed so.
    fn fitting(&self, wish: Wish, basis: Basis) -> Wish {
        let elsewhere = basis == Basis::NotOurs && self.premise.party.is_none();
        match wish.kind {
            Kind::Investigate if elsewhere => {
                wish.says(std::iter::once((Facet::Party, "supplier".to_owned())))
            }
            _ => wish,
        }
    }
}
