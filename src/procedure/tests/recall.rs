//! Lots that are contained, traced, called back.

use super::*;
use crate::case::kinds::Basis;
use crate::procedure::recalls::recalls;
use crate::procedure::touched::{to_trace, touched};

const CLOSING: &str = "  accepted: {needs: [contained, traced, recall-decided, recall-complete]}
  withdrawn: {needs: [authority-told]}
";
const ROWS: &str = "approvals:
  recall: [{step: approve, role: general-manager}]
  notify: [{step: approve, role: general-manager, when: {party: authority}}]
";

fn rules() -> Rules {
    closing_by(CLOSING, ROWS)
}

const FULL: &str = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: [{model: AX, lot: L1}, {model: BX, lot: L1}, {model: AX}]}";
const CAUSE: &str = "nvsbbb 11-02T11:00 wang investigate: {justified: true, occurrence: o, party: department, who: quality, lots: [L2, L1]}";
const RECALL: &str = "rclbbb 11-03T10:00 li recall: {decision: recall, lots: [L1, L3], reason: fatal, customers: [{customer: ACME, quantity: 600 pcs}, {customer: Blue Ltd, quantity: 300 pcs}, {customer: Cargo, quantity: 50 kg}]}";
const APPROVED: &str = "pprbbb 11-03T11:00 chen approve: {for: rclbbb, role: general-manager}";

fn lacks(log: &[&str]) -> Vec<String> {
    let rules = rules();
    let open = unmet(&legal(&rules, log), &rules, Basis::Accepted).unwrap();
    open.into_iter()
        .map(|open| format!("{} {}", open.verb, open.command))
        .collect()
}

#[test]
fn the_lots_that_a_fault_touches() {
    let rules = rules();
    for (log, lots) in [
        (vec![OPEN], vec![]),
        (vec![FULL], vec!["L1"]),
        (vec![FULL, CAUSE], vec!["L1", "L2"]),
        (vec![FULL, CAUSE, RECALL], vec!["L1", "L2", "L3"]),
        (vec![OPEN, CAUSE], vec!["L2", "L1"]),
    ] {
        let state = legal(&rules, &log);
        assert_eq!(touched(&state), lots, "{log:?}");
        let contain: Vec<ToContain> = lots.iter().map(|lot| ToContain::Lot(lot)).collect();
        assert_eq!(to_contain(&state, &rules), contain);
        assert_eq!(to_trace(&state), lots);
    }
}

#[test]
fn every_lot_is_contained_traced_and_decided_about() {
    let contain = |lot: &str| {
        format!("contain --lot {lot} --place PLACE --action ACTION --quantity QUANTITY")
    };
    let decide = "recall --decision DECISION --lot L1 --lot L2 --reason TEXT".to_owned();
    let log = vec![FULL, CAUSE];
    assert_eq!(
        lacks(&log),
        [
            contain("L1"),
            contain("L2"),
            "trace L1".to_owned(),
            "trace L2".to_owned(),
            decide.clone(),
        ]
    );
    // Nothing of it may be there, and nobody may have got it.
    let log = with(
        &log,
        &[
            "cntbbb 11-02T12:00 li contain: {lot: L2, place: store, action: quarantine, quantity: 0 pcs}",
            "trcbbb 11-02T12:10 li trace: {lots: L1, text: nobody}",
        ],
    );
    assert_eq!(lacks(&log), [contain("L1"), "trace L2".to_owned(), decide]);
    let log = with(
        &log,
        &[
            "cntccc 11-02T12:00 li contain: {lot: L1, place: store, action: sort, quantity: 40 pcs}",
            "trcccc 11-02T12:10 li trace: {lots: L2, customers: {customer: ACME, quantity: 600 pcs}}",
            "rclccc 11-02T12:20 li recall: {decision: no-recall, lots: [L1, L2], reason: harmless}",
        ],
    );
    assert_eq!(lacks(&log), ["approve rclccc"]);
    let approved = "pprccc 11-02T12:30 chen approve: {for: rclccc, role: general-manager}";
    assert_eq!(lacks(&with(&log, &[approved])), [""; 0]);
    // A lot that turns up later is touched as well.
    let later = CAUSE
        .replace("nvsbbb 11-02T11", "nvsccc 11-03T11")
        .replace("[L2, L1]", "L4");
    let log = with(&log, &[approved, &later]);
    let decide = "recall --decision DECISION --lot L4 --reason TEXT".to_owned();
    assert_eq!(lacks(&log), [contain("L4"), "trace L4".to_owned(), decide]);
}

