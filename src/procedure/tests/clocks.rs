use super::*;

const GRADE_C: &str =
    "clsffb 11-02T10:00 wang classify: {criteria: appearance, scope: single, severity: C, rule: r}";

#[test]
fn before_grading_the_strictest_limit_applies() {
    let rules = factory();
    let state = legal(&rules, &[OPEN]);
    for (name, due) in [
        ("classify", "11-03 17:30 open"),
        ("first-reply", "11-03 09:30 open"),
        // Ten working days: 3 to 6, 9 to 13, 16 November.
        ("final-reply", "11-16 17:30 open"),
    ] {
        assert_eq!(clock(&rules, &state, name, "11-02T10:00"), [due]);
    }
    let owed = obligations(&state, &rules, at("11-02T10:00"));
    assert!(owed.iter().any(|owed| owed.source == Source::Strictest));
    assert_eq!(
        clock(&rules, &state, "first-reply", "11-03T09:30"),
        ["11-03 09:30 open"]
    );
    assert_eq!(
        clock(&rules, &state, "first-reply", "11-03T09:30:01"),
        ["11-03 09:30 overdue"]
    );
}

#[test]
fn which_limit_is_strictest_depends_on_the_hour() {
    let rules =
        small("clocks: {tell: {from: open, until: reply, within: {A: 24h, B: 1wd, C: 2wd}}}\n");
    for (opened, due) in [
        ("11-02T09:30", "11-03 09:30 open"),
        // One working day ends at Tuesday's close, before 24 hours do.
        ("11-02T20:00", "11-03 17:30 open"),
        // From Friday one working day is Monday.
        ("11-06T20:00", "11-07 20:00 open"),
    ] {
        let line = format!("cmplnt {opened} li open: {{customer: ACME, description: d}}");
        let state = legal(&rules, &[&line]);
        assert_eq!(clock(&rules, &state, "tell", opened), [due]);
    }
}

#[test]
fn grading_computes_again_from_the_same_start() {
    let rules = factory();
    let mut log = vec![OPEN, GRADE_C];
    for (more, first, last) in [
        (None, "11-04 17:30", "11-30 17:30"),
        (
            Some(
                "clsffc 11-02T11:00 wang classify: {criteria: papers, scope: single, severity: D, rule: r}",
            ),
            "11-05 17:30",
            "11-30 17:30",
        ),
        (
            Some(
                "clsffd 11-02T12:00 wang classify: {criteria: unusable, scope: single, severity: B, rule: r}",
            ),
            "11-03 09:30",
            "11-23 17:30",
        ),
    ] {
        log.extend(more);
        let state = legal(&rules, &log);
        let due = |name| clock(&rules, &state, name, "11-02T13:00");
        assert_eq!(due("first-reply"), [format!("{first} open")]);
        assert_eq!(due("final-reply"), [format!("{last} open")]);
        assert_eq!(due("classify"), ["11-03 17:30 met"]);
    }
}

#[test]
fn a_clock_without_a_limit_for_the_severity_does_not_exist() {
    let rules = small("clocks: {tell: {from: open, until: reply, within: {A: 24h, B: 2d}}}\n");
    let looks =
        "clsffb 11-02T10:00 wang classify: {criteria: looks, scope: one, severity: C, rule: r}";
    let state = legal(&rules, &[OPEN]);
    assert_eq!(
        clock(&rules, &state, "tell", "11-02T10:00"),
        ["11-03 09:30 open"]
    );
    let state = legal(&rules, &[OPEN, looks]);
    assert_eq!(clock(&rules, &state, "tell", "11-02T10:00"), [""; 0]);
}

#[test]
fn an_interim_reply_meets_the_first_clock_never_the_final_one() {
    let rules = factory();
    let log = [
        OPEN,
        GRADE_C,
        "rplbbb 11-04T17:30 li reply: {kind: interim}",
    ];
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "first-reply", "11-20T09:00"),
        ["11-04 17:30 met"]
    );
    assert_eq!(
        clock(&rules, &state, "final-reply", "11-20T09:00"),
        ["11-30 17:30 open"]
    );
    let log = with(&log, &["rplccc 12-01T08:00 li reply: {kind: final}"]);
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "final-reply", "12-02T09:00"),
        ["11-30 17:30 late"]
    );
}

#[test]
fn a_fact_entered_later_counts_from_when_it_happened() {
    let rules = factory();
    let log = [
        OPEN,
        GRADE_C,
        "rplbbb 11-06T09:00 li reply: {kind: interim}",
        "rplccc 11-06T10:00 li reply: {kind: first, when: 2026-11-03T16:00:00+08:00}",
    ];
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "first-reply", "11-06T11:00"),
        ["11-04 17:30 met"]
    );
}

