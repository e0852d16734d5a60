use super::*;

const TWO_STEPS: &str = "approvals:
  reply:
    - {step: review, role: quality-head, when: {kind: final}}
    - {step: approve, role: [general-manager, quality-head], when: {kind: final}}
";

const LOG: [&str; 2] = [OPEN, "rplbbb 11-02T10:00 sun reply: {kind: final}"];

fn steps(rules: &Rules, state: &State) -> Vec<(String, Vec<String>)> {
    let waiting = waiting(state, rules).into_iter();
    waiting
        .map(|waiting| (waiting.step, waiting.roles))
        .collect()
}

#[test]
fn steps_are_given_in_order() {
    let rules = small(TWO_STEPS);
    let state = legal(&rules, &LOG);
    assert_eq!(
        steps(&rules, &state),
        [("review".to_owned(), vec!["quality-head".to_owned()])]
    );
    assert!(state.formal_reply().is_none());
    let log = with(
        &LOG,
        &["pprbbb 11-02T11:00 zhao approve: {for: rplbbb, role: quality-head}"],
    );
    let state = legal(&rules, &log);
    assert_eq!(steps(&rules, &state)[0].0, "approve");
    assert!(state.formal_reply().is_none());
    let log = with(
        &log,
        &["pprccc 11-02T12:00 chen approve: {for: rplbbb, role: general-manager}"],
    );
    let state = legal(&rules, &log);
    assert_eq!(steps(&rules, &state), []);
    assert_eq!(
        state.formal_reply().unwrap().in_force,
        Some(at("11-02T12:00"))
    );
}

#[test]
fn who_may_approve() {
    let rules = small(TWO_STEPS);
    for (line, codes) in [
        ("zhao approve: {for: rplbbb, role: quality-head}", vec![]),
        // Not that step's turn.
        (
            "chen approve: {for: rplbbb, role: general-manager}",
            vec![Code::WrongRole],
        ),
        (
            "chen approve: {for: rplbbb, role: quality-head}",
            vec![Code::RoleNotHeld],
        ),
        (
            "zhou approve: {for: rplbbb, role: marketing}",
            vec![Code::WrongRole, Code::RoleNotHeld],
        ),
        (
            "sun approve: {for: rplbbb, role: quality-head}",
            vec![Code::OwnEntry],
        ),
        (
            "sun reject: {for: rplbbb, role: quality-head, reason: no}",
            vec![Code::OwnEntry],
        ),
        (
            "chen reject: {for: rplbbb, role: general-manager, reason: no}",
            vec![Code::WrongRole],
        ),
        (
            "zhao approve: {for: cmplnt, role: quality-head}",
            vec![Code::NothingToApprove],
        ),
        (
            "zhao via: li, approve: {for: rplbbb, role: quality-head}",
            vec![Code::NotForOthers],
        ),
    ] {
        let line = format!("pprbbb 11-02T11:00 {line}");
        assert_eq!(refused(&rules, &LOG, &line), codes, "{line}");
    }
}

#[test]
fn a_role_counts_on_the_days_on_which_it_is_held() {
    let rules = small(TWO_STEPS);
    for (day, person, codes) in [
        ("11-02T23:59", "ma", vec![]),
        ("11-03T00:00", "ma", vec![Code::RoleNotHeld]),
        ("11-03T23:59", "hu", vec![Code::RoleNotHeld]),
        ("11-04T00:00", "hu", vec![]),
        (
            "11-02T11:00",
            "he",
            vec![Code::PersonLeft, Code::RoleNotHeld],
        ),
    ] {
        let line = format!("pprbbb {day} {person} approve: {{for: rplbbb, role: quality-head}}");
        assert_eq!(refused(&rules, &LOG, &line), codes, "{line}");
    }
}

#[test]
fn nobody_approves_what_they_typed_or_amended() {
    let rules = small(TWO_STEPS);
    let approve = "pprbbb 11-02T12:00 zhao approve: {for: rplbbb, role: quality-head}";
    let typed = [
        OPEN,
        "rplbbb 11-02T10:00 li via: zhao, reply: {kind: final}",
    ];
    assert_eq!(refused(&rules, &typed, approve), [Code::OwnEntry]);
    let amended = with(
        &LOG,
        &["mndbbb 11-02T11:00 zhao amend: {for: rplbbb, set: {text: t}, reason: r}"],
    );
    assert_eq!(refused(&rules, &amended, approve), [Code::OwnEntry]);
}

