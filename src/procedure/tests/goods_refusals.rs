//! Every refusal about goods and money, each with the line that provokes it
//! alone.

use super::*;

const ROWS: &str = "approvals:
  rma: [{step: approve, role: quality-head}]
  replace: [{step: approve, role: quality-head}]
returns:
  reasons: {quality: Quality}
  receipt: [packing, marking, sorting]
  photograph-anomalies: true
  mark: 客退
  check-like-products: true
  report-with-goods: true
  refund: [credit-note]
  agreed: discount
";

/// An RMA under which some goods came and others are on hold, one treated on
/// site, and one that is not approved.
const LOG: &[&str] = &[
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 100 pcs, product: {model: AX, lot: L1}}",
    "rmbbbb 11-02T10:00 li rma: {reason: quality, items: {model: AX, lot: L1, quantity: 60 pcs}, way: return, replenish: true}",
    "ppbbbb 11-02T10:10 zhao approve: {for: rmbbbb, role: quality-head}",
    "rmcccc 11-02T10:20 li rma: {reason: quality, items: {model: AX, quantity: 10 pcs}, way: on-site, replenish: false, team: 王, by: 2026-11-10}",
    "ppcccc 11-02T10:30 zhao approve: {for: rmcccc, role: quality-head}",
    "rmdddd 11-02T10:40 li rma: {reason: quality, items: {model: AX, quantity: 5 pcs}, way: return, replenish: true}",
    "rcbbbb 11-03T09:00 li receive: {for: rmbbbb, number: 2611-0001-ppbbbb, items: {model: AX, lot: L1, quantity: 40 pcs}, partial: true, packing: original, marking: marked, sorting: sorted}",
    "rccccc 11-03T10:00 li receive: {for: rmbbbb, number: 2611-0001-ppbbbb, items: {model: AX, lot: L2, quantity: 20 pcs}, packing: original, marking: marked, sorting: sorted}",
    "tcbbbb 11-03T10:10 li attach: {for: rccccc, file: {name: a.jpg, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}}",
    "rcdddd 11-03T10:20 li receive: {for: rmbbbb, number: 2611-0001-ppbbbb, items: {model: AX, lot: L1, quantity: 1 pcs}, packing: original, marking: marked, sorting: sorted}",
    "nsbbbb 11-03T11:00 wang inspect: {for: rcbbbb, good: 20 pcs, defective: {line: 5 pcs}}",
    "dsbbbb 11-03T12:00 wang disposition: {for: rcbbbb, items: {decision: return-to-customer, quantity: 2 pcs, of: defective}}",
    "dscccc 11-03T12:10 wang disposition: {for: rcbbbb, items: {decision: scrap, quantity: 1 pcs, of: defective}}",
    "rpbbbb 11-03T13:00 li replace: {for: rmbbbb, items: {model: AX, quantity: 30 pcs}, by: 2026-11-20, source: made-anew}",
    "ppdddd 11-03T13:10 zhao approve: {for: rpbbbb, role: quality-head}",
    "rpcccc 11-03T13:20 li replace: {items: {model: AX, quantity: 10 pcs}, by: 2026-11-20}",
];

const LOOKS: &str = "packing: original, marking: marked, sorting: sorted";

