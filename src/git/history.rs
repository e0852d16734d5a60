//! The numbers that were ever added in the history, and a note of how far it
//! has been read: the whole of a large register's takes seconds.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::finding::Stop;

use super::{Git, stem};

/// The first line of the note, with the number of its format.
const TITLE: &str = "plaint numbers 1";

/// What has been read of the history: the commits on which all refs stood, and
/// the numbers found up to there.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Scanned {
    tips: BTreeSet<String>,
    /// Sorted, each once; many, so no set is built of them.
    numbers: Vec<String>,
}

impl Git {
    /// Every case number that the history of any ref ever added, sorted. Only
    /// what is new since the last time is read; a note of that time which is
    /// missing, damaged or out of date costs time and nothing else.
    pub fn ever_added(&self) -> Result<Vec<String>, Stop> {
        let Some(folder) = self.keep()? else {
            return Ok(Vec::new());
        };
        let note = folder.join(self.note_name()?);
        let before = read_note(&note);
        // The tips are asked for first: what comes in while the history is
        // read is then read again, and not missed.
        let tips = self.all_tips()?;
        let mut numbers = before.numbers;
        if !tips.is_subset(&before.tips) {
            numbers.extend(self.added_since(&before.tips)?);
            numbers.sort_unstable();
            numbers.dedup();
            let now = Scanned { tips, numbers };
            write_note(&note, &now);
            numbers = now.numbers;
        }
        Ok(numbers)
    }

    /// The note's name; a second register in one repository has its own.
    fn note_name(&self) -> Result<String, Stop> {
        Ok(match self.prefix()? {
            "" => "numbers".to_owned(),
            prefix => format!("numbers-{}", &digest(prefix.as_bytes())[..12]),
        })
    }

    /// The objects on which all refs and HEAD stand.
    fn all_tips(&self) -> Result<BTreeSet<String>, Stop> {
        let args = ["show-ref", "--head", "--hash"];
        let output = self.ask(&args, b"")?;
        let listed = output.map(|output| output.stdout).unwrap_or_default();
        let text = String::from_utf8_lossy(&listed);
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// The numbers added in commits that those tips do not reach. If git
    /// stumbles over one that is gone, all of the history is read.
    fn added_since(&self, tips: &BTreeSet<String>) -> Result<Vec<String>, Stop> {
        let found = self.added_without(tips);
        match tips.is_empty() || found.is_ok() {
            true => found,
            false => self.added_without(&BTreeSet::new()),
        }
    }

    fn added_without(&self, tips: &BTreeSet<String>) -> Result<Vec<String>, Stop> {
        // Settings that would leave out additions are overruled: moves count
        // as additions, first commits and merges are looked into.
        let args = [
            "-c",
            "log.follow=false",
            "-c",
            "log.showSignature=false",
            "log",
            "--all",
            "--full-history",
            "--root",
            "-c",
            "--no-renames",
            "--no-relative",
            "--no-color",
            "--no-ext-diff",
            "--diff-filter=A",
            "--name-only",
            "--format=",
            "-z",
            "--ignore-missing",
            "--stdin",
            "--",
            ":(literal)cases",
        ];
        let known: String = tips.iter().map(|tip| format!("^{tip}\n")).collect();
        let output = self.read(&args, known.as_bytes())?;
        let root = format!("{}cases/", self.prefix()?);
        let names = output.split(|byte| *byte == 0);
        let numbers = names.filter_map(|name| number_of(name, &root));
        Ok(numbers.collect())
    }
}

/// The number that a path takes up: `<root>2026/11/<number>.yaml`, or a file
/// in `<number>.files/`.
fn number_of(path: &[u8], root: &str) -> Option<String> {
    let path = String::from_utf8_lossy(path);
    let mut parts = path.trim_start_matches('\n').strip_prefix(root)?.split('/');
    let digits = |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let (year, month, name) = (parts.next()?, parts.next()?, parts.next()?);
    let placed = digits(year, 4) && digits(month, 2);
    stem(name).filter(|_| placed).map(str::to_owned)
}

/// What the note says; nothing, if there is none or it is not whole.
fn read_note(path: &Path) -> Scanned {
    fs::read_to_string(path)
        .ok()
        .and_then(|text| parse_note(&text))
        .unwrap_or_default()
}

fn parse_note(text: &str) -> Option<Scanned> {
    let (body, sum) = text.strip_suffix('\n')?.rsplit_once("sum ")?;
    if digest(body.as_bytes()) != sum {
        return None;
    }
    let mut lines = body.lines();
    if lines.next() != Some(TITLE) {
        return None;
    }
    let mut scanned = Scanned::default();
    for line in lines {
        match line.split_once(' ')? {
            ("number", number) => scanned.numbers.push(number.to_owned()),
            ("tip", tip) => drop(scanned.tips.insert(tip.to_owned())),
            _ => return None,
        }
    }
    Some(scanned)
}

fn note_text(scanned: &Scanned) -> String {
    let mut text = format!("{TITLE}\n");
    for tip in &scanned.tips {
        text.push_str(&format!("tip {tip}\n"));
    }
    for number in &scanned.numbers {
        text.push_str(&format!("number {number}\n"));
    }
    let sum = digest(text.as_bytes());
    text.push_str(&format!("sum {sum}\n"));
    text
}

/// Writes the note, whole or not at all. That it cannot be written is no
/// fault: the next reader reads more history.
fn write_note(path: &Path, scanned: &Scanned) {
    let write = |folder: &Path| -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(note_text(scanned).as_bytes())?;
        file.persist(path)?;
        Ok(())
    };
    let _ = path.parent().map(write);
}

fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_back_and_damage_is_noticed() {
        let scanned = Scanned {
            tips: ["1f", "2e"].map(str::to_owned).into(),
            numbers: ["2611-0001", "案 2"].map(str::to_owned).into(),
        };
        let text = note_text(&scanned);
        assert_eq!(parse_note(&text), Some(scanned));
        assert_eq!(parse_note(&text.replace("0001", "0002")), None);
        assert_eq!(parse_note(&text.replace("tip 1f\n", "")), None);
        assert_eq!(parse_note(&text[..text.len() - 1]), None);
        assert_eq!(parse_note(""), None);
        assert_eq!(
            parse_note(&note_text(&Scanned::default())),
            Some(Scanned::default())
        );
    }

    #[test]
    fn numbers_of_paths() {
        let number = |path: &str| number_of(path.as_bytes(), "质 量/cases/");
        let is = |path, meant: &str| assert_eq!(number(path).as_deref(), Some(meant));
        is("质 量/cases/2026/11/2611-0001.yaml", "2611-0001");
        is("质 量/cases/2026/11/2611-0002.files/a.jpg", "2611-0002");
        for path in [
            "cases/2026/11/2611-0001.yaml",
            "质 量/cases/policy/2026.yaml",
            "质 量/cases/2026/11/.plaint-x.yaml",
            "质 量/cases/2026/1/2611-0001.yaml",
            "质 量/cases/2026/11",
            "",
        ] {
            assert_eq!(number(path), None, "{path}");
        }
    }
}
