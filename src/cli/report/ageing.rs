use super::common::{Ready, Shown, Which};
use crate::cli::context::{Context, Result};
use crate::cli::steps::bad;
use crate::messages::Phrase;
use crate::ops::report::report;
use crate::output::views::reports;
use crate::report::{Bands, ageing};

/// Open cases by age and severity, and the oldest
///
/// An age is in calendar days from the day opened to today. The days of the period
/// are those on which cases were opened.
#[derive(Debug, clap::Args)]
pub(super) struct Ageing {
    #[command(flatten)]
    which: Which,
    /// The last age of each band but the last, in days
    #[arg(long, value_name = "DAYS", default_value = "7,30,90,180,365")]
    bands: String,
    /// List the cases behind each row
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Ageing {
    pub fn run(self, context: &mut Context) -> Result {
        let bands = Bands::parse(&self.bands).ok_or_else(|| bad("bands", &self.bands))?;
        let desk = context.desk()?;
        let wanted = self.which.call(&desk)?;
        let (output, left_out) = report(&desk, wanted, |of| ageing(of, &bands, self.cases))?;
        let ready = Ready {
            title: Phrase::ReportAgeing,
            value: &output,
            sheets: reports::ageing,
            nothing: Phrase::ReportNothing,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
