//! Making a commit.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use crate::finding::Stop;

use super::Git;
use super::run::{failed, said};

/// How long another git that changes the index is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(40);

/// How many paths are named in one call.
const PATHS_A_CALL: usize = 200;

impl Git {
    /// Commits those files, and nothing else that is staged; new ones are added,
    /// and those that went away are committed as gone. The user's hooks and
    /// signing apply. The commit's name: of one by another process where that
    /// took them along as they are. If it fails, what is staged is as before.
    pub fn commit(&self, paths: &[PathBuf], message: &str) -> Result<String, Stop> {
        let names: Result<Vec<String>, Stop> = paths.iter().map(|path| self.within(path)).collect();
        let names = names?;
        let _turn = self.turn();
        let tracked = self.listed("--cached", &names)?;
        let mut new = self.listed("--others", &names)?;
        // One that is neither tracked nor new is ignored; git says so itself.
        let left = |name: &&String| {
            self.lies_there(name) && !covers(&tracked, name) && !covers(&new, name)
        };
        let ignored: Vec<String> = names.iter().filter(left).cloned().collect();
        new.extend(ignored);
        if new.is_empty()
            && let Some(commit) = self.committed_already(&names)?
        {
            return Ok(commit);
        }
        let known = |name: &&String| covers(&tracked, name) || covers(&new, name);
        let meant: Vec<&String> = names.iter().filter(known).collect();
        let made = self.announce_and_commit(&new, &meant, message);
        if made.is_err() {
            self.take_back(&new);
        }
        made?;
        self.show_as_committed(&meant)?;
        let head = self.read(&["rev-parse", "--verify", "HEAD"], b"")?;
        Ok(String::from_utf8_lossy(&head).trim().to_owned())
    }

    /// The last commit of those files, if HEAD has all of them as they lie there.
    /// Many are not asked for: those of an import are new.
    fn committed_already(&self, names: &[String]) -> Result<Option<String>, Stop> {
        if names.is_empty() || names.len() > PATHS_A_CALL {
            return Ok(None);
        }
        let literal: Vec<String> = names.iter().map(literal).collect();
        let with_names = |args: &[&'static str]| {
            let names = literal.iter().map(String::as_str);
            self.ask(&args.iter().copied().chain(names).collect::<Vec<_>>(), b"")
        };
        // There may be no HEAD yet.
        let same = with_names(&["diff", "--quiet", "--no-ext-diff", "HEAD", "--"])?;
        if !same.is_some_and(|output| output.status.success()) {
            return Ok(None);
        }
        let last = with_names(&["rev-list", "--max-count=1", "HEAD", "--"])?;
        let last = last.filter(|output| output.status.success());
        let name = last.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        Ok(name.filter(|name| !name.is_empty()))
    }

    fn lies_there(&self, name: &str) -> bool {
        self.dir.join(name).symlink_metadata().is_ok()
    }

    /// The files under those names that are in the index, or that are not.
    fn listed(&self, which: &str, names: &[String]) -> Result<BTreeSet<String>, Stop> {
        let mut found = BTreeSet::new();
        for names in names.chunks(PATHS_A_CALL) {
            let literal: Vec<String> = names.iter().map(literal).collect();
            let mut args = vec!["ls-files", "-z", "--exclude-standard", which, "--"];
            args.extend(literal.iter().map(String::as_str));
            let output = self.read(&args, b"")?;
            let listed = output.split(|byte| *byte == 0).filter(|n| !n.is_empty());
            found.extend(listed.map(|name| String::from_utf8_lossy(name).into_owned()));
        }
        Ok(found)
    }

    /// Waits until no other plaint commits here, if that can be known. git reads
    /// the index before it locks it, so what another one adds in between would
    /// get lost.
    fn turn(&self) -> Option<File> {
        let folder = self.keep().ok()??;
        fs::create_dir_all(folder).ok()?;
        let file = File::create(folder.join("commit")).ok()?;
        let deadline = Instant::now() + PATIENCE;
        while file.try_lock().is_err() && Instant::now() < deadline {
            thread::sleep(PAUSE);
        }
        Some(file)
    }

