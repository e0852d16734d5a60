//! Complaints over time on a control chart: what the base was like, and where
//! something has changed since.

mod call;
mod figures;
mod sizes;

use schemars::JsonSchema;
use serde::Serialize;

pub use call::{ChartKind, Per, PerWord, RuleWord, StateWord, TrendCall, read_base};

use self::figures::Figure;
use super::figures::{About, Gathered, Step, numbers};
use crate::finding::{Code, Finding};
use crate::spc::{Chart, Judged, Limits, Part, Pattern, Point, Unfit, chart};

/// What `report trend --format json` prints. Counts are whole; what is computed
/// from them is rounded to three decimals in a c chart, and in u and p charts to
/// six significant digits of the centre.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report trend")]
pub struct TrendOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// What a row is about: a day, a week, a month or a quarter.
    pub group: Step,
    /// `c`: cases opened; `u`: cases for each unit of the size; `p`: pieces
    /// complained of among those of the size.
    pub chart: ChartKind,
    /// Where the sizes come from; none in a c chart.
    pub per: Option<PerWord>,
    /// What the sizes are counted in, where it is known.
    pub unit: Option<String>,
    /// Whether the limits are those that a Poisson count (in a p chart a binomial
    /// one) passes with a probability of at most 0.00135 on each side; they are
    /// three standard deviations from the centre otherwise.
    pub exact: bool,
    /// Which rules are looked at.
    pub rules: RuleWord,
    /// From how many periods the centre was made; those of a base that lie before
    /// the first day that is asked for are not among the rows.
    pub base: usize,
    /// The mean of the base: cases a period, cases a unit, or the share of
    /// pieces; none without a finished period.
    pub centre: Option<f64>,
    /// The periods, in order; those without a case too.
    pub rows: Vec<TrendRow>,
    /// The last finished period, and the one that is running, as far as a rule
    /// flags them: what `--signal` speaks of.
    pub signals: Vec<String>,
    /// In a p chart: cases of the period whose complaint says no quantity in the
    /// unit, and which therefore count no piece.
    pub uncounted: Option<usize>,
    /// How many decimals the figures have.
    #[serde(skip)]
    pub decimals: usize,
}

/// One period.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrendRow {
    /// What it is called: `2026-11-02`, `2026-W46`, `2026-11`, `2026-Q4`.
    pub period: String,
    /// Its first day.
    pub first: String,
    /// Its last day.
    pub last: String,
    /// Whether it is finished; `running`: not over yet; `cut`: only a part of its
    /// days is asked for; `excluded`: by the call. Only finished ones are in the
    /// centre and in runs of points.
    pub state: StateWord,
    /// Whether it helps to make the centre.
    pub in_base: bool,
    /// Cases opened; in a p chart pieces complained of.
    pub count: u64,
    /// What was shipped, or the size that the file gives; none in a c chart and
    /// where it is not known.
    pub size: Option<f64>,
    /// What is charted: the count, or the count by the size; none where the size
    /// is 0 or not known: then it is not in the centre, and in no run either.
    pub value: Option<f64>,
    /// One standard deviation of the value.
    pub sigma: Option<f64>,
    /// The lower limit, at least 0; a value on it is within.
    pub lower: Option<f64>,
    /// The upper limit, in a p chart at most 1; a value on it is within.
    pub upper: Option<f64>,
    /// The rules that the point breaks: it completes the pattern or goes on with
    /// it.
    pub breaks: Vec<BrokenRule>,
    /// The cases opened in it; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
}

/// A rule that a point breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BrokenRule {
    /// Its number in the set.
    pub rule: usize,
    /// The pattern that it describes.
    pub pattern: &'static str,
}

/// The trend, and what is found in it: a finding for each signal.
///
/// # Errors
/// The call and the data make no chart.
pub fn trend(
    gathered: &Gathered,
    call: &TrendCall,
) -> Result<(TrendOutput, Vec<Finding>), Finding> {
    let kind = call.kind()?;
    let counted = figures::figures(gathered, call, kind)?;
    let points: Vec<Point> = counted.figures.iter().map(Figure::point).collect();
    let limits = match call.exact {
        true => Limits::Exact,
        false => Limits::Sigma,
    };
    let drawn = chart(kind.chart(), limits, call.rules.set(), &points)
        .map_err(|unfit| unfit_pieces(unfit, &counted.figures))?;
    let decimals = decimals(kind, drawn.centre);
    let making = Making { call, decimals };
    let rows = counted.figures.iter().zip(&drawn.points).zip(&points);
    let rows: Vec<TrendRow> = rows
        .filter(|((figure, _), _)| !figure.hidden)
        .map(|((figure, judged), point)| making.row(figure, judged, point))
        .collect();
    let output = TrendOutput {
        about: gathered.about(),
        group: call.group,
        chart: kind,
        per: call.per.as_ref().map(Per::word),
        unit: counted.unit,
        exact: call.exact,
        rules: call.rules,
        base: base_of(&drawn, &points),
        centre: drawn.centre.map(|centre| rounded(centre, decimals)),
        signals: signals(&rows).map(|row| row.period.clone()).collect(),
        rows,
        uncounted: (kind == ChartKind::P).then_some(counted.uncounted),
        decimals,
    };
    let findings = signals(&output.rows).map(|row| signal(&output, row));
    let findings = findings.collect();
    Ok((output, findings))
}

