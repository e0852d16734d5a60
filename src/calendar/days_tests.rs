use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::count_tests::{SAT_SUN, date, factory, plain, t};
use super::{Calendar, CalendarError, Why};

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

fn why(calendar: &Calendar, on: &str) -> (bool, Why) {
    let day = calendar.day(date(on));
    (day.work, day.why)
}

#[test]
fn days_say_what_they_are_and_why() {
    let calendar = plain(Tz::Asia__Shanghai).with_china();
    let national = || "国庆节".to_owned();
    for (on, expected) in [
        ("2026-09-30", (true, Why::Ordinary)),
        ("2026-10-01", (false, Why::Holiday(national()))),
        // A Sunday inside the holiday is named too.
        ("2026-10-04", (false, Why::Holiday(national()))),
        ("2026-10-10", (true, Why::MakeUp(national()))),
        ("2026-10-11", (false, Why::Weekend)),
    ] {
        assert_eq!(why(&calendar, on), expected, "{on}");
    }
}

#[test]
fn later_entries_win_and_a_worked_weekday_is_ordinary() {
    let calendar = plain(Tz::Asia__Shanghai)
        .with_china()
        .with_day(date("2026-10-10"), false, "厂休")
        .with_day(date("2026-10-07"), true, "order of the month");
    assert_eq!(
        why(&calendar, "2026-10-10"),
        (false, Why::Holiday("厂休".to_owned()))
    );
    assert_eq!(why(&calendar, "2026-10-07"), (true, Why::Ordinary));
}

#[test]
fn a_weekend_is_what_the_register_says() {
    let calendar = Calendar::new(Tz::Asia__Riyadh, &[Weekday::Fri, Weekday::Sat], vec![]).unwrap();
    assert_eq!(why(&calendar, "2026-03-06"), (false, Why::Weekend));
    assert_eq!(why(&calendar, "2026-03-08"), (true, Why::Ordinary));
}

#[test]
fn years_are_known_when_entered_or_when_none_is() {
    let calendar = plain(Tz::UTC);
    assert!(calendar.day(date("2050-01-01")).known);
    assert_eq!(calendar.known_years(), None);
    let calendar = calendar.with_china().with_known_year(2028);
    for (on, known) in [
        ("2019-12-31", false),
        ("2020-01-01", true),
        ("2026-12-31", true),
        ("2027-01-01", false),
        ("2028-01-01", true),
    ] {
        assert_eq!(calendar.day(date(on)).known, known, "{on}");
    }
}

#[test]
fn a_day_closes_with_the_last_working_hours() {
    let end = |calendar: &Calendar, on: &str| calendar.end_of(date(on)).to_rfc3339();
    let shanghai = plain(Tz::Asia__Shanghai);
    assert_eq!(end(&shanghai, "2026-03-02"), "2026-03-02T23:59:59+08:00");
    assert_eq!(end(&factory(), "2026-03-02"), "2026-03-02T17:30:00+08:00");
    // On a day off as well.
    assert_eq!(end(&factory(), "2026-03-07"), "2026-03-07T17:30:00+08:00");
    let late = vec![(time("16:00:00"), time("00:00:00"))];
    let late = Calendar::new(Tz::UTC, SAT_SUN, late).unwrap();
    assert_eq!(end(&late, "2026-03-02"), "2026-03-02T23:59:59+00:00");
}

