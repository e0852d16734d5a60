//! What a case still needs before it is closed.

use super::goods::{self, Ledger};
use super::state::{Seen, State};
use super::{approvals, obligations};
use crate::case::kinds::{Basis, Confirmed, Relation, ReplyKind, Verdict};
use crate::case::{Body, Facet, Kind};
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
    /// Where pieces are that it is about, and how many.
    pub goods: Option<(goods::Place, String)>,
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
    // No case is closed while nobody knows where a piece is.
    let pieces = [(Need::GoodsAccountedFor, "closing".to_owned())];
    let mut named = Vec::new();
    let wanted = always.chain(graded).chain(pieces).filter(|(need, _)| {
        let again = named.contains(need);
        named.push(*need);
        !again
    });
    let ledger = Ledger::of(state, rules);
    let open = wanted.flat_map(|(need, rule)| open(need, &rule, state, &ledger));
    Some(open.collect())
}

/// What lacks for a need: one thing, or each that is to be done about goods.
fn open(need: Need, rule: &str, state: &State, ledger: &Ledger) -> Vec<Open> {
    let points = match need {
        Need::GoodsAccountedFor => goods::points(ledger),
        Need::ReplacementAccepted => goods::to_supply(ledger),
        _ if is_met(need, state) => return Vec::new(),
        _ => {
            let (verb, command) = remedy(need, state);
            return vec![Open {
                need,
                rule: rule.to_owned(),
                verb,
                command,
                goods: None,
            }];
        }
    };
    let named = |point: goods::Point| Open {
        need,
        rule: rule.to_owned(),
        verb: point.verb,
        command: point.command,
        goods: Some((point.place, point.pieces)),
    };
    points.into_iter().map(named).collect()
}

fn is_met(need: Need, state: &State) -> bool {
    match need {
        Need::Classified => state.graded.is_some(),
        Need::ComplaintConfirmed => is_confirmed(state, Confirmed::Complaint),
        Need::SolutionConfirmed => is_confirmed(state, Confirmed::Solution),
        Need::FinalReply => state.has_standing_reply(),
        Need::CustomerAccepted => is_accepted(state),
        Need::SalesConfirmed => is_silence_confirmed(state),
        Need::Appraised => state.live(Kind::Appraise).any(Seen::is_in_force),
        Need::RequestsMet => open_request(state).is_none(),
        Need::QuestionsAnswered => state.open_asks().next().is_none(),
        Need::DuplicateLinked => is_linked(state, Relation::Duplicate),
        Need::GoodsAccountedFor | Need::ReplacementAccepted => false,
    }
}

fn is_confirmed(state: &State, wanted: Confirmed) -> bool {
    state
        .live(Kind::Confirm)
        .any(|seen| matches!(&seen.body, Body::Confirm(confirm) if confirm.what == wanted))
}

/// The customer's last word accepts the last formal reply, and the case was
/// not reopened since.
fn is_accepted(state: &State) -> bool {
    let Some((seen, Verdict::Accepted)) = state.verdict() else {
        return false;
    };
    let target = seen.body.target().map(|target| target.entry);
    state.is_since_reopening(seen) && target.as_ref() == state.formal_reply().map(Seen::id)
}

/// Somebody confirmed after the last formal reply that no answer came.
pub(super) fn is_silence_confirmed(state: &State) -> bool {
    let Some(sent) = state.formal_reply().and_then(|reply| reply.in_force) else {
        return false;
    };
    let confirms =
        |body: &Body| matches!(body, Body::Confirm(confirm) if confirm.what == Confirmed::NoAnswer);
    state
        .live(Kind::Confirm)
        .any(|seen| confirms(&seen.body) && seen.fact() >= sent && state.is_since_reopening(seen))
}

fn open_request(state: &State) -> Option<&Seen> {
    state
        .live(Kind::Request)
        .find(|seen| obligations::met_by(state, seen).is_none())
}

fn is_linked(state: &State, wanted: Relation) -> bool {
    state.links().any(|(_, link)| link.relation == wanted)
}

/// The command that settles a need: verb, and what follows the case.
fn remedy(need: Need, state: &State) -> (&'static str, String) {
    match need {
        Need::Classified => match written(state, Kind::Classify, |_| true) {
            Some(waiting) => ("approve", waiting),
            None => ("classify", "--criterion CRITERION --scope SCOPE".to_owned()),
        },
        Need::ComplaintConfirmed => ("confirm", "--what complaint".to_owned()),
        Need::SolutionConfirmed => ("confirm", "--what solution".to_owned()),
        Need::FinalReply => final_reply(state),
        Need::CustomerAccepted => match state.formal_reply() {
            Some(reply) if state.answer_to(Kind::Respond, reply.id()).is_none() => {
                ("respond", format!("{} --verdict accepted", reply.id()))
            }
            _ => final_reply(state),
        },
        Need::SalesConfirmed => ("confirm", "--what no-answer".to_owned()),
        Need::Appraised => match written(state, Kind::Appraise, |_| true) {
            Some(waiting) => ("approve", waiting),
            None => (
                "appraise",
                "--class CLASS --fault FAULT --remedy REMEDY".to_owned(),
            ),
        },
        Need::RequestsMet => {
            let open = open_request(state);
            ("reply", open.map_or("REQUEST".to_owned(), meeting))
        }
        Need::QuestionsAnswered => {
            let ask = state
                .open_asks()
                .next()
                .map_or("ASK".to_owned(), |ask| ask.id().to_string());
            ("answer", format!("{ask} TEXT"))
        }
        Need::DuplicateLinked => ("link", "OTHER-CASE --as duplicate".to_owned()),
        Need::GoodsAccountedFor | Need::ReplacementAccepted => ("show", String::new()),
    }
}

/// What to type so that a reply meets that request.
pub(super) fn meeting(request: &Seen) -> String {
    let want = request.body.facet(Facet::Want).join(",");
    format!("{} --kind interim --meets {want}", request.id())
}

fn final_reply(state: &State) -> (&'static str, String) {
    let is_formal = |body: &Body| matches!(body, Body::Reply(reply) if reply.kind.is_formal());
    if let Some(waiting) = written(state, Kind::Reply, is_formal) {
        return ("approve", waiting);
    }
    let kind = match state.formal_reply() {
        Some(_) => ReplyKind::Supplementary,
        None => ReplyKind::Final,
    };
    ("reply", format!("--kind {kind}"))
}

/// The last such entry that only waits for its approval.
fn written(state: &State, kind: Kind, wanted: fn(&Body) -> bool) -> Option<String> {
    let waits = |seen: &&Seen| seen.in_force.is_none() && wanted(&seen.body);
    state
        .live(kind)
        .rev()
        .find(waits)
        .map(|seen| seen.id().to_string())
}

/// The grounds on which nothing lacks for closing, in order. That a complaint
/// is refuted, not ours or withdrawn somebody must say: their needs alone show
/// nothing.
pub(super) fn ready(state: &State, rules: &Rules) -> impl Iterator<Item = Basis> {
    let waits = !approvals::waiting(state, rules).is_empty();
    let grounds = [Basis::Accepted, Basis::NoResponse, Basis::Duplicate];
    grounds.into_iter().filter(move |basis| {
        !waits && unmet(state, rules, *basis).is_some_and(|open| open.is_empty())
    })
}
