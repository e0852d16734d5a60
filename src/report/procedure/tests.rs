//! That everything that a policy says is told, in words.

use serde_json::Value;

use super::*;
use crate::messages::{Lang, Vocabulary};
use crate::policy::PRESETS;

/// A policy that uses every key there is.
const EVERY: &str = include_str!("every.yaml");

fn policies() -> impl Iterator<Item = (&'static str, &'static str)> {
    let presets = PRESETS.iter().map(|preset| (preset.key, preset.policy));
    presets.chain([("every", EVERY)])
}

fn read(text: &str) -> Policy {
    crate::yaml::read(text.as_bytes()).unwrap()
}

/// Everything that people read, without the keys.
fn text(it: &Procedure, lang: Lang) -> String {
    let words = Vocabulary::new(lang);
    let mut lines = vec![it.policy.clone(), it.effective.clone()];
    for section in &it.sections {
        lines.push(words.text(section.section.title()).to_owned());
        lines.extend(section.heads.iter().map(|head| head.0.say(&words)));
        for row in &section.rows {
            lines.extend(row.cells.iter().map(|cell| cell.say(&words)));
        }
    }
    lines.join("\n")
}

/// Whether another policy is told otherwise, in either language.
fn is_told_otherwise(other: &Policy, told: &[String; 2]) -> bool {
    let it = procedure(other);
    let langs = [Lang::En, Lang::Zh].into_iter().zip(told);
    langs
        .into_iter()
        .any(|(lang, told)| text(&it, lang) != *told)
}

/// The paths of everything that is no mapping and no list, and of lists.
fn leaves(value: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, one)| (key.clone(), one)).collect(),
        Value::Array(list) => {
            let list = list.iter().enumerate();
            list.map(|(at, one)| (at.to_string(), one)).collect()
        }
        _ => Vec::new(),
    };
    if children.is_empty() {
        found.push(path.clone());
    }
    for (key, child) in children {
        path.push(key);
        leaves(child, path, found);
        path.pop();
    }
}

fn at<'a>(value: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(value, |value, key| match value {
        Value::Array(list) => &mut list[key.parse::<usize>().unwrap()],
        other => &mut other[key.as_str()],
    })
}

/// The document without that leaf, and with others in its place.
fn altered(document: &Value, path: &[String], known: &[Value]) -> Vec<Value> {
    let (last, above) = path.split_last().unwrap();
    let mut without = document.clone();
    match at(&mut without, above) {
        Value::Array(list) => drop(list.remove(last.parse().unwrap())),
        Value::Object(map) => drop(map.shift_remove(last)),
        _ => unreachable!(),
    }
    let leaf = at(&mut document.clone(), path).clone();
    let mut others: Vec<Value> = known.to_vec();
    others.extend(match &leaf {
        Value::Bool(truth) => vec![Value::from(!truth)],
        Value::Number(number) => vec![Value::from(number.as_f64().unwrap() as i64 + 1)],
        Value::String(text) => vec![
            Value::from(format!("{text}x")),
            // A longer limit.
            Value::from(format!("1{text}")),
        ],
        _ => Vec::new(),
    });
    let put = |other: Value| {
        let mut document = document.clone();
        *at(&mut document, path) = other;
        document
    };
    let others = others.into_iter().filter(|other| *other != leaf);
    [without].into_iter().chain(others.map(put)).collect()
}

/// The key that a leaf stands under, whatever its place in a list.
fn under(path: &[String]) -> Option<&String> {
    let is_name = |key: &&String| key.parse::<usize>().is_err();
    path.iter().rev().find(is_name)
}

/// Labels are told through the words that they label: one of a code that the
/// policy does not use is told nowhere.
fn is_unused_label(path: &[String], words: &[Word]) -> bool {
    path[0] == "labels" && words.iter().all(|word| word.code != path[1])
}

#[test]
fn whatever_changes_in_a_policy_changes_what_is_told() {
    let mut tried = 0;
    for (name, text) in policies() {
        let document: Value = serde_yaml::from_str(text).unwrap();
        let policy = read(text);
        let it = procedure(&policy);
        let told = [Lang::En, Lang::Zh].map(|lang| self::text(&it, lang));
        let words = it.words;
        let mut paths = Vec::new();
        leaves(&document, &mut Vec::new(), &mut paths);
        for path in &paths {
            if is_unused_label(path, &words) {
                continue;
            }
            // What stands under the same key elsewhere can stand here; where it
            // is tried with everything there is, it need not be tried again.
            let alike = paths.iter().filter(|other| under(other) == under(path));
            let alike = alike.filter(|_| text == EVERY);
            let mut known: Vec<Value> = Vec::new();
            for other in alike {
                let value = at(&mut document.clone(), other).clone();
                if known.len() < 3 && !known.contains(&value) {
                    known.push(value);
                }
            }
            for altered in altered(&document, path, &known) {
                let Ok(other) = serde_json::from_value::<Policy>(altered) else {
                    continue;
                };
                if other != policy {
                    tried += 1;
                    let told = is_told_otherwise(&other, &told);
                    assert!(told, "{name}: {path:?}");
                }
            }
        }
    }
    assert!(tried > 2000, "only {tried} changes were tried");
}

