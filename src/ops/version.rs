//! A case file as one commit has it, and what may follow it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::Value;

use crate::case::{Body, Case, Entry, EntryId, Kind};
use crate::finding::{Code, Finding, Step};
use crate::yaml;

/// A case file as a commit has it.
pub(super) struct Version {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it says, or why nobody can read it.
    pub case: Result<Case, Box<Finding>>,
}

impl Version {
    pub fn of(bytes: Vec<u8>) -> Version {
        let case = yaml::read::<Case>(&bytes).map_err(Box::new);
        Version { bytes, case }
    }

    /// Its entries; none where it cannot be read.
    pub fn log(&self) -> &[Entry] {
        self.case.as_ref().map_or(&[], |case| case.log.as_slice())
    }

    pub fn text(&self) -> &str {
        let text = str::from_utf8(&self.bytes).unwrap_or_default();
        text.strip_prefix('\u{feff}').unwrap_or(text)
    }

    /// Gives findings with a path in the file their line.
    pub fn locate(&self, found: &mut [Finding]) {
        yaml::locate(self.text(), found);
    }

    /// Whether another one goes on where this one ends, byte by byte and in what
    /// it says.
    fn is_beginning_of(&self, later: &Version) -> bool {
        let (Ok(was), Ok(is)) = (&self.case, &later.case) else {
            return later.bytes.starts_with(&self.bytes);
        };
        later.bytes.starts_with(&self.bytes)
            && was.opened_as == is.opened_as
            && was.uid == is.uid
            && is.log.starts_with(&was.log)
    }

    /// The entries of this one that are in none of the others. A second entry
    /// under an id that is known is as new as any other.
    pub fn beyond(&self, others: &[&Version]) -> Vec<usize> {
        let known: Vec<_> = others.iter().map(|other| other.times_used()).collect();
        let mut used: HashMap<&EntryId, usize> = HashMap::new();
        let mut new = Vec::new();
        for (at, entry) in self.log().iter().enumerate() {
            let used = used.entry(&entry.id).or_default();
            *used += 1;
            let times = |other: &HashMap<&EntryId, usize>| other.get(&entry.id).copied();
            if known.iter().filter_map(times).max().unwrap_or(0) < *used {
                new.push(at);
            }
        }
        new
    }

    fn times_used(&self) -> HashMap<&EntryId, usize> {
        let mut used = HashMap::new();
        for entry in self.log() {
            *used.entry(&entry.id).or_default() += 1;
        }
        used
    }
}

/// What is wrong with a version that a commit with one parent made of another:
/// it may only append.
pub(super) fn appended(was: &Version, is: &Version) -> Vec<Finding> {
    if was.is_beginning_of(is) {
        return Vec::new();
    }
    let mut found = kept(was, is);
    if was.case.is_ok() && is.case.is_ok() {
        found.extend(inserted(was, is));
    }
    // That a file cannot be read is said already.
    if found.is_empty() && is.case.is_ok() {
        found.push(bytes_changed(&was.bytes, &is.bytes));
    }
    found
}

/// Whether a version brings back what others before it altered: it goes on where the
/// last good one of them ends, and has each entry that any of them had as it first
/// was. They are given in the order of their commits.
pub(super) fn restores(is: &Version, were: &[Version]) -> bool {
    let (mut good, mut broken): (Option<&Version>, bool) = (None, false);
    for was in were {
        broken = was.case.is_err() || !good.is_none_or(|good| good.is_beginning_of(was));
        if !broken {
            good = Some(was);
        }
    }
    let mut first: HashMap<&EntryId, &Entry> = HashMap::new();
    for entry in were.iter().flat_map(Version::log) {
        first.entry(&entry.id).or_insert(entry);
    }
    let now: HashMap<&EntryId, &Entry> = is.log().iter().map(|entry| (&entry.id, entry)).collect();
    let same = |(id, entry): (&&EntryId, &&Entry)| now.get(*id) == Some(entry);
    broken && good.is_some_and(|good| good.is_beginning_of(is)) && first.iter().all(same)
}

