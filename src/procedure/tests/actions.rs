//! Actions: planned, done, judged.

use std::slice::from_ref;

use super::*;
use crate::case::kinds::Basis;

pub(super) const CLOSING: &str = "  accepted: {needs: [actions-planned, actions-finished, actions-effective], may-outlive: actions}
  no-response: {needs: [actions-finished]}
  withdrawn: {}
";
pub(super) const ROWS: &str = "clocks:
  prove: {sense: earliest, from: finish, until: evaluate, within: 30d}
actions: {shipped-lots: 3}
";

pub(super) fn rules() -> Rules {
    closing_by(CLOSING, ROWS)
}

pub(super) const CAUSE: &str = "nvsbbb 11-02T11:00 wang investigate: {justified: true, occurrence: o, party: department, who: quality}";
pub(super) const ACT: &str = "ctbbbb 11-03T10:00 li act: {for: nvsbbb, kind: corrective, text: t, owner: wang, due: 2026-11-06}";
pub(super) const DONE: &str = "fnnbbb 11-05T10:00 wang finish: {for: ctbbbb, text: t}";

fn lacks(rules: &Rules, log: &[&str], basis: Basis) -> Vec<String> {
    let open = unmet(&legal(rules, log), rules, basis).unwrap();
    open.into_iter()
        .map(|open| {
            let who = open.person.map(|person| format!(" ({person})"));
            format!("{} {}{}", open.verb, open.command, who.unwrap_or_default())
        })
        .collect()
}

/// Clock, role, person, due time and state of what is still to be done.
pub(super) fn owed(rules: &Rules, log: &[&str], now: &str) -> Vec<String> {
    let state = legal(rules, log);
    let line = |owed: Obligation| {
        let person = owed.person.map_or("-".to_owned(), |it| it.to_string());
        let due = owed.due.at.format("%m-%d %H:%M");
        format!("{} {person} {due} {}", owed.clock, owed.state.word())
    };
    pending(&state, rules, at(now))
        .into_iter()
        .map(line)
        .collect()
}

#[test]
fn the_day_of_an_action_is_owed_by_its_owner() {
    let rules = rules();
    let owner = OPEN.replace("customer:", "owner: li, customer:");
    let log = [&owner, CAUSE, ACT];
    for (now, state) in [
        ("11-03T10:00", "open"),
        ("11-06T17:30:00", "open"),
        ("11-06T17:30:01", "overdue"),
    ] {
        let expected = format!("action wang 11-06 17:30 {state}");
        assert_eq!(owed(&rules, &log, now), [expected], "{now}");
    }
    for (done, state) in [("11-06T17:30:00", "met"), ("11-06T17:30:01", "late")] {
        let done = DONE.replace("11-05T10:00", done);
        let state_then = legal(&rules, &with(&log, &[&done]));
        let found = clock(&rules, &state_then, "action", "11-09T09:00");
        assert_eq!(found, [format!("11-06 17:30 {state}")]);
    }
    // What happened then counts, not when it was entered.
    let done =
        "fnnbbb 11-09T10:00 wang finish: {for: ctbbbb, text: t, when: '2026-11-06T17:30:00+08:00'}";
    let state = legal(&rules, &with(&log, &[done]));
    assert_eq!(
        clock(&rules, &state, "action", "11-10T09:00"),
        ["11-06 17:30 met"]
    );
    // A day that was moved.
    let moved = "mndbbb 11-04T10:00 li amend: {for: ctbbbb, set: {due: 2026-11-10}, reason: r}";
    assert_eq!(
        owed(&rules, &with(&log, &[moved]), "11-09T09:00"),
        ["action wang 11-10 17:30 open"]
    );
    // Cancelled in time, it is owed no more.
    let dropped = "cncbbb 11-04T10:00 li cancel: {for: ctbbbb, reason: r}";
    assert_eq!(
        owed(&rules, &with(&log, &[dropped]), "11-09T09:00"),
        [""; 0]
    );
}

#[test]
fn an_action_that_waits_for_approval_is_owed_by_nobody_yet() {
    let rules = closing_by(
        CLOSING,
        "approvals: {act: [{step: approve, role: quality-head, when: {kind: corrective}}]}\n",
    );
    let log = [OPEN, CAUSE, ACT];
    assert_eq!(owed(&rules, &log, "11-09T09:00"), [""; 0]);
    assert_eq!(
        lacks(&rules, &log, Basis::Accepted),
        ["approve ctbbbb", "approve ctbbbb"]
    );
    let approved = "pprbbb 11-04T10:00 zhao approve: {for: ctbbbb, role: quality-head}";
    let log = with(&log, &[approved]);
    assert_eq!(
        owed(&rules, &log, "11-05T09:00"),
        ["action wang 11-06 17:30 open"]
    );
}

