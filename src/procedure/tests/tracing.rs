//! What the traces of a case drive: stock, customers, decisions.

use super::*;
use crate::case::kinds::{Basis, TracedCustomer};
use crate::procedure::touched::{to_trace, touched, undecided};
use crate::procedure::uncalled::uncalled;

const CLOSING: &str =
    "  accepted: {needs: [contained, traced, customers-told, recall-decided, recall-complete]}
";

fn rules() -> Rules {
    closing_by(CLOSING, "")
}

/// ACME complains of F1, which is made of R7, as F2 and F3 are.
const FULL: &str =
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: {model: AX, lot: F1}}";
const TRACE: &str = "trcbbb 11-02T10:00 wang trace: {lots: R7, touched: [F1, F2, F3], \
    stock: [{lot: R7, place: 原料仓, quantity: 0 kg}, \
    {lot: F2, place: 成品仓 A-03, quantity: 260 pcs, state: released}, \
    {lot: F2, place: 成品仓 B-01, quantity: 40 pcs, state: Blocked}, {lot: F3, place: 二号库}], \
    customers: [{customer: ACME, lot: F1, quantity: 1000 pcs}, \
    {customer: Blue Ltd, lot: F1, quantity: 200 pcs}, {customer: Cargo, lot: F3}, \
    {customer: Blue Ltd, lot: F2, quantity: 300 pcs}]}";
const LOOKED: &str =
    "cntbbb 11-02T11:00 li contain: {lot: F1, place: 成品仓, action: quarantine, quantity: 0 pcs}";

fn lacks(log: &[&str]) -> Vec<String> {
    let rules = rules();
    let open = unmet(&legal(&rules, log), &rules, Basis::Accepted).unwrap();
    open.into_iter()
        .map(|open| format!("{} {}", open.verb, open.command))
        .collect()
}

#[test]
fn lots_made_of_a_traced_one_are_touched_and_covered() {
    let rules = rules();
    for (log, lots, trace, decide) in [
        (vec![FULL], vec!["F1"], vec!["F1"], vec!["F1"]),
        // R7 itself went to nobody, so nobody need decide about it.
        (
            vec![FULL, TRACE],
            vec!["F1", "R7", "F2", "F3"],
            vec![],
            vec!["F1", "F3", "F2"],
        ),
        // Back to the supplier says nothing of who got them.
        (
            vec![
                FULL,
                "trcccc 11-02T10:00 wang trace: {lots: F1, direction: back, text: t}",
            ],
            vec!["F1"],
            vec!["F1"],
            vec!["F1"],
        ),
        (
            vec![
                FULL,
                "trcccc 11-02T10:00 wang trace: {lots: F1, direction: both, text: t}",
            ],
            vec!["F1"],
            vec![],
            vec!["F1"],
        ),
        // What a later one of R7 does not find is not forgotten.
        (
            vec![
                FULL,
                TRACE,
                "trcccc 11-02T12:00 wang trace: {lots: R7, touched: F4, text: t}",
            ],
            vec!["F1", "R7", "F2", "F3", "F4"],
            vec![],
            vec!["F1", "F3", "F2"],
        ),
        (
            vec![
                FULL,
                TRACE,
                "strbbb 11-02T12:00 wang strike: {for: trcbbb, reason: r}",
            ],
            vec!["F1"],
            vec!["F1"],
            vec!["F1"],
        ),
    ] {
        let state = legal(&rules, &log);
        assert_eq!(touched(&state), lots, "{log:?}");
        assert_eq!(to_trace(&state), trace, "{log:?}");
        assert_eq!(undecided(&state), decide, "{log:?}");
    }
}

