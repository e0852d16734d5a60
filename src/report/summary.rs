//! How many complaints came, were closed, are open and overdue, and how soon
//! they were answered and closed.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{
    About, CaseFigures, Field, Gathered, LevelCount, Step, Stretch, median, ninetieth, numbers,
};

/// What `report summary --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report summary")]
pub struct SummaryOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// What a row is about.
    pub group: Field,
    /// A row each group; stretches of time without a case too.
    pub rows: Vec<SummaryRow>,
    /// All of it together. A case that stands in several rows counts once.
    pub total: SummaryRow,
}

/// Figures of one group. Lengths of time are in seconds of plain time, not
/// working time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SummaryRow {
    /// The group; none for cases without such a value, and in the total.
    pub group: Option<String>,
    /// Cases opened in the period.
    pub opened: usize,
    /// Cases whose closing, which still stands, lies in the period; in rows of
    /// time, in that stretch of it.
    pub closed: usize,
    /// Cases open when the period, or the stretch of time, ended; or now, if that
    /// is earlier.
    pub open: usize,
    /// Of those opened: with a time limit that is overdue now.
    pub overdue: usize,
    /// Those opened, by severity.
    pub severity: Vec<LevelCount>,
    /// Of those opened that have a reply in force: the median of the time from the
    /// complaint to the first one.
    pub first_reply_median: Option<i64>,
    /// The 90th percentile of the same.
    pub first_reply_p90: Option<i64>,
    /// Of those closed: the median of the time from the complaint to the closing.
    pub close_median: Option<i64>,
    /// The 90th percentile of the same.
    pub close_p90: Option<i64>,
    /// The cases opened or closed; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
}

/// The summary, grouped by that field.
pub fn summary(gathered: &Gathered, group: Field, cases: bool) -> SummaryOutput {
    let all: Vec<&CaseFigures> = gathered.cases.iter().collect();
    let period = gathered.call.period;
    let whole = Days {
        first: period.since,
        last: period.end(gathered.today),
    };
    let making = Making { gathered, cases };
    let rows = match group.step() {
        Some(step) => making.over_time(step, &all),
        None => {
            let concerned = all.iter().copied().filter(|case| whole.concern(case));
            let groups = gathered.by(group, concerned).into_iter();
            groups
                .map(|(value, of)| making.row(value, &of, whole))
                .collect()
        }
    };
    SummaryOutput {
        about: gathered.about(),
        group,
        rows,
        total: making.row(None, &all, whole),
    }
}

/// Days that a row is about.
#[derive(Clone, Copy)]
struct Days {
    first: Option<NaiveDate>,
    last: NaiveDate,
}

impl Days {
    fn hold(self, day: NaiveDate) -> bool {
        self.first.is_none_or(|first| first <= day) && day <= self.last
    }

    /// Whether the case was opened, closed, or open when they ended.
    fn concern(self, case: &CaseFigures) -> bool {
        self.hold(case.opened_on())
            || case.closed_on().is_some_and(|day| self.hold(day))
            || case.was_open_after(self.last)
    }
}

struct Making<'a> {
    gathered: &'a Gathered,
    cases: bool,
}

impl Making<'_> {
    /// A row each stretch of the period, from the first in which a case was opened
    /// or closed on.
    fn over_time(&self, step: Step, all: &[&CaseFigures]) -> Vec<SummaryRow> {
        let period = self.gathered.call.period;
        let days = all
            .iter()
            .flat_map(|case| [Some(case.opened_on()), case.closed_on()]);
        let first = period.since.or(days.flatten().min());
        let last = period.end(self.gathered.today);
        let stretches = first.map_or(Vec::new(), |first| step.between(first, last));
        let row = |stretch: Stretch| {
            let days = Days {
                first: Some(
                    period
                        .since
                        .map_or(stretch.first, |since| since.max(stretch.first)),
                ),
                last: stretch.last.min(last),
            };
            self.row(Some(step.label(stretch)), all, days)
        };
        stretches.into_iter().map(row).collect()
    }

    fn row(&self, group: Option<String>, of: &[&CaseFigures], days: Days) -> SummaryRow {
        let only = |wanted: &dyn Fn(&CaseFigures) -> bool| {
            let cases = of.iter().copied().filter(|case| wanted(case));
            cases.collect::<Vec<&CaseFigures>>()
        };
        let opened = only(&|case| days.hold(case.opened_on()));
        let closed = only(&|case| case.closed_on().is_some_and(|day| days.hold(day)));
        let replies: Vec<i64> = opened.iter().filter_map(|case| case.first_reply).collect();
        let closings: Vec<i64> = closed
            .iter()
            .filter_map(|case| case.time_to_close())
            .collect();
        let both = opened.iter().chain(&closed).copied();
        SummaryRow {
            group,
            opened: opened.len(),
            closed: closed.len(),
            open: only(&|case| case.was_open_after(days.last)).len(),
            overdue: opened.iter().filter(|case| case.is_overdue).count(),
            severity: self.gathered.severities(&opened),
            first_reply_median: median(&replies),
            first_reply_p90: ninetieth(&replies),
            close_median: median(&closings),
            close_p90: ninetieth(&closings),
            cases: numbers(self.cases, both),
        }
    }
}