#[test]
fn an_action_is_judged_after_its_waiting_time_and_not_by_its_owner() {
    let rules = rules();
    let second = "ctcccc 11-03T11:00 li act: {for: nvsbbb, kind: preventive, text: t, owner: zhao, due: 2026-12-31}";
    let later = "fnnccc 12-01T10:00 zhao finish: {for: ctcccc, text: t}";
    let log = [OPEN, CAUSE, ACT, second, DONE, later];
    let judged = |line: &str| {
        refused(
            &rules,
            &log,
            &format!("xxxxxx {line}, verdict: effective}}"),
        )
    };
    for (line, codes) in [
        // Done on 5 November: until the close of 5 December.
        (
            "12-05T17:30:00 zhao evaluate: {for: ctbbbb",
            vec![Code::TooEarly],
        ),
        // The other one's time does not matter for it.
        ("12-05T17:30:01 zhao evaluate: {for: ctbbbb", vec![]),
        (
            "12-05T17:30:01 wang evaluate: {for: ctcccc",
            vec![Code::TooEarly],
        ),
        (
            "12-31T17:30:00 wang evaluate: {for: ctcccc",
            vec![Code::TooEarly],
        ),
        ("12-31T17:30:01 wang evaluate: {for: ctcccc", vec![]),
        (
            "12-31T17:30:01 zhao evaluate: {for: ctcccc",
            vec![Code::OwnAction],
        ),
        (
            "12-06T10:00 wang evaluate: {for: ctbbbb",
            vec![Code::OwnAction],
        ),
        (
            "12-06T10:00 zhao via: wang, evaluate: {for: ctbbbb",
            vec![Code::OwnAction],
        ),
    ] {
        assert_eq!(judged(line), codes, "{line}");
    }
    // Entered in time, but judged before it was.
    let early = "12-06T10:00 zhao evaluate: {for: ctbbbb, when: '2026-12-05T12:00:00+08:00'";
    assert_eq!(judged(early), [Code::TooEarly]);
}

#[test]
fn so_many_lots_shipped_take_the_place_of_the_waiting_time() {
    let log = [OPEN, CAUSE, ACT, DONE];
    let judged = |rules: &Rules, lots: &str| {
        let line = format!(
            "xxxxxx 11-09T10:00 zhao evaluate: {{for: ctbbbb, verdict: effective, lots: [{lots}]}}"
        );
        refused(rules, &log, &line)
    };
    let early = vec![Code::TooEarly];
    for (lots, codes) in [
        ("", early.clone()),
        ("L4, L5", early.clone()),
        ("L4, L5, L6", vec![]),
        ("L4, L5, L6, L7", vec![]),
        // One lot is one, however often it is named.
        ("L4, L5, L4", early.clone()),
    ] {
        assert_eq!(judged(&rules(), lots), codes, "{lots}");
    }
    let days = closing_by(CLOSING, &ROWS.replace("actions: {shipped-lots: 3}\n", ""));
    assert_eq!(judged(&days, "L4, L5, L6"), early);
}

pub(super) const FAILED: &str =
    "vltbbb 12-07T10:00 zhao evaluate: {for: ctbbbb, verdict: ineffective}";
const HELPED: &str = "vltbbb 12-07T10:00 zhao evaluate: {for: ctbbbb, verdict: effective}";

