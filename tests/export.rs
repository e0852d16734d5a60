//! What is exported: every row has the columns that are documented, in every
//! format the same values, and the entries hold all that the case files say.

mod scratch;

use std::fs;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use plaint::case::{Case, Kind};
use plaint::cli::{Environment, run};
use plaint::report::export::{Column, Rows, Sort};
use plaint::yaml;
use scratch::Scratch;
use serde_json::{Map, Value};

/// A register with the shapes that values take: text like a formula, leading
/// zeros, several products, a decimal, what was amended, struck and attached.
fn register() -> Scratch {
    let mut scratch = Scratch::new("manufacturing");
    // One person alone cannot approve.
    let policy = scratch.register.policy_path();
    let text = fs::read_to_string(&policy).unwrap();
    let approved = "  rma:\n    - {step: approve, role: quality-head}\n    - {step: release, role: general-manager, when: {quantity_over: 5000 pcs}}\n";
    fs::write(&policy, text.replace(approved, "")).unwrap();
    let first = "{customer: =SUM(A1), description: \"'@亮线\\n_x0041_ \\\"8D\\\"\", channel: phone, quantity: 0.10 t, \
         reference: '0012', wants: [report, visit], product: [{model: AX-7, lot: '0012', serials: [S;1, '002'], \
         produced: 2026-01-05, expires: 1899-12-31, price: 1250.00 CNY}, {lot: L2}]}";
    let second = "{customer: 北方重工, description: 泵漏油, quantity: 1234567890.1234567890 kg}";
    for (name, body) in [("first", first), ("second", second)] {
        let path = scratch.dir.path().join(name);
        fs::write(&path, body).unwrap();
        let path = path.display().to_string();
        step(&mut scratch, &["open", "--by", "li.wei", "--from", &path]);
    }
    let steps: [&[&str]; 11] = [
        &[
            "classify",
            "0001",
            "--by",
            "wang.min",
            "--criterion",
            "production-stop",
            "--scope",
            "batch",
        ],
        &[
            "reply",
            "0001",
            "--kind",
            "first",
            "--by",
            "li.wei",
            "--text",
            "we are on it",
        ],
        &["ask", "0001", "which line?", "--by", "li.wei"],
        &[
            "answer",
            "0001",
            "line 3",
            "--by",
            "li.wei",
            "--when",
            "2026-03-02T08:30:00Z",
        ],
        &["note", "0001", "=1+1", "--by", "wang.min"],
        &[
            "strike", "0001", "#6", "--reason", "no use", "--by", "wang.min",
        ],
        &[
            "amend",
            "0001",
            "#1",
            "--set",
            "reference=0013",
            "--reason",
            "misread",
            "--by",
            "li.wei",
        ],
        &[
            "request",
            "0002",
            "report",
            "--by",
            "li.wei",
            "--due",
            "2026-03-09",
        ],
        &[
            "rma",
            "0002",
            "--by",
            "li.wei",
            "--reason",
            "quality",
            "--way",
            "return",
            "--replenish",
            "yes",
            "--quantity",
            "0.30 kg",
        ],
        &[
            "receive",
            "0002",
            "--by",
            "wang.min",
            "--number",
            "=1+1",
            "--quantity",
            "0.20 kg",
            "--packing",
            "original",
            "--marking",
            "marked",
            "--sorting",
            "sorted",
        ],
        &["renumber", "0002", "--to", "2603-0099"],
    ];
    for args in steps {
        step(&mut scratch, args);
    }
    scratch.wait(60 * 24 * 30);
    scratch
}

fn step(scratch: &mut Scratch, args: &[&str]) {
    scratch.wait(90);
    let (status, _, err) = scratch.run(args);
    assert_eq!(status, 0, "{args:?}: {err}");
}

fn exported(scratch: &Scratch, rows: Rows, format: &str) -> String {
    let args = ["export", "--rows", rows.word(), "--format", format];
    let (status, out, err) = scratch.run(&args);
    assert_eq!((status, err.as_str()), (0, ""));
    out
}

fn objects(scratch: &Scratch, rows: Rows) -> Vec<Map<String, Value>> {
    let text = exported(scratch, rows, "ndjson");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn sheet(scratch: &Scratch, rows: Rows) -> Range<Data> {
    let path = scratch.dir.path().join("out.xlsx");
    let path = path.display().to_string();
    let args = [
        "export",
        "--rows",
        rows.word(),
        "--format",
        "xlsx",
        "--out",
        &path,
    ];
    let (status, _, err) = scratch.run(&args);
    assert_eq!((status, err.as_str()), (0, ""));
    let bytes = fs::read(path).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), [rows.word()]);
    book.worksheet_range(rows.word()).unwrap()
}

