use super::group_item;
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::views::span;
use crate::output::{Head, Item, Sheet, Value};
use crate::report::figures::Field;
use crate::report::{Figure, Measure, ReviewOutput, ReviewRow, ReviewSection, Section};

/// Every figure of one period against the one before: a sheet each section, all
/// with the same columns.
pub fn review(output: &ReviewOutput, words: &Vocabulary) -> Vec<Sheet> {
    let making = Making { output, words };
    let sheets = output.sections.iter().map(|section| making.sheet(section));
    sheets.collect()
}

struct Making<'a> {
    output: &'a ReviewOutput,
    words: &'a Vocabulary,
}

impl Making<'_> {
    fn sheet(&self, section: &ReviewSection) -> Sheet {
        let of = |row: &ReviewRow| row.of.is_some();
        let unit = |row: &ReviewRow| row.unit.is_some();
        let has = |wanted: fn(&ReviewRow) -> bool| section.rows.iter().any(wanted);
        let text = |key: &str, phrase, seen: bool| match seen {
            true => Head::text(key, self.words.text(phrase)),
            false => Head::data(key),
        };
        let output = self.output;
        let mut heads = vec![
            Head::data("section"),
            text("figure", Phrase::HeadFigure, true),
            Head::data("by"),
            text("of", Phrase::HeadOf, has(of)),
            Head::data("measure"),
            text("unit", Phrase::HeadUnit, has(unit)),
            Head::number("before", period(&output.before_since, &output.before_until)),
            Head::number("now", period(&output.since, &output.until)),
            Head::number("change", self.words.text(Phrase::HeadChange)),
        ];
        let with_cases = output.has_cases();
        if with_cases {
            heads.push(Head::text("cases", self.words.text(Phrase::HeadCases)));
            heads.push(Head::data("cases_before"));
        }
        let title = self.words.text(title(section.section));
        let mut sheet = Sheet::new(title, heads);
        sheet.continues = true;
        for row in &section.rows {
            let cases = |wanted: fn(&crate::report::ReviewCases) -> &Vec<String>| {
                let cases = row.cases.as_ref().map(|cases| wanted(cases).clone());
                Item::from(Value::Cases(cases.unwrap_or_default()))
            };
            let cases = [cases(|of| &of.now), cases(|of| &of.before)];
            let items = self.items(section.section, row).into_iter();
            let cases = cases.into_iter().filter(|_| with_cases);
            sheet.push(items.chain(cases));
        }
        sheet
    }

    fn items(&self, section: Section, row: &ReviewRow) -> [Item; 9] {
        [
            section.word().into(),
            Value::Code(row.figure.word().to_owned(), self.figure(row)).into(),
            row.by.as_ref().into(),
            self.of(row),
            row.measure.word().into(),
            row.unit.as_ref().into(),
            self.value(row.measure, row.before.as_deref()).into(),
            self.value(row.measure, row.now.as_deref()).into(),
            self.change(row.measure, row.change.as_deref()).into(),
        ]
    }

    /// What is counted: of complaints by a field, that field.
    fn figure(&self, row: &ReviewRow) -> String {
        match (row.figure, row.by.as_deref()) {
            (Figure::Count, Some(by)) => self.words.word(Sort::Grouping, by),
            (figure, _) => self.words.text(label(figure)).to_owned(),
        }
    }

    /// Of what the figure is, in words.
    fn of(&self, row: &ReviewRow) -> Item {
        let of = row.of.as_deref();
        let of_all = matches!(row.figure, Figure::OnTime | Figure::Missed | Figure::Ppm);
        if of_all && of.is_none() {
            let all = self.words.text(Phrase::ReportTotal);
            return Value::Code(String::new(), all.to_owned()).into();
        }
        match row.by.as_deref() {
            Some("clock") => Value::code(Sort::Clock, of, self.words).into(),
            by => match by.and_then(Field::parse) {
                Some(field) => group_item(field, of, self.words),
                None => of.map_or(Value::Nothing, Value::from).into(),
            },
        }
    }

    fn value(&self, measure: Measure, value: Option<&str>) -> Value {
        let Some(value) = value else {
            return Value::Nothing;
        };
        match (measure, value.parse::<i64>()) {
            (Measure::Seconds, Ok(seconds)) => Value::Seconds(seconds),
            (Measure::Percent, _) => Value::Percent(value.to_owned()),
            _ => Value::Number(value.to_owned()),
        }
    }

    /// A difference with its sign.
    fn change(&self, measure: Measure, change: Option<&str>) -> Value {
        let Some(change) = change else {
            return Value::Nothing;
        };
        let less = change.starts_with('-');
        let shown = match (measure, change.parse::<i64>()) {
            (Measure::Seconds, Ok(0)) => "0".to_owned(),
            (Measure::Seconds, Ok(seconds)) => {
                let sign = if less { "-" } else { "+" };
                format!("{sign}{}", span(seconds, self.words))
            }
            _ => {
                let none = !change.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
                let sign = if less || none { "" } else { "+" };
                format!("{sign}{change}")
            }
        };
        Value::Code(change.to_owned(), shown)
    }
}

