//! How much an entry is about, for the limits of the policy. What a case has of
//! the same kind counts together, so that splitting evades no limit.

use super::counts::{Sum, sum};
use crate::case::kinds::{Goods, Receive, Rma};
use crate::case::{Amount, Body, Kind};
use crate::procedure::state::State;

/// The amounts of goods that an entry is about.
pub(in crate::procedure) fn quantities(body: &Body, state: &State) -> Vec<Amount> {
    match body {
        Body::Rma(_) => each(body, state, |body| match body {
            Body::Rma(rma) => of(&rma.items),
            _ => Vec::new(),
        }),
        Body::Replace(_) => each(body, state, |body| match body {
            Body::Replace(replace) => of(&replace.items),
            _ => Vec::new(),
        }),
        Body::Receive(receive) => of(&receive.items),
        Body::Resolve(_) | Body::Inspect(_) | Body::Disposition(_) => {
            let target = body.target();
            let answered = target.and_then(|target| state.seen(&target.entry));
            match answered.map(|seen| &seen.body) {
                Some(Body::Receive(receive)) => delivered(receive, state),
                Some(Body::Rma(rma)) => of(&rma.items),
                Some(other @ Body::Disposition(_)) => quantities(other, state),
                _ => Vec::new(),
            }
        }
        _ => claimed(state),
    }
}

/// What the complaint is about.
pub(in crate::procedure) fn claimed(state: &State) -> Vec<Amount> {
    let open = state.open();
    let claimed = open.and_then(|open| open.quantity.as_ref());
    claimed.iter().map(|quantity| quantity.0.clone()).collect()
}

fn of(items: &[Goods]) -> Vec<Amount> {
    items.iter().map(|goods| goods.quantity.0.clone()).collect()
}

/// What came under the RMA of a delivery, or is to come, where that is more:
/// goods that come in parts are judged as one.
fn delivered(receive: &Receive, state: &State) -> Vec<Amount> {
    let target = receive.target.as_ref();
    let rma = target.and_then(|target| state.seen(&target.entry));
    let Some((rma, Body::Rma(asked))) = rma.map(|rma| (rma, &rma.body)) else {
        return of(&receive.items);
    };
    let came = state
        .live(Kind::Receive)
        .filter_map(|seen| match &seen.body {
            Body::Receive(other) if other.refused.is_none() => Some(other),
            _ => None,
        });
    let under = |other: &&Receive| {
        let target = other.target.as_ref();
        target.is_some_and(|target| target.entry == *rma.id())
    };
    let came: Vec<Amount> = came
        .filter(under)
        .flat_map(|other| of(&other.items))
        .collect();
    let asked = of(&asked.items);
    match (sum(&came), sum(&asked)) {
        (Sum::Of(came), Sum::Of(noted)) if came.exceeds(&noted) == Some(false) => asked,
        _ => came,
    }
}

/// The amounts of money that an entry is about; nothing where it does not say
/// all of them.
pub(in crate::procedure) fn amounts(body: &Body, state: &State) -> Option<Vec<Amount>> {
    let value = |rma: &Rma| rma.value.as_ref().map(|value| value.0.clone());
    let all = each(body, state, |body| match body {
        Body::Compensate(money) => vec![Some(money.amount.0.clone())],
        Body::Rma(rma) => vec![value(rma)],
        _ => Vec::new(),
    });
    all.into_iter().collect()
}

/// What every live entry of that kind says, and this one.
fn each<T>(body: &Body, state: &State, of: impl Fn(&Body) -> Vec<T>) -> Vec<T> {
    let kind: Kind = body.kind();
    let known: Vec<&Body> = state.live(kind).map(|seen| &seen.body).collect();
    let new = (!known.contains(&body)).then_some(body);
    known.into_iter().chain(new).flat_map(of).collect()
}
