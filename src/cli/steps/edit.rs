//! Writing an entry in the user's editor.

use std::process::Command;

use anyhow::{Context as _, anyhow};
use schemars::SchemaGenerator;
use serde_json::{Map, Value};

use super::super::context::{Context, Result};
use super::common::parse;
use crate::case::Kind;
use crate::finding::Stop;

/// The fields as the person left them in the editor.
pub(in super::super) fn edited(
    kind: Kind,
    fields: Map<String, Value>,
    context: &mut Context,
) -> Result<Map<String, Value>> {
    const NAME: &str = "what you wrote";
    let text = write_and_read(kind, &fields, context).map_err(Stop::Machine)?;
    context.keep(NAME, text.as_bytes());
    Ok(parse(text.as_bytes()).map_err(|finding| finding.in_file(NAME))?)
}

fn write_and_read(
    kind: Kind,
    fields: &Map<String, Value>,
    context: &Context,
) -> anyhow::Result<String> {
    let editor = context.environment.editor.as_deref();
    let editor = editor.ok_or_else(|| {
        anyhow!("no editor is named: set EDITOR, or give the fields by flags or --from")
    })?;
    let file = tempfile::Builder::new()
        .prefix("plaint-")
        .suffix(".yaml")
        .tempfile()?;
    std::fs::write(file.path(), template(kind, fields))?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = Command::new(program)
        .args(words)
        .arg(file.path())
        .status()
        .with_context(|| format!("cannot run the editor `{editor}`"))?;
    if !status.success() {
        return Err(anyhow!(
            "the editor ended with {status}; nothing was written"
        ));
    }
    Ok(std::fs::read_to_string(file.path())?)
}

/// Every field of the kind with what it means: those given as they are, the
/// others commented out.
fn template(kind: Kind, fields: &Map<String, Value>) -> String {
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
    let mut text = format!(
        "# The fields of `{}`. Take away the # before a field to give it.\n",
        kind.word()
    );
    let properties = schema.get("properties").and_then(Value::as_object);
    for (key, about) in properties.into_iter().flatten() {
        if let Some(about) = about.get("description").and_then(Value::as_str) {
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
        let text = template(Kind::Note, &fields);
        assert!(text.contains("# The remark.\ntext: \"谁：#1\"\n"), "{text}");
        assert!(text.contains("\n# when: \n"), "{text}");
        assert_eq!(parse(text.as_bytes()).unwrap(), fields);
    }
}
