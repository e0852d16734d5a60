//! A small register for tests: cases in few words, folded by a small policy.

use std::sync::Arc;

use super::{FiguresCall, Gathered, Period, case_figures};
use crate::case::{Case, Time};
use crate::policy::{CalendarFile, Catalog, People, Policy, Rules};
use crate::procedure::fold;
use crate::yaml;

const POLICY: &str = r#"policy: small
effective: 2020-01-01
numbering: "{yy}{mm}-{n:04}"
roles:
  marketing: {en: Marketing, zh: 市场部}
  quality: {en: Quality, zh: 品质部}
severity:
  levels: [A, B]
  criteria: {safety: grave, looks: light}
  scopes: [one]
  matrix: {grave: [A], light: [B]}
  repeats: {same: [model, defect], within: 90d}
closing:
  accepted: {may-outlive: actions}
  withdrawn: {}
clocks:
  first-reply: {from: open, until: reply, within: 24h, owner: marketing, paused_by: ask}
  # It is not the action's own day.
  start: {from: act, until: note, within: 1h}
"#;

const CALENDAR: &str = "zone: Asia/Shanghai
weekend: [sat, sun]
hours: [{from: '08:30', to: '17:30'}]
built-in: china
";

const PEOPLE: &str = "people:
  li: {name: Li, roles: marketing}
  wang: {name: Wang, roles: quality}
";

/// An instant of 2026 in China: `11-02T09:30`.
fn at(text: &str) -> String {
    format!("2026-{text}:00+08:00")
}

/// What a report is made from: cases, each a number and lines such as
/// `kdqvtz 11-02T09:30 li open: {…}`, as they stand at that time. Only those are
/// wanted that come before a line `others`.
pub(in crate::report) fn gathered(cases: &str, now: &str) -> Gathered {
    let (wanted, others) = cases.split_once("others\n").unwrap_or((cases, ""));
    let now = Time::parse(&at(now)).unwrap();
    let rules = rules();
    let figures = |cases: &str| {
        let cases = cases.split("case ").skip(1).map(case);
        let figures =
            cases.filter_map(|case| case_figures(&case, &fold(&case, &rules), &rules, now));
        figures.collect::<Vec<_>>()
    };
    Gathered {
        call: FiguresCall::default(),
        now,
        today: now.0.date_naive(),
        over: now.0.date_naive().pred_opt().unwrap(),
        levels: vec!["A".to_owned(), "B".to_owned()],
        cases: figures(wanted),
        others: figures(others),
        left_out: 0,
    }
}

/// The days between those, both included.
pub(in crate::report) fn days(since: &str, until: &str) -> Period {
    let day = |text: &str| Some(text.parse().unwrap());
    Period {
        since: day(since),
        until: day(until),
    }
}

fn rules() -> Rules {
    let calendar: CalendarFile = yaml::read(CALENDAR.as_bytes()).unwrap();
    Rules {
        policy: Arc::new(yaml::read::<Policy>(POLICY.as_bytes()).unwrap()),
        people: Arc::new(yaml::read::<People>(PEOPLE.as_bytes()).unwrap()),
        calendar: Arc::new(calendar.build().unwrap()),
        catalog: Arc::new(Catalog::default()),
    }
}

fn case(text: &str) -> Case {
    let mut lines = text.lines();
    let number = lines.next().unwrap().trim();
    let mut log = String::new();
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        let mut parts = line.splitn(4, ' ');
        let mut part = || parts.next().unwrap();
        let (id, time, by) = (part(), at(part()), part());
        log.push_str(&format!(
            "- {{id: {id}, at: {time}, by: {by}, {}}}\n",
            part()
        ));
    }
    let text = format!("case: {number}\nuid: 7mzkdtqhxr\nlog:\n{log}");
    yaml::read(text.as_bytes()).unwrap_or_else(|finding| panic!("{finding:?}\n{text}"))
}
