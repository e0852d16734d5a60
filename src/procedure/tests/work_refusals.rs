//! What is refused between verification and survey.

use super::*;

const CLOSING: &str = "  accepted: {needs: [customer-accepted], may-outlive: actions}
  withdrawn: {}
";

const ROWS: &str = "departments: {sign-first: true}
investigation: {after-dispute: true, whys: 2, escape: true}
actions: {evidence: true}
survey: {best: 10}
approvals:
  recall: [{step: approve, role: general-manager}]
  act: [{step: approve, role: quality-head, when: {kind: preventive}}]
  reply: [{step: approve, role: quality-head, when: {kind: supplementary}}]
clocks:
  prove: {sense: earliest, from: finish, until: evaluate, within: 30d}
";

const LOG: &[&str] = &[
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: {model: AX, lot: L1}}",
    "sgnbbb 11-02T10:00 li assign: {to: [quality, quality-head]}",
    "nvsbbb 11-02T11:00 wang investigate: {justified: true, occurrence: o, escape: e, whys: [a, b], party: department, who: quality}",
    "rclbbb 11-02T12:00 li recall: {decision: recall, lots: L1, reason: r, customers: [{customer: ACME, quantity: 10 pcs}, {customer: Other}]}",
    "pprbbb 11-02T12:10 chen approve: {for: rclbbb, role: general-manager}",
    "rclccc 11-02T12:20 li recall: {decision: no-recall, lots: L2, reason: r}",
    "pprccc 11-02T12:30 chen approve: {for: rclccc, role: general-manager}",
    "rclddd 11-02T12:40 li recall: {decision: recall, lots: L3, reason: r, customers: {customer: ACME}}",
    "tldbbb 11-02T13:00 li notify: {for: rclbbb, party: customer, who: ACME}",
    "rtrbbb 11-02T13:10 li retrieve: {for: rclbbb, customer: ACME, quantity: 4 pcs}",
    "ctbbbb 11-03T10:00 li act: {for: nvsbbb, kind: corrective, text: t, owner: wang, due: 2026-11-20}",
    "ctcccc 11-03T10:10 li act: {for: nvsbbb, kind: containment, text: t, owner: wang, due: 2026-11-20}",
    "ctdddd 11-03T10:20 li act: {for: nvsbbb, kind: preventive, text: t, owner: wang, due: 2026-11-20}",
    "fnnccc 11-03T11:00 wang finish: {for: ctcccc, text: t, file: {name: a.pdf, sha256: ab}}",
    "rplbbb 11-03T12:00 li reply: {kind: final}",
    "rspbbb 11-03T13:00 li respond: {for: rplbbb, verdict: disputed}",
    "rplccc 11-03T14:00 li reply: {kind: interim}",
];