#[test]
fn what_a_trace_finds_is_isolated_told_and_decided_about() {
    let f2 = "contain --lot F2 --place '成品仓 A-03' --action quarantine --quantity '260 pcs'";
    let five = f2.replace("260", "5");
    let f3 = "contain --lot F3 --place 二号库 --action quarantine --quantity QUANTITY";
    // ACME complained of F1 and knows; what is blocked lies safe.
    assert_eq!(
        lacks(&[FULL, TRACE]),
        [
            "contain --lot F1 --place PLACE --action ACTION --quantity QUANTITY",
            f2,
            f3,
            "notify --party customer --who 'Blue Ltd'",
            "notify --party customer --who Cargo",
            "recall --decision DECISION --lot F1 --lot F3 --lot F2 --reason TEXT",
        ]
    );
    let log = with(
        &[FULL, TRACE, LOOKED],
        &[
            "cntccc 11-02T11:10 li contain: {lot: F2, place: 成品仓 A-04, action: quarantine, quantity: 0 pcs}",
            "tldbbb 11-02T11:20 li notify: {party: customer, who: Cargo}",
            "tldccc 11-02T11:20 li notify: {party: carrier, who: Blue Ltd}",
            "rclbbb 11-02T11:30 li recall: {decision: no-recall, lots: F1, reason: r}",
        ],
    );
    let decide = "recall --decision DECISION --lot F3 --lot F2 --reason TEXT";
    let blue = "notify --party customer --who 'Blue Ltd'";
    assert_eq!(lacks(&log), [f2, f3, blue, decide]);
    // What R7 became is decided about with it; the goods stay, so nobody is to
    // be told.
    let log = with(
        &log,
        &[
            "cntddd 11-02T12:00 li contain: {lot: F2, place: A-03, action: quarantine, quantity: 255 pcs}",
            "cntfff 11-02T12:10 li contain: {lot: F3, place: '二号库 C-1', action: sort, quantity: 9 pcs}",
            "rclccc 11-02T12:20 li recall: {decision: no-recall, lots: R7, reason: r}",
        ],
    );
    assert_eq!(lacks(&log), [five.as_str(), f3]);
    let there =
        "cntggg 11-02T13:00 li contain: {lot: F3, place: ２号库, action: sort, quantity: 9 pcs}";
    assert_eq!(lacks(&with(&log, &[there])), [five.as_str(), f3]);
    let there = there.replace('２', "二");
    assert_eq!(lacks(&with(&log, &[&there])), [five]);
    let rest =
        "cnthhh 11-02T13:10 li contain: {lot: F2, place: A-03, action: sort, quantity: 5 pcs}";
    assert_eq!(lacks(&with(&log, &[&there, rest])), [""; 0]);
}

#[test]
fn lots_followed_together_are_decided_about_together() {
    let rules = rules();
    let both = "trcbbb 11-02T10:00 wang trace: {lots: [R7, R8], touched: F2, customers: [{customer: Cargo, lot: F2}, {customer: Dow, quantity: 9 kg}]}";
    let no = |id: &str, lot: &str| {
        format!("{id} 11-02T12:00 li recall: {{decision: no-recall, lots: {lot}, reason: r}}")
    };
    let (f1, r7, r8) = (no("rclbbb", "F1"), no("rclccc", "R7"), no("rclddd", "R8"));
    for (decisions, open) in [
        (vec![&f1], vec!["F2", "R7", "R8"]),
        // Nobody knows whether F2 is made of R7 or of R8.
        (vec![&f1, &r7], vec!["F2", "R8"]),
        (vec![&f1, &r7, &r8], vec![]),
    ] {
        let mut log = vec![FULL, both];
        log.extend(decisions.iter().map(|line| line.as_str()));
        assert_eq!(undecided(&legal(&rules, &log)), open, "{decisions:?}");
    }
}

/// Customers in one line each, as `ACME 1000 pcs`.
fn rows(rows: &[&TracedCustomer]) -> Vec<String> {
    let row = |row: &&TracedCustomer| {
        let quantity = row.quantity.as_ref().map(|it| format!(" {it}"));
        format!("{}{}", row.customer, quantity.unwrap_or_default())
    };
    rows.iter().map(row).collect()
}

