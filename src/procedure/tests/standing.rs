use super::*;

const GRADED: &str =
    "clsffb 11-02T10:00 wang classify: {criteria: unusable, scope: single, severity: B, rule: r}";
const REPLY: &str = "rplbbb 11-03T10:00 li reply: {kind: final}";
const APPROVED: &str = "pprbbb 11-03T11:00 zhao approve: {for: rplbbb, role: quality-head}";

#[test]
fn each_status_once_in_the_life_of_a_case() {
    let rules = factory();
    let story = [
        (OPEN, Status::New),
        (
            "skbbbb 11-02T09:40 li ask: {text: a}",
            Status::WaitingCustomer,
        ),
        (
            "nswbbb 11-02T09:50 li answer: {for: skbbbb, text: b}",
            Status::New,
        ),
        (GRADED, Status::Open),
        (REPLY, Status::WaitingApproval),
        (APPROVED, Status::Replied),
        (
            "rspbbb 11-03T12:00 li respond: {for: rplbbb, verdict: disputed}",
            Status::Disputed,
        ),
        (
            "rplccc 11-03T13:00 li reply: {kind: supplementary}",
            Status::WaitingApproval,
        ),
        (
            "pprccc 11-03T14:00 zhao approve: {for: rplccc, role: quality-head}",
            Status::Replied,
        ),
        (
            "rspccc 11-03T15:00 li respond: {for: rplccc, verdict: accepted}",
            Status::ReadyToClose,
        ),
        ("rqsbbb 11-03T16:00 li request: {want: visit}", Status::Open),
        (
            "rplxxx 11-03T17:00 li reply: {kind: interim, for: rqsbbb}",
            Status::ReadyToClose,
        ),
        (
            "clsbbb 11-03T17:30 wang close: {basis: accepted}",
            Status::Closed,
        ),
        ("ntbbbb 11-04T09:00 li note: {text: n}", Status::Closed),
        // What settled it before no longer does.
        ("rpnbbb 11-05T09:00 li reopen: {reason: r}", Status::Open),
        (
            "rplhhh 11-05T10:00 li reply: {kind: supplementary}",
            Status::WaitingApproval,
        ),
        (
            "pprhhh 11-05T11:00 zhao approve: {for: rplhhh, role: quality-head}",
            Status::Replied,
        ),
        (
            "rsphhh 11-05T12:00 li respond: {for: rplhhh, verdict: accepted}",
            Status::ReadyToClose,
        ),
    ];
    let lines: Vec<&str> = story.iter().map(|(line, _)| *line).collect();
    for (n, (line, expected)) in story.iter().enumerate() {
        let state = legal(&rules, &lines[..=n]);
        assert_eq!(status(&state, &rules), *expected, "{line}");
    }
}

#[test]
fn no_answer_is_waited_for_once_somebody_confirmed_that_none_came() {
    let rules = factory();
    let log = [
        OPEN,
        GRADED,
        REPLY,
        APPROVED,
        "cnfbbb 11-20T10:00 li confirm: {what: no-answer}",
    ];
    assert_eq!(status(&legal(&rules, &log[..4]), &rules), Status::Replied);
    assert_eq!(status(&legal(&rules, &log), &rules), Status::ReadyToClose);
}

#[test]
fn a_past_day_is_asked_again() {
    let rules = factory();
    let log = [
        OPEN,
        GRADED,
        "rplccc 11-03T09:00 li reply: {kind: interim}",
        "rplbbb 11-03T10:00 li reply: {kind: final}",
        "pprbbb 11-05T11:00 zhao approve: {for: rplbbb, role: quality-head}",
        "mndbbb 11-06T09:00 wang amend: {for: clsffb, set: {criteria: papers, severity: D}, reason: r}",
    ];
    let case = case(&log);
    for (until, entries, status_then, level, first_reply) in [
        ("11-02T09:29", 0, Status::New, None, None),
        (
            "11-02T09:59",
            1,
            Status::New,
            None,
            Some("11-03 09:30 open"),
        ),
        (
            "11-02T23:59",
            2,
            Status::Open,
            Some("B"),
            Some("11-03 09:30 open"),
        ),
        (
            "11-03T09:00",
            3,
            Status::Open,
            Some("B"),
            Some("11-03 09:30 met"),
        ),
        (
            "11-04T10:00",
            4,
            Status::WaitingApproval,
            Some("B"),
            Some("11-03 09:30 met"),
        ),
        (
            "11-05T11:00",
            5,
            Status::Replied,
            Some("B"),
            Some("11-03 09:30 met"),
        ),
        (
            "11-06T09:00",
            6,
            Status::Replied,
            Some("D"),
            Some("11-05 17:30 met"),
        ),
    ] {
        let state = fold_until(&case, &rules, at(until));
        assert_eq!(state.log.len(), entries, "{until}");
        assert_eq!(status(&state, &rules), status_then, "{until}");
        assert_eq!(state.severity(), level, "{until}");
        let found = clock(&rules, &state, "first-reply", until);
        assert_eq!(found.first().map(String::as_str), first_reply, "{until}");
    }
}

