//! The schemas: those in the tree are those that the types give, and what the
//! program reads and writes keeps to them.

mod scratch;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use plaint::case::{Case, PersonId};
use plaint::output::json;
use plaint::policy::{PRESETS, Preset};
use plaint::report::procedure::{differences, procedure};
use plaint::report::sampling_view;
use plaint::sampling::{Aql, Level, LotSize, Regime};
use plaint::schema;
use scratch::Scratch;
use serde_json::Value;

fn validator(name: &str) -> Validator {
    let files = schema::files();
    let (_, text) = files.iter().find(|(file, _)| *file == name).expect(name);
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn keeps_to(name: &str, value: &Value) {
    let errors: Vec<String> = validator(name)
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        errors.is_empty(),
        "{name}\n{}\n{value:#}",
        errors.join("\n")
    );
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// A register with a case that has something of everything.
fn register() -> (Scratch, String) {
    let mut scratch = Scratch::new("manufacturing");
    let open = [
        "open",
        "--by",
        "li.wei",
        "--customer",
        "华东电子",
        "--description",
        "上线后 38 块面板出现亮线",
        "--channel",
        "phone",
        "--model",
        "AX-7",
        "--lot",
        "0012",
        "--quantity",
        "1200 pcs",
        "--defect",
        "bright-line",
        "--order-kind",
        "MO",
        "--want",
        "report",
    ];
    let (status, out, err) = scratch.run(&open);
    assert_eq!(status, 0, "{err}");
    let case = out.lines().next().unwrap().to_owned();
    let steps: [&[&str]; 8] = [
        &[
            "classify",
            "--by",
            "wang.min",
            "--criterion",
            "production-stop",
            "--scope",
            "batch",
        ],
        &["request", "report", "--by", "li.wei", "--due", "2026-04-01"],
        &["ask", "which line?", "--by", "li.wei"],
        &["answer", "line 3", "--by", "li.wei"],
        &[
            "reply",
            "--kind",
            "first",
            "--by",
            "li.wei",
            "--text",
            "we are on it",
        ],
        &["note", "null", "--by", "wang.min"],
        &[
            "reply", "--kind", "final", "--meets", "report", "--by", "wang.min", "--text", "8D",
        ],
        &[
            "amend",
            "#1",
            "--set",
            "quantity=1300 pcs",
            "--reason",
            "counted again",
            "--by",
            "li.wei",
        ],
    ];
    for step in steps {
        scratch.wait(90);
        let args: Vec<&str> = [step[0], &case]
            .into_iter()
            .chain(step[1..].iter().copied())
            .collect();
        let (status, _, err) = scratch.run(&args);
        assert_eq!(status, 0, "{args:?}: {err}");
    }
    (scratch, case)
}

#[test]
fn those_in_the_tree_are_generated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    for (name, text) in schema::files() {
        let path = folder.join(name);
        if path.exists() {
            assert_eq!(
                fs::read_to_string(&path).unwrap(),
                text,
                "{name} is out of date"
            );
        }
    }
}

/// Python's `re` and ECMA-262 without its `u` flag do not know `\p{L}`, nor
/// does either know what Rust alone has.
#[test]
fn their_patterns_are_understood_everywhere() {
    for (name, text) in schema::files() {
        assert!(!text.contains(r"\\p"), "{name} has a class of Unicode");
        assert!(!text.contains(r"\\u{"), "{name} has a braced escape");
    }
    let rare = "𠮷".repeat(60);
    let files = schema::files();
    let (_, text) = files
        .iter()
        .find(|(name, _)| *name == "case.schema.json")
        .unwrap();
    let schema: Value = serde_json::from_str(text).unwrap();
    for (id, good) in [
        ("li.wei", true),
        ("王-1_b", true),
        (rare.as_str(), true),
        ("li wei", false),
        ("a/b", false),
        ("", false),
    ] {
        assert_eq!(PersonId::parse(id).is_some(), good, "{id}");
        let by = &schema["$defs"]["Entry"]["properties"]["by"];
        let valid = jsonschema::draft202012::is_valid(by, &id.into());
        assert_eq!(valid, good, "{id}");
    }
}

