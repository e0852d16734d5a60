use rust_decimal::Decimal;

use super::counts::{add, take};
use crate::case::kinds::{Decision, Disposed, Found, Goods, Inspect};
use crate::case::{Amount, EntryId, Quantity, Target};

/// Pieces that a disposition sent away for a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Away {
    /// The disposition's item.
    pub by: Target,
    /// What is done with them.
    pub decision: Decision,
    /// What was known of them before.
    pub of: Found,
    /// How many are still away.
    pub left: Decimal,
    /// Whether the delivery that should have brought them came without them.
    pub lost: bool,
}

/// Goods of one model and lot that came under one entry, or are treated on
/// site: every piece is in exactly one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The item of the `receive`, or of the `rma` treated on site.
    pub source: Target,
    /// The RMA that covers them.
    pub rma: Option<EntryId>,
    /// The place of the RMA's item that covers them, from 1.
    pub rma_item: Option<usize>,
    /// Model.
    pub model: Option<String>,
    /// Lot.
    pub lot: Option<String>,
    /// Unit of all its numbers.
    pub unit: String,
    /// Whether they are treated at the customer's.
    pub on_site: bool,
    /// Whether they came from another line, as pieces brought back.
    pub brought: bool,
    /// Whether they wait for `resolve`.
    pub held: bool,
    /// Whether their count waits for an approval (display.6).
    pub unconfirmed: bool,
    /// Everything that came.
    pub came: Decimal,
    /// Sent back as they came.
    pub sent_back: Decimal,
    /// Not inspected yet.
    pub uninspected: Decimal,
    /// Found good and not disposed of.
    pub good: Decimal,
    /// Without a fault and not disposed of.
    pub no_fault_found: Decimal,
    /// Found defective and not disposed of.
    pub defective: Decimal,
    /// Away to be reworked, sorted, or to get another part.
    pub away: Vec<Away>,
    /// On the way back from the customer's site.
    pub on_the_way: Vec<Away>,
    /// Arrived from there; another line has them.
    pub arrived: Decimal,
    /// In dispositions that wait for an approval.
    pub waiting: Vec<(Decision, Decimal)>,
    /// Finally disposed of.
    pub settled: Vec<(Decision, Decimal)>,
    /// Inspected for the first time.
    pub inspected: Decimal,
    /// Of these defective, by code.
    pub codes: Vec<(String, Decimal)>,
    /// Of these good.
    pub first_good: Decimal,
    /// Of these without a fault.
    pub first_faultless: Decimal,
}

impl Line {
    pub(super) fn new(source: Target, goods: &Goods) -> Self {
        Line {
            source,
            rma: None,
            rma_item: None,
            model: goods.model.as_ref().map(ToString::to_string),
            lot: goods.lot.as_ref().map(ToString::to_string),
            unit: goods.quantity.0.unit.clone(),
            on_site: false,
            brought: false,
            held: false,
            unconfirmed: false,
            came: goods.quantity.0.number,
            sent_back: Decimal::ZERO,
            uninspected: goods.quantity.0.number,
            good: Decimal::ZERO,
            no_fault_found: Decimal::ZERO,
            defective: Decimal::ZERO,
            away: Vec::new(),
            on_the_way: Vec::new(),
            arrived: Decimal::ZERO,
            waiting: Vec::new(),
            settled: Vec::new(),
            inspected: Decimal::ZERO,
            codes: Vec::new(),
            first_good: Decimal::ZERO,
            first_faultless: Decimal::ZERO,
        }
    }

    /// A number of its pieces with the unit.
    pub fn quantity(&self, number: Decimal) -> Quantity {
        Quantity(Amount::of(number, &self.unit))
    }

    /// The goods that came.
    pub fn goods(&self) -> Goods {
        let text = |text: &Option<String>| text.as_ref().and_then(crate::yaml::Text::new);
        Goods {
            model: text(&self.model),
            lot: text(&self.lot),
            serials: Vec::new(),
            quantity: self.quantity(self.came),
            shipped: None,
            returned: None,
        }
    }

    /// How many pieces of that sort can be disposed of.
    pub fn there(&self, of: Found) -> Decimal {
        match of {
            Found::Uninspected => self.uninspected,
            Found::Good => self.good,
            Found::NoFaultFound => self.no_fault_found,
            Found::Defective => self.defective,
            Found::OnTheWay => self.on_the_way.iter().map(|away| away.left).sum(),
        }
    }

    /// Pieces away for rework, sorting or another part.
    pub fn in_rework(&self) -> Decimal {
        self.away.iter().map(|away| away.left).sum()
    }

