use super::*;
use crate::case::kinds::Basis;
use crate::policy::Need;

/// The unmet needs of closing on that ground, with the command for each.
fn lacks(rules: &Rules, log: &[&str], basis: &str) -> Vec<(Need, String)> {
    let state = legal(rules, log);
    let basis = Basis::parse(basis).unwrap();
    let open = unmet(&state, rules, basis).unwrap();
    open.into_iter()
        .map(|open| (open.need, format!("{} {}", open.verb, open.command)))
        .collect()
}

const GRADED: &str =
    "clsffb 11-02T10:00 wang classify: {criteria: appearance, scope: single, severity: C, rule: r}";
const REPLY: &str = "rplbbb 11-03T10:00 li reply: {kind: final}";
const REQUEST: &str = "rqsbbb 11-02T11:00 li request: {want: report}";
const MEETS: &str = "rplccc 11-03T09:00 li reply: {kind: interim, for: rqsbbb, meets: report}";
const ACCEPTED: &str = "rspbbb 11-04T10:00 li respond: {for: rplbbb, verdict: accepted}";
const DISPUTED: &str = "rspbbb 11-04T10:00 li respond: {for: rplbbb, verdict: disputed}";

#[test]
fn all_that_lacks_is_named_at_once_with_its_command() {
    let rules = factory();
    let classify = (
        Need::Classified,
        "classify --criterion CRITERION --scope SCOPE".to_owned(),
    );
    let reply = (Need::FinalReply, "reply --kind final".to_owned());
    let accept = (Need::CustomerAccepted, "reply --kind final".to_owned());
    let request = (
        Need::RequestsMet,
        "reply rqsbbb --kind interim --meets report".to_owned(),
    );
    let silence = (Need::SalesConfirmed, "confirm --what no-answer".to_owned());
    let all = [classify.clone(), reply.clone(), accept, request.clone()];
    let log = [OPEN, REQUEST];
    assert_eq!(lacks(&rules, &log, "accepted"), all);
    assert_eq!(
        lacks(&rules, &log, "no-response"),
        [classify.clone(), reply.clone(), silence]
    );
    assert_eq!(lacks(&rules, &log, "not-ours"), [classify, reply.clone()]);
    assert_eq!(lacks(&rules, &log, "refuted"), [reply]);
    assert_eq!(lacks(&rules, &log, "withdrawn"), []);
    let link = (
        Need::DuplicateLinked,
        "link OTHER-CASE --as duplicate".to_owned(),
    );
    assert_eq!(lacks(&rules, &log, "duplicate"), [link]);
    let close = "clsbbb 11-05T10:00 wang close: {basis: accepted}";
    assert_eq!(refused(&rules, &log, close), [Code::ClosingNeeds; 4]);
    let found = judge(
        &legal(&rules, &log),
        &entry(close),
        &rules,
        &Neighbours::default(),
        at("11-05T10:00"),
    );
    assert_eq!(
        found[1].place.rule.as_deref(),
        Some("closing.accepted.needs")
    );
    assert_eq!(found[1].args.get("need").unwrap().plain(), "final-reply");
    assert_eq!(
        found[1].args.get("command").unwrap().plain(),
        "--kind final"
    );
}

