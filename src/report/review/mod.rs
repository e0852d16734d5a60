//! The annual product quality review: every figure of one period against the one
//! before.

mod period;

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{Gathered, Period, Shipped};
use super::{NoPpm, ReturnsRow};
use crate::case::kinds::words;
use period::{Key, Making, One};

/// What `report review --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report review")]
pub struct ReviewOutput {
    /// From when it was looked. Both periods are computed from what is known then:
    /// a complaint that was graded anew counts with its last severity.
    pub now: String,
    /// The first day of the period.
    pub since: String,
    /// The last one.
    pub until: String,
    /// The first day of the period before.
    pub before_since: String,
    /// The last one.
    pub before_until: String,
    /// How many files could not be read and are left out.
    pub left_out: usize,
    /// The figures, by section.
    pub sections: Vec<ReviewSection>,
}

impl ReviewOutput {
    /// Whether it names the cases behind figures.
    pub fn has_cases(&self) -> bool {
        let mut rows = self.sections.iter().flat_map(|section| &section.rows);
        rows.any(|row| row.cases.is_some())
    }
}

words! {
    /// A part of a review.
    Section {
        /// How many complaints there were.
        Complaints = "complaints",
        /// How soon they were answered and closed.
        Speed = "speed",
        /// Which time limits were kept.
        Limits = "limits",
        /// What they were about.
        Defects = "defects",
        /// Of what.
        Models = "models",
        /// From whom.
        Customers = "customers",
        /// Where the causes lay, and with whom.
        Causes = "causes",
        /// What came back.
        Returns = "returns",
        /// What they cost.
        Cost = "cost",
        /// What was done against it.
        Actions = "actions",
        /// What came again.
        Repeats = "repeats",
        /// What customers said.
        Satisfaction = "satisfaction",
    }
}

/// Figures that belong together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReviewSection {
    /// What they are about.
    pub section: Section,
    /// The figures.
    pub rows: Vec<ReviewRow>,
}

words! {
    /// A figure of a review.
    Figure {
        /// Complaints opened.
        Opened = "opened",
        /// Cases closed.
        Closed = "closed",
        /// Cases open when the period ended.
        Open = "open",
        /// Complaints opened, of one severity.
        Severity = "severity",
        /// Complaints opened that are not graded.
        NotGraded = "not-graded",
        /// Time to the first reply: the median.
        FirstReplyMedian = "first-reply-median",
        /// Time to the first reply: the 90th percentile.
        FirstReplyP90 = "first-reply-p90",
        /// Time to the closing: the median.
        CloseMedian = "close-median",
        /// Time to the closing: the 90th percentile.
        CloseP90 = "close-p90",
        /// The share of time limits that were kept.
        OnTime = "on-time",
        /// Time limits that were not kept.
        Missed = "missed",
        /// Complaints about one defect, model, customer, cause or so.
        Count = "count",
        /// Pieces complained of in a million shipped.
        Ppm = "ppm",
        /// What RMAs cover.
        Authorised = "authorised",
        /// What came.
        Received = "received",
        /// What was found defective.
        Defective = "defective",
        /// Defective ones in a hundred inspected.
        DefectPercent = "defect-percent",
        /// What was paid.
        Paid = "paid",
        /// Of that: borne by us.
        ByUs = "by-us",
        /// Of that: charged to suppliers.
        BySupplier = "by-supplier",
        /// Of that: charged to carriers.
        ByCarrier = "by-carrier",
        /// Actions due.
        Planned = "planned",
        /// Of them: done.
        Finished = "finished",
        /// Of them: not done in time.
        Late = "late",
        /// Of them: found effective.
        Effective = "effective",
        /// Of them: found ineffective.
        Ineffective = "ineffective",
        /// Of the effective ones: those after which a like complaint came.
        AfterEffective = "after-effective",
        /// Complaints like an earlier one.
        Repeats = "repeats",
        /// Their share of the complaints.
        RepeatPercent = "repeat-percent",
        /// Of them: those that came after an earlier case had said that the cause
        /// was gone.
        AfterSolved = "after-solved",
        /// Replies that customers disputed.
        Disputed = "disputed",
        /// Surveys.
        Surveys = "surveys",
        /// Their mean score.
        Score = "score",
    }
}

words! {
    /// In what a figure is counted.
    Measure {
        /// How many; zero where there is none.
        Count = "count",
        /// A length of time, in seconds.
        Seconds = "seconds",
        /// A share of a hundred; the change is in points.
        Percent = "percent",
        /// In a million.
        Ppm = "ppm",
        /// Money or goods, in the unit that is named; zero where there is none.
        Amount = "amount",
        /// A score.
        Score = "score",
    }
}

impl Measure {
    /// Whether nothing of it is zero, and not unknown.
    fn adds_up(self) -> bool {
        matches!(self, Measure::Count | Measure::Amount)
    }
}

/// A figure of both periods. Numbers are as their own reports give them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReviewRow {
    /// The figure.
    pub figure: Figure,
    /// Of which defect, model, customer, clock, severity or so; none where it is
    /// of all.
    pub of: Option<String>,
    /// What `of` is: a field such as defect, or clock.
    pub by: Option<String>,
    /// In what it is counted.
    pub measure: Measure,
    /// The unit or the currency of an amount.
    pub unit: Option<String>,
    /// In the period before; none where it is not known.
    pub before: Option<String>,
    /// In the period.
    pub now: Option<String>,
    /// What it is now less what it was before, of both as they are rounded.
    pub change: Option<String>,
    /// The cases behind it; left out where they are not asked for, or the figure
    /// is of no cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<ReviewCases>,
}

