//! Running the program on the register, and comparing what it says with a table.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Noon of 23 November 2026, a Monday.
pub const NOW: &str = "2026-11-23T12:00:00+08:00";

/// Runs `plaint` with these words, parted by blanks, at that time.
pub fn plaint_at(now: &str, words: &str) -> Output {
    let register = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures/register");
    Command::new(env!("CARGO_BIN_EXE_plaint"))
        .args(words.split_whitespace())
        .args(["--now", now])
        .current_dir(register)
        .env_remove("PLAINT_REGISTER")
        .env_remove("PLAINT_NOW")
        .output()
        .unwrap()
}

/// What it prints as JSON.
pub fn json(words: &str) -> Value {
    let output = plaint_at(NOW, &format!("{words} --format json"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{words}: {said}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{words}: {error}"))
}

/// A report has these rows at that place of its JSON. The first line of the table
/// names the columns: keys, `severity:A` for the count of a level (`severity:-`
/// those that are not graded), `others?` a key that may be left out. `-` is null, `_`
/// a blank, lists stand with commas.
pub fn expect(words: &str, place: &str, table: &str) {
    let report = json(&format!("report {words}"));
    let found = report
        .pointer(place)
        .unwrap_or_else(|| panic!("{words}: nothing at {place} in {report:#}"));
    let rows = match found {
        Value::Array(rows) => rows.as_slice(),
        row => std::slice::from_ref(row),
    };
    let mut lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
    let columns: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    let wanted: Vec<String> = lines.map(one_blank).collect();
    let said: Vec<String> = rows.iter().map(|row| line(row, &columns)).collect();
    assert_eq!(said, wanted, "{words}\n{}", columns.join(" "));
}

fn one_blank(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line(row: &Value, columns: &[&str]) -> String {
    let cells = columns.iter().map(|column| match column.split_once(':') {
        Some((list, level)) => level_count(&row[list], level),
        None => cell(row, column),
    });
    cells.collect::<Vec<_>>().join(" ")
}

fn cell(row: &Value, column: &str) -> String {
    match (row.get(column.trim_end_matches('?')), column.ends_with('?')) {
        (Some(value), _) => text(value),
        (None, true) => text(&Value::Null),
        (None, false) => panic!("no {column} in {row:#}"),
    }
}

fn level_count(counts: &Value, level: &str) -> String {
    let counts = counts.as_array().expect("a list of levels");
    let wanted = counts
        .iter()
        .find(|count| text(&count["severity"]) == level);
    wanted.map_or("absent".to_owned(), |count| text(&count["count"]))
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.replace(' ', "_"),
        Value::Array(values) if values.is_empty() => "-".to_owned(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

#[test]
fn the_register_is_in_order() {
    let output = plaint_at(NOW, "check");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(output.status.code(), Some(0));
}
