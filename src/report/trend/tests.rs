use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::*;
use crate::case::Amount;
use crate::report::figures::CaseFigures;
use crate::report::figures::sample::{case, gathered};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// So many cases in each week from that Monday on.
fn weeks(monday: &str, counts: &[usize]) -> Vec<CaseFigures> {
    let mut cases = Vec::new();
    for (week, count) in counts.iter().enumerate() {
        let opened = day(monday) + Days::new(7 * week as u64);
        let of_week = (0..*count).map(|_| case("2612-0001", &opened.to_string()));
        cases.extend(of_week);
    }
    cases
}

fn call() -> TrendCall {
    TrendCall {
        group: Step::Week,
        chart: None,
        per: None,
        unit: None,
        base: None,
        exclude: Vec::new(),
        exact: false,
        rules: RuleWord::WesternElectric,
        cases: false,
    }
}

/// The four weeks before the last one of 2026, which is running on 31 December.
fn december() -> Gathered {
    gathered(weeks("2026-11-30", &[4, 4, 4, 4, 11]))
}

fn states(output: &TrendOutput) -> Vec<(&str, &str)> {
    let rows = output.rows.iter();
    rows.map(|row| (row.period.as_str(), row.state.word()))
        .collect()
}

#[test]
fn a_running_week_makes_no_mean_and_can_be_a_signal() {
    let (output, found) = trend(&december(), &call()).unwrap();
    assert_eq!((output.base, output.centre), (4, Some(4.0)));
    assert_eq!(states(&output).last(), Some(&("2026-W53", "running")));
    // 4 + 3 × 2 = 10, and 11 is above.
    assert_eq!(output.rows[4].upper, Some(10.0));
    assert_eq!(output.signals, ["2026-W53"]);
    assert_eq!(found[0].code, Code::TrendSignal);
    assert!(output.rows[..4].iter().all(|row| row.breaks.is_empty()));
}

#[test]
fn weeks_of_which_a_part_is_asked_for_are_cut() {
    let mut all = december();
    all.call.period.since = Some(day("2026-12-01"));
    all.call.period.until = Some(day("2026-12-22"));
    let (output, found) = trend(&all, &call()).unwrap();
    assert_eq!(
        states(&output),
        [
            ("2026-W49", "cut"),
            ("2026-W50", "finished"),
            ("2026-W51", "finished"),
            ("2026-W52", "cut"),
        ]
    );
    // Of W49 the Monday is not asked for; of W52 it is.
    let counts: Vec<u64> = output.rows.iter().map(|row| row.count).collect();
    assert_eq!(counts, [0, 4, 4, 4]);
    assert_eq!((output.base, found.len()), (2, 0));
    // Up to today or beyond, the last week is one that is running.
    for until in ["2026-12-31", "2027-06-30"] {
        all.call.period.until = Some(day(until));
        let (output, _) = trend(&all, &call()).unwrap();
        assert_eq!(states(&output).last(), Some(&("2026-W53", "running")));
    }
}

#[test]
fn the_last_finished_week_counts_and_no_earlier_one() {
    // The mean of 2, 2, 20, 2, 2, 2 is 5, the limit 5 + 3 √5 = 11.708.
    let all = gathered(weeks("2026-11-16", &[2, 2, 20, 2, 2, 2]));
    let rules = RuleWord::Limits;
    let limits = TrendCall { rules, ..call() };
    let (output, found) = trend(&all, &limits).unwrap();
    let beyond = BrokenRule {
        rule: 1,
        pattern: "beyond-limit",
    };
    assert_eq!(output.rows[2].breaks, [beyond]);
    assert_eq!(output.rows[2].upper, Some(11.708));
    assert!(output.signals.is_empty() && found.is_empty());
    let mut then = all.clone();
    then.today = day("2026-12-07");
    then.over = day("2026-12-06");
    let (output, _) = trend(&then, &limits).unwrap();
    assert_eq!(output.signals, ["2026-W49"]);
    // What is excluded is no signal, and what came before it is no longer last.
    let exclude = vec!["2026-W49".to_owned()];
    let excluded = TrendCall { exclude, ..limits };
    let (output, _) = trend(&then, &excluded).unwrap();
    assert!(output.signals.is_empty());
    assert_eq!((output.base, output.centre), (2, Some(2.0)));
    // Four of the last five are more than a deviation, 2.236, below 5.
    let (output, _) = trend(&all, &call()).unwrap();
    assert_eq!(output.signals, ["2026-W52"]);
}

#[test]
fn a_base_takes_whole_periods() {
    let base = read_base("2026-12-01..2026-12-27");
    let based = TrendCall { base, ..call() };
    let (output, _) = trend(&december(), &based).unwrap();
    let in_base: Vec<bool> = output.rows.iter().map(|row| row.in_base).collect();
    assert_eq!(in_base, [false, true, true, true, false]);
    let base = read_base("2026-12-01..2026-12-06");
    let refused = trend(&december(), &TrendCall { base, ..call() });
    assert_eq!(refused.unwrap_err().code, Code::BadBase);
}