#[test]
fn different_steps_need_different_people() {
    let rules = small(TWO_STEPS);
    let log = [
        OPEN,
        "rplbbb 11-02T10:00 li reply: {kind: final}",
        "pprbbb 11-02T11:00 sun approve: {for: rplbbb, role: quality-head}",
    ];
    let again = "pprccc 11-02T12:00 sun approve: {for: rplbbb, role: general-manager}";
    assert_eq!(refused(&rules, &log, again), [Code::SamePerson]);
    let other = "pprccc 11-02T12:00 zhao approve: {for: rplbbb, role: quality-head}";
    assert_eq!(refused(&rules, &log, other), []);
}

#[test]
fn a_rejection_ends_it() {
    let rules = small(TWO_STEPS);
    let log = with(
        &LOG,
        &[
            "pprbbb 11-02T11:00 zhao approve: {for: rplbbb, role: quality-head}",
            "rjcbbb 11-02T12:00 chen reject: {for: rplbbb, role: general-manager, reason: wrong}",
        ],
    );
    let state = legal(&rules, &log);
    assert_eq!(
        state.seen(&id("rplbbb")).unwrap().standing,
        Standing::Rejected(id("rjcbbb"))
    );
    assert_eq!(waiting(&state, &rules), []);
    for line in [
        "pprccc 11-02T13:00 zhao approve: {for: rplbbb, role: quality-head}",
        "mndbbb 11-02T13:00 li amend: {for: rplbbb, set: {text: t}, reason: r}",
    ] {
        assert_eq!(refused(&rules, &log, line), [Code::DeadTarget]);
    }
    // An amendment that should not be there does not undo the rejection.
    let log = with(
        &log,
        &["mndbbb 11-02T13:00 li amend: {for: rplbbb, set: {text: t}, reason: r}"],
    );
    let state = fold(&case(&log), &rules);
    assert_eq!(
        state.seen(&id("rplbbb")).unwrap().standing,
        Standing::Rejected(id("rjcbbb"))
    );
}

#[test]
fn a_rejection_of_what_waits_for_nothing_changes_nothing() {
    let rules = small(TWO_STEPS);
    let log = [
        OPEN,
        "rjcbbb 11-02T12:00 zhao reject: {for: cmplnt, role: quality-head, reason: r}",
    ];
    let state = fold(&case(&log), &rules);
    assert!(state.seen(&id("cmplnt")).unwrap().is_live());
}

const BY_QUANTITY: &str = "approvals:
  reply:
    - {step: approve, role: quality-head, unless: {quantity_over: 500 kg}}
    - {step: approve, role: general-manager, when: {quantity_over: 500 kg}}
";

#[test]
fn quantities_that_cannot_be_compared_take_the_strictest_step_too() {
    let rules = small(BY_QUANTITY);
    let roles = |quantity: &str| -> Vec<String> {
        let open =
            format!("cmplnt 11-02T09:30 li open: {{customer: ACME, description: d{quantity}}}");
        let reply = "rplbbb 11-02T10:00 li reply: {kind: final}";
        let mut log = vec![open.as_str(), reply];
        let mut roles = Vec::new();
        for approval in [
            "pprbbb 11-02T11:00 sun approve: {for: rplbbb, role: ROLE}",
            "pprccc 11-02T12:00 chen approve: {for: rplbbb, role: ROLE}",
        ] {
            let state = legal(&rules, &log);
            let Some(next) = waiting(&state, &rules).into_iter().next() else {
                break;
            };
            roles.extend(next.roles.clone());
            log.push(Box::leak(
                approval.replace("ROLE", &next.roles[0]).into_boxed_str(),
            ));
        }
        roles
    };
    assert_eq!(roles(", quantity: 500 kg"), ["quality-head"]);
    assert_eq!(roles(", quantity: 500.01 kg"), ["general-manager"]);
    // The first approval must not stand for the stricter one of the same name.
    assert_eq!(
        roles(", quantity: 3 pcs"),
        ["quality-head", "general-manager"]
    );
    assert_eq!(roles(""), ["quality-head", "general-manager"]);
}

const BY_SEVERITY: &str = "approvals:
  reply: [{step: approve, role: quality-head, when: {severity: A}}]
";
const GRAVE: &str =
    "clsffb 11-02T10:00 wang classify: {criteria: safety, scope: one, severity: A, rule: r}";
