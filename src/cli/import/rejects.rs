use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::reasons;
use crate::cli::context::Result;
use crate::finding::{Code, Finding, Stop};
use crate::messages::Vocabulary;
use crate::ops::import::{Imported, RejectCsv, reject_path};

/// How files are called that are no CSV.
const OTHERS: &[&str] = &[
    "xlsx", "xls", "xlsm", "xlsb", "ods", "json", "ndjson", "yaml", "yml",
];

/// The file for rejected rows. It is there before the first case is written, so
/// that no row is lost for want of it, and goes away unless rows are written.
pub(super) struct RejectFile {
    path: PathBuf,
    is_wanted: bool,
}

impl RejectFile {
    /// The file of that name, or the one beside the source, made now; what is
    /// there already may have been mended by hand, and the next name that is
    /// free is taken. A trial makes none.
    pub fn beside(source: &Path, named: Option<&Path>, is_trial: bool) -> Result<Option<Self>> {
        if let Some(path) = named {
            check(path, source)?;
        }
        if is_trial {
            return Ok(None);
        }
        let path = named.map_or_else(|| reject_path(source), Path::to_owned);
        let path = made(&path).map_err(|error| cannot_write(&path, error))?;
        Ok(Some(RejectFile {
            path,
            is_wanted: false,
        }))
    }

    /// Writes the rows with their reasons. Gives the file's name.
    pub fn write(mut self, imported: &Imported, words: &Vocabulary) -> Result<PathBuf> {
        self.is_wanted = true;
        let written = self.fill(imported, words);
        written.map_err(|error| cannot_write(&self.path, error))?;
        Ok(self.path.clone())
    }

    fn fill(&self, imported: &Imported, words: &Vocabulary) -> std::io::Result<()> {
        let file = BufWriter::new(File::options().write(true).open(&self.path)?);
        let header = imported.header.as_deref();
        let mut csv = RejectCsv::start(file, &imported.map, &imported.above, header)?;
        for row in &imported.rejected {
            csv.add(row.place, &row.raw, &reasons(&row.findings, words))?;
        }
        csv.finish()?.flush()
    }
}

impl Drop for RejectFile {
    fn drop(&mut self) {
        if !self.is_wanted {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Refuses a name at which no reject file can be.
fn check(path: &Path, source: &Path) -> Result<()> {
    let shown = path.display().to_string();
    if path.is_dir() {
        return Err(Finding::new(Code::NotAFile).arg("file", shown).into());
    }
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let folder = folder.display().to_string();
        return Err(Finding::new(Code::NoSuchFile).arg("file", folder).into());
    }
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    let is_other = OTHERS.iter().any(|other| extension == *other);
    if is_other || same_file::is_same_file(path, source).unwrap_or(false) {
        let finding = Finding::new(Code::BadArgument).arg("expected", "rejects-file");
        return Err(finding.arg("found", shown).into());
    }
    Ok(())
}

fn cannot_write(path: &Path, error: std::io::Error) -> Stop {
    Stop::Machine(anyhow::Error::from(error).context(format!("cannot write {}", path.display())))
}

/// Makes the file of that name, or of the next one that is free.
fn made(path: &Path) -> std::io::Result<PathBuf> {
    let names = std::iter::once(path.to_owned()).chain((2..).map(|nth| numbered(path, nth)));
    for name in names {
        match File::create_new(&name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(_) => return Ok(name),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// `list.rej.csv` as `list.rej-2.csv`.
fn numbered(path: &Path, nth: u32) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{nth}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}
