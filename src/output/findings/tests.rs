use super::*;
use crate::output::{clean, term};
use proptest::prelude::*;
use serde_json::{Value, json};

const SOURCE: &str = "case: 2611-0001\n  客户: 某某公司  # 说明\n\tdefect:\twrong\n";

fn sample(line: usize, column: Option<usize>, length: Option<usize>) -> Shown {
    Shown {
        remedy: Some("write `customer`".into()),
        rule: Some("clocks.first-reply".into()),
        file: Some("cases/2026/11/2611-0001.yaml".into()),
        line: Some(line),
        column,
        length,
        source: Some(SOURCE.into()),
        ..Shown::new("unknown-key", Level::Error, "nobody knows the key `客户`")
    }
}

fn shown(findings: &[Shown], width: Option<u16>) -> String {
    let screen = Screen {
        width,
        colour: false,
        ..Screen::default()
    };
    let mut out = Vec::new();
    human(&mut out, findings, &screen).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_caret_stands_under_chinese() {
    // Four Chinese characters take eight columns, two blanks and 客户:+blank
    // take 2 + 4 + 1 + 1 = 8.
    assert_eq!(
        shown(&[sample(2, Some(7), Some(4))], None),
        "\
error[unknown-key]: nobody knows the key `客户`
 --> cases/2026/11/2611-0001.yaml:2:7
  |
2 |   客户: 某某公司  # 说明
  |         ^^^^^^^^
  |
  = rule: clocks.first-reply
  = help: write `customer`
"
    );
}

#[test]
fn tabs_take_four_columns_and_the_column_is_that_of_the_file() {
    let mut finding = sample(3, Some(10), Some(5));
    finding.level = Level::Warning;
    finding.rule = None;
    finding.remedy = Some("take one of\nthese".into());
    assert_eq!(
        shown(&[finding], Some(80)),
        "\
warning[unknown-key]: nobody knows the key `客户`
 --> cases/2026/11/2611-0001.yaml:3:10
  |
3 |     defect:    wrong
  |                ^^^^^
  |
  = help: take one of
          these
"
    );
}

#[test]
fn without_a_column_the_line_is_marked() {
    let mut finding = sample(2, None, None);
    (finding.rule, finding.remedy) = (None, None);
    // 客户:_ 6, 某某公司 8, two blanks, #_ 2, 说明 4: 22 columns.
    assert_eq!(
        shown(&[finding], None),
        "\
error[unknown-key]: nobody knows the key `客户`
 --> cases/2026/11/2611-0001.yaml:2
  |
2 |   客户: 某某公司  # 说明
  |   ^^^^^^^^^^^^^^^^^^^^^^
"
    );
}

#[test]
fn works_without_source_line_or_file() {
    let mut finding = sample(2, Some(7), None);
    finding.source = None;
    let without_source = shown(&[finding.clone()], None);
    assert!(without_source.contains("--> cases/2026/11/2611-0001.yaml:2:7\n"));
    finding.source = Some("one line".into());
    assert_eq!(shown(&[finding.clone()], None), without_source);

    finding.file = None;
    finding.case = Some("2611-0001".into());
    finding.entry = Some("3".into());
    assert_eq!(
        shown(&[finding], None),
        "\
error[unknown-key]: nobody knows the key `客户`
  case: 2611-0001 3
  rule: clocks.first-reply
  help: write `customer`
"
    );
    assert_eq!(
        shown(
            &[Shown::new("no-register", Level::Error, "none here")],
            None
        ),
        "error[no-register]: none here\n"
    );
}

#[test]
fn the_end_of_a_line_can_be_marked() {
    let mut finding = sample(1, Some(16), Some(1));
    (finding.rule, finding.remedy) = (None, None);
    assert!(shown(&[finding], None).ends_with("1 | case: 2611-0001\n  |                ^\n"));
}

#[test]
fn shown_lines_are_clean_and_fit_the_window() {
    let mut finding = sample(1, Some(301), Some(2));
    let line = format!(
        "{}裂纹\u{202e}\x1b[31m{}",
        "x".repeat(300),
        "客".repeat(300)
    );
    finding.source = Some(line.into());
    finding.message = "a\x1b[2Jb\nc".into();
    finding.file = Some("cases/\u{202e}x.yaml".into());
    (finding.rule, finding.remedy) = (None, None);
    // 40 - 4 columns for the line: 4 marked, 10 behind (a third of 32), 22 before.
    assert_eq!(
        shown(&[finding], Some(40)),
        "\
error[unknown-key]: a\\u{1b}[2Jb c
 --> cases/\\u{202e}x.yaml:1:301
  |
1 | …xxxxxxxxxxxxxxxxxxxxx裂纹\\u{202e}\\…
  |                       ^^^^
"
    );
}

#[test]
fn colours_only_where_wanted() {
    let findings = [sample(2, Some(7), Some(4))];
    assert!(!shown(&findings, Some(80)).contains('\x1b'));
    let screen = Screen {
        width: Some(80),
        colour: true,
        ..Screen::default()
    };
    let mut out = Vec::new();
    human(&mut out, &findings, &screen).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("\x1b[91m^^^^^^^^"));
}

