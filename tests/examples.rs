//! The examples in the help: each verb has two, and each of them works as it
//! is printed, in a register that is prepared for it.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests read the environment")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

use plaint::cli::examples::{EXAMPLES, Example, of};
use unicode_width::UnicodeWidthStr;

/// Columns of a terminal: a command that is broken over two lines cannot be
/// copied.
const WIDTH: usize = 80;

/// The register, with a case for each state that an example needs.
const PREPARATION: &str = r#"
set -e
setup
yesterday() { at 2026-11-17T10:00 "$@"; }
wang() { yesterday as wang.min plaint "$@"; }
complaint() { yesterday plaint open --customer "$1" --model AX-7 --lot L2610-08 --stage production --description "dark line"; }
answered() {
  complaint 宏达仪表
  wang classify "$1" --criterion production-stop --scope batch
  wang reply "$1" --kind final --text 8D
}
replied() { answered "$1"; yesterday as zhao.lei plaint approve "$1"; }
accepted() {
  complaint 宏达仪表
  wang classify "$1" --criterion appearance --scope single
  wang reply "$1" --kind final --text 8D; wang respond "$1" --verdict accepted
}
mkdir -p cases/trace
echo 8D >8D.pdf
echo photo >photo.jpg
printf 'lot,customer,date,quantity,unit\nL2610-08,华东电子,2026-10-12,5000,pcs\nL2610-08,宏达仪表,2026-10-13,300,pcs\n' >cases/trace/shipments.csv
complaint 华东电子                                           # 0001 new
complaint 华东电子; wang ask 0002 "bright or dark?"          # 0002 waits for the customer
answered 0003                                           # 0003 waits for an approval
replied 0004                                            # 0004 waits for the answer to a reply
accepted 0005                                           # 0005 may be closed
accepted 0006; wang close 0006 --basis accepted         # 0006 is closed
complaint 北方重工; wang note 0007 "the other case"          # 0007 has a note of no use
claimed() { yesterday plaint open --customer 华东电子 --model AX-7 --lot L2610-08 --quantity "120 pcs" --description "dark line"; }
authorised() { claimed; yesterday plaint rma "$1" --reason quality --way return --replenish yes; yesterday as zhao.lei plaint approve "$1"; }
rma_number() { plaint show "$1" --format json | sed -n 's/.*"number": "\(.*\)".*/\1/p' | head -n 1; }
came() { authorised "$1"; yesterday plaint receive "$1" --number "$(rma_number "$1")" --quantity 120 --packing original --marking marked --sorting sorted; }
inspected() { came "$1"; wang inspect "$1" --good 90 --defective bright-line=30; }
promised() { inspected "$1"; yesterday plaint replace "$1" --quantity 30 --by-day 2026-11-27; yesterday as zhao.lei plaint approve "$1"; }
claimed                                                 # 0008 names how much
case-file 2611-0009 '- id: wnxrhb\n  at: 2026-11-02T09:40:00+08:00\n  by: nobody\n  note: {text: x}\n'
authorised 0010                                         # 0010 has an RMA number
authorised 0011; yesterday plaint receive 0011 --quantity 118 --packing original --marking marked --sorting sorted # 0011 is on hold
case-file 2611-0012; mkdir cases/2026/10                  # 0012 is two cases
sed 's/^uid: .*/uid: bcdfghjkmz/' cases/2026/11/2611-0012.yaml >cases/2026/10/2611-0012.yaml
came 0013                                               # 0013 waits to be inspected
inspected 0014                                          # 0014 waits for a disposition
promised 0015                                           # 0015 is promised replacement
promised 0016; yesterday plaint ship 0016 --delivery-note DN-1 # 0016 has it on the way
complaint 王女士; yesterday plaint amend 0017 1 --set product.sold=2026-10-01 --reason receipt # 0017 was sold to a customer
printf 'occurrence: blunt knife\nescape: not measured\nparty: department\nwho: production\n' >cause.yaml
day=2026-11-02
that_day() { at ${day}T10:00 "$@"; }
quality() { that_day as wang.min plaint "$@"; }
handled() { that_day plaint open --customer 宏达仪表 --model AX-7 --lot L2610-08 --stage production --description "dark line"; quality classify "$1" --criterion production-stop --scope batch; }
acted() { handled "$1"; quality investigate "$1" --justified yes --from cause.yaml; quality act "$1" 3 --kind corrective --text "new knife" --owner "$2" --due 2026-11-06; }
handled 0018; quality assign 0018 --to quality marketing # 0018 is with two departments
acted 0019 wang.min                                     # 0019 has an open action
handled 0020; quality verify 0020 --result waived --text fatal; quality recall 0020 --decision recall --lot L2610-08 --reason "may burn"; that_day as chen.hua plaint approve 0020 # 0020 calls goods back
complaint 华东电子; yesterday plaint request 0021 visit     # 0021 is to be visited
day=2026-10-09
acted 2610-0001 li.wei; that_day plaint finish 2610-0001 "the knife is new" --file photo.jpg; that_day plaint renumber 2610-0001 --to 2610-0031 # 0031 has one to be evaluated
handled 2610-0032; quality reply 0032 --kind final --text 8D; that_day as zhao.lei plaint approve 0032 # 0032 waits for the answer since long
printf 'guarantee:\n  rounding: {decimals: 2, half: up}\n  classes: {shoes: {period: 3month}}\n  faults: {sole-open: Sole open}\n' >>cases/policy.yaml
printf '  rules: {mend: {class: shoes, fault: sole-open, opens: repair}}\n' >>cases/policy.yaml
mkdir -p .config/fish/completions
echo "text: from a file" >note.yaml
printf 'owner: 王敏\ndue: 2026-12-04\n' >who.yaml
printf 'packing: original\nmarking: marked\nsorting: sorted\n' >in.yaml
printf 'reason: quality\nreplenish: false\nteam: [周强]\nby: 2026-11-20\n' >site.yaml
printf 'kind: transport\namount: 84.50 CNY\npaid_by: carrier\nparty: 顺达物流\n' >charge.yaml
printf 'no,day,customer,what\n1,2026-11-01,C1,line\n2,2026-11-02,C2,spot\n' >old-list.csv
cat >old-list.map.yaml <<END
source: old-list
id: no
dates: "%Y-%m-%d"
open:
  when: {column: day}
  customer: {column: customer}
  description: {column: what}
