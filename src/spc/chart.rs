use super::ROUNDING;
use super::exact::{CountLimits, binomial, poisson};
use super::rules::{Pattern, RuleSet};

/// How far the limits are from the centre, in standard deviations.
const WIDTH: f64 = 3.0;

/// What is charted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Counts in periods that are alike; sizes are not used. Poisson.
    C,
    /// Counts per unit, where the periods have so many units each. Poisson.
    U,
    /// The share of marked pieces among all. Binomial.
    P,
    /// Marked pieces among a number of pieces that is always the same. Binomial.
    Np,
}

/// How the limits are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limits {
    /// Three standard deviations on either side of the centre.
    Sigma,
    /// Counts that are passed with a probability of at most 0.00135 on each
    /// side, for few counts, where three deviations promise too much.
    Exact,
}

/// The part that a point has in its chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// It makes the centre, with others, and is held against it.
    Base,
    /// It makes the centre, with others, and is not looked at itself: it has no
    /// limits and is in no run.
    Reference,
    /// It is held against the centre that others make.
    Watched,
    /// It is left out: neither in the centre nor in runs, and has no limits.
    LeftOut,
    /// Its period is not over. It is not in the centre or in runs, but where a
    /// count alone is charted and already is above the limit it says so: it can
    /// only grow.
    Running,
}

/// What was counted in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// How many.
    pub count: u64,
    /// Of how many units or pieces. Where it is 0 there is no rate, and the
    /// point is left out.
    pub size: f64,
    /// Its part in the chart.
    pub part: Part,
}

impl Point {
    /// Whether it makes the centre, with others.
    pub fn makes_centre(&self) -> bool {
        matches!(self.part, Part::Base | Part::Reference)
    }

    fn is_judged(&self) -> bool {
        !matches!(self.part, Part::LeftOut | Part::Reference)
    }
}

/// A chart: its centre and its points, in the order they were given.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The mean of the base: counts a period, counts a unit, or a share; none
    /// where there is no base.
    pub centre: Option<f64>,
    /// The points.
    pub points: Vec<Judged>,
}

/// A point held against the centre.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What is charted: the count, or the count by the size; none where the
    /// size is 0.
    pub value: Option<f64>,
    /// What holds for a point of that size; none without a centre or a value,
    /// and for points that are left out.
    pub span: Option<Span>,
    /// The patterns found at it, in the order of the set.
    pub patterns: Vec<Pattern>,
}

/// What holds for a point of one size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// One standard deviation of the value.
    pub sigma: f64,
    /// Below is beyond the limit; never less than 0.
    pub lower: f64,
    /// Above is beyond the limit; no more than 1 for shares, no more than the
    /// size for numbers of pieces.
    pub upper: f64,
}

/// Why points make no chart of a kind. The number is that of the point, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// More pieces are marked than there are.
    MoreThanSize(usize),
    /// Pieces are not counted in whole numbers.
    BrokenSize(usize),
    /// There are not as many pieces as in other periods.
    OtherSize(usize),
}

/// The chart of these points.
///
/// # Errors
/// The points do not fit a chart of that kind.
pub fn chart(kind: Kind, limits: Limits, rules: RuleSet, points: &[Point]) -> Result<Chart, Unfit> {
    kind.check(points)?;
    let centre = kind.centre(points);
    let mut judged: Vec<Judged> = points
        .iter()
        .map(|point| Judged {
            value: kind.value(point),
            span: centre
                .filter(|_| point.is_judged() && kind.has_value(point))
                .map(|centre| kind.span(limits, centre, point.size)),
            patterns: Vec::new(),
        })
        .collect();
    if let Some(centre) = centre {
        flag(kind, rules, centre, points, &mut judged);
    }
    Ok(Chart {
        centre,
        points: judged,
    })
}

