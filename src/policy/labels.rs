use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::yaml::Text;

/// A word as people read it: `marketing: 市场部` or
/// `marketing: {en: Marketing, zh: 市场部}`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Label {
    /// In English, or the only one.
    pub en: Option<Text>,
    /// In Chinese.
    pub zh: Option<Text>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Languages {
    /// In English.
    en: Option<Text>,
    /// In Chinese.
    zh: Option<Text>,
}

struct LabelVisitor;

impl<'de> Visitor<'de> for LabelVisitor {
    type Value = Label;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a label, or one by language")
    }
    fn visit_unit<E: Error>(self) -> Result<Label, E> {
        Ok(Label::default())
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Label, E> {
        Ok(Label {
            en: Text::new(text),
            zh: None,
        })
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Label, A::Error> {
        let Languages { en, zh } = Languages::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Label { en, zh })
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LabelVisitor)
    }
}

impl JsonSchema for Label {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Label".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let languages = generator.subschema_for::<Languages>();
        schemars::json_schema!({"anyOf": [{"type": ["string", "null"]}, languages]})
    }
}
