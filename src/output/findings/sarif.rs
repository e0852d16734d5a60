//! Findings as SARIF 2.1.0, the format of code scanning:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Report, Shown, lines};
use crate::finding::Code;
use crate::messages::{Lang, Vocabulary, usual_remedy};
use crate::output::{Screen, clean, json as document};

/// What paths are relative to: the top of the repository.
const ROOT: &str = "%SRCROOT%";

/// What `overdue` finds, which is no code of a rule, and what helps.
const OVERDUE: &str = "A time limit is over.";
const NEXT: &str = "`plaint next CASE` names the command that meets it";

/// Writes one log with one run.
pub fn sarif(out: &mut dyn Write, report: &Report, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let mut codes: Vec<&str> = Vec::new();
    for shown in report.findings {
        if !codes.contains(&shown.code.as_str()) {
            codes.push(&shown.code);
        }
    }
    let language = match words.lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    };
    let result = |shown: &Shown| result(shown, report, &codes, words);
    let results: Vec<Value> = report.findings.iter().map(result).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(code)).collect();
    let root = "the top of the repository";
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "plaint",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "en",
                "rules": rules,
            }},
            "automationDetails": {"id": format!("plaint/{}/", report.verb)},
            "language": language,
            // Columns are counted in characters.
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": root}}},
            "results": results,
        }],
    });
    document::write_unmarked(out, &log)
}

/// A code with what it means and what mends it as a rule.
fn rule(code: &str) -> Value {
    let known = Code::ALL.iter().find(|known| known.as_str() == code);
    let (meaning, remedy) = match known {
        Some(code) => (code.meaning(), usual_remedy(*code, Lang::En)),
        None => (OVERDUE, Some(NEXT.to_owned())),
    };
    let help = match remedy {
        Some(remedy) => format!("{meaning}\n\n{remedy}"),
        None => meaning.to_owned(),
    };
    json!({
        "id": code,
        "shortDescription": {"text": message(meaning)},
        "fullDescription": {"text": message(meaning)},
        "help": {"text": message(&help)},
    })
}

fn result(shown: &Shown, report: &Report, codes: &[&str], words: &Vocabulary) -> Value {
    let place = json!({
        "artifactLocation": {"uri": uri(&report.place(shown)), "uriBaseId": ROOT},
        "region": region(shown),
    });
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), json!(shown.code));
    let index = codes.iter().position(|code| *code == shown.code);
    result.insert("ruleIndex".to_owned(), json!(index));
    result.insert("level".to_owned(), json!(shown.level.as_str()));
    let text = message(&lines(shown, words).join("\n"));
    result.insert("message".to_owned(), json!({"text": text}));
    result.insert("locations".to_owned(), json!([{"physicalLocation": place}]));
    if let Some(fingerprint) = &shown.fingerprint {
        let fingerprints = json!({"plaint/v1": fingerprint});
        result.insert("partialFingerprints".to_owned(), fingerprints);
    }
    let properties = properties(shown);
    if !properties.is_empty() {
        result.insert("properties".to_owned(), Value::Object(properties));
    }
    Value::Object(result)
}

/// The line; the first one where none is known, since code scanning wants one.
fn region(shown: &Shown) -> Value {
    let mut region = Map::new();
    let line = shown.line.unwrap_or(1).max(1);
    region.insert("startLine".to_owned(), json!(line));
    if let Some(column) = shown.column.filter(|_| shown.line.is_some()) {
        region.insert("startColumn".to_owned(), json!(column));
        if let Some(length) = shown.length {
            region.insert("endColumn".to_owned(), json!(column + length));
        }
    }
    let there = shown
        .commit
        .as_ref()
        .and_then(|commit| commit.line.as_ref());
    if let Some(line) = there.filter(|_| shown.line.is_some()) {
        region.insert("snippet".to_owned(), json!({"text": line}));
    }
    Value::Object(region)
}