/// What is wrong with a version in which a merge brought those together, of
/// which it takes none as it is: each must be whole in it, and nothing else.
pub(super) fn joined(were: &[&Version], is: &Version) -> Vec<Finding> {
    let mut found = Vec::new();
    for was in were {
        found.extend(whole(was, is));
    }
    for at in is.beyond(were) {
        // Two complaints with one number are told apart in the merge itself.
        let entry = &is.log()[at];
        if entry.kind() != Kind::Renumber {
            let finding = Finding::new(Code::MergeAdds).arg("kind", entry.kind().word());
            found.push(finding.of_entry(entry.id.as_str()).at_path(item(at)));
        }
    }
    if found.is_empty() && !were.iter().any(|was| was.is_beginning_of(is)) {
        found.extend(foreign_line(were, is));
    }
    found
}

/// What of a version is not whole in another one, in which a merge brought it
/// together with others.
pub(super) fn whole(was: &Version, is: &Version) -> Vec<Finding> {
    if was.is_beginning_of(is) {
        return Vec::new();
    }
    let found = kept(was, is);
    match found.is_empty() {
        true => foreign_line(&[is], was).into_iter().collect(),
        false => found,
    }
}

fn item(at: usize) -> [Step; 2] {
    ["log".into(), at.into()]
}

/// What became of entries that were there: gone, changed, in another order.
fn kept(was: &Version, is: &Version) -> Vec<Finding> {
    let (Ok(old), Ok(new)) = (&was.case, &is.case) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if old.opened_as != new.opened_as || old.uid != new.uid {
        found.push(bytes_changed(&was.bytes, &is.bytes).arg("part", "header"));
    }
    let mut places: HashMap<&EntryId, usize> = HashMap::new();
    for (at, entry) in new.log.iter().enumerate() {
        places.entry(&entry.id).or_insert(at);
    }
    let mut before: Option<usize> = None;
    for (at, entry) in old.log.iter().enumerate() {
        let about = |code, at: usize| {
            let finding = Finding::new(code).arg("kind", entry.kind().word());
            let finding = finding.arg("entry", entry.id.as_str());
            finding.of_entry(entry.id.as_str()).at_path(item(at))
        };
        let Some(place) = places.get(&entry.id).copied() else {
            found.push(about(
                Code::EntryDropped,
                at.min(new.log.len().saturating_sub(1)),
            ));
            continue;
        };
        if new.log[place] != *entry {
            let (field, was, is) = difference(entry, &new.log[place]);
            let within = field.split('.').map(Step::from);
            let path: Vec<Step> = item(place).into_iter().chain(within).collect();
            let finding = about(Code::EntryChanged, place).at_path(path);
            found.push(finding.arg("field", field).arg("was", was).arg("is", is));
        }
        if before.is_some_and(|before| place < before) {
            found.push(about(Code::EntriesReordered, place));
        }
        before = before.max(Some(place));
    }
    found
}

/// New entries that do not stand behind all that were there.
fn inserted(was: &Version, is: &Version) -> Vec<Finding> {
    let known: HashSet<&EntryId> = was.log().iter().map(|entry| &entry.id).collect();
    let old = |entry: &Entry| known.contains(&entry.id);
    let last = is.log().iter().rposition(old).unwrap_or(0);
    let early = is
        .log()
        .iter()
        .enumerate()
        .take(last)
        .filter(|(_, entry)| !old(entry));
    let each = early.map(|(at, entry)| {
        let finding = Finding::new(Code::EntryInserted).arg("kind", entry.kind().word());
        finding.of_entry(entry.id.as_str()).at_path(item(at))
    });
    each.collect()
}

/// The first field in which two entries differ, and what it said and says.
fn difference(was: &Entry, is: &Entry) -> (String, String, String) {
    let value = |entry: &Entry| serde_json::to_value(entry).unwrap_or_default();
    let mut path = String::new();
    let (was, is) = first_difference(&value(was), &value(is), &mut path);
    (path, brief(&was), brief(&is))
}

fn first_difference(was: &Value, is: &Value, path: &mut String) -> (Value, Value) {
    let (Value::Object(old), Value::Object(new)) = (was, is) else {
        return (was.clone(), is.clone());
    };
    for key in old.keys().chain(new.keys()) {
        let (a, b) = (old.get(key), new.get(key));
        if a != b {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(key);
            let none = Value::Null;
            return first_difference(a.unwrap_or(&none), b.unwrap_or(&none), path);
        }
    }
    (was.clone(), is.clone())
}

