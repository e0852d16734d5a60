use schemars::JsonSchema;
use serde::Deserialize;

use super::Label;
use crate::calendar::Term;
use crate::case::kinds::{Means, Packing, Payment, Supply, words};
use crate::sampling::{Aql, Level};
use crate::yaml::{Named, Several, Text};

words! {
    /// What the receipt of goods can be asked to name.
    Look {
        /// How they are packed.
        Packing = "packing",
        /// Whether the reasons are marked.
        Marking = "marking",
        /// Whether good and bad are apart.
        Sorting = "sorting",
        /// Where they are kept.
        Place = "place",
        /// Photographs.
        Photographs = "photographs",
        /// The customer's delivery note.
        DeliveryNote = "delivery-note",
        /// The number of the parcel (machine.4).
        Parcel = "parcel",
    }
}

/// What holds for goods that come back, and for what the customer gets for
/// them.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Returns {
    /// Reasons for which goods are taken back; any, where none is listed
    /// (aluminium.15).
    #[serde(default)]
    pub reasons: Named<Label>,
    /// Ways in which goods that come back travel; any words, where none is
    /// listed (display.21).
    #[serde(default)]
    pub transports: Named<Label>,
    /// The role of whoever leads work at the customer's site; each RMA for such
    /// work names somebody who holds it (packaging.6).
    pub lead: Option<Text>,
    /// Whether goods come back only where it is said why they are not treated
    /// at the customer's site (component.4).
    #[serde(default, rename = "on-site-first")]
    pub on_site_first: bool,
    /// For how long an RMA number is good, from its last approval on; for
    /// ever, unless said otherwise.
    pub valid: Option<Term>,
    /// What a receipt must name (display.4).
    #[serde(default)]
    pub receipt: Vec<Look>,
    /// Reasons for which goods are not taken in; any words, where none is listed
    /// (display.13).
    #[serde(default)]
    pub refusals: Named<Label>,
    /// The packings in which goods may come; original or adequate, unless
    /// said otherwise (display.5 D).
    #[serde(default)]
    pub packing: Several<Packing>,
    /// Whether goods that came otherwise than they should are settled only
    /// with a photograph (display.6).
    #[serde(default, rename = "photograph-anomalies")]
    pub photograph_anomalies: bool,
    /// Whether what was found at the customer's site needs the report of it
    /// (packaging.6).
    #[serde(default, rename = "report-on-site")]
    pub report_on_site: bool,
    /// Whether goods that came otherwise than they should are settled only
    /// once the customer was told (display.6).
    #[serde(default, rename = "tell-anomalies")]
    pub tell_anomalies: bool,
    /// The mark that restocked goods carry, such as 客退 (display.9).
    pub mark: Option<Text>,
    /// Whether a concession asks for the check of like products (packaging.5).
    #[serde(default, rename = "check-like-products")]
    pub check_like_products: bool,
    /// Whether goods go back to the customer only with the analysis report and
    /// the reason on the box (display.12).
    #[serde(default, rename = "report-with-goods")]
    pub report_with_goods: bool,
    /// From where goods for a replacement may come; where it is listed, each
    /// promise says so (component.7).
    #[serde(default)]
    pub supply: Several<Supply>,
    /// By which means the price of returned goods may be refunded; any, unless
    /// said otherwise, and never where the list is empty (aluminium.14).
    pub refund: Option<Several<Means>>,
    /// Payments of ours that need the customer's agreement first (cpar.6).
    #[serde(default)]
    pub agreed: Several<Payment>,
    /// How goods are sampled, unless the inspection says otherwise.
    pub sampling: Option<Sampling>,
}

impl Returns {
    /// Whether goods may come in that packing.
    pub fn allows(&self, packing: Packing) -> bool {
        match self.packing.is_empty() {
            true => matches!(packing, Packing::Original | Packing::Adequate),
            false => self.packing.contains(&packing),
        }
    }
}

/// How goods are sampled.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sampling {
    /// Inspection level, such as II.
    pub level: Level,
    /// Acceptance quality limit, such as 1.0.
    pub aql: Aql,
}
