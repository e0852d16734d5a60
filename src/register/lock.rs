//! A file under an exclusive lock.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::finding::{Code, Finding, Stop};

use super::fault::{machine, not_a_file, shown};

/// How long a writer waits for another one.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// The pauses between two tries: from the first to the last.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LAST_PAUSE: Duration = Duration::from_millis(32);

/// A file that this process alone may change, until the value is dropped.
pub(super) struct Locked<'a> {
    path: &'a Path,
    file: File,
}

/// Locks the file that lies at that path. A writer renames a new file over the
/// old one, so whoever waited looks whether the path still is what was locked,
/// and starts again if not. None: there is no file any more.
pub(super) fn lock(path: &Path, patience: Duration) -> Result<Option<Locked<'_>>, Stop> {
    let deadline = Instant::now() + patience;
    let mut pause = FIRST_PAUSE;
    loop {
        let Some(file) = open(path)? else {
            return Ok(None);
        };
        match file.try_lock() {
            Ok(()) if is_at(&file, path)? => return Ok(Some(Locked { path, file })),
            Ok(()) => continue,
            Err(TryLockError::Error(error)) => return Err(machine("lock", path, error)),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                return Err(busy(path, patience));
            }
            Err(TryLockError::WouldBlock) => {}
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LAST_PAUSE);
    }
}

/// A lock whose file is there only as long as it is held.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    /// Unlocked when it is closed, which is after the file has gone.
    _file: File,
}

/// Makes a file at that path and locks it.
pub(super) fn hold(path: PathBuf, patience: Duration) -> Result<Held, Stop> {
    loop {
        match File::create_new(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(machine("make", &path, error));
            }
            _ => {}
        }
        // Whoever held it took it away in between: make it again.
        if let Some(Locked { file, .. }) = lock(&path, patience)? {
            return Ok(Held { path, _file: file });
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Locked<'_> {
    /// The bytes of the file under the lock.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, Stop> {
        self.read()
            .map_err(|error| machine("read", self.path, error))
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.rewind()?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Whether the path still is this file, with those bytes: a writer that
    /// takes no lock, such as an editor, may have come in between.
    pub(super) fn still(&mut self, bytes: &[u8]) -> Result<bool, Stop> {
        Ok(is_at(&self.file, self.path)? && self.bytes()? == bytes)
    }

    /// What the system knows of the file.
    pub(super) fn metadata(&self) -> Result<fs::Metadata, Stop> {
        self.file
            .metadata()
            .map_err(|error| machine("look at", self.path, error))
    }
}

/// The plain file at that path, for writing: some file systems lock no other.
fn open(path: &Path) -> Result<Option<File>, Stop> {
    let opened = fs::symlink_metadata(path).and_then(|about| match about.is_file() {
        true => OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map(Some),
        false => Ok(None),
    });
    match opened {
        Ok(Some(file)) => Ok(Some(file)),
        Ok(None) => Err(not_a_file(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(machine("open for writing", path, error)),
    }
}

/// Whether that path leads to that very file.
fn is_at(file: &File, path: &Path) -> Result<bool, Stop> {
    let same = || {
        let ours = same_file::Handle::from_file(file.try_clone()?)?;
        Ok(ours == same_file::Handle::from_path(path)?)
    };
    same().or_else(|error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Ok(false),
        _ => Err(machine("look at", path, error)),
    })
}

fn busy(path: &Path, patience: Duration) -> Stop {
    let shown = shown(path);
    Finding::new(Code::Busy)
        .arg("file", shown.clone())
        .arg("seconds", patience.as_secs() as usize)
        .in_file(shown)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_waits_and_then_gives_up() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.yaml");
        assert!(lock(&path, PATIENCE).unwrap().is_none());
        fs::write(&path, "x").unwrap();
        let first = lock(&path, PATIENCE).unwrap().unwrap();
        let Err(Stop::Refused(findings)) = lock(&path, Duration::from_millis(50)) else {
            panic!("locked twice");
        };
        assert_eq!(findings[0].code, Code::Busy);
        drop(first);
        assert!(lock(&path, PATIENCE).unwrap().is_some());
    }

    #[test]
    fn one_at_a_time_holds_a_lock_that_leaves_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.lock");
        let most = std::sync::Mutex::new((0, 0));
        let work = || {
            let _held = hold(path.clone(), PATIENCE).unwrap();
            most.lock().unwrap().0 += 1;
            thread::sleep(Duration::from_millis(5));
            let mut count = most.lock().unwrap();
            count.1 = count.1.max(count.0);
            count.0 -= 1;
        };
        thread::scope(|scope| (0..8).for_each(|_| drop(scope.spawn(work))));
        assert_eq!(*most.lock().unwrap(), (0, 1));
        assert!(!path.exists());
        fs::write(&path, "left by one that was killed").unwrap();
        let held = hold(path.clone(), PATIENCE).unwrap();
        assert!(hold(path.clone(), Duration::from_millis(20)).is_err());
        drop(held);
        assert!(!path.exists());
    }

    #[test]
    fn a_file_that_was_replaced_is_noticed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.yaml");
        fs::write(&path, "x").unwrap();
        let mut locked = lock(&path, PATIENCE).unwrap().unwrap();
        assert!(locked.still(b"x").unwrap());
        fs::write(dir.path().join("y"), "x").unwrap();
        fs::rename(dir.path().join("y"), &path).unwrap();
        assert!(!locked.still(b"x").unwrap());
        fs::remove_file(&path).unwrap();
        assert!(!locked.still(b"x").unwrap());
    }
}
