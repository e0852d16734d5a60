use std::io::{self, Write};

use super::dash;
use super::goods::bare;
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Cell, Column, Screen, Table, Tone, csv};
use crate::report::{CountView, ReturnsOutput, ReturnsRow};

/// A report about returns: the figures of each group, and what they consist
/// of.
pub fn returns_table(
    out: &mut dyn Write,
    output: &ReturnsOutput,
    screen: &Screen,
) -> io::Result<()> {
    let words = &screen.words;
    let group = output.group.as_deref();
    figures(out, output, screen)?;
    let mut table = Table::new(headed(
        group,
        words,
        [
            Column::fixed(words.text(Phrase::HeadOf)),
            Column::text(words.text(Phrase::HeadWhich)),
            Column::number(words.text(Phrase::HeadHowMany)),
        ],
    ));
    for row in &output.rows {
        for (of, which, count) in consists_of(row, words) {
            let cells = [of, which, count].map(Cell::from);
            table.push(named(group, row, words).into_iter().chain(cells));
        }
    }
    if !table.rows.is_empty() {
        writeln!(out)?;
    }
    table.write(out, screen)?;
    cases(out, output, screen)
}

/// The columns behind group and unit.
fn headed(
    group: Option<&str>,
    words: &Vocabulary,
    rest: impl IntoIterator<Item = Column>,
) -> Vec<Column> {
    let group = group.map(|group| Column::text(words.word(Sort::Grouping, group)));
    let unit = Column::fixed(words.text(Phrase::HeadUnit));
    group.into_iter().chain([unit]).chain(rest).collect()
}

/// The cells of group and unit.
fn named(group: Option<&str>, row: &ReturnsRow, words: &Vocabulary) -> Vec<Cell> {
    let sort = match group {
        Some("reason") => Sort::Reason,
        Some("customer") => Sort::Customer,
        Some("model") => Sort::Model,
        // A lot, a month or a number stands for itself.
        _ => Sort::Grouping,
    };
    let of = row.group.as_deref();
    let of = of.map(|of| match sort {
        Sort::Grouping => of.to_owned(),
        sort => words.word(sort, of),
    });
    let group = group.map(|_| Cell::from(dash(of.as_deref())));
    group
        .into_iter()
        .chain([row.unit.as_str().into()])
        .collect()
}

fn figures(out: &mut dyn Write, output: &ReturnsOutput, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let group = output.group.as_deref();
    let head = |phrase| Column::number(words.text(phrase));
    let mut table = Table::new(headed(
        group,
        words,
        [
            head(Phrase::HeadRmas).spare(1),
            head(Phrase::HeadAuthorised),
            head(Phrase::HeadReceived),
            head(Phrase::HeadSentBack).spare(2),
            head(Phrase::HeadGood).spare(3),
            head(Phrase::HeadNoFault).spare(4),
            head(Phrase::HeadDefective),
            head(Phrase::HeadRate),
            head(Phrase::HeadLeft),
            head(Phrase::HeadOnHold).spare(5),
            head(Phrase::HeadPromised).spare(6),
            head(Phrase::HeadShipped).spare(7),
            head(Phrase::HeadReplaced),
        ],
    ));
    for row in &output.rows {
        let tone = |quantity: &str| match bare(quantity) {
            "-" => Tone::Plain,
            _ => Tone::Bad,
        };
        let plain = |quantity: &str| Cell::from(bare(quantity).to_owned());
        let rate = row.defect_percent.as_ref();
        let rate = rate.map(|percent| format!("{percent}%"));
        let cells = [
            Cell::from(row.rmas.to_string()),
            plain(&row.authorised),
            plain(&row.received),
            plain(&row.sent_back),
            plain(&row.good),
            plain(&row.no_fault_found),
            plain(&row.defective),
            Cell::from(dash(rate.as_deref())),
            Cell::new(bare(&row.open), tone(&row.open)),
            Cell::new(bare(&row.on_hold), tone(&row.on_hold)),
            plain(&row.promised),
            plain(&row.shipped),
            plain(&row.accepted),
        ];
        table.push(named(group, row, words).into_iter().chain(cells));
    }
    table.write(out, screen)
}

