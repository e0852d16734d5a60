use super::*;

fn graded(rules: &Rules, criteria: &[&str], scope: &str, repeats: usize) -> (String, String) {
    let grade = grade(&rules.policy.severity, criteria, scope, repeats).unwrap();
    (grade.severity, grade.rule)
}

#[test]
fn the_whole_matrix() {
    let rules = factory();
    for (criterion, row, levels) in [
        ("safety", "critical", ["A", "A", "A", "A"]),
        ("production-stop", "critical", ["A", "A", "A", "A"]),
        ("function-lost", "major", ["B", "B", "A", "A"]),
        ("appearance", "minor", ["C", "C", "B", "B"]),
        ("storage-or-use", "slight", ["D", "D", "C", "C"]),
    ] {
        let scopes = ["single", "several", "batch", "widespread"];
        for (scope, level) in scopes.into_iter().zip(levels) {
            let (severity, rule) = graded(&rules, &[criterion], scope, 0);
            assert_eq!(severity, level, "{criterion} {scope}");
            assert_eq!(rule, format!("{row} × {scope}"));
        }
    }
}

#[test]
fn the_worst_criterion_counts_wherever_it_stands() {
    let rules = factory();
    for criteria in [
        ["papers", "appearance", "unusable"],
        ["unusable", "papers", "appearance"],
        ["appearance", "unusable", "papers"],
    ] {
        let grade = grade(&rules.policy.severity, &criteria, "single", 0).unwrap();
        assert_eq!(
            (grade.severity.as_str(), grade.criterion.as_str()),
            ("B", "unusable")
        );
    }
}

#[test]
fn repeats_lift_by_one_and_stop_at_the_worst() {
    let rules = factory();
    for (criterion, scope, repeats, level) in [
        ("papers", "single", 0, "D"),
        ("papers", "single", 1, "C"),
        ("papers", "single", 7, "C"),
        ("appearance", "single", 1, "B"),
        ("unusable", "several", 1, "A"),
        ("safety", "single", 1, "A"),
    ] {
        let (severity, _) = graded(&rules, &[criterion], scope, repeats);
        assert_eq!(severity, level, "{criterion} {repeats}");
    }
    let lifted = graded(&rules, &["papers"], "single", 2).1;
    assert_eq!(lifted, "slight × single + 2 × repeat");
    // Nothing was lifted, so nothing is said of repeats.
    assert_eq!(
        graded(&rules, &["safety"], "single", 2).1,
        "critical × single"
    );
}

#[test]
fn it_takes_at_least_so_many_repeats_and_lifts_so_far() {
    let repeats = "  repeats: {same: model, within: 30d, at-least: 3, raise: 2}\nclosing:";
    let rules = rules_with(&SMALL.replacen("closing:", repeats, 1), "");
    for (repeats, level) in [(0, "C"), (2, "C"), (3, "A"), (9, "A")] {
        assert_eq!(
            graded(&rules, &["looks"], "one", repeats).0,
            level,
            "{repeats}"
        );
    }
}

#[test]
fn other_levels_and_unknown_words() {
    let pharma = SMALL
        .replace("[A, B, C]", "[III, II, I]")
        .replace("grave: [A, A]", "grave: [III, III]")
        .replace("middling: [B, A]", "middling: [II, III]")
        .replace("light: [C, B]", "light: [I, II]")
        .replace("closing:", "  repeats: {same: lot, within: 1y}\nclosing:");
    let rules = rules_with(&pharma, "");
    for (criterion, scope, repeats, level) in [
        ("safety", "one", 0, "III"),
        ("function", "one", 0, "II"),
        ("function", "one", 1, "III"),
        ("looks", "one", 0, "I"),
        ("looks", "many", 0, "II"),
        ("looks", "one", 1, "II"),
    ] {
        let (severity, _) = graded(&rules, &[criterion], scope, repeats);
        assert_eq!(severity, level, "{criterion} {scope} {repeats}");
    }
    let severity = &rules.policy.severity;
    assert_eq!(grade(severity, &["looks", "smell"], "one", 0), None);
    assert_eq!(grade(severity, &["looks"], "two", 0), None);
    assert_eq!(grade(severity, &[], "one", 0), None);
}

