//! Departments that are asked: each has clocks of its own.

use super::*;

const ROWS: &str = "clocks:
  signature: {from: assign, until: sign, within: 24h}
  opinion: {from: assign, until: opinion, within: 72h}
  told: {from: open, until: {assign: {to: quality}}, within: 5min, owner: marketing}
  contact: {from: {assign: {to: quality}}, until: sign, within: 5min}
  first-word: {from: {assign: {to: quality}}, until: reply, within: 30min, owner: marketing}
";

fn rules() -> Rules {
    small(ROWS)
}

/// Item, role, due time to the second and state of each instance of a clock.
fn owed(rules: &Rules, log: &[&str], name: &str, now: &str) -> Vec<String> {
    let state = legal(rules, log);
    let all = obligations(&state, rules, at(now));
    all.iter()
        .filter(|owed| owed.clock == name)
        .map(|owed| {
            let item = owed.item.map_or("-".to_owned(), |item| item.to_string());
            let role = owed.role.as_deref().unwrap_or("nobody");
            let due = owed.due.at.format("%m-%d %H:%M:%S");
            format!("{item} {role} {due} {}", owed.state.word())
        })
        .collect()
}

/// Monday evening, two and a half minutes to midnight.
const THREE: [&str; 2] = [
    OPEN,
    "sgnbbb 11-02T23:57:30 li assign: {to: [quality-head, quality, general-manager], text: why}",
];

#[test]
fn each_department_has_its_own_clock_and_owes_it() {
    let rules = rules();
    assert_eq!(
        owed(&rules, &THREE, "signature", "11-03T08:00"),
        [
            "1 quality-head 11-03 23:57:30 open",
            "2 quality 11-03 23:57:30 open",
            "3 general-manager 11-03 23:57:30 open",
        ]
    );
    assert_eq!(
        owed(&rules, &THREE, "opinion", "11-03T08:00"),
        [
            "1 quality-head 11-05 23:57:30 open",
            "2 quality 11-05 23:57:30 open",
            "3 general-manager 11-05 23:57:30 open",
        ]
    );
    // Only one of them starts these; the clock's own owner owes what it names.
    assert_eq!(
        owed(&rules, &THREE, "contact", "11-02T23:58"),
        ["2 quality 11-03 00:02:30 open"]
    );
    assert_eq!(
        owed(&rules, &THREE, "first-word", "11-02T23:58"),
        ["2 marketing 11-03 00:27:30 open"]
    );
    assert_eq!(
        owed(&rules, &THREE, "told", "11-02T23:58"),
        ["- marketing 11-02 09:35:00 late"]
    );
}

#[test]
fn a_department_that_is_asked_alone_needs_no_item() {
    let rules = rules();
    for (assign, sign) in [("quality", "sgnbbb"), ("[quality]", "sgnbbb/1")] {
        let assign = format!("sgnbbb 11-02T10:00 li assign: {{to: {assign}}}");
        let sign = format!("sgnccc 11-02T10:05 wang sign: {{for: {sign}}}");
        let log = [OPEN, &assign, &sign];
        for name in ["signature", "contact"] {
            let found = owed(&rules, &log, name, "11-02T11:00");
            assert!(found[0].starts_with("- quality"), "{found:?}");
            assert!(found[0].ends_with("met"), "{found:?}");
        }
        let opinion = owed(&rules, &log, "opinion", "11-02T11:00");
        assert_eq!(opinion, ["- quality 11-05 10:00:00 open"]);
    }
    let log = [OPEN, "sgnbbb 11-02T10:00 li assign: {to: quality-head}"];
    for name in ["contact", "first-word", "told"] {
        let found = owed(&rules, &log, name, "11-02T11:00");
        assert!(found.iter().all(|it| it.ends_with("overdue")), "{found:?}");
        assert_eq!(found.len(), usize::from(name == "told"), "{name}");
    }
}

