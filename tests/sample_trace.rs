//! The factory of the sample register: what its lots lead to, worked out from
//! the files with another program.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn plaint(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plaint"))
        .args(args)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .env("PLAINT_NOW", "2026-11-20T23:59:59")
        .env_remove("PLAINT_REGISTER")
        .output()
        .unwrap()
}

fn traced(args: &[&str]) -> Value {
    let args = [&["trace", "--format", "json"], args].concat();
    let output = plaint(&args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*said), (Some(0), ""), "{args:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Some values of each row of a list, in one line.
fn rows(answer: &Value, list: &str, keys: &[&str]) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    let line = |row: &Value| {
        let cells: Vec<String> = keys.iter().map(|key| text(&row[key])).collect();
        cells.join(" ")
    };
    answer[list].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn a_complaint_leads_back_to_the_film_and_its_supplier() {
    let answer = traced(&["L2608-04", "--back"]);
    assert_eq!(
        rows(
            &answer,
            "chain",
            &["lot", "side", "distance", "quantity", "department"]
        ),
        [
            "L2608-04 found 0 4172 pcs production",
            "M2608-01 back 1 3200 pcs production",
            "M2608-02 back 1 2100 pcs production",
            "R2607-08 back 1 188200 pcs -",
            "R2607-06 back 2 2160 m -",
        ]
    );
    let uses: Vec<String> = answer["chain"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|lot| rows(lot, "uses", &["lot", "quantity", "requisition"]))
        .collect();
    assert_eq!(
        uses,
        [
            "M2608-01 3200 pcs RQ-2608-113",
            "M2608-02 972 pcs RQ-2608-114",
            "R2607-08 100128 pcs RQ-2608-115",
            "R2607-06 1280 m RQ-2608-088",
            "R2607-06 840 m RQ-2608-095",
        ]
    );
    let keys = ["goods_in", "supplier", "supplier_lot", "date", "quantity"];
    assert_eq!(
        rows(&answer["chain"][4], "receipts", &keys),
        ["GR-260570 明晖光学 MH-D188-0726 2026-07-30 2160 m"]
    );
    assert_eq!(
        rows(&answer, "missing", &["lot", "link"]),
        ["L2608-04 inspection-report"]
    );
}

#[test]
fn the_film_leads_on_to_two_finished_lots_and_five_customers() {
    let answer = traced(&["R2607-06", "--forward"]);
    assert_eq!(
        rows(&answer, "chain", &["lot", "kind", "distance"]),
        [
            "R2607-06 raw 0",
            "M2608-01 semi 1",
            "M2608-02 semi 1",
            "L2608-04 finished 2",
            "L2608-05 finished 2",
        ]
    );
    assert_eq!(
        rows(
            &answer,
            "customers",
            &["customer", "lot", "quantity", "last"]
        ),
        [
            "Nordlicht GmbH L2608-05 300 pcs 2026-09-15",
            "Pampero Instrumentos S.A. L2608-04 60 pcs 2026-09-14",
            "宏达仪表 L2608-05 250 pcs 2026-09-04",
            "星河汽车电子 L2608-05 400 pcs 2026-09-10",
            "海晏家电 L2608-04 3000 pcs 2026-09-08",
        ]
    );
    assert_eq!(
        rows(
            &answer,
            "stock",
            &["lot", "warehouse", "place", "quantity", "state"]
        ),
        [
            "R2607-06 原材料仓 K-07 35.5 m released",
            "M2608-02 半成品仓 S-08 120 pcs released",
            "L2608-04 成品仓 A-03 1100 pcs blocked",
            "L2608-05 成品仓 B-07 48 pcs released",
        ]
    );
    let keys = [
        "lot",
        "unit",
        "made",
        "shipped",
        "stock",
        "used",
        "unaccounted",
    ];
    assert_eq!(
        rows(&answer, "balance", &keys),
        [
            "R2607-06 m 2160 0 35.5 2120 4.5",
            "M2608-01 pcs 3200 0 0 3200 0",
            "M2608-02 pcs 2100 0 120 1972 8",
            "L2608-04 pcs 4172 3060 1100 0 12",
            "L2608-05 pcs 1000 950 48 0 2",
        ]
    );
}

#[test]
fn lots_are_found_by_what_the_cases_say_of_them() {
    for (word, by, lot) in [
        ("260820504", "ink-code", "L2608-04"),
        ("LB-BL12-260804", "label", "L2608-04"),
        ("BL12-2608-003999", "serial", "L2608-04"),
        ("TP5-2608-004431", "serial", "L2608-11"),
        ("30815", "delivery-note", "L2608-04"),
        ("30771", "delivery-note", "L2607-01"),
        ("30790", "delivery-note", "L2608-15"),
        ("30611", "delivery-note", "L2607-05"),
        ("MH-D188-0726", "supplier-lot", "R2607-06"),
    ] {
        let answer = traced(&[word]);
        assert_eq!(answer["as"], by, "{word}");
        assert_eq!(answer["lots"], serde_json::json!([lot]), "{word}");
    }
}

#[test]
fn other_lots_of_cases_lead_where_they_lead() {
    let answer = traced(&["L2607-09"]);
    assert_eq!(
        rows(&answer, "customers", &["customer", "quantity"]),
        [
            "Aurora Medical Systems Ltd 180 pcs",
            "Nordlicht GmbH 60 pcs"
        ]
    );
    let back: Vec<&str> = answer["chain"]
        .as_array()
        .unwrap()
        .iter()
        .skip(1)
        .map(|lot| lot["lot"].as_str().unwrap())
        .collect();
    assert_eq!(
        back,
        [
            "B2606-02", "C2606-02", "D2606-01", "R2606-11", "R2604-04", "R2604-06", "R2605-01",
            "R2606-02", "R2606-07", "R2606-09", "R2606-12",
        ]
    );
    assert_eq!(rows(&answer, "missing", &["lot"]), [""; 0]);
    for (lot, touched, customers) in [
        (
            "R2607-07",
            "D2607-01 L2608-02",
            "Kestrel Avionics Inc 59 pcs",
        ),
        ("R2608-08", "B2608-03 L2608-17", "Nordlicht GmbH 480 pcs"),
    ] {
        let answer = traced(&[lot, "--forward"]);
        assert_eq!(rows(&answer, "chain", &["lot"])[1..].join(" "), touched);
        assert_eq!(
            rows(&answer, "customers", &["customer", "quantity"]),
            [customers]
        );
    }
}

#[test]
fn a_rehearsal_fails_over_the_report_that_is_missing() {
    let output = plaint(&["trace", "--mock", "L2608-04", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let mock: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        rows(&mock, "gaps", &["sort", "lot", "what", "department"]),
        ["missing-link L2608-04 inspection-report quality"]
    );
    assert_eq!(
        rows(&mock, "found", &["made", "shipped", "stock", "percent"]),
        ["4172 3060 1100 99.7"]
    );
}

/// Half a percent of a lot may be scrap: 8 of 2100 pieces are less.
#[test]
fn a_rehearsal_of_the_film_finds_everything() {
    let output = plaint(&["trace", "--mock", "R2607-06", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let mock: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        rows(
            &mock,
            "found",
            &["kind", "made", "shipped", "stock", "used", "percent"]
        ),
        [
            "finished 5172 4010 1148 0 99.7",
            "semi 5300 0 120 5172 99.8",
            "raw 2160 0 35.5 2120 99.7",
        ]
    );
    let counts = ["lots", "customers", "deliveries"].map(|key| mock[key].as_u64().unwrap());
    assert_eq!(counts, [5, 5, 7]);
}
