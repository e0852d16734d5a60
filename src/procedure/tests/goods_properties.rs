//! No sequence of steps makes a negative or a lost piece.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::properties::{Pick, grown, pick};
use super::*;
use crate::case::kinds::Found;
use crate::procedure::goods::{Ledger, balance, points};

const ROWS: &str = "approvals:
  rma: [{step: approve, role: quality-head}]
  disposition: [{step: approve, role: quality-head, when: {decision: [scrap, rework]}}]
clocks:
  goods: {from: receive, until: {disposition.approved: {balanced: true}}, within: 5d}
returns: {valid: 60d}
";

/// Goods to come, goods that came, and goods on site.
const BEGINNING: [&str; 7] = [
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 90 pcs, product: {model: AX, lot: L1}}",
    "rmbbbb 11-02T09:30 li rma: {reason: q, items: {model: AX, lot: L1, quantity: 40 pcs}, way: return, replenish: true}",
    "ppbbbb 11-02T09:30 zhao approve: {for: rmbbbb, role: quality-head}",
    "rmcccc 11-02T09:30 li rma: {reason: q, items: {model: AX, quantity: 20 pcs}, way: on-site, replenish: true, team: t, by: 2027-11-02}",
    "ppcccc 11-02T09:30 zhao approve: {for: rmcccc, role: quality-head}",
    "rcbbbb 11-02T09:30 li receive: {for: rmbbbb, number: 2611-0001-ppbbbb, items: {model: AX, lot: L1, quantity: 12 pcs}, partial: true}",
    "nsbbbb 11-02T09:30 li inspect: {for: rmcccc, good: 12 pcs, defective: {line: 6 pcs}}",
];

const BODIES: [&str; 42] = [
    "rma: {reason: q, items: {model: AX, lot: L1, quantity: 40 pcs}, way: return, replenish: true}",
    "rma: {reason: q, items: [{model: AX, quantity: 9 pcs}, {model: BX, quantity: 5 pcs}], way: return, replenish: false}",
    "approve: {for: TARGET, role: quality-head}",
    "approve: {for: TARGET, role: quality-head}",
    "approve: {for: TARGET, role: quality-head}",
    "approve: {for: TARGET, role: quality-head}",
    "reject: {for: TARGET, role: quality-head, reason: r}",
    "receive: {for: TARGET, items: {model: AX, lot: L1, quantity: 12 pcs}, partial: true}",
    "receive: {for: TARGET, items: {model: AX, lot: L1, quantity: 28 pcs}}",
    "receive: {for: TARGET, items: [{model: AX, lot: L2, quantity: 4 pcs}, {model: CX, quantity: 6 pcs}], packing: loose}",
    "receive: {for: TARGET, items: {model: AX, quantity: 7 pcs}}",
    "receive: {items: {model: AX, quantity: 7 pcs}, refused: why}",
    "receive: {for: TARGET, no_more: true}",
    "resolve: {for: TARGET/2, how: sent-back, reason: r}",
    "resolve: {for: TARGET, how: sent-back, reason: r}",
    "resolve: {for: TARGET, how: accepted, reason: r}",
    "inspect: {for: TARGET, good: 3 pcs, defective: {line: 2 pcs}}",
    "inspect: {for: TARGET, good: 1 pcs}",
    "inspect: {for: TARGET, good: 7 pcs, no_fault_found: 1 pcs, defective: {line: 4 pcs}}",
    "inspect: {for: TARGET/2, defective: {spot: 5 pcs}}",
    "inspect: {for: TARGET, good: 13 pcs, sampled: {lot: 20 pcs, level: II, aql: '1.0', regime: normal, letter: E, size: 13, accept: 0, reject: 1}}",
    "inspect: {for: TARGET, good: 12 pcs, defective: {spot: 1 pcs}, sampled: {lot: 20 pcs, level: II, aql: '1.0', regime: normal, letter: E, size: 13, accept: 0, reject: 1}}",
    "disposition: {for: TARGET, items: {decision: rework, quantity: 2 pcs, of: defective}}",
    "disposition: {for: TARGET, items: [{decision: scrap, quantity: 1 pcs, of: defective}, {decision: restock, quantity: 2 pcs, of: good}]}",
    "disposition: {for: TARGET, items: {decision: restock, quantity: 7 pcs, of: good}}",
    "disposition: {for: TARGET, items: {decision: scrap, quantity: 3 pcs, of: uninspected}}",
    "disposition: {for: TARGET, items: {decision: return-to-customer, quantity: 1 pcs, of: good}}",
    "disposition: {for: TARGET, items: [{decision: bring-back, quantity: 2 pcs, of: defective}, {decision: leave, quantity: 3 pcs, of: good}]}",
    "disposition: {for: TARGET, items: {decision: missing, quantity: 1 pcs, of: on-the-way}}",
    "disposition: {for: TARGET/2, items: {decision: sort, quantity: 4 pcs, of: uninspected}}",
    "replace: {for: TARGET, items: {model: AX, quantity: 8 pcs}, by: 2027-11-02}",
    "replace: {items: {model: AX, quantity: 5 pcs}, by: 2027-11-02, source: made-anew}",
    "ship: {for: TARGET, quantity: 1 pcs, delivery_note: n}",
    "ship: {for: TARGET, quantity: 5 pcs, delivery_note: n}",
    "accept: {for: TARGET}",
    "accept: {for: TARGET, quantity: 1 pcs}",
    "amend: {for: TARGET, set: {partial: true}, reason: r}",
    "amend: {for: TARGET, set: {good: 2 pcs}, reason: r}",
    "disposition: {for: TARGET, items: {decision: rework, quantity: 1 pcs, of: good}}",
    "inspect: {for: TARGET, defective: {line: 2 pcs}}",
    "strike: {for: TARGET, reason: r}",
    "cancel: {for: TARGET, reason: r}",
];

