//! What has to stand in the log: all that the form asks for, the chain back to
//! the supplier, a cause of its own for what rework sorts out, who was told.

use super::*;
use crate::case::kinds::Basis;
use crate::policy::Need;

/// What closing still needs.
fn lacks(rules: &Rules, log: &[&str]) -> Vec<(Need, String)> {
    let open = unmet(&legal(rules, log), rules, Basis::Accepted).unwrap();
    open.into_iter()
        .map(|open| (open.need, format!("{} {}", open.verb, open.command)))
        .collect()
}

const BARE: &str = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d}";

#[test]
fn a_form_is_whole_once_it_names_everything() {
    let rules = closing_by(
        "  accepted: {needs: [intake-complete]}\n",
        "intake: [model, sold, quantity]\n",
    );
    let lack = |command: &str| vec![(Need::IntakeComplete, command.to_owned())];
    let asked = "skbbbb 11-02T10:00 li ask: {text: sold}";
    let answered = "nswbbb 11-02T11:00 li answer: {for: skbbbb, text: yesterday}";
    let filled = "mndbbb 11-02T12:00 li amend: {for: cmplnt, set: {product: {model: AX, sold: 2026-11-01}, quantity: 3 pcs}, reason: r}";
    assert_eq!(
        lacks(&rules, &[BARE]),
        lack("ask \"model, sold, quantity?\"")
    );
    assert_eq!(lacks(&rules, &[BARE, asked]), lack("answer skbbbb TEXT"));
    // An answer in words fills in nothing.
    assert_eq!(
        lacks(&rules, &[BARE, asked, answered]),
        lack("ask \"model, sold, quantity?\"")
    );
    assert_eq!(lacks(&rules, &[BARE, filled]), []);
}

#[test]
fn lots_are_followed_back_and_not_only_forward() {
    let rules = closing_by("  accepted: {needs: [traced-back]}\n", "");
    let lots = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: [{model: AX, lot: L1}, {model: AX, lot: L 2}]}";
    let forward = "trcbbb 11-02T10:00 wang trace: {lots: [L1, L 2], direction: forward, text: t}";
    let back = "trcccc 11-02T10:00 wang trace: {lots: L1, direction: back, text: t}";
    let both = "trcddd 11-02T11:00 wang trace: {lots: L 2, direction: both, text: t}";
    let lack = |command: &str| (Need::TracedBack, command.to_owned());
    let each = [lack("trace L1 --back"), lack("trace 'L 2' --back")];
    assert_eq!(lacks(&rules, &[BARE]), []);
    assert_eq!(lacks(&rules, &[lots]), each);
    assert_eq!(lacks(&rules, &[lots, forward]), each);
    assert_eq!(lacks(&rules, &[lots, back]), each[1..]);
    assert_eq!(lacks(&rules, &[lots, back, both]), []);
}

/// Of 10 pieces 4 are reworked, and 1 of these is still bad.
const REWORKED: [&str; 7] = [
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 10 pcs}",
    "rmbbbb 11-02T10:00 li rma: {reason: r, items: {model: AX, quantity: 10 pcs}, way: return, replenish: true}",
    "rcbbbb 11-05T09:00 li receive: {for: rmbbbb, number: 2611-0001-rmbbbb, items: {model: AX, quantity: 10 pcs}}",
    "nsbbbb 11-05T10:00 wang inspect: {for: rcbbbb, good: 6 pcs, defective: {line: 4 pcs}}",
    "dsbbbb 11-05T11:00 wang disposition: {for: rcbbbb, items: [{decision: restock, quantity: 6 pcs, of: good}, {decision: rework, quantity: 4 pcs, of: defective}]}",
    "nvsbbb 11-05T12:00 wang investigate: {justified: true, occurrence: o, party: department, who: quality}",
    "nscccc 11-06T09:00 wang inspect: {for: dsbbbb/2, good: 3 pcs, defective: {line: 1 pcs}}",
];

#[test]
fn what_rework_sorts_out_has_a_cause_of_its_own() {
    let closing = "  accepted: {needs: [investigated]}\n";
    let wanted = closing_by(closing, "investigation: {after-rework: true}\n");
    let free = closing_by(closing, "");
    let scrapped = "dscccc 11-06T10:00 wang disposition: {for: rcbbbb, items: [{decision: restock, quantity: 3 pcs, of: good}, {decision: scrap, quantity: 1 pcs, of: defective}]}";
    let again = "nvsccc 11-06T11:00 wang investigate: {justified: true, occurrence: p, party: department, who: quality}";
    let needs = |rules: &Rules, log: &[&str]| -> Vec<Need> {
        lacks(rules, log)
            .into_iter()
            .map(|(need, _)| need)
            .collect()
    };
    let log = with(&REWORKED, &[scrapped]);
    assert_eq!(needs(&free, &log), []);
    assert_eq!(needs(&wanted, &log), [Need::Investigated]);
    assert_eq!(needs(&wanted, &with(&log, &[again])), []);
    // Where all reworked pieces are good, and before any is, the first cause does.
    let good = "nsdddd 11-06T09:00 wang inspect: {for: dsbbbb/2, good: 4 pcs}";
    let stocked = "dsdddd 11-06T10:00 wang disposition: {for: rcbbbb, items: {decision: restock, quantity: 4 pcs, of: good}}";
    let log = with(&REWORKED[..6], &[good, stocked]);
    assert_eq!(needs(&wanted, &log), []);
    assert_eq!(
        needs(&wanted, &REWORKED[..6]),
        [Need::GoodsAccountedFor],
        "the pieces are in rework"
    );
}

#[test]
fn who_receives_goods_depends_on_whether_others_are_sent_for_them() {
    let rules = small(
        "entering:
  only:
    - {enter: receive, role: [marketing, quality], when: {replenish: false}}
    - {enter: receive, role: quality, when: {replenish: true}}
",
    );
    for (replenish, by, found) in [
        ("true", "li", vec![Code::RoleMissing]),
        ("true", "wang", vec![]),
        ("false", "li", vec![]),
        ("false", "wang", vec![]),
    ] {
        let rma = REWORKED[1].replace("true", replenish);
        let receive = REWORKED[2].replace("09:00 li", &format!("09:00 {by}"));
        assert_eq!(
            refused(&rules, &[REWORKED[0], &rma], &receive),
            found,
            "{replenish} {by}"
        );
    }
}

#[test]
fn only_the_department_that_is_named_is_told() {
    let rules = small(
        "clocks:
  told:
    from: open
    until: {notify: {party: department, who: general-manager}}
    within: 1d
    owner: quality
",
    );
    let now = "11-02T13:00";
    let other = "ntfbbb 11-02T10:00 wang notify: {party: department, who: marketing}";
    let told = "ntfccc 11-02T11:00 wang notify: {party: department, who: general-manager}";
    let log = [BARE, other];
    let state = legal(&rules, &log);
    assert_eq!(clock(&rules, &state, "told", now), ["11-03 17:30 open"]);
    let steps = next(&case(&log).opened_as, &state, &rules, at(now));
    assert_eq!(
        steps[0].command,
        "plaint notify 2611-0001 --party department --who general-manager"
    );
    let state = legal(&rules, &[BARE, other, told]);
    assert_eq!(clock(&rules, &state, "told", now), ["11-03 17:30 met"]);
}
