//! What each need of closing lacks, and the command that settles it.

mod acting;
mod points;
mod remedies;

use super::actions::{Action, actions};
use super::approvals;
use super::cause::{investigation, is_refuted, verification};
use super::departments::{Asked, asked};
use super::goods::{self, Ledger, Place};
use super::intake::wanting;
use super::promises::met_by;
use super::recalls;
use super::running::wants_owed;
use super::state::{Seen, State};
use super::stock::{ToContain, to_contain};
use super::touched::{self, once, to_trace, to_trace_back};
use super::uncalled::{Uncalled, uncalled};
use crate::case::kinds::{
    ActionKind, Confirmed, Effect, Method, Notify, Party, Relation, ReplyKind, Verdict, Verify,
};
use crate::case::{Body, CaseNumber, EntryId, Kind, PersonId};
use crate::policy::{Need, Rules};
use acting::of_actions;
pub(super) use acting::{to_finish, to_prove};
use points::points;
use remedies::settles;
pub(super) use remedies::{meeting, question};

/// What closing is asked about.
pub(super) struct Scene<'a> {
    pub state: &'a State,
    pub rules: &'a Rules,
    pub ledger: &'a Ledger,
    /// Actions that shall go on after the closing.
    pub outlive: &'a [EntryId],
}

/// Something that lacks.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lack {
    /// The verb that settles it.
    pub verb: &'static str,
    /// What follows verb and case.
    pub rest: String,
    /// The case in which it is settled, where that is another one.
    pub case: Option<CaseNumber>,
    /// The department that owes it.
    pub role: Option<String>,
    /// The person who owes it.
    pub person: Option<PersonId>,
    /// Where pieces are that it is about, and how many.
    pub goods: Option<(Place, String)>,
}

impl Lack {
    pub fn new(verb: &'static str, rest: impl Into<String>) -> Self {
        Lack {
            verb,
            rest: rest.into(),
            ..Lack::default()
        }
    }
}

