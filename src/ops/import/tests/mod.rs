mod files;
mod map_file;
mod rejects;
mod table;

use std::sync::LazyLock;

use super::encoding::decode;
use super::*;
use crate::calendar::Calendar;
use crate::finding::{Code, Finding};
use crate::policy::{Policy, Preset};
use crate::yaml;

/// A map with the three fields that every case needs, and more behind it.
const SMALL: &str = "source: crm
id: id
dates: '%Y-%m-%d'
open:
  when: {column: date}
  customer: {column: customer}
  description: {column: text}
";

pub(super) fn calendar() -> &'static Calendar {
    static CALENDAR: LazyLock<Calendar> =
        LazyLock::new(|| Calendar::new(chrono_tz::Asia::Shanghai, &[], Vec::new()).unwrap());
    &CALENDAR
}

fn map(text: &str) -> Map {
    yaml::read(text.as_bytes()).unwrap()
}

fn policy() -> Policy {
    let preset = Preset::find("manufacturing").unwrap();
    yaml::read(preset.policy.as_bytes()).unwrap()
}

/// The rows of a CSV text.
fn read<'a>(text: &'a str, map: &'a Map) -> Result<Rows<'a>, Vec<Finding>> {
    rows(Table::of_csv(text, map)?, map, calendar())
}

fn outcomes<'a>(text: &'a str, map: &'a Map) -> Vec<RowOutcome<'a>> {
    read(text, map).unwrap().collect()
}

/// The only row of a table: header and cells.
fn only(more: &str, header: &str, row: &str) -> Result<Draft, Vec<Finding>> {
    let map = map(&format!("{SMALL}{more}"));
    let text = format!("id,date,customer,text,{header}\n7,2026-06-08,华东电子,亮线,{row}\n");
    let mut rows = outcomes(&text, &map);
    assert_eq!(rows.len(), 1);
    rows.remove(0).result
}

fn open(more: &str, header: &str, row: &str) -> serde_json::Value {
    let draft = only(more, header, row).unwrap();
    serde_json::to_value(draft.open).unwrap()
}

/// Code, field and value of everything that is wrong with the only row.
fn wrong(more: &str, header: &str, row: &str) -> Vec<(Code, String, String)> {
    let findings = only(more, header, row).unwrap_err();
    let all = findings.iter().map(|finding| {
        assert_eq!(finding.place.line, Some(2));
        (finding.code, arg(finding, "field"), found(finding))
    });
    all.collect()
}

fn arg(finding: &Finding, name: &str) -> String {
    finding
        .args
        .get(name)
        .map(|arg| arg.plain())
        .unwrap_or_default()
}

fn found(finding: &Finding) -> String {
    let word = finding.args.get("found").or(finding.args.get("word"));
    word.map(|arg| arg.plain()).unwrap_or_default()
}
