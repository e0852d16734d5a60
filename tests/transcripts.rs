//! Runs the transcripts of `tests/cmd/*.md` and `tests/procedures/*.md`: what
//! is typed, what is printed, and with which exit status.
//!
//! A fenced block ```` ```console ```` holds commands behind `$ `, which go on
//! in lines behind `> `. A line `? 2` gives the exit status where it is not 0;
//! then comes what is printed, standard output and standard error as they
//! come. `[..]` stands for anything in a line, a line `...` for any lines, and
//! `[DIR]` for the scratch folder in which all commands of a file run, by bash,
//! one after the other, with `tests/cmd/bin` and `plaint` in the path.
//!
//! With PLAINT_UPDATE=1 in the environment, what does not match is written into
//! the files; read it before it is committed. PLAINT_TRANSCRIPT=undo runs only
//! the files with that in their name.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests read the environment")]

mod transcript;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use plaint::finding::Code;
use transcript::{files, folder, steps};

/// Codes that no command can be made to show, each with the reason.
const NOT_SHOWN: &[(&str, &str)] = &[
    (
        "changed",
        "somebody else would have to change a file in the same moment, fifty times",
    ),
    (
        "too-much-unpacked",
        "a workbook would have to be packed from 256 MiB; the reader of sheets tries a small one",
    ),
    (
        "unreadable",
        "permissions do not bite for root, as whom some run the tests",
    ),
];

/// Whether the text is as expected, `...` and `[..]` being wild.
fn matches(expected: &[&str], found: &[&str]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((&"...", rest)) => (0..=found.len()).any(|skip| matches(rest, &found[skip..])),
        Some((line, rest)) => found
            .split_first()
            .is_some_and(|(first, others)| line_matches(line, first) && matches(rest, others)),
    }
}

fn line_matches(expected: &str, found: &str) -> bool {
    let Some((start, rest)) = expected.split_once("[..]") else {
        return expected == found;
    };
    let Some(found) = found.strip_prefix(start) else {
        return false;
    };
    let mut ends = found.char_indices().map(|(at, _)| at).chain([found.len()]);
    ends.any(|at| line_matches(rest, &found[at..]))
}

/// Every run of a command gets other ids, the same ones in every run of the
/// transcript.
fn seed(command: &str, times: usize) -> String {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ times as u64;
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", command.bytes().fold(start, mix))
}

/// Runs a command and gives exit status and output.
fn run(command: &str, seed: &str, scratch: &Path) -> (i32, String) {
    let home = scratch.join("home");
    let work = scratch.join("work");
    // A pipe: limits on the size of files must not hit what is printed.
    let (mut reader, out) = std::io::pipe().expect("a pipe");
    let err = out.try_clone().expect("its other end again");
    let program = Path::new(env!("CARGO_BIN_EXE_plaint"));
    let mut path = vec![
        folder("tests/cmd/bin"),
        program.parent().unwrap().to_owned(),
    ];
    path.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    let name = "li.wei";
    let email = "li.wei@example.com";
    let date = "2026-11-02T09:30:00+08:00";
    let mut child = Command::new("bash")
        .args(["--noprofile", "--norc", "-c", command])
        .current_dir(&work)
        .env_clear()
        .env("PATH", std::env::join_paths(path).expect("a path"))
        .env("HOME", &home)
        .env("TMPDIR", scratch.join("tmp"))
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("PLAINT_NOW", date)
        .env("PLAINT_SEED", seed)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CEILING_DIRECTORIES", scratch)
        .envs([("GIT_AUTHOR_NAME", name), ("GIT_COMMITTER_NAME", name)])
        .envs([("GIT_AUTHOR_EMAIL", email), ("GIT_COMMITTER_EMAIL", email)])
        .envs([("GIT_AUTHOR_DATE", date), ("GIT_COMMITTER_DATE", date)])
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .expect("bash runs");
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).expect("the output");
    let status = child.wait().expect("bash ends");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let text = text.replace(&work.display().to_string(), "[DIR]");
    (status.code().unwrap_or(-1), text)
}

