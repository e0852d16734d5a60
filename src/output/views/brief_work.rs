use serde_json::{Map, Value};

use crate::messages::{Phrase, Sort, Vocabulary};

/// How many touched lots, and how many customers, the line of a trace has.
const IN_BRIEF: usize = 5;

/// What an entry about verifying, finding the cause, recalling, acting or
/// visiting says, in one line; nothing for other kinds.
pub(super) fn brief(kind: &str, fields: &Map<String, Value>, words: &Vocabulary) -> Option<String> {
    let text = |key: &str| said(fields, key).to_owned();
    let word = |key: &str| word(fields, key, words);
    let listed = |key: &str| texts(fields, key).join(words.text(Phrase::Comma));
    let (phrase, args) = match kind {
        "verify" => (
            Phrase::BriefVerified,
            vec![
                ("result", word("result")),
                (
                    "methods",
                    words.words(Sort::Work, &texts(fields, "methods")),
                ),
                ("lots", listed("lots")),
            ],
        ),
        "assign" => {
            let departments = words.words(Sort::Role, &texts(fields, "to"));
            (Phrase::BriefAsked, vec![("departments", departments)])
        }
        "opinion" => (Phrase::BriefOpinion, vec![("impact", text("impact"))]),
        "contain" => (
            Phrase::BriefContained,
            vec![
                ("action", word("action")),
                ("lot", text("lot")),
                ("quantity", text("quantity")),
                ("place", text("place")),
            ],
        ),
        "investigate" => (
            Phrase::BriefInvestigated,
            vec![
                ("justified", justified(fields, words).to_owned()),
                ("party", word("party")),
                ("who", who(fields, words)),
                ("lots", listed("lots")),
                ("category", word("category")),
                ("occurrence", text("occurrence")),
                ("whys", whys(fields)),
                ("escape", text("escape")),
            ],
        ),
        "trace" => (
            Phrase::BriefTraced,
            vec![
                ("back", back(fields, words).to_owned()),
                ("lots", listed("lots")),
                ("touched", few(&texts(fields, "touched"), words)),
                ("missing", missing(fields, words)),
                ("customers", traced(fields, words)),
            ],
        ),
        "recall" => (Phrase::BriefRecall, recall(fields, words)),
        "notify" => (
            Phrase::BriefTold,
            vec![
                ("party", word("party")),
                ("who", who(fields, words)),
                ("why", text("not_needed")),
            ],
        ),
        "retrieve" => (
            Phrase::BriefRetrieved,
            vec![
                ("quantity", text("quantity")),
                ("customer", text("customer")),
                ("rest", text("rest")),
            ],
        ),
        "act" => (
            Phrase::BriefAction,
            vec![
                ("kind", word("kind")),
                ("owner", text("owner")),
                ("due", text("due")),
            ],
        ),
        "evaluate" => (
            Phrase::BriefEvaluated,
            vec![("verdict", word("verdict")), ("lots", listed("lots"))],
        ),
        "visit" => (Phrase::BriefVisit, vec![("feedback", text("feedback"))]),
        "survey" => (Phrase::BriefScore, vec![("score", score(fields))]),
        _ => return None,
    };
    let more = said(fields, "text");
    let own = args.iter().map(|(name, text)| (*name, text.as_str()));
    let args: Vec<(&'static str, &str)> = own.chain([("text", more)]).collect();
    Some(words.say(phrase, &args))
}

fn recall(fields: &Map<String, Value>, words: &Vocabulary) -> Vec<(&'static str, String)> {
    let from = match fields.get("customers") {
        None => String::new(),
        Some(_) => customers(fields, words),
    };
    vec![
        ("decision", word(fields, "decision", words)),
        (
            "lots",
            texts(fields, "lots").join(words.text(Phrase::Comma)),
        ),
        ("customers", from),
        ("reason", said(fields, "reason").to_owned()),
    ]
}

fn said<'a>(fields: &'a Map<String, Value>, key: &str) -> &'a str {
    fields.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn word(fields: &Map<String, Value>, key: &str, words: &Vocabulary) -> String {
    match said(fields, key) {
        "" => String::new(),
        code => words.word(Sort::Work, code),
    }
}

