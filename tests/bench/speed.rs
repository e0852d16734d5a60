//! What one case costs, and a thousand: `cargo bench`.

mod cases;

use std::hint::black_box;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use criterion::{Criterion, criterion_group, criterion_main};
use plaint::case::{Case, Entry};
use plaint::ops::{Desk, World, check, look};
use plaint::procedure::fold;
use plaint::yaml;

const CASES: u64 = 1000;

fn world(dir: &Path) -> World {
    World {
        clock: DateTime::parse_from_rfc3339("2026-11-02T09:30:00+08:00")
            .unwrap()
            .to_utc(),
        now: None,
        by: Some("wang.min".to_owned()),
        dir: dir.to_owned(),
        register: Some(PathBuf::from(".")),
        seed: [7; 32],
    }
}

/// A closed case of the ordinary length.
fn one(desk: &Desk) -> (Vec<u8>, Case) {
    let file = &desk.register.files().unwrap()[3];
    let bytes = desk.register.read(&file.path).unwrap();
    let case = yaml::read(&bytes).unwrap();
    (bytes, case)
}

fn of_one(criterion: &mut Criterion, desk: &Desk) {
    let (bytes, case) = one(desk);
    let rules = desk.book.of(&case);
    criterion.bench_function("parse", |bencher| {
        bencher.iter(|| yaml::read::<Case>(black_box(&bytes)).unwrap());
    });
    criterion.bench_function("fold", |bencher| {
        bencher.iter(|| fold(black_box(&case), &rules));
    });
    let text = String::from_utf8(bytes).unwrap();
    let last: &Entry = case.log.last().unwrap();
    criterion.bench_function("append", |bencher| {
        bencher.iter(|| {
            let item = yaml::to_item(last).unwrap();
            yaml::append_item(black_box(&text), "log", &item).unwrap()
        });
    });
}

fn of_all(criterion: &mut Criterion, desk: &Desk, world: &World) {
    let mut group = criterion.benchmark_group("1000 cases");
    group.sample_size(20);
    let filter = look::DueFilter {
        overdue: true,
        ..look::DueFilter::default()
    };
    group.bench_function("overdue", |bencher| {
        bencher.iter(|| look::due(desk, &filter).unwrap());
    });
    group.bench_function("list", |bencher| {
        bencher.iter(|| look::list(desk, &look::ListFilter::default()).unwrap());
    });
    group.bench_function("check", |bencher| {
        bencher.iter(|| {
            let checked = check(world, &[]).unwrap();
            assert!(checked.findings.is_empty(), "{:?}", checked.findings);
        });
    });
    group.finish();
}

fn speed(criterion: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    cases::generate(dir.path(), CASES).unwrap();
    let world = world(dir.path());
    let desk = Desk::open(&world).unwrap();
    of_one(criterion, &desk);
    of_all(criterion, &desk, &world);
}

criterion_group!(benches, speed);
criterion_main!(benches);
