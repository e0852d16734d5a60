use std::io::{self, Write};

use super::{dash, line};
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::output::{Cell, Column, Screen, Table, Tone};
use crate::report::{ActionView, CaseView, DepartmentView, RecallView};

/// Departments that were asked, actions, recalls.
pub fn work(out: &mut dyn Write, view: &CaseView, screen: &Screen) -> io::Result<()> {
    if !view.departments.is_empty() {
        writeln!(out)?;
        departments(out, &view.departments, screen)?;
    }
    if !view.actions.is_empty() {
        writeln!(out)?;
        actions(out, &view.actions, screen)?;
    }
    for recall in &view.recalls {
        writeln!(out)?;
        recalled(out, recall, screen)?;
    }
    Ok(())
}

fn departments(out: &mut dyn Write, rows: &[DepartmentView], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let head = |phrase| Column::fixed(words.text(phrase));
    let mut table = Table::new([
        Column::text(words.text(Phrase::HeadDepartment)),
        head(Phrase::HeadFor),
        head(Phrase::HeadSigned),
        head(Phrase::HeadOpinion),
        head(Phrase::HeadDone),
    ]);
    for row in rows {
        table.push([
            words.word(Sort::Role, &row.department),
            row.entry.clone(),
            dash(row.signed.as_deref()).to_owned(),
            dash(row.opinion.as_deref()).to_owned(),
            dash(row.done.as_deref()).to_owned(),
        ]);
    }
    table.write(out, screen)
}

fn actions(out: &mut dyn Write, rows: &[ActionView], screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let head = |phrase| Column::fixed(words.text(phrase));
    let mut table = Table::new([
        head(Phrase::HeadAction),
        head(Phrase::HeadKind),
        Column::text(words.text(Phrase::HeadOwner)),
        head(Phrase::HeadDue),
        head(Phrase::HeadState),
        Column::text(words.text(Phrase::HeadWhat)).preferred(),
    ]);
    for row in rows {
        let of = match &row.lead {
            Some(lead) => format!("{lead} {}", row.entry),
            None => row.entry.clone(),
        };
        // An open action is called as an open time limit is.
        let sort = match row.state.as_str() {
            "open" => Sort::State,
            _ => Sort::Work,
        };
        let tone = match row.state.as_str() {
            "effective" => Tone::Good,
            "ineffective" => Tone::Bad,
            _ => Tone::Plain,
        };
        table.push([
            Cell::from(of),
            Cell::from(words.word(Sort::Work, &row.kind)),
            Cell::from(row.owner.clone()),
            Cell::from(row.due.clone()),
            Cell::new(words.word(sort, &row.state), tone),
            Cell::from(row.text.clone()),
        ]);
    }
    table.write(out, screen)
}

fn recalled(out: &mut dyn Write, recall: &RecallView, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    line(out, &rates(recall, words), screen)?;
    let head = |phrase| Column::fixed(words.text(phrase));
    let any_lost = recall.customers.iter().any(|one| one.lost.is_some());
    let lost = any_lost.then(|| Column::number(words.text(Phrase::HeadLost)));
    let columns = [
        Column::text(words.text(Phrase::HeadCustomer)),
        Column::number(words.text(Phrase::HeadDelivered)),
        head(Phrase::HeadTold),
        Column::number(words.text(Phrase::HeadBack)),
    ];
    let columns = columns.into_iter().chain(lost);
    let mut table = Table::new(columns.chain([head(Phrase::HeadState)]));
    for one in &recall.customers {
        let state = match one.complete {
            true => "complete",
            false => "awaited",
        };
        let cells = [
            Cell::from(one.customer.clone()),
            Cell::from(dash(one.delivered.as_deref())),
            Cell::from(dash(one.told.as_deref())),
            Cell::from(match one.back.is_empty() {
                true => "-".to_owned(),
                false => one.back.join(", "),
            }),
        ];
        let lost = any_lost.then(|| Cell::from(dash(one.lost.as_deref())));
        let state = Cell::from(words.word(Sort::Work, state));
        table.push(cells.into_iter().chain(lost).chain([state]));
    }
    table.write(out, screen)
}

/// The line about a recall and how far it got.
fn rates(recall: &RecallView, words: &Vocabulary) -> String {
    let one = |rate: &crate::report::RateView| {
        let percent = rate.percent.as_deref().unwrap_or_default();
        let args = [
            ("back", rate.back.as_str()),
            ("delivered", &rate.delivered),
            ("percent", percent),
        ];
        words.say(Phrase::RecallRate, &args)
    };
    let rates: Vec<String> = recall.rates.iter().map(one).collect();
    let lots = recall.lots.join(words.text(Phrase::Comma));
    let args = [
        ("entry", recall.entry.as_str()),
        ("lots", &lots),
        ("rates", &rates.join(words.text(Phrase::Comma))),
    ];
    words.say(Phrase::RecallLine, &args)
}
