//! What differs between two policies: statements of both, matched by their
//! keys. That rows stand in another order is no difference, unless their order
//! is a rule.

use schemars::JsonSchema;
use serde::Serialize;

use super::Procedure;
use super::cells::compare;
use super::said::{Layout, Part, Row, Said, Section, Spoken};
use crate::case::kinds::words;
use crate::messages::{Joint, Phrase, Words};

words! {
    /// In what way something differs.
    How {
        /// It was not there.
        New = "new",
        /// It is there no more.
        Gone = "gone",
        /// Something was added to it.
        More = "added",
        /// Something was taken from it.
        Less = "dropped",
        /// It is another.
        Other = "other",
        /// The limit is shorter.
        Shorter = "shorter",
        /// The limit is longer.
        Longer = "longer",
        /// The same stands in another order, which says something.
        Order = "other-order",
        /// It is called by another word.
        Word = "other-word",
    }
}

impl How {
    /// The same in words.
    pub fn phrase(self) -> Phrase {
        match self {
            How::New => Phrase::DiffNew,
            How::Gone => Phrase::DiffGone,
            How::More => Phrase::DiffMore,
            How::Less => Phrase::DiffLess,
            How::Other => Phrase::DiffOther,
            How::Shorter => Phrase::DiffShorter,
            How::Longer => Phrase::DiffLonger,
            How::Order => Phrase::DiffOrder,
            How::Word => Phrase::DiffWord,
        }
    }
}

/// What `policy diff --format json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "plaint policy diff")]
pub struct PolicyDifference {
    /// The one before.
    pub before: PolicyName,
    /// The one after.
    pub after: PolicyName,
    /// What differs; nothing where they say the same.
    pub changes: Vec<Change>,
}

/// Which policy it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PolicyName {
    /// Its name.
    pub policy: String,
    /// The first day on which it is in force.
    pub effective: String,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// In which part of the procedure; none where only a word differs.
    pub section: Option<Part>,
    /// Where the policy says it.
    pub key: String,
    /// What it is about; nothing where before and after say it.
    pub what: Option<Spoken>,
    /// What was said; of a list what is there no more.
    pub before: Said,
    /// What is said; of a list what was not there.
    pub after: Said,
    /// In what way it differs.
    pub how: How,
}

/// What differs between two procedures.
pub fn differences(before: &Procedure, after: &Procedure) -> PolicyDifference {
    let mut changes = Vec::new();
    if before.policy != after.policy {
        changes.push(Change {
            section: Some(Part::General),
            key: "policy".to_owned(),
            what: None,
            before: Words::plain(&before.policy).into(),
            after: Words::plain(&after.policy).into(),
            how: How::Other,
        });
    }
    for part in Part::ALL {
        let of = |procedure: &'_ Procedure| {
            let mut sections = procedure.sections.iter();
            sections.find(|section| section.section == *part).cloned()
        };
        let [one, other] = [of(before), of(after)];
        if let Some(known) = one.as_ref().or(other.as_ref()) {
            let [one, other] = [&one, &other].map(|found| {
                found.clone().unwrap_or_else(|| Section {
                    rows: Vec::new(),
                    ..known.clone()
                })
            });
            Sections { one, other }.compare(&mut changes);
        }
    }
    changes.extend(other_words(before, after));
    let name = |procedure: &Procedure| PolicyName {
        policy: procedure.policy.clone(),
        effective: procedure.effective.clone(),
    };
    PolicyDifference {
        before: name(before),
        after: name(after),
        changes,
    }
}

/// The same part of two procedures.
struct Sections {
    one: Section,
    other: Section,
}

impl Sections {
    fn compare(&self, changes: &mut Vec<Change>) {
        let pairs = self.pairs();
        let now = |at: usize| pairs.iter().find(|(one, _)| *one == at);
        for (at, row) in self.one.rows.iter().enumerate() {
            match now(at) {
                Some((_, now)) => self.compare_rows(row, &self.other.rows[*now], changes),
                None => {
                    let before = whole(&self.one, row);
                    changes.push(self.change(row, before, Said::Nothing, How::Gone));
                }
            }
        }
        for (at, row) in self.other.rows.iter().enumerate() {
            if pairs.iter().all(|(_, now)| *now != at) {
                let after = whole(&self.other, row);
                changes.push(self.change(row, Said::Nothing, after, How::New));
            }
        }
        if self.one.ordered {
            self.compare_order(&pairs, changes);
        }
    }

