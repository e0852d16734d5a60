use super::ROUNDING;

/// A pattern of points that a process which does not change shows hardly ever.
///
/// Points are counted in standard deviations from the centre. A pattern that
/// speaks of n points in a row needs that many: fewer at the start of a series
/// are none. It is found at the point that completes it and at each further one
/// that goes on with it. Comparisons are strict as far as they are against the
/// process: a point that lies on the centre line is on neither side and ends a
/// run, one that lies on a limit is not beyond it, and one like the point
/// before it neither rises nor falls. So has it the R package qcc, whose flags
/// are among the test vectors; none of the series there has a point on the
/// centre line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// A point beyond a control limit.
    BeyondLimit,
    /// Two of three points in a row beyond two deviations on the same side, the
    /// last one among them.
    TwoOfThree,
    /// Four of five points in a row beyond one deviation on the same side, the
    /// last one among them.
    FourOfFive,
    /// Eight points in a row on the same side of the centre.
    EightOnOneSide,
    /// Nine points in a row on the same side of the centre.
    NineOnOneSide,
    /// Six points in a row that rise, or that fall.
    SixRising,
    /// Fourteen points in a row that go up and down in turn.
    FourteenAlternating,
    /// Fifteen points in a row within one deviation of the centre, or just one
    /// deviation from it.
    FifteenClose,
    /// Eight points in a row beyond one deviation, some on either side.
    EightFar,
}

/// Patterns that are looked for together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleSet {
    /// The control limits alone.
    Limits,
    /// Western Electric, Statistical Quality Control Handbook (1956): 1 to 4.
    WesternElectric,
    /// L. S. Nelson, Journal of Quality Technology 16 (1984) 237: 1 to 8.
    Nelson,
}

impl RuleSet {
    /// The patterns, the first of them rule 1.
    pub fn patterns(self) -> &'static [Pattern] {
        use Pattern::{
            BeyondLimit, EightFar, EightOnOneSide, FifteenClose, FourOfFive, FourteenAlternating,
            NineOnOneSide, SixRising, TwoOfThree,
        };
        match self {
            RuleSet::Limits => &[BeyondLimit],
            RuleSet::WesternElectric => &[BeyondLimit, TwoOfThree, FourOfFive, EightOnOneSide],
            RuleSet::Nelson => &[
                BeyondLimit,
                NineOnOneSide,
                SixRising,
                FourteenAlternating,
                TwoOfThree,
                FourOfFive,
                FifteenClose,
                EightFar,
            ],
        }
    }

    /// The number under which the set has a pattern.
    pub fn number(self, pattern: Pattern) -> Option<usize> {
        let at = self.patterns().iter().position(|own| *own == pattern)?;
        Some(at + 1)
    }
}

impl Pattern {
    /// Whether the last point of the series completes the pattern or goes on
    /// with it. Whether a point is beyond its limits the chart knows: that is
    /// never said here.
    pub fn ends(self, series: &[f64]) -> bool {
        match self {
            Pattern::BeyondLimit => false,
            Pattern::TwoOfThree => most_beyond(series, 2, 3, 2.0),
            Pattern::FourOfFive => most_beyond(series, 4, 5, 1.0),
            Pattern::EightOnOneSide => most_beyond(series, 8, 8, 0.0),
            Pattern::NineOnOneSide => most_beyond(series, 9, 9, 0.0),
            Pattern::SixRising => one_way(series, 6),
            Pattern::FourteenAlternating => alternates(series, 14),
            Pattern::FifteenClose => {
                last(series, 15).is_some_and(|points| points.iter().all(|point| !far(*point)))
            }
            Pattern::EightFar => last(series, 8).is_some_and(far_on_both_sides),
        }
    }
}

fn last(series: &[f64], length: usize) -> Option<&[f64]> {
    series.len().checked_sub(length).map(|from| &series[from..])
}

fn above(point: f64, line: f64) -> bool {
    point > line + ROUNDING
}

fn far(point: f64) -> bool {
    above(point.abs(), 1.0)
}

/// Whether `most` of the last `length` points lie beyond the line on the same
/// side, and the last point does.
fn most_beyond(series: &[f64], most: usize, length: usize, line: f64) -> bool {
    let Some(points) = last(series, length) else {
        return false;
    };
    [1.0, -1.0].into_iter().any(|side| {
        let beyond = |point: &&f64| above(side * **point, line);
        points.iter().filter(beyond).count() >= most && points.last().as_ref().is_some_and(beyond)
    })
}

fn one_way(series: &[f64], length: usize) -> bool {
    last(series, length).is_some_and(|points| {
        let rises = |pair: &[f64]| above(pair[1], pair[0]);
        let falls = |pair: &[f64]| above(pair[0], pair[1]);
        points.windows(2).all(rises) || points.windows(2).all(falls)
    })
}

fn alternates(series: &[f64], length: usize) -> bool {
    last(series, length).is_some_and(|points| {
        points.windows(3).all(|three| {
            let top = above(three[1], three[0]) && above(three[1], three[2]);
            let bottom = above(three[0], three[1]) && above(three[2], three[1]);
            top || bottom
        })
    })
}

fn far_on_both_sides(points: &[f64]) -> bool {
    let all = points.iter().all(|point| far(*point));
    all && points.iter().any(|point| *point > 0.0) && points.iter().any(|point| *point < 0.0)
}
