use std::collections::HashSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::case::{Kind, Targets};

/// Clocks of every sort, and approvals of every kind that can need one.
const ROWS: &str = "clocks:
  grade: {from: open, until: classify, within: {A: 4wh, B: 1wd, C: 2d}, per: case}
  first: {from: open, until: reply, within: {A: 24h, B: 2wd, C: 1w}, paused_by: ask, per: case}
  out: {from: open, until: {reply.approved: {kind: final}}, within: 5wd, paused_by: ask}
  decide: {from: reply, until: reply.approved, within: 1d, when: {severity: [A, B]}}
  report: {from: {request: {want: report}}, until: {reply: {meets: report}}, within: 3wd}
  dispute: {from: {respond: {verdict: disputed}}, until: {reply: {kind: supplementary}}, within: 2d}
  signature: {from: assign, until: sign, within: 24h}
  opinion: {from: assign, until: [opinion, finish], within: 72h, paused_by: ask}
  think: {from: sign, until: opinion, within: 4wh}
  verify: {from: open, until: verify.approved, within: 2wd, per: case}
  cause: {from: verify, until: investigate, within: {A: 1d, B: 2d}, when: {severity: [A, B]}}
  tell: {from: {recall.approved: {decision: recall}}, until: {notify: {party: customer}}, within: 24h}
  fetch: {from: {notify: {party: customer}}, until: retrieve, within: 5wd}
  plan: {from: {investigate: {justified: true}}, until: act, within: 3d}
  prove: {sense: earliest, from: finish, until: evaluate, within: 1d}
  judge: {from: finish, until: evaluate, within: 10d}
  anew: {from: {evaluate: {verdict: ineffective}}, until: act, within: 1wd}
  remind: {sense: earliest, from: {reply.approved: {kind: final}}, until: remind, within: 1d}
  give-up: {sense: earliest, from: remind, until: {close: {basis: no-response}}, within: 1wd}
  silence: {sense: earliest, from: {reply: {kind: [final, supplementary]}}, until: {close: {basis: no-response}}, within: 2d}
approvals:
  classify: [{step: approve, role: quality-head, when: {overridden: true}}]
  reply:
    - {step: approve, role: quality-head, when: {kind: [final, supplementary], severity: [A, B]}}
    - {step: release, role: general-manager, when: {severity: A, quantity_over: 500 kg}}
  close: [{step: approve, role: quality-head, when: {severity: A}}]
  reopen: [{step: approve, role: [quality-head, general-manager]}]
  verify: [{step: approve, role: quality-head, when: {severity: A}}]
  recall: [{step: approve, role: general-manager}]
  notify: [{step: approve, role: general-manager, when: {party: authority}}]
  act: [{step: approve, role: quality-head, when: {kind: preventive}}]
departments: {sign-first: true}
investigation: {after-dispute: true}
actions: {shipped-lots: 2}
entering:
  only:
    - {enter: classify, role: [quality, quality-head]}
";

fn rules() -> Rules {
    let closing = "accepted:
    needs: [customer-accepted, requests-met]
    also: [{when: {justified: true}, needs: [actions-planned, actions-finished]}, {when: {severity: A}, needs: [verified, recall-complete]}]
    may-outlive: actions
  no-response: {needs: [final-reply, sales-confirmed], may-outlive: actions}
  refuted: {needs: [refuted]}
  not-ours: {needs: [not-ours, handed-over]}
  duplicate: {needs: [duplicate-linked]}";
    let text = SMALL.replace("accepted: {needs: [customer-accepted]}", closing);
    rules_with(&format!("{text}{ROWS}"), "")
}

const PEOPLE: [&str; 6] = ["li", "wang", "zhao", "sun", "chen", "zhou"];

