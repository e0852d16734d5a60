use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::cell::{Cell, Forms};
use super::date::DatePattern;
use super::rule::{Ignore, Rule};
use super::sort::{Sort, fields_of};
use crate::case::kinds::{Service, Source, Stage};
use crate::case::{Date, Kind, Money, PersonId, Quantity, Time};
use crate::finding::Finding;
use crate::yaml::{Named, Several, Text, expected, spelled};

/// The keys of a map, what each holds and what stands for one that is left out;
/// behind them the kinds of entry.
macro_rules! map {
    ($($(#[doc = $doc:literal])* $field:ident: $type:ty = $key:literal $or:expr;)*) => {
        /// How the rows of a list become cases, or steps in cases.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Map {
            $($(#[doc = $doc])* pub $field: $type,)*
            /// What else the rows of complaints bring: for a kind of entry,
            /// where its fields come from.
            pub steps: Vec<(Kind, Named<Rule>)>,
        }

        impl Map {
            const KEYS: &[&str] = &[$($key),*];
        }

        impl<'de> Visitor<'de> for MapVisitor {
            type Value = Map;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Map, A::Error> {
                $(let mut $field: Option<$type> = None;)*
                let mut steps: Vec<(Kind, Named<Rule>)> = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        $($key => match $field.replace(map.next_value()?) {
                            Some(_) => return Err(Error::duplicate_field($key)),
                            None => {}
                        },)*
                        word => {
                            let kind = importable(word);
                            let kind = kind.ok_or_else(|| Error::unknown_field(word, all_keys()))?;
                            if steps.iter().any(|(known, _)| *known == kind) {
                                return Err(Error::duplicate_field(kind.word()));
                            }
                            steps.push((kind, map.next_value()?));
                        }
                    }
                }
                Ok(Map {
                    $($field: match $field {
                        Some(value) => value,
                        None => $or,
                    },)*
                    steps,
                })
            }
        }

        impl JsonSchema for Map {
            fn schema_name() -> Cow<'static, str> {
                "plaint import map".into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let mut properties = serde_json::Map::new();
                $(
                    let mut key = generator.subschema_for::<$type>();
                    let lines: &[&str] = &[$($doc),*];
                    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
                    key.insert("description".to_owned(), lines.join("\n").into());
                    properties.insert($key.to_owned(), key.to_value());
                )*
                for kind in kinds() {
                    let mut rules = generator.subschema_for::<Named<Rule>>();
                    rules.insert("description".to_owned(), section_text(kind).into());
                    properties.insert(kind.word().to_owned(), rules.to_value());
                }
                json_schema!({
                    "description": "How the rows of a list become cases, or steps in cases.",
                    "type": "object",
                    "properties": properties,
                    "additionalProperties": false,
                    "required": ["source"],
                })
            }
        }
    };
}

map! {
    /// Name of the system that the file comes from. With the row's id it is
    /// the reference of the case, by which a second run knows it again.
    source: Text = "source" return Err(Error::missing_field("source"));
    /// Encoding of a CSV file, such as `GB18030` or `windows-1252`; UTF-8,
    /// UTF-16 with a byte order mark, and GB18030 are recognised without.
    encoding: Option<Text> = "encoding" None;
    /// What stands between two cells: `,` unless said otherwise, `;`, `|` or
    /// `tab`.
    delimiter: Delimiter = "delimiter" Delimiter::default();
    /// Whether the first row names the columns. Where it is false, columns
    /// are numbers from 1.
    header: bool = "header" true;
    /// Sheet of a workbook, by its name; the first one unless said otherwise.
    sheet: Option<Text> = "sheet" None;
    /// How many rows stand above the names of the columns, such as titles.
    skip: usize = "skip" 0;
    /// Where the list of records is in a JSON document, such as `results`;
    /// dots lead into nested objects.
    records: Option<Text> = "records" None;
    /// The column with the source's id, or several that make it together.
    id: Several<Text> = "id" Several::default();
    /// Forms of dates, tried in order, such as `%Y-%m-%d` or `%d.%m.%Y %H:%M`.
    /// A date without a time is the start of that day in the register's zone.
    dates: Several<DatePattern> = "dates" Several::default();
    /// Cells that mean nothing, such as `UNK` or `-`. An empty cell always
    /// does.
    missing: Several<Text> = "missing" Several::default();
    /// Rows that are left out, such as sums below the list.
    ignore: Option<Ignore> = "ignore" None;
    /// Where the fields of the complaint come from.
    open: Option<OpenRules> = "open" None;
    /// Where the grading comes from; without it, cases come in ungraded.
    classify: Option<ClassifyRules> = "classify" None;
    /// The kind of entry that a row becomes, where it is no complaint but a
    /// step in a case that is there.
    step: Option<Text> = "step" None;
    /// The column with the number of the case; of several, the first that
    /// says something.
    case: Several<Text> = "case" Several::default();
    /// The column with the source's id of the complaint, or several that make
    /// it together: for rows that name no case.
    reference: Several<Text> = "match" Several::default();
    /// Where the fields of the step come from.
    fields: Named<Rule> = "fields" Named::default();
}

