//! Reading files, within bounds.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::finding::Stop;

use super::fault::{machine, no_such_file, not_a_file, too_large};
use super::{CaseFile, Register};

/// The largest file of a register that is read: 1 MiB.
pub const MAX_FILE: u64 = 1024 * 1024;

impl Register {
    /// The bytes of a file of the register. Refused where the file, or a
    /// folder between it and the register's, is a link that leads out, and
    /// where the file is larger than [`MAX_FILE`].
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, Stop> {
        if !path.starts_with(&self.root) {
            let outside = path.exists().then(|| self.leads_out(path)).flatten();
            return outside.map_or_else(|| read(path), |finding| Err(finding.into()));
        }
        for step in path.ancestors().take_while(|step| *step != self.root) {
            let is_link = fs::symlink_metadata(step).is_ok_and(|m| m.is_symlink());
            if is_link && let Some(finding) = self.leads_out(step) {
                return Err(finding.into());
            }
        }
        read(path)
    }

    /// The bytes of a case file of a listing: a plain file in folders that are
    /// no links, so nothing but itself is asked.
    pub fn read_case(&self, case: &CaseFile) -> Result<Vec<u8>, Stop> {
        let file = opened(&case.path)?;
        let about = file
            .metadata()
            .map_err(|error| machine("read", &case.path, error))?;
        match about.is_file() {
            true => bytes_of(file, about.len(), &case.path, MAX_FILE),
            false => Err(not_a_file(&case.path)),
        }
    }
}

/// The bytes of a file anywhere, for one that the caller named. Refused where
/// it is no plain file or larger than [`MAX_FILE`].
pub fn read(path: &Path) -> Result<Vec<u8>, Stop> {
    let size = metadata(path)?.len();
    bytes_of(opened(path)?, size, path, MAX_FILE)
}

/// The bytes of an open file of that size, if there are no more than `most`.
pub(super) fn bytes_of(file: File, size: u64, path: &Path, most: u64) -> Result<Vec<u8>, Stop> {
    if size > most {
        return Err(too_large(path, size, most));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| machine("read", path, error))?;
    match bytes.len() as u64 {
        size if size > most => Err(too_large(path, size, most)),
        _ => Ok(bytes),
    }
}

/// The last `n` bytes of a file, or all of it if it has fewer.
pub fn tail(path: &Path, n: usize) -> Result<Vec<u8>, Stop> {
    read_tail(opened(path)?, n as u64).map_err(|error| machine("read", path, error))
}

fn read_tail(mut file: File, n: u64) -> io::Result<Vec<u8>> {
    let size = file.metadata()?.len();
    file.seek(SeekFrom::Start(size.saturating_sub(n)))?;
    let mut bytes = Vec::with_capacity(n.min(size) as usize);
    file.take(n).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What is known of a plain file, links followed; asked before it is opened,
/// since opening a pipe would wait for its writer.
pub(super) fn metadata(path: &Path) -> Result<Metadata, Stop> {
    match fs::metadata(path) {
        Ok(about) if about.is_file() => Ok(about),
        Ok(_) => Err(not_a_file(path)),
        Err(error) => Err(absent_or(path, error)),
    }
}

pub(super) fn opened(path: &Path) -> Result<File, Stop> {
    File::open(path).map_err(|error| absent_or(path, error))
}

fn absent_or(path: &Path, error: io::Error) -> Stop {
    match error.kind() {
        io::ErrorKind::NotFound => no_such_file(path),
        _ => machine("read", path, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Arg, Code, Finding};

    fn refusal(result: Result<Vec<u8>, Stop>) -> Finding {
        match result {
            Err(Stop::Refused(mut findings)) => findings.remove(0),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn bounds() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cases/x.yaml");
        fs::create_dir(dir.path().join("cases")).unwrap();
        assert_eq!(refusal(read(&path)).code, Code::NoSuchFile);
        assert_eq!(refusal(tail(&path, 3)).code, Code::NoSuchFile);
        assert_eq!(refusal(read(dir.path())).code, Code::NotAFile);
        fs::write(&path, vec![b'a'; MAX_FILE as usize]).unwrap();
        assert_eq!(read(&path).unwrap().len(), MAX_FILE as usize);
        fs::write(&path, vec![b'a'; MAX_FILE as usize + 1]).unwrap();
        let finding = refusal(read(&path));
        assert_eq!(finding.code, Code::TooLarge);
        assert_eq!(finding.place.file.as_deref(), Some("cases/x.yaml"));
        assert_eq!(finding.args.get("size"), Some(&Arg::Number(1_048_577)));
        assert_eq!(finding.args.get("limit"), Some(&Arg::Number(1_048_576)));
    }

    #[test]
    fn a_file_where_a_folder_should_be_is_a_fault_of_the_machine() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("cases"), "").unwrap();
        let Err(Stop::Machine(fault)) = read(&dir.path().join("cases/x.yaml")) else {
            panic!("read something");
        };
        let text = fault.to_string();
        assert!(text.contains("read") && text.contains("x.yaml"), "{text}");
        assert!(text.ends_with("nothing was changed"), "{text}");
    }

    #[test]
    fn tails() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x");
        fs::write(&path, "abcdef").unwrap();
        assert_eq!(tail(&path, 2).unwrap(), b"ef");
        assert_eq!(tail(&path, 6).unwrap(), b"abcdef");
        assert_eq!(tail(&path, 600).unwrap(), b"abcdef");
        assert_eq!(tail(&path, 0).unwrap(), b"");
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_register_are_not_read() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let register = Register::at(dir.path().join("register"));
        fs::create_dir_all(register.cases().join("2026")).unwrap();
        fs::create_dir(dir.path().join("secret")).unwrap();
        fs::write(dir.path().join("secret/x.yaml"), "secret").unwrap();
        fs::write(register.cases().join("2026/y.yaml"), "ours").unwrap();
        let month = register.cases().join("2026/11");
        symlink(dir.path().join("secret"), &month).unwrap();
        let finding = refusal(register.read(&month.join("x.yaml")));
        assert_eq!(finding.code, Code::OutsideRegister);
        assert_eq!(finding.place.file.as_deref(), Some("cases/2026/11"));
        let link = register.cases().join("2026/z.yaml");
        symlink("y.yaml", &link).unwrap();
        assert_eq!(register.read(&link).unwrap(), b"ours");
        let finding = refusal(register.read(&dir.path().join("secret/x.yaml")));
        assert_eq!(finding.code, Code::OutsideRegister);
        let finding = refusal(register.read(Path::new("/nowhere")));
        assert_eq!(finding.code, Code::NoSuchFile);
    }
}
