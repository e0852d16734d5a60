//! What departments, owners of actions and others are told to do next.

use super::*;

const ROWS: &str = "clocks:
  signature: {from: assign, until: sign, within: 24h}
  opinion: {from: assign, until: opinion, within: 72h}
  verify: {from: open, until: verify, within: 2d, owner: quality}
  cause: {from: {verify: {result: confirmed}}, until: investigate, within: 3d, owner: quality}
  plan: {from: {investigate: {justified: true}}, until: act, within: 1wd, owner: quality}
  prove: {sense: earliest, from: finish, until: evaluate, within: 5d}
departments: {sign-first: true}
";

const CLOSING: &str =
    "  accepted: {needs: [departments-answered, customer-accepted, actions-effective]}
";

fn rules() -> Rules {
    closing_by(CLOSING, ROWS)
}

/// Command, who takes it, and when it is due.
fn steps(log: &[&str], now: &str) -> Vec<String> {
    let rules = rules();
    let state = legal(&rules, log);
    let all = super::super::next(&case(log).opened_as, &state, &rules, at(now));
    all.into_iter()
        .filter(|step| step.verb != "reply")
        .map(|step| {
            let command = step.command.replacen("plaint ", "", 1);
            let command = command.replacen(" 2611-0001", "", 1);
            let due = step
                .due
                .map(|due| due.0.format(", %m-%d %H:%M").to_string());
            let who = step.person.map(|person| person.to_string());
            let who = who.unwrap_or(step.roles.join("/"));
            format!("{command} [{who}{}]", due.unwrap_or_default())
        })
        .collect()
}

#[test]
fn each_department_signs_and_then_gives_its_opinion() {
    let mut log = vec![
        OPEN,
        "vrfbbb 11-02T10:00 wang verify: {result: waived, text: t}",
        "sgnbbb 11-02T12:00 li assign: {to: [quality, general-manager]}",
    ];
    let sign = |item: u8, role: &str| format!("sign sgnbbb/{item} [{role}, 11-03 12:00]");
    assert_eq!(
        steps(&log, "11-02T13:00"),
        [sign(1, "quality"), sign(2, "general-manager"),]
    );
    log.push("sgnccc 11-02T14:00 wang sign: {for: sgnbbb/1}");
    log.push("pnnccc 11-02T15:00 wang opinion: {for: sgnbbb/1, text: t}");
    assert_eq!(steps(&log, "11-02T16:00"), [sign(2, "general-manager")]);
    log.push("sgnddd 11-02T17:00 chen sign: {for: sgnbbb/2}");
    assert_eq!(
        steps(&log, "11-02T18:00"),
        ["opinion sgnbbb/2 TEXT [general-manager, 11-05 12:00]"]
    );
    log.push("pnnddd 11-02T17:30 chen opinion: {for: sgnbbb/2, text: t}");
    assert_eq!(steps(&log, "11-02T18:00"), [""; 0]);
}

#[test]
fn from_the_facts_to_an_action_that_helped() {
    let mut log = vec![OPEN];
    for (line, now, expected) in [
        (
            "nttbbb 11-02T09:40 li note: {text: n}",
            "11-02T10:00",
            vec!["verify --method METHOD --result RESULT [quality, 11-04 17:30]"],
        ),
        (
            "vrfbbb 11-02T10:00 wang verify: {methods: records, result: confirmed}",
            "11-02T11:00",
            vec![
                "investigate --justified YES-OR-NO --occurrence TEXT --party PARTY --who NAME [quality, 11-05 17:30]",
            ],
        ),
        (
            "nvsbbb 11-03T10:00 wang investigate: {justified: true, occurrence: o, party: department, who: quality}",
            "11-03T11:00",
            vec![
                "act nvsbbb --kind corrective --text TEXT --owner PERSON --due DAY [quality, 11-04 17:30]",
            ],
        ),
        (
            "ctbbbb 11-03T12:00 li act: {for: nvsbbb, kind: corrective, text: t, owner: wang, due: 2026-11-09}",
            "11-03T13:00",
            vec!["finish ctbbbb TEXT [wang, 11-09 17:30]"],
        ),
        // Done: nothing to be done until it may be judged.
        (
            "fnnbbb 11-05T12:00 wang finish: {for: ctbbbb, text: t}",
            "11-10T17:30:00",
            vec![],
        ),
        (
            "nttccc 11-10T17:30:01 li note: {text: n}",
            "11-10T17:30:01",
            vec!["evaluate ctbbbb --verdict VERDICT []"],
        ),
        (
            "vltbbb 11-11T12:00 zhao evaluate: {for: ctbbbb, verdict: ineffective}",
            "11-11T13:00",
            vec!["act ctbbbb --kind corrective --text TEXT --owner PERSON --due DAY []"],
        ),
        (
            "ctcccc 11-12T12:00 li act: {for: ctbbbb, kind: corrective, text: t, owner: sun, due: 2026-11-16}",
            "11-12T13:00",
            vec!["finish ctcccc TEXT [sun, 11-16 17:30]"],
        ),
    ] {
        log.push(line);
        assert_eq!(steps(&log, now), expected, "{line}");
    }
}

