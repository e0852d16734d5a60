//! Numbers reserved at a real bare repository.

use std::time::{Duration, Instant};

use super::*;

/// Two clones of one bare repository.
struct Clones {
    ours: Repo,
    theirs: Repo,
    remote: PathBuf,
}

fn clones(below: &'static str, format: &str) -> Clones {
    let (ours, theirs) = (
        Repo::of_format(below, format),
        Repo::of_format(below, format),
    );
    let remote = ours.dir.path().join("集团 quality.git");
    let name = remote.to_str().unwrap();
    ours.git(["init", "-q", "--bare", "--object-format", format, name]);
    for repo in [&ours, &theirs] {
        repo.git(["remote", "add", "origin", name]);
    }
    Clones {
        ours,
        theirs,
        remote,
    }
}

fn held(attempt: Result<Attempt, Why>) -> String {
    match attempt.unwrap() {
        Attempt::Held(commit) => commit,
        other => panic!("{other:?}"),
    }
}

fn rejected(attempt: Result<Attempt, Why>) -> Why {
    match attempt.unwrap() {
        Attempt::Rejected(why) => why,
        other => panic!("{other:?}"),
    }
}

impl Clones {
    fn refs(&self) -> Vec<String> {
        let args = ["for-each-ref", "--format=%(refname)"];
        let listed = self.ours.git_in(&self.remote, args);
        listed.lines().map(str::to_owned).collect()
    }
}

#[test]
fn a_number_is_held_once() {
    for (below, format) in [("", "sha1"), (BELOW, "sha256")] {
        let clones = clones(below, format);
        let (ours, theirs) = (clones.ours.asked(), clones.theirs.asked());
        assert!(ours.reserved("origin", "2611-").unwrap().is_empty());
        let commit = held(ours.reserve("origin", &["2611-0001"], "bcdfghjkmn"));
        let why = rejected(theirs.reserve("origin", &["2611-0001"], "nmkjhgfdcb"));
        assert!(why.contains("rejected"), "{why}");
        // Their repository gets to know our commit; that changes nothing.
        let wanted = clones.refs().pop().unwrap();
        clones.theirs.git(["fetch", "-q", "origin", &wanted]);
        clones.theirs.git(["cat-file", "-e", &commit]);
        rejected(theirs.reserve("origin", &["2611-0001"], "nmkjhgfdcb"));
        // The same commit again is not another reservation either.
        let why = rejected(ours.reserve("origin", &["2611-0001"], "bcdfghjkmn"));
        assert!(!why.is_empty());
        assert_eq!(theirs.reserved("origin", "2611-").unwrap(), ["2611-0001"]);
        assert!(theirs.reserved("origin", "2612-").unwrap().is_empty());
        // No commit of theirs gives it back.
        let other = "0".repeat(commit.len() - 1) + "1";
        theirs.give_back("origin", &["2611-0001"], &other).unwrap();
        assert_eq!(ours.reserved("origin", "").unwrap(), ["2611-0001"]);
        ours.give_back("origin", &["2611-0001"], &commit).unwrap();
        assert!(clones.refs().is_empty());
        held(theirs.reserve("origin", &["2611-0001"], "nmkjhgfdcb"));
    }
}

#[test]
fn several_numbers_all_or_none() {
    let clones = clones(BELOW, "sha1");
    let (ours, theirs) = (clones.ours.asked(), clones.theirs.asked());
    held(ours.reserve("origin", &["2611-0002"], "bcdfghjkmn"));
    rejected(theirs.reserve("origin", &["2611-0001", "2611-0002"], "nmkjhgfdcb"));
    assert_eq!(theirs.reserved("origin", "").unwrap(), ["2611-0002"]);
    let both = ["2611-0003", "2611-0004"];
    let commit = held(theirs.reserve("origin", &both, "nmkjhgfdcb"));
    let said = clones
        .theirs
        .git(["log", "-1", "--format=%an: %B", &commit]);
    assert_eq!(said, "李伟: reserve 2611-0003 2611-0004\n\nuid: nmkjhgfdcb");
    assert_eq!(clones.theirs.git(["ls-tree", &commit]), "");
    theirs.give_back("origin", &both, &commit).unwrap();
    assert_eq!(ours.reserved("origin", "").unwrap(), ["2611-0002"]);
}

