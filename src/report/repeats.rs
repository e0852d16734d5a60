//! Complaints of a kind that was there before, and which case said that it was
//! settled.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{About, Alike, CaseFigures, Gathered, numbers, percent};
use crate::calendar::Term;
use crate::procedure::Settled;

/// What `report repeats --format json` prints.
///
/// Two complaints are alike as the policy's `severity: repeats:` says, or else in
/// model and defect. Earlier ones count from any customer and of any severity,
/// also where the report is about some. Complaints that were refuted, withdrawn,
/// not ours or the same twice are neither repeats nor repeated.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "plaint report repeats")]
pub struct RepeatsOutput {
    /// From when, and of which days.
    #[serde(flatten)]
    pub about: About,
    /// How far back earlier ones count; none where all do.
    pub within: Option<String>,
    /// Complaints opened in the period, without those that were dismissed.
    pub opened: usize,
    /// How many of them have earlier ones like them.
    pub repeats: usize,
    /// Their share, in percent, rounded half up to one decimal.
    pub share: Option<String>,
    /// How many came though an earlier case had said that the cause is gone.
    pub after_solved: usize,
    /// A row each complaint that has earlier ones like it, by number.
    pub rows: Vec<RepeatsRow>,
}

/// A complaint that has earlier ones like it. Days are the register's own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RepeatsRow {
    /// The case.
    pub case: String,
    /// The day on which it was opened.
    pub opened: String,
    /// The customer.
    pub customer: String,
    /// The models complained of.
    pub models: Vec<String>,
    /// The defect code.
    pub defect: Option<String>,
    /// How many came earlier: of two that came at once the one numbered first did.
    pub earlier: usize,
    /// The last of them.
    pub last: String,
    /// The days from that to this one.
    pub days_since: i64,
    /// The earlier case that last said, before this one came, that the cause is
    /// gone: by an action that was found effective.
    pub solved_by: Option<String>,
    /// The day on which it said so.
    pub solved: Option<String>,
    /// The days from then to this one.
    pub solved_days: Option<i64>,
    /// The earlier ones; left out where they are not asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<String>>,
}

/// The complaints opened in the period that have earlier ones like them, no
/// further back than that.
pub fn repeats(gathered: &Gathered, within: Option<Term>, cases: bool) -> RepeatsOutput {
    let alike = Alike::of(gathered);
    let opened = || gathered.opened().filter(|case| case.dismissed.is_none());
    let rows: Vec<RepeatsRow> = opened()
        .filter_map(|case| row(case, alike.earlier(case, within), cases))
        .collect();
    RepeatsOutput {
        about: gathered.about(),
        within: within.map(|term| term.to_string()),
        opened: opened().count(),
        repeats: rows.len(),
        share: percent(rows.len(), opened().count()),
        after_solved: rows.iter().filter(|row| row.solved_by.is_some()).count(),
        rows,
    }
}

fn row(case: &CaseFigures, earlier: &[&CaseFigures], cases: bool) -> Option<RepeatsRow> {
    let last = earlier.last()?;
    let day = case.opened_on();
    let solved = solved(case, earlier);
    Some(RepeatsRow {
        case: case.case.clone(),
        opened: day.to_string(),
        customer: case.customer.clone(),
        models: case.models.clone(),
        defect: case.defect.clone(),
        earlier: earlier.len(),
        last: last.case.clone(),
        days_since: (day - last.opened_on()).num_days(),
        solved_by: solved.map(|(by, _)| by.case.clone()),
        solved: solved.map(|(_, settled)| settled.day().to_string()),
        solved_days: solved.map(|(_, settled)| (day - settled.day()).num_days()),
        cases: numbers(cases, earlier.iter().copied()),
    })
}

