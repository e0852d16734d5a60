//! What one case costs, a thousand, and ten thousand lots: `cargo bench`.

mod cases;
mod factory;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use criterion::{Criterion, criterion_group, criterion_main};
use plaint::case::kinds::{Direction, FoundBy};
use plaint::case::{Case, Entry};
use plaint::ops::trace::{Query, follow, rehearse};
use plaint::ops::{Desk, World, check, look};
use plaint::procedure::fold;
use plaint::yaml;

const CASES: u64 = 1000;

const LOTS: u64 = 10_000;

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

/// A raw lot and a finished one from the middle of the factory.
fn two_lots(dir: &Path) -> [String; 2] {
    let trace = dir.join("cases/trace");
    let text = fs::read_to_string(trace.join("lots-2025.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    ["raw", "finished"].map(|kind| {
        let of_kind: Vec<_> = rows.iter().filter(|row| &row[1] == kind).collect();
        of_kind[of_kind.len() / 2][0].to_owned()
    })
}

/// Every time from the files, as a process does it.
fn of_lots(criterion: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    cases::make_register(dir.path()).unwrap();
    factory::generate(&dir.path().join("cases/trace"), LOTS).unwrap();
    let world = world(dir.path());
    let [raw, finished] = two_lots(dir.path()).map(|lot| [lot]);
    let query = |words, direction| Query {
        words,
        by: Some(FoundBy::Lot),
        direction,
    };
    let mut group = criterion.benchmark_group("10000 lots");
    group.sample_size(10);
    group.bench_function("back", |bencher| {
        bencher.iter(|| {
            let desk = Desk::open(&world).unwrap();
            let followed = follow(&desk, &query(&finished, Direction::Back)).unwrap();
            assert_eq!(followed.view.missing, []);
        });
    });
    group.bench_function("forward", |bencher| {
        bencher.iter(|| {
            let desk = Desk::open(&world).unwrap();
            let followed = follow(&desk, &query(&raw, Direction::Forward)).unwrap();
            assert!(followed.view.customers.len() > 100);
        });
    });
    group.bench_function("mock", |bencher| {
        bencher.iter(|| {
            let desk = Desk::open(&world).unwrap();
            rehearse(&desk, &query(&raw, Direction::Both)).unwrap()
        });
    });
    group.bench_function("check", |bencher| {
        bencher.iter(|| {
            let checked = check(&world, &[]).unwrap();
            assert!(checked.findings.is_empty(), "{:?}", checked.findings);
        });
    });
    group.finish();
}

criterion_group!(benches, speed, of_lots);
criterion_main!(benches);
