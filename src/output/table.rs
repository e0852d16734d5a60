//! Tables for people: columns side by side, or one field a line where the
//! window is too narrow for that.

use std::io::{self, Write};

use comfy_table as comfy;

use super::layout::{self, GAP, Need};
use super::{Align, Screen, clean, term};

/// How a cell is meant; shown as a colour where colours are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// Met, accepted: green.
    Good,
    /// Soon due: yellow.
    Warn,
    /// Overdue, refused: red.
    Bad,
    /// Beside the point: faint.
    Dim,
    /// What to look at: bold.
    Strong,
}

impl Tone {
    fn code(self) -> Option<&'static str> {
        match self {
            Tone::Plain => None,
            Tone::Good => Some("32"),
            Tone::Warn => Some("33"),
            Tone::Bad => Some("31"),
            Tone::Dim => Some("2"),
            Tone::Strong => Some("1"),
        }
    }

    /// The text in the colour of this tone, if the screen has colours. The
    /// text must be clean already.
    pub fn paint(self, text: &str, screen: &Screen) -> String {
        match self.code() {
            Some(code) if screen.colour && !text.is_empty() => {
                format!("\x1b[{code}m{text}\x1b[0m")
            }
            _ => text.to_owned(),
        }
    }
}

/// One cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says; cleaned when it is written.
    pub text: String,
    /// The same in fewer columns, for a narrow screen.
    pub brief: Option<String>,
    /// Whether it is cut where there is no room, rather than broken into more
    /// lines than the row has anyway.
    pub cut: bool,
    /// How it is meant.
    pub tone: Tone,
}

impl Cell {
    /// A cell with a tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Cell {
            text: text.into(),
            brief: None,
            cut: false,
            tone,
        }
    }

    /// A cell that is cut where there is no room for all of it.
    pub fn cut(text: impl Into<String>) -> Self {
        Cell {
            cut: true,
            ..Cell::from(text)
        }
    }

    /// The same cell with what it says where the screen is narrow.
    #[must_use]
    pub fn or_brief(mut self, brief: impl Into<String>) -> Self {
        self.brief = Some(brief.into());
        self
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Cell::new(text, Tone::Plain)
    }
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// On which side its text stands.
    pub align: Align,
    /// Whether its text may wrap; codes, numbers and dates may not.
    pub flexible: bool,
    /// Whether it may be left out where the screen is narrow: 1 goes first, 0
    /// always stays.
    pub spare: u8,
    /// Whether it is only in the whole table: brief cells of another column say
    /// what it says.
    pub folded: bool,
    /// Whether brief cells beside it are better than breaking its text.
    pub preferred: bool,
}

impl Column {
    /// A column of codes or dates, which is never broken.
    pub fn fixed(heading: impl Into<String>) -> Self {
        Column {
            heading: heading.into(),
            align: Align::Left,
            flexible: false,
            spare: 0,
            folded: false,
            preferred: false,
        }
    }

    /// A column of numbers, which is never broken and stands on the right.
    pub fn number(heading: impl Into<String>) -> Self {
        Column {
            align: Align::Right,
            ..Column::fixed(heading)
        }
    }

    /// A column of text, which wraps where the window is narrow.
    pub fn text(heading: impl Into<String>) -> Self {
        Column {
            flexible: true,
            ..Column::fixed(heading)
        }
    }

    /// The same column, left out where the screen is narrow: 1 goes first.
    #[must_use]
    pub fn spare(mut self, rank: u8) -> Self {
        self.spare = rank;
        self
    }

    /// The same column, left out where brief cells of another one say the same.
    #[must_use]
    pub fn folded(mut self) -> Self {
        self.folded = true;
        self
    }

    /// The same column, for whose sake other cells are brief before its text is
    /// broken.
    #[must_use]
    pub fn preferred(mut self) -> Self {
        self.preferred = true;
        self
    }
}

