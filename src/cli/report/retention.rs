use super::common::{Days, Ready, Shown};
use crate::cli::context::{Context, Result};
use crate::cli::steps::free_text;
use crate::messages::Phrase;
use crate::ops::report::retention;
use crate::output::views::reports;
use crate::report::RetentionCall;

/// Closed cases, with the day until which record and samples are kept
///
/// The days are the last ones on which something is kept.
#[derive(Debug, clap::Args)]
pub(super) struct Retention {
    #[command(flatten)]
    days: Days,
    /// The customer, or a part of the name
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    customer: Option<String>,
    #[command(flatten)]
    shown: Shown,
}

impl Retention {
    pub fn run(self, context: &mut Context) -> Result {
        let period = self.days.period()?;
        let desk = context.desk()?;
        let as_of = desk.then(self.days.as_of.as_deref())?;
        let call = RetentionCall {
            since: period.since,
            until: period.until,
            customer: self.customer,
        };
        let (output, left_out) = retention(&desk, &call, as_of)?;
        let ready = Ready {
            title: Phrase::ReportRetention,
            value: &output,
            sheets: reports::retention,
            nothing: Phrase::NoRetention,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
