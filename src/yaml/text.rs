use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};

use super::expected;

/// A text that is there: never empty, and never what YAML calls null. An
/// unquoted number is taken as it is spelled, so `lot: 007` keeps its zeros.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// The text, or nothing where there is only white space or YAML's sign for
    /// null.
    pub fn new(text: impl Into<String>) -> Option<Text> {
        let text = text.into();
        (!is_nothing(&text)).then_some(Text(text))
    }

    /// The text as a slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_nothing(text: &str) -> bool {
    text.trim().is_empty() || text == "~"
}

/// Reads a scalar as it is spelled; null and white space are errors.
pub(crate) fn spelled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Spelled;
    impl<'de> Visitor<'de> for Spelled {
        type Value = String;
        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("text")
        }
        fn visit_none<E: Error>(self) -> Result<String, E> {
            Err(expected("text", ""))
        }
        fn visit_unit<E: Error>(self) -> Result<String, E> {
            Err(expected("text", ""))
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
            if is_nothing(text) {
                return Err(expected("text", text));
            }
            Ok(text.to_owned())
        }
        fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<String, D::Error> {
            // As an option, because only so the library tells null from "null".
            inner.deserialize_option(self)
        }
        fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<String, D::Error> {
            inner.deserialize_str(self)
        }
    }
    // First as a newtype, so that a missing field is reported as missing and
    // not as null.
    deserializer.deserialize_newtype_struct("Text", Spelled)
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        spelled(deserializer).map(Text)
    }
}

impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "number"], "minLength": 1})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Option<String> {
        serde_yaml::from_str::<Text>(yaml).ok().map(|text| text.0)
    }

    #[test]
    fn null_and_nothing_are_no_text_but_numbers_keep_their_spelling() {
        assert_eq!(read("~"), None);
        assert_eq!(read("null"), None);
        assert_eq!(read("''"), None);
        assert_eq!(read("'null'").as_deref(), Some("null"));
        assert_eq!(read("007").as_deref(), Some("007"));
        assert_eq!(read("0x1F").as_deref(), Some("0x1F"));
    }
}