#[test]
fn a_lot_went_where_its_last_trace_says_and_counts_once() {
    let rules = rules();
    let got = |log: &[&str], lots: &[&'static str]| {
        let state = legal(&rules, log);
        let traces = Traces::of(&state);
        let meant = traces.with_made(lots);
        let about = |of: &[&str]| of.iter().any(|lot| meant.contains(lot));
        let found = traces.customers().filter(|(_, of)| about(of));
        rows(&found.map(|(row, _)| row).collect::<Vec<_>>())
    };
    let log = [FULL, TRACE];
    let all = [
        "ACME 1000 pcs",
        "Blue Ltd 200 pcs",
        "Cargo",
        "Blue Ltd 300 pcs",
    ];
    assert_eq!(got(&log, &["R7"]), all);
    assert_eq!(got(&log, &["R7", "F1", "F2"]), all);
    assert_eq!(got(&log, &["F1"]), all[..2]);
    assert_eq!(got(&log, &["R8"]), [""; 0]);
    // F1 was followed again by hand: ACME got 900, and of Blue Ltd that trace says
    // nothing, so that the first still counts until it is struck.
    let again =
        "trcccc 11-02T12:00 wang trace: {lots: F1, customers: {customer: ACME, quantity: 900 pcs}}";
    let log = [FULL, TRACE, again];
    assert_eq!(
        got(&log, &["R7"]),
        [
            "Blue Ltd 200 pcs",
            "Cargo",
            "Blue Ltd 300 pcs",
            "ACME 900 pcs"
        ]
    );
    assert_eq!(got(&log, &["F1"]), ["Blue Ltd 200 pcs", "ACME 900 pcs"]);
    let struck = "strbbb 11-02T13:00 wang strike: {for: trcbbb, reason: wrong lot}";
    assert_eq!(got(&with(&log, &[struck]), &["F1"]), ["ACME 900 pcs"]);
    // A row that names no lot is about whatever was made of what was followed.
    let log = [
        FULL,
        "trcfff 11-02T12:00 wang trace: {lots: R7, touched: [F1, F2], customers: {customer: Dow, quantity: 7 pcs}}",
    ];
    for lot in ["R7", "F1", "F2"] {
        assert_eq!(got(&log, &[lot]), ["Dow 7 pcs"], "{lot}");
    }
    // One row of two lots.
    let log = [
        FULL,
        "trcddd 11-02T12:00 wang trace: {lots: [F1, F2], customers: {customer: Dow, quantity: 7 pcs}}",
    ];
    assert_eq!(got(&log, &["F1", "F2"]), ["Dow 7 pcs"]);
}

#[test]
fn a_recall_misses_whom_the_trace_of_what_was_made_names() {
    let rules = rules();
    let missed = |lots: &str, customers: &str| -> Vec<String> {
        let line = format!(
            "rclbbb 11-03T10:00 li recall: {{decision: recall, lots: {lots}, reason: r, customers: {customers}}}"
        );
        let state = legal(&rules, &[FULL, TRACE, &line]);
        uncalled(&state).iter().map(goods).collect()
    };
    for (customers, left) in [
        (
            "{customer: ACME, quantity: 1000 pcs}",
            vec!["Blue Ltd F1 F2 500 pcs", "Cargo F3"],
        ),
        (
            "[{customer: ACME, quantity: 1000 pcs}, {customer: Blue Ltd, quantity: 500 pcs}, {customer: Cargo}]",
            vec![],
        ),
        // 200 and 300 are 100 more than 400.
        (
            "[{customer: ACME, quantity: 1000 pcs}, {customer: Blue Ltd, quantity: 400 pcs}, {customer: Cargo}]",
            vec!["Blue Ltd F1 F2 100 pcs"],
        ),
        // Who is named without a quantity gives everything back.
        ("[{customer: ACME}, {customer: Blue Ltd}]", vec!["Cargo F3"]),
        // Kilograms and pieces cannot be compared.
        (
            "[{customer: ACME}, {customer: Blue Ltd, quantity: 90 kg}, {customer: Cargo}]",
            vec![],
        ),
    ] {
        assert_eq!(missed("R7", customers), left, "{customers}");
    }
    let both = "[{customer: ACME}, {customer: Blue Ltd}]";
    assert_eq!(missed("F1", both), [""; 0]);
}

