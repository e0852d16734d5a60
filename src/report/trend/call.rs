use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::figures::Figure;
use crate::case::kinds::words;
use crate::finding::{Code, Finding};
use crate::report::NoPpm;
use crate::report::figures::{Period, Shipped, Step, Stretch};
use crate::spc::{Kind, RuleSet};

words! {
    /// What is charted.
    ChartKind {
        /// Cases opened.
        C = "c",
        /// Cases opened for each unit shipped, or of another size.
        U = "u",
        /// Pieces complained of among the pieces shipped.
        P = "p",
    }
}

words! {
    /// Which rules find a signal.
    RuleWord {
        /// Those of Western Electric, 1 to 4.
        WesternElectric = "western-electric",
        /// Those of Nelson, 1 to 8.
        Nelson = "nelson",
        /// Only a point beyond a limit.
        Limits = "limits",
    }
}

words! {
    /// How a period stands.
    StateWord {
        /// All its days are over and asked for.
        Finished = "finished",
        /// It is not over yet.
        Running = "running",
        /// Only a part of its days is asked for.
        Cut = "cut",
        /// The call leaves it out.
        Excluded = "excluded",
    }
}

words! {
    /// Where the sizes of periods come from.
    PerWord {
        /// What the shipment data says.
        Shipped = "shipped",
        /// A file.
        File = "file",
    }
}

/// How large periods are.
#[derive(Debug, Clone)]
pub enum Per {
    /// What was shipped, or why nobody can tell.
    Shipped(Result<Vec<Shipped>, NoPpm>),
    /// What a file says.
    File(BTreeMap<Stretch, Decimal>),
}

impl Per {
    /// Where the sizes come from.
    pub fn word(&self) -> PerWord {
        match self {
            Per::Shipped(_) => PerWord::Shipped,
            Per::File(_) => PerWord::File,
        }
    }
}

/// Which trend is wanted.
#[derive(Debug, Clone)]
pub struct TrendCall {
    /// How long a period is.
    pub group: Step,
    /// The chart that is asked for; else c without sizes, u with them.
    pub chart: Option<ChartKind>,
    /// How large periods are.
    pub per: Option<Per>,
    /// What sizes, and pieces complained of, are counted in.
    pub unit: Option<String>,
    /// From which days to which the centre is made, if not from all that is shown.
    pub base: Option<(NaiveDate, NaiveDate)>,
    /// Periods that are in nothing.
    pub exclude: Vec<String>,
    /// Whether limits are exact.
    pub exact: bool,
    /// Which rules are looked at.
    pub rules: RuleWord,
    /// Whether the cases behind each row are listed.
    pub cases: bool,
}

/// Reads where the centre comes from: two days, or two periods of any length, with
/// `..` between them.
pub fn read_base(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    const STEPS: [Step; 5] = [
        Step::Day,
        Step::Week,
        Step::Month,
        Step::Quarter,
        Step::Year,
    ];
    let (from, to) = text.split_once("..")?;
    let read = |label: &str| STEPS.iter().find_map(|step| step.read(label.trim()));
    Some((read(from)?.first, read(to)?.last))
}

impl ChartKind {
    pub(super) fn chart(self) -> Kind {
        match self {
            ChartKind::C => Kind::C,
            ChartKind::U => Kind::U,
            ChartKind::P => Kind::P,
        }
    }
}

impl RuleWord {
    pub(super) fn set(self) -> RuleSet {
        match self {
            RuleWord::WesternElectric => RuleSet::WesternElectric,
            RuleWord::Nelson => RuleSet::Nelson,
            RuleWord::Limits => RuleSet::Limits,
        }
    }
}

impl TrendCall {
    /// The chart that the options stand for.
    pub(super) fn kind(&self) -> Result<ChartKind, Finding> {
        let derived = match self.per {
            None => ChartKind::C,
            Some(_) => ChartKind::U,
        };
        let kind = self.chart.unwrap_or(derived);
        let why = match (kind, &self.per) {
            (ChartKind::C, Some(_)) => "takes-no-sizes",
            (ChartKind::U | ChartKind::P, None) => "needs-sizes",
            _ => return Ok(kind),
        };
        let finding = Finding::new(Code::ChartOptions).arg("chart", kind.word());
        Err(finding.arg("why", why))
    }

    /// Whether a period helps to make the centre, once it is finished.
    pub(super) fn is_based(&self, stretch: Stretch) -> bool {
        let within = |(from, to)| from <= stretch.first && stretch.last <= to;
        self.base.is_none_or(within)
    }

    /// Refuses a base of which nothing is there, or not all.
    pub(super) fn check_base(&self, period: Period, figures: &[Figure]) -> Result<(), Finding> {
        let Some((from, to)) = self.base else {
            return Ok(());
        };
        let mut base = figures.iter().filter(|figure| figure.is_base).peekable();
        let why = match () {
            () if to < from => "reversed",
            () if period.until.is_some_and(|until| until < to) => "outside-period",
            () if figures.is_empty() => return Ok(()),
            () if figures.iter().all(|figure| to < figure.stretch.first) => "before-first",
            () if base.peek().is_none() => "no-whole-period",
            () if base.all(|figure| figure.count == 0) => "only-zeros",
            () => return Ok(()),
        };
        let finding = Finding::new(Code::BadBase).arg("from", from.to_string());
        Err(finding.arg("to", to.to_string()).arg("why", why))
    }
}