/// Whether the JSON value is of the column's type.
fn fits(column: &Column, value: &Value) -> bool {
    let time = |text: &str| chrono::DateTime::parse_from_rfc3339(text).is_ok();
    let date = |text: &str| text.parse::<chrono::NaiveDate>().is_ok();
    match (column.sort, value) {
        (_, Value::Null) => true,
        (Sort::Text, Value::String(text)) => !text.is_empty(),
        (Sort::Integer | Sort::Duration, Value::Number(number)) => number.is_i64(),
        (Sort::Decimal, Value::Number(_)) => true,
        (Sort::Date, Value::String(text)) => date(text),
        (Sort::Time, Value::String(text)) => time(text),
        (Sort::Flag, Value::Bool(_)) => true,
        (Sort::List, Value::Array(list)) => list.iter().all(Value::is_string),
        (Sort::Json, Value::Object(_)) => true,
        _ => false,
    }
}

#[test]
fn every_row_has_exactly_the_documented_columns() {
    let scratch = register();
    for rows in Rows::ALL {
        let columns = rows.columns();
        let objects = objects(&scratch, rows);
        assert!(objects.len() >= 2, "{rows:?}");
        for object in &objects {
            let names: Vec<&str> = object.keys().map(String::as_str).collect();
            let known = columns.iter().map(|column| column.name);
            let known: Vec<&str> = ["plaint"].into_iter().chain(known).collect();
            assert_eq!(names, known, "{rows:?}");
            for column in &columns {
                let value = &object[column.name];
                assert!(fits(column, value), "{rows:?} {}: {value}", column.name);
            }
        }
        // No column that is always empty here, but for those that this
        // register has nothing for.
        let empty = |column: &&Column| objects.iter().all(|object| object[column.name].is_null());
        let empty: Vec<&str> = columns.iter().filter(empty).map(|it| it.name).collect();
        let nothing: &[&str] = match rows {
            Rows::Cases => &[
                "nature",
                "overridden",
                "customer_class",
                "source",
                "consignee",
                "department",
                "place",
                "owner",
                "defect",
                "order_kind",
                "order_number",
                "delivery_note",
                "service",
                "stage",
                "first_formal_reply",
                "first_formal_reply_after",
                "formal_reply",
                "verdict",
                "closed",
                "basis",
                "duplicate_of",
                "duplicate_of_uid",
            ],
            Rows::Entries => &[],
            Rows::Obligations => &[
                "customer_class",
                "defect",
                "closed",
                "duplicate_of",
                "owner",
                "person",
            ],
            Rows::Goods => &["customer_class", "closed", "duplicate_of", "defect", "sold"],
        };
        assert_eq!(empty, nothing, "{rows:?}");
    }
}

#[test]
fn columns_are_named_once_and_described() {
    for rows in Rows::ALL {
        let columns = rows.columns();
        let mut names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), columns.len(), "{rows:?}");
        assert!(names.contains(&"case") && names.contains(&"uid"));
        for column in columns {
            assert!(column.meaning.len() > 4 && !column.meaning.ends_with('.'));
            assert!(
                column
                    .name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '_')
            );
            let measured = column.sort == Sort::Duration;
            assert!(!measured || column.unit == Some("s"), "{}", column.name);
        }
    }
}

/// What stands in a cell of CSV for the value.
fn as_cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let texts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            texts.join("; ")
        }
        other => other.to_string(),
    }
}

/// The text of a cell, without the guard against formulas.
fn unguarded(cell: &str) -> &str {
    let bare = cell.trim_start_matches('\'');
    let formula = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    match cell.strip_prefix('\'') {
        Some(text) if formula => text,
        _ => cell,
    }
}

#[test]
fn csv_and_json_say_the_same_as_the_lines() {
    let scratch = register();
    for rows in Rows::ALL {
        let objects = objects(&scratch, rows);
        let text = exported(&scratch, rows, "csv");
        let mut csv = csv::Reader::from_reader(text.as_bytes());
        let names = csv.headers().unwrap().clone();
        let known: Vec<&str> = rows.columns().iter().map(|column| column.name).collect();
        assert_eq!(names.iter().collect::<Vec<_>>(), known);
        let records: Vec<_> = csv.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), objects.len());
        for (record, object) in records.iter().zip(&objects) {
            for (name, cell) in names.iter().zip(record) {
                // JSON as read here has lost the digits of decimals.
                let sort = rows
                    .columns()
                    .iter()
                    .find(|it| it.name == name)
                    .unwrap()
                    .sort;
                if sort == Sort::Decimal {
                    let number = object[name].as_f64();
                    assert_eq!(cell.parse::<f64>().ok(), number, "{name}");
                    continue;
                }
                assert_eq!(unguarded(cell), as_cell(&object[name]), "{name}");
            }
        }
        let mut bare = objects.clone();
        bare.iter_mut().for_each(|object| {
            object.remove("plaint");
        });
        let document: Value = serde_json::from_str(&exported(&scratch, rows, "json")).unwrap();
        assert_eq!(document["plaint"], "1");
        assert_eq!(document["rows"], rows.word());
        assert_eq!(document["left_out"], 0);
        assert_eq!(document[rows.word()], serde_json::to_value(bare).unwrap());
    }
}

