//! What holds whatever is done, and whatever is written.

mod scratch;

use std::collections::HashSet;
use std::fs;

use plaint::case::{Body, Case, Entry, EntryId, Kind, PersonId, Time};
use plaint::finding::Stop;
use plaint::ops::import::restore;
use plaint::ops::{Desk, Draft, StepCall, check, look, open, step};
use plaint::policy::Sense;
use plaint::procedure::{fold, obligations, status};
use plaint::report::due_rows;
use plaint::report::export::{Facts, Rows, Selection, Sort};
use plaint::yaml;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use scratch::{PEOPLE, Scratch};
use serde_json::{Map, Value, json};

/// A step as somebody might think of it; most make no sense at some point.
#[derive(Debug, Clone)]
struct Step {
    person: usize,
    kind: Kind,
    fields: Map<String, Value>,
    target: Option<Index>,
    minutes: u32,
}

/// Texts: words that YAML readers misread, other scripts, line ends, and what
/// chance brings.
fn text() -> impl Strategy<Value = String> {
    let nasty = select(vec![
        "~",
        "null",
        "Null",
        "NO",
        "yes",
        "on",
        "y",
        ".nan",
        "-.inf",
        "1_000",
        "0x1F",
        "0o17",
        "012",
        "1e3",
        "2024-04-20",
        "12:30:45",
        "<<",
        "=",
        "- a",
        "? b",
        "a: b",
        "a #b",
        "#x",
        "'",
        "\"",
        "\\",
        "%TAG",
        "@x",
        "`x",
        "|",
        ">",
        "&a",
        "*a",
        "!t",
        "[x",
        "{x}",
        "a,",
        "---",
        "...",
        "--- x",
        "<<<<<<< HEAD",
        ">>>>>>> x",
        "reopen",
        "  leading",
        "trailing  ",
        "a\nb",
        "a\n\nb\n",
        "\n a",
        "a\n  b\nc",
        "a\tb",
        "\ta",
        "华东电子",
        "亮线：3.2%，“不良”",
        "🙂🏭",
        "e\u{301}",
        "\u{a0}x",
        "\u{3000}x\u{3000}",
        "\u{feff}x",
        "\u{200b}",
        "x\r",
        "x\r\ny",
        "\u{7f}",
        "\u{80}",
        "\u{fffd}",
        "- id: kdqvtz",
        "\n- id: x",
    ]);
    let any = proptest::collection::vec(any::<char>(), 1..20).prop_map(String::from_iter);
    let mixed = proptest::collection::vec(nasty.clone().prop_map(str::to_owned), 1..4);
    prop_oneof![
        3 => nasty.prop_map(str::to_owned),
        2 => mixed.prop_map(|parts| parts.join(" ")),
        2 => mixed_lines(),
        3 => any,
    ]
}

fn mixed_lines() -> impl Strategy<Value = String> {
    proptest::collection::vec("[ a-z:#\\-]{0,12}", 1..6).prop_map(|lines| lines.join("\n"))
}

/// What YAML can hold in some way, and a register wants.
fn writable(text: &str) -> bool {
    let bad = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(
                c,
                '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'
            )
    };
    !text.trim().is_empty() && text != "~" && !text.chars().any(bad)
}

