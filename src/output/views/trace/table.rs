use std::io::{self, Write};

use super::lots::Lots;
use super::said::{self, LINKS, given};
use super::{is_back, is_forward, toned};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::views::{dash, line};
use crate::output::{Cell, Column, Screen, Table, Tone};
use crate::report::{LotBalanceView, LotView, MissingView, TraceView};

/// Lots that were followed: what was found, the chain back, who is responsible,
/// what the chain lacks, what became of the lots, where they lie and who got
/// them. What there is nothing of is left out.
pub fn trace_table(out: &mut dyn Write, view: &TraceView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let lots = Lots::of(view);
    found(out, view, &lots, screen)?;
    if is_back(view) {
        section(out, chain(view, &lots, words), screen)?;
        section(out, responsible(view, words), screen)?;
    }
    if !view.missing.is_empty() {
        writeln!(out)?;
    }
    for one in &view.missing {
        let text = said::missing(Phrase::MissingLink, one, words);
        toned(out, &text, Tone::Bad, screen)?;
    }
    if is_forward(view) {
        section(out, balance(view, &lots, words), screen)?;
        section(out, stock(view, words), screen)?;
        section(out, customers(view, words), screen)?;
    }
    Ok(())
}

/// A table behind a blank line, without the columns in which nothing stands.
fn section(out: &mut dyn Write, mut table: Table, screen: &Screen) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let says = |cell: &Cell| !matches!(cell.text.as_str(), "" | "-");
    let used: Vec<bool> = (0..table.columns.len())
        .map(|at| table.rows.iter().any(|row| row.get(at).is_some_and(says)))
        .collect();
    let mut keep = used.iter();
    table.columns.retain(|_| *keep.next().unwrap_or(&true));
    for row in &mut table.rows {
        let mut keep = used.iter();
        row.retain(|_| *keep.next().unwrap_or(&true));
    }
    writeln!(out)?;
    table.write(out, screen)
}

/// What was found, a line each.
pub(super) fn found(
    out: &mut dyn Write,
    view: &TraceView,
    lots: &Lots<'_>,
    screen: &Screen,
) -> io::Result<()> {
    let words = &screen.words;
    if let Some(by) = said::found_by(&view.found_by, words) {
        let found = view.lots.join(words.text(Phrase::Comma));
        let args = [("by", &*by), ("word", &view.word), ("lots", &found)];
        line(out, &words.say(Phrase::LotsFoundBy, &args), screen)?;
    }
    for lot in &view.lots {
        let parts = lots.get(lot).map(|lot| said::made(lot, words));
        let what = parts.unwrap_or_default().join(words.text(Phrase::Comma));
        let text = match what.as_str() {
            "" => words.say(Phrase::LotNamed, &[("lot", lot)]),
            what => words.say(Phrase::LotIs, &[("lot", lot), ("what", what)]),
        };
        line(out, &text, screen)?;
    }
    Ok(())
}

/// The lots of the chain back: those found, and what they are made of.
fn behind(view: &TraceView) -> impl Iterator<Item = &LotView> {
    view.chain.iter().filter(|lot| lot.side != "forward")
}

/// A row for each link of each lot, in the order of the chain.
fn chain(view: &TraceView, lots: &Lots<'_>, words: &Vocabulary) -> Table {
    let mut table = Table::new([
        Column::fixed(words.text(Phrase::HeadLot)),
        Column::fixed(words.text(Phrase::HeadChainLink)),
        Column::text(words.text(Phrase::HeadRecord)),
    ]);
    for lot in behind(view) {
        let lacks = lots.missing(&lot.lot);
        for link in LINKS {
            let records = records(lot, link, lots, words).into_iter().map(Cell::from);
            let lacks = lacks.iter().filter(|one| one.link == link);
            for record in records.chain(lacks.map(|one| lack(one, words))) {
                let link = said::link(link, words);
                table.push([Cell::from(lot.lot.as_str()), Cell::from(link), record]);
            }
        }
    }
    table
}

/// What stands in the place of a record that is missing.
fn lack(one: &MissingView, words: &Vocabulary) -> Cell {
    let department = said::department(one.department.as_deref(), words);
    let department = ("department", department.as_str());
    let text = match one.of.as_deref() {
        None => words.say(Phrase::MissingOwed, &[department]),
        Some(of) => words.say(Phrase::MissingOwedFor, &[("lot", of), department]),
    };
    Cell::new(text, Tone::Bad)
}