/// What a row consists of, with the word for each part.
fn consists_of(row: &ReturnsRow, words: &Vocabulary) -> Vec<(String, String, String)> {
    let of = |phrase: Phrase, sort: Sort, counts: &[CountView]| {
        let part = |count: &CountView| {
            let which = words.word(sort, &count.of);
            let count = bare(&count.quantity).to_owned();
            (words.text(phrase).to_owned(), which, count)
        };
        counts.iter().map(part).collect::<Vec<_>>()
    };
    let anomalies = row.anomalies.iter().map(|anomaly| {
        let word = words.word(Sort::Anomaly, &anomaly.anomaly);
        let which = format!("{} {word}", anomaly.letter);
        let count = anomaly.count.to_string();
        (words.text(Phrase::PartAnomaly).to_owned(), which, count)
    });
    let mut parts: Vec<_> = anomalies.collect();
    parts.extend(of(Phrase::PartDefect, Sort::Defect, &row.defects));
    parts.extend(of(Phrase::PartDisposition, Sort::Goods, &row.dispositions));
    parts.extend(of(Phrase::PartDifference, Sort::Goods, &row.differences));
    parts
}

/// The cases behind each row, where they are asked for.
fn cases(out: &mut dyn Write, output: &ReturnsOutput, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let group = output.group.as_deref();
    let column = Column::text(words.text(Phrase::HeadCases));
    let mut table = Table::new(headed(group, words, [column]));
    for row in &output.rows {
        if let Some(cases) = &row.cases {
            let cases = Cell::from(cases.join(" "));
            table.push(named(group, row, words).into_iter().chain([cases]));
        }
    }
    if !table.rows.is_empty() {
        writeln!(out)?;
    }
    table.write(out, screen)
}

/// A report about returns for a spreadsheet: counts of several kinds stand in
/// one cell, `restock 1149; scrap 38`.
pub fn returns_csv(out: &mut dyn Write, output: &ReturnsOutput, screen: &Screen) -> io::Result<()> {
    let headings = [
        "group",
        "unit",
        "rmas",
        "authorised",
        "received",
        "sent_back",
        "anomalies",
        "inspected",
        "good",
        "no_fault_found",
        "defective",
        "defect_percent",
        "defects",
        "dispositions",
        "open",
        "on_hold",
        "differences",
        "promised",
        "shipped",
        "accepted",
        "cases",
    ];
    let number = |quantity: &str| quantity.split(' ').next().unwrap_or_default().to_owned();
    let counts = |counts: &[CountView]| {
        let each = counts.iter();
        let each = each.map(|count| format!("{} {}", count.of, number(&count.quantity)));
        each.collect::<Vec<_>>().join("; ")
    };
    let rows = output.rows.iter().map(|row| {
        let anomalies = row.anomalies.iter();
        let anomalies = anomalies.map(|it| format!("{} {} {}", it.letter, it.anomaly, it.count));
        let anomalies: Vec<String> = anomalies.collect();
        vec![
            row.group.clone().unwrap_or_default(),
            row.unit.clone(),
            row.rmas.to_string(),
            number(&row.authorised),
            number(&row.received),
            number(&row.sent_back),
            anomalies.join("; "),
            number(&row.inspected),
            number(&row.good),
            number(&row.no_fault_found),
            number(&row.defective),
            row.defect_percent.clone().unwrap_or_default(),
            counts(&row.defects),
            counts(&row.dispositions),
            number(&row.open),
            number(&row.on_hold),
            counts(&row.differences),
            number(&row.promised),
            number(&row.shipped),
            number(&row.accepted),
            row.cases.clone().unwrap_or_default().join(" "),
        ]
    });
    csv::write(out, &headings, rows, screen.terminal)
}
