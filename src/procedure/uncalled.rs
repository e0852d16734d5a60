//! What customers got of lots that are called back, and no recall names yet.

use std::collections::{BTreeSet, HashSet};

use rust_decimal::Decimal;

use super::goods::each_unit;
use super::recalls::recalls;
use super::state::State;
use super::touched::{Traces, once};
use crate::case::Amount;
use crate::case::kinds::{Delivered, Recall};

/// What a customer got.
#[derive(Debug, Clone)]
pub struct Got<'a> {
    /// Who.
    pub customer: &'a str,
    /// Of which lots.
    pub lots: Vec<&'a str>,
    /// How much, where it is known.
    pub quantity: Option<&'a Amount>,
}

/// Goods that are still to be called back of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncalled<'a> {
    /// Who got them.
    pub customer: &'a str,
    /// The lots that it is about.
    pub lots: Vec<&'a str>,
    /// How much, where it is known and of one unit.
    pub quantity: Option<Amount>,
}

/// What the recalls that count call back, approved or not.
pub struct Calls<'a> {
    all: Vec<(HashSet<&'a str>, &'a Recall)>,
}

/// What a customer got of lots that the same recalls name, or none.
struct Group<'a> {
    customer: &'a str,
    rows: Vec<Got<'a>>,
    /// The recalls that name the customer and one of the lots.
    by: BTreeSet<usize>,
}

/// What the traces found with customers, in their order.
pub fn traced<'a>(traces: &Traces<'a>) -> Vec<Got<'a>> {
    let got = |(row, lots): (&'a crate::case::kinds::TracedCustomer, Vec<&'a str>)| Got {
        customer: row.customer.as_str(),
        lots,
        quantity: row.quantity.as_ref().map(|quantity| &quantity.0),
    };
    traces.customers().map(got).collect()
}

/// What was traced in lots that are called back and is called back of nobody, or
/// not all of it, customer by customer.
pub fn uncalled(state: &State) -> Vec<Uncalled<'_>> {
    let traces = Traces::of(state);
    let calls = Calls::of(state, &traces);
    calls.lacking(traced(&traces), |got| calls.cover(got))
}

impl<'a> Calls<'a> {
    /// What the recalls of a case call back.
    pub fn of(state: &'a State, traces: &Traces<'a>) -> Self {
        let called = recalls(state).into_iter();
        let all = called.map(|it| {
            let lots = traces.with_made(&it.lots());
            (lots.into_iter().collect(), it.recall)
        });
        Calls { all: all.collect() }
    }

    /// Whether a recall calls those lots back, of whomever.
    fn cover(&self, got: &Got) -> bool {
        self.all.iter().any(|(lots, _)| is_about(lots, got))
    }

    /// How much more of the wanted rows is to be called back: what the customer
    /// got, less what the recalls of those lots name already.
    pub fn lacking(
        &self,
        rows: Vec<Got<'a>>,
        wanted: impl Fn(&Got<'a>) -> bool,
    ) -> Vec<Uncalled<'a>> {
        let mut all: Vec<Uncalled> = Vec::new();
        for group in self.groups(rows) {
            let Some(lacks) = self.lacks(&group, &wanted) else {
                continue;
            };
            let known = all.iter_mut().find(|it| it.customer == lacks.customer);
            let Some(known) = known else {
                all.push(lacks);
                continue;
            };
            known.lots = once(known.lots.iter().chain(&lacks.lots).copied());
            let both = known.quantity.as_ref().zip(lacks.quantity.as_ref());
            known.quantity = both.and_then(|(one, more)| one.plus(more));
        }
        all
    }

