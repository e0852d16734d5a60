use std::io::{self, Write};

use super::goods::goods;
use super::links::links;
use super::touched::touched;
use super::work::work;
use super::{Days, brief, dash, doer, exact, line, mark, owner, short, state_tone, until};
use crate::messages::{Lang, Phrase, Sort, Vocabulary};
use crate::output::{Cell, Column, Screen, Table, Tone, clean};
use crate::report::{CaseView, EntryView, NextView, ObligationView};

/// One case: what it is, what it owes, what comes next, its log.
pub fn show(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    head(out, view, screen)?;
    if !view.obligations.is_empty() {
        writeln!(out)?;
        obligations(out, &view.obligations, screen)?;
    }
    let words = &screen.words;
    for wait in &view.not_before {
        let clock = words.word(Sort::Clock, &wait.clock);
        let args = [("due", until(&wait.due, wait.assumed)), ("clock", clock)];
        say_line(out, Phrase::NotBefore, &args, screen)?;
    }
    for waiting in &view.approvals {
        let args = [
            ("kind", words.word(Sort::Kind, &waiting.kind)),
            ("entry", waiting.entry.clone()),
            ("step", words.word(Sort::Step, &waiting.step)),
            ("who", words.one_of(Sort::Role, &waiting.roles)),
        ];
        say_line(out, Phrase::WaitsFor, &args, screen)?;
    }
    goods(out, view, screen)?;
    work(out, view, screen)?;
    touched(out, view, screen)?;
    if !view.next.is_empty() {
        writeln!(out)?;
        next(out, &view.next, screen)?;
    }
    links(out, view.links.as_deref().unwrap_or_default(), screen)?;
    writeln!(out)?;
    log(out, view, screen)
}

