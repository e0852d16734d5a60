use std::collections::HashMap;

use super::{CaseFigures, Gathered};
use crate::calendar::Term;
use crate::case::Time;
use crate::procedure::window_start;

/// The complaints of the register that can be repeats of each other, by what makes
/// them so. Dismissed ones are not among them.
pub struct Alike<'a>(HashMap<&'a [String], Vec<&'a CaseFigures>>);

impl<'a> Alike<'a> {
    /// All of them, those too of which the report does not speak.
    pub fn of(gathered: &'a Gathered) -> Alike<'a> {
        let mut all: HashMap<&[String], Vec<&CaseFigures>> = HashMap::new();
        for case in gathered.cases.iter().chain(&gathered.others) {
            if let Some(likeness) = case.likeness.as_deref()
                && case.dismissed.is_none()
            {
                all.entry(likeness).or_default().push(case);
            }
        }
        for alike in all.values_mut() {
            alike.sort_by(|a, b| place(a).cmp(&place(b)));
        }
        Alike(all)
    }

    /// Those like that one that came before it, in order: of two that came at once
    /// the one numbered first did. None for one that is dismissed.
    pub fn earlier(&self, case: &CaseFigures, within: Option<Term>) -> &[&'a CaseFigures] {
        let alike = match case.dismissed {
            None => self.like(case),
            Some(_) => &[],
        };
        let before = alike.partition_point(|other| place(other) < place(case));
        let first = within.map(|term| window_start(case.opened_on(), term));
        let outside = |other: &&CaseFigures| first.is_some_and(|first| other.opened_on() < first);
        &alike[alike.partition_point(outside).min(before)..before]
    }

    /// Those like that one that came after that time, in order; that one may be
    /// dismissed.
    pub fn after(&self, case: &CaseFigures, time: Time) -> impl Iterator<Item = &'a CaseFigures> {
        let alike = self.like(case);
        let later = alike.partition_point(|other| other.opened <= time.0);
        let number = case.case.clone();
        let others = alike[later..].iter().copied();
        others.filter(move |other| other.case != number)
    }

    fn like(&self, case: &CaseFigures) -> &[&'a CaseFigures] {
        let likeness = case.likeness.as_deref();
        let alike = likeness.and_then(|likeness| self.0.get(likeness));
        alike.map_or(&[], Vec::as_slice)
    }
}

/// The place of a complaint in time.
fn place(case: &CaseFigures) -> (chrono::DateTime<chrono::FixedOffset>, &str) {
    (case.opened, &case.case)
}
