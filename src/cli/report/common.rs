//! What all reports share: which cases, and how the answer is written.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use crate::case::Time;
use crate::cli::context::{Context, Done, Result, closed_pipe};
use crate::cli::list::{day, known_levels};
use crate::cli::steps::{bad, free_text};
use crate::finding::{Code, Finding, Stop};
use crate::messages::{Phrase, Vocabulary};
use crate::ops::Desk;
use crate::output::{Screen, Sheet, json, sheet};
use crate::report::figures::{Field, FiguresCall, Period, Without};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Table,
    Json,
    Csv,
    #[value(alias = "md")]
    Markdown,
}

impl Format {
    /// The format that the ending of a file's name stands for.
    fn of(path: &Path) -> Option<Format> {
        Format::from_str(path.extension()?.to_str()?, true).ok()
    }
}

// The days; a doc comment would become the help of the verb.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Days {
    /// From that day on
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Up to that day
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// As it was then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
}

impl Days {
    /// The period.
    pub fn period(&self) -> Result<Period> {
        let since = self.since.as_deref().map(day).transpose()?;
        let until = self.until.as_deref().map(day).transpose()?;
        period(since, until)
    }
}

/// The period between two days.
pub(super) fn period(since: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Period> {
    if let (Some(since), Some(until)) = (since, until)
        && until < since
    {
        let finding = Finding::new(Code::EmptyPeriod).arg("since", since.to_string());
        return Err(finding.arg("until", until.to_string()).into());
    }
    Ok(Period { since, until })
}

// Which cases; a doc comment would become the help of the verb.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Which {
    #[command(flatten)]
    pub days: Days,
    /// Of that customer: code, name, or a part of them
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    customer: Option<String>,
    /// With that model
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    model: Option<String>,
    /// Of that severity; once or more
    #[arg(long, value_name = "L")]
    severity: Vec<String>,
    /// Leave out what was found to be that; once or more
    #[arg(long, value_name = "BASIS", value_parser = without())]
    without: Vec<Without>,
}

impl Which {
    /// Which cases are wanted, and as of when, if all words are known.
    pub fn call(self, desk: &Desk) -> Result<(FiguresCall, Option<Time>)> {
        let as_of = desk.then(self.days.as_of.as_deref())?;
        known_levels(&self.severity, desk)?;
        let call = FiguresCall {
            period: self.days.period()?,
            customer: self.customer,
            model: self.model,
            severity: self.severity,
            without: self.without,
        };
        Ok((call, as_of))
    }
}

fn without() -> impl TypedValueParser<Value = Without> {
    PossibleValuesParser::new(Without::WORDS).try_map(|word| Without::parse(&word).ok_or(word))
}

/// Reads a field to group by, of those.
pub(super) fn field(of: &'static [Field]) -> impl TypedValueParser<Value = Field> {
    let words = of.iter().map(|field| field.word());
    PossibleValuesParser::new(words).try_map(|word| Field::parse(&word).ok_or(word))
}

// How the answer is written; a doc comment would become the help of the verb.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Shown {
    /// How it is written; by the ending of FILE, or else a table
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// The file to write, in place of what is there; - is standard output
    #[arg(long, short = 'o', value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// A report, ready to be written.
pub(in crate::cli) struct Ready<'a, T> {
    /// What it is called.
    pub title: Phrase,
    /// The value, for JSON.
    pub value: &'a T,
    /// The same as sheets.
    pub sheets: fn(&T, &Vocabulary) -> Vec<Sheet>,
    /// What is said where there is nothing to show.
    pub nothing: Phrase,
}

impl Shown {
    fn file(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| *out != Path::new("-"))
    }

    fn format(&self) -> Format {
        let named = self.format.or(self.file().and_then(Format::of));
        named.unwrap_or(Format::Table)
    }

    /// A file whose name promises another format gets none.
    fn check_ending(&self) -> Result<()> {
        let Some(path) = self.file().filter(|_| self.format.is_none()) else {
            return Ok(());
        };
        let ending = path.extension().map(|ending| ending.to_string_lossy());
        match ending.filter(|ending| ending != "txt") {
            Some(ending) if Format::of(path).is_none() => Err(bad("report-ending", &ending)),
            _ => Ok(()),
        }
    }

    /// Writes a report, and says which files are not in it.
    pub fn write<T: Serialize>(
        &self,
        ready: &Ready<T>,
        left_out: &[Finding],
        desk: &Desk,
        context: &mut Context,
    ) -> Result {
        self.check_ending()?;
        let sheets = (ready.sheets)(ready.value, &context.screen.words);
        self.put(desk, context, |out, screen| {
            self.print(out, ready, &sheets, screen)
        })?;
        context.warn_left_out(left_out);
        let is_empty = sheets.iter().all(|sheet| sheet.rows.is_empty());
        if is_empty && self.format() == Format::Table {
            context.note(ready.nothing, &[]);
        }
        Ok(match left_out.is_empty() {
            true => Done::Fine,
            false => Done::Found,
        })
    }

    /// Has something written to where it is wanted.
    pub fn put(
        &self,
        desk: &Desk,
        context: &mut Context,
        print: impl FnOnce(&mut dyn Write, &Screen) -> std::io::Result<()>,
    ) -> Result<()> {
        let Some(path) = self.file() else {
            return print(context.out, &context.screen).map_err(closed_pipe);
        };
        let mut file = desk.register.out_file(&context.world.dir.join(path))?;
        let screen = Screen {
            width: None,
            terminal: false,
            colour: false,
            words: context.screen.words.clone(),
        };
        print(&mut file, &screen).map_err(|error| {
            let text = format!("cannot write {}; nothing was changed", path.display());
            Stop::Machine(anyhow::Error::from(error).context(text))
        })?;
        file.keep()?;
        Ok(())
    }

    fn print<T: Serialize>(
        &self,
        out: &mut dyn Write,
        ready: &Ready<T>,
        sheets: &[Sheet],
        screen: &Screen,
    ) -> std::io::Result<()> {
        match self.format() {
            Format::Table => sheet::tables(out, sheets, screen),
            Format::Json => json::write(out, ready.value),
            Format::Csv => sheet::write_csv(out, sheets, screen),
            Format::Markdown => {
                let title = screen.words.text(ready.title);
                sheet::markdown(out, title, sheets, screen)
            }
        }
    }
}
