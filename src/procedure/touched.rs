//! Which lots a fault touches, and what the traces say of them.

use std::collections::{HashMap, HashSet};

use super::recalls::recalls;
use super::state::State;
use crate::case::kinds::{InStock, Recall, Trace, TracedCustomer};
use crate::case::{Body, Kind};
use crate::yaml::Text;

/// What the traces forward say. What one of them found counts until it is struck,
/// even if a later one does not find it: a second look with less data shall hide
/// nobody. Of what is found twice the last one counts, and so it does of stock,
/// which moves.
#[derive(Debug, Default)]
pub struct Traces<'a> {
    all: Vec<&'a Trace>,
    /// Where in the log each of these is.
    places: Vec<usize>,
    /// Where in `all` the last one is that covers a lot.
    last: HashMap<&'a str, usize>,
    /// Where in `all` a customer was last found to have got a lot.
    got: HashMap<(&'a str, &'a str), usize>,
}

impl<'a> Traces<'a> {
    /// The traces of a case that count.
    pub fn of(state: &'a State) -> Self {
        let (places, all): (Vec<usize>, Vec<&Trace>) = forward(state).unzip();
        let (mut last, mut got) = (HashMap::new(), HashMap::new());
        for (at, trace) in all.iter().enumerate() {
            last.extend(lots_of(trace).map(|lot| (lot.as_str(), at)));
            for row in trace.customers.iter() {
                let lots = lots_of_row(trace, row).into_iter();
                got.extend(lots.map(|lot| ((row.customer.as_str(), lot), at)));
            }
        }
        Traces {
            all,
            places,
            last,
            got,
        }
    }

    /// Whether a trace starts at that lot: then what was made of it is known.
    pub fn starts_at(&self, lot: &str) -> bool {
        let starts = |trace: &&Trace| trace.lots.iter().any(|known| known.as_str() == lot);
        self.all.iter().any(starts)
    }

    /// Whether one says who got that lot.
    pub fn cover(&self, lot: &str) -> bool {
        self.last.contains_key(lot)
    }

    /// Every lot that is touched: those that were followed, and those made of
    /// them (pharma.10).
    pub fn lots(&self) -> impl Iterator<Item = &'a Text> {
        self.all.iter().flat_map(|trace| lots_of(trace))
    }

    /// Those lots, and what was made of each by the traces that start there.
    pub fn with_made(&self, lots: &[&'a str]) -> Vec<&'a str> {
        let named: HashSet<&str> = lots.iter().copied().collect();
        let starts = |trace: &&&Trace| trace.lots.iter().any(|lot| named.contains(lot.as_str()));
        let starts = self.all.iter().filter(starts);
        let made = starts.flat_map(|trace| trace.touched.iter());
        once(lots.iter().copied().chain(made.map(Text::as_str)))
    }

    /// Who got lots, in rows of the last trace that says so; a row that names no
    /// lot is about any of those that were followed, or were made of them.
    pub fn customers(&self) -> impl Iterator<Item = (&'a TracedCustomer, Vec<&'a str>)> + '_ {
        let of_trace = move |(at, trace): (usize, &&'a Trace)| {
            let trace: &'a Trace = trace;
            trace.customers.iter().filter_map(move |row| {
                let mut lots = lots_of_row(trace, row);
                lots.retain(|lot| self.got.get(&(row.customer.as_str(), *lot)) == Some(&at));
                (!lots.is_empty()).then_some((row, lots))
            })
        };
        self.all.iter().enumerate().flat_map(of_trace)
    }

    /// What is in stock, in rows of the last trace of each lot, and where in the
    /// log that is.
    pub fn stock(&self) -> impl Iterator<Item = (usize, &'a InStock)> + '_ {
        let of_last = move |(at, trace): (usize, &&'a Trace)| {
            let rows = trace.stock.iter();
            rows.filter(move |row| self.last.get(row.lot.as_str()) == Some(&at))
                .map(|row| (self.places[at], row))
                .collect::<Vec<_>>()
        };
        let rows = self.all.iter().enumerate().flat_map(of_last);
        rows.filter(|(_, row)| {
            let quantity = row.quantity.as_ref();
            quantity.is_none_or(|quantity| !quantity.0.number.is_zero())
        })
    }
}

/// The traces forward that count, and where in the log they are.
fn forward(state: &State) -> impl DoubleEndedIterator<Item = (usize, &Trace)> {
    let all = state.log.iter().enumerate();
    all.filter_map(|(place, seen)| match &seen.body {
        Body::Trace(trace) if seen.is_live() && trace.is_forward() => Some((place, trace)),
        _ => None,
    })
}

/// Where in the log it was first found that a customer got a lot.
pub(super) fn first_found(state: &State) -> HashMap<(&str, &str), usize> {
    let mut first = HashMap::new();
    for (place, trace) in forward(state) {
        for row in trace.customers.iter() {
            for lot in lots_of_row(trace, row) {
                first.entry((row.customer.as_str(), lot)).or_insert(place);
            }
        }
    }
    first
}

/// The lots of a row; of one that names none, those that were followed and what
/// was made of them.
fn lots_of_row<'a>(trace: &'a Trace, row: &'a TracedCustomer) -> Vec<&'a str> {
    match &row.lot {
        Some(lot) => vec![lot.as_str()],
        None => lots_of(trace).map(Text::as_str).collect(),
    }
}

/// The lots that a trace starts at, and those that it touches.
fn lots_of(trace: &Trace) -> impl Iterator<Item = &Text> {
    trace.lots.iter().chain(trace.touched.iter())
}

/// Each lot once, in order.
pub(super) fn once<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut known = HashSet::new();
    all.filter(|lot| known.insert(*lot)).collect()
}

