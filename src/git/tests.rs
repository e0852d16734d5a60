use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;
use crate::finding::Stop;

mod reserve;

/// A repository in a folder of its own, deaf to the settings of whoever runs
/// the tests.
struct Repo {
    dir: tempfile::TempDir,
    /// The folder of the register, below the top of the working tree.
    below: &'static str,
}

const BELOW: &str = "质 量/complaints";

impl Repo {
    fn empty(below: &'static str) -> Repo {
        Repo::of_format(below, "sha1")
    }

    fn of_format(below: &'static str, format: &str) -> Repo {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("gitconfig"), "").unwrap();
        let repo = Repo { dir, below };
        fs::create_dir_all(repo.root()).unwrap();
        repo.git(["init", "-q", "-b", "main", "--object-format", format]);
        repo.git(["config", "user.name", "李伟"]);
        repo.git(["config", "user.email", "li.wei@example.com"]);
        repo
    }

    fn top(&self) -> PathBuf {
        self.dir.path().join("工作 tree")
    }

    fn root(&self) -> PathBuf {
        self.top().join(self.below)
    }

    fn env(&self) -> [(&'static str, PathBuf); 4] {
        let config = self.dir.path().join("gitconfig");
        [
            ("GIT_CONFIG_GLOBAL", config.clone()),
            ("GIT_CONFIG_SYSTEM", config),
            ("GIT_CEILING_DIRECTORIES", self.dir.path().to_owned()),
            ("HOME", self.dir.path().to_owned()),
        ]
    }

    fn at(&self, dir: &Path) -> Git {
        let start = Git::new(dir);
        self.env()
            .into_iter()
            .fold(start, |git, (name, value)| git.with_env(name, value))
    }

    fn asked(&self) -> Git {
        self.at(&self.root())
    }

    fn git<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> String {
        self.git_in(&self.top(), args)
    }

    fn git_in<A: AsRef<OsStr>>(&self, dir: &Path, args: impl IntoIterator<Item = A>) -> String {
        let output = Command::new("git")
            .arg("-C")
            .arg(dir)
            .args(args)
            .envs(self.env())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Commits a case with the plain program.
    fn add(&self, number: &str) {
        let path = self.write(&case(number), number);
        self.git([OsStr::new("add"), OsStr::new("--"), path.as_os_str()]);
        self.git(["commit", "-q", "-m", number]);
    }
}

fn case(number: &str) -> String {
    format!("cases/2026/11/{number}.yaml")
}

fn november() -> Vec<String> {
    vec!["cases/2026/11".to_owned(), "cases/2026/12".to_owned()]
}

fn fault<T: std::fmt::Debug>(result: Result<T, Stop>) -> String {
    match result {
        Err(Stop::Machine(fault)) => format!("{fault:#}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn availability_and_prefix() {
    for below in ["", BELOW] {
        let repo = Repo::empty(below);
        let git = repo.asked();
        assert_eq!(git.availability().unwrap(), Availability::Repository);
        let prefix = git.prefix().unwrap();
        assert_eq!(prefix.trim_end_matches('/'), below);
        let plaint = git.git_path("plaint").unwrap().canonicalize();
        assert!(plaint.is_err());
        assert!(git.git_path("hooks").unwrap().parent().unwrap().is_dir());
        let outside = repo.at(repo.dir.path());
        assert_eq!(
            outside.availability().unwrap(),
            Availability::NotARepository
        );
        assert!(!outside.inside().unwrap());
        assert_eq!(outside.head_bytes(&repo.root().join("x")).unwrap(), None);
        assert!(outside.numbers(&november()).unwrap().is_empty());
        assert!(outside.ever_added().unwrap().is_empty());
        let within = repo.at(&repo.top().join(".git"));
        assert_eq!(within.availability().unwrap(), Availability::NotARepository);
        assert!(
            fault(repo.at(Path::new("/no/such/folder")).inside()).contains("nothing was changed")
        );
    }
    let repo = Repo::empty("");
    let git = repo.asked().with_env("PATH", "/no/such/folder");
    assert_eq!(git.availability().unwrap(), Availability::Missing);
    assert_eq!(git.identity().unwrap(), None);
    assert!(fault(git.commit(&[], "")).contains("could not run git"));
}

#[test]
fn identity_is_what_git_was_told() {
    let repo = Repo::empty("");
    let identity = repo.asked().identity().unwrap().unwrap();
    assert_eq!(identity.name, "李伟");
    assert_eq!(identity.email, "li.wei@example.com");
    let git = repo
        .asked()
        .with_env("GIT_AUTHOR_EMAIL", "wang.min@example.com");
    assert_eq!(
        git.identity().unwrap().unwrap().email,
        "wang.min@example.com"
    );
    repo.git(["config", "--unset", "user.email"]);
    assert_eq!(repo.asked().identity().unwrap(), None);
    repo.git(["config", "user.email", "a@example.com"]);
    repo.git(["config", "--unset", "user.name"]);
    assert_eq!(repo.asked().identity().unwrap(), None);
    repo.git(["config", "user.name", ""]);
    assert_eq!(repo.asked().identity().unwrap(), None);
}

#[test]
fn commits_only_what_it_is_told() {
    for below in ["", BELOW] {
        let repo = Repo::empty(below);
        let git = repo.asked();
        let one = repo.write(&case("2611-0001"), "one\n");
        let photo = repo.write("cases/2026/11/2611-0001.files/[亮线] *.jpg", "photo");
        let staged = repo.write("staged.txt", "staged");
        repo.git([OsStr::new("add"), staged.as_os_str()]);
        assert_eq!(git.head_bytes(&one).unwrap(), None);
        let id = git
            .commit(&[one.clone(), photo], "2611-0001: open\n\n#5 华东电子")
            .unwrap();
        assert_eq!(id, repo.git(["rev-parse", "HEAD"]));
        assert_eq!(
            repo.git(["log", "--format=%B"]),
            "2611-0001: open\n\n#5 华东电子"
        );
        assert_eq!(
            repo.git(["ls-tree", "-r", "--name-only", "HEAD"])
                .lines()
                .count(),
            2
        );
        assert_eq!(git.head_bytes(&one).unwrap().unwrap(), b"one\n");
        assert!(repo.git(["status", "--porcelain"]).starts_with("A "));
        fs::write(&one, "one\ntwo\n").unwrap();
        git.commit(std::slice::from_ref(&one), "more").unwrap();
        assert_eq!(git.head_bytes(&one).unwrap().unwrap(), b"one\ntwo\n");
        let moved = repo.write(&case("2611-0002"), "one\ntwo\n");
        fs::remove_file(&one).unwrap();
        git.commit(
            &[one.clone(), moved.clone(), repo.root().join("never")],
            "moved",
        )
        .unwrap();
        assert_eq!(git.head_bytes(&one).unwrap(), None);
        assert_eq!(git.head_bytes(&moved).unwrap().unwrap(), b"one\ntwo\n");
        assert!(repo.git(["status", "--porcelain"]).starts_with("A "));
        let before = repo.git(["rev-parse", "HEAD"]);
        let other = repo.write("other.txt", "");
        git.commit(&[other], "of another file").unwrap();
        assert_eq!(git.commit(&[moved], "nothing new").unwrap(), before);
        let folder = repo.root().join("cases");
        repo.write(&case("2611-0003"), "");
        git.commit(&[folder], "a folder").unwrap();
        assert!(
            git.head_bytes(&repo.root().join(case("2611-0003")))
                .unwrap()
                .is_some()
        );
    }
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_leaves_the_index_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let repo = Repo::empty(BELOW);
    let hook = repo.top().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(
        &hook,
        "#!/bin/sh\necho not on a Friday: \"$GIT_LITERAL_PATHSPECS\"\nexit 1\n",
    )
    .unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let one = repo.write(&case("2611-0001"), "one\n");
    let said = fault(repo.asked().commit(std::slice::from_ref(&one), "x"));
    assert_eq!(said, "git made no commit: not on a Friday:");
    assert!(repo.git(["ls-files"]).is_empty());
    repo.add_past(&hook, &one);
    fs::write(&one, "two\n").unwrap();
    assert!(
        repo.asked()
            .commit(std::slice::from_ref(&one), "x")
            .is_err()
    );
    assert!(repo.git(["diff", "--cached"]).is_empty());
}

impl Repo {
    #[cfg(unix)]
    fn add_past(&self, hook: &Path, path: &Path) {
        let aside = hook.with_extension("aside");
        fs::rename(hook, &aside).unwrap();
        self.asked().commit(&[path.to_owned()], "x").unwrap();
        fs::rename(aside, hook).unwrap();
    }
}

#[test]
fn an_ignored_file_is_named() {
    let repo = Repo::empty("");
    repo.write(".gitignore", "*.log\n");
    let log = repo.write("cases/2026/11/2611-0001.files/run.log", "");
    let one = repo.write(&case("2611-0001"), "");
    let said = fault(repo.asked().commit(&[one, log], "x"));
    assert!(
        said.contains("run.log") && said.contains("ignored"),
        "{said}"
    );
    assert!(repo.git(["ls-files"]).is_empty());
}

#[test]
fn commits_at_once_all_come_to_be() {
    let repo = Repo::empty("");
    repo.add("2611-0000");
    std::thread::scope(|scope| {
        for n in 1..=8 {
            let repo = &repo;
            scope.spawn(move || {
                let path = repo.write(&case(&format!("2611-000{n}")), "x");
                repo.asked().commit(&[path], "x").unwrap();
            });
        }
    });
    assert_eq!(repo.git(["rev-list", "--count", "HEAD"]), "9");
    assert!(repo.git(["status", "--porcelain"]).is_empty());
}

/// Each adds its line and commits the file, in which others have written too.
#[test]
fn commits_of_one_file_at_once_all_succeed() {
    use std::io::Write;
    let repo = Repo::empty(BELOW);
    repo.add("2611-0001");
    let path = repo.root().join(case("2611-0001"));
    std::thread::scope(|scope| {
        for n in 1..=8 {
            let (repo, path) = (&repo, &path);
            scope.spawn(move || {
                let mut file = fs::OpenOptions::new().append(true).open(path).unwrap();
                // In one piece: others append at the same time.
                file.write_all(format!("line {n}\n").as_bytes()).unwrap();
                let name = repo.asked().commit(std::slice::from_ref(path), "x");
                let at = format!("{}:./{}", name.unwrap(), case("2611-0001"));
                let there = repo.git_in(&repo.root(), ["show", at.as_str()]);
                assert!(there.contains(&format!("line {n}")), "{n}: {there}");
            });
        }
    });
    assert!(repo.git(["status", "--porcelain"]).is_empty());
}

/// A filter of git's that appends to the file when it is first read stands in
/// for a process that does so while git commits.
#[cfg(unix)]
#[test]
fn what_is_appended_while_git_commits_is_not_taken_back_by_the_next_commit() {
    use std::os::unix::fs::PermissionsExt;
    let repo = Repo::empty(BELOW);
    repo.add("2611-0001");
    let path = repo.root().join(case("2611-0001"));
    let script = repo.dir.path().join("filter");
    let text = format!(
        "#!/bin/sh\ncat\n[ -e '{0}.done' ] || {{ : >'{0}.done'; echo later >>'{1}'; }}\n",
        script.display(),
        path.display()
    );
    fs::write(&script, text).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    repo.git(["config", "filter.late.clean", script.to_str().unwrap()]);
    fs::write(repo.root().join(".gitattributes"), "*.yaml filter=late\n").unwrap();
    fs::write(&path, "2611-0001\nmine\n").unwrap();
    repo.asked()
        .commit(std::slice::from_ref(&path), "x")
        .unwrap();
    let committed = repo.asked().head_bytes(&path).unwrap().unwrap();
    assert_eq!(committed, b"2611-0001\nmine\nlater\n");
    repo.git(["commit", "-q", "--allow-empty", "-m", "the user's next"]);
    assert_eq!(repo.asked().head_bytes(&path).unwrap().unwrap(), committed);
    assert!(repo.git(["diff", "--cached", "--name-only"]).is_empty());
}

#[test]
fn numbers_of_branches_remotes_and_worktrees() {
    for (below, format) in [("", "sha1"), (BELOW, "sha1"), (BELOW, "sha256")] {
        let repo = Repo::of_format(below, format);
        assert!(repo.asked().numbers(&november()).unwrap().is_empty());
        repo.add("2611-0001");
        repo.git(["checkout", "-q", "-b", "side"]);
        repo.add("2611-0002");
        repo.git(["checkout", "-q", "--detach", "main"]);
        repo.add("2611-0003");
        repo.git(["update-ref", "refs/remotes/origin/far", "HEAD"]);
        repo.git(["checkout", "-q", "main"]);
        let linked = repo.dir.path().join("另一 tree");
        repo.git([
            "worktree",
            "add",
            "-q",
            "--detach",
            linked.to_str().unwrap(),
            "main",
        ]);
        let sibling = linked.join(below);
        fs::write(sibling.join(case("2611-0004")), "").unwrap();
        fs::create_dir(sibling.join("cases/2026/11/2611-0005.files")).unwrap();
        let path = sibling.join(case("2611-0006"));
        fs::write(&path, "").unwrap();
        let there = repo.at(&sibling);
        there
            .commit(std::slice::from_ref(&path), "detached")
            .unwrap();
        assert!(there.head_bytes(&path).unwrap().is_some());
        fs::remove_file(&path).unwrap();
        let meant: Vec<String> = (1..=6).map(|n| format!("2611-000{n}")).collect();
        assert_eq!(repo.asked().numbers(&november()).unwrap(), meant);
        assert_eq!(there.numbers(&november()).unwrap(), meant);
        fs::remove_dir_all(&linked).unwrap();
        assert_eq!(repo.asked().numbers(&november()).unwrap().len(), 4);
        assert!(
            repo.asked()
                .numbers(&["cases/2025/01".to_owned()])
                .unwrap()
                .is_empty()
        );
    }
}

#[test]
fn ever_added_reads_what_is_new_and_survives_a_bad_note() {
    for below in ["", BELOW] {
        let repo = Repo::empty(below);
        let git = repo.asked();
        assert!(git.ever_added().unwrap().is_empty());
        repo.add("2611-0001");
        repo.git(["checkout", "-q", "-b", "side"]);
        repo.add("2611-0002");
        repo.git([
            "rm",
            "-q",
            &format!("{}{}", git.prefix().unwrap(), case("2611-0002")),
        ]);
        repo.git(["commit", "-q", "-m", "gone"]);
        repo.git(["checkout", "-q", "main"]);
        repo.git(["merge", "-q", "--no-ff", "-m", "merge", "side"]);
        repo.git(["branch", "-q", "-D", "side"]);
        let two = ["2611-0001", "2611-0002"];
        assert_eq!(git.ever_added().unwrap(), two);
        let note = fs::read_dir(git.git_path("plaint").unwrap()).unwrap();
        let note = note.last().unwrap().unwrap().path();
        for damage in ["", "plaint numbers 1\nsum 0\n"] {
            fs::write(&note, damage).unwrap();
            assert_eq!(git.ever_added().unwrap(), two);
        }
        repo.git(["config", "log.showRoot", "false"]);
        repo.git(["config", "diff.renames", "copies"]);
        repo.add("2611-0003");
        assert_eq!(git.ever_added().unwrap().len(), 3);
        let at = |number| format!("{}{}", git.prefix().unwrap(), case(number));
        repo.git(["mv", &at("2611-0003"), &at("2611-0004")]);
        repo.git(["commit", "-q", "-m", "moved"]);
        assert_eq!(git.ever_added().unwrap().len(), 4);
        fs::remove_file(&note).unwrap();
        fs::create_dir(&note).unwrap();
        assert_eq!(git.ever_added().unwrap().len(), 4);
    }
}

#[test]
fn ever_added_outlives_vanished_tips_and_sees_what_merges_add() {
    let repo = Repo::empty(BELOW);
    let git = repo.asked();
    repo.add("2611-0001");
    repo.git(["checkout", "-q", "-b", "side"]);
    repo.add("2611-0002");
    assert_eq!(git.ever_added().unwrap().len(), 2);
    repo.git(["checkout", "-q", "main"]);
    repo.git(["branch", "-q", "-D", "side"]);
    repo.git(["reflog", "expire", "--expire=now", "--all"]);
    repo.git(["gc", "-q", "--prune=now"]);
    repo.add("2611-0003");
    assert_eq!(git.ever_added().unwrap().len(), 3);
    repo.git(["checkout", "-q", "-b", "other", "HEAD~1"]);
    repo.add("2611-0004");
    repo.git(["merge", "-q", "--no-commit", "main"]);
    repo.write(&case("2611-0005"), "added by the merge itself");
    repo.git(["add", "-A"]);
    repo.git(["commit", "-q", "-m", "merge"]);
    assert_eq!(git.ever_added().unwrap().len(), 5);
}

#[test]
fn a_note_spares_the_history() {
    let repo = Repo::empty("");
    let git = repo.asked();
    repo.add("2611-0001");
    assert_eq!(git.ever_added().unwrap().len(), 1);
    let note = git.git_path("plaint/numbers").unwrap();
    let written = fs::metadata(&note).unwrap().modified().unwrap();
    assert_eq!(repo.asked().ever_added().unwrap().len(), 1);
    assert_eq!(fs::metadata(&note).unwrap().modified().unwrap(), written);
}

#[test]
fn bytes_at_head_are_asked_for_within_the_register() {
    let repo = Repo::empty(BELOW);
    repo.add("2611-0001");
    let git = repo.asked();
    assert_eq!(
        git.head_bytes(&repo.root().join(case("2611-0001")))
            .unwrap()
            .unwrap(),
        b"2611-0001"
    );
    assert_eq!(git.head_bytes(&repo.root().join("cases")).unwrap(), None);
    assert!(
        fault(git.head_bytes(&repo.dir.path().join("gitconfig"))).contains("does not lie below")
    );
    assert!(git.head_bytes(&repo.root().join("a\nb")).is_err());
}
