use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use plaint::calendar::{Calendar, Term, Unit};

fn china() -> Calendar {
    let weekend = [Weekday::Sat, Weekday::Sun];
    let calendar = Calendar::new(Tz::Asia__Shanghai, &weekend, vec![]);
    calendar.expect("a calendar").with_china()
}

/// The rows of a table without comments and heading.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.skip(1).map(|line| line.split(',').collect())
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn working_days_in_china() {
    let calendar = china();
    let mut checked = 0;
    for row in rows(include_str!("cn_working_days.csv")) {
        let start = calendar.at(date(row[0]), NaiveTime::MIN);
        let count = row[1].parse().expect("a count");
        let unit = Unit::WorkingDay;
        let due = calendar.due(start, Term { count, unit }, &[], start);
        assert_eq!(due.at, calendar.end_of(date(row[2])), "{row:?}");
        assert_eq!(due.assumed_from, None, "{row:?}");
        checked += 1;
    }
    assert_eq!(checked, 948);
}

#[test]
fn every_day_in_china() {
    let calendar = china();
    let mut checked = 0;
    for row in rows(include_str!("cn_days.csv")) {
        let first = date(&format!("{}-01-01", row[0]));
        for (day, work) in first.iter_days().zip(row[1].chars()) {
            assert_eq!(calendar.day(day).work, work == '1', "{day}");
            assert_eq!(day.year(), first.year());
            checked += 1;
        }
    }
    assert_eq!(checked, 2557);
}
