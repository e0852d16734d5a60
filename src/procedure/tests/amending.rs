use super::*;
use crate::case::Body;

const FULL: &str = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, reference: R-1, wants: [report, visit], product: [{model: AX, lot: L1}, {model: BX}]}";

fn amend(set: &str) -> String {
    format!("mndbbb 11-03T09:30 li amend: {{for: cmplnt, set: {set}, reason: r}}")
}

#[test]
fn fields_are_replaced_whole_and_null_removes() {
    let rules = factory();
    let line = amend("{reference: null, wants: visit, product: {model: CX}}");
    let state = legal(&rules, &[FULL, &line]);
    let open = state.open().unwrap();
    assert_eq!(open.reference, None);
    assert_eq!(open.wants.len(), 1);
    assert_eq!(
        open.models()
            .map(|model| model.as_str())
            .collect::<Vec<_>>(),
        ["CX"]
    );
    assert_eq!(open.lots().count(), 0);
    assert_eq!(open.customer.as_str(), "ACME");
    // The entry as written is untouched.
    let Body::Open(written) = &state.log[0].entry.body else {
        panic!()
    };
    assert_eq!(written.wants.len(), 2);
}

#[test]
fn a_later_amendment_builds_on_an_earlier_one() {
    let rules = factory();
    let second = "mndccc 11-03T10:00 li amend: {for: cmplnt, set: {reference: R-3}, reason: r}";
    let first = amend("{reference: R-2, channel: phone}");
    let log = [FULL, &first, second];
    let state = legal(&rules, &log);
    let open = state.open().unwrap();
    assert_eq!(open.reference.as_deref().unwrap(), "R-3");
    assert_eq!(open.channel.as_deref().unwrap(), "phone");
    // Striking the second brings back what the first said.
    let log = with(
        &log,
        &["strkbb 11-03T11:00 li strike: {for: mndccc, reason: r}"],
    );
    let open = legal(&rules, &log).open().unwrap().clone();
    assert_eq!(open.reference.as_deref().unwrap(), "R-2");
    // And striking the strike brings back the second.
    let log = with(
        &log,
        &["strkcc 11-03T12:00 li strike: {for: strkbb, reason: r}"],
    );
    let open = legal(&rules, &log).open().unwrap().clone();
    assert_eq!(open.reference.as_deref().unwrap(), "R-3");
}

#[test]
fn what_cannot_be_amended() {
    let rules = factory();
    let log = [
        FULL,
        "skbbbb 11-02T10:00 li ask: {text: a}",
        "nswbbb 11-02T11:00 li answer: {for: skbbbb, text: b}",
        "clsbbb 11-02T12:00 wang close: {basis: withdrawn, text: t}",
        "rpnbbb 11-02T13:00 li reopen: {reason: r}",
    ];
    for (target, set, code) in [
        ("cmplnt", "{custmer: X}", Code::UnknownKey),
        ("cmplnt", "{customer: null}", Code::MissingKey),
        ("cmplnt", "{quantity: many}", Code::BadValue),
        ("nswbbb", "{for: skbbbb}", Code::NotAmendable),
        ("clsbbb", "{basis: refuted}", Code::NotAmendable),
        // Judged again by what it says now.
        ("cmplnt", "{channel: smoke}", Code::UnknownReference),
        ("cmplnt", "{product.colour: red}", Code::UnknownKey),
        ("cmplnt", "{customer.name: X}", Code::UnknownKey),
        (
            "cmplnt",
            "{when: '2026-11-02T10:30:00+08:00'}",
            Code::FutureFact,
        ),
        (
            "nswbbb",
            "{when: '2026-11-02T09:40:00+08:00'}",
            Code::BeforeTarget,
        ),
    ] {
        let line = format!("mndbbb 11-03T09:30 li amend: {{for: {target}, set: {set}, reason: r}}");
        assert_eq!(refused(&rules, &log, &line), [code], "{line}");
    }
}

fn broken(rules: &Rules, log: &[&str], line: &str) -> String {
    let entry = entry(line);
    let state = legal(rules, log);
    let found = judge(&state, &entry, rules, &Neighbours::default(), entry.at);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].code, Code::BreaksOthers);
    found[0].args.get("entries").unwrap().plain()
}

