use super::{cases_head, cases_item, group_head, group_item};
use crate::messages::{Phrase, Vocabulary};
use crate::output::{Head, Item, Sheet, Tone, Value};
use crate::report::figures::Field;
use crate::report::{RepeatsOutput, RepeatsRow};

/// Which complaints came again, and which case had said that it was settled.
pub fn repeats(output: &RepeatsOutput, words: &Vocabulary) -> Vec<Sheet> {
    let fixed = |key: &str, phrase| Head::fixed(key, words.text(phrase));
    let number = |key: &str, phrase| Head::number(key, words.text(phrase));
    let field = |key: &str, field| Head {
        key: key.to_owned(),
        ..group_head(field, words)
    };
    let mut heads = vec![
        fixed("case", Phrase::HeadCase),
        fixed("opened", Phrase::HeadOpened).spare(4),
        field("customer", Field::Customer).spare(2),
        field("models", Field::Model),
        field("defect", Field::Defect),
        number("earlier", Phrase::HeadEarlier),
        fixed("last", Phrase::HeadLastOne),
        number("days_since", Phrase::HeadDaysSince),
        fixed("solved_by", Phrase::HeadSolvedBy),
        fixed("solved", Phrase::HeadSolvedOn).spare(3),
        number("solved_days", Phrase::HeadDaysSince).spare(1),
    ];
    let cases = output.rows.iter().any(|row| row.cases.is_some());
    heads.extend(cases_head(cases, words));
    let mut sheet = Sheet::new(words.text(Phrase::ReportRepeats), heads);
    for row in &output.rows {
        sheet.push(items(row, words));
    }
    sheet.notes.push(sum(output, words));
    vec![sheet]
}

/// How many of the complaints came again.
fn sum(output: &RepeatsOutput, words: &Vocabulary) -> String {
    let count = |count: usize| count.to_string();
    let solved = Some(output.after_solved).filter(|solved| *solved > 0);
    let args = [
        ("repeats", &count(output.repeats)),
        ("opened", &count(output.opened)),
        ("share", &output.share.clone().unwrap_or_default()),
        ("solved", &solved.map(count).unwrap_or_default()),
    ];
    words.say(
        Phrase::RepeatsShare,
        &args.map(|(name, value)| (name, value.as_str())),
    )
}

fn items(row: &RepeatsRow, words: &Vocabulary) -> Vec<Item> {
    let days = |days: i64| Value::Number(days.to_string());
    let solved = row.solved_by.as_ref().map(Value::from);
    let mut items = vec![
        (&row.case).into(),
        (&row.opened).into(),
        group_item(Field::Customer, Some(&row.customer), words),
        Value::List(row.models.clone()).into(),
        group_item(Field::Defect, row.defect.as_deref(), words),
        row.earlier.into(),
        (&row.last).into(),
        days(row.days_since).into(),
        Item::new(solved, Tone::Bad),
        row.solved.as_ref().into(),
        row.solved_days.map(days).into(),
    ];
    items.extend(cases_item(row.cases.as_ref()));
    items
}
