use super::common::{Ready, Shown, Which};
use crate::cli::context::{Context, Result};
use crate::cli::due::term;
use crate::messages::Phrase;
use crate::ops::report::report;
use crate::output::views::reports;
use crate::report::repeats;

/// Complaints like an earlier one, and the case that had said it was solved
///
/// They are alike as the policy says (severity: repeats), or else in model and
/// defect. The days are those on which they were opened.
#[derive(Debug, clap::Args)]
pub(super) struct Repeats {
    #[command(flatten)]
    which: Which,
    /// How far back earlier ones count: 90d, 12month; any if not said
    #[arg(long, value_name = "DURATION")]
    within: Option<String>,
    /// List the earlier ones behind each row
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Repeats {
    pub fn run(self, context: &mut Context) -> Result {
        let within = self.within.as_deref().map(term).transpose()?;
        let desk = context.desk()?;
        let wanted = self.which.call(&desk)?;
        let (output, left_out) = report(&desk, wanted, |of| repeats(of, within, self.cases))?;
        let ready = Ready {
            title: Phrase::ReportRepeats,
            value: &output,
            sheets: reports::repeats,
            nothing: Phrase::NoRepeats,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
