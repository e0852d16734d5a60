use super::*;
use crate::report::figures::sample::{case, gathered};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn told(periods: Option<Periods>) -> String {
    let told = |period: Period| {
        let [since, until] = [period.since, period.until].map(Option::unwrap);
        format!("{since}..{until}")
    };
    periods.map_or("none".to_owned(), |it| {
        format!("{} {}", told(it.before), told(it.now))
    })
}

#[test]
fn a_year_against_the_one_before() {
    let of = |year, today| told(Periods::of_year(year, day(today)));
    let whole = "2024-01-01..2024-12-31 2025-01-01..2025-12-31";
    assert_eq!(of(2025, "2026-11-23"), whole);
    assert_eq!(of(2025, "2025-12-31"), whole);
    assert_eq!(
        of(2026, "2026-11-23"),
        "2025-01-01..2025-11-23 2026-01-01..2026-11-23"
    );
    // The year before had no 29 February.
    assert_eq!(
        of(2024, "2024-02-29"),
        "2023-01-01..2023-02-28 2024-01-01..2024-02-29"
    );
}

#[test]
fn days_against_as_many_before() {
    let of = |since, until| told(Periods::of_days(day(since), day(until)));
    // Ten days.
    assert_eq!(
        of("2026-11-11", "2026-11-20"),
        "2026-11-01..2026-11-10 2026-11-11..2026-11-20"
    );
    // Whole months, of which the ones before have other lengths.
    assert_eq!(
        of("2026-03-01", "2026-03-31"),
        "2026-02-01..2026-02-28 2026-03-01..2026-03-31"
    );
    assert_eq!(
        of("2025-10-01", "2026-09-30"),
        "2024-10-01..2025-09-30 2025-10-01..2026-09-30"
    );
}

/// Complaints by day and defect.
fn register(all: &[(&str, &str)]) -> Gathered {
    let of = |(at, (day, defect)): (usize, &(&str, &str))| {
        let mut case = case(&format!("C-{}", at + 1), day);
        case.defect = Some((*defect).to_owned());
        case
    };
    gathered(all.iter().enumerate().map(of))
}

/// `figure of: before now change` of one section.
fn rows(output: &ReviewOutput, section: Section) -> Vec<String> {
    let of = output.sections.iter().find(|it| it.section == section);
    let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    let row = |row: &ReviewRow| {
        let [of, before, now, change] = [&row.of, &row.before, &row.now, &row.change].map(text);
        format!("{} {of}: {before} {now} {change}", row.figure)
    };
    of.map_or(Vec::new(), |of| of.rows.iter().map(row).collect())
}

fn reviewed(register: Gathered, cases: bool) -> ReviewOutput {
    let periods = Periods::of_year(2026, day("2026-12-31")).unwrap();
    let shipped = Err(NoPpm::NoData);
    review(register, periods, [Vec::new(), Vec::new()], shipped, cases)
}

#[test]
fn figures_stand_side_by_side() {
    let register = register(&[
        ("2025-03-01", "crack"),
        ("2025-04-01", "mura"),
        ("2025-05-01", "mura"),
        ("2026-01-01", "crack"),
        ("2026-02-01", "stain"),
        ("2026-03-01", "crack"),
        ("2026-03-02", "crack"),
        // In neither period.
        ("2024-12-31", "crack"),
    ]);
    let output = reviewed(register, true);
    assert_eq!(
        rows(&output, Section::Complaints)[..3],
        ["opened -: 3 4 1", "closed -: 0 0 0", "open -: 4 8 4"]
    );
    // What only the year before had comes behind.
    assert_eq!(
        rows(&output, Section::Defects),
        [
            "count crack: 1 3 2",
            "count stain: 0 1 1",
            "count mura: 2 0 -2"
        ]
    );
    // Without a reply nobody knows how soon one came.
    assert_eq!(
        rows(&output, Section::Speed)[0],
        "first-reply-median -: - - -"
    );
    let defects = &output
        .sections
        .iter()
        .find(|it| it.section == Section::Defects);
    let cases = defects.unwrap().rows[0].cases.clone().unwrap();
    assert_eq!(cases.before, ["C-1"]);
    assert_eq!(cases.now, ["C-4", "C-6", "C-7"]);
}

#[test]
fn the_ten_largest_of_each_year() {
    // Twelve defects this year, d1 once, d2 twice and so on; last year only d1
    // and d2, once each.
    let mut all = vec![("2025-03-01", "d01"), ("2025-03-01", "d02")];
    let names: Vec<String> = (1..=12).map(|at| format!("d{at:02}")).collect();
    for (at, name) in names.iter().enumerate() {
        all.extend((0..=at).map(|_| ("2026-03-01", name.as_str())));
    }
    let output = reviewed(register(&all), false);
    let shown = rows(&output, Section::Defects);
    // The tenth is d3; d1 and d2 were among the largest of last year.
    assert_eq!(shown.len(), 12);
    assert_eq!(shown[0], "count d12: 0 12 12");
    assert_eq!(shown[9], "count d03: 0 3 3");
    assert_eq!(shown[10..], ["count d02: 1 2 1", "count d01: 1 1 0"]);
    let output = reviewed(register(&all[2..]), false);
    assert_eq!(rows(&output, Section::Defects).len(), 10);
}