#[test]
fn what_did_not_help_asks_for_another_action_for_the_same_cause() {
    let rules = rules();
    let log = [OPEN, CAUSE, ACT, DONE];
    let base = &log[..];
    let judge = "evaluate ctbbbb --verdict VERDICT".to_owned();
    let again = "act ctbbbb --kind corrective --text TEXT --owner PERSON --due DAY".to_owned();
    assert_eq!(lacks(&rules, base, Basis::Accepted), [judge]);
    assert_eq!(
        lacks(&rules, &with(base, &[HELPED]), Basis::Accepted),
        [""; 0]
    );
    let failed = with(base, &[FAILED]);
    assert_eq!(lacks(&rules, &failed, Basis::Accepted), from_ref(&again));
    // Another action, or one for what was found anew; not one for nothing.
    let other = "nvsccc 12-08T09:00 wang investigate: {justified: true, occurrence: p, party: department, who: quality}";
    for (more, follows) in [
        ("for: ctbbbb, kind: corrective", true),
        ("for: nvsbbb, kind: preventive", true),
        ("kind: corrective", false),
        ("for: nvsccc, kind: corrective", true),
    ] {
        let act =
            format!("ctcccc 12-08T10:00 li act: {{{more}, text: t, owner: wang, due: 2026-12-20}}");
        let log = with(&failed, &[other, &act]);
        let mut expected = vec!["finish ctcccc TEXT (wang)".to_owned(); 2];
        if !follows {
            expected.insert(1, again.clone());
        }
        assert_eq!(lacks(&rules, &log, Basis::Accepted), expected, "{more}");
    }
    // One that was planned before anybody knew does not follow.
    let beside = "ctcccc 11-04T10:00 li act: {for: nvsbbb, kind: containment, text: t, owner: wang, due: 2026-12-20}";
    let did = "fnnccc 11-05T10:00 wang finish: {for: ctcccc, text: t}";
    let log = [OPEN, CAUSE, ACT, beside, DONE, did, FAILED];
    assert_eq!(lacks(&rules, &log, Basis::Accepted), from_ref(&again));
    // One that was dropped does not either.
    let act = "ctcccc 12-08T10:00 li act: {for: ctbbbb, kind: corrective, text: t, owner: wang, due: 2026-12-20}";
    let drop = "cncbbb 12-09T10:00 li cancel: {for: ctcccc, reason: r}";
    let log = with(&failed, &[act, drop]);
    assert_eq!(lacks(&rules, &log, Basis::Accepted), [again]);
}

#[test]
fn the_second_round_may_fail_and_the_third_one_help() {
    let rules = rules();
    let mut log = vec![OPEN, CAUSE, ACT, DONE, FAILED];
    let rounds = [
        (
            "ctcccc 12-08T10:00 li act: {for: ctbbbb, kind: corrective, text: t, owner: zhao, due: 2026-12-20}",
            vec!["finish ctcccc TEXT (zhao)"; 2],
        ),
        (
            "fnnccc 12-09T10:00 zhao finish: {for: ctcccc, text: t}",
            vec!["evaluate ctcccc --verdict VERDICT"],
        ),
        (
            "vltccc 12-10T10:00 wang evaluate: {for: ctcccc, verdict: ineffective, lots: [L4, L5, L6]}",
            vec!["act ctcccc --kind corrective --text TEXT --owner PERSON --due DAY"],
        ),
        (
            "ctdddd 12-11T10:00 li act: {for: ctcccc, kind: preventive, text: t, owner: chen, due: 2026-12-20}",
            vec!["finish ctdddd TEXT (chen)"; 2],
        ),
        (
            "fnnddd 12-12T10:00 chen finish: {for: ctdddd, text: t}",
            vec!["evaluate ctdddd --verdict VERDICT"],
        ),
        (
            "vltddd 12-13T10:00 wang evaluate: {for: ctdddd, verdict: effective, lots: [L7, L8, L9]}",
            vec![],
        ),
    ];
    for (line, open) in rounds {
        log.push(line);
        assert_eq!(lacks(&rules, &log, Basis::Accepted), open, "{line}");
    }
    let state = legal(&rules, &log);
    assert_eq!(status(&state, &rules), Status::ReadyToClose);
    assert_eq!(status(&legal(&rules, &log[..9]), &rules), Status::Acting);
}

