//! Whether the facts are true.

use super::*;
use crate::case::kinds::Basis;
use crate::policy::Need;

const CLOSING: &str = "  accepted: {needs: [verified, customer-accepted], also: [{when: {source: authority}, needs: [market-sampled]}]}
  refuted: {needs: [refuted, final-reply]}
  withdrawn: {}
";

fn rules() -> Rules {
    closing_by(CLOSING, "")
}

const FULL: &str = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, source: authority, product: [{model: AX, lot: L1}, {model: AX, lot: L2}, {model: AX}]}";
const REFUTED: &str =
    "vrfbbb 11-03T09:00 wang verify: {methods: retained-sample, result: refuted, lots: L1}";
const CONFIRMED: &str =
    "vrfccc 11-04T09:00 wang verify: {methods: [records, site-visit], result: confirmed}";

/// One line of every kind, each lawful but for the facts; of the others the
/// refusal does not matter here. Whether it goes on once they are refuted.
const KINDS: &[(&str, bool)] = &[
    ("open: {customer: ACME, description: d}", true),
    (
        "classify: {criteria: looks, scope: one, severity: C, rule: r}",
        true,
    ),
    ("request: {want: report}", true),
    ("ask: {text: a}", true),
    ("answer: {for: skbbbb, text: a}", true),
    ("confirm: {what: complaint}", true),
    ("verify: {methods: records, result: confirmed}", true),
    ("assign: {to: quality}", false),
    ("sign: {for: sgnbbb}", true),
    ("opinion: {for: sgnbbb, text: t}", true),
    (
        "contain: {lot: L1, place: store, action: quarantine, quantity: 0 pcs}",
        false,
    ),
    ("investigate: {justified: false, text: t}", false),
    ("trace: {lots: L1, text: nobody}", true),
    ("recall: {decision: no-recall, lots: L1, reason: r}", false),
    ("notify: {party: authority, who: AMR}", true),
    (
        "retrieve: {for: rclbbb, customer: ACME, quantity: 1 pcs}",
        true,
    ),
    (
        "act: {kind: corrective, text: t, owner: wang, due: 2026-11-20}",
        false,
    ),
    ("finish: {for: ctbbbb, text: t}", true),
    ("evaluate: {for: ctbbbb, verdict: effective}", true),
    ("approve: {for: rplbbb, role: quality-head}", true),
    ("reject: {for: rplbbb, role: quality-head, reason: r}", true),
    ("reply: {kind: final}", true),
    ("respond: {for: rplbbb, verdict: accepted}", true),
    ("remind: {for: rplbbb}", true),
    ("visit: {text: t}", true),
    ("survey: {score: 3}", true),
    (
        "rma: {reason: q, items: {model: AX, quantity: 4 pcs}, way: return, replenish: true}",
        false,
    ),
    ("receive: {items: {model: AX, quantity: 7 pcs}}", true),
    ("resolve: {for: rcvbbb, how: sent-back, reason: r}", true),
    ("inspect: {for: rcvbbb, good: 3 pcs}", true),
    (
        "disposition: {for: rcvbbb, items: {decision: restock, quantity: 3 pcs, of: good}}",
        true,
    ),
    (
        "replace: {items: {model: AX, quantity: 5 pcs}, by: 2027-11-02}",
        false,
    ),
    (
        "ship: {for: rplbbb, quantity: 1 pcs, delivery_note: n}",
        true,
    ),
    ("accept: {for: rplbbb}", true),
    (
        "compensate: {kind: other, amount: 5.00 CNY, paid_by: us}",
        false,
    ),
    ("note: {text: n}", true),
    ("attach: {file: {name: a.pdf, sha256: ab}}", true),
    (
        "link: {case: 2611-0002, uid: 7mzkdtqhxs, as: related}",
        true,
    ),
    (
        "appraise: {class: leather, fault: zip, sold: 2026-10-20, remedy: none}",
        true,
    ),
    ("amend: {for: cmplnt, set: {reference: R}, reason: r}", true),
    ("strike: {for: cmplnt, reason: r}", true),
    ("cancel: {for: cmplnt, reason: r}", true),
    ("close: {basis: refuted}", true),
    ("reopen: {reason: r}", true),
    ("renumber: {from: 2611-0001, to: 2611-0004}", true),
];

