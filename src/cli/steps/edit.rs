//! Writing an entry in the user's editor.

use std::process::Command;

use anyhow::{Context as _, anyhow};
use schemars::SchemaGenerator;
use serde_json::{Map, Value};

use super::super::context::{Context, Result};
use super::common::parse;
use crate::case::Kind;
use crate::finding::Stop;
use crate::messages::{Lang, Phrase, Sort, Vocabulary, field_help};

/// The fields as the person left them in the editor.
pub(in super::super) fn edited(
    kind: Kind,
    fields: Map<String, Value>,
    context: &mut Context,
) -> Result<Map<String, Value>> {
    const NAME: &str = Phrase::WhatYouWrote.in_lang(Lang::En);
    let text = write_and_read(kind, &fields, context).map_err(Stop::Machine)?;
    context.keep(NAME, text.as_bytes());
    Ok(parse(text.as_bytes()).map_err(|finding| finding.in_file(NAME))?)
}

fn write_and_read(
    kind: Kind,
    fields: &Map<String, Value>,
    context: &Context,
) -> anyhow::Result<String> {
    let words = &context.screen.words;
    let editor = context.environment.editor.as_deref();
    let editor = editor.ok_or_else(|| anyhow!(words.text(Phrase::NoEditor)))?;
    let file = tempfile::Builder::new()
        .prefix("plaint-")
        .suffix(".yaml")
        .tempfile()?;
    std::fs::write(file.path(), template(kind, fields, words))?;
    let mut parts = editor.split_whitespace();
    let program = parts.next().unwrap_or("vi");
    let status = Command::new(program)
        .args(parts)
        .arg(file.path())
        .status()
        .with_context(|| words.say(Phrase::EditorFailed, &[("editor", editor)]))?;
    if !status.success() {
        let status = status.to_string();
        return Err(anyhow!(
            words.say(Phrase::EditorEnded, &[("status", &status)])
        ));
    }
    Ok(std::fs::read_to_string(file.path())?)
}

/// Every field of the kind with what it means: those given as they are, the
/// others commented out.
fn template(kind: Kind, fields: &Map<String, Value>, words: &Vocabulary) -> String {
    let mut generator = SchemaGenerator::default();
    let reference = kind.schema(&mut generator);
    let name = reference
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|path| path.rsplit('/').next());
    let schema = name
        .and_then(|name| generator.definitions().get(name))
        .cloned()
        .unwrap_or_default();
    let named = words.word(Sort::Kind, kind.word());
    let head = words.say(Phrase::EditHead, &[("kind", &named)]);
    let mut text = format!("# {head}\n");
    let properties = schema.get("properties").and_then(Value::as_object);
    for (key, about) in properties.into_iter().flatten() {
        let english = about.get("description").and_then(Value::as_str);
        if let Some(about) = field_help(kind.word(), key, words.lang).or(english) {
            text.push_str(&format!("\n# {}\n", about.replace('\n', "\n# ")));
        }
        match fields.get(key) {
            Some(value) => text.push_str(&format!("{key}: {value}\n")),
            None => text.push_str(&format!("# {key}: \n")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_explains_every_field() {
        let mut fields = Map::new();
        fields.insert("text".to_owned(), Value::String("谁：#1".to_owned()));
        let text = template(Kind::Note, &fields, &Vocabulary::new(Lang::En));
        assert!(text.contains("# The remark.\ntext: \"谁：#1\"\n"), "{text}");
        assert!(text.contains("\n# when: \n"), "{text}");
        assert_eq!(parse(text.as_bytes()).unwrap(), fields);
    }

    #[test]
    fn a_template_explains_every_field_in_chinese() {
        for kind in Kind::ALL {
            let text = template(*kind, &Map::new(), &Vocabulary::new(Lang::Zh));
            let explained = |line: &&str| line.starts_with("# ") && !line.ends_with(": ");
            for line in text.lines().filter(explained) {
                assert!(!line.is_ascii(), "{kind:?}: {line}");
            }
        }
    }
}
