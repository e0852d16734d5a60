//! The numbers that other branches and worktrees have given.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::finding::Stop;

use super::objects::names_in_tree;
use super::{Git, stem};

/// A working tree of the repository.
#[derive(Debug, Default, PartialEq, Eq)]
struct Worktree {
    path: PathBuf,
    head: Option<String>,
}

impl Git {
    /// The case numbers in those folders of the register (`cases/2026/11`) on
    /// the tip of every local branch and remote-tracking ref, where any
    /// worktree stands, and among the files of every worktree.
    pub fn numbers(&self, dirs: &[String]) -> Result<Vec<String>, Stop> {
        if !self.inside()? {
            return Ok(Vec::new());
        }
        let worktrees = self.worktrees()?;
        let mut tips = self.tips()?;
        tips.extend(worktrees.iter().filter_map(|tree| tree.head.clone()));
        let mut numbers = self.numbers_at(&tips, dirs)?;
        for worktree in &worktrees {
            let register = worktree.path.join(self.prefix()?);
            let folders = dirs.iter().map(|dir| register.join(dir));
            numbers.extend(folders.flat_map(numbers_in_folder));
        }
        Ok(numbers.into_iter().collect())
    }

    /// The commits on which local and remote-tracking branches stand.
    fn tips(&self) -> Result<BTreeSet<String>, Stop> {
        let format = "--format=%(objectname)";
        let output = self.read(&["for-each-ref", format, "refs/heads", "refs/remotes"], b"")?;
        let text = String::from_utf8_lossy(&output);
        Ok(text.lines().map(str::to_owned).collect())
    }

    fn numbers_at(
        &self,
        tips: &BTreeSet<String>,
        dirs: &[String],
    ) -> Result<BTreeSet<String>, Stop> {
        let prefix = self.prefix()?;
        let names: Vec<String> = tips
            .iter()
            .flat_map(|tip| dirs.iter().map(move |dir| format!("{tip}:{prefix}{dir}")))
            .collect();
        // Most branches share most folders, so each is fetched once.
        let trees: BTreeSet<String> = self
            .objects(&names)?
            .into_iter()
            .flatten()
            .filter(|object| object.kind == "tree")
            .map(|object| object.oid)
            .collect();
        let trees: Vec<String> = trees.into_iter().collect();
        let mut numbers = BTreeSet::new();
        for tree in self.contents(&trees)?.into_iter().flatten() {
            let found = names_in_tree(&tree.bytes, tree.oid.len() / 2);
            numbers.extend(
                found
                    .iter()
                    .filter_map(|name| stem(name))
                    .map(str::to_owned),
            );
        }
        Ok(numbers)
    }

    fn worktrees(&self) -> Result<Vec<Worktree>, Stop> {
        let list = ["worktree", "list", "--porcelain", "-z"];
        if let Some(output) = self.ask(&list, b"")?
            && output.status.success()
        {
            return Ok(parse_worktrees(&output.stdout, 0));
        }
        // Before 2.36 git knew no `-z` here.
        let output = self.read(&list[..3], b"")?;
        Ok(parse_worktrees(&output, b'\n'))
    }
}

fn parse_worktrees(output: &[u8], end: u8) -> Vec<Worktree> {
    let mut found: Vec<Worktree> = Vec::new();
    for line in output.split(|byte| *byte == end) {
        let line = String::from_utf8_lossy(line);
        if let Some(path) = line.strip_prefix("worktree ") {
            found.push(Worktree {
                path: path.into(),
                head: None,
            });
        } else if let (Some(head), Some(last)) = (line.strip_prefix("HEAD "), found.last_mut()) {
            // A branch without commits is shown as zeros.
            last.head = head.contains(|c| c != '0').then(|| head.to_owned());
        }
    }
    found
}

/// What a folder of another worktree holds; one that is gone or closed to us
/// holds nothing.
fn numbers_in_folder(folder: PathBuf) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| stem(&entry.file_name().to_string_lossy()).map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worktrees_with_and_without_commits() {
        let zeros = "0".repeat(40);
        let text = format!(
            "worktree /a b\0HEAD {zeros}\0branch refs/heads/main\0\0worktree /c\0HEAD 1f\0detached\0\0worktree /d\0bare\0\0"
        );
        let (a, c, d) = ("/a b".into(), "/c".into(), "/d".into());
        let tree = |path, head: Option<&str>| Worktree {
            path,
            head: head.map(str::to_owned),
        };
        let meant = [tree(a, None), tree(c, Some("1f")), tree(d, None)];
        assert_eq!(parse_worktrees(text.as_bytes(), 0), meant);
        let lines = text.replace('\0', "\n");
        assert_eq!(parse_worktrees(lines.as_bytes(), b'\n'), meant);
    }
}
