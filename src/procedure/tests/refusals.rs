use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::case::CaseNumber;

/// Every code that speaks of an entry, with a line that provokes it alone.
const LINES: &[(Code, &str)] = &[
    (
        Code::OpenedTwice,
        "11-05T10:00 li open: {customer: ACME, description: d}",
    ),
    (
        Code::FutureFact,
        "11-05T10:00 li note: {text: n, when: '2026-11-05T10:10:01+08:00'}",
    ),
    (
        Code::BeforeOpening,
        "11-05T10:00 li note: {text: n, when: '2026-11-02T09:29:59+08:00'}",
    ),
    (
        Code::BeforeTarget,
        "11-05T10:00 li answer: {for: skbbbb, text: a, when: '2026-11-02T11:59:59+08:00'}",
    ),
    (
        Code::BeforeTarget,
        "11-05T10:00 li respond: {for: rplbbb, verdict: accepted, when: '2026-11-02T12:59:59+08:00'}",
    ),
    (
        Code::BeforeTarget,
        "11-05T10:00 li cancel: {for: skbbbb, reason: r, when: '2026-11-02T11:59:59+08:00'}",
    ),
    (
        Code::BeforeTarget,
        "11-05T10:00 li reply: {for: rqsbbb, kind: interim, when: '2026-11-02T09:59:59+08:00'}",
    ),
    (
        Code::BackDated,
        "11-05T10:00 zhao approve: {for: rplccc, role: quality-head, when: '2026-11-04T14:00:00+08:00'}",
    ),
    (
        Code::NotImported,
        "11-05T10:00 li imported: true, note: {text: n}",
    ),
    (Code::UnknownPerson, "11-05T10:00 nobody note: {text: n}"),
    (
        Code::UnknownPerson,
        "11-05T10:00 li via: nobody, note: {text: n}",
    ),
    (Code::PersonLeft, "11-05T10:00 he note: {text: n}"),
    (
        Code::NotForOthers,
        "11-05T10:00 zhao via: li, reject: {for: rplccc, role: quality-head, reason: r}",
    ),
    (
        Code::MayNotEnterForOthers,
        "11-05T10:00 wang via: zhou, note: {text: n}",
    ),
    (
        Code::RoleMissing,
        "11-05T10:00 li classify: {criteria: papers, scope: single, severity: D, rule: r}",
    ),
    (Code::TargetMissing, "11-05T10:00 li answer: {text: a}"),
    (
        Code::NoSuchEntry,
        "11-05T10:00 li answer: {for: zzzzzz, text: a}",
    ),
    (
        Code::WrongTarget,
        "11-05T10:00 li answer: {for: rplbbb, text: a}",
    ),
    (
        Code::WrongTarget,
        "11-05T10:00 li answer: {for: skbbbb/2, text: a}",
    ),
    (
        Code::DeadTarget,
        "11-05T10:00 li answer: {for: skcccc, text: a}",
    ),
    (
        Code::AlreadyAnswered,
        "11-05T10:00 li answer: {for: skdddd, text: a}",
    ),
    (
        Code::AlreadyAnswered,
        "11-05T10:00 li cancel: {for: skdddd, reason: r}",
    ),
    (Code::NotClosed, "11-05T10:00 li reopen: {reason: r}"),
    (
        Code::NoCriterion,
        "11-05T10:00 wang classify: {criteria: [], scope: single, severity: D, rule: r}",
    ),
    (
        Code::SeverityDiffers,
        "11-05T10:00 wang classify: {criteria: papers, scope: single, severity: A, rule: r}",
    ),
    (
        Code::UnknownReference,
        "11-05T10:00 wang classify: {criteria: smell, scope: single, severity: A, rule: r}",
    ),
    (
        Code::UnknownReference,
        "11-05T10:00 wang classify: {criteria: papers, scope: dozen, severity: D, rule: r}",
    ),
    (
        Code::UnknownReference,
        "11-05T10:00 wang classify: {criteria: papers, scope: single, severity: D, rule: r, nature: odd}",
    ),
    (
        Code::UnknownReference,
        "11-05T10:00 li request: {want: gold}",
    ),
    (
        Code::UnknownReference,
        "11-05T10:00 li reply: {kind: interim, meets: gold}",
    ),
    (
        Code::DueBeforeRequest,
        "11-05T10:00 li request: {want: report, due: 2026-11-04}",
    ),
    (
        Code::NotApproved,
        "11-05T10:00 li respond: {for: rplccc, verdict: accepted}",
    ),
    (
        Code::NothingToSupplement,
        "11-05T10:00 li reply: {kind: supplementary}",
    ),
    (
        Code::NothingToApprove,
        "11-05T10:00 zhao approve: {for: rplbbb, role: quality-head}",
    ),
    (
        Code::WrongRole,
        "11-05T10:00 chen approve: {for: rplccc, role: general-manager}",
    ),
    (
        Code::RoleNotHeld,
        "11-05T10:00 wang approve: {for: rplccc, role: quality-head}",
    ),
    (
        Code::OwnEntry,
        "11-05T10:00 sun approve: {for: rplccc, role: quality-head}",
    ),
    (
        Code::BasisNotAllowed,
        "11-05T10:00 wang close: {basis: duplicate}",
    ),
    (
        Code::OpenStays,
        "11-05T10:00 li strike: {for: cmplnt, reason: r}",
    ),
    (
        Code::NumberStays,
        "11-05T10:00 li strike: {for: rnbbbb, reason: r}",
    ),
    (
        Code::NumberStays,
        "11-05T10:00 li amend: {for: rnbbbb, set: {text: t}, reason: r}",
    ),
    (
        Code::StillReferredTo,
        "11-05T10:00 li strike: {for: skdddd, reason: r}",
    ),
    (
        Code::BreaksOthers,
        "11-05T10:00 li amend: {for: cmplnt, set: {when: '2026-11-02T09:31:00+08:00'}, reason: r}",
    ),
    (
        Code::NotAmendable,
        "11-05T10:00 li amend: {for: cncbbb, set: {reason: r}, reason: r}",
    ),
    (
        Code::UnknownKey,
        "11-05T10:00 li amend: {for: cmplnt, set: {colour: red}, reason: r}",
    ),
    (Code::DuplicateId, "11-05T10:00 li note: {text: n}"),
];