#[test]
fn refuted_facts_leave_only_what_leads_to_reply_and_closing() {
    use crate::case::Kind;
    let rules = rules();
    let mut named: Vec<Kind> = Vec::new();
    for (body, goes_on) in KINDS {
        let line = format!("xxxxxx 11-05T10:00 wang {body}");
        named.push(entry(&line).kind());
        let refuted = |log: &[&str]| refused(&rules, log, &line).contains(&Code::FactsRefuted);
        assert!(!refuted(&[FULL]), "{line}");
        assert_eq!(refuted(&[FULL, REFUTED]), !goes_on, "{line}");
        // Confirmed after all, or not worth proving.
        assert!(!refuted(&[FULL, REFUTED, CONFIRMED]), "{line}");
        let waived = "vrfccc 11-04T09:00 wang verify: {result: waived, text: t}";
        assert!(!refuted(&[FULL, REFUTED, waived]), "{line}");
        // A mistake refutes nothing.
        let struck = "strbbb 11-04T09:00 wang strike: {for: vrfbbb, reason: r}";
        assert!(!refuted(&[FULL, REFUTED, struck]), "{line}");
        let again = CONFIRMED.replace("vrfccc 11-04T09:00", "vrfddd 11-02T10:00");
        assert_eq!(refuted(&[FULL, &again, REFUTED]), !goes_on, "{line}");
    }
    assert_eq!(named, Kind::ALL);
}

#[test]
fn what_was_begun_keeps_facts_from_being_amended_away() {
    let rules = rules();
    let log = [
        FULL,
        "vrfccc 11-03T09:00 wang verify: {methods: records, result: confirmed}",
        "sgnbbb 11-04T10:00 li assign: {to: quality}",
    ];
    let amend = "mndbbb 11-05T10:00 wang amend: {for: vrfccc, set: {result: refuted}, reason: r}";
    assert_eq!(refused(&rules, &log, amend), [Code::BreaksOthers]);
    assert_eq!(refused(&rules, &log[..2], amend), []);
    // What was begun before may be answered; nothing new is begun.
    let later = REFUTED.replace("11-03", "11-05");
    let log = with(&log, &[&later]);
    for line in [
        "wang sign: {for: sgnbbb}",
        "wang opinion: {for: sgnbbb, text: t}",
        "wang cancel: {for: sgnbbb, reason: r}",
    ] {
        let line = format!("xxxxxx 11-06T10:00 {line}");
        assert_eq!(refused(&rules, &log, &line), [], "{line}");
    }
}

#[test]
fn only_a_verification_in_force_counts() {
    let rules = closing_by(
        CLOSING,
        "approvals: {verify: [{step: approve, role: quality-head}]}\n",
    );
    let assign = "xxxxxx 11-05T10:00 li assign: {to: quality}";
    assert_eq!(refused(&rules, &[FULL, REFUTED], assign), []);
    let approved = "pprbbb 11-03T10:00 zhao approve: {for: vrfbbb, role: quality-head}";
    let log = [FULL, REFUTED, approved];
    assert_eq!(refused(&rules, &log, assign), [Code::FactsRefuted]);
    let market =
        "vrfddd 11-04T09:00 wang verify: {methods: market-sample, lots: L1, result: confirmed}";
    let needs = |log: &[&str]| -> Vec<Need> {
        let open = unmet(&legal(&rules, log), &rules, Basis::Accepted).unwrap();
        open.into_iter().map(|open| open.need).collect()
    };
    assert_eq!(
        needs(&[FULL, market]),
        [Need::Verified, Need::CustomerAccepted, Need::MarketSampled]
    );
}

