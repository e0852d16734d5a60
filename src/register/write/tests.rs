use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use super::*;
use crate::finding::{Code, Finding};

fn fine(_: &[u8]) -> Result<(), Stop> {
    Ok(())
}

fn refuse(_: &[u8]) -> Result<(), Stop> {
    Err(Finding::new(Code::NotYaml).into())
}

fn case(bytes: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cases/2026/11/2611-0001.yaml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    (dir, path)
}

fn beside_it(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn replaces_only_what_was_read() {
    let (_dir, path) = case("old");
    let written = replace(&path, b"other", b"new", &fine).unwrap();
    assert_eq!(written, Written::Changed);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    let check = |bytes: &[u8]| -> Result<(), Stop> {
        assert_eq!(bytes, b"new");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        Ok(())
    };
    assert_eq!(
        replace(&path, b"old", b"new", &check).unwrap(),
        Written::Done
    );
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(beside_it(&path), ["2611-0001.yaml"]);
}

#[test]
fn a_file_that_is_gone_has_changed() {
    let (_dir, path) = case("old");
    fs::remove_file(&path).unwrap();
    assert_eq!(
        replace(&path, b"old", b"new", &fine).unwrap(),
        Written::Changed
    );
    assert_eq!(remove(&path, b"old").unwrap(), Written::Changed);
    assert!(beside_it(&path).is_empty());
}

#[cfg(unix)]
#[test]
fn the_mode_is_kept_whether_or_not_it_works() {
    let (_dir, path) = case("old");
    set_mode(&path, 0o640);
    let Err(Stop::Refused(findings)) = replace(&path, b"old", b"new", &refuse) else {
        panic!("written against the check");
    };
    assert_eq!(findings[0].code, Code::NotYaml);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(mode(&path), 0o640);
    assert_eq!(beside_it(&path), ["2611-0001.yaml"]);
    replace(&path, b"old", b"new", &fine).unwrap();
    assert_eq!(mode(&path), 0o640);
}

#[test]
fn an_editor_that_takes_no_lock_is_noticed() {
    let (_dir, path) = case("old");
    let check = |_: &[u8]| -> Result<(), Stop> {
        fs::write(&path, "by hand").unwrap();
        Ok(())
    };
    assert_eq!(
        replace(&path, b"old", b"new", &check).unwrap(),
        Written::Changed
    );
    assert_eq!(fs::read(&path).unwrap(), b"by hand");
    assert_eq!(beside_it(&path), ["2611-0001.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_replaced() {
    let (dir, path) = case("old");
    let other = dir.path().join("other.yaml");
    fs::rename(&path, &other).unwrap();
    std::os::unix::fs::symlink(&other, &path).unwrap();
    let Err(Stop::Refused(findings)) = replace(&path, b"old", b"new", &fine) else {
        panic!("replaced a link");
    };
    assert_eq!(findings[0].code, Code::NotAFile);
    assert_eq!(fs::read(&other).unwrap(), b"old");
}

#[test]
fn nothing_is_lost_among_many_writers() {
    let (_dir, path) = case("");
    let append = |line: &str| loop {
        let old = fs::read(&path).unwrap();
        let mut new = old.clone();
        new.extend_from_slice(line.as_bytes());
        if replace(&path, &old, &new, &fine).unwrap() == Written::Done {
            break;
        }
    };
    thread::scope(|scope| {
        for writer in 0..8 {
            let append = &append;
            scope.spawn(move || (0..20).for_each(|n| append(&format!("{writer}-{n}\n"))));
        }
    });
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 160);
    assert_eq!(text.lines().collect::<BTreeSet<_>>().len(), 160);
    for writer in 0..8 {
        let own = |line: &&str| line.starts_with(&format!("{writer}-"));
        let found: Vec<&str> = text.lines().filter(own).collect();
        let meant: Vec<String> = (0..20).map(|n| format!("{writer}-{n}")).collect();
        assert_eq!(found, meant);
    }
    assert_eq!(beside_it(&path), ["2611-0001.yaml"]);
}

#[test]
fn one_of_many_creates() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cases/2026/12/2612-0001.yaml");
    let winners: Vec<String> = thread::scope(|scope| {
        let make = |n: usize| {
            let (path, bytes) = (&path, format!("writer {n}"));
            move || {
                create(path, bytes.as_bytes(), &fine)
                    .unwrap()
                    .then_some(bytes)
            }
        };
        let threads: Vec<_> = (0..16).map(|n| scope.spawn(make(n))).collect();
        let results = threads.into_iter().map(|t| t.join().unwrap());
        results.flatten().collect()
    });
    assert_eq!(winners.len(), 1);
    assert_eq!(fs::read_to_string(&path).unwrap(), winners[0]);
    assert_eq!(beside_it(&path), ["2612-0001.yaml"]);
}

#[test]
fn a_refused_new_file_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cases/2026/12/2612-0001.yaml");
    assert!(create(&path, b"x", &refuse).is_err());
    assert!(!dir.path().join("cases").exists());
    fs::create_dir(dir.path().join("cases")).unwrap();
    assert!(create(&path, b"x", &refuse).is_err());
    assert!(dir.path().join("cases").exists());
    assert!(!dir.path().join("cases/2026").exists());
}

#[cfg(unix)]
#[test]
fn a_new_file_has_an_ordinary_mode() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.yaml");
    assert!(create(&path, b"x", &fine).unwrap());
    fs::write(dir.path().join("y"), "").unwrap();
    assert_eq!(mode(&path), mode(&dir.path().join("y")));
}

#[test]
fn a_fault_names_the_path_and_says_that_nothing_changed() {
    let (_dir, path) = case("old");
    let below = path.join("2611-0002.yaml");
    for result in [
        create(&below, b"x", &fine).map(|_| ()),
        replace(&below, b"x", b"y", &fine).map(|_| ()),
        remove(&below, b"x").map(|_| ()),
    ] {
        let Err(Stop::Machine(fault)) = result else {
            panic!("{result:?}");
        };
        let text = fault.to_string();
        assert!(text.contains("2611-0001.yaml"), "{text}");
        assert!(text.ends_with("nothing was changed"), "{text}");
        assert!(fault.source().is_some());
    }
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(beside_it(&path), ["2611-0001.yaml"]);
}

#[test]
fn only_the_bytes_that_were_read_are_removed() {
    let (_dir, path) = case("old");
    assert_eq!(remove(&path, b"x").unwrap(), Written::Changed);
    assert!(path.exists());
    assert_eq!(remove(&path, b"old").unwrap(), Written::Done);
    assert!(!path.exists());
}
