use super::*;

const CLOCKS: &str = "clocks:
  tell: {from: open, until: reply, within: {A: 24h, B: 2wd, C: 3wd}}
  pay: {from: open, until: compensate.approved, within: 5wd}
";
const OPENED: &str = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d}";
const GRADED: &str = "clsffb 11-02T10:00 wang classify: {criteria: looks, scope: one, severity: C, rule: light × one}";
const REPLIED: &str = "rplbbb 11-04T10:00 li reply: {kind: first, text: t}";
const PAID: &str =
    "pdbbbb 11-05T10:00 li compensate: {kind: discount, amount: 100.00 CNY, paid_by: us}";

fn draft(change: impl Fn(String) -> String) -> Rules {
    rules_with(&change(format!("{SMALL}{CLOCKS}")), "")
}

fn simulated(lines: &[&str], draft: &Rules, repeats: Option<usize>) -> Simulated {
    let present = small(CLOCKS);
    let state = legal(&present, lines);
    let now = at("11-20T12:00");
    simulate(&case(lines), &state, (&present, draft), repeats, now)
}

/// The limits of which the outcome differs: `clock: present | draft`.
fn clocks(simulated: &Simulated) -> Vec<String> {
    let said = |owed: &Option<Obligation>| {
        owed.as_ref().map_or("none".to_owned(), |owed| {
            format!(
                "{} {}",
                owed.due.at.format("%m-%d %H:%M"),
                owed.state.word()
            )
        })
    };
    let line = |one: &Reclocked| {
        format!(
            "{}: {} | {}",
            one.clock,
            said(&one.present),
            said(&one.draft)
        )
    };
    simulated.clocks.iter().map(line).collect()
}

#[test]
fn the_same_rules_make_no_difference() {
    let outcome = simulated(&[OPENED, GRADED, REPLIED, PAID], &small(CLOCKS), None);
    assert_eq!(outcome.graded, None);
    assert!(outcome.clocks.is_empty() && outcome.approvals.is_empty());
    assert!(!outcome.was_late && !outcome.would_be_late);
}

#[test]
fn another_matrix_grades_otherwise_and_brings_its_limits() {
    let graver = draft(|text| text.replace("light: [C, B]", "light: [B, C]"));
    let outcome = simulated(&[OPENED, GRADED, REPLIED, PAID], &graver, None);
    let level = |severity: &str| Level {
        severity: severity.to_owned(),
        rule: "light × one".to_owned(),
    };
    assert_eq!(
        outcome.graded,
        Some(Regraded {
            present: level("C"),
            draft: Some(level("B"))
        })
    );
    // Two working days from Monday end on Wednesday, when the reply came.
    assert_eq!(clocks(&outcome), [] as [&str; 0]);
    let shorter = draft(|text| {
        let text = text.replace("light: [C, B]", "light: [B, C]");
        text.replace("B: 2wd", "B: 1wd")
    });
    let outcome = simulated(&[OPENED, GRADED, REPLIED, PAID], &shorter, None);
    assert_eq!(
        clocks(&outcome),
        ["tell: 11-05 17:30 met | 11-03 17:30 late"]
    );
    assert!(!outcome.was_late && outcome.would_be_late);
}

#[test]
fn limits_that_only_one_of_them_has() {
    let without = draft(|text| text.replace("  pay: {", "  settle: {"));
    let outcome = simulated(&[OPENED, GRADED, REPLIED], &without, None);
    // Nothing was paid by Monday the ninth, the fifth working day.
    assert_eq!(
        clocks(&outcome),
        [
            "pay: 11-09 17:30 overdue | none",
            "settle: none | 11-09 17:30 overdue"
        ]
    );
    assert!(outcome.was_late && outcome.would_be_late);
}

#[test]
fn what_was_approved_stays_so() {
    let stricter = draft(|text| {
        format!("{text}approvals:\n  compensate:\n  - {{step: approve, role: general-manager}}\n")
    });
    let outcome = simulated(&[OPENED, GRADED, REPLIED, PAID], &stricter, None);
    assert_eq!(clocks(&outcome), [] as [&str; 0]);
    assert_eq!(
        outcome.approvals,
        [Reapproved {
            entry: id("pdbbbb"),
            kind: crate::case::Kind::Compensate,
            present: vec![],
            draft: vec![("approve".to_owned(), vec!["general-manager".to_owned()])],
        }]
    );
}

#[test]
fn approvals_that_go_by_severity() {
    let by_severity =
        "approvals:\n  reply:\n  - {step: approve, role: quality-head, when: {severity: [A, B]}}\n";
    let graver =
        draft(|text| format!("{text}{by_severity}").replace("light: [C, B]", "light: [B, C]"));
    let outcome = simulated(&[OPENED, GRADED, REPLIED, PAID], &graver, None);
    let entries: Vec<&str> = outcome
        .approvals
        .iter()
        .map(|one| one.entry.as_str())
        .collect();
    assert_eq!(entries, ["rplbbb"]);
}

#[test]
fn a_word_that_the_draft_lacks() {
    let fewer = draft(|text| {
        text.replace(
            "function: middling, looks: light",
            "function: middling, noise: light",
        )
    });
    let outcome = simulated(&[OPENED, GRADED, REPLIED, PAID], &fewer, None);
    assert_eq!(outcome.graded.unwrap().draft, None);
}

#[test]
fn what_a_person_decided_stays() {
    let graver = draft(|text| text.replace("light: [C, B]", "light: [B, C]"));
    let decided = "clsffb 11-02T10:00 wang classify: {criteria: looks, scope: one, severity: A, rule: light × one, reason: they stand still}";
    let outcome = simulated(&[OPENED, decided], &graver, None);
    assert_eq!(outcome.graded, None);
}

#[test]
fn repeats_that_the_draft_counts() {
    let raising = draft(|text| {
        text.replace(
            "    light: [C, B]\n",
            "    light: [C, B]\n  repeats: {same: [model], within: 30d, at-least: 2}\n",
        )
    });
    let log = [OPENED, GRADED, REPLIED, PAID];
    assert_eq!(simulated(&log, &raising, Some(1)).graded, None);
    let outcome = simulated(&log, &raising, Some(2)).graded.unwrap();
    assert_eq!(
        outcome.draft.map(|level| (level.severity, level.rule)),
        Some(("B".to_owned(), "light × one + 2 × repeat".to_owned()))
    );
}
