use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Label;
use crate::calendar::Term;
use crate::case::Date;
use crate::yaml::{Named, Several, Text};

/// Defect codes, products and customers. Where a list is there, values are
/// checked against it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "plaint catalog")]
pub struct Catalog {
    /// Defect codes.
    #[serde(default)]
    pub defects: Named<Label>,
    /// Products, by model.
    #[serde(default)]
    pub products: Named<Label>,
    /// Customers, by the name or code that cases use.
    #[serde(default)]
    pub customers: Named<Customer>,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// Name.
    pub name: Option<Text>,
    /// Other names and spellings that mean this customer.
    #[serde(default)]
    pub also: Several<Text>,
    /// Class, such as key or ordinary (accounts.1).
    pub class: Option<Text>,
    /// The customer's own terms, by clock or by want; they take the place of
    /// the policy's limits.
    #[serde(default, deserialize_with = "super::clocks::limits")]
    pub terms: Named<Term>,
    /// The terms that held before, for complaints of those days.
    #[serde(default)]
    pub earlier: Vec<EarlierTerms>,
}

/// Terms that a customer had once.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierTerms {
    /// The last day on which they held.
    pub until: Date,
    /// The terms, by clock or by want; none where the policy's limits held.
    #[serde(default, deserialize_with = "super::clocks::limits")]
    pub terms: Named<Term>,
}

impl Customer {
    /// The terms for a complaint of that day.
    pub fn terms_on(&self, day: NaiveDate) -> &Named<Term> {
        let covers = |earlier: &&EarlierTerms| day <= earlier.until.0;
        let earlier = self
            .earlier
            .iter()
            .filter(covers)
            .min_by_key(|one| one.until);
        earlier.map_or(&self.terms, |one| &one.terms)
    }
}

impl Catalog {
    /// The customer of that name, code or other spelling.
    pub fn customer(&self, name: &str) -> Option<(&str, &Customer)> {
        let named = |(code, customer): &(&str, &Customer)| {
            *code == name
                || customer
                    .name
                    .as_ref()
                    .is_some_and(|known| known.as_str() == name)
                || customer.also.iter().any(|known| known.as_str() == name)
        };
        self.customers.iter().find(named)
    }
}
