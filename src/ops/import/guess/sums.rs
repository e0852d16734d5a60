//! Rows of sums, which stand below a list or between its parts.

use super::{Layout, first};
use crate::finding::Finding;
use crate::ops::import::table::{Cells, Source, one_line};

/// What such a row begins with, in small letters.
const WORDS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "总数",
    "total",
    "totals",
    "subtotal",
    "sub-total",
    "grand total",
    "sum",
];

/// The column in which rows of sums say so, and what they say.
pub(super) struct Sums {
    column: usize,
    /// The column's name.
    pub name: String,
    /// The cells, as they stand there.
    pub words: Vec<String>,
}

impl Sums {
    /// Whether a row is one of sums.
    pub fn has(&self, cells: &Cells) -> bool {
        let cell = cells.get(self.column).trim();
        self.words.iter().any(|word| word == cell)
    }
}

/// Rows of a source whose first words are those of a sum.
pub(super) fn find(source: &Source, layout: &Layout) -> Result<Option<Sums>, Finding> {
    let table = source.table(&layout.map(true)?).map_err(first)?;
    let names: Vec<String> = table.names.iter().map(|name| one_line(name)).collect();
    let mut found: Option<Sums> = None;
    for record in table {
        let mut cells = record.cells.texts(names.len()).enumerate();
        let begun = cells.find(|(_, cell)| !cell.trim().is_empty());
        let Some((column, cell)) = begun.filter(|(_, cell)| is_sum(cell)) else {
            continue;
        };
        let word = cell.trim().to_owned();
        let sums = found.get_or_insert_with(|| Sums {
            column,
            name: names[column].clone(),
            words: Vec::new(),
        });
        if sums.column == column && !sums.words.contains(&word) {
            sums.words.push(word);
        }
    }
    Ok(found.filter(|sums| !sums.name.is_empty()))
}

fn is_sum(cell: &str) -> bool {
    let bare = cell.trim().trim_end_matches([':', '：']).trim();
    let bare: String = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = match bare.is_ascii() {
        true => bare.to_lowercase(),
        // `合 计` is spread over its cell.
        false => bare.replace(' ', ""),
    };
    WORDS.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_known_by_their_words() {
        for sum in ["合计", " 合 计：", "Total:", "GRAND  TOTAL"] {
            assert!(is_sum(sum), "{sum}");
        }
        for other in ["K-1", "合计错误", "total loss", ""] {
            assert!(!is_sum(other), "{other}");
        }
    }
}
