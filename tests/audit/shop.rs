//! A small register whose history is in order, and what tampers with it.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The first case: its opening stands on lines 4 to 13, its classification on 14
/// to 22, the photograph on 23 to 29.
pub const FIRST: &str = "cases/2026/11/2611-0001.yaml";
/// A case that is closed.
pub const CLOSED: &str = "cases/2026/11/2611-0002.yaml";
pub const PHOTO: &str = "cases/2026/11/2611-0001.files/photo.jpg";
pub const PEOPLE: &str = "cases/people.yaml";
pub const POLICY: &str = "cases/policy.yaml";
pub const CATALOG: &str = "cases/catalog.yaml";
pub const CALENDAR: &str = "cases/calendar.yaml";

const OPENED: &str = "\
case: 2611-0001
uid: bcdfghjklm
log:
- id: bbbbbb
  at: 2026-11-02T09:30:00+08:00
  by: li.wei
  open:
    customer: HD
    channel: phone
    product: {model: AX-7, lot: L2310-08}
    quantity: 1200 pcs
    defect: bright-line
    description: 亮线
";
const CLASSIFIED: &str = "\
- id: cccccc
  at: 2026-11-02T10:05:00+08:00
  by: wang.min
  classify:
    criteria: [production-stop]
    scope: batch
    nature: quality
    severity: A  # as computed
    rule: critical × batch
";
const ATTACHED: &str = "\
- id: dddddd
  at: 2026-11-02T11:00:00+08:00
  by: li.wei
  attach:
    file:
      name: photo.jpg
      sha256: 9fe36faa6e710cbbfe894e2ed0ee227ca2179beea08210789c73971ba565ea10
";
const REPLIED: &str = "\
- id: ffffff
  at: 2026-11-03T09:00:00+08:00
  by: wang.min
  reply:
    kind: final
    text: new seals
";
const APPROVED: &str = "\
- id: gggggg
  at: 2026-11-03T10:00:00+08:00
  by: zhao.lei
  approve:
    for: ffffff
    role: quality-head
";
const SECOND: &str = "\
case: 2611-0002
uid: bbcdfghjkl
log:
- id: bbbbbb
  at: 2026-11-03T10:30:00+08:00
  by: li.wei
  open:
    customer: HD
    channel: phone
    product: {model: AX-7, lot: L2310-09}
    quantity: 1 pcs
    defect: scratch
    description: 划痕
";
const WITHDRAWN: &str = "\
- id: hhhhhh
  at: 2026-11-03T11:00:00+08:00
  by: wang.min
  close:
    basis: withdrawn
    text: a mistake of theirs
";
const PERSONS: &str = "\
people:
  li.wei:
    name: 李伟
    email: li.wei@example.com
    roles: [marketing, customer-service]
  wang.min:
    name: 王敏
    email: wang.min@example.com
    roles: [quality, production]
  zhao.lei:
    name: 赵磊
    email: zhao.lei@example.com
    roles: [quality-head]
  chen.hua:
    name: 陈华
    email: chen.hua@example.com
    roles: [general-manager, {role: quality-head, until: 2026-12-31}]
";
const CUSTOMERS: &str = "\
customers:
  HD:
    name: 华东电子
    terms: {final-reply: 5wd}
";
const DAYS: &str = "\
zone: Asia/Shanghai
weekend: [sat, sun]
days:
- {date: 2026-10-01, name: National Day}
- {date: 2026-12-31, name: stocktaking}
";

/// A note as a person would type it.
pub fn note(id: &str, at: &str, by: &str, text: &str) -> String {
    format!("- id: {id}\n  at: {at}\n  by: {by}\n  note:\n    text: {text}\n")
}

/// Noon of a day of November 2026 and the like: `11-04T12:00` in full.
pub fn time(short: &str) -> String {
    format!("2026-{short}:00+08:00")
}

/// A register with a git history, in a folder of its own.
pub struct Shop {
    folder: TempDir,
    /// The folder that the register lies in.
    pub root: PathBuf,
    /// Settings of the environment for git and plaint.
    pub env: Vec<(String, String)>,
}