#[test]
fn each_need_is_met_by_its_entry() {
    let rules = factory();
    let log = [OPEN, GRADED, REQUEST, MEETS, REPLY];
    let needs = |log: &[&str], basis| -> Vec<Need> {
        lacks(&rules, log, basis)
            .into_iter()
            .map(|(need, _)| need)
            .collect()
    };
    assert_eq!(needs(&log, "accepted"), [Need::CustomerAccepted]);
    assert_eq!(needs(&with(&log, &[ACCEPTED]), "accepted"), []);
    assert_eq!(
        needs(&log[..4], "accepted"),
        [Need::FinalReply, Need::CustomerAccepted]
    );
    let cancelled = [
        OPEN,
        GRADED,
        REQUEST,
        "cncbbb 11-02T12:00 li cancel: {for: rqsbbb, reason: r}",
        REPLY,
        ACCEPTED,
    ];
    assert_eq!(needs(&cancelled, "accepted"), []);
    assert_eq!(needs(&log, "not-ours"), []);
    assert_eq!(needs(&log, "refuted"), []);
    let ask = "skbbbb 11-03T11:00 li ask: {text: a}";
    assert_eq!(
        lacks(&rules, &[OPEN, ask], "withdrawn"),
        [(Need::QuestionsAnswered, "answer skbbbb TEXT".to_owned())]
    );
    let link = "lnkbbb 11-03T11:00 li link: {case: 2611-0002, uid: 7mzkdtqhxs, as: duplicate}";
    assert_eq!(needs(&[OPEN, link], "duplicate"), []);
    let related = "lnkbbb 11-03T11:00 li link: {case: 2611-0002, uid: 7mzkdtqhxs, as: related}";
    assert_eq!(
        needs(&[OPEN, related], "duplicate"),
        [Need::DuplicateLinked]
    );
}

#[test]
fn silence_is_confirmed_after_the_formal_reply_was_approved() {
    let rules = factory();
    let grave = "clsffb 11-02T10:00 wang classify: {criteria: unusable, scope: single, severity: B, rule: r}";
    let early = "cnfbbb 11-03T11:00 li confirm: {what: no-answer}";
    let approved = "pprbbb 11-03T12:00 zhao approve: {for: rplbbb, role: quality-head}";
    let late = "cnfccc 11-03T13:00 li confirm: {what: no-answer}";
    let log = [OPEN, grave, REPLY, early, approved];
    let silence = (Need::SalesConfirmed, "confirm --what no-answer".to_owned());
    assert_eq!(lacks(&rules, &log, "no-response"), [silence]);
    assert_eq!(lacks(&rules, &with(&log, &[late]), "no-response"), []);
}

#[test]
fn a_dispute_asks_for_a_supplementary_reply_and_its_acceptance() {
    let rules = factory();
    let log = [OPEN, GRADED, REPLY, DISPUTED];
    let reply = (Need::FinalReply, "reply --kind supplementary".to_owned());
    let accept = |id: &str| {
        (
            Need::CustomerAccepted,
            format!("respond {id} --verdict accepted"),
        )
    };
    // The disputed reply has its answer; only another one can be accepted.
    let another = (Need::CustomerAccepted, reply.1.clone());
    assert_eq!(lacks(&rules, &log, "accepted"), [reply, another]);
    let due = |log: &[&str]| {
        clock(
            &rules,
            &legal(&rules, log),
            "answer-to-dispute",
            "11-06T09:00",
        )
    };
    assert_eq!(due(&log), ["11-11 17:30 open"]);
    let log = with(
        &log,
        &["rplddd 11-05T10:00 li reply: {kind: supplementary}"],
    );
    assert_eq!(lacks(&rules, &log, "accepted"), [accept("rplddd")]);
    assert_eq!(due(&log), ["11-11 17:30 met"]);
    let log = with(
        &log,
        &["rspccc 11-06T10:00 li respond: {for: rplddd, verdict: accepted}"],
    );
    assert_eq!(lacks(&rules, &log, "accepted"), []);
}

#[test]
fn only_the_last_formal_reply_settles_the_case() {
    let rules = factory();
    let log = [
        OPEN,
        GRADED,
        REPLY,
        ACCEPTED,
        "rplddd 11-05T10:00 li reply: {kind: supplementary}",
    ];
    assert_eq!(lacks(&rules, &log, "accepted").len(), 1);
    let interim = [
        OPEN,
        GRADED,
        "rplccc 11-03T09:00 li reply: {kind: interim}",
        REPLY,
        "rspccc 11-04T10:00 li respond: {for: rplccc, verdict: accepted}",
    ];
    assert_eq!(lacks(&rules, &interim, "accepted").len(), 1);
}

