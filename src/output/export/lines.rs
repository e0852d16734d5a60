//! CSV, lines of JSON, and a JSON document.

use std::io::{self, Write};

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::cells::text;
use super::{Head, Row, Sink, Value, Written, csv, export, json};

/// Rows as CSV.
pub(super) struct Csv<'a>(csv::Lines<'a>);

impl<'a> Csv<'a> {
    pub fn start(
        head: &Head,
        bom: bool,
        terminal: bool,
        out: &'a mut dyn Write,
    ) -> io::Result<Self> {
        if bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut lines = csv::Lines::new(out, terminal);
        lines.line(head.columns.iter().map(|column| column.name))?;
        Ok(Csv(lines))
    }
}

impl Sink for Csv<'_> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        self.0.line(row.values.iter().map(text))
    }

    fn end(mut self: Box<Self>, _: usize) -> io::Result<Written> {
        self.0.flush()?;
        Ok(Written::default())
    }
}

/// Rows as objects, one a line.
pub(super) struct Ndjson<'a> {
    head: Head,
    out: &'a mut dyn Write,
}

impl<'a> Ndjson<'a> {
    pub fn start(head: Head, out: &'a mut dyn Write) -> Self {
        Ndjson { head, out }
    }
}

impl Sink for Ndjson<'_> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        let object = Object {
            version: Some(json::FORMAT),
            columns: &self.head.columns,
            values: &row.values,
        };
        let line = serde_json::to_string(&object)?;
        writeln!(self.out, "{}", json::harmless(&line))
    }

    fn end(self: Box<Self>, _: usize) -> io::Result<Written> {
        self.out.flush()?;
        Ok(Written::default())
    }
}

/// Rows in one JSON document.
pub(super) struct Document<'a> {
    head: Head,
    out: &'a mut dyn Write,
    empty: bool,
}

impl<'a> Document<'a> {
    pub fn start(head: Head, out: &'a mut dyn Write) -> io::Result<Self> {
        let (version, rows) = (json::FORMAT, head.rows.word());
        let now = text(&Value::Time(head.now));
        writeln!(
            out,
            "{{\n  \"plaint\": \"{version}\",\n  \"rows\": \"{rows}\","
        )?;
        write!(out, "  \"now\": \"{now}\",\n  \"{rows}\": [")?;
        Ok(Document {
            head,
            out,
            empty: true,
        })
    }
}

impl Sink for Document<'_> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        let object = Object {
            version: None,
            columns: &self.head.columns,
            values: &row.values,
        };
        let object = serde_json::to_string_pretty(&object)?;
        let object = json::harmless(&object).replace('\n', "\n    ");
        let comma = if self.empty { "" } else { "," };
        self.empty = false;
        write!(self.out, "{comma}\n    {object}")
    }

    fn end(self: Box<Self>, left_out: usize) -> io::Result<Written> {
        let close = if self.empty { "]" } else { "\n  ]" };
        writeln!(self.out, "{close},\n  \"left_out\": {left_out}\n}}")?;
        self.out.flush()?;
        Ok(Written::default())
    }
}

/// A row as an object.
struct Object<'a> {
    version: Option<&'static str>,
    columns: &'a [export::Column],
    values: &'a [Value],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(version) = self.version {
            map.serialize_entry("plaint", version)?;
        }
        for (column, value) in self.columns.iter().zip(self.values) {
            map.serialize_entry(column.name, &Plain(value))?;
        }
        map.end()
    }
}

/// A value as JSON.
struct Plain<'a>(&'a Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Nothing => serializer.serialize_none(),
            Value::Integer(number) | Value::Duration(number) => serializer.serialize_i64(*number),
            // Digit by digit: a binary number would round it.
            Value::Decimal(number) => RawValue::from_string(number.to_string())
                .map_err(S::Error::custom)?
                .serialize(serializer),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::List(list) => list.serialize(serializer),
            Value::Json(json) => json.serialize(serializer),
            Value::Text(_) | Value::Date(_) | Value::Time(_) => {
                serializer.serialize_str(&text(self.0))
            }
        }
    }
}
