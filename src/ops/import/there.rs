//! Complaints that are in the register already, and what a list says of them
//! now.

use std::collections::HashMap;

use serde_json::Value;

use super::row::{Draft, StepDraft};
use super::run::{Changed, Imported};
use crate::calendar::Calendar;
use crate::case::kinds::Open;
use crate::case::{Body, Case};
use crate::finding::Stop;
use crate::ops::desk::{Desk, each, parse};
use crate::procedure::Seen;
use crate::register::CaseFile;

/// The cases of the register that have a reference, by it.
pub(super) struct There(HashMap<String, (CaseFile, Case)>);

impl There {
    pub fn of(desk: &Desk) -> Result<There, Stop> {
        let register = &desk.register;
        let (found, _) = each(register, |file| {
            let (_, case) = parse(register, file)?;
            let open = case.log.iter().find_map(|entry| match &entry.body {
                Body::Open(open) => open.reference.as_ref().map(ToString::to_string),
                _ => None,
            });
            Ok(open.map(|reference| (reference, (file.clone(), case))))
        })?;
        Ok(There(found.into_iter().collect()))
    }

    /// How many of those complaints, by their references, came already from
    /// another source: with the same id, day and customer. And that source.
    pub fn elsewhere<'r>(
        &self,
        complaints: impl Iterator<Item = (&'r str, &'r Open)>,
        calendar: &Calendar,
    ) -> Option<(usize, String)> {
        let day = |open: &Open| Some(calendar.local(open.when?.0).date_naive());
        let mut known: HashMap<&str, Vec<(&str, &Open)>> = HashMap::new();
        for (reference, (_, case)) in &self.0 {
            let open = case.log.iter().find_map(|entry| match &entry.body {
                Body::Open(open) => Some(open),
                _ => None,
            });
            if let (Some((source, id)), Some(open)) = (reference.split_once(':'), open) {
                known.entry(id).or_default().push((source, open));
            }
        }
        let mut count = 0;
        let mut other = None;
        for (reference, open) in complaints {
            let id = reference.split_once(':').map_or("", |(_, id)| id);
            let same = |(_, known): &&(&str, &Open)| {
                known.customer == open.customer && day(known) == day(open)
            };
            if let Some((source, _)) = known.get(id).and_then(|known| known.iter().find(same)) {
                count += 1;
                other.get_or_insert_with(|| (*source).to_owned());
            }
        }
        other.map(|source| (count, source))
    }

    pub fn case(&self, reference: &str) -> Option<&(CaseFile, Case)> {
        self.0.get(reference)
    }
}

/// What a row says otherwise than the case that it became: fields of the
/// complaint, kinds of steps. What the case said when it came counts, and what
/// it says by now.
pub(super) fn differences(
    desk: &Desk,
    imported: &Imported,
    (file, case): &(CaseFile, Case),
    draft: &Draft,
) -> Result<Vec<String>, Stop> {
    let keys = mapped(imported);
    let came: Vec<&Body> = case.log.iter().map(|entry| &entry.body).collect();
    if other(&came, &keys, draft).is_empty() {
        return Ok(Vec::new());
    }
    let loaded = desk.load(file)?;
    let now = loaded.state.log.iter().filter(|seen| seen.is_live());
    let now = now.map(|seen: &Seen| &seen.body);
    let all: Vec<&Body> = came.into_iter().chain(now).collect();
    Ok(other(&all, &keys, draft))
}

/// The fields of the complaint that the map has rules for; of an object's
/// parts, the object.
fn mapped(imported: &Imported) -> Vec<String> {
    let fields = imported.map.open.iter().flat_map(|open| open.fields());
    let mut keys: Vec<String> = Vec::new();
    for field in fields {
        let key = field.name.split('.').next().unwrap_or_default();
        if !keys.iter().any(|known| known == key) {
            keys.push(key.to_owned());
        }
    }
    keys
}

/// The fields and kinds of steps of a row that none of those bodies has.
fn other(bodies: &[&Body], keys: &[String], draft: &Draft) -> Vec<String> {
    let row = Body::Open(draft.open.clone()).to_json();
    let opens = bodies.iter().filter(|body| matches!(body, Body::Open(_)));
    let opens: Vec<Value> = opens.map(|body| body.to_json()).collect();
    let same = |key: &str| opens.iter().any(|open| open[key] == row[key]);
    let mut found: Vec<String> = keys.iter().filter(|key| !same(key)).cloned().collect();
    for step in &draft.steps {
        let word = step.kind.word().to_owned();
        if !bodies.iter().any(|body| says(body, step)) && !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

fn says(body: &Body, step: &StepDraft) -> bool {
    let said = body.to_json();
    let mut fields = step.fields.iter();
    body.kind() == step.kind && fields.all(|(key, value)| listed(&said[key]) == listed(value))
}

/// One value and a list of that one are the same.
fn listed(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        one => vec![one],
    }
}

impl Imported {
    /// Keeps a row whose case is there, if it says something else now.
    pub(super) fn changed(
        &mut self,
        place: u64,
        reference: String,
        (file, _): &(CaseFile, Case),
        fields: Vec<String>,
    ) {
        if fields.is_empty() {
            return;
        }
        self.summary.changed += 1;
        self.changed.push(Changed {
            place,
            reference,
            case: file.number.clone(),
            fields,
        });
    }
}
