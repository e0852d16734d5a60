use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Facet, Facets, Said, words};
use crate::case::{CaseNumber, Date, Money, PersonId, Quantity, Time};
use crate::yaml::{Named, Several, Text};

words! {
    /// Who complains.
    Source {
        /// The customer.
        Customer = "customer",
        /// A dealer.
        Dealer = "dealer",
        /// An authority.
        Authority = "authority",
        /// Somebody of the house.
        Internal = "internal",
    }
}

words! {
    /// Whether the service is charged (machine.1).
    Service {
        /// Free of charge.
        Free = "free",
        /// Charged.
        Charged = "charged",
    }
}

words! {
    /// Whether a prototype or a production article failed (machine.1).
    Stage {
        /// A prototype.
        Prototype = "prototype",
        /// A production article.
        Production = "production",
    }
}

/// A product complained of.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Model or article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<Text>,
    /// Lot or batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<Text>,
    /// Serial numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serials: Vec<Text>,
    /// Day of production.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced: Option<Date>,
    /// Day on which it expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// Day of sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sold: Option<Date>,
    /// Price, with its currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
}

/// The order that the goods belong to.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Kind of order, such as MO (mass production) or SO (sample order).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Text>,
    /// Number of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Text>,
}

/// A complaint is received: always the first entry.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// When the complaint came, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// Who complains; a customer unless said otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The customer, by the name or code in the catalog.
    pub customer: Text,
    /// The customer's own number for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Text>,
    /// By which channel it came; the policy lists them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Text>,
    /// Who got the goods in the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consignee: Option<Text>,
    /// Whom to talk to at the customer's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Text>,
    /// The customer's department (machine.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<Text>,
    /// Where it happened (machine.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
    /// Who in the house owns the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// The product complained of, or several.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub product: Several<Product>,
    /// How much is complained of, with its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// The order that the goods belong to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// Number of the delivery note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_note: Option<Text>,
    /// Defect, by its code in the catalog.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defect: Option<Text>,
    /// What happened, in words.
    pub description: Text,
    /// What else is to be known of a complaint in this house, by the names that
    /// the policy lists (notice.5).
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub particulars: Named<Text>,
    /// The single points complained of, each to be answered (drugstore.1).
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub points: Several<Text>,
    /// What the customer wants; the policy lists the words.
    #[serde(default, skip_serializing_if = "Several::is_empty")]
    pub wants: Several<Text>,
    /// Whether the service is free or charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
    /// Prototype or production.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
}

impl Open {
    /// A complaint that says no more than it must.
    pub fn new(customer: Text, description: Text) -> Self {
        Open {
            when: None,
            source: None,
            customer,
            reference: None,
            channel: None,
            consignee: None,
            contact: None,
            department: None,
            place: None,
            owner: None,
            product: Several::default(),
            quantity: None,
            order: None,
            delivery_note: None,
            defect: None,
            description,
            particulars: Named::default(),
            points: Several::default(),
            wants: Several::default(),
            service: None,
            stage: None,
        }
    }

    /// The models complained of.
    pub fn models(&self) -> impl Iterator<Item = &Text> {
        self.product
            .iter()
            .filter_map(|product| product.model.as_ref())
    }

    /// The lots complained of.
    pub fn lots(&self) -> impl Iterator<Item = &Text> {
        self.product
            .iter()
            .filter_map(|product| product.lot.as_ref())
    }

    /// The kind of order.
    pub fn order_kind(&self) -> Option<&Text> {
        self.order.as_ref()?.kind.as_ref()
    }
}

impl Said for Open {
    fn facets() -> Facets {
        &[(Facet::Want, &[])]
    }
    fn facet(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Want => self.wants.iter().map(Text::to_string).collect(),
            _ => Vec::new(),
        }
    }
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn brief(&self) -> String {
        let points = (1..).zip(self.points.iter());
        let points: Vec<String> = points
            .map(|(at, point)| format!("; {at}: {point}"))
            .collect();
        format!("{}: {}{}", self.customer, self.description, points.concat())
    }
}

/// The complaint is graded. What the policy computed is written down as
/// evidence, and `check` computes it again.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Classify {
    /// When it was decided, where that is not when it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Time>,
    /// The criteria met; the policy lists them with their seriousness.
    pub criteria: Several<Text>,
    /// How far it reaches; the policy lists the words.
    pub scope: Text,
    /// Nature of the complaint; the policy lists the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nature: Option<Text>,
    /// Other cases with the same fault, as found when this was written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<CaseNumber>,
    /// The severity.
    pub severity: Text,
    /// The rule that gave it.
    pub rule: Text,
    /// Why a person decided otherwise than the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

impl Said for Classify {
    fn when(&self) -> Option<Time> {
        self.when
    }
    fn brief(&self) -> String {
        format!("{}  {}", self.severity, self.rule)
    }
}