#[test]
fn the_right_department_meets_it_to_the_second() {
    let rules = rules();
    for (time, state) in [("11-03T00:02:30", "met"), ("11-03T00:02:31", "late")] {
        let sign = format!("sgnccc {time} wang sign: {{for: sgnbbb/2}}");
        let log = with(&THREE, &[&sign]);
        let contact = owed(&rules, &log, "contact", "11-04T08:00");
        assert_eq!(contact, [format!("2 quality 11-03 00:02:30 {state}")]);
        // The others still owe their signatures.
        assert_eq!(
            owed(&rules, &log, "signature", "11-04T08:00"),
            [
                "1 quality-head 11-03 23:57:30 overdue",
                "2 quality 11-03 23:57:30 met",
                "3 general-manager 11-03 23:57:30 overdue",
            ]
        );
    }
    let log = with(
        &THREE,
        &[
            "sgnccc 11-03T23:57:30 zhao sign: {for: sgnbbb/1}",
            "sgnddd 11-03T23:57:31 chen sign: {for: sgnbbb/3}",
            "pnnccc 11-05T23:57:30 zhao opinion: {for: sgnbbb/1, text: t}",
            "pnnddd 11-05T23:57:31 chen opinion: {for: sgnbbb/3, text: t}",
        ],
    );
    for (name, due) in [
        ("signature", "11-03 23:57:30"),
        ("opinion", "11-05 23:57:30"),
    ] {
        assert_eq!(
            owed(&rules, &log, name, "11-06T08:00"),
            [
                format!("1 quality-head {due} met"),
                format!("2 quality {due} overdue"),
                format!("3 general-manager {due} late"),
            ]
        );
    }
    // Its signature does not end what a reply ends, nor its opinion.
    assert_eq!(
        owed(&rules, &log, "first-word", "11-06T08:00"),
        ["2 marketing 11-03 00:27:30 overdue"]
    );
    assert_eq!(
        owed(&rules, &log, "contact", "11-06T08:00"),
        ["2 quality 11-03 00:02:30 overdue"]
    );
}

#[test]
fn two_assignments_of_one_case_have_nothing_to_do_with_each_other() {
    let rules = rules();
    let log = [
        OPEN,
        "sgnbbb 11-02T10:00 li assign: {to: quality}",
        "sgnccc 11-02T11:00 li assign: {to: general-manager}",
        "sgnddd 11-02T12:00 chen sign: {for: sgnccc}",
        "sgnfff 11-02T12:00 chen opinion: {for: sgnccc, text: t}",
    ];
    for (name, quality, manager) in [
        ("signature", "11-03 10:00:00", "11-03 11:00:00"),
        ("opinion", "11-05 10:00:00", "11-05 11:00:00"),
    ] {
        assert_eq!(
            owed(&rules, &log, name, "11-02T13:00"),
            [
                format!("- quality {quality} open"),
                format!("- general-manager {manager} met"),
            ]
        );
    }
}

#[test]
fn hours_run_through_the_change_to_winter_time() {
    // On 25 October 2026 the clocks of Berlin go back from 3 to 2, those of New
    // York on 1 November.
    let policy = format!("{SMALL}{ROWS}");
    for (zone, opened, name, due) in [
        (
            "Europe/Berlin",
            "10-24T20:00",
            "signature",
            "10-25 13:00:00",
        ),
        ("Europe/Berlin", "10-24T20:00", "opinion", "10-27 13:00:00"),
        // 02:45 of the summer, and half an hour later 02:15 of the winter.
        (
            "Europe/Berlin",
            "10-25T08:45",
            "first-word",
            "10-25 02:15:00",
        ),
        ("Europe/Berlin", "10-25T08:45", "contact", "10-25 02:50:00"),
        (
            "America/New_York",
            "11-01T08:00",
            "signature",
            "11-01 19:00:00",
        ),
        (
            "America/New_York",
            "11-01T13:45",
            "first-word",
            "11-01 01:15:00",
        ),
    ] {
        let calendar = format!("zone: {zone}\nweekend: [sat, sun]\n");
        let rules = rules_in(&calendar, &policy, "");
        let open = format!("cmplnt {opened} li open: {{customer: ACME, description: d}}");
        let assign = format!("sgnbbb {opened} li assign: {{to: quality}}");
        let found = owed(&rules, &[&open, &assign], name, opened);
        assert!(
            found[0].ends_with(&format!("{due} open")),
            "{zone} {found:?}"
        );
    }
}

#[test]
fn a_fact_entered_later_counts_from_when_it_happened() {
    let rules = rules();
    let log = with(
        &THREE,
        &["sgnccc 11-03T08:00 wang sign: {for: sgnbbb/2, when: '2026-11-03T00:02:30+08:00'}"],
    );
    assert_eq!(
        owed(&rules, &log, "contact", "11-03T09:00"),
        ["2 quality 11-03 00:02:30 met"]
    );
    // What was said before anybody asked is no answer.
    let early = "sgnccc 11-03T08:00 wang sign: {for: sgnbbb/2, when: '2026-11-02T23:57:29+08:00'}";
    assert_eq!(refused(&rules, &THREE, early), [Code::BeforeTarget]);
}

