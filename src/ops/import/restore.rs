//! What plaint exported becomes a register again: every case with its number,
//! its uid and its log.

use std::collections::{HashMap, HashSet};

use chrono::Datelike;
use serde_json::{Map, Value};

use super::guess::{first, layout};
use super::table::{Source, Unit, objects};
use crate::case::{Case, Entry};
use crate::finding::{Code, Finding, Stop};
use crate::ops::check::judge_new;
use crate::ops::desk::{Desk, each, parse};
use crate::ops::open::{refuse_outside, text};
use crate::ops::reserve::reserve_taken;
use crate::ops::step::reads_back;
use crate::register::{CaseFile, attachment_path, create};
use crate::report::export::unguarded;
use crate::yaml;

/// Columns that an export of entries has, whatever else it has.
const COLUMNS: &[&str] = &["case", "uid", "position", "id", "at", "by", "kind", "body"];

/// What became of the cases of an export.
#[derive(Debug, Default)]
pub struct Restored {
    /// The cases that were written, or would be.
    pub written: Vec<CaseFile>,
    /// How many are there already, with the same log.
    pub there: usize,
    /// Numbers of those that were refused, and why.
    pub refused: Vec<(String, Vec<Finding>)>,
    /// What the places of rows are counted in.
    pub unit: Option<Unit>,
    /// Where an entry of a case stands in the export; under no entry, the first
    /// of the case.
    places: HashMap<(String, String), u64>,
    /// How many files of the cases are not in their folders yet.
    pub files_missing: usize,
}

impl Restored {
    /// Where an entry of a case stands in the export, or the case.
    pub fn place(&self, case: &str, entry: Option<&str>) -> Option<u64> {
        let of = |entry: &str| self.places.get(&(case.to_owned(), entry.to_owned()));
        entry.and_then(of).or_else(|| of("")).copied()
    }
}

/// A row of an export.
struct Row {
    place: u64,
    cells: Map<String, Value>,
}

/// Writes the cases of an export, each only if nothing speaks against it, as
/// `check` would find it.
///
/// # Errors
/// The source is no export of entries, or the machine failed.
pub fn restore(desk: &Desk, bytes: &[u8], name: &str, dry_run: bool) -> Result<Restored, Stop> {
    let refused = |finding: Finding| Stop::from(finding.in_file(name));
    let source = Source::of(bytes, None).map_err(refused)?;
    let (rows, unit) = rows(&source).map_err(refused)?;
    let is_export = |row: &Row| COLUMNS.iter().all(|column| row.cells.contains_key(*column));
    if rows.is_empty() || !rows.iter().all(is_export) {
        return Err(Finding::new(Code::NoMap).arg("file", name).into());
    }
    let _alone = (!dry_run)
        .then(|| desk.register.lock_importing())
        .transpose()?;
    let mut restored = Restored {
        unit: Some(unit),
        places: places(&rows),
        ..Restored::default()
    };
    let cases = of_register(desk, rebuilt(desk, rows, &mut restored), &mut restored)?;
    let cases = judged(desk, cases, &mut restored)?;
    for (file, case) in cases {
        if !dry_run {
            write(desk, &file, &case)?;
        }
        let files = case.log.iter().flat_map(|entry| entry.body.files());
        let missing = files.filter(|named| {
            let path = attachment_path(&file.path, &named.name, &named.sha256);
            !path.is_ok_and(|path| path.is_file())
        });
        restored.files_missing += missing.count();
        restored.written.push(file);
    }
    if !dry_run {
        let written = restored.written.iter();
        let numbers: Vec<String> = written.map(|file| file.number.clone()).collect();
        reserve_taken(desk, &numbers);
    }
    let mut refused = std::mem::take(&mut restored.refused);
    refused.sort_by_key(|(case, _)| restored.place(case, None));
    restored.refused = refused;
    Ok(restored)
}

fn rows(source: &Source) -> Result<(Vec<Row>, Unit), Finding> {
    if let Source::Json(text) = source {
        let objects = objects(text)?.into_iter();
        let rows = objects.map(|(place, value)| match value {
            Value::Object(cells) => Row { place, cells },
            _ => Row {
                place,
                cells: Map::new(),
            },
        });
        return Ok((rows.collect(), Unit::Record));
    }
    // What is in a workbook is text as it is.
    let guard = matches!(source, Source::Csv(..));
    let map = layout(source)?.map(true)?;
    let table = source.table(&map).map_err(first)?;
    let (names, unit) = (table.names.clone(), table.unit);
    let mut all = Vec::new();
    for record in table {
        if let Some(finding) = record.broken {
            return Err(finding);
        }
        let cells = names.iter().enumerate().map(|(at, name)| {
            let cell = record.cells.get(at);
            let cell = if guard { unguarded(cell) } else { cell };
            (name.clone(), Value::String(cell.to_owned()))
        });
        all.push(Row {
            place: record.place,
            cells: cells.collect(),
        });
    }
    Ok((all, unit))
}