END
for side in base ours theirs; do cp cases/2026/11/2611-0007.yaml $side.yaml; done
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Founding day\r\nDTSTART;VALUE=DATE:20261204\r\nCATEGORIES:Holidays\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >holidays.ics
sed 's/^effective:.*/effective: 2026-12-01/' cases/policy.yaml >draft.yaml
git tag audited
"#;

/// Who types the examples of a verb: the head of quality approves, quality
/// does the rest.
fn person(verb: &str) -> &'static str {
    match verb {
        "approve" | "reject" => "zhao.lei",
        "replace" | "remind" => "li.wei",
        _ => "wang.min",
    }
}

fn shell(script: &str, dir: &Path, person: &str) -> Output {
    let bin = Path::new(env!("CARGO_BIN_EXE_plaint")).parent().unwrap();
    let helpers = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/bin");
    let mut path: Vec<PathBuf> = vec![helpers, bin.to_owned()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let email = format!("{person}@example.com");
    Command::new("sh")
        .args(["-c", script])
        .current_dir(dir)
        .env_clear()
        .env("PATH", std::env::join_paths(path).unwrap())
        .env("HOME", dir)
        .env("LC_ALL", "C.UTF-8")
        .env("PLAINT_NOW", "2026-11-18T10:00")
        .env("GIT_AUTHOR_DATE", "2026-11-18T10:00+08:00")
        .env("GIT_COMMITTER_DATE", "2026-11-18T10:00+08:00")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs([("GIT_AUTHOR_NAME", person), ("GIT_COMMITTER_NAME", person)])
        .envs([
            ("GIT_AUTHOR_EMAIL", &email),
            ("GIT_COMMITTER_EMAIL", &email),
        ])
        .output()
        .expect("sh runs")
}

/// A register of its own for each example: what one writes is not there for
/// the next.
fn copy(from: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let status = Command::new("cp")
        .arg("-R")
        .arg(from.join("."))
        .arg(dir.path())
        .status();
    assert!(status.unwrap().success());
    dir
}

fn fails(verb: &str, example: &Example, prepared: &Path) -> Option<String> {
    let dir = copy(prepared);
    let output = shell(example.command, dir.path(), person(verb));
    let found = output.status.code();
    (found != Some(example.status.into())).then(|| {
        let said = String::from_utf8_lossy(&output.stderr);
        let (command, expected) = (example.command, example.status);
        format!("{command}\nexit status {found:?}, expected {expected}\n{said}")
    })
}

#[test]
fn every_example_works() {
    let prepared = tempfile::tempdir().unwrap();
    let output = shell(PREPARATION, prepared.path(), "li.wei");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let all = EXAMPLES.iter();
    let all = all.flat_map(|(verb, examples)| examples.iter().map(move |one| (*verb, one)));
    let queue = Mutex::new(all);
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((verb, example)) = { queue.lock().unwrap().next() } {
                    let found = fails(verb, example, prepared.path());
                    failed.lock().unwrap().extend(found);
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The verbs as `plaint --help` lists them.
fn verbs() -> BTreeSet<String> {
    let output = shell("plaint --help", Path::new("/"), "li.wei");
    let help = String::from_utf8(output.stdout).unwrap();
    let verb = |line: &str| {
        let word = line.strip_prefix("  ")?.split(' ').next()?;
        let is_verb = word.starts_with(|first: char| first.is_ascii_lowercase());
        is_verb.then(|| word.to_owned())
    };
    help.lines().filter_map(verb).collect()
}

#[test]
fn every_verb_has_two_examples_in_its_help() {
    let verbs = verbs();
    assert!(verbs.len() > 30, "{verbs:?}");
    for verb in &verbs {
        let rows = EXAMPLES.iter().filter(|(known, _)| known == verb).count();
        assert_eq!(rows, 1, "examples of `{verb}` in src/cli/examples.rs");
        let examples: Vec<Example> = of(verb).collect();
        assert!(examples.len() >= 2, "{verb} needs two examples");
        let output = shell(&format!("plaint {verb} --help"), Path::new("/"), "li.wei");
        let help = String::from_utf8(output.stdout).unwrap();
        let (_, end) = help.split_once("\nExamples:\n").expect(verb);
        for example in examples {
            let lines = format!("  {}\n    {}\n", example.about, example.command);
            assert!(end.contains(&lines), "{verb}: {lines}{end}");
        }
    }
    for (verb, examples) in EXAMPLES {
        assert!(verbs.contains(*verb), "there is no verb `{verb}`");
        // Each is shown, and none is shown twice.
        assert_eq!(of(verb).count(), examples.len(), "{verb}");
    }
}

#[test]
fn no_example_is_broken_over_two_lines() {
    for example in EXAMPLES.iter().flat_map(|(_, examples)| *examples) {
        let widths = [2 + example.about.width(), 4 + example.command.width()];
        assert!(
            widths.into_iter().all(|width| width <= WIDTH),
            "{}",
            example.command
        );
        assert!(!example.about.ends_with(['.', ':']), "{}", example.about);
    }
}
