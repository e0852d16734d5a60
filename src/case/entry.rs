use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use super::kinds::{KEYS, Renumber};
use super::{Body, CaseNumber, EntryId, Kind, PersonId, Time, Uid};
use crate::yaml::expected;

/// A case file: a header of two lines and the log.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The number under which it was opened.
    #[serde(rename = "case")]
    pub opened_as: CaseNumber,
    /// What tells two complaints with one number apart.
    pub uid: Uid,
    /// What happened, in order of arrival.
    pub log: Vec<Entry>,
}

impl Case {
    /// Its number: the one under which it was opened, or to which it was moved
    /// last.
    pub fn number(&self) -> &CaseNumber {
        self.moves()
            .last()
            .map_or(&self.opened_as, |(_, moved)| &moved.to)
    }

    /// The times at which it took another number, in the order of the log.
    pub fn moves(&self) -> impl Iterator<Item = (Time, &Renumber)> {
        self.log.iter().filter_map(|entry| match &entry.body {
            Body::Renumber(moved) => Some((entry.at, moved)),
            _ => None,
        })
    }
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Unique in the case.
    pub id: EntryId,
    /// When it was entered.
    pub at: Time,
    /// Who says it.
    pub by: PersonId,
    /// Who typed it, where that is somebody else.
    pub via: Option<PersonId>,
    /// Whether it came from another system; then `when` is the date that
    /// counts.
    pub imported: bool,
    /// What it says.
    pub body: Body,
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The time of the fact: clocks run from it.
    pub fn fact(&self) -> Time {
        self.body.when().unwrap_or(self.at)
    }

    /// The time that `--as-of` goes by: when it was entered, or for an
    /// imported entry when it happened.
    pub fn known(&self) -> Time {
        if self.imported { self.fact() } else { self.at }
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an entry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
        let (mut id, mut at, mut by, mut via, mut imported) = (None, None, None, None, None);
        let mut body: Option<Body> = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" => once(&mut id, "id", map.next_value()?)?,
                "at" => once(&mut at, "at", map.next_value()?)?,
                "by" => once(&mut by, "by", map.next_value()?)?,
                "via" => once(&mut via, "via", map.next_value()?)?,
                "imported" => once(&mut imported, "imported", map.next_value()?)?,
                word => {
                    let kind = Kind::parse(word).ok_or_else(|| Error::unknown_field(word, KEYS))?;
                    if let Some(first) = &body {
                        let both = format!("{}, {}", first.kind().word(), kind.word());
                        return Err(expected("one-kind", &both));
                    }
                    body = Some(kind.read(&mut map)?);
                }
            }
        }
        Ok(Entry {
            id: id.ok_or_else(|| Error::missing_field("id"))?,
            at: at.ok_or_else(|| Error::missing_field("at"))?,
            by: by.ok_or_else(|| Error::missing_field("by"))?,
            via,
            imported: imported.unwrap_or(false),
            body: body.ok_or_else(|| expected("one-kind", ""))?,
        })
    }
}

fn once<T, E: Error>(slot: &mut Option<T>, key: &'static str, value: T) -> Result<(), E> {
    match slot.replace(value) {
        Some(_) => Err(E::duplicate_field(key)),
        None => Ok(()),
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntryVisitor)
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("at", &self.at)?;
        map.serialize_entry("by", &self.by)?;
        if let Some(via) = &self.via {
            map.serialize_entry("via", via)?;
        }
        if self.imported {
            map.serialize_entry("imported", &true)?;
        }
        map.serialize_entry(self.kind().word(), &self.body)?;
        map.end()
    }
}

impl JsonSchema for Entry {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Entry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = json_schema!({
            "type": "object",
            "description": "One entry of the log: who said what when, and exactly one kind.",
            "properties": {
                "id": generator.subschema_for::<EntryId>(),
                "at": generator.subschema_for::<Time>(),
                "by": generator.subschema_for::<PersonId>(),
                "via": generator.subschema_for::<PersonId>(),
                "imported": {"type": "boolean"},
            },
            "required": ["id", "at", "by"],
            "additionalProperties": false,
        });
        let kinds: Vec<_> = Kind::ALL
            .iter()
            .map(|kind| serde_json::json!({"required": [kind.word()]}))
            .collect();
        schema.insert("oneOf".to_owned(), kinds.into());
        for kind in Kind::ALL {
            let fields = kind.schema(generator);
            if let Some(serde_json::Value::Object(properties)) = schema.get_mut("properties") {
                properties.insert(kind.word().to_owned(), fields.into());
            }
        }
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::yaml;

    const HEAD: &str = "case: 2611-0001\nuid: 7mzkdtqhxr\nlog:\n";

    fn entry(text: &str) -> Result<Case, (Code, usize)> {
        yaml::read::<Case>(format!("{HEAD}{text}").as_bytes())
            .map_err(|finding| (finding.code, finding.place.line.unwrap_or(0)))
    }

    const OPEN: &str = "- id: kdqvtz\n  at: 2026-11-02T09:30:00+08:00\n  by: li.wei\n";

    #[test]
    fn an_entry_reads_and_writes() {
        let text = format!(
            "{OPEN}  open:\n    customer: 华东电子\n    description: 亮线\n    quantity: 1200 pcs\n    product: {{model: AX-7, lot: 0012}}\n"
        );
        let case = entry(&text).unwrap();
        let written = yaml::to_item(&case.log[0]).unwrap();
        let again: Vec<Entry> = yaml::read(written.as_bytes()).unwrap();
        assert_eq!(again[0], case.log[0]);
        let Body::Open(open) = &again[0].body else {
            panic!("an open")
        };
        assert_eq!(open.lots().next().unwrap().as_str(), "0012");
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let two = format!("{OPEN}  note: {{text: a}}\n  ask: {{text: b}}\n");
        assert_eq!(entry(&two).unwrap_err(), (Code::BadValue, 4));
        let unknown = format!("{OPEN}  open:\n    custmer: a\n");
        assert_eq!(entry(&unknown).unwrap_err(), (Code::UnknownKey, 8));
        let kind = format!("{OPEN}  opne: {{}}\n");
        assert_eq!(entry(&kind).unwrap_err(), (Code::UnknownKey, 7));
        let date = format!("{OPEN}  note:\n    text: x\n    when: 2026-02-30T00:00:00+08:00\n");
        assert_eq!(entry(&date).unwrap_err(), (Code::BadValue, 9));
        let twice = format!("{OPEN}  by: x\n  note: {{text: a}}\n");
        assert_eq!(entry(&twice).unwrap_err().0, Code::DuplicateKey);
        assert_eq!(entry(OPEN).unwrap_err(), (Code::BadValue, 4));
    }

    #[test]
    fn amending_replaces_whole_fields() {
        let set: yaml::Named<yaml::Raw> =
            yaml::read(b"quantity: 800 pcs\nreference: ~\nproduct: {lot: L2}\n").unwrap();
        let text = format!(
            "{OPEN}  open:\n    customer: c\n    description: d\n    reference: r\n    product: {{model: m}}\n"
        );
        let case = entry(&text).unwrap();
        let Body::Open(open) = case.log[0].body.amended(&set).unwrap() else {
            panic!("an open")
        };
        assert_eq!(open.reference, None);
        assert_eq!(open.quantity.unwrap().to_string(), "800 pcs");
        assert_eq!(open.product[0].model, None);
        let bad: yaml::Named<yaml::Raw> = yaml::read(b"quantty: 1 pcs\n").unwrap();
        assert_eq!(
            case.log[0].body.amended(&bad).unwrap_err().code,
            Code::UnknownKey
        );
    }
}
