//! Figures over the register: one file a report.

mod actions;
mod ageing;
pub(super) mod common;
mod cost;
mod customers;
mod pareto;
mod repeats;
mod retention;
mod returns;
mod review;
mod summary;
mod timeliness;
mod trend;

use clap::Subcommand;

use super::context::{Context, Result};

/// Figures over the register: what came, what it was, what it cost, how soon
/// it was done
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    #[command(subcommand)]
    name: Name,
}

/// The reports there are.
#[derive(Debug, Subcommand)]
enum Name {
    Summary(summary::Summary),
    Trend(trend::Trend),
    Timeliness(timeliness::Timeliness),
    Ageing(ageing::Ageing),
    Actions(actions::Actions),
    Repeats(repeats::Repeats),
    Pareto(pareto::Pareto),
    Cost(cost::Cost),
    Customers(customers::Customers),
    Returns(returns::Returns),
    Review(Box<review::Review>),
    Retention(retention::Retention),
}

impl Report {
    pub fn run(self, context: &mut Context) -> Result {
        match self.name {
            Name::Summary(report) => report.run(context),
            Name::Trend(report) => report.run(context),
            Name::Timeliness(report) => report.run(context),
            Name::Ageing(report) => report.run(context),
            Name::Actions(report) => report.run(context),
            Name::Repeats(report) => report.run(context),
            Name::Pareto(report) => report.run(context),
            Name::Cost(report) => report.run(context),
            Name::Customers(report) => report.run(context),
            Name::Returns(report) => report.run(context),
            Name::Review(report) => report.run(context),
            Name::Retention(report) => report.run(context),
        }
    }
}
