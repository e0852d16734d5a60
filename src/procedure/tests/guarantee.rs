use super::*;
use crate::case::Body;
use crate::case::kinds::{Appraise, Remedy};
use crate::procedure::{Appraisal, appraisal};

/// The guarantee of the preset `retail` in a small policy.
pub(super) fn retail() -> Rules {
    small(&section())
}

fn section() -> String {
    let text = Preset::find("retail").unwrap().policy;
    let (_, rest) = text.split_once("\nguarantee:\n").unwrap();
    let (guarantee, _) = rest.split_once("\nseverity:\n").unwrap();
    format!("guarantee:\n{guarantee}\n")
}

/// An article appraised at that instant, from the sale on: class, fault, day of
/// sale, and what else is known of it.
fn said(article: &str, time: &str) -> (Appraise, Time) {
    let [class, fault, sold, rest] = article
        .splitn(4, ' ')
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let line = format!(
        "pprsng {time} li appraise: {{class: {class}, fault: {fault}, sold: {sold}, remedy: none, {rest}}}"
    );
    let entry = entry(&line);
    match entry.body {
        Body::Appraise(ref said) => (said.clone(), entry.fact()),
        _ => unreachable!(),
    }
}

fn appraised(rules: &Rules, article: &str, time: &str) -> Appraisal {
    let (said, fact) = said(article, time);
    appraisal(&State::default(), &said, fact, rules).unwrap()
}

/// What is open, with what is charged and paid: `exchange 47.88 to seller`.
pub(super) fn open(rules: &Rules, article: &str, time: &str) -> String {
    let each = appraised(rules, article, time)
        .open
        .into_iter()
        .map(|open| {
            let paid = open.sum.zip(open.to);
            let paid = paid.map(|(sum, to)| format!(" {} to {to}", sum.0.number));
            format!("{}{}", open.remedy, paid.unwrap_or_default())
        });
    each.collect::<Vec<_>>().join(", ")
}