fn brief(value: &Value) -> String {
    const MOST: usize = 60;
    let text = match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.chars().count() > MOST {
        true => text.chars().take(MOST).chain(['…']).collect(),
        false => text,
    }
}

/// Something is written otherwise: a comment, quoting, a blank line. The line is
/// the first one that differs.
fn bytes_changed(was: &[u8], is: &[u8]) -> Finding {
    let same = was.iter().zip(is).take_while(|(was, is)| was == is);
    let lines = same.filter(|(byte, _)| **byte == b'\n').count();
    let last = is.split_inclusive(|byte| *byte == b'\n').count().max(1);
    Finding::new(Code::BytesChanged).at((lines + 1).min(last), 1)
}

/// The first line of a version that none of the others has in the same entry.
fn foreign_line(others: &[&Version], one: &Version) -> Option<Finding> {
    let theirs: Vec<HashMap<Part, HashSet<&str>>> =
        others.iter().map(|other| lines_by_part(other)).collect();
    let text = one.text();
    for (part, range) in parts(one) {
        let first = text[..range.start].lines().count();
        for (at, line) in text[range].lines().enumerate() {
            let line = line.trim_end();
            let has = |lines: &HashMap<Part, HashSet<&str>>| {
                lines.get(&part).is_some_and(|set| set.contains(line))
            };
            if !line.is_empty() && !theirs.iter().any(has) && part != Part::Moved {
                let finding = Finding::new(Code::BytesChanged);
                return Some(finding.at(first + at + 1, 1));
            }
        }
    }
    None
}

/// A part of a case file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    Header,
    Entry(EntryId),
    /// A `renumber`, which may be new in a merge.
    Moved,
}

fn lines_by_part(version: &Version) -> HashMap<Part, HashSet<&str>> {
    let text = version.text();
    let lines = |range: Range<usize>| text[range].lines().map(str::trim_end).collect();
    parts(version)
        .into_iter()
        .map(|(part, range)| (part, lines(range)))
        .collect()
}