#[test]
fn registers_of_one_repository_do_not_meet() {
    let clones = clones("", "sha1");
    let below = clones.ours.top().join(BELOW);
    fs::create_dir_all(&below).unwrap();
    let (top, below) = (clones.ours.asked(), clones.ours.at(&below));
    held(top.reserve("origin", &["2611-0001"], "bcdfghjkmn"));
    held(below.reserve("origin", &["2611-0001"], "bcdfghjkmn"));
    held(below.reserve("origin", &["2611-0002"], "bcdfghjkmn"));
    assert_eq!(top.reserved("origin", "").unwrap(), ["2611-0001"]);
    let both = ["2611-0001", "2611-0002"];
    assert_eq!(below.reserved("origin", "2611-").unwrap(), both);
    let folder = "refs/plaint/numbers/质%20量%2Fcomplaints%2F";
    let names = [
        "refs/plaint/numbers/2611-0001".to_owned(),
        format!("{folder}/2611-0001"),
        format!("{folder}/2611-0002"),
    ];
    assert_eq!(clones.refs(), names);
}

#[test]
fn what_cannot_be_asked_says_why() {
    let clones = clones("", "sha1");
    let git = clones.ours.asked();
    let why = git.reserved("upstream", "2611-").unwrap_err();
    assert!(why.contains("upstream"), "{why}");
    // An address, even of a repository that is there, is no remote's name.
    let address = clones.remote.to_str().unwrap();
    assert!(git.reserved(address, "2611-").is_err());
    fs::remove_dir_all(&clones.remote).unwrap();
    let why = git.reserved("origin", "2611-").unwrap_err();
    assert!(why.contains("does not appear to be a git repo"), "{why}");
    assert!(git.reserve("origin", &["2611-0001"], "bcdfghjkmn").is_err());
}

#[test]
fn a_remote_that_refuses_says_why() {
    let clones = clones("", "sha1");
    let refuse = ["config", "receive.hideRefs", "refs/plaint"];
    clones.ours.git_in(&clones.remote, refuse);
    let git = clones.ours.asked();
    let why = rejected(git.reserve("origin", &["2611-0001"], "bcdfghjkmn"));
    assert_eq!(why, "[remote rejected] (deny updating a hidden ref)");
}

#[test]
fn settings_for_pushes_do_not_matter() {
    let clones = clones("", "sha1");
    clones.ours.add("2611-0001");
    clones.ours.git(["tag", "-a", "-m", "x", "v1"]);
    for (name, value) in [
        ("push.followTags", "true"),
        ("push.default", "matching"),
        ("push.useForceIfIncludes", "true"),
        ("push.recurseSubmodules", "only"),
        ("commit.gpgSign", "true"),
        ("remote.origin.push", "refs/heads/*:refs/heads/*"),
    ] {
        clones.ours.git(["config", name, value]);
    }
    let hook = clones.ours.top().join(".git/hooks/pre-push");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\nexit 1\n").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    }
    held(
        clones
            .ours
            .asked()
            .reserve("origin", &["2611-0002"], "bcdfghjkmn"),
    );
    assert_eq!(clones.refs(), ["refs/plaint/numbers/2611-0002"]);
}

#[cfg(unix)]
#[test]
fn a_remote_that_hangs_is_left() {
    let clones = clones("", "sha1");
    let url = ["remote", "set-url", "origin", "ssh://nowhere.example/x"];
    clones.ours.git(url);
    let git = clones.ours.asked();
    // It outlives the git that started it, and keeps its output open.
    let mut git = git.with_env("GIT_SSH_COMMAND", "sleep 3; :");
    git.patience = Duration::from_millis(300);
    let start = Instant::now();
    let why = git.reserved("origin", "2611-").unwrap_err();
    assert_eq!(why, "no-answer");
    assert!(start.elapsed() < Duration::from_secs(2));
}
