//! One long case, asked about as of each of its days. In 2026 the National Day
//! is from 1 to 7 October.

use super::*;
use crate::policy::Sense;

const CLOSING: &str = "  accepted:
    needs: [verified, investigated, final-reply, customer-accepted]
    when-severity: {A: [contained, recall-complete, actions-planned]}
    may-outlive: actions
";

const ROWS: &str = "clocks:
  reply: {from: open, until: {reply.approved: {kind: final}}, within: {A: 1w, B: 2w, C: 3w}, owner: quality, paused_by: ask, per: case}
  opinion: {from: assign, until: opinion, within: 72h}
  isolate: {from: {verify: {result: [confirmed, waived]}}, until: contain, within: 24h, owner: quality-head}
  tell: {from: {recall.approved: {decision: recall}}, until: {notify: {party: customer}}, within: 24h, owner: marketing}
  again: {from: {respond: {verdict: disputed}}, until: {reply.approved: {kind: supplementary}}, within: 5wd, owner: quality}
  remind: {sense: earliest, from: {reply.approved: {kind: [final, supplementary]}}, until: remind, within: 25d}
  prove: {sense: earliest, from: finish, until: evaluate, within: 30d}
approvals:
  reply: [{step: approve, role: quality-head, when: {kind: [final, supplementary]}}]
  recall: [{step: approve, role: general-manager}]
investigation: {after-dispute: true}
";

const STORY: &[&str] = &[
    "cmplnt 09-21T09:00 li open: {customer: ACME, description: d, product: {model: AX, lot: L1}}",
    "skbbbb 09-21T10:00 li ask: {text: photographs}",
    "nswbbb 09-23T11:00 li answer: {for: skbbbb, text: here}",
    "clsffb 09-23T14:00 wang classify: {criteria: function, scope: one, severity: B, rule: r}",
    "vrfbbb 09-24T09:00 wang verify: {methods: retained-sample, lots: L1, result: confirmed}",
    "sgnbbb 09-24T10:00 wang assign: {to: [quality, quality-head]}",
    "cntbbb 09-26T09:00 zhao contain: {lot: L1, place: store, action: quarantine, quantity: 40 pcs}",
    "pnnbbb 09-26T10:00 wang opinion: {for: sgnbbb/1, text: t}",
    "pnnccc 09-28T09:00 zhao opinion: {for: sgnbbb/2, text: t}",
    "clsffc 09-28T15:00 wang classify: {criteria: safety, scope: one, severity: A, rule: r}",
    "rclbbb 09-28T16:00 wang recall: {decision: recall, lots: L1, reason: r, customers: [{customer: ACME, quantity: 600 pcs}, {customer: Blue, quantity: 300 pcs}]}",
    "pprbbb 09-29T09:00 chen approve: {for: rclbbb, role: general-manager}",
    "nvsbbb 09-29T10:00 wang investigate: {justified: true, occurrence: o, party: department, who: quality}",
    "rplbbb 09-29T18:00 wang reply: {kind: final}",
    "tldbbb 09-30T08:00 li notify: {for: rclbbb, party: customer, who: ACME}",
    "pprccc 09-30T10:00 zhao approve: {for: rplbbb, role: quality-head}",
    "rtrbbb 10-09T10:00 li retrieve: {for: rclbbb, customer: ACME, quantity: 600 pcs}",
    "rspbbb 10-12T09:00 li respond: {for: rplbbb, verdict: disputed}",
    "ctbbbb 10-13T09:00 li act: {for: nvsbbb, kind: corrective, text: t, owner: wang, due: 2026-10-20}",
    "nvsccc 10-14T10:00 wang investigate: {justified: true, occurrence: p, party: department, who: quality}",
    "rplccc 10-15T10:00 wang reply: {kind: supplementary}",
    "pprddd 10-16T10:00 zhao approve: {for: rplccc, role: quality-head}",
    "fnnbbb 10-20T17:00 wang finish: {for: ctbbbb, text: t}",
    "rspccc 10-21T10:00 li respond: {for: rplccc, verdict: accepted}",
    "tldccc 10-22T10:00 li notify: {for: rclbbb, party: customer, who: Blue}",
    "rtrccc 10-22T11:00 li retrieve: {for: rclbbb, customer: Blue, quantity: 0 pcs, rest: used up}",
    "clsbbb 10-23T10:00 wang close: {basis: accepted, outlive: ctbbbb}",
    "vltbbb 11-20T10:00 zhao evaluate: {for: ctbbbb, verdict: effective}",
];

