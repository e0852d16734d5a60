use super::*;

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
