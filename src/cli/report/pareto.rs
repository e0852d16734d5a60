use clap::value_parser;

use super::common::{Ready, Shown, Which, field};
use crate::cli::context::{Context, Result};
use crate::messages::Phrase;
use crate::ops::report::report;
use crate::output::views::reports;
use crate::report::figures::Field;
use crate::report::pareto;

/// The vital few: by defect, model, customer, supplier, cause; count, share,
/// cumulative share
///
/// The days are those on which complaints came. A complaint of several models,
/// lots or criteria counts under each; shares are of all counts together.
#[derive(Debug, clap::Args)]
pub(super) struct Pareto {
    #[command(flatten)]
    which: Which,
    /// What a row is about
    #[arg(long, value_name = "FIELD", default_value = "defect", value_parser = field(Field::ALL))]
    group: Field,
    /// Only the N largest; the rest in one row
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    top: Option<u32>,
    /// List the cases behind each row
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Pareto {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let (group, cases) = (self.group, self.cases);
        let top = self.top.map(|top| top as usize);
        let wanted = self.which.call(&desk)?;
        let (output, left_out) = report(&desk, wanted, |of| pareto(of, group, top, cases))?;
        let ready = Ready {
            title: Phrase::ReportPareto,
            value: &output,
            sheets: reports::pareto,
            nothing: Phrase::ReportNothing,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
