use serde_json::{Map, Value};

use super::{brief_goods, brief_work};
use crate::messages::{Lang, Phrase, Sort, Vocabulary};
use crate::report::{EntryView, assignments};

/// What an entry says, in one line. In English it is the line that JSON has
/// too; in another language it is made from the fields.
pub fn brief(entry: &EntryView, words: &Vocabulary) -> String {
    let fields = match (&entry.fields, words.lang) {
        (Value::Object(fields), Lang::Zh) => Fields(fields),
        _ => return entry.brief.clone(),
    };
    let of = |sort, key| words.word(sort, fields.text(key));
    let with = |what: String, text: &str| match text {
        "" => what,
        text => words.say(Phrase::BriefOf, &[("what", &what), ("text", text)]),
    };
    match entry.kind.as_str() {
        "open" => with(
            fields.text("customer").to_owned(),
            fields.text("description"),
        ),
        "classify" => format!(
            "{}  {}",
            words.level(fields.text("severity")),
            words.rule(fields.text("rule"))
        ),
        "appraise" => words.say(
            Phrase::BriefAppraised,
            &[
                ("remedy", &of(Sort::Remedy, "remedy")),
                ("fault", &of(Sort::Fault, "fault")),
                ("class", &of(Sort::GoodsClass, "class")),
                ("measure", fields.text("measure")),
                ("sum", fields.text("sum")),
                ("to", &of(Sort::Word, "to")),
                ("text", fields.text("text")),
            ],
        ),
        "request" => words.say(
            Phrase::BriefWant,
            &[
                ("want", &of(Sort::Want, "want")),
                ("due", fields.text("due")),
                ("text", fields.text("text")),
            ],
        ),
        "approve" | "reject" => words.say(
            Phrase::BriefAs,
            &[
                ("role", &of(Sort::Role, "role")),
                ("text", fields.text("reason")),
            ],
        ),
        "reply" => words.say(
            Phrase::BriefReply,
            &[
                ("kind", &of(Sort::Word, "kind")),
                ("meets", &words.words(Sort::Want, &fields.texts("meets"))),
                ("file", fields.file()),
                ("text", fields.text("text")),
            ],
        ),
        "respond" => with(of(Sort::Word, "verdict"), fields.text("text")),
        "confirm" => with(of(Sort::Word, "what"), fields.text("text")),
        "close" => words.say(
            Phrase::BriefClosed,
            &[
                ("basis", &of(Sort::Basis, "basis")),
                (
                    "outlive",
                    &fields.texts("outlive").join(words.text(Phrase::Comma)),
                ),
                ("text", fields.text("text")),
            ],
        ),
        "link" => {
            let other = format!("{} {}", of(Sort::Word, "as"), fields.text("case"));
            with(other, fields.text("text"))
        }
        "amend" => amended(&fields, words),
        kind => {
            let said = brief_goods::brief(kind, fields.0, words);
            let said = said.or_else(|| brief_work::brief(kind, fields.0, words));
            said.unwrap_or_else(|| entry.brief.clone())
        }
    }
}

struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    fn text(&self, key: &str) -> &'a str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// One text, or several.
    fn texts(&self, key: &str) -> Vec<&'a str> {
        match self.0.get(key) {
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            one => one.and_then(Value::as_str).into_iter().collect(),
        }
    }

    /// The name of the entry's file.
    fn file(&self) -> &'a str {
        let name = self.0.get("file").and_then(|file| file.get("name"));
        name.and_then(Value::as_str).unwrap_or_default()
    }
}

fn amended(fields: &Fields, words: &Vocabulary) -> String {
    let set = fields.0.get("set").and_then(Value::as_object);
    let said = |(field, value): (String, Option<String>)| match value {
        None => words.say(Phrase::BriefTaken, &[("field", &field)]),
        Some(value) => words.say(Phrase::BriefSet, &[("field", &field), ("value", &value)]),
    };
    let set = set.into_iter().flatten();
    let parts: Vec<String> = set
        .flat_map(|(field, value)| assignments(field, value))
        .map(said)
        .collect();
    let what = parts.join(words.text(Phrase::Comma));
    words.say(
        Phrase::BriefOf,
        &[("what", &what), ("text", fields.text("reason"))],
    )
}
