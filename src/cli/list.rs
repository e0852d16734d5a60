use chrono::NaiveDate;
use clap::ValueEnum;

use super::context::{Context, Done, Result};
use super::steps::{bad, free_text};
use crate::case::Date;
use crate::finding::{Code, Finding};
use crate::messages::{Phrase, Sort};
use crate::ops::{Desk, look};
use crate::output::{json, views};
use crate::procedure::Status;
use crate::report::ListOutput;
use crate::yaml::{Text, nearest};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
enum Format {
    #[default]
    Table,
    Json,
    Ndjson,
    Csv,
}

/// List cases
#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    filter: Filter,
    /// How they are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

// Which cases; a doc comment would become the help of the verb.
#[derive(Debug, clap::Args)]
pub(super) struct Filter {
    /// Where they stand; once or more
    #[arg(long)]
    status: Vec<String>,
    /// Severity; once or more
    #[arg(long, value_name = "L")]
    severity: Vec<String>,
    /// The customer, or a part of the name
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    customer: Option<String>,
    /// The model
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    model: Option<String>,
    /// The lot
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    lot: Option<String>,
    /// Opened on that day or later
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Opened on that day or earlier
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Not closed
    #[arg(long)]
    open: bool,
    /// Not closed and not classified
    #[arg(long)]
    unclassified: bool,
    /// Owned by that person
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// With those words anywhere in the case's texts, each of them
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    search: Option<String>,
    /// As they were then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
}

pub(super) fn day(text: &str) -> Result<NaiveDate> {
    Date::parse(text)
        .map(|date| date.0)
        .ok_or_else(|| bad("date", text))
}

/// A word that is none of those known.
pub(super) fn unknown<'a>(
    code: Code,
    what: &'static str,
    word: &str,
    known: impl Iterator<Item = &'a str>,
) -> Finding {
    let mut list: Vec<String> = Vec::new();
    for known in known {
        if !list.iter().any(|listed| listed == known) {
            list.push(known.to_owned());
        }
    }
    let near = nearest(word, list.iter().map(String::as_str)).map(str::to_owned);
    let finding = Finding::new(code).arg("what", what).arg("word", word);
    finding.maybe("nearest", near).arg("known", list)
}

/// Refuses a severity that no revision of the policy knows.
pub(super) fn known_levels(asked: &[String], desk: &Desk) -> Result<()> {
    let levels = || {
        let policies = desk.book.revisions.iter();
        policies.flat_map(|policy| policy.severity.levels.iter().map(Text::as_str))
    };
    let stranger = |severity: &&String| !levels().any(|level| level == severity.as_str());
    match asked.iter().find(stranger) {
        Some(severity) => {
            Err(unknown(Code::UnknownReference, "severity", severity, levels()).into())
        }
        None => Ok(()),
    }
}

impl Filter {
    /// The filter, if all its words are known.
    pub fn read(self, desk: &Desk) -> Result<look::ListFilter> {
        let meant = |status: String| desk.book.code(Sort::Status, &status);
        let statuses: Vec<String> = self.status.into_iter().map(meant).collect();
        for status in &statuses {
            if Status::parse(status).is_none() {
                let known = Status::WORDS.iter().copied();
                return Err(unknown(Code::UnknownWord, "status", status, known).into());
            }
        }
        known_levels(&self.severity, desk)?;
        let owner = self.owner.as_deref().map(|id| desk.person(id));
        let since = self.since.as_deref().map(day).transpose()?;
        let until = self.until.as_deref().map(day).transpose()?;
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            let finding = Finding::new(Code::EmptyPeriod).arg("since", since.to_string());
            return Err(finding.arg("until", until.to_string()).into());
        }
        Ok(look::ListFilter {
            status: statuses,
            severity: self.severity,
            customer: self.customer,
            model: self.model,
            lot: self.lot,
            owner: owner.transpose()?,
            since,
            until,
            open: self.open,
            unclassified: self.unclassified,
            search: self.search,
            as_of: desk.then(self.as_of.as_deref())?,
        })
    }
}

impl List {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let filter = self.filter.read(&desk)?;
        let found = look::list(&desk, &filter)?;
        context.warn_left_out(&found.left_out);
        let left_out = found.left_out.len();
        context.print(|out, screen| match self.format {
            Format::Table => views::list_table(out, &found.rows, screen),
            Format::Csv => views::list_csv(out, &found.rows, screen),
            Format::Ndjson => json::write_lines(out, &found.rows),
            Format::Json => json::write(
                out,
                &ListOutput {
                    cases: found.rows.clone(),
                    left_out,
                },
            ),
        })?;
        if self.format == Format::Table {
            let count = found.rows.len();
            let s = if count == 1 { "" } else { "s" };
            context.note(Phrase::Cases, &[("count", &count.to_string()), ("s", s)]);
        }
        Ok(Done::Fine)
    }
}
