//! Lists of what was done in cases that are there.

use super::UNFINISHED;
use super::column::Column;
use super::names::STATUS;
use super::quoting::quoted;
use super::write::{About, Text};
use crate::case::Kind;
use crate::ops::import::sort::fields_of;
use crate::ops::import::steps::Cases;

/// Which column names the case of a row, how, and what a row is.
pub(super) struct Steps {
    column: String,
    /// The source whose ids they are; without one they are numbers of cases.
    source: Option<String>,
    kind: Kind,
}

/// The list as one of steps: no column has a customer, and there are days of
/// replies and none of complaints,
/// or one names cases that are there. Complaints come with their customer.
pub(super) fn of(columns: &[Column], known: &Cases, has: &dyn Fn(&str) -> bool) -> Option<Steps> {
    if has("customer") {
        return None;
    }
    let share = |column: &Column, is_known: &dyn Fn(&str) -> bool| {
        let share = column.share(is_known);
        (!column.values.is_empty() && share >= 50).then_some(share)
    };
    let known_ids = known.ids();
    let numbers = columns.iter().filter_map(|column| {
        let share = share(column, &|value| known.has_number(value))?;
        Some((share, column, None))
    });
    let ids = columns.iter().filter_map(|column| {
        let share = share(column, &|value| known_ids.contains_key(value))?;
        let value = column.values.iter();
        let source = value
            .filter_map(|(value, _)| known_ids.get(value.as_str()))
            .next();
        Some((share, column, source))
    });
    let best = numbers.chain(ids).max_by_key(|(share, ..)| *share);
    let (column, source) = match best {
        Some((_, column, source)) => (
            column.name.clone(),
            source.map(|source| (*source).to_owned()),
        ),
        None if has("reply.when") && !has("when") => (UNFINISHED.to_owned(), None),
        None => return None,
    };
    let kind = match () {
        () if has("reply.when") => Kind::Reply,
        () if has("close.when") => Kind::Close,
        () => Kind::Note,
    };
    Some(Steps {
        column,
        source,
        kind,
    })
}

impl About<'_> {
    /// The map of a list of steps, with its comments.
    pub fn step_map(&self, steps: &Steps) -> String {
        let mut text = Text::of(self);
        text.lacking = "those say nothing";
        let dated = match steps.kind {
            Kind::Reply => "reply.when",
            Kind::Close => "close.when",
            _ => "when",
        };
        let when = text.column(dated).or_else(|| text.column("when"));
        text.dates = when.map(|column| text.dates_of(column)).unwrap_or_default();
        text.title("what was done in cases that are there");
        let source = steps.source.as_deref().unwrap_or(self.source);
        text.line(format!("source: {}", quoted(source)));
        text.place();
        let others = "request, ask, answer, confirm, reply, respond, note, close and others";
        text.line(format!("step: {}  # or {others}", steps.kind.word()));
        let (key, what) = match (&steps.source, steps.column == UNFINISHED) {
            (None, false) => ("case", "the case's number"),
            _ => ("match", "the complaint's id in the other system"),
        };
        let column = match steps.column == UNFINISHED {
            true => format!("\"{UNFINISHED}\""),
            false => quoted(&steps.column),
        };
        text.line(format!("{key}: {column}  # {what}"));
        text.dates_line();
        text.missing();
        text.line("\nfields:");
        match when {
            Some(column) => text.plain("when", column),
            None => text.line(format!("  when: {{column: \"{UNFINISHED}\"}}")),
        }
        text.needed(steps);
        text.rest();
        text.out
    }
}

impl Text<'_> {
    /// The fields that every such step must have, and its words.
    fn needed(&mut self, steps: &Steps) {
        let texts = ["note.text", "description"];
        let mut texts = texts.iter().filter_map(|field| self.column(field));
        let described = texts.find(|column| column.name != steps.column);
        for spec in fields_of(steps.kind) {
            match (spec.name.as_str(), self.column(STATUS), described) {
                ("kind", ..) => {
                    self.line("  kind: {value: final}  # first, interim, final, supplementary");
                }
                ("basis", Some(status), _) => self.worded("basis", status, "  "),
                ("basis", None, _) => self.line("  basis: {value: accepted}  # for all of them"),
                ("text", _, Some(column)) => self.plain("text", column),
                ("text", _, None) if spec.required => {
                    self.line(format!("  text: {{column: \"{UNFINISHED}\"}}"));
                }
                _ => {}
            }
        }
    }
}
