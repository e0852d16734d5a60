//! What a case still needs before it is closed.

use super::state::State;
use super::{approvals, obligations};
use crate::case::kinds::{Basis, Confirmed, Relation, ReplyKind, Verdict};
use crate::case::{Body, Kind};
use crate::policy::{Need, Rules};

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
}

/// The needs of that basis and severity that are not met; nothing where the
/// policy does not allow the basis.
pub fn unmet(state: &State, rules: &Rules, basis: Basis) -> Option<Vec<Open>> {
    let closing = rules.policy.closing.get(basis.word())?;
    let always = closing
        .needs
        .iter()
        .map(|need| (*need, format!("closing.{basis}.needs")));
    let level = state.severity().unwrap_or_default();
    let graded = closing.when_severity.get(level).into_iter().flatten();
    let graded = graded.map(|need| (*need, format!("closing.{basis}.when-severity.{level}")));
    let open = always
        .chain(graded)
        .filter(|(need, _)| !is_met(*need, state));
    let with_command = |(need, rule)| {
        let (verb, rest) = remedy(need, state);
        Open {
            need,
            rule,
            verb,
            command: rest,
        }
    };
    Some(open.map(with_command).collect())
}

fn is_met(need: Need, state: &State) -> bool {
    match need {
        Need::Classified => state.graded.is_some(),
        Need::ComplaintConfirmed => is_confirmed(state, Confirmed::Complaint),
        Need::SolutionConfirmed => is_confirmed(state, Confirmed::Solution),
        Need::FinalReply => state.formal_reply().is_some() && !state.is_disputed(),
        Need::CustomerAccepted => is_accepted(state),
        Need::SalesConfirmed => is_silence_confirmed(state),
        Need::RequestsMet => open_request(state).is_none(),
        Need::QuestionsAnswered => state.open_asks().next().is_none(),
        Need::DuplicateLinked => is_linked(state, Relation::Duplicate),
    }
}

fn is_confirmed(state: &State, wanted: Confirmed) -> bool {
    state
        .live(Kind::Confirm)
        .any(|seen| matches!(&seen.body, Body::Confirm(confirm) if confirm.what == wanted))
}

/// The customer's last word accepts a formal reply.
fn is_accepted(state: &State) -> bool {
    let Some((seen, Verdict::Accepted)) = state.verdict() else {
        return false;
    };
    let reply = seen
        .body
        .target()
        .and_then(|target| state.seen(&target.entry));
    reply.is_some_and(|reply| matches!(&reply.body, Body::Reply(reply) if reply.kind.is_formal()))
}

/// Somebody confirmed after the last formal reply that no answer came.
fn is_silence_confirmed(state: &State) -> bool {
    let Some(reply) = state.formal_reply() else {
        return false;
    };
    let confirms =
        |body: &Body| matches!(body, Body::Confirm(confirm) if confirm.what == Confirmed::NoAnswer);
    state
        .live(Kind::Confirm)
        .any(|seen| confirms(&seen.body) && seen.fact() >= reply.fact())
}

fn open_request(state: &State) -> Option<&super::state::Seen> {
    state
        .live(Kind::Request)
        .find(|seen| obligations::met_by(state, seen).is_none())
}

fn is_linked(state: &State, wanted: Relation) -> bool {
    state
        .live(Kind::Link)
        .any(|seen| matches!(&seen.body, Body::Link(link) if link.relation == wanted))
}

/// The command that settles a need: verb, and what follows the case.
fn remedy(need: Need, state: &State) -> (&'static str, String) {
    match need {
        Need::Classified => ("classify", "--criterion CRITERION --scope SCOPE".to_owned()),
        Need::ComplaintConfirmed => ("confirm", "--what complaint".to_owned()),
        Need::SolutionConfirmed => ("confirm", "--what solution".to_owned()),
        Need::FinalReply => final_reply(state),
        Need::CustomerAccepted => {
            let reply = state
                .formal_reply()
                .map_or("REPLY".to_owned(), |reply| reply.id().to_string());
            ("respond", format!("{reply} --verdict accepted"))
        }
        Need::SalesConfirmed => ("confirm", "--what no-answer".to_owned()),
        Need::RequestsMet => {
            let open = open_request(state);
            let request = open.map_or("REQUEST".to_owned(), |seen| seen.id().to_string());
            let want = open.map_or(Vec::new(), |seen| seen.body.facet(crate::case::Facet::Want));
            (
                "reply",
                format!("{request} --kind interim --meets {}", want.join(",")),
            )
        }
        Need::QuestionsAnswered => {
            let ask = state
                .open_asks()
                .next()
                .map_or("ASK".to_owned(), |ask| ask.id().to_string());
            ("answer", format!("{ask} TEXT"))
        }
        Need::DuplicateLinked => ("link", "OTHER-CASE --as duplicate".to_owned()),
    }
}

fn final_reply(state: &State) -> (&'static str, String) {
    let written = state.live(Kind::Reply).rev().find(|seen| {
        seen.in_force.is_none()
            && matches!(&seen.body, Body::Reply(reply) if reply.kind.is_formal())
    });
    if let Some(reply) = written {
        return ("approve", reply.id().to_string());
    }
    let kind = if state.is_disputed() {
        ReplyKind::Supplementary
    } else {
        ReplyKind::Final
    };
    ("reply", format!("--kind {kind}"))
}

/// Whether everything that the customer's acceptance needs is there.
pub(super) fn is_ready(state: &State, rules: &Rules) -> bool {
    approvals::waiting(state, rules).is_empty()
        && Basis::WORDS
            .iter()
            .filter_map(|word| Basis::parse(word))
            .any(|basis| {
                // A withdrawal is the customer's to say: its needs alone show nothing.
                !matches!(basis, Basis::Withdrawn | Basis::Refuted | Basis::NotOurs)
                    && unmet(state, rules, basis).is_some_and(|open| open.is_empty())
            })
}