/// Runs a transcript; gives what went otherwise than written there.
fn play(path: &Path, overwrite: bool) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a transcript");
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let root = scratch.path().canonicalize().expect("its real path");
    for folder in ["home", "work", "tmp"] {
        fs::create_dir(root.join(folder)).expect("a folder");
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    let mut replaced = Vec::new();
    for step in steps(&text) {
        let count = times.entry(step.command.clone()).or_default();
        let seed = seed(&step.command, *count);
        *count += 1;
        let (status, output) = run(&step.command, &seed, &root);
        let expected: Vec<&str> = step.output.lines().collect();
        let found: Vec<&str> = output.lines().collect();
        if status == step.status && matches(&expected, &found) {
            continue;
        }
        let place = format!("{}:{}", path.display(), step.lines.start);
        wrong.push(format!(
            "{place}: $ {}\n--- expected, status {}\n{}--- found, status {status}\n{output}",
            step.command, step.status, step.output
        ));
        let head = (status != 0).then(|| format!("? {status}"));
        let new = head
            .into_iter()
            .chain(found.iter().map(|line| (*line).to_owned()));
        replaced.push((step.lines, new.collect::<Vec<String>>()));
    }
    if overwrite && !replaced.is_empty() {
        for (place, new) in replaced.into_iter().rev() {
            lines.splice(place, new);
        }
        fs::write(path, lines.join("\n") + "\n").expect("the transcript is written");
    }
    wrong
}

#[test]
fn what_is_typed_prints_what_is_written() {
    let overwrite = std::env::var_os("PLAINT_UPDATE").is_some();
    let only = std::env::var("PLAINT_TRANSCRIPT").unwrap_or_default();
    let named = |path: &PathBuf| path.display().to_string().contains(&only);
    let queue = Mutex::new(files().into_iter().filter(named).collect::<Vec<_>>());
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(path) = { queue.lock().unwrap().pop() } {
                    let found = play(&path, overwrite);
                    wrong.lock().unwrap().extend(found);
                }
            });
        }
    });
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The code in a line: `error[code]: …`, or `3 × code` as imports count them.
fn code(line: &str) -> Option<String> {
    let coded = |rest: &str| rest.split_once(']').map(|(code, _)| code.to_owned());
    let finding = line
        .strip_prefix("error[")
        .or_else(|| line.strip_prefix("warning["));
    let counted = |(_, rest): (&str, &str)| rest.split(' ').next().map(str::to_owned);
    finding
        .and_then(coded)
        .or_else(|| line.split_once(" × ").and_then(counted))
}

#[test]
fn every_code_is_shown_in_a_transcript() {
    let mut shown = BTreeSet::new();
    for path in files() {
        let text = fs::read_to_string(path).unwrap();
        for step in steps(&text) {
            shown.extend(step.output.lines().filter_map(code));
        }
    }
    let excepted = |code: &str| NOT_SHOWN.iter().any(|(known, _)| *known == code);
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| shown.contains(*code) == excepted(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_verb_is_typed_in_a_transcript() {
    let help = Command::new(env!("CARGO_BIN_EXE_plaint"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let verbs = help.lines().filter_map(|line| {
        let verb = line.strip_prefix("  ")?.split(' ').next()?;
        verb.starts_with(|c: char| c.is_ascii_lowercase())
            .then_some(verb)
    });
    let commands: Vec<String> = files()
        .iter()
        .flat_map(|path| steps(&fs::read_to_string(path).unwrap()))
        .map(|step| step.command)
        .collect();
    let typed = |verb: &str| {
        let words = format!("plaint {verb}");
        commands.iter().any(|command| command.contains(&words))
    };
    let missing: Vec<&str> = verbs.filter(|verb| !typed(verb)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
