//! Goods that come back, delivery by delivery: how they came, and where each
//! piece is.

use super::*;
use crate::procedure::goods::{Balance, Ledger, balance};

const ROWS: &str = "approvals:
  rma: [{step: approve, role: quality-head}]
returns:
  valid: 60d
";

/// An RMA over 60 AX of lot L1, and one over 5 AY; their numbers end with
/// ppbbbb and ppcccc.
const ASKED: [&str; 5] = [
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 60 pcs, product: {model: AX, lot: L1}}",
    "rmbbbb 11-02T10:00 li rma: {reason: r, items: {model: AX, lot: L1, quantity: 60 pcs}, way: return, replenish: true}",
    "ppbbbb 11-02T10:10 zhao approve: {for: rmbbbb, role: quality-head}",
    "rmcccc 11-02T10:20 li rma: {reason: r, items: {model: AY, quantity: 5 pcs}, way: return, replenish: true}",
    "ppcccc 11-02T10:30 zhao approve: {for: rmcccc, role: quality-head}",
];

const NUMBER: &str = "number: 2611-0001-ppbbbb";
const WHOLE: &str = "items: {model: AX, lot: L1, quantity: 60 pcs}";
const LOOKS: &str = "packing: original, marking: marked, sorting: sorted";

fn ledger(rules: &Rules, lines: &[&str]) -> Ledger {
    Ledger::of(&legal(rules, lines), rules)
}

/// In which ways the last delivery came wrong: `B short`, `F not-covered/2`.
fn anomalies(rules: &Rules, lines: &[&str]) -> Vec<String> {
    let ledger = ledger(rules, lines);
    let receipt = ledger.receipts.last().unwrap();
    let said = |anomaly: &crate::procedure::goods::Anomaly| {
        let item = anomaly
            .item
            .map_or(String::new(), |item| format!("/{item}"));
        format!("{} {}{item}", anomaly.sort.letter(), anomaly.sort)
    };
    receipt.anomalies.iter().map(said).collect()
}

#[test]
fn each_anomaly_is_found_alone_and_with_others() {
    let rules = small(ROWS);
    let ax = |many: &str| format!("items: {{model: AX, lot: L1, quantity: {many}}}");
    for (day, said, found) in [
        ("11-05", format!("{NUMBER}, {WHOLE}, {LOOKS}"), vec![]),
        // What nobody looked at is not held against it.
        ("11-05", format!("{NUMBER}, {WHOLE}"), vec![]),
        // A lot or model that is not named can be any.
        ("11-05", format!("{NUMBER}, items: {{quantity: 60 pcs}}, {LOOKS}"), vec![]),
        ("11-05", format!("{WHOLE}, {LOOKS}"), vec!["A no-number"]),
        ("11-05", format!("number: 2611-0009-ppbbbb, {WHOLE}, {LOOKS}"), vec!["A unknown-number"]),
        ("11-05", format!("{NUMBER}, {}, {LOOKS}", ax("59 pcs")), vec!["B short"]),
        ("11-05", format!("{NUMBER}, {}, partial: true, {LOOKS}", ax("59 pcs")), vec![]),
        ("11-05", format!("{NUMBER}, {}, {LOOKS}", ax("61 pcs")), vec!["B over"]),
        ("11-05", format!("{NUMBER}, {}, partial: true, {LOOKS}", ax("61 pcs")), vec!["B over"]),
        (
            "11-05",
            format!("{NUMBER}, items: {{model: AX, lot: L2, quantity: 60 pcs}}, {LOOKS}"),
            vec!["B wrong-lot/1", "B short"],
        ),
        (
            "11-05",
            format!("{NUMBER}, items: {{model: AZ, quantity: 60 pcs}}, {LOOKS}"),
            vec!["B wrong-model/1", "B short"],
        ),
        (
            "11-05",
            format!("{NUMBER}, {WHOLE}, packing: loose, marking: marked, sorting: sorted"),
            vec!["D unfit-packing"],
        ),
        (
            "11-05",
            format!("{NUMBER}, {WHOLE}, packing: loose, marking: partly, sorting: sorted"),
            vec!["C loose", "D unfit-packing"],
        ),
        (
            "11-05",
            format!("{NUMBER}, {WHOLE}, packing: loose, marking: marked, sorting: mixed"),
            vec!["C loose", "D unfit-packing"],
        ),
        (
            "11-05",
            format!("{NUMBER}, {WHOLE}, packing: unfit, marking: marked, sorting: sorted"),
            vec!["D unfit-packing"],
        ),
        (
            "11-05",
            format!("{NUMBER}, {WHOLE}, packing: adequate, marking: unmarked, sorting: sorted"),
            vec![],
        ),
        (
            "11-05",
            format!("{NUMBER}, {WHOLE}, packing: adequate, marking: unmarked, sorting: mixed"),
            vec!["G unmarked"],
        ),
        (
            "11-05",
            format!(
                "{NUMBER}, items: [{{model: AX, lot: L1, quantity: 60 pcs}}, {{model: AY, quantity: 5 pcs}}], {LOOKS}"
            ),
            vec!["E mixed", "F not-covered/2"],
        ),
        (
            "11-05",
            format!("number: 2611-0001-ppcccc, {WHOLE}, {LOOKS}"),
            vec!["F foreign-number"],
        ),
        (
            "11-05",
            format!("number: 2611-0009-zzzzzz, number_of: 2611-0009, {WHOLE}, {LOOKS}"),
            vec!["F foreign-number"],
        ),
        // Sixty days from 2 November end with 1 January.
        ("12-31", format!("{NUMBER}, {WHOLE}, {LOOKS}"), vec![]),
        (
            "11-05",
            "items: [{model: AX, lot: L2, quantity: 7 pcs}, {model: AY, quantity: 5 pcs}], packing: loose, marking: unmarked, sorting: mixed"
                .to_owned(),
            vec![
                "A no-number",
                "B wrong-lot/1",
                "B wrong-model/2",
                "B short",
                "C loose",
                "D unfit-packing",
                "E mixed",
                "G unmarked",
            ],
        ),
    ] {
        let line = format!("rcbbbb {day}T09:00 li receive: {{for: rmbbbb, {said}}}");
        assert_eq!(anomalies(&rules, &with(&ASKED, &[&line])), found, "{said}");
    }
}

