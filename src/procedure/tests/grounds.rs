//! What each ground of closing needs, and where that depends on the case.

use super::*;
use crate::case::kinds::Basis;
use crate::policy::Need;
use crate::procedure::closing::checklist;

/// Rule and need of everything that closing on that ground asks for, with how
/// many things lack for it.
fn asked(rules: &Rules, log: &[&str], basis: Basis) -> Vec<String> {
    let state = legal(rules, log);
    let all = checklist(&state, rules, basis, &[]).unwrap();
    all.into_iter()
        .map(|wanted| {
            let rule = wanted.rule.replace("closing.", "");
            format!("{rule} {} {}", wanted.need.word(), wanted.open.len())
        })
        .collect()
}

const ALSO: &str = "  accepted:
    needs: [final-reply]
    when-severity: {A: [recall-decided, final-reply]}
    also:
      - {when: {source: authority}, needs: [market-sampled, authority-told]}
      - {when: {justified: true, party: department}, needs: [actions-planned, authority-told]}
      - {when: {justified: true, party: [carrier, supplier]}, needs: [handed-over]}
      - {when: {justified: false}, needs: [sales-confirmed]}
      - {when: {severity: [A, B]}, needs: [surveyed]}
      - {when: {basis: accepted, want: report}, needs: [requests-met]}
      - {when: {basis: withdrawn}, needs: [appraised]}
";

#[test]
fn needs_come_besides_where_a_condition_holds() {
    let rules = closing_by(ALSO, "wants: {report: {en: Report, zh: 报告}}\n");
    let open = |fields: &str| {
        format!("cmplnt 11-02T09:30 li open: {{customer: ACME, description: d{fields}}}")
    };
    let (plain, found) = (open(""), open(", source: authority"));
    let wanting = open(", source: dealer, wants: report");
    let ours = "nvsbbb 11-03T10:00 wang investigate: {justified: true, occurrence: o, party: department, who: quality}";
    let carrier = "nvsbbb 11-03T10:00 wang investigate: {justified: true, occurrence: o, party: carrier, who: X}";
    let customer =
        "nvsbbb 11-03T10:00 wang investigate: {justified: true, occurrence: o, party: customer}";
    let unfounded = "nvsbbb 11-03T10:00 wang investigate: {justified: false, text: t}";
    let grave =
        "clsffb 11-03T11:00 wang classify: {criteria: safety, scope: one, severity: A, rule: r}";
    let middling =
        "clsffb 11-03T11:00 wang classify: {criteria: function, scope: one, severity: B, rule: r}";
    let row = |at: usize, need: &str, open: usize| format!("accepted.also[{at}] {need} {open}");
    let survey = row(4, "surveyed", 1);
    for (log, besides) in [
        (vec![&*plain], vec![]),
        (
            vec![&*found],
            vec![row(0, "market-sampled", 1), row(0, "authority-told", 1)],
        ),
        (vec![&*wanting], vec![row(5, "requests-met", 0)]),
        (
            vec![&*plain, ours],
            vec![row(1, "actions-planned", 1), row(1, "authority-told", 1)],
        ),
        // Asked for twice, it stands there once.
        (
            vec![&*found, ours],
            vec![
                row(0, "market-sampled", 1),
                row(0, "authority-told", 1),
                row(1, "actions-planned", 1),
            ],
        ),
        (vec![&*plain, carrier], vec![row(2, "handed-over", 1)]),
        (vec![&*plain, customer], vec![]),
        (vec![&*plain, unfounded], vec![row(3, "sales-confirmed", 1)]),
        (vec![&*plain, middling], vec![survey.clone()]),
        (
            vec![&*plain, grave],
            vec![
                "accepted.when-severity.A recall-decided 1".to_owned(),
                survey,
            ],
        ),
    ] {
        let mut expected = vec!["accepted.needs final-reply 1".to_owned()];
        expected.extend(besides);
        expected.push("closing goods-accounted-for 0".to_owned());
        assert_eq!(asked(&rules, &log, Basis::Accepted), expected, "{log:?}");
    }
}

#[test]
fn every_ground_that_the_policy_names_has_its_list_and_no_other() {
    let rules = closing_by(
        "  accepted: {needs: [customer-accepted, customer-accepted, questions-answered]}
  no-response: {needs: [reminder, sales-confirmed]}
  refuted: {needs: [refuted, final-reply]}
  not-ours: {needs: [not-ours, handed-over]}
  withdrawn: {}
",
        "",
    );
    for (basis, expected) in [
        (
            Basis::Accepted,
            vec![
                "accepted.needs customer-accepted 1",
                "accepted.needs questions-answered 0",
            ],
        ),
        (
            Basis::NoResponse,
            vec![
                "no-response.needs reminder 1",
                "no-response.needs sales-confirmed 1",
            ],
        ),
        (
            Basis::Refuted,
            vec!["refuted.needs refuted 1", "refuted.needs final-reply 1"],
        ),
        (
            Basis::NotOurs,
            vec!["not-ours.needs not-ours 1", "not-ours.needs handed-over 0"],
        ),
        (Basis::Withdrawn, vec![]),
    ] {
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        expected.push("closing goods-accounted-for 0".to_owned());
        assert_eq!(asked(&rules, &[OPEN], basis), expected, "{basis}");
    }
    let state = legal(&rules, &[OPEN]);
    assert_eq!(checklist(&state, &rules, Basis::Duplicate, &[]), None);
    let line = "xxxxxx 11-04T10:00 li close: {basis: duplicate}";
    assert_eq!(refused(&rules, &[OPEN], line), [Code::BasisNotAllowed]);
}

