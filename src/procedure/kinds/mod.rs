//! Guard and effect of each kind of entry, one file a kind.

mod accept;
mod amend;
mod answer;
mod appraise;
mod approve;
mod cancel;
mod classify;
mod close;
mod compensate;
mod disposition;
mod inspect;
mod link;
mod open;
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

use super::approvals;
use super::judge::{Refusals, Situation};
use super::state::State;
use crate::case::kinds::{
    Accept, Amend, Answer, Appraise, Cancel, Classify, Close, Compensate, Disposition, Inspect,
    Link, Open, Receive, Reopen, Replace, Reply, Request, Resolve, Respond, Rma, Ship, Strike,
};
use crate::case::kinds::{Approve, Ask, Attach, Confirm, Note, Reject, Renumber, each_kind};
use crate::case::{Body, EntryId, Kind, PersonId, Targets};
use crate::policy::Rules;

/// What a kind of entry asks and does, beyond what holds for all.
pub(super) trait Procedure {
    /// Whether it may follow a `close`.
    const AFTER_CLOSE: bool = false;

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
    use crate::finding::{Code, Finding};
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
