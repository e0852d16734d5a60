//! Commits, and what each of them changed below the register.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use crate::finding::Stop;

use super::{Git, Identity, Oid};

/// A commit that touched the register, or brought two histories of it together.
#[derive(Debug, Clone, PartialEq)]
pub struct Commit {
    /// Its name.
    pub id: Oid,
    /// Its tree.
    pub tree: Oid,
    /// The commits before it that touched the register, the one merged into
    /// first.
    pub parents: Vec<Oid>,
    /// Who made the change, as the commit itself says.
    pub author: Identity,
    /// When the commit was made.
    pub committed: DateTime<FixedOffset>,
}

/// Which part of the history is meant: what one commit reaches and another one
/// does not.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// The last commit; HEAD if none is named.
    pub to: Option<Oid>,
    /// The commit whose history is left out.
    pub since: Option<Oid>,
    /// The files that count, as seen from the register's folder; all below `cases`
    /// if none is named.
    pub paths: Vec<String>,
}

impl Reach {
    pub(super) fn pathspecs(&self) -> Vec<String> {
        match self.paths.is_empty() {
            true => vec![":(literal)cases".to_owned()],
            false => self
                .paths
                .iter()
                .map(|path| format!(":(literal){path}"))
                .collect(),
        }
    }
}

impl Git {
    /// The same git, which reads the history as the commits have it: grafts and
    /// replacements would show another one.
    #[must_use]
    pub fn unaltered(self) -> Git {
        self.with_env("GIT_GRAFT_FILE", "/dev/null")
            .with_env("GIT_NO_REPLACE_OBJECTS", "1")
    }

    /// The commit that a name means; nothing where there is no such commit.
    ///
    /// # Errors
    /// git cannot be run.
    pub fn commit_named(&self, name: &str) -> Result<Option<Oid>, Stop> {
        let wanted = format!("{name}^{{commit}}");
        let args = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ];
        let output = self
            .ask(&args, b"")?
            .filter(|output| output.status.success());
        Ok(output.and_then(|output| Oid::parse(output.stdout.trim_ascii_end())))
    }

    /// Whether HEAD's history holds that commit.
    ///
    /// # Errors
    /// git cannot be run.
    pub fn holds(&self, commit: Oid) -> Result<bool, Stop> {
        let id = commit.to_string();
        let args = ["merge-base", "--is-ancestor", &id, "HEAD"];
        Ok(self
            .ask(&args, b"")?
            .is_some_and(|output| output.status.success()))
    }

    /// Where two histories parted; nothing where they have nothing in common.
    ///
    /// # Errors
    /// git cannot be run.
    pub fn parting(&self, one: Oid, other: Oid) -> Result<Option<Oid>, Stop> {
        let (one, other) = (one.to_string(), other.to_string());
        let output = self.ask(&["merge-base", &one, &other], b"")?;
        let output = output.filter(|output| output.status.success());
        Ok(output.and_then(|output| Oid::parse(output.stdout.trim_ascii_end())))
    }

    /// The commits at which a shallow clone breaks off.
    ///
    /// # Errors
    /// git cannot be run.
    pub fn shallow(&self) -> Result<Vec<Oid>, Stop> {
        let path = self.git_path("shallow")?;
        let text = std::fs::read(path).unwrap_or_default();
        Ok(text
            .split(|byte| *byte == b'\n')
            .filter_map(Oid::parse)
            .collect())
    }

    /// The commits in reach that touched the register, parents before their
    /// children.
    ///
    /// # Errors
    /// git fails.
    pub fn commits(&self, reach: &Reach) -> Result<Vec<Commit>, Stop> {
        let to = reach.to.map_or("HEAD".to_owned(), |to| to.to_string());
        let since = reach.since.map(|since| format!("^{since}"));
        let mut args = vec!["-c", "log.showSignature=false", "-c", "log.follow=false"];
        args.extend([
            "log",
            "-z",
            "--full-history",
            "--parents",
            "--topo-order",
            "--reverse",
        ]);
        args.extend([
            "--no-color",
            "--no-mailmap",
            "--encoding=UTF-8",
            "--format=%H %P%n%T%n%an%n%ae%n%cI",
        ]);
        args.push("--end-of-options");
        args.push(&to);
        args.extend(since.as_deref());
        let paths = reach.pathspecs();
        args.push("--");
        args.extend(paths.iter().map(String::as_str));
        let mut commits = Vec::new();
        self.stream(&args, b"", &mut |record| {
            commits.extend(parse_commit(record));
        })?;
        Ok(commits)
    }

    /// When those commits were made.
    ///
    /// # Errors
    /// git fails.
    pub fn times(&self, commits: &[Oid]) -> Result<HashMap<Oid, DateTime<FixedOffset>>, Stop> {
        if commits.is_empty() {
            return Ok(HashMap::new());
        }
        let input: String = commits.iter().map(|commit| format!("{commit}\n")).collect();
        let args = ["log", "-z", "--no-walk=unsorted", "--stdin", "--no-color"];
        let args = [&args[..], &["--format=%H %P%n%T%n%an%n%ae%n%cI"]].concat();
        let mut times = HashMap::new();
        self.stream(&args, input.as_bytes(), &mut |record| {
            times.extend(parse_commit(record).map(|commit| (commit.id, commit.committed)));
        })?;
        Ok(times)
    }

    /// The commits whose histories a merge in progress brings together: HEAD,
    /// and what is merged into it.
    ///
    /// # Errors
    /// git fails.
    pub fn heads(&self) -> Result<Vec<Oid>, Stop> {
        let head = self.commit_named("HEAD")?;
        let merged = std::fs::read(self.git_path("MERGE_HEAD")?).unwrap_or_default();
        let merged = merged.split(|byte| *byte == b'\n').filter_map(Oid::parse);
        Ok(head.into_iter().chain(merged).collect())
    }

    /// Whether a merge or a cherry-pick waits for its commit, also one within a
    /// rebase: then git commits no files alone.
    pub fn is_between(&self) -> bool {
        ["MERGE_HEAD", "CHERRY_PICK_HEAD"]
            .into_iter()
            .any(|name| self.git_path(name).is_ok_and(|path| path.exists()))
    }
}

