//! The verbs that write one entry.

mod appraise;
mod closing;
mod common;
mod contact;
mod edit;
mod goods;
mod improve;
mod inquiry;
mod inspect;
mod items;
mod recall;
mod run;
mod verbs;

pub(super) use appraise::Appraise;
pub(super) use common::Fields;
pub(super) use common::{Body, Flags, StepFormat, free_text};
pub(super) use contact::{Remind, Survey, Visit};
pub(super) use edit::edited;
pub(super) use goods::{Accept, Compensate, Disposition, Receive, Replace, Resolve, Rma, Ship};
pub(super) use improve::{Act, Evaluate, Finish};
pub(super) use inquiry::{Assign, Investigate, Opinion, Sign, Verify};
pub(super) use inspect::Inspect;
pub(super) use items::delivered;
pub(super) use recall::{Contain, Notify, Recall, Retrieve};
pub(super) use run::{bad, run, run_at, show_json, show_outcome, with_flags, write_text};
pub(super) use verbs::{
    Amend, Answer, Approve, Ask, Attach, Cancel, Classify, Close, Confirm, Link, Note, Reject,
    Reopen, Reply, Request, Respond, Step, Strike,
};