fn justified(fields: &Map<String, Value>, words: &Vocabulary) -> &'static str {
    let holds = fields.get("justified") == Some(&Value::Bool(true));
    words.text(match holds {
        true => Phrase::BriefJustified,
        false => Phrase::BriefUnjustified,
    })
}

/// A name; of a department its role.
/// The chain of whys, each behind the one that it explains.
fn whys(fields: &Map<String, Value>) -> String {
    let whys = fields.get("whys").and_then(Value::as_array);
    let whys = whys.into_iter().flatten().filter_map(Value::as_str);
    whys.collect::<Vec<_>>().join(" → ")
}

fn who(fields: &Map<String, Value>, words: &Vocabulary) -> String {
    let name = said(fields, "who");
    match said(fields, "party") {
        "department" if !name.is_empty() => words.word(Sort::Role, name),
        _ => name.to_owned(),
    }
}

fn score(fields: &Map<String, Value>) -> String {
    fields
        .get("score")
        .map(Value::to_string)
        .unwrap_or_default()
}

/// One text, or several.
fn texts<'a>(fields: &'a Map<String, Value>, key: &str) -> Vec<&'a str> {
    let all = several(fields, key);
    all.into_iter().filter_map(Value::as_str).collect()
}

fn several<'a>(fields: &'a Map<String, Value>, key: &str) -> Vec<&'a Value> {
    match fields.get(key) {
        Some(Value::Array(all)) => all.iter().collect(),
        one => one.into_iter().collect(),
    }
}

/// How many links of a chain are missing.
fn missing(fields: &Map<String, Value>, words: &Vocabulary) -> String {
    let count = several(fields, "missing").len();
    let s = if count == 1 { "" } else { "s" };
    match count {
        0 => String::new(),
        _ => words.say(
            Phrase::LinksMissing,
            &[("count", &count.to_string()), ("s", s)],
        ),
    }
}

/// That lots were followed only back.
fn back(fields: &Map<String, Value>, words: &Vocabulary) -> &'static str {
    match said(fields, "direction") {
        "back" => words.text(Phrase::TracedBack),
        _ => "",
    }
}

/// Who got lots that were followed forward, and how much of which.
fn traced(fields: &Map<String, Value>, words: &Vocabulary) -> String {
    let all = each_customer(fields, words);
    match (said(fields, "direction"), all.is_empty()) {
        ("back", _) => String::new(),
        (_, true) => words.text(Phrase::NoCustomer).to_owned(),
        (_, false) => few(&all, words),
    }
}

/// The first of a list, and how many more there are, as the English line of a
/// trace has them.
fn few<T: AsRef<str>>(all: &[T], words: &Vocabulary) -> String {
    let first: Vec<&str> = all.iter().take(IN_BRIEF).map(AsRef::as_ref).collect();
    let list = first.join(words.text(Phrase::Comma));
    match all.len() - first.len() {
        0 => list,
        more => words.say(
            Phrase::ListAndMore,
            &[("list", &list), ("count", &more.to_string())],
        ),
    }
}

/// Customers, and how much each got.
fn customers(fields: &Map<String, Value>, words: &Vocabulary) -> String {
    let all = each_customer(fields, words);
    match all.is_empty() {
        true => words.text(Phrase::NoCustomer).to_owned(),
        false => all.join(words.text(Phrase::Comma)),
    }
}

