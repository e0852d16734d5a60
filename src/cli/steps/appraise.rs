use serde_json::{Map, Value};

use super::super::context::{Context, Result};
use super::common::{Body, Fields, free_text};
use super::verbs::Step;
use crate::case::{self, Kind, Quantity};
use crate::ops::Outcome;
use crate::output::views;
use crate::report::appraisal_view;

/// Appraise an article under the guarantee: what is open, what is charged, paid
#[derive(Debug, clap::Args)]
pub(in super::super) struct Appraise {
    /// Number of the case, or its ending
    case: String,
    /// The class of goods
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// The fault, or what the customer wants otherwise, such as another size
    #[arg(long, value_name = "FAULT")]
    fault: Option<String>,
    /// How large the fault is, on the piece where it is largest: 5.5 cm
    #[arg(long, value_name = "SIZE")]
    measure: Option<String>,
    /// What the customer gets: repair, exchange, refund or none; with
    /// --dry-run and without it, what is open and why the rest is not
    #[arg(long)]
    remedy: Option<String>,
    /// The guarantee card was shown
    #[arg(long)]
    card: bool,
    /// The fault was in the goods from the start
    #[arg(long)]
    from_start: bool,
    /// The fault was made by force
    #[arg(long)]
    forced: bool,
    /// The article is not worn and in its original state
    #[arg(long)]
    unworn: bool,
    /// The customer comes from out of town
    #[arg(long)]
    out_of_town: bool,
    /// There is no equal article that could be given for it
    #[arg(long)]
    no_equal: bool,
    /// The customer declines an exchange
    #[arg(long)]
    declined: bool,
    /// Customer and seller agree on the remedy
    #[arg(long)]
    agreed: bool,
    /// One more article is given as compensation
    #[arg(long)]
    extra: bool,
    /// Repairs of the same fault that are recorded outside this case
    #[arg(long, value_name = "N", requires = "repair_record")]
    repaired: Option<u32>,
    /// Where those repairs are recorded
    #[arg(long, value_name = "TEXT", requires = "repaired", allow_hyphen_values = true, value_parser = free_text)]
    repair_record: Option<String>,
    /// Day of sale, where the complaint does not say it or names several
    #[arg(long, value_name = "DAY")]
    sold: Option<String>,
    /// Price, where the complaint does not say it or names several: 399.00 CNY
    #[arg(long, value_name = "MONEY")]
    price: Option<String>,
    /// What is paid; computed, except under a rule that itself needs --agreed:
    /// there what was agreed on, at most the price
    #[arg(long, value_name = "MONEY")]
    sum: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}

impl Step for Appraise {
    const KIND: Kind = Kind::Appraise;
    fn case(&self) -> &str {
        &self.case
    }
    fn body(&self) -> &Body {
        &self.body
    }
    fn fields(&self) -> Result<Map<String, Value>> {
        let yes = |given: bool| given.then_some(true);
        Ok(Fields::default()
            .one("class", self.class.clone())
            .one("fault", self.fault.clone())
            .one("measure", self.measure.as_deref().map(Quantity::tidied))
            .one("forced", yes(self.forced))
            .one("from_start", yes(self.from_start))
            .one("card", yes(self.card))
            .one("unworn", yes(self.unworn))
            .one("out_of_town", yes(self.out_of_town))
            .one("no_equal", yes(self.no_equal))
            .one("declined", yes(self.declined))
            .one("agreed", yes(self.agreed))
            .one("repaired", self.repaired)
            .one("repair_record", self.repair_record.clone())
            .one("sold", self.sold.clone())
            .one("price", self.price.clone())
            .one("remedy", self.remedy.clone())
            .one("extra", yes(self.extra))
            .one("text", self.text.clone())
            .one("sum", self.sum.clone())
            .done())
    }
}

/// Whether it is only asked what is open: no remedy is chosen, and nothing is
/// to be written. Then none is tried.
pub(super) fn only_asks(kind: Kind, fields: &mut Map<String, Value>, dry_run: bool) -> bool {
    let asks = kind == Kind::Appraise && dry_run && !fields.contains_key("remedy");
    if asks {
        fields.insert("remedy".to_owned(), "none".into());
    }
    asks
}

/// Prints the sum and how it comes about; where no remedy is chosen, what is
/// open and what speaks against the rest.
pub(super) fn show_appraisal(outcome: &Outcome, chosen: bool, context: &mut Context) -> Result<()> {
    let case::Body::Appraise(said) = &outcome.entry.body else {
        return Ok(());
    };
    let rules = &outcome.case.rules;
    let fact = outcome.entry.fact();
    match appraisal_view(said, &outcome.before, fact, rules, chosen) {
        Some(view) => context.print(|out, screen| views::appraisal(out, &view, screen)),
        None => Ok(()),
    }
}