    /// Which rows are the same statement: those of one key. Of several with one
    /// key those that say the same are paired first.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let key = |row: &Row| row.key.split(" #").next().unwrap_or_default().to_owned();
        let said = |row: &Row| row.cells.iter().map(meaning).collect::<Vec<String>>();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for alike in [true, false] {
            for (at, row) in self.one.rows.iter().enumerate() {
                if pairs.iter().any(|(one, _)| *one == at) {
                    continue;
                }
                let mut others = self.other.rows.iter().enumerate();
                let found = others.find(|(now, other)| {
                    let same = key(row) == key(other) && (!alike || said(row) == said(other));
                    same && pairs.iter().all(|(_, taken)| taken != now)
                });
                pairs.extend(found.map(|(now, _)| (at, now)));
            }
        }
        pairs
    }

    fn change(&self, row: &Row, before: Said, after: Said, how: How) -> Change {
        Change {
            section: Some(self.one.section),
            key: row.key.clone(),
            what: about(&self.one, row).map(Spoken),
            before,
            after,
            how,
        }
    }

    fn compare_rows(&self, row: &Row, now: &Row, changes: &mut Vec<Change>) {
        if self.one.derived {
            return;
        }
        let names = named_by(&self.one, row);
        for (at, column) in self.columns(row, now).into_iter().enumerate() {
            if at < names {
                continue;
            }
            let (before, after) = column.cells;
            for mut differs in compare(&before, &after) {
                let mut what = about(&self.one, row);
                let only = row.cells.len() <= names + 1;
                let said = differs.of.take().or(column.head.clone().filter(|_| !only));
                if let Some(said) = said {
                    let both = what.into_iter().chain([said]);
                    what = Some(Words::many(both.collect(), Joint::Comma));
                }
                let change = self.change(row, differs.before, differs.after, differs.how);
                changes.push(Change {
                    what: what.map(Spoken),
                    ..change
                });
            }
        }
    }

    /// The cells of two rows, matched by the headings of their columns.
    fn columns(&self, row: &Row, now: &Row) -> Vec<Column> {
        let [heads, others] = [&self.one, &self.other].map(|section| {
            let heads = section.heads.iter();
            heads.map(|head| head.0.meaning()).collect::<Vec<String>>()
        });
        let cell = |row: &Row, at: Option<usize>| {
            let cell = at.and_then(|at| row.cells.get(at));
            cell.cloned().unwrap_or(Said::Nothing)
        };
        if heads.is_empty() {
            let count = row.cells.len().max(now.cells.len());
            let column = |at| Column {
                head: None,
                cells: (cell(row, Some(at)), cell(now, Some(at))),
            };
            return (0..count).map(column).collect();
        }
        let find = |heads: &[String], head: &str| heads.iter().position(|known| known == head);
        let mut all: Vec<(&String, &Spoken)> = heads.iter().zip(&self.one.heads).collect();
        let new = others.iter().zip(&self.other.heads);
        all.extend(new.filter(|(head, _)| !heads.contains(head)));
        let column = |(head, said): (&String, &Spoken)| Column {
            head: Some(said.0.clone()),
            cells: (
                cell(row, find(&heads, head)),
                cell(now, find(&others, head)),
            ),
        };
        all.into_iter().map(column).collect()
    }

    /// Groups of rows that both have, in another order.
    fn compare_order(&self, pairs: &[(usize, usize)], changes: &mut Vec<Change>) {
        let grouped = self.one.names == 2;
        let group = |row: &Row| row.cells.first().filter(|_| grouped).map(meaning);
        let mut seen = Vec::new();
        for first in &self.one.rows {
            let of = group(first);
            if seen.contains(&of) {
                continue;
            }
            let rows = |section: &Section| -> Vec<usize> {
                let rows = section.rows.iter().enumerate();
                let rows = rows.filter(|(_, row)| group(row) == of);
                rows.map(|(at, _)| at).collect()
            };
            let [before, after] = [&self.one, &self.other].map(rows);
            let was = |now: &usize| pairs.iter().find(|(_, other)| other == now);
            let sequence: Vec<Option<usize>> = after
                .iter()
                .map(|now| was(now).map(|(one, _)| *one))
                .collect();
            let same = before.iter().map(|at| Some(*at)).eq(sequence);
            if !same && !after.is_empty() && before.len().max(after.len()) > 1 {
                let what = first.cells.first().filter(|_| grouped);
                changes.push(Change {
                    section: Some(self.one.section),
                    key: key_of_group(&first.key),
                    what: what.and_then(Said::words).map(Spoken),
                    before: in_order(&self.one, &before),
                    after: in_order(&self.other, &after),
                    how: How::Order,
                });
            }
            seen.push(of);
        }
    }
}

