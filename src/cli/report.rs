use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ValueEnum;

use super::context::{Context, Done, Result, closed_pipe};
use super::list::day;
use super::steps::{bad, free_text};
use crate::finding::{Code, Finding, Stop};
use crate::messages::Phrase;
use crate::ops::Desk;
use crate::ops::report::{retention, returns};
use crate::output::{Screen, json, views};
use crate::report::{Grouping, RetentionCall, RetentionOutput, ReturnsCall, ReturnsOutput};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
}

impl Format {
    /// The format that the ending of a file's name stands for.
    fn of(path: &Path) -> Option<Format> {
        Format::from_str(path.extension()?.to_str()?, true).ok()
    }
}

/// The reports there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Goods that came back: how much, how it came, what was found, what became
    /// of it
    Returns,
    /// Closed cases, with the day until which record and samples are kept
    Retention,
}

impl ValueEnum for Grouping {
    fn value_variants<'a>() -> &'a [Self] {
        use Grouping::{Case, Customer, Lot, Model, Month, Reason};
        &[Customer, Model, Lot, Reason, Month, Case]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.word().into())
    }
}

/// Figures over the register: goods that came back, records that are kept
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// Which report
    #[arg(value_enum)]
    name: Name,
    /// RMAs asked for, or records kept until, that day or later
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// RMAs asked for, or records kept until, that day or earlier
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// As it was then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    /// What a row is about; everything together if not said
    #[arg(long, value_enum)]
    group: Option<Grouping>,
    /// The customer, or a part of the name
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    customer: Option<String>,
    /// List the cases behind each row
    #[arg(long)]
    cases: bool,
    /// How it is written; by the ending of FILE, or else a table
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The file to write, in place of what is there; - is standard output
    #[arg(long, short = 'o', value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Report {
    pub fn run(self, context: &mut Context) -> Result {
        let file = self.out.as_deref().filter(|out| *out != Path::new("-"));
        let format = self.format.or(file.and_then(Format::of));
        let format = format.unwrap_or(Format::Table);
        let (since, until) = self.period()?;
        let desk = context.desk()?;
        let as_of = desk.then(self.as_of.as_deref())?;
        let (output, left_out) = match self.name {
            Name::Returns => {
                let (output, left_out) = returns(&desk, &self.returns_call(since, until), as_of)?;
                (Output::Returns(output), left_out)
            }
            Name::Retention => {
                let call = self.retention_call(since, until)?;
                let (output, left_out) = retention(&desk, &call, as_of)?;
                (Output::Retention(output), left_out)
            }
        };
        self.print(&output, format, file, &desk, context)?;
        context.warn_left_out(&left_out);
        if output.is_empty() && format == Format::Table {
            context.note(output.nothing(), &[]);
        }
        Ok(match left_out.is_empty() {
            true => Done::Fine,
            false => Done::Found,
        })
    }

    fn print(
        &self,
        output: &Output,
        format: Format,
        file: Option<&Path>,
        desk: &Desk,
        context: &mut Context,
    ) -> Result<()> {
        let Some(path) = file else {
            let screen = &context.screen;
            return output
                .write(context.out, format, screen)
                .map_err(closed_pipe);
        };
        let mut file = desk.register.out_file(&context.world.dir.join(path))?;
        let screen = Screen {
            width: None,
            terminal: false,
            colour: false,
            words: context.screen.words.clone(),
        };
        output.write(&mut file, format, &screen).map_err(|error| {
            let text = format!("cannot write {}; nothing was changed", path.display());
            Stop::Machine(anyhow::Error::from(error).context(text))
        })?;
        file.keep()?;
        Ok(())
    }

    fn period(&self) -> Result<(Option<NaiveDate>, Option<NaiveDate>)> {
        let since = self.since.as_deref().map(day).transpose()?;
        let until = self.until.as_deref().map(day).transpose()?;
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            let finding = Finding::new(Code::EmptyPeriod).arg("since", since.to_string());
            return Err(finding.arg("until", until.to_string()).into());
        }
        Ok((since, until))
    }

    fn returns_call(&self, since: Option<NaiveDate>, until: Option<NaiveDate>) -> ReturnsCall {
        ReturnsCall {
            since,
            until,
            customer: self.customer.clone(),
            group: self.group,
            cases: self.cases,
        }
    }

    /// A row is one case: nothing is grouped.
    fn retention_call(
        &self,
        since: Option<NaiveDate>,
        until: Option<NaiveDate>,
    ) -> Result<RetentionCall> {
        let odd = match (self.group.is_some(), self.cases) {
            (true, _) => Some("--group"),
            (false, true) => Some("--cases"),
            (false, false) => None,
        };
        if let Some(odd) = odd {
            return Err(bad("retention-option", odd));
        }
        Ok(RetentionCall {
            since,
            until,
            customer: self.customer.clone(),
        })
    }
}

/// What a report found.
enum Output {
    Returns(ReturnsOutput),
    Retention(RetentionOutput),
}

impl Output {
    fn is_empty(&self) -> bool {
        match self {
            Output::Returns(output) => output.rows.is_empty(),
            Output::Retention(output) => output.rows.is_empty(),
        }
    }

    /// What is said where there is nothing to show.
    fn nothing(&self) -> Phrase {
        match self {
            Output::Returns(_) => Phrase::NoReturns,
            Output::Retention(_) => Phrase::NoRetention,
        }
    }

    fn write(&self, out: &mut dyn Write, format: Format, screen: &Screen) -> std::io::Result<()> {
        match (self, format) {
            (Output::Returns(output), Format::Table) => views::returns_table(out, output, screen),
            (Output::Returns(output), Format::Csv) => views::returns_csv(out, output, screen),
            (Output::Returns(output), Format::Json) => json::write(out, output),
            (Output::Retention(output), Format::Table) => {
                views::retention_table(out, output, screen)
            }
            (Output::Retention(output), Format::Csv) => views::retention_csv(out, output, screen),
            (Output::Retention(output), Format::Json) => json::write(out, output),
        }
    }
}
