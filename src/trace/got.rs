use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::data::{Data, added};
use super::rows::{Lot, ShipmentRow};
use crate::case::Amount;

/// What one customer got of a lot, in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Got {
    /// The name by which the customer is known; empty where the data do not
    /// say who it was.
    pub customer: String,
    /// The lot.
    pub lot: Lot,
    /// How much, in all; nothing where the data do not tell.
    pub quantity: Option<Amount>,
    /// The rows that say so, by day.
    pub deliveries: Vec<Delivery>,
}

/// One delivery.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// The day.
    pub date: Option<NaiveDate>,
    /// How much.
    pub quantity: Option<Amount>,
    /// Where it stands.
    pub at: super::At,
}

impl Data {
    /// Everybody who got some of those lots, by customer, lot and unit; `meant`
    /// gives the name by which a customer is known, whatever the row calls it.
    pub fn got(&self, lots: &[Lot], meant: impl Fn(&str) -> String) -> Vec<Got> {
        let mut known: HashMap<u32, String> = HashMap::new();
        let mut by: BTreeMap<(String, usize, Option<u32>), Vec<&ShipmentRow>> = BTreeMap::new();
        for (place, lot) in lots.iter().enumerate() {
            for row in self.shipments(*lot) {
                let customer = row.customer.map(|name| {
                    let known = known.entry(name);
                    known
                        .or_insert_with(|| meant(self.customers.name(name)))
                        .clone()
                });
                let unit = row.many.map(|many| many.unit);
                let key = (customer.unwrap_or_default(), place, unit);
                by.entry(key).or_default().push(row);
            }
        }
        let each = |((customer, place, _), mut rows): ((String, usize, _), Vec<&ShipmentRow>)| {
            rows.sort_by_key(|row| (row.date, row.at));
            let sum = added(rows.iter().map(|row| row.many));
            Got {
                customer,
                lot: lots[place],
                quantity: sum.first().map(|many| self.amount(*many)),
                deliveries: rows.into_iter().map(|row| self.delivery(row)).collect(),
            }
        };
        by.into_iter().map(each).collect()
    }

    fn delivery(&self, row: &ShipmentRow) -> Delivery {
        Delivery {
            date: row.date,
            quantity: self.known(row.many),
            at: row.at,
        }
    }
}
