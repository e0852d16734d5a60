use serde_json::{Map, Value};

use crate::messages::{Phrase, Sort, Vocabulary};

/// What an entry about goods or money says, in one line; nothing for other
/// kinds.
pub(super) fn brief(kind: &str, fields: &Map<String, Value>, words: &Vocabulary) -> Option<String> {
    let text = |key: &str| {
        let text = fields.get(key).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    };
    let word = |key: &str| match text(key) {
        text if text.is_empty() => text,
        text => words.word(Sort::Goods, &text),
    };
    let is = |key: &str| fields.get(key) == Some(&Value::Bool(true));
    let when = |holds: bool, phrase| if holds { words.text(phrase) } else { "" }.to_owned();
    let (phrase, args) = match kind {
        "rma" => (
            Phrase::BriefRma,
            vec![
                ("goods", goods(fields, words)),
                ("reason", words.word(Sort::Reason, &text("reason"))),
                ("way", word("way")),
                ("replenish", when(is("replenish"), Phrase::BriefReplenish)),
                (
                    "team",
                    several(fields, "team").join(words.text(Phrase::Comma)),
                ),
                ("by", text("by")),
                ("lead", text("lead")),
                ("standard", text("standard")),
                ("transport", words.word(Sort::Transport, &text("transport"))),
                ("part", text("exchange")),
                ("why", text("not_on_site")),
            ],
        ),
        "receive" if is("no_more") => {
            return Some(with(
                words.text(Phrase::BriefNoMore).to_owned(),
                &text("text"),
                words,
            ));
        }
        "receive" => (
            Phrase::BriefReceive,
            vec![
                ("goods", goods(fields, words)),
                ("place", text("place")),
                ("partial", when(is("partial"), Phrase::BriefMore)),
                ("refused", words.word(Sort::Refusal, &text("refused"))),
            ],
        ),
        "resolve" => return Some(with(word("how"), &text("reason"), words)),
        "inspect" => return Some(with(found(fields, words), &text("text"), words)),
        "disposition" => (
            Phrase::BriefDisposition,
            vec![
                ("items", disposed(fields, words)),
                ("note", text("stock_note")),
            ],
        ),
        "accept" => {
            return Some(match text("quantity") {
                all if all.is_empty() => text("text"),
                some => with(some, &text("text"), words),
            });
        }
        "replace" => (
            Phrase::BriefReplace,
            vec![
                ("goods", goods(fields, words)),
                ("by", text("by")),
                ("source", word("source")),
            ],
        ),
        "ship" => (
            Phrase::BriefShip,
            vec![
                ("quantity", text("quantity")),
                ("note", text("delivery_note")),
                ("reason", text("reason")),
            ],
        ),
        "compensate" => (
            Phrase::BriefCharged,
            vec![
                ("kind", word("kind")),
                ("amount", text("amount")),
                (
                    "bearer",
                    if text("paid_by") == "us" {
                        String::new()
                    } else {
                        word("paid_by")
                    },
                ),
                ("party", text("party")),
            ],
        ),
        _ => return None,
    };
    let more = text("text");
    let own = args.iter().map(|(name, text)| (*name, text.as_str()));
    let more = ("text", more.as_str());
    let args: Vec<(&'static str, &str)> = own.chain([more]).collect();
    Some(words.say(phrase, &args))
}

fn with(what: String, text: &str, words: &Vocabulary) -> String {
    match text {
        "" => what,
        text => words.say(Phrase::BriefOf, &[("what", &what), ("text", text)]),
    }
}

/// The items of an entry: a list, or the only one.
fn items(fields: &Map<String, Value>) -> Vec<&Map<String, Value>> {
    match fields.get("items") {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_object).collect(),
        one => one.and_then(Value::as_object).into_iter().collect(),
    }
}

/// One text, or several.
fn several<'a>(fields: &'a Map<String, Value>, key: &str) -> Vec<&'a str> {
    match fields.get(key) {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        one => one.and_then(Value::as_str).into_iter().collect(),
    }
}

fn said<'a>(item: &'a Map<String, Value>, key: &str) -> &'a str {
    item.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn goods(fields: &Map<String, Value>, words: &Vocabulary) -> String {
    let each = |item: &Map<String, Value>| {
        let lot = match said(item, "lot") {
            "" => String::new(),
            lot => words.say(Phrase::LotNamed, &[("lot", lot)]),
        };
        let parts = [said(item, "quantity"), said(item, "model"), &lot];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    let all: Vec<String> = items(fields).into_iter().map(each).collect();
    all.join(words.text(Phrase::Comma))
}

fn found(fields: &Map<String, Value>, words: &Vocabulary) -> String {
    let mut parts = Vec::new();
    let mut count = |key: &str| {
        if let Some(many) = fields.get(key).and_then(Value::as_str) {
            let word = words.word(Sort::Goods, &key.replace('_', "-"));
            parts.push(format!("{word} {many}"));
        }
    };
    count("good");
    count("no_fault_found");
    let defective = fields.get("defective").and_then(Value::as_object);
    for (code, many) in defective.into_iter().flatten() {
        let many = many.as_str().unwrap_or_default();
        parts.push(format!("{} {many}", words.word(Sort::Defect, code)));
    }
    if let Some(plan) = fields.get("sampled").and_then(Value::as_object) {
        let args = [("lot", said(plan, "lot")), ("aql", said(plan, "aql"))];
        parts.push(words.say(Phrase::BriefSample, &args));
    }
    parts.join(words.text(Phrase::Comma))
}

fn disposed(fields: &Map<String, Value>, words: &Vocabulary) -> String {
    let each = |item: &Map<String, Value>| {
        let word = |key| words.word(Sort::Goods, said(item, key));
        let args = [
            ("decision", &*word("decision")),
            ("quantity", said(item, "quantity")),
            ("of", &word("of")),
        ];
        words.say(Phrase::BriefDisposed, &args)
    };
    let all: Vec<String> = items(fields).into_iter().map(each).collect();
    all.join(words.text(Phrase::Comma))
}