const LIGHT: &str =
    "clsffc 11-02T12:00 wang classify: {criteria: looks, scope: one, severity: C, rule: r}";

#[test]
fn an_entry_whose_approval_is_needed_no_more_comes_into_force() {
    let rules = small(&format!(
        "{BY_SEVERITY}clocks: {{out: {{from: open, until: reply.approved, within: 1d}}}}\n"
    ));
    let log = [OPEN, GRAVE, "rplbbb 11-02T11:00 li reply: {kind: final}"];
    assert_eq!(waiting(&legal(&rules, &log), &rules).len(), 1);
    let state = legal(&rules, &with(&log, &[LIGHT]));
    assert_eq!(waiting(&state, &rules), []);
    assert_eq!(
        state.formal_reply().unwrap().in_force,
        Some(at("11-02T12:00"))
    );
    assert_eq!(
        clock(&rules, &state, "out", "11-09T09:00"),
        ["11-03 17:30 met"]
    );
}

#[test]
fn not_graded_is_not_known_to_be_light() {
    let rules = small(BY_SEVERITY);
    let state = legal(&rules, &LOG);
    assert_eq!(waiting(&state, &rules).len(), 1);
}

#[test]
fn what_is_in_force_stays_so_when_the_grading_rises() {
    let rules = small(BY_SEVERITY);
    let log = [
        OPEN,
        "clsffb 11-02T10:00 wang classify: {criteria: looks, scope: one, severity: C, rule: r}",
        "rplbbb 11-02T11:00 li reply: {kind: final}",
        "clsffc 11-02T12:00 wang classify: {criteria: safety, scope: one, severity: A, rule: r}",
    ];
    let state = legal(&rules, &log);
    assert_eq!(waiting(&state, &rules), []);
    assert!(state.formal_reply().is_some());
}

const DECISIONS: &str = "approvals:
  close: [{step: approve, role: quality-head}]
  reopen: [{step: approve, role: quality-head}]
";

#[test]
fn closing_and_reopening_wait_for_their_approvals() {
    let rules = small(DECISIONS);
    let mut log = vec![
        OPEN,
        "clsbbb 11-03T10:00 wang close: {basis: withdrawn, text: t}",
    ];
    assert!(legal(&rules, &log).closed.is_none());
    log.push("pprbbb 11-04T10:00 zhao approve: {for: clsbbb, role: quality-head}");
    let state = legal(&rules, &log);
    assert_eq!(state.closed.as_ref().unwrap().at, at("11-04T10:00"));
    log.push("rpnbbb 11-05T10:00 li reopen: {reason: r}");
    let state = legal(&rules, &log);
    assert!(state.closed.is_some());
    let number = case(&log).opened_as;
    let steps = super::super::next(&number, &state, &rules, at("11-05T11:00"));
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0].command, "plaint approve 2611-0001 rpnbbb");
    log.push("pprccc 11-06T10:00 zhao approve: {for: rpnbbb, role: quality-head}");
    assert!(legal(&rules, &log).closed.is_none());
}

#[test]
fn a_closing_is_not_approved_once_its_needs_are_gone() {
    let rules = small(DECISIONS);
    let log = [
        OPEN,
        "rplbbb 11-02T10:00 li reply: {kind: final}",
        "rspbbb 11-02T11:00 li respond: {for: rplbbb, verdict: accepted}",
        "clsbbb 11-03T10:00 wang close: {basis: accepted}",
        "rplccc 11-03T11:00 li reply: {kind: supplementary}",
        "rspccc 11-03T12:00 li respond: {for: rplccc, verdict: disputed}",
    ];
    let approve = "pprbbb 11-04T10:00 zhao approve: {for: clsbbb, role: quality-head}";
    assert_eq!(refused(&rules, &log[..4], approve), []);
    assert_eq!(refused(&rules, &log, approve), [Code::ClosingNeeds]);
}

#[test]
fn candidates_are_what_that_person_may_decide() {
    use crate::case::{Kind, PersonId};
    let rules = small(TWO_STEPS);
    let state = legal(&rules, &LOG);
    let day = "2026-11-02".parse().unwrap();
    for (person, found) in [("zhao", 1), ("chen", 0), ("li", 0)] {
        let person = PersonId::parse(person).unwrap();
        let all = candidates(&state, Kind::Approve, &rules, Some((&person, day)));
        assert_eq!(all.len(), found, "{person}");
    }
    assert_eq!(candidates(&state, Kind::Respond, &rules, None), []);
}
