//! Presets with one thing spoiled: each gives one finding, at the line of it.

use super::*;
use crate::finding::{Code, Finding};
use crate::yaml;

/// The preset, what is put in the place of what, the code, and a part of the
/// line that it names.
type Spoiled = (
    &'static str,
    &'static [(&'static str, &'static str)],
    Code,
    &'static str,
);

const SPOILED: &[Spoiled] = &[
    // Wider and graded lighter; worse and graded lighter.
    (
        "manufacturing",
        &[("[C, C, B, B]", "[C, D, B, B]")],
        Code::MatrixOrder,
        "[C, D, B, B]",
    ),
    (
        "manufacturing",
        &[("[B, B, A, A]", "[D, B, A, A]")],
        Code::MatrixOrder,
        "[D, B, A, A]",
    ),
    (
        "manufacturing",
        &[("[D, D, C, C]", "[D, D, C, C]\n    trivial:  [D, D, D, D]")],
        Code::RowUnused,
        "trivial:",
    ),
    (
        "manufacturing",
        &[(
            "{A: 24h, B: 24h, C: 2wd, D: 3wd}",
            "{A: 24h, B: 24h, C: 2wd}",
        )],
        Code::LevelWithoutLimit,
        "{A: 24h, B: 24h, C: 2wd}",
    ),
    // The clock runs at level A alone.
    (
        "manufacturing",
        &[("    within: 24h\n", "    within: {A: 24h, B: 48h}\n")],
        Code::NeverHolds,
        "{A: 24h, B: 48h}",
    ),
    // What a classification is for, and of which kind it is.
    (
        "manufacturing",
        &[(
            "{severity: A}\n    per",
            "{severity: A, target: act}\n    per",
        )],
        Code::NeverHolds,
        "target: act}",
    ),
    (
        "manufacturing",
        &[(
            "{criterion: fatal-defect}",
            "{criterion: fatal-defect, kind: final}",
        )],
        Code::NeverHolds,
        "fatal-defect, kind: final}",
    ),
    // Nobody is done with a recall.
    (
        "manufacturing",
        &[("[corrective, preventive]", "[corrective, recall]")],
        Code::NeverHolds,
        "[corrective, recall]",
    ),
    // The clock starts with final and supplementary replies.
    (
        "manufacturing",
        &[(
            "when: {severity: [A, B]}\n  reminder",
            "when: {kind: interim}\n  reminder",
        )],
        Code::NeverHolds,
        "when: {kind: interim}",
    ),
    (
        "manufacturing",
        &[(
            "{kind: [final, supplementary], severity",
            "{kind: [final, discount], severity",
        )],
        Code::NeverHolds,
        "[final, discount]",
    ),
    (
        "manufacturing",
        &[(
            "  rma:\n    - {step: approve, role: quality-head}",
            "  rma:\n    - {step: approve, role: quality-head, when: {extra: true}}",
        )],
        Code::NeverHolds,
        "quality-head, when: {extra: true}}",
    ),
    (
        "manufacturing",
        &[(
            "role: quality-head}\n  replace",
            "role: quality-head, when: {arrival: normal}}\n  replace",
        )],
        Code::NeverHolds,
        "{arrival: normal}",
    ),
    (
        "manufacturing",
        &[(
            "when: {party: authority}}",
            "when: {party: authority}, unless: {party: [authority, other]}}",
        )],
        Code::NeverHolds,
        "unless: {party: [authority, other]}}",
    ),
    // Safety is critical, and what is critical is A.
    (
        "manufacturing",
        &[(
            "criterion: [safety, authority-finding]}",
            "criterion: [safety, authority-finding], severity: [C, D]}",
        )],
        Code::NeverHolds,
        "severity: [C, D]}",
    ),
    (
        "manufacturing",
        &[(
            "{quantity_over: 5000 pcs}",
            "{quantity_over: 5000 pcs, quantity_under: 5000 pcs}",
        )],
        Code::NeverHolds,
        "quantity_under: 5000 pcs",
    ),
    (
        "manufacturing",
        &[(
            "  recall:\n    - {step: approve, role: general-manager}",
            "  recall:\n    - {step: approve, role: general-manager, when: {amount_over: 1.00 CNY}}",
        )],
        Code::NeverHolds,
        "{amount_over: 1.00 CNY}",
    ),
    (
        "manufacturing",
        &[(
            "{when: {severity: [A, B], justified: true}",
            "{when: {basis: refuted, justified: true}",
        )],
        Code::NeverHolds,
        "{when: {basis: refuted",
    ),
    (
        "manufacturing",
        &[(
            "- {enter: remind, role: [marketing, customer-service]}",
            "- {enter: remind, role: [marketing, customer-service], when: {remedy: repair}}",
        )],
        Code::NeverHolds,
        "{remedy: repair}",
    ),
    // Evaluated after 30 days, and within 20.
    (
        "manufacturing",
        &[
            ("  shipped-lots: 3 ", "  evidence: true "),
            ("    within: 45d", "    within: 20d"),
        ],
        Code::EarliestAfterLatest,
        "within: 20d",
    ),
    // Three weeks are less than 25 days, and than ten working days nothing can
    // be said.
    (
        "pharma",
        &[(
            "clocks:\n",
            "clocks:\n  remind-by: {from: {reply.approved: {kind: final}}, until: remind, within: 3w}\n  silence-by: {from: remind, until: {confirm: {what: no-answer}}, within: 12d}\n",
        )],
        Code::EarliestAfterLatest,
        "remind-by:",
    ),
    (
        "manufacturing",
        &[(
            "    - {enter: close, role:",
            "    - {enter: {disposition: {decision: restock}}, role: marketing}\n    - {enter: close, role:",
        )],
        Code::NobodyMayEnter,
        "{disposition: {decision: restock}}",
    ),
    (
        "manufacturing",
        &[(
            "    - {enter: remind, role: [",
            "    - {enter: close, role: marketing}\n    - {enter: remind, role: [",
        )],
        Code::NobodyMayEnter,
        "{enter: close, role: marketing}",
    ),
    (
        "pcb",
        &[(
            "role: general-manager, when: {amount_over: 50000.00 CNY}",
            "role: general-manager, when: {amount_over: 60000.00 CNY}",
        )],
        Code::ApprovalGap,
        "60000.00 CNY",
    ),
    (
        "aluminium",
        &[(
            "deputy-gm-engineering, when: {quantity_over: [500 kg, 500 公斤, 500 千克, 0.5 t, 0.5 吨]}",
            "deputy-gm-engineering, when: {quantity_over: 600 kg}",
        )],
        Code::ApprovalGap,
        "600 kg",
    ),
    (
        "manufacturing",
        &[(
            "needs: [refuted, final-reply]",
            "needs: [refuted, final-reply, investigated]",
        )],
        Code::NeedsExclude,
        "[refuted, final-reply, investigated]",
    ),
    (
        "manufacturing",
        &[("reminder, sales-confirmed]", "reminder, customer-accepted]")],
        Code::NeedsExclude,
        "reminder, customer-accepted]",
    ),
    (
        "manufacturing",
        &[(
            "needs: [classified, final-reply, customer-accepted,",
            "needs: [classified, sales-confirmed, customer-accepted,",
        )],
        Code::NeedsExclude,
        "sales-confirmed, customer-accepted",
    ),
    (
        "manufacturing",
        &[(
            "needs: [questions-answered]",
            "needs: [questions-answered, appraised]",
        )],
        Code::NeedWithoutMeans,
        "appraised]",
    ),
    (
        "manufacturing",
        &[(
            "entering:\n",
            "entering:\n  first:\n    - {enter: classify, needs: [verified, classified]}\n",
        )],
        Code::OrderInCircle,
        "[verified, classified]",
    ),
    (
        "retail",
        &[(
            "exchange: 0.3 %, refund: 0.5 %}",
            "exchange: 0.3 %, refund: 0.5 %}\n    boots: {class: shoes, refund: 0.1 %}",
        )],
        Code::RowNeverCounts,
        "boots:",
    ),
];

