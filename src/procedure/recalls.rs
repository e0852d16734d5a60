//! Who got the lots that a fault touches, who was told, what came back.

use std::collections::HashSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::goods::each_unit;
use super::needs::tells;
use super::state::{Seen, State};
use super::stock::stock;
use super::touched::{Traces, decided, decisions, first_found, once};
use super::uncalled::{Uncalled, uncalled};
use crate::case::kinds::{Delivered, InStock, Party, Recall, Recalled, TracedCustomer};
use crate::case::{Amount, Body, EntryId, Kind, Quantity};
use crate::policy::Rules;
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

    /// How much is still awaited, where it is known.
    pub fn awaited(&self) -> Option<Amount> {
        let got = self.of.quantity.as_ref()?;
        Some(Amount::of(self.rest(got), &got.0.unit))
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

impl<'a> Called<'a> {
    /// The lots that it names.
    pub fn lots(&self) -> Vec<&'a str> {
        self.recall.lots.iter().map(Text::as_str).collect()
    }

    /// Whether it calls back goods of that customer.
    pub fn names(&self, customer: &str) -> bool {
        let mut all = self.recall.customers.iter();
        all.any(|one| one.customer.as_str() == customer)
    }

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

/// What a customer got of the touched lots, as a row of a trace says it.
#[derive(Debug, Clone)]
pub struct Reached<'a> {
    /// What they got.
    pub row: &'a TracedCustomer,
    /// The lots of the row.
    pub lots: Vec<&'a str>,
    /// The entry that says they were told of these lots.
    pub told: Option<&'a Seen>,
    /// The recall that calls them back of that customer, approved or not.
    pub recall: Option<&'a Seen>,
    /// Whether it was decided that these lots stay where they are.
    pub stays: bool,
    /// Whether the customer complained of them, or they stay.
    pub knows: bool,
}

impl<'a> Reached<'a> {
    /// Who it is.
    pub fn customer(&self) -> &'a str {
        self.row.customer.as_str()
    }

    /// Whether somebody is still to tell them, beside those who tell what is
    /// called back.
    pub fn is_to_tell(&self) -> bool {
        self.told.is_none() && self.recall.is_none() && !self.knows
    }
}

/// What customers got, as the last traces say, in their order (component.9).
pub fn reached(state: &State) -> Vec<Reached<'_>> {
    let traces = Traces::of(state);
    let called = recalls(state);
    let meant = called.iter().map(|it| traces.with_made(&it.lots()));
    let meant: Vec<HashSet<&str>> = meant.map(HashSet::from_iter).collect();
    let stays = decisions(state).filter(|it| it.decision == Recalled::NoRecall);
    let stays = decided(&traces, stays);
    let first = first_found(state);
    let open = state.open();
    let complained = |customer: &str, lot: &str| {
        open.is_some_and(|open| {
            *open.customer == *customer && open.lots().any(|known| known.as_str() == lot)
        })
    };
    let rows = traces.customers().map(|(row, lots)| {
        let name = row.customer.as_str();
        let about = |meant: &HashSet<&str>| lots.iter().any(|lot| meant.contains(lot));
        let by = called.iter().zip(&meant);
        let by = by.filter(|(called, meant)| called.names(name) && about(meant));
        let by: Vec<&Seen> = by.map(|(called, _)| called.seen).collect();
        let found = lots.iter().filter_map(|lot| first.get(&(name, *lot)));
        let told = told(state, &row.customer, found.max().copied(), |recall| {
            let of_recall = called.iter().any(|it| it.seen.id() == recall);
            of_recall.then(|| by.iter().any(|seen| seen.id() == recall))
        });
        let knows = |lot: &&str| stays.contains(lot) || complained(name, lot);
        Reached {
            row,
            told,
            recall: by.first().copied(),
            stays: lots.iter().all(|lot| stays.contains(lot)),
            knows: lots.iter().all(knows),
            lots,
        }
    });
    rows.collect()
}

/// The customers whom somebody is still to tell, each once.
pub fn to_tell(state: &State) -> Vec<&str> {
    let all = reached(state).into_iter();
    let open = all.filter(Reached::is_to_tell);
    once(open.map(|one| one.customer()))
}

/// The entry that says that a customer was told of lots that were first found at
/// that place of the log: one that came later, or one about a recall that covers
/// them. Of a recall that does not, it says nothing about them.
fn told<'a>(
    state: &'a State,
    customer: &Text,
    found: Option<usize>,
    covers: impl Fn(&EntryId) -> Option<bool>,
) -> Option<&'a Seen> {
    let mut notices = state.log.iter().enumerate().filter(|(_, seen)| {
        seen.is_in_force() && tells(&seen.body, Party::Customer, Some(customer))
    });
    let counts = |place: usize, seen: &Seen| {
        let target = seen.body.target();
        let of_recall = target.and_then(|target| covers(&target.entry));
        of_recall.unwrap_or(Some(place) > found)
    };
    let told = notices.find(|(place, seen)| counts(*place, seen));
    told.map(|(_, seen)| seen)
}

/// Something that traces and recalls leave to be done.
#[derive(Debug, Clone)]
pub enum Left<'a> {
    /// This is to be isolated: so much of it, where it is known.
    Isolate(&'a InStock, Option<Amount>),
    /// That customer is to be told; of a recall, if it names them.
    Tell(&'a str, Option<&'a Seen>),
    /// These goods are of lots that are called back, and no recall names them.
    CallBack(Uncalled<'a>),
    /// Goods of that customer are awaited: so much, where it is known, of what
    /// they got.
    Await(&'a Delivered, Option<Amount>),
}

/// What is left to be done of what was traced and called back.
pub fn left<'a>(state: &'a State, rules: &Rules) -> Vec<Left<'a>> {
    if state.closed.is_some() {
        return Vec::new();
    }
    let stock = stock(state, rules).into_iter();
    let mut all: Vec<Left> = stock
        .filter(|it| !it.is_isolated())
        .map(|it| Left::Isolate(it.row, it.rest))
        .collect();
    let to_tell = to_tell(state).into_iter();
    all.extend(to_tell.map(|customer| Left::Tell(customer, None)));
    all.extend(uncalled(state).into_iter().map(Left::CallBack));
    let called = recalls(state).into_iter();
    for called in called.filter(|called| called.seen.is_in_force()) {
        for one in &called.customers {
            if one.told.is_none() {
                all.push(Left::Tell(&one.of.customer, Some(called.seen)));
            }
        }
        let awaited = called.customers.iter().filter(|one| !one.is_complete());
        all.extend(awaited.map(|one| Left::Await(one.of, one.awaited())));
    }
    all
}