/// Goods that no recall names, as `Blue Ltd F1 F2 500 pcs`.
fn goods(one: &Uncalled) -> String {
    let quantity = one.quantity.as_ref().map(|it| format!(" {it}"));
    let lots = one.lots.join(" ");
    format!("{} {lots}{}", one.customer, quantity.unwrap_or_default())
}

/// What is left, a word each.
fn things(log: &[&str]) -> Vec<String> {
    let rules = rules();
    let state = legal(&rules, log);
    let thing = |one: &Left| match one {
        Left::Isolate(row, None) => format!("isolate {} {}", row.lot, row.place),
        Left::Isolate(row, Some(rest)) => format!("isolate {} {} {rest}", row.lot, row.place),
        Left::CallBack(one) => format!("call back {}", goods(one)),
        Left::Tell(who, None) => format!("tell {who}"),
        Left::Tell(who, Some(recall)) => format!("tell {who} of {}", recall.id()),
        Left::Await(of, None) => format!("await {}", of.customer),
        Left::Await(of, Some(rest)) => format!("await {} {rest}", of.customer),
    };
    left(&state, &rules).iter().map(thing).collect()
}

#[test]
fn what_is_left_shrinks_until_nothing_is() {
    let mut log = vec![FULL, TRACE];
    let (f2, f3) = ("isolate F2 成品仓 A-03 260 pcs", "isolate F3 二号库");
    for (line, left) in [
        ("", vec![f2, f3, "tell Blue Ltd", "tell Cargo"]),
        (
            "cntddd 11-02T12:00 li contain: {lot: F2, place: 成品仓, action: quarantine, quantity: 260 pcs}",
            vec![f3, "tell Blue Ltd", "tell Cargo"],
        ),
        (
            "rclbbb 11-02T13:00 li recall: {decision: recall, lots: [F1, F2], reason: r, customers: [{customer: ACME}, {customer: Blue Ltd, quantity: 500 pcs}]}",
            vec![
                f3,
                "tell Cargo",
                "tell ACME of rclbbb",
                "tell Blue Ltd of rclbbb",
                "await ACME",
                "await Blue Ltd 500 pcs",
            ],
        ),
        (
            "tldbbb 11-02T14:00 li notify: {for: rclbbb, party: customer, who: Blue Ltd}",
            vec![
                f3,
                "tell Cargo",
                "tell ACME of rclbbb",
                "await ACME",
                "await Blue Ltd 500 pcs",
            ],
        ),
        (
            "rtrbbb 11-02T15:00 li retrieve: {for: rclbbb, customer: Blue Ltd, quantity: 480 pcs}",
            vec![
                f3,
                "tell Cargo",
                "tell ACME of rclbbb",
                "await ACME",
                "await Blue Ltd 20 pcs",
            ],
        ),
        (
            "rtrccc 11-02T15:00 li retrieve: {for: rclbbb, customer: ACME, quantity: 0 pcs, rest: built in}",
            vec![
                f3,
                "tell Cargo",
                "tell ACME of rclbbb",
                "await Blue Ltd 20 pcs",
            ],
        ),
    ] {
        if !line.is_empty() {
            log.push(line);
        }
        assert_eq!(things(&log), left, "{line}");
    }
}

