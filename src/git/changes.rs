//! What commits and the index change, and the files that they have.

use std::collections::HashMap;

use crate::finding::Stop;

use super::{Commit, Git, Oid, Reach};

/// A file that a commit has otherwise than one of its parents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Which of the commits.
    pub commit: u32,
    /// Which of its parents; 0 where it has none.
    pub parent: u32,
    /// Which of the paths.
    pub path: u32,
    /// The file's object in the parent.
    pub old: Option<Oid>,
    /// The file's object in the commit.
    pub new: Option<Oid>,
}

/// What commits changed, commit by commit in their order.
#[derive(Debug, Default)]
pub struct Changes {
    /// The paths, as seen from the register's folder.
    pub paths: Vec<String>,
    /// The changes.
    pub all: Vec<Change>,
}

/// A file in the tree of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTree {
    /// Its path, as seen from the register's folder.
    pub path: String,
    /// Its object.
    pub oid: Oid,
}

impl Git {
    /// What those commits changed of the files that count, against each of their
    /// parents.
    ///
    /// # Errors
    /// git fails.
    pub fn changes(&self, commits: &[Commit], reach: &Reach) -> Result<Changes, Stop> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let size = commits.len().div_ceil(threads).max(1);
        let parts: Vec<_> = std::thread::scope(|scope| {
            let work = |(at, part)| move || self.changes_of(part, at * size, reach);
            let started = commits
                .chunks(size)
                .enumerate()
                .map(|part| scope.spawn(work(part)));
            let started: Vec<_> = started.collect();
            started.into_iter().map(|part| part.join()).collect()
        });
        let mut all = Names::default();
        for part in parts {
            let part = part.map_err(|_| anyhow::anyhow!("reading the history was broken off"))?;
            all.take(part?);
        }
        Ok(Changes {
            paths: all.paths,
            all: all.changes,
        })
    }

    fn changes_of(&self, commits: &[Commit], first: usize, reach: &Reach) -> Result<Names, Stop> {
        let empty = self.empty_tree()?;
        let mut pairs = Vec::new();
        let mut input = String::new();
        for (at, commit) in commits.iter().enumerate() {
            let at = index(first + at);
            // No commit before it touched the register, also where it is a merge.
            if commit.parents.is_empty() {
                input.push_str(&format!("{empty} {}\n", commit.tree));
                pairs.push((at, 0));
            }
            for (parent, id) in commit.parents.iter().enumerate() {
                input.push_str(&format!("{} {id}\n", commit.id));
                pairs.push((at, index(parent)));
            }
        }
        let args = ["diff-tree", "--stdin", "--always", "-r", "--raw", "-z"];
        let more = [
            "--no-renames",
            "--no-abbrev",
            "--no-ext-diff",
            "--no-relative",
            "--",
        ];
        let paths = reach.pathspecs();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let args = [&args[..], &more, &paths].concat();
        let prefix = self.prefix()?.to_owned();
        let mut reading = Reading {
            pairs: pairs.into_iter(),
            ..Reading::default()
        };
        self.stream(&args, input.as_bytes(), &mut |record| {
            reading.take(record, &prefix)
        })?;
        Ok(reading.names)
    }

    /// What the index has otherwise than those commits, the first of which is
    /// HEAD; without any, than nothing at all.
    ///
    /// # Errors
    /// git fails.
    pub fn staged_changes(&self, parents: &[Oid]) -> Result<Changes, Stop> {
        let mut reading = Reading::default();
        let prefix = self.prefix()?.to_owned();
        let known: Vec<String> = parents.iter().map(Oid::to_string).collect();
        let empty = match known.is_empty() {
            true => Some(self.empty_tree()?),
            false => None,
        };
        for (parent, id) in known.iter().chain(&empty).enumerate() {
            let args = [
                "diff-index",
                "--cached",
                "--raw",
                "-z",
                "--no-renames",
                "--no-abbrev",
            ];
            let args = [&args[..], &["--no-relative", id, "--", ":(literal)cases"]].concat();
            reading.now = Some((0, index(parent)));
            self.stream(&args, b"", &mut |record| reading.take(record, &prefix))?;
        }
        Ok(Changes {
            paths: reading.names.paths,
            all: reading.names.changes,
        })
    }

    fn empty_tree(&self) -> Result<String, Stop> {
        let output = self.read(&["hash-object", "-t", "tree", "--stdin"], b"")?;
        Ok(String::from_utf8_lossy(&output).trim().to_owned())
    }

    /// The files below `cases` that the index has.
    ///
    /// # Errors
    /// git fails.
    pub fn staged_tree(&self) -> Result<Vec<InTree>, Stop> {
        let args = ["ls-files", "--stage", "-z", "--", "cases"];
        let output = self.read(&args, b"")?;
        Ok(output
            .split(|byte| *byte == 0)
            .filter_map(parse_staged)
            .collect())
    }

    /// The files below `cases` that a commit has.
    ///
    /// # Errors
    /// git fails.
    pub fn tree(&self, commit: Oid) -> Result<Vec<InTree>, Stop> {
        let id = commit.to_string();
        let args = ["ls-tree", "-r", "-z", &id, "--", "cases"];
        let output = self.read(&args, b"")?;
        Ok(output
            .split(|byte| *byte == 0)
            .filter_map(parse_in_tree)
            .collect())
    }
}

