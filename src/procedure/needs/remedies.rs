//! The command that settles a need.

use super::{Lack, Scene, quoted, tells, to_finish};
use crate::case::kinds::{ActionKind, Party, ReplyKind};
use crate::case::{Body, Facet, Kind};
use crate::policy::{Need, Rules};
use crate::procedure::actions::actions;
use crate::procedure::cause::{investigation, last_investigation};
use crate::procedure::intake::wanting;
use crate::procedure::state::{Seen, State};
use crate::procedure::touched::undecided;

/// The command that settles a need of which one thing lacks.
pub(super) fn settles(need: Need, scene: &Scene) -> Lack {
    let state = scene.state;
    let or_waiting = |kind, verb: &'static str, rest: &str| match written(state, kind, |_| true) {
        Some(waiting) => Lack::new("approve", waiting),
        None => Lack::new(verb, rest),
    };
    let cause = "--justified YES-OR-NO --occurrence TEXT --party PARTY --who NAME";
    match need {
        Need::IntakeComplete => intake(scene),
        Need::Classified => or_waiting(
            Kind::Classify,
            "classify",
            "--criterion CRITERION --scope SCOPE",
        ),
        Need::ComplaintConfirmed => Lack::new("confirm", "--what complaint"),
        Need::SolutionConfirmed => Lack::new("confirm", "--what solution"),
        Need::FinalReply => final_reply(state).into(),
        Need::CustomerAccepted => match state.formal_reply() {
            Some(reply) if state.answer_to(Kind::Respond, reply.id()).is_none() => {
                Lack::new("respond", format!("{} --verdict accepted", reply.id()))
            }
            _ => final_reply(state).into(),
        },
        Need::AnsweredAgain => match state.formal_reply() {
            Some(reply) if state.answer_to(Kind::Respond, reply.id()).is_none() => {
                Lack::new("respond", format!("{} --verdict VERDICT", reply.id()))
            }
            _ => final_reply(state).into(),
        },
        Need::SalesConfirmed => Lack::new("confirm", "--what no-answer"),
        Need::Reminder => match state.formal_reply() {
            Some(reply) if state.answer_to(Kind::Respond, reply.id()).is_none() => {
                Lack::new("remind", reply.id().to_string())
            }
            _ => final_reply(state).into(),
        },
        Need::Appraised => or_waiting(
            Kind::Appraise,
            "appraise",
            "--class CLASS --fault FAULT --remedy REMEDY",
        ),
        Need::QuestionsAnswered => {
            let ask = state.open_asks().next();
            let ask = ask.map_or("ASK".to_owned(), |ask| ask.id().to_string());
            Lack::new("answer", format!("{ask} TEXT"))
        }
        Need::DuplicateLinked => Lack::new("link", "OTHER-CASE --as duplicate"),
        Need::Verified => or_waiting(Kind::Verify, "verify", "--method METHOD --result RESULT"),
        Need::Refuted => Lack::new("verify", "--method METHOD --result refuted"),
        Need::MarketSampled => {
            let lot = state.open().and_then(|open| open.lots().next());
            let lot = lot.map_or(String::new(), |lot| format!(" --lot {}", quoted(lot)));
            let rest = format!("--method market-sample{lot} --result RESULT");
            Lack::new("verify", rest)
        }
        Need::RecallDecided => {
            let lots = undecided(state);
            let lots: Vec<String> = lots
                .iter()
                .map(|lot| format!(" --lot {}", quoted(lot)))
                .collect();
            let rest = format!("--decision DECISION{} --reason TEXT", lots.join(""));
            or_waiting(Kind::Recall, "recall", &rest)
        }
        Need::ReturnDecided => or_waiting(
            Kind::Rma,
            "rma",
            "--reason REASON --way WAY --replenish YES-OR-NO",
        ),
        Need::AuthorityDecided => {
            let decides = |body: &Body| matches!(body, Body::Notify(notify) if notify.party == Party::Authority);
            match written(state, Kind::Notify, decides) {
                Some(waiting) => Lack::new("approve", waiting),
                None => Lack::new("notify", "--party authority --who AUTHORITY"),
            }
        }
        Need::AuthorityTold => told_once_approved(state, Party::Authority, None)
            .unwrap_or_else(|| Lack::new("notify", "--party authority --who NAME")),
        Need::Investigated => Lack {
            case: state.lead.as_ref().map(|lead| lead.case.clone()),
            ..or_waiting(Kind::Investigate, "investigate", cause)
        },
        Need::NotOurs => Lack::new("investigate", cause),
        Need::HandedOver => handed_over(scene),
        Need::ActionsPlanned => {
            // What the case that leads carries is planned there.
            let lead = state.lead.as_ref();
            let found = last_investigation(lead.map_or(state, |lead| &lead.state));
            let found = found.map_or(String::new(), |(seen, _)| format!("{} ", seen.id()));
            let rest = format!("{found}--kind corrective --text TEXT --owner PERSON --due DAY");
            Lack {
                case: lead.map(|lead| lead.case.clone()),
                ..Lack::new("act", rest)
            }
        }
        Need::LikeProductsChecked => match &state.lead {
            None => like_products(state),
            Some(lead) => Lack {
                case: Some(lead.case.clone()),
                ..like_products(&lead.state)
            },
        },
        Need::Surveyed => Lack::new("survey", "--score SCORE"),
        Need::PaymentConfirmed => Lack::new("confirm", "--what payment"),
        Need::OutcomeTold => told_once_approved(state, Party::Customer, None)
            .unwrap_or_else(|| Lack::new("notify", "--party customer --who NAME")),
        Need::Visited => Lack::new("visit", "TEXT"),
        _ => Lack::new("show", ""),
    }
}