#[test]
fn a_clock_waits_for_one_direction() {
    let rows = "clocks:
  back: {from: open, until: {trace: {direction: back}}, within: 1d, owner: quality}
  on: {from: open, until: {trace: {direction: forward}}, within: 2d, owner: quality}
entering:
  only:
    - {enter: {trace: {direction: back}}, role: quality-head}
    - {enter: {trace: {direction: forward}}, role: marketing}
";
    let rules = small(rows);
    let trace =
        |direction: &str| format!("trcbbb 11-02T11:00 sun trace: {{lots: F1{direction}, text: t}}");
    let next = |log: &[&str]| -> Vec<String> {
        let state = legal(&rules, log);
        let all = super::super::next(&case(log).opened_as, &state, &rules, at("11-02T12:00"));
        all.into_iter()
            .filter(|step| step.verb == "trace")
            .map(|step| format!("{} {}", step.command, step.roles.join("/")))
            .collect()
    };
    let back = "plaint trace F1 --case 2611-0001 --back quality-head";
    // In both directions it is followed forward too.
    let on = "plaint trace F1 --case 2611-0001 quality-head/marketing";
    assert_eq!(next(&[FULL]), [back, on]);
    let both = "trcbbb 11-02T11:00 sun trace: {lots: F1, direction: both, text: t}";
    // Who may enter one direction may not enter both.
    assert_eq!(refused(&rules, &[FULL], both), [Code::RoleMissing]);
    let li = both.replace("sun", "li");
    assert_eq!(refused(&rules, &[FULL], &li), [Code::RoleMissing]);
    let rules = small(rows.split("entering").next().unwrap());
    for (direction, met) in [
        ("", ["open", "met"]),
        (", direction: forward", ["open", "met"]),
        (", direction: back", ["met", "open"]),
        (", direction: both", ["met", "met"]),
    ] {
        let state = legal(&rules, &[FULL, &trace(direction)]);
        for (at, name) in ["back", "on"].into_iter().enumerate() {
            let found = clock(&rules, &state, name, "11-02T12:00").remove(0);
            assert!(found.ends_with(met[at]), "{direction} {name} {found}");
        }
    }
}

#[test]
fn what_a_trace_must_say() {
    let rules = rules();
    for (fields, codes) in [
        ("lots: []", vec![Code::MissingKey, Code::MissingKey]),
        ("lots: F1", vec![Code::MissingKey]),
        ("lots: F1, direction: back", vec![Code::MissingKey]),
        ("lots: F1, text: t", vec![]),
        ("lots: F1, data: ab", vec![]),
        ("lots: F1, touched: F2", vec![]),
        (
            "lots: F1, direction: back, missing: [{lot: F1, link: label}]",
            vec![],
        ),
        ("lots: [F1, F2, F1], text: t", vec![Code::LotTwice]),
        ("lots: F1, touched: [F2, F2]", vec![Code::LotTwice]),
        ("lots: F1, touched: [F2, F1]", vec![Code::LotTwice]),
        ("lots: F1, as: label, text: t", vec![Code::MissingKey]),
        ("lots: F1, as: label, word: w, text: t", vec![]),
        (
            "lots: F1, direction: back, text: t, customers: {customer: ACME}",
            vec![Code::NotForward],
        ),
        (
            "lots: F1, touched: F2, customers: [{customer: A, lot: F2}, {customer: A, lot: F3}]",
            vec![Code::UnknownReference],
        ),
        (
            "lots: F1, stock: {lot: F2, place: P}",
            vec![Code::UnknownReference],
        ),
    ] {
        let line = format!("xxxxxx 11-03T10:00 wang trace: {{{fields}}}");
        assert_eq!(refused(&rules, &[FULL], &line), codes, "{line}");
    }
}

#[test]
fn a_trace_is_amended_field_by_field() {
    let rules = rules();
    let amend = |set: &str| {
        format!("mndbbb 11-02T13:00 wang amend: {{for: trcbbb, set: {{{set}}}, reason: r}}")
    };
    for (set, codes) in [
        ("stock: null", vec![]),
        ("direction: both, data: ab", vec![]),
        ("missing: [{lot: R7, link: supplier}]", vec![]),
        ("direction: back", vec![Code::NotForward]),
        // F3 stands in customers and stock.
        ("touched: [F1, F2]", vec![Code::UnknownReference; 2]),
    ] {
        assert_eq!(refused(&rules, &[FULL, TRACE], &amend(set)), codes, "{set}");
    }
    let moved = amend("stock: {lot: F2, place: C, quantity: 3 pcs}");
    let left = things(&[FULL, TRACE, &moved]);
    assert_eq!(left, ["isolate F2 C 3 pcs", "tell Blue Ltd", "tell Cargo"]);
}
