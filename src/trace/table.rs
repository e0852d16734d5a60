use super::cells::Cells;
use super::data::Table;
use crate::finding::Code;

/// Reads a file once more for columns that are only looked for now and then,
/// and hands on the lot of each row with their cells.
pub(super) fn rows_of(
    table: &Table,
    columns: &[&str],
    mut each: impl FnMut(&str, &[Option<&str>]),
) {
    let names = [&["lot"], columns].concat();
    let Ok(mut cells) = Cells::of(&table.text, table.sheet, &names, 1) else {
        return;
    };
    while cells.advance() {
        if let Some(broken) = cells.broken() {
            if broken.code == Code::StrayQuote {
                cells.resume();
            }
            continue;
        }
        if let Some(lot) = cells.get(0) {
            let found: Vec<_> = (1..names.len()).map(|column| cells.get(column)).collect();
            each(lot, &found);
        }
    }
}