/// Every code of these kinds, with a line that provokes it alone.
const LINES: &[(Code, &str)] = &[
    (
        Code::SampleOfOtherLot,
        "wang verify: {methods: market-sample, result: confirmed, lots: [L1, L9]}",
    ),
    (
        Code::SampleOfOtherLot,
        "wang verify: {methods: retained-sample, result: confirmed, lots: L9}",
    ),
    (Code::MissingKey, "wang verify: {result: confirmed}"),
    (Code::MissingKey, "wang verify: {result: refuted}"),
    (Code::MissingKey, "wang verify: {result: waived}"),
    (
        Code::MissingKey,
        "wang verify: {methods: market-sample, result: confirmed}",
    ),
    (
        Code::DepartmentTwice,
        "li assign: {to: [general-manager, quality]}",
    ),
    (
        Code::DepartmentTwice,
        "li assign: {to: [general-manager, general-manager]}",
    ),
    (Code::UnknownReference, "li assign: {to: qualty}"),
    (Code::MissingKey, "li assign: {to: []}"),
    (Code::DepartmentUnclear, "wang sign: {for: sgnbbb}"),
    (Code::RoleNotHeld, "li sign: {for: sgnbbb/1}"),
    (Code::NotSigned, "wang opinion: {for: sgnbbb/1, text: t}"),
    (
        Code::TooFewWhys,
        "wang investigate: {justified: true, occurrence: o, escape: e, whys: [a], party: customer}",
    ),
    (
        Code::MissingKey,
        "wang investigate: {justified: true, escape: e, whys: [a, b], party: customer}",
    ),
    (
        Code::MissingKey,
        "wang investigate: {justified: true, occurrence: o, whys: [a, b], party: customer}",
    ),
    (
        Code::MissingKey,
        "wang investigate: {justified: true, occurrence: o, escape: e, whys: [a, b]}",
    ),
    (
        Code::MissingKey,
        "wang investigate: {justified: true, occurrence: o, escape: e, whys: [a, b], party: carrier}",
    ),
    (Code::MissingKey, "wang investigate: {justified: false}"),
    (
        Code::UnknownReference,
        "wang investigate: {justified: false, text: t, party: department, who: paint-shop}",
    ),
    (
        Code::NotInvestigatedAgain,
        "li reply: {kind: supplementary}",
    ),
    (
        Code::NotForward,
        "wang trace: {lots: L1, direction: back, customers: {customer: A}}",
    ),
    (
        Code::CustomerTwice,
        "li recall: {decision: recall, lots: L1, reason: r, customers: [{customer: A}, {customer: B}, {customer: A, quantity: 1 pcs}]}",
    ),
    (
        Code::MissingKey,
        "li recall: {decision: recall, lots: [], reason: r, customers: {customer: A}}",
    ),
    (
        Code::MissingKey,
        "li recall: {decision: recall, lots: L1, reason: r}",
    ),
    (
        Code::NotCalledBack,
        "li retrieve: {for: rclccc, customer: ACME, quantity: 1 pcs}",
    ),
    (
        Code::NotCalledBack,
        "li notify: {for: rclccc, party: customer, who: ACME}",
    ),
    (
        Code::NotApproved,
        "li retrieve: {for: rclddd, customer: ACME, quantity: 1 pcs}",
    ),
    (
        Code::NotApproved,
        "li notify: {for: rclddd, party: authority, who: AMR}",
    ),
    (
        Code::AlreadyAnswered,
        "li notify: {for: rclbbb, party: customer, who: ACME}",
    ),
    (
        Code::UnknownReference,
        "li notify: {for: rclbbb, party: customer, who: Acme}",
    ),
    (
        Code::UnknownReference,
        "li notify: {party: department, who: paint-shop}",
    ),
    (
        Code::UnknownReference,
        "li retrieve: {for: rclbbb, customer: Third, quantity: 1 pcs}",
    ),
    (
        Code::MoreThanDelivered,
        "li retrieve: {for: rclbbb, customer: ACME, quantity: 7 pcs}",
    ),
    (
        Code::UnitDiffers,
        "li retrieve: {for: rclbbb, customer: ACME, quantity: 1 kg}",
    ),
    (
        Code::NothingCounted,
        "li retrieve: {for: rclbbb, customer: ACME, quantity: 0 pcs}",
    ),
    (
        Code::UnknownPerson,
        "li act: {kind: corrective, text: t, owner: nobody, due: 2026-11-20}",
    ),
    (
        Code::PersonLeft,
        "li act: {kind: corrective, text: t, owner: he, due: 2026-11-20}",
    ),
    (
        Code::PromisePast,
        "li act: {kind: corrective, text: t, owner: wang, due: 2026-11-04}",
    ),
    (Code::EvidenceMissing, "wang finish: {for: ctbbbb, text: t}"),
    (
        Code::NotApproved,
        "wang finish: {for: ctdddd, text: t, file: {name: a.pdf, sha256: ab}}",
    ),
    (
        Code::AlreadyAnswered,
        "wang finish: {for: ctcccc, text: t, file: {name: a.pdf, sha256: ab}}",
    ),
    (
        Code::AlreadyAnswered,
        "wang cancel: {for: ctcccc, reason: r}",
    ),
    (
        Code::NotFinished,
        "zhao evaluate: {for: ctbbbb, verdict: effective}",
    ),
    (
        Code::TooEarly,
        "zhao evaluate: {for: ctcccc, verdict: effective}",
    ),
    (Code::AlreadyAnswered, "li remind: {for: rplbbb}"),
    (Code::NotFormal, "li remind: {for: rplccc}"),
    (Code::ScoreOutOfRange, "li survey: {score: 0}"),
    (Code::ScoreOutOfRange, "li survey: {score: 11}"),
];