/// From how many points the centre is made: those that have a value.
fn base_of(chart: &Chart, points: &[Point]) -> usize {
    let both = chart.points.iter().zip(points);
    both.filter(|(judged, point)| point.makes_centre() && judged.value.is_some())
        .count()
}

/// How many decimals the figures of that chart have: three for counts, six digits
/// for rates, however small they are.
fn decimals(kind: ChartKind, centre: Option<f64>) -> usize {
    const COUNT: usize = 3;
    const DIGITS: i32 = 6;
    match centre.filter(|centre| *centre > 0.0) {
        _ if kind == ChartKind::C => COUNT,
        None => DIGITS as usize,
        Some(centre) => (DIGITS - 1 - centre.log10().floor() as i32).clamp(0, 15) as usize,
    }
}

fn rounded(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

struct Making<'a> {
    call: &'a TrendCall,
    decimals: usize,
}

impl Making<'_> {
    fn row(&self, figure: &Figure, judged: &Judged, point: &Point) -> TrendRow {
        let round = |value: f64| rounded(value, self.decimals);
        let set = self.call.rules.set();
        let broken = |pattern: &Pattern| BrokenRule {
            rule: set.number(*pattern).unwrap_or_default(),
            pattern: key(*pattern),
        };
        TrendRow {
            period: figure.label.clone(),
            first: figure.stretch.first.to_string(),
            last: figure.stretch.last.to_string(),
            state: figure.state,
            in_base: point.part == Part::Base && judged.value.is_some(),
            count: figure.count,
            size: figure.size,
            value: judged.value.map(round),
            sigma: judged.span.map(|span| round(span.sigma)),
            lower: judged.span.map(|span| round(span.lower)),
            upper: judged.span.map(|span| round(span.upper)),
            breaks: judged.patterns.iter().map(broken).collect(),
            cases: numbers(self.call.cases, figure.cases.iter().copied()),
        }
    }
}

/// The word for a pattern.
fn key(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::BeyondLimit => "beyond-limit",
        Pattern::TwoOfThree => "two-of-three",
        Pattern::FourOfFive => "four-of-five",
        Pattern::EightOnOneSide => "eight-on-one-side",
        Pattern::NineOnOneSide => "nine-on-one-side",
        Pattern::SixRising => "six-rising",
        Pattern::FourteenAlternating => "fourteen-alternating",
        Pattern::FifteenClose => "fifteen-close",
        Pattern::EightFar => "eight-far",
    }
}

/// The last period that is over and the one that is running, where they break a
/// rule.
fn signals(rows: &[TrendRow]) -> impl Iterator<Item = &TrendRow> {
    let is_over = |row: &&TrendRow| matches!(row.state, StateWord::Finished | StateWord::Excluded);
    let last = rows.iter().rfind(is_over);
    let running = rows.iter().filter(|row| row.state == StateWord::Running);
    last.into_iter()
        .chain(running)
        .filter(|row| !row.breaks.is_empty())
}

/// What a signal says.
fn signal(output: &TrendOutput, row: &TrendRow) -> Finding {
    let text = |value: Option<f64>| output.short(value).unwrap_or_default();
    let broken = row.breaks.iter().map(|broken| broken.pattern.to_owned());
    Finding::new(Code::TrendSignal)
        .arg("period", row.period.as_str())
        .arg(
            "value",
            match output.chart {
                ChartKind::C => row.count.to_string(),
                ChartKind::U | ChartKind::P => text(row.value),
            },
        )
        .arg("centre", text(output.centre))
        .arg("lower", text(row.lower))
        .arg("upper", text(row.upper))
        .arg("why", broken.collect::<Vec<String>>())
        .arg("first", row.first.as_str())
        .arg("last", row.last.as_str())
}

fn unfit_pieces(unfit: Unfit, figures: &[Figure]) -> Finding {
    let (why, at) = match unfit {
        Unfit::MoreThanSize(at) => ("more-than-shipped", at),
        Unfit::BrokenSize(at) | Unfit::OtherSize(at) => ("not-whole", at),
    };
    let figure = &figures[at];
    Finding::new(Code::PiecesUnfit)
        .arg("period", figure.label.as_str())
        .arg("count", figure.count.to_string())
        .maybe("size", figure.size.map(|size| size.to_string()))
        .arg("why", why)
}

impl TrendOutput {
    /// A figure with as many decimals as this report's have.
    pub fn text(&self, value: Option<f64>) -> Option<String> {
        value.map(|value| format!("{value:.*}", self.decimals))
    }

    /// The same for people: one decimal less in a c chart, two in others.
    pub fn short(&self, value: Option<f64>) -> Option<String> {
        let spared = match self.chart {
            ChartKind::C => 1,
            ChartKind::U | ChartKind::P => 2,
        };
        let decimals = self.decimals.saturating_sub(spared);
        value.map(|value| format!("{value:.decimals$}"))
    }
}

#[cfg(test)]
mod tests;