/// The header and each entry, with where they stand in the text.
fn parts(version: &Version) -> Vec<(Part, Range<usize>)> {
    let text = version.text();
    let mut starts = yaml::item_starts(text, "log");
    starts.push(text.len());
    let header = (Part::Header, 0..starts[0]);
    let items = version
        .log()
        .iter()
        .zip(starts.windows(2))
        .map(|(entry, range)| {
            let part = match &entry.body {
                Body::Renumber(_) => Part::Moved,
                _ => Part::Entry(entry.id.clone()),
            };
            (part, range[0]..range[1])
        });
    std::iter::once(header).chain(items).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "case: 2611-0001\nuid: kzmdtqhxrb\nlog:\n";

    fn note(id: &str, text: &str) -> String {
        format!(
            "- id: {id}\n  at: \"2026-11-02T09:30:00+08:00\"\n  by: a\n  note:\n    text: {text}\n"
        )
    }

    fn version(text: &str) -> Version {
        Version::of(text.as_bytes().to_vec())
    }

    fn codes(found: &[Finding]) -> Vec<(&'static str, Option<&str>)> {
        let code = |finding: &'_ Finding| finding.code.as_str();
        found
            .iter()
            .map(|one| (code(one), one.place.entry.as_deref()))
            .collect()
    }

    fn a_b() -> String {
        format!("{HEAD}{}{}", note("bbbbbb", "one"), note("cccccc", "two"))
    }

    #[test]
    fn only_what_is_appended_goes() {
        let was = version(&a_b());
        let after = |text: String| appended(&was, &version(&text));
        assert!(after(a_b() + &note("dddddd", "three")).is_empty());
        assert!(after(a_b() + "# a comment at the end\n").is_empty());
        let changed = after(a_b().replace("one", "eins") + &note("dddddd", "x"));
        assert_eq!(codes(&changed), [("entry-changed", Some("bbbbbb"))]);
        let args: Vec<String> = changed[0].args.iter().map(|(_, arg)| arg.plain()).collect();
        assert_eq!(args, ["note", "bbbbbb", "note.text", "one", "eins"]);
        let dropped = after(format!("{HEAD}{}", note("cccccc", "two")));
        assert_eq!(codes(&dropped), [("entry-dropped", Some("bbbbbb"))]);
        let swapped = after(format!(
            "{HEAD}{}{}",
            note("cccccc", "two"),
            note("bbbbbb", "one")
        ));
        assert_eq!(codes(&swapped), [("entries-reordered", Some("cccccc"))]);
        let between = format!(
            "{HEAD}{}{}{}",
            note("bbbbbb", "one"),
            note("dddddd", "x"),
            note("cccccc", "two")
        );
        assert_eq!(codes(&after(between)), [("entry-inserted", Some("dddddd"))]);
        let comment = after(a_b().replace(
            "  by: a\n  note:\n    text: two",
            "  by: a  # who?\n  note:\n    text: two",
        ));
        assert_eq!(codes(&comment), [("bytes-changed", None)]);
        assert_eq!(comment[0].place.line, Some(11));
        let other = after(a_b().replace("kzmdtqhxrb", "bbbbbbbbbb"));
        assert_eq!(codes(&other), [("bytes-changed", None)]);
    }

    #[test]
    fn lines_behind_the_end_that_change_the_last_entry_are_found() {
        let was = version(&a_b());
        let is = version(&(a_b() + "    when: \"2026-11-01T09:30:00+08:00\"\n"));
        assert_eq!(
            codes(&appended(&was, &is)),
            [("entry-changed", Some("cccccc"))]
        );
        let open = version(a_b().trim_end());
        let longer = version(&format!("{} and more\n", a_b().trim_end()));
        assert_eq!(
            codes(&appended(&open, &longer)),
            [("entry-changed", Some("cccccc"))]
        );
    }

    #[test]
    fn of_a_file_that_nobody_could_read_the_bytes_count() {
        let was = version("case: [\n");
        assert_eq!(
            codes(&appended(&was, &version(&a_b()))),
            [("bytes-changed", None)]
        );
        assert!(appended(&was, &version("case: [\nmore\n")).is_empty());
    }

    #[test]
    fn what_was_altered_may_be_put_back() {
        let good = version(&a_b());
        let bad = version(&a_b().replace("one", "eins"));
        let more = note("dddddd", "x");
        let later = version(&(a_b().replace("one", "eins") + &more));
        let were = [good, bad, later];
        assert!(restores(&version(&(a_b() + &more)), &were));
        assert!(!restores(&version(&a_b()), &were));
        let other = a_b() + &note("dddddd", "y");
        assert!(!restores(&version(&other), &were));
        let comment = (a_b() + &more).replace("log:", "log: # again");
        assert!(!restores(&version(&comment), &were));
    }

    #[test]
    fn a_merge_holds_both_sides_and_nothing_else() {
        let base = a_b();
        let (ours, theirs) = (
            base.clone() + &note("dddddd", "ours"),
            base.clone() + &note("ffffff", "theirs"),
        );
        let (ours, theirs) = (version(&ours), version(&theirs));
        let merged = |text: &str| joined(&[&ours, &theirs], &version(text));
        let good = base.clone() + &note("dddddd", "ours") + &note("ffffff", "theirs");
        assert!(merged(&good).is_empty());
        let other_order = base.clone() + &note("ffffff", "theirs") + &note("dddddd", "ours");
        assert!(merged(&other_order).is_empty());
        let less = base.clone() + &note("dddddd", "ours");
        assert_eq!(codes(&merged(&less)), [("entry-dropped", Some("ffffff"))]);
        let more = good.clone() + &note("gggggg", "new");
        assert_eq!(codes(&merged(&more)), [("merge-adds", Some("gggggg"))]);
        let changed = good.replace("text: theirs", "text: mine");
        assert_eq!(
            codes(&merged(&changed)),
            [("entry-changed", Some("ffffff"))]
        );
        let comment = good.replace(
            "  by: a\n  note:\n    text: theirs",
            "  by: a # no\n  note:\n    text: theirs",
        );
        let comment = merged(&comment);
        assert_eq!(codes(&comment), [("bytes-changed", None)]);
    }

    #[test]
    fn comments_of_both_sides_may_stay_in_a_merge() {
        let ours = version(&(a_b() + "# ours\n"));
        let theirs = version(&(a_b() + "# theirs\n"));
        let both = a_b() + "# ours\n# theirs\n";
        assert!(joined(&[&ours, &theirs], &version(&both)).is_empty());
        let one = joined(&[&ours, &theirs], &version(&(a_b() + "# ours\n")));
        assert_eq!(codes(&one), [("bytes-changed", None)]);
    }
}