/// A table. One without rows writes nothing: the caller says what that means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a cell for each column; what is missing is empty.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Table {
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push<C: Into<Cell>>(&mut self, row: impl IntoIterator<Item = C>) {
        self.rows.push(row.into_iter().map(Into::into).collect());
    }

    /// Writes the table so that it fits the screen; one of less than 30 columns
    /// is taken for one of 30.
    pub fn write(&self, out: &mut dyn Write, screen: &Screen) -> io::Result<()> {
        if self.rows.is_empty() || self.columns.is_empty() {
            return Ok(());
        }
        let sheet = self.cleaned(Form::Whole);
        let Some(room) = screen.width.map(|width| usize::from(width).max(30)) else {
            return sheet.write_grid(&layout::natural(&sheet.needs()), out, screen);
        };
        for (form, floor, whole) in self.forms() {
            let sheet = self.cleaned(form);
            let mut needs = sheet.needs();
            for (need, column) in needs.iter_mut().zip(&sheet.columns) {
                need.flexible &= !(whole && column.preferred);
            }
            if let Some(widths) = layout::fit(&needs, room, floor) {
                return sheet.write_grid(&widths, out, screen);
            }
        }
        sheet.write_stacked(room, out, screen)
    }

    /// What is tried, in this order, with the least that a text is given: the
    /// whole table, brief cells, brief cells without spare columns. Texts for
    /// whose sake others are brief are first tried whole.
    fn forms(&self) -> Vec<(Form, usize, bool)> {
        let spare = self.columns.iter().map(|column| column.spare).max();
        let [easy, tight, least] = layout::FLOORS;
        let both = |whole| [Form::Whole, Form::Brief(0)].map(|form| (form, easy, whole));
        let mut forms = [both(true), both(false)].concat();
        if self.columns.iter().any(|column| column.preferred) {
            forms.retain(|(form, _, whole)| *whole || matches!(form, Form::Brief(_)));
        }
        for floor in [tight, least] {
            forms.extend((0..=spare.unwrap_or(0)).map(|rank| (Form::Brief(rank), floor, false)));
        }
        forms
    }

    fn cleaned(&self, form: Form) -> Sheet<'_> {
        let clean = |text: &str| clean::terminal(text).trim().to_owned();
        let heading = |at: &usize| Cell::new(clean(&self.columns[*at].heading), Tone::Strong);
        let cell = |cell: Option<&Cell>| {
            cell.map_or_else(Cell::default, |cell| Cell {
                cut: cell.cut,
                ..Cell::new(clean(form.text(cell)), cell.tone)
            })
        };
        let kept: Vec<usize> = (0..self.columns.len())
            .filter(|at| form.keeps(&self.columns[*at]))
            .collect();
        let row = |row: &Vec<Cell>| kept.iter().map(|at| cell(row.get(*at))).collect();
        Sheet {
            columns: kept.iter().map(|at| &self.columns[*at]).collect(),
            headings: kept.iter().map(heading).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

/// How much of a table is shown.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// Everything.
    Whole,
    /// Brief cells, without the spare columns up to that rank.
    Brief(u8),
}

impl Form {
    fn keeps(self, column: &Column) -> bool {
        match self {
            Form::Whole => true,
            Form::Brief(rank) => !column.folded && (column.spare == 0 || column.spare > rank),
        }
    }

    fn text(self, cell: &Cell) -> &str {
        match (self, &cell.brief) {
            (Form::Brief(_), Some(brief)) => brief,
            _ => &cell.text,
        }
    }
}

/// Rows that are laid out at once: the widths are known, and a long table laid
/// out whole takes much memory.
const AT_ONCE: usize = 1000;

/// A table whose text is clean and whose rows are complete.
struct Sheet<'a> {
    columns: Vec<&'a Column>,
    headings: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
}

impl Sheet<'_> {
    fn needs(&self) -> Vec<Need> {
        let widest = |at: usize| self.rows.iter().map(|row| term::width(&row[at].text)).max();
        (0..self.columns.len())
            .map(|at| Need {
                content: widest(at).unwrap_or(0),
                heading: term::width(&self.headings[at].text),
                heading_word: widest_word(&self.headings[at].text),
                flexible: self.columns[at].flexible,
            })
            .collect()
    }

    fn write_grid(&self, widths: &[usize], out: &mut dyn Write, screen: &Screen) -> io::Result<()> {
        let mut headings = Some(&self.headings);
        for rows in self.rows.chunks(AT_ONCE) {
            let mut grid = Grid::new(widths, self.columns.iter().map(|column| column.align));
            for row in headings.take().into_iter().chain(rows) {
                grid.push(row);
            }
            grid.write(out, screen)?;
        }
        Ok(())
    }

    /// A field a line, a blank line between two rows; empty fields are left out.
    fn write_stacked(&self, room: usize, out: &mut dyn Write, screen: &Screen) -> io::Result<()> {
        let widest = self.headings.iter().map(|cell| term::width(&cell.text));
        let left = widest.max().unwrap_or(0).min(room / 3).max(3);
        let widths = [left, room - GAP - left];
        for (at, row) in self.rows.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            let mut grid = Grid::new(&widths, [Align::Left, Align::Left]);
            for (heading, cell) in self.headings.iter().zip(row) {
                if !cell.text.is_empty() {
                    grid.push(&[heading.clone(), cell.clone()]);
                }
            }
            grid.write(out, screen)?;
        }
        Ok(())
    }
}

