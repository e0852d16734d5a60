use std::fmt;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::case::{Date, PersonId};
use crate::yaml::{Named, Several, Text};

/// Everybody who enters, decides or owes something.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "plaint people")]
pub struct People {
    /// Persons by id.
    pub people: Named<Person>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Name.
    pub name: Text,
    /// E-mail addresses; git's author is matched with them.
    #[serde(default)]
    pub email: Several<Text>,
    /// Fingerprints of the keys with which this person signs commits, as git
    /// shows them: `SHA256:…` of an SSH key, forty digits of an OpenPGP key.
    #[serde(default)]
    pub keys: Several<Text>,
    /// Roles held, each from and until a day if need be.
    #[serde(default)]
    pub roles: Several<Held>,
    /// First day in the house.
    pub from: Option<Date>,
    /// Last day in the house.
    pub until: Option<Date>,
}

/// A role that a person holds: `marketing`, or
/// `{role: quality-head, from: 2026-01-01, until: 2026-06-30}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The role.
    pub role: Text,
    /// From that day.
    pub from: Option<Date>,
    /// Until the end of that day.
    pub until: Option<Date>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Dated {
    /// The role.
    role: Text,
    /// From that day.
    from: Option<Date>,
    /// Until the end of that day.
    until: Option<Date>,
}

fn covers(from: Option<Date>, until: Option<Date>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from.0 <= day) && until.is_none_or(|until| day <= until.0)
}

impl Person {
    /// Whether the person was in the house on that day.
    pub fn is_here(&self, day: NaiveDate) -> bool {
        covers(self.from, self.until, day)
    }

    /// Whether the person held that role on that day.
    pub fn holds(&self, role: &str, day: NaiveDate) -> bool {
        self.is_here(day)
            && self
                .roles
                .iter()
                .any(|held| held.role.as_str() == role && held.holds(day))
    }

    /// Whether the person signs with the key of that fingerprint.
    pub fn has_key(&self, fingerprint: &str) -> bool {
        self.keys.iter().any(|key| alike(key, fingerprint))
    }

    /// The roles held on that day.
    pub fn roles_on(&self, day: NaiveDate) -> Vec<&str> {
        let held = self
            .roles
            .iter()
            .filter(|held| self.is_here(day) && held.holds(day));
        held.map(|held| held.role.as_str()).collect()
    }
}

/// Whether two spellings name one key: OpenPGP fingerprints are written with
/// spaces and in either case.
fn alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let (one, other) = (plain(one), plain(other));
    match one.starts_with("SHA256:") {
        true => one == other,
        false => one.eq_ignore_ascii_case(&other),
    }
}

impl Held {
    fn holds(&self, day: NaiveDate) -> bool {
        covers(self.from, self.until, day)
    }
}

impl People {
    /// The person of that id.
    pub fn get(&self, id: &PersonId) -> Option<&Person> {
        self.people.get(id.as_str())
    }

    /// Whom somebody can mean: the person of that id, or all of that name.
    pub fn named(&self, typed: &str) -> Vec<&str> {
        if let Some(id) = self.people.names().find(|id| *id == typed) {
            return vec![id];
        }
        let of_name = |(_, person): &(&str, &Person)| person.name.as_str() == typed.trim();
        let found = self.people.iter().filter(of_name);
        found.map(|(id, _)| id).collect()
    }

    /// Who has that e-mail address; case does not matter.
    pub fn by_email(&self, email: &str) -> Option<(&str, &Person)> {
        let same = |known: &Text| known.eq_ignore_ascii_case(email.trim());
        self.people
            .iter()
            .find(|(_, person)| person.email.iter().any(same))
    }

    /// Who held that role on that day.
    pub fn holders(&self, role: &str, day: NaiveDate) -> Vec<&str> {
        let holds = |(_, person): &(&str, &Person)| person.holds(role, day);
        self.people.iter().filter(holds).map(|(id, _)| id).collect()
    }
}

struct HeldVisitor;

impl<'de> Visitor<'de> for HeldVisitor {
    type Value = Held;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a role, or one with its days")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Held, E> {
        let role = Text::new(text).ok_or_else(|| crate::yaml::expected("text", text))?;
        Ok(Held {
            role,
            from: None,
            until: None,
        })
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Held, A::Error> {
        let dated = Dated::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Held {
            role: dated.role,
            from: dated.from,
            until: dated.until,
        })
    }
}

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(HeldVisitor)
    }
}

impl JsonSchema for Held {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Held".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let dated = generator.subschema_for::<Dated>();
        json_schema!({"anyOf": [{"type": "string"}, dated]})
    }
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn fingerprints_are_compared_as_they_are_written() {
        assert!(alike("ABCD 1234", "abcd1234"));
        assert!(alike("SHA256:aB", "SHA256:aB"));
        assert!(!alike("SHA256:aB", "SHA256:ab"));
    }
}
