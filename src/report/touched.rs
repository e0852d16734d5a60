//! What traces found of the lots that a fault touches, and what is left to be
//! done about it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Amount;
use crate::case::kinds::InStock;
use crate::policy::Rules;
use crate::procedure::{Left, Reached, Seen, State, Stocked, left, reached, stock};

/// Some of a lot that the fault touches, where it lies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StockedView {
    /// The lot.
    pub lot: String,
    /// The warehouse, and the place in it.
    pub place: String,
    /// How much, where it is known.
    pub quantity: Option<String>,
    /// What may be done with it, such as released or blocked.
    pub state: Option<String>,
    /// Whether nobody can take it any more: it was contained there, or its state
    /// says so.
    pub isolated: bool,
    /// How much of it nobody contained, where only a part was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
    /// The entry that contains it, or the last that contains a part of it.
    pub by: Option<String>,
}

/// What a customer got of the lots that the fault touches.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReachedView {
    /// The customer.
    pub customer: String,
    /// The lot; several, where they were followed together.
    pub lots: Vec<String>,
    /// How much, where it is known.
    pub quantity: Option<String>,
    /// The entry that says they were told.
    pub told: Option<String>,
    /// The recall that calls it back.
    pub recall: Option<String>,
    /// Whether it was decided that it stays with them.
    pub stays: bool,
    /// Whether they are still to be told, beside what a recall tells.
    pub to_tell: bool,
}

/// Something that traces and recalls leave to be done.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct LeftView {
    /// isolate, tell, call-back or await.
    pub what: String,
    /// The lot that is to be isolated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<String>,
    /// Where it lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What may be done with it by now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The customer who is to be told, or whose goods are called back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The recall of which they are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall: Option<String>,
    /// The lots that are called back, and no recall of which names them yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<String>,
    /// How much is to be isolated or called back, or is awaited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// How much the trace found there, where a part of it is contained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// How much they got.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered: Option<String>,
}

fn id(seen: Option<&Seen>) -> Option<String> {
    seen.map(|seen| seen.id().to_string())
}

/// What of the touched lots is in stock.
pub(super) fn stocked_views(state: &State, rules: &Rules) -> Vec<StockedView> {
    let view = |one: Stocked| StockedView {
        lot: one.row.lot.to_string(),
        place: one.row.place.to_string(),
        quantity: one.row.quantity.as_ref().map(ToString::to_string),
        state: one.row.state.as_ref().map(ToString::to_string),
        isolated: one.is_isolated(),
        rest: one
            .rest
            .as_ref()
            .filter(|_| one.is_partly_isolated())
            .map(ToString::to_string),
        by: id(one.by),
    };
    stock(state, rules).into_iter().map(view).collect()
}

/// What customers got of the touched lots, as the traces name them.
pub(super) fn reached_views(state: &State) -> Vec<ReachedView> {
    let view = |one: Reached| ReachedView {
        customer: one.customer().to_owned(),
        lots: one.lots.iter().map(ToString::to_string).collect(),
        quantity: one.row.quantity.as_ref().map(ToString::to_string),
        told: id(one.told),
        recall: id(one.recall),
        stays: one.stays,
        to_tell: one.is_to_tell(),
    };
    reached(state).into_iter().map(view).collect()
}

/// What is left to be done of what was traced and called back.
pub(super) fn left_views(state: &State, rules: &Rules) -> Vec<LeftView> {
    let view = |one: &Left| match one {
        Left::Isolate(row, rest) => LeftView {
            what: "isolate".to_owned(),
            lot: Some(row.lot.to_string()),
            place: Some(row.place.to_string()),
            state: row.state.as_ref().map(ToString::to_string),
            quantity: rest.as_ref().map(ToString::to_string),
            found: part_of(row, rest.as_ref()),
            ..LeftView::default()
        },
        Left::CallBack(goods) => LeftView {
            what: "call-back".to_owned(),
            customer: Some(goods.customer.to_owned()),
            lots: goods.lots.iter().map(ToString::to_string).collect(),
            quantity: goods.quantity.as_ref().map(ToString::to_string),
            ..LeftView::default()
        },
        Left::Tell(customer, recall) => LeftView {
            what: "tell".to_owned(),
            customer: Some((*customer).to_owned()),
            recall: id(*recall),
            ..LeftView::default()
        },
        Left::Await(of, rest) => LeftView {
            what: "await".to_owned(),
            customer: Some(of.customer.to_string()),
            quantity: rest.as_ref().map(ToString::to_string),
            delivered: of.quantity.as_ref().map(ToString::to_string),
            ..LeftView::default()
        },
    };
    left(state, rules).iter().map(view).collect()
}

/// How much lies there, where only a part of it is left to be isolated.
fn part_of(row: &InStock, rest: Option<&Amount>) -> Option<String> {
    let found = row.quantity.as_ref()?;
    (found.0.number != rest?.number).then(|| found.to_string())
}
