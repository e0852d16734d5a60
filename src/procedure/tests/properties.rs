use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::case::Kind;

/// Clocks of every sort, and approvals of every kind that can need one.
const ROWS: &str = "clocks:
  grade: {from: open, until: classify, within: {A: 4wh, B: 1wd, C: 2d}, per: case}
  first: {from: open, until: reply, within: {A: 24h, B: 2wd, C: 1w}, paused_by: ask, per: case}
  out: {from: open, until: {reply.approved: {kind: final}}, within: 5wd, paused_by: ask}
  decide: {from: reply, until: reply.approved, within: 1d, when: {severity: [A, B]}}
  report: {from: {request: {want: report}}, until: {reply: {meets: report}}, within: 3wd}
  dispute: {from: {respond: {verdict: disputed}}, until: {reply: {kind: supplementary}}, within: 2d}
  silence: {sense: earliest, from: {reply: {kind: [final, supplementary]}}, until: {close: {basis: no-response}}, within: 2d}
approvals:
  classify: [{step: approve, role: quality-head, when: {overridden: true}}]
  reply:
    - {step: approve, role: quality-head, when: {kind: [final, supplementary], severity: [A, B]}}
    - {step: release, role: general-manager, when: {severity: A, quantity_over: 500 kg}}
  close: [{step: approve, role: quality-head, when: {severity: A}}]
  reopen: [{step: approve, role: [quality-head, general-manager]}]
entering:
  only:
    - {enter: classify, role: [quality, quality-head]}
";

fn rules() -> Rules {
    let closing = "accepted: {needs: [customer-accepted, requests-met]}
  no-response: {needs: [final-reply, sales-confirmed]}
  duplicate: {needs: [duplicate-linked]}";
    let text = SMALL.replace("accepted: {needs: [customer-accepted]}", closing);
    rules_with(&format!("{text}{ROWS}"), "")
}

const PEOPLE: [&str; 6] = ["li", "wang", "zhao", "sun", "chen", "zhou"];

const BODIES: [&str; 36] = [
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
        let kind = Kind::parse(body.split(':').next().unwrap()).unwrap();
        let mut open = candidates(&state, kind, rules, None);
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
                prop_assert!(seen.insert((owed.clock.clone(), owed.by.clone())), "twice: {:?}", owed);
                prop_assert_eq!(owed.ended.is_some(), !owed.state.is_pending(), "{:?}", owed);
                if prefix.closed.is_some() {
                    prop_assert!(owed.ended.is_some(), "a closed case owes {:?}", owed);
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
