use std::collections::BTreeSet;
use std::io::{self, Write};

use super::said::given;
use crate::output::{Screen, csv};
use crate::report::{DeliveryView, GotView, TraceView};

/// Every delivery to a customer, for those who tell the customers.
pub fn trace_csv(out: &mut dyn Write, view: &TraceView, screen: &Screen) -> io::Result<()> {
    let headings = [
        "customer",
        "lot",
        "delivery_note",
        "date",
        "quantity",
        "unit",
        "place",
    ];
    let more = others(view);
    let rows = view.customers.iter().flat_map(|got| {
        let all = got.deliveries.iter();
        all.map(|delivery| row(got, delivery, &more))
            .collect::<Vec<_>>()
    });
    let headings: Vec<&str> = headings.into_iter().chain(more.iter().copied()).collect();
    csv::write(out, &headings, rows, screen.terminal)
}

/// The other columns that deliveries have, in order.
fn others(view: &TraceView) -> BTreeSet<&str> {
    let deliveries = view.customers.iter().flat_map(|got| &got.deliveries);
    let columns = deliveries.flat_map(|one| one.more.keys());
    columns.map(String::as_str).collect()
}

fn row(got: &GotView, delivery: &DeliveryView, more: &BTreeSet<&str>) -> Vec<String> {
    let quantity = given(&delivery.quantity);
    let (number, unit) = quantity.split_once(' ').unwrap_or((quantity, ""));
    let cells = [
        &got.customer,
        &got.lot,
        given(&delivery.delivery_note),
        given(&delivery.date),
        number,
        unit,
        given(&delivery.place),
    ];
    let other = |column: &&str| delivery.more.get(*column).map_or("", String::as_str);
    let others = more.iter().map(other);
    cells.into_iter().chain(others).map(str::to_owned).collect()
}
