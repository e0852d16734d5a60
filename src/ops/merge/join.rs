//! Two sides of one case put together: the common beginning, our tail, theirs.

use crate::case::{Case, Entry};
use crate::yaml;

/// A side of a case: its text and what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    pub text: &'a str,
    pub case: &'a Case,
}

impl<'a> Side<'a> {
    /// That side, if its bytes are text.
    pub fn of(bytes: &'a [u8], case: &'a Case) -> Result<Self, &'static str> {
        let text = str::from_utf8(bytes).map_err(|_| "reads-back")?;
        Ok(Side { text, case })
    }
}

/// Both sides in one, and how many entries of theirs came behind ours.
///
/// # Errors
/// Why they cannot be put together: one changed what both began with, or an id
/// stands for two entries.
pub(super) fn join(ours: Side, theirs: Side) -> Result<(String, Case, usize), &'static str> {
    if ours.case.opened_as != theirs.case.opened_as {
        return Err("sides-differ");
    }
    let (a, b) = (&ours.case.log, &theirs.case.log);
    let common = a.iter().zip(b).take_while(|(ours, theirs)| ours == theirs);
    let common = common.count();
    if beginning(ours, common) != beginning(theirs, common) {
        return Err("sides-differ");
    }
    let mut text = ours.text.to_owned();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let mut case = ours.case.clone();
    for (position, entry) in b.iter().enumerate().skip(common) {
        if a.contains(entry) {
            continue;
        }
        if a.iter().any(|known| known.id == entry.id) {
            return Err("one-id");
        }
        text.push_str(item(theirs, position));
        if !text.ends_with('\n') {
            text.push('\n');
        }
        case.log.push(entry.clone());
    }
    let added = case.log.len() - a.len();
    let reads_back = yaml::read::<Case>(text.as_bytes()).is_ok_and(|read| read == case);
    match reads_back && keeps_all(&case.log, b) {
        true => Ok((text, case, added)),
        false => Err("reads-back"),
    }
}

/// What stands before the first entry that the sides do not share.
fn beginning<'a>(side: Side<'a>, common: usize) -> &'a str {
    side.text[..start(side, common)].trim_end()
}

fn start(side: Side, position: usize) -> usize {
    yaml::item_start(side.text, "log", position).unwrap_or(side.text.len())
}

fn item<'a>(side: Side<'a>, position: usize) -> &'a str {
    &side.text[start(side, position)..start(side, position + 1)]
}

fn keeps_all(all: &[Entry], side: &[Entry]) -> bool {
    side.iter().all(|entry| all.contains(entry))
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
        let side = |text, case| Side { text, case };
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
