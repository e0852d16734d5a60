//! What the policy says of goods that come back: limits, clocks, confirmed
//! counts, and what it asks of each step.

use super::returns::ON_SITE;
use super::*;

/// The roles that the last of several RMAs goes through.
fn approvers(rules: &Rules, rmas: &[&str]) -> Vec<String> {
    let mut log = vec![OPEN.to_owned()];
    for (at, items) in rmas.iter().enumerate() {
        let letter = ["b", "c", "d"][at].repeat(4);
        log.push(format!("rm{letter} 11-02T1{at}:00 li rma: {{reason: r, items: {items}, way: no-goods, replenish: false}}"));
        for (step, (person, role)) in [("sun", "quality-head"), ("chen", "general-manager")]
            .iter()
            .enumerate()
        {
            let lines: Vec<&str> = log.iter().map(String::as_str).collect();
            let waiting = waiting(&legal(rules, &lines), rules);
            if waiting.first().is_some_and(|it| it.roles == [*role]) {
                let place = if step == 0 { "pp" } else { "qq" };
                log.push(format!(
                    "{place}{letter} 11-02T1{at}:3{step} {person} approve: {{for: rm{letter}, role: {role}}}"
                ));
            }
        }
    }
    let lines: Vec<&str> = log.iter().map(String::as_str).collect();
    let state = legal(rules, &lines);
    assert_eq!(waiting(&state, rules), []);
    let last = state.live(crate::case::Kind::Rma).next_back().unwrap();
    last.given.iter().map(|given| given.role.clone()).collect()
}

#[test]
fn all_rmas_of_a_case_count_together_and_unlike_units_take_every_step() {
    let rules = small(
        "approvals:
  rma:
    - {step: approve, role: quality-head, unless: {quantity_over: [500 kg, 0.5 t]}}
    - {step: approve, role: general-manager, when: {quantity_over: [500 kg, 0.5 t]}}
",
    );
    let (low, high) = (vec!["quality-head"], vec!["general-manager"]);
    let both = [low.clone(), high.clone()].concat();
    for (rmas, roles) in [
        (vec!["{quantity: 500 kg}"], &low),
        (vec!["{quantity: 500.01 kg}"], &high),
        (vec!["{quantity: 0.5 t}"], &low),
        (vec!["{quantity: 0.51 t}"], &high),
        (vec!["[{quantity: 300 kg}, {quantity: 300 kg}]"], &high),
        (vec!["{quantity: 300 kg}", "{quantity: 200 kg}"], &low),
        (vec!["{quantity: 300 kg}", "{quantity: 300 kg}"], &high),
        (vec!["{quantity: 40 pcs}"], &both),
        (vec!["[{quantity: 300 kg}, {quantity: 0.1 t}]"], &both),
        // Enough of one unit is enough, whatever the rest is.
        (vec!["[{quantity: 501 kg}, {quantity: 40 pcs}]"], &high),
    ] {
        assert_eq!(approvers(&rules, &rmas), *roles, "{rmas:?}");
    }
}

#[test]
fn few_pieces_are_fewer_than_the_limit() {
    let rules = small(
        "approvals:
  rma:
    - {step: approve, role: quality-head, when: {quantity_under: 100 pcs}}
    - {step: approve, role: general-manager, unless: {quantity_under: 100 pcs}}
",
    );
    for (rmas, role) in [
        (vec!["{quantity: 99.9 pcs}"], "quality-head"),
        (vec!["{quantity: 100 pcs}"], "general-manager"),
        (
            vec!["{quantity: 50 pcs}", "{quantity: 50 pcs}"],
            "general-manager",
        ),
    ] {
        assert_eq!(approvers(&rules, &rmas), [role], "{rmas:?}");
    }
}

#[test]
fn amounts_count_together_by_currency() {
    let rules = small(
        "approvals:
  compensate:
    - {step: approve, role: quality-head, unless: {amount_over: 5000.00 CNY}}
    - {step: approve, role: general-manager, when: {amount_over: 5000.00 CNY}}
",
    );
    let pay = |id: &str, hour: u32, amount: &str| {
        format!(
            "{id} 11-02T{hour}:00 li compensate: {{kind: other, amount: {amount}, paid_by: us}}"
        )
    };
    let approve = "ppbbbb 11-02T11:00 zhao approve: {for: cpbbbb, role: quality-head}";
    for (first, second, roles) in [
        ("3000.00 CNY", "2000.00 CNY", "quality-head"),
        ("3000.00 CNY", "2000.01 CNY", "general-manager"),
        // The first of both steps, since dollars cannot be compared.
        ("3000.00 CNY", "1.00 USD", "quality-head"),
    ] {
        let lines = [pay("cpbbbb", 10, first), pay("cpcccc", 12, second)];
        let log = [OPEN, &lines[0], approve, &lines[1]];
        let waiting = waiting(&legal(&rules, &log), &rules);
        assert_eq!(waiting[0].roles, [roles], "{first} {second}");
        let steps = waiting.len();
        assert_eq!(steps, 1);
    }
}

const CLOCKS: &str = "approvals:
  disposition: [{step: approve, role: quality-head}]
