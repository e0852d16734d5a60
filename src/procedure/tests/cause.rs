//! What caused it, and whose the cause is.

use super::*;
use crate::case::kinds::Basis;
use crate::policy::Need;
use crate::procedure::closing::{heads_for, ready};

const CLOSING: &str = "  accepted:
    needs: [investigated, customer-accepted]
    also: [{when: {justified: true, party: department}, needs: [actions-planned]}]
  not-ours: {needs: [not-ours, handed-over, final-reply]}
  refuted: {needs: [refuted]}
";

fn rules() -> Rules {
    closing_by(CLOSING, "")
}

const NOTE: &str = "nttbbb 11-02T10:00 li note: {text: n}";
const OURS: &str = "nvsbbb 11-03T10:00 wang investigate: {justified: true, occurrence: nozzle worn, party: department, who: quality}";
const CARRIER: &str = "nvsccc 11-04T10:00 wang investigate: {justified: true, occurrence: dropped, party: carrier, who: Fast Freight}";
const UNFOUNDED: &str =
    "nvsddd 11-05T10:00 wang investigate: {justified: false, text: stored in the sun}";
const REPLY: &str = "rplbbb 11-06T10:00 li reply: {kind: final}";
const ACCEPTED: &str = "rspbbb 11-07T10:00 li respond: {for: rplbbb, verdict: accepted}";
const DISPUTED: &str = "rspbbb 11-07T10:00 li respond: {for: rplbbb, verdict: disputed}";

/// Needs of closing that are not met, with the command for each.
fn lacks(rules: &Rules, state: &State, basis: Basis) -> Vec<(Need, String)> {
    let open = unmet(state, rules, basis).unwrap();
    open.into_iter()
        .map(|open| (open.need, format!("{} {}", open.verb, open.command)))
        .collect()
}

fn needs(rules: &Rules, log: &[&str], basis: Basis) -> Vec<Need> {
    let all = lacks(rules, &legal(rules, log), basis).into_iter();
    all.map(|(need, _)| need).collect()
}

#[test]
fn who_is_responsible_decides_the_ground_of_closing() {
    let rules = rules();
    let customer =
        "nvsccc 11-04T10:00 wang investigate: {justified: true, occurrence: o, party: customer}";
    let refuted = "vrfbbb 11-05T11:00 wang verify: {methods: records, result: refuted}";
    for (more, ground, stands) in [
        (vec![NOTE], Basis::Accepted, Status::Investigating),
        (vec![OURS], Basis::Accepted, Status::Open),
        (vec![CARRIER], Basis::NotOurs, Status::Open),
        (vec![customer], Basis::NotOurs, Status::Open),
        (vec![UNFOUNDED], Basis::Accepted, Status::Open),
        // The last one counts.
        (vec![OURS, CARRIER], Basis::NotOurs, Status::Open),
        (
            vec![OURS, CARRIER, UNFOUNDED],
            Basis::Accepted,
            Status::Open,
        ),
        (vec![CARRIER, refuted], Basis::Refuted, Status::ReadyToClose),
        (vec![CARRIER, REPLY], Basis::NotOurs, Status::Replied),
    ] {
        let state = legal(&rules, &with(&[OPEN], &more));
        assert_eq!(heads_for(&state, &rules), ground, "{more:?}");
        assert_eq!(status(&state, &rules), stands, "{more:?}");
    }
    // A policy that does not close so goes on to the customer's acceptance.
    let rules = closing_by("  accepted: {needs: [investigated]}\n", "");
    let state = legal(&rules, &[OPEN, CARRIER]);
    assert_eq!(heads_for(&state, &rules), Basis::Accepted);
    assert_eq!(status(&state, &rules), Status::ReadyToClose);
}

