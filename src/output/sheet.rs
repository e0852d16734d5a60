//! What a report shows, apart from how: headings and rows of typed values, which
//! are then written as tables for people, as CSV or as Markdown.

use std::io::{self, Write};

use super::views::span;
use super::{Cell, Column, Screen, Table, Tone, clean, csv, term};
use crate::messages::{Phrase, Sort, Vocabulary};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// There is none.
    Nothing,
    /// Text as it is.
    Text(String),
    /// A code, and the word for it.
    Code(String, String),
    /// A number: how many.
    Count(usize),
    /// A number as its report has written it.
    Number(String),
    /// A number, and the same with fewer decimals for people.
    Rounded(String, String),
    /// How much, of the unit that another column names; a dash for nothing.
    Quantity(String),
    /// A share of a hundred.
    Percent(String),
    /// A length of time, in seconds.
    Seconds(i64),
    /// Several texts.
    List(Vec<String>),
    /// Numbers of cases.
    Cases(Vec<String>),
    /// How long a bar is: so much of the longest one.
    Bar(usize, usize),
    /// A drawing of characters, and the same where the screen is narrow.
    Drawing(String, String),
}

/// How long the longest bar is, and where the screen is narrow.
const BAR: [usize; 2] = [20, 10];

impl Value {
    /// A code with its word, or nothing.
    pub fn code(sort: Sort, code: Option<&str>, words: &Vocabulary) -> Value {
        code.map_or(Value::Nothing, |code| {
            Value::Code(code.to_owned(), words.word(sort, code))
        })
    }

    /// A bar of so many columns at most; the least is one, unless it is of nothing.
    fn bar(count: usize, of: usize, most: usize) -> String {
        let half_up = (count * most * 2 + of).checked_div(of * 2);
        let blocks = half_up.unwrap_or(0).max(usize::from(count > 0));
        "█".repeat(blocks.min(most))
    }

    /// As a person reads it.
    fn shown(&self, words: &Vocabulary) -> String {
        match self {
            Value::Nothing => "-".to_owned(),
            Value::Quantity(number) if number == "0" => "-".to_owned(),
            Value::Text(text)
            | Value::Number(text)
            | Value::Quantity(text)
            | Value::Drawing(text, _) => text.clone(),
            Value::Code(_, word) => word.clone(),
            Value::Rounded(_, short) => short.clone(),
            Value::Count(count) => count.to_string(),
            Value::Percent(percent) => format!("{percent}%"),
            Value::Seconds(seconds) => span(*seconds, words),
            Value::List(list) | Value::Cases(list) if list.is_empty() => "-".to_owned(),
            Value::List(list) => list.join(words.text(Phrase::Comma)),
            Value::Cases(list) => list.join(" "),
            Value::Bar(count, of) => Value::bar(*count, *of, BAR[0]),
        }
    }

    /// The same in fewer columns, where it has such a form.
    fn brief(&self) -> Option<String> {
        match self {
            Value::Bar(count, of) => Some(Value::bar(*count, *of, BAR[1])),
            Value::Drawing(_, narrow) => Some(narrow.clone()),
            _ => None,
        }
    }

    /// As a program reads it: the code, the number, the seconds.
    fn data(&self) -> String {
        match self {
            Value::Nothing | Value::Bar(..) | Value::Drawing(..) => String::new(),
            Value::Text(text)
            | Value::Number(text)
            | Value::Quantity(text)
            | Value::Percent(text) => text.clone(),
            Value::Code(code, _) => code.clone(),
            Value::Rounded(number, _) => number.clone(),
            Value::Count(count) => count.to_string(),
            Value::Seconds(seconds) => seconds.to_string(),
            Value::List(list) => list.join(", "),
            Value::Cases(list) => list.join(" "),
        }
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Nothing, Into::into)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Value::Count(count)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Text(text.clone())
    }
}

/// A value, and how it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// How it is meant.
    pub tone: Tone,
}

impl<T: Into<Value>> From<T> for Item {
    fn from(value: T) -> Self {
        Item {
            value: value.into(),
            tone: Tone::Plain,
        }
    }
}

impl Item {
    /// A value with a tone.
    pub fn new(value: impl Into<Value>, tone: Tone) -> Item {
        Item {
            value: value.into(),
            tone,
        }
    }

