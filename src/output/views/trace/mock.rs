use std::io::{self, Write};

use super::lots::Lots;
use super::table::found;
use super::{said, toned};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::views::{dash, line};
use crate::output::{Cell, Column, Screen, Table, Tone};
use crate::report::{GapView, MockView};

/// A rehearsed recall, as a page for an auditor: what was touched, how much of
/// it can be found, and each gap.
pub fn trace_mock(out: &mut dyn Write, mock: &MockView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let args = [
        ("word", mock.trace.word.as_str()),
        ("lots", &mock.lots.to_string()),
        ("customers", &mock.customers.to_string()),
        ("deliveries", &mock.deliveries.to_string()),
    ];
    line(out, &words.say(Phrase::MockOf, &args), screen)?;
    found(out, &mock.trace, &Lots::of(&mock.trace), screen)?;
    links(out, mock, screen)?;
    if !mock.trace.data.is_empty() {
        let args = [("data", mock.trace.data.as_str())];
        line(out, &words.say(Phrase::MockData, &args), screen)?;
    }
    if !mock.found.is_empty() {
        writeln!(out)?;
        shares(mock, words).write(out, screen)?;
    }
    writeln!(out)?;
    gaps(out, &mock.gaps, screen)
}

/// How many links of the chain back are on record.
fn links(out: &mut dyn Write, mock: &MockView, screen: &Screen) -> io::Result<()> {
    if mock.links == 0 {
        return Ok(());
    }
    let there = mock.links.saturating_sub(mock.trace.missing.len());
    let args = [
        ("there", &*there.to_string()),
        ("links", &mock.links.to_string()),
    ];
    line(out, &screen.words.say(Phrase::MockLinks, &args), screen)
}

/// What can be found of the touched lots, a row for each kind and unit.
fn shares(mock: &MockView, words: &Vocabulary) -> Table {
    let number = |phrase| Column::number(words.text(phrase));
    let mut table = Table::new([
        Column::text(words.text(Phrase::HeadKind)),
        Column::fixed(words.text(Phrase::HeadUnit)),
        number(Phrase::HeadMade),
        number(Phrase::HeadShipped),
        number(Phrase::HeadInStock),
        number(Phrase::HeadUsed),
        number(Phrase::HeadTraceable),
    ]);
    for share in &mock.found {
        let percent = share.percent.as_ref();
        let tone = match share.percent.as_deref() {
            Some("100") => Tone::Good,
            Some(_) => Tone::Bad,
            None => Tone::Plain,
        };
        let percent = percent.map(|percent| format!("{percent}%"));
        table.push([
            Cell::from(words.word(Sort::Lot, &share.kind)),
            Cell::from(share.unit.as_str()),
            Cell::from(share.made.as_str()),
            Cell::from(share.shipped.as_str()),
            Cell::from(share.stock.as_str()),
            Cell::from(share.used.as_str()),
            Cell::new(dash(percent.as_deref()), tone),
        ]);
    }
    table
}

/// What cannot be traced, one by one.
fn gaps(out: &mut dyn Write, gaps: &[GapView], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    if gaps.is_empty() {
        return toned(out, words.text(Phrase::MockWhole), Tone::Good, screen);
    }
    let count = gaps.len().to_string();
    line(
        out,
        &words.say(Phrase::MockGaps, &[("count", &count)]),
        screen,
    )?;
    for one in gaps {
        toned(out, &gap(one, words), Tone::Bad, screen)?;
    }
    Ok(())
}

fn gap(gap: &GapView, words: &Vocabulary) -> String {
    let department = said::department(gap.department.as_deref(), words);
    let of = |phrase| words.say(phrase, &[("what", &gap.what)]);
    let what = match gap.sort.as_str() {
        "missing-link" => {
            let (link, of) = gap.what.split_once(' ').unwrap_or((&gap.what, ""));
            let link = said::link(link, words);
            let args = [("link", &*link), ("of", of), ("department", &department)];
            words.say(Phrase::GapLink, &args)
        }
        "unaccounted" => of(Phrase::GapUnaccounted),
        "too-much" => of(Phrase::GapTooMuch),
        "made-unknown" => of(Phrase::GapMadeUnknown),
        "quantity-unknown" => of(Phrase::GapQuantityUnknown),
        "customer-unknown" => of(Phrase::GapCustomerUnknown),
        "circle" => of(Phrase::GapCircle),
        "two-units" => of(Phrase::GapTwoUnits),
        "cannot-be-true" => of(Phrase::GapDoubtful),
        "serials-unknown" => of(Phrase::GapSerials),
        "lot-alike" => of(Phrase::GapLotAlike),
        "no-file" => of(Phrase::GapNoFile),
        "file-unread" => of(Phrase::GapFileUnread),
        "rows-left-out" => of(Phrase::GapRowsLeftOut),
        other => format!("{other} {}", gap.what),
    };
    match &gap.lot {
        None => what,
        Some(lot) => words.say(Phrase::GapOf, &[("lot", lot), ("what", &what)]),
    }
}
