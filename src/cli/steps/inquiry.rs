//! Verbs about what is found out: whether it is true, what departments say,
//! what the cause is.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::super::context::Result;
use super::common::{Body, Fields, free_text, text_of, yes_or_no};
use super::contact::number;
use super::verbs::{Step, step};
use crate::case::Kind;

/// Enter whether the facts are as the customer says
#[derive(Debug, clap::Args)]
pub(in super::super) struct Verify {
    /// Number of the case, or its ending
    case: String,
    /// How: retained-sample, records, returned-sample, market-sample, site-visit
    /// or photographs; once or more
    #[arg(long, value_name = "M")]
    method: Vec<String>,
    /// confirmed, refuted or waived
    #[arg(long)]
    result: Option<String>,
    /// A lot that was tested; once or more
    #[arg(long)]
    lot: Vec<String>,
    /// The test report; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// What was found; why, where it is waived
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Verify, Verify, file: file; |this| Ok(
    Fields::default()
        .many("methods", this.method.clone())
        .one("result", this.result.clone())
        .many("lots", this.lot.clone())
        .one("text", this.text.clone())
        .done()
));

/// Ask departments to look at the complaint
#[derive(Debug, clap::Args)]
pub(in super::super) struct Assign {
    /// Number of the case, or its ending
    case: String,
    /// The departments: roles of the policy
    #[arg(long, value_name = "DEPARTMENT", num_args = 1..)]
    to: Vec<String>,
    /// What is asked of them
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Assign, Assign; |this| Ok(
    Fields::default().many("to", this.to.clone()).one("text", this.text.clone()).done()
));

/// Sign for what your department was asked
#[derive(Debug, clap::Args)]
pub(in super::super) struct Sign {
    /// Number of the case, or its ending
    case: String,
    /// What was asked; of several departments one: ASSIGN/2
    #[arg(value_name = "ASSIGN")]
    entry: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Sign, Sign, target: entry; |this| Ok(Fields::default().one("text", this.text.clone()).done()));

/// Enter what your department thinks: cause and handling
#[derive(Debug, clap::Args)]
pub(in super::super) struct Opinion {
    /// Number of the case, or its ending
    case: String,
    /// What was asked (where several departments were, one: ASSIGN/2), then the
    /// opinion
    #[arg(value_names = ["ASSIGN", "TEXT"], num_args = 0..=2)]
    words: Vec<String>,
    /// What the fault may do to quality
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    impact: Option<String>,
    /// The form or report; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    body: Body,
}
step!(Opinion, Opinion, words: words, file: file; |this| Ok(
    Fields::default()
        .one("text", text_of(&this.words))
        .one("impact", this.impact.clone())
        .done()
));

/// Enter the cause, and whether the complaint is justified
#[derive(Debug, clap::Args)]
pub(in super::super) struct Investigate {
    /// Number of the case, or its ending
    case: String,
    /// The point of the complaint that it is about, by its place; once or more
    #[arg(long, value_name = "N")]
    point: Vec<String>,
    /// Whether the complaint is justified: yes or no
    #[arg(long, value_name = "YES|NO")]
    justified: Option<String>,
    /// Why the fault came to be
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    occurrence: Option<String>,
    /// Why nobody noticed before the goods left
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    escape: Option<String>,
    /// One why of the chain, from the fault to its root; once or more
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    why: Vec<String>,
    /// man, machine, material, method, measurement or environment
    #[arg(long, value_name = "C")]
    category: Option<String>,
    /// Who is responsible: department, customer, supplier, carrier, authority or
    /// other
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// Their name; a department by its role
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Another lot that the cause may touch; once or more
    #[arg(long)]
    lot: Vec<String>,
    /// The report; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
/// Numbers as such, and what is none as it was typed.
fn numbers(words: &[String]) -> Vec<Value> {
    words.iter().map(|word| number(word)).collect()
}

step!(Investigate, Investigate, file: file; |this| Ok(
    Fields::default()
        .one("points", (!this.point.is_empty()).then(|| numbers(&this.point)))
        .one("justified", yes_or_no(this.justified.as_deref())?)
        .one("occurrence", this.occurrence.clone())
        .one("escape", this.escape.clone())
        .many("whys", this.why.clone())
        .one("category", this.category.clone())
        .one("party", this.party.clone())
        .one("who", this.who.clone())
        .many("lots", this.lot.clone())
        .one("text", this.text.clone())
        .done()
));