impl Row {
    fn text(&self, column: &str) -> Option<String> {
        match self.cells.get(column)? {
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            other => Some(other.to_string()),
        }
    }

    /// The entry as it stands in a file.
    fn entry(&self) -> Result<Entry, Finding> {
        let mut entry = Map::new();
        for key in ["id", "at", "by", "via"] {
            let value = self.text(key).map(Value::String);
            entry.extend(value.map(|value| (key.to_owned(), value)));
        }
        if self
            .text("imported")
            .is_some_and(|flag| flag.eq_ignore_ascii_case("true"))
        {
            entry.insert("imported".to_owned(), true.into());
        }
        let body = match self.cells.get("body") {
            Some(Value::String(text)) => serde_json::from_str(text).map_err(|error| {
                let finding = Finding::new(Code::NotATable).arg("what", "json");
                finding.arg("problem", error.to_string())
            })?,
            other => other.cloned().unwrap_or_default(),
        };
        entry.insert(self.text("kind").unwrap_or_default(), body);
        yaml::from_json(Value::Object(entry))
    }
}

/// Where the entries of the cases stand.
fn places(rows: &[Row]) -> HashMap<(String, String), u64> {
    let mut places = HashMap::new();
    for row in rows {
        let case = row.text("case").unwrap_or_default();
        let entry = row.text("id").unwrap_or_default();
        places.entry((case.clone(), entry)).or_insert(row.place);
        places.entry((case, String::new())).or_insert(row.place);
    }
    places
}

/// The cases that rows make, in the order of the rows.
fn rebuilt(desk: &Desk, rows: Vec<Row>, restored: &mut Restored) -> Vec<(CaseFile, Case)> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for row in rows {
        let key = (
            row.text("case").unwrap_or_default(),
            row.text("uid").unwrap_or_default(),
        );
        let at = *places.entry(key.clone()).or_insert(groups.len());
        if at == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[at].1.push(row);
    }
    let torn = torn(&groups);
    let mut refused = HashSet::new();
    let mut cases = Vec::new();
    for ((number, uid), rows) in groups {
        if let Some(uids) = torn.get(&number) {
            if refused.insert(number.clone()) {
                let finding = Finding::new(Code::SeveralUids).arg("case", number.as_str());
                let findings = vec![finding.arg("uids", uids.clone())];
                restored.refused.push((number, findings));
            }
            continue;
        }
        match case(&number, &uid, rows) {
            Ok(case) => cases.push((file(desk, &number, &case), case)),
            Err(findings) => restored.refused.push((number, findings)),
        }
    }
    cases
}

type Group = ((String, String), Vec<Row>);

/// Numbers whose rows have several uids and no whole log under each, with the
/// uids: one case, some of whose rows were changed.
fn torn(groups: &[Group]) -> HashMap<String, Vec<String>> {
    let mut uids: HashMap<String, Vec<String>> = HashMap::new();
    for ((number, uid), _) in groups {
        uids.entry(number.clone()).or_default().push(uid.clone());
    }
    uids.retain(|number, uids| {
        let mut own = groups.iter().filter(|((known, _), _)| known == number);
        uids.len() > 1 && !own.all(|(_, rows)| is_whole(rows))
    });
    uids
}

/// Whether rows have all the positions of a log.
fn is_whole(rows: &[Row]) -> bool {
    let positions = rows.iter().map(|row| row.text("position"));
    let positions: HashSet<Option<String>> = positions.collect();
    (1..=rows.len()).all(|at| positions.contains(&Some(at.to_string())))
}