    /// Adds and commits, again if another git made the new files forgotten.
    fn announce_and_commit(
        &self,
        new: &BTreeSet<String>,
        meant: &[&String],
        message: &str,
    ) -> Result<(), Stop> {
        let names: Vec<String> = new.iter().cloned().collect();
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.announce(new)?;
            let Err(stop) = self.commit_only(meant, message) else {
                return Ok(());
            };
            let known = self.listed("--cached", &names)?;
            if new.is_subset(&known) || Instant::now() >= deadline {
                return Err(stop);
            }
        }
    }

    /// Tells git of new files, without staging what is in them.
    fn announce(&self, new: &BTreeSet<String>) -> Result<(), Stop> {
        let new: Vec<String> = new.iter().map(literal).collect();
        for names in new.chunks(PATHS_A_CALL) {
            let mut args = vec!["add", "--intent-to-add", "--"];
            args.extend(names.iter().map(String::as_str));
            let output = self.act_patiently(&args, b"")?;
            if !output.status.success() {
                return Err(failed(&args, &output));
            }
        }
        Ok(())
    }

    /// Makes git forget the new files again.
    fn take_back(&self, new: &BTreeSet<String>) {
        let input: String = new.iter().map(|name| format!("{name}\0")).collect();
        if !input.is_empty() {
            let args = ["update-index", "--force-remove", "-z", "--stdin"];
            let _ = self.act_patiently(&args, input.as_bytes());
        }
    }

    fn commit_only(&self, names: &[&String], message: &str) -> Result<(), Stop> {
        let list = path_list(names)?;
        let mut from = OsString::from("--pathspec-from-file=");
        from.push(absolute(list.path()));
        let flags = [
            "commit",
            "--quiet",
            "--only",
            "--cleanup=whitespace",
            "-F",
            "-",
        ];
        let mut args: Vec<OsString> = flags.iter().map(OsString::from).collect();
        args.extend([from, "--pathspec-file-nul".into()]);
        let output = self.act_patiently(&args, message.as_bytes())?;
        match output.status.success() {
            true => Ok(()),
            false => Err(Stop::Machine(anyhow::anyhow!(
                "git made no commit: {}",
                said(&output)
            ))),
        }
    }

    /// Gives the index what HEAD has of those files. git reads them twice, once
    /// for the index and once for the commit; what another process appends in
    /// between would be missing in the index, and the next commit would drop it.
    fn show_as_committed(&self, names: &[&String]) -> Result<(), Stop> {
        let list = path_list(names)?;
        let mut from = OsString::from("--pathspec-from-file=");
        from.push(absolute(list.path()));
        let args = ["reset", "--quiet", "HEAD", "--pathspec-file-nul"];
        let mut args: Vec<OsString> = args.iter().map(OsString::from).collect();
        args.insert(3, from);
        let output = self.act_patiently(&args, b"")?;
        match output.status.success() {
            true => Ok(()),
            false => Err(Stop::Machine(anyhow::anyhow!(
                "the commit is made, but the index was not brought up to it: {}",
                said(&output)
            ))),
        }
    }

    /// Runs git, again while another git holds the index.
    fn act_patiently<A: AsRef<std::ffi::OsStr>>(
        &self,
        args: &[A],
        input: &[u8],
    ) -> Result<Output, Stop> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let output = self.act(args, input)?;
            let held = !output.status.success() && said(&output).contains("index.lock");
            if !held || Instant::now() >= deadline {
                return Ok(output);
            }
            thread::sleep(PAUSE);
        }
    }
}

/// Whether the files listed include that one, or any below it.
fn covers(listed: &BTreeSet<String>, name: &str) -> bool {
    let folder = format!("{name}/");
    listed.contains(name)
        || listed
            .range(folder.clone()..)
            .next()
            .is_some_and(|first| first.starts_with(&folder))
}

/// A path that git takes as it stands, whatever characters are in it.
fn literal(name: impl AsRef<str>) -> String {
    format!(":(literal){}", name.as_ref())
}

/// The paths in a file, since the message takes standard input.
fn path_list(names: &[&String]) -> Result<NamedTempFile, Stop> {
    let text: String = names
        .iter()
        .map(|name| format!("{}\0", literal(name)))
        .collect();
    let write = || {
        let mut file = NamedTempFile::new()?;
        file.write_all(text.as_bytes())?;
        file.flush()?;
        Ok(file)
    };
    write().map_err(|error: std::io::Error| {
        let context = "could not write a temporary list of paths; no commit was made";
        Stop::Machine(anyhow::Error::new(error).context(context))
    })
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