#[test]
fn an_amendment_that_makes_later_entries_illegal_names_them() {
    let rules = factory();
    let log = [
        OPEN,
        "clsffb 11-02T10:00 wang classify: {criteria: appearance, scope: single, severity: C, rule: r}",
        "rplbbb 11-02T11:00 li reply: {kind: final}",
        "rplccc 11-02T12:00 li reply: {kind: supplementary}",
        "rspbbb 11-02T13:00 li respond: {for: rplccc, verdict: accepted}",
        "clsbbb 11-02T14:00 wang close: {basis: accepted}",
        "rpnbbb 11-02T15:00 li reopen: {reason: r}",
    ];
    for (line, entries) in [
        (
            "amend: {for: rplbbb, set: {kind: interim}, reason: r}",
            "rplccc",
        ),
        (
            "amend: {for: rplccc, set: {kind: interim}, reason: r}",
            "clsbbb",
        ),
        (
            "amend: {for: rspbbb, set: {verdict: disputed}, reason: r}",
            "clsbbb",
        ),
        // Struck, the classification leaves the replies unapproved.
        ("strike: {for: clsffb, reason: r}", "rplccc, rspbbb, clsbbb"),
        ("strike: {for: rspbbb, reason: r}", "clsbbb"),
        ("strike: {for: clsbbb, reason: r}", "rpnbbb"),
    ] {
        // A classification is wang's to take back, and so is a closing.
        let who = if line.starts_with("strike") {
            "wang"
        } else {
            "li"
        };
        let line = format!("mndbbb 11-03T09:30 {who} {line}");
        assert_eq!(broken(&rules, &log, &line), entries, "{line}");
    }
}

const APPROVED: [&str; 4] = [
    OPEN,
    "clsffb 11-02T10:00 wang classify: {criteria: unusable, scope: single, severity: B, rule: r}",
    "rplbbb 11-02T11:00 li reply: {kind: final}",
    "pprbbb 11-02T12:00 zhao approve: {for: rplbbb, role: quality-head}",
];

#[test]
fn an_amendment_voids_approvals_which_must_be_given_anew() {
    let rules = factory();
    assert!(legal(&rules, &APPROVED).formal_reply().is_some());
    let log = with(
        &APPROVED,
        &["mndbbb 11-02T13:00 li amend: {for: rplbbb, set: {text: more}, reason: r}"],
    );
    let state = legal(&rules, &log);
    assert!(state.formal_reply().is_none());
    let standing = |state: &State| state.seen(&id("pprbbb")).unwrap().standing.clone();
    assert_eq!(standing(&state), Standing::Void(id("mndbbb")));
    let now = "11-02T16:00";
    assert_eq!(
        clock(&rules, &state, "reply-approval", now),
        ["11-03 17:30 open"]
    );
    assert_eq!(
        refused(
            &rules,
            &log,
            "rspbbb 11-02T14:00 li respond: {for: rplbbb, verdict: accepted}"
        ),
        [Code::NotApproved]
    );
    // The same person may give it again.
    let again = "pprccc 11-02T14:00 zhao approve: {for: rplbbb, role: quality-head}";
    let state = legal(&rules, &with(&log, &[again]));
    assert_eq!(
        state.formal_reply().unwrap().in_force,
        Some(at("11-02T14:00"))
    );
    assert_eq!(
        clock(&rules, &state, "reply-approval", now),
        ["11-03 17:30 met"]
    );
    // Without the amendment the first approval counts again.
    let struck = "strkbb 11-02T14:00 li strike: {for: mndbbb, reason: r}";
    let state = legal(&rules, &with(&log, &[struck]));
    assert_eq!(standing(&state), Standing::Live);
    assert_eq!(
        state.formal_reply().unwrap().in_force,
        Some(at("11-02T12:00"))
    );
}

#[test]
fn an_amendment_may_take_away_the_need_for_an_approval() {
    let rules = factory();
    let log = with(
        &APPROVED,
        &["mndbbb 11-02T13:00 li amend: {for: rplbbb, set: {kind: interim}, reason: r}"],
    );
    let state = legal(&rules, &log);
    assert_eq!(waiting(&state, &rules), []);
    assert!(state.seen(&id("rplbbb")).unwrap().is_in_force());
}

#[test]
fn what_was_answered_is_not_amended_behind_its_approval() {
    let rules = factory();
    let log = with(
        &APPROVED,
        &["rspbbb 11-02T13:00 li respond: {for: rplbbb, verdict: accepted}"],
    );
    let line = "mndbbb 11-02T14:00 li amend: {for: rplbbb, set: {text: more}, reason: r}";
    assert_eq!(broken(&rules, &log, line), "rspbbb");
}

#[test]
fn who_may_not_enter_it_may_not_amend_it() {
    let rules = factory();
    let log = &APPROVED[..2];
    let set = "amend: {for: clsffb, set: {criteria: papers, severity: D}, reason: r}";
    assert_eq!(
        refused(&rules, log, &format!("mndbbb 11-02T13:00 li {set}")),
        [Code::RoleMissing]
    );
    assert_eq!(
        refused(&rules, log, &format!("mndbbb 11-02T13:00 wang {set}")),
        []
    );
}

