//! Which case files there are.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use crate::finding::{Code, Finding, Stop};

use super::Register;
use super::fault::machine;

/// A case file, not read yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseFile {
    /// The number that its name gives.
    pub number: String,
    /// Where it lies.
    pub path: PathBuf,
}

impl CaseFile {
    /// The file of that number in that folder.
    pub(super) fn of(number: &str, folder: &Path) -> CaseFile {
        CaseFile {
            number: number.to_owned(),
            path: folder.join(format!("{number}.yaml")),
        }
    }
}

/// What lies where cases lie.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listing {
    /// The case files, sorted by path.
    pub files: Vec<CaseFile>,
    /// Links that lead out of the register, or nowhere, and what is no file.
    pub findings: Vec<Finding>,
}

impl Register {
    /// Every case file, `cases/<yyyy>/<mm>/<number>.yaml`, sorted by path.
    /// Links are not followed; [`Register::listing`] reports them.
    pub fn files(&self) -> Result<Vec<CaseFile>, Stop> {
        Ok(self.listing()?.files)
    }

    /// Every case file, and every link that stands where one could be and
    /// leads out of the register.
    pub fn listing(&self) -> Result<Listing, Stop> {
        let mut all = Listing::default();
        self.each_month(&mut |listing| {
            all.files.extend(listing.files);
            all.findings.extend(listing.findings);
            Ok(())
        })?;
        Ok(all)
    }

    /// The same, a month at a time.
    ///
    /// # Errors
    /// A folder cannot be listed, or `take` fails.
    pub fn each_month(
        &self,
        take: &mut dyn FnMut(Listing) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let mut listing = Listing::default();
        for month in self.month_dirs(&mut listing.findings)? {
            self.list_month(&month, &mut listing)?;
            take(std::mem::take(&mut listing))?;
        }
        take(listing)
    }

    /// The case file that lies at that path, if one of the layout would: whether
    /// or not it is there.
    pub fn case_at(&self, path: &Path) -> Option<CaseFile> {
        let inside = path.strip_prefix(self.cases()).ok()?;
        let parts: Vec<_> = inside.iter().collect();
        let [year, month, name] = parts.as_slice() else {
            return None;
        };
        let name = name.to_str()?;
        let number = stem(name, ".yaml").filter(|_| is_number(year, 4) && is_number(month, 2))?;
        Some(CaseFile {
            number: number.to_owned(),
            path: path.to_owned(),
        })
    }

    /// The case files of one month, sorted by path.
    pub fn files_in(&self, year: i32, month: u32) -> Result<Vec<CaseFile>, Stop> {
        let mut listing = Listing::default();
        self.list_month(&self.month_dir(year, month), &mut listing)?;
        Ok(listing.files)
    }

    /// The earlier revisions of the policy, sorted by path.
    pub fn revisions(&self) -> Result<Vec<PathBuf>, Stop> {
        let folder = self.cases().join("policy");
        let mut found = Vec::new();
        each(&folder, |entry, kind| {
            let name = entry.file_name();
            if kind.is_file() && stem(&name.to_string_lossy(), ".yaml").is_some() {
                found.push(entry.path());
            }
        })?;
        found.sort();
        Ok(found)
    }

    /// The numbers that files and folders of those months bear, whatever is in
    /// them: none of these may be given again.
    pub fn numbers_in_tree(
        &self,
        year: i32,
        months: RangeInclusive<u32>,
    ) -> Result<Vec<String>, Stop> {
        let mut numbers = Vec::new();
        for month in months {
            each(&self.month_dir(year, month), |entry, _| {
                let name = entry.file_name();
                numbers.extend(taken(&name.to_string_lossy()).map(str::to_owned));
            })?;
        }
        numbers.sort();
        numbers.dedup();
        Ok(numbers)
    }

