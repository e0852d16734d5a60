//! Departments that were asked, actions, recalls: how far each of them is.

use schemars::JsonSchema;
use serde::Serialize;

use crate::procedure::{Action, Called, Seen, State, actions, asked, recalls};

/// A department that was asked something.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DepartmentView {
    /// The entry that asks it; with its item, where it asks several.
    pub entry: String,
    /// The department: a role.
    pub department: String,
    /// The entry by which it signed.
    pub signed: Option<String>,
    /// The entry with its opinion.
    pub opinion: Option<String>,
    /// The entry that says it is done.
    pub done: Option<String>,
}

/// An action.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ActionView {
    /// The entry.
    pub entry: String,
    /// What it is for: containment, corrective, preventive or like-product.
    pub kind: String,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// By which day.
    pub due: String,
    /// Where it stands: waiting, open, done, effective or ineffective.
    pub state: String,
    /// The entry that says it is done.
    pub finished: Option<String>,
    /// The entry that says whether it helped.
    pub evaluated: Option<String>,
    /// The case that leads, where the action is one of that case.
    pub lead: Option<String>,
}

/// A decision to call goods back.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecallView {
    /// The entry.
    pub entry: String,
    /// The lots.
    pub lots: Vec<String>,
    /// Whose goods are called back.
    pub customers: Vec<RecalledView>,
    /// How far it got, by unit.
    pub rates: Vec<RateView>,
}

/// A customer whose goods are called back.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RecalledView {
    /// The customer.
    pub customer: String,
    /// How much they got, where it is known.
    pub delivered: Option<String>,
    /// The entry that says they were told.
    pub told: Option<String>,
    /// How much came back, by unit.
    pub back: Vec<String>,
    /// Whether nothing more is awaited.
    pub complete: bool,
    /// How much of it cannot be had back any more.
    pub lost: Option<String>,
}

/// How effective a recall is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RateView {
    /// How much the customers got.
    pub delivered: String,
    /// How much of it is back.
    pub back: String,
    /// The share that is back, in percent.
    pub percent: Option<String>,
}

/// The departments that were asked, in order.
pub(super) fn department_views(state: &State) -> Vec<DepartmentView> {
    let id = |seen: Option<&Seen>| seen.map(|seen| seen.id().to_string());
    let view = |asked: crate::procedure::Asked| DepartmentView {
        entry: asked.target.to_string(),
        department: asked.department.to_owned(),
        signed: id(asked.signed),
        opinion: id(asked.answered),
        done: id(asked.done),
    };
    asked(state).into_iter().map(view).collect()
}

/// The actions of the case and of the one that leads it, in order.
pub(super) fn action_views(state: &State) -> Vec<ActionView> {
    let own = actions(state).into_iter().map(|it| action_view(&it, None));
    let lead = state.lead.as_ref();
    let there = lead.into_iter().flat_map(|lead| {
        let number = lead.case.to_string();
        let all = actions(&lead.state).into_iter();
        all.map(move |it| action_view(&it, Some(number.clone())))
            .collect::<Vec<_>>()
    });
    own.chain(there).collect()
}

fn action_view(action: &Action, lead: Option<String>) -> ActionView {
    let state = match (&action.evaluated, action.finished) {
        (Some((_, effect)), _) => effect.word(),
        (None, Some(_)) => "done",
        (None, None) if action.seen.in_force.is_none() => "waiting",
        (None, None) => "open",
    };
    ActionView {
        entry: action.seen.id().to_string(),
        kind: action.act.kind.to_string(),
        text: action.act.text.to_string(),
        owner: action.act.owner.to_string(),
        due: action.act.due.to_string(),
        state: state.to_owned(),
        finished: action.finished.map(|seen| seen.id().to_string()),
        evaluated: action.evaluated.map(|(seen, _)| seen.id().to_string()),
        lead,
    }
}

/// The recalls, in order.
pub(super) fn recall_views(state: &State) -> Vec<RecallView> {
    recalls(state).iter().map(recall_view).collect()
}

fn recall_view(called: &Called) -> RecallView {
    let customers = called.customers.iter().map(|one| RecalledView {
        customer: one.of.customer.to_string(),
        delivered: one.of.quantity.as_ref().map(ToString::to_string),
        told: one.told.map(|seen| seen.id().to_string()),
        back: one.back.iter().map(ToString::to_string).collect(),
        complete: one.is_complete(),
        lost: one
            .of
            .quantity
            .as_ref()
            .filter(|got| one.given_up && !one.rest(got).is_zero())
            .map(|got| format!("{} {}", one.rest(got).normalize(), got.0.unit)),
    });
    let rates = called.rates().into_iter().map(|rate| RateView {
        delivered: format!("{} {}", rate.delivered.normalize(), rate.unit),
        back: format!("{} {}", rate.back.normalize(), rate.unit),
        percent: rate
            .percent()
            .map(|percent| percent.normalize().to_string()),
    });
    RecallView {
        entry: called.seen.id().to_string(),
        lots: called.recall.lots.iter().map(ToString::to_string).collect(),
        customers: customers.collect(),
        rates: rates.collect(),
    }
}
