//! A factory's data, in order and shuffled.

use std::fs;
use std::path::Path;

use plaint::case::kinds::Direction;
use plaint::trace::{Data, Expected, Lot, Sheet, read};

use crate::cases::Dice;
use crate::factory;

/// The texts of a small factory with the sort of each, by name.
fn texts(folder: &Path) -> Vec<(Sheet, String)> {
    factory::generate(folder, 300).unwrap();
    let files = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let text = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let word = name.split('-').next().unwrap();
        let sheet = Sheet::parse(word).unwrap();
        (sheet, fs::read_to_string(path).unwrap())
    };
    paths.iter().map(text).collect()
}

fn data(texts: &[(Sheet, String)]) -> Data {
    let part = |(at, (sheet, text)): (usize, &(Sheet, String))| {
        read(*sheet, &format!("{sheet}-{at}.csv"), text.clone()).unwrap()
    };
    Data::of(texts.iter().enumerate().map(part).collect())
}

/// The same rows and columns in an order that chance gives.
fn shuffled(text: &str, dice: &mut Dice) -> String {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let heads = rows.remove(0);
    let mut places: Vec<usize> = (0..heads.len()).collect();
    shuffle(&mut places, dice);
    shuffle(&mut rows, dice);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::new());
    for row in [heads].iter().chain(&rows) {
        let cells = places.iter().map(|place| &row[*place]);
        writer.write_record(cells).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn shuffle<T>(list: &mut [T], dice: &mut Dice) {
    for last in (1..list.len()).rev() {
        list.swap(last, dice.roll(last as u64 + 1) as usize);
    }
}

/// All that is said of a lot, without regard to order.
fn said(data: &Data, lot: Lot) -> Vec<String> {
    let walked = data.walk(&[lot], Direction::Both);
    let far = |lots: &[(Lot, usize)]| -> Vec<String> {
        let each = lots.iter();
        each.map(|(lot, far)| format!("{} {far}", data.name(*lot)))
            .collect()
    };
    let touched: Vec<Lot> = walked.touched().collect();
    let got = data.got(&touched, str::to_owned).into_iter().map(|got| {
        let notes = got.deliveries.iter().map(|one| data.cells(one.at));
        let notes: Vec<String> = notes.map(|cells| format!("{:?}", cells.all())).collect();
        let many = got.quantity.map(|many| many.to_string());
        format!("{} {} {many:?} {notes:?}", got.customer, data.name(got.lot))
    });
    let mut got: Vec<String> = got.collect();
    got.sort();
    let stock = data.stock_rows(lot).map(|(at, _)| data.cells(at).all());
    let mut all = vec![
        format!("{:?}", data.row_of(lot).map(|at| data.cells(at).all())),
        format!("{:?}", data.balance(lot)),
        format!("{:?}", stock.collect::<Vec<_>>()),
        far(&walked.back).join(", "),
        far(&walked.forward).join(", "),
    ];
    all.extend(got);
    let uses = data.use_rows(lot).map(|(_, at, _)| data.cells(at));
    let mut uses: Vec<String> = uses.map(|cells| format!("{:?}", cells.all())).collect();
    uses.sort();
    all.extend(uses);
    all
}

#[test]
fn a_factory_is_sound_and_every_link_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let texts = texts(dir.path());
    let data = data(&texts);
    assert_eq!((&data.wrong, data.wrong_rows), (&vec![], 0));
    assert_eq!(data.faults(), []);
    let expected = Expected::by_columns(&data);
    let lots: Vec<Lot> = data.names().filter_map(|name| data.lot(name)).collect();
    assert_eq!(lots.len(), 300);
    let mut links = 0;
    for lot in &lots {
        let (missing, count) = data.missing(*lot, &expected);
        assert_eq!(missing, [], "{}", data.name(*lot));
        links += count;
    }
    // Six for 150 finished lots, three for 90 others, four for 60 raw ones, and
    // a requisition for each use.
    let uses: usize = lots.iter().map(|lot| data.use_rows(*lot).count()).sum();
    assert_eq!(links, 6 * 150 + 3 * 90 + 4 * 60 + uses);
    assert!(uses > 2700, "{uses}");
}

#[test]
fn the_order_of_rows_and_columns_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut texts = texts(dir.path());
    let first = data(&texts);
    let mut dice = Dice::of(1);
    for (_, text) in &mut texts {
        *text = shuffled(text, &mut dice);
    }
    shuffle(&mut texts, &mut dice);
    let second = data(&texts);
    assert_eq!(second.faults(), []);
    for name in first.names().step_by(7) {
        let (a, b) = (first.lot(name).unwrap(), second.lot(name).unwrap());
        assert_eq!(said(&first, a), said(&second, b), "{name}");
    }
    assert_eq!(first.names().count(), second.names().count());
}