#[test]
fn a_blank_line_stands_between_two() {
    let finding = Shown::new("busy", Level::Error, "x");
    assert_eq!(
        shown(&[finding.clone(), finding], None),
        "error[busy]: x\n\nerror[busy]: x\n"
    );
    assert_eq!(shown(&[], None), "");
}

#[test]
fn json_leaves_out_what_is_not_known() {
    let mut finding = sample(2, Some(7), Some(4));
    finding.fingerprint = Some("ab12".into());
    let other = Shown::new("busy", Level::Warning, "x");
    let mut out = Vec::new();
    json(&mut out, &[finding, other.clone()], &[other]).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.starts_with("{\n  \"plaint\": \"1\",\n  \"findings\": ["));
    assert_eq!(
        serde_json::from_str::<Value>(&text).unwrap(),
        json!({
            "plaint": "1",
            "findings": [
                {
                    "code": "unknown-key",
                    "level": "error",
                    "message": "nobody knows the key `客户`",
                    "remedy": "write `customer`",
                    "rule": "clocks.first-reply",
                    "file": "cases/2026/11/2611-0001.yaml",
                    "line": 2,
                    "column": 7,
                    "fingerprint": "ab12",
                },
                {"code": "busy", "level": "warning", "message": "x"},
            ],
            "acknowledged": [{"code": "busy", "level": "warning", "message": "x"}],
            "counts": {"errors": 1, "warnings": 1},
        })
    );
}

proptest! {
    #[test]
    fn any_place_in_any_text_can_be_shown(
        source in "(\\PC|[客户: \u{301}\u{200d}\u{fe0f}❤👍🏽\u{202e}\x1b\n\r\t\u{feff}]){0,60}",
        line in 0usize..4,
        column in prop::option::of(0usize..70),
        length in prop::option::of(0usize..70),
        width in 40u16..90,
    ) {
        let finding = Shown {
            line: Some(line),
            column,
            length,
            source: Some(source.into()),
            file: Some("f".into()),
            ..Shown::new("x", Level::Error, "x")
        };
        let text = shown(std::slice::from_ref(&finding), Some(width));
        prop_assert!(!text.chars().any(|c| c != '\n' && clean::is_unsafe(c)));
        for line in text.lines() {
            prop_assert!(term::width(line) <= usize::from(width), "{line:?}");
        }
        let place = match (line, column) {
            (line, Some(column)) => format!("--> f:{line}:{column}\n"),
            (line, None) => format!("--> f:{line}\n"),
        };
        prop_assert!(text.contains(&place), "{text}");
    }
}
