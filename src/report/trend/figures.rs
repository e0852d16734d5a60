use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::call::{ChartKind, Per, StateWord, TrendCall};
use super::sizes::{only, sums, unit_of};
use crate::finding::{Code, Finding};
use crate::report::NoPpm;
use crate::report::figures::{CaseFigures, Gathered, Stretch};
use crate::spc::{Part, Point};

/// What was counted in one period.
pub(super) struct Figure<'a> {
    pub stretch: Stretch,
    pub label: String,
    pub state: StateWord,
    /// Whether it is only there for the centre: it lies before the days that are
    /// asked for.
    pub hidden: bool,
    /// Whether it helps to make the centre.
    pub is_base: bool,
    pub count: u64,
    pub size: Option<f64>,
    pub cases: Vec<&'a CaseFigures>,
}

/// What was counted in all of them.
pub(super) struct Counted<'a> {
    pub figures: Vec<Figure<'a>>,
    pub unit: Option<String>,
    /// Cases without a quantity in the unit.
    pub uncounted: usize,
}

impl Figure<'_> {
    pub fn point(&self) -> Point {
        Point {
            count: self.count,
            size: self.size.unwrap_or_default(),
            part: match (self.state, self.is_base) {
                (StateWord::Finished, true) if self.hidden => Part::Reference,
                (StateWord::Finished, true) => Part::Base,
                (StateWord::Finished, false) => Part::Watched,
                (StateWord::Running, _) => Part::Running,
                (StateWord::Cut | StateWord::Excluded, _) => Part::LeftOut,
            },
        }
    }
}

/// Counts the periods, each with its size.
pub(super) fn figures<'a>(
    gathered: &'a Gathered,
    call: &TrendCall,
    kind: ChartKind,
) -> Result<Counted<'a>, Finding> {
    let frame = Frame { gathered, call };
    let stretches = frame.stretches();
    frame.check_exclude(&stretches)?;
    let unit = frame.unit(kind)?;
    let sizes = frame.sizes(unit.as_deref())?;
    let mut opened: BTreeMap<Stretch, Vec<&CaseFigures>> = BTreeMap::new();
    for case in frame.opened() {
        let stretch = call.group.of(case.opened_on());
        opened.entry(stretch).or_default().push(case);
    }
    let mut counted = Counted {
        figures: Vec::new(),
        unit,
        uncounted: 0,
    };
    for stretch in stretches {
        let cases = opened.remove(&stretch).unwrap_or_default();
        let label = call.group.label(stretch);
        let count = match kind {
            ChartKind::C | ChartKind::U => cases.len() as u64,
            ChartKind::P => {
                let (pieces, without) = pieces(&cases, counted.unit.as_deref());
                counted.uncounted += without;
                whole(pieces, &label)?
            }
        };
        let state = frame.state(stretch);
        counted.figures.push(Figure {
            size: sizes.of(stretch, state),
            hidden: frame.is_hidden(stretch),
            is_base: state == StateWord::Finished && call.is_based(stretch),
            stretch,
            label,
            state,
            count,
            cases,
        });
    }
    sizes.check(&counted.figures)?;
    call.check_base(gathered.call.period, &counted.figures)?;
    Ok(counted)
}

/// Of which days and cases a trend speaks: those that are asked for, and those of
/// its base, which may lie before them.
struct Frame<'a, 'b> {
    gathered: &'a Gathered,
    call: &'b TrendCall,
}

