//! Findings as JUnit XML, as GitLab and Jenkins read it. There is no one
//! definition of it; this keeps to the schema of Jenkins' xUnit plugin
//! (`junit-10.xsd`), whose elements and attributes GitLab knows too. Times are
//! left out: the same findings give the same bytes.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use super::{Report, Shown, lines};
use crate::messages::Vocabulary;
use crate::output::{Screen, clean};

/// Writes a suite for each file and in it a failed test case for each finding.
/// A file in which nothing was found has a test case that passed, and there is
/// always at least one: Jenkins takes a report without any for a mistake.
pub fn junit(out: &mut dyn Write, report: &Report, screen: &Screen) -> io::Result<()> {
    let suites = suites(report);
    let tests: usize = suites.iter().map(|suite| suite.found.len().max(1)).sum();
    let failures = report.findings.len();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="plaint {}" tests="{tests}" failures="{failures}" errors="0">"#,
        report.verb
    )?;
    for suite in &suites {
        suite.write(out, report, &screen.words)?;
    }
    writeln!(out, "</testsuites>")
}

/// What was found in a file; nothing says that all is well there.
struct Suite<'a> {
    file: Option<&'a str>,
    found: Vec<&'a Shown>,
}

/// The files with findings in their order, then the others.
fn suites<'a>(report: &Report<'a>) -> Vec<Suite<'a>> {
    let mut suites: Vec<Suite> = Vec::new();
    let mut known: HashMap<Option<&str>, usize> = HashMap::new();
    for shown in report.findings {
        let file = shown.file.as_deref();
        let at = *known.entry(file).or_insert(suites.len());
        if at == suites.len() {
            let found = Vec::new();
            suites.push(Suite { file, found });
        }
        suites[at].found.push(shown);
    }
    let well = report.files.iter().map(|file| Some(file.as_str()));
    let well = well.filter(|file| !known.contains_key(file));
    suites.extend(well.map(|file| Suite {
        file,
        found: Vec::new(),
    }));
    if suites.is_empty() {
        let (file, found) = (None, Vec::new());
        suites.push(Suite { file, found });
    }
    suites
}

