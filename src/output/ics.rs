//! What is due as a calendar (RFC 5545), for Outlook, Thunderbird and others.

use std::io::{self, Write};

use chrono::{DateTime, Days, FixedOffset, NaiveTime, TimeDelta, Utc};

use super::{clean, views};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::report::DueRow;

/// The longest line, in bytes without its end.
const LONGEST: usize = 75;

/// How long an event lasts that ends when its limit does.
const BLOCK: TimeDelta = TimeDelta::minutes(30);

/// The time of day at which an event of a whole day is announced.
const MORNING: TimeDelta = TimeDelta::hours(9);

/// How often a program that subscribes to the calendar looks again.
const REFRESH: &str = "PT1H";

/// Obligations as events. Outlook does not know to-dos (VTODO), so each is an
/// event that leaves the time free: the half hour before the limit ends, or
/// the whole day where it ends with the day.
///
/// # Errors
/// The writer fails.
pub fn due(
    out: &mut dyn Write,
    rows: &[DueRow],
    name: &str,
    now: &str,
    words: &Vocabulary,
) -> io::Result<()> {
    let mut lines = Lines { out, words };
    lines.plain("BEGIN", "VCALENDAR")?;
    lines.plain("VERSION", "2.0")?;
    lines.plain("PRODID", "-//plaint//due//EN")?;
    lines.plain("CALSCALE", "GREGORIAN")?;
    lines.plain("METHOD", "PUBLISH")?;
    lines.text("X-WR-CALNAME", name)?;
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH)?;
    lines.plain("X-PUBLISHED-TTL", REFRESH)?;
    for row in rows {
        if let (Some(due), Some(now)) = (instant(&row.due), instant(now)) {
            event(&mut lines, row, due, now)?;
        }
    }
    lines.plain("END", "VCALENDAR")
}

fn event(
    lines: &mut Lines,
    row: &DueRow,
    due: DateTime<FixedOffset>,
    now: DateTime<FixedOffset>,
) -> io::Result<()> {
    lines.plain("BEGIN", "VEVENT")?;
    // The same in every run, so that a date that moved moves the event.
    let uid = format!("{}-{}-{}@plaint", row.more.uid, row.clock, row.by);
    let changed = instant(&row.more.changed).unwrap_or(now);
    lines.text("UID", &uid)?;
    lines.plain("DTSTAMP", &utc(now))?;
    lines.plain("LAST-MODIFIED", &utc(changed))?;
    lines.plain("SEQUENCE", &row.more.entries.to_string())?;
    let started = instant(&row.started).unwrap_or(due);
    let start = span(lines, started, due)?;
    let summary = summary(row, lines.words);
    lines.text("SUMMARY", &summary)?;
    lines.text("DESCRIPTION", &description(row, lines.words))?;
    lines.text("CATEGORIES", &category(row, lines.words))?;
    let paused = row.state == "paused";
    let status = if paused { "TENTATIVE" } else { "CONFIRMED" };
    lines.plain("STATUS", status)?;
    lines.plain("TRANSP", "TRANSPARENT")?;
    let ahead = |at: &DateTime<FixedOffset>| *at > now && *at > started && !paused;
    for at in announced(started, due).into_iter().filter(ahead) {
        lines.plain("BEGIN", "VALARM")?;
        lines.plain("ACTION", "DISPLAY")?;
        lines.text("DESCRIPTION", &summary)?;
        lines.plain("TRIGGER", &duration(at - start))?;
        lines.plain("END", "VALARM")?;
    }
    lines.plain("END", "VEVENT")
}