/// Worked out by hand: price × 0.3 % × days for an exchange, × 0.5 % for a
/// refund.
#[test]
fn what_is_open_and_what_it_costs() {
    let rules = retail();
    const SHOE: &str = "card: true, price: 399.00 CNY";
    for (article, time, expected) in [
        // October has 31 days: the 10th of November is day 40.
        (
            format!("leather-shoes sole-broken 2026-10-01 {SHOE}"),
            "11-10T09:30",
            "exchange 47.88 to seller, refund 319.20 to customer",
        ),
        // On the day of sale nothing has been used up. The price is no less
        // than 210 yuan.
        (
            format!("leather-shoes heel-off 2026-11-10 {SHOE}"),
            "11-10T09:30",
            "repair, exchange 0.00 to seller, refund 399.00 to customer",
        ),
        // The last day of three months, and the day after.
        (
            format!("leather-shoes seam-open 2026-08-10 {SHOE}"),
            "11-10T23:59",
            "repair",
        ),
        (
            format!("leather-shoes seam-open 2026-08-10 {SHOE}"),
            "11-11T00:00",
            "",
        ),
        // A month from the 31st of January ends with February.
        (
            format!("cloth-shoes seam-open 2026-01-31 {SHOE}"),
            "02-28T09:30",
            "repair",
        ),
        (
            format!("cloth-shoes seam-open 2026-01-31 {SHOE}"),
            "03-01T09:30",
            "",
        ),
        // Two months from the 31st of December.
        (
            format!("sports-shoes seam-open 2025-12-31 {SHOE}"),
            "02-28T09:30",
            "repair",
        ),
        (
            format!("sports-shoes seam-open 2025-12-31 {SHOE}"),
            "03-01T09:30",
            "",
        ),
        // 210 × 0.003 × 3 = 1.89; 210 × 0.005 × 3 = 3.15.
        (
            "leather-shoes heel-off 2026-11-07 card: true, price: 210 CNY".to_owned(),
            "11-10T09:30",
            "repair, exchange 1.89 to seller, refund 206.85 to customer",
        ),
        (
            "leather-shoes heel-off 2026-11-06 card: true, price: 210 CNY".to_owned(),
            "11-10T09:30",
            "repair",
        ),
        (
            "leather-shoes heel-off 2026-11-07 card: true, price: 209.99 CNY".to_owned(),
            "11-10T09:30",
            "repair",
        ),
        // Dollars are not yuan.
        (
            "leather-shoes heel-off 2026-11-07 card: true, price: 900 USD".to_owned(),
            "11-10T09:30",
            "repair",
        ),
        // 5 cm inclusive is repaired.
        (
            format!("leather-shoes sole-open 2026-10-01 measure: 5 cm, {SHOE}"),
            "11-10T09:30",
            "repair",
        ),
        (
            format!("leather-shoes sole-open 2026-10-01 measure: 5.1 cm, {SHOE}"),
            "11-10T09:30",
            "exchange 47.88 to seller, refund 319.20 to customer",
        ),
        (
            format!("leather-shoes sole-open 2026-10-01 measure: 5.1 cm, forced: true, {SHOE}"),
            "11-10T09:30",
            "",
        ),
        (
            format!("leather-shoes sole-open 2026-10-01 measure: 2 in, {SHOE}"),
            "11-10T09:30",
            "",
        ),
        (
            format!("leather-shoes sole-open 2026-10-01 {SHOE}"),
            "11-10T09:30",
            "",
        ),
        // No card, no guarantee.
        (
            "leather-shoes seam-open 2026-10-01 price: 399.00 CNY".to_owned(),
            "11-10T09:30",
            "",
        ),
        // The first repair, and what would be the second, or third.
        (
            format!("leather-shoes seam-open 2026-10-01 {SHOE}"),
            "11-10T09:30",
            "repair",
        ),
        (
            format!("leather-shoes seam-open 2026-10-01 repaired: 1, repair_record: x, {SHOE}"),
            "11-10T09:30",
            "repair, exchange 47.88 to seller, refund 319.20 to customer",
        ),
        (
            format!("leather-shoes seam-open 2026-10-01 repaired: 2, repair_record: x, {SHOE}"),
            "11-10T09:30",
            "repair, exchange 47.88 to seller, refund 319.20 to customer",
        ),
        // Free of depreciation.
        (
            format!("leather-shoes two-sizes 2026-10-01 {SHOE}"),
            "11-10T09:30",
            "exchange, refund 399.00 to customer",
        ),
        (
            format!("leather-shoes counterfeit 2026-10-01 {SHOE}"),
            "11-10T09:30",
            "exchange, refund 798.00 to customer",
        ),
        // After the guarantee only the doubled refund is left.
        (
            format!("leather-shoes counterfeit 2026-05-01 {SHOE}"),
            "11-10T09:30",
            "refund 798.00 to customer",
        ),
        // Suits: a repair first, then free of charge. Jackets have two months.
        (
            "suits shiny 2026-10-01 card: true, from_start: true, price: 1280 CNY".to_owned(),
            "11-10T09:30",
            "repair",
        ),
        (
            "suits shiny 2026-10-01 card: true, from_start: true, price: 1280 CNY, repaired: 1, repair_record: x".to_owned(),
            "11-10T09:30",
            "repair, exchange, refund 1280.00 to customer",
        ),
        (
            "suits shiny 2026-10-01 card: true, price: 1280 CNY".to_owned(),
            "11-10T09:30",
            "",
        ),
        (
            "jackets shiny 2026-09-09 card: true, from_start: true, price: 480 CNY".to_owned(),
            "11-10T09:30",
            "",
        ),
        // 2999 × 0.003 × 40 = 359.88; 2999 × 0.005 × 40 = 599.80.
        (
            "fur-clothes shedding 2026-10-01 card: true, from_start: true, price: 2999.00 CNY".to_owned(),
            "11-10T09:30",
            "exchange 359.88 to seller",
        ),
        (
            "fur-clothes shedding 2026-10-01 card: true, from_start: true, declined: true, price: 2999.00 CNY".to_owned(),
            "11-10T09:30",
            "exchange 359.88 to seller, refund 2399.20 to customer",
        ),
        // What a customer may want of clothes has no fault.
        (
            "suits size 2026-11-07 card: true, unworn: true, price: 1280 CNY".to_owned(),
            "11-10T09:30",
            "exchange",
        ),
        (
            "suits size 2026-11-06 card: true, unworn: true, price: 1280 CNY".to_owned(),
            "11-10T09:30",
            "",
        ),
        (
            "suits size 2026-10-31 card: true, unworn: true, out_of_town: true, no_equal: true, price: 1280 CNY".to_owned(),
            "11-10T09:30",
            "exchange, refund 1280.00 to customer",
        ),
        (
            "suits size 2026-10-30 card: true, unworn: true, out_of_town: true, price: 1280 CNY".to_owned(),
            "11-10T09:30",
            "",
        ),
        (
            "suits size 2026-11-07 card: true, price: 1280 CNY".to_owned(),
            "11-10T09:30",
            "",
        ),
        (
            "leather-shoes size 2026-11-07 card: true, unworn: true, price: 399 CNY".to_owned(),
            "11-10T09:30",
            "",
        ),
        // By agreement what was agreed, and no more than the price.
        (
            "suits none 2026-01-07 agreed: true, price: 1280 CNY, sum: 300 CNY".to_owned(),
            "11-10T09:30",
            "repair 300 to seller, exchange 300 to seller, refund 300 to customer",
        ),
        (
            "suits none 2026-01-07 agreed: true, price: 1280 CNY, sum: 1280.01 CNY".to_owned(),
            "11-10T09:30",
            "repair, exchange, refund 1280.00 to customer",
        ),
    ] {
        assert_eq!(open(&rules, &article, time), expected, "{article} at {time}");
    }
}

