use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::case::{Body, Facet, Kind};
use crate::yaml::{Several, Text, expected};

/// An entry that a clock or rule waits for: `open`, `reply.approved`, or
/// `{reply: {kind: [first, final]}}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The kind of entry.
    pub kind: Kind,
    /// Whether its last approval is meant, not its writing.
    pub approved: bool,
    /// Facets of the entry with the values that count.
    pub facets: Vec<(Facet, Several<Text>)>,
}

impl Event {
    /// Whether an entry that says this is meant.
    pub fn matches(&self, body: &Body) -> bool {
        body.kind() == self.kind
            && self.facets.iter().all(|(facet, wanted)| {
                let values = body.facet(*facet);
                wanted
                    .iter()
                    .any(|word| values.iter().any(|value| value == word.as_str()))
            })
    }
}

impl Event {
    /// The values of a facet that count, where it asks about it.
    pub fn wanted(&self, facet: Facet) -> Option<&Several<Text>> {
        let mut facets = self.facets.iter();
        facets.find(|(of, _)| *of == facet).map(|(_, words)| words)
    }

    /// The same event, whatever that facet is.
    #[must_use]
    pub fn without(&self, facet: Facet) -> Event {
        let mut event = self.clone();
        event.facets.retain(|(of, _)| *of != facet);
        event
    }
}

impl Event {
    /// Whether it means every entry that the other one means.
    pub fn covers(&self, other: &Event) -> bool {
        let asks = |(facet, words): &(Facet, Several<Text>)| {
            let narrower = other.wanted(*facet);
            narrower.is_some_and(|narrower| narrower.iter().all(|word| words.contains(word)))
        };
        self.kind == other.kind && self.facets.iter().all(asks)
    }

    /// The words that an entry which is meant may have there; none where any
    /// word will do.
    pub fn may_say(&self, facet: Facet) -> Vec<&str> {
        if let Some(words) = self.wanted(facet) {
            return words.iter().map(Text::as_str).collect();
        }
        let facets = self.kind.facets().iter();
        let mut facets = facets.filter(|(known, _)| *known == facet);
        facets
            .next()
            .map_or(Vec::new(), |(_, words)| words.to_vec())
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.word())?;
        if self.approved {
            f.write_str(".approved")?;
        }
        for (facet, wanted) in &self.facets {
            let words: Vec<&str> = wanted.iter().map(Text::as_str).collect();
            let named = Facet::ALL.iter().find(|(_, known)| known == facet);
            let name = named.map_or("", |(word, _)| word);
            // What holds or does not is told by its name.
            match words.as_slice() {
                ["true"] => write!(f, " {name}")?,
                ["false"] => write!(f, " not {name}")?,
                words => write!(f, " {}", words.join("/"))?,
            }
        }
        Ok(())
    }
}

struct EventVisitor;

impl<'de> Visitor<'de> for EventVisitor {
    type Value = Event;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a kind of entry")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Event, E> {
        let (word, approved) = match text.strip_suffix(".approved") {
            Some(word) => (word, true),
            None => (text, false),
        };
        Ok(Event {
            kind: kind(word)?,
            approved,
            facets: Vec::new(),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Event, A::Error> {
        let Some(word) = map.next_key::<String>()? else {
            return Err(expected("event", ""));
        };
        let mut event = self.visit_str::<A::Error>(&word)?;
        event.facets = map.next_value_seed(FacetsOf(event.kind))?;
        match map.next_key::<String>()? {
            Some(second) => Err(expected("event", &format!("{word}, {second}"))),
            None => Ok(event),
        }
    }
}

fn kind<E: Error>(word: &str) -> Result<Kind, E> {
    Kind::parse(word).ok_or_else(|| E::unknown_variant(word, KIND_WORDS))
}

macro_rules! kind_words {
    ($($name:ident $word:literal $targets:expr;)*) => {
        const KIND_WORDS: &[&str] = &[$($word,)*];
    };
}
crate::case::kinds::each_kind!(kind_words);

/// Reads the facets of an event of one kind: only those that the kind has.
struct FacetsOf(Kind);

impl<'de> serde::de::DeserializeSeed<'de> for FacetsOf {
    type Value = Vec<(Facet, Several<Text>)>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FacetsOf {
    type Value = Vec<(Facet, Several<Text>)>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a mapping of fields to values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut facets: Self::Value = Vec::new();
        while let Some(word) = map.next_key::<String>()? {
            let named = Facet::ALL.iter().find(|(known, _)| *known == word);
            let known = self.0.facets();
            let found = named.and_then(|(_, facet)| known.iter().find(|(has, _)| has == facet));
            let Some((facet, words)) = found else {
                return Err(A::Error::custom(format_args!(
                    "unknown field `{word}`, {}",
                    list(known)
                )));
            };
            if facets.iter().any(|(has, _)| has == facet) {
                return Err(A::Error::custom(format_args!("duplicate field `{word}`")));
            }
            let values: Several<Text> = map.next_value()?;
            for value in values.iter() {
                if !words.is_empty() && !words.contains(&value.as_str()) {
                    return Err(A::Error::unknown_variant(value, words));
                }
            }
            facets.push((*facet, values));
        }
        Ok(facets)
    }
}

/// The facets as serde would list them.
fn list(known: &[(Facet, &[&str])]) -> String {
    let word = |facet: &Facet| {
        Facet::ALL
            .iter()
            .find(|(_, of)| of == facet)
            .map(|(word, _)| *word)
    };
    let words: Vec<String> = known
        .iter()
        .filter_map(|(facet, _)| word(facet))
        .map(|word| format!("`{word}`"))
        .collect();
    format!("expected one of {}", words.join(", "))
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EventVisitor)
    }
}

impl JsonSchema for Event {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Event".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut words: Vec<String> = Kind::ALL
            .iter()
            .map(|kind| kind.word().to_owned())
            .collect();
        words.extend(
            Kind::ALL
                .iter()
                .map(|kind| format!("{}.approved", kind.word())),
        );
        let mut kinds = serde_json::Map::new();
        for kind in Kind::ALL {
            let mut facets = serde_json::Map::new();
            for (facet, values) in kind.facets() {
                let word = Facet::ALL
                    .iter()
                    .find(|(_, of)| of == facet)
                    .map_or("", |(word, _)| word);
                let one = match values {
                    [] => serde_json::json!({"type": "string"}),
                    ["true", "false"] => serde_json::json!({"type": "boolean"}),
                    values => serde_json::json!({"enum": values}),
                };
                facets.insert(
                    word.to_owned(),
                    serde_json::json!({"anyOf": [one, {"type": "array", "items": one}]}),
                );
            }
            let fields = serde_json::json!({"type": "object", "properties": facets, "additionalProperties": false});
            kinds.insert(format!("{}.approved", kind.word()), fields.clone());
            kinds.insert(kind.word().to_owned(), fields);
        }
        json_schema!({"anyOf": [
            {"enum": words},
            {"type": "object", "properties": kinds, "additionalProperties": false, "minProperties": 1, "maxProperties": 1},
        ]})
    }
}