const LINES: &[(Code, &str)] = &[
    (
        Code::NothingCounted,
        "rma: {reason: quality, items: {quantity: 0 pcs}, way: return, replenish: true}",
    ),
    (Code::NothingCounted, "inspect: {for: rcbbbb, good: 0 pcs}"),
    (
        Code::NothingCounted,
        "compensate: {kind: other, amount: 0.00 CNY, paid_by: us}",
    ),
    (
        Code::TeamMissing,
        "rma: {reason: quality, items: {quantity: 1 pcs}, way: on-site, replenish: true, by: 2026-11-20}",
    ),
    (
        Code::TeamMissing,
        "rma: {reason: quality, items: {quantity: 1 pcs}, way: on-site, replenish: true, team: 王}",
    ),
    (
        Code::UnknownReference,
        "rma: {reason: boredom, items: {quantity: 1 pcs}, way: return, replenish: true}",
    ),
    (
        Code::PromisePast,
        "replace: {items: {model: AX, quantity: 1 pcs}, by: 2026-11-04}",
    ),
    (
        Code::OverShipped,
        "rma: {reason: quality, items: {lot: L1, quantity: 5 pcs, shipped: 6 pcs, returned: 2 pcs}, way: return, replenish: true}",
    ),
    (
        Code::NoRmaNumber,
        "receive: {for: rmdddd, items: {quantity: 5 pcs}, LOOKS}",
    ),
    (
        Code::NoRmaNumber,
        "receive: {items: {quantity: 5 pcs}, LOOKS}",
    ),
    (
        Code::NothingComing,
        "receive: {for: rmcccc, items: {quantity: 5 pcs}, LOOKS}",
    ),
    (
        Code::NothingComing,
        "receive: {for: dscccc, items: {quantity: 5 pcs}, LOOKS}",
    ),
    (
        Code::SerialNumbers,
        "receive: {for: rmbbbb, items: {quantity: 1 pcs, serials: [S1, S2]}, LOOKS}",
    ),
    (
        Code::SerialNumbers,
        "receive: {for: rmbbbb, items: {quantity: 2 pcs, serials: [S1, S1]}, LOOKS}",
    ),
    (Code::NothingEnds, "receive: {for: rmcccc, no_more: true}"),
    (
        Code::UnitDiffers,
        "receive: {for: rmbbbb, items: {quantity: 5 kg}, LOOKS}",
    ),
    (Code::UnitDiffers, "inspect: {for: rcbbbb, good: 1 kg}"),
    (
        Code::UnitDiffers,
        "ship: {for: rpbbbb, quantity: 1 kg, delivery_note: N}",
    ),
    (
        Code::ReceiptLacks,
        "receive: {for: rmbbbb, items: {quantity: 5 pcs}, packing: original, marking: marked}",
    ),
    (
        Code::NotOnHold,
        "resolve: {for: rcbbbb, how: accepted, reason: r}",
    ),
    (Code::OnHold, "inspect: {for: rccccc, good: 1 pcs}"),
    (
        Code::OnHold,
        "disposition: {for: rccccc, items: {decision: scrap, quantity: 1 pcs, of: uninspected}}",
    ),
    (
        Code::PhotographMissing,
        "resolve: {for: rcdddd, how: accepted, reason: r}",
    ),
    (
        Code::OtherRmaMissing,
        "resolve: {for: rccccc, how: corrected, reason: r}",
    ),
    (
        Code::OtherRmaMissing,
        "resolve: {for: rccccc, how: corrected, rma: rmbbbb, reason: r}",
    ),
    (
        Code::OtherRmaMissing,
        "resolve: {for: rccccc, how: corrected, rma: rmdddd, reason: r}",
    ),
    (Code::NoGoodsThere, "inspect: {for: rmbbbb, good: 1 pcs}"),
    (Code::MoreThanThere, "inspect: {for: rcbbbb, good: 16 pcs}"),
    (
        Code::MoreThanThere,
        "disposition: {for: rcbbbb, items: {decision: scrap, quantity: 3 pcs, of: defective}}",
    ),
    (
        Code::MoreThanThere,
        "ship: {for: rpbbbb, quantity: 30 pcs, delivery_note: N}",
    ),
    (
        Code::SampleDiffers,
        "inspect: {for: rcbbbb, good: 3 pcs, sampled: {lot: 15 pcs, level: II, aql: '1.0', regime: normal, letter: E, size: 13, accept: 0, reject: 1}}",
    ),
    (
        Code::PlanDiffers,
        "inspect: {for: rcbbbb, good: 13 pcs, sampled: {lot: 15 pcs, level: II, aql: '1.0', regime: normal, letter: E, size: 13, accept: 1, reject: 2}}",
    ),
    (
        Code::CountsDefects,
        "inspect: {for: rcbbbb, good: 2 pcs, sampled: {lot: 15 pcs, level: II, aql: '15', regime: normal, letter: A, size: 2, accept: 1, reject: 2}}",
    ),
    (
        Code::NotCountable,
        "inspect: {for: rcbbbb, good: 1 pcs, sampled: {lot: 1.5 pcs, level: II, aql: '1.0', regime: normal, letter: A, size: 1, accept: 0, reject: 1}}",
    ),
    (
        Code::UnknownReference,
        "inspect: {for: rcbbbb, good: 2 pcs, sampled: {lot: 15 pcs, level: IV, aql: '1.0', regime: normal, letter: A, size: 2, accept: 0, reject: 1}}",
    ),
    (
        Code::NotProvenGood,
        "disposition: {for: rcbbbb, items: {decision: restock, quantity: 1 pcs, of: defective, mark: 客退}}",
    ),
    (
        Code::MarkMissing,
        "disposition: {for: rcbbbb, items: {decision: restock, quantity: 1 pcs, of: good}}",
    ),
    (
        Code::LikeProductsUnchecked,
        "disposition: {for: rcbbbb, items: {decision: concession, quantity: 1 pcs, of: defective}}",
    ),
    (
        Code::WrongPlace,
        "disposition: {for: rcbbbb, items: {decision: leave, quantity: 1 pcs, of: good}}",
    ),
    (
        Code::WrongPlace,
        "disposition: {for: rmcccc, items: {decision: return-to-customer, quantity: 1 pcs, of: uninspected}}",
    ),
    (
        Code::NotReplenished,
        "replace: {for: rmcccc, items: {model: AX, quantity: 1 pcs}, by: 2026-11-20}",
    ),
    (
        Code::MoreThanOwed,
        "replace: {items: {model: AX, quantity: 61 pcs}, by: 2026-11-20}",
    ),
    (
        Code::NothingToShip,
        "ship: {for: dscccc, quantity: 1 pcs, delivery_note: N}",
    ),
    (
        Code::NotApproved,
        "ship: {for: rpcccc, quantity: 1 pcs, delivery_note: N}",
    ),
    (
        Code::ReportMissing,
        "ship: {for: dsbbbb, quantity: 2 pcs, delivery_note: N, reason: r}",
    ),
    (
        Code::NoRefund,
        "compensate: {kind: refund, amount: 1.00 CNY, paid_by: us, means: cash}",
    ),
    (
        Code::PartyMissing,
        "compensate: {kind: sorting, amount: 1.00 CNY, paid_by: supplier}",
    ),
    (
        Code::NotAgreed,
        "compensate: {kind: discount, amount: 1.00 CNY, paid_by: us}",
    ),
    (
        Code::GoodsCame,
        "amend: {for: rmbbbb, set: {replenish: false}, reason: r}",
    ),
    (Code::GoodsCame, "cancel: {for: rmbbbb, reason: r}"),
    (Code::WrongTarget, "inspect: {for: rcbbbb/2, good: 1 pcs}"),
];