const TWO_REPLIES: [&str; 4] = [
    OPEN,
    "rplbbb 11-02T10:00 li reply: {kind: first}",
    "rplccc 11-03T10:00 li reply: {kind: interim}",
    "rspbbb 11-04T10:00 li respond: {for: rplccc, verdict: accepted}",
];

#[test]
fn one_instance_an_entry_or_one_a_case() {
    let rules = small(
        "clocks:
  each: {from: reply, until: respond, within: 2d}
  once: {from: reply, until: respond, within: 2d, per: case}
",
    );
    let state = legal(&rules, &TWO_REPLIES);
    let each = clock(&rules, &state, "each", "11-05T09:00");
    assert_eq!(each, ["11-04 17:30 overdue", "11-05 17:30 met"]);
    assert_eq!(
        clock(&rules, &state, "once", "11-05T09:00"),
        ["11-04 17:30 met"]
    );
}

#[test]
fn once_a_case_means_the_first_start_that_counts() {
    let rules = small(
        "clocks: {once: {from: reply, until: respond, within: 2d, per: case}}
approvals: {reply: [{step: approve, role: quality-head}]}
",
    );
    let state = legal(
        &rules,
        &[
            OPEN,
            "rplbbb 11-02T10:00 li reply: {kind: first}",
            "rplccc 11-03T10:00 li reply: {kind: first}",
            "rjcbbb 11-03T11:00 zhao reject: {for: rplbbb, role: quality-head, reason: no}",
        ],
    );
    assert_eq!(
        clock(&rules, &state, "once", "11-03T12:00"),
        ["11-05 17:30 open"]
    );
}

#[test]
fn a_reply_for_one_request_leaves_the_other_open() {
    let rules = factory();
    let log = [
        OPEN,
        "rqsbbb 11-02T10:00 li request: {want: report}",
        "rqsccc 11-03T10:00 li request: {want: report}",
    ];
    let due = |state: &State| clock(&rules, state, "report-on-request", "11-05T09:00");
    for (reply, expected) in [
        (
            "{kind: interim, for: rqsccc, meets: report}",
            ["11-05 17:30 open", "11-06 17:30 met"],
        ),
        // What was asked for there is met, said or not.
        (
            "{kind: interim, for: rqsbbb}",
            ["11-05 17:30 met", "11-06 17:30 open"],
        ),
        (
            "{kind: interim, meets: report}",
            ["11-05 17:30 met", "11-06 17:30 met"],
        ),
        ("{kind: interim}", ["11-05 17:30 open", "11-06 17:30 open"]),
        (
            "{kind: interim, meets: visit}",
            ["11-05 17:30 open", "11-06 17:30 open"],
        ),
        // Dated before the second request was made.
        (
            "{kind: interim, meets: report, when: '2026-11-03T09:00:00+08:00'}",
            ["11-05 17:30 met", "11-06 17:30 open"],
        ),
    ] {
        let line = format!("rplbbb 11-04T10:00 li reply: {reply}");
        let state = legal(&rules, &with(&log, &[&line]));
        assert_eq!(due(&state), expected, "{reply}");
    }
}

#[test]
fn written_and_approved_are_two_things() {
    let rules = small(
        "clocks:
  written: {from: open, until: reply, within: 3d}
  approved: {from: open, until: reply.approved, within: 3d}
  decide: {from: reply, until: reply.approved, within: 1d}
approvals: {reply: [{step: approve, role: quality-head, when: {kind: final}}]}
",
    );
    let log = [OPEN, "rplbbb 11-03T10:00 li reply: {kind: final}"];
    let due = |log: &[&str], name| clock(&rules, &legal(&rules, log), name, "11-06T11:00");
    assert_eq!(due(&log, "written"), ["11-05 17:30 met"]);
    assert_eq!(due(&log, "approved"), ["11-05 17:30 overdue"]);
    assert_eq!(due(&log, "decide"), ["11-04 17:30 overdue"]);
    let log = with(
        &log,
        &["pprbbb 11-06T10:00 zhao approve: {for: rplbbb, role: quality-head}"],
    );
    assert_eq!(due(&log, "written"), ["11-05 17:30 met"]);
    assert_eq!(due(&log, "approved"), ["11-05 17:30 late"]);
    assert_eq!(due(&log, "decide"), ["11-04 17:30 late"]);
    // What needs no approval is approved as soon as it is written.
    let log = [OPEN, "rplbbb 11-03T10:00 li reply: {kind: interim}"];
    assert_eq!(due(&log, "approved"), ["11-05 17:30 met"]);
    assert_eq!(due(&log, "decide"), ["11-04 17:30 met"]);
}