#[test]
fn files_of_a_register_keep_to_them() {
    for preset in PRESETS {
        keeps_to("policy.schema.json", &yaml(preset.policy));
        let scratch = Scratch::new(preset.key);
        let read = |path: &Path| yaml(&fs::read_to_string(path).unwrap());
        keeps_to("people.schema.json", &read(&scratch.register.people_path()));
        keeps_to(
            "calendar.schema.json",
            &read(&scratch.register.calendar_path()),
        );
        for (name, text) in schema::files() {
            let written = fs::read_to_string(scratch.dir.path().join("schemas").join(name));
            assert_eq!(written.unwrap(), text, "{name}");
        }
    }
}

#[test]
fn procedures_and_their_differences_keep_to_them() {
    let told = |preset: &Preset| procedure(&plaint::yaml::read(preset.policy.as_bytes()).unwrap());
    let first = told(&PRESETS[0]);
    for preset in PRESETS {
        let it = told(preset);
        let json = serde_json::to_value(&it).unwrap();
        keeps_to("policy-show.schema.json", &json);
        let differs = serde_json::to_value(differences(&first, &it)).unwrap();
        keeps_to("policy-diff.schema.json", &differs);
    }
}

#[test]
fn a_case_keeps_to_its_schema() {
    let (scratch, case) = register();
    let file = scratch.register.resolve(&case).unwrap();
    let text = fs::read_to_string(file.path).unwrap();
    keeps_to("case.schema.json", &yaml(&text));
    let wrong = text.replace("customer:", "custmer:");
    assert!(!validator("case.schema.json").is_valid(&yaml(&wrong)));
}

/// Every field of the kinds from verification to survey.
const FROM_CAUSE_TO_CLOSING: &str = r#"
case: 2611-0001
uid: 7mzkdtqhxr
log:
- verify: {when: 2026-11-02T10:00:00+08:00, methods: [records, site-visit], result: confirmed, lots: [L1], file: {name: a.pdf, sha256: ab}, text: t}
- verify: {methods: photographs, result: refuted}
- assign: {to: [quality, production], text: t}
- sign: {for: kdqvtz/2, text: t}
- opinion: {for: kdqvtz, text: t, impact: i, file: {name: a.pdf, sha256: ab}}
- contain: {lot: L1, place: P, action: stop-shipment, quantity: 0 pcs, text: t}
- investigate: {justified: true, occurrence: o, escape: e, whys: [a, b], category: machine, party: department, who: quality, lots: L2, file: {name: a.pdf, sha256: ab}, text: t}
- trace: {lots: L1, customers: [{customer: C, quantity: 3 pcs}, {customer: D}], files: [{name: cases/trace/shipments.csv, sha256: ab}], text: t}
- trace: {lots: [R1, R2], as: supplier-lot, word: w, direction: both, chain: [{lot: R1, item: i, made: 2026-11-02, line: l, shift: s, person: p, department: quality, label: b, ink_code: c, inspection_report: r, production_record: q, uses: [{lot: R0, requisition: n}, {lot: R9}], receipts: {goods_in: g, supplier: s, supplier_lot: t}}], missing: [{lot: R1, link: requisition, of: R9, department: quality}], touched: [F1, F2], stock: [{lot: F1, place: P, quantity: 3 pcs, state: released}, {lot: F2, place: P}], customers: {customer: C, lot: F1, quantity: 3 pcs}, data: ab}
- recall: {decision: recall, lots: [L1, L2], reason: r, customers: {customer: C}, text: t}
- notify: {for: kdqvtz, party: authority, who: W, file: {name: a.pdf, sha256: ab}, text: t}
- retrieve: {for: kdqvtz, customer: C, quantity: 280 pcs, rest: r, text: t}
- act: {for: kdqvtz, kind: like-product, text: t, owner: li.wei, due: 2026-12-04}
- finish: {for: kdqvtz, file: {name: a.pdf, sha256: ab}, text: t}
- evaluate: {for: kdqvtz, verdict: ineffective, lots: [L3], file: {name: a.pdf, sha256: ab}, text: t}
- remind: {for: kdqvtz, text: t}
- visit: {for: kdqvtz, team: [li.wei, Zhou], contact: c, text: t, feedback: f, file: {name: a.pdf, sha256: ab}}
- survey: {score: 4, channel: phone, text: t}
- close: {basis: accepted, outlive: [kdqvtz], text: t}
"#;

