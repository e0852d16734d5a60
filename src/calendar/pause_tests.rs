//! Counts with pauses, worked out by hand. 2 March 2026 is a Monday.

use chrono_tz::Tz;

use super::count_tests::{due, factory, plain, t};
use super::{Calendar, Part, Pause};

fn pauses(spans: &[(&str, &str)]) -> Vec<Pause> {
    let pause = |(from, to): &(&str, &str)| Pause {
        from: t(from),
        to: (!to.is_empty()).then(|| t(to)),
    };
    spans.iter().map(pause).collect()
}

fn check(calendar: &Calendar, start: &str, term: &str, spans: &[(&str, &str)], expected: &str) {
    let due = due(calendar, start, term, &pauses(spans));
    let at = due.at.naive_local().format("%Y-%m-%d %H:%M:%S").to_string();
    assert_eq!(at, expected, "{term} from {start} with {spans:?}");
}

#[test]
fn hours_stand_still_to_the_second() {
    let utc = plain(Tz::UTC);
    let noon = ("2026-03-02T12:00:00Z", "2026-03-02T15:00:01Z");
    let later = ("2026-03-02T14:00:00Z", "2026-03-02T16:00:00Z");
    let inside = ("2026-03-02T12:30:00Z", "2026-03-02T13:00:00Z");
    let touching = ("2026-03-02T16:00:00Z", "2026-03-02T17:00:00Z");
    let before = ("2026-03-02T06:00:00Z", "2026-03-02T10:00:00Z");
    let at_end = ("2026-03-03T09:00:00Z", "2026-03-03T12:00:00Z");
    let empty = ("2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z");
    let backward = ("2026-03-02T15:00:00Z", "2026-03-02T12:00:00Z");
    for (spans, expected) in [
        (vec![], "2026-03-03 09:00:00"),
        (vec![noon], "2026-03-03 12:00:01"),
        (vec![later, noon], "2026-03-03 13:00:00"),
        (vec![noon, inside, later], "2026-03-03 13:00:00"),
        (vec![noon, later, touching], "2026-03-03 14:00:00"),
        (vec![before], "2026-03-03 10:00:00"),
        // Due just as the pause begins.
        (vec![at_end], "2026-03-03 09:00:00"),
        (vec![noon, at_end], "2026-03-03 15:00:01"),
        (vec![empty, backward], "2026-03-03 09:00:00"),
    ] {
        check(&utc, "2026-03-02T09:00:00Z", "24h", &spans, expected);
    }
}

#[test]
fn a_day_is_lost_when_the_case_stands_still_at_its_close() {
    let utc = plain(Tz::UTC);
    for (spans, expected) in [
        // Tuesday by day.
        (
            vec![("2026-03-03T09:00:00Z", "2026-03-03T17:00:00Z")],
            "2026-03-04 23:59:59",
        ),
        // The night after the start, day 0.
        (
            vec![("2026-03-02T20:00:00Z", "2026-03-03T08:00:00Z")],
            "2026-03-04 23:59:59",
        ),
        // The night after Tuesday.
        (
            vec![("2026-03-03T20:00:00Z", "2026-03-04T08:00:00Z")],
            "2026-03-05 23:59:59",
        ),
        // Two pauses in that night lose one day.
        (
            vec![
                ("2026-03-03T20:00:00Z", "2026-03-04T08:00:00Z"),
                ("2026-03-03T22:00:00Z", "2026-03-04T09:00:00Z"),
            ],
            "2026-03-05 23:59:59",
        ),
        // The nights after Tuesday and after Thursday, the day it was pushed to.
        (
            vec![
                ("2026-03-03T20:00:00Z", "2026-03-04T08:00:00Z"),
                ("2026-03-05T20:00:00Z", "2026-03-06T08:00:00Z"),
            ],
            "2026-03-06 23:59:59",
        ),
        // From the very close, and up to the very close.
        (
            vec![("2026-03-03T23:59:59Z", "2026-03-04T08:00:00Z")],
            "2026-03-05 23:59:59",
        ),
        (
            vec![("2026-03-03T08:00:00Z", "2026-03-03T23:59:59Z")],
            "2026-03-04 23:59:59",
        ),
    ] {
        check(&utc, "2026-03-02T09:00:00Z", "2d", &spans, expected);
    }
    // The close is the end of the working hours.
    let evening = [("2026-03-03T17:00:00+08:00", "2026-03-03T18:00:00+08:00")];
    check(
        &factory(),
        "2026-03-02T09:00:00+08:00",
        "2d",
        &evening,
        "2026-03-05 17:30:00",
    );
    let night = [("2026-03-03T18:00:00+08:00", "2026-03-04T08:00:00+08:00")];
    check(
        &factory(),
        "2026-03-02T09:00:00+08:00",
        "2d",
        &night,
        "2026-03-04 17:30:00",
    );
}

