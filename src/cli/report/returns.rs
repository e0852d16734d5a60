use clap::ValueEnum;

use super::common::{Days, Ready, Shown};
use crate::cli::context::{Context, Result};
use crate::cli::steps::free_text;
use crate::messages::Phrase;
use crate::ops::report::returns;
use crate::output::views::reports;
use crate::report::{Grouping, ReturnsCall};

impl ValueEnum for Grouping {
    fn value_variants<'a>() -> &'a [Self] {
        Grouping::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.word().into())
    }
}

/// Goods that came back: how much, how it came, what was found, what became of
/// it
///
/// The days are those on which RMAs were asked for.
#[derive(Debug, clap::Args)]
pub(super) struct Returns {
    #[command(flatten)]
    days: Days,
    /// The customer, or a part of the name
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    customer: Option<String>,
    /// What a row is about; everything together if not said
    #[arg(long, value_enum)]
    group: Option<Grouping>,
    /// List the cases behind each row
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Returns {
    pub fn run(self, context: &mut Context) -> Result {
        let period = self.days.period()?;
        let desk = context.desk()?;
        let as_of = desk.then(self.days.as_of.as_deref())?;
        let call = ReturnsCall {
            since: period.since,
            until: period.until,
            customer: self.customer,
            group: self.group,
            cases: self.cases,
        };
        let (output, left_out) = returns(&desk, &call, as_of)?;
        let ready = Ready {
            title: Phrase::ReportReturns,
            value: &output,
            sheets: reports::returns,
            nothing: Phrase::NoReturns,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
