//! How long records and samples of closed cases are kept.

use chrono::{NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::Serialize;

use crate::calendar::{Calendar, Term};
use crate::case::{Case, Time};
use crate::policy::{KeptFrom, Rules};
use crate::procedure::State;

/// Which closed cases are wanted.
#[derive(Debug, Clone, Default)]
pub struct RetentionCall {
    /// Kept until that day or later.
    pub since: Option<NaiveDate>,
    /// Kept until that day or earlier.
    pub until: Option<NaiveDate>,
    /// Of that customer, or of those with that part in their name.
    pub customer: Option<String>,
}

/// What `report retention --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report retention")]
pub struct RetentionOutput {
    /// From when it was looked.
    pub now: String,
    /// The closed cases, those first that need not be kept any longer; those of
    /// which nobody knows how long at the end.
    pub rows: Vec<RetentionRow>,
    /// How many files could not be read and are left out.
    pub left_out: usize,
}

/// A closed case, and how long its record and samples are kept (pharma.20).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RetentionRow {
    /// The case.
    pub case: String,
    /// Its customer.
    pub customer: String,
    /// The lots complained of.
    pub lots: Vec<String>,
    /// The day on which it was closed.
    pub closed: String,
    /// The last day on which one of its products expires, where it is known.
    pub expires: Option<String>,
    /// The last day on which record and samples are kept; nothing where the
    /// policy does not say, or the day from which it counts is not known.
    pub kept_until: Option<String>,
    /// keep, over, or unknown.
    pub state: String,
}

/// How long the record of a case is kept; nothing for one that is not closed or
/// not wanted.
pub fn retention_row(
    case: &Case,
    state: &State,
    rules: &Rules,
    call: &RetentionCall,
    now: Time,
) -> Option<RetentionRow> {
    let closed = state.closed.as_ref()?;
    let open = state.open()?;
    let calendar = &rules.calendar;
    let closed = calendar.local(closed.at.0).date_naive();
    let expires = open.product.iter().filter_map(|product| product.expires);
    let expires = expires.map(|day| day.0).max();
    let kept_until = kept_until(closed, expires, rules);
    let today = calendar.local(now.0).date_naive();
    let row = RetentionRow {
        case: case.number().to_string(),
        customer: open.customer.to_string(),
        lots: open.lots().map(ToString::to_string).collect(),
        closed: closed.to_string(),
        expires: expires.map(|day| day.to_string()),
        kept_until: kept_until.map(|day| day.to_string()),
        state: match kept_until {
            None => "unknown",
            Some(day) if day < today => "over",
            Some(_) => "keep",
        }
        .to_owned(),
    };
    call.wants(&row, kept_until).then_some(row)
}

impl RetentionCall {
    fn wants(&self, row: &RetentionRow, kept_until: Option<NaiveDate>) -> bool {
        let customer = self.customer.as_ref();
        let named = |part: &String| row.customer.to_lowercase().contains(&part.to_lowercase());
        customer.is_none_or(named)
            && self.since.is_none_or(|since| kept_until >= Some(since))
            && self
                .until
                .is_none_or(|until| kept_until.is_some_and(|day| day <= until))
    }
}

/// The last day, as the policy counts it.
fn kept_until(closed: NaiveDate, expires: Option<NaiveDate>, rules: &Rules) -> Option<NaiveDate> {
    let rule = rules.policy.retention.as_ref()?;
    let calendar = &rules.calendar;
    match (rule.from, expires) {
        (KeptFrom::Closing, _) => Some(after(closed, rule.keep, calendar)),
        (KeptFrom::Expiry, Some(day)) => Some(after(day, rule.keep, calendar)),
        (KeptFrom::Expiry, None) => rule.otherwise.map(|term| after(closed, term, calendar)),
    }
}

/// The day on which a term ends that begins on that one.
fn after(day: NaiveDate, term: Term, calendar: &Calendar) -> NaiveDate {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let start = calendar.at(day, noon);
    calendar.due(start, term, &[], start).at.date_naive()
}

/// Rows in the order in which something is to be done about them.
pub fn in_order(mut rows: Vec<RetentionRow>) -> Vec<RetentionRow> {
    rows.sort_by_key(|row| {
        (
            row.kept_until.is_none(),
            row.kept_until.clone(),
            row.case.clone(),
        )
    });
    rows
}