struct MapVisitor;

impl<'de> Deserialize<'de> for Map {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor)
    }
}

/// The kinds of entry that come from another system: what was said and done,
/// not what decides about an entry here, corrects one, or brings a file.
fn kinds() -> impl Iterator<Item = Kind> {
    let none = [
        Kind::Open,
        Kind::Classify,
        Kind::Appraise,
        Kind::Approve,
        Kind::Reject,
        Kind::Attach,
        Kind::Amend,
        Kind::Strike,
        Kind::Renumber,
    ];
    Kind::ALL
        .iter()
        .copied()
        .filter(move |kind| !none.contains(kind))
}

/// The kind of that word, if entries of it can be imported.
pub(super) fn importable(word: &str) -> Option<Kind> {
    kinds().find(|kind| kind.word() == word)
}

/// The words of those kinds.
pub(super) fn importable_words() -> Vec<&'static str> {
    kinds().map(Kind::word).collect()
}

fn section_text(kind: Kind) -> String {
    let fields = fields_of(kind).iter().map(|spec| spec.name.as_str());
    let fields: Vec<&str> = fields.collect();
    format!(
        "Where the fields of an entry `{}` come from, in a list of complaints. A row whose `when` says nothing has none; one that says elsewhere that it happened is rejected. Fields: {}.",
        kind.word(),
        fields.join(", ")
    )
}

fn all_keys() -> &'static [&'static str] {
    static KEYS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let kinds = kinds().map(Kind::word);
        Map::KEYS.iter().copied().chain(kinds).collect()
    });
    &KEYS
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter(u8);

impl Delimiter {
    /// The byte.
    pub fn byte(self) -> u8 {
        self.0
    }

    /// That sign, which must be one of ASCII.
    pub(super) fn of(sign: char) -> Self {
        u8::try_from(sign).map_or(Delimiter::default(), Delimiter)
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
    pub name: &'a str,
    pub rule: &'a Rule,
    /// Whether it takes several values.
    pub many: bool,
    /// What a value of it is.
    pub sort: &'a dyn Readable,
}

/// What can be read from a cell.
pub(super) trait Readable {
    /// Whether a unit goes behind its number.
    fn has_unit(&self) -> bool;

    /// Whether patterns of dates say how it is written.
    fn is_dated(&self) -> bool;

    /// What is wrong with a value.
    fn wrong(&self, text: &str, forms: &Forms) -> Option<Finding>;
}

impl Readable for Sort {
    fn has_unit(&self) -> bool {
        self.has_unit()
    }

    fn is_dated(&self) -> bool {
        self.is_dated()
    }

    fn wrong(&self, text: &str, forms: &Forms) -> Option<Finding> {
        self.read(text, forms).err()
    }
}

/// The values of a type.
struct Values<C>(PhantomData<C>);

impl<C: Cell> Readable for Values<C> {
    fn has_unit(&self) -> bool {
        C::UNIT
    }

    fn is_dated(&self) -> bool {
        C::DATED
    }

    fn wrong(&self, text: &str, forms: &Forms) -> Option<Finding> {
        C::read(text, forms).err()
    }
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
                    sort: &Values::<$cell>(PhantomData),
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
    /// The sections of steps: what each is called, its kind, its rules.
    pub(super) fn sections(&self) -> Vec<(&str, Kind, &Named<Rule>)> {
        let steps = self
            .steps
            .iter()
            .map(|(kind, rules)| (kind.word(), *kind, rules));
        let step = self.step.as_deref().filter(|_| self.open.is_none());
        let kind = step.and_then(importable);
        steps
            .chain(kind.map(|kind| ("fields", kind, &self.fields)))
            .collect()
    }

    /// Every field that has a rule, with its section.
    pub(super) fn fields(&self) -> Vec<(&str, Field<'_>)> {
        let open = self.open.iter().flat_map(OpenRules::fields);
        let graded = self.classify.iter().flat_map(ClassifyRules::fields);
        let mut all: Vec<_> = open.map(|field| ("open", field)).collect();
        all.extend(graded.map(|field| ("classify", field)));
        for (section, kind, rules) in self.sections() {
            let known = rules.iter().filter_map(|(name, rule)| {
                let spec = fields_of(kind).iter().find(|spec| spec.name == name)?;
                Some((
                    section,
                    Field {
                        name,
                        rule,
                        many: spec.many,
                        sort: &spec.sort,
                    },
                ))
            });
            all.extend(known);
        }
        all
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
