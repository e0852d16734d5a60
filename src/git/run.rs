//! Running the `git` program.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::finding::Stop;

use super::Git;

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
        let mut command = self.command();
        command
            .args(["-c", "core.quotepath=false"])
            .args(args)
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0");
        match run(self.equip(&mut command), input) {
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

    /// Runs git to change something, with the user's own language and settings.
    pub(super) fn act<A: AsRef<OsStr>>(&self, args: &[A], input: &[u8]) -> Result<Output, Stop> {
        let mut command = self.command();
        command.args(args);
        run(self.equip(&mut command), input).map_err(unrunnable)
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

fn unrunnable(error: io::Error) -> Stop {
    if error.kind() == io::ErrorKind::NotFound {
        return Stop::Machine(anyhow::anyhow!(
            "could not run git: there is no git program; nothing was changed"
        ));
    }
    Stop::Machine(anyhow::Error::new(error).context("could not run git; nothing was changed"))
}