#[test]
fn what_closing_needs_of_the_cause() {
    let rules = rules();
    let investigate =
        "investigate --justified YES-OR-NO --occurrence TEXT --party PARTY --who NAME";
    let state = legal(&rules, &[OPEN]);
    let cause = (Need::Investigated, investigate.to_owned());
    let reply = (Need::FinalReply, "reply --kind final".to_owned());
    let accepted = (Need::CustomerAccepted, "reply --kind final".to_owned());
    assert_eq!(
        lacks(&rules, &state, Basis::Accepted),
        [cause, accepted.clone()]
    );
    assert_eq!(
        lacks(&rules, &state, Basis::NotOurs),
        [(Need::NotOurs, investigate.to_owned()), reply.clone()]
    );
    // Ours: an action is planned besides.
    let act = "act nvsbbb --kind corrective --text TEXT --owner PERSON --due DAY";
    assert_eq!(
        lacks(&rules, &legal(&rules, &[OPEN, OURS]), Basis::Accepted),
        [accepted, (Need::ActionsPlanned, act.to_owned())]
    );
    for other in [CARRIER, UNFOUNDED] {
        let log = [OPEN, other];
        assert_eq!(
            needs(&rules, &log, Basis::Accepted),
            [Need::CustomerAccepted]
        );
    }
    for ours in [OURS, UNFOUNDED] {
        let log = [OPEN, ours, REPLY];
        assert_eq!(needs(&rules, &log, Basis::NotOurs), [Need::NotOurs]);
    }
    assert_eq!(
        lacks(&rules, &legal(&rules, &[OPEN, CARRIER]), Basis::NotOurs),
        [
            (
                Need::HandedOver,
                "notify nvsccc --party carrier --who 'Fast Freight'".to_owned()
            ),
            reply
        ]
    );
}

#[test]
fn a_cause_that_is_not_ours_is_handed_over_to_whose_it_is() {
    let rules = rules();
    let log = [OPEN, CARRIER, REPLY];
    for (told, met) in [
        ("{for: nvsccc, party: carrier, who: Fast Freight}", true),
        ("{party: carrier, who: Fast Freight}", true),
        ("{for: nvsccc, party: carrier, who: Slow Freight}", false),
        ("{for: nvsccc, party: authority, who: Fast Freight}", false),
    ] {
        let notify = format!("tldbbb 11-06T11:00 li notify: {told}");
        let log = with(&log, &[&notify]);
        let state = legal(&rules, &log);
        let expected = if met { vec![] } else { vec![Need::HandedOver] };
        assert_eq!(needs(&rules, &log, Basis::NotOurs), expected, "{told}");
        let grounds: Vec<Basis> = ready(&state, &rules).collect();
        let expected = if met { vec![Basis::NotOurs] } else { vec![] };
        assert_eq!(grounds, expected, "{told}");
        let close = "xxxxxx 11-09T10:00 wang close: {basis: not-ours}";
        assert_eq!(refused(&rules, &log, close).is_empty(), met, "{told}");
    }
    // The customer's own fault is told by the reply.
    let customer =
        "nvsccc 11-04T10:00 wang investigate: {justified: true, occurrence: o, party: customer}";
    let log = [OPEN, customer, REPLY];
    assert_eq!(needs(&rules, &log, Basis::NotOurs), []);
    // One that waits for its approval has told nobody.
    let rows = "approvals: {notify: [{step: approve, role: general-manager}]}\n";
    let rules = closing_by(CLOSING, rows);
    let told = "tldbbb 11-06T11:00 li notify: {party: carrier, who: Fast Freight}";
    let log = [OPEN, CARRIER, REPLY, told];
    assert_eq!(needs(&rules, &log, Basis::NotOurs), [Need::HandedOver]);
}

#[test]
fn on_which_grounds_a_case_could_be_closed() {
    let rules = rules();
    let refuted = "vrfbbb 11-05T11:00 wang verify: {methods: records, result: refuted}";
    let told = "tldbbb 11-06T11:00 li notify: {party: carrier, who: Fast Freight}";
    for (more, grounds) in [
        (vec![], vec![]),
        (vec![UNFOUNDED, REPLY], vec![]),
        (vec![UNFOUNDED, REPLY, ACCEPTED], vec![Basis::Accepted]),
        (vec![CARRIER, REPLY, told], vec![Basis::NotOurs]),
        (
            vec![CARRIER, REPLY, told, ACCEPTED],
            vec![Basis::Accepted, Basis::NotOurs],
        ),
        (vec![refuted], vec![Basis::Refuted]),
        (vec![OURS, REPLY, ACCEPTED], vec![]),
    ] {
        let state = legal(&rules, &with(&[OPEN], &more));
        let found: Vec<Basis> = ready(&state, &rules).collect();
        assert_eq!(found, grounds, "{more:?}");
    }
    // A policy that asks for nothing says nothing about whose it is.
    let rules = closing_by(
        "  accepted: {needs: [customer-accepted]}\n  not-ours: {}\n  refuted: {}\n",
        "",
    );
    let state = legal(&rules, &[OPEN]);
    assert_eq!(ready(&state, &rules).count(), 0);
}

