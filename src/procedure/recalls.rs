//! Which lots a fault touches, who got them, who was told, what came back.

use rust_decimal::{Decimal, RoundingStrategy};

use super::goods::each_unit;
use super::needs::tells;
use super::state::{Seen, State};
use crate::case::kinds::{Delivered, Party, Recall, Recalled, Trace};
use crate::case::{Amount, Body, Kind, Quantity};
use crate::yaml::Text;

/// A recall that counts.
#[derive(Debug, Clone)]
pub struct Called<'a> {
    /// The entry.
    pub seen: &'a Seen,
    /// What it says.
    pub recall: &'a Recall,
    /// Whose goods are called back.
    pub customers: Vec<CalledBack<'a>>,
}

/// A customer whose goods are called back.
#[derive(Debug, Clone)]
pub struct CalledBack<'a> {
    /// Who it is, and how much they got.
    pub of: &'a Delivered,
    /// The entry that says they were told.
    pub told: Option<&'a Seen>,
    /// How much came back, by unit.
    pub back: Vec<Amount>,
    /// Whether nothing more is awaited, though not all is back.
    pub given_up: bool,
}

impl CalledBack<'_> {
    /// Whether nothing more is awaited.
    pub fn is_complete(&self) -> bool {
        self.given_up
            || self
                .of
                .quantity
                .as_ref()
                .is_some_and(|got| self.rest(got).is_zero())
    }

    /// How much of what they got is still with them.
    pub fn rest(&self, got: &Quantity) -> Decimal {
        let mut same = self.back.iter().filter(|back| back.unit == got.0.unit);
        let back = same.next().map_or(Decimal::ZERO, |back| back.number);
        (got.0.number - back).max(Decimal::ZERO)
    }
}

/// The recalls that count, approved or not.
pub fn recalls(state: &State) -> Vec<Called<'_>> {
    let called = state
        .live(Kind::Recall)
        .filter_map(|seen| match &seen.body {
            Body::Recall(recall) if recall.decision == Recalled::Recall => Some((seen, recall)),
            _ => None,
        });
    called
        .map(|(seen, recall)| Called {
            seen,
            recall,
            customers: recall
                .customers
                .iter()
                .map(|of| customer(state, seen, of))
                .collect(),
        })
        .collect()
}

fn customer<'a>(state: &'a State, recall: &Seen, of: &'a Delivered) -> CalledBack<'a> {
    let mut notices = state.answers_to(Kind::Notify, recall.id());
    let told = notices
        .find(|seen| seen.is_in_force() && tells(&seen.body, Party::Customer, Some(&of.customer)));
    let (mut amounts, mut given_up) = (Vec::new(), false);
    for seen in state.answers_to(Kind::Retrieve, recall.id()) {
        if let Body::Retrieve(retrieve) = &seen.body
            && retrieve.customer == of.customer
        {
            amounts.push(retrieve.quantity.0.clone());
            given_up |= retrieve.rest.is_some();
        }
    }
    CalledBack {
        of,
        told,
        back: each_unit(&amounts),
        given_up,
    }
}

/// How far recalls got, for one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// The unit.
    pub unit: String,
    /// How much the customers got.
    pub delivered: Decimal,
    /// How much of it is back.
    pub back: Decimal,
}

impl Rate {
    /// The share that is back, in percent with one decimal; nothing where
    /// nothing was delivered.
    pub fn percent(&self) -> Option<Decimal> {
        let share = self.back.checked_div(self.delivered)?;
        let percent = share * Decimal::ONE_HUNDRED;
        Some(percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
    }
}

impl Called<'_> {
    /// How effective the recall is, by unit.
    pub fn rates(&self) -> Vec<Rate> {
        let got = self
            .customers
            .iter()
            .filter_map(|one| one.of.quantity.as_ref());
        let got: Vec<Amount> = got.map(|quantity| quantity.0.clone()).collect();
        // What comes from those of whom nobody knows how much they got says
        // nothing about the others.
        let known = self
            .customers
            .iter()
            .filter(|one| one.of.quantity.is_some());
        let back = known.flat_map(|one| one.back.clone());
        let back = each_unit(&back.collect::<Vec<Amount>>());
        let of_unit = |got: Amount| {
            let mut same = back.iter().filter(|back| back.unit == got.unit);
            Rate {
                delivered: got.number,
                back: same.next().map_or(Decimal::ZERO, |back| back.number),
                unit: got.unit,
            }
        };
        each_unit(&got).into_iter().map(of_unit).collect()
    }
}