/// The widest word of a heading; one in Chinese is not broken.
fn widest_word(heading: &str) -> usize {
    heading.split(' ').map(term::width).max().unwrap_or(0)
}

/// Cells broken into lines, in columns of known widths.
struct Grid<'a> {
    widths: &'a [usize],
    aligns: Vec<Align>,
    rows: Vec<Vec<Block>>,
}

/// A cell broken into lines.
struct Block {
    lines: Vec<String>,
    tone: Tone,
}

impl Block {
    /// Keeps so many lines of a text, with a `…` behind the last if there were more.
    fn cut_to(&mut self, lines: usize, text: &str, width: usize) {
        if self.lines.len() <= lines {
            return;
        }
        self.lines.truncate(lines.saturating_sub(1));
        let rest = self.lines.iter().fold(text, |rest, line| {
            let rest = rest.trim_start();
            rest.strip_prefix(line.as_str()).unwrap_or(rest)
        });
        self.lines.push(term::truncate(rest.trim_start(), width));
    }
}

impl<'a> Grid<'a> {
    fn new(widths: &'a [usize], aligns: impl IntoIterator<Item = Align>) -> Self {
        Grid {
            widths,
            aligns: aligns.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    fn push(&mut self, cells: &[Cell]) {
        let block = |(cell, &width): (&Cell, &usize)| Block {
            lines: match term::width(&cell.text) <= width {
                true => vec![cell.text.clone()],
                false => term::wrap(&cell.text, width),
            },
            tone: cell.tone,
        };
        let mut row: Vec<Block> = cells.iter().zip(self.widths).map(block).collect();
        let whole = row.iter().zip(cells).filter(|(_, cell)| !cell.cut);
        let height = whole.map(|(block, _)| block.lines.len()).max();
        let cut = row.iter_mut().zip(cells).zip(self.widths);
        for ((block, cell), width) in cut.filter(|((_, cell), _)| cell.cut) {
            block.cut_to(height.unwrap_or(1), &cell.text, *width);
        }
        self.rows.push(row);
    }

    fn write(&self, out: &mut dyn Write, screen: &Screen) -> io::Result<()> {
        let table = self.comfy();
        let mut lines = table.lines();
        for row in &self.rows {
            let height = row.iter().map(|block| block.lines.len()).max();
            for (at, line) in lines.by_ref().take(height.unwrap_or(0)).enumerate() {
                let line = self.painted(&line, row, at, screen);
                writeln!(out, "{}", line.trim_end_matches(' '))?;
            }
        }
        lines.try_for_each(|line| writeln!(out, "{}", line.trim_end_matches(' ')))
    }

    fn comfy(&self) -> comfy::Table {
        let mut table = comfy::Table::new();
        table
            .load_style(comfy::presets::NOTHING)
            .set_content_arrangement(comfy::ContentArrangement::Disabled);
        for row in &self.rows {
            table.add_row(row.iter().map(|block| block.lines.join("\n")));
        }
        let last = self.widths.len().saturating_sub(1);
        for (at, column) in table.column_iter_mut().enumerate() {
            let gap = if at == last { 0 } else { GAP };
            let width = u16::try_from(self.widths[at] + gap).unwrap_or(u16::MAX);
            column.set_padding((0, u16::from(at != last) * GAP as u16));
            column.set_constraint(comfy::ColumnConstraint::Absolute(comfy::Width::Fixed(
                width,
            )));
            column.set_cell_alignment(match self.aligns[at] {
                Align::Left => comfy::CellAlignment::Left,
                Align::Right => comfy::CellAlignment::Right,
            });
        }
        table
    }

    /// The line with the colours of its cells, which stand where the widths say.
    fn painted(&self, line: &str, row: &[Block], at: usize, screen: &Screen) -> String {
        let mut painted = String::with_capacity(line.len());
        let mut done = 0;
        let mut start = 0;
        for (column, block) in row.iter().enumerate() {
            let text = block.lines.get(at).map_or("", String::as_str);
            let blanks = self.widths[column].saturating_sub(term::width(text));
            let from = match self.aligns[column] {
                Align::Left => start,
                Align::Right => start + blanks,
            };
            if line.get(from..from + text.len()) == Some(text) {
                painted.push_str(&line[done..from]);
                painted.push_str(&block.tone.paint(text, screen));
                done = from + text.len();
            }
            start += text.len() + blanks + GAP;
        }
        painted.push_str(&line[done..]);
        painted
    }
}

#[cfg(test)]
mod tests;
