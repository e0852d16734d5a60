use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::{Named, expected};

/// A value whose type only its place decides: what `amend` sets.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// Nothing: takes the field away.
    Null,
    /// True or false.
    Bool(bool),
    /// A text, or a number as text.
    Text(String),
    /// A list.
    List(Vec<Raw>),
    /// A mapping.
    Map(Named<Raw>),
}

impl Raw {
    /// The same as a JSON value, to be read into a type.
    pub fn to_json(&self) -> Value {
        match self {
            Raw::Null => Value::Null,
            Raw::Bool(yes) => Value::Bool(*yes),
            Raw::Text(text) => Value::String(text.clone()),
            Raw::List(list) => Value::Array(list.iter().map(Raw::to_json).collect()),
            Raw::Map(map) => Value::Object(
                map.iter()
                    .map(|(key, value)| (key.to_owned(), value.to_json()))
                    .collect(),
            ),
        }
    }

    /// The same from a JSON value.
    pub fn from_json(value: &Value) -> Raw {
        match value {
            Value::Null => Raw::Null,
            Value::Bool(yes) => Raw::Bool(*yes),
            Value::Number(number) => Raw::Text(number.to_string()),
            Value::String(text) => Raw::Text(text.clone()),
            Value::Array(list) => Raw::List(list.iter().map(Raw::from_json).collect()),
            Value::Object(map) => {
                let mut named = Named::default();
                for (key, value) in map {
                    named.push(key.clone(), Raw::from_json(value));
                }
                Raw::Map(named)
            }
        }
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_none<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_bool<E: Error>(self, yes: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(yes))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Raw, E> {
        Ok(Raw::Text(number.to_string()))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Raw, E> {
        Ok(Raw::Text(number.to_string()))
    }
    // A float has lost its spelling already: `1.50` would come out as 1.5.
    fn visit_f64<E: Error>(self, number: f64) -> Result<Raw, E> {
        Err(expected("quoted", &number.to_string()))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Raw, A::Error> {
        Named::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(Raw::Map)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl JsonSchema for Raw {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Value".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }
}
