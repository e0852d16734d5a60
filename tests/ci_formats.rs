//! What CI systems are told keeps to what they read: SARIF to the schema of
//! OASIS, GitLab's report to its documentation, JUnit to the schema that
//! Jenkins' xUnit plugin holds it against. Nothing in a file of the register
//! breaks out of a format.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests read the environment")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use plaint::finding::Code;
use plaint::output::findings::{Report, sarif};
use plaint::output::{InCommit, Level, Screen, Shown};
use roxmltree::{Document, Node};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder of a repository whose name has to be encoded.
const FOLDER: &str = "质量 部#1";

/// A register in that folder, below the top of a repository.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Repository(tempfile::tempdir().unwrap());
        let git = Command::new("git")
            .args(["init", "--quiet"])
            .current_dir(repository.0.path())
            .status();
        assert!(git.unwrap().success());
        repository.run(&["init", FOLDER], 0);
        repository
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(FOLDER).join(file)
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A case that was opened on 2 November.
    fn case(&self, number: &str, uid: &str, rest: &str) {
        let text = format!(
            "case: {number}\nuid: {uid}\nlog:\n- id: kdqvtz\n  at: 2026-11-02T09:30:00+08:00\n  \
             by: li.wei\n  open:\n    customer: 华东电子\n    description: 亮线\n{rest}"
        );
        self.write(&format!("cases/2026/11/{number}.yaml"), &text);
    }

    /// What a command prints, which has to end so.
    fn run(&self, args: &[&str], status: i32) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_plaint"))
            .args(args)
            .current_dir(self.0.path())
            .env_remove("PLAINT_LANG")
            .env("PLAINT_REGISTER", FOLDER)
            .env("PLAINT_NOW", "2026-11-20T18:00:00+08:00")
            .env("LC_ALL", "C")
            .env("GIT_AUTHOR_NAME", "li.wei")
            .env("GIT_AUTHOR_EMAIL", "li.wei@example.com")
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{args:?}: {error}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// One with cases in which everything is well, and with some in which text
/// tries to be a command, a tag, a link or an order of its own.
fn hostile() -> Repository {
    let repository = Repository::new();
    repository.case("2611-0001", "bcdfghjkmc", "");
    let words = r#"    channel: "::error::]]> </failure> <&'\" {0} [x](1) ##[group] %0A"
    wants: ["\u202e\a\ufffe\n::stop-commands::x"]
"#;
    repository.case("2611-0002", "bcdfghjkmd", words);
    // One id three times: two findings with one fingerprint.
    let again = "- id: kdqvtb\n  at: 2026-11-02T09:40:00+08:00\n  by: li.wei\n  note: {text: x}\n";
    repository.case("2611-0003", "bcdfghjkmf", &again.repeat(3));
    repository.write(
        "cases/2026/11/::error ]]> \u{202e}<客户>&\n##[x]'\".yaml",
        "x",
    );
    repository
}

fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn sarif_schema() -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/sarif-schema-2.1.0.json");
    let text = fs::read_to_string(path).unwrap();
    // As a later edition at OASIS has the pattern of a language.
    let (odd, mended) = ("|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "(-[a-zA-Z]{2})?$");
    assert_eq!(text.matches(odd).count(), 2);
    let text = text.replace(odd, mended);
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::draft7::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

/// A log of the history: with a commit, with what is only staged, without a
/// file.
fn history() -> Value {
    let commit = |id: Option<&str>| InCommit {
        id: id.map(str::to_owned),
        author: "李伟 <li.wei@example.com>".into(),
        time: "2026-11-03T14:02:00+08:00".into(),
        line: Some("  by: li.wie".into()),
    };
    let there = Shown {
        file: Some("cases/2026/11/2611-0001.yaml".into()),
        line: Some(6),
        column: Some(3),
        case: Some("2611-0001".into()),
        fingerprint: Some("ab12".into()),
        commit: Some(commit(Some("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d"))),
        ..Shown::new(Code::UnknownPerson.as_str(), Level::Error, "x")
    };
    let staged = Shown {
        commit: Some(commit(None)),
        ..there.clone()
    };
    let nowhere = Shown::new("busy", Level::Warning, "y");
    let findings = [there, staged, nowhere];
    let report = Report {
        verb: "audit",
        findings: &findings,
        files: &[],
        prefix: "a b/",
    };
    let mut out = Vec::new();
    sarif(&mut out, &report, &Screen::default()).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn sarif_keeps_to_the_schema_of_oasis() {
    let schema = sarif_schema();
    let repository = hostile();
    let logs = [
        repository.run(&["check", "--format", "sarif"], 1),
        repository.run(&["check", "2611-0001", "--format", "sarif"], 0),
        repository.run(&["overdue", "--format", "sarif"], 1),
        repository.run(&["--lang", "zh", "overdue", "--format", "sarif"], 1),
        history().to_string(),
    ];
    for log in &logs {
        let value: Value = serde_json::from_str(log).unwrap();
        assert_eq!(errors(&schema, &value), Vec::<String>::new(), "{log}");
        let run = &value["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    }
    // The schema is one that can fail.
    let mut wrong: Value = serde_json::from_str(&logs[0]).unwrap();
    wrong["runs"][0]["results"][0]["message"] = json!("a text, where an object belongs");
    assert_eq!(errors(&schema, &wrong).len(), 1);
}

#[test]
fn sarif_names_files_by_their_uris_and_results_by_their_fingerprints() {
    let repository = hostile();
    let text = repository.run(&["check", "--format", "sarif"], 1);
    assert_eq!(repository.run(&["check", "--format", "sarif"], 1), text);
    let value: Value = serde_json::from_str(&text).unwrap();
    let results = value["runs"][0]["results"].as_array().unwrap();
    let uris: BTreeSet<&str> = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        .map(|uri| uri.as_str().unwrap())
        .collect();
    let folder = "%E8%B4%A8%E9%87%8F%20%E9%83%A8%231/cases/2026/11/";
    let stray =
        "%3A%3Aerror%20%5D%5D%3E%20%E2%80%AE%3C%E5%AE%A2%E6%88%B7%3E%26%0A%23%23%5Bx%5D%27%22.yaml";
    let expected =
        [stray, "2611-0002.yaml", "2611-0003.yaml"].map(|file| format!("{folder}{file}"));
    assert_eq!(uris, expected.iter().map(String::as_str).collect());
    let plain: Value =
        serde_json::from_str(&repository.run(&["check", "--format", "json"], 1)).unwrap();
    let known: BTreeSet<&str> = plain["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["fingerprint"].as_str().unwrap())
        .collect();
    let said: BTreeSet<&str> = results
        .iter()
        .map(|result| result["partialFingerprints"]["plaint/v1"].as_str().unwrap())
        .collect();
    assert_eq!(said, known);
}

/// <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>:
/// an array of objects, each with these properties; paths are relative and do
/// not begin with `./`.
fn gitlab_schema() -> Validator {
    let text = json!({"type": "string", "minLength": 1});
    let schema = json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": text,
                "check_name": text,
                "fingerprint": text,
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^[^./]"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    });
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn gitlab_gets_what_its_documentation_asks_for() {
    let schema = gitlab_schema();
    let repository = hostile();
    let well = repository.run(&["check", "2611-0001", "--format", "gitlab"], 0);
    assert_eq!(well, "[]\n");
    for verb in ["check", "overdue"] {
        let text = repository.run(&[verb, "--format", "gitlab"], 1);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(errors(&schema, &value), Vec::<String>::new(), "{text}");
        let all = value.as_array().unwrap();
        let unique: BTreeSet<&str> = all
            .iter()
            .map(|one| one["fingerprint"].as_str().unwrap())
            .collect();
        assert_eq!(unique.len(), all.len());
        for one in all {
            let path = one["location"]["path"].as_str().unwrap();
            assert!(repository.0.path().join(path).is_file(), "{path}");
            let description = one["description"].as_str().unwrap();
            assert!(!description.contains(['\n', '\u{202e}']), "{description:?}");
        }
    }
}

/// The attributes that an element must and may have, and what may be in it, in
/// `junit-10.xsd` of <https://github.com/jenkinsci/xunit-plugin>.
type Rule = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);
const JUNIT: &[Rule] = &[
    (
        "testsuites",
        &[],
        &["name", "time", "tests", "failures", "errors"],
        &["testsuite"],
    ),
    (
        "testsuite",
        &["name", "tests", "failures", "errors"],
        &[
            "group",
            "time",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
            "log",
            "url",
        ],
        &[
            "testsuite",
            "properties",
            "testcase",
            "system-out",
            "system-err",
        ],
    ),
    (
        "testcase",
        &["name"],
        &["time", "classname", "group"],
        &["skipped", "error", "failure", "system-out", "system-err"],
    ),
    ("failure", &[], &["type", "message"], &[]),
];

fn keeps_to_junit(node: Node) {
    let name = node.tag_name().name();
    let (_, must, may, inside) = JUNIT.iter().find(|rule| rule.0 == name).expect(name);
    for attribute in *must {
        assert!(node.has_attribute(*attribute), "{name} needs {attribute}");
    }
    for attribute in node.attributes() {
        let known = must.iter().chain(*may);
        assert!(
            known.clone().any(|known| *known == attribute.name()),
            "{name}: {attribute:?}"
        );
    }
    for child in node.children().filter(Node::is_element) {
        assert!(
            inside.contains(&child.tag_name().name()),
            "{child:?} in {name}"
        );
        keeps_to_junit(child);
    }
    let count = |tag: &str| {
        let all = node.descendants().filter(|inner| inner.has_tag_name(tag));
        all.count().to_string()
    };
    if name.starts_with("testsuite") {
        assert_eq!(node.attribute("tests"), Some(count("testcase").as_str()));
        assert_eq!(node.attribute("failures"), Some(count("failure").as_str()));
        assert_ne!(node.attribute("tests"), Some("0"), "Jenkins wants one test");
    }
    assert!(
        !node.has_attribute("time"),
        "the same input gives the same bytes"
    );
}

/// Every test case: its class and name, and whether it passed.
fn test_cases(text: &str) -> Vec<(String, String, bool)> {
    let document = Document::parse(text).unwrap();
    assert!(document.root_element().has_tag_name("testsuites"));
    keeps_to_junit(document.root_element());
    let of = |node: Node| {
        let attribute = |name| node.attribute(name).unwrap().to_owned();
        let passed = !node.children().any(|child| child.has_tag_name("failure"));
        (attribute("classname"), attribute("name"), passed)
    };
    let nodes = document.descendants();
    nodes
        .filter(|node| node.has_tag_name("testcase"))
        .map(of)
        .collect()
}

#[test]
fn junit_is_what_gitlab_and_jenkins_read() {
    let repository = hostile();
    let text = repository.run(&["check", "--format", "junit"], 1);
    assert_eq!(repository.run(&["check", "--format", "junit"], 1), text);
    let cases = test_cases(&text);
    let class = |number: &str| format!("{FOLDER}/cases/2026/11/{number}");
    let passed: Vec<_> = cases.iter().filter(|case| case.2).collect();
    assert_eq!(
        passed,
        [&(class("2611-0001"), "2611-0001".to_owned(), true)]
    );
    let unique: BTreeSet<_> = cases.iter().collect();
    assert_eq!(unique.len(), cases.len());
    let of = |number: &str| cases.iter().filter(|case| case.0 == class(number)).count();
    assert_eq!((of("2611-0002"), of("2611-0003")), (2, 2));

    let late = test_cases(&repository.run(&["overdue", "--format", "junit"], 1));
    assert!(late.iter().all(|case| !case.2));
    let none = Repository::new().run(
        &["overdue", "--as-of", "2026-11-01", "--format", "junit"],
        0,
    );
    let none = test_cases(&none);
    assert_eq!(none, [("plaint".to_owned(), "overdue".to_owned(), true)]);
}

#[test]
fn nothing_in_a_file_is_a_command_on_a_runner() {
    let repository = hostile();
    for format in ["github", "gitlab", "junit", "sarif"] {
        let text = repository.run(&["check", "--format", format], 1);
        assert!(!text.contains(['\u{202e}', '\u{7}']), "{format}: {text}");
        for line in text.lines() {
            let rest = line.trim_start();
            let ours = format == "github" && line.starts_with("::error file=");
            assert!(ours || !rest.starts_with("::"), "{format}: {line}");
            assert!(ours || !line.contains("##["), "{format}: {line}");
        }
    }
}

#[test]
fn what_is_overdue_stays_the_same_from_day_to_day() {
    let repository = Repository::new();
    repository.case("2611-0001", "bcdfghjkmc", "");
    repository.run(&["check"], 0);
    let said = |day: &str| {
        let text = repository.run(&["overdue", "--as-of", day, "--format", "sarif"], 1);
        let value: Value = serde_json::from_str(&text).unwrap();
        let results = value["runs"][0]["results"].as_array().unwrap().clone();
        let of = |result: &Value| {
            let region = &result["locations"][0]["physicalLocation"]["region"];
            assert_eq!(*region, json!({"startLine": 4}), "where its entry stands");
            assert_eq!(result["level"], "error");
            result["partialFingerprints"]["plaint/v1"].to_string()
        };
        results.iter().map(of).collect::<BTreeSet<String>>()
    };
    let (soon, later) = (said("2026-11-05"), said("2027-03-01"));
    assert!(
        !soon.is_empty() && soon.is_subset(&later),
        "{soon:?} {later:?}"
    );
}
