//! Two sides of one log put together: the common beginning, our tail, theirs.

use serde::de::DeserializeOwned;

use crate::case::{Case, Entry};
use crate::policy::{Acknowledged, Acknowledgement};
use crate::yaml;

/// A file whose last part is a list that only grows.
pub(super) trait Log: DeserializeOwned + Clone + PartialEq {
    /// An item of the list.
    type Item: Clone + PartialEq;
    /// The list's key.
    const LIST: &'static str;
    /// The items.
    fn items(&self) -> &[Self::Item];
    /// The items, to add to them.
    fn items_mut(&mut self) -> &mut Vec<Self::Item>;
    /// Whether two items that differ claim to be one.
    fn is_one(a: &Self::Item, b: &Self::Item) -> bool;
    /// What the file says besides the list is the same.
    fn same_head(&self, other: &Self) -> bool;
}

impl Log for Case {
    type Item = Entry;
    const LIST: &'static str = "log";

    fn items(&self) -> &[Entry] {
        &self.log
    }

    fn items_mut(&mut self) -> &mut Vec<Entry> {
        &mut self.log
    }

    fn is_one(a: &Entry, b: &Entry) -> bool {
        a.id == b.id
    }

    fn same_head(&self, other: &Case) -> bool {
        (&self.opened_as, &self.uid) == (&other.opened_as, &other.uid)
    }
}

impl Log for Acknowledged {
    type Item = Acknowledgement;
    const LIST: &'static str = "acknowledged";

    fn items(&self) -> &[Acknowledgement] {
        &self.acknowledged
    }

    fn items_mut(&mut self) -> &mut Vec<Acknowledgement> {
        &mut self.acknowledged
    }

    /// Two people may accept one finding.
    fn is_one(_: &Acknowledgement, _: &Acknowledgement) -> bool {
        false
    }

    fn same_head(&self, _: &Acknowledged) -> bool {
        true
    }
}

/// A side of a log: its text and what it says.
#[derive(Debug)]
pub(super) struct Side<'a, L> {
    pub text: &'a str,
    pub log: &'a L,
}

impl<L> Clone for Side<'_, L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L> Copy for Side<'_, L> {}

impl<'a, L: Log> Side<'a, L> {
    /// That side, if its bytes are text.
    pub fn of(bytes: &'a [u8], log: &'a L) -> Result<Self, &'static str> {
        let text = str::from_utf8(bytes).map_err(|_| "reads-back")?;
        Ok(Side { text, log })
    }
}

/// Whether both sides still have every item of what they began with, as it was.
///
/// # Errors
/// Why not.
pub(super) fn keep<L: Log>(base: &L, ours: &L, theirs: &L) -> Result<(), &'static str> {
    for side in [ours, theirs] {
        if !base.same_head(side) {
            return Err("sides-differ");
        }
        if !keeps_all(side.items(), base.items()) {
            return Err("old-missing");
        }
    }
    Ok(())
}

/// Both sides in one, and how many items of theirs came behind ours.
///
/// # Errors
/// Why they cannot be put together: one changed what both began with, or an id
/// stands for two entries.
pub(super) fn join<L: Log>(
    ours: Side<L>,
    theirs: Side<L>,
) -> Result<(String, L, usize), &'static str> {
    if !ours.log.same_head(theirs.log) {
        return Err("sides-differ");
    }
    let (a, b) = (ours.log.items(), theirs.log.items());
    let common = a.iter().zip(b).take_while(|(ours, theirs)| ours == theirs);
    let common = common.count();
    if beginning(ours, common) != beginning(theirs, common) {
        return Err("sides-differ");
    }
    let mut text = ours.text.to_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let mut log = ours.log.clone();
    for (position, item) in b.iter().enumerate().skip(common) {
        if a.contains(item) {
            continue;
        }
        if a.iter().any(|known| L::is_one(known, item)) {
            return Err("one-id");
        }
        text.push_str(item_text(theirs, position));
        if !text.ends_with('\n') {
            text.push('\n');
        }
        log.items_mut().push(item.clone());
    }
    let added = log.items().len() - a.len();
    let reads_back = yaml::read::<L>(text.as_bytes()).is_ok_and(|read| read == log);
    match reads_back && keeps_all(log.items(), b) {
        true => Ok((text, log, added)),
        false => Err("reads-back"),
    }
}