    /// How many, in that tone where it is not none.
    pub fn alarm(count: usize, tone: Tone) -> Item {
        Item::new(count, if count == 0 { Tone::Plain } else { tone })
    }
}

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name in CSV, the same as in JSON.
    pub key: String,
    /// How its column stands, and its heading in words.
    pub column: Column,
    /// Whether it stands in CSV only.
    pub data_only: bool,
    /// Whether it is a drawing, which stands in tables only.
    pub drawn: bool,
}

impl Head {
    fn of(key: String, column: Column) -> Head {
        Head {
            key,
            column,
            data_only: false,
            drawn: false,
        }
    }

    /// A column of bars, which say what numbers beside them say. It is the first to
    /// go where the screen is narrow.
    pub fn drawn() -> Head {
        Head {
            drawn: true,
            ..Head::of(String::new(), Column::fixed("").spare(1))
        }
    }

    /// A column of CSV, of which tables say the same in another way.
    pub fn data(key: impl Into<String>) -> Head {
        Head {
            data_only: true,
            ..Head::of(key.into(), Column::fixed(""))
        }
    }

    /// A column of words, codes or days, which is never broken.
    pub fn fixed(key: impl Into<String>, heading: impl Into<String>) -> Head {
        Head::of(key.into(), Column::fixed(heading))
    }

    /// A column of text.
    pub fn text(key: impl Into<String>, heading: impl Into<String>) -> Head {
        Head::of(key.into(), Column::text(heading))
    }

    /// A column of numbers.
    pub fn number(key: impl Into<String>, heading: impl Into<String>) -> Head {
        Head::of(key.into(), Column::number(heading))
    }

    /// The same column, left out where the screen is narrow: 1 goes first.
    #[must_use]
    pub fn spare(mut self, rank: u8) -> Head {
        self.column = self.column.spare(rank);
        self
    }

    fn is_number(&self) -> bool {
        self.column.align == super::Align::Right
    }

    fn is_in_tables(&self) -> bool {
        !self.data_only
    }

    fn is_in_markdown(&self) -> bool {
        !self.data_only && !self.drawn
    }

    fn is_in_csv(&self) -> bool {
        !self.drawn
    }
}

/// Headings and rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What it shows, in a few words.
    pub title: String,
    /// The columns.
    pub heads: Vec<Head>,
    /// The rows, an item for each column.
    pub rows: Vec<Vec<Item>>,
    /// All rows together, a row for each of what never adds up; not in CSV, where
    /// programs add up for themselves.
    pub totals: Vec<Vec<Item>>,
    /// Whether its rows are further ones of the first sheet, where all stand in one
    /// as in CSV.
    pub continues: bool,
    /// What is to be known about it, in sentences; not in CSV.
    pub notes: Vec<String>,
    /// A drawing in one line, shown above a table; as much of its end as fits.
    pub drawing: Option<String>,
}

impl Sheet {
    /// A sheet without rows.
    pub fn new(title: impl Into<String>, heads: impl IntoIterator<Item = Head>) -> Sheet {
        Sheet {
            title: title.into(),
            heads: heads.into_iter().collect(),
            ..Sheet::default()
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = Item>) {
        self.rows.push(row.into_iter().collect());
    }

    /// Which columns a way of writing has.
    fn of<'a, T>(&'a self, items: &'a [T], has: fn(&Head) -> bool) -> impl Iterator<Item = &'a T> {
        let both = items.iter().zip(&self.heads);
        both.filter(move |(_, head)| has(head))
            .map(|(item, _)| item)
    }

    fn table(&self, words: &Vocabulary) -> Table {
        let heads = self.of(&self.heads, Head::is_in_tables);
        let mut table = Table::new(heads.map(|head| head.column.clone()));
        let cell = |item: &Item, tone| Cell {
            brief: item.value.brief(),
            ..Cell::new(item.value.shown(words), tone)
        };
        for row in &self.rows {
            let items = self.of(row, Head::is_in_tables);
            table.push(items.map(|item| cell(item, item.tone)));
        }
        for total in self.totals.iter().filter(|_| !self.rows.is_empty()) {
            let items = self.of(total, Head::is_in_tables);
            table.push(items.map(|item| cell(item, Tone::Strong)));
        }
        table
    }
}

/// Sheets as tables, one below the other. Where there are several that have rows,
/// each has its title above it.
pub fn tables(out: &mut dyn Write, sheets: &[Sheet], screen: &Screen) -> io::Result<()> {
    let filled: Vec<&Sheet> = sheets
        .iter()
        .filter(|sheet| !sheet.rows.is_empty())
        .collect();
    for (at, sheet) in filled.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if filled.len() > 1 {
            let title = clean::terminal(&sheet.title);
            writeln!(out, "{}", Tone::Strong.paint(&title, screen))?;
        }
        if let Some(drawing) = &sheet.drawing {
            let width = screen.width.map_or(usize::MAX, usize::from);
            let line = term::truncate_start(&clean::terminal(drawing), width);
            writeln!(out, "{line}")?;
        }
        sheet.table(&screen.words).write(out, screen)?;
        for note in &sheet.notes {
            super::views::line(out, note, screen)?;
        }
    }
    Ok(())
}