const LOG: &[&str] = &[
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d}",
    "nttttt 11-02T09:30 li note: {text: n}",
    "rqsbbb 11-02T10:00 li request: {want: report}",
    "clsffb 11-02T10:00 wang classify: {criteria: unusable, scope: single, severity: B, rule: r}",
    "skbbbb 11-02T12:00 li ask: {text: a}",
    "skcccc 11-02T12:00 li ask: {text: a}",
    "cncbbb 11-02T12:10 li cancel: {for: skcccc, reason: r}",
    "skdddd 11-02T12:20 li ask: {text: a}",
    "nswddd 11-02T12:30 li answer: {for: skdddd, text: a}",
    "rplbbb 11-02T13:00 li reply: {kind: first}",
    "rplccc 11-02T14:00 li via: sun, reply: {kind: final}",
    "rnbbbb 11-02T15:00 li renumber: {from: 2611-0001, to: 2611-0002}",
];

fn rules() -> Rules {
    let text = super::FACTORY;
    let text = text
        .replace("  duplicate:\n    needs: [duplicate-linked]\n", "")
        .replace(
            "entering:\n",
            "entering:\n  for-others: [marketing, quality-head]\n",
        );
    rules_with(&text, "")
}

#[test]
fn each_refusal_is_provoked_alone() {
    let rules = rules();
    for (code, line) in LINES {
        let id = if *code == Code::DuplicateId {
            "nttttt"
        } else {
            "xxxxxx"
        };
        assert_eq!(
            refused(&rules, LOG, &format!("{id} {line}")),
            [*code],
            "{line}"
        );
    }
}

/// What an entry of a given log is refused for.
fn provoked(log: &[&str], line: &str, neighbours: &Neighbours, now: &str) -> Vec<Code> {
    let rules = rules();
    let state = match log {
        [] => State::default(),
        log => legal(&rules, log),
    };
    let found = judge(&state, &entry(line), &rules, neighbours, at(now));
    found.into_iter().map(|finding| finding.code).collect()
}