#[test]
fn days_are_those_of_the_registers_zone() {
    let rules = retail();
    let article = "leather-shoes heel-off 2026-11-07 card: true, price: 210 CNY";
    for (time, days) in [("11-07T00:00", 0), ("11-10T23:59", 3), ("11-11T00:00", 4)] {
        assert_eq!(appraised(&rules, article, time).days, days, "{time}");
    }
    // Half past four in the afternoon in Greenwich is past midnight in China.
    let (said, _) = said(article, "11-10T09:30");
    for (time, days) in [("2026-11-10T15:59:00Z", 3), ("2026-11-10T16:30:00Z", 4)] {
        let fact = Time::parse(time).unwrap();
        let found = appraisal(&State::default(), &said, fact, &rules).unwrap();
        assert_eq!(found.days, days, "{time}");
    }
}

/// With a guarantee of two years the charge would pass the price: at 0.5 %
/// after 200 days, at 0.3 % after 333.
#[test]
fn a_charge_is_at_most_the_price_and_is_rounded() {
    let longer = section().replacen("period: 3month", "period: 2y", 1);
    let rules = small(&longer);
    let of = |sold: &str, price: &str| {
        let article = format!("leather-shoes sole-broken {sold} card: true, price: {price}");
        open(&rules, &article, "11-10T09:30")
    };
    // 2026-04-24 is day 200: 6 + 31 + 30 + 31 + 31 + 30 + 31 + 10.
    // Day 199: 238.203, and 397.005, of which half goes up.
    assert_eq!(
        of("2026-04-25", "399.00 CNY"),
        "exchange 238.20 to seller, refund 1.99 to customer"
    );
    assert_eq!(
        of("2026-04-24", "399.00 CNY"),
        "exchange 239.40 to seller, refund 0.00 to customer"
    );
    assert_eq!(
        of("2026-04-23", "399.00 CNY"),
        "exchange 240.60 to seller, refund 0.00 to customer"
    );
    // Day 333 and day 334: 99.9 % is 398.601, 100.2 % is more than the price.
    assert_eq!(
        of("2025-12-12", "399.00 CNY"),
        "exchange 398.60 to seller, refund 0.00 to customer"
    );
    assert_eq!(
        of("2025-12-11", "399.00 CNY"),
        "exchange 399.00 to seller, refund 0.00 to customer"
    );
    // One day of 9.00 is 0.045 of a refund: half goes up.
    assert_eq!(
        of("2026-11-09", "9.00 CNY"),
        "exchange 0.03 to seller, refund 8.95 to customer"
    );
    // Nobody can pay half a fen.
    assert_eq!(
        of("2025-11-10", "0.005 CNY"),
        "exchange 0.00 to seller, refund 0.00 to customer"
    );
    // The largest price that is read.
    let most = "1000000000000 CNY";
    assert!(
        of("2025-11-11", most).contains("to seller, refund 0"),
        "{}",
        of("2025-11-11", most)
    );
    let even = longer.replacen("half: up", "half: even", 1);
    let even = small(&even);
    let article = "leather-shoes sole-broken 2026-11-09 card: true, price: 9.00 CNY";
    assert_eq!(
        open(&even, article, "11-10T09:30"),
        "exchange 0.03 to seller, refund 8.96 to customer"
    );
}

