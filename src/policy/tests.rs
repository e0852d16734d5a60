use super::*;
use crate::case::kinds::ChainLink;
use crate::finding::{Code, Finding};
use crate::yaml;

fn preset(key: &str) -> String {
    Preset::find(key).unwrap().policy.to_owned()
}

fn findings(text: &str) -> Vec<(Code, usize)> {
    let policy: Policy = yaml::read(text.as_bytes()).unwrap();
    let mut found: Vec<Finding> = check_policy(&policy);
    yaml::locate(text, &mut found);
    found
        .into_iter()
        .map(|finding| (finding.code, finding.place.line.unwrap()))
        .collect()
}

fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

#[test]
fn presets_are_sound() {
    for preset in PRESETS {
        assert_eq!(findings(preset.policy), [], "{}", preset.key);
    }
}

#[test]
fn mistakes_are_found_with_their_lines() {
    let good = preset("manufacturing");
    for (from, to, code) in [
        (
            "owner: marketing",
            "owner: marketting",
            Code::UnknownReference,
        ),
        (
            "    appearance: minor",
            "    appearance: mnior",
            Code::UnknownReference,
        ),
        (
            "levels: [A, B, C, D]",
            "levels: [A, B, C, D, E]",
            Code::LevelNeverGiven,
        ),
        (
            "critical: [A, A, A, A]",
            "critical: [A, A, A]",
            Code::MatrixShape,
        ),
    ] {
        assert!(good.contains(from), "{from}");
        let bad = good.replacen(from, to, 1);
        assert_eq!(findings(&bad), [(code, line_of(&bad, to))], "{to}");
    }
}

#[test]
fn what_is_said_of_traces_has_known_links_and_roles() {
    let aluminium = preset("aluminium");
    for (from, to) in [
        ("    ink-code: production", "    ink-jet: production"),
        (
            "    supplier: storage-transport",
            "    supplier: purchasing",
        ),
        (
            "trace:\n  links:",
            "trace:\n  lines: {L3: produktion}\n  links:",
        ),
    ] {
        assert!(aluminium.contains(from), "{from}");
        let bad = aluminium.replacen(from, to, 1);
        let wrong = to.lines().find(|line| line.len() > 8).unwrap();
        let expected = [(Code::UnknownReference, line_of(&bad, wrong))];
        assert_eq!(findings(&bad), expected, "{to}");
    }
    let policy: Policy = yaml::read(aluminium.as_bytes()).unwrap();
    let keeper = |link| policy.trace.keeper(link);
    assert_eq!(keeper(ChainLink::InspectionReport), Some("qc"));
    assert_eq!(keeper(ChainLink::SupplierLot), None);
}

#[test]
fn stock_that_nobody_can_take_is_told_by_its_state() {
    let usual = Tracing::default();
    let own: Tracing = yaml::read("isolated: [停用]".as_bytes()).unwrap();
    let none: Tracing = yaml::read("isolated: []".as_bytes()).unwrap();
    for (state, known, said) in [
        ("blocked", true, false),
        ("BLOCKED ", true, false),
        ("冻结", true, false),
        ("待处理", true, false),
        ("停用", false, true),
        ("released", false, false),
        ("unblocked", false, false),
        ("未隔离", false, false),
    ] {
        assert_eq!(usual.isolates(state), known, "{state}");
        assert_eq!(own.isolates(state), said, "{state}");
        assert!(!none.isolates(state), "{state}");
    }
}

#[test]
fn a_clock_whose_entry_does_not_exist_is_named() {
    let bad = preset("manufacturing").replacen("from: open", "from: opne", 1);
    let finding = yaml::read::<Policy>(bad.as_bytes()).unwrap_err();
    assert_eq!(finding.code, Code::UnknownWord);
    assert_eq!(finding.place.line, Some(line_of(&bad, "from: opne")));
    assert_eq!(finding.args.get("nearest").unwrap().plain(), "open");
}

#[test]
fn a_facet_that_the_kind_lacks_is_named() {
    let bad =
        preset("manufacturing").replacen("{reply.approved: {kind:", "{reply.approved: {knid:", 1);
    let finding = yaml::read::<Policy>(bad.as_bytes()).unwrap_err();
    assert_eq!(finding.code, Code::UnknownKey);
    assert_eq!(finding.args.get("nearest").unwrap().plain(), "kind");
}

#[test]
fn the_revision_in_force_is_the_latest_that_has_begun() {
    let text = preset("manufacturing");
    let of = |day: &str| {
        let mut policy: Policy = yaml::read(text.as_bytes()).unwrap();
        policy.effective = Date::parse(day).unwrap();
        Arc::new(policy)
    };
    let revisions = Revisions::new(vec![of("2026-07-01"), of("2025-01-01")]);
    let on = |day: &str| revisions.on(day.parse().unwrap()).effective.to_string();
    assert_eq!(on("2024-01-01"), "2025-01-01");
    assert_eq!(on("2026-06-30"), "2025-01-01");
    assert_eq!(on("2026-07-01"), "2026-07-01");
}
