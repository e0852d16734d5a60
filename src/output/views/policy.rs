//! A policy as people read and sign it, and what differs between two.

use std::io::{self, Write};

use super::line;
use crate::messages::{Phrase, Vocabulary};
use crate::output::sheet::{Sheet, escaped, grid, tables};
use crate::output::{Column, Head, Item, Screen, Table, Tone, clean};
use crate::report::procedure::{
    Change, Layout, Part, PolicyDifference, PolicyName, Procedure, Section,
};

/// The columns of a page where nobody knows how wide the screen is: it is a
/// text to be read, whatever shows it.
const PAGE: u16 = 100;

/// A heading of a table, or a cell of it.
type Cells = Vec<String>;

/// The procedure as text.
pub fn procedure(out: &mut dyn Write, it: &Procedure, screen: &Screen) -> io::Result<()> {
    let screen = &on_a_page(screen);
    let words = &screen.words;
    let title = words.say(Phrase::ProcTitle, &[("policy", &it.policy)]);
    heading(out, &title, screen)?;
    line(out, &in_force(it, words), screen)?;
    for section in &it.sections {
        writeln!(out)?;
        heading(out, words.text(section.section.title()), screen)?;
        match section.layout {
            Layout::Points => points(out, section, screen)?,
            Layout::Table | Layout::Gathered => table(section, words).write(out, screen)?,
        }
    }
    Ok(())
}

fn on_a_page(screen: &Screen) -> Screen {
    Screen {
        width: screen.width.or(Some(PAGE)),
        ..screen.clone()
    }
}

fn heading(out: &mut dyn Write, text: &str, screen: &Screen) -> io::Result<()> {
    let clean = clean::terminal(text);
    let lines = screen.lines(&clean);
    let mut lines = lines.iter().map(|line| Tone::Strong.paint(line, screen));
    lines.try_for_each(|line| writeln!(out, "{line}"))
}

fn in_force(it: &Procedure, words: &Vocabulary) -> String {
    words.say(Phrase::ProcInForce, &[("day", &it.effective)])
}

/// Sentences, each behind a dash.
fn points(out: &mut dyn Write, section: &Section, screen: &Screen) -> io::Result<()> {
    let beside = screen.beside(2);
    for text in sentences(section, &screen.words) {
        let clean = clean::terminal(&text);
        for (at, line) in beside.lines(&clean).iter().enumerate() {
            let mark = if at == 0 { "- " } else { "  " };
            writeln!(out, "{mark}{line}")?;
        }
    }
    Ok(())
}

