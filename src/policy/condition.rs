use schemars::JsonSchema;
use serde::Deserialize;

use crate::case::kinds::{Bearer, Party, Settled, Way, words};
use crate::case::{Money, Quantity};
use crate::yaml::{Several, Text};

words! {
    /// How goods came.
    Arrival {
        /// As their RMA says.
        Normal = "normal",
        /// Otherwise (display.5).
        Abnormal = "abnormal",
        /// They were not taken in.
        Refused = "refused",
    }
}

/// When a rule applies: every field given must hold. Not an expression
/// language, so that an editor completes it and `explain` names the field
/// that decided.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The severity is one of these.
    #[serde(default)]
    pub severity: Several<Text>,
    /// The scope is one of these.
    #[serde(default)]
    pub scope: Several<Text>,
    /// One of these criteria is met.
    #[serde(default)]
    pub criterion: Several<Text>,
    /// The nature is one of these.
    #[serde(default)]
    pub nature: Several<Text>,
    /// The complaint came by one of these channels.
    #[serde(default)]
    pub channel: Several<Text>,
    /// One of these complains.
    #[serde(default)]
    pub source: Several<Text>,
    /// The customer wants one of these.
    #[serde(default)]
    pub want: Several<Text>,
    /// The order is of one of these kinds.
    #[serde(default)]
    pub order_kind: Several<Text>,
    /// The customer is of one of these classes.
    #[serde(default)]
    pub customer_class: Several<Text>,
    /// It is about more than this: the goods of all RMAs, or of all
    /// replacement, of the case; those that came, for what is done with them;
    /// else what is complained of. Of several limits the one in the unit of the
    /// goods counts; where there is none, nobody knows whether it is more.
    #[serde(default)]
    pub quantity_over: Several<Quantity>,
    /// It is about less than this.
    #[serde(default)]
    pub quantity_under: Several<Quantity>,
    /// It is about more money than this: all payments of the case, or the
    /// value of all its RMAs.
    #[serde(default)]
    pub amount_over: Several<Money>,
    /// The entry is a reply, a payment or an action of one of these kinds.
    #[serde(default)]
    pub kind: Several<Text>,
    /// Goods are taken back for one of these reasons.
    #[serde(default)]
    pub reason: Several<Text>,
    /// Goods go one of these ways.
    #[serde(default)]
    pub way: Several<Way>,
    /// The goods came in one of these ways.
    #[serde(default)]
    pub arrival: Several<Arrival>,
    /// Goods on hold are settled in one of these ways.
    #[serde(default)]
    pub how: Several<Settled>,
    /// One of these is decided about returned goods, or about a recall.
    #[serde(default)]
    pub decision: Several<Text>,
    /// One of these bears the cost.
    #[serde(default)]
    pub paid_by: Several<Bearer>,
    /// The entry closes on one of these grounds.
    #[serde(default)]
    pub basis: Several<Text>,
    /// The entry is an appraisal with one of these remedies.
    #[serde(default)]
    pub remedy: Several<Text>,
    /// The entry is an appraisal that gives one more article as compensation.
    pub extra: Option<bool>,
    /// The entry names one of these parties; else the investigation does.
    #[serde(default)]
    pub party: Several<Party>,
    /// The investigation finds the complaint justified, or not.
    pub justified: Option<bool>,
    /// The entry is for one of these kinds of entry, or of action or reply.
    #[serde(default)]
    pub target: Several<Text>,
    /// The severity was decided by a person otherwise than by the rule.
    pub overridden: Option<bool>,
}

impl Condition {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Condition::default()
    }
}
