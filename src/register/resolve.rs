//! Which case somebody means.

use std::path::PathBuf;

use crate::finding::{Code, Finding, Stop};

use super::{CaseFile, Register};

/// How many candidates a message names.
const CANDIDATES: usize = 10;

/// How many similar numbers a message names, and how far off they may be.
const NEAREST: usize = 3;
const FARTHEST: usize = 2;

/// The longest ending that is compared with others, in bytes.
const LONGEST: usize = 160;

impl Register {
    /// The case with that number, or the only one whose number ends so.
    ///
    /// A whole number wins over endings, and a whole serial over a part of
    /// one: the serial is what follows the last `-`, and leading zeros may be
    /// left out, so that `11-7` and `7` mean 2611-0007, not 2611-0017. Where two
    /// files have one number, the path tells them apart.
    pub fn resolve(&self, ending: &str) -> Result<CaseFile, Stop> {
        let whole = self.with_number(ending)?;
        if !whole.is_empty() {
            return self.only(ending, whole);
        }
        if ending.contains('/') {
            let files = self.files()?;
            let named = files
                .iter()
                .find(|file| self.relative(&file.path) == ending);
            return named.cloned().ok_or_else(|| no_such_case(ending, &files));
        }
        let mut graded = self.answering_to(ending)?;
        let best = graded.iter().map(|(grade, _)| *grade).min();
        graded.retain(|(grade, _)| Some(*grade) == best);
        match graded.is_empty() {
            true => Err(no_such_case(ending, &self.files()?)),
            false => self.only(ending, graded.into_iter().map(|(_, file)| file).collect()),
        }
    }

    /// The files whose number answers to an ending, with how well it does,
    /// sorted by path. Of all others only the name is looked at.
    fn answering_to(&self, ending: &str) -> Result<Vec<(u8, CaseFile)>, Stop> {
        let mut found = Vec::new();
        for month in self.month_dirs(&mut Vec::new())? {
            self.each_in(&month, &mut Vec::new(), |number| {
                let graded = grade(number, ending);
                found.extend(graded.map(|grade| (grade, CaseFile::of(number, &month))));
            })?;
        }
        found.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
        Ok(found)
    }

    /// The files of exactly that number: asked of each month's folder, since
    /// that is quicker than listing them.
    pub fn with_number(&self, number: &str) -> Result<Vec<CaseFile>, Stop> {
        if number.is_empty() || number.starts_with('.') || number.contains(['/', '\\', '\0']) {
            return Ok(Vec::new());
        }
        let months = self.month_dirs(&mut Vec::new())?;
        let in_month = |month: PathBuf| month.join(format!("{number}.yaml"));
        Ok(months
            .into_iter()
            .map(in_month)
            .filter(|path| path.symlink_metadata().is_ok_and(|about| about.is_file()))
            .map(|path| CaseFile {
                number: number.to_owned(),
                path,
            })
            .collect())
    }

    fn only(&self, ending: &str, mut meant: Vec<CaseFile>) -> Result<CaseFile, Stop> {
        match meant.len() {
            1 => Ok(meant.remove(0)),
            _ => Err(self.ambiguous(ending, &meant)),
        }
    }

    fn ambiguous(&self, ending: &str, meant: &[CaseFile]) -> Stop {
        let twice = meant
            .windows(2)
            .any(|pair| pair[0].number == pair[1].number);
        let name = |file: &CaseFile| match twice {
            true => self.relative(&file.path),
            false => file.number.clone(),
        };
        let candidates: Vec<String> = meant.iter().take(CANDIDATES).map(name).collect();
        Finding::new(Code::AmbiguousCase)
            .arg("case", ending)
            .arg("count", meant.len())
            .arg("candidates", candidates)
            .into()
    }
}

/// How well a number answers to an ending: the less, the better.
fn grade(number: &str, ending: &str) -> Option<u8> {
    // Most numbers go here, without being taken apart.
    let last = ending.rsplit('-').next().unwrap_or_default();
    if ending.is_empty() || !number.ends_with(last) {
        return None;
    }
    if same_serial(number, ending) {
        return Some(0);
    }
    number.ends_with(ending).then_some(1)
}

/// Whether the ending names the whole serial, with its zeros or without any.
fn same_serial(number: &str, ending: &str) -> bool {
    let Some((head, serial)) = number.rsplit_once('-') else {
        return false;
    };
    let (before, wanted) = match ending.rsplit_once('-') {
        Some((before, wanted)) => (Some(before), wanted),
        None => (None, ending),
    };
    let without_zeros = serial.trim_start_matches('0');
    let is_serial = wanted == serial || (!without_zeros.is_empty() && wanted == without_zeros);
    is_serial && before.is_none_or(|before| head.ends_with(before))
}