#[test]
fn nobody_is_told_of_a_recall_before_it_is_approved() {
    let rules = rules();
    let log = [FULL, RECALL];
    for line in [
        "li notify: {for: rclbbb, party: customer, who: ACME}",
        "li retrieve: {for: rclbbb, customer: ACME, quantity: 1 pcs}",
    ] {
        let line = format!("xxxxxx 11-04T10:00 {line}");
        assert_eq!(refused(&rules, &log, &line), [Code::NotApproved], "{line}");
        let approved = with(&log, &[APPROVED]);
        assert_eq!(refused(&rules, &approved, &line), [], "{line}");
    }
    assert_eq!(
        status(&legal(&rules, &log), &rules),
        Status::WaitingApproval
    );
    let lacking = lacks(&log);
    assert_eq!(lacking.last().unwrap(), "approve rclbbb");
    let rejected =
        "rjcbbb 11-03T11:00 chen reject: {for: rclbbb, role: general-manager, reason: r}";
    // A recall that was refused calls nothing back, and nothing is decided.
    let log = with(&log, &[rejected]);
    let lacking = lacks(&log);
    assert!(
        lacking.last().unwrap().starts_with("recall "),
        "{lacking:?}"
    );
    assert_eq!(touched(&legal(&rules, &log)), ["L1"]);
}

/// What is back and the share of it, by unit.
fn rates(log: &[&str]) -> Vec<String> {
    let state = legal(&rules(), log);
    let called = recalls(&state).remove(0);
    let rates = called.rates().into_iter();
    rates
        .map(|rate| {
            let percent = rate.percent().map_or("-".to_owned(), |it| it.to_string());
            format!("{}/{} {} {percent}", rate.back, rate.delivered, rate.unit)
        })
        .collect()
}

#[test]
fn how_far_a_recall_got_is_told_by_unit() {
    let back = |id: &str, customer: &str, rest: &str| {
        format!("{id} 11-05T10:00 li retrieve: {{for: rclbbb, customer: {customer}, {rest}}}")
    };
    let lines = [
        back("rtrbbb", "ACME", "quantity: 540 pcs"),
        back("rtrccc", "ACME", "quantity: 60 pcs"),
        back("rtrddd", "Blue Ltd", "quantity: 0 pcs, rest: used up"),
        back("rtrfff", "Cargo", "quantity: 33.3 kg"),
        back("rtrggg", "Cargo", "quantity: 16.7 kg"),
    ];
    for (count, expected) in [
        (0, ["0/50 kg 0", "0/900 pcs 0"]),
        // 540 of 900.
        (1, ["0/50 kg 0", "540/900 pcs 60"]),
        // 600 of 900.
        (2, ["0/50 kg 0", "600/900 pcs 66.7"]),
        (3, ["0/50 kg 0", "600/900 pcs 66.7"]),
        (4, ["33.3/50 kg 66.6", "600/900 pcs 66.7"]),
        (5, ["50.0/50 kg 100", "600/900 pcs 66.7"]),
    ] {
        let mut log = vec![FULL, RECALL, APPROVED];
        log.extend(lines[..count].iter().map(String::as_str));
        let found: Vec<String> = rates(&log)
            .into_iter()
            .map(|rate| rate.trim_end_matches(".0").replace(".00", ""))
            .collect();
        assert_eq!(found, expected, "{count}");
    }
}

#[test]
fn what_comes_from_those_of_unknown_quantity_is_no_share_of_the_rest() {
    let log = [
        FULL,
        "rclbbb 11-03T10:00 li recall: {decision: recall, lots: L1, reason: r, customers: [{customer: ACME, quantity: 2000 pcs}, {customer: Blue}]}",
        APPROVED,
        "rtrbbb 11-05T10:00 li retrieve: {for: rclbbb, customer: Blue, quantity: 500 pcs}",
        "rtrccc 11-05T10:00 li retrieve: {for: rclbbb, customer: ACME, quantity: 1333 pcs}",
    ];
    // 66.65 % is rounded up.
    assert_eq!(rates(&log), ["1333/2000 pcs 66.7"]);
    assert_eq!(rates(&log[..4])[0].split(' ').next(), Some("0/2000"));
}

