use std::io::{self, Write};

use super::links::elsewhere;
use super::{Days, brief_span, dash, level, mark, owner, span, state_tone, until};
use crate::messages::{Phrase, Sort};
use crate::output::{Cell, Column, Screen, Table, Tone, clean, csv, term};
use crate::report::{DueRow, ListRow};

/// Obligations over many cases, each with the time that is over or left.
pub fn due_table(out: &mut dyn Write, rows: &[DueRow], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let days = Days::of(rows.iter().map(|row| row.due.as_str()));
    let mut table = Table::new(vec![
        Column::fixed(words.text(Phrase::HeadCase)),
        Column::fixed(words.text(Phrase::HeadSeverity)).folded(),
        Column::text(words.text(Phrase::HeadCustomer)),
        Column::text(words.text(Phrase::HeadClock)),
        Column::text(words.text(Phrase::HeadOwner)),
        Column::fixed(words.text(Phrase::HeadDue)),
        Column::number(words.text(Phrase::HeadLate)),
    ]);
    for row in rows {
        let severity = row.severity.as_deref().map(|level| words.level(level));
        let severity = dash(severity.as_deref());
        let phrase = match row.late_seconds > 0 {
            true => Phrase::TimeOver,
            false => Phrase::TimeLeft,
        };
        let say = |span: String| words.say(phrase, &[("span", &span)]);
        let paused = words.word(Sort::State, "paused");
        let (late, about) = match row.state.as_str() {
            "paused" => (paused.clone(), paused),
            _ => (
                say(span(row.late_seconds, words)),
                say(brief_span(row.late_seconds, words)),
            ),
        };
        let mark = mark(row.assumed);
        table.push([
            Cell::from(row.case.clone()).or_brief(format!("{} {severity}", row.case)),
            level(row.severity.as_deref(), words),
            Cell::from(row.customer.clone()),
            Cell::from(words.word(Sort::Clock, &row.clock)),
            Cell::from(owner(row.role.as_deref(), row.person.as_deref(), words)),
            Cell::from(until(&row.due, row.assumed))
                .or_brief(format!("{}{mark}", days.day(&row.due))),
            Cell::new(late, state_tone(&row.state)).or_brief(about),
        ]);
    }
    table.write(out, screen)
}

/// Obligations over many cases, for a spreadsheet.
pub fn due_csv(out: &mut dyn Write, rows: &[DueRow], screen: &Screen) -> io::Result<()> {
    let headings = [
        "case",
        "severity",
        "customer",
        "clock",
        "role",
        "person",
        "started",
        "due",
        "state",
        "late_seconds",
        "assumed",
        "file",
        "by",
    ];
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = rows.iter().map(|row| {
        vec![
            row.case.clone(),
            text(&row.severity),
            row.customer.clone(),
            row.clock.clone(),
            text(&row.role),
            text(&row.person),
            row.started.clone(),
            row.due.clone(),
            row.state.clone(),
            row.late_seconds.to_string(),
            row.assumed.to_string(),
            row.file.clone(),
            row.by.clone(),
        ]
    });
    csv::write(out, &headings, rows, screen.terminal)
}

/// The most of a customer's name where the screen is narrow.
const BRIEF_NAME: usize = 16;

/// Cases in a table: of the description there is as much as fits. Where the screen
/// is narrow, the number alone says when the case was opened.
pub fn list_table(out: &mut dyn Write, rows: &[ListRow], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let days = Days::of(rows.iter().filter_map(|row| row.due.as_deref()));
    let mut table = Table::new(vec![
        Column::fixed(words.text(Phrase::HeadCase)),
        Column::fixed(words.text(Phrase::HeadSeverity)).spare(1),
        Column::fixed(words.text(Phrase::HeadStatus)),
        Column::fixed(words.text(Phrase::HeadOpened)).folded(),
        Column::fixed(words.text(Phrase::HeadDue)),
        Column::text(words.text(Phrase::HeadCustomer)),
        Column::text(words.text(Phrase::HeadWhat)),
    ]);
    for row in rows {
        let due = row.due.as_deref().map_or("-", |due| &due[..10]);
        let tone = if row.overdue { Tone::Bad } else { Tone::Plain };
        let models = row.models.join(" ");
        let defect = words.word(Sort::Defect, row.defect.as_deref().unwrap_or_default());
        let complaint = [models.as_str(), &defect, &row.description].join(" ");
        let customer = term::truncate(&clean::terminal(&row.customer), BRIEF_NAME);
        let found = row.found.as_deref();
        let what = found
            .and_then(|found| elsewhere(found, screen))
            .map_or_else(|| Cell::cut(complaint), Cell::from);
        table.push([
            Cell::from(row.case.clone()),
            level(row.severity.as_deref(), words),
            Cell::from(words.word(Sort::Status, &row.status)),
            Cell::from(row.opened.get(..10).unwrap_or_default()),
            Cell::new(due, tone).or_brief(days.day(due)),
            Cell::cut(row.customer.as_str()).or_brief(customer),
            what,
        ]);
    }
    table.write(out, screen)
}

/// Cases for a spreadsheet.
pub fn list_csv(out: &mut dyn Write, rows: &[ListRow], screen: &Screen) -> io::Result<()> {
    let headings = [
        "case",
        "status",
        "severity",
        "customer",
        "reference",
        "models",
        "lots",
        "defect",
        "owner",
        "opened",
        "closed",
        "due",
        "overdue",
        "description",
    ];
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = rows.iter().map(|row| {
        vec![
            row.case.clone(),
            row.status.clone(),
            text(&row.severity),
            row.customer.clone(),
            text(&row.reference),
            row.models.join(" "),
            row.lots.join(" "),
            text(&row.defect),
            text(&row.owner),
            row.opened.clone(),
            text(&row.closed),
            text(&row.due),
            row.overdue.to_string(),
            row.description.clone(),
        ]
    });
    csv::write(out, &headings, rows, screen.terminal)
}