/// At the end of each day: status, severity, and what is or was owed.
const DAYS: &[(&str, Status, &str, &str)] = &[
    ("09-20", Status::New, "", ""),
    // Not graded, so one week.
    (
        "09-21",
        Status::WaitingCustomer,
        "",
        "reply 09-28 17:30 paused",
    ),
    // The close of Tuesday stands still.
    (
        "09-22",
        Status::WaitingCustomer,
        "",
        "reply 09-29 17:30 paused",
    ),
    ("09-23", Status::Verifying, "B", "reply 10-06 17:30 open"),
    (
        "09-24",
        Status::Investigating,
        "B",
        "reply 10-06 17:30 open, isolate 09-25 09:00 open, opinion/1 09-27 10:00 open, opinion/2 09-27 10:00 open",
    ),
    (
        "09-25",
        Status::Investigating,
        "B",
        "reply 10-06 17:30 open, isolate 09-25 09:00 overdue, opinion/1 09-27 10:00 open, opinion/2 09-27 10:00 open",
    ),
    (
        "09-26",
        Status::Investigating,
        "B",
        "reply 10-06 17:30 open, isolate 09-25 09:00 late, opinion/1 09-27 10:00 met, opinion/2 09-27 10:00 open",
    ),
    (
        "09-27",
        Status::Investigating,
        "B",
        "reply 10-06 17:30 open, isolate 09-25 09:00 late, opinion/1 09-27 10:00 met, opinion/2 09-27 10:00 overdue",
    ),
    // Graver: a week, and the Tuesday that stood still.
    (
        "09-28",
        Status::WaitingApproval,
        "A",
        "reply 09-29 17:30 open, isolate 09-25 09:00 late, opinion/1 09-27 10:00 met, opinion/2 09-27 10:00 late",
    ),
    (
        "09-29",
        Status::WaitingApproval,
        "A",
        "reply 09-29 17:30 overdue, isolate 09-25 09:00 late, opinion/1 09-27 10:00 met, opinion/2 09-27 10:00 late, tell 09-30 09:00 open",
    ),
    ("09-30", Status::Replied, "A", TOLD),
    ("10-01", Status::Replied, "A", TOLD),
    ("10-08", Status::Replied, "A", TOLD),
    ("10-09", Status::Replied, "A", TOLD),
    // Five working days from Monday: 13 to 16 and 19 October.
    ("10-12", Status::Disputed, "A", "again 10-19 17:30 open"),
    (
        "10-13",
        Status::Disputed,
        "A",
        "again 10-19 17:30 open, action 10-20 17:30 open",
    ),
    (
        "10-14",
        Status::Disputed,
        "A",
        "again 10-19 17:30 open, action 10-20 17:30 open",
    ),
    (
        "10-15",
        Status::WaitingApproval,
        "A",
        "again 10-19 17:30 open, action 10-20 17:30 open",
    ),
    (
        "10-16",
        Status::Acting,
        "A",
        "again 10-19 17:30 met, action 10-20 17:30 open",
    ),
    ("10-20", Status::Replied, "A", DONE),
    // One customer of the recall is still to be told.
    ("10-21", Status::Open, "A", DONE),
    ("10-22", Status::ReadyToClose, "A", DONE),
    ("10-23", Status::Closed, "A", DONE),
    ("11-19", Status::Closed, "A", DONE),
    ("11-20", Status::Closed, "A", DONE),
];

const TOLD: &str = "reply 09-29 17:30 late, isolate 09-25 09:00 late, opinion/1 09-27 10:00 met, opinion/2 09-27 10:00 late, tell 09-30 09:00 met";
const DONE: &str = "again 10-19 17:30 met, action 10-20 17:30 met";

fn rules() -> Rules {
    closing_by(CLOSING, ROWS)
}

/// What is owed, or what must wait, as it stands then.
fn owed(rules: &Rules, state: &State, now: Time, sense: Sense) -> Vec<String> {
    let all = obligations(state, rules, now).into_iter();
    all.filter(|owed| owed.sense == sense)
        .map(|owed| {
            let item = owed.item.map_or(String::new(), |item| format!("/{item}"));
            let due = owed.due.at.format("%m-%d %H:%M");
            format!("{}{item} {due} {}", owed.clock, owed.state.word())
        })
        .collect()
}

#[test]
fn each_day_of_a_long_case() {
    let rules = rules();
    legal(&rules, STORY);
    let case = case(STORY);
    for (day, stands, severity, expected) in DAYS {
        let now = at(&format!("{day}T23:59"));
        let state = fold_until(&case, &rules, now);
        assert_eq!(status(&state, &rules), *stands, "{day}");
        assert_eq!(state.severity().unwrap_or_default(), *severity, "{day}");
        // From the dispute on nothing changes any more in what was before.
        let settled = if *day > "10-09" {
            format!("{TOLD}, {expected}")
        } else {
            (*expected).to_owned()
        };
        let found = owed(&rules, &state, now, Sense::Latest).join(", ");
        assert_eq!(found, settled, "{day}");
    }
}

#[test]
fn what_must_wait_on_each_day() {
    let rules = rules();
    let case = case(STORY);
    for (day, expected) in [
        ("09-29", vec![]),
        ("09-30", vec!["remind 10-25 17:30 open"]),
        (
            "10-16",
            vec!["remind 10-25 17:30 open", "remind 11-10 17:30 open"],
        ),
        (
            "10-22",
            vec![
                "remind 10-25 17:30 open",
                "remind 11-10 17:30 open",
                "prove 11-19 17:30 open",
            ],
        ),
        // Nobody reminds in a closed case; what outlives it is still proved.
        ("10-23", vec!["prove 11-19 17:30 open"]),
        ("11-19", vec!["prove 11-19 17:30 open"]),
        ("11-20", vec!["prove 11-19 17:30 met"]),
    ] {
        let now = at(&format!("{day}T23:59"));
        let state = fold_until(&case, &rules, now);
        assert_eq!(
            owed(&rules, &state, now, Sense::Earliest),
            expected,
            "{day}"
        );
    }
}

#[test]
fn who_owes_what_on_a_day() {
    let rules = rules();
    let case = case(STORY);
    for (day, expected) in [
        ("09-22", "reply quality"),
        (
            "09-25",
            "reply quality, isolate quality-head, opinion quality, opinion quality-head",
        ),
        ("09-28", "reply quality"),
        // The reply was written and waits for its approval.
        ("09-29", "reply quality, tell marketing"),
        ("10-13", "again quality, action wang"),
        ("10-16", "action wang"),
        ("10-22", ""),
        ("10-23", ""),
    ] {
        let now = at(&format!("{day}T23:59"));
        let state = fold_until(&case, &rules, now);
        let found: Vec<String> = pending(&state, &rules, now)
            .into_iter()
            .map(|owed| {
                let person = owed.person.map(|person| person.to_string());
                format!(
                    "{} {}",
                    owed.clock,
                    owed.role.or(person).unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(found.join(", "), expected, "{day}");
    }
}
