//! JSON, stable and marked with the version of its format.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::clean;

/// The version of the JSON format, under the key `plaint`.
pub const FORMAT: &str = "1";

/// Writes a value as indented JSON with a line end; an object gets the format's
/// version as its first key.
pub fn write<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let text = serde_json::to_string_pretty(&marked(value)?)?;
    writeln!(out, "{}", harmless(&text))
}

/// Writes a document whose form somebody else laid down, which leaves no room
/// for the mark. What runners take for a command in any line of a job's log
/// (`##[`) is escaped.
pub fn write_unmarked<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let text = harmless(&text).replace("##", "#\\u0023");
    writeln!(out, "{text}")
}

/// Writes one value a line (NDJSON), each marked like a whole document.
pub fn write_lines<T: Serialize>(
    out: &mut dyn Write,
    values: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    for value in values {
        let text = serde_json::to_string(&marked(&value)?)?;
        writeln!(out, "{}", harmless(&text))?;
    }
    Ok(())
}

fn marked<T: Serialize>(value: &T) -> serde_json::Result<Value> {
    let Value::Object(fields) = serde_json::to_value(value)? else {
        return serde_json::to_value(value);
    };
    let mut object = Map::new();
    object.insert("plaint".to_owned(), Value::from(FORMAT));
    let others = fields.into_iter().filter(|(key, _)| key != "plaint");
    object.extend(others);
    Ok(Value::Object(object))
}

/// The same JSON, with characters that a terminal might act on written as
/// `\u` escapes. Outside of strings there are none but line ends.
pub(super) fn harmless(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for char in json.chars() {
        if char != '\n' && clean::is_unsafe(char) {
            for unit in char.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(char);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn written(value: &Value) -> String {
        let mut out = Vec::new();
        write(&mut out, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_object_is_marked_first() {
        assert_eq!(
            written(&json!({"case": "2611-0001", "text": "裂纹"})),
            "{\n  \"plaint\": \"1\",\n  \"case\": \"2611-0001\",\n  \"text\": \"裂纹\"\n}\n"
        );
        assert_eq!(
            written(&json!({"a": 1, "plaint": 2})),
            "{\n  \"plaint\": \"1\",\n  \"a\": 1\n}\n"
        );
        assert_eq!(written(&json!([1])), "[\n  1\n]\n");
    }

    #[test]
    fn lines_are_one_object_each() {
        let mut out = Vec::new();
        write_lines(&mut out, [json!({"a": 1}), json!({"a": "x\ny"})]).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"plaint\":\"1\",\"a\":1}\n{\"plaint\":\"1\",\"a\":\"x\\ny\"}\n"
        );
    }

    #[test]
    fn bidirectional_controls_are_escaped() {
        assert_eq!(
            written(&json!(["a\u{202e}b\u{9b}\u{7f}\u{e0041}"])),
            "[\n  \"a\\u202eb\\u009b\\u007f\\udb40\\udc41\"\n]\n"
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in any::<String>()) {
            let back: Value = serde_json::from_str(&written(&json!([text]))).unwrap();
            prop_assert_eq!(back, json!([text]));
        }
    }
}
