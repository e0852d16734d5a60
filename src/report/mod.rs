//! Figures and views computed from states: one value type for each. Prints
//! nothing.

mod appraisal;
mod case;
mod closing;
mod due;
mod explain;
pub mod export;
mod goods;
mod history;
mod list;
mod mock;
mod outputs;
mod plan;
mod retention;
mod returns;
mod touched;
mod trace;
mod traced;
mod work;

pub use crate::case::kinds::assignments;
pub use appraisal::{AppraisalView, appraisal_view};
pub use case::{
    ApprovalView, CaseView, EntryView, LinkDirection, LinkView, NextView, ObligationView, case_view,
};
pub use closing::{ClosingView, NeedView, closing_view};
pub use due::{DueMore, DueRow, due_rows};
pub use explain::{ClockStory, DayStory, Explanation, SeverityStory, day_story, explanation};
pub use goods::{AnomalyView, BalanceView, CountView, RmaView, SampleView, balance_views};
pub use history::{CommitView, HistoryRow, HistoryView};
pub use list::{FoundView, ListRow, list_row};
pub use outputs::{DueOutput, ListOutput};
pub use plan::{SamplingView, sampling_view};
pub use retention::{RetentionCall, RetentionOutput, RetentionRow, in_order, retention_row};
pub use returns::{
    AnomalyCount, CaseReturns, Grouping, ReturnsCall, ReturnsOutput, ReturnsRow, case_returns,
    has_returns, returns_rows,
};
pub use touched::{LeftView, ReachedView, StockedView};
pub use trace::{
    AlikeView, DeliveryView, GapView, GotView, LotBalanceView, LotView, MissingView, MockView,
    ReceiptView, ShareView, StockView, TraceFile, TraceView, UseView,
};
pub use traced::TraceCall;
pub use work::{ActionView, DepartmentView, RateView, RecallView, RecalledView};