/// Two weeks of 9 and 1 before two of 1: the mean of all is 3, that of the base 5,
/// and the first two are in no row and no run.
#[test]
fn a_base_may_lie_before_what_is_shown() {
    let mut all = gathered(weeks("2026-11-30", &[9, 1, 1, 1, 0]));
    all.call.period.since = Some(day("2026-12-14"));
    let base = read_base("2020..2026-12-13");
    let based = TrendCall { base, ..call() };
    let (output, _) = trend(&all, &based).unwrap();
    assert_eq!((output.base, output.centre), (2, Some(5.0)));
    assert_eq!(
        states(&output),
        [
            ("2026-W51", "finished"),
            ("2026-W52", "finished"),
            ("2026-W53", "running"),
        ]
    );
    all.call.period.until = Some(day("2026-12-27"));
    let base = read_base("2026-W49..2026-W53");
    let refused = trend(&all, &TrendCall { base, ..call() });
    assert_eq!(refused.unwrap_err().code, Code::BadBase);
}

#[test]
fn a_base_is_two_days_or_periods() {
    let dates = |from: &str, to: &str| Some((day(from), day(to)));
    for (text, expected) in [
        ("2026-01-05..2026-02-01", dates("2026-01-05", "2026-02-01")),
        ("2026-W02..2026-W05", dates("2026-01-05", "2026-02-01")),
        ("2026-01 .. 2026-Q2", dates("2026-01-01", "2026-06-30")),
        ("2025..2025", dates("2025-01-01", "2025-12-31")),
        ("2026-W02", None),
        ("..2026-W02", None),
        ("2026-W02..soon", None),
    ] {
        assert_eq!(read_base(text), expected, "{text}");
    }
}

#[test]
fn a_base_of_nothing_makes_no_centre() {
    let all = gathered(weeks("2026-11-30", &[1, 0, 0, 4]));
    let why = |base: &str| {
        let base = read_base(base);
        let refused = trend(&all, &TrendCall { base, ..call() }).unwrap_err();
        let why = refused.args.iter().find(|(name, _)| *name == "why");
        why.map(|(_, why)| why.plain()).unwrap_or_default()
    };
    assert_eq!(why("2026-W50..2026-W49"), "reversed");
    assert_eq!(why("2026-W40..2026-W48"), "before-first");
    assert_eq!(why("2026-W50..2026-W51"), "only-zeros");
    assert_eq!(why("2026-W53..2026-W53"), "no-whole-period");
}

/// Two complaints of a customer in the fourth week of a register: the three weeks
/// before are weeks without one, and the mean is 2 / 4.
#[test]
fn the_register_began_before_the_first_complaint_that_is_wanted() {
    let mut all = gathered(weeks("2026-11-30", &[2, 1, 1, 2, 0]));
    let wanted = all.cases.split_off(4);
    all.others = std::mem::replace(&mut all.cases, wanted);
    let (output, _) = trend(&all, &call()).unwrap();
    assert_eq!((output.base, output.centre), (4, Some(0.5)));
    assert_eq!(output.rows[0].period, "2026-W49");
}

#[test]
fn a_week_is_over_in_its_last_second() {
    let mut all = gathered(weeks("2026-11-30", &[4, 4]));
    all.today = day("2026-12-13");
    all.over = day("2026-12-12");
    let state = |all: &Gathered| trend(all, &call()).unwrap().0.rows[1].state;
    assert_eq!(state(&all), StateWord::Running);
    all.over = day("2026-12-13");
    assert_eq!(state(&all), StateWord::Finished);
}

/// Pieces of two weeks, 3 of 100 and 1 of 100, with one complaint in kg and one
/// without a quantity.
#[test]
fn pieces_are_counted_in_one_unit() {
    let pieces = |number: i64, unit: &str| Amount {
        number: Decimal::from(number),
        unit: unit.to_owned(),
    };
    let mut cases = weeks("2026-12-14", &[3, 1]);
    cases[0].quantity = Some(pieces(3, "pcs"));
    cases[1].quantity = Some(pieces(9, "kg"));
    cases[3].quantity = Some(pieces(1, "pcs"));
    let all = gathered(cases);
    let sizes =
        ["2026-W51", "2026-W52"].map(|label| (Step::Week.read(label).unwrap(), Decimal::from(100)));
    let wanted = TrendCall {
        chart: Some(ChartKind::P),
        per: Some(Per::File(sizes.into_iter().collect())),
        unit: Some("pcs".to_owned()),
        ..call()
    };
    let (output, _) = trend(&all, &wanted).unwrap();
    assert_eq!(output.uncounted, Some(2));
    assert_eq!(output.centre, Some(0.02));
    assert_eq!(
        (output.rows[0].count, output.rows[0].value),
        (3, Some(0.03))
    );
    // 0.02 + 3 √(0.02 × 0.98 / 100) = 0.062.
    assert_eq!(output.rows[0].upper, Some(0.062));
    // The week that is running has no size in the file.
    assert_eq!((output.rows[2].size, output.rows[2].value), (None, None));
    let unclear = TrendCall {
        unit: None,
        ..wanted.clone()
    };
    assert_eq!(trend(&all, &unclear).unwrap_err().code, Code::SeveralUnits);
}

#[test]
fn figures_have_as_many_decimals_as_they_need() {
    assert_eq!(decimals(ChartKind::C, Some(123.0)), 3);
    // 0.004, and then five more digits.
    assert_eq!(decimals(ChartKind::U, Some(0.004)), 8);
    assert_eq!(decimals(ChartKind::U, Some(0.1)), 6);
    assert_eq!(decimals(ChartKind::U, Some(2.0)), 5);
    assert_eq!(decimals(ChartKind::U, Some(0.0)), 6);
    assert_eq!(decimals(ChartKind::P, None), 6);
}

#[test]
fn without_cases_there_is_nothing() {
    let (output, found) = trend(&gathered([]), &call()).unwrap();
    assert_eq!(
        (output.rows.len(), output.centre, found.len()),
        (0, None, 0)
    );
}
