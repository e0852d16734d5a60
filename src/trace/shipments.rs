use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::data::Data;

/// How much each customer got of each lot.
#[derive(Debug, Clone, Default)]
pub struct Shipments {
    by: HashMap<Key, Vec<(NaiveDate, Decimal)>>,
    first: Option<NaiveDate>,
}

/// Customer, lot and unit.
type Key = (String, String, String);

impl Data {
    /// How much each customer got of each lot, by the rows that can be read
    /// whole; `meant` gives the name by which a customer is known, whatever the
    /// row calls it.
    pub fn sums_shipped(&self, meant: impl Fn(&str) -> String) -> Shipments {
        let customers: Vec<String> = self.customers.all().map(meant).collect();
        let mut all = Shipments::default();
        for row in &self.rows.shipments {
            let (Some(customer), Some(date), Some(many)) = (row.customer, row.date, row.many)
            else {
                continue;
            };
            let key = (
                customers[customer as usize].clone(),
                self.name(row.lot).to_owned(),
                self.units.name(many.unit).to_owned(),
            );
            all.by.entry(key).or_default().push((date, many.number));
            all.first = all.first.into_iter().chain([date]).min();
        }
        all
    }
}

/// Goods of a lot that a customer got.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shipment<'a> {
    /// The customer.
    pub customer: &'a str,
    /// The lot.
    pub lot: &'a str,
    /// How much.
    pub number: Decimal,
    /// Of what.
    pub unit: &'a str,
    /// The day.
    pub day: NaiveDate,
}

impl Shipments {
    /// Everything that was shipped, in no order.
    pub fn iter(&self) -> impl Iterator<Item = Shipment<'_>> {
        self.by.iter().flat_map(|((customer, lot, unit), rows)| {
            rows.iter().map(move |(day, number)| Shipment {
                customer,
                lot,
                number: *number,
                unit,
                day: *day,
            })
        })
    }

    /// How much of the lot that customer got up to that day, in that unit.
    /// Nothing where the data begins only later: then nobody can tell.
    pub fn shipped(
        &self,
        customer: &str,
        lot: &str,
        unit: &str,
        until: NaiveDate,
    ) -> Option<Decimal> {
        self.first.filter(|first| *first <= until)?;
        let key = (customer.to_owned(), lot.to_owned(), unit.to_owned());
        let rows = self.by.get(&key).into_iter().flatten();
        let rows = rows.filter(|(day, _)| *day <= until);
        Some(rows.map(|(_, many)| *many).sum::<Decimal>().normalize())
    }
}