impl Shop {
    /// The register with two cases, one of them closed.
    pub fn new() -> Shop {
        static PREPARED: OnceLock<Shop> = OnceLock::new();
        let prepared = PREPARED.get_or_init(|| Shop::with_cases("", &[]));
        let folder = TempDir::new().unwrap();
        copy(&prepared.root, folder.path());
        Shop::at(folder, "")
    }

    /// The same register in that folder of a repository, which `git init` makes
    /// with those arguments.
    pub fn with_cases(inside: &str, args: &[&str]) -> Shop {
        let shop = Shop::empty(inside, args);
        shop.add(FIRST, OPENED);
        shop.commit("li.wei", "11-02T09:31", "opened");
        shop.add(FIRST, CLASSIFIED);
        shop.commit("wang.min", "11-02T10:06", "classified");
        shop.add(FIRST, ATTACHED);
        shop.add(PHOTO, "photo\n");
        shop.commit("li.wei", "11-02T11:01", "attached");
        shop.add(FIRST, REPLIED);
        shop.commit("wang.min", "11-03T09:01", "replied");
        shop.add(FIRST, APPROVED);
        shop.commit("zhao.lei", "11-03T10:01", "approved");
        shop.add(CLOSED, SECOND);
        shop.commit("li.wei", "11-03T10:31", "second");
        shop.add(CLOSED, WITHDRAWN);
        shop.commit("wang.min", "11-03T11:01", "closed");
        shop
    }

    /// A register without a case.
    pub fn empty(inside: &str, args: &[&str]) -> Shop {
        let folder = TempDir::new().unwrap();
        let shop = Shop::at(folder, inside);
        fs::create_dir_all(&shop.root).unwrap();
        let repository = shop.folder.path().to_str().unwrap();
        let all = [&["init", "--quiet", "--initial-branch=main"], args].concat();
        shop.git(&[&all[..], &[repository]].concat());
        shop.plaint(&["init", "."]);
        shop.write(PEOPLE, PERSONS);
        shop.write(CATALOG, CUSTOMERS);
        shop.write(CALENDAR, DAYS);
        let comment = "            # of git; no procedure names it";
        shop.edit(POLICY, comment, "");
        shop.commit("li.wei", "11-02T09:00", "register");
        shop
    }

    fn at(folder: TempDir, inside: &str) -> Shop {
        let root = folder.path().join(inside);
        Shop {
            folder,
            root,
            env: Vec::new(),
        }
    }

    /// Another clone of it.
    pub fn clone_with(&self, args: &[&str]) -> Shop {
        let folder = TempDir::new().unwrap();
        let from = format!("file://{}", self.root.display());
        let to = folder.path().to_str().unwrap();
        self.git(&[&["clone", "--quiet"], args, &[&from, to]].concat());
        Shop::at(folder, "")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes at the end of a file.
    pub fn add(&self, path: &str, text: &str) {
        let old = fs::read_to_string(self.path(path)).unwrap_or_default();
        self.write(path, old + text);
    }

    /// Writes something else in place of what stands there once.
    pub fn edit(&self, path: &str, was: &str, is: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(was).count(), 1, "{was:?} in {path}");
        self.write(path, text.replacen(was, is, 1));
    }

    /// Runs git, as nobody's own settings would have it.
    pub fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {args:?}: {error}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn try_git(&self, args: &[&str]) -> Output {
        let mut git = Command::new("git");
        self.equipped(git.args(args)).output().unwrap()
    }

    /// Runs git as that person at that time.
    pub fn git_as(&self, who: &str, at: &str, args: &[&str]) -> String {
        let output = self.try_git_as(who, at, args);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {args:?}: {error}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn try_git_as(&self, who: &str, at: &str, args: &[&str]) -> Output {
        let mut git = Command::new("git");
        self.equipped(git.args(args));
        let address = format!("{who}@example.com");
        for part in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{part}_NAME"), who);
            git.env(format!("GIT_{part}_EMAIL"), &address);
            git.env(format!("GIT_{part}_DATE"), time(at));
        }
        git.output().unwrap()
    }

