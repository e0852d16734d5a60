use std::io::{self, Write};

use super::{short, state_tone, until};
use crate::messages::{Lang, Phrase, Sort, Vocabulary};
use crate::output::{Cell, Column, Screen, Table, Tone, clean};
use crate::report::{ClockStory, DayStory, Explanation, SeverityStory};

/// Why a case has its severity and its due dates.
pub fn explain(out: &mut dyn Write, story: &Explanation, screen: &Screen) -> io::Result<()> {
    let policy = story.policy.say(&screen.words);
    let args = [("case", story.case.as_str()), ("policy", &policy)];
    line(out, "", Phrase::ExplainHead, &args, screen)?;
    match &story.severity {
        None => line(out, "", Phrase::SeverityNone, &[], screen)?,
        Some(severity) => severity_story(out, severity, screen)?,
    }
    for clock in &story.clocks {
        writeln!(out)?;
        clock_story(out, clock, screen)?;
    }
    Ok(())
}

fn line(
    out: &mut dyn Write,
    indent: &str,
    phrase: Phrase,
    args: &[(&'static str, &str)],
    screen: &Screen,
) -> io::Result<()> {
    let text = screen.words.say(phrase, args);
    let indent = indent.len();
    for line in screen.beside(indent).lines(&clean::terminal(&text)) {
        writeln!(out, "{}{line}", " ".repeat(indent))?;
    }
    Ok(())
}

fn severity_story(out: &mut dyn Write, story: &SeverityStory, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let head = [
        ("severity", &*words.level(&story.severity)),
        ("rule", &words.rule(&story.rule)),
        ("entry", &story.entry),
    ];
    line(out, "", Phrase::SeverityHead, &head, screen)?;
    let criteria: Vec<String> = story.criteria.iter().map(|one| one.say(words)).collect();
    let criteria = criteria.join(words.text(Phrase::Comma));
    line(
        out,
        "  ",
        Phrase::Criteria,
        &[("criteria", &criteria)],
        screen,
    )?;
    if let Some(decided) = &story.decided_by {
        let decided = [
            ("criterion", &*words.word(Sort::Criterion, decided)),
            ("scope", &words.word(Sort::Scope, &story.scope)),
        ];
        line(out, "  ", Phrase::DecidedBy, &decided, screen)?;
    }
    if !story.repeats.is_empty() {
        let before = story.before_repeats.as_deref().unwrap_or("-");
        let cases = story.repeats.join(words.text(Phrase::Comma));
        let repeats = [("cases", cases.as_str()), ("before", before)];
        line(out, "  ", Phrase::Repeated, &repeats, screen)?;
    }
    if let Some(reason) = &story.reason {
        let computed = story.computed.as_deref().unwrap_or("-");
        let otherwise = [("computed", computed), ("reason", reason)];
        line(out, "  ", Phrase::Otherwise, &otherwise, screen)?;
    }
    Ok(())
}

fn clock_story(out: &mut dyn Write, clock: &ClockStory, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let state = words.word(Sort::State, &clock.state);
    let head = [
        ("clock", &*words.word(Sort::Clock, &clock.clock)),
        ("due", &until(&clock.due, clock.assumed_from.is_some())),
        ("state", &state_tone(&clock.state).paint(&state, screen)),
    ];
    let phrase = match clock.sense.as_str() {
        "earliest" => Phrase::ClockEarliest,
        _ => Phrase::ClockLatest,
    };
    writeln!(out, "{}", words.say(phrase, &head))?;
    let within = match &clock.within {
        Some(term) => words.term(term),
        None => words.text(Phrase::ADay).to_owned(),
    };
    let from = [
        ("within", within.as_str()),
        ("source", &clock.source.say(words)),
        ("rule", &clock.rule),
        ("by", &clock.by.say(words)),
        ("time", &short(&clock.started)),
    ];
    line(out, "  ", Phrase::ClockFrom, &from, screen)?;
    if let Some((entry, time)) = clock
        .ended
        .as_deref()
        .and_then(|end| end.split_once(" at "))
    {
        let ended = [("entry", entry), ("time", &short(time))];
        line(out, "  ", Phrase::EndedBy, &ended, screen)?;
    }
    for pause in &clock.pauses {
        line(
            out,
            "  ",
            Phrase::StoodStill,
            &[("span", &pause.say(words))],
            screen,
        )?;
    }
    if let Some(day) = &clock.assumed_from {
        line(out, "  ", Phrase::AssumedFrom, &[("day", day)], screen)?;
    }
    days(out, &clock.days, screen)
}

/// What has been counted: days, or hours and minutes such as `4h00`.
fn count(count: &str, words: &Vocabulary) -> String {
    match (count.split_once('h'), words.lang) {
        (None, _) | (_, Lang::En) => count.to_owned(),
        (Some((h, "00")), _) => words.say(Phrase::SpanWholeHours, &[("h", h)]),
        (Some((h, m)), _) => words.say(Phrase::SpanHours, &[("h", h), ("m", m)]),
    }
}

/// A count day by day.
pub fn days(out: &mut dyn Write, days: &[DayStory], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let mut table = Table::new(vec![
        Column::fixed(" "),
        Column::fixed(words.text(Phrase::HeadDay)),
        Column::fixed(words.text(Phrase::HeadFrom)),
        Column::fixed(words.text(Phrase::HeadTo)),
        Column::fixed(words.text(Phrase::HeadPart)),
        Column::number(words.text(Phrase::HeadCount)),
        Column::text(words.text(Phrase::HeadWhy)),
    ]);
    for day in days {
        let tone = match day.part.as_str() {
            "off" | "paused" => Tone::Dim,
            "due" => Tone::Strong,
            _ => Tone::Plain,
        };
        let weekday = words.word(Sort::Weekday, &day.weekday);
        table.push([
            Cell::from(" "),
            Cell::new(format!("{} {weekday}", day.date), tone),
            Cell::new(day.from.get(11..16).unwrap_or_default(), tone),
            Cell::new(day.to.get(11..16).unwrap_or_default(), tone),
            Cell::new(words.word(Sort::Part, &day.part), tone),
            Cell::new(count(&day.count, words), tone),
            Cell::new(day.why.say(words), tone),
        ]);
    }
    table.write(out, screen)
}
