use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map as Object, Value};

use super::{Cells, Record, Rows, Table, Unit, line, not_a_table};
use crate::finding::{Code, Finding};
use crate::ops::import::map::Map;

/// The largest JSON text that is read: as values it takes several times that.
const MOST_BYTES: usize = 128 * 1024 * 1024;

/// The records of a JSON document, or of one document a line.
pub(super) fn table<'a>(text: &str, map: &Map) -> Result<Table<'a>, Finding> {
    if text.len() > MOST_BYTES {
        return Err(too_large(text));
    }
    if map.skip > 0 {
        let finding = Finding::new(Code::BadRule).arg("field", "skip");
        let finding = finding.arg("why", "no-rows-above");
        return Err(finding.at_path(["skip".into()]));
    }
    let (form, unit, values) = records(text, map)?;
    let mut columns = Columns::default();
    let rows: Vec<Record> = values
        .into_iter()
        .map(|(place, value)| Record {
            place,
            cells: Cells::Sparse(columns.cells(&value)),
            raw: None,
            broken: None,
        })
        .filter(|record| matches!(&record.cells, Cells::Sparse(cells) if !cells.is_empty()))
        .collect();
    if rows.is_empty() {
        return Err(Finding::new(Code::EmptyFile));
    }
    let header = line(
        columns.names.iter().map(String::as_str),
        map.delimiter.byte(),
    );
    let count = rows.len();
    Ok(Table {
        form,
        sheet: None,
        unit,
        above: String::new(),
        header: map.header.then_some(Cow::Owned(header)),
        names: columns.names,
        rows: Rows::Held(rows.into_iter(), count),
    })
}

type Placed = (&'static str, Unit, Vec<(u64, Value)>);

fn records(text: &str, map: &Map) -> Result<Placed, Finding> {
    let mut values = values(text)?;
    let several = values.len() > 1;
    if several && map.records.is_none() {
        return Ok(("NDJSON", Unit::Line, values));
    }
    let document = values.swap_remove(0).1;
    let path = map.records.as_ref().map(crate::yaml::Text::as_str);
    let found = path.map_or(Some(&document), |path| at(&document, path));
    let list = match found {
        Some(Value::Array(list)) if !several => list.clone(),
        Some(record @ Value::Object(_)) if path.is_none() && is_record(record, map) => {
            vec![record.clone()]
        }
        _ => {
            let known = lists(&document);
            let finding = Finding::new(Code::NoRecords).maybe("path", path.map(str::to_owned));
            let finding = match known.is_empty() {
                true => finding,
                false => finding.arg("known", known),
            };
            return Err(match path {
                Some(_) => finding.at_path(["records".into()]),
                None => finding,
            });
        }
    };
    let numbered = (1..).zip(list);
    Ok(("JSON", Unit::Record, numbered.collect()))
}

/// The records of an export, whole: a list, the only list of objects in a
/// document, or one document a line.
pub(super) fn objects(text: &str) -> Result<Vec<(u64, Value)>, Finding> {
    if text.len() > MOST_BYTES {
        return Err(too_large(text));
    }
    let mut values = values(text)?;
    if values.len() > 1 {
        return Ok(values);
    }
    let document = values.swap_remove(0).1;
    let list = match &document {
        Value::Array(list) => Some(list),
        Value::Object(_) => match lists(&document).as_slice() {
            [only] => at(&document, only).and_then(Value::as_array),
            _ => None,
        },
        _ => None,
    };
    let list = list.cloned().unwrap_or_else(|| vec![document]);
    Ok((1..).zip(list).collect())
}

fn too_large(text: &str) -> Finding {
    let finding = Finding::new(Code::TooLarge).arg("size", text.len());
    finding.arg("limit", MOST_BYTES)
}

/// Whether a document is itself a record: it has a column that the map names.
fn is_record(document: &Value, map: &Map) -> bool {
    let mut columns = Columns::default();
    columns.cells(document);
    let fields = map
        .fields()
        .into_iter()
        .flat_map(|(_, field)| field.rule.column.iter());
    let keys = map
        .id
        .iter()
        .chain(map.case.iter())
        .chain(map.reference.iter());
    let mut named = keys.chain(fields);
    named.any(|name| columns.places.contains_key(name.as_str()))
}

/// The documents of a text with the lines on which they begin.
fn values(text: &str) -> Result<Vec<(u64, Value)>, Finding> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let (mut found, mut counted, mut line) = (Vec::new(), 0, 1_u64);
    loop {
        let behind = stream.byte_offset();
        let Some(value) = stream.next() else { break };
        let value = value.map_err(|error| {
            let mut finding = not_a_table("json", &error);
            finding.place.line = Some(error.line());
            finding
        })?;
        let start = text.len() - text[behind..].trim_start().len();
        line += text[counted..start].matches('\n').count() as u64;
        counted = start;
        found.push((line, value));
    }
    match found.is_empty() {
        true => Err(Finding::new(Code::EmptyFile)),
        false => Ok(found),
    }
}