fn say_line(
    out: &mut dyn Write,
    phrase: Phrase,
    args: &[(&'static str, String)],
    screen: &Screen,
) -> io::Result<()> {
    let args: Vec<(&'static str, &str)> = args
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    line(out, &screen.words.say(phrase, &args), screen)
}

fn head(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let status = words.word(Sort::Status, &view.status);
    let not_yet = words.text(Phrase::NotClassified);
    let rule = view.rule.as_deref().map(|rule| words.rule(rule));
    let severity = view.severity.as_deref().map(|level| words.level(level));
    let graded = words.say(
        Phrase::Graded,
        &[
            ("severity", severity.as_deref().unwrap_or(not_yet)),
            ("rule", rule.as_deref().unwrap_or_default()),
            ("why", view.overridden.as_deref().unwrap_or_default()),
        ],
    );
    let number = words.say(
        Phrase::NumberOf,
        &[
            ("case", view.case.as_str()),
            ("first", view.opened_as.as_deref().unwrap_or_default()),
        ],
    );
    title(out, &number, &status, &graded, screen)?;
    opened(out, view, screen)?;
    let goods = complained(view, screen);
    if !goods.is_empty() {
        line(out, &goods, screen)?;
    }
    for text in view.description.trim_end().lines() {
        line(out, &clean::terminal_lines(text), screen)?;
    }
    for one in &view.particulars {
        let name = words.word(Sort::Field, &one.name);
        let value = clean::terminal(&one.value).into_owned();
        say_line(
            out,
            Phrase::Particular,
            &[("name", name), ("value", value)],
            screen,
        )?;
    }
    if !view.wants.is_empty() {
        let wants = words.words(Sort::Want, &view.wants);
        say_line(out, Phrase::Wants, &[("wants", wants)], screen)?;
    }
    if !view.lacking.is_empty() && view.closed.is_none() {
        let fields = words.words(Sort::Field, &view.lacking);
        say_line(out, Phrase::Lacking, &[("fields", fields)], screen)?;
    }
    Ok(())
}

/// The number, where the case stands, and its severity.
fn title(
    out: &mut dyn Write,
    number: &str,
    status: &str,
    graded: &str,
    screen: &Screen,
) -> io::Result<()> {
    let text = format!("{number}  {status}  {}", clean::terminal(graded));
    let painted = Tone::Strong.paint(status, screen);
    for (at, line) in screen.lines(&text).iter().enumerate() {
        match at {
            0 => writeln!(out, "{}", line.replacen(status, &painted, 1))?,
            _ => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

fn opened(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    if view.opened.is_empty() {
        return writeln!(out, "{}", words.text(Phrase::NeverOpened));
    }
    let word = |sort, code: &Option<String>| {
        let word = code.as_deref().map(|code| words.word(sort, code));
        word.unwrap_or_default()
    };
    let args = [
        ("customer", view.customer.clone()),
        ("time", short(&view.opened)),
        ("channel", word(Sort::Channel, &view.channel)),
        (
            "closed",
            view.closed.as_deref().map_or(String::new(), short),
        ),
        ("basis", word(Sort::Basis, &view.basis)),
    ];
    say_line(out, Phrase::Opened, &args, screen)
}

/// What the complaint is about, in one line.
fn complained(view: &CaseView, screen: &Screen) -> String {
    let words = &screen.words;
    let named = |phrase, name, text: &Option<String>| {
        let text = text.as_deref();
        text.map_or(String::new(), |text| words.say(phrase, &[(name, text)]))
    };
    let lots: Vec<String> = view
        .lots
        .iter()
        .map(|lot| words.say(Phrase::LotNamed, &[("lot", lot)]))
        .collect();
    let defect = view.defect.as_deref();
    let parts = [
        view.models.join(" "),
        lots.join(" "),
        view.quantity.clone().unwrap_or_default(),
        defect.map_or(String::new(), |code| words.word(Sort::Defect, code)),
        named(Phrase::ReferenceNamed, "reference", &view.reference),
        named(Phrase::OwnerNamed, "owner", &view.owner),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(words.text(Phrase::Comma))
}

fn obligations(out: &mut dyn Write, rows: &[ObligationView], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let times = rows.iter().map(|row| [Some(&row.due), row.ended.as_ref()]);
    let days = Days::of(times.flatten().flatten().map(String::as_str));
    let mut table = Table::new(vec![
        Column::text(words.text(Phrase::HeadClock)),
        Column::text(words.text(Phrase::HeadOwner)),
        Column::fixed(words.text(Phrase::HeadWithin)).spare(1),
        Column::fixed(words.text(Phrase::HeadDue)),
        Column::fixed(words.text(Phrase::HeadState)),
        Column::fixed(words.text(Phrase::HeadDone)),
    ]);
    for row in rows {
        let ended = row.ended.as_deref().unwrap_or("-");
        let mark = mark(row.assumed);
        let time = if row.is_of_minutes() { exact } else { short };
        let within = row.within.as_deref().map(|term| words.term(term));
        let within = dash(within.as_deref());
        table.push([
            Cell::from(words.word(Sort::Clock, &row.clock)),
            Cell::from(owner(row.role.as_deref(), doer(row), words)),
            Cell::from(within),
            Cell::from(format!("{}{mark}", time(&row.due)))
                .or_brief(format!("{}{mark}", days.minute(&row.due))),
            Cell::new(words.word(Sort::State, &row.state), state_tone(&row.state)),
            Cell::from(time(ended)).or_brief(days.day(ended)),
        ]);
    }
    table.write(out, screen)
}

/// What comes next.
pub fn next(out: &mut dyn Write, steps: &[NextView], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let days = Days::of(steps.iter().filter_map(|step| step.due.as_deref()));
    let mut table = Table::new(vec![
        Column::fixed(words.text(Phrase::HeadNextBy)),
        Column::text(words.text(Phrase::HeadWho)),
        Column::text(words.text(Phrase::HeadCommand)).preferred(),
    ]);
    for step in steps {
        let due = step.due.as_deref().unwrap_or("-");
        let roles: Vec<String> = step
            .roles
            .iter()
            .map(|role| words.word(Sort::Role, role))
            .collect();
        let roles = roles.join("/");
        let who = owner(
            Some(roles.as_str()).filter(|roles| !roles.is_empty()),
            step.person.as_deref(),
            words,
        );
        table.push([
            Cell::from(until(due, step.assumed)).or_brief(format!(
                "{}{}",
                days.minute(due),
                mark(step.assumed)
            )),
            Cell::from(who),
            Cell::from(command(step, words)),
        ]);
    }
    table.write(out, screen)
}

/// The command to type. A question that it holds goes to the customer, so it is
/// in the customer's language.
fn command(step: &NextView, words: &Vocabulary) -> String {
    let asks = step.verb == "ask" && words.lang == Lang::Zh;
    let question = step.command.split_once('"').filter(|_| asks);
    let Some((head, question)) = question else {
        return step.command.clone();
    };
    let fields: Vec<&str> = question.trim_end_matches("?\"").split(", ").collect();
    let fields = words.words(Sort::Field, &fields);
    let question = words.say(Phrase::Question, &[("fields", &fields)]);
    format!("{head}\"{question}\"")
}

fn log(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let happened = |entry| -> &str {
        let entry: &EntryView = entry;
        entry.when.as_deref().unwrap_or(&entry.at)
    };
    let days = Days::of(view.log.iter().map(happened));
    let mut table = Table::new(vec![
        Column::number("#"),
        Column::fixed(words.text(Phrase::HeadId)),
        Column::fixed(words.text(Phrase::HeadWhen)),
        Column::text(words.text(Phrase::HeadBy)),
        Column::fixed(words.text(Phrase::HeadKind)),
        Column::fixed(words.text(Phrase::HeadFor)).spare(1),
        Column::text(words.text(Phrase::HeadWhat)),
    ]);
    for entry in &view.log {
        let gone = !matches!(entry.standing.as_str(), "live");
        let tone = if gone { Tone::Dim } else { Tone::Plain };
        let brief = brief(entry, words);
        let what = match gone {
            true => format!("[{}] {brief}", words.word(Sort::Standing, &entry.standing)),
            false => brief,
        };
        // What was entered on another day than it happened is said to be.
        let late = entry
            .when
            .as_ref()
            .is_some_and(|when| when.get(..10) != entry.at.get(..10));
        let what = match late {
            true => words.say(
                Phrase::EnteredLater,
                &[("what", &what), ("at", &short(&entry.at))],
            ),
            false => what,
        };
        let by = entry.via.as_ref().map_or(entry.by.clone(), |via| {
            words.say(Phrase::Via, &[("by", &entry.by), ("via", via)])
        });
        table.push([
            Cell::from(entry.place.to_string()),
            Cell::from(entry.id.clone()),
            Cell::from(short(happened(entry))).or_brief(days.day(happened(entry))),
            Cell::from(by),
            Cell::from(words.word(Sort::Kind, &entry.kind)),
            Cell::from(dash(entry.target.as_deref())),
            Cell::new(what, tone),
        ]);
    }
    table.write(out, screen)
}