#[test]
fn a_later_classify_takes_the_place_of_an_earlier_one() {
    let rules = factory();
    let state = legal(
        &rules,
        &[
            OPEN,
            "clsffb 11-02T10:00 wang classify: {criteria: appearance, scope: single, severity: C, rule: r}",
            "clsffc 11-02T11:00 wang classify: {criteria: safety, scope: single, severity: A, rule: r}",
        ],
    );
    assert_eq!(state.severity(), Some("A"));
}

const OVERRIDE: &str = "clsffc 11-02T11:00 wang classify: {criteria: safety, scope: single, severity: C, rule: r, reason: harmless}";

#[test]
fn an_override_counts_only_from_its_approval_on() {
    let rules = factory();
    let mut log = vec![
        OPEN,
        "clsffb 11-02T10:00 wang classify: {criteria: safety, scope: single, severity: A, rule: r}",
        OVERRIDE,
    ];
    let state = legal(&rules, &log);
    assert_eq!(state.severity(), Some("A"));
    assert_eq!(waiting(&state, &rules)[0].entry, id("clsffc"));
    // 24h of A still, not the two working days of C.
    assert_eq!(
        clock(&rules, &state, "first-reply", "11-02T12:00"),
        ["11-03 09:30 open"]
    );
    log.push("pprbbb 11-02T13:00 zhao approve: {for: clsffc, role: quality-head}");
    let state = legal(&rules, &log);
    assert_eq!(state.severity(), Some("C"));
    assert_eq!(
        clock(&rules, &state, "first-reply", "11-02T14:00"),
        ["11-04 17:30 open"]
    );
}

#[test]
fn an_override_approved_late_does_not_displace_a_later_grading() {
    let rules = factory();
    let state = legal(
        &rules,
        &[
            OPEN,
            OVERRIDE,
            "clsffd 11-02T12:00 wang classify: {criteria: unusable, scope: single, severity: B, rule: r}",
            "pprbbb 11-02T13:00 zhao approve: {for: clsffc, role: quality-head}",
        ],
    );
    assert_eq!(state.severity(), Some("B"));
}

#[test]
fn a_reason_alone_is_no_override() {
    let rules = factory();
    let state = legal(
        &rules,
        &[
            OPEN,
            "clsffb 11-02T10:00 wang classify: {criteria: safety, scope: single, severity: A, rule: r, reason: clear}",
        ],
    );
    assert_eq!(state.severity(), Some("A"));
    assert_eq!(waiting(&state, &rules), []);
}

#[test]
fn repeats_share_what_the_policy_names_within_its_window() {
    let rules = factory();
    let rule = rules.policy.severity.repeats.as_ref().unwrap();
    let open = |fields: &str| {
        let line =
            format!("cmplnt 11-02T09:30 li open: {{customer: ACME, description: d{fields}}}");
        let Case { mut log, .. } = case(&[&line]);
        match log.remove(0).body {
            crate::case::Body::Open(open) => open,
            _ => unreachable!(),
        }
    };
    let both = likeness(&open(", product: {model: AX}, defect: line"), &rule.same);
    assert_eq!(both.unwrap(), ["AX", "line"]);
    assert_eq!(likeness(&open(", product: {model: AX}"), &rule.same), None);
    // Of two lots the model is named twice, and still is one.
    let lots = ", product: [{model: AX, lot: L1}, {model: AX, lot: L2}], defect: line";
    assert_eq!(likeness(&open(lots), &rule.same).unwrap(), ["AX", "line"]);
    let start = |within: &str| {
        let mut rule = rule.clone();
        rule.within = within.parse().unwrap();
        window_start("2026-03-31".parse().unwrap(), rule.within).to_string()
    };
    // 31 days of March and 28 of February back to 31 January, 31 more to 31 December.
    assert_eq!(start("90d"), "2025-12-31");
    assert_eq!(start("2w"), "2026-03-17");
    assert_eq!(start("1month"), "2026-02-28");
    assert_eq!(start("1y"), "2025-03-31");
    assert_eq!(start("48h"), "2026-03-29");
}