#[test]
fn loose_goods_that_may_come_loose_are_only_unmarked() {
    let rules = small(&format!("{ROWS}  packing: [original, loose]\n"));
    let line = format!(
        "rcbbbb 11-05T09:00 li receive: {{for: rmbbbb, {NUMBER}, {WHOLE}, packing: loose, marking: partly, sorting: sorted}}"
    );
    assert_eq!(anomalies(&rules, &with(&ASKED, &[&line])), ["C loose"]);
}

#[test]
fn a_number_is_used_up_and_expires() {
    let rules = small(&ROWS.replace("60d", "3d"));
    let whole = format!("rcbbbb 11-05T23:59 li receive: {{for: rmbbbb, {NUMBER}, {WHOLE}}}");
    assert_eq!(
        anomalies(&rules, &with(&ASKED, &[&whole])),
        ["F expired-number"]
    );
    let rules = small(ROWS);
    let again = format!(
        "rccccc 11-06T09:00 li receive: {{for: rmbbbb, {NUMBER}, items: {{model: AX, lot: L1, quantity: 1 pcs}}}}"
    );
    assert_eq!(
        anomalies(&rules, &with(&ASKED, &[&whole, &again])),
        ["B over", "F used-number"]
    );
}

#[test]
fn serial_numbers_are_compared_where_the_rma_names_them() {
    let rules = small("");
    let log = |came: &str| {
        vec![
            OPEN.to_owned(),
            "rmbbbb 11-02T10:00 li rma: {reason: r, items: {model: AX, serials: [S1, S2], quantity: 2 pcs}, way: return, replenish: true}".to_owned(),
            format!("rcbbbb 11-05T09:00 li receive: {{for: rmbbbb, number: 2611-0001-rmbbbb, items: {{model: AX, serials: {came}, quantity: 2 pcs}}}}"),
        ]
    };
    for (came, found) in [("[S2, S1]", vec![]), ("[S1, S3]", vec!["B wrong-serial/1"])] {
        let log = log(came);
        let log: Vec<&str> = log.iter().map(String::as_str).collect();
        assert_eq!(anomalies(&rules, &log), found);
    }
}

