use std::io::{self, Write};

use super::{dash, line};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Cell, Column, Screen, Table, Tone};
use crate::report::{CaseView, LeftView, NextView, ReachedView, StockedView};

/// How many things that are left a step names.
const MOST_LEFT: usize = 10;

/// How many commands a step names.
const MOST_NEXT: usize = 20;

/// What is left to be done of what was traced and called back, a line each.
pub fn left(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    for one in view.left.iter().take(MOST_LEFT) {
        line(out, &thing(one, words), screen)?;
    }
    let command = format!("plaint show {}", view.case);
    more(out, view.left.len(), MOST_LEFT, &command, screen)
}

/// The commands that come next, as many as a step names.
pub fn next_few(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    let few: &[NextView] = &view.next[..view.next.len().min(MOST_NEXT)];
    super::next(out, few, screen)?;
    let command = format!("plaint next {}", view.case);
    more(out, view.next.len(), MOST_NEXT, &command, screen)
}

fn more(
    out: &mut dyn Write,
    all: usize,
    most: usize,
    command: &str,
    screen: &Screen,
) -> io::Result<()> {
    if all <= most {
        return Ok(());
    }
    let count = (all - most).to_string();
    let args = [("count", count.as_str()), ("command", command)];
    line(out, &screen.words.say(Phrase::MoreBy, &args), screen)
}

fn thing(one: &LeftView, words: &Vocabulary) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (phrase, args) = match one.what.as_str() {
        "isolate" => {
            let quantity = match (&one.quantity, &one.found) {
                (Some(rest), Some(found)) => {
                    words.say(Phrase::RestOf, &[("rest", rest), ("whole", found)])
                }
                (quantity, _) => text(quantity),
            };
            let stock = [quantity, state(one.state.as_deref(), words)];
            let stock: Vec<String> = stock.into_iter().filter(|it| !it.is_empty()).collect();
            let args = vec![
                ("lot", text(&one.lot)),
                ("place", text(&one.place)),
                ("stock", stock.join(" ")),
            ];
            (Phrase::LeftIsolate, args)
        }
        "tell" => (
            Phrase::LeftTell,
            vec![
                ("customer", text(&one.customer)),
                ("recall", text(&one.recall)),
            ],
        ),
        "call-back" => (
            Phrase::LeftCallBack,
            vec![
                ("customer", text(&one.customer)),
                ("quantity", text(&one.quantity)),
                ("lots", one.lots.join(words.text(Phrase::Comma))),
            ],
        ),
        _ => (
            Phrase::LeftAwait,
            vec![
                ("customer", text(&one.customer)),
                ("rest", text(&one.quantity)),
                ("delivered", text(&one.delivered)),
            ],
        ),
    };
    let args: Vec<(&'static str, &str)> = args
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    words.say(phrase, &args)
}

/// The state of stock; a word of nobody's is said as it is.
fn state(state: Option<&str>, words: &Vocabulary) -> String {
    state.map_or(String::new(), |state| words.word(Sort::Lot, state))
}

/// What traces found: stock, and customers.
pub(super) fn touched(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    if !view.stock.is_empty() {
        writeln!(out)?;
        stock(out, &view.stock, screen)?;
    }
    if !view.reached.is_empty() {
        writeln!(out)?;
        reached(out, &view.reached, screen)?;
    }
    Ok(())
}

fn stock(out: &mut dyn Write, rows: &[StockedView], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let mut table = Table::new([
        Column::text(words.text(Phrase::HeadLot)),
        Column::text(words.text(Phrase::HeadPlace)),
        Column::number(words.text(Phrase::HeadQuantity)),
        Column::text(words.text(Phrase::HeadState)),
        Column::fixed(words.text(Phrase::HeadIsolated)),
    ]);
    for row in rows {
        let isolated = match (&row.by, row.isolated) {
            (Some(entry), true) => Cell::from(entry.clone()),
            (None, true) => Cell::from(words.text(Phrase::IsolatedAlready)),
            (_, false) => {
                let rest = row.rest.as_deref().unwrap_or_default();
                Cell::new(words.say(Phrase::ToIsolate, &[("rest", rest)]), Tone::Bad)
            }
        };
        let stood = state(row.state.as_deref(), words);
        table.push([
            Cell::from(row.lot.clone()),
            Cell::from(row.place.clone()),
            Cell::from(dash(row.quantity.as_deref())),
            Cell::from(dash(Some(stood.as_str()).filter(|it| !it.is_empty()))),
            isolated,
        ]);
    }
    table.write(out, screen)
}

fn reached(out: &mut dyn Write, rows: &[ReachedView], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let mut table = Table::new([
        Column::text(words.text(Phrase::HeadCustomer)),
        Column::text(words.text(Phrase::HeadLot)),
        Column::number(words.text(Phrase::HeadDelivered)),
        Column::fixed(words.text(Phrase::HeadTold)),
        Column::fixed(words.text(Phrase::HeadRecall)),
    ]);
    for row in rows {
        let told = match (&row.told, row.to_tell) {
            (Some(entry), _) => Cell::from(entry.clone()),
            (None, true) => Cell::new(words.text(Phrase::ToTell), Tone::Bad),
            (None, false) => Cell::from("-"),
        };
        table.push([
            Cell::from(row.customer.clone()),
            Cell::from(row.lots.join(words.text(Phrase::Comma))),
            Cell::from(dash(row.quantity.as_deref())),
            told,
            match (&row.recall, row.stays) {
                (None, true) => Cell::from(words.text(Phrase::GoodsStay)),
                (entry, _) => Cell::from(dash(entry.as_deref())),
            },
        ]);
    }
    table.write(out, screen)
}
