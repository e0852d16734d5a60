use rust_decimal::Decimal;

use super::ledger::{Authorised, Ledger};
use super::line::Line;
use crate::case::kinds::{Goods, Way};
use crate::case::{Amount, Body, EntryId, Quantity, Time};
use crate::policy::Rules;
use crate::procedure::state::State;

/// How much of a lot an RMA that counts takes back, approved or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    /// The `rma`.
    pub rma: EntryId,
    /// When it was entered.
    pub at: Time,
    /// When it was last amended, or the customer of the complaint was: before
    /// then it may have said something else.
    pub amended: Option<Time>,
    /// The lot.
    pub lot: String,
    /// Unit of all the numbers.
    pub unit: String,
    /// What it covers.
    pub authorised: Decimal,
    /// What came under it, each with the time at which that was entered; less
    /// what went back as it came.
    pub came: Vec<(Time, Decimal)>,
}

impl Cover {
    /// How much of the lot cannot come back once more: what it covers, or what
    /// came where that is more.
    pub fn number(&self) -> Decimal {
        let came = self.came.iter().map(|(_, many)| *many).sum();
        self.authorised.max(came)
    }

    /// The same as it was known before that time: nothing where that cannot be
    /// told, because it was entered or amended since.
    pub fn before(&self, then: Time) -> Decimal {
        if self.at >= then || self.amended.is_some_and(|amended| amended >= then) {
            return Decimal::ZERO;
        }
        let came = self.came.iter().filter(|(at, _)| *at < then);
        self.authorised.max(came.map(|(_, many)| *many).sum())
    }
}

/// What the RMAs of a case cover, by lot and unit. Those that were struck,
/// rejected or cancelled cover nothing.
pub fn covers(state: &State, rules: &Rules) -> Vec<Cover> {
    if state.live(crate::case::Kind::Rma).next().is_none() {
        return Vec::new();
    }
    let ledger = Ledger::of(state, rules);
    let customer = amended(state, |_, set| set.get("customer").is_some());
    let mut found: Vec<Cover> = Vec::new();
    let back = |rma: &&Authorised| rma.way != Way::NoGoods;
    for rma in ledger.authorised.iter().filter(back) {
        let Some(seen) = state.seen(&rma.entry) else {
            continue;
        };
        let own = amended(state, |target, _| *target == rma.entry);
        let cover = |lot: &str, unit: &str| Cover {
            rma: rma.entry.clone(),
            at: seen.entry.at,
            amended: own.max(customer),
            lot: lot.to_owned(),
            unit: unit.to_owned(),
            authorised: Decimal::ZERO,
            came: Vec::new(),
        };
        let from = found.len();
        for goods in rma.goods() {
            if let Some(lot) = &goods.lot {
                let unit = &goods.quantity.0.unit;
                let place = place(&mut found, from, lot.as_str(), unit, cover);
                found[place].authorised += goods.quantity.0.number;
            }
        }
        let lines = ledger.lines.iter();
        for line in lines.filter(|line| line.rma.as_ref() == Some(&rma.entry) && !line.brought) {
            if let Some(lot) = lot_of(line, rma.goods()) {
                let at = state.seen(&line.source.entry);
                let at = at.map_or(seen.entry.at, |came| came.entry.at);
                let place = place(&mut found, from, &lot, &line.unit, cover);
                found[place].came.push((at, line.came - line.sent_back));
            }
        }
    }
    found
}

/// The place of that lot and unit among those of one RMA.
fn place(
    found: &mut Vec<Cover>,
    from: usize,
    lot: &str,
    unit: &str,
    cover: impl Fn(&str, &str) -> Cover,
) -> usize {
    let same = |known: &Cover| known.lot == lot && known.unit == unit;
    let known = found[from..].iter().position(same);
    known.map_or_else(
        || {
            found.push(cover(lot, unit));
            found.len() - 1
        },
        |known| from + known,
    )
}

/// The lot of goods that came: as counted, or that of the item that covers
/// them.
fn lot_of<'a>(line: &Line, mut noted: impl Iterator<Item = &'a Goods>) -> Option<String> {
    line.lot.clone().or_else(|| {
        let item = noted.nth(line.rma_item?.checked_sub(1)?)?;
        item.lot.as_ref().map(ToString::to_string)
    })
}

/// When an entry was last amended in such a way.
fn amended(
    state: &State,
    wanted: impl Fn(&EntryId, &crate::yaml::Named<crate::yaml::Raw>) -> bool,
) -> Option<Time> {
    let amends = state.live(crate::case::Kind::Amend);
    let times = amends.filter_map(|seen| match &seen.body {
        Body::Amend(amend) => {
            let target = amend.target.as_ref()?;
            wanted(&target.entry, &amend.set).then_some(seen.entry.at)
        }
        _ => None,
    });
    times.max()
}

/// The first item of whose lot more would come back than the customer got, and
/// how much of the lot: with what other RMAs cover, and with the items of the
/// same lot before it.
pub fn beyond(
    items: &[Goods],
    found: &[Option<(Quantity, Quantity)>],
) -> Option<(usize, Quantity)> {
    let same = |one: &Goods, other: &Goods| {
        one.lot == other.lot && one.quantity.0.unit == other.quantity.0.unit
    };
    (0..items.len()).find_map(|at| {
        let (shipped, returned) = found.get(at)?.as_ref()?;
        let of_lot = items[..=at].iter().filter(|goods| same(goods, &items[at]));
        let of_lot = Amount {
            number: of_lot.map(|goods| goods.quantity.0.number).sum(),
            unit: items[at].quantity.0.unit.clone(),
        };
        let all = of_lot.plus(&returned.0)?;
        (all.exceeds(&shipped.0)?).then_some((at, Quantity(of_lot)))
    })
}