struct Column {
    head: Option<Words>,
    cells: (Said, Said),
}

/// Rows in their order: by their names, and those of a group by what they say
/// first, too.
fn in_order(section: &Section, rows: &[usize]) -> Said {
    let name = |at: &usize| {
        let mut cells = section.rows[*at].cells.iter();
        if section.names < 2 {
            return cells.next()?.words();
        }
        let step = Words::new(Phrase::ProcOn).part("entry", cells.nth(1)?.words()?);
        Some(step.part("step", cells.next()?.words()?))
    };
    Said::ranked(rows.iter().filter_map(name).collect())
}

/// The key of what a row stands in.
fn key_of_group(key: &str) -> String {
    key.rsplit_once('.')
        .map_or(key, |(above, _)| above)
        .to_owned()
}

/// How many cells say what the row is about.
fn named_by(section: &Section, row: &Row) -> usize {
    match section.layout {
        Layout::Points => row.cells.len() - 1,
        _ => section.names,
    }
}

/// What a row is about.
fn about(section: &Section, row: &Row) -> Option<Words> {
    let names = match section.layout {
        Layout::Points => named_by(section, row),
        _ => section.names.max(1),
    };
    let names: Vec<Words> = row
        .cells
        .iter()
        .take(names)
        .filter_map(Said::words)
        .collect();
    (!names.is_empty()).then(|| Words::many(names, Joint::Comma))
}

/// Everything else that a row says.
fn whole(section: &Section, row: &Row) -> Said {
    let names = named_by(section, row);
    let heads = section
        .heads
        .iter()
        .map(Some)
        .chain(std::iter::repeat(None));
    let others = row.cells.iter().zip(heads).skip(names);
    let others: Vec<(&Said, Option<&Spoken>)> =
        others.filter(|(said, _)| **said != Said::Nothing).collect();
    match others.as_slice() {
        [(only, _)] => (*only).clone(),
        others => {
            let pair = |(said, head): &(&Said, Option<&Spoken>)| {
                let words = said.words()?;
                Some(match head {
                    Some(head) => Words::new(Phrase::ProcPair)
                        .part("about", head.0.clone())
                        .part("list", words),
                    None => words,
                })
            };
            Said::list(others.iter().filter_map(pair).collect(), Joint::Parts)
        }
    }
}

pub(super) fn meaning(said: &Said) -> String {
    said.words()
        .map_or_else(String::new, |words| words.meaning())
}

/// Codes of both policies for which people read another word.
fn other_words(before: &Procedure, after: &Procedure) -> Vec<Change> {
    let mut changes = Vec::new();
    for word in &before.words {
        let same = |other: &&super::Word| other.of == word.of && other.code == word.code;
        let Some(now) = after.words.iter().find(same) else {
            continue;
        };
        // A word that is another in one language is told in both.
        let said = match (word.en == now.en, word.zh == now.zh) {
            (true, true) => continue,
            (true, false) => [&word.zh, &now.zh].map(Words::plain),
            (false, true) => [&word.en, &now.en].map(Words::plain),
            (false, false) => [word, now].map(|it| Words::label(&it.code, &it.en, &it.zh)),
        };
        let [before, after] = said.map(Said::from);
        changes.push(Change {
            section: None,
            key: format!("{}.{}", word.of, word.code),
            what: Some(Words::plain(&word.code).into()),
            before,
            after,
            how: How::Word,
        });
    }
    changes
}
