use clap::ValueEnum;

use super::common::{Ready, Shown, Which};
use crate::cli::context::{Context, Result};
use crate::messages::Phrase;
use crate::ops::report::report;
use crate::output::views::reports;
use crate::report::{TimelinessGroup, timeliness};

impl ValueEnum for TimelinessGroup {
    fn value_variants<'a>() -> &'a [Self] {
        TimelinessGroup::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.word().into())
    }
}

/// Time limits: kept, late, overdue; share on time, time taken, the worst
///
/// The days are those on which they are due.
#[derive(Debug, clap::Args)]
pub(super) struct Timeliness {
    #[command(flatten)]
    which: Which,
    /// What a row is about; anything but clock: that, and each clock in it
    #[arg(long, value_name = "FIELD", value_enum, default_value = "clock")]
    group: TimelinessGroup,
    /// List the cases behind each row, and the late ones
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Timeliness {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let (group, cases) = (self.group, self.cases);
        let wanted = self.which.call(&desk)?;
        let (output, left_out) = report(&desk, wanted, |of| timeliness(of, group, cases))?;
        let ready = Ready {
            title: Phrase::ReportTimeliness,
            value: &output,
            sheets: reports::timeliness,
            nothing: Phrase::NoTimeliness,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
