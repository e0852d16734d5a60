use super::{bad_item, cases_head, cases_item, level_heads, level_items, total_item};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Head, Item, Sheet, Value};
use crate::report::{CareRow, CustomerRow, CustomersOutput, NoPpm, UnitRow};

/// What each customer complained of, and how much of what it got. In CSV goods of
/// several units stand in one cell, `500 pcs; 2 kg`.
pub fn customers(output: &CustomersOutput, words: &Vocabulary) -> Vec<Sheet> {
    let (mut figures, mut goods) = (figures(output, words), goods(output, words));
    match goods.rows.is_empty() {
        true => figures.notes = notes(output, words),
        false => goods.notes = notes(output, words),
    }
    let mut sheets = vec![figures, goods];
    sheets.extend(output.care.as_ref().map(|rows| care(rows, words)));
    sheets
}

fn customer_head(words: &Vocabulary) -> Head {
    Head::text("customer", words.text(Phrase::HeadCustomer))
}

fn customer_item(row: &CustomerRow, words: &Vocabulary) -> Item {
    Value::code(Sort::Customer, row.customer.as_deref(), words).into()
}

fn figures(output: &CustomersOutput, words: &Vocabulary) -> Sheet {
    let number = |key: &str, phrase| Head::number(key, words.text(phrase));
    let mut heads = vec![
        customer_head(words),
        number("opened", Phrase::HeadComplaints),
    ];
    heads.extend(level_heads(&output.total.severity, words).map(|head| head.spare(3)));
    heads.extend([
        number("open", Phrase::HeadOpenCount),
        number("overdue", Phrase::HeadOverdue),
        number("disputed", Phrase::HeadDisputed).spare(2),
        number("overturned", Phrase::HeadOverturned).spare(2),
        Head::data("complained"),
        Head::data("shipped"),
        Head::data("ppm"),
        Head::data("without_quantity"),
        number("satisfaction", Phrase::HeadSatisfaction),
        number("surveys", Phrase::HeadSurveys).spare(1),
    ]);
    heads.extend(cases_head(output.total.cases.is_some(), words));
    let mut sheet = Sheet::new(words.text(Phrase::ReportCustomers), heads);
    for row in &output.rows {
        sheet.push(items(customer_item(row, words), row));
    }
    sheet.totals.push(items(total_item(words), &output.total));
    sheet
}

fn items(customer: Item, row: &CustomerRow) -> Vec<Item> {
    let each = |number: fn(&UnitRow) -> Option<String>| {
        let units = row.units.iter();
        let units = units.filter_map(|it| Some(format!("{} {}", number(it)?, it.unit)));
        Item::from(&units.collect::<Vec<_>>().join("; "))
    };
    let mut items = vec![customer, row.opened.into()];
    items.extend(level_items(&row.severity));
    items.extend([
        row.open.into(),
        bad_item(row.overdue),
        row.disputed.into(),
        row.overturned.into(),
        each(|unit| Some(unit.complained.clone())),
        each(|unit| unit.shipped.clone()),
        each(|unit| unit.ppm.map(|ppm| ppm.to_string())),
        row.without_quantity.into(),
        row.satisfaction.clone().map(Value::Number).into(),
        row.surveys.into(),
    ]);
    items.extend(cases_item(row.cases.as_ref()));
    items
}

fn goods(output: &CustomersOutput, words: &Vocabulary) -> Sheet {
    let number = |key: &str, phrase| Head::number(key, words.text(phrase));
    let heads = [
        customer_head(words),
        Head::fixed("unit", words.text(Phrase::HeadUnit)),
        number("complained", Phrase::HeadComplained),
        number("shipped", Phrase::HeadShippedTo),
        number("ppm", Phrase::HeadPpm),
    ];
    let mut sheet = Sheet::new(words.text(Phrase::ReportCustomersGoods), heads);
    for row in &output.rows {
        let units = row.units.iter();
        let units = units.map(|unit| unit_items(customer_item(row, words), unit));
        sheet.rows.extend(units);
    }
    let total = output.total.units.iter();
    sheet.totals = total
        .map(|unit| unit_items(total_item(words), unit))
        .collect();
    sheet
}

/// Whom to call on again, and until when.
fn care(rows: &[CareRow], words: &Vocabulary) -> Sheet {
    let heads = [
        customer_head(words),
        Head::text("class", words.text(Phrase::HeadCustomerClass)),
        Head::fixed("call", words.text(Phrase::HeadCareFor)),
        Head::fixed("last", words.text(Phrase::HeadLastDay)),
        Head::fixed("due", words.text(Phrase::HeadDue)),
        Head::number("days_overdue", words.text(Phrase::HeadDaysOverdue)),
    ];
    let mut sheet = Sheet::new(words.text(Phrase::ReportCare), heads);
    for row in rows {
        sheet.push([
            Value::code(Sort::Customer, Some(&row.customer), words).into(),
            Value::code(Sort::CustomerClass, Some(&row.class), words).into(),
            Value::code(Sort::Kind, Some(row.call.word()), words).into(),
            row.last.as_ref().into(),
            row.due.as_ref().into(),
            days(row.days_overdue),
        ]);
    }
    sheet
}

fn days(overdue: Option<i64>) -> Item {
    match overdue.and_then(|days| usize::try_from(days).ok()) {
        Some(days) => bad_item(days),
        None => Value::Nothing.into(),
    }
}

fn unit_items(customer: Item, unit: &UnitRow) -> Vec<Item> {
    let many = |number: &String| Value::Number(number.clone());
    vec![
        customer,
        (&unit.unit).into(),
        many(&unit.complained).into(),
        unit.shipped.as_ref().map(many).into(),
        unit.ppm.map(|ppm| Value::Number(ppm.to_string())).into(),
    ]
}

/// Why there is no rate, and what is in no quantity.
fn notes(output: &CustomersOutput, words: &Vocabulary) -> Vec<String> {
    let unknown = output.no_ppm.map(|why| match why {
        NoPpm::NoData => words.text(Phrase::NoteNoShipments).to_owned(),
        NoPpm::NotByModel => words.text(Phrase::NoteNotByModel).to_owned(),
    });
    let count = output.total.without_quantity;
    let silent = || words.say(Phrase::NoteNoQuantity, &[("count", &count.to_string())]);
    let silent = (count > 0).then(silent);
    unknown.into_iter().chain(silent).collect()
}
