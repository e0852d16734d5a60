//! Transcripts as they stand in files: commands with what they print.
#![allow(dead_code, reason = "each test uses what it needs")]

use std::fs;
use std::path::{Path, PathBuf};

/// A command of a transcript with what it should print.
pub struct Step {
    pub command: String,
    pub status: i32,
    pub output: String,
    /// The lines of the file that hold `? n` and the output.
    pub lines: std::ops::Range<usize>,
}

/// The folders with transcripts: of commands, and of whole procedures.
const FOLDERS: &[&str] = &["tests/cmd", "tests/procedures"];

/// A folder of the project.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Every transcript, in order.
pub fn files() -> Vec<PathBuf> {
    FOLDERS.iter().flat_map(|name| files_in(name)).collect()
}

/// The transcripts of one folder, in order.
pub fn files_in(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(name)).expect("a folder of transcripts");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    files.sort();
    files
}

/// The commands of a transcript.
pub fn steps(text: &str) -> Vec<Step> {
    let lines: Vec<&str> = text.lines().collect();
    let mut steps = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        at += 1;
        if lines[at - 1] != "```console" {
            continue;
        }
        while at < lines.len() && lines[at] != "```" {
            at = step(&lines, at, &mut steps);
        }
    }
    steps
}

/// Reads the command that stands at that line; gives the line behind it.
fn step(lines: &[&str], mut at: usize, steps: &mut Vec<Step>) -> usize {
    let first = lines[at].strip_prefix("$ ");
    let mut command = first.expect("a block begins with a command").to_owned();
    at += 1;
    while let Some(more) = lines.get(at).and_then(|line| line.strip_prefix('>')) {
        command.push('\n');
        command.push_str(more.strip_prefix(' ').unwrap_or(more));
        at += 1;
    }
    let from = at;
    let mut status = 0;
    if let Some(number) = lines.get(at).and_then(|line| line.strip_prefix("? ")) {
        status = number.parse().expect("an exit status");
        at += 1;
    }
    let mut output = String::new();
    while at < lines.len() && lines[at] != "```" && !lines[at].starts_with("$ ") {
        output.push_str(lines[at]);
        output.push('\n');
        at += 1;
    }
    steps.push(Step {
        command,
        status,
        output,
        lines: from..at,
    });
    at
}
