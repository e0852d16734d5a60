//! What the procedure says of whole logs, each worked out by hand. November
//! 2026 begins on a Sunday and has no holidays in China; days close at 17:30.

mod actions;
mod amending;
mod approving;
mod articles;
mod asking;
mod cause;
mod clocks;
mod closing;
mod departments;
mod goods_properties;
mod goods_refusals;
mod grading;
mod grounds;
mod guarantee;
mod inquiry;
mod isolating;
mod long_case;
mod next;
mod on_record;
mod order;
mod outliving;
mod pausing;
mod properties;
mod recall;
mod refusals;
mod reminding;
mod return_rules;
mod returns;
mod simulating;
mod standing;
mod told_and_called;
mod tracing;
mod work_next;
mod work_refusals;

use std::sync::Arc;

use super::*;
use crate::case::{Case, Entry, EntryId, Time};
use crate::finding::Code;
use crate::policy::{CalendarFile, Catalog, People, Policy, Preset, Rules};
use crate::yaml;

const PEOPLE: &str = "people:
  li: {name: Li, roles: marketing}
  wang: {name: Wang, roles: quality}
  zhao: {name: Zhao, roles: quality-head}
  sun: {name: Sun, roles: [quality-head, general-manager]}
  chen: {name: Chen, roles: general-manager}
  zhou: {name: Zhou}
  ma: {name: Ma, roles: {role: quality-head, until: 2026-11-02}}
  hu: {name: Hu, roles: {role: quality-head, from: 2026-11-04}}
  he: {name: He, roles: [quality, quality-head], until: 2026-10-31}
";

const CALENDAR: &str = "zone: Asia/Shanghai
weekend: [sat, sun]
hours: [{from: '08:30', to: '17:30'}]
built-in: china
";

/// A policy of few words, to which a test adds its own rows.
const SMALL: &str = r#"policy: small
effective: 2020-01-01
numbering: "{yy}{mm}-{n:04}"
roles:
  marketing: {en: Marketing, zh: 市场部}
  quality: {en: Quality, zh: 品质部}
  quality-head: {en: Head of quality, zh: 品质部长}
  general-manager: {en: General manager, zh: 总经理}
severity:
  levels: [A, B, C]
  criteria: {safety: grave, function: middling, looks: light}
  scopes: [one, many]
  matrix:
    grave: [A, A]
    middling: [B, A]
    light: [C, B]
closing:
  accepted: {needs: [customer-accepted]}
  withdrawn: {}
"#;

/// The rules of a policy's text and a catalog's.
fn rules_with(policy: &str, catalog: &str) -> Rules {
    rules_in(CALENDAR, policy, catalog)
}

fn rules_in(calendar: &str, policy: &str, catalog: &str) -> Rules {
    let policy: Policy = yaml::read(policy.as_bytes()).unwrap();
    assert_eq!(crate::policy::check_names(&policy), []);
    let people: People = yaml::read(PEOPLE.as_bytes()).unwrap();
    let calendar: CalendarFile = yaml::read(calendar.as_bytes()).unwrap();
    let catalog: Catalog = match catalog {
        "" => Catalog::default(),
        text => yaml::read(text.as_bytes()).unwrap(),
    };
    Rules {
        policy: Arc::new(policy),
        people: Arc::new(people),
        calendar: Arc::new(calendar.build().unwrap()),
        catalog: Arc::new(catalog),
    }
}

fn small(rows: &str) -> Rules {
    rules_with(&format!("{SMALL}{rows}"), "")
}

/// The small policy with other grounds of closing, and more rows.
fn closing_by(closing: &str, rows: &str) -> Rules {
    let (head, _) = SMALL.split_once("closing:").unwrap();
    rules_with(&format!("{head}closing:\n{closing}{rows}"), "")
}

fn preset(key: &str) -> Rules {
    rules_with(Preset::find(key).unwrap().policy, "")
}

/// A whole policy, which no change of a preset touches.
const FACTORY: &str = include_str!("tests/factory.yaml");

fn factory() -> Rules {
    rules_with(FACTORY, "")
}

/// An instant of 2026 in China: `11-02T09:30`.
fn at(text: &str) -> Time {
    let seconds = if text.len() == 11 { ":00" } else { "" };
    Time::parse(&format!("2026-{text}{seconds}+08:00")).unwrap()
}

fn id(text: &str) -> EntryId {
    EntryId::parse(text).unwrap()
}

/// A line `id 11-02T09:30 li kind: {…}` as YAML.
fn item(line: &str) -> String {
    let mut parts = line.trim().splitn(4, ' ');
    let mut part = || parts.next().unwrap();
    let (id, time, by) = (part(), part(), part());
    format!("- {{id: {id}, at: {}, by: {by}, {}}}\n", at(time), part())
}

/// A case of such lines.
fn case(lines: &[&str]) -> Case {
    let items: String = lines.iter().map(|line| item(line)).collect();
    let text = format!("case: 2611-0001\nuid: 7mzkdtqhxr\nlog:\n{items}");
    yaml::read(text.as_bytes()).unwrap_or_else(|finding| panic!("{finding:?}\n{text}"))
}

fn entry(line: &str) -> Entry {
    case(&[line]).log.remove(0)
}

fn alone(_: &State, _: &Entry) -> Neighbours {
    Neighbours::default()
}

fn end_of_time() -> Time {
    Time::parse("2030-01-01T00:00:00+08:00").unwrap()
}

/// The state after a log against which nothing speaks.
fn legal(rules: &Rules, lines: &[&str]) -> State {
    let (state, found) = judge_log(&case(lines), rules, &alone, end_of_time());
    assert_eq!(found, [], "{lines:#?}");
    state
}

/// The codes that speak against a line behind a log that is itself legal.
fn refused(rules: &Rules, lines: &[&str], line: &str) -> Vec<Code> {
    let state = legal(rules, lines);
    let entry = entry(line);
    let found = judge(&state, &entry, rules, &Neighbours::default(), entry.at);
    found.into_iter().map(|finding| finding.code).collect()
}

/// When a clock is due and what became of it: `11-03 09:30 open`, one for
/// each instance.
fn clock(rules: &Rules, state: &State, name: &str, now: &str) -> Vec<String> {
    let all = obligations(state, rules, at(now));
    all.iter()
        .filter(|owed| owed.clock == name)
        .map(|owed| {
            let due = owed.due.at.format("%m-%d %H:%M");
            format!("{due} {}", owed.state.word())
        })
        .collect()
}

/// A log with more lines behind it.
fn with<'a>(log: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [log, more].concat()
}

const OPEN: &str = "cmplnt 11-02T09:30 li open: {customer: ACME, description: lines}";
