//! What the index would commit.

use std::path::{Path, PathBuf};

use crate::finding::Stop;

use super::Git;
use super::run::failed;

impl Git {
    /// The files below that folder that the index would add, change or take
    /// away; none outside a repository.
    ///
    /// # Errors
    /// The machine failed.
    pub fn staged(&self, below: &str) -> Result<Vec<PathBuf>, Stop> {
        if !self.inside()? {
            return Ok(Vec::new());
        }
        let args = [
            "diff",
            "--cached",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--relative",
            "-z",
            "--",
            below,
        ];
        Ok(self.paths(&args)?.collect())
    }

    /// Whether the files below that folder lie there as the index has them, and
    /// no others.
    ///
    /// # Errors
    /// The machine failed.
    pub fn as_staged(&self, below: &str) -> Result<bool, Stop> {
        let changed = ["diff", "--name-only", "--no-ext-diff", "-z", "--", below];
        let new = [
            "ls-files",
            "--others",
            "--exclude-standard",
            "-z",
            "--",
            below,
        ];
        Ok(self.paths(&changed)?.next().is_none() && self.paths(&new)?.next().is_none())
    }

    /// Puts the files below that folder as the index has them into another
    /// folder; those that are not wanted whole are there, but empty. Where the
    /// register's folder lies in it.
    ///
    /// # Errors
    /// The machine failed.
    pub fn put_staged(
        &self,
        below: &str,
        into: &Path,
        whole: &dyn Fn(&Path) -> bool,
    ) -> Result<PathBuf, Stop> {
        let there = into.join(self.prefix()?);
        let mut wanted = Vec::new();
        for path in self.paths(&["ls-files", "--cached", "-z", "--", below])? {
            let name = self.within(&path)?;
            if whole(&path) {
                wanted.extend(format!("{name}\0").into_bytes());
                continue;
            }
            let path = there.join(name);
            let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            made.and_then(|()| std::fs::write(&path, b""))
                .map_err(|error| {
                    let context = format!("cannot write {}", path.display());
                    Stop::Machine(anyhow::Error::new(error).context(context))
                })?;
        }
        let prefix = format!("--prefix={}/", into.display());
        let args = [
            "checkout-index",
            "--force",
            "--quiet",
            "-z",
            "--stdin",
            &prefix,
        ];
        let output = self.act(&args, &wanted)?;
        match output.status.success() {
            true => Ok(there),
            false => Err(failed(&args, &output)),
        }
    }

    fn paths(&self, args: &[&str]) -> Result<impl Iterator<Item = PathBuf> + use<'_>, Stop> {
        let output = self.read(args, b"")?;
        let names: Vec<String> = output
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty())
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect();
        Ok(names.into_iter().map(|name| self.dir.join(name)))
    }
}