clocks:
  disposed:
    from: {receive: {refused: false}}
    until: [{disposition.approved: {balanced: true}}, {resolve: {balanced: true}}]
    within: 5d
  decided:
    from: {receive: {refused: false}}
    until: [{disposition.approved: {decided: true}}, {resolve: {decided: true}}]
    within: 1wd
";

/// 10 pieces come on Thursday 5 November: five days end on Tuesday the 10th,
/// one working day on Friday the 6th.
const CAME: [&str; 5] = [
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 10 pcs}",
    "rmbbbb 11-02T10:00 li rma: {reason: r, items: {model: AX, quantity: 10 pcs}, way: return, replenish: false}",
    "rcbbbb 11-05T09:00 li receive: {for: rmbbbb, number: 2611-0001-rmbbbb, items: {model: AX, quantity: 10 pcs}}",
    "nsbbbb 11-05T10:00 wang inspect: {for: rcbbbb, good: 6 pcs, defective: {line: 4 pcs}}",
    "dsbbbb 11-05T11:00 wang disposition: {for: rcbbbb, items: [{decision: restock, quantity: 6 pcs, of: good}, {decision: rework, quantity: 4 pcs, of: defective}]}",
];

#[test]
fn rework_decides_about_pieces_and_does_not_dispose_of_them() {
    let rules = small(CLOCKS);
    let now = "11-06T18:00";
    let both = |log: &[&str]| {
        let state = legal(&rules, log);
        [
            clock(&rules, &state, "decided", now),
            clock(&rules, &state, "disposed", now),
        ]
        .concat()
    };
    // Written is not approved.
    assert_eq!(both(&CAME), ["11-06 17:30 overdue", "11-10 17:30 open"]);
    let log = with(
        &CAME,
        &["ppbbbb 11-05T12:00 zhao approve: {for: dsbbbb, role: quality-head}"],
    );
    assert_eq!(both(&log), ["11-06 17:30 met", "11-10 17:30 open"]);
    let log = with(
        &log,
        &[
            "nscccc 11-06T09:00 wang inspect: {for: dsbbbb/2, good: 3 pcs, defective: {line: 1 pcs}}",
            "dscccc 11-06T10:00 wang disposition: {for: rcbbbb, items: {decision: restock, quantity: 3 pcs, of: good}}",
            "ppcccc 11-06T11:00 zhao approve: {for: dscccc, role: quality-head}",
        ],
    );
    assert_eq!(both(&log), ["11-06 17:30 met", "11-10 17:30 open"]);
    let last = [
        "dsdddd 11-06T12:00 wang disposition: {for: rcbbbb, items: {decision: scrap, quantity: 1 pcs, of: defective}}",
        "ppdddd 11-06T13:00 zhao approve: {for: dsdddd, role: quality-head}",
    ];
    assert_eq!(
        both(&with(&log, &last)),
        ["11-06 17:30 met", "11-10 17:30 met"]
    );
}

#[test]
fn goods_that_go_back_as_they_came_end_both() {
    let rules = small(CLOCKS);
    let unmarked =
        "rcbbbb 11-05T09:00 li receive: {for: rmbbbb, items: {model: AX, quantity: 10 pcs}}";
    let settled = |how: &str| {
        format!("rsbbbb 11-05T10:00 li resolve: {{for: rcbbbb, how: {how}, reason: r}}")
    };
    for (how, state) in [("sent-back", "met"), ("accepted", "open")] {
        let settled = settled(how);
        let log = [CAME[0], CAME[1], unmarked, &settled];
        let folded = legal(&rules, &log);
        for (name, due) in [("decided", "11-06 17:30"), ("disposed", "11-10 17:30")] {
            let said = clock(&rules, &folded, name, "11-05T18:00");
            assert_eq!(said, [format!("{due} {state}")], "{how} {name}");
        }
    }
}

const COUNTED: &str = "approvals:
  receive:
    - {step: confirm, role: quality-head, when: {arrival: normal}}
    - {step: look, role: general-manager, when: {arrival: abnormal}}
returns: {on-site-first: true, supply: made-anew, report-on-site: true, refusals: {late: Late}, agreed: discount}
";

#[test]
fn who_confirms_a_count_depends_on_how_the_goods_came() {
    let rules = small(COUNTED);
    let rma = "rmbbbb 11-02T10:00 li rma: {reason: r, items: {model: AX, quantity: 10 pcs}, way: return, not_on_site: r, replenish: false}";
    for (said, roles) in [
        (
            "number: 2611-0001-rmbbbb, items: {model: AX, quantity: 10 pcs}",
            vec!["quality-head"],
        ),
        (
            "number: 2611-0001-rmbbbb, items: {model: AX, quantity: 9 pcs}",
            vec!["general-manager"],
        ),
        (
            "items: {model: AX, quantity: 10 pcs}, refused: late",
            vec![],
        ),
    ] {
        let line = format!("rcbbbb 11-05T09:00 li receive: {{for: rmbbbb, {said}}}");
        let waiting = waiting(&legal(&rules, &[CAME[0], rma, &line]), &rules);
        let found: Vec<String> = waiting.into_iter().flat_map(|it| it.roles).collect();
        assert_eq!(found, roles, "{said}");
    }
}