/// The records of one link of a lot.
fn records(lot: &LotView, link: &str, lots: &Lots<'_>, words: &Vocabulary) -> Vec<String> {
    let one = |text: &Option<String>| vec![given(text).to_owned()];
    let of_receipts = |text: fn(&crate::report::ReceiptView) -> &Option<String>| {
        let all = lot.receipts.iter();
        all.map(|receipt| given(text(receipt)).to_owned())
            .collect::<Vec<String>>()
    };
    let mut records = said::filled(match link {
        "warehouse" => stored(lot, lots, words),
        "label" => one(&lot.label),
        "ink-code" => one(&lot.ink_code),
        "inspection-report" => one(&lot.inspection_report),
        "production-record" => one(&lot.production_record),
        "materials" => lot
            .uses
            .iter()
            .map(|used| {
                let item = lots.get(&used.lot).map_or("", |lot| given(&lot.item));
                let parts = [used.lot.as_str(), item, given(&used.quantity)];
                said::filled(parts.map(str::to_owned).to_vec()).join(" ")
            })
            .collect(),
        "requisition" => {
            let issued = lot
                .uses
                .iter()
                .filter(|used| !given(&used.requisition).is_empty());
            let named = issued.map(|used| {
                let args = [("record", given(&used.requisition)), ("lot", &used.lot)];
                words.say(Phrase::RecordFor, &args)
            });
            named.collect()
        }
        // Elsewhere the item stands beside the lot.
        "item" if lot.kind.as_deref() == Some("raw") => one(&lot.item),
        "goods-in" => of_receipts(|receipt| &receipt.goods_in),
        "supplier" => of_receipts(|receipt| &receipt.supplier),
        "supplier-lot" => of_receipts(|receipt| &receipt.supplier_lot),
        _ => Vec::new(),
    });
    records.dedup();
    records
}

/// Where a lot lies; where none is left, the delivery notes by which it went.
fn stored(lot: &LotView, lots: &Lots<'_>, words: &Vocabulary) -> Vec<String> {
    let stock = lots.stock(&lot.lot);
    if !stock.is_empty() {
        return stock.iter().map(|stock| stock.whereabouts()).collect();
    }
    let got = lots.customers(&lot.lot).iter();
    let notes = said::notes(got.flat_map(|got| &got.deliveries), words);
    let record = notes.join(words.text(Phrase::Comma));
    let link = words.text(Phrase::ByDeliveryNote);
    match record.is_empty() {
        true => Vec::new(),
        false => vec![words.say(Phrase::LotRecord, &[("link", link), ("record", &record)])],
    }
}

/// Who made each lot of the chain back, or supplied it; nothing where the chain
/// does not show it of any.
fn responsible(view: &TraceView, words: &Vocabulary) -> Table {
    let mut table = Table::new([
        Column::fixed(words.text(Phrase::HeadLot)),
        Column::text(words.text(Phrase::HeadItem)),
        Column::fixed(words.text(Phrase::HeadDay)).spare(1),
        Column::text(words.text(Phrase::HeadResponsible)),
        Column::text(words.text(Phrase::HeadLine)),
        Column::text(words.text(Phrase::HeadShift)),
        Column::text(words.text(Phrase::HeadPerson)),
    ]);
    let mut known = false;
    for lot in behind(view) {
        let mut who = vec![said::department(lot.department.as_deref(), words)];
        who.extend(suppliers(lot, words));
        let who = said::filled(who).join(words.text(Phrase::Comma));
        let made_by = [&lot.line, &lot.shift, &lot.person].map(given);
        known |= !who.is_empty() || made_by.iter().any(|text| !text.is_empty());
        let item = said::called(lot, words);
        let cells = [&lot.lot, &item, given(&lot.made), &who];
        table.push(
            cells
                .into_iter()
                .chain(made_by)
                .map(|text| dash(Some(text))),
        );
    }
    if !known {
        table.rows.clear();
    }
    table
}