/// The refusals that need a log or neighbours of their own.
fn others() -> Vec<Code> {
    let none = Neighbours::default();
    let mut all = Vec::new();
    let mut expect = |log: &[&str], line: &str, neighbours: &Neighbours, codes: &[Code]| {
        let now = line.split(' ').nth(1).unwrap();
        assert_eq!(provoked(log, line, neighbours, now), codes, "{line}");
        all.extend(codes);
    };
    expect(
        &[],
        "ntbbbb 11-05T10:00 li note: {text: n}",
        &none,
        &[Code::NotOpened],
    );
    expect(
        &[],
        "cmplnt 11-02T09:30 li imported: true, open: {customer: ACME, description: d}",
        &none,
        &[Code::ImportedWithoutWhen],
    );
    let open = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, channel: smoke, wants: [gold], order: {kind: XO}, owner: nobody}";
    let bad = Code::UnknownReference;
    expect(&[], open, &none, &[bad, bad, bad, Code::UnknownPerson]);
    let sold =
        "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: {sold: 2026-11-03}}";
    expect(&[], sold, &none, &[Code::SoldLater]);
    let graded = "clsffb 11-02T10:00 wang classify: {criteria: appearance, scope: single, severity: C, rule: r}";
    let replied = [OPEN, graded, "rplbbb 11-02T11:00 li reply: {kind: final}"];
    let disputed = with(
        &replied,
        &["rspbbb 11-02T12:00 li respond: {for: rplbbb, verdict: disputed}"],
    );
    expect(
        &disputed,
        "rplccc 11-03T10:00 li reply: {kind: final}",
        &none,
        &[Code::SupplementaryDue],
    );
    expect(
        &disputed,
        "rspccc 11-03T10:00 li respond: {for: rplbbb, verdict: accepted}",
        &none,
        &[Code::AlreadyAnswered],
    );
    let silent = with(
        &replied,
        &["cnfbbb 11-03T12:00 li confirm: {what: no-answer}"],
    );
    expect(
        &silent,
        "clsbbb 11-04T10:00 wang close: {basis: no-response}",
        &none,
        &[Code::TooEarly],
    );
    expect(
        &replied,
        "clsbbb 11-04T10:00 wang close: {basis: accepted}",
        &none,
        &[Code::ClosingNeeds],
    );
    expect(
        &replied,
        "clsbbb 11-04T10:00 wang close: {basis: withdrawn}",
        &none,
        &[Code::ReasonMissing],
    );
    let closed = with(
        &replied,
        &["clsbbb 11-04T10:00 wang close: {basis: not-ours}"],
    );
    expect(
        &closed,
        "skbbbb 11-05T10:00 li ask: {text: a}",
        &none,
        &[Code::CaseClosed],
    );
    expect(
        LOG,
        "clsbbb 11-05T10:00 wang close: {basis: refuted}",
        &none,
        &[Code::ClosingNeeds, Code::ApprovalWaiting],
    );
    let safety = [
        OPEN,
        "clsffb 11-02T10:00 wang classify: {criteria: safety, scope: single, severity: A, rule: r}",
        "rplbbb 11-02T11:00 li reply: {kind: final}",
        "pprbbb 11-02T12:00 sun approve: {for: rplbbb, role: quality-head}",
    ];
    expect(
        &safety,
        "pprccc 11-02T13:00 sun approve: {for: rplbbb, role: general-manager}",
        &none,
        &[Code::SamePerson],
    );
    let number = |text: &str| CaseNumber::parse(text).unwrap();
    let repeats = Neighbours {
        repeats: Some(vec![number("2610-0007")]),
        ..Neighbours::default()
    };
    expect(&[OPEN], graded, &repeats, &[Code::RepeatsDiffer]);
    let facts = CaseFacts {
        uid: crate::case::Uid::parse("7mzkdtqhxs").unwrap(),
        customer: "Other".to_owned(),
        follows: Some(Followed {
            case: number("2610-0007"),
            uid: None,
            since: at("11-02T12:00"),
        }),
    };
    let known = Neighbours {
        cases: [
            (number("2611-0002"), Some(facts)),
            (number("2611-0003"), None),
        ]
        .into(),
        own: Some(number("2611-0001")),
        ..Neighbours::default()
    };
    for (link, codes) in [
        (
            "case: 2611-0001, uid: 7mzkdtqhxr, as: related",
            vec![Code::LinkToItself],
        ),
        ("case: 2611-0002, uid: 7mzkdtqhxs, as: related", vec![]),
        (
            "case: 2611-0002, uid: 7mzkdtqhxx, as: related",
            vec![Code::UidDiffers],
        ),
        (
            "case: 2611-0002, uid: 7mzkdtqhxs, as: duplicate",
            vec![Code::OtherCustomer, Code::LeadFollows],
        ),
        (
            "case: 2611-0002, uid: 7mzkdtqhxs, as: same-cause",
            vec![Code::LeadFollows],
        ),
        (
            "case: 2611-0003, uid: 7mzkdtqhxs, as: related",
            vec![Code::NoSuchCase],
        ),
        // Nobody looked it up.
        ("case: 2611-0004, uid: 7mzkdtqhxs, as: duplicate", vec![]),
    ] {
        let line = format!("lnkbbb 11-03T10:00 li link: {{{link}}}");
        expect(&[OPEN], &line, &known, &codes);
    }
    let link = "case: 2611-0002, uid: 7mzkdtqhxs, as: same-cause";
    // What came to follow another one only later was followed rightly.
    let before = format!("lnkbbb 11-02T11:59 li link: {{{link}}}");
    expect(&[OPEN], &before, &known, &[]);
    let led = Neighbours {
        led: Some(number("2610-0009")),
        ..Neighbours::default()
    };
    let led = Neighbours {
        cases: [(
            number("2611-0002"),
            known.cases[&number("2611-0002")]
                .clone()
                .map(|facts| CaseFacts {
                    follows: None,
                    ..facts
                }),
        )]
        .into(),
        ..led
    };
    let line = format!("lnkbbb 11-03T10:00 li link: {{{link}}}");
    expect(&[OPEN], &line, &led, &[Code::LeadLed]);
    let early = provoked(
        &[OPEN],
        "ntbbbb 11-05T10:10:01 li note: {text: n}",
        &none,
        "11-05T10:00",
    );
    assert_eq!(early, [Code::FutureTime]);
    let tolerated = provoked(
        &[OPEN],
        "ntbbbb 11-05T10:10 li note: {text: n}",
        &none,
        "11-05T10:00",
    );
    assert_eq!(tolerated, []);
    all.push(Code::FutureTime);
    all
}

