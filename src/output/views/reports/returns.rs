use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Head, Item, Sheet, Tone, Value};
use crate::report::{CountView, ReturnsOutput, ReturnsRow};

/// A report about returns: the figures of each group, what they consist of, and
/// the cases behind them. In CSV counts of several kinds stand in one cell,
/// `restock 1149; scrap 38`.
pub fn returns(output: &ReturnsOutput, words: &Vocabulary) -> Vec<Sheet> {
    let mut sheets = vec![figures(output, words), parts(output, words)];
    if output.rows.iter().any(|row| row.cases.is_some()) {
        sheets.push(cases(output, words));
    }
    sheets
}

/// The column of the group, which only CSV has where all is together.
fn group_head(output: &ReturnsOutput, words: &Vocabulary) -> Head {
    match output.group.as_deref() {
        Some(group) => Head::text("group", words.word(Sort::Grouping, group)),
        None => Head::data("group"),
    }
}

fn group_item(output: &ReturnsOutput, row: &ReturnsRow, words: &Vocabulary) -> Item {
    let sort = match output.group.as_deref() {
        Some("reason") => Sort::Reason,
        Some("customer") => Sort::Customer,
        Some("model") => Sort::Model,
        // A lot, a month or a number stands for itself.
        _ => return row.group.as_ref().into(),
    };
    Value::code(sort, row.group.as_deref(), words).into()
}

fn unit_head(words: &Vocabulary) -> Head {
    Head::fixed("unit", words.text(Phrase::HeadUnit))
}

fn figures(output: &ReturnsOutput, words: &Vocabulary) -> Sheet {
    let head = |key: &str, phrase| Head::number(key, words.text(phrase));
    let heads = [
        group_head(output, words),
        unit_head(words),
        head("rmas", Phrase::HeadRmas).spare(1),
        head("authorised", Phrase::HeadAuthorised),
        head("received", Phrase::HeadReceived),
        head("sent_back", Phrase::HeadSentBack).spare(2),
        Head::data("anomalies"),
        Head::data("inspected"),
        head("good", Phrase::HeadGood).spare(3),
        head("no_fault_found", Phrase::HeadNoFault).spare(4),
        head("defective", Phrase::HeadDefective),
        head("defect_percent", Phrase::HeadRate),
        Head::data("defects"),
        Head::data("dispositions"),
        head("open", Phrase::HeadLeft),
        head("on_hold", Phrase::HeadOnHold).spare(5),
        Head::data("differences"),
        head("promised", Phrase::HeadPromised).spare(6),
        head("shipped", Phrase::HeadShipped).spare(7),
        head("accepted", Phrase::HeadReplaced),
        Head::data("cases"),
    ];
    let mut sheet = Sheet::new(words.text(Phrase::ReportReturns), heads);
    for row in &output.rows {
        sheet.push(items(output, row, words));
    }
    sheet
}

fn items(output: &ReturnsOutput, row: &ReturnsRow, words: &Vocabulary) -> [Item; 21] {
    let many = |quantity: &str| Item::from(Value::Quantity(number(quantity)));
    let alarm = |quantity: &str| match number(quantity).as_str() {
        "0" => many(quantity),
        _ => Item::new(Value::Quantity(number(quantity)), Tone::Bad),
    };
    let rate = row.defect_percent.clone().map(Value::Percent);
    [
        group_item(output, row, words),
        (&row.unit).into(),
        row.rmas.into(),
        many(&row.authorised),
        many(&row.received),
        many(&row.sent_back),
        (&anomalies(row)).into(),
        many(&row.inspected),
        many(&row.good),
        many(&row.no_fault_found),
        many(&row.defective),
        rate.into(),
        (&counts(&row.defects)).into(),
        (&counts(&row.dispositions)).into(),
        alarm(&row.open),
        alarm(&row.on_hold),
        (&counts(&row.differences)).into(),
        many(&row.promised),
        many(&row.shipped),
        many(&row.accepted),
        Value::Cases(row.cases.clone().unwrap_or_default()).into(),
    ]
}

/// A quantity without its unit.
fn number(quantity: &str) -> String {
    quantity.split(' ').next().unwrap_or_default().to_owned()
}

fn counts(counts: &[CountView]) -> String {
    let each = counts.iter();
    let each = each.map(|count| format!("{} {}", count.of, number(&count.quantity)));
    each.collect::<Vec<_>>().join("; ")
}

fn anomalies(row: &ReturnsRow) -> String {
    let each = row.anomalies.iter();
    let each = each.map(|it| format!("{} {} {}", it.letter, it.anomaly, it.count));
    each.collect::<Vec<_>>().join("; ")
}

fn parts(output: &ReturnsOutput, words: &Vocabulary) -> Sheet {
    let heads = [
        group_head(output, words),
        unit_head(words),
        Head::fixed("of", words.text(Phrase::HeadOf)),
        Head::text("which", words.text(Phrase::HeadWhich)),
        Head::number("count", words.text(Phrase::HeadHowMany)),
    ];
    let mut sheet = Sheet::new(words.text(Phrase::ReportReturnsParts), heads);
    for row in &output.rows {
        for (of, which, count) in consists_of(row, words) {
            sheet.push([
                group_item(output, row, words),
                (&row.unit).into(),
                words.text(of).into(),
                (&which).into(),
                Value::Quantity(count).into(),
            ]);
        }
    }
    sheet
}

/// What a row consists of, with the word for each part.
fn consists_of(row: &ReturnsRow, words: &Vocabulary) -> Vec<(Phrase, String, String)> {
    let of = |phrase: Phrase, sort: Sort, counts: &[CountView]| {
        let part = |count: &CountView| {
            let which = words.word(sort, &count.of);
            (phrase, which, number(&count.quantity))
        };
        counts.iter().map(part).collect::<Vec<_>>()
    };
    let anomalies = row.anomalies.iter().map(|anomaly| {
        let word = words.word(Sort::Anomaly, &anomaly.anomaly);
        let which = format!("{} {word}", anomaly.letter);
        (Phrase::PartAnomaly, which, anomaly.count.to_string())
    });
    let mut parts: Vec<_> = anomalies.collect();
    parts.extend(of(Phrase::PartDefect, Sort::Defect, &row.defects));
    parts.extend(of(Phrase::PartDisposition, Sort::Goods, &row.dispositions));
    parts.extend(of(Phrase::PartDifference, Sort::Goods, &row.differences));
    parts
}

fn cases(output: &ReturnsOutput, words: &Vocabulary) -> Sheet {
    let heads = [
        group_head(output, words),
        unit_head(words),
        Head::text("cases", words.text(Phrase::HeadCases)),
    ];
    let mut sheet = Sheet::new(words.text(Phrase::ReportReturnsCases), heads);
    for row in &output.rows {
        sheet.push([
            group_item(output, row, words),
            (&row.unit).into(),
            Value::Cases(row.cases.clone().unwrap_or_default()).into(),
        ]);
    }
    sheet
}
