use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::{CaseFigures, Field, FiguresCall, Stretch};
use crate::case::Time;

/// What reports are made from: the cases that are wanted, whenever they were.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// Of which cases and days a report speaks.
    pub call: FiguresCall,
    /// From when it was looked.
    pub now: Time,
    /// The day of that, in the register's time zone.
    pub today: NaiveDate,
    /// The last day that is over: today too, in its last second.
    pub over: NaiveDate,
    /// The levels of severity of the policy of that day, worst first.
    pub levels: Vec<String>,
    /// The cases, by number.
    pub cases: Vec<CaseFigures>,
    /// The others of the register: what a case that is wanted may be like.
    pub others: Vec<CaseFigures>,
    /// How many files could not be read and are left out.
    pub left_out: usize,
}

/// What every report says about itself.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct About {
    /// From when it was looked.
    pub now: String,
    /// The first day of the period, where one was given.
    pub since: Option<String>,
    /// The last one.
    pub until: Option<String>,
    /// How many files could not be read and are left out.
    pub left_out: usize,
}

/// Something that stands in the rows of a report.
#[derive(Debug, Clone)]
pub struct Filed<T> {
    /// What it is.
    pub item: T,
    /// Its day, for rows of time.
    pub day: NaiveDate,
    /// Its values; nothing is one too.
    pub values: Vec<Option<String>>,
}

/// How many cases have a severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelCount {
    /// The level; none for those that are not graded.
    pub severity: Option<String>,
    /// How many.
    pub count: usize,
}

impl Gathered {
    /// What the report says about itself.
    pub fn about(&self) -> About {
        About {
            now: self.now.to_string(),
            since: self.call.period.since.map(|day| day.to_string()),
            until: self.call.period.until.map(|day| day.to_string()),
            left_out: self.left_out,
        }
    }

    /// The cases that were opened in the period.
    pub fn opened(&self) -> impl Iterator<Item = &CaseFigures> {
        let period = self.call.period;
        let cases = self.cases.iter();
        cases.filter(move |case| period.holds(case.opened_on()))
    }

    /// The cases under each value of a field, as [`Gathered::grouped`] puts them.
    pub fn by<'a>(
        &self,
        field: Field,
        cases: impl Iterator<Item = &'a CaseFigures>,
    ) -> Vec<(Option<String>, Vec<&'a CaseFigures>)> {
        let filed = cases.map(|case| Filed {
            values: field.of(case),
            day: case.opened_on(),
            item: case,
        });
        self.grouped(Some(field), filed)
    }

    /// Items under each of their values, by value; stretches of time without one
    /// between others too, severities worst first, those without a value last.
    /// The field says what the values are of, where it is one of cases.
    pub fn grouped<T: Copy>(
        &self,
        field: Option<Field>,
        items: impl IntoIterator<Item = Filed<T>>,
    ) -> Vec<(Option<String>, Vec<T>)> {
        let mut groups: BTreeMap<Option<String>, Vec<T>> = BTreeMap::new();
        let (mut first, mut last) = (None, None);
        for filed in items {
            first = first.into_iter().chain([filed.day]).min();
            last = last.into_iter().chain([filed.day]).max();
            for value in filed.values {
                groups.entry(value).or_default().push(filed.item);
            }
        }
        let step = field.and_then(Field::step);
        if let (Some(step), Some(first), Some(last)) = (step, first, last) {
            for stretch in step.between(first, last) {
                groups.entry(Some(step.label(stretch))).or_default();
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(value, _)| (value.is_none(), self.rank(field, value.as_deref())));
        groups
    }

    /// The place of a severity among the levels; other values stay as they are.
    fn rank(&self, field: Option<Field>, value: Option<&str>) -> usize {
        let place = || {
            self.levels
                .iter()
                .position(|level| Some(level.as_str()) == value)
        };
        match field {
            Some(Field::Severity) => place().unwrap_or(self.levels.len()),
            _ => 0,
        }
    }

    /// How many of the cases have each severity: the levels of the policy, worst
    /// first, others that some case of the register has, and not graded.
    pub fn severities(&self, cases: &[&CaseFigures]) -> Vec<LevelCount> {
        let all = self.all_levels().into_iter().map(Some).chain([None]);
        let count = |severity: Option<String>| LevelCount {
            count: cases
                .iter()
                .filter(|case| case.severity == severity)
                .count(),
            severity,
        };
        all.map(count).collect()
    }

    /// The levels of the policy, worst first, and others that some case has.
    pub fn all_levels(&self) -> Vec<String> {
        let mut others: Vec<&String> = self
            .cases
            .iter()
            .filter_map(|case| case.severity.as_ref())
            .collect();
        others.retain(|level| !self.levels.contains(level));
        others.sort();
        others.dedup();
        self.levels.iter().chain(others).cloned().collect()
    }

    /// The day on which the first case of the register was opened, whether it is
    /// wanted or not: from then on a period without a case counts as one.
    pub fn begun(&self) -> Option<NaiveDate> {
        let all = self.cases.iter().chain(&self.others);
        all.map(CaseFigures::opened_on).min()
    }

    /// The days from the first to the last stretch that a report over time shows:
    /// the period, or from the register's first case on to today. None where no
    /// case is wanted and no day said from which on.
    pub fn stretches(&self, step: super::Step) -> Vec<Stretch> {
        let begun = self.opened().next().and_then(|_| self.begun());
        let first = self.call.period.since.or(begun);
        let last = self.call.period.end(self.today);
        first.map_or(Vec::new(), |first| step.between(first, last))
    }
}

/// The numbers of cases, where they are asked for; each once, in order.
pub fn numbers<'a>(
    wanted: bool,
    cases: impl IntoIterator<Item = &'a CaseFigures>,
) -> Option<Vec<String>> {
    let numbers = || {
        let mut all: Vec<String> = cases.into_iter().map(|case| case.case.clone()).collect();
        all.sort();
        all.dedup();
        all
    };
    wanted.then(numbers)
}
