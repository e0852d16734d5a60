//! Files that git could not merge, and how they are settled.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::finding::Stop;

use super::Git;
use super::run::failed;

/// A file that git could not merge, as its sides have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    /// Where it lies.
    pub path: PathBuf,
    /// What both began with; nothing where each side made the file.
    pub base: Option<Vec<u8>>,
    /// Our side; nothing where we deleted it.
    pub ours: Option<Vec<u8>>,
    /// Their side; nothing where they deleted it.
    pub theirs: Option<Vec<u8>>,
}

impl Git {
    /// The files below that folder that git could not merge, by path; none
    /// outside a repository.
    ///
    /// # Errors
    /// The machine failed.
    pub fn unmerged(&self, below: &str) -> Result<Vec<Unmerged>, Stop> {
        if !self.inside()? {
            return Ok(Vec::new());
        }
        let output = self.read(&["ls-files", "--unmerged", "-z", "--", below], b"")?;
        let mut stages: BTreeMap<String, [Option<String>; 3]> = BTreeMap::new();
        for record in output.split(|byte| *byte == 0) {
            if let Some((oid, stage, name)) = parse(record) {
                stages.entry(name).or_default()[stage - 1] = Some(oid);
            }
        }
        let all = stages.into_iter();
        all.map(|(name, oids)| self.sides(&name, oids)).collect()
    }

    fn sides(&self, name: &str, oids: [Option<String>; 3]) -> Result<Unmerged, Stop> {
        let known: Vec<String> = oids.iter().flatten().cloned().collect();
        let mut bytes = self.contents(&known)?.into_iter().flatten();
        let mut take = |oid: &Option<String>| {
            let object = oid.as_ref().and_then(|_| bytes.next());
            object.map(|object| object.bytes)
        };
        let [base, ours, theirs] = &oids;
        Ok(Unmerged {
            path: self.dir.join(name),
            base: take(base),
            ours: take(ours),
            theirs: take(theirs),
        })
    }

    /// Stages those files as they now lie there, those that went away as gone.
    ///
    /// # Errors
    /// git refuses.
    pub fn stage(&self, paths: &[&Path]) -> Result<(), Stop> {
        for path in paths {
            let name = self.within(path)?;
            let gone = path.symlink_metadata().is_err();
            let args = match gone {
                false => vec!["add", "--force", "--"],
                true => vec!["rm", "--quiet", "--cached", "--ignore-unmatch", "--"],
            };
            let name = format!(":(literal){name}");
            let args: Vec<&str> = args.into_iter().chain([name.as_str()]).collect();
            let output = self.act(&args, b"")?;
            if !output.status.success() {
                return Err(failed(&args, &output));
            }
        }
        Ok(())
    }
}

/// `<mode> <oid> <stage>\t<name>`.
fn parse(record: &[u8]) -> Option<(String, usize, String)> {
    let text = str::from_utf8(record).ok()?;
    let (about, name) = text.split_once('\t')?;
    let [_, oid, stage] = about.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let stage = stage.parse().ok().filter(|stage| (1..=3).contains(stage))?;
    Some((oid.to_owned(), stage, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_unmerged_files() {
        let record = "100644 ab12 2\tcases/2026/11/案 1.yaml".as_bytes();
        let meant = ("ab12".to_owned(), 2, "cases/2026/11/案 1.yaml".to_owned());
        assert_eq!(parse(record), Some(meant));
        assert_eq!(parse(b"100644 ab12 0\tx"), None);
        assert_eq!(parse(b""), None);
    }
}