impl From<(&'static str, String)> for Lack {
    fn from((verb, rest): (&'static str, String)) -> Self {
        Lack::new(verb, rest)
    }
}

/// What a need lacks: nothing where it is met.
pub(super) fn lacks(need: Need, scene: &Scene) -> Vec<Lack> {
    let state = scene.state;
    match need {
        Need::GoodsAccountedFor => of_goods(goods::points(scene.ledger)),
        Need::ReplacementAccepted => of_goods(goods::to_supply(scene.ledger)),
        Need::RequestsMet => requests(state, scene.rules),
        Need::DepartmentsAnswered => departments(state, scene.rules, Kind::Opinion),
        Need::ResponsibleAnswered => responsible(state, scene.rules).into_iter().collect(),
        Need::DepartmentsDone => departments(state, scene.rules, Kind::Finish),
        Need::Contained => {
            let all = to_contain(state, scene.rules).into_iter();
            all.map(containing).collect()
        }
        Need::Traced => to_trace(state).into_iter().map(tracing).collect(),
        Need::TracedBack => to_trace_back(state).into_iter().map(tracing_back).collect(),
        Need::CustomersTold => customers_told(state),
        Need::RecallComplete => recalled(state),
        Need::ApprovalsGiven => to_approve(state, scene.rules),
        Need::PointsAnswered => points(state),
        Need::Assigned => to_ask(state, scene.rules),
        Need::ActionsFinished => of_actions(scene, to_finish),
        Need::ActionsEffective => of_actions(scene, to_prove),
        _ if is_met(need, scene) => Vec::new(),
        _ => vec![settles(need, scene)],
    }
}

/// What a need lacks by itself, whether closing asks for it or not.
pub(super) fn lacks_of(need: Need, state: &State, rules: &Rules) -> Vec<Lack> {
    let ledger = Ledger::of(state, rules);
    let scene = Scene {
        state,
        rules,
        ledger: &ledger,
        outlive: &[],
    };
    lacks(need, &scene)
}

fn of_goods(points: Vec<goods::Point>) -> Vec<Lack> {
    let lack = |point: goods::Point| Lack {
        goods: Some((point.place, point.pieces)),
        ..Lack::new(point.verb, point.command)
    };
    points.into_iter().map(lack).collect()
}

fn is_met(need: Need, scene: &Scene) -> bool {
    let (state, rules) = (scene.state, scene.rules);
    let cause = || investigation(state, rules).map(|(_, found)| found);
    match need {
        Need::IntakeComplete => {
            wanting(state, rules).is_empty() && state.open_asks().next().is_none()
        }
        Need::Classified => state.graded.is_some(),
        Need::ComplaintConfirmed => is_confirmed(state, Confirmed::Complaint),
        Need::SolutionConfirmed => is_confirmed(state, Confirmed::Solution),
        Need::FinalReply => state.has_standing_reply(),
        Need::AnsweredAgain => is_answered_again(state),
        Need::CustomerAccepted => is_accepted(state),
        Need::SalesConfirmed => is_silence_confirmed(state),
        Need::Reminder => is_reminded(state),
        Need::Appraised => state.live(Kind::Appraise).any(Seen::is_in_force),
        Need::QuestionsAnswered => state.open_asks().next().is_none(),
        Need::DuplicateLinked => is_linked(state, Relation::Duplicate),
        Need::Verified => verification(state).is_some(),
        Need::Refuted => is_refuted(state),
        Need::MarketSampled => is_market_sampled(state),
        Need::RecallDecided => touched::is_decided(state),
        Need::ReturnDecided => state.live(Kind::Rma).any(Seen::is_in_force),
        Need::AuthorityTold => is_told(state, Party::Authority, None),
        Need::AuthorityDecided => {
            is_told(state, Party::Authority, None) || is_not_to_be_told(state, Party::Authority)
        }
        Need::Investigated => cause().is_some(),
        Need::NotOurs => cause().is_some_and(|found| found.is_not_ours()),
        Need::HandedOver => cause().is_none_or(|found| match found.party {
            None | Some(Party::Department | Party::Customer) => true,
            Some(party) => is_told(state, party, found.who.as_deref()),
        }),
        Need::ActionsPlanned => is_planned(state, |action| action.is_for_cause()),
        Need::LikeProductsChecked => is_planned(state, |action| {
            action.act.kind == ActionKind::LikeProduct && action.finished.is_some()
        }),
        Need::Surveyed => state.live(Kind::Survey).next().is_some(),
        Need::PaymentConfirmed => is_paid(state),
        Need::OutcomeTold => is_outcome_told(state),
        Need::Visited => state.live(Kind::Visit).next().is_some(),
        Need::RequestsMet
        | Need::GoodsAccountedFor
        | Need::ReplacementAccepted
        | Need::DepartmentsAnswered
        | Need::ResponsibleAnswered
        | Need::DepartmentsDone
        | Need::Contained
        | Need::Traced
        | Need::TracedBack
        | Need::CustomersTold
        | Need::RecallComplete
        | Need::ApprovalsGiven
        | Need::PointsAnswered
        | Need::Assigned
        | Need::ActionsFinished
        | Need::ActionsEffective => lacks(need, scene).is_empty(),
    }
}

pub(super) fn is_confirmed(state: &State, wanted: Confirmed) -> bool {
    state
        .live(Kind::Confirm)
        .any(|seen| matches!(&seen.body, Body::Confirm(confirm) if confirm.what == wanted))
}

/// Whether a payment was confirmed since goods were last promised.
fn is_paid(state: &State) -> bool {
    let promised = state.live(Kind::Replace).map(Seen::fact).max();
    let paid = |body: &Body| matches!(body, Body::Confirm(it) if it.what == Confirmed::Payment);
    let mut paid = state.live(Kind::Confirm).filter(|seen| paid(&seen.body));
    paid.any(|seen| promised.is_none_or(|promised| seen.fact() >= promised))
}

/// The departments that are still to be asked: those that the policy names, or
/// any one.
fn to_ask(state: &State, rules: &Rules) -> Vec<Lack> {
    let asked = asked(state);
    let always = rules.policy.departments.always.iter();
    let mut lacking = always.filter(|role| !asked.iter().any(|it| it.department == role.as_str()));
    let names: Vec<&str> = lacking.by_ref().map(|role| role.as_str()).collect();
    match names.is_empty() {
        false => vec![Lack::new("assign", format!("--to {}", names.join(" ")))],
        true if asked.is_empty() => vec![Lack::new("assign", "--to DEPARTMENT")],
        true => Vec::new(),
    }
}

/// Whether a customer was told since the last action helped.
fn is_outcome_told(state: &State) -> bool {
    let helped =
        |body: &Body| matches!(body, Body::Evaluate(it) if it.verdict == Effect::Effective);
    let helped = state.live(Kind::Evaluate).filter(|seen| helped(&seen.body));
    let Some(last) = helped.map(Seen::fact).max() else {
        return false;
    };
    let mut told = state.live(Kind::Notify).filter(|seen| seen.is_in_force());
    told.any(|seen| seen.fact() >= last && tells(&seen.body, Party::Customer, None))
}

/// What waits for an approval.
fn to_approve(state: &State, rules: &Rules) -> Vec<Lack> {
    let lack = |waiting: approvals::Waiting| Lack::new("approve", waiting.entry.as_str());
    let waiting = approvals::waiting(state, rules).into_iter();
    waiting.map(lack).collect()
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
    let Some(reply) = state.formal_reply() else {
        return false;
    };
    let Some(sent) = reply.in_force else {
        return false;
    };
    // Who is reminded afterwards has a new chance to answer.
    let reminded = state.answers_to(Kind::Remind, reply.id()).next_back();
    let sent = reminded.map_or(sent, |seen| seen.fact().max(sent));
    let confirms =
        |body: &Body| matches!(body, Body::Confirm(confirm) if confirm.what == Confirmed::NoAnswer);
    state
        .live(Kind::Confirm)
        .any(|seen| confirms(&seen.body) && seen.fact() >= sent && state.is_since_reopening(seen))
}

/// Whether the customer was reminded of the last formal reply, since the case
/// was last reopened.
pub(super) fn is_reminded(state: &State) -> bool {
    let Some(reply) = state.formal_reply() else {
        return false;
    };
    let mut reminders = state.answers_to(Kind::Remind, reply.id());
    reminders.any(|seen| state.is_since_reopening(seen))
}

/// The requests that nobody met, and what was wanted from the first and has a
/// clock that nobody ended.
fn requests(state: &State, rules: &Rules) -> Vec<Lack> {
    let open = state.live(Kind::Request);
    let open = open.filter(|seen| met_by(state, seen).is_none());
    let asked = open.map(|seen| Lack::new("reply", meeting(seen)));
    let first = wants_owed(state, rules).into_iter();
    let first = first.map(|want| Lack::new("reply", format!("--kind interim --meets {want}")));
    asked.chain(first).collect()
}

fn is_linked(state: &State, wanted: Relation) -> bool {
    state.links().any(|(_, link)| link.relation == wanted)
}

/// Whether there is such an action, here or in the case that leads.
fn is_planned(state: &State, wanted: fn(&Action) -> bool) -> bool {
    state
        .and_lead()
        .any(|state| actions(state).iter().any(wanted))
}

fn is_market_sampled(state: &State) -> bool {
    let sampled = |verify: &Verify| verify.methods.contains(&Method::MarketSample);
    state
        .live(Kind::Verify)
        .filter(|seen| seen.is_in_force())
        .any(|seen| matches!(&seen.body, Body::Verify(verify) if sampled(verify)))
}

/// Whether somebody of that sort, or that one, was told, here or in the case that
/// leads.
fn is_told(state: &State, party: Party, who: Option<&str>) -> bool {
    let mut notices = state.and_lead().flat_map(|state| state.live(Kind::Notify));
    notices.any(|seen| seen.is_in_force() && tells(&seen.body, party, who))
}

/// Whether an entry tells somebody of that sort, or that one.
pub(super) fn tells(body: &Body, party: Party, who: Option<&str>) -> bool {
    let named = |notify: &Notify| who.is_none_or(|who| notify.who.as_str() == who);
    let told = |notify: &Notify| notify.not_needed.is_none() && named(notify);
    matches!(body, Body::Notify(notify) if notify.party == party && told(notify))
}

/// Whether it is decided that nobody of that sort need be told.
fn is_not_to_be_told(state: &State, party: Party) -> bool {
    let decided = |body: &Body| matches!(body, Body::Notify(notify) if notify.party == party && notify.not_needed.is_some());
    let mut notices = state.and_lead().flat_map(|state| state.live(Kind::Notify));
    notices.any(|seen| seen.is_in_force() && decided(&seen.body))
}

/// Whether a formal reply was followed by another one.
fn is_answered_again(state: &State) -> bool {
    let again =
        |body: &Body| matches!(body, Body::Reply(reply) if reply.kind == ReplyKind::Supplementary);
    let mut replies = state.live(Kind::Reply);
    replies.any(|seen| seen.is_in_force() && again(&seen.body))
}

/// The departments whose opinion, or report that they are done, is awaited.
pub(super) fn departments(state: &State, rules: &Rules, wanted: Kind) -> Vec<Lack> {
    let sign_first = rules.policy.departments.sign_first;
    let lack = |asked: Asked| {
        let opinion = wanted == Kind::Opinion;
        let given = if opinion { asked.answered } else { asked.done };
        let (verb, text) = match opinion {
            true if sign_first && asked.signed.is_none() => ("sign", ""),
            true => ("opinion", " TEXT"),
            false => ("finish", " TEXT"),
        };
        given.is_none().then(|| Lack {
            role: Some(asked.department.to_owned()),
            ..Lack::new(verb, format!("{}{text}", asked.target))
        })
    };
    asked(state).into_iter().filter_map(lack).collect()
}

/// The opinion of the department that the investigation holds responsible.
fn responsible(state: &State, rules: &Rules) -> Option<Lack> {
    let (_, found) = investigation(state, rules)?;
    let who = found.who.as_deref();
    let who = who.filter(|_| found.party == Some(Party::Department))?;
    let of_who = |asked: &Asked| asked.department == who;
    let mut all = state.and_lead().flat_map(asked).filter(of_who);
    if all.any(|asked| asked.answered.is_some()) {
        return None;
    }
    let mut open = departments(state, rules, Kind::Opinion).into_iter();
    let waits = open.find(|lack| lack.role.as_deref() == Some(who));
    Some(waits.unwrap_or_else(|| Lack::new("assign", format!("--to {}", quoted(who)))))
}

fn tracing(lot: &str) -> Lack {
    Lack::new("trace", quoted(lot))
}

fn tracing_back(lot: &str) -> Lack {
    Lack::new("trace", format!("{} --back", quoted(lot)))
}

/// What contains that, as far as a trace says it.
fn containing(one: ToContain) -> Lack {
    let rest = match one {
        ToContain::Lot(lot) => format!(
            "--lot {} --place PLACE --action ACTION --quantity QUANTITY",
            quoted(lot)
        ),
        ToContain::Stock(row, rest) => {
            let quantity = rest.map_or("QUANTITY".to_owned(), |it| quoted(&it.to_string()));
            format!(
                "--lot {} --place {} --action quarantine --quantity {quantity}",
                quoted(&row.lot),
                quoted(&row.place)
            )
        }
    };
    Lack::new("contain", rest)
}

/// What of the stock that traces found is still to be isolated.
pub(super) fn to_isolate(state: &State, rules: &Rules) -> Vec<Lack> {
    let all = to_contain(state, rules).into_iter();
    let found = all.filter(|one| matches!(one, ToContain::Stock(..)));
    found.map(containing).collect()
}

/// The customers whom traces name and nobody told, but for those of a recall.
pub(super) fn to_tell(state: &State) -> Vec<Lack> {
    let lack = |customer: &str| {
        let rest = format!("--party customer --who {}", quoted(customer));
        Lack::new("notify", rest)
    };
    recalls::to_tell(state).into_iter().map(lack).collect()
}

/// The customers whom traces name and nobody told, and those of recalls.
fn customers_told(state: &State) -> Vec<Lack> {
    let mut lacks = recalled(state);
    lacks.retain(|lack| matches!(lack.verb, "approve" | "notify"));
    [to_tell(state), lacks].concat()
}

/// Whoever is still to be told of a recall, and whose goods are still awaited.
pub(super) fn recalled(state: &State) -> Vec<Lack> {
    let mut lacks = Vec::new();
    for called in recalls::recalls(state) {
        let recall = called.seen.id();
        if called.seen.in_force.is_none() {
            lacks.push(Lack::new("approve", recall.to_string()));
            continue;
        }
        for one in &called.customers {
            let customer = quoted(&one.of.customer);
            if one.told.is_none() {
                let rest = format!("{recall} --party customer --who {customer}");
                lacks.push(Lack::new("notify", rest));
            }
            if !one.is_complete() {
                let rest = one.awaited();
                let rest = rest.map_or("QUANTITY".to_owned(), |it| quoted(&it.to_string()));
                let rest = format!("{recall} --customer {customer} --quantity {rest}");
                lacks.push(Lack::new("retrieve", rest));
            }
        }
    }
    lacks.extend(to_call_back(uncalled(state)));
    lacks
}

/// The recall of what no recall names yet.
fn to_call_back(all: Vec<Uncalled>) -> Option<Lack> {
    let lots = once(all.iter().flat_map(|one| one.lots.iter().copied()));
    let lots = lots
        .into_iter()
        .map(|lot| format!(" --lot {}", quoted(lot)));
    let customers = all.iter().map(|one| {
        let quantity = one.quantity.as_ref().map(|it| format!(" {it}"));
        let named = format!("{}{}", one.customer, quantity.unwrap_or_default());
        format!(" --customer {}", quoted(&named))
    });
    let said: String = lots.chain(customers).collect();
    let rest = format!("--decision recall{said} --reason TEXT");
    (!all.is_empty()).then(|| Lack::new("recall", rest))
}

/// A name as it is typed: in quotes where a shell would take it apart.
pub(super) fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    match !name.is_empty() && !name.starts_with('-') && name.chars().all(plain) {
        true => name.to_owned(),
        false => format!("'{}'", name.replace('\'', r"'\''")),
    }
}