/// The suppliers of a lot, each once.
fn suppliers(lot: &LotView, words: &Vocabulary) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for receipt in &lot.receipts {
        let name = given(&receipt.supplier);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let link = said::link("supplier", words);
    let named = |record| words.say(Phrase::LotRecord, &[("link", &link), ("record", record)]);
    names.into_iter().map(named).collect()
}

/// What became of each lot found, and of each made of them.
fn balance(view: &TraceView, lots: &Lots<'_>, words: &Vocabulary) -> Table {
    let number = |phrase| Column::number(words.text(phrase));
    let mut table = Table::new([
        Column::fixed(words.text(Phrase::HeadLot)),
        Column::text(words.text(Phrase::HeadItem)).spare(1),
        Column::fixed(words.text(Phrase::HeadUnit)),
        number(Phrase::HeadMade),
        number(Phrase::HeadShipped),
        number(Phrase::HeadInStock),
        number(Phrase::HeadUsed),
        number(Phrase::HeadUnaccounted),
        number(Phrase::HeadNoQuantity),
    ]);
    // What became of the rest of a material is another question.
    let is_touched = |row: &&LotBalanceView| {
        let lot = lots.get(&row.lot);
        lot.is_none_or(|lot| lot.side != "back" || lot.circle)
    };
    for row in view.balance.iter().filter(is_touched) {
        let item = lots.get(&row.lot).map(|lot| said::called(lot, words));
        table.push([
            Cell::from(row.lot.as_str()),
            Cell::from(dash(item.as_deref())),
            Cell::from(dash(Some(&row.unit))),
            Cell::from(row.made.as_deref().unwrap_or("?")),
            Cell::from(row.shipped.as_str()),
            Cell::from(row.stock.as_str()),
            Cell::from(row.used.as_str()),
            unaccounted(row),
            match row.unknown {
                0 => Cell::from("-"),
                rows => Cell::new(rows.to_string(), Tone::Warn),
            },
        ]);
    }
    table
}

fn unaccounted(row: &LotBalanceView) -> Cell {
    let Some(rest) = row.unaccounted.as_deref() else {
        return Cell::new("?", Tone::Warn);
    };
    let nothing = !rest.contains(|char: char| char.is_ascii_digit() && char != '0');
    let tone = match rest.starts_with('-') {
        _ if nothing => Tone::Plain,
        true => Tone::Bad,
        false => Tone::Warn,
    };
    Cell::new(rest, tone)
}

/// Where the lots lie.
fn stock(view: &TraceView, words: &Vocabulary) -> Table {
    let mut table = Table::new([
        Column::fixed(words.text(Phrase::HeadLot)),
        Column::text(words.text(Phrase::HeadWarehouse)),
        Column::text(words.text(Phrase::HeadPlace)),
        Column::number(words.text(Phrase::HeadQuantity)),
        Column::fixed(words.text(Phrase::HeadState)),
    ]);
    for row in &view.stock {
        let state = row.state.as_deref();
        let state = state.map(|state| words.word(Sort::Lot, state));
        table.push([
            row.lot.clone(),
            dash(row.warehouse.as_deref()),
            dash(row.place.as_deref()),
            dash(row.quantity.as_deref()),
            dash(state.as_deref()),
        ]);
    }
    table
}

/// Who got them.
fn customers(view: &TraceView, words: &Vocabulary) -> Table {
    let mut table = Table::new([
        Column::text(words.text(Phrase::HeadCustomer)),
        Column::fixed(words.text(Phrase::HeadLot)),
        Column::number(words.text(Phrase::HeadQuantity)),
        Column::number(words.text(Phrase::HeadDeliveries)),
        Column::fixed(words.text(Phrase::HeadLastDay)),
        Column::text(words.text(Phrase::HeadDeliveryNotes)),
    ]);
    for row in &view.customers {
        let notes = row.deliveries.iter().map(|one| given(&one.delivery_note));
        let notes: Vec<&str> = notes.filter(|note| !note.is_empty()).collect();
        table.push([
            dash(Some(&row.customer)),
            row.lot.clone(),
            dash(row.quantity.as_deref()),
            row.deliveries.len().to_string(),
            dash(row.last.as_deref()),
            dash(Some(&notes.join(words.text(Phrase::Comma)))),
        ]);
    }
    table
}
