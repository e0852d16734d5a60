//! Clause by clause: each of the written procedures in
//! `tests/procedures/clauses/KEY.yaml`, what carries it in the preset of that
//! name, and the line of a transcript that shows it. `coverage.md` is made of
//! this; PLAINT_UPDATE=1 writes it anew.
#![allow(clippy::disallowed_methods, reason = "tests read the environment")]

mod transcript;

use std::collections::BTreeSet;
use std::fs;

use plaint::policy::{PRESETS, Policy, Preset};
use plaint::yaml::{self, Several, Text};
use serde::Deserialize;
use transcript::{Step, files_in, folder, steps};

/// The procedures in their order, with how many clauses each has.
const PROCEDURES: &[(&str, usize)] = &[
    ("component", 13),
    ("pharma", 26),
    ("retail", 13),
    ("service", 8),
    ("dealer", 8),
    ("aluminium", 23),
    ("display", 23),
    ("notice", 6),
    ("packaging", 9),
    ("cpar", 9),
    ("pcb", 11),
    ("machine", 5),
    ("drugstore", 2),
    ("accounts", 7),
];

/// A procedure, clause by clause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Procedure {
    title: Text,
    clauses: Vec<Clause>,
    #[serde(default)]
    limits: Vec<Limit>,
}

/// A clause and what carries it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clause {
    asks: Text,
    met: Vec<Met>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum How {
    /// What goes against it is refused.
    Enforced,
    /// A date, a number, a status or a list comes of it.
    Computed,
    /// A person reads it on what is printed.
    Printed,
    /// No register of cases can see to it.
    Outside,
    /// Nothing carries it yet.
    Open,
}

impl How {
    fn word(self) -> &'static str {
        match self {
            How::Enforced => "enforced",
            How::Computed => "computed",
            How::Printed => "printed",
            How::Outside => "outside",
            How::Open => "open",
        }
    }
}

/// One of the ways in which a clause is met.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Met {
    how: How,
    /// Rows of the preset, such as `clocks.formal-reply`; none where the program
    /// does it whatever the policy.
    #[serde(default)]
    rule: Several<Text>,
    /// A piece of what is printed behind a citation of the clause.
    shown: Option<Text>,
    /// Why no register can see to it, or what lacks.
    reason: Option<Text>,
}

/// A time limit, with what is printed on both sides of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    clause: u8,
    clock: Text,
    limit: Text,
    kept: Text,
    missed: Text,
}

/// A command of a transcript with where it stands, and the clauses that are
/// cited before it under the same heading.
struct Shown {
    file: String,
    cited: BTreeSet<String>,
    step: Step,
}

/// Every citation of a clause, such as `pharma.4`, in a text.
fn cited(text: &str) -> BTreeSet<String> {
    let word = |c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-';
    let words = text.split(word).map(|word| word.trim_end_matches('.'));
    let clause = |word: &&str| {
        word.split_once('.').is_some_and(|(key, number)| {
            let known = PROCEDURES.iter().any(|(known, _)| *known == key);
            known && number.parse::<u8>().is_ok()
        })
    };
    words.filter(clause).map(str::to_owned).collect()
}

/// All commands of the transcripts of procedures.
fn shown() -> Vec<Shown> {
    let mut all = Vec::new();
    for path in files_in("tests/procedures") {
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut read = 0;
        let mut known = BTreeSet::new();
        for step in steps(&text) {
            let typed = step.command.lines().count();
            let line = step.lines.start - typed;
            for text in &lines[read..line] {
                if text.starts_with("## ") {
                    known.clear();
                }
                known.extend(cited(text));
            }
            read = step.lines.end;
            all.push(Shown {
                file: file.clone(),
                cited: known.clone(),
                step,
            });
        }
    }
    all
}

impl Shown {
    /// The line, counted from 1, on which that stands in what is printed.
    fn finds(&self, wanted: &str) -> Option<usize> {
        let mut lines = self.step.output.lines();
        let at = lines.position(|line| line.contains(wanted))?;
        let status = usize::from(self.step.status != 0);
        Some(self.step.lines.start + status + at + 1)
    }
}

