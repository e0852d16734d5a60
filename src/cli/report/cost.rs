use clap::ValueEnum;

use super::common::{Ready, Shown, Which};
use crate::cli::context::{Context, Result};
use crate::messages::Phrase;
use crate::ops::report::report;
use crate::output::views::reports;
use crate::report::{CostGroup, cost};

impl ValueEnum for CostGroup {
    fn value_variants<'a>() -> &'a [Self] {
        CostGroup::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.word().into())
    }
}

/// What complaints cost: borne by us, charged on to suppliers and carriers; by
/// currency
///
/// The days are those of the payments. Payments that still need an approval stand
/// apart. Currencies are never added up.
#[derive(Debug, clap::Args)]
pub(super) struct Cost {
    #[command(flatten)]
    which: Which,
    /// What a row is about
    #[arg(long, value_name = "FIELD", default_value = "kind", value_enum)]
    group: CostGroup,
    /// List the cases behind each row
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Cost {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let (group, cases) = (self.group, self.cases);
        let wanted = self.which.call(&desk)?;
        let (output, left_out) = report(&desk, wanted, |of| cost(of, group, cases))?;
        let ready = Ready {
            title: Phrase::ReportCost,
            value: &output,
            sheets: reports::cost,
            nothing: Phrase::NoCost,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