/// What a period is called: a year by its number.
fn period(since: &str, until: &str) -> String {
    let year = since
        .strip_suffix("-01-01")
        .filter(|year| until.strip_suffix("-12-31") == Some(year));
    year.map_or_else(|| format!("{since} – {until}"), str::to_owned)
}

fn title(section: Section) -> Phrase {
    match section {
        Section::Complaints => Phrase::ReviewComplaints,
        Section::Speed => Phrase::ReviewSpeed,
        Section::Limits => Phrase::ReportTimeliness,
        Section::Defects => Phrase::ReviewDefects,
        Section::Models => Phrase::ReviewModels,
        Section::Customers => Phrase::ReportCustomers,
        Section::Causes => Phrase::ReviewCauses,
        Section::Returns => Phrase::ReportReturns,
        Section::Cost => Phrase::ReportCost,
        Section::Actions => Phrase::ReportActions,
        Section::Repeats => Phrase::ReportRepeats,
        Section::Satisfaction => Phrase::ReviewSatisfaction,
    }
}

fn label(figure: Figure) -> Phrase {
    match figure {
        Figure::Opened => Phrase::HeadNewCount,
        Figure::Closed => Phrase::HeadClosedCount,
        Figure::Open => Phrase::ReviewOpen,
        Figure::Severity => Phrase::ReviewSeverity,
        Figure::NotGraded => Phrase::HeadNotGraded,
        Figure::FirstReplyMedian => Phrase::HeadReplyMedian,
        Figure::FirstReplyP90 => Phrase::HeadReplyP90,
        Figure::CloseMedian => Phrase::HeadCloseMedian,
        Figure::CloseP90 => Phrase::HeadCloseP90,
        Figure::OnTime => Phrase::HeadOnTime,
        Figure::Missed => Phrase::ReviewMissed,
        Figure::Count => Phrase::HeadComplaints,
        Figure::Ppm => Phrase::HeadPpm,
        Figure::Authorised => Phrase::HeadAuthorised,
        Figure::Received => Phrase::HeadReceived,
        Figure::Defective => Phrase::HeadDefective,
        Figure::DefectPercent => Phrase::HeadRate,
        Figure::Paid => Phrase::ReviewPaid,
        Figure::ByUs => Phrase::HeadBorneByUs,
        Figure::BySupplier => Phrase::HeadBySupplier,
        Figure::ByCarrier => Phrase::HeadByCarrier,
        Figure::Planned => Phrase::ReviewPlanned,
        Figure::Finished => Phrase::HeadFinished,
        Figure::Late => Phrase::HeadActionsLate,
        Figure::Effective => Phrase::ReviewEffective,
        Figure::Ineffective => Phrase::ReviewIneffective,
        Figure::AfterEffective => Phrase::HeadCameAgain,
        Figure::Repeats => Phrase::ReviewRepeats,
        Figure::RepeatPercent => Phrase::ReviewRepeatShare,
        Figure::AfterSolved => Phrase::ReviewAfterSolved,
        Figure::Disputed => Phrase::HeadDisputed,
        Figure::Surveys => Phrase::HeadSurveys,
        Figure::Score => Phrase::ReviewScore,
    }
}
