use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use super::context::{Context, Done, Result};
use super::list::day;
use super::show::Format;
use super::steps::bad;
use crate::calendar::{Term, Why};
use crate::case::Time;
use crate::messages::{Phrase, Sort};
use crate::ops::{calendar, commit_ready, commit_written, parse_when};
use crate::output::{json as json_output, views};
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
        /// Make a git commit of it
        #[arg(long, conflicts_with = "dry_run")]
        commit: bool,
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
                commit,
            } => import(&file, complete, (dry_run, commit), context),
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
        context.note(Phrase::CalendarAssumed, &[("day", &day)]);
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
    if format == Format::Json {
        let value = json!({"date": about.date, "workday": about.work, "why": why, "name": name, "known": about.known});
        context.print(|out, _| json_output::write(out, &value))?;
        return Ok(Done::Fine);
    }
    let words = context.screen.words.clone();
    let word = if about.work {
        Phrase::Workday
    } else {
        Phrase::DayOff
    };
    let unknown = if about.known {
        ""
    } else {
        words.text(Phrase::YearUnknown)
    };
    let args = [
        ("date", &*about.date.to_string()),
        (
            "weekday",
            &words.word(Sort::Weekday, &about.date.format("%a").to_string()),
        ),
        ("word", words.text(word)),
        ("why", &words.word(Sort::DayKind, why)),
        ("name", name.map_or("", String::as_str)),
        ("unknown", unknown),
    ];
    context.tell(Phrase::DayIs, &args)?;
    Ok(Done::Fine)
}

fn import(
    file: &Path,
    complete: bool,
    (dry_run, commit): (bool, bool),
    context: &mut Context,
) -> Result {
    let desk = context.desk()?;
    if commit {
        commit_ready(&desk)?;
    }
    let done = calendar::import(&desk, &context.world.dir.join(file), dry_run, complete)?;
    let phrase = match dry_run {
        true => Phrase::DaysWouldBeAdded,
        false => Phrase::DaysAdded,
    };
    let (added, known) = (done.added.to_string(), done.known.to_string());
    context.tell(phrase, &[("added", &added), ("known", &known)])?;
    if !done.years.is_empty() {
        let years: Vec<String> = done.years.iter().map(ToString::to_string).collect();
        let years = years.join(context.screen.words.text(Phrase::Comma));
        context.tell(Phrase::YearsComplete, &[("years", &years)])?;
    }
    for (year, days) in &done.partial {
        let s = if *days == 1 { "" } else { "s" };
        let (year, days) = (year.to_string(), days.to_string());
        context.tell(
            Phrase::YearPartial,
            &[("year", &year), ("days", &days), ("s", s)],
        )?;
    }
    if done.unmarked > 0 {
        let count = done.unmarked.to_string();
        context.tell(Phrase::DaysUnmarked, &[("count", &count)])?;
    }
    for fault in &done.faults {
        let summary = fault.summary.as_deref().unwrap_or("-");
        let line = fault.line.to_string();
        context.note(
            Phrase::LineNotUnderstood,
            &[("line", &line), ("text", summary)],
        );
    }
    if commit && (done.added > 0 || !done.years.is_empty()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let message = format!(
            "calendar: {added} day{} from {name}",
            if done.added == 1 { "" } else { "s" }
        );
        let made = commit_written(&desk, &[desk.register.calendar_path()], &message)?;
        context.commit_line(made.as_deref())?;
    }
    Ok(if done.faults.is_empty() {
        Done::Fine
    } else {
        Done::Found
    })
}