/// A case in which something lacks for each need, or nothing lacks for it.
const EMPTY: &str =
    "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, product: {model: AX, lot: L1}}";
const BUSY: &[&str] = &[
    EMPTY,
    "skbbbb 11-02T10:00 li ask: {text: a}",
    "rqsbbb 11-02T10:00 li request: {want: report}",
    "sgnbbb 11-02T10:00 li assign: {to: [quality, general-manager]}",
    "nvsbbb 11-02T11:00 wang investigate: {justified: true, occurrence: o, party: carrier, who: X, lots: L2}",
    "rclbbb 11-02T12:00 li recall: {decision: recall, lots: L3, reason: r, customers: [{customer: A}, {customer: B}]}",
    "ctbbbb 11-03T10:00 li act: {kind: corrective, text: t, owner: wang, due: 2026-11-20}",
    "ctcccc 11-03T10:00 li act: {kind: containment, text: t, owner: wang, due: 2026-11-20}",
    "rmbbbb 11-03T10:00 li rma: {reason: q, items: {model: AX, quantity: 4 pcs}, way: return, replenish: true}",
    "rpcbbb 11-03T10:00 li replace: {items: {model: AX, quantity: 4 pcs}, by: 2026-11-20}",
];

#[test]
fn the_list_has_every_need_once_with_what_lacks_for_it() {
    // For each need: how much lacks at the beginning, and in a busy case.
    let all: &[(Need, usize, usize)] = &[
        (Need::IntakeComplete, 0, 1),
        (Need::Classified, 1, 1),
        (Need::ComplaintConfirmed, 1, 1),
        (Need::SolutionConfirmed, 1, 1),
        (Need::FinalReply, 1, 1),
        (Need::AnsweredAgain, 1, 1),
        (Need::CustomerAccepted, 1, 1),
        (Need::SalesConfirmed, 1, 1),
        (Need::Appraised, 1, 1),
        (Need::RequestsMet, 0, 1),
        (Need::QuestionsAnswered, 0, 1),
        (Need::ReturnDecided, 1, 0),
        (Need::GoodsAccountedFor, 0, 1),
        (Need::ReplacementAccepted, 0, 1),
        (Need::DuplicateLinked, 1, 1),
        (Need::Verified, 1, 1),
        (Need::Refuted, 1, 1),
        (Need::MarketSampled, 1, 1),
        (Need::Assigned, 1, 0),
        (Need::DepartmentsAnswered, 0, 2),
        (Need::ResponsibleAnswered, 0, 0),
        (Need::DepartmentsDone, 0, 2),
        (Need::Contained, 1, 3),
        (Need::Traced, 1, 3),
        (Need::TracedBack, 1, 3),
        (Need::CustomersTold, 0, 2),
        (Need::RecallDecided, 1, 1),
        (Need::RecallComplete, 0, 4),
        (Need::AuthorityTold, 1, 1),
        (Need::AuthorityDecided, 1, 1),
        (Need::Investigated, 1, 0),
        (Need::NotOurs, 1, 0),
        (Need::HandedOver, 0, 1),
        (Need::ActionsPlanned, 1, 0),
        (Need::LikeProductsChecked, 1, 1),
        (Need::ActionsFinished, 0, 2),
        (Need::ActionsEffective, 0, 2),
        (Need::Reminder, 1, 1),
        (Need::Surveyed, 1, 1),
        (Need::ApprovalsGiven, 0, 0),
        (Need::PaymentConfirmed, 1, 1),
        (Need::PointsAnswered, 0, 0),
        (Need::OutcomeTold, 1, 1),
        (Need::Visited, 1, 1),
    ];
    let words: Vec<&str> = all.iter().map(|(need, ..)| need.word()).collect();
    assert_eq!(words, Need::WORDS);
    let twice = format!("[{}, {}]", words.join(", "), words.join(", "));
    let rules = closing_by(
        &format!("  accepted: {{needs: {twice}, when-severity: {{A: {twice}}}}}\n"),
        "",
    );
    let line = |need: &Need, open: usize| format!("accepted.needs {} {open}", need.word());
    let first: Vec<String> = all
        .iter()
        .map(|(need, open, _)| line(need, *open))
        .collect();
    let busy: Vec<String> = all
        .iter()
        .map(|(need, _, open)| line(need, *open))
        .collect();
    assert_eq!(asked(&rules, &[EMPTY], Basis::Accepted), first);
    assert_eq!(asked(&rules, BUSY, Basis::Accepted), busy);
    // What closing is refused for is what the list says.
    let close = "xxxxxx 11-04T10:00 li close: {basis: accepted}";
    let open: usize = all.iter().map(|(_, _, open)| open).sum();
    let found = refused(&rules, BUSY, close);
    assert_eq!(found, vec![Code::ClosingNeeds; open]);
}

#[test]
fn each_thing_that_lacks_has_a_verb_that_is_lawful_then() {
    use crate::case::Kind;
    let words = Need::WORDS.join(", ");
    let rules = closing_by(&format!("  accepted: {{needs: [{words}]}}\n"), "");
    for log in [&[EMPTY], BUSY] {
        let state = legal(&rules, log);
        for open in unmet(&state, &rules, Basis::Accepted).unwrap() {
            let kind = Kind::parse(open.verb).unwrap();
            let target = open.command.split(' ').next().unwrap_or_default();
            let target = crate::case::Target::parse(target);
            let target = target.filter(|target| state.seen(&target.entry).is_some());
            // What it names is what such an entry may name.
            if let Some(target) = target {
                let named = state.seen(&target.entry).unwrap().entry.kind();
                assert!(kind.targets().allow(named), "{open:?}");
            } else {
                assert!(!kind.targets().required(), "{open:?}");
            }
        }
    }
}