const AGAIN: &str = "investigation: {after-dispute: true}\n";

#[test]
fn each_dispute_asks_for_a_further_investigation_before_the_reply() {
    let rules = closing_by(CLOSING, AGAIN);
    let second = "nvsfff 11-09T10:00 wang investigate: {justified: false, text: again}";
    let supplement = "rplccc 11-10T10:00 li reply: {kind: supplementary}";
    let again = "rspccc 11-11T10:00 li respond: {for: rplccc, verdict: disputed}";
    let third = "nvsggg 11-12T10:00 wang verify: {methods: records, result: confirmed}";
    let further = "rplddd 11-13T10:00 li reply: {kind: supplementary}";
    let content = "rspddd 11-14T10:00 li respond: {for: rplddd, verdict: accepted}";
    let early = Code::NotInvestigatedAgain;
    let mut log = vec![OPEN, UNFOUNDED, REPLY, DISPUTED];
    assert_eq!(refused(&rules, &log, supplement), [early]);
    // Anything but a formal reply may go out.
    let interim = "xxxxxx 11-10T10:00 li reply: {kind: interim}";
    assert_eq!(refused(&rules, &log, interim), []);
    assert_eq!(needs(&rules, &log, Basis::Accepted)[0], Need::Investigated);
    assert_eq!(status(&legal(&rules, &log), &rules), Status::Disputed);
    log.push(second);
    assert_eq!(refused(&rules, &log, supplement), []);
    assert_eq!(
        needs(&rules, &log, Basis::Accepted),
        [Need::CustomerAccepted]
    );
    log.extend([supplement, again]);
    // The second dispute asks for one of its own.
    assert_eq!(refused(&rules, &log, further), [early]);
    // Facts that were looked at again do as well.
    assert_eq!(refused(&rules, &with(&log, &[third]), further), []);
    // One that lies before the dispute does not, whenever it was entered.
    let before = "nvsggg 11-12T10:00 wang investigate: {justified: false, text: t, when: '2026-11-11T09:59:59+08:00'}";
    assert_eq!(refused(&rules, &with(&log, &[before]), further), [early]);
    let since = before.replace("09:59:59", "10:00:00");
    let log = with(&log, &[&since]);
    assert_eq!(refused(&rules, &log, further), []);
    let log = with(&log, &[further, content]);
    assert_eq!(needs(&rules, &log, Basis::Accepted), []);
    // Where the policy does not ask for it, a reply is enough.
    let rules = self::rules();
    let log = [OPEN, UNFOUNDED, REPLY, DISPUTED];
    assert_eq!(refused(&rules, &log, supplement), []);
}

#[test]
fn after_a_dispute_the_old_finding_no_longer_leads_to_closing() {
    let rules = closing_by(CLOSING, AGAIN);
    let told = "tldbbb 11-06T11:00 li notify: {party: carrier, who: Fast Freight}";
    let log = [OPEN, CARRIER, REPLY, told, DISPUTED];
    let state = legal(&rules, &log);
    assert_eq!(heads_for(&state, &rules), Basis::Accepted);
    assert_eq!(ready(&state, &rules).count(), 0);
    let second = CARRIER.replace("nvsccc 11-04", "nvsfff 11-09");
    let supplement = "rplccc 11-10T10:00 li reply: {kind: supplementary}";
    let log = with(&log, &[&second, supplement]);
    let state = legal(&rules, &log);
    assert_eq!(heads_for(&state, &rules), Basis::NotOurs);
    assert_eq!(ready(&state, &rules).collect::<Vec<_>>(), [Basis::NotOurs]);
}