fn rules() -> Rules {
    closing_by(CLOSING, ROWS)
}

#[test]
fn each_refusal_is_provoked_alone() {
    let rules = rules();
    for (code, line) in LINES {
        let line = format!("xxxxxx 11-05T10:00 {line}");
        assert_eq!(refused(&rules, LOG, &line), [*code], "{line}");
    }
}

#[test]
fn the_nearest_lawful_line_is_let_through() {
    let rules = rules();
    for line in [
        "wang verify: {methods: market-sample, result: confirmed, lots: L1}",
        "wang verify: {methods: records, result: confirmed, lots: L9}",
        "wang verify: {result: waived, text: seen before}",
        "li assign: {to: general-manager}",
        "wang sign: {for: sgnbbb/1}",
        "wang investigate: {justified: true, occurrence: o, escape: e, whys: [a, b], party: customer}",
        "wang investigate: {justified: false, text: t}",
        "li reply: {kind: interim}",
        "li retrieve: {for: rclbbb, customer: ACME, quantity: 6 pcs}",
        "li retrieve: {for: rclbbb, customer: ACME, quantity: 0 pcs, rest: used up}",
        "li retrieve: {for: rclbbb, customer: Other, quantity: 900 kg}",
        "li notify: {for: rclbbb, party: customer, who: Other}",
        "li notify: {for: rclbbb, party: authority, who: AMR}",
        "li act: {kind: corrective, text: t, owner: wang, due: 2026-11-05}",
        "wang finish: {for: ctbbbb, text: t, file: {name: a.pdf, sha256: ab}}",
        "li survey: {score: 1}",
        "li survey: {score: 10}",
    ] {
        let line = format!("xxxxxx 11-05T10:00 {line}");
        assert_eq!(refused(&rules, LOG, &line), [], "{line}");
    }
}