#[test]
fn what_closing_asks_of_actions() {
    let rules = rules();
    let contain =
        "ctcccc 11-03T11:00 li act: {kind: containment, text: t, owner: wang, due: 2026-11-20}";
    let contained = "fnnccc 11-04T10:00 wang finish: {for: ctcccc, text: t}";
    let plan = "act nvsbbb --kind corrective --text TEXT --owner PERSON --due DAY".to_owned();
    let finish = |id: &str| format!("finish {id} TEXT (wang)");
    for (more, accepted, silent) in [
        (vec![], vec![plan.clone()], vec![]),
        // What only contains takes no cause away, and is not judged.
        (
            vec![contain],
            vec![plan.clone(), finish("ctcccc"), finish("ctcccc")],
            vec![finish("ctcccc")],
        ),
        (vec![contain, contained], vec![plan], vec![]),
        (
            vec![ACT],
            vec![finish("ctbbbb"), finish("ctbbbb")],
            vec![finish("ctbbbb")],
        ),
        (
            vec![ACT, DONE],
            vec!["evaluate ctbbbb --verdict VERDICT".to_owned()],
            vec![],
        ),
    ] {
        let log = with(&[OPEN, CAUSE], &more);
        assert_eq!(lacks(&rules, &log, Basis::Accepted), accepted, "{more:?}");
        assert_eq!(lacks(&rules, &log, Basis::NoResponse), silent, "{more:?}");
    }
    let state = legal(&rules, &[OPEN, CAUSE, ACT, DONE]);
    assert_eq!(status(&state, &rules), Status::Acting);
    // Where its effect is not asked for, what is done is done.
    let finished = closing_by("  accepted: {needs: [actions-finished]}\n", "");
    for (log, expected) in [
        (vec![OPEN, CAUSE, ACT], Status::Acting),
        (vec![OPEN, CAUSE, ACT, DONE], Status::ReadyToClose),
    ] {
        assert_eq!(status(&legal(&finished, &log), &finished), expected);
    }
}

#[test]
fn like_products_are_checked_when_the_check_is_done() {
    let rules = closing_by("  accepted: {needs: [like-products-checked]}\n", "");
    let check =
        "ctcccc 11-03T11:00 li act: {kind: like-product, text: t, owner: wang, due: 2026-11-20}";
    let done = "fnnccc 11-04T10:00 wang finish: {for: ctcccc, text: t}";
    for (more, open) in [
        (
            vec![],
            vec!["act --kind like-product --text TEXT --owner PERSON --due DAY"],
        ),
        (vec![check], vec!["finish ctcccc TEXT (wang)"]),
        (vec![check, done], vec![]),
    ] {
        let log = with(&[OPEN], &more);
        assert_eq!(lacks(&rules, &log, Basis::Accepted), open, "{more:?}");
    }
}

#[test]
fn a_new_action_is_due_for_each_that_did_not_help() {
    let rules = closing_by(
        CLOSING,
        "clocks: {anew: {from: {evaluate: {verdict: ineffective}}, until: act, within: 5wd}}\n",
    );
    let other = "nvsccc 11-02T12:00 wang investigate: {justified: true, occurrence: p, party: department, who: quality}";
    let second = "ctcccc 11-03T11:00 li act: {for: nvsccc, kind: preventive, text: t, owner: wang, due: 2026-11-27}";
    let log = [
        OPEN,
        CAUSE,
        other,
        ACT,
        second,
        DONE,
        "fnnccc 11-05T11:00 wang finish: {for: ctcccc, text: t}",
        "vltbbb 11-06T10:00 zhao evaluate: {for: ctbbbb, verdict: ineffective}",
        "vltccc 11-06T10:00 zhao evaluate: {for: ctcccc, verdict: ineffective}",
    ];
    for (fields, first, second) in [
        ("for: ctbbbb, kind: corrective", "met", "open"),
        ("for: nvsbbb, kind: corrective", "met", "open"),
        ("for: ctcccc, kind: preventive", "open", "met"),
        ("for: nvsccc, kind: preventive", "open", "met"),
        // What is for neither takes the place of neither.
        ("kind: corrective", "open", "open"),
    ] {
        let act = format!(
            "ctdddd 11-09T10:00 li act: {{{fields}, text: t, owner: wang, due: 2026-11-27}}"
        );
        let state = legal(&rules, &with(&log, &[&act]));
        let expected = [
            format!("11-13 17:30 {first}"),
            format!("11-13 17:30 {second}"),
        ];
        assert_eq!(
            clock(&rules, &state, "anew", "11-10T10:00"),
            expected,
            "{fields}"
        );
        let open = lacks(&rules, &with(&log, &[&act]), Basis::Accepted);
        let again = open.iter().filter(|it| it.starts_with("act")).count();
        assert_eq!(
            again,
            expected.iter().filter(|it| it.ends_with("open")).count()
        );
    }
    // What only contains takes no cause away.
    let contain = "ctdddd 11-09T10:00 li act: {for: ctbbbb, kind: containment, text: t, owner: wang, due: 2026-11-27}";
    let open = lacks(&rules, &with(&log, &[contain]), Basis::Accepted);
    assert_eq!(open.iter().filter(|it| it.starts_with("act")).count(), 2);
}
