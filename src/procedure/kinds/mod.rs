//! Guard and effect of each kind of entry, one file a kind.

mod accept;
mod act;
mod amend;
mod answer;
mod appraise;
mod approve;
mod assign;
mod cancel;
mod classify;
mod close;
mod compensate;
mod contact;
mod contain;
mod disposition;
mod inspect;
mod investigate;
mod link;
mod open;
mod recall;
mod receive;
mod reopen;
mod replace;
mod reply;
mod request;
mod resolve;
mod respond;
mod rma;
mod sampling;
mod ship;
mod strike;
mod trace;
mod verify;

use super::approvals;
use super::cause::{is_refuted, verification};
use super::judge::{Refusals, Situation};
use super::state::State;
use crate::case::kinds::{
    Accept, Amend, Answer, Appraise, Cancel, Classify, Close, Compensate, Disposition, Inspect,
    Link, Open, Receive, Reopen, Replace, Reply, Request, Resolve, Respond, Rma, Ship, Strike,
};
use crate::case::kinds::{
    Act, Assign, Contain, Evaluate, Finish, Investigate, Notify, Opinion, Recall, Remind, Retrieve,
    Sign, Survey, Trace, Verify, Visit,
};
use crate::case::kinds::{Approve, Ask, Attach, Confirm, Note, Reject, Renumber, each_kind};
use crate::case::{Body, EntryId, Kind, PersonId, Targets};
use crate::finding::{Code, Finding};
use crate::policy::Rules;

/// What a kind of entry asks and does, beyond what holds for all.
pub(super) trait Procedure {
    /// Whether it may follow a `close`.
    const AFTER_CLOSE: bool = false;

    /// Whether it makes no sense once the facts are refuted (pharma.5).
    const NEEDS_FACTS: bool = false;

    /// Whether the case that leads carries it.
    const LED: bool = false;

    /// What speaks against it.
    fn guard(&self, _situation: &Situation, _no: &mut Refusals) {}

    /// What it changes from the moment it is in force; it stands at that
    /// position of the log.
    fn effect(&self, _state: &mut State, _position: usize) {}

    /// Whether an entry is one that this kind could answer now.
    fn answers(_state: &State, _target: &super::Seen, _rules: &Rules) -> bool {
        true
    }
}

impl Procedure for Ask {}
impl Procedure for Visit {
    const AFTER_CLOSE: bool = true;
}
impl Procedure for Confirm {}
impl Procedure for Note {
    const AFTER_CLOSE: bool = true;
}
impl Procedure for Attach {
    const AFTER_CLOSE: bool = true;
}
impl Procedure for Renumber {
    const AFTER_CLOSE: bool = true;
}

macro_rules! dispatch {
    ($($name:ident $word:literal $targets:expr;)*) => {
        pub(super) fn guard(body: &Body, situation: &Situation, no: &mut Refusals) {
            match body { $(Body::$name(body) => body.guard(situation, no),)* }
        }

        pub(super) fn effect(body: &Body, state: &mut State, position: usize) {
            match body { $(Body::$name(body) => body.effect(state, position),)* }
        }

        pub(super) fn may_follow_close(kind: Kind) -> bool {
            match kind { $(Kind::$name => <$name as Procedure>::AFTER_CLOSE,)* }
        }

        fn needs_facts(kind: Kind) -> bool {
            match kind { $(Kind::$name => <$name as Procedure>::NEEDS_FACTS,)* }
        }

        fn is_led(kind: Kind) -> bool {
            match kind { $(Kind::$name => <$name as Procedure>::LED,)* }
        }

        fn could_answer(
            kind: Kind,
            state: &State,
            target: &super::Seen,
            rules: &Rules,
        ) -> bool {
            match kind { $(Kind::$name => <$name as Procedure>::answers(state, target, rules),)* }
        }
    };
}
each_kind!(dispatch);

/// Refuses what only goes on where the facts are true, and what the case that
/// leads carries.
pub(super) fn belongs(situation: &Situation, no: &mut Refusals) {
    let kind = situation.entry.kind();
    if needs_facts(kind)
        && let Some((seen, _)) = verification(situation.state)
        && is_refuted(situation.state)
    {
        let finding = Finding::new(Code::FactsRefuted).arg("kind", kind.word());
        no.add(finding.arg("entry", seen.id().as_str()));
    }
    if is_led(kind) {
        not_led(situation, no);
    }
}

/// One cause, one investigation: the case that leads carries it and its
/// actions.
fn not_led(situation: &Situation, no: &mut Refusals) {
    if let Some(lead) = situation.state.leader() {
        let finding = Finding::new(Code::LeadCarries).arg("lead", lead.case.as_str());
        let verb = situation.entry.kind().word();
        no.add(finding.arg("kind", verb).arg("verb", verb));
    }
}

/// A person named in an entry must be one of the house's, and here.
fn person_known(id: &PersonId, field: &str, situation: &Situation, no: &mut Refusals) {
    if let Some(finding) = super::common::about_person(id, situation) {
        no.field(field, finding);
    }
}

/// The entries that one of this kind could answer now; for approvals those
/// that wait for a role which that person holds.
pub fn candidates(
    state: &State,
    kind: Kind,
    rules: &Rules,
    by: Option<(&PersonId, chrono::NaiveDate)>,
) -> Vec<EntryId> {
    let open = |seen: &&super::Seen| {
        seen.is_live()
            && kind.targets().allow(seen.entry.kind())
            && could_answer(kind, state, seen, rules)
    };
    match kind {
        Kind::Approve | Kind::Reject => {
            let waiting = approvals::waiting(state, rules).into_iter();
            let mine = |waiting: &super::Waiting| {
                by.is_none_or(|(person, day)| {
                    let person = rules.people.get(person);
                    person.is_some_and(|person| {
                        waiting.roles.iter().any(|role| person.holds(role, day))
                    })
                })
            };
            waiting.filter(mine).map(|waiting| waiting.entry).collect()
        }
        _ if matches!(kind.targets(), Targets::Of(_) | Targets::Usually(_)) => state
            .log
            .iter()
            .filter(open)
            .map(|seen| seen.id().clone())
            .collect(),
        _ => Vec::new(),
    }
}

/// A word that must be on a list of the policy or catalog, where the list is
/// there.
pub(super) fn known<'a>(
    no: &mut Refusals,
    field: &str,
    what: &'static str,
    word: &str,
    list: impl Iterator<Item = &'a str> + Clone,
) {
    if list.clone().next().is_none() || list.clone().any(|known| known == word) {
        return;
    }
    let near = crate::yaml::nearest(word, list.clone()).map(str::to_owned);
    let few: Vec<String> = list.take(12).map(str::to_owned).collect();
    let finding = Finding::new(Code::UnknownReference)
        .arg("what", what)
        .arg("word", word);
    no.field(field, finding.maybe("nearest", near).arg("known", few));
}