/// What the two policies differ in: key, before, after, and how.
fn differs(one: &str, other: &str) -> Vec<(String, String, String, How)> {
    let [one, other] = [one, other].map(|text| procedure(&read(text)));
    let english = Vocabulary::new(Lang::En);
    let changes = differences(&one, &other).changes.into_iter();
    let said = |change: Change| {
        let [before, after] = [&change.before, &change.after].map(|said| said.say(&english));
        (change.key, before, after, change.how)
    };
    changes.map(said).collect()
}

fn expected(key: &str, before: &str, after: &str, how: How) -> (String, String, String, How) {
    (key.to_owned(), before.to_owned(), after.to_owned(), how)
}

#[test]
fn a_policy_differs_in_what_was_changed() {
    let changed = |from: &str, to: &str| {
        assert!(EVERY.contains(from), "{from}");
        differs(EVERY, &EVERY.replace(from, to))
    };
    assert_eq!(changed("MO: {en", "MO: {en"), []);
    for (from, to, wanted) in [
        (
            "{A: 24h, B: 3wd}",
            "{A: 600min, B: 3wd}",
            expected("clocks.first", "24 hours", "600 minutes", How::Shorter),
        ),
        (
            "{A: 24h, B: 3wd}",
            "{A: 24h, B: 1w}",
            expected("clocks.first", "3 working days", "1 week", How::Other),
        ),
        (
            "within: 2w\n",
            "within: 15d\n",
            expected("clocks.fourth", "2 weeks", "15 days", How::Longer),
        ),
        (
            "looks: minor",
            "looks: critical",
            expected("severity.criteria.looks", "Minor", "Critical", How::Other),
        ),
        (
            "needs: [actions-planned, contained]",
            "needs: [contained]",
            expected(
                "closing.accepted.also.the complaint is justified",
                "corrective or preventive action planned",
                "",
                How::Less,
            ),
        ),
        (
            "role: [quality, head]\n",
            "role: [sales, head, quality]\n",
            expected("approvals.rma.approve", "", "Sales", How::More),
        ),
        (
            "head: {en: Head of quality, zh",
            "head: {en: Head, zh",
            expected("role.head", "Head of quality", "Head", How::Word),
        ),
    ] {
        let found = changed(from, to);
        assert!(found.contains(&wanted), "{to}: {found:?}");
        assert_eq!(found.len(), 1, "{to}: {found:?}");
    }
}

#[test]
fn a_step_put_before_another_is_told_with_its_place() {
    let before = PRESETS[0].policy;
    let one = "  compensate:\n    - {step: approve, role: general-manager}\n";
    assert!(before.contains(one));
    let two = one.replace(
        "    - ",
        "    - {step: approve, role: quality-head}\n    - ",
    );
    assert_eq!(
        differs(before, &before.replace(one, &two)),
        [
            expected(
                "approvals.compensate.approve",
                "",
                "Head of quality",
                How::New
            ),
            expected(
                "approvals.compensate",
                "Approval (General manager)",
                "Approval (Head of quality), Approval (General manager)",
                How::Order
            ),
        ]
    );
}

#[test]
fn chinese_has_no_english_word() {
    // Units, and what the policy gives in English only.
    let known = [
        "git", "origin", "pcs", "kg", "cm", "key", "blocked", "second", "third", "fourth", "fifth",
    ];
    for (name, policy) in policies() {
        let said = text(&procedure(&read(policy)), Lang::Zh);
        let words = said.split(|char: char| !char.is_ascii_alphabetic());
        let lower = words.filter(|word| {
            word.len() > 1 && word.chars().next().is_some_and(|c| c.is_ascii_lowercase())
        });
        let strange: Vec<&str> = lower
            .filter(|word| *word != name && !known.contains(word))
            .collect();
        assert_eq!(strange, Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn english_has_no_code() {
    for (name, policy) in policies() {
        let said = text(&procedure(&read(policy)), Lang::En);
        for line in said.lines() {
            assert!(!line.contains('_'), "{name}: {line}");
            assert!(!line.contains("  "), "{name}: {line}");
        }
    }
}

#[test]
fn every_key_of_a_policy_is_in_the_one_that_says_everything() {
    let schema = serde_json::to_value(schemars::schema_for!(Policy)).unwrap();
    let mut keys: Vec<&String> = Vec::new();
    let definitions = schema["$defs"].as_object().unwrap();
    let objects = definitions.values().chain([&schema]);
    for object in objects {
        let properties = object["properties"].as_object();
        keys.extend(properties.into_iter().flat_map(|map| map.keys()));
    }
    let is_there = |key: &&&String| EVERY.contains(&format!("{key}:"));
    let missing: Vec<&&String> = keys.iter().filter(|key| !is_there(key)).collect();
    assert!(keys.len() > 80);
    assert_eq!(missing, Vec::<&&String>::new());
}
