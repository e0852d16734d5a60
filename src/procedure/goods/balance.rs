//! Quantities by model, lot and unit: what was claimed, authorised, received,
//! inspected, disposed of and replaced.

use rust_decimal::Decimal;

use super::counts::add;
use super::ledger::Ledger;
use super::line::Line;
use super::supplied::Supplied;
use crate::case::EntryId;
use crate::case::kinds::{Decision, Goods, words};
use crate::procedure::state::State;

words! {
    /// How what came differs from what was to come.
    Difference {
        /// Less came.
        Short = "short",
        /// More came.
        Over = "over",
        /// Another lot of the model.
        WrongLot = "wrong-lot",
        /// Goods that no RMA covers.
        WrongItem = "wrong-item",
    }
}

/// Quantities of one model, lot and unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Balance {
    /// Model.
    pub model: Option<String>,
    /// Lot.
    pub lot: Option<String>,
    /// Unit of all the numbers.
    pub unit: String,
    /// What the complaint is about.
    pub claimed: Decimal,
    /// What RMAs with a number cover.
    pub authorised: Decimal,
    /// What came, or was treated on site.
    pub received: Decimal,
    /// What waits for `resolve`.
    pub on_hold: Decimal,
    /// What went back as it came.
    pub sent_back: Decimal,
    /// What was inspected.
    pub inspected: Decimal,
    /// Of that good.
    pub good: Decimal,
    /// Of that without a fault.
    pub no_fault_found: Decimal,
    /// Of that defective.
    pub defective: Decimal,
    /// Defective pieces by code.
    pub codes: Vec<(String, Decimal)>,
    /// What is being reworked or sorted, or gets another part.
    pub in_rework: Decimal,
    /// What is on the way from the customer's site.
    pub on_the_way: Decimal,
    /// What was finally disposed of, by decision.
    pub disposed: Vec<(Decision, Decimal)>,
    /// What came and has no final disposition in force.
    pub open: Decimal,
    /// What replacement was promised.
    pub promised: Decimal,
    /// What replacement was shipped and not turned down.
    pub shipped: Decimal,
    /// What replacement the customer accepted.
    pub replaced: Decimal,
    /// How what came differs from what was to come, where nothing more is
    /// awaited.
    pub differences: Vec<(Difference, Decimal)>,
}

/// The balance of a case, a row each model, lot and unit.
pub fn balance(state: &State, ledger: &Ledger) -> Vec<Balance> {
    let mut rows = Rows(Vec::new());
    rows.claim(state);
    rows.fill(ledger)
}

/// What a ledger of that case holds, without what was claimed and only what was
/// to come back or to be replaced.
pub fn figures(state: &State, ledger: &Ledger) -> Vec<Balance> {
    let mut rows = balance(state, ledger);
    let used = |row: &Balance| row.authorised + row.received + row.promised > Decimal::ZERO;
    rows.retain(used);
    for row in &mut rows {
        row.claimed = Decimal::ZERO;
    }
    rows
}

impl Ledger {
    /// What of it belongs to those RMAs, and to promises of replacement for
    /// none, by their entries.
    #[must_use]
    pub fn under(mut self, state: &State, wanted: impl Fn(&EntryId) -> bool) -> Ledger {
        let of = |rma: &Option<EntryId>| rma.as_ref().is_some_and(&wanted);
        self.authorised.retain(|rma| wanted(&rma.entry));
        self.receipts.retain(|receipt| wanted(&receipt.rma));
        self.lines.retain(|line| of(&line.rma));
        self.supplied.retain(|supplied| {
            let promise = state.seen(&supplied.source.entry);
            match promise.and_then(|seen| seen.body.target()) {
                Some(target) => wanted(&target.entry),
                None => wanted(&supplied.source.entry),
            }
        });
        self
    }
}

struct Rows(Vec<Balance>);

impl Rows {
    /// Adds what a ledger holds.
    fn fill(mut self, ledger: &Ledger) -> Vec<Balance> {
        for rma in ledger.authorised.iter().filter(|rma| rma.number.is_some()) {
            for goods in rma.goods() {
                self.of_goods(goods).authorised += goods.quantity.0.number;
            }
        }
        for line in &ledger.lines {
            self.line(line);
        }
        let promises = ledger.supplied.iter();
        for supplied in promises.filter(|it| it.in_force && !it.sent_back) {
            let row = self.replaced(supplied);
            row.promised += supplied.promised;
            row.shipped += supplied.shipped();
            row.replaced += supplied.accepted();
        }
        self.differ(ledger);
        self.0
    }

