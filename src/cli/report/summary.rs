use super::common::{Ready, Shown, Which, field};
use crate::cli::context::{Context, Result};
use crate::messages::Phrase;
use crate::ops::report::report;
use crate::output::views::reports;
use crate::report::figures::Field;
use crate::report::summary;

/// Opened, closed, open, overdue; severities; time to first reply and to close
#[derive(Debug, clap::Args)]
pub(super) struct Summary {
    #[command(flatten)]
    which: Which,
    /// What a row is about
    #[arg(long, value_name = "FIELD", default_value = "month", value_parser = field(Field::ALL))]
    group: Field,
    /// List the cases behind each row
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Summary {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let (group, cases) = (self.group, self.cases);
        let wanted = self.which.call(&desk)?;
        let (output, left_out) = report(&desk, wanted, |of| summary(of, group, cases))?;
        let ready = Ready {
            title: Phrase::ReportSummary,
            value: &output,
            sheets: reports::summary,
            nothing: Phrase::ReportNothing,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
