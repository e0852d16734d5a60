//! How figures are measured and rounded.

use rust_decimal::{Decimal, RoundingStrategy};

/// The median of lengths of time, in seconds: a quantile as [`ninetieth`] is.
pub fn median(values: &[i64]) -> Option<i64> {
    quantile(values, 1, 2)
}

/// The 90th percentile of lengths of time, in seconds: between the two values
/// around it by straight interpolation (Hyndman and Fan's type 7, which
/// spreadsheets call PERCENTILE.INC), rounded half up to a second. Nothing where
/// there is no value.
pub fn ninetieth(values: &[i64]) -> Option<i64> {
    quantile(values, 9, 10)
}

/// The quantile `part / of`, which is at most 1.
fn quantile(values: &[i64], part: usize, of: usize) -> Option<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let place = sorted.len().checked_sub(1)? * part;
    let (below, rest) = (place / of, place % of);
    let low = i128::from(*sorted.get(below)?);
    let high = i128::from(*sorted.get(below + 1).unwrap_or(sorted.get(below)?));
    let (rest, of) = (rest as i128, of as i128);
    let exact = low * of + (high - low) * rest;
    i64::try_from((exact * 2 + of).div_euclid(of * 2)).ok()
}

/// How much of a whole that is in a hundred, rounded half up to one decimal;
/// nothing of nothing.
pub fn percent(part: usize, whole: usize) -> Option<String> {
    share(Decimal::from(part), Decimal::from(whole))
}

/// The same of quantities.
pub fn share(part: Decimal, whole: Decimal) -> Option<String> {
    let share = (part * Decimal::ONE_HUNDRED).checked_div(whole)?;
    let share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    Some(format!("{share:.1}"))
}

/// The mean of scores, rounded half up to two decimals; nothing where there is
/// none.
pub fn mean(scores: &[u8]) -> Option<String> {
    let sum: Decimal = scores.iter().copied().map(Decimal::from).sum();
    let mean = sum.checked_div(Decimal::from(scores.len()))?;
    let mean = mean.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    Some(format!("{mean:.2}"))
}

/// How many in a million that is, rounded half up to a whole number; nothing of
/// nothing.
pub fn per_million(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let rate = part
        .checked_mul(Decimal::from(1_000_000))?
        .checked_div(whole)?;
    Some(rate.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_the_values_around_them() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]), Some(7));
        assert_eq!(median(&[30, 10]), Some(20));
        // 1.5 is rounded up.
        assert_eq!(median(&[1, 2]), Some(2));
        assert_eq!(median(&[-1, -2]), Some(-1));
        assert_eq!(median(&[5, 1, 3]), Some(3));
        // numpy.percentile([1..10], 90) is 9.1; of [0, 100] it is 90.
        assert_eq!(ninetieth(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), Some(9));
        assert_eq!(ninetieth(&[100, 0]), Some(90));
        // numpy.percentile([10, 20, 40], 90): 20 + 0.8 × 20.
        assert_eq!(ninetieth(&[40, 10, 20]), Some(36));
        assert_eq!(ninetieth(&[i64::MAX, i64::MAX]), Some(i64::MAX));
    }

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(percent(1, 8).as_deref(), Some("12.5"));
        assert_eq!(percent(1, 3).as_deref(), Some("33.3"));
        // 6.25 % and 18.75 %.
        assert_eq!(percent(1, 16).as_deref(), Some("6.3"));
        assert_eq!(percent(3, 16).as_deref(), Some("18.8"));
        assert_eq!(percent(4, 4).as_deref(), Some("100.0"));
        assert_eq!(percent(0, 4).as_deref(), Some("0.0"));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn means_are_rounded_half_up() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[4]).as_deref(), Some("4.00"));
        assert_eq!(mean(&[4, 2, 4]).as_deref(), Some("3.33"));
        // 33 of 8 is 4.125.
        assert_eq!(mean(&[5, 4, 4, 4, 4, 4, 4, 4]).as_deref(), Some("4.13"));
    }

    #[test]
    fn rates_are_whole_numbers() {
        let rate = |part, whole| per_million(Decimal::from(part), Decimal::from(whole));
        assert_eq!(rate(1, 3), Some(Decimal::from(333_333)));
        // 0.5 in a million.
        assert_eq!(rate(1, 2_000_000), Some(Decimal::ONE));
        assert_eq!(rate(5, 0), None);
    }
}
