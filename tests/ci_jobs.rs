//! The CI jobs that `init` writes: they are YAML, and their scripts do what
//! they are there for, run by a shell as a runner runs them.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests read the environment")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_yaml::Value;
use tempfile::TempDir;

/// Stands in for plaint's audit: notes how it is called and ends with
/// `AUDIT_STATUS`. Everything else is the program itself.
const STAND_IN: &str = r#"#!/bin/sh
if [ "$1" != audit ]; then exec "$PLAINT" "$@"; fi
echo "$@" >>"$CALLS"
echo '[]'
exit "${AUDIT_STATUS:-0}"
"#;

/// A repository with a register in a folder, which has one case and a job.
struct Repository {
    dir: TempDir,
    job: Value,
}

impl Repository {
    fn new(host: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut repository = Repository {
            dir,
            job: Value::Null,
        };
        repository.write("bin/plaint", STAND_IN);
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(repository.path("bin/plaint"), executable).unwrap();
        fs::create_dir(repository.path("work")).unwrap();
        repository.shell(
            "git init --quiet --initial-branch main && plaint init 'Q A' --ci \"$0\"",
            host,
        );
        repository.shell(
            "plaint --register 'Q A' open --customer 华东电子 --description 亮线",
            "",
        );
        repository.commit();
        let job = match host {
            "github" => "work/.github/workflows/plaint.yml",
            _ => "work/.gitlab/plaint.yml",
        };
        let text = fs::read_to_string(repository.path(job)).unwrap();
        repository.job = serde_yaml::from_str(&text).unwrap();
        repository
    }

    fn path(&self, file: &str) -> PathBuf {
        self.dir.path().join(file)
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_default()
    }

    /// A command that finds the stand-in as plaint and ends at the first step
    /// that fails.
    fn command(&self, script: &str) -> Command {
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new("sh");
        for (name, _) in std::env::vars() {
            let of_ci = ["GIT_", "PLAINT_", "CI_", "GITHUB_"];
            if of_ci.iter().any(|start| name.starts_with(start)) {
                command.env_remove(name);
            }
        }
        command
            .args(["-euc", script])
            .current_dir(self.path("work"))
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("PLAINT", env!("CARGO_BIN_EXE_plaint"))
            .env("PLAINT_NOW", "2026-11-02T09:30:00+08:00")
            .env("CALLS", self.path("calls"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_AUTHOR_NAME", "li.wei")
            .env("GIT_AUTHOR_EMAIL", "li.wei@example.com")
            .env("GIT_COMMITTER_NAME", "li.wei")
            .env("GIT_COMMITTER_EMAIL", "li.wei@example.com");
        command
    }

    fn shell(&self, script: &str, argument: &str) {
        let output = self.command(script).arg(argument).output().unwrap();
        assert!(output.status.success(), "{script}: {output:?}");
    }

    fn commit(&self) {
        self.shell("git add --all && git commit --quiet --message x", "");
    }

    fn head(&self) -> String {
        let output = self.command("git rev-parse HEAD").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the script of a job on a branch.
    fn run(&self, script: &str, settings: &[(&str, &str)]) -> Output {
        self.command(script)
            .env("PLAINT_REGISTER", "Q A")
            .env("CI_DEFAULT_BRANCH", "main")
            .envs(settings.iter().copied())
            .output()
            .unwrap()
    }

    /// How audit was called the last time.
    fn last_call(&self) -> String {
        let calls = self.read("calls");
        calls.lines().last().unwrap_or_default().to_owned()
    }
}

/// Everything under `run:` or `script:` that a runner gives to a shell.
fn scripts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Mapping(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    (Some("run"), Value::String(script)) => found.push(script.clone()),
                    (Some("script" | "before_script"), Value::Sequence(lines)) => {
                        let lines = lines.iter().map(|line| line.as_str().unwrap());
                        found.push(lines.collect::<Vec<&str>>().join("\n"));
                    }
                    _ => scripts(value, found),
                }
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| scripts(item, found)),
        _ => {}
    }
}

fn all_scripts(job: &Value) -> Vec<String> {
    let mut found = Vec::new();
    scripts(job, &mut found);
    found
}

fn script_of(repository: &Repository, job: &str) -> String {
    let mut found = all_scripts(&repository.job[job]);
    assert_eq!(found.len(), 1, "{job}");
    found.remove(0)
}

/// The steps of GitHub's job.
fn steps(job: &Value) -> Vec<Value> {
    let steps = &job["jobs"]["complaints"]["steps"];
    steps.as_sequence().unwrap().clone()
}

#[test]
fn every_script_is_one() {
    for (host, count) in [("github", 4), ("gitlab", 4)] {
        let repository = Repository::new(host);
        let scripts = all_scripts(&repository.job);
        assert_eq!(scripts.len(), count, "{scripts:?}");
        for script in &scripts {
            let output = Command::new("sh").args(["-nc", script]).output().unwrap();
            assert!(output.status.success(), "{script}: {output:?}");
        }
    }
}