#[test]
fn decimals_keep_their_digits() {
    let scratch = register();
    for format in ["csv", "json", "ndjson"] {
        let text = exported(&scratch, Rows::Cases, format);
        assert!(text.contains("1234567890.1234567890"), "{text}");
        assert!(text.contains("0.10"), "{text}");
        let text = exported(&scratch, Rows::Goods, format);
        assert!(text.contains("1250.00"), "{text}");
        assert!(text.contains("0.30"), "{text}");
    }
}

/// What is claimed adds up, whatever came back beside it.
#[test]
fn what_is_claimed_stands_once_and_what_came_back_beside_it() {
    let scratch = register();
    let text = exported(&scratch, Rows::Goods, "csv");
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let names = csv.headers().unwrap().clone();
    let column = |name: &str| names.iter().position(|known| known == name).unwrap();
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    let of = |name: &str| -> Vec<String> {
        let cells = rows.iter().map(|row| row[column(name)].to_owned());
        cells.collect()
    };
    assert_eq!(of("claimed"), ["0.10", "", "1234567890.1234567890"]);
    assert_eq!(of("authorised"), ["", "", "0.30"]);
    assert_eq!(of("received"), ["", "", "0.20"]);
    assert_eq!(of("short"), ["", "", "0.10"]);
    // The number is that under which the case was opened.
    let number = &of("rmas")[2];
    assert!(number.starts_with("2603-0002-"), "{number}");
}

#[test]
fn entries_hold_all_that_case_files_say() {
    let scratch = register();
    let objects = objects(&scratch, Rows::Entries);
    let mut seen = 0;
    for file in scratch.register.files().unwrap() {
        let meant: Case = yaml::read(&fs::read(&file.path).unwrap()).unwrap();
        let mut log = Vec::new();
        let mut header = Value::Null;
        for object in objects
            .iter()
            .filter(|it| it["case"] == meant.number().as_str())
        {
            assert_eq!(object["uid"], meant.uid.as_str());
            header = match &object["opened_as"] {
                Value::Null => object["case"].clone(),
                moved => moved.clone(),
            };
            assert_eq!(object["position"], log.len() as u64 + 1);
            let kind = object["kind"].as_str().unwrap();
            assert!(Kind::parse(kind).is_some());
            let mut entry = Map::new();
            for key in ["id", "at", "by", "via", "imported"] {
                let value = &object[key];
                if !value.is_null() && *value != false {
                    entry.insert(key.to_owned(), value.clone());
                }
            }
            entry.insert(kind.to_owned(), object["body"].clone());
            log.push(Value::Object(entry));
            seen += 1;
        }
        let again = serde_json::json!({"case": header, "uid": meant.uid.as_str(), "log": log});
        let again: Case = serde_json::from_value(again).unwrap();
        assert_eq!(again, meant);
    }
    assert_eq!((seen, objects.len()), (13, 13));
}

/// The cell that stands in the sheet for the value.
fn compare(column: &Column, cell: &Data, value: &Value) {
    let name = column.name;
    match (column.sort, value) {
        (_, Value::Null) => assert_eq!(cell, &Data::Empty, "{name}"),
        (Sort::Flag, value) => assert_eq!(cell, &Data::Bool(value.as_bool().unwrap())),
        (Sort::Integer, value) => assert_eq!(cell, &Data::Float(value.as_f64().unwrap()), "{name}"),
        (Sort::Duration, value) => {
            let Data::DateTime(length) = cell else {
                panic!("{name}: {cell:?}")
            };
            assert!(length.is_duration(), "{name}");
            let seconds = (length.as_f64() * 86_400.0).round();
            assert_eq!(seconds, value.as_f64().unwrap(), "{name}");
        }
        // A day before 1900 and a number of twenty digits stay text.
        (Sort::Date, Value::String(text)) if text.starts_with("18") => {
            assert_eq!(cell, &Data::String(text.clone()));
        }
        (Sort::Decimal, value) if value.as_f64().unwrap() > 1e9 => {
            assert_eq!(cell, &Data::String("1234567890.1234567890".to_owned()));
        }
        (Sort::Decimal, value) => assert_eq!(cell, &Data::Float(value.as_f64().unwrap()), "{name}"),
        (Sort::Date | Sort::Time, value) => {
            let Data::DateTime(time) = cell else {
                panic!("{name}: {cell:?}")
            };
            assert!(time.is_datetime(), "{name}");
            // As the register's clocks show it: the offset is left out.
            let shown = value.as_str().unwrap();
            let shown = shown.get(..19).unwrap_or(shown);
            assert_eq!(
                moment(time.as_f64()),
                format!("{shown:T<11}00:00:00")[..19],
                "{name}"
            );
        }
        (Sort::List, value) if value.as_array().unwrap().is_empty() => {
            assert_eq!(cell, &Data::Empty, "{name}");
        }
        (_, value) => assert_eq!(cell, &Data::String(as_cell(value)), "{name}"),
    }
}