fn case(number: &str, uid: &str, rows: Vec<Row>) -> Result<Case, Vec<Finding>> {
    let place = |row: &Row| {
        row.text("position")
            .and_then(|text| text.parse::<usize>().ok())
    };
    let mut placed: Vec<(usize, Row)> = Vec::new();
    for row in rows {
        match place(&row) {
            Some(at) => placed.push((at, row)),
            None => return Err(vec![Finding::new(Code::LogIncomplete).arg("position", "?")]),
        }
    }
    placed.sort_by_key(|(at, _)| *at);
    let gap = (1..)
        .zip(&placed)
        .find(|(wanted, (found, _))| wanted != found);
    if let Some((wanted, _)) = gap {
        let wanted = usize::to_string(&wanted);
        return Err(vec![
            Finding::new(Code::LogIncomplete).arg("position", wanted),
        ]);
    }
    let opened_as = placed.iter().find_map(|(_, row)| row.text("opened_as"));
    let mut findings = Vec::new();
    let mut log = Vec::new();
    for (at, row) in &placed {
        match row.entry() {
            Ok(entry) => log.push(entry),
            Err(finding) => {
                let id = row.text("id").unwrap_or_else(|| format!("#{at}"));
                findings.push(finding.of_entry(id));
            }
        }
    }
    let header = serde_json::json!({
        "case": opened_as.unwrap_or_else(|| number.to_owned()),
        "uid": uid,
        "log": [],
    });
    let case = yaml::from_json::<Case>(header);
    match (case, findings.is_empty()) {
        (Ok(case), true) => named(Case { log, ..case }, number),
        (Ok(_), false) => Err(findings),
        (Err(finding), _) => {
            findings.push(finding);
            Err(findings)
        }
    }
}

/// The case, if it has the number that its rows name: the file is named after
/// that.
fn named(case: Case, number: &str) -> Result<Case, Vec<Finding>> {
    match case.number().as_str() == number {
        true => Ok(case),
        false => Err(vec![
            Finding::new(Code::NumberDiffers)
                .arg("case", case.number().as_str())
                .arg("number", number),
        ]),
    }
}

/// Where the case lies: in the month of its complaint.
fn file(desk: &Desk, number: &str, case: &Case) -> CaseFile {
    let day = desk.day_of(case);
    CaseFile {
        number: number.to_owned(),
        path: desk.register.path_for(day.year(), day.month(), number),
    }
}

/// The cases that the register does not have: those that it has, with this log
/// or another one, and those whose number is taken, are counted.
fn of_register(
    desk: &Desk,
    cases: Vec<(CaseFile, Case)>,
    restored: &mut Restored,
) -> Result<Vec<(CaseFile, Case)>, Stop> {
    let register = &desk.register;
    let (known, _) = each(register, |file| {
        Ok(Some((file.clone(), parse(register, file)?.1)))
    })?;
    let mut uids: HashMap<String, (CaseFile, Case)> = HashMap::new();
    let mut numbers: HashMap<String, CaseFile> = HashMap::new();
    for (file, case) in known {
        numbers.insert(file.number.clone(), file.clone());
        uids.insert(case.uid.to_string(), (file, case));
    }
    let mut new = Vec::new();
    for (file, case) in cases {
        let same = uids.get(case.uid.as_str());
        if same.is_some_and(|(there, known)| there.number == file.number && *known == case) {
            restored.there += 1;
            continue;
        }
        let finding = match (same, numbers.get(&file.number)) {
            (Some((there, known)), _) => Finding::new(Code::OtherLog)
                .arg("other", register.relative(&there.path))
                .arg("count", known.log.len())
                .arg("found", case.log.len()),
            (None, Some(there)) => Finding::new(Code::NumberClash)
                .arg("other", register.relative(&there.path))
                .arg("number", file.number.as_str()),
            (None, None) => {
                // Two cases of the file itself must not meet either.
                numbers.insert(file.number.clone(), file.clone());
                uids.insert(case.uid.to_string(), (file.clone(), case.clone()));
                new.push((file, case));
                continue;
            }
        };
        restored.refused.push((file.number, vec![finding]));
    }
    Ok(new)
}

/// The cases against which nothing speaks; where one is refused, the others
/// are judged again without it.
fn judged(
    desk: &Desk,
    mut cases: Vec<(CaseFile, Case)>,
    restored: &mut Restored,
) -> Result<Vec<(CaseFile, Case)>, Stop> {
    loop {
        let found = judge_new(desk, &cases)?;
        if found.iter().all(Vec::is_empty) {
            return Ok(cases);
        }
        let mut good = Vec::new();
        for (case, findings) in cases.into_iter().zip(found) {
            match findings.is_empty() {
                true => good.push(case),
                false => restored.refused.push((case.0.number, findings)),
            }
        }
        cases = good;
    }
}

fn write(desk: &Desk, file: &CaseFile, case: &Case) -> Result<(), Stop> {
    refuse_outside(desk, desk.day_of(case))?;
    let _numbering = desk.register.lock_numbering()?;
    let check = |bytes: &[u8]| reads_back(bytes, case);
    let text = text(case)?;
    match create(&file.path, text.as_bytes(), &check)? {
        true => Ok(()),
        false => {
            let file = desk.register.relative(&file.path);
            Err(Finding::new(Code::Changed).arg("file", file).into())
        }
    }
}
