//! What holds of every count.

use chrono::{DateTime, Days, FixedOffset, Months, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::count_tests::{factory, plain, t};
use super::{Calendar, Part, Pause, Term, Unit};

fn calendars() -> impl Strategy<Value = Calendar> {
    prop_oneof![
        Just(factory()),
        Just(plain(Tz::Europe__Berlin)),
        Just(plain(Tz::America__New_York).with_china()),
        Just(plain(Tz::Asia__Beirut)),
    ]
}

/// Instants of 2026, from its beginning in UTC.
fn instants() -> impl Strategy<Value = DateTime<FixedOffset>> {
    let year = 0..365 * 86_400_i64;
    year.prop_map(|second| t("2026-01-01T00:00:00Z") + TimeDelta::seconds(second))
}

fn some_pauses() -> impl Strategy<Value = Vec<Pause>> {
    let one = (instants(), prop::option::weighted(0.8, 0..20 * 86_400_i64));
    let one = one.prop_map(|(from, length)| Pause {
        from,
        to: length.map(|length| from + TimeDelta::seconds(length)),
    });
    prop::collection::vec(one, 0..6)
}

fn terms() -> impl Strategy<Value = Term> {
    (1_u32..60, prop::sample::select(&Unit::ALL[..])).prop_map(|(count, unit)| Term { count, unit })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_larger_count_is_due_later(
        calendar in calendars(),
        start in instants(),
        term in terms(),
        pauses in some_pauses(),
        now in instants(),
    ) {
        let more = Term { count: term.count + 1, ..term };
        let due = calendar.due(start, term, &pauses, now).at;
        prop_assert!(due > start);
        prop_assert!(due < calendar.due(start, more, &pauses, now).at);
    }

    #[test]
    fn a_further_pause_is_never_due_earlier(
        calendar in calendars(),
        start in instants(),
        term in terms(),
        pauses in some_pauses(),
        now in instants(),
    ) {
        let Some((_, fewer)) = pauses.split_last() else { return Ok(()) };
        let due = calendar.due(start, term, &pauses, now).at;
        prop_assert!(due >= calendar.due(start, term, fewer, now).at);
    }

    #[test]
    fn the_explanation_ends_when_it_is_due(
        calendar in calendars(),
        start in instants(),
        term in terms(),
        pauses in some_pauses(),
        now in instants(),
    ) {
        let due = calendar.due(start, term, &pauses, now);
        let steps = calendar.explain(start, term, &pauses, now);
        let last = steps.last().unwrap();
        prop_assert_eq!((last.from, last.to, last.part), (due.at, due.at, Part::Due));
        prop_assert_eq!(steps[0].part, Part::Start);
        let middle = &steps[1..steps.len() - 1];
        prop_assert!(middle.is_sorted_by(|a, b| a.to <= b.from));
        prop_assert!(middle.iter().all(|step| step.from < step.to));
        if !matches!(term.unit, Unit::Month | Unit::Year) {
            prop_assert_eq!(last.sum, u64::from(term.count) * one(term.unit));
        }
    }

    #[test]
    fn days_are_pushed_until_nothing_more_is_paused(
        calendar in calendars(),
        start in instants(),
        term in terms(),
        pauses in some_pauses(),
        now in instants(),
    ) {
        let Some(plain) = plain_end(&calendar, start, term) else { return Ok(()) };
        let still = |day: NaiveDate| {
            let close = calendar.end_of(day);
            pauses.iter().any(|pause| pause.from <= close && close < pause.to.unwrap_or(now))
        };
        let first = calendar.local(start).date_naive() + Days::new(1);
        let (mut end, mut before) = (plain, None);
        while before != Some(end) {
            before = Some(end);
            let paused = first.iter_days().take_while(|day| *day <= end).filter(|day| still(*day));
            end = plain + Days::new(paused.count() as u64);
        }
        let due = calendar.due(start, term, &pauses, now).at;
        prop_assert_eq!(due, calendar.end_of(end));
    }

    #[test]
    fn a_second_later_is_never_due_earlier(
        calendar in calendars(),
        start in instants(),
        term in terms(),
        pauses in some_pauses(),
        now in instants(),
    ) {
        let due = calendar.due(start, term, &pauses, now).at;
        let later = calendar.due(start + TimeDelta::seconds(1), term, &pauses, now).at;
        prop_assert!(due <= later);
    }
}

/// The last day of a limit in calendar days without pauses.
fn plain_end(calendar: &Calendar, start: DateTime<FixedOffset>, term: Term) -> Option<NaiveDate> {
    let day = calendar.local(start).date_naive();
    Some(match term.unit {
        Unit::Day => day + Days::new(term.count.into()),
        Unit::Week => day + Days::new(u64::from(term.count) * 7),
        Unit::Month => day + Months::new(term.count),
        Unit::Year => day + Months::new(12 * term.count),
        _ => return None,
    })
}

/// What one unit adds to the sum.
fn one(unit: Unit) -> u64 {
    match unit {
        Unit::Minute => 60,
        Unit::Hour | Unit::WorkingHour => 3600,
        Unit::Week => 7,
        _ => 1,
    }
}
