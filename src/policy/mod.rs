//! Policy, people, calendar and catalog as typed data, checked when loaded.
//! Decides nothing about one case.

mod acknowledged;
mod approvals;
mod calendar;
mod care;
mod catalog;
mod check;
mod check_approvals;
mod check_clocks;
mod check_closing;
mod check_conditions;
mod check_entering;
mod check_guarantee;
mod check_matrix;
mod check_order;
mod check_people;
mod check_roles;
mod check_words;
mod clocks;
mod closing;
mod condition;
mod event;
mod forms;
mod guarantee;
mod labels;
mod must_say;
mod numbering;
mod order;
mod people;
mod presets;
mod remote;
mod returns;
mod severity;
mod trace;
mod words;
mod work;

use std::sync::Arc;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

pub use acknowledged::{Acknowledged, Acknowledgement};
pub use approvals::Approval;
pub use calendar::{BuiltIn, CalendarFile, DayRow, Hours, WeekDay};
pub use care::Care;
pub use catalog::{Catalog, Customer, EarlierTerms};
pub use check::{check_calendar, check_catalog, check_names, check_policy};
pub use check_people::check_people;
pub use clocks::{Clock, Per, Sense, Within};
pub use closing::{Also, Closing, Intake, Need, Outliving};
pub use condition::{Arrival, Asked, Condition};
pub use event::Event;
pub use forms::Form;
pub use guarantee::{Charge, Circumstance, GoodsClass, Guarantee, Half, Opening, Rounding};
pub use labels::Label;
pub use must_say::MustSay;
pub use numbering::{Numbering, Period};
pub use order::{First, Never};
pub use people::{Held, People, Person};
pub use presets::{PRESETS, Preset};
pub use remote::Remote;
pub use returns::{Look, Returns, Sampling};
pub use severity::{Alike, Repeats, Severity};
pub use trace::Tracing;
pub use words::{AnomalySort, Status};
pub use work::{Actions, Departments, Investigation, KeptFrom, Retention, Survey};

use crate::calendar::{Calendar, Term};
use crate::case::Date;
use crate::yaml::{Named, Several, Text};

/// One revision of the procedure: what differs from factory to factory.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "plaint policy")]
pub struct Policy {
    /// Name of the procedure.
    pub policy: Text,
    /// The first day on which it is in force: a case is judged by the
    /// revision in force on the day it was opened.
    pub effective: Date,
    /// Pattern of case numbers, such as `{yy}{mm}-{n:04}`.
    pub numbering: Numbering,
    /// Name of the git remote at which numbers are reserved before they are
    /// taken, so that two clones never take one. The revision of today counts,
    /// also for a complaint of an earlier one.
    pub reserve: Option<Remote>,
    /// Roles that people hold, with their labels.
    pub roles: Named<Label>,
    /// Channels by which complaints come.
    #[serde(default)]
    pub channels: Named<Label>,
    /// Channels of spoken complaints: the customer is asked to confirm them
    /// (pharma.2, aluminium.3).
    #[serde(default)]
    pub spoken: Several<Text>,
    /// What customers may want.
    #[serde(default)]
    pub wants: Named<Label>,
    /// Natures of a complaint.
    #[serde(default)]
    pub natures: Named<Label>,
    /// Kinds of order.
    #[serde(default, rename = "order-kinds")]
    pub order_kinds: Named<Label>,
    /// Words for codes that have no row of their own: criteria, seriousness,
    /// scopes, clocks, steps of approvals; and the house's own words for
    /// anomalies of received goods and for where a case stands.
    #[serde(default)]
    pub labels: Named<Label>,
    /// How a complaint is graded.
    pub severity: Severity,
    /// What a complaint must name before it can be investigated.
    #[serde(default)]
    pub intake: Vec<Intake>,
    /// What else there is to know of a complaint in this house, with labels
    /// (notice.5).
    #[serde(default)]
    pub particulars: Named<Label>,
    /// Those of them that a complaint must name before it can be investigated.
    #[serde(default, rename = "intake-particulars")]
    pub intake_particulars: Several<Text>,
    /// Time limits, by name.
    #[serde(default)]
    pub clocks: Named<Clock>,
    /// Approvals, by the kind of entry that needs them.
    #[serde(default)]
    pub approvals: Named<Vec<Approval>>,
    /// What holds for departments that are asked.
    #[serde(default)]
    pub departments: Departments,
    /// What holds for investigations.
    #[serde(default)]
    pub investigation: Investigation,
    /// What holds for lots that are followed.
    #[serde(default)]
    pub trace: Tracing,
    /// What holds for actions.
    #[serde(default)]
    pub actions: Actions,
    /// How long records and samples are kept.
    pub retention: Option<Retention>,
    /// How satisfied customers can be.
    #[serde(default)]
    pub survey: Survey,
    /// How often customers are called on and surveyed.
    #[serde(default)]
    pub care: Care,
    /// What each basis of closing needs.
    pub closing: Named<Closing>,
    /// What a seller answers for after the sale.
    pub guarantee: Option<Guarantee>,
    /// What holds for goods that come back.
    #[serde(default)]
    pub returns: Returns,
    /// Who may enter what, and what comes first.
    #[serde(default)]
    pub entering: Entering,
    /// The documents that the procedure names.
    #[serde(default)]
    pub forms: Named<Form>,
}

/// Who may enter what, and what comes first.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entering {
    /// Roles that may enter what somebody else says; everybody may where
    /// none is named.
    #[serde(default, rename = "for-others")]
    pub for_others: Several<Text>,
    /// Entries that only some roles may make.
    #[serde(default)]
    pub only: Vec<Only>,
    /// Fields that entries may lack otherwise, and here must not.
    #[serde(default, rename = "must-say")]
    pub must_say: Vec<MustSay>,
    /// Entries that come after something else.
    #[serde(default)]
    pub first: Vec<First>,
    /// Entries that are not made in some cases.
    #[serde(default)]
    pub never: Vec<Never>,
    /// Within what time an entry is committed to git after it was made, and how
    /// far back a change of people, customers' terms or the calendar may reach.
    /// Without it entries may be committed at any time, and nothing may be
    /// changed backwards.
    #[serde(default, rename = "commit-within")]
    pub commit_within: Option<Term>,
}

/// An entry that only some roles may make.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Only {
    /// The entry.
    pub enter: Event,
    /// The roles.
    pub role: Several<Text>,
    /// The row applies only where this holds.
    #[serde(default)]
    pub when: Condition,
    /// The row does not apply where this holds.
    #[serde(default)]
    pub unless: Condition,
}

/// All revisions of a policy, oldest first.
#[derive(Debug, Clone)]
pub struct Revisions(Vec<Arc<Policy>>);

impl Revisions {
    /// The revisions in order of their days.
    pub fn new(mut all: Vec<Arc<Policy>>) -> Self {
        all.sort_by_key(|policy| policy.effective);
        Revisions(all)
    }

    /// The revision in force on that day; the earliest one covers all before
    /// it.
    pub fn on(&self, day: NaiveDate) -> &Arc<Policy> {
        let later = self.0.partition_point(|policy| policy.effective.0 <= day);
        &self.0[later.saturating_sub(1)]
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Policy>> {
        self.0.iter()
    }
}

/// What one case is judged by.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The revision in force.
    pub policy: Arc<Policy>,
    /// People and their roles.
    pub people: Arc<People>,
    /// Working days.
    pub calendar: Arc<Calendar>,
    /// Defect codes, products, customers.
    pub catalog: Arc<Catalog>,
}

#[cfg(test)]
mod check_tests;
#[cfg(test)]
mod tests;
