//! Verbs about contact with the customer besides replies.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::super::context::Result;
use super::common::{Body, Fields, free_text, text_of};
use super::verbs::{Step, step};
use crate::case::{Kind, half_width};

/// Remind the customer of a reply that is not answered
#[derive(Debug, clap::Args)]
pub(in super::super) struct Remind {
    /// Number of the case, or its ending
    case: String,
    /// The reply, where several are not answered
    #[arg(value_name = "REPLY")]
    entry: Option<String>,
    /// In words: who was reminded, how
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Remind, Remind, target: entry; |this| Ok(Fields::default().one("text", this.text.clone()).done()));

/// Enter a visit or call to the customer, and what was said
#[derive(Debug, clap::Args)]
pub(in super::super) struct Visit {
    /// Number of the case, or its ending
    case: String,
    /// The request for it, if there was one, then what it was about
    #[arg(value_names = ["REQUEST", "TEXT"], num_args = 0..=2)]
    words: Vec<String>,
    /// Who went; once or more
    #[arg(long, value_name = "PERSON")]
    person: Vec<String>,
    /// With whom they spoke
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,
    /// What the customer said
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    feedback: Option<String>,
    /// The record; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    body: Body,
}
step!(Visit, Visit, words: words, file: file; |this| Ok(
    Fields::default()
        .many("team", this.person.clone())
        .one("contact", this.contact.clone())
        .one("text", text_of(&this.words))
        .one("feedback", this.feedback.clone())
        .done()
));

/// Enter how satisfied the customer is
#[derive(Debug, clap::Args)]
pub(in super::super) struct Survey {
    /// Number of the case, or its ending
    case: String,
    /// From 1 to the best that the policy knows; 5 unless it says otherwise
    #[arg(long, value_name = "N")]
    score: Option<String>,
    /// How the customer was asked; the policy lists the channels
    #[arg(long)]
    channel: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Survey, Survey; |this| Ok(
    Fields::default()
        .one("score", this.score.as_deref().map(number))
        .one("channel", this.channel.clone())
        .one("text", this.text.clone())
        .done()
));

/// A whole number; what is none stays as it was typed, to be refused by name.
pub(super) fn number(text: &str) -> Value {
    let number = half_width(text).trim().parse::<u64>();
    number.map_or_else(|_| text.into(), Value::from)
}