#[test]
fn of_two_rules_the_better_one_counts() {
    let rules = retail();
    let article = "leather-shoes counterfeit 2026-10-01 card: true, price: 399.00 CNY";
    let found = appraised(&rules, article, "11-10T09:30");
    let refund = found.settlement(Remedy::Refund).unwrap();
    assert_eq!(refund.rule, "counterfeit-doubled");
    assert!(refund.authority);
}

pub(super) const SOLD: &str = "cmplnt 11-10T09:30 li open: {customer: A, description: x, product: {sold: 2026-10-01, price: 399.00 CNY}}";

/// What is written down of a repair.
fn repair(id: &str, time: &str, days: u32, repairs: &str) -> String {
    format!(
        "{id} {time} li appraise: {{class: leather-shoes, fault: seam-open, card: true, sold: 2026-10-01, price: 399.00 CNY, remedy: repair, until: 2027-01-01, days: {days}, repairs: [{repairs}], open: [repair], rule: shoes-repaired}}"
    )
}

#[test]
fn a_repair_opens_an_exchange_and_a_struck_one_does_not_count() {
    let rules = retail();
    let first = repair("frstrp", "11-10T10:00", 40, "");
    // 399 × 0.003 × 60 = 71.82.
    let exchange = "xchngd 11-30T10:00 li appraise: {class: leather-shoes, fault: seam-open, card: true, sold: 2026-10-01, price: 399.00 CNY, remedy: exchange, until: 2027-01-01, days: 60, repairs: [frstrp], open: [repair, exchange, refund], rule: shoes-second-repair, rate: 0.3 %, charge: 71.82 CNY, sum: 71.82 CNY, to: seller}";
    let log = [SOLD, &first];
    assert_eq!(refused(&rules, &log, exchange), []);
    assert_eq!(
        refused(&rules, &[SOLD], exchange),
        // Not repaired before, and not sold within three days.
        [Code::RemedyNotOpen, Code::RemedyNotOpen]
    );
    let strike = "strkng 11-21T10:00 li strike: {for: frstrp, reason: x}";
    assert_eq!(
        refused(&rules, &with(&log, &[strike]), exchange),
        [Code::RemedyNotOpen, Code::RemedyNotOpen]
    );
    // The exchange stands on the repair.
    let later = "strkng 12-01T10:00 li strike: {for: frstrp, reason: x}";
    assert_eq!(
        refused(&rules, &with(&log, &[exchange]), later),
        [Code::BreaksOthers]
    );
    let amend = "mndmnt 12-01T10:00 li amend: {for: frstrp, set: {card: null}, reason: x}";
    assert_eq!(refused(&rules, &log, amend), [Code::NotAmendable]);
    // So does the product's price, of which the charge is a part.
    let dearer =
        "mndmnt 12-01T10:00 li amend: {for: cmplnt, set: {product.price: 499.00 CNY}, reason: x}";
    assert_eq!(refused(&rules, &log, dearer), [Code::BreaksOthers]);
}

