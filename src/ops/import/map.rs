use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::Deserializer;

use super::cell::{Cell, Forms};
use super::date::DatePattern;
use super::rule::Rule;
use crate::case::kinds::{Service, Source, Stage};
use crate::case::{Date, Money, PersonId, Quantity, Time};
use crate::finding::Finding;
use crate::yaml::{Several, Text, expected, spelled};

/// How the rows of a CSV file become cases.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "plaint import map")]
pub struct Map {
    /// Name of the system that the file comes from. With the row's id it is
    /// the reference of the case, by which a second run knows it again.
    pub source: Text,
    /// Encoding of the file, such as `GB18030` or `windows-1252`; UTF-8,
    /// UTF-16 with a byte order mark, and GB18030 are recognised without.
    pub encoding: Option<Text>,
    /// What stands between two cells: `,` unless said otherwise, `;`, `|` or
    /// `tab`.
    #[serde(default)]
    pub delimiter: Delimiter,
    /// Whether the first row names the columns. Where it is false, columns
    /// are numbers from 1.
    #[serde(default = "yes")]
    pub header: bool,
    /// The column with the source's id, or several that make it together.
    pub id: Several<Text>,
    /// Forms of dates, tried in order, such as `%Y-%m-%d` or `%d.%m.%Y %H:%M`.
    /// A date without a time is the start of that day in the register's zone.
    #[serde(default)]
    pub dates: Several<DatePattern>,
    /// Cells that mean nothing, such as `UNK` or `-`. An empty cell always
    /// does.
    #[serde(default)]
    pub missing: Several<Text>,
    /// Where the fields of the complaint come from.
    pub open: OpenRules,
    /// Where the grading comes from; without it, cases come in ungraded.
    pub classify: Option<ClassifyRules>,
}

fn yes() -> bool {
    true
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter(u8);

impl Delimiter {
    /// The byte.
    pub fn byte(self) -> u8 {
        self.0
    }

    fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            b"tab" => Some(Delimiter(b'\t')),
            [byte] if byte.is_ascii_punctuation() && *byte != b'"' => Some(Delimiter(*byte)),
            _ => None,
        }
    }
}

impl Default for Delimiter {
    fn default() -> Self {
        Delimiter(b',')
    }
}

impl<'de> Deserialize<'de> for Delimiter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = spelled(deserializer)?;
        Delimiter::parse(&text).ok_or_else(|| expected("delimiter", &text))
    }
}

impl JsonSchema for Delimiter {
    fn schema_name() -> Cow<'static, str> {
        "Delimiter".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^(tab|[!#-/:-@\\[-`{-~])$"})
    }
}

/// One field of a section with its rule.
pub(super) struct Field<'a> {
    pub name: &'static str,
    pub rule: &'a Rule,
    /// Whether it takes several values.
    pub many: bool,
    /// Whether it has a unit.
    pub unit: bool,
    /// What is wrong with a value for it.
    pub wrong: fn(&str, &Forms) -> Option<Finding>,
}

/// A rule that must be there, or one that may.
trait Ruled {
    fn rule(&self) -> Option<&Rule>;
}

impl Ruled for Rule {
    fn rule(&self) -> Option<&Rule> {
        Some(self)
    }
}

impl Ruled for Option<Rule> {
    fn rule(&self) -> Option<&Rule> {
        self.as_ref()
    }
}

/// Rules by field: key in the file, what the field holds, how many of it.
macro_rules! rules {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$fdoc:meta])* $field:ident: $rule:ty = $key:literal $cell:ty, $many:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$fdoc])* #[serde(rename = $key)] pub $field: $rule,)*
        }

        impl $name {
            /// The fields that have a rule.
            pub(super) fn fields(&self) -> Vec<Field<'_>> {
                let all = [$(self.$field.rule().map(|rule| Field {
                    name: $key,
                    rule,
                    many: $many,
                    unit: <$cell as Cell>::UNIT,
                    wrong: |text, forms| <$cell as Cell>::read(text, forms).err(),
                }),)*];
                all.into_iter().flatten().collect()
            }
        }
    };
}

rules! {
    /// Where the fields of the complaint come from. The reference is made of
    /// the source and its id.
    OpenRules {
        /// When the complaint came: the date that counts.
        when: Rule = "when" Time, false;
        /// Who complains: customer, dealer, authority or internal.
        source: Option<Rule> = "source" Source, false;
        /// The customer, by the name or code in the catalog.
        customer: Rule = "customer" Text, false;
        /// By which channel it came; the policy lists them.
        channel: Option<Rule> = "channel" Text, false;
        /// Who got the goods in the end.
        consignee: Option<Rule> = "consignee" Text, false;
        /// Whom to talk to at the customer's.
        contact: Option<Rule> = "contact" Text, false;
        /// Who in the house owns the case: an id of people.yaml.
        owner: Option<Rule> = "owner" PersonId, false;
        /// Model or article.
        model: Option<Rule> = "product.model" Text, false;
        /// Lot or batch.
        lot: Option<Rule> = "product.lot" Text, false;
        /// Serial numbers.
        serials: Option<Rule> = "product.serials" Text, true;
        /// Day of production.
        produced: Option<Rule> = "product.produced" Date, false;
        /// Day on which it expires.
        expires: Option<Rule> = "product.expires" Date, false;
        /// Day of sale.
        sold: Option<Rule> = "product.sold" Date, false;
        /// Price; `unit` is the currency of a bare number.
        price: Option<Rule> = "product.price" Money, false;
        /// How much is complained of; `unit` is the unit of a bare number.
        quantity: Option<Rule> = "quantity" Quantity, false;
        /// Kind of order; the policy lists them.
        order_kind: Option<Rule> = "order.kind" Text, false;
        /// Number of the order.
        order_number: Option<Rule> = "order.number" Text, false;
        /// Number of the delivery note.
        delivery_note: Option<Rule> = "delivery_note" Text, false;
        /// Defect, by its code in the catalog.
        defect: Option<Rule> = "defect" Text, false;
        /// What happened, in words.
        description: Rule = "description" Text, false;
        /// What the customer wants; the policy lists the words.
        wants: Option<Rule> = "wants" Text, true;
        /// Whether the service is free or charged.
        service: Option<Rule> = "service" Service, false;
        /// Whether a prototype or a production article failed.
        stage: Option<Rule> = "stage" Stage, false;
    }
}

rules! {
    /// Where the grading comes from. The severity is computed by the policy.
    ClassifyRules {
        /// The criteria met; the policy lists them. A row that says nothing
        /// here comes in ungraded.
        criteria: Rule = "criteria" Text, true;
        /// How far it reaches; the policy lists the words.
        scope: Rule = "scope" Text, false;
        /// Nature of the complaint; the policy lists the words.
        nature: Option<Rule> = "nature" Text, false;
    }
}

impl Map {
    /// Every field that has a rule, with its section.
    pub(super) fn fields(&self) -> Vec<(&'static str, Field<'_>)> {
        let open = self.open.fields().into_iter();
        let graded = self.classify.iter().flat_map(ClassifyRules::fields);
        open.map(|field| ("open", field))
            .chain(graded.map(|field| ("classify", field)))
            .collect()
    }

    /// The forms of dates that a rule goes by.
    pub(super) fn dates_for<'a>(&'a self, rule: &'a Rule) -> &'a [DatePattern] {
        if rule.dates.is_empty() {
            &self.dates
        } else {
            &rule.dates
        }
    }
}
