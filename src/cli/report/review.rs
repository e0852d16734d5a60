use chrono::Datelike;

use super::common::{Ready, Shown, Which, period};
use crate::cli::context::{Context, Result};
use crate::cli::steps::bad;
use crate::messages::Phrase;
use crate::ops::report::review;
use crate::output::views::reports;
use crate::report::Periods;

/// One year against the one before, every figure, to be pasted into a review
///
/// Of a year that is not over, its days up to today against the same days of the
/// one before. With --since and --until, these days against as many before; whole
/// months against whole months.
#[derive(Debug, clap::Args)]
pub(super) struct Review {
    /// The year; this one if not said
    #[arg(long, conflicts_with_all = ["since", "until"], value_parser = clap::value_parser!(i32).range(1900..=9998))]
    year: Option<i32>,
    #[command(flatten)]
    which: Which,
    /// List the cases behind each figure
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Review {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let (call, as_of) = self.which.call(&desk)?;
        let now = as_of.unwrap_or(desk.now);
        let today = desk.book.calendar.local(now.0).date_naive();
        // Days to come are no days to compare.
        let periods = match (call.period.since, call.period.until) {
            (None, None) => Periods::of_year(self.year.unwrap_or(today.year()), today),
            (Some(since), until) => {
                let until = until.map_or(today, |until| until.min(today));
                period(Some(since), Some(until))?;
                Periods::of_days(since, until)
            }
            (None, Some(until)) => return Err(bad("review-since", &until.to_string())),
        };
        let Some(periods) = periods else {
            return Err(bad("date", &today.to_string()));
        };
        let (output, left_out) = review(&desk, (call, as_of), periods, self.cases)?;
        let ready = Ready {
            title: Phrase::ReportReview,
            value: &output,
            sheets: reports::review,
            nothing: Phrase::NoReview,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}
