//! The rooms of `src/`, and which may know which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The longest file, in lines.
const LONGEST: usize = 500;

/// What a room may import.
#[derive(Clone, Copy)]
enum May {
    /// These, and whatever these may import.
    Through(&'static [&'static str]),
    /// These and no others.
    Only(&'static [&'static str]),
}
use May::{Only, Through};

const ROOMS: &[(&str, May)] = &[
    ("finding", Only(&[])),
    ("yaml", Only(&["finding"])),
    ("case", Through(&["yaml"])),
    // Limits are written in the policy: their type belongs to the calendar,
    // which knows nothing of the file they stand in.
    ("calendar", Only(&["finding"])),
    // The tables of a standard, in words that files hold.
    ("sampling", Through(&["case"])),
    // Control charts: figures and nothing else.
    ("spc", Only(&[])),
    // What other systems export about lots, as text.
    ("trace", Through(&["case"])),
    ("policy", Through(&["case", "calendar", "sampling"])),
    ("procedure", Through(&["policy"])),
    // What JSON says in words it says in English.
    (
        "report",
        Through(&["procedure", "trace", "spc", "messages"]),
    ),
    // Folders and bytes: what is in a case is not their business.
    ("register", Only(&["finding", "yaml"])),
    ("git", Only(&["finding"])),
    ("ops", Through(&["report", "trace", "register", "git"])),
    // The schemas of all files and outputs are made from their types.
    ("schema", Through(&["ops", "output"])),
    // Values: what they show was computed before.
    ("messages", Only(&["finding", "calendar"])),
    (
        "output",
        Only(&["finding", "calendar", "report", "messages"]),
    ),
    ("cli", Through(&["ops", "output", "messages", "schema"])),
];

/// Rooms that may write to the terminal.
const PRINT: &[&str] = &["cli", "main"];

/// What writes to the terminal.
const PRINTS: &[&str] = &[
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
    "stdout()",
    "stderr()",
];

struct Source {
    path: PathBuf,
    room: String,
    lines: Vec<String>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    assert!(found.len() > 50, "src/ was not found");
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let inside = path.strip_prefix(root).unwrap().to_owned();
            let first = inside.components().next().unwrap();
            let room = first.as_os_str().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            found.push(Source {
                path: inside,
                room: room.trim_end_matches(".rs").to_owned(),
                lines: text.lines().map(str::to_owned).collect(),
            });
        }
    }
}

impl Source {
    fn is_test(&self) -> bool {
        let name = self.path.file_stem().unwrap().to_string_lossy();
        let folder = self
            .path
            .components()
            .any(|part| part.as_os_str() == "tests");
        folder || name == "tests" || name.ends_with("_tests") || name.ends_with("_properties")
    }

    /// The lines that are no tests and no comments, counted from 1.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.lines.iter().position(|line| line == "mod tests {");
        let lines = self.lines.iter().take(end.unwrap_or(usize::MAX));
        let numbered = lines.enumerate().map(|(at, line)| (at + 1, line.as_str()));
        numbered.filter(|(_, line)| !self.is_test() && !line.trim_start().starts_with("//"))
    }
}

/// What a room may import, itself or through others.
fn allowed(room: &str) -> BTreeSet<&'static str> {
    let table: BTreeMap<&str, May> = ROOMS.iter().copied().collect();
    let mut ask = match table[room] {
        Only(rooms) => return rooms.iter().copied().collect(),
        Through(rooms) => rooms.to_vec(),
    };
    let mut found = BTreeSet::new();
    while let Some(next) = ask.pop() {
        if found.insert(next) {
            let (Only(rooms) | Through(rooms)) = table[next];
            ask.extend(rooms);
        }
    }
    found
}

/// The rooms that a line names: `crate::yaml::…`, `crate::{schema, yaml}`.
fn named(line: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        let letters = text.trim_start().chars();
        letters
            .take_while(|c| c.is_ascii_lowercase() || *c == '_')
            .collect()
    };
    let open = line.trim_end().ends_with("crate::{");
    assert!(!open, "give each room its own line: {line}");
    let paths = line.split("crate::").skip(1);
    let rooms = paths.flat_map(|rest| match rest.strip_prefix('{') {
        Some(list) => list
            .split('}')
            .next()
            .unwrap()
            .split(',')
            .map(word)
            .collect(),
        None => vec![word(rest)],
    });
    rooms.filter(|room| !room.is_empty()).collect()
}

#[test]
fn no_import_runs_against_the_table() {
    let mut wrong = Vec::new();
    for source in sources() {
        if matches!(source.room.as_str(), "lib" | "main") {
            continue;
        }
        let may = allowed(&source.room);
        for (number, line) in source.code() {
            for room in named(line) {
                let known = ROOMS.iter().any(|(name, _)| *name == room);
                if known && room != source.room && !may.contains(room.as_str()) {
                    let at = source.path.display();
                    wrong.push(format!("{at}:{number}: {} imports {room}", source.room));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let rooms: BTreeSet<String> = sources().into_iter().map(|source| source.room).collect();
    let table: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    let known = |room: &String| table.contains(room.as_str()) || room == "lib" || room == "main";
    let unknown: Vec<_> = rooms.iter().filter(|room| !known(room)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    // And no circle: whoever is allowed may not allow back.
    for (room, _) in ROOMS {
        assert!(!allowed(room).contains(room), "{room} imports itself");
    }
}

#[test]
fn main_knows_only_the_command_line() {
    let sources = sources();
    let main = sources.iter().find(|source| source.room == "main").unwrap();
    for (number, line) in main.code() {
        for rest in line.split("plaint::").skip(1) {
            assert!(rest.starts_with("cli"), "main.rs:{number}: {line}");
        }
    }
}

#[test]
fn no_room_prints() {
    let mut wrong = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| !PRINT.contains(&source.room.as_str()))
    {
        for (number, line) in source.code() {
            let prints = |word: &&&str| {
                line.match_indices(**word).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
                })
            };
            if let Some(word) = PRINTS.iter().find(prints) {
                wrong.push(format!("{}:{number}: {word}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short() {
    // Codes and phrases are lists, a line or two each.
    let lists = ["finding/code.rs", "messages/phrase.rs"];
    let is_list = |source: &Source| lists.iter().any(|list| source.path.ends_with(list));
    let long =
        |source: &&Source| source.lines.len() > LONGEST && !source.is_test() && !is_list(source);
    let sources = sources();
    let found: Vec<String> = sources
        .iter()
        .filter(long)
        .map(|source| format!("{}: {} lines", source.path.display(), source.lines.len()))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}