/// The row of a model in one line: received, open, differences.
fn row(rules: &Rules, lines: &[&str], model: &str) -> (i64, i64, Vec<String>) {
    let state = legal(rules, lines);
    let rows = balance(&state, &Ledger::of(&state, rules));
    let named = |row: &&Balance| row.model.as_deref() == Some(model);
    let row = rows.iter().find(named).unwrap();
    let whole = |number: rust_decimal::Decimal| i64::try_from(number).unwrap();
    let differences = row.differences.iter();
    let differences = differences.map(|(sort, many)| format!("{sort} {many}"));
    (whole(row.received), whole(row.open), differences.collect())
}

fn part(id: &str, day: &str, many: u32, more: &str) -> String {
    format!(
        "{id} {day}T09:00 li receive: {{for: rmbbbb, {NUMBER}, items: {{model: AX, lot: L1, quantity: {many} pcs}}{more}}}"
    )
}

#[test]
fn partial_deliveries_add_up() {
    let rules = small(ROWS);
    let first = part("rcbbbb", "11-05", 20, ", partial: true");
    let second = part("rccccc", "11-06", 30, ", partial: true");
    let log = with(&ASKED, &[&first, &second]);
    assert_eq!(row(&rules, &log, "AX"), (50, 50, vec![]));
    assert!(ledger(&rules, &log).authorised[0].awaits());
    for (last, found, differences) in [
        (10, vec![], vec![]),
        (9, vec!["B short"], vec!["short 1"]),
        (11, vec!["B over"], vec!["over 1"]),
    ] {
        let third = part("rcdddd", "11-07", last, "");
        let log = with(&log, &[&third]);
        assert_eq!(anomalies(&rules, &log), found, "{last}");
        let (received, _, said) = row(&rules, &log, "AX");
        assert_eq!(
            (received, said),
            (
                50 + i64::from(last),
                differences.iter().map(ToString::to_string).collect()
            )
        );
        assert!(!ledger(&rules, &log).authorised[0].awaits());
    }
}

#[test]
fn goods_that_another_rma_covers_are_counted_there() {
    let rules = small(ROWS);
    let wrong = format!(
        "rcbbbb 11-05T09:00 li receive: {{for: rmbbbb, {NUMBER}, items: {{model: AY, quantity: 5 pcs}}}}"
    );
    let log = with(&ASKED, &[&wrong]);
    assert_eq!(anomalies(&rules, &log), ["B wrong-model/1", "B short"]);
    let settled =
        "rsbbbb 11-05T10:00 li resolve: {for: rcbbbb, how: corrected, rma: rmcccc, reason: r}";
    let log = with(&log, &[settled]);
    let ledger = ledger(&rules, &log);
    // The first one waits again, the other has all its goods.
    assert_eq!(
        ledger
            .authorised
            .iter()
            .map(|rma| rma.awaits())
            .collect::<Vec<_>>(),
        [true, false]
    );
    assert_eq!(row(&rules, &log, "AY"), (5, 5, vec![]));
    assert_eq!(row(&rules, &log, "AX"), (0, 0, vec![]));
}

pub(super) const ON_SITE: [&str; 4] = [
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 100 pcs}",
    "rmbbbb 11-02T10:00 li rma: {reason: r, items: {model: AX, quantity: 100 pcs}, way: on-site, replenish: false, team: 王, by: 2026-11-04}",
    "nsbbbb 11-03T10:00 wang inspect: {for: rmbbbb, good: 90 pcs, defective: {line: 10 pcs}}",
    "dsbbbb 11-03T11:00 wang disposition: {for: rmbbbb, items: [{decision: leave, quantity: 90 pcs, of: good}, {decision: bring-back, quantity: 10 pcs, of: defective}]}",
];

#[test]
fn pieces_brought_back_keep_what_is_known_of_them() {
    let rules = small("");
    let came = "rcbbbb 11-05T09:00 li receive: {for: dsbbbb/2, number: 2611-0001-rmbbbb, items: {model: AX, quantity: 8 pcs}}";
    let log = with(&ON_SITE, &[came]);
    assert_eq!(anomalies(&rules, &log), ["B short"]);
    let log = with(
        &log,
        &[
            "rsbbbb 11-05T10:00 li resolve: {for: rcbbbb, how: accepted, reason: r}",
            // Known as defective from the customer's: no second inspection.
            "dscccc 11-05T11:00 wang disposition: {for: rcbbbb, items: {decision: scrap, quantity: 8 pcs, of: defective}}",
        ],
    );
    assert_eq!(row(&rules, &log, "AX"), (100, 2, vec![]));
    let missing = "dsdddd 11-06T09:00 wang disposition: {for: rmbbbb, items: {decision: missing, quantity: QQ pcs, of: on-the-way}}";
    assert_eq!(
        refused(&rules, &log, &missing.replace("QQ", "3")),
        [Code::MoreThanThere]
    );
    let log = with(
        &log,
        &[
            "dsdddd 11-06T09:00 wang disposition: {for: rmbbbb, items: {decision: missing, quantity: 2 pcs, of: on-the-way}}",
        ],
    );
    assert_eq!(row(&rules, &log, "AX"), (100, 0, vec![]));
}

