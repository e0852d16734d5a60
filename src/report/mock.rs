//! A rehearsed recall: what of a lot's goods can be found, and what cannot.

use std::collections::{BTreeMap, HashSet};

use rust_decimal::{Decimal, RoundingStrategy};

use super::trace::{GapView, MockView, ShareView, TraceView};
use super::traced::TraceCall;
use crate::finding::{Arg, Code, Finding};
use crate::trace::{Balance, Lot, LotKind, Sheet, Walked};

impl TraceCall<'_> {
    /// What an answer amounts to as a recall, and what in it cannot be traced.
    pub fn mock(&self, trace: TraceView, walked: &Walked, faults: &[Finding]) -> MockView {
        let touched: Vec<Lot> = walked.touched().collect();
        let names = trace.customers.iter().map(|got| got.customer.as_str());
        let customers: HashSet<&str> = names.filter(|name| !name.is_empty()).collect();
        let deliveries = trace.customers.iter().map(|got| got.deliveries.len());
        let kinds = [LotKind::Finished, LotKind::Semi, LotKind::Raw];
        let found = kinds.iter().flat_map(|kind| self.shares(*kind, &touched));
        MockView {
            lots: touched.len(),
            customers: customers.len(),
            deliveries: deliveries.sum(),
            found: found.collect(),
            links: self.missing(walked).1,
            gaps: self.gaps(&trace, walked, faults),
            trace,
        }
    }

    /// What of the touched lots of a kind can be found, by unit. Of a lot of
    /// which nobody knows how much was made there is no share.
    fn shares(&self, kind: LotKind, touched: &[Lot]) -> Vec<ShareView> {
        let of_kind = touched
            .iter()
            .filter(|lot| self.data.kind(**lot) == Some(kind));
        let balances = of_kind.flat_map(|lot| self.data.balance(*lot));
        let mut by_unit: BTreeMap<String, Share> = BTreeMap::new();
        for balance in balances {
            if let Some(made) = balance.made {
                let share = by_unit.entry(balance.unit.clone()).or_default();
                share.add(&balance, made);
            }
        }
        let view = |(unit, share): (String, Share)| share.view(kind, unit);
        by_unit.into_iter().map(view).collect()
    }

    fn gaps(&self, trace: &TraceView, walked: &Walked, faults: &[Finding]) -> Vec<GapView> {
        let mut gaps = Vec::new();
        for one in &trace.missing {
            let what = match &one.of {
                Some(of) => format!("{} {of}", one.link),
                None => one.link.clone(),
            };
            gaps.push(GapView {
                department: one.department.clone(),
                ..gap("missing-link", Some(&one.lot), what)
            });
        }
        for lot in walked.touched() {
            let name = self.data.name(lot);
            gaps.extend(self.rests(lot, name));
            let unknown = self.data.unknown(lot);
            if unknown > 0 {
                gaps.push(gap("quantity-unknown", Some(name), unknown.to_string()));
            }
        }
        for got in trace.customers.iter().filter(|got| got.customer.is_empty()) {
            let what = got.quantity.clone().unwrap_or_else(|| "?".to_owned());
            gaps.push(gap("customer-unknown", Some(&got.lot), what));
        }
        for lot in trace.chain.iter().filter(|lot| lot.circle) {
            gaps.push(gap("circle", Some(&lot.lot), String::new()));
        }
        let sheets = [Sheet::Shipments, Sheet::Stock].into_iter();
        for sheet in sheets.filter(|sheet| !self.data.has_any(*sheet)) {
            gaps.push(gap("no-file", None, format!("{sheet}*.csv")));
        }
        gaps.extend(faults.iter().filter_map(doubtful));
        for range in &trace.unfound {
            gaps.push(gap("serials-unknown", None, range.clone()));
        }
        for one in &trace.alike {
            gaps.push(gap("lot-alike", Some(&one.lot), one.other.clone()));
        }
        if trace.left_out > 0 {
            gaps.push(gap("rows-left-out", None, trace.left_out.to_string()));
        }
        for file in &trace.unread {
            gaps.push(gap("file-unread", None, file.clone()));
        }
        gaps
    }

    /// What of a lot nobody can say where it is, or is somewhere and was never
    /// made.
    fn rests(&self, lot: Lot, name: &str) -> Vec<GapView> {
        let balances = self.data.balance(lot);
        if balances.iter().all(|balance| balance.made.is_none()) {
            return vec![gap("made-unknown", Some(name), String::new())];
        }
        let rest = |balance: &Balance| {
            let many = |number: Decimal| format!("{} {}", number.normalize(), balance.unit);
            let Some(rest) = balance.unaccounted() else {
                // None of it was made in this unit.
                return Some(gap("two-units", Some(name), many(balance.found())));
            };
            if rest.is_sign_negative() && !rest.is_zero() {
                return Some(gap("too-much", Some(name), many(-rest)));
            }
            let lost = rest > self.tolerated(balance);
            lost.then(|| gap("unaccounted", Some(name), many(rest)))
        };
        balances.iter().filter_map(rest).collect()
    }

    /// How much of a lot may stay unaccounted for.
    fn tolerated(&self, balance: &Balance) -> Decimal {
        let share = self.rules.unaccounted.as_ref();
        let share = share.map_or(Decimal::ZERO, |percent| percent.0.number);
        let made = balance.made.unwrap_or_default();
        let part = made.checked_mul(share).unwrap_or_default();
        part / Decimal::ONE_HUNDRED
    }
}

/// A row that cannot be true, if no other gap says so.
fn doubtful(fault: &Finding) -> Option<GapView> {
    let said = [
        Code::MoreThanMade,
        Code::TwoUnits,
        Code::LotsInCircle,
        Code::UnknownLot,
    ];
    let lot = fault.args.get("lot").map(Arg::plain);
    let told = said.contains(&fault.code);
    (!told).then(|| gap("cannot-be-true", lot.as_deref(), fault.code.to_string()))
}

fn gap(sort: &str, lot: Option<&str>, what: String) -> GapView {
    GapView {
        sort: sort.to_owned(),
        lot: lot.map(str::to_owned),
        what,
        department: None,
    }
}

/// Sums over lots of one kind, in one unit.
#[derive(Default)]
struct Share {
    made: Decimal,
    shipped: Decimal,
    stock: Decimal,
    used: Decimal,
    /// Of each lot no more than was made of it.
    found: Decimal,
}

impl Share {
    fn add(&mut self, balance: &Balance, made: Decimal) {
        self.made += made;
        self.shipped += balance.shipped;
        self.stock += balance.stock;
        self.used += balance.used;
        self.found += balance.found().min(made);
    }

    fn view(&self, kind: LotKind, unit: String) -> ShareView {
        let plain = |number: Decimal| number.normalize().to_string();
        let percent = || {
            let share = self.found.checked_mul(Decimal::ONE_HUNDRED)?;
            let share = share.checked_div(self.made)?;
            Some(share.round_dp_with_strategy(1, RoundingStrategy::ToZero))
        };
        ShareView {
            kind: kind.to_string(),
            unit,
            made: plain(self.made),
            shipped: plain(self.shipped),
            stock: plain(self.stock),
            used: plain(self.used),
            percent: percent().map(plain),
        }
    }
}
