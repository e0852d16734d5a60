//! The customer who does not answer (pharma.19).

use super::*;
use crate::case::kinds::Basis;
use crate::policy::Need;

const CLOSING: &str = "  accepted: {needs: [customer-accepted]}
  no-response: {needs: [final-reply, reminder, sales-confirmed]}
  withdrawn: {}
";
const ROWS: &str = "clocks:
  remind: {sense: earliest, from: {reply.approved: {kind: [final, supplementary]}}, until: remind, within: 25d}
  give-up: {sense: earliest, from: remind, until: {close: {basis: no-response}}, within: 10wd}
approvals: {reply: [{step: approve, role: quality-head, when: {kind: [final, supplementary]}}]}
";

fn rules() -> Rules {
    closing_by(CLOSING, ROWS)
}

/// Written on 30 August, sent on Monday 31 August; 25 days end on Friday
/// 25 September.
const REPLIED: [&str; 3] = [
    "cmplnt 08-24T09:30 li open: {customer: ACME, description: d}",
    "rplbbb 08-30T10:00 li reply: {kind: final}",
    "pprbbb 08-31T11:00 zhao approve: {for: rplbbb, role: quality-head}",
];
const REMINDED: &str = "rmdbbb 09-26T10:00 li remind: {for: rplbbb}";
const SILENT: &str = "cnfbbb 10-05T10:00 li confirm: {what: no-answer}";

fn close(time: &str) -> String {
    format!("xxxxxx {time} li close: {{basis: no-response}}")
}

#[test]
fn nobody_is_reminded_before_more_than_25_days_are_over() {
    let rules = rules();
    for (time, codes) in [
        ("09-24T10:00", vec![Code::TooEarly]),
        ("09-25T17:30:00", vec![Code::TooEarly]),
        ("09-25T17:30:01", vec![]),
        ("10-20T10:00", vec![]),
    ] {
        let line = format!("xxxxxx {time} li remind: {{for: rplbbb}}");
        assert_eq!(refused(&rules, &REPLIED, &line), codes, "{time}");
    }
    // Dated back, it would still have been too early.
    let back = "xxxxxx 10-20T10:00 li remind: {for: rplbbb, when: '2026-09-25T12:00:00+08:00'}";
    assert_eq!(refused(&rules, &REPLIED, back), [Code::TooEarly]);
    let unsent = "xxxxxx 10-20T10:00 li remind: {for: rplbbb}";
    assert_eq!(refused(&rules, &REPLIED[..2], unsent), [Code::NotApproved]);
    let answered = with(
        &REPLIED,
        &["rspbbb 09-02T10:00 li respond: {for: rplbbb, verdict: accepted}"],
    );
    assert_eq!(refused(&rules, &answered, unsent), [Code::AlreadyAnswered]);
}

#[test]
fn ten_working_days_after_the_reminder_over_national_day() {
    let rules = rules();
    // From Saturday 26 September: 28, 29 and 30 September, then 8, 9, the
    // make-up Saturday 10, 12, 13, 14 and 15 October.
    let log = with(&REPLIED, &[REMINDED, SILENT]);
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "give-up", "10-12T10:00"),
        ["10-15 17:30 open"]
    );
    for (time, codes) in [
        ("10-15T17:30:00", vec![Code::TooEarly]),
        ("10-15T17:30:01", vec![]),
    ] {
        assert_eq!(refused(&rules, &log, &close(time)), codes, "{time}");
    }
    // Nobody has confirmed that no answer came.
    let needs = Code::ClosingNeeds;
    let unconfirmed = with(&REPLIED, &[REMINDED]);
    assert_eq!(
        refused(&rules, &unconfirmed, &close("10-16T10:00")),
        [needs]
    );
    // Nobody reminded the customer: then nothing waits, and it lacks.
    let state = legal(&rules, &with(&REPLIED, &[SILENT]));
    let open = unmet(&state, &rules, Basis::NoResponse).unwrap();
    let open: Vec<_> = open
        .iter()
        .map(|it| (it.need, it.command.as_str()))
        .collect();
    assert_eq!(open, [(Need::Reminder, "rplbbb")]);
    // Another ground waits for nothing.
    let line = "xxxxxx 09-27T10:00 li close: {basis: withdrawn, text: t}";
    assert_eq!(refused(&rules, &unconfirmed, line), []);
}

#[test]
fn next_proposes_the_reminder_and_the_closing_when_it_is_their_time() {
    let rules = rules();
    let steps = |log: &[&str], now: &str| -> Vec<String> {
        let state = legal(&rules, log);
        let all = super::super::next(&case(log).opened_as, &state, &rules, at(now));
        let verbs = all.into_iter().map(|step| step.verb.to_owned());
        verbs
            .filter(|verb| verb != "respond" && verb != "reply")
            .collect()
    };
    assert_eq!(steps(&REPLIED, "09-25T17:30:00"), [""; 0]);
    assert_eq!(steps(&REPLIED, "09-25T17:30:01"), ["remind"]);
    let log = with(&REPLIED, &[REMINDED]);
    assert_eq!(steps(&log, "10-04T10:00"), [""; 0]);
    let log = with(&log, &[SILENT]);
    assert_eq!(steps(&log, "10-15T17:30:00"), [""; 0]);
    assert_eq!(steps(&log, "10-15T17:30:01"), ["close"]);
}