fn read(key: &str) -> Result<Procedure, String> {
    let path = folder("tests/procedures/clauses").join(format!("{key}.yaml"));
    let bytes = fs::read(&path).map_err(|_| format!("no {}", path.display()))?;
    yaml::read(&bytes).map_err(|finding| format!("{}: {finding:?}", path.display()))
}

fn preset(key: &str) -> &'static Preset {
    Preset::find(key).unwrap_or_else(|| panic!("no preset {key}"))
}

/// Whether the policy has a row at that path.
fn has_row(policy: &serde_json::Value, path: &str) -> bool {
    let mut at = policy;
    for name in path.split('.') {
        let next = match at {
            serde_json::Value::Array(items) => {
                name.parse().ok().and_then(|at: usize| items.get(at))
            }
            other => other.get(name),
        };
        let Some(next) = next else { return false };
        at = next;
    }
    true
}

/// What is wrong with one way of meeting a clause, and where it is shown.
fn look(
    clause: &str,
    met: &Met,
    policy: &serde_json::Value,
    all: &[Shown],
) -> Result<String, String> {
    if let Some(row) = met.rule.iter().find(|row| !has_row(policy, row)) {
        return Err(format!("{clause}: the preset has no row `{row}`"));
    }
    if matches!(met.how, How::Outside | How::Open) {
        let reason = met.reason.as_ref().map(Text::to_string);
        return reason.ok_or_else(|| format!("{clause}: no reason is given"));
    }
    let Some(wanted) = &met.shown else {
        return Err(format!("{clause}: nothing shows it"));
    };
    let found = all.iter().find_map(|shown| {
        let refused = met.how != How::Enforced || shown.step.status != 0;
        // What only a note could hold is not carried.
        let noted = shown.step.command.contains("plaint note ");
        let fits = shown.cited.contains(clause) && refused && !noted;
        let line = if fits { shown.finds(wanted) } else { None };
        line.map(|line| format!("[{0}:{line}]({0}#L{line})", shown.file))
    });
    found.ok_or_else(|| format!("{clause}: no command behind a citation of it shows `{wanted}`"))
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The table of one procedure; what is wrong is added to the list.
fn table(key: &str, procedure: &Procedure, all: &[Shown], wrong: &mut Vec<String>) -> String {
    let policy: serde_json::Value = yaml::read(preset(key).policy.as_bytes()).unwrap();
    let mut text = format!("\n## {key}: {}\n\n", procedure.title);
    text.push_str("| clause | asks | how | rule | shown |\n| --- | --- | --- | --- | --- |\n");
    for (at, clause) in procedure.clauses.iter().enumerate() {
        let name = format!("{key}.{}", at + 1);
        if clause.met.is_empty() {
            wrong.push(format!("{name}: nothing meets it"));
        }
        for (nth, met) in clause.met.iter().enumerate() {
            let place = look(&name, met, &policy, all).unwrap_or_else(|fault| {
                wrong.push(fault);
                String::new()
            });
            let rules: Vec<String> = met.rule.iter().map(|row| format!("`{row}`")).collect();
            let (name, asks) = match nth {
                0 => (name.as_str(), clause.asks.as_str()),
                _ => ("", ""),
            };
            let cells = [
                name,
                &cell(asks),
                met.how.word(),
                &rules.join(", "),
                &cell(&place),
            ];
            text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    text
}

/// The time limits of one procedure, and where they are kept and missed.
fn limits(key: &str, procedure: &Procedure, all: &[Shown], wrong: &mut Vec<String>) -> String {
    let policy: Policy = yaml::read(preset(key).policy.as_bytes()).unwrap();
    let mut text = String::new();
    for limit in &procedure.limits {
        let clause = format!("{key}.{}", limit.clause);
        let given = policy.clocks.get(&limit.clock).map(|clock| {
            let limits = clock.within.limits().into_iter();
            let limits = limits.map(|(level, term)| match level {
                Some(level) => format!("{level}: {term}"),
                None => term.to_string(),
            });
            limits.collect::<Vec<_>>().join(", ")
        });
        // How long records are kept is no clock of a case.
        let kept = policy.retention.as_ref().map(|it| it.keep.to_string());
        let given = given.or(kept.filter(|_| limit.clock.as_str() == "retention"));
        if given.as_deref() != Some(limit.limit.as_str()) {
            wrong.push(format!(
                "{clause}: {} has {given:?}, not {}",
                limit.clock, limit.limit
            ));
        }
        let sides = [&limit.kept, &limit.missed].map(|wanted| {
            let found = all.iter().find_map(|shown| {
                let cites = shown.cited.contains(&clause);
                let line = if cites { shown.finds(wanted) } else { None };
                line.map(|line| format!("[{0}:{line}]({0}#L{line})", shown.file))
            });
            found.unwrap_or_else(|| {
                wrong.push(format!(
                    "{clause}: nothing shows `{wanted}` of {}",
                    limit.clock
                ));
                String::new()
            })
        });
        let [kept, missed] = sides;
        text.push_str(&format!(
            "| {clause} | `{}` | {} | {kept} | {missed} |\n",
            limit.clock, limit.limit
        ));
    }
    text
}

const HEAD: &str = "# Every clause of the fourteen procedures

Made by `tests/procedures.rs` of the files in `clauses/`: what each clause asks,
the row of the preset that carries it (none where the program does it whatever
the policy), and the line of a transcript that shows it.

- **enforced**: what goes against it is refused
- **computed**: a date, a number, a status or a list comes of it
- **printed**: people read it on what is printed
- **outside**: no register of cases can see to it, for the reason given
- **open**: nothing carries it yet
";

#[test]
fn every_clause_is_carried_and_shown() {
    let all = shown();
    let mut wrong = Vec::new();
    let mut tables = String::new();
    let mut times = String::new();
    let mut counts = [0; 5];
    for (key, count) in PROCEDURES {
        let procedure = match read(key) {
            Ok(procedure) => procedure,
            Err(fault) => {
                wrong.push(fault);
                continue;
            }
        };
        if procedure.clauses.len() != *count {
            wrong.push(format!(
                "{key} has {count} clauses, not {}",
                procedure.clauses.len()
            ));
        }
        tables.push_str(&table(key, &procedure, &all, &mut wrong));
        times.push_str(&limits(key, &procedure, &all, &mut wrong));
        for clause in &procedure.clauses {
            let hows: Vec<How> = clause.met.iter().map(|met| met.how).collect();
            let order = [
                How::Open,
                How::Enforced,
                How::Computed,
                How::Printed,
                How::Outside,
            ];
            if let Some(at) = order.iter().position(|how| hows.contains(how)) {
                counts[at] += 1;
            }
        }
    }
    let [open, enforced, computed, printed, outside] = counts;
    let total = enforced + computed + printed + outside + open;
    let sum = format!(
        "\nOf {total} clauses {enforced} are enforced, {computed} computed, {printed} printed, {outside} lie outside, {open} are open.\n"
    );
    let text = format!(
        "{HEAD}{sum}{tables}\n## Time limits, on both sides\n\n| clause | clock | limit | kept | missed |\n| --- | --- | --- | --- | --- |\n{times}"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let path = folder("tests/procedures/coverage.md");
    if std::env::var_os("PLAINT_UPDATE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == text,
        "coverage.md is stale: PLAINT_UPDATE=1 cargo test --test procedures"
    );
}

/// Every citation in a preset or a transcript is of a clause that exists, and
/// every clause that a preset carries is cited there.
#[test]
fn citations_name_clauses() {
    let exists = |clause: &str| {
        let (key, number) = clause.split_once('.').unwrap();
        let number: usize = number.parse().unwrap();
        let count = PROCEDURES
            .iter()
            .find(|(known, _)| *known == key)
            .unwrap()
            .1;
        (1..=count).contains(&number)
    };
    let mut texts: Vec<(String, String)> = PRESETS
        .iter()
        .map(|preset| (preset.key.to_owned(), preset.policy.to_owned()))
        .collect();
    for path in files_in("tests/procedures") {
        texts.push((
            path.display().to_string(),
            fs::read_to_string(&path).unwrap(),
        ));
    }
    let mut wrong = Vec::new();
    for (name, text) in &texts {
        let unknown = cited(text).into_iter().filter(|clause| !exists(clause));
        wrong.extend(unknown.map(|clause| format!("{name}: {clause}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn citations_are_read_from_prose() {
    let found =
        cited("It passes (pharma.1, pharma.21: soon), aluminium.6. Not example.com or x.3.");
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ["aluminium.6", "pharma.1", "pharma.21"]);
}
