//! The register: the folder that holds `cases/`, the files in it, and the
//! only ways to change them.

mod attach;
mod fault;
mod files;
mod lock;
mod name;
mod out;
mod read;
mod resolve;
mod strays;
mod temporary;
mod trace;
mod write;

use std::path::{Path, PathBuf};

use crate::finding::{Code, Finding, Stop};

pub use attach::{
    Attached, attach, attachment_path, attachment_paths, hash, hash_bytes, move_folder,
};
pub use files::{CaseFile, Listing};
pub use lock::Held;
pub use name::with_hash;
pub use out::OutFile;
pub use read::{MAX_FILE, read, tail};
pub use write::{Check, Written, create, remove, replace};

/// The name of the folder that a register keeps everything in.
const CASES: &str = "cases";

/// A register, by the folder that holds `cases/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    root: PathBuf,
}

impl Register {
    /// The register in that folder, whether or not there is one yet.
    pub fn at(root: impl Into<PathBuf>) -> Register {
        Register { root: root.into() }
    }

    /// The register in exactly that folder; refused if there is none.
    pub fn open(root: &Path) -> Result<Register, Stop> {
        let register = Register::at(root);
        match register.policy_path().is_file() {
            true => Ok(register),
            false => Err(no_register(root).into()),
        }
    }

    /// The register that `start` lies in: the nearest folder, from there
    /// upwards, with a `cases/policy.yaml`.
    pub fn find(start: &Path) -> Result<Register, Stop> {
        let from = std::path::absolute(start)
            .map_err(|error| fault::machine("find the register from", start, error))?;
        from.ancestors()
            .map(Register::at)
            .find(|register| register.policy_path().is_file())
            .ok_or_else(|| no_register(start).arg("above", "").into())
    }

    /// The folder that holds `cases/`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the cases.
    pub fn cases(&self) -> PathBuf {
        self.root.join(CASES)
    }

    /// Lets one process at a time take a number; until what comes back is
    /// dropped.
    ///
    /// # Errors
    /// The machine gives no lock.
    pub fn lock_numbering(&self) -> Result<std::fs::File, Stop> {
        let path = self.policy_path();
        let locked = std::fs::File::open(&path).and_then(|file| file.lock().map(|()| file));
        locked.map_err(|error| fault::machine("lock", &path, error))
    }

    /// Lets one import at a time look for what is there and write what is not;
    /// until what comes back is dropped. Numbers are taken under their own lock.
    ///
    /// # Errors
    /// Another import holds it for too long, or the machine gives no lock.
    pub fn lock_importing(&self) -> Result<Held, Stop> {
        lock::hold(self.cases().join(".plaint-import.tmp"), lock::PATIENCE)
    }

    /// The policy in force.
    pub fn policy_path(&self) -> PathBuf {
        self.cases().join("policy.yaml")
    }

    /// The people and their roles.
    pub fn people_path(&self) -> PathBuf {
        self.cases().join("people.yaml")
    }

    /// The working days.
    pub fn calendar_path(&self) -> PathBuf {
        self.cases().join("calendar.yaml")
    }

    /// Defect codes, products, customers.
    pub fn catalog_path(&self) -> PathBuf {
        self.cases().join("catalog.yaml")
    }

    /// The findings that somebody has accepted.
    pub fn acknowledged_path(&self) -> PathBuf {
        self.cases().join("acknowledged.yaml")
    }

    /// Where a case of that month lies.
    pub fn path_for(&self, year: i32, month: u32, number: &str) -> PathBuf {
        self.month_dir(year, month).join(format!("{number}.yaml"))
    }

    /// The folder of a month's cases.
    pub(crate) fn month_dir(&self, year: i32, month: u32) -> PathBuf {
        self.cases()
            .join(format!("{year:04}"))
            .join(format!("{month:02}"))
    }

    /// A path as findings name it: from the register's folder, with forward
    /// slashes. A path that lies elsewhere stays as it is.
    pub fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

/// The folder of a case's attachments: `<number>.files` beside it.
pub fn files_dir_for(case_path: &Path) -> PathBuf {
    case_path.with_extension("files")
}

fn no_register(start: &Path) -> Finding {
    Finding::new(Code::NoRegister).arg("folder", slashed(start))
}

/// A path with forward slashes.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => text.into_owned(),
        other => text.replace(other, "/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn found_from_below_and_not_from_beside() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("品质 部");
        let deep = root.join("cases/2026/11");
        fs::create_dir_all(&deep).unwrap();
        assert!(Register::find(&deep).is_err());
        assert!(Register::open(&root).is_err());
        fs::write(root.join("cases/policy.yaml"), "").unwrap();
        assert_eq!(Register::find(&deep).unwrap().root(), root);
        assert_eq!(Register::find(&root).unwrap().root(), root);
        assert!(Register::open(&root).is_ok());
        assert!(Register::open(&deep).is_err());
        let Err(Stop::Refused(findings)) = Register::find(dir.path()) else {
            panic!("found a register above");
        };
        assert_eq!(findings[0].code, Code::NoRegister);
    }

    #[test]
    fn paths_of_a_case() {
        let register = Register::at("/r");
        let path = register.path_for(2026, 3, "26.03-0001");
        assert_eq!(path, Path::new("/r/cases/2026/03/26.03-0001.yaml"));
        assert_eq!(register.relative(&path), "cases/2026/03/26.03-0001.yaml");
        assert_eq!(
            files_dir_for(&path),
            Path::new("/r/cases/2026/03/26.03-0001.files")
        );
    }
}