fn findings(text: &str) -> Vec<(Code, usize)> {
    let policy: Policy = yaml::read(text.as_bytes()).unwrap();
    let mut found: Vec<Finding> = check_policy(&policy);
    yaml::locate(text, &mut found);
    let of = |finding: Finding| (finding.code, finding.place.line.unwrap_or(0));
    found.into_iter().map(of).collect()
}

#[test]
fn each_thing_spoiled_is_found_at_its_line() {
    let mut wrong = Vec::new();
    for (key, changes, code, part) in SPOILED {
        let mut text = Preset::find(key).unwrap().policy.to_owned();
        for (from, to) in *changes {
            assert!(text.contains(from), "{key}: {from}");
            text = text.replacen(from, to, 1);
        }
        let line = text.lines().position(|line| line.contains(part));
        let found = findings(&text);
        if found != [(*code, line.unwrap() + 1)] {
            wrong.push((key, changes, found, line));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rows_that_wait_for_each_other_are_both_named() {
    let rows = "entering:\n  first:\n    - {enter: verify, needs: [classified]}\n    - {enter: {reply: {kind: final}}, needs: [verified]}\n    - {enter: classify, needs: [final-reply]}\n";
    let text = Preset::find("manufacturing").unwrap().policy;
    let text = text.replacen("entering:\n", rows, 1);
    let codes: Vec<Code> = findings(&text).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, [Code::OrderInCircle; 3]);
    // Of what comes first only sometimes nobody can say so.
    let sometimes = text.replacen(
        "needs: [verified]}",
        "needs: [verified], when: {severity: A}}",
        1,
    );
    assert_eq!(findings(&sometimes), []);
}

/// How many people the approvals of a policy find too few.
fn too_few(rows: &str, people: &str) -> usize {
    let text = format!(
        "policy: p\neffective: 2020-01-01\nnumbering: \"{{yy}}-{{n:04}}\"\nroles: {{a: {{en: A}}, b: {{en: B}}}}\nseverity: {{levels: [A], criteria: {{x: g}}, scopes: [one], matrix: {{g: [A]}}}}\nclosing: {{withdrawn: {{}}}}\n{rows}"
    );
    let policy: Policy = yaml::read(text.as_bytes()).unwrap();
    assert_eq!(check_policy(&policy), []);
    let people: People = yaml::read(format!("people: {people}").as_bytes()).unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    let found = check_people(&people, &policy, today).into_iter();
    found.filter(|it| it.code == Code::ApproversTooFew).count()
}

#[test]
fn each_step_takes_another_person_and_none_approves_their_own_entry() {
    let two = "approvals: {reply: [{step: review, role: a}, {step: approve, role: b}]}\n";
    assert_eq!(
        too_few(two, "{u: {name: U, roles: [a, b]}, v: {name: V}}"),
        1
    );
    assert_eq!(
        too_few(two, "{u: {name: U, roles: [a, b]}, v: {name: V, roles: b}}"),
        1
    );
    assert_eq!(
        too_few(
            two,
            "{u: {name: U, roles: [a, b]}, v: {name: V, roles: b}, w: {name: W}}"
        ),
        0
    );
    let own = "approvals: {reply: [{step: approve, role: a}]}\nentering: {only: [{enter: reply, role: a}]}\n";
    assert_eq!(
        too_few(own, "{u: {name: U, roles: a}, v: {name: V, roles: b}}"),
        1
    );
    assert_eq!(
        too_few(own, "{u: {name: U, roles: a}, v: {name: V, roles: a}}"),
        0
    );
    // Who has left is no second person.
    assert_eq!(
        too_few(
            own,
            "{u: {name: U, roles: a}, v: {name: V, roles: a, until: 2026-11-01}}"
        ),
        1
    );
    // Only final replies are left to that role, and they are what is approved.
    let some = "approvals: {reply: [{step: approve, role: a, when: {kind: final}}]}\nentering: {only: [{enter: {reply: {kind: [final, supplementary]}}, role: a}]}\n";
    assert_eq!(too_few(some, "{u: {name: U, roles: a}, v: {name: V}}"), 1);
    // One of the steps does not come with the other.
    let apart = "approvals: {reply: [{step: one, role: a, when: {severity: A}}, {step: two, role: a, unless: {severity: A}}]}\n";
    assert_eq!(too_few(apart, "{u: {name: U, roles: a}, v: {name: V}}"), 0);
}
