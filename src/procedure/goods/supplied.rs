use rust_decimal::Decimal;

use crate::case::kinds::Goods;
use crate::case::{Amount, Date, EntryId, Quantity, Target, Time};

/// Goods that the customer is to get: promised replacement, or goods that go
/// back to the customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Supplied {
    /// The item of the `replace` or of the `disposition`.
    pub source: Target,
    /// Whether they are the customer's own goods, sent back.
    pub sent_back: bool,
    /// Model.
    pub model: Option<String>,
    /// Lot.
    pub lot: Option<String>,
    /// Unit of all its numbers.
    pub unit: String,
    /// How much.
    pub promised: Decimal,
    /// By which day, where one was promised.
    pub by: Option<Date>,
    /// Whether it is made anew, and must pass inspection first.
    pub made_anew: bool,
    /// Whether it is approved.
    pub in_force: bool,
    /// What was made anew and found good.
    pub passed: Decimal,
    /// What has left.
    pub shipments: Vec<Shipment>,
}

/// Goods that left for the customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Shipment {
    /// The `ship`.
    pub entry: EntryId,
    /// When they left.
    pub at: Time,
    /// How much.
    pub shipped: Decimal,
    /// How much the customer accepted, once that is known.
    pub accepted: Option<Decimal>,
}

impl Supplied {
    pub(super) fn new(source: Target, goods: &Goods, in_force: bool) -> Self {
        Supplied {
            source,
            sent_back: false,
            model: goods.model.as_ref().map(ToString::to_string),
            lot: goods.lot.as_ref().map(ToString::to_string),
            unit: goods.quantity.0.unit.clone(),
            promised: goods.quantity.0.number,
            by: None,
            made_anew: false,
            in_force,
            passed: Decimal::ZERO,
            shipments: Vec::new(),
        }
    }

    /// A number of its pieces with the unit.
    pub fn quantity(&self, number: Decimal) -> Quantity {
        Quantity(Amount::of(number, &self.unit))
    }

    /// What is with the customer or on the way; what was not accepted is not.
    pub fn shipped(&self) -> Decimal {
        let each = |shipment: &Shipment| shipment.accepted.unwrap_or(shipment.shipped);
        self.shipments.iter().map(each).sum()
    }

    /// What the customer accepted.
    pub fn accepted(&self) -> Decimal {
        let accepted = |shipment: &Shipment| shipment.accepted;
        self.shipments.iter().filter_map(accepted).sum()
    }

    /// What has still to leave.
    pub fn to_ship(&self) -> Decimal {
        (self.promised - self.shipped()).max(Decimal::ZERO)
    }

    /// What may leave now: of goods made anew no more than passed inspection.
    pub fn may_ship(&self) -> Decimal {
        if !self.made_anew {
            return self.to_ship();
        }
        let left: Decimal = self.shipments.iter().map(|shipment| shipment.shipped).sum();
        self.to_ship().min((self.passed - left).max(Decimal::ZERO))
    }

    /// What was made anew and waits to be inspected.
    pub fn to_inspect(&self) -> Decimal {
        if !self.made_anew {
            return Decimal::ZERO;
        }
        let left: Decimal = self.shipments.iter().map(|shipment| shipment.shipped).sum();
        (left + self.to_ship() - self.passed).max(Decimal::ZERO)
    }

    /// When the last of it left; nothing while something has still to.
    pub fn done(&self) -> Option<&Shipment> {
        if self.to_ship() > Decimal::ZERO {
            return None;
        }
        self.shipments.last()
    }
}
