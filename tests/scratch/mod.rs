//! A register in a temporary folder, in which several people work.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::fs;
use std::path::PathBuf;

use chrono::TimeDelta;
use plaint::case::Time;
use plaint::cli::{Environment, run};
use plaint::ops::{Desk, InitOptions, World, init};
use plaint::register::Register;
use tempfile::TempDir;

/// Who works there, with their roles.
pub const PEOPLE: [(&str, &str); 4] = [
    ("li.wei", "marketing, customer-service"),
    ("wang.min", "quality, production"),
    ("chen.jun", "quality-head"),
    ("zhao.lei", "general-manager"),
];

const START: &str = "2026-03-02T08:00:00+08:00";

/// The register; gone when it is dropped.
pub struct Scratch {
    pub dir: TempDir,
    pub register: Register,
    pub now: Time,
}

impl Scratch {
    /// One of that preset.
    pub fn new(preset: &str) -> Scratch {
        let dir = tempfile::tempdir().unwrap();
        let options = InitOptions {
            dir: dir.path().to_owned(),
            preset: preset.to_owned(),
            zone: None,
            ci: None,
            schemas: plaint::schema::files(),
        };
        init(&options).unwrap();
        let register = Register::at(dir.path());
        let mut people = "people:\n".to_owned();
        for (id, roles) in PEOPLE {
            people.push_str(&format!(
                "  {id}:\n    name: {id}\n    email: {id}@example.com\n    roles: [{roles}]\n"
            ));
        }
        fs::write(register.people_path(), people).unwrap();
        // Whoever runs the tests must not matter.
        for args in [
            &["init", "--quiet"][..],
            &["config", "user.name", "li.wei"],
            &["config", "user.email", "li.wei@example.com"],
        ] {
            let git = std::process::Command::new("git")
                .args(args)
                .current_dir(dir.path())
                .status();
            assert!(git.unwrap().success());
        }
        Scratch {
            dir,
            register,
            now: Time::parse(START).unwrap(),
        }
    }

    /// The world, as somebody sees it who is named on the command line.
    pub fn world(&self, by: Option<&str>, seed: u8) -> World {
        World {
            clock: self.now.0.to_utc(),
            now: None,
            by: by.map(str::to_owned),
            dir: self.dir.path().to_owned(),
            register: Some(PathBuf::from(".")),
            seed: [seed; 32],
        }
    }

    /// A desk at which git names that person.
    pub fn desk(&self, person: &str, seed: u8) -> Desk {
        let mut desk = Desk::open(&self.world(None, seed)).unwrap();
        desk.git = desk
            .git
            .with_env("GIT_AUTHOR_NAME", person)
            .with_env("GIT_AUTHOR_EMAIL", format!("{person}@example.com"));
        desk
    }

    /// Lets time pass.
    pub fn wait(&mut self, minutes: u32) {
        self.now = Time(self.now.0 + TimeDelta::minutes(minutes.into()));
    }

    /// Runs a command line; gives its status and what it printed.
    pub fn run(&self, args: &[&str]) -> (u8, String, String) {
        let environment = Environment {
            started: std::time::Instant::now(),
            clock: self.now.0.to_utc(),
            dir: self.dir.path().to_owned(),
            register: None,
            lang: None,
            charset: None,
            charset_err: None,
            now: None,
            editor: None,
            seed: [7; 32],
            terminal: false,
            width: None,
            colour: false,
            colour_err: false,
            progress: false,
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let all = ["plaint"].iter().chain(args).map(Into::into);
        let status = run(all, &environment, &mut out, &mut err);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (status, text(out), text(err))
    }
}