fn fields(kind: Kind) -> BoxedStrategy<Map<String, Value>> {
    let of = |value: Value| match value {
        Value::Object(map) => map,
        _ => unreachable!(),
    };
    let word = |words: &'static [&'static str]| select(words);
    let wants: &[&str] = &["report", "replacement", "visit", "nonsense"];
    match kind {
        Kind::Classify => (
            word(&[
                "safety",
                "function-lost",
                "appearance",
                "storage-or-use",
                "nonsense",
            ]),
            word(&["single", "several", "batch", "widespread"]),
            proptest::option::of((word(&["A", "B", "C", "D"]), text())),
        )
            .prop_map(move |(criterion, scope, other)| {
                let mut fields = json!({"criteria": criterion, "scope": scope});
                if let Some((severity, reason)) = other {
                    fields["severity"] = severity.into();
                    fields["reason"] = reason.into();
                }
                of(fields)
            })
            .boxed(),
        Kind::Request => (word(wants), proptest::option::of(1..28u32))
            .prop_map(move |(want, day)| {
                let mut fields = json!({"want": want});
                if let Some(day) = day {
                    fields["due"] = format!("2026-03-{day:02}").into();
                }
                of(fields)
            })
            .boxed(),
        Kind::Reply => (
            word(&["first", "interim", "final", "final", "supplementary"]),
            proptest::option::of(word(wants)),
            text(),
        )
            .prop_map(move |(kind, meets, text)| {
                let mut fields = json!({"kind": kind, "text": text});
                if let Some(meets) = meets {
                    fields["meets"] = meets.into();
                }
                of(fields)
            })
            .boxed(),
        Kind::Respond => word(&["accepted", "accepted", "disputed"])
            .prop_map(move |verdict| of(json!({"verdict": verdict})))
            .boxed(),
        Kind::Confirm => word(&["complaint", "solution", "no-answer"])
            .prop_map(move |what| of(json!({"what": what})))
            .boxed(),
        Kind::Close => (
            word(&[
                "accepted",
                "accepted",
                "no-response",
                "not-ours",
                "withdrawn",
                "duplicate",
            ]),
            text(),
        )
            .prop_map(move |(basis, text)| of(json!({"basis": basis, "text": text})))
            .boxed(),
        Kind::Amend => (
            word(&[
                "text",
                "quantity",
                "when",
                "criteria",
                "kind",
                "description",
                "for",
            ]),
            prop_oneof![
                text().prop_map(Value::from),
                Just(json!("5 pcs")),
                Just(json!("final")),
                Just(json!("safety")),
                Just(Value::Null),
            ],
            text(),
        )
            .prop_map(move |(key, value, reason)| {
                of(json!({"set": {key: value}, "reason": reason}))
            })
            .boxed(),
        Kind::Strike | Kind::Cancel | Kind::Reopen | Kind::Reject => text()
            .prop_map(move |reason| of(json!({"reason": reason})))
            .boxed(),
        Kind::Approve => Just(Map::new()).boxed(),
        _ => text()
            .prop_map(move |text| of(json!({"text": text})))
            .boxed(),
    }
}

fn a_step() -> impl Strategy<Value = Step> {
    use Kind::*;
    let kinds = vec![
        Classify, Classify, Request, Ask, Answer, Confirm, Approve, Approve, Approve, Reject,
        Reply, Reply, Reply, Respond, Respond, Note, Amend, Strike, Cancel, Close, Close, Reopen,
    ];
    select(kinds).prop_flat_map(|kind| {
        let target = match kind {
            Note | Amend | Strike => proptest::option::weighted(0.9, any::<Index>()).boxed(),
            // Mostly the program finds the entry that is meant.
            _ => proptest::option::weighted(0.2, any::<Index>()).boxed(),
        };
        (0..PEOPLE.len(), fields(kind), target, 0..3000u32).prop_map(
            move |(person, fields, target, minutes)| Step {
                person,
                kind,
                fields,
                target,
                minutes,
            },
        )
    })
}

/// How a person's editor may have left the file; the same to every reader.
#[derive(Debug, Clone, Copy)]
enum Hand {
    CrLf,
    Comments,
    NoLastNewline,
    Indented,
    Quoted,
    ByteOrderMark,
}

impl Hand {
    fn mangle(self, text: &str) -> String {
        let lines = || text.lines().map(str::to_owned);
        let joined = |lines: Vec<String>| lines.join("\n") + "\n";
        match self {
            Hand::CrLf => text.replace('\n', "\r\n"),
            Hand::Comments => {
                let head = format!("# by hand: {{[&*\n{text}");
                head.replace("\nlog:\n", "  # of November\n\n# the log\nlog:  # grows\n")
                    + "# the end\n\n"
            }
            Hand::NoLastNewline => text.trim_end_matches('\n').to_owned(),
            Hand::Indented => {
                let start = lines().position(|line| line.starts_with("log:")).unwrap();
                joined(
                    lines()
                        .enumerate()
                        .map(|(at, line)| match at > start && !line.is_empty() {
                            true => format!("    {line}"),
                            false => line,
                        })
                        .collect(),
                )
            }
            Hand::Quoted => joined(
                lines()
                    .map(|line| match line.split_once("  by: ") {
                        Some(("", by)) => format!("  \"by\": '{by}'"),
                        _ => line,
                    })
                    .collect(),
            ),
            Hand::ByteOrderMark => format!("\u{feff}{}", text.trim_start_matches('\u{feff}')),
        }
    }
}

