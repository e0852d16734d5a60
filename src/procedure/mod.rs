//! The heart: what a log amounts to, and what speaks against an entry. Pure:
//! "now" and the rules are arguments.

mod approvals;
mod articles;
mod closing;
mod common;
mod condition;
mod fold;
pub mod goods;
mod guarantee;
mod judge;
mod kinds;
mod neighbours;
mod next;
mod obligations;
mod running;
mod severity;
mod state;
mod status;

pub use approvals::{Waiting, waiting};
pub use articles::{alike, several};
pub use closing::{Open as OpenNeed, unmet};
pub use common::AHEAD;
pub use fold::{fold, fold_until};
pub use guarantee::{Against, Appraisal, Closed as ClosedRule, Settlement, appraisal};
pub use judge::{judge, judge_log};
pub use kinds::candidates;
pub use neighbours::{CaseFacts, Followed, Neighbours, dismissed, likeness, window_start};
pub use next::{NextStep, next, to_meet};
pub use obligations::{Obligation, ObligationState, Source, lacking, obligations, pending};
pub use severity::{Grade, grade};
pub use state::{Closed, Graded, Seen, Standing, State};
pub use status::{Status, status};

#[cfg(test)]
mod tests;
