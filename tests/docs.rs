//! README and help say what the program does. `PLAINT_UPDATE=1 cargo test
//! --test docs` writes what README shows and the files in `tests/help/` anew;
//! read the difference before it is committed.

#![allow(
    clippy::disallowed_methods,
    reason = "a test may ask whether it is to write its expectations anew"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use plaint::finding::Code;

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn updating() -> bool {
    std::env::var_os("PLAINT_UPDATE").is_some()
}

/// Compares with a file, or writes it.
fn expect(path: &Path, actual: &str) {
    if updating() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, actual).unwrap();
    }
    let known = fs::read_to_string(path).unwrap_or_default();
    let differs = known.lines().zip(actual.lines()).find(|(a, b)| a != b);
    assert!(
        known == actual,
        "{} differs: {differs:?}\nPLAINT_UPDATE=1 cargo test --test docs",
        path.display()
    );
}

// README's commands.

/// Where README's commands run. Comments before a block say at which time
/// (`<!-- at: 2026-11-02T09:30 -->`), as whom (`<!-- as: wang.min -->`), and
/// in which folder (`<!-- in: sample -->` is the top of the repository,
/// `<!-- in: scratch -->` an empty one, any other a folder made in that).
struct Shell {
    scratch: PathBuf,
    dir: PathBuf,
    at: String,
    person: Option<String>,
}

impl Shell {
    fn directive(&mut self, line: &str) {
        let inner = line
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.strip_suffix(" -->"));
        match inner.and_then(|inner| inner.split_once(": ")) {
            Some(("at", time)) => self.at = time.to_owned(),
            Some(("as", "")) => self.person = None,
            Some(("as", person)) => {
                self.person = (person != "git").then(|| person.to_owned());
            }
            Some(("in", "sample")) => self.dir = top().to_owned(),
            Some(("in", "scratch")) => self.dir = self.scratch.clone(),
            Some(("in", folder)) => self.dir = self.scratch.join(folder),
            _ => {}
        }
    }

    /// What a command prints; nothing is run for `cargo test`, which is what
    /// runs here.
    fn run(&mut self, command: &str) -> String {
        if let Some(folder) = command.strip_prefix("cd ") {
            self.dir.push(folder);
            return String::new();
        }
        if command == "cargo test" || command.starts_with("cargo install") {
            return String::new();
        }
        let command = command.replace("cargo run --release --", "plaint");
        let bin = Path::new(env!("CARGO_BIN_EXE_plaint")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let mut shell = Command::new("sh");
        for (name, _) in std::env::vars() {
            if name.starts_with("GIT_") || name.starts_with("PLAINT_") {
                shell.env_remove(name);
            }
        }
        // Without an offset git would take the machine's zone.
        let date = format!("{}:00+08:00", self.at);
        shell
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .current_dir(&self.dir)
            .env("PATH", format!("{}:{path}", bin.display()))
            .env("HOME", &self.scratch)
            .env("LC_ALL", "C")
            .env("NO_COLOR", "1")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.scratch.join(".gitconfig"))
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .env("PLAINT_NOW", &self.at)
            .env("PLAINT_SEED", format!("{} {command}", self.at));
        if let Some(person) = &self.person {
            shell
                .env("GIT_AUTHOR_NAME", person)
                .env("GIT_AUTHOR_EMAIL", format!("{person}@example.com"));
        }
        let output = shell.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        // Only a rehearsal says so.
        text.lines()
            .filter(|line| !line.starts_with("note: written as of "))
            .map(|line| format!("{}\n", line.trim_end()))
            .collect()
    }
}

#[test]
fn readme_shows_what_its_commands_print() {
    let scratch = tempfile::tempdir().unwrap();
    fs::write(
        scratch.path().join(".gitconfig"),
        "[init]\ndefaultBranch = main\n",
    )
    .unwrap();
    let mut shell = Shell {
        scratch: scratch.path().to_owned(),
        dir: top().to_owned(),
        at: "2026-11-20T18:00".to_owned(),
        person: None,
    };
    let readme = fs::read_to_string(top().join("README.md")).unwrap();
    let mut actual = String::new();
    let mut lines = readme.lines().peekable();
    let mut in_console = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            in_console = line == "```console";
        }
        if !in_console {
            shell.directive(line);
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| in_console) else {
            // What a command printed is printed anew.
            if !in_console || line.starts_with("```") {
                actual.push_str(line);
                actual.push('\n');
            }
            continue;
        };
        actual.push_str(&format!("{line}\n"));
        let mut command = command.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
            actual.push_str(&format!("{more}\n"));
            command.push('\n');
            command.push_str(&more[2..]);
        }
        let printed = shell.run(&command);
        actual.push_str(&printed);
    }
    expect(&top().join("README.md"), &actual);
}

// Codes.

#[test]
fn readme_explains_every_code() {
    let readme = fs::read_to_string(top().join("README.md")).unwrap();
    let table = readme.split("## Finding codes").nth(1).unwrap();
    let table = table.split("\n## ").next().unwrap();
    let mut listed = Vec::new();
    for row in table.lines().filter_map(|line| line.strip_prefix("| `")) {
        let (code, rest) = row.split_once("` | ").unwrap();
        let meaning = rest.strip_suffix(" |").unwrap();
        assert!(meaning.len() > 8, "{code}: {meaning}");
        listed.push(code);
    }
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let unique: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(listed.len(), unique.len(), "a code stands twice");
    let missing: Vec<_> = known.difference(&unique).collect();
    let unknown: Vec<_> = unique.difference(&known).collect();
    assert!(missing.is_empty(), "not in README: {missing:?}");
    assert!(unknown.is_empty(), "no longer codes: {unknown:?}");
}

// Help.

fn help(words: &[String]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_plaint"))
        .args(words)
        .arg("--help")
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{words:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

/// The words under a heading that ends with a colon: the first of each line
/// that is indented by two.
fn subcommands(help: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut heading = "";
    for line in help.lines() {
        if !line.starts_with(' ') {
            heading = line;
        }
        let options = ["Options:", "Arguments:", "Everywhere:", "Examples:"].contains(&heading);
        let Some(rest) = line.strip_prefix("  ").filter(|_| heading.ends_with(':')) else {
            continue;
        };
        if options || rest.starts_with([' ', '-']) {
            continue;
        }
        found.extend(rest.split_whitespace().next().map(str::to_owned));
    }
    found
}

#[test]
fn help_reads_as_reviewed() {
    let folder = top().join("tests/help");
    let mut written = BTreeSet::new();
    let mut waiting = vec![Vec::<String>::new()];
    while let Some(words) = waiting.pop() {
        let text = help(&words);
        let name = ["plaint".to_owned()]
            .iter()
            .chain(&words)
            .cloned()
            .collect::<Vec<_>>()
            .join("-");
        let name = format!("{name}.txt");
        expect(&folder.join(&name), &text);
        written.insert(name);
        // clap's own `help` of a verb with parts only repeats.
        let repeats = |verb: &String| verb == "help" && !words.is_empty();
        for verb in subcommands(&text).into_iter().filter(|verb| !repeats(verb)) {
            waiting.push([words.clone(), vec![verb]].concat());
        }
    }
    assert!(written.len() > 30, "{written:?}");
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(
            written.contains(&name),
            "{} is no longer printed",
            path.display()
        );
    }
}
