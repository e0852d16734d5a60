use std::collections::HashMap;

use super::map::Map;
use super::table::{Cells, one_line};
use crate::finding::{Code, Finding, Step};
use crate::yaml::{Several, Text, nearest};

/// Where the columns that a map names stand.
#[derive(Debug, Default)]
pub(super) struct Columns(HashMap<String, usize>);

impl Columns {
    /// Finds every column of the map by the first row of the file.
    pub fn find(map: &Map, first: &[String]) -> Result<Columns, Vec<Finding>> {
        let mut columns = Columns::default();
        let mut findings = Vec::new();
        for (path, name) in named(map) {
            let place = if map.header {
                by_name(name, first)
            } else {
                by_number(name, first)
            };
            match place {
                Ok(place) => {
                    columns.0.insert(name.to_string(), place);
                }
                Err(finding) => findings.push(finding.at_path(path)),
            }
        }
        if findings.is_empty() {
            return Ok(columns);
        }
        // Where no column is right, the row is no header: one word is enough.
        if columns.0.is_empty() && map.header {
            findings.truncate(1);
            let first = findings.pop().into_iter();
            return Err(first
                .map(|first| first.arg("hint", "header-below"))
                .collect());
        }
        Err(findings)
    }

    /// The cell of that column.
    pub fn cell<'r>(&self, record: &'r Cells, column: &str) -> &'r str {
        let place = self.0.get(column);
        place.map_or("", |at| record.get(*at))
    }
}

/// Every column that the map names, with its path in the map.
fn named(map: &Map) -> Vec<(Vec<Step>, &Text)> {
    let mut all = listed(&[Step::from("id")], &map.id);
    all.extend(listed(&[Step::from("case")], &map.case));
    all.extend(listed(&[Step::from("match")], &map.reference));
    if let Some(ignore) = &map.ignore {
        all.extend(listed(&["ignore".into(), "column".into()], &ignore.column));
    }
    for (section, field) in map.fields() {
        for (key, columns) in [("column", &field.rule.column), ("or", &field.rule.or)] {
            let path = [section.into(), field.name.into(), key.into()];
            all.extend(listed(&path, columns));
        }
    }
    all
}

fn listed<'a>(path: &[Step], columns: &'a Several<Text>) -> Vec<(Vec<Step>, &'a Text)> {
    let one = columns.len() == 1;
    let each = columns.iter().enumerate().map(|(at, name)| {
        let mut path = path.to_vec();
        if !one {
            path.push(at.into());
        }
        (path, name)
    });
    each.collect()
}

fn by_name(name: &str, header: &[String]) -> Result<usize, Finding> {
    let mut places = header
        .iter()
        .enumerate()
        .filter(|(_, cell)| one_line(cell) == one_line(name));
    match (places.next(), places.next()) {
        (Some((place, _)), None) => Ok(place),
        (Some((first, _)), Some((second, _))) => Err(Finding::new(Code::DuplicateColumn)
            .arg("column", name)
            .arg("first", first + 1)
            .arg("second", second + 1)),
        (None, _) => {
            let known = header.iter().map(|cell| one_line(cell));
            let all: Vec<String> = known.filter(|name| !name.is_empty()).collect();
            let near = nearest(name, all.iter().map(String::as_str));
            Err(Finding::new(Code::UnknownColumn)
                .arg("word", name)
                .maybe("nearest", near.map(str::to_owned))
                .arg("known", all))
        }
    }
}

fn by_number(name: &str, first: &[String]) -> Result<usize, Finding> {
    let number: usize = name.parse().map_err(|_| {
        Finding::new(Code::BadValue)
            .arg("expected", "column-number")
            .arg("found", name)
    })?;
    match number {
        1.. if number <= first.len() => Ok(number - 1),
        _ => Err(Finding::new(Code::UnknownColumn)
            .arg("word", name)
            .arg("columns", first.len())),
    }
}
