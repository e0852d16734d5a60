use std::io::{self, Write};

use super::dash;
use crate::messages::{Phrase, Sort};
use crate::output::{Cell, Column, Screen, Table, Tone, csv};
use crate::report::RetentionOutput;

/// Closed cases with the day until which record and samples are kept.
pub fn retention_table(
    out: &mut dyn Write,
    output: &RetentionOutput,
    screen: &Screen,
) -> io::Result<()> {
    let words = &screen.words;
    let head = |phrase| Column::fixed(words.text(phrase));
    let mut table = Table::new([
        head(Phrase::HeadCase),
        Column::text(words.text(Phrase::HeadCustomer)),
        Column::text(words.text(Phrase::HeadLots)).spare(1),
        head(Phrase::HeadClosed),
        head(Phrase::HeadExpires),
        head(Phrase::HeadKeptUntil),
        head(Phrase::HeadState),
    ]);
    for row in &output.rows {
        let tone = match row.state.as_str() {
            "unknown" => Tone::Bad,
            "over" => Tone::Strong,
            _ => Tone::Plain,
        };
        table.push([
            Cell::from(row.case.clone()),
            Cell::from(row.customer.clone()),
            Cell::from(row.lots.join(words.text(Phrase::Comma))),
            Cell::from(row.closed.clone()),
            Cell::from(dash(row.expires.as_deref())),
            Cell::from(dash(row.kept_until.as_deref())),
            Cell::new(words.word(Sort::Retention, &row.state), tone),
        ]);
    }
    table.write(out, screen)
}

/// The same as CSV.
pub fn retention_csv(
    out: &mut dyn Write,
    output: &RetentionOutput,
    screen: &Screen,
) -> io::Result<()> {
    let headings = [
        "case",
        "customer",
        "lots",
        "closed",
        "expires",
        "kept_until",
        "state",
    ];
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = output.rows.iter().map(|row| {
        vec![
            row.case.clone(),
            row.customer.clone(),
            row.lots.join(", "),
            row.closed.clone(),
            text(&row.expires),
            text(&row.kept_until),
            row.state.clone(),
        ]
    });
    csv::write(out, &headings, rows, screen.terminal)
}
