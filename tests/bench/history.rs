//! A history in git of believable cases: a commit for each entry, by whoever
//! made it, now and then on a branch that is merged by the next.

use std::ffi::OsStr;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{DateTime, TimeDelta};

use crate::cases;

/// How many steps there are for each one that is taken on a branch.
const ONE_BRANCH_OF: usize = 40;

/// A case as one entry leaves it.
struct Step {
    /// When it was committed, in seconds.
    time: i64,
    by: String,
    case: usize,
    /// How much of the case's text there is by then.
    end: usize,
}

/// Makes a register in that folder whose cases come to so many commits, of which
/// some are merges. The folder must have no repository yet.
pub fn generate(dir: &Path, count: u64, commits: u64) -> io::Result<()> {
    let keep = |path: PathBuf, text: String| Ok((path, text));
    let cases = cases::each(dir, count, keep)?;
    let mut steps = steps(&cases, commits);
    steps.sort_by_key(|step| (step.time, step.case, step.end));
    git(dir, &["init", "--quiet", "--initial-branch=main"])?;
    git(dir, &["add", "."])?;
    let first = steps.first().map_or(0, |step| step.time) - 86_400;
    let date = format!("@{first} +0800");
    let mut command = Command::new("git");
    command.args(["commit", "--quiet", "--no-verify", "--message", "rules"]);
    for part in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{part}_DATE"), &date);
        command.env(format!("GIT_{part}_NAME"), "wang.min");
        command.env(format!("GIT_{part}_EMAIL"), "wang.min@example.com");
    }
    done(command.current_dir(dir))?;
    import(dir, &cases, &steps)?;
    git(dir, &["reset", "--quiet", "--hard"])
}

/// The first entries of each case, so that all of them come to that number.
fn steps(cases: &[(PathBuf, String)], commits: u64) -> Vec<Step> {
    let count = cases.len().max(1);
    let commits = commits as usize;
    let merges = commits / ONE_BRANCH_OF;
    let entries = commits - merges;
    let mut steps = Vec::new();
    for (case, (_, text)) in cases.iter().enumerate() {
        let most = entries * (case + 1) / count - entries * case / count;
        let starts: Vec<usize> = text
            .match_indices("\n- id: ")
            .map(|(at, _)| at + 1)
            .collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        for (start, end) in starts.iter().zip(ends).take(most) {
            let entry = &text[*start..end];
            let field = |key: &str| {
                let line = entry.lines().find_map(|line| line.strip_prefix(key));
                line.unwrap_or_default().trim_matches('"').to_owned()
            };
            let at = DateTime::parse_from_rfc3339(&field("  at: ")).unwrap_or_default();
            steps.push(Step {
                time: (at + TimeDelta::minutes(1)).timestamp(),
                by: field("  by: "),
                case,
                end,
            });
        }
    }
    steps
}

fn import(dir: &Path, cases: &[(PathBuf, String)], steps: &[Step]) -> io::Result<()> {
    let mut child = Command::new("git")
        .args(["fast-import", "--quiet"])
        .current_dir(dir)
        .stdin(Stdio::piped())
        .spawn()?;
    let stdin = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let mut out = BufWriter::with_capacity(1 << 20, stdin);
    let mut writing = Writing {
        out: &mut out,
        dir,
        cases,
        mark: 0,
    };
    let mut head = "refs/heads/main^0".to_owned();
    let mut rest = steps;
    let mut since = 0;
    while let Some((step, after)) = rest.split_first() {
        rest = after;
        // Two steps in different cases: one on a branch, one on main.
        let beside = after.first().filter(|next| next.case != step.case);
        since += 1;
        match beside.filter(|_| since >= ONE_BRANCH_OF) {
            None => head = writing.commit(step, &head, None)?,
            Some(next) => {
                since = 0;
                let side = writing.commit(step, &head, None)?;
                let main = writing.commit(next, &head, None)?;
                head = writing.commit(step, &main, Some((&side, next.time)))?;
                rest = &after[1..];
            }
        }
    }
    writing.out.flush()?;
    drop(out);
    match child.wait()?.success() {
        true => Ok(()),
        false => Err(io::Error::other("git fast-import failed")),
    }
}

struct Writing<'a> {
    out: &'a mut dyn Write,
    dir: &'a Path,
    cases: &'a [(PathBuf, String)],
    mark: usize,
}

impl Writing<'_> {
    /// Writes the commit of a step, or the merge that takes it over at that
    /// time; gives its name.
    fn commit(
        &mut self,
        step: &Step,
        from: &str,
        merge: Option<(&str, i64)>,
    ) -> io::Result<String> {
        let (path, text) = &self.cases[step.case];
        let path = path.strip_prefix(self.dir).unwrap_or(path);
        let time = merge.map_or(step.time, |(_, time)| time);
        let text = &text[..step.end];
        self.mark += 1;
        let (mark, by, out) = (self.mark, &step.by, &mut self.out);
        writeln!(out, "commit refs/heads/main\nmark :{mark}")?;
        writeln!(out, "committer {by} <{by}@example.com> {time} +0800")?;
        writeln!(out, "data 4\nstep\nfrom {from}")?;
        if let Some((side, _)) = merge {
            writeln!(out, "merge {side}")?;
        }
        let path = path.to_string_lossy();
        writeln!(out, "M 100644 inline {path}\ndata {}", text.len())?;
        writeln!(out, "{text}")?;
        Ok(format!(":{mark}"))
    }
}

fn git<A: AsRef<OsStr>>(dir: &Path, args: &[A]) -> io::Result<()> {
    done(Command::new("git").args(args).current_dir(dir))
}

fn done(command: &mut Command) -> io::Result<()> {
    match command.status()?.success() {
        true => Ok(()),
        false => Err(io::Error::other("git failed")),
    }
}
