//! An import from its beginning to its end.

use std::borrow::Cow;
use std::path::Path;

use super::{Map, Source, Summary, Unit, cases, check_map, rows, steps};
use crate::finding::{Code, Finding, Stop};
use crate::ops::desk::Desk;
use crate::register::CaseFile;
use crate::yaml;

/// What is told while an import runs.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// How much of 1000 is done, and how many cases are written.
    Done(u64, usize),
    /// So many complaints are there already as those of another source; told
    /// before anything is written.
    Elsewhere(usize, &'a str),
}

/// Whom it is told.
pub type Progress<'a> = &'a mut dyn FnMut(Event);

/// How an import is to run.
#[derive(Debug, Clone, Copy)]
pub struct ImportCall<'a> {
    /// The source's bytes.
    pub source: &'a [u8],
    /// The mapping file's bytes.
    pub map: &'a [u8],
    /// The mapping file's path, for findings.
    pub map_name: &'a str,
    /// The source's path, for findings.
    pub source_name: &'a str,
    /// Count, and write nothing.
    pub dry_run: bool,
}

/// A row that was refused.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// Its place in the source.
    pub place: u64,
    /// Its reference, where it has one.
    pub reference: Option<String>,
    /// The row as CSV, as it stands in the source if that is CSV.
    pub raw: String,
    /// Why.
    pub findings: Vec<Finding>,
}

/// A row whose case is there already, and which says something else now.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Its place in the source.
    pub place: u64,
    /// Its reference.
    pub reference: String,
    /// The number of the case.
    pub case: String,
    /// The fields that differ, and the kinds of steps that are not there.
    pub fields: Vec<String>,
}

/// What an import did, or would do.
#[derive(Debug)]
pub struct Imported {
    /// The mapping file.
    pub map: Map,
    /// What the source was read as: an encoding, a format.
    pub form: &'static str,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// What the places of rows are counted in.
    pub unit: Unit,
    /// What stands above the source's header, as CSV.
    pub above: String,
    /// The source's header, as CSV.
    pub header: Option<String>,
    /// Counts.
    pub summary: Summary,
    /// The rows whose case is there and which say something else now.
    pub changed: Vec<Changed>,
    /// The rows refused, in the order of the source.
    pub rejected: Vec<Rejected>,
    /// The cases that were written.
    pub written: Vec<CaseFile>,
}

impl Imported {
    /// Keeps a row that is refused.
    pub(super) fn reject(
        &mut self,
        place: u64,
        reference: Option<&str>,
        raw: String,
        findings: Vec<Finding>,
    ) {
        self.summary.reject(&findings);
        self.rejected.push(Rejected {
            place,
            reference: reference.map(str::to_owned),
            raw,
            findings,
        });
    }
}

/// Imports a list: complaints become cases, or rows become steps in cases that
/// are there. A second run adds nothing twice.
///
/// # Errors
/// The mapping file or the source cannot be used; then nothing was written.
pub fn import(desk: &Desk, call: ImportCall, progress: Progress) -> Result<Imported, Stop> {
    let map = read_map(desk, &call)?;
    let source = Source::of(call.source, map.encoding.as_ref())
        .map_err(|finding| finding.in_file(call.source_name))?;
    let table = source.table(&map).map_err(|found| of_both(found, &call))?;
    let mut imported = Imported {
        form: table.form,
        sheet: table.sheet.clone(),
        unit: table.unit,
        above: table.above.clone(),
        header: table.header.clone().map(Cow::into_owned),
        summary: Summary::default(),
        changed: Vec::new(),
        rejected: Vec::new(),
        written: Vec::new(),
        map: map.clone(),
    };
    let rows = rows(table, &map, &desk.book.calendar).map_err(|found| of_map(found, &call))?;
    let _alone = (!call.dry_run)
        .then(|| desk.register.lock_importing())
        .transpose()?;
    match &map.step {
        None => cases::import(desk, rows, call.dry_run, &mut imported, progress)?,
        Some(_) => steps::import(desk, rows, call.dry_run, &mut imported, progress)?,
    }
    if imported.summary.read == 0 {
        return Err(Finding::new(Code::NoRows).in_file(call.source_name).into());
    }
    imported.rejected.sort_by_key(|row| row.place);
    Ok(imported)
}

fn read_map(desk: &Desk, call: &ImportCall) -> Result<Map, Stop> {
    let map: Map = yaml::read(call.map).map_err(|finding| finding.in_file(call.map_name))?;
    let policy = desk.book.on(desk.today()).policy;
    let found = check_map(&map, &policy, &desk.book.calendar);
    match found.is_empty() {
        true => Ok(map),
        false => Err(of_map(found, call)),
    }
}

/// Findings of the mapping file, with their lines.
fn of_map(mut found: Vec<Finding>, call: &ImportCall) -> Stop {
    yaml::locate(&String::from_utf8_lossy(call.map), &mut found);
    Stop::Refused(in_file(found, call.map_name))
}

/// What has a path is about the mapping file, all else about the source.
fn of_both(found: Vec<Finding>, call: &ImportCall) -> Stop {
    match found.iter().all(|finding| finding.place.path.is_empty()) {
        true => Stop::Refused(in_file(found, call.source_name)),
        false => of_map(found, call),
    }
}

fn in_file(found: Vec<Finding>, name: &str) -> Vec<Finding> {
    let found = found.into_iter();
    found.map(|finding| finding.in_file(name)).collect()
}

/// The default path of the reject file: beside the source.
pub fn reject_path(source: &Path) -> std::path::PathBuf {
    source.with_extension("rej.csv")
}