const REFUSED: &[(Code, &str)] = &[
    (
        Code::OnSiteFirst,
        "rma: {reason: r, items: {quantity: 1 pcs}, way: return, replenish: false}",
    ),
    (
        Code::CountUnconfirmed,
        "inspect: {for: rcbbbb, good: 1 pcs}",
    ),
    (
        Code::CountUnconfirmed,
        "disposition: {for: rcbbbb, items: {decision: scrap, quantity: 1 pcs, of: uninspected}}",
    ),
    (
        Code::UnknownReference,
        "receive: {items: {quantity: 1 pcs}, refused: busy}",
    ),
    (
        Code::SupplyNotAllowed,
        "replace: {items: {model: AX, quantity: 1 pcs}, by: 2026-11-20}",
    ),
    (
        Code::SupplyNotAllowed,
        "replace: {items: {model: AX, quantity: 1 pcs}, by: 2026-11-20, source: stock}",
    ),
    (
        Code::NotAgreed,
        "compensate: {kind: discount, amount: 1.00 CNY, paid_by: us}",
    ),
];

/// The codes that the lines here provoke.
pub(super) fn codes() -> impl Iterator<Item = Code> {
    let on_site = [Code::SiteReportMissing];
    REFUSED.iter().map(|(code, _)| *code).chain(on_site)
}

#[test]
fn what_the_policy_asks_of_returns_is_refused_alone() {
    let rules = small(COUNTED);
    let log = [
        CAME[0],
        "rmbbbb 11-02T10:00 li rma: {reason: r, items: {model: AX, quantity: 10 pcs}, way: return, not_on_site: r, replenish: true}",
        "rcbbbb 11-05T09:00 li receive: {for: rmbbbb, number: 2611-0001-rmbbbb, items: {model: AX, quantity: 10 pcs}}",
    ];
    for (code, line) in REFUSED {
        let line = format!("zzzzzz 11-05T10:00 wang {line}");
        assert_eq!(refused(&rules, &log, &line), [*code], "{line}");
    }
    for line in [
        "receive: {items: {quantity: 1 pcs}, refused: late}",
        "replace: {items: {model: AX, quantity: 1 pcs}, by: 2026-11-20, source: made-anew}",
        // What somebody else is charged is not the customer's to agree to.
        "compensate: {kind: discount, amount: 1.00 CNY, paid_by: supplier, party: S}",
    ] {
        let line = format!("zzzzzz 11-05T10:00 wang {line}");
        assert_eq!(refused(&rules, &log, &line), [], "{line}");
    }
}

#[test]
fn work_on_site_needs_its_report_before_and_after_rework() {
    let rules = small(COUNTED);
    let file = "file: {name: a.pdf, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}";
    let found = |more: &str| {
        format!(
            "nsbbbb 11-03T10:00 wang inspect: {{for: rmbbbb, good: 90 pcs, defective: {{line: 10 pcs}}{more}}}"
        )
    };
    let log = [ON_SITE[0], ON_SITE[1]];
    assert_eq!(refused(&rules, &log, &found("")), [Code::SiteReportMissing]);
    let found = found(&format!(", {file}"));
    let log = with(
        &log,
        &[
            &found,
            "dsbbbb 11-03T11:00 wang disposition: {for: rmbbbb, items: {decision: rework, quantity: 10 pcs, of: defective}}",
        ],
    );
    let again = "nscccc 11-03T12:00 wang inspect: {for: dsbbbb, good: 10 pcs}";
    assert_eq!(refused(&rules, &log, again), [Code::SiteReportMissing]);
}

#[test]
fn a_case_that_nobody_has_to_grade_is_new_only_at_first() {
    let display = preset("display");
    let manufacturing = factory();
    let open = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 10 pcs}";
    let rma = "rmbbbb 11-02T10:00 li rma: {reason: quality, items: {model: AX, quantity: 10 pcs}, way: return, replenish: false}";
    let stands = |rules: &Rules, log: &[&str]| status(&fold(&case(log), rules), rules);
    for rules in [&display, &manufacturing] {
        assert_eq!(stands(rules, &[open]), Status::New);
        assert_eq!(stands(rules, &[open, rma]), Status::WaitingApproval);
    }
    let note = "ntbbbb 11-02T10:00 li note: {text: t}";
    // It need not be graded, but verified: display.1.
    assert_eq!(stands(&display, &[open, note]), Status::Verifying);
    assert_eq!(stands(&manufacturing, &[open, note]), Status::New);
}

#[test]
fn an_event_is_named_as_people_say_it() {
    for (text, said) in [
        ("{inspect: {sampled: true}}", "inspect sampled"),
        ("{receive: {refused: false}}", "receive not refused"),
        ("{rma.approved: {way: on-site}}", "rma.approved on-site"),
        ("{reply: {kind: [first, final]}}", "reply first/final"),
    ] {
        let event: crate::policy::Event = yaml::read(text.as_bytes()).unwrap();
        assert_eq!(event.to_string(), said);
    }
}
