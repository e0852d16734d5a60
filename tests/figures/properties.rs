//! What holds of the reports over any register.

use std::collections::BTreeSet;

use serde_json::Value;

use super::register::{NOW, json, plaint_at};

/// Periods that follow one another, and begin before the first complaint.
const PERIODS: [(&str, &str); 9] = [
    ("2024-12-01", "2024-12-31"),
    ("2025-01-01", "2025-01-05"),
    ("2025-01-06", "2025-03-05"),
    ("2025-03-06", "2025-06-22"),
    ("2025-06-23", "2025-12-16"),
    ("2025-12-17", "2026-01-27"),
    ("2026-01-28", "2026-07-27"),
    ("2026-07-28", "2026-11-22"),
    ("2026-11-23", "2026-11-23"),
];

/// Past days, and this noon.
const DAYS: [&str; 6] = [
    "2025-02-13",
    "2025-08-08",
    "2026-01-20",
    "2026-05-15",
    "2026-09-13",
    "2026-11-23T12:00:00",
];

const STATES: [&str; 5] = ["met", "late", "overdue", "open", "paused"];

fn rows(report: &Value) -> &[Value] {
    report["rows"].as_array().unwrap()
}

fn number(value: &Value) -> i64 {
    let number = value.as_i64();
    number.unwrap_or_else(|| panic!("{value} is no number"))
}

/// That figure of all rows together.
fn sum(report: &Value, figure: &str) -> i64 {
    rows(report).iter().map(|row| number(&row[figure])).sum()
}

/// What was opened less what was closed is the change of what is open: from one
/// row to the next, and from one period to the next.
#[test]
fn open_changes_by_what_is_opened_and_closed() {
    for filter in ["", "--customer 华东", "--model TP-5 --without duplicate"] {
        for group in ["month", "quarter"] {
            let mut open = 0;
            for (since, until) in PERIODS {
                let words = format!("--since {since} --until {until} {filter}");
                let report = json(&format!("report summary --group {group} {words}"));
                for row in rows(&report) {
                    open += number(&row["opened"]) - number(&row["closed"]);
                    assert_eq!(number(&row["open"]), open, "{words} {row}");
                }
                assert_eq!(number(&report["total"]["open"]), open, "{words}");
            }
        }
    }
}

/// Rows of a field with one value a case add up to the total, and the levels of a
/// row to what was opened.
#[test]
fn rows_add_up_to_the_total() {
    for group in ["customer", "severity", "defect", "basis", "month"] {
        for (since, until) in PERIODS {
            let words = format!("report summary --group {group} --since {since} --until {until}");
            let report = json(&words);
            for figure in ["opened", "closed", "overdue"] {
                let total = number(&report["total"][figure]);
                assert_eq!(sum(&report, figure), total, "{words} {figure}");
            }
            for row in rows(&report) {
                let levels = row["severity"].as_array().unwrap().iter();
                let graded: i64 = levels.map(|level| number(&level["count"])).sum();
                assert_eq!(graded, number(&row["opened"]), "{words} {row}");
            }
        }
    }
}

/// Counts add up to those of the summary, the largest comes first, and the last
/// cumulative share is all; also where only the largest are shown.
#[test]
fn shares_add_up() {
    for group in ["defect", "model", "cause"] {
        for (since, until) in PERIODS {
            let words = format!("--group {group} --since {since} --until {until}");
            let opened = sum(&json(&format!("report summary {words}")), "opened");
            let whole = json(&format!("report pareto {words}"));
            let counts = rows(&whole).iter().map(|row| number(&row["count"]));
            assert!(counts.is_sorted_by(|a, b| a >= b), "{words}");
            for report in [whole, json(&format!("report pareto {words} --top 2"))] {
                assert_eq!(sum(&report, "count"), opened, "{words}");
                let last = rows(&report).last().map(|row| &row["cumulative"]);
                assert!(last.is_none_or(|last| last == "100.0"), "{words}");
            }
        }
    }
}