#[test]
fn an_investigation_that_waits_for_approval_is_none_yet() {
    let rows = "approvals: {investigate: [{step: approve, role: quality-head}]}\n";
    let rules = closing_by(CLOSING, rows);
    let state = legal(&rules, &[OPEN, OURS]);
    assert_eq!(
        lacks(&rules, &state, Basis::Accepted)[0],
        (Need::Investigated, "approve nvsbbb".to_owned())
    );
    let approved = "pprbbb 11-03T11:00 zhao approve: {for: nvsbbb, role: quality-head}";
    assert_eq!(
        needs(&rules, &[OPEN, OURS, approved], Basis::Accepted),
        [Need::CustomerAccepted, Need::ActionsPlanned]
    );
}

#[test]
fn the_case_that_leads_carries_cause_and_actions() {
    let rules = rules();
    let link = "lnkbbb 11-03T09:00 li link: {case: 2611-0002, uid: 7mzkdtqhxs, as: same-cause}";
    let mut state = legal(&rules, &[OPEN, link, REPLY, ACCEPTED]);
    let led = |state: &mut State, log: &[&str]| {
        state.lead = Some(Lead {
            case: crate::case::CaseNumber::parse("2611-0002").unwrap(),
            state: Arc::new(legal(&rules, log)),
        });
    };
    led(&mut state, &[OPEN]);
    let open = unmet(&state, &rules, Basis::Accepted).unwrap();
    let places: Vec<_> = open
        .iter()
        .map(|open| (open.need, open.case.as_ref().map(ToString::to_string)))
        .collect();
    assert_eq!(places, [(Need::Investigated, Some("2611-0002".to_owned()))]);
    led(&mut state, &[OPEN, OURS]);
    let open = unmet(&state, &rules, Basis::Accepted).unwrap();
    let places: Vec<_> = open
        .iter()
        .map(|open| (open.need, open.case.as_ref().map(ToString::to_string)))
        .collect();
    assert_eq!(
        places,
        [(Need::ActionsPlanned, Some("2611-0002".to_owned()))]
    );
    assert!(open[0].command.starts_with("nvsbbb --kind corrective"));
    led(
        &mut state,
        &[
            OPEN,
            OURS,
            "ctbbbb 11-04T10:00 wang act: {for: nvsbbb, kind: preventive, text: t, owner: wang, due: 2026-11-20}",
        ],
    );
    assert_eq!(lacks(&rules, &state, Basis::Accepted), []);
    led(&mut state, &[OPEN, CARRIER]);
    assert_eq!(heads_for(&state, &rules), Basis::NotOurs);
}

#[test]
fn what_the_lead_carries_is_owed_there() {
    let rules = small(
        "clocks:
  find: {from: open, until: investigate, within: 2d}
  plan: {from: open, until: {act: {kind: [corrective, preventive]}}, within: 2d}
  answer: {from: open, until: [investigate, reply], within: 2d}
",
    );
    let due = |log: &[&str]| -> Vec<String> {
        let state = legal(&rules, log);
        let all = obligations(&state, &rules, at("11-06T10:00")).into_iter();
        all.map(|owed| format!("{} {}", owed.clock, owed.state.word()))
            .collect()
    };
    let link = |time: &str, relation: &str| {
        format!("lnkbbb {time} li link: {{case: 2611-0002, uid: 7mzkdtqhxs, as: {relation}}}")
    };
    let all = ["find overdue", "plan overdue", "answer overdue"];
    assert_eq!(due(&[OPEN]), all);
    assert_eq!(due(&[OPEN, &link("11-03T10:00", "related")]), all);
    let led = link("11-03T10:00", "same-cause");
    assert_eq!(due(&[OPEN, &led]), ["answer overdue"]);
    // Too late to say so.
    let late = link("11-05T10:00", "same-cause");
    assert_eq!(
        due(&[OPEN, &late]),
        ["find late", "plan late", "answer overdue"]
    );
    let struck = "strbbb 11-05T10:00 li strike: {for: lnkbbb, reason: r}";
    assert_eq!(due(&[OPEN, &led, struck]), all);
}
