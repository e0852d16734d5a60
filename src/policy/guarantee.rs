use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Label;
use crate::calendar::Term;
use crate::case::kinds::{Remedy, words};
use crate::case::{Money, Percent, Quantity};
use crate::yaml::{Named, Several, Text};

words! {
    /// Something that must be so for a rule of the guarantee to open a remedy.
    Circumstance {
        /// The fault was not made by force.
        NotForced = "not-forced",
        /// The fault was in the goods from the start.
        FromStart = "from-start",
        /// The article is not worn and in its original state.
        Unworn = "unworn",
        /// There is no equal article.
        NoEqual = "no-equal",
        /// The customer declines an exchange.
        Declined = "declined",
        /// Customer and seller agree.
        Agreed = "agreed",
    }
}

words! {
    /// Where half of the last digit goes.
    Half {
        /// Away from nothing.
        Up = "up",
        /// To the even digit.
        Even = "even",
    }
}

/// What a seller answers for after the sale.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guarantee {
    /// Groups of classes, for rules that hold for several.
    #[serde(default)]
    pub groups: Named<Label>,
    /// How long the guarantee lasts for classes that do not say it.
    pub period: Option<Term>,
    /// Classes of goods.
    pub classes: Named<GoodsClass>,
    /// Faults, and what customers may want otherwise.
    pub faults: Named<Label>,
    /// Whether the guarantee card must be shown, where a rule does not say
    /// otherwise.
    #[serde(default)]
    pub card: bool,
    /// What opens which remedy.
    pub rules: Named<Opening>,
    /// What is charged for the time of use; the first row that names the class
    /// or a group of it counts.
    #[serde(default)]
    pub charges: Named<Charge>,
    /// How sums are rounded.
    pub rounding: Rounding,
}

/// A class of goods.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoodsClass {
    /// In words.
    #[serde(default)]
    pub label: Label,
    /// The groups that it belongs to.
    #[serde(default)]
    pub group: Several<Text>,
    /// How long the guarantee lasts, from the day of sale on.
    pub period: Option<Term>,
}

/// A rule of the guarantee: where all of it holds, its remedies are open.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The classes or groups that it is about.
    pub class: Several<Text>,
    /// The faults that it is about.
    pub fault: Several<Text>,
    /// The remedies that it opens.
    pub opens: Several<Remedy>,
    /// The fault measures more than this.
    pub over: Option<Quantity>,
    /// The fault measures this at most.
    #[serde(rename = "up-to")]
    pub up_to: Option<Quantity>,
    /// No more time has passed since the sale.
    pub within: Option<Term>,
    /// The same for customers from out of town.
    #[serde(rename = "within-out-of-town")]
    pub within_out_of_town: Option<Term>,
    /// The price is this or more.
    #[serde(rename = "price-from")]
    pub price_from: Option<Money>,
    /// The same fault was repaired so often already.
    pub repaired: Option<u32>,
    /// What else must be so.
    #[serde(default)]
    pub needs: Several<Circumstance>,
    /// Whether the guarantee card must be shown; as for the others unless said.
    pub card: Option<bool>,
    /// It holds after the end of the guarantee too.
    #[serde(default, rename = "any-time")]
    pub any_time: bool,
    /// Nothing is charged for the time of use.
    #[serde(default)]
    pub free: bool,
    /// How many times the price is refunded; once unless said.
    #[serde(default = "once")]
    pub times: NonZeroU32,
    /// With an exchange one more article may be given as compensation.
    #[serde(default)]
    pub extra: bool,
    /// The case then goes to the authority.
    #[serde(default)]
    pub authority: bool,
}

fn once() -> NonZeroU32 {
    NonZeroU32::MIN
}

/// What is charged for each day since the sale, of the price; the whole price
/// at most.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// The classes or groups that it is about.
    pub class: Several<Text>,
    /// For an exchange.
    pub exchange: Option<Percent>,
    /// For a refund.
    pub refund: Option<Percent>,
}

/// How sums are rounded.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// Digits behind the point.
    pub decimals: u32,
    /// Where half of the last digit goes.
    pub half: Half,
}

impl Guarantee {
    /// Whether a list of classes and groups has that class.
    pub fn includes(&self, list: &[Text], class: &str) -> bool {
        let row = self.classes.get(class);
        let groups = row.map_or(&[][..], |row| &row.group);
        list.iter()
            .any(|name| name.as_str() == class || groups.contains(name))
    }

    /// How long the guarantee of that class lasts.
    pub fn period(&self, class: &str) -> Option<Term> {
        self.classes.get(class)?.period.or(self.period)
    }

    /// What is charged for each day until such a remedy.
    pub fn rate(&self, class: &str, remedy: Remedy) -> Option<&Percent> {
        let mut rows = self.charges.iter().map(|(_, charge)| charge);
        let charge = rows.find(|charge| self.includes(&charge.class, class))?;
        match remedy {
            Remedy::Exchange => charge.exchange.as_ref(),
            Remedy::Refund => charge.refund.as_ref(),
            Remedy::Repair | Remedy::Nothing => None,
        }
    }
}