/// Looks for the patterns of the set, point by point.
fn flag(kind: Kind, rules: RuleSet, centre: f64, points: &[Point], judged: &mut [Judged]) {
    let mut series = Vec::new();
    for (point, judged) in points.iter().zip(judged) {
        let (Some(value), Some(span)) = (judged.value, judged.span) else {
            continue;
        };
        let above = value > span.upper + ROUNDING * span.sigma;
        if point.part == Part::Running {
            if above && kind == Kind::C {
                judged.patterns.push(Pattern::BeyondLimit);
            }
            continue;
        }
        series.push(deviation(value - centre, span.sigma));
        let beyond = above || value < span.lower - ROUNDING * span.sigma;
        let found = |pattern: &&Pattern| match pattern {
            Pattern::BeyondLimit => beyond,
            pattern => pattern.ends(&series),
        };
        judged.patterns = rules.patterns().iter().filter(found).copied().collect();
    }
}

/// How many standard deviations that is; where there is no deviation at all,
/// anything but the centre is beyond every limit.
fn deviation(distance: f64, sigma: f64) -> f64 {
    match (distance == 0.0, sigma > 0.0) {
        (true, _) => 0.0,
        (false, true) => distance / sigma,
        (false, false) => f64::INFINITY.copysign(distance),
    }
}

impl Kind {
    fn check(self, points: &[Point]) -> Result<(), Unfit> {
        if matches!(self, Kind::C | Kind::U) {
            return Ok(());
        }
        for (at, point) in points.iter().enumerate() {
            if matches!(point.part, Part::LeftOut | Part::Running) || point.size == 0.0 {
                continue;
            }
            if point.size.fract() != 0.0 {
                return Err(Unfit::BrokenSize(at));
            }
            if point.count as f64 > point.size {
                return Err(Unfit::MoreThanSize(at));
            }
        }
        if self == Kind::Np {
            let kept = points.iter().enumerate();
            let mut kept = kept.filter(|(_, point)| {
                !matches!(point.part, Part::LeftOut | Part::Running) && point.size > 0.0
            });
            let first = kept.next().map(|(_, point)| point.size);
            if let Some((at, _)) = kept.find(|(_, point)| Some(point.size) != first) {
                return Err(Unfit::OtherSize(at));
            }
        }
        Ok(())
    }

    fn has_value(self, point: &Point) -> bool {
        self == Kind::C || point.size > 0.0
    }

    fn value(self, point: &Point) -> Option<f64> {
        let count = point.count as f64;
        match self {
            Kind::C => Some(count),
            Kind::U | Kind::P => (point.size > 0.0).then(|| count / point.size),
            Kind::Np => (point.size > 0.0).then_some(count),
        }
    }

    fn centre(self, points: &[Point]) -> Option<f64> {
        let base = points.iter().filter(|point| point.makes_centre());
        let base: Vec<&Point> = base.filter(|point| self.has_value(point)).collect();
        if base.is_empty() {
            return None;
        }
        let count: f64 = base.iter().map(|point| point.count as f64).sum();
        Some(match self {
            Kind::C | Kind::Np => count / base.len() as f64,
            Kind::U | Kind::P => count / base.iter().map(|point| point.size).sum::<f64>(),
        })
    }

    fn span(self, limits: Limits, centre: f64, size: f64) -> Span {
        let sigma = match self {
            Kind::C => centre.sqrt(),
            Kind::U => (centre / size).sqrt(),
            Kind::P => (centre * (1.0 - centre) / size).sqrt(),
            Kind::Np => (centre * (1.0 - centre / size)).sqrt(),
        };
        let most = match self {
            Kind::C | Kind::U => f64::INFINITY,
            Kind::P => 1.0,
            Kind::Np => size,
        };
        match limits {
            Limits::Sigma => Span {
                sigma,
                lower: (centre - WIDTH * sigma).max(0.0),
                upper: (centre + WIDTH * sigma).min(most),
            },
            Limits::Exact => {
                let CountLimits { lower, upper } = self.count_limits(centre, size);
                let unit = match self {
                    Kind::C | Kind::Np => 1.0,
                    Kind::U | Kind::P => size,
                };
                Span {
                    sigma,
                    lower: lower as f64 / unit,
                    upper: upper as f64 / unit,
                }
            }
        }
    }

    fn count_limits(self, centre: f64, size: f64) -> CountLimits {
        match self {
            Kind::C => poisson(centre),
            Kind::U => poisson(centre * size),
            Kind::P => binomial(size as u64, centre),
            Kind::Np => binomial(size as u64, centre / size),
        }
    }
}