/// The lots that somebody names: those complained of, and those that the
/// investigations or a recall name.
pub fn named(state: &State) -> Vec<&str> {
    let complained = state.open().into_iter().flat_map(|open| open.lots());
    let found = state.live(Kind::Investigate);
    let found = found.filter_map(|seen| match &seen.body {
        Body::Investigate(found) => Some(found.lots.iter()),
        _ => None,
    });
    let called = recalls(state).into_iter();
    let called = called.flat_map(|called| called.recall.lots.iter());
    let all = complained.chain(found.flatten()).chain(called);
    once(all.map(Text::as_str))
}

/// The lots that the fault touches: those that somebody names, those that were
/// followed, and those made of them (pharma.10).
pub fn touched(state: &State) -> Vec<&str> {
    let traced = Traces::of(state);
    let traced = traced.lots().map(Text::as_str);
    once(named(state).into_iter().chain(traced))
}

/// The lots that nobody has followed to the customers yet.
pub fn to_trace(state: &State) -> Vec<&str> {
    let traces = Traces::of(state);
    let mut lots = named(state);
    lots.retain(|lot| !traces.cover(lot));
    lots
}

/// The lots that nobody has followed to their suppliers yet.
pub(super) fn to_trace_back(state: &State) -> Vec<&str> {
    let traced: HashSet<&str> = state
        .live(Kind::Trace)
        .filter_map(|seen| match &seen.body {
            Body::Trace(trace) if trace.is_back() => Some(trace.lots.iter()),
            _ => None,
        })
        .flatten()
        .map(Text::as_str)
        .collect();
    let mut lots = named(state);
    lots.retain(|lot| !traced.contains(lot));
    lots
}

/// The lots of which nobody has decided whether they are called back: those
/// that somebody names, and those that a customer got.
pub fn undecided(state: &State) -> Vec<&str> {
    let traces = Traces::of(state);
    let got: Vec<&str> = traces.customers().flat_map(|(_, lots)| lots).collect();
    let decided = decided(&traces, decisions(state));
    let mut lots = once(named(state).into_iter().chain(got));
    lots.retain(|lot| !decided.contains(lot));
    lots
}

/// Whether that is decided of every such lot; where no lot is known, of any.
pub fn is_decided(state: &State) -> bool {
    decisions(state).next().is_some() && undecided(state).is_empty()
}

/// The lots that decisions are about: those that they name, and what was made
/// of them. Of several lots that were followed together nobody knows which one
/// became what, so all of them must be decided about.
pub(super) fn decided<'a>(
    traces: &Traces<'a>,
    decisions: impl Iterator<Item = &'a Recall>,
) -> HashSet<&'a str> {
    let lots = decisions.flat_map(|decision| decision.lots.iter());
    let mut all: HashSet<&str> = lots.map(Text::as_str).collect();
    let whole = traces
        .all
        .iter()
        .filter(|trace| trace.lots.iter().all(|lot| all.contains(lot.as_str())));
    let made: Vec<&str> = whole
        .flat_map(|trace| trace.touched.iter().map(Text::as_str))
        .collect();
    all.extend(made);
    all
}

/// The decisions about calling back that count and are approved.
pub(super) fn decisions(state: &State) -> impl Iterator<Item = &Recall> {
    let in_force = state.live(Kind::Recall).filter(|seen| seen.is_in_force());
    in_force.filter_map(|seen| match &seen.body {
        Body::Recall(recall) => Some(recall),
        _ => None,
    })
}
