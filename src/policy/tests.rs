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

#[test]
fn what_comes_first_and_which_documents_there_are_is_checked() {
    let good = preset("manufacturing");
    for (row, mistakes) in [
        ("first:\n    - {enter: act, needs: [verified]}", vec![]),
        (
            "first:\n    - {enter: open, needs: [verified]}",
            vec![Code::UnknownReference],
        ),
        (
            "first:\n    - {enter: act, needs: []}",
            vec![Code::MissingKey],
        ),
        (
            "first:\n    - {enter: act, needs: [verified], when: {nature: nobody}, unless: {severity: Z}}",
            vec![Code::UnknownReference, Code::UnknownReference],
        ),
        (
            "first:\n    - {enter: {assign: {to: nobody}}, needs: [verified]}",
            vec![Code::UnknownReference],
        ),
    ] {
        let text = good.replacen("entering:\n", &format!("entering:\n  {row}\n"), 1);
        let found: Vec<Code> = findings(&text).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, mistakes, "{row}");
    }
    for (row, mistakes) in [
        (
            "  note: {title: {en: Note}, of: [open, reply.approved]}",
            vec![],
        ),
        ("  note: {title: Note, of: []}", vec![Code::MissingKey]),
        (
            "  note: {title: Note, of: ask.approved}",
            vec![Code::NeverApproved],
        ),
    ] {
        let (head, forms) = good.split_once("\nforms:\n").unwrap_or((&good, ""));
        let text = format!("{head}\nforms:\n{row}\n{forms}");
        let found: Vec<Code> = findings(&text).into_iter().map(|(code, _)| code).collect();
        assert_eq!(found, mistakes, "{row}");
    }
}

#[test]
fn anomalies_and_statuses_have_the_house_s_own_words() {
    let good = preset("manufacturing");
    let named = |name: &str| {
        let row = format!("\nlabels:\n  {name}: {{zh: 字}}\n");
        findings(&good.replacen("\nlabels:\n", &row, 1)).len()
    };
    assert_eq!(named("no-number"), 0);
    assert_eq!(named("on-hold"), 0);
    assert_eq!(named("on-holt"), 1);
}

/// Every code that people see, with its label.
fn shown(policy: &Policy) -> Vec<(String, Option<Label>)> {
    let lists = [
        &policy.roles,
        &policy.channels,
        &policy.wants,
        &policy.natures,
        &policy.order_kinds,
        &policy.returns.reasons,
        &policy.returns.refusals,
        &policy.care.classes,
    ];
    let named = lists.into_iter().flat_map(|list| list.iter());
    let named = named.map(|(code, label)| (code.to_owned(), Some(label.clone())));
    let forms = policy.forms.iter();
    let forms = forms.map(|(code, form)| (code.to_owned(), Some(form.title.clone())));
    let guarantee = policy.guarantee.iter();
    let goods = guarantee.flat_map(|it| {
        let classes = it.classes.iter();
        let classes = classes.map(|(code, class)| (code, &class.label));
        classes.chain(it.faults.iter())
    });
    let goods = goods.map(|(code, label)| (code.to_owned(), Some(label.clone())));
    let severity = &policy.severity;
    let steps = policy.approvals.iter().flat_map(|(_, steps)| steps);
    let shared = severity
        .criteria
        .names()
        .chain(severity.matrix.names())
        .chain(severity.scopes.iter().map(|scope| scope.as_str()))
        .chain(policy.clocks.names())
        .chain(steps.map(|step| step.step.as_str()))
        .chain(policy.guarantee.iter().flat_map(|it| it.rules.names()));
    let shared = shared.map(|code| (code.to_owned(), policy.labels.get(code).cloned()));
    named.chain(forms).chain(goods).chain(shared).collect()
}

#[test]
fn presets_speak_both_languages() {
    for preset in PRESETS {
        let policy: Policy = yaml::read(preset.policy.as_bytes()).unwrap();
        let all = shown(&policy);
        assert!(all.len() > 20, "{}", preset.key);
        let both = |label: &Option<Label>| {
            let label = label.as_ref();
            label.is_some_and(|label| label.en.is_some() && label.zh.is_some())
        };
        let lacking = all.iter().filter(|(_, label)| !both(label));
        let lacking: Vec<&String> = lacking.map(|(code, _)| code).collect();
        assert_eq!(lacking, Vec::<&String>::new(), "{}", preset.key);
        for (_, label) in policy.labels.iter() {
            assert!(label.en.is_some() && label.zh.is_some(), "{}", preset.key);
        }
        assert!(policy.forms.names().next().is_some(), "{}", preset.key);
    }
}