/// The moment of a spreadsheet's number: days since 30 December 1899.
fn moment(number: f64) -> String {
    let start = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    let start = start.and_hms_opt(0, 0, 0).unwrap();
    let seconds = chrono::TimeDelta::seconds((number * 86_400.0).round() as i64);
    (start + seconds).format("%Y-%m-%dT%H:%M:%S").to_string()
}

#[test]
fn a_workbook_holds_the_same_values_with_their_types() {
    let scratch = register();
    for rows in Rows::ALL {
        let columns = rows.columns();
        let objects = objects(&scratch, rows);
        let sheet = sheet(&scratch, rows);
        assert_eq!(sheet.height(), objects.len() + 1);
        for (at, column) in columns.iter().enumerate() {
            assert_eq!(sheet[(0, at)], Data::String(column.name.to_owned()));
            for (row, object) in objects.iter().enumerate() {
                let empty = Data::Empty;
                let cell = sheet.get((row + 1, at)).unwrap_or(&empty);
                compare(column, cell, &object[column.name]);
            }
        }
    }
    // Text with the offset as written, so that nothing is lost on the way back.
    let entries = sheet(&scratch, Rows::Entries);
    let at = Rows::Entries
        .columns()
        .iter()
        .position(|it| it.name == "at");
    let text = Data::String("2026-03-02T09:30:00+08:00".to_owned());
    assert_eq!(entries[(1, at.unwrap())], text);
}

/// A call on a terminal, or into a pipe: status, output, complaints.
fn call(scratch: &Scratch, terminal: bool, args: &[&str]) -> (u8, String, String) {
    let environment = Environment {
        lang: None,
        charset: None,
        charset_err: None,
        started: std::time::Instant::now(),
        clock: scratch.now.0.to_utc(),
        dir: scratch.dir.path().to_owned(),
        register: None,
        now: None,
        editor: None,
        seed: [7; 32],
        terminal,
        width: terminal.then_some(80),
        colour: false,
        colour_err: false,
        progress: false,
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = ["plaint"].iter().chain(args).map(Into::into);
    let status = run(all, &environment, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status, text(out), text(err))
}

#[test]
fn a_workbook_is_nothing_for_a_terminal() {
    let scratch = Scratch::new("manufacturing");
    let call = |args: &[&str]| call(&scratch, true, args);
    for to_terminal in [&[][..], &["--out", "-"]] {
        let args = [&["export", "--format", "xlsx"], to_terminal].concat();
        let (status, out, err) = call(&args);
        assert_eq!((status, out.len()), (2, 0), "{err}");
        assert!(err.contains("`xlsx` is no format for a terminal"), "{err}");
    }
    assert_eq!(call(&["export", "--format", "csv"]).0, 0);
    assert_eq!(call(&["export", "--out", "x.xlsx"]).0, 0);
}

#[test]
fn only_a_terminal_gets_cleaned_csv() {
    let mut scratch = Scratch::new("manufacturing");
    let bad = "a\u{1b}]0;x\u{7}\u{202e}b\nc";
    let open = ["--description", bad, "--customer", bad, "--by", "li.wei"];
    step(&mut scratch, &[&["open"][..], &open].concat());
    scratch.wait(60 * 24 * 30);
    for args in [
        &["export", "--format", "csv"][..],
        &["export", "--rows", "entries", "--out", "-"],
        &["list", "--format", "csv"],
        &["due", "--format", "csv"],
        &["overdue", "--format", "csv"],
    ] {
        let (_, shown, _) = call(&scratch, true, args);
        let control = |char: char| char.is_control() && char != '\n';
        assert!(!shown.contains(control), "{args:?}: {shown:?}");
        assert!(!shown.contains('\u{202e}'), "{args:?}: {shown:?}");
        assert!(shown.contains(r"\u{202e}b"), "{args:?}: {shown:?}");
        let (_, piped, _) = call(&scratch, false, args);
        assert!(piped.contains('\u{202e}'), "{args:?}: {piped:?}");
    }
    let file = scratch.dir.path().join("x.csv");
    let (status, _, err) = call(&scratch, true, &["export", "--out", "x.csv"]);
    assert_eq!(status, 0, "{err}");
    assert!(fs::read_to_string(file).unwrap().contains(bad));
}