/// The cases behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewCases {
    /// In the period before.
    pub before: Vec<String>,
    /// In the period.
    pub now: Vec<String>,
}

/// The periods that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// The one before.
    pub before: Period,
    /// The later one.
    pub now: Period,
}

impl Periods {
    /// That year against the one before. Of a year that is not over, its days up
    /// to today against the same days of the one before.
    pub fn of_year(year: i32, today: NaiveDate) -> Option<Periods> {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        let since = day(year, 1, 1)?;
        let until = day(year, 12, 31)?;
        let until = match (since..=until).contains(&today) {
            true => today,
            false => until,
        };
        let back = |day: NaiveDate| day.checked_sub_months(Months::new(12));
        Periods::from(back(since)?, back(until)?, since, until)
    }

    /// Those days against as many before: whole months against whole months.
    pub fn of_days(since: NaiveDate, until: NaiveDate) -> Option<Periods> {
        let next = until.succ_opt()?;
        let months =
            (next.year() - since.year()) * 12 + next.month0() as i32 - since.month0() as i32;
        let before = match (since.day(), next.day(), u32::try_from(months)) {
            (1, 1, Ok(months)) => since.checked_sub_months(Months::new(months))?,
            _ => since.checked_sub_signed(next - since)?,
        };
        Periods::from(before, since.pred_opt()?, since, until)
    }

    fn from(
        before_since: NaiveDate,
        before_until: NaiveDate,
        since: NaiveDate,
        until: NaiveDate,
    ) -> Option<Periods> {
        let period = |since, until| Period {
            since: Some(since),
            until: Some(until),
        };
        Some(Periods {
            before: period(before_since, before_until),
            now: period(since, until),
        })
    }
}

/// Compares two periods. What is not made from the figures of cases is given for
/// both: goods that came back, all together, and what was shipped.
pub fn review(
    mut gathered: Gathered,
    periods: Periods,
    returns: [Vec<ReturnsRow>; 2],
    shipped: Result<Vec<Shipped>, NoPpm>,
    cases: bool,
) -> ReviewOutput {
    let mut of = |period: Period, returns: &[ReturnsRow]| {
        gathered.call.period = period;
        let making = Making {
            gathered: &gathered,
            returns,
            shipped: &shipped,
        };
        making.rows()
    };
    let rows = [
        of(periods.before, &returns[0]),
        of(periods.now, &returns[1]),
    ];
    let day = |day: Option<NaiveDate>| day.map_or(String::new(), |day| day.to_string());
    ReviewOutput {
        now: gathered.now.to_string(),
        since: day(periods.now.since),
        until: day(periods.now.until),
        before_since: day(periods.before.since),
        before_until: day(periods.before.until),
        left_out: gathered.left_out,
        sections: sections(rows, cases),
    }
}

/// The figures of both periods side by side: in the order of the later one, those
/// that only the earlier one has behind the last of their kind.
fn sections([before, now]: [Vec<One>; 2], cases: bool) -> Vec<ReviewSection> {
    let mut keys: Vec<(Key, Measure)> = Vec::new();
    for one in now.iter().chain(&before) {
        if keys.iter().any(|(key, _)| *key == one.key) || !is_shown(&one.key, &before, &now) {
            continue;
        }
        let like = |(key, _): &(Key, Measure)| {
            (key.section, key.figure, key.by) == (one.key.section, one.key.figure, one.key.by)
        };
        let place = keys.iter().rposition(like).map_or(keys.len(), |at| at + 1);
        keys.insert(place, (one.key.clone(), one.measure));
    }
    let mut sections: Vec<ReviewSection> = Vec::new();
    for &section in Section::ALL {
        let of = keys.iter().filter(|(key, _)| key.section == section);
        let rows: Vec<ReviewRow> = of
            .map(|(key, measure)| row(key, *measure, &before, &now, cases))
            .collect();
        sections.push(ReviewSection { section, rows });
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

fn is_shown(key: &Key, before: &[One], now: &[One]) -> bool {
    let mut both = before.iter().chain(now);
    both.any(|one| one.key == *key && one.shown)
}

fn row(key: &Key, measure: Measure, before: &[One], now: &[One], cases: bool) -> ReviewRow {
    let find = |all: &'_ [One]| all.iter().find(|one| one.key == *key).cloned();
    let (before, now) = (find(before), find(now));
    let value = |one: &Option<One>| match one {
        Some(one) => one.value,
        None => measure.adds_up().then_some(Decimal::ZERO),
    };
    let (was, is) = (value(&before), value(&now));
    let has_cases = [&before, &now]
        .into_iter()
        .flatten()
        .any(|one| one.cases.is_some());
    let of = |one: Option<One>| one.and_then(|one| one.cases).unwrap_or_default();
    ReviewRow {
        figure: key.figure,
        of: key.of.clone(),
        by: key.by.map(str::to_owned),
        measure,
        unit: key.unit.clone(),
        before: was.map(|value| value.to_string()),
        now: is.map(|value| value.to_string()),
        change: is.zip(was).map(|(is, was)| (is - was).to_string()),
        cases: (cases && has_cases).then(|| ReviewCases {
            before: of(before),
            now: of(now),
        }),
    }
}

#[cfg(test)]
mod tests;