/// The lots that the fault touches: those complained of, and those that the
/// investigations or a recall name.
pub fn touched(state: &State) -> Vec<String> {
    let complained = state.open().into_iter().flat_map(|open| open.lots());
    let found = state.live(Kind::Investigate);
    let found = found.filter_map(|seen| match &seen.body {
        Body::Investigate(found) => Some(found.lots.iter()),
        _ => None,
    });
    let found = found.flatten();
    let called = recalls(state).into_iter();
    let called = called.flat_map(|called| called.recall.lots.iter());
    once(complained.chain(found).chain(called))
}

/// Each lot once, in order.
fn once<'a>(all: impl Iterator<Item = &'a Text>) -> Vec<String> {
    let mut lots: Vec<String> = Vec::new();
    for lot in all {
        if !lots.iter().any(|known| known == lot.as_str()) {
            lots.push(lot.to_string());
        }
    }
    lots
}

/// The lots that the fault touches, and of which nobody has decided whether they
/// are called back.
pub fn undecided(state: &State) -> Vec<String> {
    let decided: Vec<&Text> = decisions(state).flat_map(|it| it.lots.iter()).collect();
    let mut lots = touched(state);
    lots.retain(|lot| !decided.iter().any(|known| known.as_str() == lot));
    lots
}

/// Whether that is decided of every such lot; where no lot is known, of any.
pub fn is_decided(state: &State) -> bool {
    decisions(state).next().is_some() && undecided(state).is_empty()
}

fn decisions(state: &State) -> impl Iterator<Item = &Recall> {
    let in_force = state.live(Kind::Recall).filter(|seen| seen.is_in_force());
    in_force.filter_map(|seen| match &seen.body {
        Body::Recall(recall) => Some(recall),
        _ => None,
    })
}

/// The lots called back of which a customer was traced whom no recall names.
pub fn not_called(state: &State) -> Vec<String> {
    let called = recalls(state);
    let missed = |trace: &Trace| {
        let of_lot = called
            .iter()
            .filter(|called| called.recall.lots.contains(&trace.lot));
        let known: Vec<&Text> = of_lot
            .clone()
            .flat_map(|called| called.recall.customers.iter())
            .map(|one| &one.customer)
            .collect();
        let any = of_lot.count() > 0;
        let lacks = |one: &Delivered| {
            !known.contains(&&one.customer) || is_short(state, &called, &one.customer)
        };
        any && trace.customers.iter().any(lacks)
    };
    let missing = traces(state).map(|(_, trace)| trace);
    once(
        missing
            .filter(|trace| missed(trace))
            .map(|trace| &trace.lot),
    )
}

/// Whether recalls name less of a customer's than the last traces of their lots
/// found, in one unit.
fn is_short(state: &State, called: &[Called], customer: &Text) -> bool {
    let got = |one: &Delivered| (one.customer == *customer).then(|| one.quantity.clone())?;
    let mut lots: Vec<&Text> = called.iter().flat_map(|it| it.recall.lots.iter()).collect();
    lots.sort();
    lots.dedup();
    let last = |lot: &&Text| {
        let mut of_lot = traces(state).rev().filter(|(_, trace)| trace.lot == **lot);
        of_lot.next().map(|(_, trace)| trace)
    };
    let traced = lots.iter().filter_map(last);
    let traced = traced.flat_map(|trace| trace.customers.iter().filter_map(got));
    let traced = each_unit(&traced.map(|quantity| quantity.0).collect::<Vec<_>>());
    let named = called.iter().flat_map(|it| it.recall.customers.iter());
    let named = named.filter_map(got).map(|quantity| quantity.0);
    let named = each_unit(&named.collect::<Vec<_>>());
    match (traced.as_slice(), named.as_slice()) {
        ([traced], [named]) => traced.exceeds(named) == Some(true),
        _ => false,
    }
}

/// The lots that nobody has contained yet.
pub fn to_contain(state: &State) -> Vec<String> {
    let contained = |lot: &str| {
        state
            .live(Kind::Contain)
            .any(|seen| matches!(&seen.body, Body::Contain(contain) if contain.lot.as_str() == lot))
    };
    let mut lots = touched(state);
    lots.retain(|lot| !contained(lot));
    lots
}

/// The lots that nobody has followed to the customers yet.
pub fn to_trace(state: &State) -> Vec<String> {
    let mut lots = touched(state);
    lots.retain(|lot| !traces(state).any(|(_, trace)| trace.lot.as_str() == lot));
    lots
}

/// The traces that count.
pub fn traces(state: &State) -> impl DoubleEndedIterator<Item = (&Seen, &Trace)> {
    state.live(Kind::Trace).filter_map(|seen| match &seen.body {
        Body::Trace(trace) => Some((seen, trace)),
        _ => None,
    })
}
