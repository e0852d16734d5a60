use serde_json::{Map, Value};

use super::context::{Context, Done, Result};
use super::steps::{self, Body, Fields, StepFormat, free_text};
use crate::case::{Body as EntryBody, Kind, Quantity};
use crate::finding::Stop;
use crate::ops::{StepCall, open, parse_when};
use crate::procedure::State;

/// Open a case for a complaint
#[derive(Debug, clap::Args)]
pub(super) struct Open {
    /// The customer, by the name or code in the catalog
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    customer: Option<String>,
    /// What happened
    #[arg(long, short, allow_hyphen_values = true, value_parser = free_text)]
    description: Option<String>,
    /// By which channel it came
    #[arg(long)]
    channel: Option<String>,
    /// Who complains: customer, dealer, authority or internal
    #[arg(long)]
    source: Option<String>,
    /// The customer's own number for it
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reference: Option<String>,
    /// Whom to talk to at the customer's
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    contact: Option<String>,
    /// The customer's department
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    department: Option<String>,
    /// Where it happened
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    place: Option<String>,
    /// A single point complained of; once or more
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = free_text)]
    point: Vec<String>,
    /// Who got the goods in the end
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    consignee: Option<String>,
    /// Who in the house owns the case
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Model or article
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    model: Option<String>,
    /// Lot or batch
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    lot: Option<String>,
    /// A serial number; once or more
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    serial: Vec<String>,
    /// Day on which it was sold
    #[arg(long, value_name = "DAY")]
    sold: Option<String>,
    /// Day on which it expires: by it records are kept
    #[arg(long, value_name = "DAY")]
    expires: Option<String>,
    /// Its price, with the currency: "399.00 CNY"
    #[arg(long, value_name = "MONEY")]
    price: Option<String>,
    /// How much is complained of: "1200 pcs"
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    quantity: Option<String>,
    /// Defect, by its code in the catalog
    #[arg(long, value_name = "CODE")]
    defect: Option<String>,
    /// Kind of order: MO or SO
    #[arg(long, value_name = "KIND")]
    order_kind: Option<String>,
    /// Number of the order
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, value_parser = free_text)]
    order: Option<String>,
    /// Number of the delivery note
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, value_parser = free_text)]
    delivery_note: Option<String>,
    /// What else is known, by a name that the policy lists; once or more
    #[arg(long = "particular", value_name = "NAME=VALUE", allow_hyphen_values = true, value_parser = particular)]
    particulars: Vec<(String, String)>,
    /// What the customer wants; once or more
    #[arg(long)]
    want: Vec<String>,
    /// free or charged
    #[arg(long)]
    service: Option<String>,
    /// prototype or production
    #[arg(long)]
    stage: Option<String>,
    #[command(flatten)]
    body: Body,
}

impl Open {
    fn fields(&self) -> Map<String, Value> {
        let product = Fields::default()
            .one("model", self.model.clone())
            .one("lot", self.lot.clone())
            .many("serials", self.serial.clone())
            .one("expires", self.expires.clone())
            .one("sold", self.sold.clone())
            .one("price", self.price.clone())
            .done();
        let order = Fields::default()
            .one("kind", self.order_kind.clone())
            .one("number", self.order.clone())
            .done();
        let particulars = self.particulars.iter();
        let particulars = particulars.map(|(name, value)| (name.clone(), value.as_str().into()));
        let some = |map: Map<String, Value>| (!map.is_empty()).then_some(Value::Object(map));
        Fields::default()
            .one("source", self.source.clone())
            .one("customer", self.customer.clone())
            .one("reference", self.reference.clone())
            .one("channel", self.channel.clone())
            .one("consignee", self.consignee.clone())
            .one("contact", self.contact.clone())
            .one("department", self.department.clone())
            .one("place", self.place.clone())
            .one("owner", self.owner.clone())
            .one("product", some(product))
            .one("quantity", self.quantity.as_deref().map(Quantity::tidied))
            .one("order", some(order))
            .one("delivery_note", self.delivery_note.clone())
            .one("defect", self.defect.clone())
            .one("description", self.description.clone())
            .one("particulars", some(particulars.collect()))
            .many("points", self.point.clone())
            .many("wants", self.want.clone())
            .one("service", self.service.clone())
            .one("stage", self.stage.clone())
            .done()
    }

    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let mut flags = self.fields();
        if let Some(when) = &self.body.flags.when {
            flags.insert(
                "when".to_owned(),
                parse_when(when, &desk.book.calendar)?.to_string().into(),
            );
        }
        let mut fields = self.body.flags.fields(Kind::Open, flags, context)?;
        desk.book.write_codes(Kind::Open, &mut fields);
        let body = Kind::Open.from_json(Value::Object(fields));
        let body = body.map_err(|finding| {
            context.placed(steps::with_flags(Stop::from(finding), Kind::Open))
        })?;
        let EntryBody::Open(body) = body else {
            return Err(steps::bad("entry", "open"));
        };
        let call = StepCall {
            dry_run: self.body.flags.dry_run,
            commit: self.body.flags.commit,
        };
        let opened = open(&desk, body, call).map_err(|stop| context.placed(stop))?;
        if opened.written {
            context.warn_rehearsal(&desk);
            context.warn_unreserved(&desk);
        }
        if self.body.format == StepFormat::Json {
            return steps::show_json(&opened.case, &desk, context);
        }
        if !opened.written {
            return steps::write_text(&opened.text, context);
        }
        context.line(opened.case.case.number())?;
        let entry = opened.case.case.log[0].clone();
        steps::show_outcome(&opened.case, &entry, &State::default(), &desk, context)?;
        context.commit_line(opened.commit.as_deref())?;
        Ok(Done::Fine)
    }
}

/// A name and a value, with an equals sign between them.
fn particular(text: &str) -> std::result::Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
