//! What goes on after the closing (pharma.18).

use super::actions::{ACT, CAUSE, CLOSING, DONE, FAILED, ROWS, owed, rules};
use super::*;

const SECOND: &str = "ctcccc 11-03T11:00 li act: {for: nvsbbb, kind: preventive, text: t, owner: zhao, due: 2026-11-27}";
const CLOSED: &str = "clsbbb 11-09T10:00 wang close: {basis: accepted, outlive: [ctbbbb, ctcccc]}";
const OUTLIVED: [&str; 6] = [OPEN, CAUSE, ACT, SECOND, DONE, CLOSED];

#[test]
fn actions_that_are_named_outlive_the_closing() {
    let rules = rules();
    let before = &OUTLIVED[..5];
    // One is to be judged, the other to be done and judged.
    for (outlive, codes) in [
        ("", vec![Code::ClosingNeeds; 3]),
        ("ctcccc", vec![Code::ClosingNeeds]),
        ("ctbbbb", vec![Code::ClosingNeeds; 2]),
        ("ctbbbb, ctcccc", vec![]),
        ("ctbbbb, ctcccc, nvsbbb", vec![Code::NothingOutlives]),
    ] {
        let line =
            format!("xxxxxx 11-09T10:00 wang close: {{basis: accepted, outlive: [{outlive}]}}");
        assert_eq!(refused(&rules, before, &line), codes, "{outlive}");
    }
    let line = "xxxxxx 11-09T10:00 wang close: {basis: no-response, outlive: ctcccc}";
    assert_eq!(
        refused(&rules, before, line),
        [Code::MayNotOutlive],
        "not on this ground"
    );
    let preventive = |state: &str| vec![format!("action zhao 11-27 17:30 {state}")];
    assert_eq!(owed(&rules, &OUTLIVED, "11-10T10:00"), preventive("open"));
    assert_eq!(
        owed(&rules, &OUTLIVED, "12-01T10:00"),
        preventive("overdue")
    );
    assert_eq!(status(&legal(&rules, &OUTLIVED), &rules), Status::Closed);
    // A case that nothing outlives owes nothing.
    let withdrawn = "clsbbb 11-09T10:00 wang close: {basis: withdrawn, text: t}";
    let log = with(before, &[withdrawn]);
    assert_eq!(owed(&rules, &log, "12-01T10:00"), [""; 0]);
}

#[test]
fn what_may_still_be_done_after_the_closing() {
    let rules = rules();
    let closed = Code::CaseClosed;
    for (line, codes) in [
        (
            "12-08T10:00 zhao evaluate: {for: ctbbbb, verdict: effective}",
            vec![],
        ),
        (
            "11-20T10:00 zhao evaluate: {for: ctbbbb, verdict: effective}",
            vec![Code::TooEarly],
        ),
        (
            "12-08T10:00 zhao evaluate: {for: ctcccc, verdict: effective}",
            vec![Code::NotFinished, Code::OwnAction],
        ),
        ("11-20T10:00 zhao finish: {for: ctcccc, text: t}", vec![]),
        ("11-20T10:00 li survey: {score: 4}", vec![]),
        ("11-20T10:00 li visit: {text: t}", vec![]),
        ("11-20T10:00 li reopen: {reason: r}", vec![]),
        (
            "11-20T10:00 li act: {for: ctbbbb, kind: corrective, text: t, owner: wang, due: 2026-12-20}",
            vec![closed],
        ),
        (
            "11-20T10:00 wang investigate: {justified: false, text: t}",
            vec![closed],
        ),
        (
            "11-20T10:00 wang verify: {result: waived, text: t}",
            vec![closed],
        ),
        ("11-20T10:00 li assign: {to: quality}", vec![closed]),
        (
            "11-20T10:00 li contain: {lot: L1, place: p, action: sort, quantity: 1 pcs}",
            vec![closed],
        ),
        (
            "11-20T10:00 li trace: {lots: L1, text: nobody}",
            vec![closed],
        ),
        (
            "11-20T10:00 li recall: {decision: no-recall, lots: L1, reason: r}",
            vec![closed],
        ),
        (
            "11-20T10:00 li notify: {party: authority, who: a}",
            vec![closed],
        ),
        (
            "11-20T10:00 li cancel: {for: ctcccc, reason: r}",
            vec![closed],
        ),
        (
            "11-20T10:00 li amend: {for: ctcccc, set: {due: 2026-12-20}, reason: r}",
            vec![closed],
        ),
    ] {
        let line = format!("xxxxxx {line}");
        assert_eq!(refused(&rules, &OUTLIVED, &line), codes, "{line}");
    }
}

#[test]
fn an_action_that_failed_after_the_closing_asks_to_take_the_case_up_again() {
    let rules = closing_by(
        CLOSING,
        &ROWS.replace("clocks:\n", "clocks:\n  anew: {from: {evaluate: {verdict: ineffective}}, until: act, within: 5wd, owner: quality}\n"),
    );
    let log = with(&OUTLIVED, &[FAILED]);
    let steps = |log: &[&str], now: &str| -> Vec<String> {
        let state = legal(&rules, log);
        let all = super::super::next(&case(log).opened_as, &state, &rules, at(now));
        all.into_iter().map(|step| step.command).collect()
    };
    assert_eq!(
        steps(&OUTLIVED, "12-06T10:00"),
        [
            "plaint finish 2611-0001 ctcccc TEXT",
            "plaint evaluate 2611-0001 ctbbbb --verdict VERDICT"
        ]
    );
    // Too early to judge the first one.
    assert_eq!(
        steps(&OUTLIVED, "11-20T10:00"),
        ["plaint finish 2611-0001 ctcccc TEXT"]
    );
    assert_eq!(
        steps(&log, "12-08T10:00"),
        [
            "plaint finish 2611-0001 ctcccc TEXT",
            "plaint reopen 2611-0001 --reason TEXT"
        ]
    );
    let log = with(
        &log,
        &["rpnbbb 12-08T10:00 li reopen: {reason: did not help}"],
    );
    let again =
        "plaint act 2611-0001 ctbbbb --kind corrective --text TEXT --owner PERSON --due DAY";
    assert!(steps(&log, "12-08T11:00").contains(&again.to_owned()));
    assert_eq!(
        owed(&rules, &log, "12-08T11:00"),
        ["anew - 12-14 17:30 open", "action zhao 11-27 17:30 overdue"]
    );
    assert_eq!(status(&legal(&rules, &log), &rules), Status::Acting);
}