    fn of(&mut self, model: &Option<String>, lot: &Option<String>, unit: &str) -> &mut Balance {
        let same = |row: &Balance| row.model == *model && row.lot == *lot && row.unit == unit;
        let place = match self.0.iter().position(same) {
            Some(place) => place,
            None => {
                self.0.push(Balance {
                    model: model.clone(),
                    lot: lot.clone(),
                    unit: unit.to_owned(),
                    ..Balance::default()
                });
                self.0.len() - 1
            }
        };
        &mut self.0[place]
    }

    /// New goods whose lot nobody knows yet stand with those that they replace.
    fn replaced(&mut self, supplied: &Supplied) -> &mut Balance {
        let same = |row: &Balance| row.model == supplied.model && row.unit == supplied.unit;
        match self
            .0
            .iter()
            .position(same)
            .filter(|_| supplied.lot.is_none())
        {
            Some(place) => &mut self.0[place],
            None => self.of(&supplied.model, &supplied.lot, &supplied.unit),
        }
    }

    fn of_goods(&mut self, goods: &Goods) -> &mut Balance {
        let model = goods.model.as_ref().map(ToString::to_string);
        let lot = goods.lot.as_ref().map(ToString::to_string);
        self.of(&model, &lot, &goods.quantity.0.unit)
    }

    /// The complaint names one quantity; of several products nobody knows
    /// which of them it is.
    fn claim(&mut self, state: &State) {
        let Some(open) = state.open() else { return };
        let Some(claimed) = &open.quantity else {
            return;
        };
        let product = match &*open.product {
            [only] => Some(only),
            _ => None,
        };
        let text = |text: Option<&crate::yaml::Text>| text.map(ToString::to_string);
        let model = text(product.and_then(|product| product.model.as_ref()));
        let lot = text(product.and_then(|product| product.lot.as_ref()));
        self.of(&model, &lot, &claimed.0.unit).claimed += claimed.0.number;
    }

    fn line(&mut self, line: &Line) {
        let row = self.of(&line.model, &line.lot, &line.unit);
        if !line.brought {
            row.received += line.came;
            row.inspected += line.inspected;
            row.good += line.first_good;
            row.no_fault_found += line.first_faultless;
            row.defective += line.inspected - line.first_good - line.first_faultless;
        }
        row.open += line.open();
        row.sent_back += line.sent_back;
        row.in_rework += line.in_rework();
        row.on_the_way += line.there(crate::case::kinds::Found::OnTheWay);
        if line.held {
            row.on_hold += line.came;
        }
        for (code, many) in &line.codes {
            add(&mut row.codes, code, *many);
        }
        for (decision, many) in &line.settled {
            add(&mut row.disposed, decision, *many);
        }
    }

    /// What differs where no more is to come.
    fn differ(&mut self, ledger: &Ledger) {
        let awaited = ledger.authorised.iter().filter(|rma| rma.awaits());
        let awaited: Vec<&Goods> = awaited.flat_map(|rma| rma.goods()).collect();
        let models: Vec<Option<String>> = self
            .0
            .iter()
            .filter(|row| row.authorised > Decimal::ZERO)
            .map(|row| row.model.clone())
            .collect();
        let no_goods: Vec<&Goods> = ledger
            .authorised
            .iter()
            .filter(|rma| rma.number.is_some())
            .filter(|rma| rma.way == crate::case::kinds::Way::NoGoods)
            .flat_map(|rma| rma.goods())
            .collect();
        let of = |row: &Balance, goods: &&&Goods| {
            goods.model.as_deref() == row.model.as_deref()
                && goods.lot.as_deref() == row.lot.as_deref()
                && goods.quantity.0.unit == row.unit
        };
        for row in &mut self.0 {
            if awaited.iter().any(|goods| of(row, &goods)) {
                continue;
            }
            let never: Decimal = no_goods
                .iter()
                .filter(|goods| of(row, goods))
                .map(|goods| goods.quantity.0.number)
                .sum();
            let expected = row.authorised - never;
            let stayed = row.received - row.sent_back;
            if row.authorised.is_zero() && stayed > Decimal::ZERO {
                let known = models.contains(&row.model);
                let sort = match known && row.model.is_some() {
                    true => Difference::WrongLot,
                    false => Difference::WrongItem,
                };
                row.differences.push((sort, stayed));
            } else if stayed < expected {
                row.differences.push((Difference::Short, expected - stayed));
            } else if stayed > expected {
                row.differences.push((Difference::Over, stayed - expected));
            }
        }
    }
}
