//! What is exported and imported into an empty register is the same register:
//! the sample register, in every format.

mod scratch;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use plaint::case::Case;
use plaint::yaml;
use scratch::Scratch;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// An empty register with the rules of the sample.
fn empty() -> Scratch {
    let scratch = Scratch::new("manufacturing");
    let cases = scratch.dir.path().join("cases");
    for name in [
        "policy.yaml",
        "people.yaml",
        "calendar.yaml",
        "catalog.yaml",
    ] {
        fs::copy(sample().join(name), cases.join(name)).unwrap();
    }
    let revisions = cases.join("policy");
    fs::create_dir_all(&revisions).unwrap();
    for entry in fs::read_dir(sample().join("policy")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), revisions.join(entry.file_name())).unwrap();
    }
    scratch
}

/// Every case file below a folder, by its path, as read.
fn cases(root: &Path) -> BTreeMap<String, Case> {
    let pattern = root.join("cases/[0-9]*/*/*.yaml");
    let paths = glob::glob(pattern.to_str().unwrap()).unwrap();
    let read = |path: PathBuf| {
        let case = yaml::read::<Case>(&fs::read(&path).unwrap()).unwrap();
        let name = path.strip_prefix(root).unwrap().display().to_string();
        (name, case)
    };
    paths.map(|path| read(path.unwrap())).collect()
}

#[test]
fn the_sample_comes_back_from_every_format() {
    let sample = cases(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(sample.len() > 30);
    let now = ["--now", "2026-11-20T18:00:00+08:00"];
    for format in ["csv", "ndjson", "json", "xlsx"] {
        let other = empty();
        let file = other.dir.path().join(format!("entries.{format}"));
        let file = file.to_str().unwrap();
        let register = env!("CARGO_MANIFEST_DIR");
        let export = ["export", "--rows", "entries", "--register", register];
        let call = [&export[..], &["--format", format, "--out", file], &now].concat();
        let (status, _, err) = other.run(&call);
        assert_eq!((status, err.as_str()), (0, ""), "{format}");
        let (status, out, err) = other.run(&[&["import", file][..], &now].concat());
        assert_eq!(status, 0, "{format}: {out}{err}");
        assert_eq!(cases(other.dir.path()), sample, "{format}");
        let list = ["list", "--format", "json"];
        let here = [&list[..], &["--register", register], &now].concat();
        let there = [&list[..], &now].concat();
        assert_eq!(other.run(&here).1, other.run(&there).1, "{format}");
        let (_, out, _) = other.run(&[&["import", file][..], &now].concat());
        let again = format!("{} there already", sample.len());
        assert!(out.contains(&again), "{format}: {out}");
    }
}
