use super::common::{Ready, Shown, Which};
use crate::cli::context::{Context, Result};
use crate::messages::Phrase;
use crate::ops::report::customers;
use crate::output::views::reports;

/// Each customer: complaints, severities, ppm of what was shipped, satisfaction
///
/// The days are those on which complaints came, goods were shipped and customers
/// were surveyed. What was shipped is known where there is shipment data.
#[derive(Debug, clap::Args)]
pub(super) struct Customers {
    #[command(flatten)]
    which: Which,
    /// List the cases behind each row
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Customers {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let wanted = self.which.call(&desk)?;
        let (output, left_out) = customers(&desk, wanted, self.cases)?;
        let ready = Ready {
            title: Phrase::ReportCustomers,
            value: &output,
            sheets: reports::customers,
            nothing: Phrase::NoCustomers,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
