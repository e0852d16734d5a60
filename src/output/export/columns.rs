//! The columns of an export, with their types and meanings.

use std::io::{self, Write};

use crate::messages::Phrase;
use crate::output::{Cell, Column, Screen, Table, csv};
use crate::report::export::ColumnRow;

/// As a table.
pub fn table(out: &mut dyn Write, columns: &[ColumnRow], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let mut table = Table::new(vec![
        Column::fixed(words.text(Phrase::HeadRows)),
        Column::fixed(words.text(Phrase::HeadColumn)),
        Column::fixed(words.text(Phrase::HeadType)),
        Column::fixed(words.text(Phrase::HeadUnit)),
        Column::text(words.text(Phrase::HeadMeaning)),
    ]);
    for column in columns {
        table.push(cells(column, "-").map(Cell::from));
    }
    table.write(out, screen)
}

/// As CSV.
pub fn csv(out: &mut dyn Write, columns: &[ColumnRow]) -> io::Result<()> {
    let headings = ["rows", "column", "type", "unit", "meaning"];
    let rows = columns.iter().map(|column| cells(column, ""));
    csv::write(out, &headings, rows, false)
}

fn cells(column: &ColumnRow, none: &'static str) -> [&'static str; 5] {
    [
        column.rows,
        column.column,
        column.sort,
        column.unit.unwrap_or(none),
        column.meaning,
    ]
}