#[test]
fn github_reads_the_whole_history_and_only_late_things_wait_for_the_schedule() {
    let job = Repository::new("github").job;
    let complaints = &job["jobs"]["complaints"];
    assert_eq!(complaints["env"]["PLAINT_REGISTER"], "Q A");
    let steps = steps(&job);
    assert_eq!(steps[0]["with"]["fetch-depth"], 0);
    let when = |run: &str| {
        let step = steps.iter().find(|step| {
            let text = step["run"].as_str().unwrap_or_default();
            text.contains(run)
        });
        step.unwrap()["if"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(when("plaint check --format github"), "");
    assert!(!when("plaint audit").contains("event_name"));
    assert!(when("plaint overdue --format github").contains("event_name == 'schedule'"));
    // What is saved is found again by the next run.
    let of = |action: &str| {
        let uses = |step: &&Value| {
            step["uses"]
                .as_str()
                .is_some_and(|it| it.starts_with(action))
        };
        steps.iter().find(uses).unwrap()["with"].clone()
    };
    let (saved, restored) = (of("actions/cache/save"), of("actions/cache/restore"));
    assert_eq!(saved["path"], restored["path"]);
    assert_eq!(saved["key"], restored["key"]);
    let prefix = restored["restore-keys"].as_str().unwrap();
    assert!(saved["key"].as_str().unwrap().starts_with(prefix));
}

#[test]
fn github_remembers_the_commit_of_a_green_audit() {
    let repository = Repository::new("github");
    let scripts = all_scripts(&repository.job);
    let audit = scripts.iter().find(|it| it.contains("audit")).unwrap();
    let anchor = "work/.plaint-anchor";

    let first = repository.run(audit, &[]);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    assert_eq!(repository.last_call(), "audit --format github");
    let seen = repository.head();
    assert_eq!(repository.read(anchor), seen);

    repository.write("work/note", "x");
    repository.commit();
    let red = repository.run(audit, &[("AUDIT_STATUS", "1")]);
    assert_eq!(red.status.code(), Some(1));
    let call = format!("audit --anchor {} --format github", seen.trim());
    assert_eq!(repository.last_call(), call);
    assert_eq!(repository.read(anchor), seen, "a red one is not remembered");

    let green = repository.run(audit, &[]);
    assert_eq!(green.status.code(), Some(0));
    assert_eq!(repository.last_call(), call);
    assert_eq!(repository.read(anchor), repository.head());
}

#[test]
fn gitlab_remembers_the_commit_of_a_green_audit() {
    let repository = Repository::new("gitlab");
    let job = &repository.job["plaint-audit"];
    assert_eq!(job["variables"]["GIT_DEPTH"], "0");
    assert_eq!(job["cache"]["paths"][0], ".plaint-anchor");
    let audit = script_of(&repository, "plaint-audit");
    let anchor = "work/.plaint-anchor";
    let main = ("CI_COMMIT_BRANCH", "main");

    // A merge request: there is no branch, and nothing in the cache.
    let first = repository.run(&audit, &[]);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    assert_eq!(repository.last_call(), "audit --format gitlab");
    assert_eq!(repository.read("work/gl-code-quality-report.json"), "[]\n");
    let seen = repository.head();
    assert_eq!(repository.read(anchor), seen);

    repository.write("work/note", "x");
    repository.commit();
    let red = repository.run(&audit, &[main, ("AUDIT_STATUS", "1")]);
    assert_eq!(red.status.code(), Some(1));
    let with = format!("audit --anchor {}", seen.trim());
    let calls = repository.read("calls");
    let calls: Vec<&str> = calls.lines().rev().take(2).collect();
    assert_eq!(calls, [&with, &format!("{with} --format gitlab")]);
    assert_eq!(repository.read(anchor), seen, "a red one is not remembered");

    let broken = repository.run(&audit, &[main, ("AUDIT_STATUS", "3")]);
    assert_eq!(broken.status.code(), Some(3));
    let green = repository.run(&audit, &[main]);
    assert_eq!(green.status.code(), Some(0));
    assert_eq!(repository.read(anchor), repository.head());
    let branch = repository.run(&audit, &[("CI_COMMIT_BRANCH", "rebased")]);
    assert_eq!(branch.status.code(), Some(0));
    assert_eq!(repository.last_call(), "audit --format gitlab");
}

#[test]
fn gitlab_keeps_the_status_the_report_and_a_log_for_people() {
    let repository = Repository::new("gitlab");
    let report = "work/gl-code-quality-report.json";
    let check = script_of(&repository, "plaint-check");
    let well = repository.run(&check, &[]);
    assert_eq!(well.status.code(), Some(0), "{well:?}");
    assert_eq!(repository.read(report), "[]\n");

    let overdue = script_of(&repository, "plaint-overdue");
    let none = repository.run(&overdue, &[]);
    assert_eq!(none.status.code(), Some(0), "{none:?}");
    let late = repository.run(&overdue, &[("PLAINT_NOW", "2026-12-01T09:30:00+08:00")]);
    assert_eq!(late.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&late.stdout).contains("华东电子"));
    let xml = repository.read("work/plaint-overdue.xml");
    assert!(xml.contains("<failure type=\"overdue\""), "{xml}");

    repository.write("work/Q A/cases/2026/11/stray.yaml", "x: y\n");
    let found = repository.run(&check, &[]);
    assert_eq!(found.status.code(), Some(1));
    assert!(
        repository
            .read(report)
            .contains("Q A/cases/2026/11/stray.yaml")
    );
    assert!(String::from_utf8_lossy(&found.stdout).contains("error["));
    let lost = repository.run(&check, &[("PLAINT_REGISTER", "nowhere")]);
    assert_eq!(lost.status.code(), Some(2), "{lost:?}");
}