    fn equipped<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "PLAINT_NOW"] {
            command.env_remove(name);
        }
        command
            .current_dir(&self.root)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "wang.min")
            .env("GIT_AUTHOR_EMAIL", "wang.min@example.com")
            .env("GIT_COMMITTER_NAME", "wang.min")
            .env("GIT_COMMITTER_EMAIL", "wang.min@example.com")
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", self.folder.path())
            .envs(self.env.iter().map(|(name, value)| (name, value)))
    }

    /// Commits everything as that person at that time; gives the commit.
    pub fn commit(&self, who: &str, at: &str, message: &str) -> String {
        self.git(&["add", "--all", "."]);
        self.git_as(who, at, &["commit", "--quiet", "--message", message]);
        self.head()
    }

    pub fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }

    /// Starts a branch at that commit.
    pub fn branch(&self, name: &str, at: &str) {
        self.git(&["checkout", "--quiet", "-b", name, at]);
    }

    pub fn plaint(&self, args: &[&str]) -> Output {
        let mut plaint = Command::new(env!("CARGO_BIN_EXE_plaint"));
        let plaint = self.equipped(plaint.args(args));
        plaint
            .env("PLAINT_NOW", time("11-04T12:00"))
            .env("GIT_AUTHOR_DATE", time("11-04T12:00"))
            .env("GIT_COMMITTER_DATE", time("11-04T12:00"))
            .output()
            .unwrap()
    }

    /// Reads commits by `git fast-import`.
    pub fn import(&self, stream: &[u8]) {
        let mut git = Command::new("git");
        let git = self.equipped(git.args(["fast-import", "--quiet"]));
        let mut child = git.stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(stream).unwrap();
        assert!(child.wait().unwrap().success());
    }

    /// What the audit finds: `code file:line entry @commit`, the file by its
    /// last name, the commit by its message.
    pub fn audit(&self, args: &[&str]) -> Vec<String> {
        let args = [&["audit", "--format", "json"], args].concat();
        let output = self.plaint(&args);
        let error = String::from_utf8_lossy(&output.stderr);
        let found: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{:?}\n{error}", output.status));
        let found = found["findings"].as_array().unwrap();
        let status = if found.is_empty() { 0 } else { 1 };
        assert_eq!(output.status.code(), Some(status), "{error}");
        let messages = self.messages();
        let mut found: Vec<String> = found.iter().map(|one| line(one, &messages)).collect();
        found.sort();
        found
    }

    fn messages(&self) -> HashMap<String, String> {
        let args = ["log", "--all", "--reflog", "--format=%H %s"];
        let log = self.git(&[&["--no-replace-objects"], &args[..]].concat());
        let each = log.lines().filter_map(|line| line.split_once(' '));
        each.map(|(id, message)| (id.to_owned(), message.to_owned()))
            .collect()
    }

    /// The audit must find just that.
    pub fn finds(&self, wanted: &[&str]) {
        self.finds_with(&[], wanted);
    }

    pub fn finds_with(&self, args: &[&str], wanted: &[&str]) {
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        assert_eq!(self.audit(args), wanted);
    }
}

fn line(found: &Value, messages: &HashMap<String, String>) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut line = text(&found["code"]);
    if let Some(file) = found["file"].as_str() {
        let name = file.rsplit('/').next().unwrap_or_default();
        line.push_str(&format!(" {}", name.trim_end_matches(".yaml")));
        if let Some(at) = found["line"].as_u64() {
            line.push_str(&format!(":{at}"));
        }
    }
    if let Some(entry) = found["entry"].as_str() {
        line.push_str(&format!(" {entry}"));
    }
    if let Some(commit) = found["commit"].as_object() {
        let id = commit.get("id").and_then(Value::as_str);
        let message = id.map_or("staged", |id| messages.get(id).map_or(id, String::as_str));
        line.push_str(&format!(" @{message}"));
    }
    line
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