#[test]
fn evidence_is_computed_again() {
    let rules = retail();
    let good = repair("frstrp", "11-10T10:00", 40, "");
    for (from, to, codes) in [
        ("", "", &[][..]),
        ("price: 399.00 CNY", "price: 399 CNY", &[]),
        ("days: 40", "days: 41", &[Code::AppraisalDiffers]),
        (
            "until: 2027-01-01",
            "until: 2026-12-31",
            &[Code::AppraisalDiffers],
        ),
        (
            "open: [repair]",
            "open: [repair, refund]",
            &[Code::AppraisalDiffers],
        ),
        (", rule: shoes-repaired", "", &[Code::AppraisalDiffers]),
        (
            "rule: shoes-repaired",
            "rule: shoes-repaired, sum: 1 CNY",
            &[Code::AppraisalDiffers],
        ),
        (
            "repairs: []",
            "repairs: [cmplnt]",
            &[Code::AppraisalDiffers],
        ),
        ("card: true, ", "", &[Code::RemedyNotOpen]),
        (
            "remedy: repair",
            "remedy: refund",
            &[Code::RemedyNotOpen, Code::RemedyNotOpen],
        ),
        (
            "remedy: repair",
            "remedy: repair, extra: true",
            &[Code::RemedyNotOpen],
        ),
        (
            "sold: 2026-10-01",
            "sold: 2026-11-11",
            &[Code::AppraisalDiffers, Code::SoldLater],
        ),
        (
            "price: 399.00 CNY",
            "price: 398.00 CNY",
            &[Code::AppraisalDiffers],
        ),
        (
            "class: leather-shoes",
            "class: leather-shoe",
            &[Code::UnknownReference],
        ),
        (
            "fault: seam-open",
            "fault: seem-open",
            &[Code::UnknownReference],
        ),
        // Whose record is missing; and it opens more.
        (
            "card: true",
            "card: true, repaired: 1",
            &[Code::MissingKey, Code::AppraisalDiffers],
        ),
    ] {
        let line = good.replacen(from, to, 1);
        assert_eq!(refused(&rules, &[SOLD], &line), codes, "{to}");
    }
    let none = small("");
    assert_eq!(refused(&none, &[SOLD], &good), [Code::NoGuarantee]);
    // Without a price nothing can be charged or paid.
    let open = "cmplnt 11-10T09:30 li open: {customer: A, description: x}";
    let unpriced = "xchngd 11-10T10:00 li appraise: {class: leather-shoes, fault: two-sizes, card: true, sold: 2026-10-01, remedy: refund, until: 2027-01-01, days: 40, open: [exchange, refund], rule: not-a-pair}";
    assert_eq!(refused(&rules, &[open], unpriced), [Code::MissingKey]);
    let exchanged = unpriced.replacen("remedy: refund", "remedy: exchange", 1);
    assert_eq!(refused(&rules, &[open], &exchanged), []);
}