fn a_hand() -> impl Strategy<Value = Option<Hand>> {
    use Hand::*;
    let hands = select(vec![
        CrLf,
        Comments,
        NoLastNewline,
        Indented,
        Quoted,
        ByteOrderMark,
    ]);
    proptest::option::weighted(0.6, hands)
}

struct Office {
    scratch: Scratch,
    desks: Vec<Desk>,
    case: String,
}

impl Office {
    fn open(description: &str) -> Office {
        let scratch = Scratch::new("manufacturing");
        let desks: Vec<Desk> = PEOPLE
            .iter()
            .zip(1..)
            .map(|((person, _), seed)| scratch.desk(person, seed))
            .collect();
        let body = plaint::case::kinds::Open::new(
            yaml::Text::new("华东电子").unwrap(),
            yaml::Text::new(description).unwrap(),
        );
        let opened = open(&desks[0], body, StepCall::default()).unwrap();
        let case = opened.case.case.number().to_string();
        Office {
            scratch,
            desks,
            case,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let file = self.scratch.register.resolve(&self.case).unwrap();
        fs::read(file.path).unwrap()
    }

    fn write(&self, text: &str) {
        let file = self.scratch.register.resolve(&self.case).unwrap();
        fs::write(file.path, text).unwrap();
    }

    /// Takes a step; true if it was written.
    fn take(&mut self, wanted: &Step) -> bool {
        self.scratch.wait(wanted.minutes);
        let desk = &mut self.desks[wanted.person];
        desk.now = self.scratch.now;
        let log = desk.find(&self.case).unwrap().case.log;
        let target = wanted.target.as_ref().map(|at| at.get(&log).id.to_string());
        let draft = Draft {
            kind: wanted.kind,
            fields: wanted.fields.clone(),
            target,
        };
        match step(desk, &self.case, &draft, StepCall::default()) {
            Ok(outcome) => outcome.written,
            Err(Stop::Refused(findings)) => {
                assert!(!findings.is_empty(), "refused without a reason: {wanted:?}");
                false
            }
            Err(Stop::Machine(fault)) => panic!("{fault:?}"),
        }
    }

    fn holds(&self) {
        let bytes = self.bytes();
        let case: Case = yaml::read(&bytes).unwrap();
        let world = self.scratch.world(Some("li.wei"), 9);
        let checked = check(&world, &[]).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            checked.findings.is_empty(),
            "{:#?}\n{text}",
            checked.findings
        );
        assert_eq!(checked.cases.len(), 1);
        let rules = self.desks[0].book.of(&case);
        let owed = obligations(&fold(&case, &rules), &rules, self.scratch.now);
        let mut seen = HashSet::new();
        for one in owed {
            let key = (one.clock.clone(), one.by.clone(), one.item);
            assert!(seen.insert(key), "{} is owed twice\n{text}", one.clock);
            let ended = one.ended.is_some();
            let settled = ended != one.state.is_pending();
            assert!(settled || one.sense == Sense::Earliest, "{one:?}\n{text}");
        }
        // The short way, which may dismiss a closed case unread, agrees.
        let desk = Desk::open(&world).unwrap();
        let short = look::due(&desk, &look::DueFilter::default()).unwrap();
        assert!(short.left_out.is_empty());
        let state = fold(&case, &rules);
        let file = self.scratch.register.resolve(&self.case).unwrap();
        let file = self.scratch.register.relative(&file.path);
        let mut long = due_rows(&case, &file, &state, &rules, self.scratch.now);
        long.sort_by_key(|row| std::cmp::Reverse(row.late_seconds));
        assert_eq!(short.rows, long, "{text}");
        let facts = Facts::of(&case, &state, &rules, self.scratch.now).unwrap();
        exports_every_column(&facts);
        let one = Selection::of(Rows::Entries, &["position".to_owned()]).unwrap();
        assert_eq!(one.rows_of(&facts).len(), case.log.len(), "{text}");
    }
}