/// What SARIF has no place for.
fn properties(shown: &Shown) -> Map<String, Value> {
    let of = |value: &Option<String>| value.clone().map(Value::String);
    let commit = shown.commit.as_ref().map(|commit| json!(commit));
    let all = [
        ("case", of(&shown.case)),
        ("entry", of(&shown.entry)),
        ("rule", of(&shown.rule)),
        ("commit", commit),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

/// Text as a message: braces would be places for arguments, and brackets before
/// a parenthesis a link.
fn message(text: &str) -> String {
    clean::terminal_lines(text)
        .replace('{', "{{")
        .replace('}', "}}")
        .replace("](", "] (")
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{InCommit, Level};

    fn written(findings: &[Shown], prefix: &str) -> Value {
        let report = Report {
            verb: "audit",
            findings,
            files: &[],
            prefix,
        };
        let mut out = Vec::new();
        sarif(&mut out, &report, &Screen::default()).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn a_path_is_encoded_as_a_relative_reference() {
        assert_eq!(uri("cases/2026/a-b_c.~1.yaml"), "cases/2026/a-b_c.~1.yaml");
        assert_eq!(uri("质量 部/x"), "%E8%B4%A8%E9%87%8F%20%E9%83%A8/x");
        assert_eq!(uri("a:b?#[%]\n"), "a%3Ab%3F%23%5B%25%5D%0A");
    }

    #[test]
    fn a_message_has_no_links_and_no_arguments() {
        assert_eq!(message("a {0} [b](1)\x1b"), "a {{0}} [b] (1)\\u{{1b}}");
    }

    #[test]
    fn a_result_of_the_history_names_its_commit() {
        let commit = InCommit {
            id: Some("1a2b3c4d5e6f".into()),
            author: "李伟 <li.wei@example.com>".into(),
            time: "2026-11-03T14:02:00+08:00".into(),
            line: Some("    custmer: 华东电子".into()),
        };
        let finding = Shown {
            remedy: Some("write `customer`".into()),
            case: Some("2611-0001".into()),
            file: Some("cases/2026/11/2611-0001.yaml".into()),
            line: Some(8),
            column: Some(5),
            length: Some(7),
            fingerprint: Some("ab12".into()),
            commit: Some(commit),
            ..Shown::new("unknown-key", Level::Error, "unknown key `custmer`")
        };
        let nowhere = Shown::new("busy", Level::Warning, "x");
        let value = written(&[finding.clone(), nowhere, finding], "质量 部/");
        let run = &value["runs"][0];
        assert_eq!(
            run["results"][0],
            json!({
                "ruleId": "unknown-key",
                "ruleIndex": 0,
                "level": "error",
                "message": {"text": "unknown key `custmer`\n\
                    commit: 1a2b3c4d5e 2026-11-03 14:02 李伟 <li.wei@example.com>\n\
                    write `customer`"},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {
                        "uri": "%E8%B4%A8%E9%87%8F%20%E9%83%A8/cases/2026/11/2611-0001.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {
                        "startLine": 8,
                        "startColumn": 5,
                        "endColumn": 12,
                        "snippet": {"text": "    custmer: 华东电子"},
                    },
                }}],
                "partialFingerprints": {"plaint/v1": "ab12"},
                "properties": {
                    "case": "2611-0001",
                    "commit": {
                        "id": "1a2b3c4d5e6f",
                        "author": "李伟 <li.wei@example.com>",
                        "time": "2026-11-03T14:02:00+08:00",
                        "line": "    custmer: 华东电子",
                    },
                },
            })
        );
        assert_eq!(run["results"][0], run["results"][2]);
        assert_eq!(run["results"][1]["ruleIndex"], 1);
        assert_eq!(
            run["results"][1]["locations"][0]["physicalLocation"],
            json!({
                "artifactLocation": {
                    "uri": "%E8%B4%A8%E9%87%8F%20%E9%83%A8/cases/policy.yaml",
                    "uriBaseId": "%SRCROOT%",
                },
                "region": {"startLine": 1},
            })
        );
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: Vec<&Value> = rules.iter().map(|rule| &rule["id"]).collect();
        assert_eq!(ids, ["unknown-key", "busy"]);
        assert_eq!(
            rules[0]["shortDescription"]["text"],
            "A key that nobody knows."
        );
        assert_eq!(run["automationDetails"]["id"], "plaint/audit/");
    }

    #[test]
    fn every_code_makes_a_rule() {
        for code in Code::ALL {
            let rule = rule(code.as_str());
            let text = rule["shortDescription"]["text"].as_str().unwrap();
            assert!(text.len() > 8 && text.ends_with('.'), "{code}: {text}");
            let help = rule["help"]["text"].as_str().unwrap();
            assert!(help.starts_with(text), "{code}: {help}");
        }
    }
}
