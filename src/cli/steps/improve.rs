//! Verbs about actions: planned, done, judged by whether they helped.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::super::context::Result;
use super::common::{Body, Fields, free_text, text_of};
use super::verbs::{Step, step};
use crate::case::Kind;

/// Plan an action: what, who, until when
#[derive(Debug, clap::Args)]
pub(in super::super) struct Act {
    /// Number of the case, or its ending
    case: String,
    /// What asks for it: the investigation, an action that did not help, what a
    /// department was asked, or a survey
    #[arg(value_name = "FOR")]
    entry: Option<String>,
    /// containment, corrective, preventive or like-product
    #[arg(long)]
    kind: Option<String>,
    /// What is to be done
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    /// Who does it
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// By which day
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Act, Act, target: entry; |this| Ok(
    Fields::default()
        .one("kind", this.kind.clone())
        .one("text", this.text.clone())
        .one("owner", this.owner.clone())
        .one("due", this.due.clone())
        .done()
));

/// Enter that an action is done, or what a department was asked
#[derive(Debug, clap::Args)]
pub(in super::super) struct Finish {
    /// Number of the case, or its ending
    case: String,
    /// The action or what was asked (where several are open; of several
    /// departments one: ENTRY/2), then what was done
    #[arg(value_names = ["ENTRY", "TEXT"], num_args = 0..=2)]
    words: Vec<String>,
    /// What proves it; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    body: Body,
}
step!(Finish, Finish, words: words, file: file; |this| Ok(
    Fields::default().one("text", text_of(&this.words)).done()
));

/// Enter whether an action helped; its owner may not
#[derive(Debug, clap::Args)]
pub(in super::super) struct Evaluate {
    /// Number of the case, or its ending
    case: String,
    /// The action, where several wait
    #[arg(value_name = "ACT")]
    entry: Option<String>,
    /// effective or ineffective
    #[arg(long)]
    verdict: Option<String>,
    /// A lot made since then that was looked at; once or more
    #[arg(long)]
    lot: Vec<String>,
    /// What proves it; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Evaluate, Evaluate, target: entry, file: file; |this| Ok(
    Fields::default()
        .one("verdict", this.verdict.clone())
        .many("lots", this.lot.clone())
        .one("text", this.text.clone())
        .done()
));
