//! The heart: what a log amounts to, and what speaks against an entry. Pure:
//! "now" and the rules are arguments.

mod actions;
mod approvals;
mod articles;
mod cause;
mod closing;
mod common;
mod condition;
mod departments;
mod fold;
pub mod goods;
mod guarantee;
mod intake;
mod judge;
mod kinds;
mod needs;
mod neighbours;
mod next;
mod obligations;
mod order;
mod promises;
mod recalls;
mod rehearse;
mod running;
mod severity;
mod simulate;
mod state;
mod status;
mod stock;
mod touched;
mod uncalled;

pub use actions::{Action, actions};
pub use approvals::{Waiting, waiting};
pub use articles::{alike, several};
pub use cause::{Settled, doubts, investigation, last_investigation, settled, verification};
pub use closing::{Open as OpenNeed, Wanted, checklist, unmet};
pub use common::AHEAD;
pub use departments::{Asked, asked};
pub use fold::{fold, fold_until};
pub use guarantee::{Against, Appraisal, Closed as ClosedRule, Settlement, appraisal};
pub use intake::wanting;
pub use judge::{judge, judge_entries, judge_log};
pub use kinds::candidates;
pub use neighbours::{
    CaseFacts, Followed, Neighbours, alike_in, dismissed, likeness, window_start,
};
pub use next::{NextStep, next, to_meet, typed};
pub use obligations::{Obligation, ObligationState, Source, may_end, obligations, pending};
pub use recalls::{Called, CalledBack, Left, Rate, Reached, left, reached, recalls, to_tell};
pub use rehearse::{Goal, Obstacle, Occurred, Rehearsal, Unreached, Walked, rehearse};
pub use severity::{Grade, grade};
pub use simulate::{Level, Reapproved, Reclocked, Regraded, Simulated, Steps, simulate};
pub use state::{Closed, Graded, Lead, Seen, Standing, State};
pub use status::{Status, status};
pub use stock::{Stocked, ToContain, is_there, stock, to_contain};
pub use touched::Traces;
pub use uncalled::{Calls, Got, Uncalled, traced};

#[cfg(test)]
mod tests;