/// What to ask about a complaint that does not name all that it should.
pub(in crate::procedure) fn question(state: &State, rules: &Rules) -> String {
    format!("\"{}?\"", wanting(state, rules).join(", "))
}

/// The approval that somebody's being told waits for.
fn told_once_approved(state: &State, party: Party, who: Option<&str>) -> Option<Lack> {
    let wanted = |body: &Body| tells(body, party, who);
    written(state, Kind::Notify, wanted).map(|waiting| Lack::new("approve", waiting))
}

fn handed_over(scene: &Scene) -> Lack {
    let state = scene.state;
    let found = investigation(state, scene.rules);
    let named = found.and_then(|(_, found)| Some((found.party?, found.who.as_deref()?)));
    let Some((party, who)) = named else {
        return Lack::new("notify", "--party PARTY --who NAME");
    };
    if let Some(waits) = told_once_approved(state, party, Some(who)) {
        return waits;
    }
    let own = found.filter(|(seen, _)| state.seen(seen.id()).is_some());
    let own = own.map_or(String::new(), |(seen, _)| format!("{} ", seen.id()));
    let rest = format!("{own}--party {party} --who {}", quoted(who));
    Lack {
        case: state
            .lead
            .as_ref()
            .filter(|_| own.is_empty())
            .map(|it| it.case.clone()),
        ..Lack::new("notify", rest)
    }
}

/// The answer that is awaited, or the question after what lacks.
fn intake(scene: &Scene) -> Lack {
    if let Some(ask) = scene.state.open_asks().next() {
        return Lack::new("answer", format!("{} TEXT", ask.id()));
    }
    Lack::new("ask", question(scene.state, scene.rules))
}

fn like_products(state: &State) -> Lack {
    let all = actions(state);
    let mut planned = all
        .iter()
        .filter(|it| it.act.kind == ActionKind::LikeProduct);
    planned.find_map(to_finish).unwrap_or_else(|| {
        Lack::new(
            "act",
            "--kind like-product --text TEXT --owner PERSON --due DAY",
        )
    })
}

/// What to type so that a reply meets that request.
pub(in crate::procedure) fn meeting(request: &Seen) -> String {
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
fn written(state: &State, kind: Kind, wanted: impl Fn(&Body) -> bool) -> Option<String> {
    let waits = |seen: &&Seen| seen.in_force.is_none() && wanted(&seen.body);
    state
        .live(kind)
        .rev()
        .find(waits)
        .map(|seen| seen.id().to_string())
}
