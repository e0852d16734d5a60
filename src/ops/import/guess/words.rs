use super::UNFINISHED;
use super::column::Column;
use crate::case::kinds::{Basis, Source};
use crate::policy::{Catalog, Label, Policy};
use crate::yaml::Named;

/// A column with more different words than this gets no table: nobody would
/// finish it.
const MOST_LINES: usize = 40;

/// Words of other systems for the end of a complaint.
const ENDS: &[(&str, Basis)] = &[
    ("已关闭", Basis::Accepted),
    ("关闭", Basis::Accepted),
    ("已结案", Basis::Accepted),
    ("结案", Basis::Accepted),
    ("已完成", Basis::Accepted),
    ("完成", Basis::Accepted),
    ("closed", Basis::Accepted),
    ("done", Basis::Accepted),
    ("completed", Basis::Accepted),
    ("resolved", Basis::Accepted),
    ("已撤诉", Basis::Withdrawn),
    ("撤诉", Basis::Withdrawn),
    ("撤销", Basis::Withdrawn),
    ("withdrawn", Basis::Withdrawn),
    ("cancelled", Basis::Withdrawn),
    ("不成立", Basis::Refuted),
    ("非我司责任", Basis::NotOurs),
    ("duplicate", Basis::Duplicate),
    ("重复", Basis::Duplicate),
];

/// Words for who complains.
const SOURCES: &[(&str, Source)] = &[
    ("客户", Source::Customer),
    ("经销商", Source::Dealer),
    ("代理商", Source::Dealer),
    ("监管机构", Source::Authority),
    ("内部", Source::Internal),
];

/// The words that a field may take, each with what other systems call it.
pub(super) struct Words(Vec<(String, Vec<String>)>);

impl Words {
    /// The words of a field, where policy or catalog list them.
    pub fn of(field: &str, policy: &Policy, catalog: &Catalog) -> Option<Words> {
        let labels = match field {
            "channel" => &policy.channels,
            "wants" => &policy.wants,
            "order.kind" => &policy.order_kinds,
            "defect" => &catalog.defects,
            "source" => return Some(Words::named(Source::WORDS, SOURCES, Source::word)),
            "basis" => return Some(Words::named(Basis::WORDS, ENDS, Basis::word)),
            _ => return None,
        };
        (!labels.is_empty()).then(|| Words::labelled(labels))
    }

    fn labelled(labels: &Named<Label>) -> Words {
        let each = labels.iter().map(|(word, label)| {
            let texts = label.en.iter().chain(label.zh.iter());
            (word.to_owned(), texts.map(ToString::to_string).collect())
        });
        Words(each.collect())
    }

    fn named<T: Copy>(words: &[&str], also: &[(&str, T)], word: fn(T) -> &'static str) -> Words {
        let each = words.iter().map(|known| {
            let others = also.iter().filter(|(_, of)| word(*of) == *known);
            let others = others.map(|(name, _)| (*name).to_owned()).collect();
            ((*known).to_owned(), others)
        });
        Words(each.collect())
    }

    /// The word that a value means.
    pub fn meant(&self, value: &str) -> Option<&str> {
        let value = value.to_lowercase();
        let same = |name: &String| name.to_lowercase() == value;
        let found = self
            .0
            .iter()
            .find(|(word, names)| same(word) || names.iter().any(same));
        found.map(|(word, _)| word.as_str())
    }

    /// All of them, for a comment.
    pub fn list(&self) -> String {
        let words: Vec<&str> = self.0.iter().map(|(word, _)| word.as_str()).collect();
        match words.len() {
            0..=20 => words.join(", "),
            more => format!("{} and {} more", words[..20].join(", "), more - 20),
        }
    }
}

/// A line of a value table: what the cell says, what it becomes, how often.
pub(super) struct Line {
    pub value: String,
    pub word: String,
    pub rows: usize,
}

/// What a column's values need.
pub(super) enum Need {
    /// They are the words already.
    Nothing,
    Table(Vec<Line>),
    /// So many different ones that a table is no help.
    TooMany(usize),
}

/// Looks up the values of a column.
pub(super) fn need(column: &Column, split: Option<&str>, first: bool, words: &Words) -> Need {
    let pieces = column.pieces(split, first);
    if pieces.len() > MOST_LINES || column.endless {
        return Need::TooMany(pieces.len());
    }
    let lines = pieces.into_iter().map(|(value, rows)| Line {
        word: words.meant(&value).unwrap_or(UNFINISHED).to_owned(),
        value,
        rows,
    });
    let lines: Vec<Line> = lines.collect();
    match lines.iter().all(|line| line.word == line.value) {
        true => Need::Nothing,
        false => Need::Table(lines),
    }
}