fn sentences(section: &Section, words: &Vocabulary) -> Vec<String> {
    let sentence = |cells: Cells| match cells.as_slice() {
        [about, list] => {
            let args: [(&'static str, &str); 2] = [("about", about), ("list", list)];
            words.say(Phrase::ProcPair, &args)
        }
        cells => cells.concat(),
    };
    let rows = section.rows.iter();
    let said = rows.map(|row| row.cells.iter().map(|cell| cell.say(words)).collect());
    said.map(sentence).collect()
}

/// The headings and rows of a table.
fn laid_out(section: &Section, words: &Vocabulary) -> (Cells, Vec<Cells>) {
    let heads = section.heads.iter();
    let mut heads: Cells = heads.map(|head| head.0.say(words)).collect();
    let said = |cells: &Vec<_>| -> Cells {
        let cells = cells.iter();
        cells
            .map(|cell: &crate::report::procedure::Said| cell.say(words))
            .collect()
    };
    let rows = section.rows.iter().map(|row| said(&row.cells)).collect();
    if section.layout == Layout::Gathered {
        heads.reverse();
        return (heads, gathered(rows, words));
    }
    (heads, rows)
}

/// Time limits in four columns: beginning, end and what is besides in one
/// sentence.
fn folded(section: &Section, words: &Vocabulary) -> (Cells, Vec<Cells>) {
    let (mut heads, rows) = laid_out(section, words);
    heads.truncate(3);
    heads.push(words.text(Phrase::ProcHeadRuns).to_owned());
    let row = |mut row: Cells| {
        let [from, until, besides] = row.split_off(3).try_into().unwrap_or_default();
        let args = [("from", from), ("until", until), ("besides", besides)];
        let args = args.each_ref().map(|(name, text)| (*name, text.as_str()));
        row.push(words.say(Phrase::ProcRuns, &args));
        row
    };
    (heads, rows.into_iter().map(row).collect())
}

/// Rows that end alike in one: what they end with, and what they begin with.
fn gathered(rows: Vec<Cells>, words: &Vocabulary) -> Vec<Cells> {
    let mut found: Vec<(String, Cells)> = Vec::new();
    for row in rows {
        let [member, of] = row.try_into().unwrap_or_default();
        match found.iter_mut().find(|(known, _)| *known == of) {
            Some((_, members)) => members.push(member),
            None => found.push((of, vec![member])),
        }
    }
    let row = |(of, members): (String, Cells)| vec![of, members.join(words.text(Phrase::Comma))];
    found.into_iter().map(row).collect()
}

/// A table; what stands in the first column is not said again below itself.
fn table(section: &Section, words: &Vocabulary) -> Table {
    let (heads, rows) = match section.section {
        Part::Limits => folded(section, words),
        _ => laid_out(section, words),
    };
    let mut table = Table::new(heads.into_iter().map(Column::text));
    let mut above = String::new();
    for mut row in rows {
        let first = row.first().cloned().unwrap_or_default();
        if first == above {
            row[0].clear();
        }
        above = first;
        table.push(row.into_iter().enumerate().map(|(at, cell)| match at {
            0 => cell,
            _ if cell.is_empty() => "-".to_owned(),
            _ => cell,
        }));
    }
    table
}

/// The procedure as Markdown, to be signed.
pub fn procedure_markdown(out: &mut dyn Write, it: &Procedure, screen: &Screen) -> io::Result<()> {
    let words = &screen.words;
    let title = words.say(Phrase::ProcTitle, &[("policy", &it.policy)]);
    writeln!(out, "# {}\n", escaped(&title))?;
    writeln!(out, "{}", escaped(&in_force(it, words)))?;
    for section in &it.sections {
        let title = words.text(section.section.title());
        writeln!(out, "\n## {}\n", escaped(title))?;
        if section.layout == Layout::Points {
            for text in sentences(section, words) {
                writeln!(out, "- {}", escaped(&text))?;
            }
            continue;
        }
        let (heads, rows) = laid_out(section, words);
        let heads = heads.into_iter().map(|head| Head::text("", head));
        let mut sheet = Sheet::new("", heads);
        for row in rows {
            sheet.push(row.iter().map(Item::from));
        }
        grid(out, &sheet, words)?;
    }
    signatures(out, words)
}

/// Where those sign who answer for it.
fn signatures(out: &mut dyn Write, words: &Vocabulary) -> io::Result<()> {
    let text = |phrase| words.text(phrase);
    writeln!(out, "\n## {}\n", text(Phrase::ProcSignatures))?;
    let heads = [Phrase::ProcSigner, Phrase::ProcSigned, Phrase::ProcDate];
    let heads = heads.map(|head| Head::text("", text(head)));
    let mut sheet = Sheet::new("", [Head::text("", "")].into_iter().chain(heads));
    let roles = [
        Phrase::ProcPrepared,
        Phrase::ProcReviewed,
        Phrase::ProcApprovedBy,
    ];
    for role in roles {
        sheet.push([text(role), "", "", ""].map(Item::from));
    }
    grid(out, &sheet, words)
}

/// What differs, as rows.
pub fn difference(it: &PolicyDifference, words: &Vocabulary) -> Vec<Sheet> {
    let name = |name: &PolicyName| {
        let args: [(&'static str, &str); 2] = [("policy", &name.policy), ("day", &name.effective)];
        words.say(Phrase::PolicyOf, &args)
    };
    let (before, after) = (name(&it.before), name(&it.after));
    let text = |phrase| words.text(phrase);
    let heads = [
        Head::text("section", text(Phrase::DiffHeadPart)),
        Head::text("what", text(Phrase::HeadWhat)),
        Head::text("before", text(Phrase::DiffHeadBefore)),
        Head::text("after", text(Phrase::DiffHeadAfter)),
        Head::fixed("how", text(Phrase::DiffHeadHow)),
    ];
    let args: [(&'static str, &str); 2] = [("before", &before), ("after", &after)];
    let mut sheet = Sheet::new(words.say(Phrase::DiffTitle, &args), heads);
    for change in &it.changes {
        sheet.push(row(change, words).iter().map(Item::from));
    }
    vec![sheet]
}

/// The same as a table under a heading that names both.
pub fn difference_table(out: &mut dyn Write, sheets: &[Sheet], screen: &Screen) -> io::Result<()> {
    let screen = &on_a_page(screen);
    for sheet in sheets {
        heading(out, &sheet.title, screen)?;
    }
    tables(out, sheets, screen)
}

fn row(change: &Change, words: &Vocabulary) -> [String; 5] {
    let section = change
        .section
        .map_or(Phrase::DiffWords, |part| part.title());
    let dash = |text: String| match text.is_empty() {
        true => "-".to_owned(),
        false => text,
    };
    let what = change.what.as_ref().map(|what| what.0.say(words));
    [
        words.text(section).to_owned(),
        dash(what.unwrap_or_default()),
        dash(change.before.say(words)),
        dash(change.after.say(words)),
        words.text(change.how.phrase()).to_owned(),
    ]
}
