//! What a case still needs before it is closed.

use super::approvals;
use super::cause::{investigation, is_refuted};
use super::condition::{Holds, holds};
use super::goods::{Ledger, Place};
use super::needs::{Lack, Scene, lacks};
use super::recalls::recalls;
use super::state::State;
use crate::case::kinds::{Basis, Close};
use crate::case::{Body, CaseNumber, EntryId, PersonId};
use crate::policy::{Closing, Need, Rules};

/// A need that is not met.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// What is needed.
    pub need: Need,
    /// The row of the policy that asks for it.
    pub rule: String,
    /// The command that settles it, but for the word `plaint` and the case.
    pub command: String,
    /// The verb of that command.
    pub verb: &'static str,
    /// The case in which it is settled, where that is the one that leads.
    pub case: Option<CaseNumber>,
    /// The department that owes it.
    pub role: Option<String>,
    /// The person who owes it.
    pub person: Option<PersonId>,
    /// Where pieces are that it is about, and how many.
    pub goods: Option<(Place, String)>,
}

impl From<Open> for Lack {
    fn from(open: Open) -> Self {
        Lack {
            verb: open.verb,
            rest: open.command,
            case: open.case,
            role: open.role,
            person: open.person,
            goods: open.goods,
        }
    }
}

/// Something that closing needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What is needed.
    pub need: Need,
    /// The row of the policy that asks for it.
    pub rule: String,
    /// What lacks for it: nothing where it is met.
    pub open: Vec<Open>,
}

/// Everything that closing on that ground needs, met or not; nothing where the
/// policy does not allow the ground. Actions that are named go on after it.
pub fn checklist(
    state: &State,
    rules: &Rules,
    basis: Basis,
    outlive: &[EntryId],
) -> Option<Vec<Wanted>> {
    let closing = rules.policy.closing.get(basis.word())?;
    let ledger = Ledger::of(state, rules);
    let scene = Scene {
        state,
        rules,
        ledger: &ledger,
        outlive,
    };
    let wanted = |(need, rule): (Need, String)| Wanted {
        open: lacks(need, &scene)
            .into_iter()
            .map(|lack| open(need, &rule, lack))
            .collect(),
        need,
        rule,
    };
    let needs = needs(state, rules, basis, closing);
    Some(needs.into_iter().map(wanted).collect())
}

/// The needs of that basis that are not met; nothing where the policy does not
/// allow the basis.
pub fn unmet(state: &State, rules: &Rules, basis: Basis) -> Option<Vec<Open>> {
    let wanted = checklist(state, rules, basis, &[])?;
    Some(wanted.into_iter().flat_map(|wanted| wanted.open).collect())
}

/// The needs of that basis, each once, with the row of the policy.
fn needs(state: &State, rules: &Rules, basis: Basis, closing: &Closing) -> Vec<(Need, String)> {
    let always = closing
        .needs
        .iter()
        .map(|need| (*need, format!("closing.{basis}.needs")));
    let level = state.severity().unwrap_or_default();
    let graded = closing.when_severity.get(level).into_iter().flatten();
    let graded = graded.map(|need| (*need, format!("closing.{basis}.when-severity.{level}")));
    let close = Body::from(Close {
        when: None,
        basis,
        outlive: Vec::new().into(),
        text: None,
    });
    // Of what nobody knows yet, such as the severity, nothing is asked.
    let also = closing.also.iter().enumerate();
    let also = also.filter(|(_, row)| holds(&row.when, state, Some(&close), rules) == Holds::Yes);
    let also = also.flat_map(|(at, row)| {
        let rule = format!("closing.{basis}.also[{at}]");
        row.needs.iter().map(move |need| (*need, rule.clone()))
    });
    // No case is closed while nobody knows where a piece is.
    let pieces = [(Need::GoodsAccountedFor, "closing".to_owned())];
    // Nor while goods that were called back are with somebody.
    let called = recalls(state).into_iter().any(|it| it.seen.is_in_force());
    let called = called.then(|| (Need::RecallComplete, "closing".to_owned()));
    let mut named = Vec::new();
    let all = always.chain(graded).chain(also).chain(pieces).chain(called);
    all.filter(|(need, _)| {
        let again = named.contains(need);
        named.push(*need);
        !again
    })
    .collect()
}

fn open(need: Need, rule: &str, lack: Lack) -> Open {
    Open {
        need,
        rule: rule.to_owned(),
        command: lack.rest,
        verb: lack.verb,
        case: lack.case,
        role: lack.role,
        person: lack.person,
        goods: lack.goods,
    }
}

/// Whether closing on that ground needs it.
pub(super) fn asks(state: &State, rules: &Rules, basis: Basis, wanted: Need) -> bool {
    let closing = rules.policy.closing.get(basis.word());
    closing.is_some_and(|closing| {
        let all = needs(state, rules, basis, closing);
        all.iter().any(|(need, _)| *need == wanted)
    })
}

/// The ground on which the case is going to be closed, as far as it is known:
/// refuted, not ours, or the customer's acceptance.
pub(super) fn heads_for(state: &State, rules: &Rules) -> Basis {
    let allows = |basis: Basis| rules.policy.closing.get(basis.word()).is_some();
    let not_ours = || investigation(state, rules).is_some_and(|(_, found)| found.is_not_ours());
    if allows(Basis::Refuted) && is_refuted(state) {
        Basis::Refuted
    } else if allows(Basis::NotOurs) && not_ours() {
        Basis::NotOurs
    } else {
        Basis::Accepted
    }
}

/// The grounds on which nothing lacks for closing, in order. That a complaint
/// is refuted, not ours or withdrawn somebody must say: their needs alone show
/// it only where the policy asks for that very finding.
pub(super) fn ready(state: &State, rules: &Rules) -> impl Iterator<Item = Basis> {
    let waits = !approvals::waiting(state, rules).is_empty();
    let grounds = [
        (Basis::Accepted, None),
        (Basis::NoResponse, None),
        (Basis::Duplicate, None),
        (Basis::Refuted, Some(Need::Refuted)),
        (Basis::NotOurs, Some(Need::NotOurs)),
    ];
    let shown = move |(basis, finding): &(Basis, Option<Need>)| {
        let proves = finding.is_none_or(|need| asks(state, rules, *basis, need));
        proves && unmet(state, rules, *basis).is_some_and(|open| open.is_empty())
    };
    let grounds = grounds
        .into_iter()
        .filter(move |ground| !waits && shown(ground));
    grounds.map(|(basis, _)| basis)
}
