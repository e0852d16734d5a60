use chrono::{DateTime, FixedOffset, NaiveDate};

use super::days::{Calendar, next};

/// A time during which a case stands still, from the first instant up to but without the last.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Pause {
    /// When it begins.
    pub from: DateTime<FixedOffset>,
    /// When it ends; none while it is open.
    pub to: Option<DateTime<FixedOffset>>,
}

/// A merged pause, never empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stop {
    pub from: DateTime<FixedOffset>,
    pub to: DateTime<FixedOffset>,
}

/// Pauses in order, without overlaps and empty ones, in the calendar's zone.
#[derive(Debug)]
pub(super) struct Stops(Vec<Stop>);

impl Stops {
    /// Merges pauses; an open one ends at `now`.
    pub fn new(calendar: &Calendar, pauses: &[Pause], now: DateTime<FixedOffset>) -> Self {
        let mut all: Vec<Stop> = pauses
            .iter()
            .map(|pause| Stop {
                from: calendar.local(pause.from),
                to: calendar.local(pause.to.unwrap_or(now)),
            })
            .filter(|stop| stop.from < stop.to)
            .collect();
        all.sort_unstable_by_key(|stop| stop.from);
        all.dedup_by(|later, earlier| {
            let touch = later.from <= earlier.to;
            if touch {
                earlier.to = earlier.to.max(later.to);
            }
            touch
        });
        Stops(all)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those that touch the time between two instants, in order.
    pub fn within(
        &self,
        from: DateTime<FixedOffset>,
        to: DateTime<FixedOffset>,
    ) -> impl Iterator<Item = &Stop> {
        let first = self.0.partition_point(|stop| stop.to <= from);
        self.0[first..]
            .iter()
            .take_while(move |stop| stop.from < to)
    }

    /// Whether the case stands still at an instant.
    pub fn cover(&self, t: DateTime<FixedOffset>) -> bool {
        let after = self.0.partition_point(|stop| stop.from <= t);
        after > 0 && t < self.0[after - 1].to
    }

    /// First and last day of each run of days on whose close the case stands still, in order.
    pub fn days(&self, calendar: &Calendar) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        self.0.iter().filter_map(move |stop| {
            let first = first_close(calendar, stop.from);
            let last = first_close(calendar, stop.to).pred_opt()?;
            (first <= last).then_some((first, last))
        })
    }

    /// How long they are together.
    pub fn length(&self) -> chrono::TimeDelta {
        self.0.iter().map(|stop| stop.to - stop.from).sum()
    }
}

/// The first day that closes at or after an instant.
fn first_close(calendar: &Calendar, t: DateTime<FixedOffset>) -> NaiveDate {
    let date = t.date_naive();
    match calendar.end_of(date) >= t {
        true => date,
        false => next(date),
    }
}