#[test]
fn skipped_times_are_the_first_after_the_gap() {
    for (zone, on, at, expected) in [
        (
            Tz::Europe__Berlin,
            "2026-03-29",
            "02:30:15",
            "2026-03-29T03:00:00+02:00",
        ),
        (
            Tz::America__New_York,
            "2026-03-08",
            "02:00:00",
            "2026-03-08T03:00:00-04:00",
        ),
        (
            Tz::America__New_York,
            "2026-03-08",
            "01:59:59",
            "2026-03-08T01:59:59-05:00",
        ),
        // Clocks that skip midnight.
        (
            Tz::Asia__Beirut,
            "2024-03-31",
            "00:00:00",
            "2024-03-31T01:00:00+03:00",
        ),
        // A day that never was.
        (
            Tz::Pacific__Apia,
            "2011-12-30",
            "12:00:00",
            "2011-12-31T00:00:00+14:00",
        ),
    ] {
        let got = plain(zone).at(date(on), time(at));
        assert_eq!(got.to_rfc3339(), expected, "{zone} {on} {at}");
    }
}

#[test]
fn of_times_that_come_twice_the_first_is_taken_but_a_day_closes_with_the_second() {
    let berlin = plain(Tz::Europe__Berlin);
    let got = berlin.at(date("2026-10-25"), time("02:30:00"));
    assert_eq!(got.to_rfc3339(), "2026-10-25T02:30:00+02:00");
    let beirut = plain(Tz::Asia__Beirut).end_of(date("2024-10-26"));
    assert_eq!(beirut.to_rfc3339(), "2024-10-26T23:59:59+02:00");
}

#[test]
fn instants_are_shown_in_the_registers_zone() {
    let shanghai = plain(Tz::Asia__Shanghai);
    let local = shanghai.local(t("2026-03-02T20:00:00Z"));
    assert_eq!(local.to_rfc3339(), "2026-03-03T04:00:00+08:00");
    let latest = shanghai.local(chrono::DateTime::<chrono::Utc>::MAX_UTC.fixed_offset());
    assert_eq!(latest.date_naive(), date("9999-12-31"));
    let first = shanghai.local(chrono::DateTime::<chrono::Utc>::MIN_UTC.fixed_offset());
    assert_eq!(first.date_naive(), date("0001-01-01"));
    assert_eq!(shanghai.zone(), Tz::Asia__Shanghai);
}

#[test]
fn calendars_that_cannot_be_are_refused() {
    let all: Vec<Weekday> = (0..7).map(|n| Weekday::try_from(n).unwrap()).collect();
    let made = |weekend: &[Weekday], hours: &[(&str, &str)]| {
        let hours = hours
            .iter()
            .map(|(from, to)| (time(from), time(to)))
            .collect();
        Calendar::new(Tz::UTC, weekend, hours).map(|_| ())
    };
    assert_eq!(made(&all, &[]), Err(CalendarError::NoWorkingWeekday));
    let night = ("22:00:00", "06:00:00");
    let backward = CalendarError::BackwardHours(time(night.0), time(night.1));
    assert_eq!(made(SAT_SUN, &[night]), Err(backward));
    let overlap = CalendarError::OverlappingHours(time("12:00:00"), time("11:00:00"));
    let hours = [("11:00:00", "17:00:00"), ("08:00:00", "12:00:00")];
    assert_eq!(made(SAT_SUN, &hours), Err(overlap));
    // A night shift as two spans, and spans that touch.
    let hours = [
        ("22:00:00", "00:00:00"),
        ("00:00:00", "06:00:00"),
        ("06:00:00", "07:00:00"),
    ];
    assert_eq!(made(SAT_SUN, &hours), Ok(()));
    assert_eq!(made(SAT_SUN, &[("00:00:00", "00:00:00")]), Ok(()));
}

#[test]
fn every_built_in_day_is_a_date_of_the_built_in_years() {
    let calendar = plain(Tz::Asia__Shanghai).with_china();
    let years: Vec<i32> = calendar.known_years().unwrap().iter().copied().collect();
    assert_eq!(years, [2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    let of_2026 = NaiveDate::from_ymd_opt(2026, 1, 1)
        .unwrap()
        .iter_days()
        .take(365);
    // 365 days less 104 weekend days and 19 weekdays off, plus 6 weekend days worked.
    assert_eq!(of_2026.filter(|day| calendar.day(*day).work).count(), 248);
}