#[test]
fn every_field_is_in_the_schema() {
    let head = "- id: kdqvtz\n  at: 2026-11-02T10:00:00+08:00\n  by: li.wei\n  ";
    let text = FROM_CAUSE_TO_CLOSING.replace("\n- ", &format!("\n{head}"));
    keeps_to("case.schema.json", &yaml(&text));
    let case: Case = plaint::yaml::read(text.as_bytes()).unwrap();
    let kinds: BTreeSet<&str> = case.log.iter().map(|entry| entry.kind().word()).collect();
    assert_eq!(kinds.len(), 17);
    for entry in &case.log {
        let wrong = text.replace(&format!("{}: {{", entry.kind().word()), "renumber: {");
        assert!(
            !validator("case.schema.json").is_valid(&yaml(&wrong)),
            "{wrong}"
        );
    }
}

#[test]
fn a_trace_keeps_to_its_schema() {
    let (scratch, _) = register();
    let folder = scratch.register.policy_path().with_file_name("trace");
    fs::create_dir_all(&folder).unwrap();
    let rows = "lot,customer,date,quantity,unit\nL1,A,2026-10-01,3,pcs\nL1,,2026-10-01,3,pcs\n";
    fs::write(folder.join("shipments.csv"), rows).unwrap();
    let (status, out, _) = scratch.run(&["trace", "L1", "--format", "json"]);
    assert_eq!(status, 0, "{out}");
    let value: Value = serde_json::from_str(&out).unwrap();
    keeps_to("trace.schema.json", &value);
    assert_eq!(value["customers"][0]["quantity"], "3 pcs", "{out}");
    assert_eq!(
        (&value["plaint"], &value["left_out"]),
        (&"1".into(), &1.into())
    );
}

