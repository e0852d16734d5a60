use chrono::NaiveDate;
use clap::ValueEnum;

use super::context::{Context, Done, Result};
use super::due::known;
use super::steps::bad;
use crate::case::Date;
use crate::ops::{as_of, look};
use crate::output::{json, views};
use crate::procedure::Status;
use crate::report::ListOutput;
use crate::yaml::Text;

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
    /// Where they stand; once or more
    #[arg(long)]
    status: Vec<String>,
    /// Severity; once or more
    #[arg(long, value_name = "L")]
    severity: Vec<String>,
    /// The customer, or a part of the name
    #[arg(long)]
    customer: Option<String>,
    /// The model
    #[arg(long)]
    model: Option<String>,
    /// The lot
    #[arg(long)]
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
    /// With that text anywhere in the case
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// As they were then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    /// How they are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn day(text: &str) -> Result<NaiveDate> {
    Date::parse(text)
        .map(|date| date.0)
        .ok_or_else(|| bad("date", text))
}

impl List {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        for status in &self.status {
            known("status", status, Status::WORDS.iter().copied())?;
        }
        for level in &self.severity {
            let levels = desk.book.revisions.iter();
            let levels = levels.flat_map(|policy| policy.severity.levels.iter());
            known("severity", level, levels.map(Text::as_str))?;
        }
        let filter = look::ListFilter {
            status: self.status,
            severity: self.severity,
            customer: self.customer,
            model: self.model,
            lot: self.lot,
            owner: self.owner,
            since: self.since.as_deref().map(day).transpose()?,
            until: self.until.as_deref().map(day).transpose()?,
            open: self.open,
            unclassified: self.unclassified,
            search: self.search,
            as_of: self
                .as_of
                .as_deref()
                .map(|then| as_of(then, &desk.book.calendar))
                .transpose()?,
        };
        let found = look::list(&desk, &filter)?;
        context.warn_left_out(&found.left_out);
        let left_out = found.left_out.len();
        context.print(|out, screen| match self.format {
            Format::Table => views::list_table(out, &found.rows, screen),
            Format::Csv => views::list_csv(out, &found.rows),
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
            let plural = if count == 1 { "" } else { "s" };
            context.aside(format!("{count} case{plural}"));
        }
        Ok(Done::Fine)
    }
}