    /// Pieces in dispositions that wait for an approval.
    pub fn in_waiting(&self) -> Decimal {
        self.waiting.iter().map(|(_, many)| *many).sum()
    }

    /// Pieces finally disposed of.
    pub fn in_settled(&self) -> Decimal {
        self.settled.iter().map(|(_, many)| *many).sum()
    }

    /// Every piece, wherever it is: always as many as came.
    pub fn accounted(&self) -> Decimal {
        let inspected = self.good + self.no_fault_found + self.defective;
        let moved = self.in_rework() + self.there(Found::OnTheWay) + self.arrived;
        let disposed = self.in_waiting() + self.in_settled();
        self.sent_back + self.uninspected + inspected + moved + disposed
    }

    /// Pieces without a final disposition; one that waits for an approval
    /// counts as none.
    pub fn open(&self) -> Decimal {
        self.came - self.sent_back - self.arrived - self.in_settled()
    }

    fn pot(&mut self, of: Found) -> Option<&mut Decimal> {
        match of {
            Found::Uninspected => Some(&mut self.uninspected),
            Found::Good => Some(&mut self.good),
            Found::NoFaultFound => Some(&mut self.no_fault_found),
            Found::Defective => Some(&mut self.defective),
            Found::OnTheWay => None,
        }
    }

    /// Everything goes back as it came.
    pub(super) fn send_back(&mut self) {
        for of in [
            Found::Uninspected,
            Found::Good,
            Found::NoFaultFound,
            Found::Defective,
        ] {
            let many = self.pot(of).map(std::mem::take);
            self.sent_back += many.unwrap_or_default();
        }
        self.held = false;
    }

    /// The pieces come in with what was known of them where they came from.
    pub(super) fn known_as(&mut self, of: Found, many: Decimal) {
        let many = many.min(self.uninspected);
        self.uninspected -= many;
        if let Some(pot) = self.pot(of) {
            *pot += many;
        }
    }

    /// Takes the result of an inspection of so many pieces that were never
    /// inspected, or came back from that disposition.
    pub(super) fn inspect(&mut self, inspect: &Inspect, of: Option<&Target>, many: Decimal) {
        let taken = match of {
            None => take(&mut self.uninspected, many),
            Some(by) => {
                let mut away = self.away.iter_mut();
                let away = away.find(|away| away.by == *by);
                away.is_some_and(|away| take(&mut away.left, many))
            }
        };
        if !taken {
            return;
        }
        let number = |quantity: &Option<Quantity>| {
            quantity
                .as_ref()
                .map_or(Decimal::ZERO, |many| many.0.number)
        };
        let defective: Decimal = inspect.defects();
        let faultless = number(&inspect.no_fault_found);
        // What the sample stands for is as good as its verdict.
        let good = many - defective - faultless;
        self.good += good;
        self.no_fault_found += faultless;
        self.defective += defective;
        if of.is_some() {
            return;
        }
        self.inspected += many;
        self.first_good += good;
        self.first_faultless += faultless;
        for (code, many) in inspect.defective.iter() {
            add(&mut self.codes, &code.to_owned(), many.0.number);
        }
    }

    /// Does with pieces what was decided, or sets them apart until it is
    /// approved.
    pub(super) fn dispose(&mut self, item: &Disposed, by: Target, in_force: bool) {
        let many = item.quantity.0.number;
        let taken = match self.pot(item.of) {
            Some(pot) => take(pot, many),
            None => self.take_on_the_way(many),
        };
        if !taken {
            return;
        }
        let away = Away {
            by,
            decision: item.decision,
            of: item.of,
            left: many,
            lost: false,
        };
        match item.decision {
            decision if !in_force => add(&mut self.waiting, &decision, many),
            Decision::BringBack => self.on_the_way.push(away),
            decision if decision.comes_back_to_inspection() => self.away.push(away),
            decision => add(&mut self.settled, &decision, many),
        }
    }

    fn take_on_the_way(&mut self, many: Decimal) -> bool {
        if self.there(Found::OnTheWay) < many {
            return false;
        }
        let mut rest = many;
        for away in &mut self.on_the_way {
            let some = rest.min(away.left);
            away.left -= some;
            rest -= some;
        }
        true
    }

    /// So many of the pieces that a disposition brings back have arrived, at
    /// most those that are on the way.
    pub(super) fn arrive(
        &mut self,
        by: &Target,
        many: Decimal,
        last: bool,
    ) -> Option<(Found, Decimal)> {
        let mut ways = self.on_the_way.iter_mut();
        let away = ways.find(|away| away.by == *by)?;
        let some = many.min(away.left);
        away.left -= some;
        away.lost = last;
        self.arrived += some;
        Some((away.of, some))
    }
}