#[test]
fn a_clock_that_a_signature_starts_is_for_its_department_alone() {
    let rules = small("clocks: {think: {from: sign, until: opinion, within: 4h}}\n");
    let log = with(
        &THREE,
        &[
            "sgnccc 11-03T08:00 zhao sign: {for: sgnbbb/1}",
            "sgnddd 11-03T09:00 wang sign: {for: sgnbbb/2}",
            "pnnddd 11-03T10:00 wang opinion: {for: sgnbbb/2, text: t}",
        ],
    );
    assert_eq!(
        clock(&rules, &legal(&rules, &log), "think", "11-03T12:00:01"),
        ["11-03 12:00 overdue", "11-03 13:00 met"]
    );
    // An item that is named and one that need not be are the same.
    let log = [
        OPEN,
        "sgnbbb 11-03T07:00 li assign: {to: quality}",
        "sgnddd 11-03T09:00 wang sign: {for: sgnbbb}",
        "pnnddd 11-03T10:00 wang opinion: {for: sgnbbb/1, text: t}",
    ];
    assert_eq!(
        clock(&rules, &legal(&rules, &log), "think", "11-03T14:00"),
        ["11-03 13:00 met"]
    );
}

#[test]
fn an_action_that_is_done_is_no_department_that_is_done() {
    let rules = small(
        "clocks:
  result: {from: assign, until: finish, within: 5d}
  do: {from: act, until: finish, within: 10d}
",
    );
    let log = [
        OPEN,
        "sgnbbb 11-03T07:00 li assign: {to: quality}",
        "ctbbbb 11-03T08:00 li act: {kind: corrective, text: t, owner: wang, due: 2026-11-20}",
        "ctcccc 11-03T08:00 li act: {for: sgnbbb, kind: corrective, text: t, owner: wang, due: 2026-11-20}",
    ];
    let states = |more: &str| {
        let state = legal(&rules, &with(&log, &[more]));
        let of = |name| clock(&rules, &state, name, "11-05T08:00");
        [of("result"), of("do")].concat()
    };
    let (result, does) = ("11-08 17:30", "11-13 17:30");
    for (target, expected) in [
        ("sgnbbb", ["met", "open", "open"]),
        ("ctbbbb", ["open", "met", "open"]),
        ("ctcccc", ["open", "open", "met"]),
    ] {
        let finish = format!("fnbbbb 11-04T08:00 wang finish: {{for: {target}, text: t}}");
        let expected = [
            format!("{result} {}", expected[0]),
            format!("{does} {}", expected[1]),
            format!("{does} {}", expected[2]),
        ];
        assert_eq!(states(&finish), expected, "{target}");
    }
}

#[test]
fn an_opinion_waits_for_the_signature_where_the_policy_says_so() {
    let opinion = "xxxxxx 11-03T09:00 wang opinion: {for: sgnbbb/2, text: t}";
    assert_eq!(refused(&rules(), &THREE, opinion), []);
    let rules = small(&format!("{ROWS}departments: {{sign-first: true}}\n"));
    assert_eq!(refused(&rules, &THREE, opinion), [Code::NotSigned]);
    // Another department's signature is not its own.
    let other = "sgnccc 11-03T08:00 zhao sign: {for: sgnbbb/1}";
    assert_eq!(
        refused(&rules, &with(&THREE, &[other]), opinion),
        [Code::NotSigned]
    );
    let own = with(&THREE, &["sgnccc 11-03T08:00 wang sign: {for: sgnbbb/2}"]);
    assert_eq!(refused(&rules, &own, opinion), []);
    let earlier = opinion.replace("text: t", "text: t, when: '2026-11-03T07:59:59+08:00'");
    assert_eq!(refused(&rules, &own, &earlier), [Code::NotSigned]);
    // What it was asked may be done without an opinion.
    assert_eq!(
        refused(
            &rules,
            &THREE,
            "xxxxxx 11-03T09:00 wang finish: {for: sgnbbb/2, text: t}"
        ),
        []
    );
}

#[test]
fn nobody_speaks_for_another_department() {
    let rules = rules();
    for verb in ["sign", "opinion", "finish"] {
        let text = if verb == "sign" { "" } else { ", text: t" };
        for (who, target, codes) in [
            ("wang", "sgnbbb/2", vec![]),
            ("zhao", "sgnbbb/2", vec![Code::RoleNotHeld]),
            ("wang", "sgnbbb/1", vec![Code::RoleNotHeld]),
            ("sun", "sgnbbb/1", vec![]),
            ("sun", "sgnbbb/3", vec![]),
            ("zhou", "sgnbbb/3", vec![Code::RoleNotHeld]),
            // Typed by somebody else, it is still theirs.
            (
                "wang via: zhou,",
                "sgnbbb/2",
                // But a signature is one's own.
                if verb == "sign" {
                    vec![Code::NotForOthers]
                } else {
                    vec![]
                },
            ),
            ("wang", "sgnbbb", vec![Code::DepartmentUnclear]),
            ("wang", "sgnbbb/4", vec![Code::WrongTarget]),
            // He came into the role two days later.
            ("hu", "sgnbbb/1", vec![Code::RoleNotHeld]),
        ] {
            let line = format!("xxxxxx 11-03T09:00 {who} {verb}: {{for: {target}{text}}}");
            assert_eq!(refused(&rules, &THREE, &line), codes, "{line}");
        }
    }
}

