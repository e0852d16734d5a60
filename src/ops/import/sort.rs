//! What the fields of a kind of entry hold, read off the kind's own schema: a
//! new kind needs no line here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

use super::cell::{Cell, Forms, unknown_word};
use crate::case::{Date, Kind, Money, Quantity, Time};
use crate::finding::Finding;
use crate::yaml::Text;

/// What a value of a field is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sort {
    Text,
    Time,
    Day,
    Quantity,
    Money,
    /// One of these words.
    Words(Vec<String>),
}

/// A field of a kind of entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spec {
    /// Its name; a part of an object is named behind a dot.
    pub name: String,
    pub sort: Sort,
    /// Whether it takes several values.
    pub many: bool,
    /// Whether an entry must have it.
    pub required: bool,
    /// Whether the object that it is a part of is an item of a list.
    pub listed: bool,
}

/// The fields of a kind.
pub(super) fn fields_of(kind: Kind) -> &'static [Spec] {
    static ALL: LazyLock<HashMap<Kind, Vec<Spec>>> = LazyLock::new(|| {
        let kinds = Kind::ALL.iter();
        kinds.map(|kind| (*kind, read(*kind))).collect()
    });
    ALL.get(&kind).map_or(&[], Vec::as_slice)
}

fn read(kind: Kind) -> Vec<Spec> {
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12());
    let schema = kind.schema(&mut generator).to_value();
    let shelf = Shelf(generator.definitions().clone());
    let mut found = Vec::new();
    shelf.object(&schema, "", false, &mut found);
    found
}

/// The definitions that schemas refer to.
struct Shelf(Map<String, Value>);

impl Shelf {
    /// The schema itself, where this one only names it or says that there may
    /// be none.
    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap_or_default();
            return self
                .0
                .get(name)
                .map_or(schema, |found| self.resolved(found));
        }
        let options = schema["anyOf"].as_array().into_iter().flatten();
        let mut real = options.filter(|option| option["type"] != "null");
        match (real.next(), real.next()) {
            (Some(only), None) => self.resolved(only),
            _ => schema,
        }
    }

    fn object(&self, schema: &Value, prefix: &str, listed: bool, found: &mut Vec<Spec>) {
        let schema = self.resolved(schema);
        let required = schema["required"].as_array();
        let is_required =
            |name: &str| required.is_some_and(|names| names.iter().any(|known| known == name));
        let properties = schema["properties"].as_object().into_iter().flatten();
        for (key, field) in properties {
            let name = match prefix {
                "" => key.clone(),
                prefix => format!("{prefix}.{key}"),
            };
            let required = is_required(key) && prefix.is_empty();
            self.field(field, name, required, listed, found);
        }
    }

    fn field(
        &self,
        schema: &Value,
        name: String,
        required: bool,
        listed: bool,
        found: &mut Vec<Spec>,
    ) {
        let schema = self.resolved(schema);
        let one_or_list = schema["anyOf"].as_array().and_then(|options| {
            let lists = options.iter().any(|option| option["type"] == "array");
            options
                .iter()
                .find(|option| option["type"] != "array")
                .filter(|_| lists)
        });
        let list = (schema["type"] == "array").then(|| &schema["items"]);
        let many = one_or_list.is_some() || list.is_some();
        let value = self.resolved(one_or_list.or(list).unwrap_or(schema));
        if value["properties"].is_object() {
            return self.object(value, &name, list.is_some(), found);
        }
        found.push(Spec {
            sort: sort(value),
            name,
            many,
            required,
            listed,
        });
    }
}

fn sort(schema: &Value) -> Sort {
    let pattern = |of: schemars::Schema| of.to_value()["pattern"].clone();
    let generator = &mut SchemaGenerator::default();
    let quantity = pattern(Quantity::json_schema(generator));
    let money = pattern(Money::json_schema(generator));
    match (schema["format"].as_str(), &schema["pattern"]) {
        (Some("date-time"), _) => Sort::Time,
        (Some("date"), _) => Sort::Day,
        (_, found) if found.is_string() && *found == quantity => Sort::Quantity,
        (_, found) if found.is_string() && *found == money => Sort::Money,
        _ => {
            let words = words(schema);
            if words.is_empty() {
                Sort::Text
            } else {
                Sort::Words(words)
            }
        }
    }
}

fn words(schema: &Value) -> Vec<String> {
    let listed = schema["enum"].as_array().into_iter().flatten();
    let described = schema["oneOf"].as_array().into_iter().flatten();
    let described = described.map(|option| &option["const"]);
    let all = listed.chain(described).filter_map(Value::as_str);
    all.map(str::to_owned).collect()
}

impl Sort {
    /// Whether a unit goes behind its number.
    pub fn has_unit(&self) -> bool {
        matches!(self, Sort::Quantity | Sort::Money)
    }

    /// Whether patterns of dates say how it is written.
    pub fn is_dated(&self) -> bool {
        matches!(self, Sort::Time | Sort::Day)
    }

    /// The text as it is read, before a unit is put behind it.
    pub fn tidy(&self) -> fn(&str) -> Cow<'_, str> {
        match self {
            Sort::Quantity => Quantity::tidy,
            _ => Text::tidy,
        }
    }

    /// Reads a cell that says something.
    pub fn read(&self, text: &str, forms: &Forms) -> Result<Value, Finding> {
        fn json<T: Cell + serde::Serialize>(text: &str, forms: &Forms) -> Result<Value, Finding> {
            let read = T::read(text, forms)?;
            Ok(serde_json::to_value(read).unwrap_or_default())
        }
        match self {
            Sort::Text => json::<Text>(text, forms),
            Sort::Time => json::<Time>(text, forms),
            Sort::Day => json::<Date>(text, forms),
            Sort::Quantity => json::<Quantity>(text, forms),
            Sort::Money => json::<Money>(text, forms),
            Sort::Words(known) if known.iter().any(|word| word == text) => Ok(text.into()),
            Sort::Words(known) => Err(unknown_word(text, known)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(kind: Kind, name: &str) -> &'static Spec {
        let mut fields = fields_of(kind).iter();
        fields.find(|spec| spec.name == name).unwrap()
    }

    #[test]
    fn the_schema_says_what_a_field_holds() {
        assert_eq!(spec(Kind::Reply, "when").sort, Sort::Time);
        assert_eq!(spec(Kind::Request, "due").sort, Sort::Day);
        assert_eq!(spec(Kind::Open, "quantity").sort, Sort::Quantity);
        assert_eq!(spec(Kind::Open, "product.price").sort, Sort::Money);
        assert_eq!(spec(Kind::Note, "text").sort, Sort::Text);
        let kind = spec(Kind::Reply, "kind");
        let words = ["first", "interim", "final", "supplementary"].map(str::to_owned);
        assert_eq!(kind.sort, Sort::Words(words.to_vec()));
        assert!(kind.required && !kind.many);
        let meets = spec(Kind::Reply, "meets");
        assert!(meets.many && !meets.required && meets.sort == Sort::Text);
        assert!(spec(Kind::Open, "product.serials").many);
    }
}
