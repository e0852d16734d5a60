//! A file that somebody wants results in, outside of the cases.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::finding::{Code, Finding, Stop};

use super::Register;
use super::fault::{machine, no_such_file, not_a_file};
use super::temporary::{beside, resemble, sync_folder};

/// A file that is written beside its place, and takes it whole or not at all.
pub struct OutFile {
    file: io::BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Register {
    /// A file for results. What is there of that name is replaced, if it is a
    /// plain file; links are followed.
    ///
    /// # Errors
    /// Its folder is not there, something else than a plain file stands there,
    /// or the place is among the cases.
    pub fn out_file(&self, path: &Path) -> Result<OutFile, Stop> {
        let place = match fs::metadata(path) {
            Ok(about) if about.is_file() => fs::canonicalize(path),
            Ok(_) => return Err(not_a_file(path)),
            Err(_) => beneath(path)?,
        };
        let place = place.map_err(|error| machine("write", path, error))?;
        if fs::canonicalize(self.cases()).is_ok_and(|cases| place.starts_with(cases)) {
            let finding = Finding::new(Code::BadArgument).arg("expected", "output-file");
            return Err(finding.arg("found", self.relative(path)).into());
        }
        let file = beside(&place)?;
        if let Ok(old) = fs::metadata(&place) {
            resemble(&file, &old, &place)?;
        }
        Ok(OutFile {
            file: io::BufWriter::new(file),
            path: place,
        })
    }
}

/// The real place of a file that is not there yet.
fn beneath(path: &Path) -> Result<io::Result<PathBuf>, Stop> {
    let Some(name) = path.file_name() else {
        return Err(not_a_file(path));
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match folder.is_dir() {
        true => Ok(fs::canonicalize(folder).map(|folder| folder.join(name))),
        false => Err(no_such_file(folder)),
    }
}

impl OutFile {
    /// Lets it take its place.
    ///
    /// # Errors
    /// The machine fails; what was there stays.
    pub fn keep(self) -> Result<(), Stop> {
        let path = self.path;
        let failed = |error| machine("write", &path, error);
        let file = self.file.into_inner();
        let file = file.map_err(|error| failed(error.into_error()))?;
        file.as_file().sync_all().map_err(failed)?;
        let placed = file.persist(&path);
        placed.map_err(|error| failed(error.error))?;
        sync_folder(&path)
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register() -> (tempfile::TempDir, Register) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("cases/2026/11")).unwrap();
        let register = Register::at(dir.path());
        (dir, register)
    }

    fn refused(result: Result<OutFile, Stop>) -> Code {
        match result {
            Err(Stop::Refused(found)) => found[0].code,
            Err(Stop::Machine(fault)) => panic!("{fault:#}"),
            Ok(_) => panic!("taken"),
        }
    }

    #[test]
    fn nothing_is_there_until_it_is_kept() {
        let (dir, register) = register();
        let path = dir.path().join("out.csv");
        let mut file = register.out_file(&path).unwrap();
        file.write_all(b"a,b\n").unwrap();
        assert!(!path.exists());
        file.keep().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"a,b\n");
        let mut file = register.out_file(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"a,b\n");
        let names = fs::read_dir(dir.path()).unwrap().count();
        assert_eq!(names, 2, "only cases/ and the file");
    }

    #[test]
    fn no_place_among_the_cases() {
        let (dir, register) = register();
        let cases = dir.path().join("cases");
        fs::write(cases.join("2026/11/1.yaml"), "").unwrap();
        for path in ["2026/11/1.yaml", "2026/11/2.csv", "../cases/x.csv"] {
            assert_eq!(
                refused(register.out_file(&cases.join(path))),
                Code::BadArgument
            );
        }
        assert_eq!(refused(register.out_file(&cases)), Code::NotAFile);
        let missing = dir.path().join("none/x.csv");
        assert_eq!(refused(register.out_file(&missing)), Code::NoSuchFile);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_devices_left_alone() {
        let (dir, register) = register();
        let link = dir.path().join("link.csv");
        std::os::unix::fs::symlink(dir.path().join("cases/2026/11"), dir.path().join("in"))
            .unwrap();
        let inside = dir.path().join("in/x.csv");
        assert_eq!(refused(register.out_file(&inside)), Code::BadArgument);
        let target = dir.path().join("target.csv");
        fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        register.out_file(&link).unwrap().keep().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"");
        assert!(link.is_symlink());
        assert_eq!(
            refused(register.out_file(Path::new("/dev/null"))),
            Code::NotAFile
        );
    }
}