#[test]
fn a_recall_is_told_and_fetched_customer_by_customer() {
    let mut log = vec![
        OPEN,
        "vrfbbb 11-02T10:00 wang verify: {result: waived, text: t}",
        "rclbbb 11-03T10:00 li recall: {decision: recall, lots: L1, reason: r, customers: [{customer: ACME, quantity: 5 pcs}, {customer: Blue Ltd}]}",
    ];
    let fetch = |who: &str| {
        let rest = if who == "ACME" { "'5 pcs'" } else { "QUANTITY" };
        format!("retrieve rclbbb --customer {who} --quantity {rest} []")
    };
    let tell = |who: &str| format!("notify rclbbb --party customer --who {who} []");
    let (acme, blue) = ("ACME", "'Blue Ltd'");
    assert_eq!(
        steps(&log, "11-03T11:00"),
        [tell(acme), fetch(acme), tell(blue), fetch(blue)]
    );
    log.push("tldbbb 11-04T10:00 li notify: {for: rclbbb, party: customer, who: Blue Ltd}");
    log.push("rtrbbb 11-04T10:00 li retrieve: {for: rclbbb, customer: ACME, quantity: 5 pcs}");
    assert_eq!(steps(&log, "11-04T11:00"), [tell(acme), fetch(blue)]);
}

#[test]
fn a_visit_meets_the_request_for_one() {
    let rules = small("");
    let log = [
        OPEN,
        "rqsbbb 11-02T10:00 li request: {want: visit, due: 2026-11-04}",
    ];
    for (line, state) in [
        ("vstbbb 11-04T10:00 li visit: {text: t}", "overdue"),
        ("vstbbb 11-04T10:00 li visit: {for: rqsbbb, text: t}", "met"),
        (
            "vstbbb 11-05T10:00 li visit: {for: rqsbbb, text: t}",
            "late",
        ),
    ] {
        let state_then = legal(&rules, &with(&log, &[line]));
        let found = clock(&rules, &state_then, "request", "11-06T10:00");
        assert_eq!(found, [format!("11-04 17:30 {state}")], "{line}");
    }
    // A visit that nobody asked for needs no request, and one for an action none.
    let line = "xxxxxx 11-05T10:00 li visit: {for: cmplnt, text: t}";
    assert_eq!(refused(&rules, &log, line), [Code::WrongTarget]);
}

#[test]
fn what_an_amendment_would_break_is_named() {
    let rules = rules();
    let log = [
        OPEN,
        "sgnbbb 11-02T10:00 li assign: {to: [quality, general-manager]}",
        "sgnccc 11-02T11:00 chen sign: {for: sgnbbb/2}",
        "nvsbbb 11-02T12:00 wang investigate: {justified: true, occurrence: o, party: department, who: quality}",
        "ctbbbb 11-03T10:00 li act: {for: nvsbbb, kind: corrective, text: t, owner: wang, due: 2026-11-20}",
        "fnnbbb 11-04T10:00 wang finish: {for: ctbbbb, text: t}",
        "vltbbb 11-20T10:00 zhao evaluate: {for: ctbbbb, verdict: effective}",
        "rclbbb 11-20T11:00 li recall: {decision: recall, lots: L1, reason: r, customers: {customer: ACME, quantity: 9 pcs}}",
        "rtrbbb 11-20T12:00 li retrieve: {for: rclbbb, customer: ACME, quantity: 4 pcs}",
    ];
    let broken = Code::BreaksOthers;
    for (target, set, codes) in [
        ("sgnbbb", "{to: quality}", vec![broken]),
        ("sgnbbb", "{to: [quality, marketing]}", vec![broken]),
        ("sgnbbb", "{to: [marketing, general-manager]}", vec![]),
        (
            "sgnccc",
            "{when: '2026-11-02T09:59:00+08:00'}",
            vec![Code::BeforeTarget],
        ),
        ("nvsbbb", "{occurrence: null}", vec![Code::MissingKey]),
        ("nvsbbb", "{justified: false, text: t}", vec![]),
        // What is done stays as it was planned.
        ("ctbbbb", "{owner: sun}", vec![Code::ActionStays]),
        ("ctbbbb", "{for: null}", vec![Code::ActionStays]),
        ("fnnbbb", "{for: null}", vec![Code::NotAmendable]),
        ("fnnbbb", "{when: '2026-11-03T10:00:00+08:00'}", vec![]),
        (
            "vltbbb",
            "{when: '2026-11-09T10:00:00+08:00'}",
            vec![Code::TooEarly],
        ),
        (
            "rclbbb",
            "{customers: {customer: ACME, quantity: 3 pcs}}",
            vec![broken],
        ),
        ("rclbbb", "{customers: {customer: Blue}}", vec![broken]),
        (
            "rclbbb",
            "{customers: [{customer: ACME, quantity: 4 pcs}, {customer: Blue}]}",
            vec![],
        ),
        (
            "rtrbbb",
            "{quantity: 10 pcs}",
            vec![Code::MoreThanDelivered],
        ),
        ("rtrbbb", "{quantity: 9 pcs}", vec![]),
    ] {
        let line = format!("xxxxxx 11-20T18:00 li amend: {{for: {target}, set: {set}, reason: r}}");
        assert_eq!(refused(&rules, &log, &line), codes, "{target} {set}");
    }
    for (target, codes) in [
        ("nvsbbb", vec![Code::StillReferredTo]),
        ("sgnccc", vec![]),
        ("fnnbbb", vec![broken]),
        ("vltbbb", vec![]),
        ("rtrbbb", vec![]),
        ("rclbbb", vec![Code::StillReferredTo]),
    ] {
        let line = format!("xxxxxx 11-20T18:00 li strike: {{for: {target}, reason: r}}");
        assert_eq!(refused(&rules, &log, &line), codes, "{target}");
    }
}
