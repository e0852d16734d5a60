use super::{cases_head, cases_item};
use crate::messages::{Phrase, Sort, Vocabulary, why};
use crate::output::line::{Position, position, spark};
use crate::output::{Head, Item, Sheet, Tone, Value};
use crate::report::{ChartKind, RuleWord, StateWord, TrendOutput, TrendRow};

/// How wide the drawing of a value among its limits is, and where the screen is
/// narrow.
const DRAWN: [usize; 2] = [32, 16];

/// From how many periods on a centre is made as the textbooks have it.
const FEW: usize = 20;

/// Below this mean a period without a case is likelier than one with: ln 2.
const RARE: f64 = 0.693;

/// Complaints over time, with the limits and the rules that they break.
pub fn trend(output: &TrendOutput, words: &Vocabulary) -> Vec<Sheet> {
    let making = Making {
        output,
        words,
        most: most(output),
    };
    let mut sheet = Sheet::new(words.text(Phrase::ReportTrend), making.heads());
    for row in &output.rows {
        sheet.push(making.items(row));
    }
    if !output.rows.is_empty() {
        sheet.drawing = Some(drawing(output));
        sheet.notes = making.notes();
    }
    vec![sheet]
}

/// The first period, a sparkline, the last period.
fn drawing(output: &TrendOutput) -> String {
    let figures = output.rows.iter();
    let line = spark(figures.map(|row| (row.value, !row.breaks.is_empty())));
    let label = |row: Option<&TrendRow>| row.map_or("", |row| &row.period).to_owned();
    let (first, last) = (output.rows.first(), output.rows.last());
    format!("{} {line} {}", label(first), label(last))
}

/// The largest figure that is drawn.
fn most(output: &TrendOutput) -> f64 {
    let figures = output.rows.iter().flat_map(|row| [row.value, row.upper]);
    figures.flatten().fold(0.0, f64::max)
}

struct Making<'a> {
    output: &'a TrendOutput,
    words: &'a Vocabulary,
    most: f64,
}