/// Every refusal that the procedure names is provoked by some test above.
#[test]
fn no_refusal_is_without_a_test() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/procedure");
    let kinds = std::fs::read_dir(here.join("kinds")).unwrap();
    // What an appraisal is refused for is with the guarantee.
    let files = kinds.map(|file| file.unwrap().path());
    let files = files.filter(|file| !file.ends_with("appraise.rs"));
    let files: Vec<_> = files.chain([here.join("common.rs")]).collect();
    let sources = files.iter().map(std::fs::read_to_string);
    let sources: String = sources.collect::<Result<_, _>>().unwrap();
    let provoked: BTreeSet<Code> = LINES
        .iter()
        .map(|(code, _)| *code)
        .chain(others())
        .chain(super::goods_refusals::codes())
        .chain(super::return_rules::codes())
        .chain(super::work_refusals::codes())
        .chain([Code::CustomerNotTold, Code::NoSuchPoint])
        .collect();
    for code in Code::ALL {
        let named = format!("Code::{code:?})");
        assert!(
            !sources.contains(&named) || provoked.contains(code),
            "{code}"
        );
    }
}

#[test]
fn values_are_checked_against_the_catalog_where_it_has_lists() {
    let rules = rules_with(
        super::FACTORY,
        "customers: {C-1: {name: Acme, also: [ACME]}}\nproducts: {AX-7: Panel}\ndefects: {line: Line}\n",
    );
    for (fields, count) in [
        ("customer: ACME, product: {model: AX-7}, defect: line", 0),
        ("customer: C-1", 0),
        ("customer: Acme Co", 1),
        (
            "customer: C-1, product: [{model: AX-8}, {model: AX-7}], defect: lien",
            2,
        ),
    ] {
        let line = format!("cmplnt 11-02T09:30 li open: {{{fields}, description: d}}");
        let entry = entry(&line);
        let found = judge(
            &State::default(),
            &entry,
            &rules,
            &Neighbours::default(),
            entry.at,
        );
        assert_eq!(found.len(), count, "{fields}");
    }
}