/// `<id> <parents>`, the author's name and address, when it was committed.
fn parse_commit(record: &[u8]) -> Option<Commit> {
    let text = String::from_utf8_lossy(record);
    let mut lines = text.split('\n');
    let mut ids = lines
        .next()?
        .split(' ')
        .filter_map(|id| Oid::parse(id.as_bytes()));
    let id = ids.next()?;
    let tree = Oid::parse(lines.next()?.trim().as_bytes())?;
    let author = Identity {
        name: lines.next()?.to_owned(),
        email: lines.next()?.to_owned(),
    };
    let committed = DateTime::parse_from_rfc3339(lines.next()?.trim());
    Some(Commit {
        id,
        tree,
        parents: ids.collect(),
        author,
        // A date that is none is older than all others, and found so.
        committed: committed.unwrap_or(DateTime::UNIX_EPOCH.fixed_offset()),
    })
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
    fn names_of_objects() {
        assert_eq!(oid(A).unwrap().to_string(), A);
        let long = "0".repeat(63) + "1";
        assert_eq!(oid(&long).unwrap().to_string(), long);
        assert_eq!(oid(&"0".repeat(40)), None);
        assert_eq!(oid(&A[1..]), None);
        assert_eq!(oid(&A.replace('8', "x")), None);
    }

    #[test]
    fn commits_with_odd_dates_and_names_are_read() {
        let record = format!("{A} {B} {B}\n{B}\n李 伟\nl@e\n2026-11-03T14:02:00+08:00");
        let commit = parse_commit(record.as_bytes()).unwrap();
        assert_eq!(
            (commit.parents.len(), commit.author.name.as_str()),
            (2, "李 伟")
        );
        assert_eq!(commit.committed.to_rfc3339(), "2026-11-03T14:02:00+08:00");
        let odd = parse_commit(format!("{A} \n{B}\n\n\nx").as_bytes()).unwrap();
        assert_eq!((odd.committed.timestamp(), odd.parents.len()), (0, 0));
    }
}
