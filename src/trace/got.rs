use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Shipment;
use crate::case::{Amount, Date, Quantity};

/// What one customer got of a lot, in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Got {
    /// The name by which the customer is known.
    pub customer: String,
    /// How much, in all.
    pub quantity: Quantity,
    /// In how many deliveries.
    pub deliveries: usize,
    /// The day of the last one.
    pub last: Date,
}

/// Everybody who got that lot, by customer and unit; `meant` gives the name by
/// which a customer is known, whatever the row calls it.
pub fn got(rows: &[Shipment], lot: &str, meant: impl Fn(&str) -> String) -> Vec<Got> {
    let mut sums: BTreeMap<(String, String), (Decimal, usize, Date)> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.lot == lot) {
        let Amount { number, unit } = &row.quantity.0;
        let key = (meant(&row.customer), unit.clone());
        let (sum, deliveries, last) = sums.entry(key).or_insert((Decimal::ZERO, 0, row.date));
        *sum += *number;
        *deliveries += 1;
        last.0 = last.0.max(row.date.0);
    }
    let each = |((customer, unit), (sum, deliveries, last))| Got {
        customer,
        quantity: Quantity(Amount {
            number: Decimal::normalize(&sum),
            unit,
        }),
        deliveries,
        last,
    };
    sums.into_iter().map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::read_shipments;

    #[test]
    fn deliveries_of_a_lot_add_up_by_customer_and_unit() {
        let text = "lot,customer,date,quantity,unit\n\
                    L1,ACME,2026-10-05,200.50,kg\n\
                    L1,Acme Ltd,2026-10-01,99.50,kg\n\
                    L1,ACME,2026-10-02,7,pcs\n\
                    L1,Kestrel,2026-10-03,1,kg\n\
                    L2,Kestrel,2026-10-09,8,kg\n";
        let (rows, wrong) = read_shipments("shipments.csv", text).unwrap();
        assert_eq!(wrong, []);
        let meant = |name: &str| name.replace("Acme Ltd", "ACME");
        let found: Vec<String> = got(&rows, "L1", meant)
            .iter()
            .map(|it| {
                format!(
                    "{} {} {} {}",
                    it.customer, it.quantity, it.deliveries, it.last
                )
            })
            .collect();
        let expected = [
            "ACME 300 kg 2 2026-10-05",
            "ACME 7 pcs 1 2026-10-02",
            "Kestrel 1 kg 1 2026-10-03",
        ];
        assert_eq!(found, expected);
        assert_eq!(got(&rows, "l1", str::to_owned), []);
    }
}