#[test]
fn a_disputed_interim_reply_is_answered_by_the_final_one() {
    let rules = factory();
    let log = [
        OPEN,
        GRADED,
        "rplccc 11-03T09:00 li reply: {kind: interim}",
        "rspccc 11-03T09:30 li respond: {for: rplccc, verdict: disputed}",
    ];
    assert_eq!(
        lacks(&rules, &log, "refuted"),
        [(Need::FinalReply, "reply --kind final".to_owned())]
    );
    assert_eq!(refused(&rules, &log, REPLY), []);
    assert_eq!(lacks(&rules, &with(&log, &[REPLY]), "refuted"), []);
}

#[test]
fn a_reply_that_waits_asks_for_its_approval() {
    let rules = closing_by(
        "  not-ours: {needs: [not-ours, final-reply]}\n",
        "approvals: {reply: [{step: approve, role: quality-head}]}\n",
    );
    let log = [OPEN, REPLY];
    let cause = "investigate --justified YES-OR-NO --occurrence TEXT --party PARTY --who NAME";
    let cause = (Need::NotOurs, cause.to_owned());
    let reply = (Need::FinalReply, "approve rplbbb".to_owned());
    assert_eq!(lacks(&rules, &log, "not-ours"), [cause, reply]);
    // A ground that the policy does not list is none.
    let close = |basis: &str| format!("clsbbb 11-05T10:00 wang close: {{basis: {basis}}}");
    assert_eq!(
        refused(&rules, &log, &close("refuted")),
        [Code::BasisNotAllowed]
    );
    let all = [
        Code::ClosingNeeds,
        Code::ClosingNeeds,
        Code::ApprovalWaiting,
    ];
    assert_eq!(refused(&rules, &log, &close("not-ours")), all);
}

#[test]
fn needs_by_severity_come_besides_and_once() {
    let text = SMALL.replace(
        "withdrawn: {}",
        "withdrawn: {needs: [classified], when-severity: {A: [classified, complaint-confirmed, solution-confirmed]}}",
    );
    let rules = rules_with(&text, "");
    assert_eq!(lacks(&rules, &[OPEN], "withdrawn").len(), 1);
    let light =
        "clsffb 11-02T10:00 wang classify: {criteria: looks, scope: one, severity: C, rule: r}";
    assert_eq!(lacks(&rules, &[OPEN, light], "withdrawn"), []);
    let grave =
        "clsffb 11-02T10:00 wang classify: {criteria: safety, scope: one, severity: A, rule: r}";
    let log = [
        OPEN,
        grave,
        "cnfbbb 11-03T10:00 li confirm: {what: complaint}",
    ];
    assert_eq!(
        lacks(&rules, &log, "withdrawn"),
        [(
            Need::SolutionConfirmed,
            "confirm --what solution".to_owned()
        )]
    );
    let log = with(&log, &["cnfccc 11-03T10:00 li confirm: {what: solution}"]);
    assert_eq!(lacks(&rules, &log, "withdrawn"), []);
}

#[test]
fn after_close_only_notes_files_and_reopening() {
    let rules = factory();
    let log = [
        OPEN,
        "skbbbb 11-02T10:00 li ask: {text: a}",
        "nswbbb 11-02T11:00 li answer: {for: skbbbb, text: b}",
        GRADED,
        REPLY,
        "clsbbb 11-03T12:00 wang close: {basis: not-ours}",
    ];
    for (line, allowed) in [
        ("li note: {text: t}", true),
        ("li attach: {file: {name: a.pdf, sha256: ab}}", true),
        ("li reopen: {reason: r}", true),
        (
            "wang classify: {criteria: papers, scope: single, severity: D, rule: r}",
            false,
        ),
        ("li request: {want: visit}", false),
        ("li ask: {text: t}", false),
        ("li confirm: {what: solution}", false),
        ("li reply: {kind: interim}", false),
        ("li respond: {for: rplbbb, verdict: accepted}", false),
        (
            "li link: {case: 2611-0002, uid: 7mzkdtqhxs, as: related}",
            false,
        ),
        (
            "li amend: {for: cmplnt, set: {reference: R}, reason: r}",
            false,
        ),
        ("li strike: {for: nswbbb, reason: r}", false),
        ("wang close: {basis: not-ours}", false),
    ] {
        let codes = refused(&rules, &log, &format!("xxxxxx 11-04T10:00 {line}"));
        let expected = if allowed {
            vec![]
        } else {
            vec![Code::CaseClosed]
        };
        assert_eq!(codes, expected, "{line}");
    }
}