/// Whether that mode is one of a file: not of a link, nor of another repository.
fn is_file(mode: &[u8]) -> bool {
    mode.starts_with(b"100")
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// `<mode> <oid> <stage>\t<path>`.
fn parse_staged(record: &[u8]) -> Option<InTree> {
    let text = str::from_utf8(record).ok()?;
    let (about, path) = text.split_once('\t')?;
    let mut words = about.split(' ');
    words.next().filter(|mode| is_file(mode.as_bytes()))?;
    let oid = Oid::parse(words.next()?.as_bytes())?;
    Some(InTree {
        path: path.to_owned(),
        oid,
    })
}

/// `<mode> blob <oid>\t<path>`.
fn parse_in_tree(record: &[u8]) -> Option<InTree> {
    let text = str::from_utf8(record).ok()?;
    let (about, path) = text.split_once('\t')?;
    let [mode, _, oid]: [&str; 3] = about.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let oid = Oid::parse(oid.as_bytes()).filter(|_| is_file(mode.as_bytes()))?;
    Some(InTree {
        path: path.to_owned(),
        oid,
    })
}

#[derive(Default)]
struct Names {
    known: HashMap<String, u32>,
    paths: Vec<String>,
    changes: Vec<Change>,
}

impl Names {
    fn of(&mut self, path: &str) -> u32 {
        if let Some(known) = self.known.get(path) {
            return *known;
        }
        let new = index(self.paths.len());
        self.paths.push(path.to_owned());
        self.known.insert(path.to_owned(), new);
        new
    }

    fn take(&mut self, other: Names) {
        let places: Vec<u32> = other.paths.iter().map(|path| self.of(path)).collect();
        let moved = other.changes.into_iter().map(|change| Change {
            path: places[change.path as usize],
            ..change
        });
        self.changes.extend(moved);
    }
}

/// What `diff-tree -z` says, record by record: the name of a commit for each
/// pair that it was given, and for each change its head and its path.
#[derive(Default)]
struct Reading {
    pairs: std::vec::IntoIter<(u32, u32)>,
    now: Option<(u32, u32)>,
    head: Option<(Option<Oid>, Option<Oid>)>,
    /// Whether the index has several versions of the file, and none of them yet.
    unmerged: bool,
    names: Names,
}

impl Reading {
    fn take(&mut self, record: &[u8], prefix: &str) {
        let mut record = record;
        // Two trees are named on a line of their own.
        while self.head.is_none()
            && let Some(end) = record.iter().position(|byte| *byte == b'\n')
            && is_pair(&record[..end])
        {
            self.now = self.pairs.next();
            record = &record[end + 1..];
        }
        if let Some((old, new)) = self.head.take() {
            let path = String::from_utf8_lossy(record);
            let path = path.strip_prefix(prefix).filter(|_| !self.unmerged);
            if let (Some(path), Some((commit, parent))) = (path, self.now) {
                let path = self.names.of(path);
                self.names.changes.push(Change {
                    commit,
                    parent,
                    path,
                    old,
                    new,
                });
            }
        } else if let Some(head) = record.strip_prefix(b":") {
            let words: Vec<&[u8]> = head.split(|byte| *byte == b' ').collect();
            let file = |mode: usize, oid: usize| {
                let oid = words.get(oid).copied().and_then(Oid::parse);
                oid.filter(|_| words.get(mode).is_some_and(|mode| is_file(mode)))
            };
            self.head = Some((file(0, 2), file(1, 3)));
            self.unmerged = words.get(4).is_some_and(|status| *status == b"U");
        } else if Oid::parse(record).is_some() {
            self.now = self.pairs.next();
        }
    }
}

fn is_pair(line: &[u8]) -> bool {
    let mut names = line.split(|byte| *byte == b' ').map(Oid::parse);
    matches!(
        (names.next(), names.next(), names.next()),
        (Some(Some(_)), Some(Some(_)), None)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "8b391d0513ac45d17c038d038597587f4ffb553e";
    const B: &str = "27516034d8483ea244360de580c7f7ccfe022f0e";

    fn oid(text: &str) -> Option<Oid> {
        Oid::parse(text.as_bytes())
    }

    #[test]
    fn changes_go_with_the_pair_that_was_asked() {
        let none = "0".repeat(40);
        let mut reading = Reading {
            pairs: vec![(0, 0), (1, 0), (1, 1)].into_iter(),
            ..Reading::default()
        };
        let records = [
            A.to_owned(),
            B.to_owned(),
            format!(":000000 100644 {none} {A} A"),
            "质 量/cases/a".to_owned(),
            B.to_owned(),
            format!(":100644 000000 {A} {none} D"),
            "质 量/cases/a".to_owned(),
        ];
        for record in &records {
            reading.take(record.as_bytes(), "质 量/");
        }
        let names = reading.names;
        assert_eq!(names.paths, ["cases/a"]);
        let seen: Vec<_> = names
            .changes
            .iter()
            .map(|c| (c.commit, c.parent, c.old, c.new))
            .collect();
        assert_eq!(seen, [(1, 0, None, oid(A)), (1, 1, oid(A), None)]);
    }
}
