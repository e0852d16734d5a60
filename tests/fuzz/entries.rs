//! What reads bytes from outside. Each may refuse what it is given; none may
//! panic, hang, or write what it cannot read.

use chrono::{DateTime, NaiveDate};
use plaint::calendar::{Calendar, Pause, Term, read_ics};
use plaint::case::{Case, Time};
use plaint::messages::{Lang, Vocabulary, message, remedy};
use plaint::ops::RuleBook;
use plaint::ops::import::{Map, Source, check_map, rows};
use plaint::policy::{
    CalendarFile, Catalog, People, Policy, Preset, Revisions, Rules, check_catalog, check_people,
    check_policy,
};
use plaint::procedure::{Neighbours, judge_log};
use plaint::report::{case_view, due_rows, explanation, list_row};
use plaint::yaml;
use std::sync::{Arc, LazyLock};

fn preset() -> Policy {
    let preset = Preset::find("manufacturing").unwrap();
    yaml::read(preset.policy.as_bytes()).unwrap()
}

static BOOK: LazyLock<RuleBook> = LazyLock::new(|| {
    let people = "people: {li.wei: {name: l, roles: [marketing, quality, quality-head]}}";
    RuleBook {
        revisions: Revisions::new(vec![Arc::new(preset())]),
        people: Arc::new(yaml::read(people.as_bytes()).unwrap()),
        calendar: Arc::new(calendar()),
        catalog: Arc::default(),
    }
});

fn calendar() -> Calendar {
    let zone = chrono_tz::Asia::Shanghai;
    let weekend = [chrono::Weekday::Sat, chrono::Weekday::Sun];
    Calendar::new(zone, &weekend, Vec::new())
        .unwrap()
        .with_china()
}

fn now() -> Time {
    Time(DateTime::parse_from_rfc3339("2026-11-02T09:30:00+08:00").unwrap())
}

/// A case: read, judged, shown, and an entry put behind it.
pub fn case(bytes: &[u8]) {
    let Ok(case) = yaml::read::<Case>(bytes) else {
        return;
    };
    let rules: Rules = BOOK.of(&case);
    let alone = |_: &_, _: &_| Neighbours::default();
    let (state, mut found) = judge_log(&case, &rules, &alone, now());
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    yaml::locate(text, &mut found);
    for words in [Lang::En, Lang::Zh].map(Vocabulary::new) {
        for finding in &found {
            let _ = (message(finding, &words), remedy(finding, &words));
        }
    }
    let _ = case_view(&case, &state, &rules, now());
    let _ = explanation(case.number().as_str(), &state, &rules, now());
    let _ = list_row(&case, &state, &rules, now());
    let _ = due_rows(&case, "", &state, &rules, now());
    if let Some(last) = case.log.last() {
        let item = yaml::to_item(last).unwrap();
        let again: Vec<plaint::case::Entry> = yaml::read(item.as_bytes()).expect(&item);
        assert_eq!(again[0], *last, "{item}");
        if let Ok(new) = yaml::append_item(text, "log", &item) {
            assert!(new.starts_with(text));
        }
    }
}

/// The files that a register is ruled by.
pub fn policy(bytes: &[u8]) {
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    if let Ok(policy) = yaml::read::<Policy>(bytes) {
        let _ = check_policy(&policy);
    }
    if let Ok(people) = yaml::read::<People>(bytes) {
        let _ = check_people(&people, &preset(), day);
    }
    if let Ok(catalog) = yaml::read::<Catalog>(bytes) {
        let _ = check_catalog(&catalog, &preset());
    }
    if let Ok(file) = yaml::read::<CalendarFile>(bytes) {
        let _ = file.build();
    }
}

/// Holidays as iCalendar, and limits.
pub fn holidays(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = read_ics(&text, Some(2020..=2030));
    let Some(Ok(term)) = text.lines().next().map(str::parse::<Term>) else {
        return;
    };
    let open = Pause {
        from: now().0,
        to: None,
    };
    let due = calendar().due(now().0, term, &[open], now().0);
    assert!(due.at >= now().0);
}

/// A table of another system, behind the map that says what is what; a line
/// of `=` lies between them.
pub fn import(bytes: &[u8]) {
    let split = bytes.windows(3).position(|window| window == b"\n=\n");
    let (map, table) = match split {
        Some(at) => (&bytes[..at + 1], &bytes[at + 3..]),
        None => (&b""[..], bytes),
    };
    let Ok(source) = Source::of(table, None) else {
        return;
    };
    let Ok(map) = yaml::read::<Map>(map) else {
        return;
    };
    let calendar = calendar();
    if !check_map(&map, &preset(), &calendar).is_empty() {
        return;
    }
    let Ok(table) = source.table(&map) else {
        return;
    };
    if let Ok(rows) = rows(table, &map, &calendar) {
        let count = rows.count();
        if let Source::Csv(text, _) = &source {
            assert!(count <= text.lines().count() + 1);
        }
    }
}