/// From when to when the event lasts; gives its start.
fn span(
    lines: &mut Lines,
    started: DateTime<FixedOffset>,
    due: DateTime<FixedOffset>,
) -> io::Result<DateTime<FixedOffset>> {
    if is_end_of_day(due) {
        let day = due.date_naive();
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        lines.plain("DTSTART;VALUE=DATE", &day.format("%Y%m%d").to_string())?;
        lines.plain("DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string())?;
        return Ok(midnight(due));
    }
    let start = due - (due - started).clamp(TimeDelta::minutes(1), BLOCK);
    lines.plain("DTSTART", &utc(start))?;
    lines.plain("DTEND", &utc(due))?;
    Ok(start)
}

/// When a limit is announced: well before for a long one, not a day before for
/// one of minutes. Programs that show one reminder only take the first.
fn announced(
    started: DateTime<FixedOffset>,
    due: DateTime<FixedOffset>,
) -> Vec<DateTime<FixedOffset>> {
    let length = due - started;
    let hour = due - TimeDelta::hours(1);
    if is_end_of_day(due) {
        let morning = midnight(due) + MORNING;
        vec![morning - TimeDelta::days(1), morning]
    } else if length >= TimeDelta::hours(48) {
        vec![due - TimeDelta::days(1), hour]
    } else if length >= TimeDelta::hours(4) {
        vec![hour]
    } else {
        vec![due - length / 4]
    }
}

fn summary(row: &DueRow, words: &Vocabulary) -> String {
    let state = match row.state.as_str() {
        "open" => words.text(Phrase::HeadDue).to_owned(),
        other => words.word(Sort::State, other),
    };
    let clock = words.word(Sort::Clock, &row.clock);
    let args = [
        ("case", row.case.as_str()),
        ("clock", &clock),
        ("state", &state),
        ("customer", &row.customer),
    ];
    let severity = row.severity.as_ref();
    let severity = severity.map_or(String::new(), |level| format!(" ({level})"));
    format!("{}{severity}", words.say(Phrase::EventSummary, &args))
}

fn category(row: &DueRow, words: &Vocabulary) -> String {
    match &row.severity {
        Some(level) => words.say(Phrase::EventSeverity, &[("level", level)]),
        None => words.text(Phrase::NotClassified).to_owned(),
    }
}

/// What to know and to type: who owes it, until when, the command, the file.
fn description(row: &DueRow, words: &Vocabulary) -> String {
    let role = row.role.as_ref().map(|role| words.word(Sort::Role, role));
    let who: Vec<String> = role.into_iter().chain(row.person.clone()).collect();
    let mark = if row.assumed { "?" } else { "" };
    let clock = words.word(Sort::Clock, &row.clock);
    let lines = [
        format!("{clock} {}{mark}", views::short(&row.due)),
        who.join(words.text(Phrase::Comma)),
        row.more.command.clone(),
        row.file.clone(),
    ];
    let lines = lines.iter().filter(|line| !line.is_empty());
    let clean: Vec<_> = lines.map(|line| clean::terminal(line)).collect();
    clean.join("\n")
}

fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).ok()
}

/// Whether a limit ends with its day.
fn is_end_of_day(time: DateTime<FixedOffset>) -> bool {
    NaiveTime::from_hms_opt(23, 59, 59) == Some(time.time())
}

fn midnight(time: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    time - (time.time() - NaiveTime::MIN)
}

fn utc(time: DateTime<FixedOffset>) -> String {
    let time = time.with_timezone(&Utc);
    time.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A span as `-PT15H`, `-P1DT30M`; to the minute.
fn duration(span: TimeDelta) -> String {
    let sign = if span < TimeDelta::zero() { "-" } else { "" };
    let span = span.abs();
    let (days, hours, minutes) = (
        span.num_days(),
        span.num_hours() % 24,
        span.num_minutes() % 60,
    );
    let part = |count: i64, unit: char| match count {
        0 => String::new(),
        count => format!("{count}{unit}"),
    };
    let time = format!("{}{}", part(hours, 'H'), part(minutes, 'M'));
    match (days, time.is_empty()) {
        (0, true) => "PT0M".to_owned(),
        (_, true) => format!("{sign}P{days}D"),
        (_, false) => format!("{sign}P{}T{time}", part(days, 'D')),
    }
}

/// Content lines: ended by CR LF, folded.
struct Lines<'a> {
    out: &'a mut dyn Write,
    words: &'a Vocabulary,
}

impl Lines<'_> {
    /// A property whose value needs no escapes.
    fn plain(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.out
            .write_all(folded(&format!("{name}:{value}")).as_bytes())
    }

    /// A property with text.
    fn text(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.plain(name, &escaped(value))
    }
}

/// Text with what the format gives a meaning escaped, and without control
/// characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | ';' | ',' => escaped.extend(['\\', char]),
            '\n' => escaped.push_str("\\n"),
            char if clean::is_unsafe(char) => escaped.push(' '),
            char => escaped.push(char),
        }
    }
    escaped
}

