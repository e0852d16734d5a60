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
    /// Its folder is not there, something else than a plain file stands there
    /// or one that is write-protected, or the place belongs to the register or
    /// to git.
    pub fn out_file(&self, path: &Path) -> Result<OutFile, Stop> {
        let place = match fs::metadata(path) {
            Ok(about) if about.is_file() => fs::canonicalize(path),
            Ok(_) => return Err(not_a_file(path)),
            Err(_) => beneath(path)?,
        };
        let place = place.map_err(|error| machine("write", path, error))?;
        let refused = |expected: &str| -> Stop {
            let finding = Finding::new(Code::BadArgument).arg("expected", expected);
            finding.arg("found", self.relative(path)).into()
        };
        if self.owns(&place) || is_of_git(&place) {
            return Err(refused("output-file"));
        }
        let old = fs::metadata(&place).ok();
        if old.as_ref().is_some_and(|old| is_protected(&place, old)) {
            return Err(refused("writable-file"));
        }
        let file = beside(&place)?;
        if let Some(old) = old {
            resemble(&file, &old, &place)?;
        }
        Ok(OutFile {
            file: io::BufWriter::new(file),
            path: place,
        })
    }
}

impl Register {
    /// Whether only plaint writes there: among the cases and the schemas.
    fn owns(&self, place: &Path) -> bool {
        let schemas = self.root().join("schemas");
        [self.cases(), schemas]
            .iter()
            .any(|own| fs::canonicalize(own).is_ok_and(|own| place.starts_with(own)))
    }
}

/// Whether a folder of git's own leads there. Some systems do not tell capital
/// letters from small ones.
fn is_of_git(place: &Path) -> bool {
    let mut names = place.components().map(|part| part.as_os_str());
    names.any(|name| name.eq_ignore_ascii_case(".git"))
}

/// Whether somebody has put a stop to writing into the file: to replace it is
/// up to the folder, which may allow it.
fn is_protected(place: &Path, about: &fs::Metadata) -> bool {
    let denied = |error: io::Error| error.kind() == io::ErrorKind::PermissionDenied;
    let opened = fs::OpenOptions::new().write(true).open(place);
    about.permissions().readonly() || opened.is_err_and(denied)
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

    #[test]
    fn no_place_of_git_or_of_the_schemas() {
        let (dir, register) = register();
        for folder in [".git/hooks", "sub/.GIT", "schemas", "sub/schemas"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        fs::write(dir.path().join("sub/.gitignore"), "").unwrap();
        for path in [
            ".git/config",
            ".git/hooks/pre-commit",
            "sub/.GIT/x.csv",
            "schemas/case.schema.json",
        ] {
            let refused = refused(register.out_file(&dir.path().join(path)));
            assert_eq!(refused, Code::BadArgument, "{path}");
        }
        // A worktree's `.git` is a file.
        let worktree = dir.path().join("sub/schemas/.git");
        fs::write(&worktree, "gitdir: x").unwrap();
        assert_eq!(refused(register.out_file(&worktree)), Code::BadArgument);
        for path in ["sub/.gitignore", "sub/schemas/x.csv", "x.git"] {
            assert!(register.out_file(&dir.path().join(path)).is_ok(), "{path}");
        }
    }

    #[test]
    fn a_protected_file_stays() {
        let (dir, register) = register();
        let path = dir.path().join("kept.csv");
        fs::write(&path, "kept").unwrap();
        let mut mode = fs::metadata(&path).unwrap().permissions();
        mode.set_readonly(true);
        fs::set_permissions(&path, mode).unwrap();
        assert_eq!(refused(register.out_file(&path)), Code::BadArgument);
        assert_eq!(fs::read(&path).unwrap(), b"kept");
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
