//! Cases, lists, obligations and explanations as text and tables.

use std::io::{self, Write};

use super::links::{elsewhere, links};
use super::{Cell, Column, Screen, Table, Tone, clean, csv, term};
use crate::report::{
    CaseView, ClockStory, DayStory, DueRow, Explanation, ListRow, NextView, ObligationView,
};

/// A time as people read it: to the minute, without offset.
pub fn short(time: &str) -> String {
    match (time.get(..10), time.get(11..16), time.get(11..19)) {
        (Some(day), _, Some("23:59:59")) => day.to_owned(),
        (Some(day), Some(minute), _) => format!("{day} {minute}"),
        _ => time.to_owned(),
    }
}

/// Seconds in the two units that say most.
pub fn span(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    match (days, hours) {
        (0, 0) => format!("{minutes}min"),
        (0, _) => format!("{hours}h{minutes:02}"),
        (1..=9, _) => format!("{days}d{hours:02}h"),
        _ => format!("{days}d"),
    }
}

fn dash(text: Option<&str>) -> String {
    text.filter(|text| !text.is_empty())
        .unwrap_or("-")
        .to_owned()
}

fn level(severity: Option<&str>) -> Cell {
    Cell::new(dash(severity), Tone::Strong)
}

fn state_tone(state: &str) -> Tone {
    match state {
        "overdue" | "late" => Tone::Bad,
        "met" => Tone::Good,
        "paused" => Tone::Dim,
        _ => Tone::Plain,
    }
}

fn owner(role: Option<&str>, person: Option<&str>) -> String {
    match (role, person) {
        (Some(role), Some(person)) => format!("{role} ({person})"),
        (one, other) => dash(one.or(other)),
    }
}

/// Obligations over many cases. A sign says whether the time is over.
pub fn due_table(out: &mut dyn Write, rows: &[DueRow], screen: &Screen) -> io::Result<()> {
    let mut table = Table::new(vec![
        Column::fixed("case"),
        Column::fixed("sev"),
        Column::text("customer"),
        Column::text("clock"),
        Column::text("owner"),
        Column::fixed("due"),
        Column::number("late"),
    ]);
    for row in rows {
        let late = match (row.state.as_str(), row.late_seconds) {
            ("paused", _) => "paused".to_owned(),
            (_, late) if late > 0 => format!("+{}", span(late)),
            (_, late) => format!("-{}", span(late)),
        };
        table.push([
            Cell::from(row.case.clone()),
            level(row.severity.as_deref()),
            Cell::from(row.customer.clone()),
            Cell::from(row.clock.clone()),
            Cell::from(owner(row.role.as_deref(), row.person.as_deref())),
            Cell::from(format!("{}{}", short(&row.due), mark(row.assumed))),
            Cell::new(late, state_tone(&row.state)),
        ]);
    }
    table.write(out, screen)
}

/// A limit that runs into a year whose holidays nobody knows.
fn mark(assumed: bool) -> &'static str {
    if assumed { "?" } else { "" }
}

/// Obligations over many cases, for a spreadsheet.
pub fn due_csv(out: &mut dyn Write, rows: &[DueRow]) -> io::Result<()> {
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
    csv::write(out, &headings, rows)
}

/// The most of a description that a list shows, in columns of a terminal.
const GLANCE: usize = 60;

/// Cases in a table.
pub fn list_table(out: &mut dyn Write, rows: &[ListRow], screen: &Screen) -> io::Result<()> {
    let mut table = Table::new(vec![
        Column::fixed("case"),
        Column::fixed("sev"),
        Column::fixed("status"),
        Column::fixed("opened"),
        Column::fixed("due"),
        Column::text("customer"),
        Column::text("what"),
    ]);
    for row in rows {
        let due = row.due.as_deref().map_or("-", |due| &due[..10]);
        let tone = if row.overdue { Tone::Bad } else { Tone::Plain };
        let glance = term::truncate(&clean::terminal(&row.description), GLANCE);
        let models = row.models.join(" ");
        let what = match row.found.as_deref().and_then(elsewhere) {
            Some(found) => found,
            None => [
                models.as_str(),
                row.defect.as_deref().unwrap_or_default(),
                &glance,
            ]
            .join(" "),
        };
        table.push([
            Cell::from(row.case.clone()),
            level(row.severity.as_deref()),
            Cell::from(row.status.clone()),
            Cell::from(row.opened.get(..10).unwrap_or_default().to_owned()),
            Cell::new(due, tone),
            Cell::from(row.customer.clone()),
            Cell::from(what.trim().to_owned()),
        ]);
    }
    table.write(out, screen)
}

/// Cases for a spreadsheet.
pub fn list_csv(out: &mut dyn Write, rows: &[ListRow]) -> io::Result<()> {
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
    csv::write(out, &headings, rows)
}