    /// The folders of all months, sorted.
    pub(super) fn month_dirs(&self, findings: &mut Vec<Finding>) -> Result<Vec<PathBuf>, Stop> {
        let mut months = Vec::new();
        let outside = fs::symlink_metadata(self.cases())
            .is_ok_and(|about| about.is_symlink())
            .then(|| self.leads_out(&self.cases()))
            .flatten();
        if let Some(finding) = outside {
            findings.push(finding);
            return Ok(months);
        }
        for year in self.numbered_dirs(&self.cases(), 4, findings)? {
            months.extend(self.numbered_dirs(&year, 2, findings)?);
        }
        Ok(months)
    }

    fn numbered_dirs(
        &self,
        parent: &Path,
        digits: usize,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<PathBuf>, Stop> {
        let mut found = Vec::new();
        each(parent, |entry, kind| {
            if !is_number(&entry.file_name(), digits) {
                return;
            }
            if kind.is_dir() {
                found.push(entry.path());
            } else if kind.is_symlink() {
                findings.extend(self.leads_out(&entry.path()));
            }
        })?;
        found.sort();
        Ok(found)
    }

    fn list_month(&self, folder: &Path, listing: &mut Listing) -> Result<(), Stop> {
        let from = listing.files.len();
        self.each_in(folder, &mut listing.findings, |number| {
            listing.files.push(CaseFile::of(number, folder));
        })?;
        listing.files[from..].sort_unstable_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
        Ok(())
    }

    /// Hands out the numbers of a month's case files, in no order, and reports
    /// links that lead out.
    pub(super) fn each_in(
        &self,
        folder: &Path,
        findings: &mut Vec<Finding>,
        mut take: impl FnMut(&str),
    ) -> Result<(), Stop> {
        each(folder, |entry, kind| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            match stem(&name, ".yaml") {
                Some(number) if kind.is_file() => take(number),
                Some(_) if kind.is_symlink() => findings.extend(self.leads_out(&entry.path())),
                Some(_) => {
                    let shown = self.relative(&entry.path());
                    let finding = Finding::new(Code::NotAFile).arg("file", shown.clone());
                    findings.push(finding.in_file(shown));
                }
                None => {}
            }
        })
    }

    /// A finding, if what the path leads to lies outside the register or
    /// cannot be found.
    pub fn leads_out(&self, path: &Path) -> Option<Finding> {
        let inside = match (fs::canonicalize(path), fs::canonicalize(&self.root)) {
            (Ok(target), Ok(root)) => target.starts_with(root),
            _ => false,
        };
        let shown = self.relative(path);
        (!inside).then(|| {
            Finding::new(Code::OutsideRegister)
                .arg("file", shown.clone())
                .in_file(shown)
        })
    }
}

/// Hands out what is in a folder, with its kind as the folder tells it (no file
/// is asked). A folder that is not there is empty.
pub(super) fn each(folder: &Path, mut take: impl FnMut(&DirEntry, FileType)) -> Result<(), Stop> {
    let mut all = || {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            take(&entry, entry.file_type()?);
        }
        Ok(())
    };
    all().or_else(|error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(machine("list", folder, error)),
    })
}

fn is_number(name: &OsStr, digits: usize) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes.len() == digits && bytes.iter().all(u8::is_ascii_digit)
}

/// The name before that suffix; none for hidden files.
fn stem<'a>(name: &'a str, suffix: &str) -> Option<&'a str> {
    let stem = name.strip_suffix(suffix)?;
    (!stem.is_empty() && !stem.starts_with('.')).then_some(stem)
}