#[test]
fn a_rejected_reply_meets_nothing_and_the_next_one_does() {
    let rules = small(
        "clocks:
  written: {from: open, until: reply, within: 3d}
  decide: {from: reply, until: reply.approved, within: 1d}
approvals: {reply: [{step: approve, role: quality-head}]}
",
    );
    let log = [
        OPEN,
        "rplbbb 11-03T10:00 li reply: {kind: final}",
        "rjcbbb 11-03T11:00 zhao reject: {for: rplbbb, role: quality-head, reason: wrong lot}",
    ];
    let due = |log: &[&str], name| clock(&rules, &legal(&rules, log), name, "11-06T11:00");
    assert_eq!(due(&log, "written"), ["11-05 17:30 overdue"]);
    // It was decided in time, so nobody owes a decision.
    assert_eq!(due(&log, "decide"), [""; 0]);
    let log = with(&log, &["rplccc 11-06T10:00 li reply: {kind: final}"]);
    assert_eq!(due(&log, "written"), ["11-05 17:30 late"]);
    assert_eq!(due(&log, "decide"), ["11-07 17:30 open"]);
    let log = with(
        &log,
        &["rjcccc 11-09T10:00 zhao reject: {for: rplccc, role: quality-head, reason: again}"],
    );
    assert_eq!(due(&log, "written"), ["11-05 17:30 overdue"]);
    assert_eq!(due(&log, "decide"), ["11-07 17:30 late"]);
}

#[test]
fn a_condition_starts_the_clock_and_the_clock_exists_while_it_holds() {
    let rules =
        small("clocks: {act: {from: open, until: reply, within: 2d, when: {severity: A}}}\n");
    let mut log = vec![OPEN];
    for (more, expected) in [
        (None, None),
        (
            Some(
                "clsffb 11-04T10:00 wang classify: {criteria: safety, scope: one, severity: A, rule: r}",
            ),
            Some("11-06 17:30 open"),
        ),
        (
            Some(
                "clsffc 11-04T11:00 wang classify: {criteria: looks, scope: one, severity: C, rule: r}",
            ),
            None,
        ),
        (
            Some(
                "clsffd 11-05T11:00 wang classify: {criteria: safety, scope: one, severity: A, rule: r}",
            ),
            Some("11-06 17:30 open"),
        ),
    ] {
        log.extend(more);
        let state = legal(&rules, &log);
        let found = clock(&rules, &state, "act", "11-05T12:00");
        assert_eq!(found.first().map(String::as_str), expected, "{more:?}");
    }
}

#[test]
fn the_customers_own_terms_take_the_place_of_the_limits() {
    let rules = rules_with(
        super::FACTORY,
        "customers: {C-1: {name: Acme Works, also: ACME, terms: {first-reply: 4h, report: 24h}}}\n",
    );
    let state = legal(
        &rules,
        &[OPEN, "rqsbbb 11-02T10:00 li request: {want: report}"],
    );
    assert_eq!(
        clock(&rules, &state, "first-reply", "11-02T10:00"),
        ["11-02 13:30 open"]
    );
    assert_eq!(
        clock(&rules, &state, "report-on-request", "11-02T10:00"),
        ["11-03 10:00 open"]
    );
    let owed = obligations(&state, &rules, at("11-02T10:00"));
    let source = |name: &str| &owed.iter().find(|owed| owed.clock == name).unwrap().source;
    assert_eq!(*source("first-reply"), Source::Customer("C-1".to_owned()));
    assert_eq!(*source("classify"), Source::Clock);
}

#[test]
fn a_day_that_the_customer_named_is_owed_with_and_without_a_clock() {
    let rules = factory();
    let log = [
        OPEN,
        "rqsbbb 11-02T10:00 li request: {want: report, due: 2026-11-10}",
        "rqsccc 11-02T10:00 li request: {want: visit, due: 2026-11-04}",
        "rqsddd 11-02T10:00 li request: {want: repair}",
    ];
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "report-on-request", "11-05T09:00"),
        ["11-10 17:30 open"]
    );
    assert_eq!(
        clock(&rules, &state, "request", "11-05T09:00"),
        ["11-04 17:30 overdue"]
    );
    let log = with(
        &log,
        &["rplbbb 11-05T10:00 li reply: {kind: interim, for: rqsccc}"],
    );
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "request", "11-05T11:00"),
        ["11-04 17:30 late"]
    );
}