/// One case: what it is, what it owes, what comes next, its log.
pub fn show(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    head(out, view, screen)?;
    if !view.obligations.is_empty() {
        writeln!(out)?;
        obligations(out, &view.obligations, screen)?;
    }
    for wait in &view.not_before {
        writeln!(out, "not before {}: {}", short(&wait.due), wait.clock)?;
    }
    for waiting in &view.approvals {
        let who = waiting.roles.join(" or ");
        writeln!(
            out,
            "{} {} waits for `{}` by {who}",
            waiting.kind, waiting.entry, waiting.step
        )?;
    }
    if !view.next.is_empty() {
        writeln!(out)?;
        next(out, &view.next, screen)?;
    }
    links(out, view.links.as_deref().unwrap_or_default(), screen)?;
    writeln!(out)?;
    log(out, view, screen)
}

fn head(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    let status = Tone::Strong.paint(&view.status, screen);
    let severity = view.severity.as_deref().unwrap_or("not classified");
    let rule = view
        .rule
        .as_ref()
        .map_or(String::new(), |rule| format!(" ({rule})"));
    let otherwise = view
        .overridden
        .as_ref()
        .map_or(String::new(), |why| format!(", decided otherwise: {why}"));
    let graded = format!("{severity}{rule}{otherwise}");
    let number = match &view.opened_as {
        Some(first) => format!("{} (opened as {first})", view.case),
        None => view.case.clone(),
    };
    writeln!(out, "{number}  {status}  {}", clean::terminal(&graded))?;
    let closed = match (&view.closed, &view.basis) {
        (Some(closed), Some(basis)) => format!(", closed {} ({basis})", short(closed)),
        _ => String::new(),
    };
    let opened = match view.opened.as_str() {
        "" => "never opened".to_owned(),
        opened => {
            let by = view
                .channel
                .as_ref()
                .map_or(String::new(), |by| format!(" by {by}"));
            format!("{}, opened {}{by}", view.customer, short(opened))
        }
    };
    writeln!(out, "{}{closed}", clean::ci_line(&opened))?;
    let goods = [
        view.models.join(" "),
        view.lots
            .iter()
            .map(|lot| format!("lot {lot}"))
            .collect::<Vec<_>>()
            .join(" "),
        view.quantity.clone().unwrap_or_default(),
        view.defect.clone().unwrap_or_default(),
        view.reference
            .as_ref()
            .map_or(String::new(), |reference| format!("ref {reference}")),
        view.owner
            .as_ref()
            .map_or(String::new(), |owner| format!("owner {owner}")),
    ];
    let goods: Vec<String> = goods.into_iter().filter(|part| !part.is_empty()).collect();
    if !goods.is_empty() {
        writeln!(out, "{}", clean::terminal(&goods.join(", ")))?;
    }
    for line in view.description.trim_end().lines() {
        writeln!(out, "{}", clean::ci_line(line))?;
    }
    if !view.wants.is_empty() {
        writeln!(out, "wants: {}", clean::terminal(&view.wants.join(", ")))?;
    }
    if !view.lacking.is_empty() && view.closed.is_none() {
        writeln!(out, "not named yet: {}", view.lacking.join(", "))?;
    }
    Ok(())
}

fn obligations(out: &mut dyn Write, rows: &[ObligationView], screen: &Screen) -> io::Result<()> {
    let mut table = Table::new(vec![
        Column::fixed("clock"),
        Column::fixed("owner"),
        Column::fixed("within"),
        Column::fixed("due"),
        Column::fixed("state"),
        Column::fixed("done"),
    ]);
    for row in rows {
        table.push([
            Cell::from(row.clock.clone()),
            Cell::from(owner(row.role.as_deref(), None)),
            Cell::from(dash(row.within.as_deref())),
            Cell::from(format!("{}{}", short(&row.due), mark(row.assumed))),
            Cell::new(row.state.clone(), state_tone(&row.state)),
            Cell::from(row.ended.as_deref().map_or("-".to_owned(), short)),
        ]);
    }
    table.write(out, screen)
}

/// What comes next.
pub fn next(out: &mut dyn Write, steps: &[NextView], screen: &Screen) -> io::Result<()> {
    let mut table = Table::new(vec![
        Column::fixed("next by"),
        Column::text("who"),
        Column::text("command"),
    ]);
    for step in steps {
        let due = step.due.as_deref().map_or("-".to_owned(), short);
        let who = owner(
            Some(step.roles.join("/").as_str()).filter(|roles| !roles.is_empty()),
            step.person.as_deref(),
        );
        table.push([
            Cell::from(due),
            Cell::from(who),
            Cell::from(step.command.clone()),
        ]);
    }
    table.write(out, screen)
}

