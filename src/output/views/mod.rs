//! Cases, lists, obligations and explanations as text and tables.

mod appraisal;
mod brief;
mod brief_goods;
mod brief_work;
mod case;
mod changes;
mod closing;
mod days;
mod explain;
mod goods;
mod history;
mod links;
mod lists;
mod plan;
pub mod policy;
mod rehearsal;
pub mod reports;
mod touched;
mod trace;
mod work;

pub use appraisal::appraisal;
pub use brief::brief;
pub use case::{next, show};
pub use changes::changes;
pub use closing::closing;
pub use explain::{days, explain};
pub use goods::goods;
pub use history::history;
pub use lists::{due_csv, due_table, list_csv, list_table};
pub use plan::plan;
pub use rehearsal::{PolicyChecked, rehearsal};
pub use touched::{left, next_few};
pub use trace::{trace_csv, trace_dot, trace_mermaid, trace_mock, trace_table, trace_tree};

use std::io::{self, Write};

use days::Days;

use super::{Cell, Screen, Tone, clean};
use crate::messages::{Lang, Phrase, Sort, Vocabulary};
use crate::report::ObligationView;

/// A time as people read it: to the minute, without offset.
pub fn short(time: &str) -> String {
    match (time.get(..10), time.get(11..16), time.get(11..19)) {
        (Some(day), _, Some("23:59:59")) => day.to_owned(),
        (Some(day), Some(minute), _) => format!("{day} {minute}"),
        _ => time.to_owned(),
    }
}

/// The same, with the seconds where they are not nought: for limits of minutes.
fn exact(time: &str) -> String {
    let seconds = time.get(16..19).filter(|text| *text != ":00");
    let seconds = seconds.filter(|_| time.get(11..19) != Some("23:59:59"));
    format!("{}{}", short(time), seconds.unwrap_or_default())
}

/// Seconds in the two units that say most.
pub fn span(seconds: i64, words: &Vocabulary) -> String {
    let seconds = seconds.unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let (d, h) = (days.to_string(), hours.to_string());
    let padded = match words.lang {
        Lang::En => format!("{hours:02}"),
        Lang::Zh => h.clone(),
    };
    let say = |phrase, args: &[(&'static str, &str)]| words.say(phrase, args);
    match (days, hours) {
        (0, 0) if minutes == 0 => say(Phrase::SpanSeconds, &[("sec", &seconds.to_string())]),
        (0, 0) => say(Phrase::SpanMinutes, &[("m", &minutes.to_string())]),
        (0, _) => say(
            Phrase::SpanHours,
            &[("h", &h), ("m", &format!("{minutes:02}"))],
        ),
        (_, 0) if words.lang == Lang::Zh => say(Phrase::SpanDays, &[("d", &d)]),
        (1..=9, _) => say(Phrase::SpanDaysHours, &[("d", &d), ("h", &padded)]),
        _ => say(Phrase::SpanDays, &[("d", &d)]),
    }
}

/// Seconds in the one unit that says most.
fn brief_span(seconds: i64, words: &Vocabulary) -> String {
    let seconds = seconds.abs();
    let unit = [86_400, 3_600].into_iter().find(|unit| seconds >= *unit);
    let phrase = match unit {
        Some(86_400) => Phrase::SpanDays,
        Some(_) => Phrase::SpanWholeHours,
        None => Phrase::SpanMinutes,
    };
    let count = (seconds / unit.unwrap_or(60)).to_string();
    words.say(phrase, &[("d", &count), ("h", &count), ("m", &count)])
}

fn dash(text: Option<&str>) -> String {
    text.filter(|text| !text.is_empty())
        .unwrap_or("-")
        .to_owned()
}

fn level(severity: Option<&str>, words: &Vocabulary) -> Cell {
    let level = severity.map(|level| words.level(level));
    Cell::new(dash(level.as_deref()), Tone::Strong)
}

fn state_tone(state: &str) -> Tone {
    match state {
        "overdue" | "late" => Tone::Bad,
        "met" => Tone::Good,
        "paused" => Tone::Dim,
        _ => Tone::Plain,
    }
}

/// Who owes something: a role, a person, or the person who holds the role.
fn owner(role: Option<&str>, person: Option<&str>, words: &Vocabulary) -> String {
    let role = role.map(|role| words.word(Sort::Role, role));
    match (role.as_deref(), person) {
        (Some(role), Some(person)) => {
            words.say(Phrase::OwnedBy, &[("role", role), ("person", person)])
        }
        (one, other) => dash(one.or(other)),
    }
}

/// The person who does it, where no role owes it.
fn doer(owed: &ObligationView) -> Option<&str> {
    let person = owed.person.as_deref();
    person.filter(|_| owed.role.is_none())
}

/// A sentence in lines that fit.
pub fn line(out: &mut dyn Write, text: &str, screen: &Screen) -> io::Result<()> {
    let lines = screen.lines(&clean::terminal(text));
    let mut lines = lines.iter().map(|line| clean::ci_line(line));
    lines.try_for_each(|line| writeln!(out, "{line}"))
}

/// A time as people read it, with a mark where it was counted through days whose
/// holidays nobody knows.
fn until(time: &str, assumed: bool) -> String {
    format!("{}{}", short(time), mark(assumed))
}

fn mark(assumed: bool) -> &'static str {
    if assumed { "?" } else { "" }
}

#[cfg(test)]
mod tests;