impl Making<'_> {
    fn heads(&self) -> Vec<Head> {
        let text = |phrase| self.words.text(phrase);
        let output = self.output;
        let counted = match output.chart {
            ChartKind::C | ChartKind::U => Phrase::HeadNewCount,
            ChartKind::P => Phrase::HeadPieces,
        };
        let mut heads = vec![
            Head::fixed("period", text(Phrase::HeadPeriod)),
            Head::data("first"),
            Head::data("last"),
            Head::fixed("state", "").spare(3),
            Head::data("in_base"),
            Head::number("count", text(counted)),
        ];
        heads.extend(self.has_rates().then(|| Head::number("size", self.size())));
        heads.push(match self.has_rates() {
            true => Head::number("value", text(Phrase::HeadTrendRate)),
            false => Head::data("value"),
        });
        heads.extend([
            Head::data("centre"),
            Head::data("sigma"),
            Head::number("lower", text(Phrase::HeadLower)).spare(2),
            Head::number("upper", text(Phrase::HeadUpper)).spare(2),
            Head::fixed("breaks", text(Phrase::HeadBreaks)),
            Head::drawn(),
        ]);
        heads.extend(cases_head(self.has_cases(), self.words));
        heads
    }

    /// What the column of sizes is called.
    fn size(&self) -> String {
        let phrase = match self.output.per {
            Some(crate::report::PerWord::Shipped) => Phrase::HeadShippedSize,
            _ => Phrase::HeadSize,
        };
        let unit = self.output.unit.as_deref().unwrap_or_default();
        self.words.say(phrase, &[("unit", unit)])
    }

    fn has_rates(&self) -> bool {
        self.output.chart != ChartKind::C
    }

    fn has_cases(&self) -> bool {
        self.output.rows.iter().any(|row| row.cases.is_some())
    }

    fn items(&self, row: &TrendRow) -> Vec<Item> {
        let number = |value: Option<f64>| -> Item {
            let both = self.output.text(value).zip(self.output.short(value));
            both.map_or(Value::Nothing, |(whole, short)| {
                Value::Rounded(whole, short)
            })
            .into()
        };
        let plain = |text: &str| -> Item { Value::Text(text.to_owned()).into() };
        let base = if row.in_base { "true" } else { "false" };
        let mut items = vec![
            plain(&row.period),
            plain(&row.first),
            plain(&row.last),
            self.state(row.state),
            plain(base),
            Value::Number(row.count.to_string()).into(),
        ];
        let size = || row.size.map(|size| Value::Number(size.to_string()));
        items.extend(
            self.has_rates()
                .then(|| size().unwrap_or(Value::Nothing).into()),
        );
        items.extend([
            match self.has_rates() {
                true => number(row.value),
                false => Value::Number(row.count.to_string()).into(),
            },
            number(self.output.centre),
            number(row.sigma),
            number(row.lower),
            number(row.upper),
            broken(row),
            self.drawn(row),
        ]);
        items.extend(cases_item(row.cases.as_ref()));
        items
    }

    /// How the period stands; people are only told what is out of the ordinary.
    fn state(&self, state: StateWord) -> Item {
        let shown = match state {
            StateWord::Finished => String::new(),
            state => self.words.word(Sort::Trend, state.word()),
        };
        Item::new(Value::Code(state.word().to_owned(), shown), Tone::Dim)
    }

    fn drawn(&self, row: &TrendRow) -> Item {
        let at = Position {
            value: row.value,
            centre: self.output.centre.filter(|_| row.upper.is_some()),
            limits: row.lower.zip(row.upper),
            flagged: !row.breaks.is_empty(),
        };
        let [wide, narrow] = DRAWN.map(|width| position(at, self.most, width));
        Value::Drawing(wide, narrow).into()
    }

    /// How the centre came about, how the limits, and what the numbers of rules
    /// mean that stand in the table.
    fn notes(&self) -> Vec<String> {
        let output = self.output;
        let count = output.base.to_string();
        let mut notes = Vec::new();
        match output.short(output.centre) {
            None => notes.push(self.words.text(Phrase::TrendNoCentre).to_owned()),
            Some(centre) => {
                let limits = match (output.exact, output.chart) {
                    (false, _) => Phrase::TrendSigma,
                    (true, ChartKind::P) => Phrase::TrendBinomial,
                    (true, ChartKind::C | ChartKind::U) => Phrase::TrendPoisson,
                };
                let args = [
                    ("chart", output.chart.word()),
                    ("centre", &centre),
                    ("count", &count),
                    ("s", if output.base == 1 { "" } else { "s" }),
                    ("limits", self.words.text(limits)),
                ];
                notes.push(self.words.say(Phrase::TrendCentre, &args));
                notes.extend(self.doubts());
            }
        }
        notes.extend(self.rules());
        if let Some(uncounted) = output.uncounted.filter(|count| *count > 0) {
            let args = [
                ("count", &*uncounted.to_string()),
                ("s", if uncounted == 1 { "" } else { "s" }),
                ("unit", output.unit.as_deref().unwrap_or("-")),
            ];
            notes.push(self.words.say(Phrase::TrendUncounted, &args));
        }
        notes
    }

    /// Why the centre, or the rules, are not to be trusted.
    fn doubts(&self) -> Vec<String> {
        let output = self.output;
        let is_rare = |centre| output.chart == ChartKind::C && centre < RARE;
        let runs = output.rules != RuleWord::Limits;
        let doubts = [
            (output.base < FEW, Phrase::TrendFew),
            (
                runs && output.centre.is_some_and(is_rare),
                Phrase::TrendRare,
            ),
        ];
        let doubts = doubts.into_iter().filter(|(holds, _)| *holds);
        doubts
            .map(|(_, phrase)| self.words.text(phrase).to_owned())
            .collect()
    }

    fn rules(&self) -> Vec<String> {
        let rows = self.output.rows.iter();
        let mut broken: Vec<_> = rows.flat_map(|row| &row.breaks).collect();
        broken.sort_by_key(|broken| broken.rule);
        broken.dedup();
        let set = self.words.word(Sort::Trend, self.output.rules.word());
        let rule = |broken: &&crate::report::BrokenRule| {
            let args = [
                ("set", set.as_str()),
                ("rule", &broken.rule.to_string()),
                ("pattern", why(broken.pattern, self.words)),
            ];
            self.words.say(Phrase::TrendRule, &args)
        };
        broken.iter().map(rule).collect()
    }
}

/// The numbers of the rules that a row breaks.
fn broken(row: &TrendRow) -> Item {
    let rules = row.breaks.iter().map(|broken| broken.rule.to_string());
    let rules: Vec<String> = rules.collect();
    match rules.is_empty() {
        true => Value::Code(String::new(), String::new()).into(),
        false => Item::new(Value::List(rules), Tone::Bad),
    }
}
