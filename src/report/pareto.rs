//! What complaints are about, most frequent first.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{About, CaseFigures, Field, Gathered, numbers, percent};

/// What `report pareto --format json` prints.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report pareto")]
pub struct ParetoOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// What a row is about.
    pub group: Field,
    /// A row each group, most cases first; equals by the text of the group, none
    /// last among them. The rest in one row is the last of all.
    pub rows: Vec<ParetoRow>,
    /// All counts together, of which shares are parts. A case that stands in
    /// several rows counts in each.
    pub total: usize,
    /// Cases opened in the period.
    pub opened: usize,
}

/// How many cases are of one group. Shares are in a hundred, rounded half up to
/// one decimal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ParetoRow {
    /// The group; none for cases without such a value, and for the rest.
    pub group: Option<String>,
    /// In the row of the rest: how many groups it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others: Option<usize>,
    /// Cases opened in the period.
    pub count: usize,
    /// Their share of all counts.
    pub share: Option<String>,
    /// The share of this row and of those above it.
    pub cumulative: Option<String>,
    /// The cases; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
}

/// The cases opened in the period by that field: the largest groups, as many as
/// `top` says, and the rest together.
pub fn pareto(gathered: &Gathered, group: Field, top: Option<usize>, cases: bool) -> ParetoOutput {
    let mut groups = gathered.by(group, gathered.opened());
    groups.retain(|(_, of)| !of.is_empty());
    groups.sort_by(|(one, of_one), (other, of_other)| {
        let place = (Reverse(of_one.len()), one.is_none(), one);
        place.cmp(&(Reverse(of_other.len()), other.is_none(), other))
    });
    let total = groups.iter().map(|(_, of)| of.len()).sum();
    let rest = groups.split_off(top.map_or(groups.len(), |top| top.min(groups.len())));
    let mut counted = 0;
    let mut row = |group, others, of: &[&CaseFigures]| {
        counted += of.len();
        ParetoRow {
            group,
            others,
            count: of.len(),
            share: percent(of.len(), total),
            cumulative: percent(counted, total),
            cases: numbers(cases, of.iter().copied()),
        }
    };
    let mut rows: Vec<ParetoRow> = groups
        .into_iter()
        .map(|(group, of)| row(group, None, &of))
        .collect();
    if !rest.is_empty() {
        let of: Vec<&CaseFigures> = rest.iter().flat_map(|(_, of)| of).copied().collect();
        rows.push(row(None, Some(rest.len()), &of));
    }
    ParetoOutput {
        about: gathered.about(),
        group,
        rows,
        total,
        opened: gathered.opened().count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figures::sample::{case, gathered};

    /// Defects by count: crack 3, mura 2, none 2, bright-line 1, 划伤 1.
    fn register() -> Gathered {
        let defects = [
            Some("mura"),
            Some("crack"),
            None,
            Some("划伤"),
            Some("crack"),
            Some("mura"),
            Some("bright-line"),
            None,
            Some("crack"),
        ];
        let of = |(at, defect): (usize, &Option<&str>)| {
            let mut case = case(&format!("2611-000{}", at + 1), "2026-11-02");
            case.defect = defect.map(str::to_owned);
            case
        };
        gathered(defects.iter().enumerate().map(of))
    }

    fn told(output: &ParetoOutput) -> Vec<String> {
        let row = |row: &ParetoRow| {
            let group = match (&row.group, row.others) {
                (Some(group), _) => group.clone(),
                (None, Some(others)) => format!("others {others}"),
                (None, None) => "-".to_owned(),
            };
            let share = |share: &Option<String>| share.clone().unwrap_or_default();
            let (part, all) = (share(&row.share), share(&row.cumulative));
            format!("{group} {} {part} {all}", row.count)
        };
        output.rows.iter().map(row).collect()
    }

    #[test]
    fn largest_first_and_none_last_among_equals() {
        let output = pareto(&register(), Field::Defect, None, false);
        // 3/9, 5/9 = 55.55…, 7/9 = 77.77…, 8/9 = 88.88…
        assert_eq!(
            told(&output),
            [
                "crack 3 33.3 33.3",
                "mura 2 22.2 55.6",
                "- 2 22.2 77.8",
                "bright-line 1 11.1 88.9",
                "划伤 1 11.1 100.0",
            ]
        );
        assert_eq!((output.total, output.opened), (9, 9));
        assert_eq!(output.rows[0].cases, None);
    }

    #[test]
    fn the_rest_stands_in_one_row() {
        let of_top = |top| pareto(&register(), Field::Defect, Some(top), true);
        let output = of_top(2);
        assert_eq!(
            told(&output),
            [
                "crack 3 33.3 33.3",
                "mura 2 22.2 55.6",
                "others 3 4 44.4 100.0"
            ]
        );
        let cases = output.rows[2].cases.as_ref().unwrap();
        assert_eq!(cases, &["2611-0003", "2611-0004", "2611-0007", "2611-0008"]);
        assert_eq!(
            told(&of_top(4)).last().unwrap(),
            "others 1 1 11.1 100.0",
            "one alone is a rest too"
        );
        assert!(of_top(5).rows.iter().all(|row| row.others.is_none()));
        assert_eq!(of_top(99).rows.len(), 5);
    }

    #[test]
    fn a_case_counts_under_each_of_its_models() {
        let mut both = case("2611-0001", "2026-11-02");
        both.models = vec!["AX-7".to_owned(), "AX-8".to_owned()];
        let mut one = case("2611-0002", "2026-11-02");
        one.models = vec!["AX-8".to_owned()];
        let gathered = gathered([both, one]);
        let output = pareto(&gathered, Field::Model, None, false);
        assert_eq!(told(&output), ["AX-8 2 66.7 66.7", "AX-7 1 33.3 100.0"]);
        assert_eq!((output.total, output.opened), (3, 2));
        // Both its models are in the rest: it stands there once among the cases.
        let output = pareto(&gathered, Field::Model, Some(0), true);
        assert_eq!(told(&output), ["others 2 3 100.0 100.0"]);
        assert_eq!(output.rows[0].cases.as_ref().unwrap().len(), 2);
    }

    #[test]
    fn only_cases_of_the_period_and_no_months_without_one() {
        let mut gathered = gathered([
            case("2608-0001", "2026-08-31"),
            case("2609-0001", "2026-09-01"),
            case("2611-0001", "2026-11-30"),
            case("2611-0002", "2026-11-30"),
            case("2612-0001", "2026-12-01"),
        ]);
        gathered.call.period.since = "2026-09-01".parse().ok();
        gathered.call.period.until = "2026-11-30".parse().ok();
        let output = pareto(&gathered, Field::Month, None, false);
        assert_eq!(
            told(&output),
            ["2026-11 2 66.7 66.7", "2026-09 1 33.3 100.0"]
        );
        gathered.call.period.since = "2027-01-01".parse().ok();
        let output = pareto(&gathered, Field::Month, Some(3), false);
        assert!(output.rows.is_empty() && output.total == 0);
    }
}