/// What must hold whatever was entered.
fn is_sound(state: &State, rules: &Rules) -> Result<(), TestCaseError> {
    let ledger = Ledger::of(state, rules);
    let none = Decimal::ZERO;
    for line in &ledger.lines {
        prop_assert_eq!(line.accounted(), line.came, "{:?}", line);
        let sorts = Found::WORDS.iter().filter_map(|word| Found::parse(word));
        let mut counts: Vec<Decimal> = sorts.map(|of| line.there(of)).collect();
        counts.extend([line.in_rework(), line.in_waiting(), line.in_settled()]);
        counts.extend([line.sent_back, line.arrived, line.open()]);
        prop_assert!(counts.iter().all(|count| *count >= none), "{:?}", line);
        prop_assert!(line.first_good + line.first_faultless <= line.inspected);
    }
    for supplied in &ledger.supplied {
        prop_assert!(supplied.shipped() <= supplied.promised, "{:?}", supplied);
        prop_assert!(supplied.accepted() <= supplied.shipped());
    }
    // A piece that came is in one row of the balance, and open in it for as
    // long as it is open in its line.
    let rows = balance(state, &ledger);
    let open: Decimal = ledger.lines.iter().map(|line| line.open()).sum();
    prop_assert_eq!(rows.iter().map(|row| row.open).sum::<Decimal>(), open);
    let came = ledger.lines.iter().filter(|line| !line.brought);
    let came: Decimal = came.map(|line| line.came).sum();
    prop_assert_eq!(rows.iter().map(|row| row.received).sum::<Decimal>(), came);
    // Nothing is left to be done only where nothing is open.
    let done = points(&ledger).is_empty();
    prop_assert!(!done || open.is_zero(), "{:?}", ledger);
    Ok(())
}

fn rules() -> Rules {
    small(ROWS)
}

fn picks(most: usize) -> impl Strategy<Value = Vec<Pick>> {
    prop::collection::vec(pick(), 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_piece_of_a_legal_log_is_in_one_place(picks in picks(200)) {
        let rules = rules();
        let whole = grown(case(&BEGINNING), &BODIES, &rules, &picks);
        let mut state = State::of(Some(&whole.opened_as));
        for entry in &whole.log {
            state = state.after(&Arc::new(entry.clone()), &rules);
            is_sound(&state, &rules)?;
        }
        let (_, found) = judge_log(&whole, &rules, &alone, end_of_time());
        prop_assert_eq!(found, []);
    }

    /// Even in a log that somebody wrote by hand.
    #[test]
    fn no_log_makes_a_negative_piece(picks in picks(120), turn in any::<usize>()) {
        let rules = rules();
        let mut whole = grown(case(&BEGINNING), &BODIES, &rules, &picks);
        let length = whole.log.len();
        whole.log[1..].rotate_left(turn % length.max(2) % (length.max(2) - 1).max(1));
        for (n, entry) in whole.log.iter_mut().enumerate() {
            entry.at = Time(at("11-02T09:30").0 + chrono::TimeDelta::hours(n as i64));
        }
        is_sound(&fold(&whole, &rules), &rules)?;
    }
}