#[test]
fn an_article_is_taken_back_once() {
    let rules = retail();
    let refund = |id: &str| {
        format!(
            "{id} 11-10T10:00 li appraise: {{class: leather-shoes, fault: two-sizes, card: true, sold: 2026-10-01, price: 399.00 CNY, remedy: refund, until: 2027-01-01, days: 40, open: [exchange, refund], rule: not-a-pair, sum: 399.00 CNY, to: customer}}"
        )
    };
    let (first, second, third) = (refund("frstrf"), refund("scndrf"), refund("thrdrf"));
    assert_eq!(
        refused(&rules, &[SOLD, &first], &second),
        [Code::RefundedAlready]
    );
    let strike = "strkng 11-10T11:00 li strike: {for: frstrf, reason: x}";
    let again = second.replacen("T10:00", "T12:00", 1);
    assert_eq!(refused(&rules, &[SOLD, &first, strike], &again), []);
    let two = SOLD.replacen(
        "product: {sold: 2026-10-01, price: 399.00 CNY}",
        "product: [{sold: 2026-10-01, price: 399.00 CNY}, {sold: 2026-10-01, price: 399.00 CNY}]",
        1,
    );
    assert_eq!(refused(&rules, &[&two, &first], &second), []);
    assert_eq!(
        refused(&rules, &[&two, &first, &second], &third),
        [Code::RefundedAlready]
    );
    let none = "nthngg 11-10T11:00 li appraise: {class: leather-shoes, fault: two-sizes, sold: 2026-10-01, price: 399.00 CNY, remedy: none, until: 2027-01-01, days: 40}";
    assert_eq!(refused(&rules, &[SOLD, &first], none), []);
}

/// The same reckoned in whole fen: so many thousandths of the price a day, half
/// a fen up.
#[test]
fn charges_agree_with_whole_fen() {
    let rules = retail();
    let appraised_on = chrono::NaiveDate::from_ymd_opt(2026, 11, 10).unwrap();
    for fen in [
        1,
        99,
        100,
        333,
        9_999,
        20_999,
        39_900,
        123_457,
        99_999_999_u64,
    ] {
        for days in 0..=92 {
            let sold = appraised_on - chrono::Days::new(days);
            let price = format!("{}.{:02} CNY", fen / 100, fen % 100);
            let article = format!("leather-shoes sole-broken {sold} card: true, price: {price}");
            let of = |thousandths: u64| (fen * thousandths * days + 500) / 1000;
            let yuan = |fen: u64| format!("{}.{:02}", fen / 100, fen % 100);
            let expected = format!(
                "exchange {} to seller, refund {} to customer",
                yuan(of(3)),
                yuan(fen - of(5))
            );
            assert_eq!(open(&rules, &article, "11-10T09:30"), expected, "{article}");
        }
    }
}

/// A clock can run from a repair alone: a week from the 10th is the 17th, at
/// the close of the day.
#[test]
fn a_repair_starts_a_clock_and_nothing_else_does() {
    let clock_row =
        "clocks:\n  mending: {from: {appraise: {remedy: repair}}, until: note, within: 1w}\n";
    let rules = small(&format!("{}{clock_row}", section()));
    let none = "nthngg 11-10T09:40 li appraise: {class: leather-shoes, fault: seam-open, card: true, sold: 2026-10-01, price: 399.00 CNY, remedy: none, until: 2027-01-01, days: 40, open: [repair]}";
    let repaired = repair("frstrp", "11-10T10:00", 40, "");
    let log = [SOLD, none, &repaired];
    assert_eq!(
        clock(&rules, &legal(&rules, &log[..2]), "mending", "11-11T09:00"),
        [""; 0]
    );
    let state = legal(&rules, &log);
    assert_eq!(
        clock(&rules, &state, "mending", "11-11T09:00"),
        ["11-17 17:30 open"]
    );
    assert_eq!(
        clock(&rules, &state, "mending", "11-18T09:00"),
        ["11-17 17:30 overdue"]
    );
    let done = "ntnntn 11-16T10:00 li note: {text: fetched}";
    let state = legal(&rules, &with(&log, &[done]));
    assert_eq!(
        clock(&rules, &state, "mending", "11-18T09:00"),
        ["11-17 17:30 met"]
    );
}
