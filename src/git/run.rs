//! Running the `git` program.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::finding::Stop;

use super::Git;

/// How often a git that talks to a remote is looked after.
const LOOK: Duration = Duration::from_millis(5);

/// Settings under which a pathspec would not mean what it says.
const PATHSPEC_SETTINGS: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

impl Git {
    /// Runs git to read something. None: there is no git program.
    pub(super) fn ask(&self, args: &[&str], input: &[u8]) -> Result<Option<Output>, Stop> {
        match run(&mut self.reading(args), input) {
            Ok(output) => Ok(Some(output)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unrunnable(error)),
        }
    }

    /// What git prints when it reads something; it must work.
    pub(super) fn read(&self, args: &[&str], input: &[u8]) -> Result<Vec<u8>, Stop> {
        match self.ask(args, input)? {
            None => Err(unrunnable(io::ErrorKind::NotFound.into())),
            Some(output) if output.status.success() => Ok(output.stdout),
            Some(output) => Err(failed(args, &output)),
        }
    }

    /// Runs git to read something long, and hands on each record that ends in a
    /// NUL, or at the end of what git prints; it must work.
    pub(super) fn stream(
        &self,
        args: &[&str],
        input: &[u8],
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Stop> {
        let read = |out: &mut dyn BufRead| {
            let mut record = Vec::new();
            while out.read_until(0, &mut record)? > 0 {
                take(record.strip_suffix(b"\0").unwrap_or(&record));
                record.clear();
            }
            Ok(())
        };
        self.feed(args, input, read)
    }

    /// Runs git to read something long, which is read while git goes on.
    pub(super) fn feed(
        &self,
        args: &[&str],
        input: &[u8],
        read: impl FnOnce(&mut dyn BufRead) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let mut child = self
            .reading(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(unrunnable)?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (done, said) = thread::scope(|scope| {
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
            let said = scope.spawn(move || {
                let mut said = Vec::new();
                let _ = stderr.map(|mut stderr| stderr.read_to_end(&mut said));
                said
            });
            let done = match stdout {
                Some(stdout) => read(&mut BufReader::with_capacity(1 << 16, stdout)),
                None => Ok(()),
            };
            (done, said.join().unwrap_or_default())
        });
        let status = child.wait().map_err(unrunnable)?;
        if !status.success() {
            let output = Output {
                status,
                stdout: Vec::new(),
                stderr: said,
            };
            return Err(failed(args, &output));
        }
        done.map_err(unrunnable)
    }

    /// git as it is run to read something.
    fn reading(&self, args: &[&str]) -> Command {
        let mut command = self.command();
        command
            .args(["-c", "core.quotepath=false"])
            .args(args)
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0");
        self.equip(&mut command);
        command
    }

    /// Runs git to change something, with the user's own language and settings.
    pub(super) fn act<A: AsRef<OsStr>>(&self, args: &[A], input: &[u8]) -> Result<Output, Stop> {
        let mut command = self.command();
        command.args(args);
        run(self.equip(&mut command), input).map_err(unrunnable)
    }

    /// Runs git to talk to a remote, with the user's own credentials and
    /// settings; one that takes too long is ended. Why it could not: in git's
    /// words, or one of `no-answer` and `no-git`.
    pub(super) fn act_in_time(&self, args: &[&str]) -> Result<Output, String> {
        let mut command = self.command();
        command.args(args).env("GIT_TERMINAL_PROMPT", "0");
        match run_in_time(self.equip(&mut command), self.patience) {
            Ok(Some(output)) => Ok(output),
            Ok(None) => Err("no-answer".to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err("no-git".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.dir);
        command
    }

    fn equip<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        for name in PATHSPEC_SETTINGS {
            command.env_remove(name);
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)))
    }
}

/// Feeds the input while the output is read, so that neither waits for the
/// other for ever.
fn run(command: &mut Command, input: &[u8]) -> io::Result<Output> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdin = child.stdin.take();
    thread::scope(|scope| {
        if input.is_empty() {
            drop(stdin);
        } else {
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        }
        child.wait_with_output()
    })
}

/// None: it took too long. What it says goes to files: a helper that it leaves
/// behind would hold a pipe open.
fn run_in_time(command: &mut Command, patience: Duration) -> io::Result<Option<Output>> {
    let (mut out, mut err) = (tempfile::tempfile()?, tempfile::tempfile()?);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out.try_clone()?)
        .stderr(err.try_clone()?)
        .spawn()?;
    let deadline = Instant::now() + patience;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(LOOK);
    };
    let (stdout, stderr) = (whole(&mut out)?, whole(&mut err)?);
    Ok(Some(Output {
        status,
        stdout,
        stderr,
    }))
}

fn whole(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// git ran and said no.
pub(super) fn failed(args: &[&str], output: &Output) -> Stop {
    let verb = args.iter().find(|arg| !arg.starts_with('-'));
    let said = said(output);
    Stop::Machine(anyhow::anyhow!(
        "git {} failed; nothing was changed: {said}",
        verb.unwrap_or(&"")
    ))
}

/// What git says about its failure, in its own words.
pub(super) fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    let (error, out) = (text(&output.stderr), text(&output.stdout));
    match (error.is_empty(), out.is_empty()) {
        (true, true) => output.status.to_string(),
        (true, false) => out,
        (false, true) => error,
        (false, false) => format!("{error}\n{out}"),
    }
}

/// The fault in words, for who goes on without git.
pub(super) fn failure(stop: Stop) -> String {
    match stop {
        Stop::Machine(fault) => format!("{fault:#}"),
        Stop::Refused(found) => found.iter().map(|one| one.code.as_str()).collect(),
    }
}

fn unrunnable(error: io::Error) -> Stop {
    if error.kind() == io::ErrorKind::NotFound {
        return Stop::Machine(anyhow::anyhow!(
            "could not run git: there is no git program; nothing was changed"
        ));
    }
    Stop::Machine(anyhow::Error::new(error).context("could not run git; nothing was changed"))
}
