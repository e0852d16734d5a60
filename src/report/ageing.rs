//! How old the cases are that are open.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{About, CaseFigures, Gathered, LevelCount, numbers};

/// What `report ageing --format json` prints.
///
/// It is about the cases that are open now; a period says when they were opened.
/// The age is in whole calendar days, from the day opened to today, by the
/// register's own days: what was opened today is 0 days old.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report ageing")]
pub struct AgeingOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// A row each band of ages, those without a case too.
    pub rows: Vec<AgeingRow>,
    /// All bands together.
    pub total: AgeingRow,
    /// The oldest case; none where none is open.
    pub oldest: Option<Oldest>,
}

/// Cases of some age.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgeingRow {
    /// The ages, such as `8-30` or `over 365`; none in the total.
    pub band: Option<String>,
    /// The first age of the band; none in the total.
    pub from: Option<u32>,
    /// The last one; none for the oldest, and in the total.
    pub to: Option<u32>,
    /// How many cases.
    pub count: usize,
    /// The same by severity.
    pub severity: Vec<LevelCount>,
    /// The cases; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
}

/// The oldest case that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Oldest {
    /// Its number; of several that were opened on one day the first.
    pub case: String,
    /// Its age in days.
    pub age: i64,
}

/// Bands of ages: each ends with one of those numbers of days, the last one never.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands(Vec<u32>);

impl Default for Bands {
    fn default() -> Self {
        Bands(vec![7, 30, 90, 180, 365])
    }
}

impl Bands {
    /// The bands, if the text is whole numbers that rise, with commas between
    /// them.
    pub fn parse(text: &str) -> Option<Bands> {
        let number = |part: &str| {
            let plain = part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse().ok()).flatten()
        };
        let parts = text.split(',').map(|part| number(part.trim()));
        let last: Vec<u32> = parts.collect::<Option<_>>()?;
        let rises = last.windows(2).all(|pair| pair[0] < pair[1]);
        let ends = last.last().is_some_and(|last| *last < u32::MAX);
        (rises && ends).then_some(Bands(last))
    }

    /// The first and the last age of each.
    fn each(&self) -> impl Iterator<Item = (u32, Option<u32>)> {
        let first = self.0.iter().map(|last| last + 1);
        let lasts = self.0.iter().copied().map(Some).chain([None]);
        [0].into_iter().chain(first).zip(lasts)
    }
}

/// The cases open now by age.
pub fn ageing(gathered: &Gathered, bands: &Bands, cases: bool) -> AgeingOutput {
    // A clock that goes before is no reason to leave a case out.
    let age = |case: &CaseFigures| (gathered.today - case.opened_on()).num_days().max(0);
    let open: Vec<&CaseFigures> = gathered
        .opened()
        .filter(|case| case.closed.is_none())
        .collect();
    let row = |band, (from, to), of: &[&CaseFigures]| AgeingRow {
        band,
        from,
        to,
        count: of.len(),
        severity: gathered.severities(of),
        cases: numbers(cases, of.iter().copied()),
    };
    let of_band = |(from, to): (u32, Option<u32>)| {
        let has = |case: &&&CaseFigures| {
            let age = age(case);
            i64::from(from) <= age && to.is_none_or(|to| age <= i64::from(to))
        };
        let of: Vec<&CaseFigures> = open.iter().filter(has).copied().collect();
        row(Some(name(from, to)), (Some(from), to), &of)
    };
    let oldest = open
        .iter()
        .min_by_key(|case| (case.opened_on(), &case.case));
    AgeingOutput {
        about: gathered.about(),
        rows: bands.each().map(of_band).collect(),
        total: row(None, (None, None), &open),
        oldest: oldest.map(|case| Oldest {
            case: case.case.clone(),
            age: age(case),
        }),
    }
}

