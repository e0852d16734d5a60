//! Findings as GitLab's Code Quality report:
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;

use super::{Report, Shown, lines};
use crate::messages::{Phrase, Vocabulary};
use crate::output::{Level, Screen, clean, json};

#[derive(Debug, Serialize)]
struct Violation {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
}

/// Writes one array.
pub fn gitlab(out: &mut dyn Write, report: &Report, screen: &Screen) -> io::Result<()> {
    let mut known = HashSet::new();
    let of = |shown| Violation {
        description: description(shown, &screen.words),
        check_name: shown.code.clone(),
        fingerprint: unique(shown, report, &mut known),
        severity: match shown.level {
            Level::Error => "major",
            Level::Warning => "minor",
        },
        location: Location {
            path: report.place(shown),
            lines: Lines {
                begin: shown.line.unwrap_or(1),
            },
        },
    };
    let all: Vec<Violation> = report.findings.iter().map(of).collect();
    json::write_unmarked(out, &all)
}

/// GitLab shows it in one line.
fn description(shown: &Shown, words: &Vocabulary) -> String {
    let join = |text: String, help: String| {
        words.say(Phrase::LeftOutLine, &[("text", &text), ("help", &help)])
    };
    let text = lines(shown, words).into_iter().reduce(join);
    clean::terminal(&text.unwrap_or_default()).into_owned()
}

/// The finding's fingerprint. GitLab shows only the first of several with the
/// same one, so that others get a number.
fn unique(shown: &Shown, report: &Report, known: &mut HashSet<String>) -> String {
    let fingerprint = match &shown.fingerprint {
        Some(fingerprint) => fingerprint.clone(),
        None => format!("{}-{}", shown.code, report.place(shown)),
    };
    let mut one = fingerprint.clone();
    let mut number = 1;
    while !known.insert(one.clone()) {
        number += 1;
        one = format!("{fingerprint}-{number}");
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::InCommit;
    use serde_json::{Value, json};

    fn written(findings: &[Shown], prefix: &str) -> String {
        let report = Report {
            verb: "check",
            findings,
            files: &[],
            prefix,
        };
        let mut out = Vec::new();
        gitlab(&mut out, &report, &Screen::default()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_found_is_an_empty_array() {
        assert_eq!(written(&[], ""), "[]\n");
    }

    #[test]
    fn a_finding_has_what_gitlab_reads() {
        let finding = Shown {
            remedy: Some("write `customer`".into()),
            file: Some("cases/2026/11/2611-0001.yaml".into()),
            line: Some(8),
            fingerprint: Some("ab12".into()),
            ..Shown::new("unknown-key", Level::Error, "unknown key\n`custmer`")
        };
        let value: Value = serde_json::from_str(&written(&[finding], "质量 部/")).unwrap();
        assert_eq!(
            value,
            json!([{
                "description": "unknown key `custmer`; write `customer`",
                "check_name": "unknown-key",
                "fingerprint": "ab12",
                "severity": "major",
                "location": {
                    "path": "质量 部/cases/2026/11/2611-0001.yaml",
                    "lines": {"begin": 8},
                },
            }])
        );
    }

    #[test]
    fn without_a_file_it_has_a_place_all_the_same() {
        let finding = Shown {
            commit: Some(InCommit {
                id: None,
                author: "li".into(),
                time: "2026-11-03T14:02:00+08:00".into(),
                line: None,
            }),
            ..Shown::new("busy", Level::Warning, "x")
        };
        let value: Value = serde_json::from_str(&written(&[finding], "sub/")).unwrap();
        assert_eq!(
            value[0]["location"],
            json!({"path": "sub/cases/policy.yaml", "lines": {"begin": 1}})
        );
        assert_eq!(value[0]["severity"], "minor");
        assert_eq!(
            value[0]["description"],
            "x; commit: staged 2026-11-03 14:02 li"
        );
    }

    #[test]
    fn fingerprints_are_unique() {
        let mut finding = Shown::new("busy", Level::Error, "x");
        finding.fingerprint = Some("ab".into());
        let all = vec![finding.clone(), finding.clone(), finding];
        let value: Value = serde_json::from_str(&written(&all, "")).unwrap();
        let all: Vec<&str> = value
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["fingerprint"].as_str().unwrap())
            .collect();
        assert_eq!(all, ["ab", "ab-2", "ab-3"]);
    }

    #[test]
    fn nothing_acts_on_a_log_and_the_path_stays_true() {
        let mut finding = Shown::new("stray-file", Level::Error, "\u{202e}##[group]\x1b");
        finding.file = Some("cases/\u{202e}##[x].yaml".into());
        let text = written(&[finding], "");
        assert!(!text.contains("##") && !text.contains('\u{202e}') && !text.contains('\x1b'));
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value[0]["location"]["path"], "cases/\u{202e}##[x].yaml");
        assert_eq!(value[0]["description"], r"\u{202e}##[group]\u{1b}");
    }
}
