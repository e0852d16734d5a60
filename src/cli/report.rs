use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::context::{Context, Done, Result, closed_pipe};
use super::list::day;
use super::steps::free_text;
use crate::finding::{Code, Finding, Stop};
use crate::messages::Phrase;
use crate::ops::report::returns;
use crate::output::{Screen, json, views};
use crate::report::{Grouping, ReturnsCall, ReturnsOutput};

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

/// Figures over the register: goods that came back
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// Which report
    #[arg(value_enum)]
    name: Name,
    /// RMAs asked for on that day or later
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// RMAs asked for on that day or earlier
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
        let Name::Returns = self.name;
        let file = self.out.as_deref().filter(|out| *out != Path::new("-"));
        let format = self.format.or(file.and_then(Format::of));
        let format = format.unwrap_or(Format::Table);
        let call = self.call()?;
        let desk = context.desk()?;
        let (output, left_out) = returns(&desk, &call, desk.then(self.as_of.as_deref())?)?;
        match file {
            None => {
                let screen = &context.screen;
                write(context.out, &output, format, screen).map_err(closed_pipe)?;
            }
            Some(path) => {
                let mut file = desk.register.out_file(&context.world.dir.join(path))?;
                let screen = Screen {
                    width: None,
                    terminal: false,
                    colour: false,
                    words: context.screen.words.clone(),
                };
                write(&mut file, &output, format, &screen).map_err(|error| {
                    let text = format!("cannot write {}; nothing was changed", path.display());
                    Stop::Machine(anyhow::Error::from(error).context(text))
                })?;
                file.keep()?;
            }
        }
        context.warn_left_out(&left_out);
        if output.rows.is_empty() && format == Format::Table {
            context.note(Phrase::NoReturns, &[]);
        }
        Ok(match left_out.is_empty() {
            true => Done::Fine,
            false => Done::Found,
        })
    }

    fn call(&self) -> Result<ReturnsCall> {
        let since = self.since.as_deref().map(day).transpose()?;
        let until = self.until.as_deref().map(day).transpose()?;
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            let finding = Finding::new(Code::EmptyPeriod).arg("since", since.to_string());
            return Err(finding.arg("until", until.to_string()).into());
        }
        Ok(ReturnsCall {
            since,
            until,
            customer: self.customer.clone(),
            group: self.group,
            cases: self.cases,
        })
    }
}

fn write(
    out: &mut dyn Write,
    output: &ReturnsOutput,
    format: Format,
    screen: &Screen,
) -> std::io::Result<()> {
    match format {
        Format::Table => views::returns_table(out, output, screen),
        Format::Csv => views::returns_csv(out, output, screen),
        Format::Json => json::write(out, output),
    }
}
