use super::guarantee::{SOLD, open, retail};
use super::*;

/// What was exchanged is not refunded as well; what was given for it has its
/// own day of sale. 399 × 0.003 × 50 = 59.85; 399 × 0.005 × 5 = 9.975.
#[test]
fn what_was_exchanged_is_gone() {
    let rules = retail();
    let exchange = "xchngd 11-20T10:00 li appraise: {class: leather-shoes, fault: sole-broken, card: true, sold: 2026-10-01, price: 399.00 CNY, remedy: exchange, until: 2027-01-01, days: 50, open: [exchange, refund], rule: shoe-broken, rate: 0.3 %, charge: 59.85 CNY, sum: 59.85 CNY, to: seller}";
    let old = "rfndfd 11-20T10:05 li appraise: {class: leather-shoes, fault: sole-broken, card: true, sold: 2026-10-01, price: 399.00 CNY, remedy: refund, until: 2027-01-01, days: 50, open: [exchange, refund], rule: shoe-broken, rate: 0.5 %, charge: 99.75 CNY, sum: 299.25 CNY, to: customer}";
    let new = "rfndfd 11-25T10:00 li appraise: {class: leather-shoes, fault: sole-broken, card: true, sold: 2026-11-20, price: 399.00 CNY, remedy: refund, until: 2027-02-20, days: 5, open: [exchange, refund], rule: shoe-broken, rate: 0.5 %, charge: 9.98 CNY, sum: 389.02 CNY, to: customer}";
    assert_eq!(refused(&rules, &[SOLD], old), []);
    assert_eq!(refused(&rules, &[SOLD], new), [Code::AppraisalDiffers]);
    let log = [SOLD, exchange];
    assert_eq!(refused(&rules, &log, old), [Code::ExchangedAlready]);
    assert_eq!(refused(&rules, &log, new), []);
    let again = new.replacen("rfndfd 11-25", "scndrf 11-25", 1);
    assert_eq!(
        refused(&rules, &with(&log, &[new]), &again),
        [Code::RefundedAlready]
    );
    let strike = "strkng 11-20T10:01 li strike: {for: xchngd, reason: x}";
    assert_eq!(refused(&rules, &with(&log, &[strike]), old), []);
    // Of two products the other one is still there.
    let two = SOLD.replacen(
        "product: {sold: 2026-10-01, price: 399.00 CNY}",
        "product: [{sold: 2026-10-01, price: 399.00 CNY}, {sold: 2026-10-01, price: 399.00 CNY}]",
        1,
    );
    assert_eq!(refused(&rules, &[&two, exchange], old), []);
    let second = exchange.replacen("xchngd", "scndxc", 1);
    assert_eq!(
        refused(&rules, &[&two, exchange, &second], old),
        [Code::ExchangedAlready]
    );
}

/// Neither more nor less than what can be paid of the price.
#[test]
fn charge_and_refund_are_the_price() {
    let rules = retail();
    for (price, day, expected) in [
        // 399.999 × 0.005 × 9 = 17.999955.
        (
            "399.999 CNY",
            "2026-11-01",
            "exchange 10.80 to seller, refund 381.99 to customer",
        ),
        // A fen and nine tenths: only the fen is paid.
        (
            "0.019 CNY",
            "2026-11-10",
            "exchange 0.00 to seller, refund 0.01 to customer",
        ),
    ] {
        let article = format!("leather-shoes sole-broken {day} card: true, price: {price}");
        assert_eq!(open(&rules, &article, "11-10T09:30"), expected);
    }
    let twice = "leather-shoes counterfeit 2026-11-01 card: true, price: 399.999 CNY";
    assert_eq!(
        open(&rules, twice, "11-10T09:30"),
        "exchange, refund 799.99 to customer"
    );
}

#[test]
fn sizes_prices_and_days_of_sale_make_sense() {
    let rules = retail();
    let none = "pprsng 11-10T10:00 li appraise: {class: leather-shoes, fault: sole-open, measure: 2 in, sold: 2026-10-01, remedy: none, until: 2027-01-01, days: 40}";
    let open = "cmplnt 11-10T09:30 li open: {customer: A, description: x}";
    assert_eq!(refused(&rules, &[open], none), [Code::UnlikeMeasure]);
    for measure in ["51 mm", "5.5 厘米", "0.051 m"] {
        let line = none.replacen("2 in", measure, 1);
        let line = line.replacen("measure", "card: true, measure", 1);
        let line = line.replacen("days: 40", "days: 40, open: [exchange, refund]", 1);
        assert_eq!(refused(&rules, &[open], &line), [], "{measure}");
    }
    let free = none.replacen("measure: 2 in", "price: 0.00 CNY", 1);
    assert_eq!(refused(&rules, &[open], &free), [Code::BadValue]);
    let tomorrow = SOLD.replacen("2026-10-01", "2026-11-11", 1);
    assert_eq!(refused(&rules, &[], &tomorrow), [Code::SoldLater]);
    let today = SOLD.replacen("2026-10-01", "2026-11-10", 1);
    assert_eq!(refused(&rules, &[], &today), []);
    // The price is that of the product sold on that day.
    let two = SOLD.replacen(
        "product: {sold: 2026-10-01, price: 399.00 CNY}",
        "product: [{sold: 2026-10-01, price: 399.00 CNY}, {sold: 2026-10-02, price: 299.00 CNY}]",
        1,
    );
    let other = none.replacen("measure: 2 in", "price: 299.00 CNY", 1);
    assert_eq!(refused(&rules, &[&two], &other), [Code::AppraisalDiffers]);
    let its = none.replacen("measure: 2 in", "price: 399.00 CNY", 1);
    assert_eq!(refused(&rules, &[&two], &its), []);
}
