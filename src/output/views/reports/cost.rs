use super::{cases_head, cases_item, total_item};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Head, Item, Sheet, Tone, Value};
use crate::report::{CostGroup, CostOutput, CostRow};

/// What complaints cost, a row each group and currency, and who bears it.
pub fn cost(output: &CostOutput, words: &Vocabulary) -> Vec<Sheet> {
    let number = |key: &str, phrase| Head::number(key, words.text(phrase));
    let mut heads = vec![
        Head::text("group", words.word(Sort::Grouping, output.group.word())),
        Head::fixed("currency", words.text(Phrase::HeadCurrency)),
        number("payments", Phrase::HeadPayments).spare(1),
        number("total", Phrase::ReportTotal),
        number("us", Phrase::HeadBorneByUs),
        number("supplier", Phrase::HeadBySupplier).spare(3),
        number("carrier", Phrase::HeadByCarrier).spare(2),
        Head::data("waiting"),
        number("waiting_total", Phrase::HeadWaiting),
    ];
    let has_cases = output.rows.iter().any(|row| row.cases.is_some());
    heads.extend(cases_head(has_cases, words));
    let mut sheet = Sheet::new(words.text(Phrase::ReportCost), heads);
    for row in &output.rows {
        let group = group_item(output.group, row.group.as_deref(), words);
        sheet.push(items(group, row));
    }
    for total in &output.totals {
        sheet.totals.push(items(total_item(words), total));
    }
    vec![sheet]
}

fn group_item(group: CostGroup, value: Option<&str>, words: &Vocabulary) -> Item {
    let sort = match group {
        CostGroup::Kind | CostGroup::Bearer => Sort::Goods,
        CostGroup::Customer => Sort::Customer,
        CostGroup::Model | CostGroup::Month | CostGroup::Supplier | CostGroup::Case => {
            return value.map_or(Value::Nothing, Value::from).into();
        }
    };
    Value::code(sort, value, words).into()
}

fn items(group: Item, row: &CostRow) -> Vec<Item> {
    let amount = |amount: &String| Value::Quantity(amount.clone());
    let mut items = vec![
        group,
        (&row.currency).into(),
        row.payments.into(),
        amount(&row.total).into(),
        amount(&row.us).into(),
        amount(&row.supplier).into(),
        amount(&row.carrier).into(),
        row.waiting.into(),
        Item::new(amount(&row.waiting_total), Tone::Warn),
    ];
    items.extend(cases_item(row.cases.as_ref()));
    items
}
