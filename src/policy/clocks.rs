use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::{Condition, Event};
use crate::calendar::Term;
use crate::case::kinds::words;
use crate::yaml::{Named, Several, Text, expected, spelled};

words! {
    /// Which way a limit points.
    Sense {
        /// To be done by then.
        Latest = "latest",
        /// Not to be done before.
        Earliest = "earliest",
    }
}

words! {
    /// How often a clock runs.
    Per {
        /// Once for each entry that starts it.
        Entry = "entry",
        /// Once in the case.
        Case = "case",
    }
}

/// A time limit.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// The entry that starts it.
    pub from: Several<Event>,
    /// The entry that meets it.
    pub until: Several<Event>,
    /// How long: one limit, or one for each severity.
    pub within: Within,
    /// The role that owes it.
    pub owner: Option<Text>,
    /// Kinds of entry that stop it until they are answered.
    #[serde(default)]
    pub paused_by: Several<Text>,
    /// Latest, unless said otherwise.
    #[serde(default = "latest")]
    pub sense: Sense,
    /// Once for each starting entry, unless said otherwise.
    #[serde(default = "per_entry")]
    pub per: Per,
    /// Under which condition it exists.
    #[serde(default)]
    pub when: Condition,
    /// Under which condition it does not.
    #[serde(default)]
    pub unless: Condition,
}

fn latest() -> Sense {
    Sense::Latest
}

fn per_entry() -> Per {
    Per::Entry
}

/// A limit, or one for each severity.
#[derive(Debug, Clone, PartialEq)]
pub enum Within {
    /// The same for all.
    One(Term),
    /// By severity.
    Each(Named<Term>),
}

impl Within {
    /// Every limit, with the level that it is for.
    pub fn limits(&self) -> Vec<(Option<&str>, Term)> {
        match self {
            Within::One(term) => vec![(None, *term)],
            Within::Each(terms) => terms
                .iter()
                .map(|(level, term)| (Some(level), *term))
                .collect(),
        }
    }

    /// The limit for that level.
    pub fn of(&self, level: &str) -> Option<Term> {
        match self {
            Within::One(term) => Some(*term),
            Within::Each(terms) => terms.get(level).copied(),
        }
    }
}

/// A limit, read so that a wrong one is named as such.
struct Limit(Term);

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = spelled(deserializer)?;
        text.parse().map(Limit).map_err(|_| expected("term", &text))
    }
}

/// Limits by name.
pub(super) fn limits<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Named<Term>, D::Error> {
    let read: Named<Limit> = Named::deserialize(deserializer)?;
    let mut limits = Named::default();
    for (name, limit) in read.iter() {
        limits.push(name, limit.0);
    }
    Ok(limits)
}

struct WithinVisitor;

impl<'de> Visitor<'de> for WithinVisitor {
    type Value = Within;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a limit such as 24h, or one for each severity")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Within, E> {
        text.parse()
            .map(Within::One)
            .map_err(|_| expected("term", text))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Within, A::Error> {
        limits(MapAccessDeserializer::new(map)).map(Within::Each)
    }
}

impl<'de> Deserialize<'de> for Within {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WithinVisitor)
    }
}

impl JsonSchema for Within {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Within".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let term = generator.subschema_for::<Term>();
        json_schema!({"anyOf": [term, {"type": "object", "additionalProperties": term}]})
    }
}
