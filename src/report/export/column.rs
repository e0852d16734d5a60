//! Columns and the values that stand in them.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rust_decimal::Decimal;
use serde::Serialize;

use super::Rows;

/// What sort of values a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A decimal, without rounding.
    Decimal,
    /// A day.
    Date,
    /// An instant, in the register's time zone.
    Time,
    /// A length of time, in seconds.
    Duration,
    /// Yes or no.
    Flag,
    /// Several texts.
    List,
    /// Fields of an entry.
    Json,
}

impl Sort {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Text => "text",
            Sort::Integer => "integer",
            Sort::Decimal => "decimal",
            Sort::Date => "date",
            Sort::Time => "time",
            Sort::Duration => "duration",
            Sort::Flag => "flag",
            Sort::List => "list",
            Sort::Json => "json",
        }
    }
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// There is none.
    Nothing,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A decimal.
    Decimal(Decimal),
    /// A day.
    Date(NaiveDate),
    /// An instant.
    Time(DateTime<FixedOffset>),
    /// A length of time, in seconds.
    Duration(i64),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
    /// Fields of an entry.
    Json(serde_json::Value),
}

impl Value {
    /// Its sort; none where there is no value.
    pub fn sort(&self) -> Option<Sort> {
        Some(match self {
            Value::Nothing => return None,
            Value::Text(_) => Sort::Text,
            Value::Integer(_) => Sort::Integer,
            Value::Decimal(_) => Sort::Decimal,
            Value::Date(_) => Sort::Date,
            Value::Time(_) => Sort::Time,
            Value::Duration(_) => Sort::Duration,
            Value::Flag(_) => Sort::Flag,
            Value::List(_) => Sort::List,
            Value::Json(_) => Sort::Json,
        })
    }

    /// The text of something that may be there.
    pub(super) fn text(text: Option<impl ToString>) -> Value {
        text.map(|text| text.to_string()).into()
    }

    /// The texts of several things.
    pub(super) fn list(list: impl IntoIterator<Item = impl ToString>) -> Value {
        Value::List(list.into_iter().map(|text| text.to_string()).collect())
    }

    /// A count.
    pub(super) fn count(count: usize) -> Value {
        Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Nothing, Into::into)
    }
}

macro_rules! from {
    ($($of:ty => $sort:ident,)*) => {
        $(impl From<$of> for Value {
            fn from(value: $of) -> Self { Value::$sort(value) }
        })*
    };
}
from! {
    String => Text,
    i64 => Integer,
    Decimal => Decimal,
    NaiveDate => Date,
    DateTime<FixedOffset> => Time,
    bool => Flag,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

/// What is known of a column: heading of a CSV file, key in JSON, type in a
/// workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub sort: Sort,
    /// The unit of its numbers.
    pub unit: Option<&'static str>,
    /// What it means.
    pub meaning: &'static str,
}

/// What `export --columns --format json` prints.
#[derive(Debug, Serialize)]
pub struct ColumnsOutput {
    /// The columns, by rows and in their order.
    pub columns: Vec<ColumnRow>,
}

/// A column, as it is listed.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnRow {
    /// What a row with this column is about.
    pub rows: &'static str,
    /// Its name.
    pub column: &'static str,
    /// What it holds.
    #[serde(rename = "type")]
    pub sort: &'static str,
    /// The unit of its numbers.
    pub unit: Option<&'static str>,
    /// What it means.
    pub meaning: &'static str,
}

impl ColumnsOutput {
    /// The columns of those rows.
    pub fn of(rows: &[Rows]) -> ColumnsOutput {
        let row = |rows: &Rows, column: Column| ColumnRow {
            rows: rows.word(),
            column: column.name,
            sort: column.sort.word(),
            unit: column.unit,
            meaning: column.meaning,
        };
        let of = |rows: &Rows| {
            let columns = rows.columns().into_iter();
            columns.map(|column| row(rows, column)).collect::<Vec<_>>()
        };
        ColumnsOutput {
            columns: rows.iter().flat_map(of).collect(),
        }
    }
}

/// A column and how its value is found.
pub(super) struct Field<F> {
    pub column: Column,
    pub value: F,
}

/// A column without a unit.
pub(super) const fn field<F>(
    name: &'static str,
    sort: Sort,
    meaning: &'static str,
    value: F,
) -> Field<F> {
    let column = Column {
        name,
        sort,
        unit: None,
        meaning,
    };
    Field { column, value }
}

/// A column of numbers in that unit.
pub(super) const fn measure<F>(
    name: &'static str,
    sort: Sort,
    unit: &'static str,
    meaning: &'static str,
    value: F,
) -> Field<F> {
    let column = Column {
        name,
        sort,
        unit: Some(unit),
        meaning,
    };
    Field { column, value }
}