#[test]
fn imported_entries_are_known_from_when_they_happened() {
    let rules = factory();
    let case = case(&[
        "cmplnt 11-02T09:30 li imported: true, open: {customer: ACME, description: d, when: '2026-10-12T09:30:00+08:00'}",
        "rplbbb 11-02T09:30 li imported: true, reply: {kind: first, when: '2026-10-14T09:30:00+08:00'}",
        "ntbbbb 11-03T09:30 li note: {text: n, when: '2026-10-13T09:30:00+08:00'}",
    ]);
    for (until, entries) in [
        ("10-12T09:29", 0),
        ("10-13T23:59", 1),
        ("10-20T00:00", 2),
        ("11-03T09:30", 3),
    ] {
        assert_eq!(
            fold_until(&case, &rules, at(until)).log.len(),
            entries,
            "{until}"
        );
    }
}

#[test]
fn entries_are_folded_by_time_and_stably() {
    let rules = factory();
    // Merged: the tail of one branch stands before that of the other.
    let merged = [
        OPEN,
        REPLY,
        APPROVED,
        GRADED,
        "skbbbb 11-03T11:00 li ask: {text: a}",
        "nswbbb 11-03T11:00 li answer: {for: skbbbb, text: b}",
    ];
    let ids = |state: &State| -> Vec<String> {
        state.log.iter().map(|seen| seen.id().to_string()).collect()
    };
    let state = legal(&rules, &merged);
    let expected = ["cmplnt", "clsffb", "rplbbb", "pprbbb", "skbbbb", "nswbbb"];
    assert_eq!(ids(&state), expected);
    assert_eq!(ids(&fold(&case(&merged), &rules)), expected);
    assert!(state.formal_reply().is_some());
}

#[test]
fn findings_name_the_place_in_the_file() {
    let rules = factory();
    let merged = [
        OPEN,
        "ntbbbb 11-04T10:00 li note: {text: n}",
        "ntcccc 11-03T10:00 nobody note: {text: n}",
        // A second entry of one id is the one that is wrong.
        "ntbbbb 11-05T10:00 li note: {text: n}",
    ];
    let (_, found) = judge_log(&case(&merged), &rules, &alone, end_of_time());
    let places: Vec<String> = found
        .iter()
        .map(|finding| format!("{} {}", finding.place.path_text(), finding.code))
        .collect();
    assert_eq!(
        places,
        ["log[2].by unknown-person", "log[3].note duplicate-id"]
    );
}

#[test]
fn what_the_complaint_lacks() {
    use crate::policy::Intake;
    use crate::procedure::intake::lacking;
    let rules = factory();
    let state = legal(&rules, &[OPEN]);
    assert_eq!(
        lacking(&state, &rules),
        [
            Intake::Channel,
            Intake::Model,
            Intake::Lot,
            Intake::Quantity,
            Intake::Defect
        ]
    );
    let full = "mndbbb 11-03T09:30 li amend: {for: cmplnt, set: {channel: phone, product: {model: M, lot: L}, quantity: 3 pcs}, reason: r}";
    assert_eq!(
        lacking(&legal(&rules, &[OPEN, full]), &rules),
        [Intake::Defect]
    );
}

#[test]
fn a_case_has_the_number_that_it_was_moved_to() {
    let rules = factory();
    let first = "rnbbbb 11-02T10:00 li renumber: {from: 2611-0001, to: 2611-0004}";
    let log = [
        OPEN,
        first,
        "rncccc 11-03T10:00 li renumber: {from: 2611-0004, to: 2611-0009}",
    ];
    legal(&rules, &log);
    assert_eq!(case(&log).number().as_str(), "2611-0009");
    assert_eq!(case(&log).opened_as.as_str(), "2611-0001");
    for broken in [
        "rncccc 11-03T10:00 li renumber: {from: 2611-0001, to: 2611-0009}",
        "rncccc 11-03T10:00 li renumber: {from: 2611-0004, to: 2611-0004}",
    ] {
        let (_, found) = judge_log(&case(&[OPEN, first, broken]), &rules, &alone, end_of_time());
        let codes: Vec<Code> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [Code::NumberChain], "{broken}");
    }
}
