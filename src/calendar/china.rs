use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::NaiveDate;

/// The years whose notices are built in.
pub(super) const YEARS: RangeInclusive<i32> = 2020..=2026;

/// A built-in day that is off or made up for.
pub(super) struct ChinaDay {
    pub date: NaiveDate,
    pub work: bool,
    pub name: &'static str,
    english: &'static str,
}

static DAYS: LazyLock<Vec<ChinaDay>> = LazyLock::new(|| {
    include_str!("china.tsv")
        .lines()
        .filter_map(read_row)
        .collect()
});

/// Every built-in day, in order.
pub(super) fn days() -> &'static [ChinaDay] {
    &DAYS
}

/// The English name of a built-in Chinese holiday (`国庆节` is `National Day`), if it is one.
pub fn english_name(chinese: &str) -> Option<&'static str> {
    let day = DAYS.iter().find(|day| day.name == chinese)?;
    Some(day.english)
}

fn read_row(line: &'static str) -> Option<ChinaDay> {
    let mut fields = line.split('\t');
    Some(ChinaDay {
        date: read_date(fields.next()?)?,
        work: fields.next()? == "work",
        name: fields.next()?,
        english: fields.next()?,
    })
}

/// `2026-10-01`; chrono's own reader is slower, and this happens at every start.
fn read_date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_but_the_comments_is_read() {
        let rows: Vec<&str> = include_str!("china.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
        assert_eq!(days().len(), rows.len());
        assert!(rows.iter().all(|row| row.split('\t').count() == 4));
        assert!(days().is_sorted_by(|a, b| a.date < b.date));
    }

    #[test]
    fn names_have_their_english() {
        assert_eq!(english_name("国庆节"), Some("National Day"));
        assert_eq!(english_name("National Day"), None);
    }
}