impl Suite<'_> {
    fn write(&self, out: &mut dyn Write, report: &Report, words: &Vocabulary) -> io::Result<()> {
        let path = self.file.map(|file| report.path(file));
        let path = path.as_deref();
        let (tests, failures) = (self.found.len().max(1), self.found.len());
        let name = attribute(path.unwrap_or("plaint"));
        let class = attribute(path.map_or("plaint", without_extension));
        write!(out, r#"  <testsuite name="{name}" tests="{tests}" "#)?;
        write!(out, r#"failures="{failures}" errors="0""#)?;
        if path.is_some() {
            write!(out, r#" file="{name}""#)?;
        }
        writeln!(out, ">")?;
        if self.found.is_empty() {
            let last = path.map(without_extension);
            let last = last.map_or(report.verb, |path| path.rsplit('/').next().unwrap_or(path));
            let name = attribute(last);
            writeln!(out, r#"    <testcase classname="{class}" name="{name}"/>"#)?;
        }
        let mut known = HashSet::new();
        for shown in &self.found {
            let name = attribute(&unique(shown, &mut known));
            writeln!(out, r#"    <testcase classname="{class}" name="{name}">"#)?;
            let (code, message) = (attribute(&shown.code), attribute(&shown.message));
            let text = escaped(&about(shown, path, words));
            writeln!(
                out,
                r#"      <failure type="{code}" message="{message}">{text}</failure>"#
            )?;
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")
    }
}

/// What is found, named by what stays the same tomorrow: the code, the case,
/// the entry, the rule and the commit. GitLab takes only the first test case of
/// a name, so that others get a number.
fn unique(shown: &Shown, known: &mut HashSet<String>) -> String {
    let commit = shown
        .commit
        .as_ref()
        .and_then(|commit| commit.id.as_deref());
    let commit = commit.map(|id| id.get(..10).unwrap_or(id));
    let parts = [
        Some(shown.code.as_str()),
        shown.case.as_deref(),
        shown.entry.as_deref(),
        shown.rule.as_deref(),
        commit,
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    let name = parts.join(" ");
    let mut one = name.clone();
    let mut number = 1;
    while !known.insert(one.clone()) {
        number += 1;
        one = format!("{name} ({number})");
    }
    one
}

/// The place, what is wrong there and what would mend it.
fn about(shown: &Shown, path: Option<&str>, words: &Vocabulary) -> String {
    let mut all = lines(shown, words);
    if let Some(path) = path {
        let numbers = [shown.line, shown.line.and(shown.column)];
        let numbers = numbers.iter().flatten();
        let numbers: String = numbers.map(|number| format!(":{number}")).collect();
        all.insert(0, format!("{path}{numbers}"));
    }
    all.join("\n")
}

/// A path as the name of a class. Jenkins takes what stands behind the last dot
/// for the class and the rest for its package, so that all would be `yaml`.
fn without_extension(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => stem,
        _ => path,
    }
}

/// The value of an attribute: one line.
fn attribute(value: &str) -> String {
    escaped(&clean::terminal(value))
}

/// Text as XML 1.0 takes it, harmless in the log of a job too.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 16);
    for char in clean::ci_line(value).chars() {
        match char {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => text.extend(char.escape_unicode()),
            char => text.push(char),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{InCommit, Level};
    use proptest::prelude::*;
    use roxmltree::Document;

    fn written(findings: &[Shown], files: &[String], prefix: &str) -> String {
        let report = Report {
            verb: "check",
            findings,
            files,
            prefix,
        };
        let mut out = Vec::new();
        junit(&mut out, &report, &Screen::default()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_empty_report_has_a_test_that_passed() {
        assert_eq!(
            written(&[], &[], ""),
            "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites name=\"plaint check\" tests=\"1\" failures=\"0\" errors=\"0\">
  <testsuite name=\"plaint\" tests=\"1\" failures=\"0\" errors=\"0\">
    <testcase classname=\"plaint\" name=\"check\"/>
  </testsuite>
</testsuites>
"
        );
    }

    #[test]
    fn files_have_suites_with_their_findings() {
        let bad = Shown {
            remedy: Some("write `customer`".into()),
            rule: Some("clocks.first-reply".into()),
            case: Some("2611-0001".into()),
            entry: Some("kdqvtz".into()),
            file: Some("cases/2026/11/2611-0001.yaml".into()),
            line: Some(8),
            column: Some(5),
            ..Shown::new("unknown-key", Level::Error, "<a> & \"b\" ]]> 客户")
        };
        let nowhere = Shown {
            commit: Some(InCommit {
                id: Some("1a2b3c4d5e6f".into()),
                author: "李伟".into(),
                time: "2026-11-03T14:02:00+08:00".into(),
                line: None,
            }),
            ..Shown::new("busy", Level::Warning, "x")
        };
        let files = [
            "cases/2026/11/2611-0001.yaml",
            "cases/2026/11/2611-0002.yaml",
        ];
        let files = files.map(str::to_owned);
        assert_eq!(
            written(&[bad.clone(), nowhere, bad], &files, "sub"),
            "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites name=\"plaint check\" tests=\"4\" failures=\"3\" errors=\"0\">
  <testsuite name=\"sub/cases/2026/11/2611-0001.yaml\" tests=\"2\" failures=\"2\" errors=\"0\" file=\"sub/cases/2026/11/2611-0001.yaml\">
    <testcase classname=\"sub/cases/2026/11/2611-0001\" name=\"unknown-key 2611-0001 kdqvtz clocks.first-reply\">
      <failure type=\"unknown-key\" message=\"&lt;a&gt; &amp; &quot;b&quot; ]]&gt; 客户\">sub/cases/2026/11/2611-0001.yaml:8:5
&lt;a&gt; &amp; &quot;b&quot; ]]&gt; 客户
write `customer`</failure>
    </testcase>
    <testcase classname=\"sub/cases/2026/11/2611-0001\" name=\"unknown-key 2611-0001 kdqvtz clocks.first-reply (2)\">
      <failure type=\"unknown-key\" message=\"&lt;a&gt; &amp; &quot;b&quot; ]]&gt; 客户\">sub/cases/2026/11/2611-0001.yaml:8:5
&lt;a&gt; &amp; &quot;b&quot; ]]&gt; 客户
write `customer`</failure>
    </testcase>
  </testsuite>
  <testsuite name=\"plaint\" tests=\"1\" failures=\"1\" errors=\"0\">
    <testcase classname=\"plaint\" name=\"busy 1a2b3c4d5e\">
      <failure type=\"busy\" message=\"x\">x
commit: 1a2b3c4d5e 2026-11-03 14:02 李伟</failure>
    </testcase>
  </testsuite>
  <testsuite name=\"sub/cases/2026/11/2611-0002.yaml\" tests=\"1\" failures=\"0\" errors=\"0\" file=\"sub/cases/2026/11/2611-0002.yaml\">
    <testcase classname=\"sub/cases/2026/11/2611-0002\" name=\"2611-0002\"/>
  </testsuite>
</testsuites>
"
        );
    }

    #[test]
    fn a_class_is_a_path_without_its_extension() {
        assert_eq!(without_extension("a/b.yaml"), "a/b");
        assert_eq!(without_extension("a.b/c"), "a.b/c");
        assert_eq!(without_extension(".gitattributes"), ".gitattributes");
    }

    proptest! {
        #[test]
        fn any_text_gives_xml_that_says_it(
            message in "(\\PC|[\\x00-\\x20&<>\"'\\]:#\u{fffe}\u{ffff}\u{202e}客]){0,40}",
            file in "[a-z&<>\"'.\n\u{202e}\u{ffff}客 ]{1,20}",
        ) {
            let finding = Shown {
                file: Some(file),
                remedy: Some(message.clone()),
                ..Shown::new("x", Level::Error, message)
            };
            let text = written(std::slice::from_ref(&finding), &[], "");
            let document = Document::parse(&text).unwrap();
            let failure = document.descendants().find(|node| node.has_tag_name("failure")).unwrap();
            let said = clean::ci_line(&clean::terminal(&finding.message)).replace('\u{fffe}', r"\u{fffe}");
            let said = said.replace('\u{ffff}', r"\u{ffff}");
            prop_assert_eq!(failure.attribute("message"), Some(said.as_str()));
            let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
            prop_assert!(!text.lines().any(is_command), "{text}");
        }
    }
}