const BODIES: [&str; 75] = [
    "classify: {criteria: safety, scope: one, severity: A, rule: r}",
    "classify: {criteria: function, scope: one, severity: B, rule: r}",
    "classify: {criteria: looks, scope: one, severity: C, rule: r}",
    "classify: {criteria: looks, scope: one, severity: A, rule: r, reason: angry}",
    "request: {want: report}",
    "request: {want: visit, due: 2026-11-20}",
    "ask: {text: a}",
    "answer: {for: TARGET, text: b}",
    "answer: {for: TARGET, text: b}",
    "confirm: {what: no-answer}",
    "reply: {kind: first}",
    "reply: {kind: interim, meets: report}",
    "reply: {kind: interim, for: TARGET}",
    "reply: {kind: final}",
    "reply: {kind: supplementary, meets: report}",
    "respond: {for: TARGET, verdict: accepted}",
    "respond: {for: TARGET, verdict: disputed}",
    "respond: {for: TARGET, verdict: accepted}",
    "note: {text: n, for: TARGET}",
    "link: {case: 2611-0002, uid: 7mzkdtqhxs, as: duplicate}",
    "approve: {for: TARGET, role: quality-head}",
    "approve: {for: TARGET, role: general-manager}",
    "approve: {for: TARGET, role: quality-head}",
    "reject: {for: TARGET, role: quality-head, reason: r}",
    "amend: {for: TARGET, set: {kind: interim}, reason: r}",
    "amend: {for: TARGET, set: {kind: final, text: t}, reason: r}",
    "amend: {for: TARGET, set: {quantity: 900 kg}, reason: r}",
    "amend: {for: TARGET, set: {verdict: disputed}, reason: r}",
    "amend: {for: TARGET, set: {criteria: function, severity: B}, reason: r}",
    "strike: {for: TARGET, reason: r}",
    "strike: {for: TARGET, reason: r}",
    "cancel: {for: TARGET, reason: r}",
    "close: {basis: accepted}",
    "close: {basis: withdrawn, text: t}",
    "close: {basis: no-response}",
    "reopen: {reason: r}",
    "verify: {methods: records, result: confirmed}",
    "verify: {methods: records, result: refuted}",
    "verify: {result: waived, text: t}",
    "assign: {to: quality}",
    "assign: {to: [quality-head, general-manager, marketing]}",
    "sign: {for: TARGET}",
    "sign: {for: TARGET/2}",
    "sign: {for: TARGET/1}",
    "opinion: {for: TARGET, text: t}",
    "opinion: {for: TARGET/1, text: t}",
    "opinion: {for: TARGET/3, text: t}",
    "contain: {lot: L1, place: store, action: sort, quantity: 0 pcs}",
    "investigate: {justified: true, occurrence: o, party: department, who: quality}",
    "investigate: {justified: true, occurrence: o, party: carrier, who: X, lots: L2}",
    "investigate: {justified: false, text: t}",
    "trace: {lots: L1, customers: {customer: ACME, quantity: 9 pcs}}",
    "trace: {lots: [R1, L2], as: label, word: w, direction: both, chain: [{lot: R1, uses: {lot: R0}}], missing: [{lot: R0, link: supplier}], touched: [L1, L3], stock: [{lot: L1, place: store A-1, quantity: 4 pcs, state: released}, {lot: L3, place: yard, state: blocked}, {lot: L3, place: store}], customers: [{customer: X, lot: L3, quantity: 2 pcs}, {customer: ACME, lot: L1}, {customer: Y}]}",
    "trace: {lots: L1, direction: back, missing: [{lot: L1, link: label}]}",
    "contain: {lot: L3, place: store, action: quarantine, quantity: 1 pcs}",
    "recall: {decision: recall, lots: L1, reason: r, customers: [{customer: ACME, quantity: 9 pcs}, {customer: X}]}",
    "notify: {for: TARGET, party: customer, who: ACME}",
    "notify: {for: TARGET, party: carrier, who: X}",
    "notify: {party: authority, who: AMR}",
    "retrieve: {for: TARGET, customer: ACME, quantity: 4 pcs}",
    "retrieve: {for: TARGET, customer: X, quantity: 0 pcs, rest: gone}",
    "act: {for: TARGET, kind: corrective, text: t, owner: wang, due: 2027-12-01}",
    "act: {for: TARGET, kind: preventive, text: t, owner: zhao, due: 2027-12-01}",
    "act: {kind: containment, text: t, owner: wang, due: 2027-12-01}",
    "finish: {for: TARGET, text: t}",
    "finish: {for: TARGET/2, text: t}",
    "evaluate: {for: TARGET, verdict: ineffective}",
    "evaluate: {for: TARGET, verdict: effective, lots: [L4, L5]}",
    "remind: {for: TARGET}",
    "visit: {for: TARGET, text: t}",
    "survey: {score: 4}",
    "amend: {for: TARGET, set: {to: [quality-head, marketing]}, reason: r}",
    "amend: {for: TARGET, set: {justified: false, text: t}, reason: r}",
    "amend: {for: TARGET, set: {owner: sun}, reason: r}",
    "close: {basis: accepted, outlive: TARGET}",
];

/// Which body, by whom, about which entry, how many minutes later, and how
/// many minutes ago it happened.
pub(super) type Pick = (usize, usize, usize, i64, Option<i64>);

pub(super) fn pick() -> impl Strategy<Value = Pick> {
    (
        0..1000usize,
        0..PEOPLE.len(),
        0..40usize,
        0..2000i64,
        prop::option::weighted(0.1, 0..3000i64),
    )
}

fn kind_of(body: &str) -> Kind {
    Kind::parse(body.split(':').next().unwrap()).unwrap()
}

/// The log of those picks that nothing speaks against.
fn grow(rules: &Rules, picks: &[Pick]) -> Case {
    grown(case(&[OPEN]), &BODIES, rules, picks)
}

