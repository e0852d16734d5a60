//! One row an entry of the log: with `opened_as`, or else `case`, and with
//! `uid`, `id`, `at`, `by`, `via`, `imported`, `kind` and `body` a case file can
//! be written again.

use super::column::{Field, Sort, Value, field};
use super::facts::{Facts, opened_as};
use crate::case::Entry;
use crate::procedure::Seen;
use crate::report::case::standing;

/// An entry of a case.
pub(super) struct Line<'a> {
    facts: &'a Facts<'a>,
    /// Its place in the file, from 1.
    place: usize,
    entry: &'a Entry,
    seen: &'a Seen,
}

/// The entries of the log in the order of the file, as far as they were known
/// by then.
pub(super) fn of<'a>(facts: &'a Facts) -> Vec<Line<'a>> {
    let line = |(at, entry): (usize, &'a Entry)| {
        let known = |seen: &&Seen| *seen.entry == *entry;
        Some(Line {
            facts,
            place: at + 1,
            entry,
            seen: facts.state.log.iter().find(known)?,
        })
    };
    let entries = facts.case.log.iter().enumerate();
    entries.filter_map(line).collect()
}

type Find = fn(&Line) -> Value;

pub(super) const FIELDS: &[Field<Find>] = &[
    field("case", Sort::Text, "Number of the case", |it| {
        it.facts.case.number().as_str().into()
    }),
    field(
        "uid",
        Sort::Text,
        "What tells two complaints with one number apart",
        |it| it.facts.case.uid.as_str().into(),
    ),
    field(
        "opened_as",
        Sort::Text,
        "The number under which it was opened, where it has another one since",
        |it| opened_as(it.facts),
    ),
    field(
        "position",
        Sort::Integer,
        "Place in the log, from 1",
        |it| Value::count(it.place),
    ),
    field("id", Sort::Text, "Id of the entry", |it| {
        it.entry.id.as_str().into()
    }),
    field(
        "at",
        Sort::Text,
        "When it was entered, with the offset as written",
        |it| it.entry.at.to_string().into(),
    ),
    field("by", Sort::Text, "Who says it", |it| {
        it.entry.by.as_str().into()
    }),
    field(
        "via",
        Sort::Text,
        "Who typed it, where that is somebody else",
        |it| Value::text(it.entry.via.as_ref()),
    ),
    field(
        "imported",
        Sort::Flag,
        "Whether it came from another system",
        |it| it.entry.imported.into(),
    ),
    field("kind", Sort::Text, "Its kind", |it| {
        it.entry.kind().word().into()
    }),
    field(
        "when",
        Sort::Text,
        "When it happened, where that differs, with the offset as written",
        |it| Value::text(it.seen.body.when()),
    ),
    field("for", Sort::Text, "The entry that it answers", |it| {
        Value::text(it.seen.body.target())
    }),
    field(
        "happened",
        Sort::Time,
        "The time of the fact: when, or else at",
        |it| it.facts.local(it.seen.fact()).into(),
    ),
    field(
        "standing",
        Sort::Text,
        "live, waiting, struck, cancelled, rejected or void",
        |it| standing(it.seen).into(),
    ),
    field(
        "brief",
        Sort::Text,
        "One line about it, amendments included",
        |it| it.seen.body.brief().into(),
    ),
    field(
        "body",
        Sort::Json,
        "The fields of its kind as written, before amendments",
        |it| Value::Json(it.entry.body.to_json()),
    ),
];
