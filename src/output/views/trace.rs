use std::io::{self, Write};

use crate::messages::Phrase;
use crate::output::{Column, Screen, Table};
use crate::report::TraceView;

/// Who got a lot, a customer a row; nothing where nobody did.
pub fn trace(out: &mut dyn Write, view: &TraceView, screen: &Screen) -> io::Result<()> {
    if view.customers.is_empty() {
        return Ok(());
    }
    let head = |phrase| screen.words.text(phrase);
    let mut table = Table::new([
        Column::text(head(Phrase::HeadCustomer)),
        Column::number(head(Phrase::HeadQuantity)),
        Column::number(head(Phrase::HeadDeliveries)),
        Column::fixed(head(Phrase::HeadLastDay)),
    ]);
    for got in &view.customers {
        table.push([
            got.customer.clone(),
            got.quantity.clone(),
            got.deliveries.to_string(),
            got.last.clone(),
        ]);
    }
    table.write(out, screen)
}
