//! Ways to write sections down.

use super::said::{Layout, Part, Row, Said, Section};
use crate::messages::{Joint, Phrase, Words};

impl Section {
    fn new(section: Part, layout: Layout, heads: &[Phrase], names: usize) -> Section {
        Section {
            section,
            layout,
            heads: heads.iter().map(|head| Words::new(*head).into()).collect(),
            names,
            derived: false,
            ordered: false,
            rows: Vec::new(),
        }
    }

    /// A section of sentences.
    pub(super) fn points(section: Part) -> Section {
        Section::new(section, Layout::Points, &[], 0)
    }

    /// A table of which so many columns say what a row is about.
    pub(super) fn table(section: Part, heads: &[Phrase], names: usize) -> Section {
        Section::new(section, Layout::Table, heads, names)
    }

    /// A table in which rows that end alike are one.
    pub(super) fn gathered(section: Part, heads: &[Phrase]) -> Section {
        Section::new(section, Layout::Gathered, heads, 1)
    }

    /// Adds a row. Of several with one key the later ones are numbered.
    pub(super) fn row(&mut self, key: impl Into<String>, cells: Vec<Said>) {
        let key = key.into();
        let numbered = |at: usize| match at {
            1 => key.clone(),
            at => format!("{key} #{at}"),
        };
        let free = |key: &String| self.rows.iter().all(|row| row.key != *key);
        let key = (1..).map(numbered).find(free).unwrap_or_default();
        self.rows.push(Row { key, cells });
    }

    /// Adds a sentence.
    pub(super) fn sentence(&mut self, key: &str, words: Words) {
        self.row(key, vec![words.into()]);
    }

    /// Adds a sentence where something holds.
    pub(super) fn sentence_if(&mut self, key: &str, holds: bool, phrase: Phrase) {
        if holds {
            self.sentence(key, Words::new(phrase));
        }
    }

    /// Adds what there is of something, if there is anything.
    pub(super) fn pair(&mut self, key: &str, about: Phrase, items: Vec<Words>) {
        if !items.is_empty() {
            let list = Said::list(items, Joint::Comma);
            self.row(key, vec![Words::new(about).into(), list]);
        }
    }
}
