use std::collections::HashMap;

use crate::ops::import::table::one_line;

/// How many different values of a column are kept.
const MOST_VALUES: usize = 5_000;

/// Words that people write where they know nothing.
const NOTHING: &[&str] = &[
    "UNK", "UNKNOWN", "NI", "N/A", "NA", "n/a", "na", "-", "--", "/", "\\", ".", "null", "NULL",
    "None", "none", "无", "不详", "未知", "暂无", "#N/A",
];

/// A column with what stands in it.
pub(super) struct Column {
    /// Its name in one line.
    pub name: String,
    /// How many cells say something.
    pub filled: usize,
    /// The values with how often each stands there, in the order of the file.
    pub values: Vec<(String, usize)>,
    /// Words for nothing among the cells.
    pub nothing: Vec<String>,
    places: HashMap<String, usize>,
    /// Whether there are more different values than are kept.
    pub endless: bool,
    /// Whether a value stands there twice.
    pub repeats: bool,
}

impl Column {
    pub fn new(name: &str) -> Self {
        Column {
            name: one_line(name),
            filled: 0,
            values: Vec::new(),
            nothing: Vec::new(),
            places: HashMap::new(),
            endless: false,
            repeats: false,
        }
    }

    pub fn add(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            return;
        }
        if NOTHING.contains(&cell) {
            if !self.nothing.iter().any(|word| word == cell) {
                self.nothing.push(cell.to_owned());
            }
            return;
        }
        self.filled += 1;
        if let Some(at) = self.places.get(cell) {
            self.repeats = true;
            self.values[*at].1 += 1;
        } else if self.values.len() < MOST_VALUES {
            self.places.insert(cell.to_owned(), self.values.len());
            self.values.push((cell.to_owned(), 1));
        } else {
            self.endless = true;
        }
    }

    /// Whether every row has a value of its own, as far as was looked.
    pub fn is_unique(&self, rows: usize) -> bool {
        rows > 0 && self.filled == rows && !self.repeats
    }

    /// The share of values for which that holds, of 100.
    pub fn share(&self, holds: impl Fn(&str) -> bool) -> usize {
        let good = self.values.iter().filter(|(value, _)| holds(value)).count();
        good * 100 / self.values.len().max(1)
    }

    /// What stands between several values in a cell, where many cells have it.
    pub fn split(&self) -> Option<&'static str> {
        let marks = [",", ";", "，", "；", "、"];
        let often = |mark: &&&str| self.share(|value| value.contains(**mark)) >= 30;
        marks.iter().find(often).copied()
    }

    /// The different pieces of its cells with how often each stands there, the
    /// most frequent first.
    pub fn pieces(&self, split: Option<&str>, first: bool) -> Vec<(String, usize)> {
        let mut counts: Vec<(String, usize)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (value, count) in &self.values {
            let all: Vec<&str> = match split {
                Some(mark) => value.split(mark).collect(),
                None => vec![value.as_str()],
            };
            let said = all
                .into_iter()
                .map(str::trim)
                .filter(|piece| !piece.is_empty());
            let most = if first { 1 } else { usize::MAX };
            for piece in said.take(most) {
                let at = *places.entry(piece).or_insert(counts.len());
                match counts.get_mut(at) {
                    Some(known) => known.1 += count,
                    None => counts.push((piece.to_owned(), *count)),
                }
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }
}