#[test]
fn working_days_lose_working_days_alone() {
    let weekend = [("2026-03-06T20:00:00Z", "2026-03-09T08:00:00Z")];
    // From Thursday: Friday is lost, the weekend does not count anyhow.
    check(
        &plain(Tz::UTC),
        "2026-03-05T09:00:00Z",
        "1wd",
        &weekend,
        "2026-03-09 23:59:59",
    );
    let inside = [("2026-03-07T08:00:00Z", "2026-03-08T20:00:00Z")];
    check(
        &plain(Tz::UTC),
        "2026-03-05T09:00:00Z",
        "2wd",
        &inside,
        "2026-03-09 23:59:59",
    );
    // 30 September and 8 October are lost, with the holiday between them.
    let holiday = [("2026-09-30T16:00:00+08:00", "2026-10-09T08:00:00+08:00")];
    check(
        &factory(),
        "2026-09-29T09:00:00+08:00",
        "1wd",
        &holiday,
        "2026-10-09 17:30:00",
    );
    check(
        &factory(),
        "2026-09-29T09:00:00+08:00",
        "2wd",
        &holiday,
        "2026-10-10 17:30:00",
    );
}

#[test]
fn weeks_months_and_years_are_pushed_until_stable() {
    let utc = plain(Tz::UTC);
    // The closes of 10, 11 and 12 February.
    let first = ("2026-02-10T12:00:00Z", "2026-02-13T12:00:00Z");
    // The closes of 1 and 2 March, reached only because of the first.
    let second = ("2026-03-01T12:00:00Z", "2026-03-03T12:00:00Z");
    let start = "2026-01-31T09:00:00Z";
    check(&utc, start, "1month", &[], "2026-02-28 23:59:59");
    check(&utc, start, "1month", &[first], "2026-03-03 23:59:59");
    check(
        &utc,
        start,
        "1month",
        &[first, second],
        "2026-03-05 23:59:59",
    );
    check(&utc, start, "1month", &[second], "2026-02-28 23:59:59");
    check(&utc, start, "2w", &[first], "2026-02-17 23:59:59");
    check(&utc, start, "1y", &[second, first], "2027-02-05 23:59:59");
}

#[test]
fn working_hours_stand_still_inside_working_hours_alone() {
    let start = "2026-03-02T10:00:00+08:00";
    let lunch = ("2026-03-02T11:00:00+08:00", "2026-03-02T14:00:00+08:00");
    let night = ("2026-03-02T17:00:00+08:00", "2026-03-03T09:00:00+08:00");
    check(&factory(), start, "2wh", &[lunch], "2026-03-02 15:00:00");
    // 1 hour to 11:00, 3 from 14:00 to 17:00, 1 from 9:00 on.
    check(
        &factory(),
        start,
        "5wh",
        &[lunch, night],
        "2026-03-03 10:00:00",
    );
    let at_rest = ("2026-03-02T12:00:00+08:00", "2026-03-02T13:30:00+08:00");
    check(&factory(), start, "4wh", &[at_rest], "2026-03-02 15:30:00");
}

#[test]
fn an_open_pause_ends_now() {
    let utc = plain(Tz::UTC);
    let start = t("2026-03-02T09:00:00Z");
    let open = pauses(&[("2026-03-02T12:00:00Z", "")]);
    for (now, at, paused) in [
        ("2026-03-02T20:00:00Z", "2026-03-03T17:00:00Z", true),
        ("2026-03-05T12:00:00Z", "2026-03-06T09:00:00Z", true),
        ("2026-03-02T12:00:00Z", "2026-03-03T09:00:00Z", true),
        // Not yet begun.
        ("2026-03-02T11:00:00Z", "2026-03-03T09:00:00Z", false),
    ] {
        let due = utc.due(start, "24h".parse().unwrap(), &open, t(now));
        assert_eq!((due.at, due.paused), (t(at), paused), "now {now}");
    }
    // Begun when the time was already up.
    let due = utc.due(
        start,
        "2h".parse().unwrap(),
        &open,
        t("2026-03-02T20:00:00Z"),
    );
    assert_eq!((due.at, due.paused), (t("2026-03-02T11:00:00Z"), false));
}

#[test]
fn explains_what_was_paused() {
    let spans = pauses(&[("2026-03-03T20:00:00Z", "2026-03-05T08:00:00Z")]);
    let parts = |term: &str| -> Vec<(u32, Part)> {
        let start = t("2026-03-02T09:00:00Z");
        let steps = plain(Tz::UTC).explain(start, term.parse().unwrap(), &spans, start);
        let day = |step: &super::Counted| chrono::Datelike::day(&step.from);
        steps.iter().map(|step| (day(step), step.part)).collect()
    };
    let days = vec![
        (2, Part::Start),
        (3, Part::Paused),
        (4, Part::Paused),
        (5, Part::Counted),
        (6, Part::Counted),
        (6, Part::Due),
    ];
    assert_eq!(parts("2d"), days);
    assert_eq!(parts("2wd"), days);
    let hours = [
        (2, Part::Start),
        (2, Part::Counted),
        (3, Part::Paused),
        (5, Part::Counted),
        (5, Part::Due),
    ];
    assert_eq!(parts("48h"), hours);
}
