//! Figures and views computed from states: one value type for each. Prints
//! nothing.

mod appraisal;
mod case;
mod due;
mod explain;
pub mod export;
mod goods;
mod list;
mod outputs;
mod plan;

pub use crate::case::kinds::assignments;
pub use appraisal::{AppraisalView, appraisal_view};
pub use case::{
    ApprovalView, CaseView, EntryView, LinkDirection, LinkView, NextView, ObligationView, case_view,
};
pub use due::{DueMore, DueRow, due_rows};
pub use explain::{ClockStory, DayStory, Explanation, SeverityStory, day_story, explanation};
pub use goods::{AnomalyView, BalanceView, CountView, RmaView, SampleView, balance_views};
pub use list::{FoundView, ListRow, list_row};
pub use outputs::{DueOutput, ListOutput};
pub use plan::{SamplingView, sampling_view};
