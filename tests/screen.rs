//! What a terminal of a certain width and charset is sent, for every verb that
//! looks at the sample register.

use std::path::Path;

use chrono::DateTime;
use plaint::cli::{Environment, run};
use plaint::output::term;

const LOOKS: &[&str] = &[
    "list",
    "list --open",
    "due",
    "overdue",
    "show 2610-0002",
    "show 2611-0001",
    "next 2611-0006",
    "explain 2610-0008",
    "report pareto --group customer",
    "report pareto --group lot --top 5 --cases",
    "report cost --group supplier",
    "report customers",
    "report timeliness",
    "report timeliness --group customer --cases",
    "report ageing --cases",
    "report actions --group owner --cases",
    "report repeats --cases",
    "calendar add 2026-09-30 10wd --explain",
];

fn environment(width: Option<u16>, lang: &str, charset: Option<&str>) -> Environment {
    let now = DateTime::parse_from_rfc3339("2026-11-20T18:00:00+08:00").unwrap();
    Environment {
        started: std::time::Instant::now(),
        clock: now.to_utc(),
        dir: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
        register: None,
        now: None,
        lang: Some(lang.to_owned()),
        charset: charset.map(str::to_owned),
        charset_err: None,
        editor: None,
        terminal: width.is_some(),
        seed: [7; 32],
        width,
        colour: false,
        colour_err: false,
        progress: false,
    }
}

fn printed(command: &str, environment: &Environment) -> Vec<u8> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = ["plaint"].into_iter().chain(command.split(' '));
    let status = run(words.map(Into::into), environment, &mut out, &mut err);
    assert!(status < 2, "{command}: {}", String::from_utf8_lossy(&err));
    out
}

fn text(command: &str, width: Option<u16>, lang: &str) -> String {
    String::from_utf8(printed(command, &environment(width, lang, None))).unwrap()
}

#[test]
fn a_manual_page_is_help_on_a_terminal_and_roff_elsewhere() {
    for (command, title) in [("man show", ".TH PLAINT-SHOW"), ("man", ".TH PLAINT ")] {
        let page = text(command, None, "en");
        assert!(page.contains(title), "{page}");
        let shown = text(command, Some(80), "en");
        assert!(shown.contains("Usage: plaint"), "{shown}");
        assert!(!shown.lines().any(|line| line.starts_with('.')), "{shown}");
    }
}

#[test]
fn nothing_is_wider_than_the_screen() {
    for command in LOOKS {
        for width in [60, 66, 72, 80, 90, 100, 120, 160, 200] {
            for lang in ["en", "zh"] {
                let text = text(command, Some(width), lang);
                for line in text.lines() {
                    let taken = term::width(line);
                    assert!(
                        taken <= width.into(),
                        "{command} at {width}, {lang}: {line}"
                    );
                    assert!(!line.starts_with(['，', '。', '、', '）']), "{line}");
                }
            }
        }
    }
}

#[test]
fn sixty_columns_are_enough_for_tables() {
    for (command, rows) in [("overdue", 13), ("due", 32), ("list --open", 16)] {
        for lang in ["en", "zh"] {
            let text = text(command, Some(60), lang);
            let cases = text.lines().filter(|line| line.starts_with("26"));
            assert_eq!(cases.count(), rows, "{text}");
        }
    }
}

#[test]
fn bars_are_shorter_where_it_is_narrow_and_ascii_where_it_must_be() {
    let longest = |text: &str, bar: char| {
        let bars = text.lines().map(|line| line.matches(bar).count());
        bars.max().unwrap()
    };
    let command = "report pareto --group severity";
    assert_eq!(longest(&text(command, Some(120), "zh"), '█'), 20);
    assert_eq!(longest(&text(command, Some(52), "en"), '█'), 10);
    let latin = environment(Some(80), "en", Some("de_DE.ISO-8859-1"));
    let text = String::from_utf8(printed(command, &latin)).unwrap();
    assert_eq!(longest(&text, '#'), 20, "{text}");
}

#[test]
fn a_pipe_gets_a_line_a_row() {
    let text = text("list", None, "zh");
    assert_eq!(text.lines().count(), 37, "{text}");
}

#[test]
fn a_gbk_console_gets_gbk() {
    for command in LOOKS {
        let environment = environment(Some(80), "zh", Some("zh_CN.GBK"));
        let bytes = printed(command, &environment);
        let (decoded, _, broken) = encoding_rs::GBK.decode(&bytes);
        assert!(!broken, "{command}");
        assert_eq!(decoded, text(command, Some(80), "zh"), "{command}");
    }
}

#[test]
fn a_console_without_chinese_is_spoken_to_in_english() {
    let environment = environment(Some(80), "zh", Some("en_US.ISO-8859-1"));
    let bytes = printed("show 2611-0001", &environment);
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap();
    // × is D7 in Latin-1.
    assert_eq!(
        line,
        b"2611-0001  in-disposition  A (major \xd7 single + 2 \xd7 repeat)"
    );
    assert!(!bytes.contains(&b'?'));
}
