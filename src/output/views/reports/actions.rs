use super::{bad_item, cases_head, cases_item, group_item, total_item};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Head, Item, Sheet, Tone, Value};
use crate::report::{ActionGroup, ActionsOutput, ActionsRow};

/// How many actions there are, how far they are, and whether they helped.
pub fn actions(output: &ActionsOutput, words: &Vocabulary) -> Vec<Sheet> {
    let number = |key: &str, phrase| Head::number(key, words.text(phrase));
    let effect = |word| Head::number(word, words.word(Sort::Work, word));
    let mut heads = vec![
        Head::text("group", words.word(Sort::Grouping, output.group.word())),
        number("planned", Phrase::HeadPlanned),
        number("finished", Phrase::HeadFinished),
        Head::number("late", words.text(Phrase::HeadActionsLate)),
        number("open", Phrase::HeadActionsOpen),
        number("waiting", Phrase::HeadToEvaluate).spare(2),
        number("let_go", Phrase::HeadLetGo).spare(1),
        effect("effective"),
        effect("ineffective").spare(3),
        number("repeats", Phrase::HeadCameAgain),
    ];
    let wanted = output.total.cases.is_some();
    let again = || Head::text("repeat_cases", words.text(Phrase::HeadRepeatCases));
    heads.extend(cases_head(wanted, words));
    heads.extend(wanted.then(again));
    let mut sheet = Sheet::new(words.text(Phrase::ReportActions), heads);
    for row in &output.rows {
        let group = item(output.group, row.group.as_deref(), words);
        sheet.push(items(group, row));
    }
    sheet.totals = vec![items(total_item(words), &output.total)];
    vec![sheet]
}

fn item(group: ActionGroup, value: Option<&str>, words: &Vocabulary) -> Item {
    match (group, group.field()) {
        (_, Some(field)) => group_item(field, value, words),
        (ActionGroup::Kind, _) => Value::code(Sort::Work, value, words).into(),
        _ => value.map_or(Value::Nothing, Value::from).into(),
    }
}

fn items(group: Item, row: &ActionsRow) -> Vec<Item> {
    let mut items = vec![
        group,
        row.planned.into(),
        row.finished.into(),
        bad_item(row.late),
        row.open.into(),
        row.waiting.into(),
        row.let_go.into(),
        row.effective.into(),
        Item::alarm(row.ineffective, Tone::Warn),
        bad_item(row.repeats),
    ];
    items.extend(cases_item(row.cases.as_ref()));
    items.extend(cases_item(row.repeat_cases.as_ref()));
    items
}
