//! Findings as the annotations of a step of GitHub Actions.

use std::io::{self, Write};

use super::{Report, Shown, lines};
use crate::messages::{Phrase, Vocabulary};
use crate::output::{Level, Screen, clean};

/// As many annotations of one step as GitHub shows.
const ANNOTATIONS: usize = 10;

/// Writes workflow commands. If there are more than GitHub shows, the last one
/// counts the others.
pub fn github(out: &mut dyn Write, report: &Report, screen: &Screen) -> io::Result<()> {
    let (findings, words) = (report.findings, &screen.words);
    if findings.len() <= ANNOTATIONS {
        return findings
            .iter()
            .try_for_each(|shown| annotation(out, shown, report, words));
    }
    let (first, others) = findings.split_at(ANNOTATIONS - 1);
    first
        .iter()
        .try_for_each(|shown| annotation(out, shown, report, words))?;
    let worst = others.iter().map(|shown| shown.level).min();
    let level = worst.unwrap_or(Level::Warning).as_str();
    let count = others.len().to_string();
    let sentence = words.say(Phrase::AndMore, &[("count", &count)]);
    let text = clean::github_data(&clean::terminal_lines(&sentence));
    writeln!(out, "::{level} title=plaint::{text}")
}

fn annotation(
    out: &mut dyn Write,
    shown: &Shown,
    report: &Report,
    words: &Vocabulary,
) -> io::Result<()> {
    let text = lines(shown, words).join("\n");
    let properties = properties(shown, report).join(",");
    let level = shown.level.as_str();
    let text = clean::github_data(&clean::terminal_lines(&text));
    writeln!(out, "::{level} {properties}::{text}")
}

fn properties(shown: &Shown, report: &Report) -> Vec<String> {
    let mut properties = Vec::new();
    if let Some(file) = &shown.file {
        let path = clean::github_property(&clean::terminal(&report.path(file)));
        properties.push(format!("file={path}"));
        if let Some(line) = shown.line {
            properties.push(format!("line={line}"));
            if let Some(column) = shown.column {
                properties.push(format!("col={column}"));
            }
        }
    }
    let title = clean::github_property(&clean::terminal(&shown.code));
    properties.push(format!("title={title}"));
    properties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::InCommit;

    fn annotations(findings: &[Shown], prefix: &str) -> String {
        let report = Report {
            verb: "check",
            findings,
            files: &[],
            prefix,
        };
        let mut out = Vec::new();
        github(&mut out, &report, &Screen::default()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn data_and_properties_are_escaped() {
        let finding = Shown {
            remedy: Some("write `customer`".into()),
            file: Some("cases/a,b:c.yaml".into()),
            line: Some(2),
            column: Some(7),
            ..Shown::new(
                "unknown-key",
                Level::Error,
                "100% 延迟\n::stop-commands::x\x1b",
            )
        };
        assert_eq!(
            annotations(&[finding], "quality/"),
            "::error file=quality/cases/a%2Cb%3Ac.yaml,line=2,col=7,title=unknown-key\
             ::100%25 延迟%0A::stop-commands::x\\u{1b}%0Awrite `customer`\n"
        );
    }

    #[test]
    fn a_file_name_brings_no_control_characters() {
        let mut finding = Shown::new("stray-file", Level::Error, "lost");
        finding.file = Some("cases/a\x1b[2J\u{202e}b.yaml".to_owned());
        let text = annotations(&[finding], "");
        let file = r"cases/a\u{1b}[2J\u{202e}b.yaml";
        assert_eq!(
            text,
            format!("::error file={file},title=stray-file::lost\n")
        );
    }

    #[test]
    fn without_a_file_or_a_prefix() {
        let mut finding = Shown::new("busy", Level::Warning, "x");
        finding.line = Some(3);
        assert_eq!(
            annotations(std::slice::from_ref(&finding), ""),
            "::warning title=busy::x\n"
        );
        finding.file = Some("f".into());
        assert_eq!(
            annotations(&[finding], "."),
            "::warning file=f,line=3,title=busy::x\n"
        );
    }

    #[test]
    fn the_commit_is_named() {
        let mut finding = Shown::new("busy", Level::Error, "x");
        finding.remedy = Some("y".into());
        finding.commit = Some(InCommit {
            id: Some("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d".into()),
            author: "李伟\u{202e} <li.wei@example.com>".into(),
            time: "2026-11-03T14:02:00+08:00".into(),
            line: None,
        });
        assert_eq!(
            annotations(&[finding], ""),
            "::error title=busy::x%0Acommit: 1a2b3c4d5e 2026-11-03 14:02 \
             李伟\\u{202e} <li.wei@example.com>%0Ay\n"
        );
    }

    #[test]
    fn there_are_ten_at_most() {
        let some = |count: usize| -> Vec<Shown> {
            (0..count)
                .map(|at| Shown::new("busy", Level::Warning, format!("no. {at}")))
                .collect()
        };
        let ten = annotations(&some(10), "");
        assert_eq!(ten.lines().count(), 10);
        assert!(ten.ends_with("::warning title=busy::no. 9\n"));

        let mut findings = some(12);
        findings[11].level = Level::Error;
        let more = annotations(&findings, "");
        assert_eq!(more.lines().count(), 10);
        assert!(more.contains("no. 8\n") && !more.contains("no. 9\n"));
        assert!(more.ends_with("::error title=plaint::and 3 more\n"));
    }
}
