//! The files of trace data, `cases/trace/*.csv`.

use std::path::{Path, PathBuf};

use crate::finding::{Finding, Stop};

use super::Register;
use super::fault::not_a_file;
use super::files::each;
use super::read::{bytes_of, metadata, opened};

/// How names of tables end, also of those that are not read.
const TABLES: &[&str] = &["csv", "tsv", "tab", "txt", "xls", "xlsx", "ods"];

/// The largest table that is read: 256 MiB, some millions of rows.
const MAX_TABLE: u64 = 256 * 1024 * 1024;

impl Register {
    /// The tables of that kind, `<kind>*.csv`, sorted by path, and what stands
    /// there under such a name and is no plain file.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn tables(&self, kind: &str) -> Result<(Vec<PathBuf>, Vec<Finding>), Stop> {
        let (mut files, mut findings) = (Vec::new(), Vec::new());
        each(&self.cases().join("trace"), |entry, sort| {
            let name = entry.file_name();
            if !is_table(&name.to_string_lossy(), kind) {
                return;
            }
            let path = entry.path();
            match sort.is_file() {
                true => files.push(path),
                false => findings.extend(self.no_table(&path)),
            }
        })?;
        files.sort();
        Ok((files, findings))
    }

    /// What lies among the tables, looks like one, and is of none of those kinds
    /// by its name; folders too.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn other_tables(&self, kinds: &[&str]) -> Result<Vec<PathBuf>, Stop> {
        let mut files = Vec::new();
        each(&self.cases().join("trace"), |entry, sort| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let known = kinds.iter().any(|kind| is_table(&name, kind));
            let ending = name.rsplit('.').next().unwrap_or_default();
            let looks = TABLES.contains(&ending.to_lowercase().as_str());
            if !known && !name.starts_with('.') && (looks || sort.is_dir()) {
                files.push(entry.path());
            }
        })?;
        files.sort();
        Ok(files)
    }

    /// The bytes of a table of the listing.
    ///
    /// # Errors
    /// It is too large, or the machine does not give it.
    pub fn read_table(&self, path: &Path) -> Result<Vec<u8>, Stop> {
        bytes_of(opened(path)?, metadata(path)?.len(), path, MAX_TABLE)
    }

    fn no_table(&self, path: &Path) -> Vec<Finding> {
        match (self.leads_out(path), not_a_file(path)) {
            (Some(finding), _) => vec![finding],
            (None, Stop::Refused(found)) => found,
            (None, Stop::Machine(_)) => Vec::new(),
        }
    }
}

fn is_table(name: &str, kind: &str) -> bool {
    let end = name.len().checked_sub(4).and_then(|at| name.get(at..));
    let begins = name.get(..kind.len());
    begins.is_some_and(|begin| begin.eq_ignore_ascii_case(kind))
        && end.is_some_and(|end| end.eq_ignore_ascii_case(".csv"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::finding::Code;

    #[test]
    fn tables_of_a_kind_are_listed_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let register = Register::at(dir.path());
        assert_eq!(register.tables("shipments").unwrap(), (vec![], vec![]));
        let folder = register.cases().join("trace");
        fs::create_dir_all(folder.join("shipments-old.csv")).unwrap();
        for name in [
            "shipments.csv",
            "shipments-2025.CSV",
            "lots.csv",
            "Shipments-2026.Csv",
            "发货.csv",
            "orders.xlsx",
            "README.md",
            "shipments.txt",
        ] {
            fs::write(folder.join(name), name).unwrap();
        }
        let (files, findings) = register.tables("shipments").unwrap();
        let names = ["Shipments-2026.Csv", "shipments-2025.CSV", "shipments.csv"];
        assert_eq!(files, names.map(|name| folder.join(name)));
        let others = register.other_tables(&["lots", "shipments"]).unwrap();
        let names = ["orders.xlsx", "shipments.txt", "发货.csv"].map(|name| folder.join(name));
        assert_eq!(others, names);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, Code::NotAFile);
        assert_eq!(register.read_table(&files[2]).unwrap(), b"shipments.csv");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_register_is_no_table() {
        let dir = tempfile::tempdir().unwrap();
        let register = Register::at(dir.path().join("register"));
        let folder = register.cases().join("trace");
        fs::create_dir_all(&folder).unwrap();
        fs::write(dir.path().join("secret.csv"), "lot").unwrap();
        let link = folder.join("shipments.csv");
        std::os::unix::fs::symlink(dir.path().join("secret.csv"), link).unwrap();
        let (files, findings) = register.tables("shipments").unwrap();
        assert_eq!(files, Vec::<PathBuf>::new());
        assert_eq!(findings[0].code, Code::OutsideRegister);
    }
}
