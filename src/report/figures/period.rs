use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::case::kinds::words;

/// Days from one to another, both included; an end that is left out is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Whether that day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Its last day, or that one if it is earlier.
    pub fn end(&self, today: NaiveDate) -> NaiveDate {
        self.until.map_or(today, |until| until.min(today))
    }
}

words! {
    /// How long a stretch of time is.
    Step {
        /// A day: `2026-11-02`.
        Day = "day",
        /// A week by ISO 8601, from Monday on: `2026-W46`.
        Week = "week",
        /// A month: `2026-11`.
        Month = "month",
        /// A quarter of a year: `2026-Q4`.
        Quarter = "quarter",
        /// A year: `2026`.
        Year = "year",
    }
}

/// A day, a week, a month, a quarter or a year, whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
}

impl Step {
    /// The stretch in which that day lies.
    pub fn of(self, day: NaiveDate) -> Stretch {
        let first = match self {
            Step::Day => Some(day),
            Step::Week => {
                day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
            }
            Step::Month => day.with_day(1),
            Step::Quarter => {
                let month = (day.month() - 1) / 3 * 3 + 1;
                NaiveDate::from_ymd_opt(day.year(), month, 1)
            }
            Step::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        let first = first.unwrap_or(day);
        let last = self.after(first).and_then(|next| next.pred_opt());
        Stretch {
            first,
            last: last.unwrap_or(first),
        }
    }

    /// The stretch that is called so.
    pub fn read(self, label: &str) -> Option<Stretch> {
        let first = match self {
            Step::Day => label.parse().ok()?,
            Step::Week => {
                let (year, week) = label.split_once("-W")?;
                NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)?
            }
            Step::Month => format!("{label}-01").parse().ok()?,
            Step::Quarter => {
                let (year, quarter) = label.split_once("-Q")?;
                let month = quarter
                    .parse::<u32>()
                    .ok()?
                    .checked_mul(3)?
                    .checked_sub(2)?;
                NaiveDate::from_ymd_opt(year.parse().ok()?, month, 1)?
            }
            Step::Year => format!("{label}-01-01").parse().ok()?,
        };
        let stretch = self.of(first);
        (self.label(stretch) == label).then_some(stretch)
    }

    /// The first day of the next stretch.
    fn after(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Step::Day => first.succ_opt(),
            Step::Week => first.checked_add_days(Days::new(7)),
            Step::Month => first.checked_add_months(Months::new(1)),
            Step::Quarter => first.checked_add_months(Months::new(3)),
            Step::Year => first.checked_add_months(Months::new(12)),
        }
    }

    /// Every stretch from the one with the first day to the one with the last,
    /// in order; none where the last comes before the first.
    pub fn between(self, first: NaiveDate, last: NaiveDate) -> Vec<Stretch> {
        let mut all = Vec::new();
        let mut stretch = self.of(first);
        while stretch.first <= last {
            all.push(stretch);
            match self.after(stretch.first) {
                Some(next) => stretch = self.of(next),
                None => break,
            }
        }
        all
    }

    /// What a stretch is called.
    pub fn label(self, stretch: Stretch) -> String {
        let first = stretch.first;
        match self {
            Step::Day => first.to_string(),
            Step::Week => first.format("%G-W%V").to_string(),
            Step::Month => first.format("%Y-%m").to_string(),
            Step::Quarter => format!("{}-Q{}", first.format("%Y"), first.month().div_ceil(3)),
            Step::Year => first.format("%Y").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn labels(step: Step, first: &str, last: &str) -> Vec<String> {
        let all = step.between(day(first), day(last)).into_iter();
        all.map(|stretch| step.label(stretch)).collect()
    }

    #[test]
    fn stretches_without_a_gap() {
        assert_eq!(
            labels(Step::Month, "2025-11-30", "2026-02-01"),
            ["2025-11", "2025-12", "2026-01", "2026-02"]
        );
        // Thursday 1 January 2026 lies in the week that began on 29 December.
        assert_eq!(
            labels(Step::Week, "2025-12-28", "2026-01-05"),
            ["2025-W52", "2026-W01", "2026-W02"]
        );
        // 2020 had a week 53: 1 January 2021 was a Friday.
        assert_eq!(
            labels(Step::Week, "2021-01-01", "2021-01-04"),
            ["2020-W53", "2021-W01"]
        );
        assert_eq!(
            labels(Step::Quarter, "2026-03-31", "2026-04-01"),
            ["2026-Q1", "2026-Q2"]
        );
        assert_eq!(
            labels(Step::Year, "2024-02-29", "2025-01-01"),
            ["2024", "2025"]
        );
        assert_eq!(
            labels(Step::Day, "2024-02-28", "2024-03-01"),
            ["2024-02-28", "2024-02-29", "2024-03-01"]
        );
        assert!(labels(Step::Day, "2026-01-02", "2026-01-01").is_empty());
    }

    #[test]
    fn a_stretch_has_both_its_ends() {
        let month = Step::Month.of(day("2024-02-10"));
        assert_eq!(
            (month.first, month.last),
            (day("2024-02-01"), day("2024-02-29"))
        );
        let week = Step::Week.of(day("2026-11-22"));
        assert_eq!(
            (week.first, week.last),
            (day("2026-11-16"), day("2026-11-22"))
        );
    }

    #[test]
    fn a_label_names_its_stretch_and_nothing_else() {
        for (step, label, first) in [
            (Step::Day, "2026-11-02", "2026-11-02"),
            (Step::Week, "2026-W01", "2025-12-29"),
            (Step::Month, "2026-11", "2026-11-01"),
            (Step::Quarter, "2026-Q4", "2026-10-01"),
            (Step::Year, "2026", "2026-01-01"),
        ] {
            assert_eq!(step.read(label), Some(step.of(day(first))), "{label}");
        }
        for (step, label) in [
            (Step::Week, "2026-W1"),
            (Step::Week, "2026-W54"),
            // 2025 had 52 weeks.
            (Step::Week, "2025-W53"),
            (Step::Month, "2026-13"),
            (Step::Quarter, "2026-Q0"),
            (Step::Quarter, "2026-Q5"),
            (Step::Day, "2026-02-29"),
            (Step::Year, "26"),
            (Step::Week, ""),
        ] {
            assert_eq!(step.read(label), None, "{label}");
        }
    }

    #[test]
    fn a_period_holds_both_its_ends() {
        let period = Period {
            since: Some(day("2026-01-01")),
            until: Some(day("2026-01-31")),
        };
        assert!(period.holds(day("2026-01-01")) && period.holds(day("2026-01-31")));
        assert!(!period.holds(day("2025-12-31")) && !period.holds(day("2026-02-01")));
        assert!(Period::default().holds(day("2026-02-01")));
        assert_eq!(period.end(day("2026-01-15")), day("2026-01-15"));
        assert_eq!(period.end(day("2026-02-15")), day("2026-01-31"));
    }
}