const ELSEWHERE: &[&str] = &[
    "cmplnt 11-02T09:30 li imported: true, open: {customer: ACME, description: d, when: '2024-05-06T09:30:00+08:00'}",
    "rplbbb 11-02T09:30 li imported: true, reply: {kind: final, when: '2024-05-08T00:00:00+08:00'}",
];
const CLOSED_ELSEWHERE: &str = "clsbbb 11-02T09:30 li imported: true, close: {basis: accepted, when: '2024-05-09T00:00:00+08:00'}";

#[test]
fn what_another_system_closed_is_closed() {
    let rules = factory();
    let state = legal(&rules, &with(ELSEWHERE, &[CLOSED_ELSEWHERE]));
    let closed = state.closed.as_ref().unwrap();
    let then = Time::parse("2024-05-09T00:00:00+08:00").unwrap();
    assert_eq!((closed.at, closed.basis), (then, Basis::Accepted));
    let owed = obligations(&state, &rules, at("11-02T10:00"));
    let open = owed.iter().filter(|owed| owed.state.is_pending()).count();
    assert_eq!(open, 0);
    assert_eq!(waiting(&state, &rules), []);
}

#[test]
fn once_something_was_done_here_it_is_closed_here() {
    let rules = factory();
    let here = with(ELSEWHERE, &["ntbbbb 11-02T10:00 li note: {text: n}"]);
    let late = CLOSED_ELSEWHERE.replace("T09:30 li", "T11:00 li");
    let needs = Code::ClosingNeeds;
    let of = [Code::NotImported, Code::BackDated, needs, needs];
    assert_eq!(refused(&rules, &here, &late), of);
    let live = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d}";
    let after = late.replace("2024-05-09T00:00:00", "2026-11-02T10:00:00");
    let of = [Code::NotImported, Code::BackDated, needs, needs, needs];
    assert_eq!(refused(&rules, &[live], &after), of);
    let unknown = CLOSED_ELSEWHERE.replace("accepted", "no-response");
    let rules = small("");
    assert_eq!(
        refused(&rules, ELSEWHERE, &unknown),
        [Code::BasisNotAllowed]
    );
}

#[test]
fn a_reply_that_went_out_elsewhere_waits_for_no_approval() {
    let rules = factory();
    let graded = "clsffb 11-02T09:30 li imported: true, classify: {criteria: safety, scope: single, severity: A, rule: r, when: '2024-05-06T10:00:00+08:00'}";
    let log = [ELSEWHERE[0], graded, ELSEWHERE[1]];
    let state = legal(&rules, &log);
    assert!(state.formal_reply().is_some());
    assert_eq!(waiting(&state, &rules), []);
    let later = [
        log[0],
        graded,
        "ntbbbb 11-02T10:00 li note: {text: n}",
        "rplbbb 11-02T11:00 li imported: true, reply: {kind: final, when: '2026-11-02T10:30:00+08:00'}",
    ];
    let state = legal(&rules, &later);
    assert!(state.formal_reply().is_none());
    assert_eq!(waiting(&state, &rules)[0].entry, id("rplbbb"));
}

#[test]
fn what_happened_elsewhere_before_the_end_may_come_in_after_it() {
    let rules = factory();
    let log = with(ELSEWHERE, &[CLOSED_ELSEWHERE]);
    let earlier = "rspbbb 11-02T09:30 li imported: true, respond: {for: rplbbb, verdict: accepted, when: '2024-05-09T00:00:00+08:00'}";
    let state = legal(&rules, &with(&log, &[earlier]));
    assert!(state.closed.is_some());
    let later = earlier.replace("05-09T00:00:00", "05-09T00:00:01");
    assert_eq!(refused(&rules, &log, &later), [Code::CaseClosed]);
    let here = "rspbbb 11-02T10:00 li respond: {for: rplbbb, verdict: accepted, when: '2024-05-08T10:00:00+08:00'}";
    assert_eq!(refused(&rules, &log, here), [Code::CaseClosed]);
}
