//! What became of a lot: made = shipped + in stock + used + unaccounted.

use rust_decimal::Decimal;

use super::data::{Data, added};
use super::rows::{Lot, Many};

/// What became of a lot, in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// The unit.
    pub unit: String,
    /// How much was made, or came in; nothing where nobody knows.
    pub made: Option<Decimal>,
    /// How much left for customers.
    pub shipped: Decimal,
    /// How much is in stock.
    pub stock: Decimal,
    /// How much went into other lots.
    pub used: Decimal,
}

impl Balance {
    /// How much of it is somewhere.
    pub fn found(&self) -> Decimal {
        let sum = self.shipped.checked_add(self.stock);
        let sum = sum.and_then(|sum| sum.checked_add(self.used));
        sum.unwrap_or(Decimal::MAX)
    }

    /// The rest of what was made; negative where more is somewhere than was
    /// made. Nothing where nobody knows how much that was.
    pub fn unaccounted(&self) -> Option<Decimal> {
        self.made?.checked_sub(self.found())
    }
}

impl Data {
    /// What became of a lot: a line for each unit that is named for it.
    pub fn balance(&self, lot: Lot) -> Vec<Balance> {
        let made = self.quantity(lot);
        let shipped = added(self.shipments(lot).map(|row| row.many));
        let stock = added(self.stock(lot).map(|row| row.many));
        let used = added(self.users(lot).map(|row| row.many));
        let all = [&made, &shipped, &stock, &used].into_iter().flatten();
        let mut units: Vec<u32> = Vec::new();
        for many in all {
            if !units.contains(&many.unit) {
                units.push(many.unit);
            }
        }
        let of = |sums: &[Many], unit: u32| {
            let mut same = sums.iter().filter(|many| many.unit == unit);
            same.next().map(|many| many.number.normalize())
        };
        let line = |unit: u32| Balance {
            unit: self.units.name(unit).to_owned(),
            made: of(&made, unit),
            shipped: of(&shipped, unit).unwrap_or_default(),
            stock: of(&stock, unit).unwrap_or_default(),
            used: of(&used, unit).unwrap_or_default(),
        };
        units.into_iter().map(line).collect()
    }

    /// How many rows say that some of the lot is somewhere, or came in, and not
    /// how much.
    pub fn unknown(&self, lot: Lot) -> usize {
        let shipped = self.shipments(lot).filter(|row| row.many.is_none());
        let stock = self.stock(lot).filter(|row| row.many.is_none());
        let used = self.users(lot).filter(|row| row.many.is_none());
        let came = self.receipts(lot).filter(|row| row.many.is_none());
        shipped.count() + stock.count() + used.count() + came.count()
    }
}
