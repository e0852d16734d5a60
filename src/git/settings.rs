//! Settings of the repository.

use std::path::{Path, PathBuf};

use crate::finding::Stop;

use super::Git;
use super::run::failed;

impl Git {
    /// What a setting says, wherever it is set. None: nowhere, or there is no
    /// git program.
    ///
    /// # Errors
    /// The machine failed.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Stop> {
        let output = self.ask(&["config", "--get", name], b"")?;
        let output = output.filter(|output| output.status.success());
        let value = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        Ok(value.map(|value| value.trim_end_matches('\n').to_owned()))
    }

    /// Writes a setting of this repository.
    ///
    /// # Errors
    /// git refuses.
    pub fn set(&self, name: &str, value: &str) -> Result<(), Stop> {
        self.config(&["config", "--local", name, value])
    }

    /// Takes a section of this repository's settings away.
    ///
    /// # Errors
    /// git refuses.
    pub fn unset_section(&self, name: &str) -> Result<(), Stop> {
        self.config(&["config", "--local", "--remove-section", name])
    }

    /// The file that git runs as that hook, whether or not it is there.
    ///
    /// # Errors
    /// The machine failed.
    pub fn hook(&self, name: &str) -> Result<PathBuf, Stop> {
        self.git_path(&format!("hooks/{name}"))
    }

    /// What the attributes of git say of a file; nothing where they say nothing.
    ///
    /// # Errors
    /// The machine failed.
    pub fn attribute(&self, name: &str, path: &Path) -> Result<Option<String>, Stop> {
        let path = self.within(path)?;
        let output = self.read(&["check-attr", "-z", name, "--", &path], b"")?;
        let value = output.split(|byte| *byte == 0).nth(2);
        let value = value.map(|value| String::from_utf8_lossy(value).into_owned());
        Ok(value.filter(|value| value != "unspecified"))
    }

    fn config(&self, args: &[&str]) -> Result<(), Stop> {
        let output = self.act(args, b"")?;
        match output.status.success() {
            true => Ok(()),
            false => Err(failed(args, &output)),
        }
    }
}
