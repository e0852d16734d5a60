use clap::ValueEnum;

use super::common::{Ready, Shown, Which};
use crate::cli::context::{Context, Result};
use crate::messages::Phrase;
use crate::ops::report::report;
use crate::output::views::reports;
use crate::report::{ActionGroup, actions};

impl ValueEnum for ActionGroup {
    fn value_variants<'a>() -> &'a [Self] {
        ActionGroup::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.word().into())
    }
}

/// Containment, corrective and preventive actions: done, late, open, whether they
/// helped, and what came again all the same
///
/// The days are those on which they are due.
#[derive(Debug, clap::Args)]
pub(super) struct Actions {
    #[command(flatten)]
    which: Which,
    /// What a row is about
    #[arg(long, value_name = "FIELD", value_enum, default_value = "kind")]
    group: ActionGroup,
    /// List the cases behind each row, and what came again
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Actions {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let (group, cases) = (self.group, self.cases);
        let wanted = self.which.call(&desk)?;
        let (output, left_out) = report(&desk, wanted, |of| actions(of, group, cases))?;
        let ready = Ready {
            title: Phrase::ReportActions,
            value: &output,
            sheets: reports::actions,
            nothing: Phrase::NoActions,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
