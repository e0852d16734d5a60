//! Files that look like cases and lie where nobody reads them.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Register;
use super::fault::machine;
use crate::finding::{Code, Finding, Stop};

/// Folders of the register that hold other things than cases.
const OTHERS: &[&str] = &["policy", "trace", "templates"];

/// Files beside the folders of the years.
const RULES: &[&str] = &["policy", "people", "calendar", "catalog", "acknowledged"];

impl Register {
    /// Every YAML file below `cases/` that is none of those that are read: one
    /// that was renamed, copied or moved a little hides a case.
    ///
    /// # Errors
    /// A folder cannot be listed.
    pub fn strays(&self, cases: &HashSet<PathBuf>) -> Result<Vec<Finding>, Stop> {
        let mut found = Vec::new();
        let mut folders = vec![self.cases()];
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder).map_err(|error| machine("list", &folder, error))?;
            for entry in entries {
                let entry = entry.map_err(|error| machine("list", &folder, error))?;
                let path = entry.path();
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && !self.holds_others(&path) => folders.push(path),
                    Ok(kind) if kind.is_file() && self.is_stray(&path, cases) => {
                        let file = self.relative(&path);
                        let finding = Finding::new(Code::StrayFile).arg("file", file.as_str());
                        found.push(finding.in_file(file));
                    }
                    _ => {}
                }
            }
        }
        found.sort_by(|a, b| a.place.file.cmp(&b.place.file));
        Ok(found)
    }

    /// Whether a folder is for attachments, revisions and the like.
    fn holds_others(&self, folder: &Path) -> bool {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let top = folder.parent() == Some(self.cases().as_path());
        name.ends_with(".files") || top && OTHERS.contains(&&*name)
    }

    fn is_stray(&self, path: &Path, cases: &HashSet<PathBuf>) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let lower = name.to_lowercase();
        let yaml = lower.ends_with(".yaml") || lower.ends_with(".yml");
        let ours = name.starts_with(".plaint-") || cases.contains(path);
        let top = path.parent() == Some(self.cases().as_path());
        let rules = RULES.iter().any(|rule| *name == *format!("{rule}.yaml"));
        yaml && !ours && !(top && rules)
    }
}