/// What last said, before that case came, that the cause is gone.
fn solved<'a>(
    case: &CaseFigures,
    earlier: &[&'a CaseFigures],
) -> Option<(&'a CaseFigures, &'a Settled)> {
    let said = earlier.iter().flat_map(|by| {
        let before = |settled: &&Settled| settled.ours && settled.at.0 < case.opened;
        by.settled
            .iter()
            .filter(before)
            .map(move |settled| (*by, settled))
    });
    said.max_by_key(|(_, settled)| settled.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figures::fixture::{days, gathered};

    const LINE: &str = "customer: ACME, description: d, product: {model: AX}, defect: line";

    /// Case, how many earlier, the last, days since, solved by, when, days since.
    fn lines(output: &RepeatsOutput) -> Vec<String> {
        let line = |row: &RepeatsRow| {
            let text = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
            format!(
                "{} {} {} {} {} {} {}",
                row.case,
                row.earlier,
                row.last,
                row.days_since,
                text(&row.solved_by),
                text(&row.solved),
                text(&row.solved_days.map(|days| days.to_string())),
            )
        };
        output.rows.iter().map(line).collect()
    }

    fn opened(case: &str, time: &str, more: &str) -> String {
        format!("case {case}\ncmplnb {time} li open: {{{LINE}}}\n{more}")
    }

    /// An action that was found effective then.
    fn solved(time: &str) -> String {
        format!(
            "nvsbbb 01-06T09:00 wang investigate: {{justified: true, occurrence: o}}
            ctbbbb 01-06T10:00 li act: {{for: nvsbbb, kind: corrective, text: t, owner: wang, due: 2026-01-20}}
            fnnbbb 01-15T10:00 wang finish: {{for: ctbbbb, text: t}}
            vlbbbb {time} li evaluate: {{for: ctbbbb, verdict: effective, text: t}}
            "
        )
    }

    #[test]
    fn a_repeat_came_after_one_like_it() {
        let other = "cmplnc 04-02T09:00 li open: {customer: ACME, description: d, product: {model: BX}, defect: line}";
        let vague = "cmplnc 04-02T09:00 li open: {customer: ACME, description: d, defect: line}";
        let cases = [
            opened("2601-0001", "01-05T09:00", ""),
            // Of two at once the one numbered first came first.
            opened("2604-0001", "04-01T09:00", ""),
            opened("2604-0002", "04-01T09:00", ""),
            // Numbered later, it came earlier.
            opened("2604-0003", "03-31T23:00", ""),
            format!("case 2604-0004\n{other}\n"),
            format!("case 2604-0005\n{vague}\n"),
        ];
        let gathered = gathered(&cases.concat(), "11-05T10:00");
        // 5 January to 31 March: 26 + 28 + 31.
        let output = repeats(&gathered, None, true);
        assert_eq!(
            lines(&output),
            [
                "2604-0001 2 2604-0003 1 - - -",
                "2604-0002 3 2604-0001 0 - - -",
                "2604-0003 1 2601-0001 85 - - -",
            ]
        );
        assert_eq!((output.opened, output.repeats), (6, 3));
        assert_eq!(output.share.as_deref(), Some("50.0"));
        let cases = output.rows[1].cases.as_ref().unwrap();
        assert_eq!(cases.join(" "), "2601-0001 2604-0001 2604-0003");
    }

    #[test]
    fn a_window_begins_with_its_first_day() {
        let cases = [
            opened("2601-0001", "01-05T09:00", ""),
            opened("2604-0001", "04-05T23:00", ""),
        ];
        let gathered = gathered(&cases.concat(), "11-05T10:00");
        // 5 January to 5 April: 26 + 28 + 31 + 5.
        let count = |within: &str| {
            let output = repeats(&gathered, Some(within.parse().unwrap()), false);
            output.rows.len()
        };
        assert_eq!((count("90d"), count("89d")), (1, 0));
        assert_eq!((count("3month"), count("2month")), (1, 0));
    }

    #[test]
    fn what_was_dismissed_neither_repeats_nor_is_repeated() {
        let closed = "clsbbb 02-01T09:00 li close: {basis: withdrawn}\n";
        let twice = "lnkbbb 02-01T09:00 li link: {case: 2601-0002, as: duplicate}\n";
        let cases = [
            opened("2601-0001", "01-05T09:00", closed),
            opened("2601-0002", "01-06T09:00", ""),
            opened("2601-0003", "01-07T09:00", closed),
            opened("2601-0004", "01-08T09:00", twice),
            opened("2602-0001", "02-08T09:00", ""),
        ];
        let gathered = gathered(&cases.concat(), "11-05T10:00");
        let output = repeats(&gathered, None, false);
        assert_eq!(lines(&output), ["2602-0001 1 2601-0002 33 - - -"]);
        assert_eq!((output.opened, output.repeats), (2, 1));
    }

    #[test]
    fn earlier_ones_count_whoever_complained_and_whenever_it_was() {
        let cases = [
            opened("2603-0001", "03-05T09:00", ""),
            "others\n".to_owned(),
            opened("2601-0001", "01-05T09:00", &solved("02-20T09:00")),
        ];
        let mut gathered = gathered(&cases.concat(), "11-05T10:00");
        gathered.call.period = days("2026-03-01", "2026-03-31");
        let output = repeats(&gathered, None, false);
        // 20 February to 5 March: 8 + 5.
        let row = "2603-0001 1 2601-0001 59 2601-0001 2026-02-20 13";
        assert_eq!(lines(&output), [row]);
        assert_eq!(output.after_solved, 1);
    }

    #[test]
    fn the_last_word_before_it_came_is_named() {
        let cases = [
            opened("2601-0001", "01-05T09:00", &solved("02-20T09:00")),
            opened("2601-0002", "01-05T10:00", &solved("02-19T09:00")),
            opened("2602-0001", "02-20T09:00", ""),
            opened("2602-0002", "02-20T09:01", &solved("03-01T09:00")),
            opened("2602-0003", "02-21T09:00", ""),
        ];
        let gathered = gathered(&cases.concat(), "11-05T10:00");
        let output = repeats(&gathered, None, false);
        assert_eq!(
            lines(&output),
            [
                "2601-0002 1 2601-0001 0 - - -",
                // At 9:00 the word of that minute was not yet spoken before it.
                "2602-0001 2 2601-0002 46 2601-0002 2026-02-19 1",
                "2602-0002 3 2602-0001 0 2601-0001 2026-02-20 0",
                "2602-0003 4 2602-0002 1 2601-0001 2026-02-20 1",
            ]
        );
        assert_eq!(output.after_solved, 3);
    }
}
