/// The share of counts that may lie outside a limit, on each side: what the
/// normal distribution leaves beyond three standard deviations, to the digits
/// that tables give.
pub const TAIL: f64 = 0.001_35;

/// Of the most likely count's probability: what is rarer is left out of sums.
const NEGLIGIBLE: f64 = 1e-25;

/// The least and the greatest count that are within the limits.
///
/// Both are inclusive: a count equal to a limit is within. `upper` is the
/// smallest count U with P(X > U) ≤ [`TAIL`], `lower` the largest count L with
/// P(X < L) ≤ [`TAIL`]; a lower limit of 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountLimits {
    /// Fewer are too few.
    pub lower: u64,
    /// More are too many.
    pub upper: u64,
}

/// The limits of a count that is Poisson distributed with that mean.
pub fn poisson(mean: f64) -> CountLimits {
    let step = |count: u64| mean / (count + 1) as f64;
    limits(mean.floor() as u64, None, step)
}

/// The limits of how many of `size` pieces are marked, each with that
/// probability.
pub fn binomial(size: u64, probability: f64) -> CountLimits {
    let mode = ((size + 1) as f64 * probability).floor() as u64;
    if probability >= 1.0 {
        return CountLimits {
            lower: size,
            upper: size,
        };
    }
    let odds = probability / (1.0 - probability);
    let step = |count: u64| (size - count) as f64 / (count + 1) as f64 * odds;
    limits(mode.min(size), Some(size), step)
}

/// The limits of a distribution with one hill, from the ratio of a count's
/// probability to that of the count before: `step(n)` is P(n + 1) / P(n).
///
/// The hill's top gets the weight 1 and the weights are divided by their sum in
/// the end, so that nothing is too large or too small for a number, whatever
/// the mean.
fn limits(top: u64, most: Option<u64>, step: impl Fn(u64) -> f64) -> CountLimits {
    let mut below = Vec::new();
    let (mut count, mut weight) = (top, 1.0);
    while count > 0 {
        weight /= step(count - 1);
        if weight < NEGLIGIBLE {
            break;
        }
        below.push(weight);
        count -= 1;
    }
    let mut above = vec![1.0];
    let (mut count, mut weight) = (top, 1.0);
    while most.is_none_or(|most| count < most) {
        weight *= step(count);
        if weight < NEGLIGIBLE {
            break;
        }
        above.push(weight);
        count += 1;
    }
    // From the rarest on: small numbers are added before large ones.
    let weights: Vec<f64> = below.iter().rev().chain(&above).copied().collect();
    let first = top - below.len() as u64;
    let sum: f64 = above.iter().rev().sum::<f64>() + below.iter().rev().sum::<f64>();
    CountLimits {
        lower: first + within(weights.iter(), sum),
        upper: first + weights.len() as u64 - 1 - within(weights.iter().rev(), sum),
    }
}

/// How many of the weights, from the end of a tail on, together are no more
/// than the share that may lie outside.
fn within<'a>(tail: impl Iterator<Item = &'a f64>, sum: f64) -> u64 {
    let mut outside = 0.0;
    let few = tail.take_while(|weight| {
        outside += **weight;
        outside <= TAIL * sum
    });
    few.count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ever_has_no_limits_but_nothing() {
        assert_eq!(poisson(0.0), CountLimits { lower: 0, upper: 0 });
        assert_eq!(binomial(50, 0.0), CountLimits { lower: 0, upper: 0 });
        assert_eq!(binomial(0, 0.3), CountLimits { lower: 0, upper: 0 });
        let all = CountLimits {
            lower: 50,
            upper: 50,
        };
        assert_eq!(binomial(50, 1.0), all);
    }

    /// P(0) of a Poisson count is exp(-mean): a count of none is too few from
    /// the mean -ln 0.00135 = 6.6077 on.
    #[test]
    fn none_is_too_few_once_it_is_rare() {
        assert_eq!(poisson(6.6076).lower, 0);
        assert_eq!(poisson(6.6077).lower, 1);
    }

    /// P(all) of a coin tossed ten times is 1/1024 = 0.00098, of nine times
    /// 1/512 = 0.00195.
    #[test]
    fn all_is_too_many_once_it_is_rare() {
        assert_eq!(binomial(10, 0.5), CountLimits { lower: 1, upper: 9 });
        assert_eq!(binomial(9, 0.5), CountLimits { lower: 0, upper: 9 });
    }

    #[test]
    fn what_marked_and_unmarked_pieces_are_is_a_matter_of_words() {
        for size in [1, 7, 50, 333] {
            for percent in [1, 10, 25, 50, 80] {
                let p = f64::from(percent) / 100.0;
                let (marked, rest) = (binomial(size, p), binomial(size, 1.0 - p));
                assert_eq!(marked.lower, size - rest.upper, "{size} {p}");
                assert_eq!(marked.upper, size - rest.lower, "{size} {p}");
            }
        }
    }

    #[test]
    fn large_means_are_near_three_deviations() {
        for mean in [1e4, 1e6, 1e8_f64] {
            let found = poisson(mean);
            let (low, high) = (mean - 3.0 * mean.sqrt(), mean + 3.0 * mean.sqrt());
            assert!((found.lower as f64 - low).abs() < 6.0, "{mean} {found:?}");
            assert!((found.upper as f64 - high).abs() < 6.0, "{mean} {found:?}");
        }
    }
}