/// What a band is called.
fn name(from: u32, to: Option<u32>) -> String {
    match to {
        Some(to) => format!("{from}-{to}"),
        None => format!("over {}", from.saturating_sub(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figures::fixture::{days, gathered};

    /// On 23 November: opened today, 7 and 8 days ago, 30 (24 October) and 31; one
    /// is closed, one was closed and taken up again.
    const CASES: &str = "case 2610-0001
        cmplnb 10-23T09:00 li open: {customer: ACME, description: d}
        case 2610-0002
        cmplnc 10-24T23:59 li open: {customer: ACME, description: d}
        clsfbb 10-25T09:00 li classify: {criteria: safety, scope: one, severity: A, rule: r}
        case 2611-0001
        cmplnd 11-15T23:59 li open: {customer: ACME, description: d}
        case 2611-0002
        cmplnf 11-16T00:00 li open: {customer: ACME, description: d}
        clsbbb 11-17T09:00 li close: {basis: withdrawn}
        rpnbbb 11-18T09:00 li reopen: {reason: r}
        case 2611-0003
        cmplng 11-17T09:00 li open: {customer: ACME, description: d}
        clsbbb 11-18T09:00 li close: {basis: withdrawn}
        case 2611-0004
        cmplnh 11-23T09:00 li open: {customer: ACME, description: d}
    ";

    /// Band, first and last age, how many, of severity A, B and none.
    fn lines(output: &AgeingOutput) -> Vec<String> {
        let line = |row: &AgeingRow| {
            let age = |age: Option<u32>| age.map_or("-".to_owned(), |age| age.to_string());
            let levels = row.severity.iter().map(|level| level.count.to_string());
            let levels: Vec<String> = levels.collect();
            let band = row.band.as_deref().unwrap_or("-");
            format!(
                "{band}: {} {} {} {}",
                age(row.from),
                age(row.to),
                row.count,
                levels.join(" ")
            )
        };
        let rows = output.rows.iter().chain([&output.total]);
        rows.map(line).collect()
    }

    #[test]
    fn a_band_holds_both_its_ends() {
        let gathered = gathered(CASES, "11-23T12:00");
        let bands = Bands::parse("7,30").unwrap();
        let output = ageing(&gathered, &bands, true);
        assert_eq!(
            lines(&output),
            [
                "0-7: 0 7 2 0 0 2",
                "8-30: 8 30 2 1 0 1",
                "over 30: 31 - 1 0 0 1",
                "-: - - 5 1 0 4",
            ]
        );
        let oldest = Oldest {
            case: "2610-0001".to_owned(),
            age: 31,
        };
        assert_eq!(output.oldest, Some(oldest));
        assert_eq!(
            output.rows[1].cases.as_deref(),
            Some(&["2610-0002".to_owned(), "2611-0001".to_owned()][..])
        );
        let output = ageing(&gathered, &Bands::parse("0").unwrap(), false);
        assert_eq!(
            lines(&output),
            ["0-0: 0 0 1 0 0 1", "over 0: 1 - 4 1 0 3", "-: - - 5 1 0 4"]
        );
    }

    #[test]
    fn a_period_is_one_of_opening() {
        let mut gathered = gathered(CASES, "11-23T12:00");
        gathered.call.period = days("2026-10-24", "2026-11-16");
        let output = ageing(&gathered, &Bands::default(), false);
        assert_eq!(output.total.count, 3);
        gathered.call.period = days("2026-01-01", "2026-01-31");
        let output = ageing(&gathered, &Bands::default(), false);
        assert_eq!((output.rows.len(), output.total.count), (6, 0));
        assert_eq!(output.oldest, None);
    }

    #[test]
    fn bands_rise() {
        assert_eq!(Bands::parse("7,30,90,180,365"), Some(Bands::default()));
        assert_eq!(Bands::parse(" 7, 30 "), Some(Bands(vec![7, 30])));
        let wrong = [
            "",
            ",",
            "7,",
            "30,7",
            "7,7",
            "-7",
            "+7",
            "7.5",
            "7;30",
            "a",
            "4294967295",
            "99999999999",
        ];
        for text in wrong {
            assert_eq!(Bands::parse(text), None, "{text}");
        }
    }
}
