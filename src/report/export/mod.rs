//! Flat rows about cases, for spreadsheets and databases: every column with
//! its type and meaning, and how its value is found.

mod cases;
mod column;
mod entries;
mod facts;
mod goods;
mod guard;
mod mask;
mod obligations;

pub use column::{Column, ColumnRow, ColumnsOutput, Sort, Value};
pub use facts::Facts;
pub use guard::{guarded, unguarded};
pub use mask::Mask;

use crate::finding::{Code, Finding};
use crate::yaml::nearest;
use column::Field;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rows {
    /// A case.
    #[default]
    Cases,
    /// An entry of a log.
    Entries,
    /// A time limit.
    Obligations,
    /// A product line.
    Goods,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The number of the case that it is about.
    pub case: String,
    /// A value for each column.
    pub values: Vec<Value>,
}

impl Rows {
    /// Every kind of row.
    pub const ALL: [Rows; 4] = [Rows::Cases, Rows::Entries, Rows::Obligations, Rows::Goods];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Rows::Cases => "cases",
            Rows::Entries => "entries",
            Rows::Obligations => "obligations",
            Rows::Goods => "goods",
        }
    }

    /// Its columns.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Rows::Cases => columns(cases::FIELDS),
            Rows::Entries => columns(entries::FIELDS),
            Rows::Obligations => columns(obligations::FIELDS),
            Rows::Goods => columns(goods::FIELDS),
        }
    }
}

fn columns<F>(fields: &[Field<F>]) -> Vec<Column> {
    fields.iter().map(|field| field.column).collect()
}

/// The columns that are wanted of one kind of row.
#[derive(Debug, Clone)]
pub struct Selection {
    /// What a row is about.
    pub rows: Rows,
    /// Places of the columns, in the order in which they are wanted.
    places: Vec<usize>,
}

impl Selection {
    /// All columns.
    pub fn all(rows: Rows) -> Selection {
        Selection {
            rows,
            places: (0..rows.columns().len()).collect(),
        }
    }

    /// Those columns, in that order.
    ///
    /// # Errors
    /// There is no column of that name, or one is named twice.
    pub fn of(rows: Rows, names: &[String]) -> Result<Selection, Finding> {
        let known = rows.columns();
        let mut places = Vec::new();
        for name in names {
            let place = known.iter().position(|column| column.name == name);
            let place = place.ok_or_else(|| unknown(name, &known))?;
            if places.contains(&place) {
                return Err(Finding::new(Code::DuplicateKey).arg("key", name.as_str()));
            }
            places.push(place);
        }
        Ok(Selection { rows, places })
    }

    /// The columns.
    pub fn columns(&self) -> Vec<Column> {
        let all = self.rows.columns();
        self.places.iter().map(|&place| all[place]).collect()
    }

    /// The rows of a case.
    pub fn rows_of(&self, facts: &Facts) -> Vec<Row> {
        match self.rows {
            Rows::Cases => vec![self.row(facts, cases::FIELDS, |field| (field.value)(facts))],
            Rows::Entries => {
                self.each(facts, entries::FIELDS, entries::of(facts), |field, line| {
                    (field.value)(line)
                })
            }
            Rows::Obligations => self.each(
                facts,
                obligations::FIELDS,
                obligations::of(facts),
                |field, line| (field.value)(line),
            ),
            Rows::Goods => self.each(facts, goods::FIELDS, goods::of(facts), |field, line| {
                (field.value)(line)
            }),
        }
    }

    fn each<F, L>(
        &self,
        facts: &Facts,
        fields: &[Field<F>],
        lines: Vec<L>,
        value: impl Fn(&Field<F>, &L) -> Value,
    ) -> Vec<Row> {
        let row = |line| self.row(facts, fields, |field| value(field, line));
        lines.iter().map(row).collect()
    }

    fn row<F>(
        &self,
        facts: &Facts,
        fields: &[Field<F>],
        value: impl Fn(&Field<F>) -> Value,
    ) -> Row {
        let places = self.places.iter();
        Row {
            case: facts.case.number().to_string(),
            values: places.map(|&place| value(&fields[place])).collect(),
        }
    }
}

fn unknown(name: &str, known: &[Column]) -> Finding {
    let names: Vec<String> = known.iter().map(|column| column.name.to_owned()).collect();
    let near = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
    Finding::new(Code::UnknownReference)
        .arg("what", "column")
        .arg("word", name)
        .maybe("nearest", near)
        .arg("known", names)
}