/// The codes that the lines here provoke, and what other cases say.
pub(super) fn codes() -> impl Iterator<Item = Code> {
    let lines = LINES.iter().map(|(code, _)| *code);
    lines.chain([Code::NumberOfDiffers])
}

/// What speaks against the line where other cases and the data say that.
fn against(line: &str, neighbours: &Neighbours) -> Vec<Code> {
    let rules = small(ROWS);
    let state = legal(&rules, LOG);
    let line = format!("zzzzzz 11-05T10:00 wang {}", line.replace("LOOKS", LOOKS));
    let found = judge(&state, &entry(&line), &rules, neighbours, at("11-05T10:00"));
    found.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn what_the_data_says_of_an_rma_is_compared_item_by_item() {
    let of = |text| crate::case::Quantity::parse(text).unwrap();
    let found = |shipped, returned| Some((of(shipped), of(returned)));
    let neighbours = |shipped| Neighbours {
        shipped,
        ..Neighbours::default()
    };
    let line = "rma: {reason: quality, items: [{lot: L1, quantity: 5 pcs}, {lot: L2, quantity: 4 pcs}, {lot: L1, quantity: 3 pcs}], way: return, replenish: true}";
    let [l1, l2] = [found("10 pcs", "2 pcs"), found("9 pcs", "5 pcs")];
    let none: [Code; 0] = [];
    // Five and three are eight, and two are under others.
    let good = neighbours(vec![l1.clone(), l2.clone(), l1.clone()]);
    assert_eq!(against(line, &good), none);
    for bad in [
        vec![l1.clone(), l2.clone(), found("9 pcs", "2 pcs")],
        vec![found("6 pcs", "2 pcs"), l2.clone(), None],
        vec![l1.clone(), found("9 pcs", "6 pcs"), l1.clone()],
    ] {
        assert_eq!(against(line, &neighbours(bad)), [Code::OverShipped]);
    }
    for unknown in [vec![None, None, None], Vec::new()] {
        assert_eq!(against(line, &neighbours(unknown)), none);
    }
}

#[test]
fn what_is_written_of_a_number_must_be_so() {
    let differs = |found: Option<&str>| Neighbours {
        number_of: Some(found.and_then(crate::case::CaseNumber::parse)),
        ..Neighbours::default()
    };
    let line = "receive: {for: rmbbbb, number: 2611-0007-zzzzzz, number_of: 2611-0007, items: {model: AX, lot: L1, quantity: 1 pcs}, LOOKS}";
    let refused = [Code::NumberOfDiffers];
    assert_eq!(against(line, &differs(Some("2611-0008"))), refused);
    assert_eq!(against(line, &differs(None)), refused);
    assert_eq!(against(line, &differs(Some("2611-0007"))), []);
    assert_eq!(against(line, &Neighbours::default()), []);
}

#[test]
fn an_rma_covers_what_it_notes_or_what_came_as_far_as_it_was_known() {
    let rules = small(ROWS);
    let mut log: Vec<&str> = LOG[..8].to_vec();
    log.push("rslvdb 11-03T10:30 li attach: {for: rccccc, file: {name: b.jpg, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}}");
    log.push("mndbbb 11-04T09:00 li amend: {for: rmdddd, set: {items.lot: L1}, reason: r}");
    let state = legal(&rules, &log);
    let found = crate::procedure::goods::covers(&state, &rules);
    let row = |cover: &crate::procedure::goods::Cover| {
        let before = |then| cover.before(at(then)).to_string();
        let known = ["11-02T10:00", "11-03T10:00", "11-04T09:00", "11-05T00:00"].map(before);
        let known = known.join(" ");
        format!("{} {} {} {known}", cover.rma, cover.lot, cover.number())
    };
    let rows: Vec<String> = found.iter().map(row).collect();
    // Sixty of L1 are noted, and forty came. Of L2 none are, and twenty came at
    // ten on the third. What was amended is not held against what came before.
    assert_eq!(
        rows,
        [
            "rmbbbb L1 60 0 60 60 60",
            "rmbbbb L2 20 0 0 20 20",
            "rmdddd L1 5 0 0 0 5",
        ]
    );
    log.push("cnclbb 11-04T10:00 li cancel: {for: rmdddd, reason: r}");
    let state = legal(&rules, &log);
    assert_eq!(crate::procedure::goods::covers(&state, &rules).len(), 2);
}

#[test]
fn every_refusal_about_goods_is_provoked_alone() {
    let rules = small(ROWS);
    for (code, line) in LINES {
        let line = line.replace("LOOKS", LOOKS);
        let line = format!("zzzzzz 11-05T10:00 wang {line}");
        assert_eq!(refused(&rules, LOG, &line), [*code], "{line}");
    }
}