/// Timeliness counts what is owed, no more and no less: in each state as many as the
/// exported time limits of sense `latest`.
#[test]
fn timeliness_counts_what_is_owed() {
    for day in DAYS {
        let exported = json(&format!("export --rows obligations --as-of {day}"));
        let owed = exported["obligations"].as_array().unwrap().iter();
        let owed: Vec<&Value> = owed.filter(|row| row["sense"] == "latest").collect();
        assert!(!owed.is_empty());
        for group in ["clock", "customer", "month", "role"] {
            let report = json(&format!("report timeliness --group {group} --as-of {day}"));
            for state in STATES {
                let wanted = owed.iter().filter(|row| row["state"] == state).count();
                assert_eq!(sum(&report, state), wanted as i64, "{day} {group} {state}");
            }
        }
    }
}

/// Each clock has its own.
#[test]
fn timeliness_counts_every_clock() {
    for day in DAYS {
        let exported = json(&format!("export --rows obligations --as-of {day}"));
        let owed = exported["obligations"].as_array().unwrap();
        for row in rows(&json(&format!("report timeliness --as-of {day}"))) {
            let of_it = owed.iter().filter(|owed| owed["clock"] == row["group"]);
            let counted: i64 = STATES.iter().map(|state| number(&row[*state])).sum();
            assert_eq!(counted, of_it.count() as i64, "{day} {row}");
        }
    }
}

/// A case is overdue in the summary, and a time limit in the timeliness, as `overdue`
/// says.
#[test]
fn overdue_says_the_same() {
    for day in DAYS {
        let output = plaint_at(NOW, &format!("overdue --as-of {day} --format json"));
        let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
        let listed = listed["obligations"].as_array().unwrap();
        let cases: BTreeSet<&str> = listed
            .iter()
            .filter_map(|row| row["case"].as_str())
            .collect();
        let summary = json(&format!("report summary --as-of {day}"));
        assert_eq!(
            number(&summary["total"]["overdue"]),
            cases.len() as i64,
            "{day}"
        );
        let timeliness = json(&format!("report timeliness --as-of {day}"));
        assert_eq!(sum(&timeliness, "overdue"), listed.len() as i64, "{day}");
    }
}

/// Those that are open are of some age.
#[test]
fn every_open_case_has_an_age() {
    for day in DAYS {
        let aged = json(&format!("report ageing --as-of {day}"));
        let summary = json(&format!("report summary --as-of {day}"));
        let open = number(&summary["total"]["open"]);
        assert_eq!(sum(&aged, "count"), open, "{day}");
    }
}

/// A spreadsheet gets what JSON says, row by row.
#[test]
fn csv_says_the_same() {
    for words in [
        "report summary --group customer",
        "report pareto --group model",
        "report ageing",
        "report timeliness --group severity",
        "report cost --group model",
        "report actions --group owner",
        "report repeats",
        "report customers",
    ] {
        let output = plaint_at(NOW, &format!("{words} --format csv"));
        let mut table = csv::Reader::from_reader(output.stdout.as_slice());
        let columns = table.headers().unwrap().clone();
        let lines: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        let report = json(words);
        assert_eq!(lines.len(), rows(&report).len(), "{words}");
        for (line, row) in lines.iter().zip(rows(&report)) {
            let cells = columns.iter().zip(line);
            let said = cells.filter_map(|(column, cell)| Some((cell, scalar(row, column)?)));
            let said: Vec<(&str, String)> = said.collect();
            assert!(said.len() > 2, "{words}: {columns:?}");
            for (cell, wanted) in said {
                assert_eq!(cell, wanted, "{words} {row}");
            }
        }
    }
}

/// The one value of that column of a spreadsheet, where the row has one.
fn scalar(row: &Value, column: &str) -> Option<String> {
    let level = match column {
        "not_graded" => Some(Value::Null),
        _ => column.strip_prefix("severity_").map(Value::from),
    };
    let value = match level {
        Some(level) => {
            let mut levels = row["severity"].as_array()?.iter();
            &levels.find(|count| count["severity"] == level)?["count"]
        }
        None => row.get(column)?,
    };
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
