use super::{cases_head, cases_item, level_heads, level_items, total_item};
use crate::messages::{Phrase, Vocabulary};
use crate::output::{Head, Item, Sheet, Value};
use crate::report::{AgeingOutput, AgeingRow};

/// How old the open cases are. In CSV a band is its first and its last age: a
/// spreadsheet would take `8-30` for a day.
pub fn ageing(output: &AgeingOutput, words: &Vocabulary) -> Vec<Sheet> {
    let mut heads = vec![
        Head::fixed("from", words.text(Phrase::HeadAge)),
        Head::data("to"),
        Head::number("count", words.text(Phrase::HeadOpenCount)),
    ];
    heads.extend(level_heads(&output.total.severity, words));
    heads.extend(cases_head(output.total.cases.is_some(), words));
    let mut sheet = Sheet::new(words.text(Phrase::ReportAgeing), heads);
    for row in &output.rows {
        sheet.push(items(band(row, words), row));
    }
    sheet.totals = vec![items(total_item(words), &output.total)];
    let oldest = output.oldest.as_ref().map(|oldest| {
        let age = oldest.age.to_string();
        let args = [("case", oldest.case.as_str()), ("age", age.as_str())];
        words.say(Phrase::AgeingOldest, &args)
    });
    sheet.notes.extend(oldest);
    vec![sheet]
}

fn band(row: &AgeingRow, words: &Vocabulary) -> Item {
    let from = row.from.unwrap_or_default();
    let name = match row.to {
        Some(to) => format!("{from}-{to}"),
        None => {
            let age = from.saturating_sub(1).to_string();
            words.say(Phrase::AgeingOver, &[("age", &age)])
        }
    };
    Value::Code(from.to_string(), name).into()
}

fn items(first: Item, row: &AgeingRow) -> Vec<Item> {
    let to = row.to.map(|to| Value::Number(to.to_string()));
    let mut items = vec![first, to.into(), row.count.into()];
    items.extend(level_items(&row.severity));
    items.extend(cases_item(row.cases.as_ref()));
    items
}
