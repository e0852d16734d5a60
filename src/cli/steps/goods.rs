//! Verbs about goods that come back, and what the customer gets for them.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::super::context::Result;
use super::common::{Body, Fields, free_text, yes_or_no};
use super::items::{self, many};
use super::verbs::{Step, step};
use crate::case::Kind;

/// The only item, by its flags.
#[derive(Debug, clap::Args)]
struct Only {
    /// Model of the only item
    #[arg(long, conflicts_with = "items")]
    model: Option<String>,
    /// Lot of the only item
    #[arg(long, conflicts_with = "items")]
    lot: Option<String>,
    /// Quantity of the only item
    #[arg(long, value_name = "N UNIT", conflicts_with = "items")]
    quantity: Option<String>,
}

/// The items given one by one, or the only one by its flags.
fn listed(several: &[String], only: &Only, serials: &[String]) -> Result<Option<Value>> {
    let mut items = several
        .iter()
        .map(|text| items::goods(text))
        .collect::<Result<Vec<Value>>>()?;
    let only = Fields::default()
        .one("model", only.model.clone())
        .one("lot", only.lot.clone())
        .one("quantity", many(&only.quantity))
        .many("serials", serials.to_vec())
        .done();
    if !only.is_empty() {
        items.push(Value::Object(only));
    }
    Ok((!items.is_empty()).then_some(Value::Array(items)))
}

/// Ask for goods to come back, or to be treated at the customer's
#[derive(Debug, clap::Args)]
pub(in super::super) struct Rma {
    /// Number of the case, or its ending
    case: String,
    /// Why; the policy lists the reasons
    #[arg(long, value_name = "R")]
    reason: Option<String>,
    /// return, on-site or no-goods
    #[arg(long)]
    way: Option<String>,
    /// Whether the customer gets other goods for them: yes or no
    #[arg(long, value_name = "YES|NO")]
    replenish: Option<String>,
    /// Goods: "MODEL LOT 1200 pcs", or "model=… , lot=… , serial=S1+S2, 2 pcs";
    /// once or more; what is complained of if none is named
    #[arg(long = "item", value_name = "GOODS")]
    items: Vec<String>,
    #[command(flatten)]
    only: Only,
    /// A serial number of the only item; once or more
    #[arg(long, conflicts_with = "items")]
    serial: Vec<String>,
    /// Why the goods come back and are not treated on site
    #[arg(long, value_name = "WHY", allow_hyphen_values = true, value_parser = free_text)]
    not_on_site: Option<String>,
    /// How the goods travel
    #[arg(long, value_name = "TEXT")]
    transport: Option<String>,
    /// Who goes to the customer; once or more
    #[arg(long, value_name = "PERSON")]
    team: Vec<String>,
    /// Who leads them
    #[arg(long, value_name = "PERSON")]
    lead: Option<String>,
    /// The standard agreed with the customer for the work on site
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    standard: Option<String>,
    /// By which day the work on site is done
    #[arg(long, value_name = "DAY")]
    by_day: Option<String>,
    /// The only part to be exchanged, such as the panel
    #[arg(long, value_name = "PART")]
    exchange: Option<String>,
    /// What the goods are worth: "12000.00 CNY"
    #[arg(long, value_name = "MONEY")]
    value: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}

step!(Rma, Rma; |this| {
    let replenish = yes_or_no(this.replenish.as_deref())?;
    Ok(Fields::default()
        .one("reason", this.reason.clone())
        .one("items", listed(&this.items, &this.only, &this.serial)?)
        .one("way", this.way.clone())
        .one("replenish", replenish)
        .one("not_on_site", this.not_on_site.clone())
        .one("transport", this.transport.clone())
        .many("team", this.team.clone())
        .one("lead", this.lead.clone())
        .one("standard", this.standard.clone())
        .one("by", this.by_day.clone())
        .one("exchange", this.exchange.clone())
        .one("value", this.value.clone())
        .one("text", this.text.clone())
        .done())
});

