use std::thread;

use super::*;

const LIMIT: u64 = 1024;

fn case() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cases/2026/11/2611-0001.yaml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "").unwrap();
    (dir, path)
}

fn source(dir: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn refused(result: Result<Attached, Stop>) -> Code {
    match result {
        Err(Stop::Refused(findings)) => findings[0].code,
        other => panic!("{other:?}"),
    }
}

fn names(case: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(files_dir_for(case))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn copies_and_hashes() {
    let (dir, case) = case();
    let photo = source(dir.path(), "亮线.jpg", b"abc");
    let attached = attach(&case, &photo, LIMIT).unwrap();
    assert_eq!(attached.name, "亮线.jpg");
    assert_eq!(attached.size, 3);
    // The digest of `abc` that FIPS 180-2 gives.
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(attached.sha256, digest);
    assert_eq!(fs::read(&attached.path).unwrap(), b"abc");
    assert_eq!(inside(&case, "亮线.jpg").unwrap(), attached.path);
    assert_eq!(attach(&case, &photo, LIMIT).unwrap(), attached);
    assert_eq!(attach(&case, &attached.path, LIMIT).unwrap(), attached);
    assert_eq!(names(&case), ["亮线.jpg"]);
}

#[test]
fn other_bytes_of_the_same_name_get_a_number() {
    let (dir, case) = case();
    let mut given = Vec::new();
    for (n, bytes) in [b"one", b"two", b"six", b"two"].iter().enumerate() {
        let photo = source(dir.path(), &format!("{n}/photo.jpg"), *bytes);
        given.push(attach(&case, &photo, LIMIT).unwrap().name);
    }
    let photo = source(dir.path(), "upper/PHOTO.JPG", b"ten");
    given.push(attach(&case, &photo, LIMIT).unwrap().name);
    assert_eq!(
        given,
        [
            "photo.jpg",
            "photo-2.jpg",
            "photo-3.jpg",
            "photo-2.jpg",
            "PHOTO-4.JPG"
        ]
    );
    assert_eq!(names(&case).len(), 4);
}

#[test]
fn what_is_no_plain_file_or_too_large_is_refused() {
    let (dir, case) = case();
    let large = source(dir.path(), "large.bin", &[0; LIMIT as usize + 1]);
    assert_eq!(refused(attach(&case, &large, LIMIT)), Code::TooLarge);
    assert_eq!(refused(attach(&case, dir.path(), LIMIT)), Code::NotAFile);
    assert_eq!(
        refused(attach(&case, &dir.path().join("cases/.."), LIMIT)),
        Code::NotAFile
    );
    let missing = dir.path().join("missing");
    assert_eq!(refused(attach(&case, &missing, LIMIT)), Code::NoSuchFile);
    assert!(!files_dir_for(&case).exists());
    let exact = source(dir.path(), "exact.bin", &[0; LIMIT as usize]);
    assert_eq!(attach(&case, &exact, LIMIT).unwrap().size, LIMIT);
}

#[test]
fn a_source_that_grows_is_stopped_and_leaves_nothing() {
    let (dir, case) = case();
    let path = source(dir.path(), "log.txt", b"0123456789");
    let mut copy = beside(&case).unwrap();
    let result = copy_hashed(File::open(&path).unwrap(), &mut copy, &path, 9);
    assert!(matches!(result, Err(Stop::Refused(f)) if f[0].code == Code::TooLarge));
    assert_eq!(fs::metadata(copy.path()).unwrap().len(), 10);
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    use std::os::unix::fs::symlink;
    let (dir, case) = case();
    let photo = source(dir.path(), "photo.jpg", b"abc");
    let link = dir.path().join("link.jpg");
    symlink(&photo, &link).unwrap();
    assert_eq!(refused(attach(&case, &link, LIMIT)), Code::NotAFile);
    let elsewhere = dir.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, files_dir_for(&case)).unwrap();
    assert_eq!(refused(attach(&case, &photo, LIMIT)), Code::OutsideRegister);
    assert!(inside(&case, "photo.jpg").is_err());
    fs::remove_file(files_dir_for(&case)).unwrap();
    fs::create_dir(files_dir_for(&case)).unwrap();
    symlink(&photo, files_dir_for(&case).join("photo.jpg")).unwrap();
    assert!(inside(&case, "photo.jpg").is_err());
    assert_eq!(attach(&case, &photo, LIMIT).unwrap().name, "photo-2.jpg");
}

#[test]
fn recorded_names_stay_inside() {
    let (_dir, case) = case();
    for name in [
        "",
        ".",
        "..",
        "../2611-0002.yaml",
        "/etc/passwd",
        "a/b",
        "C:\\x",
        "c:x",
        "a\0b",
    ] {
        let Err(Stop::Refused(findings)) = inside(&case, name) else {
            panic!("{name:?} was taken");
        };
        assert_eq!(findings[0].code, Code::OutsideRegister);
    }
    assert!(inside(&case, "a..b.jpg").is_ok());
}

#[test]
fn many_at_once_lose_nothing() {
    let (dir, case) = case();
    let sources: Vec<PathBuf> = (0..8)
        .map(|n| {
            source(
                dir.path(),
                &format!("{n}/photo.jpg"),
                format!("{n}").as_bytes(),
            )
        })
        .collect();
    let attached: Vec<Attached> = thread::scope(|scope| {
        let one = |path| {
            let case = &case;
            move || attach(case, path, LIMIT).unwrap()
        };
        let threads: Vec<_> = sources.iter().map(|path| scope.spawn(one(path))).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    for (attached, source) in attached.iter().zip(&sources) {
        assert_eq!(fs::read(&attached.path).unwrap(), fs::read(source).unwrap());
    }
    assert_eq!(names(&case).len(), 8);
}

#[test]
fn two_files_of_one_name_lie_side_by_side() {
    let (_dir, case) = case();
    let folder = files_dir_for(&case);
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("q.txt"), "ours").unwrap();
    let place = |sha256| attachment_path(&case, "q.txt", sha256).unwrap();
    assert_eq!(place("610fb9a6c0ffee"), folder.join("q.txt"));
    fs::write(folder.join("q-610fb9a6.txt"), "theirs").unwrap();
    assert_eq!(place("610fb9a6c0ffee"), folder.join("q-610fb9a6.txt"));
    assert_eq!(place("4209742200"), folder.join("q.txt"));
    assert!(attachment_path(&case, "..", "610fb9a6").is_err());
    assert!(attachment_path(&case, "q.txt", "/../../x").is_err());
}
