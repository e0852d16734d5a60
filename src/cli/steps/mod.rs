//! The verbs that write one entry.

mod appraise;
mod common;
mod edit;
mod run;
mod verbs;

pub(super) use appraise::Appraise;
pub(super) use common::Fields;
pub(super) use common::{Body, StepFormat, free_text};
pub(super) use edit::edited;
pub(super) use run::{bad, run, show_json, show_outcome, with_flags, write_text};
pub(super) use verbs::{
    Amend, Answer, Approve, Ask, Attach, Cancel, Classify, Close, Confirm, Link, Note, Reject,
    Reopen, Reply, Request, Respond, Strike,
};