/// Count goods that came, or record that they were not taken in
#[derive(Debug, clap::Args)]
pub(in super::super) struct Receive {
    /// Number of the case, or its ending
    case: String,
    /// The RMA under which they came, where several wait
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
    /// The RMA number marked on the goods; leave it out where none is
    #[arg(long, value_name = "RMA")]
    number: Option<String>,
    /// Goods as counted: "MODEL LOT 1187 pcs"; once or more
    #[arg(long = "item", value_name = "GOODS")]
    items: Vec<String>,
    #[command(flatten)]
    only: Only,
    /// A serial number of the only item; once or more
    #[arg(long, conflicts_with = "items")]
    serial: Vec<String>,
    /// More is to come
    #[arg(long)]
    partial: bool,
    /// The rest that was to come will not
    #[arg(long, conflicts_with_all = ["items", "quantity", "partial", "refused"])]
    no_more: bool,
    /// original, adequate, unfit or loose
    #[arg(long)]
    packing: Option<String>,
    /// Whether the reasons are marked: marked, partly or unmarked
    #[arg(long)]
    marking: Option<String>,
    /// Whether good and bad are apart: sorted or mixed
    #[arg(long)]
    sorting: Option<String>,
    /// Where they are kept
    #[arg(long)]
    place: Option<String>,
    /// The customer's delivery note
    #[arg(long, value_name = "NOTE")]
    delivery_note: Option<String>,
    /// Number of the parcel in which they came
    #[arg(long, value_name = "NUMBER")]
    parcel: Option<String>,
    /// A photograph; it is copied into the case's folder; once or more
    #[arg(long, value_name = "FILE")]
    photograph: Vec<PathBuf>,
    /// Why the goods were not taken in; then they do not count. The policy may
    /// list the reasons
    #[arg(long, value_name = "WHY", allow_hyphen_values = true, value_parser = free_text)]
    refused: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}

step!(Receive, Receive, target: entry, photographs: photograph; |this| {
    Ok(Fields::default()
        .one("number", this.number.clone())
        .one("items", listed(&this.items, &this.only, &this.serial)?)
        .one("no_more", this.no_more.then_some(true))
        .one("partial", this.partial.then_some(true))
        .one("packing", this.packing.clone())
        .one("marking", this.marking.clone())
        .one("sorting", this.sorting.clone())
        .one("place", this.place.clone())
        .one("delivery_note", this.delivery_note.clone())
        .one("parcel", this.parcel.clone())
        .one("refused", this.refused.clone())
        .one("text", this.text.clone())
        .done())
});

/// Settle goods that came otherwise than their RMA says
#[derive(Debug, clap::Args)]
pub(in super::super) struct Resolve {
    /// Number of the case, or its ending
    case: String,
    /// The delivery on hold, or its item: ENTRY/2
    entry: Option<String>,
    /// accepted, sent-back or corrected
    #[arg(long)]
    how: Option<String>,
    /// The RMA that covers them, where they are corrected
    #[arg(long, value_name = "ENTRY")]
    rma: Option<String>,
    /// Why; what the customer was told
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Resolve, Resolve, target: entry; |this| Ok(
    Fields::default()
        .one("how", this.how.clone())
        .one("rma", this.rma.clone())
        .one("reason", this.reason.clone())
        .done()
));

/// Enter what becomes of returned goods, piece by piece
#[derive(Debug, clap::Args)]
pub(in super::super) struct Disposition {
    /// Number of the case, or its ending
    case: String,
    /// The goods, where several deliveries are there; or an item: ENTRY/2
    entry: Option<String>,
    /// What is done with how many: "rework 38 pcs", "scrap 8 of defective",
    /// "restock all good"; once or more
    #[arg(long = "item", value_name = "DECISION")]
    items: Vec<String>,
    /// What is marked on restocked goods, such as 客退
    #[arg(long)]
    mark: Option<String>,
    /// What the check of like products found; a concession asks for it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    like_products: Option<String>,
    /// Number of the note with which goods go into stock
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, value_parser = free_text)]
    stock_note: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}

step!(Disposition, Disposition, target: entry; |this| {
    let items = this
        .items
        .iter()
        .map(|text| items::decided(text))
        .collect::<Result<Vec<Value>>>()?;
    let items = (!items.is_empty()).then_some(Value::Array(items));
    Ok(Fields::default()
        .one("items", items)
        .one("mark", this.mark.clone())
        .one("like_products", this.like_products.clone())
        .one("stock_note", this.stock_note.clone())
        .one("text", this.text.clone())
        .done())
});

