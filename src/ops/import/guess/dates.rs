use std::collections::HashMap;
use std::sync::LazyLock;

use super::column::Column;
use crate::ops::import::date::DatePattern;

/// Forms of dates, those that people use most first. Of a pair that only
/// differs in day and month the day comes first.
const FORMS: &[&str] = &[
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "%Y%m%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y.%m.%d %H:%M",
    "%Y年%m月%d日 %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%dT%H:%M%:z",
    "%Y-%m-%dT%H:%M:%S%:z",
    "%Y-%m-%dT%H:%M:%S%.f%:z",
    "%Y-%m-%d %H:%M:%S %z",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%B %d, %Y",
];

/// Forms that only differ in the order of day and month.
const PAIRS: &[(&str, &str)] = &[
    ("%d/%m/%Y", "%m/%d/%Y"),
    ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"),
    ("%d-%m-%Y", "%m-%d-%Y"),
];

/// How the dates of a column are written.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Dates {
    pub forms: Vec<&'static str>,
    /// A value that could be read with day and month the other way round, and
    /// the form that does so, where no value tells which is meant.
    pub unclear: Option<(String, &'static str)>,
    /// Values that no form reads.
    pub unread: Vec<String>,
}

/// The forms in which the values of a column are dates.
pub(super) fn dates(column: &Column) -> Dates {
    let mut left: Vec<&str> = column
        .values
        .iter()
        .map(|(value, _)| value.as_str())
        .collect();
    let mut found = Dates::default();
    while !left.is_empty() {
        let best = FORMS.iter().map(|form| (count(form, &left), form));
        // Of equals the first one: `max_by_key` would give the last.
        let best = best.rev().max_by_key(|(count, _)| *count);
        let Some((1.., form)) = best else { break };
        if let Some(other) = twin(form) {
            let both = left
                .iter()
                .all(|value| reads(form, value) == reads(other, value));
            let example = left
                .iter()
                .find(|value| reads(form, value) && !is_same(value));
            if let Some(example) = example.filter(|_| both) {
                found.unclear = Some(((*example).to_owned(), other));
            }
        }
        left.retain(|value| !reads(form, value));
        found.forms.push(form);
    }
    found.unread = left.into_iter().map(str::to_owned).collect();
    found
}

impl Dates {
    /// Where nothing tells day from month, other columns of the list may: people
    /// write all their dates alike.
    pub fn settled_by(mut self, others: &[Dates]) -> Self {
        let Some((_, other)) = self.unclear.clone() else {
            return self;
        };
        let clear = others.iter().filter(|dates| dates.unclear.is_none());
        let forms: Vec<&str> = clear
            .flat_map(|dates| dates.forms.iter().copied())
            .collect();
        let ours = twin(other);
        if forms.contains(&other) {
            let same = |form: &&mut &str| Some(**form) == ours;
            self.forms
                .iter_mut()
                .filter(same)
                .for_each(|form| *form = other);
        }
        if forms.contains(&other) || ours.is_some_and(|ours| forms.contains(&ours)) {
            self.unclear = None;
        }
        self
    }
}

fn twin(form: &str) -> Option<&'static str> {
    let pair = PAIRS
        .iter()
        .find(|(day, month)| *day == form || *month == form);
    pair.map(|(day, month)| if *day == form { *month } else { *day })
}

fn count(form: &str, values: &[&str]) -> usize {
    values.iter().filter(|value| reads(form, value)).count()
}

fn reads(form: &str, value: &str) -> bool {
    static PATTERNS: LazyLock<HashMap<&str, DatePattern>> = LazyLock::new(|| {
        let forms = FORMS.iter();
        forms
            .filter_map(|form| Some((*form, DatePattern::parse(form)?)))
            .collect()
    });
    PATTERNS
        .get(form)
        .is_some_and(|pattern| pattern.reads(value))
}

/// Whether day and month are the same number, as in 5/5/2026.
fn is_same(value: &str) -> bool {
    let mut parts = value.split(['/', '-']).map(|part| part.parse::<u32>().ok());
    let (first, second) = (parts.next().flatten(), parts.next().flatten());
    first.is_some() && first == second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_a_pattern() {
        for form in FORMS {
            assert!(DatePattern::parse(form).is_some(), "{form}");
        }
    }

    fn of(values: &[&str]) -> Dates {
        let mut column = Column::new("date");
        values.iter().for_each(|value| column.add(value));
        dates(&column)
    }

    #[test]
    fn the_form_that_reads_most_comes_first() {
        let found = of(&["2026/1/5", "2026-01-06", "2026/2/7", "昨天"]);
        assert_eq!(found.forms, ["%Y/%m/%d", "%Y-%m-%d"]);
        assert_eq!(found.unread, ["昨天"]);
        assert_eq!(of(&["20260105"]).forms, ["%Y%m%d"]);
        assert_eq!(of(&["2026年1月5日"]).forms, ["%Y年%m月%d日"]);
        assert_eq!(of(&["412", "7"]).forms, [""; 0]);
    }

    #[test]
    fn one_value_can_tell_day_from_month() {
        let found = of(&["5/6/2026", "6/13/2026"]);
        assert_eq!((found.forms, found.unclear), (vec!["%m/%d/%Y"], None));
        let found = of(&["5/6/2026", "13/6/2026"]);
        assert_eq!((found.forms, found.unclear), (vec!["%d/%m/%Y"], None));
    }

    #[test]
    fn where_none_does_that_is_said() {
        let found = of(&["5/5/2026", "5/6/2026"]);
        assert_eq!(found.forms, ["%d/%m/%Y"]);
        assert_eq!(found.unclear, Some(("5/6/2026".to_owned(), "%m/%d/%Y")));
        assert_eq!(of(&["5/5/2026"]).unclear, None);
        let month_first = [of(&["1/31/2026"])];
        let settled = of(&["5/6/2026"]).settled_by(&month_first);
        assert_eq!((settled.forms, settled.unclear), (vec!["%m/%d/%Y"], None));
        let settled = of(&["5/6/2026"]).settled_by(&[of(&["31/1/2026"])]);
        assert_eq!((settled.forms, settled.unclear), (vec!["%d/%m/%Y"], None));
    }
}