/// The first sheet, and those that continue it, as CSV: codes instead of words, lengths of time in seconds.
pub fn write_csv(out: &mut dyn Write, sheets: &[Sheet], screen: &Screen) -> io::Result<()> {
    let Some((sheet, others)) = sheets.split_first() else {
        return Ok(());
    };
    let heads = sheet.of(&sheet.heads, Head::is_in_csv);
    let heads: Vec<&str> = heads.map(|head| head.key.as_str()).collect();
    let data = |row| {
        let items = sheet.of(row, Head::is_in_csv);
        items.map(|item: &Item| item.value.data())
    };
    let others = others.iter().filter(|sheet| sheet.continues);
    let rows = sheet
        .rows
        .iter()
        .chain(others.flat_map(|sheet| &sheet.rows));
    let rows = rows.map(|row| data(row));
    csv::write(out, &heads, rows, screen.terminal)
}

/// Sheets as Markdown, to be pasted into a document: a heading and a table each.
pub fn markdown(
    out: &mut dyn Write,
    title: &str,
    sheets: &[Sheet],
    screen: &Screen,
) -> io::Result<()> {
    writeln!(out, "## {}", escaped(title))?;
    for (at, sheet) in sheets.iter().enumerate() {
        if sheets.len() > 1 {
            // What has no rows is said, since nobody would know otherwise.
            writeln!(out, "\n### {}", escaped(&sheet.title))?;
        } else if at > 0 {
            writeln!(out)?;
        }
        writeln!(out)?;
        if sheet.rows.is_empty() {
            writeln!(out, "{}", screen.words.text(Phrase::ReportNone))?;
            continue;
        }
        grid(out, sheet, &screen.words)?;
        for note in &sheet.notes {
            writeln!(out, "\n{}", escaped(note))?;
        }
    }
    Ok(())
}

pub(super) fn grid(out: &mut dyn Write, sheet: &Sheet, words: &Vocabulary) -> io::Result<()> {
    let line = |out: &mut dyn Write, cells: Vec<String>| writeln!(out, "| {} |", cells.join(" | "));
    let heading = |head: &Head| escaped(&head.column.heading);
    let heads: Vec<&Head> = sheet.of(&sheet.heads, Head::is_in_markdown).collect();
    line(out, heads.iter().map(|head| heading(head)).collect())?;
    let rule = |head: &Head| if head.is_number() { "---:" } else { "---" }.to_owned();
    line(out, heads.iter().map(|head| rule(head)).collect())?;
    let cell = |item: &Item| escaped(&item.value.shown(words));
    for row in &sheet.rows {
        let items = sheet.of(row, Head::is_in_markdown);
        line(out, items.map(cell).collect())?;
    }
    for total in &sheet.totals {
        let cells = sheet.of(total, Head::is_in_markdown).map(cell);
        line(out, cells.map(bold).collect())?;
    }
    Ok(())
}

fn bold(text: String) -> String {
    match text.is_empty() {
        true => text,
        false => format!("**{text}**"),
    }
}

/// Text that Markdown takes for nothing but text.
pub(super) fn escaped(text: &str) -> String {
    let clean = clean::terminal(text);
    let mut plain = String::with_capacity(clean.len());
    for char in clean.chars() {
        match char {
            '\n' | '\r' | '\t' => plain.push(' '),
            '<' => plain.push_str("&lt;"),
            '&' => plain.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => {
                plain.push('\\');
                plain.push(char);
            }
            char => plain.push(char),
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests;