#[test]
fn samples_are_of_the_batch_complained_of() {
    let rules = rules();
    for (fields, codes) in [
        ("methods: market-sample, lots: L1", vec![]),
        ("methods: market-sample, lots: [L1, L2]", vec![]),
        (
            "methods: [records, market-sample], lots: L3",
            vec![Code::SampleOfOtherLot],
        ),
        ("methods: market-sample", vec![Code::MissingKey]),
        ("methods: retained-sample", vec![]),
        (
            "methods: retained-sample, lots: L3",
            vec![Code::SampleOfOtherLot],
        ),
        // Records may be of any lot, and so may what the customer sends.
        ("methods: records, lots: L3", vec![]),
        ("methods: returned-sample, lots: L3", vec![]),
    ] {
        for result in ["confirmed", "refuted"] {
            let line = format!("xxxxxx 11-03T10:00 wang verify: {{{fields}, result: {result}}}");
            assert_eq!(refused(&rules, &[FULL], &line), codes, "{line}");
        }
    }
    // Where the complaint names no batch, any will do.
    let line =
        "xxxxxx 11-03T10:00 wang verify: {methods: market-sample, lots: L3, result: confirmed}";
    assert_eq!(refused(&rules, &[OPEN], line), []);
}

/// Needs of closing that are not met, with the command for each.
fn lacks(log: &[&str], basis: Basis) -> Vec<(Need, String)> {
    let rules = rules();
    let open = unmet(&legal(&rules, log), &rules, basis).unwrap();
    open.into_iter()
        .map(|open| (open.need, format!("{} {}", open.verb, open.command)))
        .filter(|(need, _)| !matches!(need, Need::CustomerAccepted | Need::FinalReply))
        .collect()
}

#[test]
fn what_closing_needs_of_the_facts() {
    let verify = (
        Need::Verified,
        "verify --method METHOD --result RESULT".to_owned(),
    );
    let market = (
        Need::MarketSampled,
        "verify --method market-sample --lot L1 --result RESULT".to_owned(),
    );
    let refute = (
        Need::Refuted,
        "verify --method METHOD --result refuted".to_owned(),
    );
    let both = vec![verify.clone(), market.clone()];
    let waived = "vrfddd 11-03T09:00 wang verify: {result: waived, text: t}";
    let sampled = "vrfddd 11-03T09:00 wang verify: {methods: [market-sample, records], lots: L2, result: confirmed}";
    for (log, accepted, refuted) in [
        (vec![FULL], both, vec![refute.clone()]),
        (vec![OPEN], vec![verify], vec![refute.clone()]),
        (
            vec![FULL, waived],
            vec![market.clone()],
            vec![refute.clone()],
        ),
        (vec![FULL, sampled], vec![], vec![refute.clone()]),
        (vec![FULL, REFUTED], vec![market.clone()], vec![]),
        (vec![FULL, REFUTED, CONFIRMED], vec![market], vec![refute]),
    ] {
        assert_eq!(lacks(&log, Basis::Accepted), accepted, "{log:?}");
        assert_eq!(lacks(&log, Basis::Refuted), refuted, "{log:?}");
    }
}

#[test]
fn a_case_is_verifying_until_somebody_says_what_came_of_it() {
    let rules = rules();
    let reply = "rplbbb 11-04T10:00 li reply: {kind: final}";
    let accepted = "rspbbb 11-05T10:00 li respond: {for: rplbbb, verdict: accepted}";
    let note = "ntbbbb 11-02T10:00 li note: {text: n}";
    for (log, expected) in [
        (vec![OPEN], Status::New),
        (vec![OPEN, note], Status::Verifying),
        (vec![OPEN, note, reply], Status::Verifying),
        (vec![OPEN, REFUTED], Status::Open),
        (vec![OPEN, REFUTED, reply], Status::Replied),
        (vec![OPEN, REFUTED, reply, accepted], Status::ReadyToClose),
        (vec![OPEN, CONFIRMED], Status::Open),
        (vec![OPEN, CONFIRMED, reply], Status::Replied),
    ] {
        // The sample of the batch does not matter for it.
        let log: Vec<String> = log
            .iter()
            .map(|line| line.replace(", lots: L1", ""))
            .collect();
        let log: Vec<&str> = log.iter().map(String::as_str).collect();
        assert_eq!(status(&legal(&rules, &log), &rules), expected, "{log:?}");
    }
    // Where closing does not ask for it, nobody waits for it.
    let state = legal(&small(""), &[OPEN, note]);
    assert_eq!(status(&state, &small("")), Status::Open);
}
