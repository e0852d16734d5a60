use std::collections::HashMap;
use std::hash::Hash;

use crate::report::{GotView, LotView, MissingView, StockView, TraceView, UseView};

/// What an answer says of each lot, to be found by its name.
pub(super) struct Lots<'a> {
    lots: HashMap<&'a str, &'a LotView>,
    missing: HashMap<&'a str, Vec<&'a MissingView>>,
    stock: HashMap<&'a str, Vec<&'a StockView>>,
    customers: HashMap<&'a str, Vec<&'a GotView>>,
    products: HashMap<&'a str, Vec<(&'a LotView, &'a UseView)>>,
}

impl<'a> Lots<'a> {
    pub fn of(view: &'a TraceView) -> Lots<'a> {
        let uses = view.chain.iter().flat_map(|lot| {
            let used = lot.uses.iter();
            used.map(move |one| (one.lot.as_str(), (lot, one)))
        });
        Lots {
            lots: view.chain.iter().map(|lot| (&*lot.lot, lot)).collect(),
            missing: grouped(view.missing.iter().map(|one| (&*one.lot, one))),
            stock: grouped(view.stock.iter().map(|one| (&*one.lot, one))),
            customers: grouped(view.customers.iter().map(|one| (&*one.lot, one))),
            products: grouped(uses),
        }
    }

    /// What the answer says of a lot; nothing where it only names it.
    pub fn get(&self, lot: &str) -> Option<&'a LotView> {
        self.lots.get(lot).copied()
    }

    /// What the chain lacks at that lot.
    pub fn missing(&self, lot: &str) -> &[&'a MissingView] {
        listed(&self.missing, lot)
    }

    /// Where some of the lot lies.
    pub fn stock(&self, lot: &str) -> &[&'a StockView] {
        listed(&self.stock, lot)
    }

    /// Who got some of the lot.
    pub fn customers(&self, lot: &str) -> &[&'a GotView] {
        listed(&self.customers, lot)
    }

    /// What was made of the lot, and how much of it each took.
    pub fn products(&self, lot: &str) -> &[(&'a LotView, &'a UseView)] {
        listed(&self.products, lot)
    }
}

fn grouped<K: Hash + Eq, T>(all: impl Iterator<Item = (K, T)>) -> HashMap<K, Vec<T>> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for (key, one) in all {
        groups.entry(key).or_default().push(one);
    }
    groups
}

fn listed<'l, T>(groups: &'l HashMap<&str, Vec<T>>, lot: &str) -> &'l [T] {
    groups.get(lot).map_or(&[], Vec::as_slice)
}