/// Every row has a value of the documented sort, or none, in every column.
fn exports_every_column(facts: &Facts) {
    for rows in Rows::ALL {
        let selection = Selection::all(rows);
        let sorts: Vec<Sort> = rows.columns().iter().map(|column| column.sort).collect();
        for row in selection.rows_of(facts) {
            assert_eq!(row.values.len(), sorts.len());
            for (value, sort) in row.values.iter().zip(&sorts) {
                assert!(value.sort().is_none_or(|found| found == *sort), "{value:?}");
            }
        }
    }
}

/// What is exported of a case makes the same case in another register.
fn comes_back(office: &Office) {
    let case: Case = yaml::read(&office.bytes()).unwrap();
    let other = Scratch::new("manufacturing");
    let mut desk = other.desk("li.wei", 7);
    desk.now = office.scratch.now;
    let export = ["export", "--rows", "entries", "--format", "ndjson"];
    let (exit, rows, err) = office.scratch.run(&export);
    assert_eq!((exit, err.as_str()), (0, ""));
    let restored = restore(&desk, rows.as_bytes(), "rows.ndjson", false).unwrap();
    assert_eq!(restored.refused, [], "{rows}");
    let written: Vec<&str> = restored
        .written
        .iter()
        .map(|file| file.number.as_str())
        .collect();
    assert_eq!(written, [case.number().as_str()]);
    let again = desk.find(case.number().as_str()).unwrap();
    assert_eq!(again.case, case);
    let rules = office.desks[0].book.of(&case);
    assert_eq!(
        status(&again.state, &rules),
        status(&fold(&case, &rules), &rules)
    );
    let second = restore(&desk, rows.as_bytes(), "rows.ndjson", false).unwrap();
    assert_eq!((second.there, second.written.len()), (1, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_case_only_grows_and_stays_sound(
        description in text().prop_filter("writable", |text| writable(text)),
        steps in proptest::collection::vec((a_step(), a_hand()), 1..24),
    ) {
        let mut office = Office::open(&description);
        for (wanted, hand) in &steps {
            if let Some(hand) = hand {
                let text = String::from_utf8(office.bytes()).unwrap();
                let before: Case = yaml::read(text.as_bytes()).unwrap();
                let mangled = hand.mangle(&text);
                // Some texts are not what they were under another indent.
                if yaml::read::<Case>(mangled.as_bytes()).is_ok_and(|case| case == before) {
                    office.write(&mangled);
                }
            }
            let old = office.bytes();
            let written = office.take(wanted);
            let new = office.bytes();
            if written {
                prop_assert!(new.len() > old.len() && new.starts_with(&old));
            } else {
                prop_assert_eq!(&new, &old, "a refused step wrote");
            }
        }
        office.holds();
        comes_back(&office);
    }
}

fn an_entry(text: &str) -> Option<Entry> {
    let body: Body = Kind::Note.from_json(json!({"text": text})).ok()?;
    Some(Entry {
        id: EntryId::parse("kdqvtz").unwrap(),
        at: Time::parse("2026-11-02T09:30:00+08:00").unwrap(),
        by: PersonId::parse("li.wei").unwrap(),
        via: None,
        imported: false,
        body,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_the_same(
        text in text().prop_filter("writable", |text| writable(text)),
        indent in select(vec!["", "  ", "    "]),
        newline in select(vec!["\n", "\r\n"]),
    ) {
        let entry = an_entry(&text).unwrap();
        let item = yaml::to_item(&entry).unwrap();
        let old = format!(
            "case: 2611-0001{newline}uid: bcdfghjklm{newline}log:{newline}{indent}- id: bbbbbb{newline}{indent}  \
             at: 2026-11-01T09:30:00+08:00{newline}{indent}  by: x{newline}{indent}  note: {{text: first}}{newline}"
        );
        let new = yaml::append_item(&old, "log", &item).unwrap();
        prop_assert!(new.starts_with(&old));
        let case: Case = yaml::read(new.as_bytes()).unwrap();
        prop_assert_eq!(case.log.len(), 2);
        prop_assert_eq!(&case.log[1], &entry, "{}", new);
        let plain: serde_json::Value = serde_yaml::from_str(&new).unwrap();
        prop_assert_eq!(&plain["log"][1]["note"]["text"], &text);
    }
}