/// The line in pieces of at most 75 bytes; no character is cut.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for char in line.chars() {
        if length + char.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(char);
        length += char.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::DueMore;

    fn row(started: &str, due: &str, state: &str) -> DueRow {
        DueRow {
            case: "2611-0004".to_owned(),
            severity: Some("A".to_owned()),
            customer: "华东; 电子,\n\"A\\B\"".to_owned(),
            clock: "first-reply".to_owned(),
            role: Some("marketing".to_owned()),
            person: None,
            started: started.to_owned(),
            due: due.to_owned(),
            state: state.to_owned(),
            late_seconds: 0,
            assumed: false,
            file: "cases/2026/11/2611-0004.yaml".to_owned(),
            by: "sqkhdr".to_owned(),
            more: DueMore {
                uid: "dwvhbbdffz".to_owned(),
                owner: None,
                command: "plaint reply 2611-0004 --kind first".to_owned(),
                entries: 3,
                changed: "2026-11-03T08:30:00+08:00".to_owned(),
                line: None,
            },
        }
    }

    fn calendar(rows: &[DueRow]) -> String {
        let mut out = Vec::new();
        let words = Vocabulary::default();
        due(
            &mut out,
            rows,
            "plaint",
            "2026-11-03T09:00:00+08:00",
            &words,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    fn has(text: &str, lines: &[&str]) {
        let unfolded = text.replace("\r\n ", "");
        for line in lines {
            assert!(
                unfolded.contains(&format!("\r\n{line}\r\n")),
                "{line}\n{unfolded}"
            );
        }
    }

    fn triggers(text: &str) -> Vec<&str> {
        text.lines()
            .filter_map(|line| line.strip_prefix("TRIGGER:"))
            .collect()
    }

    #[test]
    fn an_event_ends_with_its_limit() {
        let row = row(
            "2026-11-02T09:30:00+08:00",
            "2026-11-16T17:30:00+08:00",
            "open",
        );
        let text = calendar(&[row]);
        has(
            &text,
            &[
                "METHOD:PUBLISH",
                "UID:dwvhbbdffz-first-reply-sqkhdr@plaint",
                "DTSTAMP:20261103T010000Z",
                "LAST-MODIFIED:20261103T003000Z",
                "SEQUENCE:3",
                "DTSTART:20261116T090000Z",
                "DTEND:20261116T093000Z",
                r#"SUMMARY:2611-0004 first-reply due: 华东\; 电子\,\n"A\\B" (A)"#,
                r"DESCRIPTION:first-reply 2026-11-16 17:30\nmarketing\nplaint reply 2611-0004 --kind first\ncases/2026/11/2611-0004.yaml",
                "CATEGORIES:severity A",
                "STATUS:CONFIRMED",
                "TRANSP:TRANSPARENT",
            ],
        );
        // A day and an hour before the limit, counted from the start of the event.
        assert_eq!(triggers(&text), ["-PT23H30M", "-PT30M"]);
    }

    #[test]
    fn a_limit_that_ends_with_the_day_is_a_day() {
        let row = row(
            "2026-11-02T09:30:00+08:00",
            "2026-11-05T23:59:59+08:00",
            "open",
        );
        let text = calendar(&[row]);
        has(
            &text,
            &["DTSTART;VALUE=DATE:20261105", "DTEND;VALUE=DATE:20261106"],
        );
        assert_eq!(triggers(&text), ["-PT15H", "PT9H"]);
    }

    #[test]
    fn a_short_limit_is_not_announced_a_day_before() {
        let day = row(
            "2026-11-03T08:00:00+08:00",
            "2026-11-04T08:00:00+08:00",
            "open",
        );
        assert_eq!(triggers(&calendar(&[day])), ["-PT30M"]);
        // Twenty minutes: the event is as long, and announced five minutes before.
        let minutes = row(
            "2026-11-03T08:50:00+08:00",
            "2026-11-03T09:10:00+08:00",
            "open",
        );
        let text = calendar(&[minutes]);
        has(
            &text,
            &["DTSTART:20261103T005000Z", "DTEND:20261103T011000Z"],
        );
        assert_eq!(triggers(&text), ["PT15M"]);
    }

    #[test]
    fn what_is_over_or_stands_still_is_not_announced() {
        let late = row(
            "2026-11-01T09:30:00+08:00",
            "2026-11-02T17:30:00+08:00",
            "overdue",
        );
        let text = calendar(&[late]);
        assert!(triggers(&text).is_empty() && text.contains("first-reply overdue: "));
        let paused = row(
            "2026-11-01T09:30:00+08:00",
            "2026-12-02T17:30:00+08:00",
            "paused",
        );
        let text = calendar(&[paused]);
        assert!(triggers(&text).is_empty());
        has(&text, &["STATUS:TENTATIVE"]);
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let folded = folded(&format!("SUMMARY:{}", "亮".repeat(60)));
        // 8 bytes and 22 characters of 3, then a blank and 24 of them.
        let lengths: Vec<usize> = folded.split("\r\n").map(str::len).collect();
        assert_eq!(lengths, [74, 73, 43, 0]);
        assert_eq!(
            folded.replace("\r\n ", ""),
            format!("SUMMARY:{}\r\n", "亮".repeat(60))
        );
    }

    #[test]
    fn spans() {
        for (minutes, text) in [
            (0, "PT0M"),
            (-30, "-PT30M"),
            (540, "PT9H"),
            (-900, "-PT15H"),
            (-1440, "-P1D"),
            (-1470, "-P1DT30M"),
        ] {
            assert_eq!(duration(TimeDelta::minutes(minutes)), text);
        }
    }

    #[test]
    fn a_reader_reads_it() {
        let rows = [
            row(
                "2026-11-02T09:30:00+08:00",
                "2026-11-16T17:30:00+08:00",
                "open",
            ),
            row(
                "2026-11-02T09:30:00+08:00",
                "2026-11-05T23:59:59+08:00",
                "open",
            ),
        ];
        let text = icalendar::parser::unfold(&calendar(&rows));
        let read = icalendar::parser::read_calendar(&text).unwrap();
        let kinds: Vec<&str> = read
            .components
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(kinds, ["VEVENT", "VEVENT"]);
        let alarms: Vec<usize> = read
            .components
            .iter()
            .map(|one| one.components.len())
            .collect();
        assert_eq!(alarms, [2, 2]);
    }
}