/// The value at a dotted path.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, key| match value {
        Value::Object(object) => object.get(key),
        Value::Array(list) => list.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Paths of lists of objects in a document, not those inside a list.
fn lists(value: &Value) -> Vec<String> {
    let Value::Object(object) = value else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, value) in object {
        match value {
            Value::Array(list) if list.iter().any(Value::is_object) => found.push(key.clone()),
            inner => {
                let inner = lists(inner).into_iter();
                found.extend(inner.map(|path| format!("{key}.{path}")));
            }
        }
    }
    found
}

/// The columns of all records, in the order in which they first appear.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    fn cells(&mut self, record: &Value) -> Vec<(usize, String)> {
        let mut cells = Vec::new();
        self.add("", record, &mut cells);
        cells.sort_by_key(|(at, _)| *at);
        cells.dedup_by_key(|(at, _)| *at);
        cells
    }

    fn add(&mut self, name: &str, value: &Value, cells: &mut Vec<(usize, String)>) {
        match value {
            Value::Object(object) => self.object(name, object, cells),
            Value::Array(list) if list.iter().any(is_nested) => {
                for (at, value) in list.iter().enumerate() {
                    self.add(&dotted(name, &at.to_string()), value, cells);
                }
            }
            Value::Array(list) => {
                let texts: Vec<String> = list.iter().map(scalar).collect();
                self.put(name, texts.join("; "), cells);
            }
            value => self.put(name, scalar(value), cells),
        }
    }

    fn object(
        &mut self,
        name: &str,
        object: &Object<String, Value>,
        cells: &mut Vec<(usize, String)>,
    ) {
        for (key, value) in object {
            self.add(&dotted(name, key), value, cells);
        }
    }

    fn put(&mut self, name: &str, text: String, cells: &mut Vec<(usize, String)>) {
        let at = match self.places.get(name) {
            Some(at) => *at,
            None => {
                self.places.insert(name.to_owned(), self.names.len());
                self.names.push(name.to_owned());
                self.names.len() - 1
            }
        };
        if !text.trim().is_empty() {
            cells.push((at, text));
        }
    }
}

fn is_nested(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

fn dotted(name: &str, key: &str) -> String {
    match name.is_empty() {
        true => key.to_owned(),
        false => format!("{name}.{key}"),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn read(text: &str, more: &str) -> Result<(Vec<String>, Vec<Vec<String>>), Code> {
        let map: Map = yaml::read(format!("source: x\nid: id\n{more}").as_bytes()).unwrap();
        let table = table(text, &map).map_err(|finding| finding.code)?;
        let names = table.names.clone();
        let width = names.len();
        let cells = |record: Record| {
            let cells = (0..width).map(|at| record.cells.get(at).to_owned());
            cells.collect()
        };
        Ok((names, table.map(cells).collect()))
    }

    #[test]
    fn nested_keys_are_columns_with_dots() {
        let text = r#"[{"id": 7, "a": {"b": [{"c": "x"}, {"c": "y"}], "d": ["p", "q"]}},
                       {"id": 8, "e": true, "a": {"d": null}}, {}]"#;
        let (names, rows) = read(text, "").unwrap();
        assert_eq!(names, ["id", "a.b.0.c", "a.b.1.c", "a.d", "e"]);
        assert_eq!(
            rows,
            [["7", "x", "y", "p; q", ""], ["8", "", "", "", "true"]]
        );
    }

    #[test]
    fn lists_are_found_where_the_map_says() {
        let text = r#"{"meta": {"tags": ["t"]}, "data": {"items": [{"id": 1}]}}"#;
        assert_eq!(read(text, "records: data.items").unwrap().1, [["1"]]);
        assert_eq!(read(text, "records: data").unwrap_err(), Code::NoRecords);
        assert_eq!(read(text, "").unwrap_err(), Code::NoRecords);
        assert_eq!(read("[]", "").unwrap_err(), Code::EmptyFile);
        assert_eq!(read("{\"id\": 1", "").unwrap_err(), Code::NotATable);
        assert_eq!(read("[{\"id\": 1}]", "skip: 1").unwrap_err(), Code::BadRule);
    }

    #[test]
    fn documents_one_a_line_have_their_lines() {
        let map: Map = yaml::read(b"source: x\nid: id\n").unwrap();
        let table = table("{\"id\": 1}\n\n{\"id\": 2}\n", &map).unwrap();
        let places: Vec<u64> = table.map(|record| record.place).collect();
        assert_eq!(places, [1, 3]);
        assert_eq!(read("{\"id\": 1}", "").unwrap().1, [["1"]]);
    }
}
