//! Numbers reserved at a remote by several clones at once: real processes, a
//! real bare repository.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The register's folder in the repository, in which there is another one, too.
const BELOW: &str = "质 量/客 诉";

const MAP: &str = "source: old\nid: 编号\ndates: [\"%Y-%m-%d\"]\nopen:\n  when: {value: 2026-11-01}\n  customer: {column: 客户}\n  description: {column: 描述}\n";

/// Clones of one bare repository whose branch has a name of its own.
struct Factory {
    dir: TempDir,
}

impl Factory {
    fn new() -> Factory {
        let factory = Factory {
            dir: tempfile::tempdir().unwrap(),
        };
        let bare = factory.path("集团 quality.git");
        factory.git(
            factory.dir.path(),
            &["init", "-q", "--bare", "-b", "主干", &bare],
        );
        let first = factory.dir.path().join("first");
        fs::create_dir_all(first.join(BELOW)).unwrap();
        factory.git(&first, &["init", "-q", "-b", "主干"]);
        for register in [first.join(BELOW), first.clone()] {
            let made = factory.plaint(&register, &["init"]).output().unwrap();
            assert!(made.status.success(), "{made:?}");
            let policy = register.join("cases/policy.yaml");
            let text = fs::read_to_string(&policy).unwrap();
            fs::write(&policy, format!("{text}\nreserve: origin\n")).unwrap();
        }
        factory.git(&first, &["remote", "add", "origin", &bare]);
        factory.git(&first, &["add", "."]);
        factory.git(&first, &["commit", "-q", "-m", "registers"]);
        factory.git(&first, &["push", "-q", "origin", "主干"]);
        factory
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    /// Deaf to the settings of whoever runs the tests.
    fn command(&self, program: &str, dir: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(dir)
            .env_remove("PLAINT_REGISTER")
            .env_remove("PLAINT_SEED")
            .env("PLAINT_NOW", "2026-11-02T09:30:00+08:00")
            .env("HOME", self.dir.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "李伟")))
            .envs(
                ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"]
                    .map(|name| (name, "li.wei@example.com")),
            );
        command
    }

    fn plaint(&self, dir: &Path, args: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_plaint"), dir);
        command.args(args);
        command
    }

    fn git(&self, dir: &Path, args: &[&str]) -> String {
        let output = self.command("git", dir).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A clone; every third one has never fetched, and has its files from a
    /// copy.
    fn clone(&self, at: usize) -> PathBuf {
        let clone = self.dir.path().join(format!("clone {at}"));
        let to = clone.to_str().unwrap();
        let from = match at % 3 {
            0 => self.path("first"),
            1 => self.path("集团 quality.git"),
            _ => format!("file://{}", self.path("集团 quality.git")),
        };
        self.git(self.dir.path(), &["clone", "-q", &from, to]);
        if at.is_multiple_of(3) {
            let bare = self.path("集团 quality.git");
            self.git(&clone, &["remote", "remove", "origin"]);
            self.git(&clone, &["remote", "add", "origin", &bare]);
        }
        clone
    }

    fn reserved(&self) -> BTreeSet<String> {
        let bare = PathBuf::from(self.path("集团 quality.git"));
        let listed = self.git(
            &bare,
            &["for-each-ref", "--format=%(refname)", "refs/plaint"],
        );
        listed.lines().map(str::to_owned).collect()
    }
}

fn start(mut command: Command) -> Child {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a process printed; it was not warned.
fn finish(child: Child) -> String {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

fn cases(clone: &Path) -> Vec<String> {
    let folder = clone.join(BELOW).join("cases/2026/11");
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
        .collect()
}

fn numbers(serials: std::ops::RangeInclusive<usize>) -> BTreeSet<String> {
    serials.map(|serial| format!("2611-{serial:04}")).collect()
}

#[test]
fn ten_clones_that_open_at_once_take_ten_numbers() {
    let factory = Factory::new();
    let clones: Vec<PathBuf> = (0..10).map(|at| factory.clone(at)).collect();
    let open = |register: PathBuf| {
        let args = ["open", "--customer", "华东电子", "--description", "亮线"];
        start(factory.plaint(&register, &args))
    };
    // The other register of the repository takes numbers at the same time.
    let other = open(clones[0].clone());
    let all: Vec<Child> = clones.iter().map(|clone| open(clone.join(BELOW))).collect();
    let said = all.into_iter().map(finish);
    let taken: Vec<String> = said
        .map(|said| said.lines().next().unwrap().to_owned())
        .collect();
    assert_eq!(
        taken.iter().cloned().collect::<BTreeSet<_>>(),
        numbers(1..=10)
    );
    for (clone, number) in clones.iter().zip(&taken) {
        assert_eq!(cases(clone), [number.as_str()]);
    }
    assert!(finish(other).starts_with("2611-0001\n"));
    let folder = "refs/plaint/numbers/质%20量%2F客%20诉%2F/";
    let mut meant: BTreeSet<String> = numbers(1..=10)
        .iter()
        .map(|number| format!("{folder}{number}"))
        .collect();
    meant.insert("refs/plaint/numbers/2611-0001".to_owned());
    assert_eq!(factory.reserved(), meant);
}

#[test]
fn imports_at_once_share_no_number() {
    let factory = Factory::new();
    let clones: Vec<PathBuf> = (0..3).map(|at| factory.clone(at)).collect();
    let import = |clone: &PathBuf| {
        let rows = (1..=120).map(|row| format!("A-{row},客户 {row},亮线 {row}\n"));
        let list: String = ["编号,客户,描述\n".to_owned()]
            .into_iter()
            .chain(rows)
            .collect();
        fs::write(clone.join(BELOW).join("list.csv"), list).unwrap();
        fs::write(clone.join(BELOW).join("map.yaml"), MAP).unwrap();
        let args = ["import", "list.csv", "--map", "map.yaml"];
        start(factory.plaint(&clone.join(BELOW), &args))
    };
    let all: Vec<Child> = clones.iter().map(import).collect();
    for child in all {
        finish(child);
    }
    let taken: Vec<String> = clones.iter().flat_map(|clone| cases(clone)).collect();
    assert_eq!(taken.len(), 360);
    assert_eq!(taken.into_iter().collect::<BTreeSet<_>>(), numbers(1..=360));
}