impl<'a> Frame<'a, '_> {
    /// The periods to be shown, and before them those of the base from the first
    /// case on.
    fn stretches(&self) -> Vec<Stretch> {
        let group = self.call.group;
        let shown = self.gathered.stretches(group);
        let before = match (self.call.base, self.gathered.begun()) {
            (Some((from, to)), Some(first)) => group.between(from.max(first), to),
            _ => Vec::new(),
        };
        let before = before.into_iter();
        let before = before.filter(|it| self.is_hidden(*it) && self.call.is_based(*it));
        before.chain(shown).collect()
    }

    /// Whether it lies before the days that are asked for.
    fn is_hidden(&self, stretch: Stretch) -> bool {
        let since = self.gathered.call.period.since;
        since.is_some_and(|since| stretch.last < since)
    }

    /// Whether that day counts: it is asked for, or lies in a period of which none
    /// is.
    fn holds(&self, day: NaiveDate) -> bool {
        self.gathered.call.period.holds(day) || self.is_hidden(self.call.group.of(day))
    }

    fn opened(&self) -> impl Iterator<Item = &'a CaseFigures> {
        let cases = self.gathered.cases.iter();
        cases.filter(|case| self.holds(case.opened_on()))
    }

    fn check_exclude(&self, stretches: &[Stretch]) -> Result<(), Finding> {
        let labels = stretches.iter().map(|it| self.call.group.label(*it));
        let labels: Vec<String> = labels.collect();
        let mut exclude = self.call.exclude.iter();
        let Some(unknown) = exclude.find(|label| !labels.contains(label)) else {
            return Ok(());
        };
        let finding = Finding::new(Code::NoSuchPeriod).arg("period", unknown.as_str());
        Err(finding
            .maybe("first", labels.first().cloned())
            .maybe("last", labels.last().cloned()))
    }

    fn state(&self, stretch: Stretch) -> StateWord {
        let (period, today) = (self.gathered.call.period, self.gathered.today);
        let begun = period.since.is_none_or(|since| since <= stretch.first);
        let last = stretch.last.min(today);
        let ended = period.until.is_none_or(|until| last <= until);
        let label = self.call.group.label(stretch);
        match () {
            () if self.call.exclude.contains(&label) => StateWord::Excluded,
            () if !(ended && (begun || self.is_hidden(stretch))) => StateWord::Cut,
            () if stretch.last > self.gathered.over => StateWord::Running,
            () => StateWord::Finished,
        }
    }

    /// What sizes and pieces are counted in.
    fn unit(&self, kind: ChartKind) -> Result<Option<String>, Finding> {
        let asked = self.call.unit.as_deref();
        match &self.call.per {
            Some(Per::Shipped(Ok(shipped))) => unit_of(shipped, asked),
            Some(Per::File(_)) if kind == ChartKind::P => {
                let amounts = self.opened().filter_map(|case| case.quantity.as_ref());
                let units: BTreeSet<&str> = amounts.map(|amount| amount.unit.as_str()).collect();
                only(&units, asked)
            }
            _ => Ok(self.call.unit.clone()),
        }
    }

    fn sizes(&self, unit: Option<&str>) -> Result<Sizes<'_>, Finding> {
        match &self.call.per {
            None => Ok(Sizes::None),
            Some(Per::File(sizes)) => Ok(Sizes::File(sizes)),
            Some(Per::Shipped(Err(why))) => {
                let why = match why {
                    NoPpm::NoData => "no-shipments",
                    NoPpm::NotByModel => "not-by-model",
                };
                Err(Finding::new(Code::NoShipments).arg("why", why))
            }
            Some(Per::Shipped(Ok(shipped))) => {
                let today = self.gathered.today;
                let wanted = |day| day <= today && self.holds(day);
                let sums = unit.map(|unit| sums(shipped, self.call.group, unit, wanted));
                Ok(Sizes::Shipped(sums.unwrap_or_default()))
            }
        }
    }
}

/// How many pieces of that unit are complained of, and how many complaints say
/// none.
fn pieces(cases: &[&CaseFigures], unit: Option<&str>) -> (Decimal, usize) {
    let (mut pieces, mut without) = (Decimal::ZERO, 0);
    for case in cases {
        match &case.quantity {
            Some(amount) if Some(amount.unit.as_str()) == unit => pieces += amount.number,
            _ => without += 1,
        }
    }
    (pieces, without)
}

fn whole(pieces: Decimal, label: &str) -> Result<u64, Finding> {
    let count = pieces.is_integer().then(|| pieces.to_u64()).flatten();
    count.ok_or_else(|| {
        Finding::new(Code::PiecesUnfit)
            .arg("period", label)
            .arg("count", pieces.normalize().to_string())
            .arg("why", "not-whole")
    })
}

/// The sizes of stretches.
enum Sizes<'a> {
    None,
    /// What is not there was not shipped.
    Shipped(BTreeMap<Stretch, Decimal>),
    /// What is not there is not known.
    File(&'a BTreeMap<Stretch, Decimal>),
}

impl Sizes<'_> {
    fn of(&self, stretch: Stretch, state: StateWord) -> Option<f64> {
        match self {
            Sizes::None => None,
            Sizes::Shipped(sums) => {
                Some(sums.get(&stretch).and_then(Decimal::to_f64).unwrap_or(0.0))
            }
            // The file's size is that of all its days.
            Sizes::File(..) if state == StateWord::Cut => None,
            Sizes::File(sizes) => sizes.get(&stretch).and_then(Decimal::to_f64),
        }
    }

    /// A file has a size for every period that is over: what is not judged for
    /// want of one would look like a period in which nothing was found.
    fn check(&self, figures: &[Figure]) -> Result<(), Finding> {
        let Sizes::File(..) = self else {
            return Ok(());
        };
        let lacks = |figure: &&Figure| figure.state == StateWord::Finished && figure.size.is_none();
        let missing: Vec<String> = figures
            .iter()
            .filter(lacks)
            .map(|figure| figure.label.clone())
            .collect();
        match missing.is_empty() {
            true => Ok(()),
            false => {
                let more = missing.len().checked_sub(5).filter(|more| *more > 0);
                let first: Vec<String> = missing.into_iter().take(5).collect();
                let finding = Finding::new(Code::SizeMissing).arg("periods", first);
                Err(finding.maybe("more", more))
            }
        }
    }
}