/// The number that a name in a month's folder takes up.
fn taken(name: &str) -> Option<&str> {
    stem(name, ".yaml").or_else(|| stem(name, ".files"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touch(root: &Path, path: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }

    fn register() -> (tempfile::TempDir, Register) {
        let dir = tempfile::tempdir().unwrap();
        for path in [
            "cases/policy.yaml",
            "cases/policy/2025-01-01.yaml",
            "cases/policy/2024-01-01.yaml",
            "cases/policy/README",
            "cases/2026/11/2611-0002.yaml",
            "cases/2026/11/2611-0001.yaml",
            "cases/2026/11/.plaint-x.yaml",
            "cases/2026/11/.yaml",
            "cases/2026/11/2611-0003.yml",
            "cases/2026/11/2611-0001.files/photo.yaml",
            "cases/2026/11/2611-0009.files/photo.jpg",
            "cases/2026/02/2602-0001.yaml",
            "cases/2026/2/2602-0002.yaml",
            "cases/2025/12/2512-0001.yaml",
            "cases/trace/12/2512-0003.yaml",
            "cases/２０２６/12/2512-0004.yaml",
        ] {
            touch(dir.path(), path);
        }
        fs::create_dir(dir.path().join("cases/2026/11/2611-0008.yaml")).unwrap();
        let register = Register::at(dir.path());
        (dir, register)
    }

    #[test]
    fn only_files_of_the_layout_are_cases() {
        let (_dir, register) = register();
        let files = register.files().unwrap();
        let shown: Vec<String> = files.iter().map(|f| register.relative(&f.path)).collect();
        assert_eq!(
            shown,
            [
                "cases/2025/12/2512-0001.yaml",
                "cases/2026/02/2602-0001.yaml",
                "cases/2026/11/2611-0001.yaml",
                "cases/2026/11/2611-0002.yaml",
            ]
        );
        assert_eq!(files[3].number, "2611-0002");
        assert_eq!(register.files_in(2026, 11).unwrap(), files[2..]);
        assert!(register.files_in(2031, 1).unwrap().is_empty());
        assert!(Register::at("/nowhere").files().unwrap().is_empty());
    }

    #[test]
    fn revisions_are_sorted() {
        let (_dir, register) = register();
        let names: Vec<_> = register.revisions().unwrap();
        assert!(names[0].ends_with("policy/2024-01-01.yaml"));
        assert!(names[1].ends_with("policy/2025-01-01.yaml"));
        assert_eq!(names.len(), 2);
    }

    #[test]
    fn numbers_of_attachments_and_folders_are_taken() {
        let (_dir, register) = register();
        assert_eq!(
            register.numbers_in_tree(2026, 1..=12).unwrap(),
            [
                "2602-0001",
                "2611-0001",
                "2611-0002",
                "2611-0008",
                "2611-0009"
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_out_are_reported_and_links_within_ignored() {
        use std::os::unix::fs::symlink;
        let (_dir, register) = register();
        let other = tempfile::tempdir().unwrap();
        touch(other.path(), "11/2411-0001.yaml");
        let cases = register.cases();
        symlink(other.path(), cases.join("2024")).unwrap();
        symlink(other.path().join("11"), cases.join("2026/10")).unwrap();
        let file = cases.join("2026/11/2611-0004.yaml");
        symlink(other.path().join("11/2411-0001.yaml"), file).unwrap();
        symlink("nothing", cases.join("2026/11/2611-0005.yaml")).unwrap();
        symlink("2611-0001.yaml", cases.join("2026/11/2611-0006.yaml")).unwrap();
        let listing = register.listing().unwrap();
        assert_eq!(listing.files.len(), 4);
        let files: Vec<_> = listing
            .findings
            .iter()
            .map(|f| f.place.file.clone().unwrap())
            .collect();
        assert_eq!(files.len(), 5, "{files:?}");
        assert!(files.contains(&"cases/2024".to_owned()));
        assert!(files.contains(&"cases/2026/11/2611-0005.yaml".to_owned()));
        let folder = "cases/2026/11/2611-0008.yaml";
        for finding in &listing.findings {
            let is_folder = finding.place.file.as_deref() == Some(folder);
            let meant = match is_folder {
                true => Code::NotAFile,
                false => Code::OutsideRegister,
            };
            assert_eq!(finding.code, meant, "{files:?}");
        }
    }
}