/// A case with those picks of these bodies that nothing speaks against.
pub(super) fn grown(mut whole: Case, bodies: &[&str], rules: &Rules, picks: &[Pick]) -> Case {
    let mut time = whole.log[0].at;
    for (n, (body, person, target, later, ago)) in picks.iter().enumerate() {
        time = Time(time.0 + chrono::TimeDelta::minutes(*later));
        let state = fold(&whole, rules);
        let body = bodies[body % bodies.len()];
        // Mostly what could be answered so, sometimes anything.
        let kind = kind_of(body);
        let mut open = candidates(&state, kind, rules, None);
        if let Targets::Maybe(kinds) = kind.targets() {
            let named = state.log.iter().filter(|seen| seen.is_live());
            let named = named.filter(|seen| kinds.contains(&seen.entry.kind()));
            open.extend(named.map(|seen| seen.id().clone()));
        }
        if open.is_empty() || target % 8 == 0 {
            open = whole.log.iter().map(|entry| entry.id.clone()).collect();
        }
        let body = body.replace("TARGET", open[target % open.len()].as_str());
        let body = match ago {
            Some(ago) => {
                let when = Time(time.0 - chrono::TimeDelta::minutes(*ago));
                body.replacen('{', &format!("{{when: '{when}', "), 1)
            }
            None => body,
        };
        let id = EntryId::from_bytes([3, 3, 3, (n / 20 / 20) as u8, (n / 20) as u8, n as u8]);
        let text = format!(
            "case: 2611-0001\nuid: 7mzkdtqhxr\nlog:\n- {{id: {id}, at: {time}, by: {}, {body}}}\n",
            PEOPLE[*person]
        );
        let entry = yaml::read::<Case>(text.as_bytes()).unwrap().log.remove(0);
        if judge(&state, &entry, rules, &Neighbours::default(), entry.at).is_empty() {
            whole.log.push(entry);
        }
    }
    whole
}

/// Every kind that is tried, amendments and strikes of each included, gets into
/// some log: else the properties would say little.
#[test]
fn the_logs_hold_every_kind_that_is_tried() {
    let rules = rules();
    let mut runner = TestRunner::deterministic();
    let picks = prop::collection::vec(pick(), 100..160);
    let mut wanted: HashSet<Kind> = BODIES.iter().map(|body| kind_of(body)).collect();
    for _ in 0..100 {
        if wanted.is_empty() {
            break;
        }
        let tree = picks.new_tree(&mut runner).unwrap();
        for entry in grow(&rules, &tree.current()).log {
            wanted.remove(&entry.kind());
        }
    }
    assert_eq!(wanted, HashSet::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_was_let_through_one_by_one_is_sound_as_a_whole(
        picks in prop::collection::vec(pick(), 1..120)
    ) {
        let rules = rules();
        let whole = grow(&rules, &picks);
        let (state, found) = judge_log(&whole, &rules, &alone, end_of_time());
        prop_assert_eq!(found, []);
        prop_assert_eq!(format!("{state:?}"), format!("{:?}", fold(&whole, &rules)));

        let mut prefix = State::of(Some(&whole.opened_as));
        for entry in &whole.log {
            prefix = prefix.after(&Arc::new(entry.clone()), &rules);
            let now = entry.at;
            let known = fold_until(&whole, &rules, now);
            if known.log.len() == prefix.log.len() {
                prop_assert_eq!(format!("{prefix:?}"), format!("{known:?}"));
            }
            let mut seen = HashSet::new();
            for owed in obligations(&prefix, &rules, now) {
                prop_assert!(seen.insert((owed.clock.clone(), owed.by.clone(), owed.item)), "twice: {:?}", owed);
                prop_assert_eq!(owed.ended.is_some(), !owed.state.is_pending(), "{:?}", owed);
                if let Some(closed) = &prefix.closed {
                    let by = prefix.seen(&owed.by).unwrap();
                    let goes_on = closed.is_outlived_by(by);
                    prop_assert!(owed.ended.is_some() || goes_on, "a closed case owes {:?}", owed);
                }
            }
            for step in super::super::next(&whole.opened_as, &prefix, &rules, now) {
                prop_assert!(!step.command.contains("  "), "{}", step.command);
            }
            let waits = !waiting(&prefix, &rules).is_empty();
            prop_assert!(!(waits && status(&prefix, &rules) == Status::ReadyToClose));
        }
        prop_assert_eq!(format!("{prefix:?}"), format!("{state:?}"));
    }

    /// A log in any order, legal or not, folds without panic, and step by
    /// step as at once.
    #[test]
    fn any_log_folds(picks in prop::collection::vec(pick(), 1..30), order in any::<u64>()) {
        let rules = rules();
        let mut whole = grow(&rules, &picks);
        let length = whole.log.len();
        whole.log.rotate_left((order as usize) % length);
        whole.log.swap(0, (order >> 32) as usize % length);
        for (n, entry) in whole.log.iter_mut().enumerate() {
            entry.at = Time(at("11-02T09:30").0 + chrono::TimeDelta::hours(n as i64));
        }
        let (state, _) = judge_log(&whole, &rules, &alone, end_of_time());
        prop_assert_eq!(format!("{state:?}"), format!("{:?}", fold(&whole, &rules)));
        obligations(&state, &rules, end_of_time());
    }
}
