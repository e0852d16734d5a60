use clap::ValueEnum;

use super::context::{Context, Done, Result};
use crate::ops::look;
use crate::output::{json, views};

/// How one case is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(super) enum Format {
    // For people.
    #[default]
    Table,
    // For programs.
    Json,
}

/// Show one case: status, clocks, what comes next, and its log
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// Number of the case, or its ending
    case: String,
    /// As it was then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Show {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let then = desk.then(self.as_of.as_deref())?;
        let view = look::show(&desk, &self.case, then)?;
        context.print(|out, screen| match self.format {
            Format::Table => views::show(out, &view, screen),
            Format::Json => json::write(out, &view),
        })?;
        Ok(Done::Fine)
    }
}