/// Promise the customer other goods: how much, and by when
#[derive(Debug, clap::Args)]
pub(in super::super) struct Replace {
    /// Number of the case, or its ending
    case: String,
    /// The RMA for whose goods it is
    #[arg(value_name = "RMA")]
    entry: Option<String>,
    /// Goods: "MODEL LOT 1200 pcs"; once or more; those of the RMA if none is
    /// named
    #[arg(long = "item", value_name = "GOODS")]
    items: Vec<String>,
    #[command(flatten)]
    only: Only,
    /// The day by which they are shipped
    #[arg(long, value_name = "DAY")]
    by_day: Option<String>,
    /// stock, made-anew or reworked
    #[arg(long)]
    source: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}

step!(Replace, Replace, target: entry; |this| {
    Ok(Fields::default()
        .one("items", listed(&this.items, &this.only, &[])?)
        .one("by", this.by_day.clone())
        .one("source", this.source.clone())
        .one("text", this.text.clone())
        .done())
});

/// Enter that goods left for the customer
#[derive(Debug, clap::Args)]
pub(in super::super) struct Ship {
    /// Number of the case, or its ending
    case: String,
    /// The promise, or the disposition that returns goods; or an item: ENTRY/2
    entry: Option<String>,
    /// How much; everything that is to leave unless said otherwise
    #[arg(long, value_name = "N UNIT")]
    quantity: Option<String>,
    /// Number of the delivery note
    #[arg(long, value_name = "NOTE")]
    delivery_note: Option<String>,
    /// Who carries it
    #[arg(long)]
    carrier: Option<String>,
    /// A serial number; once or more
    #[arg(long)]
    serial: Vec<String>,
    /// The analysis report that goes with returned goods; it is copied into the
    /// case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// The reason marked on the box of returned goods
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Ship, Ship, target: entry, file: file; |this| Ok(
    Fields::default()
        .one("quantity", many(&this.quantity))
        .one("delivery_note", this.delivery_note.clone())
        .one("carrier", this.carrier.clone())
        .many("serials", this.serial.clone())
        .one("reason", this.reason.clone())
        .one("text", this.text.clone())
        .done()
));

/// Enter that the customer has the goods and accepts them
#[derive(Debug, clap::Args)]
pub(in super::super) struct Accept {
    /// Number of the case, or its ending
    case: String,
    /// The shipment, where several are on the way, or the appraisal
    entry: Option<String>,
    /// How much, where that is not all of it; the rest is shipped again
    #[arg(long, value_name = "N UNIT")]
    quantity: Option<String>,
    /// In words: who accepted it, how
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Accept, Accept, target: entry; |this| Ok(
    Fields::default()
        .one("quantity", many(&this.quantity))
        .one("text", this.text.clone())
        .done()
));

/// Enter money for what the complaint cost
#[derive(Debug, clap::Args)]
pub(in super::super) struct Compensate {
    /// Number of the case, or its ending
    case: String,
    /// The entry that caused it
    #[arg(long = "for", value_name = "ENTRY")]
    target: Option<String>,
    /// sorting, line-stop, recall, discount, refund, transport or other
    #[arg(long)]
    kind: Option<String>,
    /// How much: "1250.00 CNY"
    #[arg(long, value_name = "MONEY")]
    amount: Option<String>,
    /// Who bears it: us, supplier or carrier; we unless said otherwise
    #[arg(long, value_name = "WHO")]
    paid_by: Option<String>,
    /// The supplier or carrier that it is charged on to
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// cash, transfer, credit-note or deduction
    #[arg(long)]
    means: Option<String>,
    /// In words: what was negotiated, the voucher
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Compensate, Compensate, target: target; |this| Ok(
    Fields::default()
        .one("kind", this.kind.clone())
        .one("amount", many(&this.amount))
        .one("paid_by", this.paid_by.clone())
        .one("party", this.party.clone())
        .one("means", this.means.clone())
        .one("text", this.text.clone())
        .done()
));
