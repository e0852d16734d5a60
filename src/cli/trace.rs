use serde_json::{Map, Value};

use super::context::{Context, Done, Result};
use super::steps::{self, Body, Fields, Step, StepFormat, bad, delivered, free_text};
use crate::case::Kind;
use crate::messages::Phrase;
use crate::ops::trace::{Followed, no_data, who_got};
use crate::output::{json, views};

/// Look who got a lot; with --case, enter it there
#[derive(Debug, clap::Args)]
pub(super) struct Trace {
    /// The lot
    #[arg(allow_hyphen_values = true, value_parser = free_text)]
    lot: String,
    /// Enter it in that case; without, it is only looked
    #[arg(long)]
    case: Option<String>,
    /// A customer who got it, and how much: "ACME 300 pcs"; once or more; stands
    /// for what the shipment data say of that customer
    #[arg(long, value_name = "CUSTOMER", requires = "case")]
    customer: Vec<String>,
    /// In words
    #[arg(long, requires = "case", allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}

impl Step for Trace {
    const KIND: Kind = Kind::Trace;
    fn case(&self) -> &str {
        self.case.as_deref().unwrap_or_default()
    }
    fn body(&self) -> &Body {
        &self.body
    }
    fn fields(&self) -> Result<Map<String, Value>> {
        Ok(Fields::default()
            .one("lot", Some(self.lot.clone()))
            .one("customers", delivered(&self.customer)?)
            .one("text", self.text.clone())
            .done())
    }
}

impl Trace {
    pub fn run(self, context: &mut Context) -> Result {
        if self.case.is_some() {
            return self.enter(context);
        }
        if let Some(flag) = self.step_flag() {
            return Err(bad("flag-of-entry", flag));
        }
        let desk = context.desk()?;
        let followed = who_got(&desk, &self.lot)?.ok_or_else(no_data)?;
        context.print(|out, screen| match self.body.format {
            StepFormat::Table => views::trace(out, &followed.view, screen),
            StepFormat::Json => json::write(out, &followed.view),
        })?;
        notes(&followed, context);
        Ok(Done::Fine)
    }

    fn enter(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let followed = who_got(&desk, &self.lot)?;
        let by_hand = !self.customer.is_empty();
        let done = steps::run(self, context)?;
        if let Some(followed) = followed.filter(|_| !by_hand) {
            notes(&followed, context);
        }
        Ok(done)
    }

    /// A flag that only an entry has use for.
    fn step_flag(&self) -> Option<&'static str> {
        let body = &self.body;
        let given = [
            (body.when.is_some(), "--when"),
            (body.from.is_some(), "--from"),
            (body.edit, "--edit"),
            (body.dry_run, "--dry-run"),
            (body.commit, "--commit"),
        ];
        given
            .iter()
            .find(|(given, _)| *given)
            .map(|(_, flag)| *flag)
    }
}

/// Says that nobody got the lot, and how much of the data was not read.
fn notes(followed: &Followed, context: &mut Context) {
    let view = &followed.view;
    if view.customers.is_empty() {
        let nearest = followed.nearest.as_deref().unwrap_or_default();
        let args = [("lot", view.lot.as_str()), ("nearest", nearest)];
        context.note(Phrase::NobodyGot, &args);
    }
    if view.left_out > 0 {
        let count = view.left_out.to_string();
        let s = if view.left_out == 1 { "" } else { "s" };
        context.note(Phrase::RowsLeftOut, &[("count", &count), ("s", s)]);
    }
}
