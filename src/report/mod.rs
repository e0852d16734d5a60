//! Figures and views computed from states: one value type for each. Prints
//! nothing.

mod actions;
mod ageing;
mod appraisal;
mod care;
mod case;
mod closing;
mod cost;
mod customers;
mod due;
mod explain;
pub mod export;
pub mod figures;
mod goods;
mod history;
mod list;
mod mock;
mod outputs;
mod pareto;
mod plan;
pub mod procedure;
mod rehearsal;
mod repeats;
mod retention;
mod returns;
mod review;
mod simulation;
mod summary;
mod timeliness;
mod touched;
mod trace;
mod traced;
mod trend;
mod work;

pub use crate::case::kinds::assignments;
pub use actions::{ActionGroup, ActionsOutput, ActionsRow, actions};
pub use ageing::{AgeingOutput, AgeingRow, Bands, Oldest, ageing};
pub use appraisal::{AppraisalView, appraisal_view};
pub use care::{Call as CareCall, CareRow, care};
pub use case::{
    ApprovalView, CaseView, EntryView, LinkDirection, LinkView, NextView, ObligationView,
    ParticularView, case_view,
};
pub use closing::{ClosingView, NeedView, closing_view};
pub use cost::{CostGroup, CostOutput, CostRow, cost};
pub use customers::{CustomerRow, CustomersOutput, NoPpm, UnitRow, customers};
pub use due::{DueMore, DueRow, due_rows};
pub use explain::{ClockStory, DayStory, Explanation, SeverityStory, day_story, explanation};
pub use goods::{AnomalyView, BalanceView, CountView, RmaView, SampleView, balance_views};
pub use history::{CommitView, HistoryRow, HistoryView};
pub use list::{FoundView, ListRow, list_row};
pub use outputs::{DueOutput, ListOutput};
pub use pareto::{ParetoOutput, ParetoRow, pareto};
pub use plan::{SamplingView, sampling_view};
pub use rehearsal::{
    ObstacleView, RehearsalView, TallyView, UnshownView, WalkView, rehearsal, unreachable,
};
pub use repeats::{RepeatsOutput, RepeatsRow, repeats};
pub use retention::{RetentionCall, RetentionOutput, RetentionRow, in_order, retention_row};
pub use returns::{
    AnomalyCount, CaseReturns, Grouping, ReturnsCall, ReturnsOutput, ReturnsRow, case_returns,
    has_returns, returns_rows,
};
pub use review::{
    Figure, Measure, Periods, ReviewCases, ReviewOutput, ReviewRow, ReviewSection, Section, review,
};
pub use simulation::{
    SimulatedApproval, SimulatedCase, SimulatedClock, SimulatedSeverity, SimulatedStep,
    SimulationOutput, simulated_case,
};
pub use summary::{SummaryOutput, SummaryRow, summary};
pub use timeliness::{TimelinessGroup, TimelinessOutput, TimelinessRow, timeliness};
pub use touched::{LeftView, ReachedView, StockedView};
pub use trace::{
    AlikeView, DeliveryView, GapView, GotView, LotBalanceView, LotView, MissingView, MockView,
    ReceiptView, ShareView, StockView, TraceFile, TraceView, UseView,
};
pub use traced::TraceCall;
pub use trend::{
    BrokenRule, ChartKind, Per, PerWord, RuleWord, StateWord, TrendCall, TrendOutput, TrendRow,
    read_base, trend,
};
pub use work::{ActionView, DepartmentView, RateView, RecallView, RecalledView};
