//! The sample register in `cases/`: sound, complete, and made by its script.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// The last evening of the sample.
const THEN: &str = "2026-11-20";

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn plaint(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plaint"))
        .args(args)
        .current_dir(top())
        .env("PLAINT_NOW", "2026-11-20T23:59:59")
        .env_remove("PLAINT_REGISTER")
        .output()
        .unwrap()
}

fn json(args: &[&str]) -> Value {
    let output = plaint(args);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{args:?}: {error}\n{}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

/// Every case with the whole of what `show` says.
fn cases() -> Vec<Value> {
    let list = json(&["list", "--as-of", THEN, "--format", "json"]);
    let numbers = list["cases"].as_array().unwrap().iter();
    numbers
        .map(|row| {
            let number = row["case"].as_str().unwrap();
            json(&["show", number, "--as-of", THEN, "--format", "json"])
        })
        .collect()
}

#[test]
fn nothing_is_found() {
    let output = plaint(&["check"]);
    let found = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{found}");
    assert_eq!(found, "");
}

/// Statuses, kinds, levels and grounds that a reader may look for.
#[test]
fn everything_occurs() {
    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut see = |what, word: &Value| {
        if let Some(word) = word.as_str() {
            seen.entry(what).or_default().insert(word.to_owned());
        }
    };
    for case in cases() {
        see("status", &case["status"]);
        see("severity", &case["severity"]);
        see("basis", &case["basis"]);
        for owed in case["obligations"].as_array().unwrap() {
            see("state", &owed["state"]);
        }
        for entry in case["log"].as_array().unwrap() {
            see("kind", &entry["kind"]);
            see("standing", &entry["standing"]);
        }
    }
    let all = |what: &str, words: &str| {
        let wanted: BTreeSet<String> = words.split(' ').map(str::to_owned).collect();
        assert_eq!(seen[what], wanted, "{what}");
    };
    all(
        "status",
        "closed waiting-customer waiting-approval disputed new awaiting-goods in-disposition \
         investigating acting ready-to-close replied open",
    );
    all("severity", "A B C D");
    all(
        "basis",
        "accepted no-response not-ours refuted withdrawn duplicate",
    );
    all("state", "open met late overdue paused");
    all("standing", "live struck cancelled rejected waiting");
    all(
        "kind",
        "open classify request ask answer confirm verify assign sign opinion contain investigate trace \
         recall notify retrieve act finish evaluate remind visit survey \
         approve reject reply respond rma receive resolve \
         inspect disposition replace ship accept compensate note attach link amend strike cancel close reopen",
    );
}

#[test]
fn the_script_makes_the_same_bytes() {
    let out = tempfile::tempdir().unwrap();
    let made = Command::new("sh")
        .arg(top().join("tests/sample/make.sh"))
        .arg(out.path())
        .env("PLAINT", env!("CARGO_BIN_EXE_plaint"))
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    for folder in ["cases", "schemas"] {
        let (here, there) = (files(&top().join(folder)), files(&out.path().join(folder)));
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&here), names(&there), "tests/sample/make.sh");
        for (name, bytes) in &here {
            let differs = bytes != &there[name];
            assert!(
                !differs,
                "{folder}/{}: run tests/sample/make.sh",
                name.display()
            );
        }
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// What a monthly report needs, as it stands in the case files.
#[test]
fn an_export_counts_what_the_files_say() {
    let columns = "case,first_formal_reply,first_formal_reply_after,formal_reply,disputes,\
        reopened,duplicate_of,duplicate_of_uid,links";
    let call = ["export", "--format", "json", "--select", columns];
    let document = json(&[&call[..], &["2608-0003", "2607-0004", "2608-0002"]].concat());
    assert_eq!(
        document["cases"],
        serde_json::json!([
            {
                "case": "2607-0004",
                "first_formal_reply": "2026-08-05T15:00:00+08:00",
                // From 21 July, 09:35.
                "first_formal_reply_after": 15 * 86_400 + 5 * 3_600 + 25 * 60,
                "formal_reply": "2026-08-05T15:00:00+08:00",
                "disputes": 0,
                "reopened": 1,
                "duplicate_of": null,
                "duplicate_of_uid": null,
                "links": [],
            },
            {
                "case": "2608-0002",
                "first_formal_reply": null,
                "first_formal_reply_after": null,
                "formal_reply": null,
                "disputes": 0,
                "reopened": 0,
                "duplicate_of": "2608-0001",
                "duplicate_of_uid": "hqwpcnkqxz",
                "links": ["duplicate 2608-0001"],
            },
            {
                "case": "2608-0003",
                "first_formal_reply": "2026-08-24T15:40:00+08:00",
                // From 13 August, 09:05.
                "first_formal_reply_after": 11 * 86_400 + 6 * 3_600 + 35 * 60,
                "formal_reply": "2026-09-01T14:00:00+08:00",
                "disputes": 1,
                "reopened": 0,
                "duplicate_of": null,
                "duplicate_of_uid": null,
                "links": [],
            },
        ])
    );
    let call = ["export", "--rows", "obligations", "--format", "json"];
    let columns = "clock,customer_class,models,defect,opened,closed,duplicate_of";
    let document = json(&[&call[..], &["--select", columns, "2608-0003"]].concat());
    for row in document["obligations"].as_array().unwrap() {
        assert_eq!(row["models"], serde_json::json!(["TP-5"]), "{row}");
        assert_eq!(row["defect"], "touch-dead");
        assert_eq!(row["opened"], "2026-08-13T09:05:00+08:00");
        assert_eq!(row["closed"], "2026-09-04T16:30:00+08:00");
        assert_eq!(row["duplicate_of"], Value::Null);
    }
}