#[test]
fn outputs_keep_to_them_and_say_their_version() {
    let (mut scratch, case) = register();
    scratch.wait(60 * 24 * 60);
    let outputs: [(&str, &[&str]); 14] = [
        ("show.schema.json", &["show", &case]),
        ("explain.schema.json", &["explain", &case]),
        ("list.schema.json", &["list"]),
        ("due.schema.json", &["due"]),
        ("due.schema.json", &["overdue"]),
        ("check.schema.json", &["check"]),
        ("report-returns.schema.json", &["report", "returns"]),
        (
            "report-returns.schema.json",
            &["report", "returns", "--group", "customer", "--cases"],
        ),
        ("export.schema.json", &["export"]),
        ("export.schema.json", &["export", "--rows", "entries"]),
        ("export.schema.json", &["export", "--rows", "obligations"]),
        ("export.schema.json", &["export", "--rows", "goods"]),
        ("export.schema.json", &["export", "--select", "due,case"]),
        ("export.schema.json", &["export", "--columns"]),
    ];
    for (name, args) in outputs {
        let args = [args, &["--format", "json"]].concat();
        let (status, out, err) = scratch.run(&args);
        assert!(status < 2, "{args:?}: {err}");
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(value["plaint"], "1", "{args:?}");
        keeps_to(name, &value);
    }
    // No column of the wrong type, and none that is not documented.
    let (_, out, _) = scratch.run(&["export", "--format", "json"]);
    let good: Value = serde_json::from_str(&out).unwrap();
    for (column, wrong) in [("overdue", Value::from("yes")), ("colour", Value::Null)] {
        let mut value = good.clone();
        value["cases"][0][column] = wrong;
        assert!(
            !validator("export.schema.json").is_valid(&value),
            "{column}"
        );
    }
    // Written at 18:30 on the 2nd, to be approved within one working day.
    let (_, out, _) = scratch.run(&["overdue", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    let mut owed = value["obligations"].as_array().unwrap().iter();
    let approval = owed.find(|owed| owed["clock"] == "reply-approval");
    assert_eq!(
        approval.unwrap()["due"],
        "2026-03-03T23:59:59+08:00",
        "{out}"
    );
}

#[test]
fn reports_keep_to_their_schemas() {
    let (mut scratch, _) = register();
    scratch.wait(60 * 24 * 60);
    let words: [&[&str]; 6] = [
        &["timeliness"],
        &["timeliness", "--group", "month", "--cases"],
        &["ageing", "--cases"],
        &["actions", "--cases"],
        &["repeats"],
        &["repeats", "--within", "90d", "--cases"],
    ];
    for words in words {
        let args = [&["report"], words, &["--format", "json"]].concat();
        let (status, out, err) = scratch.run(&args);
        assert_eq!(status, 0, "{args:?}: {err}");
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(value["plaint"], "1", "{args:?}");
        keeps_to(&format!("report-{}.schema.json", words[0]), &value);
    }
}

#[test]
fn a_sampling_plan_keeps_to_its_schema() {
    let [lot, aql] = ["1200 pcs", "1.0"];
    let (lot, aql) = (LotSize::parse(lot).unwrap(), Aql::parse(aql).unwrap());
    let view = sampling_view(&lot, Level::II, aql, Regime::Normal);
    let mut out = Vec::new();
    json::write(&mut out, &view).unwrap();
    let value: Value = serde_json::from_slice(&out).unwrap();
    let wanted = serde_json::json!({
        "plaint": "1", "lot_size": 1200, "unit": "pcs", "level": "II", "aql": "1.0",
        "regime": "normal", "letter": "J", "used_letter": "J", "sample_size": 80,
        "inspected": 80, "whole": false, "accept": 2, "reject": 3,
        "counting": "defective-pieces",
    });
    assert_eq!(value, wanted);
    keeps_to("plan.schema.json", &value);
}

#[test]
fn findings_keep_to_their_schema() {
    let (scratch, case) = register();
    let file = scratch.register.resolve(&case).unwrap();
    let text = fs::read_to_string(&file.path).unwrap();
    fs::write(&file.path, text.replace("severity: A", "severity: C")).unwrap();
    let (status, out, _) = scratch.run(&["check", "--format", "json"]);
    assert_eq!(status, 1);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["findings"][0]["code"], "severity-differs", "{out}");
    keeps_to("check.schema.json", &value);
}

#[test]
fn a_report_with_everything_in_it_keeps_to_its_schema() {
    let mut scratch = Scratch::new("manufacturing");
    let policy = scratch.register.policy_path();
    let text = fs::read_to_string(&policy).unwrap();
    let approved = "  rma:\n    - {step: approve, role: quality-head}\n    - {step: release, role: general-manager, when: {quantity_over: 5000 pcs}}\n";
    assert!(text.contains(approved));
    fs::write(&policy, text.replace(approved, "")).unwrap();
    let steps = [
        "open --by li.wei --customer C1 --description line --model AX-7 --lot L1 --quantity 12pcs",
        "rma 1 --by li.wei --reason quality --way return --replenish yes",
        "receive 1 --by wang.min --number X --quantity 10 --packing loose --marking unmarked --sorting mixed",
        "resolve 1 --by wang.min --how accepted --reason counted",
        "inspect 1 --by wang.min --good 7 --defective bright-line=3",
    ];
    for step in steps {
        scratch.wait(60);
        let args: Vec<&str> = step.split(' ').collect();
        let (status, _, err) = scratch.run(&args);
        assert_eq!(status, 0, "{step}: {err}");
    }
    for group in ["customer", "model", "lot", "reason", "month", "case"] {
        let args = [
            "report", "returns", "--cases", "--format", "json", "--group",
        ];
        let (status, out, err) = scratch.run(&[&args[..], &[group]].concat());
        assert_eq!(status, 0, "{group}: {err}");
        let value: Value = serde_json::from_str(&out).unwrap();
        keeps_to("report-returns.schema.json", &value);
        let row = &value["rows"][0];
        assert_eq!(row["defect_percent"], "30.00", "{out}");
        // Unknown number, short, loose, unfit packing, unmarked.
        assert_eq!(row["anomalies"].as_array().unwrap().len(), 5, "{out}");
        assert_eq!(row["open"], "10 pcs", "{out}");
    }
    let (_, out, _) = scratch.run(&["export", "--rows", "goods", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    keeps_to("export.schema.json", &value);
    assert_eq!(value["goods"][0]["short"], 2, "{out}");
    assert_eq!(value["goods"][0]["claimed"], 12, "{out}");
}