fn no_such_case(ending: &str, files: &[CaseFile]) -> Stop {
    let nearest = nearest(ending, files);
    let nearest = (!nearest.is_empty()).then_some(nearest);
    Finding::new(Code::NoSuchCase)
        .arg("case", ending)
        .maybe("nearest", nearest)
        .into()
}

/// The numbers most like the one asked for; an ending is compared with
/// endings.
fn nearest(ending: &str, files: &[CaseFile]) -> Vec<String> {
    if ending.len() > LONGEST {
        return Vec::new();
    }
    let mut found: Vec<(usize, &str)> = files
        .iter()
        .map(|file| (distance(&file.number, ending), file.number.as_str()))
        .filter(|(distance, _)| *distance <= FARTHEST && *distance < ending.chars().count())
        .collect();
    found.sort();
    found.dedup();
    let names = found.iter().take(NEAREST);
    names.map(|(_, number)| (*number).to_owned()).collect()
}

fn distance(number: &str, ending: &str) -> usize {
    let skip = number
        .chars()
        .count()
        .saturating_sub(ending.chars().count());
    let tail: String = number.chars().skip(skip).collect();
    strsim::osa_distance(number, ending).min(strsim::osa_distance(&tail, ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Arg;
    use std::fs;

    fn register(numbers: &[&str]) -> (tempfile::TempDir, Register) {
        let dir = tempfile::tempdir().unwrap();
        let register = Register::at(dir.path());
        for number in numbers {
            let (month, number) = number.split_once(':').unwrap_or(("11", number));
            let path = register.path_for(2026, month.parse().unwrap(), number);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        (dir, register)
    }

    fn resolved(register: &Register, ending: &str) -> String {
        register.resolve(ending).unwrap().number
    }

    fn refusal(register: &Register, ending: &str) -> Finding {
        match register.resolve(ending) {
            Err(Stop::Refused(mut findings)) => findings.remove(0),
            other => panic!("{other:?}"),
        }
    }

    fn list(finding: &Finding, name: &str) -> Vec<String> {
        match finding.args.get(name) {
            Some(Arg::List(list)) => list.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn endings() {
        let (_dir, register) = register(&[
            "2611-0007",
            "2611-0017",
            "2611-0117",
            "2610-0008",
            "2611-0008",
            "2611-1009",
            "26111",
        ]);
        for (ending, number) in [
            ("2611-0007", "2611-0007"),
            ("0007", "2611-0007"),
            ("11-0007", "2611-0007"),
            ("11-7", "2611-0007"),
            ("7", "2611-0007"),
            ("17", "2611-0017"),
            ("117", "2611-0117"),
            ("10-8", "2610-0008"),
            ("009", "2611-1009"),
            ("9", "2611-1009"),
            ("11", "26111"),
        ] {
            assert_eq!(resolved(&register, ending), number, "{ending}");
        }
        let eight = refusal(&register, "8");
        assert_eq!(eight.code, Code::AmbiguousCase);
        assert_eq!(list(&eight, "candidates"), ["2610-0008", "2611-0008"]);
    }

    #[test]
    fn a_whole_number_wins_over_endings() {
        let (_dir, register) = register(&["1-0001", "11-0001"]);
        assert_eq!(resolved(&register, "1-0001"), "1-0001");
        assert_eq!(refusal(&register, "0001").code, Code::AmbiguousCase);
    }

    #[test]
    fn one_number_in_two_months_is_told_apart_by_path() {
        let (_dir, register) = register(&["11:2611-0001", "12:2611-0001"]);
        let paths = [
            "cases/2026/11/2611-0001.yaml",
            "cases/2026/12/2611-0001.yaml",
        ];
        for ending in ["2611-0001", "1"] {
            assert_eq!(list(&refusal(&register, ending), "candidates"), paths);
        }
    }

    #[test]
    fn candidates_are_capped_and_counted() {
        let numbers: Vec<String> = (1..=12).map(|m| format!("{m}:26{m:02}-0001")).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let (_dir, register) = register(&numbers);
        let finding = refusal(&register, "0001");
        assert_eq!(list(&finding, "candidates").len(), 10);
        assert_eq!(finding.args.get("count"), Some(&Arg::Number(12)));
    }

    #[test]
    fn the_nearest_are_named() {
        let (_dir, register) = register(&["2611-0007", "2611-0042"]);
        let finding = refusal(&register, "2611-0024");
        assert_eq!(finding.code, Code::NoSuchCase);
        assert_eq!(list(&finding, "nearest"), ["2611-0042", "2611-0007"]);
        for ending in ["", "9", "../policy", "/etc/passwd", ".", "案"] {
            let finding = refusal(&register, ending);
            assert_eq!(finding.code, Code::NoSuchCase);
            assert_eq!(finding.args.get("nearest"), None, "{ending}");
        }
    }
}