#[test]
fn what_was_brought_back_and_sent_back_leaves_nothing_behind() {
    let rules = small("");
    let good = "dsbbbb 11-03T11:00 wang disposition: {for: rmbbbb, items: [{decision: bring-back, quantity: 90 pcs, of: good}, {decision: scrap, quantity: 10 pcs, of: defective}]}";
    let log = [
        ON_SITE[0],
        ON_SITE[1],
        ON_SITE[2],
        good,
        "rcbbbb 11-05T09:00 li receive: {for: dsbbbb/1, items: {model: AX, quantity: 90 pcs}}",
        "rsbbbb 11-05T10:00 li resolve: {for: rcbbbb, how: sent-back, reason: r}",
    ];
    let ledger = ledger(&rules, &log);
    let line = ledger.lines_of(&id("rcbbbb")).next().unwrap();
    assert_eq!(line.sent_back, line.came);
    assert_eq!(line.accounted(), line.came);
    assert!(line.good.is_zero());
}

#[test]
fn a_sample_stands_for_its_lot_when_it_passes() {
    let rules = small("");
    let log = |good: u32, bad: u32| {
        [
            "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 1200 pcs}".to_owned(),
            "rmbbbb 11-02T10:00 li rma: {reason: r, items: {model: AX, quantity: 1200 pcs}, way: return, replenish: false}".to_owned(),
            "rcbbbb 11-05T09:00 li receive: {for: rmbbbb, number: 2611-0001-rmbbbb, items: {model: AX, quantity: 1200 pcs}}".to_owned(),
            format!("nsbbbb 11-05T10:00 wang inspect: {{for: rcbbbb, good: {good} pcs, defective: {{line: {bad} pcs}}, sampled: {{lot: 1200 pcs, level: II, aql: '1.0', regime: normal, letter: J, size: 80, accept: 2, reject: 3}}}}"),
        ]
    };
    // 1200 at level II: letter J, 80 pieces, accepted with 2, rejected with 3.
    for (good, bad, counted) in [(78, 2, (1198, 2, 0)), (77, 3, (77, 3, 1120))] {
        let log = log(good, bad);
        let log: Vec<&str> = log.iter().map(String::as_str).collect();
        let ledger = ledger(&rules, &log);
        let line = &ledger.lines[0];
        let numbers = (line.good, line.defective, line.uninspected);
        let (good, bad, rest) = counted;
        assert_eq!(numbers, (good.into(), bad.into(), rest.into()));
    }
}

#[test]
fn new_goods_are_shipped_once_they_passed() {
    let rules = small("");
    let promise = "rpbbbb 11-05T09:00 li replace: {items: {model: AX, quantity: 10 pcs}, by: 2026-11-20, source: made-anew}";
    let log = vec![
        "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 10 pcs}",
        promise,
    ];
    let ship = |many: u32| {
        format!(
            "shbbbb 11-10T09:00 li ship: {{for: rpbbbb, quantity: {many} pcs, delivery_note: N}}"
        )
    };
    assert_eq!(refused(&rules, &log, &ship(1)), [Code::MoreThanThere]);
    let first =
        "nsbbbb 11-09T09:00 wang inspect: {for: rpbbbb, good: 6 pcs, defective: {line: 1 pcs}}";
    let log = with(&log, &[first]);
    assert_eq!(refused(&rules, &log, &ship(7)), [Code::MoreThanThere]);
    assert_eq!(refused(&rules, &log, &ship(6)), []);
    let six = ship(6);
    let log = with(&log, &[&six]);
    let more = "nscccc 11-11T09:00 wang inspect: {for: rpbbbb, good: QQ pcs}";
    assert_eq!(
        refused(&rules, &log, &more.replace("QQ", "5")),
        [Code::MoreThanThere]
    );
    assert_eq!(refused(&rules, &log, &more.replace("QQ", "4")), []);
}
