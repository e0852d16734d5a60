use super::*;

const FULL: &str = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, channel: phone, product: {model: M, lot: L}, quantity: 3 pcs, defect: line}";
const GRADED: &str =
    "clsffb 11-02T10:00 wang classify: {criteria: unusable, scope: single, severity: B, rule: r}";

/// Command, roles and due time of each step.
fn steps(log: &[&str], now: &str) -> Vec<(String, String, String)> {
    let rules = factory();
    let state = legal(&rules, log);
    let all = super::super::next(&case(log).opened_as, &state, &rules, at(now));
    all.into_iter()
        .map(|step| {
            let due = step.due.map(|due| due.0.format("%m-%d %H:%M").to_string());
            let command = step
                .command
                .replacen("plaint ", "", 1)
                .replacen(" 2611-0001", "", 1);
            (command, step.roles.join(" "), due.unwrap_or_default())
        })
        .collect()
}

fn step(command: &str, roles: &str, due: &str) -> (String, String, String) {
    (command.to_owned(), roles.to_owned(), due.to_owned())
}

#[test]
fn a_new_case() {
    assert_eq!(
        steps(&[FULL], "11-02T10:00"),
        [
            step("reply --kind first", "marketing", "11-03 09:30"),
            step(
                "classify --criterion CRITERION --scope SCOPE",
                "quality",
                "11-03 17:30"
            ),
            step("reply --kind final", "quality", "11-16 17:30"),
        ]
    );
}

#[test]
fn what_the_complaint_lacks_is_asked_once() {
    let asks = |log: &[&str]| -> Vec<String> {
        let all = steps(log, "11-02T12:00").into_iter();
        all.map(|(command, ..)| command)
            .filter(|command| command.starts_with("ask") || command.starts_with("answer"))
            .collect()
    };
    assert_eq!(
        asks(&[OPEN]),
        ["ask \"channel, model, lot, quantity, defect?\""]
    );
    let ask = "skbbbb 11-02T11:00 li ask: {text: all of it}";
    assert_eq!(asks(&[OPEN, ask]), ["answer skbbbb TEXT"]);
}

#[test]
fn an_approval_is_named_once_with_who_and_until_when() {
    let log = [FULL, GRADED, "rplbbb 11-02T11:00 li reply: {kind: final}"];
    assert_eq!(
        steps(&log, "11-02T12:00"),
        // The first reply's 24 h end before the approval's own working day.
        [step("approve rplbbb", "quality-head", "11-03 09:30")]
    );
}

#[test]
fn a_request_is_named_once_whether_a_clock_runs_or_not() {
    let log = [
        FULL,
        GRADED,
        "rplbbb 11-02T11:00 li reply: {kind: final}",
        "pprbbb 11-02T12:00 zhao approve: {for: rplbbb, role: quality-head}",
        "rspbbb 11-02T13:00 li respond: {for: rplbbb, verdict: accepted}",
        "rqsbbb 11-02T14:00 li request: {want: report}",
    ];
    assert_eq!(
        steps(&log, "11-02T15:00"),
        [step(
            "reply rqsbbb --kind interim --meets report",
            "quality",
            "11-05 17:30"
        )]
    );
    let log = with(
        &log[..5],
        &["rqsbbb 11-02T14:00 li request: {want: visit, due: 2026-11-09}"],
    );
    assert_eq!(
        steps(&log, "11-02T15:00"),
        [step(
            "reply rqsbbb --kind interim --meets visit",
            "",
            "11-09 17:30"
        )]
    );
    let log = with(
        &log,
        &["rplccc 11-02T15:00 li reply: {kind: interim, for: rqsbbb}"],
    );
    let close = step("close --basis accepted", "quality quality-head", "");
    assert_eq!(steps(&log, "11-02T16:00"), [close]);
}

#[test]
fn a_linked_duplicate_is_closed_as_one() {
    let log = [
        FULL,
        "lnkbbb 11-02T10:00 li link: {case: 2611-0002, uid: 7mzkdtqhxs, as: duplicate}",
    ];
    let close = step("close --basis duplicate", "quality quality-head", "");
    assert_eq!(steps(&log, "11-02T10:30").last(), Some(&close));
}

#[test]
fn closing_too_early_is_not_named() {
    let log = [
        FULL,
        "clsffb 11-02T10:00 wang classify: {criteria: appearance, scope: single, severity: C, rule: r}",
        "rplbbb 11-02T11:00 li reply: {kind: final}",
        "cnfbbb 11-20T10:00 li confirm: {what: no-answer}",
    ];
    assert_eq!(steps(&log, "11-27T17:30"), []);
    let close = step("close --basis no-response", "quality quality-head", "");
    assert_eq!(steps(&log, "11-28T09:00"), [close]);
}

#[test]
fn silence_is_confirmed_by_those_who_may() {
    let rules = rules_with(
        &super::FACTORY.replace(
            "needs: [classified, final-reply, customer-accepted, requests-met, goods-accounted-for, replacement-accepted]",
            "needs: [sales-confirmed]",
        ),
        "",
    );
    let state = legal(&rules, &[FULL, GRADED]);
    let all = super::super::next(&case(&[FULL]).opened_as, &state, &rules, at("11-02T12:00"));
    let confirm = all.iter().find(|step| step.verb == "confirm").unwrap();
    assert_eq!(confirm.roles, ["marketing", "customer-service"]);
}

#[test]
fn paused_clocks_press_nobody_and_closed_cases_neither() {
    let ask = "skbbbb 11-02T10:00 li ask: {text: a}";
    let commands: Vec<String> = steps(&[FULL, ask], "11-02T11:00")
        .into_iter()
        .map(|(command, ..)| command)
        .collect();
    assert!(!commands.contains(&"reply --kind first".to_owned()));
    assert!(commands.contains(&"answer skbbbb TEXT".to_owned()));
    let close = "clsbbb 11-02T10:00 wang close: {basis: withdrawn, text: t}";
    assert_eq!(steps(&[FULL, close], "11-20T10:00"), []);
}