#[test]
fn strikes() {
    let rules = factory();
    let log = [
        OPEN,
        "skbbbb 11-02T10:00 li ask: {text: a}",
        "nswbbb 11-02T11:00 li answer: {for: skbbbb, text: b}",
        "ntbbbb 11-02T12:00 li note: {text: n}",
    ];
    for (target, codes) in [
        ("cmplnt", vec![Code::OpenStays]),
        ("skbbbb", vec![Code::StillReferredTo]),
        ("nswbbb", vec![]),
        ("ntbbbb", vec![]),
    ] {
        let line = format!("strkbb 11-03T09:30 li strike: {{for: {target}, reason: r}}");
        assert_eq!(refused(&rules, &log, &line), codes, "{target}");
    }
    let log = with(
        &log,
        &["strkbb 11-03T09:30 li strike: {for: nswbbb, reason: r}"],
    );
    let state = legal(&rules, &log);
    assert_eq!(state.open_asks().count(), 1);
    assert_eq!(
        refused(
            &rules,
            &log,
            "strkcc 11-03T10:00 li strike: {for: skbbbb, reason: r}"
        ),
        []
    );
    assert_eq!(
        refused(
            &rules,
            &log,
            "strkcc 11-03T10:00 li strike: {for: nswbbb, reason: r}"
        ),
        [Code::DeadTarget]
    );
}

#[test]
fn questions_and_requests_can_be_cancelled_until_they_are_answered() {
    let rules = factory();
    let log = [
        OPEN,
        "skbbbb 11-02T10:00 li ask: {text: a}",
        "rqsbbb 11-02T10:00 li request: {want: report}",
        "ntbbbb 11-02T12:00 li note: {text: n}",
    ];
    let cancel =
        |target: &str| format!("cncbbb 11-03T09:30 li cancel: {{for: {target}, reason: r}}");
    let done = with(
        &log,
        &[
            "nswbbb 11-02T13:00 li answer: {for: skbbbb, text: b}",
            "rplbbb 11-02T13:00 li reply: {kind: interim, meets: report}",
        ],
    );
    for target in ["skbbbb", "rqsbbb"] {
        assert_eq!(refused(&rules, &log, &cancel(target)), []);
        assert_eq!(
            refused(&rules, &done, &cancel(target)),
            [Code::AlreadyAnswered]
        );
    }
    assert_eq!(
        refused(&rules, &log, &cancel("ntbbbb")),
        [Code::WrongTarget]
    );
    let state = legal(&rules, &with(&log, &[&cancel("skbbbb")]));
    assert_eq!(state.open_asks().count(), 0);
    assert_eq!(
        state.seen(&id("skbbbb")).unwrap().standing,
        Standing::Cancelled(id("cncbbb"))
    );
}

#[test]
fn many_amendments_are_judged_quickly() {
    let rules = factory();
    let lines: Vec<String> = (0..40u8)
        .map(|n| {
            let id = EntryId::from_bytes([n, 1, 1, 1, 1, 1]);
            let id = if n < 20 { id.to_string() } else { id.to_string().replacen("cc", "dd", 1) };
            format!("{id} 11-03T09:{n:02} li amend: {{for: cmplnt, set: {{reference: R-{n}}}, reason: r}}")
        })
        .collect();
    let mut log = vec![OPEN];
    log.extend(lines.iter().map(String::as_str));
    let state = legal(&rules, &log);
    assert_eq!(state.open().unwrap().reference.as_deref().unwrap(), "R-39");
}

#[test]
fn a_part_of_a_field_is_amended_by_itself() {
    let rules = factory();
    let open =
        "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: {model: M, lot: L}}";
    let model = "mndbbb 11-03T09:30 li amend: {for: cmplnt, set: {product.model: MX}, reason: r}";
    let lot = "mndccc 11-03T09:30 li amend: {for: cmplnt, set: {product.lot: L9}, reason: r}";
    let goods = |log: &[&str]| {
        let state = legal(&rules, log);
        let open = state.open().unwrap();
        let join = |texts: Vec<String>| texts.join(" ");
        let models = join(open.models().map(ToString::to_string).collect());
        let lots = join(open.lots().map(ToString::to_string).collect());
        format!("{models}/{lots}")
    };
    assert_eq!(goods(&[open, model, lot]), "MX/L9");
    assert_eq!(goods(&[open, lot, model]), "MX/L9");
    let strike = "strbbb 11-03T10:00 li strike: {for: mndbbb, reason: r}";
    assert_eq!(goods(&[open, model, lot, strike]), "M/L9");
    let gone = "mndccc 11-03T09:30 li amend: {for: cmplnt, set: {product.lot: null}, reason: r}";
    assert_eq!(goods(&[open, model, gone]), "MX/");
    let two = open.replace(
        "{model: M, lot: L}",
        "[{model: M, lot: L}, {model: N, lot: K}]",
    );
    let second = lot.replace("product.lot", "product.2.lot");
    assert_eq!(goods(&[&two, &second]), "M N/L L9");
    assert_eq!(refused(&rules, &[&two], lot), [Code::UnknownKey]);
}
