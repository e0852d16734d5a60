use super::*;
use crate::ops::import::tests::calendar;

fn column(values: &[&str]) -> Column {
    let mut column = Column::new("x");
    values.iter().for_each(|value| column.add(value));
    column
}

fn layout_of(text: &str) -> (Option<char>, usize) {
    let source = Source::of(text.as_bytes(), None).unwrap();
    let layout = layout(&source).unwrap();
    (layout.delimiter, layout.skip)
}

#[test]
fn the_header_is_the_first_row_that_fills_the_width() {
    assert_eq!(layout_of("id,date,text\n1,2026-01-01,a\n"), (None, 0));
    assert_eq!(
        layout_of("2026年投诉台账,,\n\nid,date,text\n1,,a\n"),
        (None, 2)
    );
    assert_eq!(
        layout_of("title\nid;date;text\n1;2;\"a, b\"\n"),
        (Some(';'), 1)
    );
    assert_eq!(layout_of("id\tdate\n1\t2\n"), (Some('\t'), 0));
}

#[test]
fn words_for_nothing_are_kept_apart() {
    let column = column(&["L1", "UNK", "", "L1", "-"]);
    assert_eq!((column.filled, column.repeats), (2, true));
    assert_eq!(column.nothing, ["UNK", "-"]);
    assert!(!column.is_unique(5));
}

#[test]
fn cells_that_hold_several_values_are_split() {
    let column = column(&["H93,H15,", "H343,", "H93"]);
    assert_eq!(column.split(), Some(","));
    let piece = |name: &str, count| (name.to_owned(), count);
    assert_eq!(
        column.pieces(Some(","), true),
        [piece("H93", 2), piece("H343", 1)]
    );
    assert_eq!(column.pieces(Some(","), false).len(), 3);
}

#[test]
fn the_sheet_that_looks_most_like_a_list_is_taken() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut sheet = |name: &str, rows: &[&[&str]]| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    };
    let words: Vec<&[&str]> = vec![&["字段", "说明", "例"]; 9];
    sheet("说明", &words);
    let list: &[&[&str]] = &[
        &["2026"],
        &["编号", "客户", "日期"],
        &["1", "a", "2026-01-02"],
    ];
    sheet("台账", list);
    sheet("空", &[]);
    let bytes = book.save_to_buffer().unwrap();
    let source = Source::of(&bytes, None).unwrap();
    let found = fullest(&source, calendar()).unwrap();
    assert_eq!(found.sheet.as_deref(), Some("台账"));
    assert_eq!(
        (found.skip, found.others),
        (1, vec!["说明".to_owned(), "空".to_owned()])
    );
    assert_eq!(layout(&source).unwrap().sheet.as_deref(), Some("说明"));
}
