//! The verbs that write one entry.

mod appraise;
mod common;
mod edit;
mod goods;
mod inspect;
mod items;
mod run;
mod verbs;

pub(super) use appraise::Appraise;
pub(super) use common::Fields;
pub(super) use common::{Body, StepFormat, free_text};
pub(super) use edit::edited;
pub(super) use goods::{Accept, Compensate, Disposition, Receive, Replace, Resolve, Rma, Ship};
pub(super) use inspect::Inspect;
pub(super) use run::{bad, run, show_json, show_outcome, with_flags, write_text};
pub(super) use verbs::{
    Amend, Answer, Approve, Ask, Attach, Cancel, Classify, Close, Confirm, Link, Note, Reject,
    Reopen, Reply, Request, Respond, Strike,
};