#[test]
fn a_dispute_starts_it_all_anew() {
    let rules = rules();
    let needs = |log: &[&str]| -> Vec<Need> {
        let open = unmet(&legal(&rules, log), &rules, Basis::NoResponse).unwrap();
        open.into_iter().map(|open| open.need).collect()
    };
    let dispute = "rspbbb 09-28T10:00 li respond: {for: rplbbb, verdict: disputed}";
    let log = with(&REPLIED, &[REMINDED, dispute]);
    assert_eq!(needs(&log), [Need::FinalReply, Need::SalesConfirmed]);
    let log = with(
        &log,
        &[
            "rplccc 09-29T10:00 li reply: {kind: supplementary}",
            "pprccc 09-30T10:00 zhao approve: {for: rplccc, role: quality-head}",
        ],
    );
    assert_eq!(needs(&log), [Need::Reminder, Need::SalesConfirmed]);
    // The reply that was disputed has its answer.
    for (line, codes) in [
        (
            "10-20T10:00 li remind: {for: rplbbb}",
            vec![Code::AlreadyAnswered],
        ),
        // 25 days from 30 September.
        (
            "10-25T17:30:00 li remind: {for: rplccc}",
            vec![Code::TooEarly],
        ),
        ("10-25T17:30:01 li remind: {for: rplccc}", vec![]),
    ] {
        let line = format!("xxxxxx {line}");
        assert_eq!(refused(&rules, &log, &line), codes, "{line}");
    }
    let log = with(
        &log,
        &[
            "cnfbbb 10-05T10:00 li confirm: {what: no-answer}",
            "rmdccc 10-26T10:00 li remind: {for: rplccc}",
        ],
    );
    // What was said before the reminder says nothing of the time after it.
    assert_eq!(needs(&log), [Need::SalesConfirmed]);
    let log = with(&log, &["cnfccc 10-27T10:00 li confirm: {what: no-answer}"]);
    assert_eq!(needs(&log), []);
    // Ten working days from Monday 26 October: 27 October to 9 November.
    for (time, codes) in [
        ("11-09T17:30:00", vec![Code::TooEarly]),
        ("11-09T17:30:01", vec![]),
    ] {
        assert_eq!(refused(&rules, &log, &close(time)), codes, "{time}");
    }
}

#[test]
fn the_reminder_is_of_the_last_formal_reply() {
    // A further reply that nobody asked for.
    let rules = closing_by(CLOSING, &ROWS.replace("25d", "1d"));
    let log = with(
        &REPLIED,
        &[
            "rmdbbb 09-02T10:00 li remind: {for: rplbbb}",
            "rplccc 09-03T10:00 li reply: {kind: supplementary}",
            "pprccc 09-03T11:00 zhao approve: {for: rplccc, role: quality-head}",
            "cnfbbb 10-05T10:00 li confirm: {what: no-answer}",
        ],
    );
    let needs = |log: &[&str]| -> Vec<String> {
        let open = unmet(&legal(&rules, log), &rules, Basis::NoResponse).unwrap();
        open.into_iter()
            .map(|open| format!("{} {}", open.verb, open.command))
            .collect()
    };
    assert_eq!(needs(&log), ["remind rplccc"]);
    // Reminding of the older one does not help.
    let older = "rmdccc 10-06T10:00 li remind: {for: rplbbb}";
    assert_eq!(needs(&with(&log, &[older])), ["remind rplccc"]);
    let newer = "rmdccc 10-06T10:00 li remind: {for: rplccc}";
    let log = with(&log, &[newer]);
    assert_eq!(needs(&log), ["confirm --what no-answer"]);
    let silent = "cnfccc 10-07T10:00 li confirm: {what: no-answer}";
    assert_eq!(needs(&with(&log, &[silent])), [""; 0]);
}

#[test]
fn what_was_reminded_before_the_case_was_reopened_counts_no_more() {
    let rules = rules();
    let log = with(
        &REPLIED,
        &[
            REMINDED,
            SILENT,
            "clsbbb 10-16T10:00 li close: {basis: no-response}",
            "rpnbbb 11-02T10:00 li reopen: {reason: r}",
        ],
    );
    let open = unmet(&legal(&rules, &log), &rules, Basis::NoResponse).unwrap();
    let open: Vec<Need> = open.into_iter().map(|open| open.need).collect();
    assert_eq!(open, [Need::Reminder, Need::SalesConfirmed]);
    let again = "xxxxxx 11-03T10:00 li remind: {for: rplbbb}";
    let log = with(&log, &[again]);
    let open = unmet(&legal(&rules, &log), &rules, Basis::NoResponse).unwrap();
    let open: Vec<Need> = open.into_iter().map(|open| open.need).collect();
    assert_eq!(open, [Need::SalesConfirmed]);
}
