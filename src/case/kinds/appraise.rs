use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Facet, Facets, Said, words};
use crate::case::{Date, EntryId, Measure, Money, Percent, Time};
use crate::yaml::Text;

words! {
    /// What the customer gets under the guarantee.
    Remedy {
        /// The article is repaired.
        Repair = "repair",
        /// It is exchanged for another one.
        Exchange = "exchange",
        /// It is taken back and its price paid.
        Refund = "refund",
        /// Nothing is done under the guarantee.
        Nothing = "none",
    }
}

words! {
    /// Who is paid.
    Payee {
        /// The customer.
        Customer = "customer",
        /// Whoever sold the article.
        Seller = "seller",
    }
}

/// An article is appraised under the guarantee. What the policy computed is
/// written down as evidence, and `check` computes it again.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Appraise {
    /// When it was appraised, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The class of goods; the policy lists them.
    pub class: Text,
    /// The fault, or what the customer wants otherwise; the policy lists them.
    pub fault: Text,
    /// How large the fault is, on the piece where it is largest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// The fault was made by force.
    #[serde(default, skip_serializing_if = "is_false")]
    pub forced: bool,
    /// The fault was in the goods from the start.
    #[serde(default, skip_serializing_if = "is_false")]
    pub from_start: bool,
    /// The guarantee card was shown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub card: bool,
    /// The article is not worn and in its original state.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unworn: bool,
    /// The customer comes from out of town.
    #[serde(default, skip_serializing_if = "is_false")]
    pub out_of_town: bool,
    /// There is no equal article that could be given for it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub no_equal: bool,
    /// The customer declines an exchange.
    #[serde(default, skip_serializing_if = "is_false")]
    pub declined: bool,
    /// Customer and seller agree on the remedy.
    #[serde(default, skip_serializing_if = "is_false")]
    pub agreed: bool,
    /// How often the same fault was repaired, by records that are not in this
    /// case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repaired: Option<u32>,
    /// Which records those are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair_record: Option<Text>,
    /// Day of sale.
    pub sold: Date,
    /// Price, with its currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// The remedy chosen.
    pub remedy: Remedy,
    /// One more article is given as compensation.
    #[serde(default, skip_serializing_if = "is_false")]
    pub extra: bool,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// The last day of the guarantee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Days since the sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Earlier repairs of the same fault in this case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<EntryId>,
    /// The remedies that the rules open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Remedy>,
    /// The rule that opens the one chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Text>,
    /// What is charged for each day since the sale, of the price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Percent>,
    /// What is charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charge: Option<Money>,
    /// What is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum: Option<Money>,
    /// To whom it is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Payee>,
    /// The case then goes to the authority.
    #[serde(default, skip_serializing_if = "is_false")]
    pub authority: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Said for Appraise {
    fn facets() -> Facets {
        &[(Facet::Remedy, Remedy::WORDS)]
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Remedy => vec![self.remedy.to_string()],
            _ => Vec::new(),
        }
    }
    fn brief(&self) -> String {
        let measure = self
            .measure
            .as_ref()
            .map_or(String::new(), |measure| format!(" {measure}"));
        let paid = match (&self.sum, self.to) {
            (Some(sum), Some(to)) => format!(", {sum} to the {to}"),
            _ => String::new(),
        };
        let text = self
            .text
            .as_ref()
            .map_or(String::new(), |text| format!(": {text}"));
        let (remedy, fault, class) = (self.remedy, &self.fault, &self.class);
        format!("{remedy} for {fault}{measure} of {class}{paid}{text}")
    }
}
