//! The trace data of a register, read as a whole.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::desk::Desk;
use super::import::decode;
use crate::finding::{Code, Finding, Stop};
use crate::policy::Catalog;
use crate::register::{Register, hash_bytes};
use crate::report::TraceFile;
use crate::trace::{Data, Part, Sheet, Shipments, read};

/// The files of some sorts, and what they say.
#[derive(Debug, Default)]
pub(super) struct TraceData {
    /// What they say about lots, as far as they can be read.
    pub data: Data,
    /// How much each customer got of each lot, where there are files of
    /// shipments and all of them can be read.
    pub shipments: Option<Shipments>,
    /// What makes a file no such data.
    pub unreadable: Vec<Finding>,
    /// Files that lie among them and are none by their names.
    pub others: Vec<Finding>,
    /// The files, with the hash of their bytes, sorted by name.
    pub files: Vec<TraceFile>,
    /// The paths of the files.
    pub paths: Vec<PathBuf>,
    whole: bool,
}

/// The trace data of a desk, each part read once, when somebody asks.
#[derive(Debug, Default)]
pub(super) struct TraceCells {
    shipments: OnceCell<TraceData>,
    all: OnceCell<TraceData>,
}

impl Desk {
    /// The shipment data; read once, when somebody asks.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub(super) fn shipments(&self) -> Result<&TraceData, Stop> {
        match self.trace.all.get() {
            Some(all) => Ok(all),
            None => self.traced(&self.trace.shipments, &[Sheet::Shipments]),
        }
    }

    /// All trace data; read once, when somebody asks.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub(super) fn trace_data(&self) -> Result<&TraceData, Stop> {
        self.traced(&self.trace.all, Sheet::ALL)
    }

    fn traced<'a>(
        &self,
        cell: &'a OnceCell<TraceData>,
        sheets: &[Sheet],
    ) -> Result<&'a TraceData, Stop> {
        if let Some(known) = cell.get() {
            return Ok(known);
        }
        let data = TraceData::read(&self.register, &self.book.catalog, sheets)?;
        Ok(cell.get_or_init(|| data))
    }
}

fn others(register: &Register) -> Result<Vec<Finding>, Stop> {
    let others = register.other_tables(Sheet::WORDS)?.into_iter();
    let finding = |path: PathBuf| Finding::new(Code::UnreadTable).in_file(register.relative(&path));
    Ok(others.map(finding).collect())
}

/// A file, its hash, and what it says or why it says nothing.
type One = (TraceFile, Result<Part, Vec<Finding>>);

impl TraceData {
    /// Reads the files of those sorts.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn read(register: &Register, catalog: &Catalog, sheets: &[Sheet]) -> Result<Self, Stop> {
        let mut all = TraceData::default();
        let (mut files, mut all_shipments) = (Vec::new(), true);
        for sheet in sheets {
            let (paths, no_files) = register.tables(sheet.word())?;
            all_shipments &= *sheet != Sheet::Shipments || no_files.is_empty();
            all.unreadable.extend(no_files);
            files.extend(paths.into_iter().map(|path| (*sheet, path)));
        }
        if sheets.len() == Sheet::ALL.len() {
            all.others = others(register)?;
            all.whole = true;
        }
        files.sort_by(|(_, a), (_, b)| a.cmp(b));
        let each = |(sheet, path): &(Sheet, PathBuf)| one(register, *sheet, path);
        let read: Vec<One> = files.par_iter().map(each).collect();
        let mut parts = Vec::new();
        for ((sheet, _), (file, part)) in files.iter().zip(read) {
            all.files.push(file);
            match part {
                Ok(part) => parts.push(part),
                Err(found) => {
                    all_shipments &= *sheet != Sheet::Shipments;
                    all.unreadable.extend(found);
                }
            }
        }
        all.paths = files.into_iter().map(|(_, path)| path).collect();
        all.data = Data::of(parts);
        if all.data.has_any(Sheet::Shipments) && all_shipments {
            let known = |name: &str| known_as(catalog, name);
            all.shipments = Some(all.data.sums_shipped(known));
        }
        Ok(all)
    }

    /// Whether all sorts of files were looked for.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// One hash for all files: that of the list which `sha256sum` prints of
    /// them.
    pub fn hash(&self) -> String {
        let line = |file: &TraceFile| format!("{}  {}\n", file.sha256, file.name);
        let list: String = self.files.iter().map(line).collect();
        hash_bytes(list.as_bytes())
    }
}

fn one(register: &Register, sheet: Sheet, path: &Path) -> One {
    let name = register.relative(path);
    let file = |sha256: String| TraceFile {
        name: name.clone(),
        sha256,
    };
    let bytes = match register.read_table(path) {
        Ok(bytes) => bytes,
        Err(Stop::Refused(found)) => return (file(String::new()), Err(found)),
        Err(Stop::Machine(fault)) => {
            let finding = Finding::new(Code::Unreadable).arg("problem", format!("{fault:#}"));
            let found = vec![finding.in_file(name.as_str())];
            return (file(String::new()), Err(found));
        }
    };
    let (sha256, part) = rayon::join(
        || hash_bytes(&bytes),
        || text_of(&name, &bytes).and_then(|text| read(sheet, &name, text)),
    );
    (file(sha256), part)
}

fn text_of(name: &str, bytes: &[u8]) -> Result<String, Vec<Finding>> {
    let (text, _) = decode(bytes, None).map_err(|unclear| {
        let finding = Finding::new(Code::NotUtf8).in_file(name);
        vec![finding.at(unclear.place.line.unwrap_or(1), 1)]
    })?;
    Ok(text)
}

/// The name by which a customer is known: the catalog's, whichever spelling is
/// used.
pub(super) fn known_as(catalog: &Catalog, name: &str) -> String {
    let known = catalog.customer(name);
    known.map_or(name, |(code, _)| code).to_owned()
}
