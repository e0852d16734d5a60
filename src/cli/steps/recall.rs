//! Verbs about goods that have left: stopped, called back, and who is told.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::super::context::Result;
use super::common::{Body, Fields, free_text};
use super::items::{delivered, many};
use super::verbs::{Step, step};
use crate::case::Kind;

/// Stop a lot where it lies
#[derive(Debug, clap::Args)]
pub(in super::super) struct Contain {
    /// Number of the case, or its ending
    case: String,
    /// The lot
    #[arg(long)]
    lot: Option<String>,
    /// Where it lies
    #[arg(long)]
    place: Option<String>,
    /// quarantine, stop-shipment, stop-sale, sort or inform
    #[arg(long)]
    action: Option<String>,
    /// How much of it is there: "300 pcs"; it may be nothing: "0 pcs"
    #[arg(long, value_name = "N UNIT")]
    quantity: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Contain, Contain; |this| Ok(
    Fields::default()
        .one("lot", this.lot.clone())
        .one("place", this.place.clone())
        .one("action", this.action.clone())
        .one("quantity", many(&this.quantity))
        .one("text", this.text.clone())
        .done()
));

/// Decide whether goods that have left are called back
#[derive(Debug, clap::Args)]
pub(in super::super) struct Recall {
    /// Number of the case, or its ending
    case: String,
    /// recall or no-recall
    #[arg(long)]
    decision: Option<String>,
    /// A lot; once or more
    #[arg(long)]
    lot: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    /// A customer who got it, and how much: "ACME 300 pcs"; once or more; those
    /// who were traced, or whom the shipment data name, if none is
    #[arg(long, value_name = "CUSTOMER")]
    customer: Vec<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Recall, Recall; |this| Ok(
    Fields::default()
        .one("decision", this.decision.clone())
        .many("lots", this.lot.clone())
        .one("reason", this.reason.clone())
        .one("customers", delivered(&this.customer)?)
        .one("text", this.text.clone())
        .done()
));

/// Enter that a customer, an authority or somebody else was told
#[derive(Debug, clap::Args)]
pub(in super::super) struct Notify {
    /// Number of the case, or its ending
    case: String,
    /// The recall or investigation that it is about
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
    /// customer, authority, department, supplier, carrier or other
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// Their name; a department by its role
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Why they are not told: it is decided that they need not be
    #[arg(long, value_name = "WHY", allow_hyphen_values = true, value_parser = free_text)]
    not_needed: Option<String>,
    /// The letter; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Notify, Notify, target: entry, file: file; |this| Ok(
    Fields::default()
        .one("party", this.party.clone())
        .one("who", this.who.clone())
        .one("not_needed", this.not_needed.clone())
        .one("text", this.text.clone())
        .done()
));

/// Enter what came back of recalled goods
#[derive(Debug, clap::Args)]
pub(in super::super) struct Retrieve {
    /// Number of the case, or its ending
    case: String,
    /// The recall, where there are several
    #[arg(value_name = "RECALL")]
    entry: Option<String>,
    /// Whose goods they were
    #[arg(long)]
    customer: Option<String>,
    /// How much is here, or destroyed where it was: "280 pcs"
    #[arg(long, value_name = "N UNIT")]
    quantity: Option<String>,
    /// Why the rest cannot be had back; then nothing more is awaited
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    rest: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Retrieve, Retrieve, target: entry; |this| Ok(
    Fields::default()
        .one("customer", this.customer.clone())
        .one("quantity", many(&this.quantity))
        .one("rest", this.rest.clone())
        .one("text", this.text.clone())
        .done()
));