/// What stands before the first entry that the sides do not share.
fn beginning<'a, L: Log>(side: Side<'a, L>, common: usize) -> &'a str {
    side.text[..start(side, common)].trim_end()
}

fn start<L: Log>(side: Side<L>, position: usize) -> usize {
    yaml::item_start(side.text, L::LIST, position).unwrap_or(side.text.len())
}

fn item_text<'a, L: Log>(side: Side<'a, L>, position: usize) -> &'a str {
    &side.text[start(side, position)..start(side, position + 1)]
}

fn keeps_all<T: PartialEq>(all: &[T], some: &[T]) -> bool {
    some.iter().all(|item| all.contains(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "case: 2611-0001\nuid: 7mzkdtqhxr\nlog:\n- id: kdqvtz\n  at: 2026-11-02T09:30:00+08:00\n  by: li\n  open: {customer: c, description: d}\n";

    fn note(id: &str, text: &str) -> String {
        format!("- id: {id}\n  at: 2026-11-02T09:30:00+08:00\n  by: li\n  note: {{text: {text}}}\n")
    }

    fn joined(ours: &str, theirs: &str) -> Result<(String, usize), &'static str> {
        let read = |text: &str| yaml::read::<Case>(text.as_bytes()).unwrap();
        let (a, b) = (read(ours), read(theirs));
        let side = |text, log| Side { text, log };
        join(side(ours, &a), side(theirs, &b)).map(|(text, _, added)| (text, added))
    }

    #[test]
    fn our_tail_and_then_theirs() {
        let ours = format!("{BASE}{}", note("bbbbbb", "ours"));
        let theirs = format!(
            "{BASE}{}{}",
            note("cccccc", "theirs"),
            note("dddddd", "too")
        );
        let whole = format!(
            "{ours}{}{}",
            note("cccccc", "theirs"),
            note("dddddd", "too")
        );
        assert_eq!(joined(&ours, &theirs), Ok((whole, 2)));
        assert_eq!(joined(&theirs, BASE), Ok((theirs.clone(), 0)));
        assert_eq!(joined(BASE, &theirs), Ok((theirs.clone(), 2)));
    }

    #[test]
    fn what_both_took_over_stands_once() {
        let ours = format!("{BASE}{}{}", note("bbbbbb", "b"), note("cccccc", "c"));
        let theirs = format!("{BASE}{}{}", note("cccccc", "c"), note("dddddd", "d"));
        let whole = format!("{ours}{}", note("dddddd", "d"));
        assert_eq!(joined(&ours, &theirs), Ok((whole, 1)));
    }

    #[test]
    fn a_changed_beginning_is_not_put_together() {
        let changed = BASE.replace("customer: c", "customer: x");
        let comment = BASE.replace("log:", "# by hand\nlog:");
        let theirs = format!("{BASE}{}", note("cccccc", "c"));
        for ours in [changed, comment] {
            let ours = format!("{ours}{}", note("bbbbbb", "b"));
            assert!(joined(&ours, &theirs).is_err(), "{ours}");
        }
        let ours = format!("{BASE}{}", note("cccccc", "other"));
        assert_eq!(joined(&ours, &theirs), Err("one-id"));
    }

    #[test]
    fn a_missing_line_end_does_not_glue_entries() {
        let ours = format!("{BASE}{}", note("bbbbbb", "b"));
        let theirs = format!("{BASE}{}", note("cccccc", "c"));
        let (text, _) = joined(ours.trim_end(), theirs.trim_end()).unwrap();
        assert_eq!(text, format!("{ours}{}", note("cccccc", "c")));
    }
}