#[test]
fn a_department_says_each_thing_once_and_may_be_asked_again() {
    let rules = rules();
    let again = "sgnzzz 11-05T10:00 li assign: {to: [general-manager, quality]}";
    assert_eq!(
        refused(&rules, &THREE, again),
        [Code::DepartmentTwice, Code::DepartmentTwice]
    );
    let answered = with(
        &THREE,
        &[
            "sgnccc 11-03T08:00 wang sign: {for: sgnbbb/2}",
            "pnnccc 11-03T09:00 wang opinion: {for: sgnbbb/2, text: t}",
        ],
    );
    let twice = Code::AlreadyAnswered;
    for (line, codes) in [
        ("wang sign: {for: sgnbbb/2}", vec![twice]),
        ("wang opinion: {for: sgnbbb/2, text: t}", vec![twice]),
        ("wang finish: {for: sgnbbb/2, text: t}", vec![]),
        ("li assign: {to: quality}", vec![]),
        (
            "li assign: {to: general-manager}",
            vec![Code::DepartmentTwice],
        ),
    ] {
        let line = format!("xxxxxx 11-03T10:00 {line}");
        assert_eq!(refused(&rules, &answered, &line), codes, "{line}");
    }
    // Asked again, it has its clocks again.
    let log = with(
        &answered,
        &["sgnddd 11-04T10:00 li assign: {to: quality, text: and the other lot}"],
    );
    assert_eq!(
        owed(&rules, &log, "opinion", "11-04T11:00"),
        [
            "1 quality-head 11-05 23:57:30 open",
            "2 quality 11-05 23:57:30 met",
            "3 general-manager 11-05 23:57:30 open",
            "- quality 11-07 10:00:00 open",
        ]
    );
    // An assignment nobody answered yet may be cancelled, and is owed no more.
    let cancel = "cncbbb 11-04T12:00 li cancel: {for: sgnddd, reason: found}";
    let log = with(&log, &[cancel]);
    assert_eq!(owed(&rules, &log, "opinion", "11-20T11:00").len(), 3);
    let line = "xxxxxx 11-04T12:00 li cancel: {for: sgnbbb, reason: r}";
    assert_eq!(refused(&rules, &answered, line), [twice]);
}

#[test]
fn closing_asks_for_every_department() {
    use crate::case::kinds::Basis;
    let rules = closing_by(
        "  withdrawn: {needs: [assigned, departments-answered, departments-done]}\n",
        "departments: {sign-first: true}\n",
    );
    let lacks = |log: &[&str]| -> Vec<String> {
        let open = unmet(&legal(&rules, log), &rules, Basis::Withdrawn).unwrap();
        open.into_iter()
            .map(|open| {
                let role = open.role.unwrap_or_default();
                format!("{} {} {role}", open.verb, open.command)
            })
            .collect()
    };
    assert_eq!(lacks(&[OPEN]), ["assign --to DEPARTMENT "]);
    let two = [
        OPEN,
        "sgnbbb 11-02T10:00 li assign: {to: [quality, quality-head]}",
    ];
    let (first, second) = ("sgnbbb/1 TEXT quality", "sgnbbb/2 TEXT quality-head");
    assert_eq!(
        lacks(&two),
        [
            "sign sgnbbb/1 quality".to_owned(),
            "sign sgnbbb/2 quality-head".to_owned(),
            format!("finish {first}"),
            format!("finish {second}"),
        ]
    );
    let log = with(
        &two,
        &[
            "sgnccc 11-03T08:00 wang sign: {for: sgnbbb/1}",
            "sgnddd 11-03T08:00 zhao sign: {for: sgnbbb/2}",
            "pnnddd 11-03T09:00 zhao opinion: {for: sgnbbb/2, text: t}",
            "fnnddd 11-03T09:30 zhao finish: {for: sgnbbb/2, text: t}",
        ],
    );
    assert_eq!(
        lacks(&log),
        [format!("opinion {first}"), format!("finish {first}")]
    );
    let log = with(
        &log,
        &[
            "pnnccc 11-03T10:00 wang opinion: {for: sgnbbb/1, text: t}",
            "fnnccc 11-03T10:30 wang finish: {for: sgnbbb/1, text: t}",
        ],
    );
    assert_eq!(lacks(&log), [""; 0]);
}