#[test]
fn a_request_cancelled_in_time_is_owed_no_more_and_one_cancelled_late_was_late() {
    let rules = factory();
    let log = [OPEN, "rqsbbb 11-02T10:00 li request: {want: report}"];
    for (cancelled, expected) in [
        ("11-05T17:30", None),
        ("11-06T09:00", Some("11-05 17:30 late")),
    ] {
        let line = format!("cncbbb {cancelled} li cancel: {{for: rqsbbb, reason: not needed}}");
        let state = legal(&rules, &with(&log, &[&line]));
        let found = clock(&rules, &state, "report-on-request", "11-09T09:00");
        assert_eq!(found.first().map(String::as_str), expected);
    }
}

const REPLIED: [&str; 4] = [
    OPEN,
    GRADE_C,
    "rplbbb 11-02T11:00 li reply: {kind: final}",
    "cnfbbb 11-27T10:00 li confirm: {what: no-answer}",
];

#[test]
fn an_earliest_clock_refuses_until_it_is_over() {
    let rules = factory();
    let state = legal(&rules, &REPLIED);
    // 25 days from 2 November end on the 27th.
    assert_eq!(
        clock(&rules, &state, "close-without-answer", "12-24T09:00"),
        ["11-27 17:30 open"]
    );
    for (time, codes) in [
        ("11-27T17:30:00", vec![Code::TooEarly]),
        ("11-27T17:30:01", vec![]),
    ] {
        let line = format!("clsbbb {time} wang close: {{basis: no-response}}");
        assert_eq!(refused(&rules, &REPLIED, &line), codes, "{time}");
    }
    // Another ground does not wait.
    assert_eq!(
        refused(
            &rules,
            &REPLIED,
            "clsbbb 11-27T11:00 wang close: {basis: not-ours}"
        ),
        []
    );
    let closed = with(
        &REPLIED,
        &["clsbbb 11-28T09:00 wang close: {basis: no-response}"],
    );
    let state = legal(&rules, &closed);
    assert_eq!(
        clock(&rules, &state, "close-without-answer", "11-28T10:00"),
        ["11-27 17:30 met"]
    );
}

const WITHDRAWN: [&str; 2] = [
    OPEN,
    "clsbbb 11-04T10:00 wang close: {basis: withdrawn, text: by phone}",
];

#[test]
fn a_closed_case_owes_nothing_but_what_was_late_stays_late() {
    let rules = factory();
    let state = legal(&rules, &WITHDRAWN);
    for now in ["11-04T10:00", "12-24T10:00"] {
        assert_eq!(clock(&rules, &state, "classify", now), ["11-03 17:30 late"]);
        assert_eq!(
            clock(&rules, &state, "first-reply", now),
            ["11-03 09:30 late"]
        );
        assert_eq!(clock(&rules, &state, "final-reply", now), [""; 0]);
    }
}

#[test]
fn reopening_brings_the_clocks_back() {
    let rules = factory();
    let log = with(
        &WITHDRAWN,
        &["rpnbbb 11-05T10:00 li reopen: {reason: back again}"],
    );
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "classify", "11-05T11:00"),
        ["11-03 17:30 overdue"]
    );
    assert_eq!(
        clock(&rules, &state, "final-reply", "11-05T11:00"),
        ["11-16 17:30 open"]
    );
}

#[test]
fn imported_entries_count_from_when() {
    let rules = factory();
    let log = [
        "cmplnt 11-02T09:30 li imported: true, open: {customer: ACME, description: d, when: '2026-10-12T09:30:00+08:00'}",
        "clsffb 11-02T09:30 li imported: true, classify: {criteria: safety, scope: single, severity: A, rule: r, when: '2026-10-13T18:00:00+08:00'}",
        "rplbbb 11-02T09:30 he imported: true, reply: {kind: first, when: '2026-10-13T09:30:00+08:00'}",
    ];
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "first-reply", "11-02T10:00"),
        ["10-13 09:30 met"]
    );
    assert_eq!(
        clock(&rules, &state, "classify", "11-02T10:00"),
        ["10-13 17:30 late"]
    );
}

#[test]
fn the_owner_of_the_case_owes_what_the_owner_may_do() {
    let rules = factory();
    let open = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, owner: li}";
    let state = legal(&rules, &[open]);
    let owed = obligations(&state, &rules, at("11-02T10:00"));
    let person = |name: &str| {
        let owed = owed.iter().find(|owed| owed.clock == name).unwrap();
        owed.person.as_ref().map(ToString::to_string)
    };
    assert_eq!(person("first-reply").as_deref(), Some("li"));
    assert_eq!(person("final-reply"), None);
}
