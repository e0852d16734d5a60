use super::*;
use proptest::prelude::*;

fn sample() -> Table {
    let mut table = Table::new([
        Column::fixed("Case"),
        Column::text("Customer"),
        Column::number("Pieces"),
        Column::text("Description"),
        Column::fixed("Due"),
    ]);
    table.push([
        "2611-0001",
        "深圳某某电子有限公司",
        "1200",
        "外壳裂纹，客户要求换货；the lamp does not light after two hours",
        "2026-11-03",
    ]);
    table.push(["2611-0002", "ACME Ltd", "5", "Kratzer", "2026-11-04"]);
    table
}

fn written(table: &Table, width: Option<u16>, colour: bool) -> String {
    let mut out = Vec::new();
    table
        .write(
            &mut out,
            &Screen {
                width,
                colour,
                ..Screen::default()
            },
        )
        .unwrap();
    String::from_utf8(out).unwrap()
}

const WIDE: &str = "\
Case       Customer              Pieces  Description                                                      Due
2611-0001  深圳某某电子有限公司    1200  外壳裂纹，客户要求换货；the lamp does not light after two hours  2026-11-03
2611-0002  ACME Ltd                   5  Kratzer                                                          2026-11-04
";

#[test]
fn nothing_wraps_where_there_is_room() {
    assert_eq!(written(&sample(), Some(200), false), WIDE);
    assert_eq!(written(&sample(), None, false), WIDE);
}

#[test]
fn text_wraps_at_80() {
    // 9 + 6 + 10 are fixed, 8 are gaps: 47 for the texts, 20 of them for the
    // customer, which is all it needs, and 27 for the description.
    assert_eq!(
        written(&sample(), Some(80), false),
        "\
Case       Customer              Pieces  Description                  Due
2611-0001  深圳某某电子有限公司    1200  外壳裂纹，客户要求换货；the  2026-11-03
                                         lamp does not light after
                                         two hours
2611-0002  ACME Ltd                   5  Kratzer                      2026-11-04
"
    );
}

#[test]
fn text_wraps_at_60() {
    // 27 for the two texts: 13, and 14 for the wider one.
    assert_eq!(
        written(&sample(), Some(60), false),
        "\
Case       Customer       Pieces  Description     Due
2611-0001  深圳某某电子     1200  外壳裂纹，客户  2026-11-03
           有限公司               要求换货；the
                                  lamp does not
                                  light after
                                  two hours
2611-0002  ACME Ltd            5  Kratzer         2026-11-04
"
    );
}

#[test]
fn a_narrow_window_gets_a_field_a_line() {
    // 11 for the headings, a gap, 27 for the text.
    assert_eq!(
        written(&sample(), Some(40), false),
        "\
Case         2611-0001
Customer     深圳某某电子有限公司
Pieces       1200
Description  外壳裂纹，客户要求换货；the
             lamp does not light after
             two hours
Due          2026-11-03

Case         2611-0002
Customer     ACME Ltd
Pieces       5
Description  Kratzer
Due          2026-11-04
"
    );
}

#[test]
fn chinese_headings_and_missing_cells() {
    let mut table = Table::new([
        Column::fixed("编号"),
        Column::number("数量"),
        Column::text("客户"),
    ]);
    table.push(["1", "12000", "某某"]);
    table.push(["22222"]);
    assert_eq!(
        written(&table, Some(60), false),
        "编号    数量  客户\n1      12000  某某\n22222\n"
    );
}

#[test]
fn an_empty_table_writes_nothing() {
    assert_eq!(
        written(&Table::new([Column::fixed("Case")]), None, true),
        ""
    );
    assert_eq!(written(&Table::default(), Some(80), true), "");
}

#[test]
fn colours_stand_around_the_text_alone() {
    let mut table = Table::new([
        Column::text("客户"),
        Column::number("N"),
        Column::fixed("State"),
    ]);
    table.push([
        Cell::new("某某", Tone::Dim),
        Cell::from("1"),
        Cell::new("overdue", Tone::Bad),
    ]);
    table.push(["甲", "22", ""]);
    assert_eq!(
        written(&table, Some(60), true),
        "\x1b[1m客户\x1b[0m   \x1b[1mN\x1b[0m  \x1b[1mState\x1b[0m\n\
         \x1b[2m某某\x1b[0m   1  \x1b[31moverdue\x1b[0m\n\
         甲    22\n"
    );
    assert!(!written(&table, Some(60), false).contains('\x1b'));
}

#[test]
fn wrapped_cells_keep_their_colour() {
    let mut table = Table::new([Column::text("T")]);
    table.push([Cell::new("one two three four five six seven", Tone::Good)]);
    assert_eq!(
        written(&table, Some(30), true),
        "\x1b[1mT\x1b[0m\n\x1b[32mone two three four five six\x1b[0m\n\x1b[32mseven\x1b[0m\n"
    );
}

#[test]
fn cells_are_cleaned() {
    let mut table = Table::new([Column::fixed("a\x1b")]);
    table.push(["x\ny\u{202e}\x1b[2J"]);
    assert_eq!(
        written(&table, None, false),
        "a\\u{1b}\nx y\\u{202e}\\u{1b}[2J\n"
    );
}

/// Text of everything that is hard to measure, and of anything.
fn text() -> impl Strategy<Value = String> {
    "(\\PC|[客户，。「」 a-z0-9\u{301}\u{200d}\u{fe0f}❤🇩🇪👍🏽لا\u{202e}\x1b\n\t]){0,40}"
}

fn column() -> impl Strategy<Value = Column> {
    (text(), any::<bool>(), any::<bool>()).prop_map(|(heading, right, flexible)| Column {
        heading,
        align: if right { Align::Right } else { Align::Left },
        flexible,
        spare: 0,
        folded: false,
        preferred: false,
    })
}

/// The text without what the colours send.
fn bare(text: &str) -> String {
    let codes = ["0", "1", "2", "31", "32", "33"];
    codes.iter().fold(text.to_owned(), |text, code| {
        text.replace(&format!("\x1b[{code}m"), "")
    })
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_screen(
        columns in prop::collection::vec(column(), 1..6),
        rows in prop::collection::vec(prop::collection::vec(text(), 0..6), 1..4),
        width in 40u16..120,
    ) {
        let mut table = Table::new(columns);
        for row in rows {
            table.push(row.into_iter().map(|text| Cell::new(text, Tone::Bad)));
        }
        let plain = written(&table, Some(width), false);
        for line in plain.lines() {
            prop_assert!(term::width(line) <= usize::from(width), "{line:?}");
            prop_assert!(!line.ends_with(' '));
        }
        prop_assert_eq!(bare(&written(&table, Some(width), true)), plain);
        let free = written(&table, None, false);
        prop_assert_eq!(free.lines().count(), table.rows.len() + 1);
    }

    #[test]
    fn fixed_columns_stay_whole(
        code in "[A-Z0-9-]{1,12}", words in text(), width in 40u16..120,
    ) {
        let mut table = Table::new([Column::text("Text"), Column::fixed("Code")]);
        table.push([words, code.clone()]);
        prop_assert!(written(&table, Some(width), false).contains(&code));
    }
}