#[test]
fn a_recall_is_complete_when_all_were_told_and_nothing_more_is_awaited() {
    let mut log = vec![
        "cmplnt 11-02T09:30 li open: {customer: ACME, description: d}",
        "rclbbb 11-03T10:00 li recall: {decision: recall, lots: L1, reason: fatal, customers: [{customer: ACME, quantity: 600 pcs}, {customer: Blue Ltd}]}",
        APPROVED,
        "cntbbb 11-03T12:00 li contain: {lot: L1, place: store, action: quarantine, quantity: 7 pcs}",
        "trcbbb 11-03T12:00 li trace: {lots: L1, text: nobody}",
    ];
    let tell = |who: &str| format!("notify rclbbb --party customer --who {who}");
    let fetch = |who: &str| {
        let rest = if who == "ACME" {
            "'600 pcs'"
        } else {
            "QUANTITY"
        };
        format!("retrieve rclbbb --customer {who} --quantity {rest}")
    };
    // 360 of 600 are back.
    let more = fetch("ACME").replace("600", "240");
    let (acme, blue) = ("ACME", "'Blue Ltd'");
    for (line, open) in [
        ("", vec![tell(acme), fetch(acme), tell(blue), fetch(blue)]),
        (
            "tldbbb 11-04T10:00 li notify: {for: rclbbb, party: customer, who: ACME}",
            vec![fetch(acme), tell(blue), fetch(blue)],
        ),
        (
            "rtrbbb 11-05T10:00 li retrieve: {for: rclbbb, customer: ACME, quantity: 360 pcs}",
            vec![more, tell(blue), fetch(blue)],
        ),
        (
            "rtrccc 11-06T10:00 li retrieve: {for: rclbbb, customer: ACME, quantity: 240 pcs}",
            vec![tell(blue), fetch(blue)],
        ),
        // Nobody knows how much they had, so only their word ends it.
        (
            "rtrddd 11-06T11:00 li retrieve: {for: rclbbb, customer: Blue Ltd, quantity: 12 pcs}",
            vec![tell(blue), fetch(blue)],
        ),
        (
            "rtrfff 11-06T12:00 li retrieve: {for: rclbbb, customer: Blue Ltd, quantity: 0 pcs, rest: built in}",
            vec![tell(blue)],
        ),
        // An authority that has the customer's name is not the customer.
        (
            "tldccc 11-07T10:00 li notify: {for: rclbbb, party: carrier, who: Blue Ltd}",
            vec![tell(blue)],
        ),
        (
            "tldddd 11-07T11:00 li notify: {for: rclbbb, party: customer, who: Blue Ltd}",
            vec![],
        ),
    ] {
        if !line.is_empty() {
            log.push(line);
        }
        assert_eq!(lacks(&log), open, "{line}");
    }
    // All of it is back, and not one piece more can be.
    let more = "xxxxxx 11-08T10:00 li retrieve: {for: rclbbb, customer: ACME, quantity: 0.5 pcs}";
    assert_eq!(refused(&rules(), &log, more), [Code::MoreThanDelivered]);
    let rules = rules();
    let ids = |log: &[&str]| {
        let state = legal(&rules, log);
        candidates(&state, crate::case::Kind::Retrieve, &rules, None)
    };
    assert_eq!(ids(&log[..7]), [id("rclbbb")]);
    assert_eq!(ids(&log), [] as [EntryId; 0]);
}

#[test]
fn telling_an_authority_waits_for_the_general_manager() {
    let rules = rules();
    let told = "tldbbb 11-04T10:00 li notify: {party: authority, who: Market Office}";
    let needs = |log: &[&str]| {
        let state = legal(&rules, log);
        let open = unmet(&state, &rules, Basis::Withdrawn).unwrap();
        let open = open
            .first()
            .map(|open| format!("{} {}", open.verb, open.command));
        open.unwrap_or_default()
    };
    assert_eq!(needs(&[FULL]), "notify --party authority --who NAME");
    assert_eq!(needs(&[FULL, told]), "approve tldbbb");
    let by = |who: &str, role: &str| {
        let line = format!("pprbbb 11-04T11:00 {who} approve: {{for: tldbbb, role: {role}}}");
        refused(&rules, &[FULL, told], &line)
    };
    assert_eq!(by("zhao", "quality-head"), [Code::WrongRole]);
    assert_eq!(by("zhou", "general-manager"), [Code::RoleNotHeld]);
    assert_eq!(by("chen", "general-manager"), []);
    let approved = "pprbbb 11-04T11:00 chen approve: {for: tldbbb, role: general-manager}";
    assert_eq!(needs(&[FULL, told, approved]), "");
    // Somebody else is told without asking.
    let line = "xxxxxx 11-04T10:00 li notify: {party: department, who: quality}";
    let state = legal(&rules, &[FULL, line]);
    assert_eq!(waiting(&state, &rules), []);
    assert_eq!(
        status(&legal(&rules, &[FULL, told]), &rules),
        Status::WaitingApproval
    );
}

#[test]
fn goods_are_called_back_within_a_clock_of_their_own() {
    let rules = closing_by(
        CLOSING,
        "clocks:
  decide: {from: open, until: recall, within: 2d}
  tell: {from: {recall: {decision: recall}}, until: {notify: {party: customer}}, within: 24h}
  isolate: {from: open, until: contain, within: 4h}
approvals: {recall: [{step: approve, role: general-manager}]}
",
    );
    let log = [
        FULL,
        RECALL,
        APPROVED,
        "tldbbb 11-03T10:30 li notify: {party: department, who: quality}",
        "tldccc 11-04T10:00:01 li notify: {for: rclbbb, party: customer, who: ACME}",
        "cntbbb 11-02T13:30:01 li contain: {lot: L1, place: store, action: quarantine, quantity: 7 pcs}",
    ];
    let state = legal(&rules, &log);
    let of = |name| clock(&rules, &state, name, "11-04T12:00");
    assert_eq!(of("decide"), ["11-04 17:30 met"]);
    assert_eq!(of("isolate"), ["11-02 13:30 late"]);
    assert_eq!(of("tell"), ["11-04 10:00 late"]);
}