fn each_customer(fields: &Map<String, Value>, words: &Vocabulary) -> Vec<String> {
    let all = several(fields, "customers").into_iter();
    let all = all.filter_map(Value::as_object).map(|one| {
        let (customer, quantity) = (said(one, "customer"), said(one, "quantity"));
        match said(one, "lot") {
            "" => format!("{customer} {quantity}").trim_end().to_owned(),
            lot => {
                let args = [("customer", customer), ("quantity", quantity), ("lot", lot)];
                words.say(Phrase::GotOfLot, &args)
            }
        }
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::messages::{Labels, Lang};

    fn shown(kind: &str, fields: Value) -> String {
        let mut labels = Labels::default();
        labels.add(Sort::Role, "quality", "品质部");
        labels.add(Sort::Role, "marketing", "市场部");
        let words = Vocabulary::new(Lang::Zh).with(labels);
        brief(kind, fields.as_object().unwrap(), &words).unwrap()
    }

    #[test]
    fn codes_are_said_in_words() {
        for (kind, fields, line) in [
            (
                "verify",
                json!({"result": "confirmed", "methods": ["records", "site-visit"], "lots": "L1", "text": "亮线"}),
                "属实（查阅记录、现场核实），批次 L1：亮线",
            ),
            ("verify", json!({"result": "waived"}), "无需核实"),
            (
                "assign",
                json!({"to": ["quality", "marketing"]}),
                "品质部、市场部",
            ),
            (
                "contain",
                json!({"lot": "L1", "place": "成品仓", "action": "quarantine", "quantity": "300 pcs"}),
                "隔离：批次 L1，成品仓 300 pcs",
            ),
            (
                "investigate",
                json!({"justified": true, "party": "department", "who": "quality", "occurrence": "漏检"}),
                "客诉成立，责任方：部门 品质部：漏检",
            ),
            (
                "investigate",
                json!({"justified": false, "text": "使用不当"}),
                "客诉不成立；使用不当",
            ),
            ("trace", json!({"lots": "L1"}), "批次 L1：无客户"),
            (
                "trace",
                json!({"lots": ["R7", "R8"], "direction": "both", "touched": "F1", "missing": [{}, {}], "text": "已核对",
                       "customers": [{"customer": "宏达", "lot": "F1", "quantity": "3 pcs"}, {"customer": "华东电子", "lot": "R7"}]}),
                "批次 R7、R8，涉及批次 F1，缺 2 个环节：宏达 3 pcs（F1）、华东电子（R7）：已核对",
            ),
            (
                "trace",
                json!({"lots": "L1", "direction": "back", "missing": {"lot": "L1", "link": "label"}}),
                "反向：批次 L1，缺 1 个环节",
            ),
            (
                "trace",
                json!({"lots": "R7", "touched": ["F1", "F2", "F3", "F4", "F5", "F6", "F7"],
                       "customers": [{"customer": "A"}, {"customer": "B"}, {"customer": "C"}, {"customer": "D"}, {"customer": "E"}, {"customer": "F"}]}),
                "批次 R7，涉及批次 F1、F2、F3、F4、F5（另有 2 个）：A、B、C、D、E（另有 1 个）",
            ),
            (
                "recall",
                json!({"decision": "recall", "lots": ["L1", "L2"], "reason": "致命缺陷",
                       "customers": [{"customer": "华东电子", "quantity": "300 pcs"}, {"customer": "宏达"}]}),
                "召回批次 L1、L2，客户：华东电子 300 pcs、宏达：致命缺陷",
            ),
            (
                "recall",
                json!({"decision": "no-recall", "lots": "L1", "reason": "未流出"}),
                "不召回批次 L1：未流出",
            ),
            (
                "act",
                json!({"kind": "corrective", "text": "换模", "owner": "li.wei", "due": "2026-12-01"}),
                "纠正措施，li.wei 负责，2026-12-01 前：换模",
            ),
            ("evaluate", json!({"verdict": "ineffective"}), "无效"),
            ("survey", json!({"score": 4, "text": "可以"}), "4 分：可以"),
        ] {
            assert_eq!(shown(kind, fields), line);
        }
    }
}
