use super::*;

fn sheet() -> Sheet {
    let mut sheet = Sheet::new(
        "by_model",
        [
            Head::text("model", "model"),
            Head::number("share", "share"),
            Head::number("first_reply", "first reply"),
            Head::text("cases", "cases"),
        ],
    );
    let cases = ["2611-0001", "2611-0002"].map(str::to_owned).to_vec();
    sheet.push([
        "=AX|7\n*b*".into(),
        Value::Percent("12.5".into()).into(),
        Value::Seconds(5400).into(),
        Value::List(cases).into(),
    ]);
    sheet.push([
        Value::Nothing.into(),
        Value::Nothing.into(),
        Value::Nothing.into(),
        Value::List(Vec::new()).into(),
    ]);
    sheet.totals.push(vec![
        "total".into(),
        2.into(),
        Value::Nothing.into(),
        Value::Nothing.into(),
    ]);
    sheet
}

fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn csv_has_codes_and_seconds_and_no_total() {
    let text = written(|out| write_csv(out, &[sheet()], &Screen::default()));
    assert_eq!(
        text,
        "model,share,first_reply,cases\n\"'=AX|7\n*b*\",12.5,5400,\"2611-0001, 2611-0002\"\n,,,\n"
    );
}

#[test]
fn markdown_takes_text_for_text() {
    let text = written(|out| markdown(out, "pareto", &[sheet()], &Screen::default()));
    assert_eq!(
        text,
        "## pareto\n\n\
         | model | share | first reply | cases |\n\
         | --- | ---: | ---: | --- |\n\
         | =AX\\|7 \\*b\\* | 12.5% | 1h30 | 2611-0001, 2611-0002 |\n\
         | - | - | - | - |\n\
         | **total** | **2** | **-** | **-** |\n"
    );
}

#[test]
fn bars_are_in_tables_only() {
    let mut sheet = Sheet::new("t", [Head::number("count", "count"), Head::drawn()]);
    for count in [8, 3, 0] {
        sheet.push([count.into(), Value::Bar(count, 8).into()]);
    }
    let sheets = [sheet];
    let table = written(|out| tables(out, &sheets, &Screen::default()));
    // 3 of 8 is 7.5 of 20 columns.
    let (whole, part) = ("█".repeat(20), "█".repeat(8));
    assert_eq!(
        table,
        format!("count\n    8  {whole}\n    3  {part}\n    0\n")
    );
    let csv = written(|out| write_csv(out, &sheets, &Screen::default()));
    assert_eq!(csv, "count\n8\n3\n0\n");
    let text = written(|out| markdown(out, "t", &sheets, &Screen::default()));
    assert!(text.ends_with("| count |\n| ---: |\n| 8 |\n| 3 |\n| 0 |\n"));
    // The least is to be seen, and nothing has no length.
    assert_eq!(Value::bar(1, 1000, 20), "█");
    assert_eq!(Value::bar(0, 0, 20), "");
}

#[test]
fn titles_where_there_are_several() {
    let empty = Sheet::new("empty", [Head::text("a", "a")]);
    let tables = |sheets: &[Sheet]| written(|out| super::tables(out, sheets, &Screen::default()));
    assert!(tables(&[sheet()]).starts_with("model"));
    // One without rows is not shown.
    assert!(tables(&[empty.clone(), sheet()]).starts_with("model"));
    assert!(tables(&[sheet(), sheet()]).starts_with("by_model\nmodel"));
    let text = written(|out| markdown(out, "t", &[empty.clone(), sheet()], &Screen::default()));
    assert!(
        text.contains("### empty\n\nnone\n\n### by\\_model\n\n|"),
        "{text}"
    );
}
