//! Counts worked out by hand, without pauses.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

use super::{Calendar, Counted, Due, Part, Pause, Why};

pub const SAT_SUN: &[Weekday] = &[Weekday::Sat, Weekday::Sun];

pub fn t(text: &str) -> DateTime<FixedOffset> {
    text.parse().unwrap()
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Saturday and Sunday off, whole days worked.
pub fn plain(zone: Tz) -> Calendar {
    Calendar::new(zone, SAT_SUN, vec![]).unwrap()
}

/// Works 08:30 to 12:00 and 13:30 to 17:30 by the Chinese calendar.
pub fn factory() -> Calendar {
    let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
    let hours = vec![(time(13, 30), time(17, 30)), (time(8, 30), time(12, 0))];
    let factory = Calendar::new(Tz::Asia__Shanghai, SAT_SUN, hours).unwrap();
    factory.with_china()
}

/// The due instant; an open pause ends at the start, so leaves no trace.
pub fn due(calendar: &Calendar, start: &str, term: &str, pauses: &[Pause]) -> Due {
    calendar.due(t(start), term.parse().unwrap(), pauses, t(start))
}

fn explained(calendar: &Calendar, start: &str, term: &str) -> Vec<Counted> {
    calendar.explain(t(start), term.parse().unwrap(), &[], t(start))
}

fn check(calendar: &Calendar, rows: &[(&str, &str, &str)]) {
    for (start, term, expected) in rows {
        let due = due(calendar, start, term, &[]);
        assert_eq!(due.at.to_rfc3339(), *expected, "{term} from {start}");
        assert!(!due.paused);
    }
}

#[test]
fn calendar_days_end_at_the_close_and_do_not_shift() {
    let rows = [
        // 7 March 2026 is a Saturday.
        (
            "2026-03-02T10:00:00+08:00",
            "5d",
            "2026-03-07T23:59:59+08:00",
        ),
        (
            "2026-03-02T00:00:00+08:00",
            "1d",
            "2026-03-03T23:59:59+08:00",
        ),
        (
            "2026-03-02T23:59:59+08:00",
            "1d",
            "2026-03-03T23:59:59+08:00",
        ),
        (
            "2026-03-02T10:00:00+08:00",
            "1w",
            "2026-03-09T23:59:59+08:00",
        ),
        (
            "2026-09-24T10:00:00+08:00",
            "1w",
            "2026-10-01T23:59:59+08:00",
        ),
        // 20:00 in London is the next morning in Shanghai.
        (
            "2026-03-02T20:00:00+00:00",
            "1d",
            "2026-03-04T23:59:59+08:00",
        ),
    ];
    check(&plain(Tz::Asia__Shanghai).with_china(), &rows);
    let closing = [(
        "2026-03-02T10:00:00+08:00",
        "5d",
        "2026-03-07T17:30:00+08:00",
    )];
    check(&factory(), &closing);
}

#[test]
fn months_and_years_clamp_to_the_months_end() {
    let rows = [
        (
            "2026-01-31T10:00:00Z",
            "1month",
            "2026-02-28T23:59:59+00:00",
        ),
        (
            "2024-01-31T10:00:00Z",
            "1month",
            "2024-02-29T23:59:59+00:00",
        ),
        (
            "2026-01-31T10:00:00Z",
            "2month",
            "2026-03-31T23:59:59+00:00",
        ),
        (
            "2026-10-31T10:00:00Z",
            "1month",
            "2026-11-30T23:59:59+00:00",
        ),
        (
            "2026-12-15T10:00:00Z",
            "1month",
            "2027-01-15T23:59:59+00:00",
        ),
        ("2024-02-29T10:00:00Z", "1y", "2025-02-28T23:59:59+00:00"),
        ("2024-02-29T10:00:00Z", "4y", "2028-02-29T23:59:59+00:00"),
    ];
    check(&plain(Tz::UTC), &rows);
}

#[test]
fn working_days_skip_weekends() {
    // 6 March 2026 is a Friday.
    let rows = [
        ("2026-03-05T10:00:00Z", "1wd", "2026-03-06T23:59:59+00:00"),
        ("2026-03-06T10:00:00Z", "1wd", "2026-03-09T23:59:59+00:00"),
        ("2026-03-07T10:00:00Z", "1wd", "2026-03-09T23:59:59+00:00"),
        ("2026-03-08T10:00:00Z", "1wd", "2026-03-09T23:59:59+00:00"),
        ("2026-03-07T10:00:00Z", "6wd", "2026-03-16T23:59:59+00:00"),
    ];
    check(&plain(Tz::UTC), &rows);
}

#[test]
fn working_days_over_national_day_2026() {
    // Off from 1 to 7 October; Sunday 20 September and Saturday 10 October are worked.
    let rows = [
        (
            "2026-09-30T17:00:00+08:00",
            "1wd",
            "2026-10-08T17:30:00+08:00",
        ),
        (
            "2026-09-30T17:00:00+08:00",
            "2wd",
            "2026-10-09T17:30:00+08:00",
        ),
        (
            "2026-09-30T17:00:00+08:00",
            "3wd",
            "2026-10-10T17:30:00+08:00",
        ),
        (
            "2026-09-30T17:00:00+08:00",
            "4wd",
            "2026-10-12T17:30:00+08:00",
        ),
        (
            "2026-10-03T09:00:00+08:00",
            "1wd",
            "2026-10-08T17:30:00+08:00",
        ),
        (
            "2026-09-18T09:00:00+08:00",
            "1wd",
            "2026-09-20T17:30:00+08:00",
        ),
        (
            "2026-09-19T09:00:00+08:00",
            "1wd",
            "2026-09-20T17:30:00+08:00",
        ),
        (
            "2026-09-20T09:00:00+08:00",
            "1wd",
            "2026-09-21T17:30:00+08:00",
        ),
    ];
    check(&factory(), &rows);
}

#[test]
fn minutes_and_hours_run_straight_through() {
    let rows = [
        ("2026-03-06T23:50:07Z", "30min", "2026-03-07T00:20:07+00:00"),
        ("2026-03-06T10:00:00Z", "72h", "2026-03-09T10:00:00+00:00"),
    ];
    check(&plain(Tz::UTC), &rows);
}

#[test]
fn hours_are_true_hours_when_clocks_change() {
    let berlin = [
        (
            "2026-03-28T12:00:00+01:00",
            "24h",
            "2026-03-29T13:00:00+02:00",
        ),
        (
            "2026-03-28T12:00:00+01:00",
            "1d",
            "2026-03-29T23:59:59+02:00",
        ),
        (
            "2026-10-24T12:00:00+02:00",
            "24h",
            "2026-10-25T11:00:00+01:00",
        ),
        (
            "2026-10-24T12:00:00+02:00",
            "1d",
            "2026-10-25T23:59:59+01:00",
        ),
    ];
    check(&plain(Tz::Europe__Berlin), &berlin);
    let new_york = [
        (
            "2026-03-08T01:45:00-05:00",
            "30min",
            "2026-03-08T03:15:00-04:00",
        ),
        (
            "2026-11-01T01:45:00-04:00",
            "30min",
            "2026-11-01T01:15:00-05:00",
        ),
        (
            "2026-10-31T12:00:00-04:00",
            "24h",
            "2026-11-01T11:00:00-05:00",
        ),
        (
            "2026-10-30T12:00:00-04:00",
            "1wd",
            "2026-11-02T23:59:59-05:00",
        ),
    ];
    check(&plain(Tz::America__New_York), &new_york);
}

#[test]
fn working_hours_run_inside_working_hours_alone() {
    let rows = [
        (
            "2026-03-02T09:00:00+08:00",
            "1wh",
            "2026-03-02T10:00:00+08:00",
        ),
        // Ends at noon, not after lunch.
        (
            "2026-03-02T11:00:00+08:00",
            "1wh",
            "2026-03-02T12:00:00+08:00",
        ),
        (
            "2026-03-02T11:00:00+08:00",
            "4wh",
            "2026-03-02T16:30:00+08:00",
        ),
        (
            "2026-03-02T12:30:00+08:00",
            "1wh",
            "2026-03-02T14:30:00+08:00",
        ),
        (
            "2026-03-02T06:00:00+08:00",
            "1wh",
            "2026-03-02T09:30:00+08:00",
        ),
        (
            "2026-03-02T20:00:00+08:00",
            "1wh",
            "2026-03-03T09:30:00+08:00",
        ),
        // Over a weekend: half an hour on Friday, half on Monday.
        (
            "2026-03-06T17:00:00+08:00",
            "1wh",
            "2026-03-09T09:00:00+08:00",
        ),
        (
            "2026-03-07T09:00:00+08:00",
            "8wh",
            "2026-03-10T09:00:00+08:00",
        ),
        // Over National Day, and on to the Saturday worked for it: 0.5, 7.5, 7.5 and 0.5 hours.
        (
            "2026-09-30T17:00:00+08:00",
            "2wh",
            "2026-10-08T10:00:00+08:00",
        ),
        (
            "2026-09-30T17:00:00+08:00",
            "16wh",
            "2026-10-10T09:00:00+08:00",
        ),
    ];
    check(&factory(), &rows);
}

#[test]
fn without_hours_a_working_day_is_worked_whole() {
    let rows = [
        (
            "2026-03-06T23:00:00+01:00",
            "2wh",
            "2026-03-09T01:00:00+01:00",
        ),
        (
            "2026-03-07T12:00:00+01:00",
            "24wh",
            "2026-03-10T00:00:00+01:00",
        ),
    ];
    check(&plain(Tz::Europe__Berlin), &rows);
    // No weekend at all: the Sunday on which clocks go forward has 23 hours.
    let always = Calendar::new(Tz::Europe__Berlin, &[], vec![]).unwrap();
    check(
        &always,
        &[(
            "2026-03-29T00:00:00+01:00",
            "24wh",
            "2026-03-30T01:00:00+02:00",
        )],
    );
}

#[test]
fn says_from_which_day_on_holidays_are_assumed() {
    for (start, term, expected) in [
        ("2026-12-30T10:00:00+08:00", "1wd", None),
        // 1 January 2027 is a Friday and surely a holiday, but nobody has entered it.
        ("2026-12-31T10:00:00+08:00", "1wd", Some("2027-01-01")),
        ("2026-12-31T10:00:00+08:00", "9wd", Some("2027-01-01")),
        ("2019-12-30T10:00:00+08:00", "2wd", Some("2019-12-31")),
        ("2026-12-31T17:00:00+08:00", "1wh", Some("2027-01-01")),
        ("2026-12-31T17:00:00+08:00", "1d", None),
        ("2026-12-31T17:00:00+08:00", "72h", None),
    ] {
        let got = due(&factory(), start, term, &[]).assumed_from;
        assert_eq!(got, expected.map(date), "{term} from {start}");
    }
    let plain = due(&plain(Tz::UTC), "2099-12-31T10:00:00Z", "9wd", &[]);
    assert_eq!(plain.assumed_from, None);
}

#[test]
fn explains_every_working_day() {
    let steps = explained(&factory(), "2026-10-05T09:00:00+08:00", "3wd");
    let got: Vec<_> = steps
        .iter()
        .map(|step| (step.day.date.to_string(), step.part, step.sum))
        .collect();
    let row = |on: &str, part, sum| (on.to_owned(), part, sum);
    let expected = [
        row("2026-10-05", Part::Start, 0),
        row("2026-10-06", Part::Off, 0),
        row("2026-10-07", Part::Off, 0),
        row("2026-10-08", Part::Counted, 1),
        row("2026-10-09", Part::Counted, 2),
        row("2026-10-10", Part::Counted, 3),
        row("2026-10-10", Part::Due, 3),
    ];
    assert_eq!(got, expected);
    assert_eq!(steps[1].day.why, Why::Holiday("国庆节".to_owned()));
    assert_eq!(steps[5].day.why, Why::MakeUp("国庆节".to_owned()));
    assert_eq!(steps[5].from, t("2026-10-10T00:00:00+08:00"));
    assert_eq!(steps[5].to, t("2026-10-10T17:30:00+08:00"));
    assert_eq!((steps[6].from, steps[6].to), (steps[5].to, steps[5].to));
}

#[test]
fn explains_working_hours_by_spans() {
    let steps = explained(&factory(), "2026-03-06T16:30:00+08:00", "5wh");
    let got: Vec<_> = steps
        .iter()
        .map(|step| {
            (
                step.from.format("%d %H:%M").to_string(),
                step.to.format("%d %H:%M").to_string(),
                step.part,
                step.sum,
            )
        })
        .collect();
    let row = |from: &str, to: &str, part, sum| (from.to_owned(), to.to_owned(), part, sum);
    let expected = [
        row("06 16:30", "06 16:30", Part::Start, 0),
        row("06 16:30", "06 17:30", Part::Counted, 3600),
        row("07 00:00", "07 17:30", Part::Off, 3600),
        row("08 00:00", "08 17:30", Part::Off, 3600),
        row("09 08:30", "09 12:00", Part::Counted, 16_200),
        row("09 13:30", "09 14:00", Part::Counted, 18_000),
        row("09 14:00", "09 14:00", Part::Due, 18_000),
    ];
    assert_eq!(got, expected);
}

#[test]
fn explains_days_one_by_one_and_years_as_runs() {
    let utc = plain(Tz::UTC);
    let parts = |term| explained(&utc, "2026-03-02T10:00:00Z", term).len();
    assert_eq!(parts("5d"), 1 + 5 + 1);
    assert_eq!(parts("2w"), 1 + 14 + 1);
    assert_eq!(parts("10000y"), 1 + 1 + 1);
    let end = due(&utc, "9999-12-31T10:00:00Z", "10000y", &[])
        .at
        .date_naive();
    assert_eq!(end.to_string(), "+19999-12-31");
}