/// The refusals that need a log of their own.
const OTHERS: &[(Code, &[&str], &str)] = &[
    (
        Code::FactsRefuted,
        &["vrfbbb 11-05T09:00 wang verify: {methods: records, result: refuted}"],
        "wang investigate: {justified: false, text: t}",
    ),
    (
        Code::LeadCarries,
        &["lnkbbb 11-05T09:00 li link: {case: 2611-0002, uid: 7mzkdtqhxs, as: same-cause}"],
        "wang investigate: {justified: false, text: t}",
    ),
    (
        Code::LeadCarries,
        &["lnkbbb 11-05T09:00 li link: {case: 2611-0002, uid: 7mzkdtqhxs, as: same-cause}"],
        "li act: {kind: like-product, text: t, owner: wang, due: 2026-12-30}",
    ),
    (
        Code::OwnAction,
        DONE,
        "wang evaluate: {for: ctbbbb, verdict: effective}",
    ),
    (
        Code::OwnAction,
        DONE,
        "zhao via: wang, evaluate: {for: ctbbbb, verdict: effective}",
    ),
    // Judged before it was done.
    (
        Code::BeforeTarget,
        DONE,
        "zhao evaluate: {for: ctcccc, verdict: effective, lots: [L8, L9], when: '2026-11-03T10:59:59+08:00'}",
    ),
    (
        Code::AlreadyAnswered,
        &[
            DONE[0],
            DONE[1],
            "vltbbb 12-20T10:00 zhao evaluate: {for: ctbbbb, verdict: ineffective}",
        ],
        "zhao evaluate: {for: ctbbbb, verdict: effective}",
    ),
    (
        Code::NotApproved,
        &[
            "nvsccc 11-05T09:00 wang investigate: {justified: false, text: t}",
            "rplddd 11-05T09:30 li reply: {kind: supplementary}",
        ],
        "li remind: {for: rplddd}",
    ),
    (
        Code::LotTwice,
        &[],
        "li recall: {decision: no-recall, lots: [L1, L1], reason: r}",
    ),
    // A decision is taken back by who made it.
    (
        Code::OthersDecision,
        &[],
        "li strike: {for: pprccc, reason: r}",
    ),
    (
        Code::OthersDecision,
        &[],
        "chen via: li, strike: {for: pprccc, reason: r}",
    ),
    (
        Code::ActionStays,
        DONE,
        "li amend: {for: ctbbbb, set: {text: other}, reason: r}",
    ),
    // The day of one that is late.
    (
        Code::ActionStays,
        &[],
        "li amend: {for: ctbbbb, set: {due: 2026-12-31}, reason: r}",
    ),
    (
        Code::ReopenStays,
        &[
            SETTLED[0],
            SETTLED[1],
            SETTLED[2],
            SETTLED[3],
            SETTLED[4],
            "clsbbb 11-06T10:00 wang close: {basis: withdrawn, text: t}",
            "rpnbbb 11-07T10:00 li reopen: {reason: r}",
        ],
        "li strike: {for: rpnbbb, reason: r}",
    ),
    (
        Code::LedAlready,
        &["lnkbbb 11-05T10:00 li link: {case: 2611-0002, uid: bcdfghjklm, as: same-cause}"],
        "li link: {case: 2611-0003, uid: bcdfghjkln, as: duplicate}",
    ),
    // Who says that it is done does not say that it helped.
    (
        Code::OwnAction,
        &[
            "fnnbbb 11-05T09:00 zhao finish: {for: ctbbbb, text: t, file: {name: a.pdf, sha256: ab}}",
            DONE[1],
        ],
        "zhao evaluate: {for: ctbbbb, verdict: effective}",
    ),
    (
        Code::OwnAction,
        &[
            DONE[0],
            DONE[1],
            "vltbbb 12-20T10:00 zhao evaluate: {for: ctbbbb, verdict: ineffective}",
        ],
        "wang amend: {for: vltbbb, set: {verdict: effective}, reason: r}",
    ),
    (
        Code::MayNotOutlive,
        SETTLED,
        "wang close: {basis: withdrawn, text: t, outlive: ctbbbb}",
    ),
    (
        Code::NothingOutlives,
        SETTLED,
        "wang close: {basis: accepted, outlive: [ctbbbb, rplbbb]}",
    ),
    // Done, and nobody evaluates what only contains.
    (
        Code::NothingOutlives,
        SETTLED,
        "wang close: {basis: accepted, outlive: ctcccc}",
    ),
];

/// The same, and nothing more is awaited of the recall.
const SETTLED: &[&str] = &[
    DONE[0],
    DONE[1],
    "tldccc 11-05T10:00 li notify: {for: rclbbb, party: customer, who: Other}",
    "rtrccc 11-05T10:10 li retrieve: {for: rclbbb, customer: Other, quantity: 0 pcs, rest: r}",
    "rtrddd 11-05T10:20 li retrieve: {for: rclbbb, customer: ACME, quantity: 0 pcs, rest: r}",
];

const DONE: &[&str] = &[
    "fnnbbb 11-05T09:00 wang finish: {for: ctbbbb, text: t, file: {name: a.pdf, sha256: ab}}",
    "rjcddd 11-05T09:10 zhao reject: {for: ctdddd, role: quality-head, reason: r}",
];

fn others() -> Vec<Code> {
    let rules = closing_by(
        &CLOSING.replace("[customer-accepted]", "[]"),
        &ROWS.replace("evidence: true", "evidence: true, shipped-lots: 2"),
    );
    // The third recall is not waited for.
    let log = with(
        LOG,
        &["rjcbbb 11-04T10:00 chen reject: {for: rclddd, role: general-manager, reason: r}"],
    );
    for (code, more, line) in OTHERS {
        let line = format!("xxxxxx 12-21T10:00 {line}");
        assert_eq!(refused(&rules, &with(&log, more), &line), [*code], "{line}");
    }
    OTHERS.iter().map(|(code, ..)| *code).collect()
}

/// Every code provoked here.
pub(super) fn codes() -> Vec<Code> {
    let lines = LINES.iter().map(|(code, _)| *code);
    lines.chain(others()).collect()
}
