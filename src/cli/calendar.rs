use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::context::{Context, Done, Result};
use super::list::day;
use super::show::Format;
use super::steps::bad;
use crate::calendar::{Term, Why};
use crate::case::Time;
use crate::ops::{calendar, parse_when};
use crate::output::{clean, json as json_output, views};
use crate::report::{DayStory, day_story};

/// Ask the calendar, or add holidays to it
#[derive(Debug, clap::Args)]
pub(super) struct Calendar {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// When is it due? START + DURATION, such as 2026-09-30 10wd
    Add {
        /// The start: 2026-09-30, or with a time
        start: String,
        /// 30min, 24h, 4wh, 5d, 2wd, 1w, 1month, 1y
        duration: String,
        /// Every day counted or skipped, and why
        #[arg(long)]
        explain: bool,
        /// How it is shown
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Is it a working day, and why?
    Check {
        /// The day
        day: String,
        /// How it is shown
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Add the holidays of an iCalendar file
    Import {
        /// The file
        file: PathBuf,
        /// Its years have all their holidays, however few
        #[arg(long)]
        complete: bool,
        /// Say what would be added, and change nothing
        #[arg(long, short = 'n')]
        dry_run: bool,
    },
}

impl Calendar {
    pub fn run(self, context: &mut Context) -> Result {
        match self.what {
            What::Add {
                start,
                duration,
                explain,
                format,
            } => add(&start, &duration, explain, format, context),
            What::Check { day: text, format } => check(&text, format, context),
            What::Import {
                file,
                complete,
                dry_run,
            } => import(&file, complete, dry_run, context),
        }
    }
}

fn add(
    start: &str,
    duration: &str,
    explain: bool,
    format: Format,
    context: &mut Context,
) -> Result {
    let desk = context.desk()?;
    let calendar = &desk.book.calendar;
    let start = parse_when(start, calendar)?;
    let term: Term = duration.parse().map_err(|_| bad("term", duration))?;
    let due = calendar.due(start.0, term, &[], desk.now.0);
    let steps: Vec<DayStory> = match explain {
        true => {
            let steps = calendar.explain(start.0, term, &[], desk.now.0);
            steps
                .iter()
                .map(|step| day_story(step, term.unit))
                .collect()
        }
        false => Vec::new(),
    };
    let assumed = due.assumed_from.map(|day| day.to_string());
    if format == Format::Json {
        let mut value = json!({
            "start": start, "duration": term.to_string(), "due": Time(due.at), "assumed_from": assumed,
        });
        if explain {
            value["days"] = json!(steps);
        }
        context.print(|out, _| json_output::write(out, &value))?;
        return Ok(Done::Fine);
    }
    context.line(Time(due.at))?;
    context.print(|out, screen| views::days(out, &steps, screen))?;
    if let Some(day) = assumed {
        context.say(format!(
            "note: from {day} on the holidays are not known; counted with weekends alone"
        ));
    }
    Ok(Done::Fine)
}

fn check(text: &str, format: Format, context: &mut Context) -> Result {
    let desk = context.desk()?;
    let about = desk.book.calendar.day(day(text)?);
    let (why, name) = match &about.why {
        Why::Ordinary => ("ordinary", None),
        Why::Weekend => ("weekend", None),
        Why::Holiday(name) => ("holiday", Some(name)),
        Why::MakeUp(name) => ("make-up", Some(name)),
    };
    let word = if about.work { "workday" } else { "day off" };
    if format == Format::Json {
        let value = json!({"date": about.date, "workday": about.work, "why": why, "name": name, "known": about.known});
        context.print(|out, _| json_output::write(out, &value))?;
        return Ok(Done::Fine);
    }
    let name = name
        .filter(|name| !name.is_empty())
        .map_or(String::new(), |name| format!(" {name}"));
    let known = if about.known {
        ""
    } else {
        "; the holidays of this year are not known"
    };
    context.line(format!(
        "{} {}: {word} ({why}{name}){known}",
        about.date,
        about.date.format("%a")
    ))?;
    Ok(Done::Fine)
}

fn import(file: &std::path::Path, complete: bool, dry_run: bool, context: &mut Context) -> Result {
    let desk = context.desk()?;
    let done = calendar::import(&desk, &context.world.dir.join(file), dry_run, complete)?;
    let word = if dry_run { "would be added" } else { "added" };
    context.line(format!(
        "{} days {word}, {} known already",
        done.added, done.known
    ))?;
    if !done.years.is_empty() {
        let years: Vec<String> = done.years.iter().map(ToString::to_string).collect();
        context.line(format!(
            "these years count as complete: {}",
            years.join(", ")
        ))?;
    }
    for (year, days) in &done.partial {
        let days = match days {
            1 => "1 day off".to_owned(),
            days => format!("{days} days off"),
        };
        context.line(format!(
            "{year} has only {days}: not taken as complete; --complete says it is"
        ))?;
    }
    if done.unmarked > 0 {
        context.line(format!(
            "{} days without a mark of work or holiday were left out",
            done.unmarked
        ))?;
    }
    for fault in &done.faults {
        let summary = fault.summary.as_deref().unwrap_or("-");
        let text = format!("line {}: not understood: {summary}", fault.line);
        context.say(clean::terminal(&text));
    }
    Ok(if done.faults.is_empty() {
        Done::Fine
    } else {
        Done::Found
    })
}