fn log(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    let mut table = Table::new(vec![
        Column::number("#"),
        Column::fixed("id"),
        Column::fixed("when"),
        Column::fixed("by"),
        Column::fixed("kind"),
        Column::fixed("for"),
        Column::text("what"),
    ]);
    for entry in &view.log {
        let gone = !matches!(entry.standing.as_str(), "live");
        let tone = if gone { Tone::Dim } else { Tone::Plain };
        let what = match gone {
            true => format!("[{}] {}", entry.standing, entry.brief),
            false => entry.brief.clone(),
        };
        // What was entered on another day than it happened is said to be.
        let late = entry
            .when
            .as_ref()
            .is_some_and(|when| when.get(..10) != entry.at.get(..10));
        let what = match late {
            true => format!("{what} (entered {})", short(&entry.at)),
            false => what,
        };
        let by = entry
            .via
            .as_ref()
            .map_or(entry.by.clone(), |via| format!("{} via {via}", entry.by));
        table.push([
            Cell::from(entry.place.to_string()),
            Cell::from(entry.id.clone()),
            Cell::from(short(entry.when.as_deref().unwrap_or(&entry.at))),
            Cell::from(by),
            Cell::from(entry.kind.clone()),
            Cell::from(dash(entry.target.as_deref())),
            Cell::new(what, tone),
        ]);
    }
    table.write(out, screen)
}

/// Why a case has its severity and its due dates.
pub fn explain(out: &mut dyn Write, story: &Explanation, screen: &Screen) -> io::Result<()> {
    writeln!(out, "{} under the policy {}", story.case, story.policy)?;
    match &story.severity {
        None => writeln!(out, "severity: not classified yet")?,
        Some(severity) => {
            writeln!(
                out,
                "severity: {}  {}  (entry {})",
                severity.severity, severity.rule, severity.entry
            )?;
            writeln!(out, "  criteria: {}", severity.criteria.join(", "))?;
            if let Some(decided) = &severity.decided_by {
                writeln!(out, "  decided by: {decided}; scope: {}", severity.scope)?;
            }
            if !severity.repeats.is_empty() {
                let before = severity.before_repeats.as_deref().unwrap_or("-");
                writeln!(
                    out,
                    "  repeats: {}; without them: {before}",
                    severity.repeats.join(", ")
                )?;
            }
            if let Some(reason) = &severity.reason {
                let computed = severity.computed.as_deref().unwrap_or("-");
                writeln!(
                    out,
                    "  decided otherwise than the rule ({computed}): {}",
                    clean::terminal(reason)
                )?;
            }
        }
    }
    for clock in &story.clocks {
        writeln!(out)?;
        clock_story(out, clock, screen)?;
    }
    Ok(())
}

fn clock_story(out: &mut dyn Write, clock: &ClockStory, screen: &Screen) -> io::Result<()> {
    let state = state_tone(&clock.state).paint(&clock.state, screen);
    let word = if clock.sense == "earliest" {
        "not before"
    } else {
        "due"
    };
    writeln!(
        out,
        "{}: {word} {}  {state}",
        clock.clock,
        short(&clock.due)
    )?;
    let within = clock.within.as_deref().unwrap_or("a day");
    writeln!(
        out,
        "  {within} ({}), by {}, from {} at {}",
        clock.source,
        clock.rule,
        clock.by,
        short(&clock.started)
    )?;
    if let Some(ended) = &clock.ended {
        let ended = match ended.split_once(" at ") {
            Some((entry, time)) => format!("{entry} at {}", short(time)),
            None => ended.clone(),
        };
        writeln!(out, "  ended by {ended}")?;
    }
    for pause in &clock.pauses {
        writeln!(out, "  stood still {pause}")?;
    }
    if let Some(day) = &clock.assumed_from {
        writeln!(
            out,
            "  from {day} on the holidays are not known: counted with weekends alone"
        )?;
    }
    days(out, &clock.days, screen)
}

/// A count day by day.
pub fn days(out: &mut dyn Write, days: &[DayStory], screen: &Screen) -> io::Result<()> {
    let mut table = Table::new(vec![
        Column::fixed(" "),
        Column::fixed("day"),
        Column::fixed("from"),
        Column::fixed("to"),
        Column::fixed("part"),
        Column::number("count"),
        Column::text("why"),
    ]);
    for day in days {
        let tone = match day.part.as_str() {
            "off" | "paused" => Tone::Dim,
            "due" => Tone::Strong,
            _ => Tone::Plain,
        };
        table.push([
            Cell::from(" "),
            Cell::new(format!("{} {}", day.date, day.weekday), tone),
            Cell::new(day.from.get(11..16).unwrap_or_default(), tone),
            Cell::new(day.to.get(11..16).unwrap_or_default(), tone),
            Cell::new(day.part.clone(), tone),
            Cell::new(day.count.clone(), tone),
            Cell::new(day.why.clone(), tone),
        ]);
    }
    table.write(out, screen)
}
