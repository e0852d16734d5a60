use std::io::{self, Write};

use super::{line, short};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Cell, Column, Screen, Table, Tone};
use crate::report::{AnomalyView, BalanceView, CaseView, CountView, RmaView, SampleView};

/// RMA numbers, deliveries that came otherwise than they should, and where
/// every piece is.
pub fn goods(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    let is_used = !view.rmas.is_empty() || view.balance.iter().any(|row| row.claimed.is_none());
    let promised = |row: &BalanceView| !is_nothing(&row.promised);
    if !is_used && !view.balance.iter().any(promised) {
        return Ok(());
    }
    writeln!(out)?;
    for rma in view.rmas.iter().filter(|rma| rma.number.is_some()) {
        line(out, &number(rma, &screen.words), screen)?;
    }
    for anomaly in &view.anomalies {
        line(out, &found(anomaly, &screen.words), screen)?;
    }
    for sample in &view.samples {
        line(out, &verdict(sample, &screen.words), screen)?;
    }
    balance(out, &view.balance, screen)
}

/// The line about an RMA that has its number.
pub(super) fn number(rma: &RmaView, words: &Vocabulary) -> String {
    let until = rma.good_until.as_deref().map_or(String::new(), short);
    words.say(
        Phrase::RmaNumber,
        &[
            ("number", rma.number.as_deref().unwrap_or_default()),
            ("entry", &rma.entry),
            ("way", &words.word(Sort::Goods, &rma.way)),
            ("until", &until),
        ],
    )
}

/// The line about goods that came otherwise than they should.
pub(super) fn found(anomaly: &AnomalyView, words: &Vocabulary) -> String {
    let item = anomaly
        .item
        .map_or(String::new(), |item| format!("/{item}"));
    let said = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        let said = text.split(", ").map(|word| match word.get(10..11) {
            // A time, as people read it.
            Some("T") if word.len() == 25 => short(word),
            _ => words.goods(&words.word(Sort::Goods, word)),
        });
        said.collect::<Vec<String>>()
            .join(words.text(Phrase::Comma))
    };
    let phrase = match anomaly.on_hold {
        true => Phrase::AnomalyOpen,
        false => Phrase::AnomalySettled,
    };
    words.say(
        phrase,
        &[
            ("entry", &format!("{}{item}", anomaly.entry)),
            ("letter", &anomaly.letter),
            ("anomaly", &words.word(Sort::Anomaly, &anomaly.anomaly)),
            ("expected", &said(&anomaly.expected)),
            ("came", &said(&anomaly.came)),
        ],
    )
}

/// The line about a sample and its lot.
pub(super) fn verdict(sample: &SampleView, words: &Vocabulary) -> String {
    let phrase = match sample.verdict.as_str() {
        "accepted" => Phrase::LotAccepted,
        "rejected" => Phrase::LotRejected,
        _ => Phrase::LotBackToNormal,
    };
    words.say(
        phrase,
        &[
            ("entry", &sample.entry),
            ("lot", &sample.lot),
            ("found", &sample.defective),
            ("size", &sample.size.to_string()),
            ("ac", &sample.accept.to_string()),
            ("re", &sample.reject.to_string()),
        ],
    )
}

fn is_nothing(quantity: &str) -> bool {
    quantity.split(' ').next() == Some("0")
}

/// A number without its unit; a dash for nothing.
pub(super) fn bare(quantity: &str) -> &str {
    match quantity.split(' ').next() {
        None | Some("0" | "") => "-",
        Some(number) => number,
    }
}

/// Counts in one line: `restock 1149, scrap 38`.
pub(super) fn counted(counts: &[CountView], sort: Sort, words: &Vocabulary) -> String {
    let each =
        |count: &CountView| format!("{} {}", words.word(sort, &count.of), bare(&count.quantity));
    let all: Vec<String> = counts.iter().map(each).collect();
    match all.is_empty() {
        true => "-".to_owned(),
        false => all.join(words.text(Phrase::Comma)),
    }
}

/// What became of the goods: those that went back as they came, and the final
/// dispositions.
fn gone(row: &BalanceView, words: &Vocabulary) -> String {
    let back = CountView {
        of: "sent-back".to_owned(),
        quantity: row.sent_back.clone(),
    };
    let back = Some(back).filter(|back| !is_nothing(&back.quantity));
    let all: Vec<CountView> = back.into_iter().chain(row.disposed.clone()).collect();
    counted(&all, Sort::Goods, words)
}

/// What the customer accepted of the replacement, of how much that was
/// promised: `400/620`, or one number where that is all.
fn replaced(row: &BalanceView) -> String {
    let number = |quantity: &str| quantity.split(' ').next().unwrap_or_default().to_owned();
    match row.replaced == row.promised {
        true => bare(&row.replaced).to_owned(),
        false => format!("{}/{}", number(&row.replaced), number(&row.promised)),
    }
}

/// Model, lot and unit of a row.
pub(super) fn named(row: &BalanceView, words: &Vocabulary) -> String {
    let model = row.model.iter().cloned();
    let lot = row.lot.iter();
    let lot = lot.map(|lot| words.say(Phrase::LotNamed, &[("lot", lot)]));
    let parts: Vec<String> = model.chain(lot).collect();
    match parts.is_empty() {
        true => row.unit.clone(),
        false => format!("{} ({})", parts.join(" "), row.unit),
    }
}

fn balance(out: &mut dyn Write, rows: &[BalanceView], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    // Pieces without a fault are rare.
    let faultless = rows.iter().any(|row| !is_nothing(&row.no_fault_found));
    let columns = [
        Some(Column::text(words.text(Phrase::HeadGoods))),
        Some(Column::number(words.text(Phrase::HeadClaimed)).spare(2)),
        Some(Column::number(words.text(Phrase::HeadAuthorised)).spare(1)),
        Some(Column::number(words.text(Phrase::HeadReceived))),
        Some(Column::number(words.text(Phrase::HeadGood)).spare(3)),
        faultless.then(|| Column::number(words.text(Phrase::HeadFaultless)).spare(4)),
        Some(Column::number(words.text(Phrase::HeadDefective))),
        Some(Column::text(words.text(Phrase::HeadDisposed))),
        Some(Column::number(words.text(Phrase::HeadLeft))),
        Some(Column::number(words.text(Phrase::HeadReplaced))),
        Some(Column::text(words.text(Phrase::HeadDifference))),
    ];
    let mut table = Table::new(columns.into_iter().flatten().collect::<Vec<Column>>());
    for row in rows {
        let differs = counted(&row.differences, Sort::Goods, words);
        let tone = match differs == "-" {
            true => Tone::Plain,
            false => Tone::Bad,
        };
        let left = match is_nothing(&row.open) {
            true => Tone::Plain,
            false => Tone::Bad,
        };
        let cell = |quantity: &str| Some(Cell::from(bare(quantity).to_owned()));
        let cells = [
            Some(Cell::from(named(row, words))),
            cell(row.claimed.as_deref().unwrap_or_default()),
            cell(&row.authorised),
            cell(&row.received),
            cell(&row.good),
            cell(&row.no_fault_found).filter(|_| faultless),
            cell(&row.defective),
            Some(Cell::from(gone(row, words))),
            Some(Cell::new(bare(&row.open), left)),
            Some(Cell::from(replaced(row))),
            Some(Cell::new(differs, tone)),
        ];
        table.push(cells.into_iter().flatten());
    }
    table.write(out, screen)
}
