use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Head, Item, Sheet, Tone, Value};
use crate::report::RetentionOutput;

/// Closed cases with the day until which record and samples are kept.
pub fn retention(output: &RetentionOutput, words: &Vocabulary) -> Vec<Sheet> {
    let fixed = |key: &str, phrase| Head::fixed(key, words.text(phrase));
    let mut sheet = Sheet::new(
        words.text(Phrase::ReportRetention),
        [
            fixed("case", Phrase::HeadCase),
            Head::text("customer", words.text(Phrase::HeadCustomer)),
            Head::text("lots", words.text(Phrase::HeadLots)).spare(1),
            fixed("closed", Phrase::HeadClosed),
            fixed("expires", Phrase::HeadExpires),
            fixed("kept_until", Phrase::HeadKeptUntil),
            fixed("state", Phrase::HeadState),
        ],
    );
    for row in &output.rows {
        let tone = match row.state.as_str() {
            "unknown" => Tone::Bad,
            "over" => Tone::Strong,
            _ => Tone::Plain,
        };
        sheet.push([
            (&row.case).into(),
            (&row.customer).into(),
            Value::List(row.lots.clone()).into(),
            (&row.closed).into(),
            row.expires.as_ref().into(),
            row.kept_until.as_ref().into(),
            Item::new(Value::code(Sort::Retention, Some(&row.state), words), tone),
        ]);
    }
    vec![sheet]
}
