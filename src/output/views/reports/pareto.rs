use super::{cases_head, cases_item, group_head, group_item, total_item};
use crate::messages::{Phrase, Vocabulary};
use crate::output::{Head, Item, Sheet, Value};
use crate::report::figures::percent;
use crate::report::{ParetoOutput, ParetoRow};

/// What complaints are about, most frequent first, with bars. The rest in one row
/// is `others` in CSV, where another column says how many groups that are.
pub fn pareto(output: &ParetoOutput, words: &Vocabulary) -> Vec<Sheet> {
    let number = |key: &str, phrase| Head::number(key, words.text(phrase));
    let mut heads = vec![
        group_head(output.group, words),
        Head::data("others"),
        number("count", Phrase::HeadComplaints),
        number("share", Phrase::HeadShare),
        number("cumulative", Phrase::HeadCumulative),
        Head::drawn(),
    ];
    let has_cases = output.rows.iter().any(|row| row.cases.is_some());
    heads.extend(cases_head(has_cases, words));
    let mut sheet = Sheet::new(words.text(Phrase::ReportPareto), heads);
    // The rest is no group of its own, and would dwarf them all.
    let named = |row: &ParetoRow| match row.others {
        None => row.count,
        Some(_) => 0,
    };
    let longest = output.rows.iter().map(named).max().unwrap_or(0);
    for row in &output.rows {
        let part = |share: &Option<String>| share.clone().map(Value::Percent).into();
        let mut items: Vec<Item> = vec![
            group(output, row, words),
            row.others.into(),
            row.count.into(),
            part(&row.share),
            part(&row.cumulative),
            Value::Bar(named(row), longest).into(),
        ];
        items.extend(cases_item(row.cases.as_ref()));
        sheet.push(items);
    }
    let whole = percent(output.total, output.total).map(Value::Percent);
    let mut total: Vec<Item> = vec![
        total_item(words),
        Value::Nothing.into(),
        output.total.into(),
        whole.into(),
    ];
    total.resize(sheet.heads.len(), "".into());
    sheet.totals.push(total);
    if output.total != output.opened {
        let opened = output.opened.to_string();
        sheet
            .notes
            .push(words.say(Phrase::NoteSeveral, &[("opened", &opened)]));
    }
    vec![sheet]
}

fn group(output: &ParetoOutput, row: &ParetoRow, words: &Vocabulary) -> Item {
    match row.others {
        None => group_item(output.group, row.group.as_deref(), words),
        Some(others) => {
            let count = others.to_string();
            let word = words.say(Phrase::ReportOthers, &[("count", &count)]);
            Value::Code("others".to_owned(), word).into()
        }
    }
}