    /// A recall says of a customer only how much it calls back of all its lots,
    /// so that what it is about is compared as a whole.
    fn groups(&self, rows: Vec<Got<'a>>) -> Vec<Group<'a>> {
        let mut groups: Vec<Group> = Vec::new();
        for row in rows {
            let by: BTreeSet<usize> = self.named(&row).collect();
            let mut one = Group {
                customer: row.customer,
                rows: Vec::new(),
                by,
            };
            let mut at = groups.len();
            let mut place = 0;
            while place < groups.len() {
                if !groups[place].is_with(&one) {
                    place += 1;
                    continue;
                }
                at = at.min(place);
                let with = groups.remove(place);
                one.rows.extend(with.rows);
                one.by.extend(with.by);
            }
            one.rows.push(row);
            groups.insert(at.min(groups.len()), one);
        }
        groups
    }

    /// The recalls that call back of that customer what the row is about.
    fn named<'b>(&'b self, row: &'b Got) -> impl Iterator<Item = usize> + 'b {
        let all = self.all.iter().enumerate();
        let about = all.filter(|(_, (lots, recall))| {
            is_about(lots, row) && of_customer(recall, row.customer).is_some()
        });
        about.map(|(at, _)| at)
    }

    fn lacks(&self, group: &Group<'a>, wanted: impl Fn(&Got<'a>) -> bool) -> Option<Uncalled<'a>> {
        let wanted: Vec<&Got> = group.rows.iter().filter(|row| wanted(row)).collect();
        let lots = once(wanted.iter().flat_map(|row| row.lots.iter().copied()));
        let lacks = |quantity| Uncalled {
            customer: group.customer,
            lots,
            quantity,
        };
        let named = group.by.iter().map(|at| self.all[*at].1);
        let named = named.filter_map(|recall| of_customer(recall, group.customer));
        let named: Vec<&Delivered> = named.collect();
        if wanted.is_empty() {
            return None;
        }
        if named.is_empty() {
            let known = wanted.iter().all(|row| row.quantity.is_some());
            return Some(lacks(only(added(&wanted)).filter(|_| known)));
        }
        let named: Option<Vec<Amount>> = named
            .into_iter()
            .map(|one| Some(one.quantity.as_ref()?.0.clone()))
            .collect();
        // Where it is not said how much, all of it is called back.
        let named = each_unit(&named?);
        let sent = added(&group.rows.iter().collect::<Vec<_>>());
        let of = |all: &[Amount], unit: &str| {
            let same = all.iter().find(|one| one.unit == unit);
            same.map_or(Decimal::ZERO, |one| one.number)
        };
        let compared = sent.iter().any(|one| of(&named, &one.unit) > Decimal::ZERO);
        let more = added(&wanted).into_iter().map(|one| {
            let rest = of(&sent, &one.unit) - of(&named, &one.unit);
            Amount::of(rest.min(one.number), &one.unit)
        });
        let more: Vec<Amount> = more.filter(|more| more.number > Decimal::ZERO).collect();
        // Of other units nobody can say that it is not enough.
        (compared && !more.is_empty()).then(|| lacks(only(more)))
    }
}

impl Group<'_> {
    /// Whether it is about goods of the same recalls, or of none.
    fn is_with(&self, other: &Group) -> bool {
        let same = self.by.is_empty() && other.by.is_empty() || !self.by.is_disjoint(&other.by);
        self.customer == other.customer && same
    }
}

fn is_about(lots: &HashSet<&str>, got: &Got) -> bool {
    got.lots.iter().any(|lot| lots.contains(lot))
}

fn of_customer<'a>(recall: &'a Recall, customer: &str) -> Option<&'a Delivered> {
    let mut all = recall.customers.iter();
    all.find(|one| one.customer.as_str() == customer)
}

fn added(rows: &[&Got]) -> Vec<Amount> {
    let known = rows.iter().filter_map(|row| row.quantity.cloned());
    each_unit(&known.collect::<Vec<Amount>>())
}

/// The amount, where there is only one.
fn only(mut amounts: Vec<Amount>) -> Option<Amount> {
    let only = amounts.pop()?;
    amounts
        .is_empty()
        .then(|| Amount::of(only.number, &only.unit))
}
