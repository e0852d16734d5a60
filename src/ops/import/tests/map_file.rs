//! What is wrong with a map, at its line.

use super::*;

/// Code, line and why or word of everything that is wrong with a map.
fn faults(text: &str) -> Vec<(Code, usize, String)> {
    let mut findings = check_map(&map(text), &policy(), calendar());
    shown(text, &mut findings)
}

fn shown(text: &str, findings: &mut [Finding]) -> Vec<(Code, usize, String)> {
    yaml::locate(text, findings);
    let shown = findings.iter().map(|finding| {
        let why = arg(finding, "why");
        let what = if why.is_empty() { found(finding) } else { why };
        (finding.code, finding.place.line.unwrap(), what)
    });
    shown.collect()
}

#[test]
fn a_field_that_nobody_knows() {
    let text = SMALL.replace("customer:", "custmer:");
    let finding = yaml::read::<Map>(text.as_bytes()).unwrap_err();
    assert_eq!(
        (finding.code, finding.place.line),
        (Code::UnknownKey, Some(6))
    );
    assert_eq!(arg(&finding, "nearest"), "customer");
    let text = format!("{SMALL}  product.modell: {{column: a}}\n");
    let finding = yaml::read::<Map>(text.as_bytes()).unwrap_err();
    assert_eq!(
        (finding.code, finding.place.line),
        (Code::UnknownKey, Some(8))
    );
    assert_eq!(arg(&finding, "nearest"), "product.model");
}

#[test]
fn fields_that_every_case_needs() {
    for line in [
        "  when: {column: date}\n",
        "  customer: {column: customer}\n",
    ] {
        let finding = yaml::read::<Map>(SMALL.replace(line, "").as_bytes()).unwrap_err();
        assert_eq!(finding.code, Code::MissingKey, "{line}");
    }
    let found = check_map(&map(&SMALL.replace("id: id\n", "")), &policy(), calendar());
    let codes: Vec<Code> = found.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::MissingKey]);
    assert_eq!(arg(&found[0], "key"), "id");
}

#[test]
fn values_of_the_wrong_form() {
    for (from, to) in [
        ("'%Y-%m-%d'", "'%Y-%m'"),
        ("source: crm", "source: crm\ndelimiter: ',,'"),
        ("{column: text}", "{column: text, pick: last}"),
    ] {
        let finding = yaml::read::<Map>(SMALL.replace(from, to).as_bytes()).unwrap_err();
        let code = if to.contains("pick") {
            Code::UnknownWord
        } else {
            Code::BadValue
        };
        assert_eq!(finding.code, code, "{to}");
        assert!(finding.place.line.is_some());
    }
}

#[test]
fn columns_that_the_file_does_not_have() {
    let text = format!("{SMALL}  product.lot: {{column: [批号, 批次]}}\n");
    let fault = |header: &str| {
        let map = map(&text);
        let mut findings = read(header, &map).err().unwrap();
        let shown = shown(&text, &mut findings);
        let nearest: Vec<String> = findings
            .iter()
            .map(|finding| arg(finding, "nearest"))
            .collect();
        (shown, nearest)
    };
    let (shown, nearest) = fault("id,Date,customer,text,批号,批号\n");
    assert_eq!(
        shown,
        [
            (Code::UnknownColumn, 5, "date".to_owned()),
            (Code::DuplicateColumn, 8, String::new()),
            (Code::UnknownColumn, 8, "批次".to_owned()),
        ]
    );
    assert_eq!(nearest, ["Date", "", "批号"]);
    assert_eq!(
        read("\n\n", &map(SMALL)).err().unwrap()[0].code,
        Code::EmptyFile
    );
}

#[test]
fn columns_by_number_that_the_file_does_not_have() {
    let text = "source: crm\nheader: false\nid: 0\ndates: '%Y-%m-%d'
open: {when: {column: 1}, customer: {column: 4}, description: {column: text}}\n";
    let map = map(text);
    let findings = read("1,2,3\n", &map).err().unwrap();
    let words: Vec<(Code, String)> = findings.iter().map(|of| (of.code, found(of))).collect();
    assert_eq!(
        words,
        [
            (Code::UnknownColumn, "0".to_owned()),
            (Code::UnknownColumn, "4".to_owned()),
            (Code::BadValue, "text".to_owned()),
        ]
    );
}

#[test]
fn rules_that_contradict_themselves() {
    for (rule, why) in [
        ("defect: {unit: pcs}", "no-column has-no-unit"),
        ("defect: {column: a, value: b}", "column-and-value"),
        ("defect: {column: a, otherwise: b}", "no-table"),
        ("wants: {column: a, split: ''}", "empty-split"),
        ("defect: {column: a, split: ','}", "takes-one-value"),
        ("quantity: {column: a, unit: pcs}", ""),
        ("defect: {column: a, split: ',', pick: first}", ""),
    ] {
        let found = faults(&format!("{SMALL}  {rule}\n"));
        let whys: Vec<&str> = found.iter().map(|(_, _, why)| why.as_str()).collect();
        assert_eq!(whys.join(" "), why, "{rule}");
        assert!(
            found
                .iter()
                .all(|(code, line, _)| (*code, *line) == (Code::BadRule, 8))
        );
    }
    let undated = faults(&SMALL.replace("dates: '%Y-%m-%d'\n", ""));
    assert_eq!(undated, [(Code::BadRule, 4, "no-date-pattern".to_owned())]);
}

#[test]
fn values_that_field_or_policy_do_not_have() {
    let more = "encoding: gb-18030
classify:
  criteria:
    column: a
    values:
      x: safty
    prefixes:
      B: function-lost
    otherwise: apearance
  scope: {value: singel}
  nature: {column: b, values: {y: quality}, default: qualty}
";
    let text = SMALL.to_owned()
        + "  channel: {value: fax}
  wants: {value: 'report, refund', split: ','}
  order.kind: {column: a}
  source: {column: a, values: {k: client}}
  quantity: {value: 1, unit: pcs}
  stage: {value: proto}\n"
        + more;
    let found = faults(&text);
    let words: Vec<(usize, &str)> = found
        .iter()
        .map(|(_, line, word)| (*line, word.as_str()))
        .collect();
    assert_eq!(
        words,
        [
            (14, "gb-18030"),
            (11, "client"),
            (8, "fax"),
            (9, "refund"),
            (13, "proto"),
            (19, "safty"),
            (22, "apearance"),
            (23, "singel"),
            (24, "qualty"),
        ]
    );
}

#[test]
fn the_schema_explains_every_key() {
    let schema = serde_json::to_value(schemars::schema_for!(Map)).unwrap();
    let mut unexplained = Vec::new();
    let sections = schema["$defs"]
        .as_object()
        .unwrap()
        .values()
        .chain([&schema]);
    for properties in sections.filter_map(|section| section["properties"].as_object()) {
        let mute = properties
            .iter()
            .filter(|(_, of)| of.get("description").is_none());
        unexplained.extend(mute.map(|(key, _)| key.clone()));
    }
    assert_eq!(unexplained, [""; 0]);
    assert!(schema["$defs"]["OpenRules"]["properties"]["product.lot"].is_object());
}
