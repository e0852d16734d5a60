//! What comes before an entry: the customer's yes before the work, and so on.

use super::*;

const ROWS: &str = "natures: {product: Product, service: Service}
approvals:
  reply: [{step: approve, role: quality-head}]
entering:
  first:
    - {enter: act, needs: [solution-confirmed], unless: {nature: service}}
    - {enter: {reply: {kind: final}}, needs: [classified, complaint-confirmed]}
    - {enter: survey, needs: [final-reply], when: {severity: [A, B]}}
";

const ACT: &str =
    "ctnbbb 11-03T10:00 li act: {kind: corrective, text: t, owner: li, due: 2026-11-20}";
const YES: &str = "cnfbbb 11-02T11:00 li confirm: {what: solution}";
const TRUE: &str = "cnfccc 11-02T11:30 li confirm: {what: complaint}";
const LIGHT: &str = "clsbbb 11-02T10:00 wang classify: {criteria: looks, scope: one, severity: C, rule: 'light × one', nature: product}";
const SERVICE: &str = "clsccc 11-02T10:00 wang classify: {criteria: looks, scope: one, severity: C, rule: 'light × one', nature: service}";
const GRAVE: &str = "clsddd 11-02T10:00 wang classify: {criteria: safety, scope: one, severity: A, rule: 'grave × one', nature: product}";
const FINAL: &str = "rplbbb 11-03T10:00 li reply: {kind: final}";
const ASKED: &str = "srvbbb 11-04T10:00 li survey: {score: 4}";

/// What each refusal says: the need and the row.
fn needs(rules: &Rules, log: &[&str], line: &str) -> Vec<(String, String)> {
    let state = legal(rules, log);
    let entry = entry(line);
    let found = judge(&state, &entry, rules, &Neighbours::default(), entry.at);
    let said = |finding: &crate::finding::Finding| {
        assert_eq!(finding.code, Code::NeededFirst);
        let need = match finding.args.get("need") {
            Some(crate::finding::Arg::Text(need)) => need.clone(),
            other => panic!("{other:?}"),
        };
        (need, finding.place.rule.clone().unwrap())
    };
    found.iter().map(said).collect()
}

#[test]
fn an_entry_waits_for_what_comes_first() {
    let rules = small(ROWS);
    let first = |need: &str, row: usize| (need.to_owned(), format!("entering.first[{row}]"));
    for (log, line, expected) in [
        (vec![OPEN], ACT, vec![first("solution-confirmed", 0)]),
        (vec![OPEN, YES], ACT, vec![]),
        // Of a nature that nobody knows yet, the strictest counts.
        (vec![OPEN, LIGHT], ACT, vec![first("solution-confirmed", 0)]),
        (vec![OPEN, SERVICE], ACT, vec![]),
        (
            vec![OPEN],
            FINAL,
            vec![first("classified", 1), first("complaint-confirmed", 1)],
        ),
        (
            vec![OPEN, LIGHT],
            FINAL,
            vec![first("complaint-confirmed", 1)],
        ),
        (vec![OPEN, LIGHT, TRUE], FINAL, vec![]),
        // An interim reply may be given before.
        (
            vec![OPEN],
            "rplbbb 11-03T10:00 li reply: {kind: interim}",
            vec![],
        ),
        (vec![OPEN, LIGHT], ASKED, vec![]),
        (vec![OPEN], ASKED, vec![first("final-reply", 2)]),
        // What waits for its approval is not there yet.
        (
            vec![OPEN, GRAVE, TRUE, FINAL],
            ASKED,
            vec![first("final-reply", 2)],
        ),
    ] {
        assert_eq!(needs(&rules, &log, line), expected, "{log:?} {line}");
    }
}

#[test]
fn what_an_entry_needed_may_be_taken_back() {
    let rules = small(ROWS);
    let log = [OPEN, YES, ACT];
    let strike = "strbbb 11-04T10:00 li strike: {for: cnfbbb, reason: said by somebody else}";
    assert_eq!(refused(&rules, &log, strike), []);
    legal(&rules, &[OPEN, YES, ACT, strike]);
}

#[test]
fn an_amendment_is_no_way_round() {
    let rules = small(ROWS);
    let interim = "rplbbb 11-03T10:00 li reply: {kind: interim}";
    let final_ = "mndbbb 11-03T11:00 li amend: {for: rplbbb, set: {kind: final}, reason: r}";
    let both = [Code::NeededFirst, Code::NeededFirst];
    assert_eq!(refused(&rules, &[OPEN, interim], final_), both);
    assert_eq!(refused(&rules, &[OPEN, LIGHT, TRUE, interim], final_), []);
    // What was one already is not asked again.
    let strike = "strbbb 11-04T10:00 li strike: {for: cnfbbb, reason: r}";
    let later = "mndbbb 11-04T11:00 li amend: {for: ctnbbb, set: {text: u}, reason: r}";
    assert_eq!(refused(&rules, &[OPEN, YES, ACT, strike], later), []);
}

#[test]
fn what_comes_first_is_proposed_first() {
    let rules = closing_by(
        "  accepted: {needs: [surveyed]}\n",
        "clocks:
  ask-them: {from: open, until: survey, within: 5d, owner: marketing}
entering:
  only: [{enter: {confirm: {what: complaint}}, role: quality}]
  first:
    - {enter: survey, needs: [final-reply]}
    - {enter: {reply: {kind: final}}, needs: [complaint-confirmed]}
",
    );
    let next = |log: &[&str]| -> Vec<String> {
        let state = legal(&rules, log);
        let steps = next(&case(log).opened_as, &state, &rules, at("11-03T10:00"));
        let said = |step: NextStep| {
            let due = step
                .due
                .map_or("-".to_owned(), |due| due.0.format("%m-%d").to_string());
            format!("{due} {} {}", step.roles.join("/"), step.command)
        };
        steps.into_iter().map(said).collect()
    };
    let confirm = "11-07 quality plaint confirm 2611-0001 --what complaint";
    assert_eq!(next(&[OPEN]), [confirm]);
    let reply = "11-07  plaint reply 2611-0001 --kind final";
    assert_eq!(next(&[OPEN, &TRUE.replace(" li ", " wang ")]), [reply]);
    let survey = "11-07 marketing plaint survey 2611-0001 --score SCORE";
    let done = [
        OPEN,
        &TRUE.replace(" li ", " wang "),
        "rplbbb 11-02T12:00 li reply: {kind: final}",
    ];
    assert_eq!(next(&done), [survey]);
    let owed = obligations(&legal(&rules, &[OPEN]), &rules, at("11-03T10:00"));
    let meet = to_meet(
        &case(&[OPEN]).opened_as,
        &owed[0],
        &legal(&rules, &[OPEN]),
        &rules,
    );
    assert_eq!(meet, "plaint confirm 2611-0001 --what complaint");
}

#[test]
fn what_needs_itself_is_not_proposed() {
    let rules = closing_by(
        "  accepted: {needs: [complaint-confirmed]}\n",
        "entering:
  first: [{enter: {confirm: {what: complaint}}, needs: [complaint-confirmed]}]
",
    );
    let state = legal(&rules, &[OPEN]);
    assert_eq!(
        next(&case(&[OPEN]).opened_as, &state, &rules, at("11-03T10:00")),
        []
    );
}

#[test]
fn what_is_ruled_out_is_refused_and_not_proposed() {
    let rules = closing_by(
        "  accepted: {needs: [assigned]}\n",
        "natures: {ordinary: Ordinary, hard: Hard}
clocks:
  ask-quality: {from: classify, until: {assign: {to: quality}}, within: 4h}
entering:
  never: [{enter: {assign: {to: quality}}, when: {nature: ordinary}, unless: {severity: A}}]
",
    );
    let graded = |severity: &str, criterion: &str, nature: &str| {
        format!(
            "clsbbb 11-02T10:00 wang classify: {{criteria: {criterion}, scope: one, severity: {severity}, rule: r, nature: {nature}}}"
        )
    };
    let assign = "ssgbbb 11-02T11:00 li assign: {to: [marketing, quality]}";
    for (classify, expected) in [
        (graded("C", "looks", "ordinary"), vec![Code::RuledOut]),
        (graded("C", "looks", "hard"), vec![]),
        (graded("A", "safety", "ordinary"), vec![]),
    ] {
        let log = [OPEN, classify.as_str()];
        let (state, _) = judge_log(&case(&log), &rules, &alone, end_of_time());
        let line = entry(assign);
        let found = judge(&state, &line, &rules, &Neighbours::default(), line.at);
        let found: Vec<Code> = found.into_iter().map(|finding| finding.code).collect();
        assert_eq!(found, expected, "{classify}");
        let all = next(&case(&log).opened_as, &state, &rules, at("11-02T10:30"));
        let proposed = all
            .iter()
            .any(|step| step.command.ends_with("--to quality"));
        assert_eq!(proposed, expected.is_empty(), "{classify}");
    }
    // What nobody knows yet rules nothing out.
    assert_eq!(refused(&rules, &[OPEN], assign), []);
}

/// What a need lacks, as commands.
fn lacking(rules: &Rules, log: &[&str], need: crate::policy::Need) -> Vec<String> {
    let state = legal(rules, log);
    let lacks = crate::procedure::needs::lacks_of(need, &state, rules).into_iter();
    lacks
        .map(|lack| format!("{} {}", lack.verb, lack.rest))
        .collect()
}

#[test]
fn each_point_is_answered() {
    use crate::policy::Need::PointsAnswered;
    let rules = small("");
    let open =
        "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, points: [price, tone, date]}";
    let ask = |at: u8| {
        format!(
            "investigate --point {at} --justified YES-OR-NO --occurrence TEXT --party PARTY --who NAME"
        )
    };
    assert_eq!(
        lacking(&rules, &[OPEN], PointsAnswered),
        Vec::<String>::new()
    );
    assert_eq!(
        lacking(&rules, &[open], PointsAnswered),
        [ask(1), ask(2), ask(3)]
    );
    let first = "nvsbbb 11-02T10:00 li investigate: {points: [1, 3], justified: true, occurrence: o, party: customer}";
    let second = "nvsccc 11-02T11:00 li investigate: {points: [2], justified: false, text: t}";
    let act = "act nvsbbb --kind corrective --text TEXT --owner PERSON --due DAY".to_owned();
    assert_eq!(
        lacking(&rules, &[open, first], PointsAnswered),
        [act.clone(), ask(2), act.clone()]
    );
    let done = "ctnbbb 11-02T12:00 li act: {for: nvsbbb, kind: corrective, text: t, owner: li, due: 2026-11-20}";
    assert_eq!(
        lacking(&rules, &[open, first, second, done], PointsAnswered),
        Vec::<String>::new()
    );
    let fourth = "nvsddd 11-02T10:00 li investigate: {points: [4], justified: false, text: t}";
    assert_eq!(refused(&rules, &[open], fourth), [Code::NoSuchPoint]);
    // One justified point makes the complaint justified, whichever was last.
    let state = legal(&rules, &[open, first, second]);
    assert!(investigation(&state, &rules).unwrap().1.justified);
    let again = "nvsfff 11-02T13:00 li investigate: {points: [1, 3], justified: false, text: t}";
    let state = legal(&rules, &[open, first, second, again]);
    assert!(!investigation(&state, &rules).unwrap().1.justified);
    let whole =
        "nvsggg 11-02T14:00 li investigate: {justified: true, occurrence: o, party: customer}";
    let state = legal(&rules, &[open, first, second, again, whole]);
    assert_eq!(investigation(&state, &rules).unwrap().0.id(), &id("nvsggg"));
}

#[test]
fn a_payment_counts_for_what_was_promised_before_it() {
    use crate::policy::Need::PaymentConfirmed;
    let rules = small("");
    let pay = ["confirm --what payment".to_owned()];
    let promised =
        "rplbbb 11-02T10:00 li replace: {items: {model: AX, quantity: 1 pcs}, by: 2026-11-20}";
    let paid = "cnfbbb 11-02T11:00 li confirm: {what: payment}";
    let more =
        "rplccc 11-02T12:00 li replace: {items: {model: AX, quantity: 1 pcs}, by: 2026-11-20}";
    assert_eq!(lacking(&rules, &[OPEN], PaymentConfirmed), pay);
    assert_eq!(lacking(&rules, &[OPEN, promised], PaymentConfirmed), pay);
    assert_eq!(
        lacking(&rules, &[OPEN, promised, paid], PaymentConfirmed),
        [""; 0]
    );
    assert_eq!(
        lacking(&rules, &[OPEN, promised, paid, more], PaymentConfirmed),
        pay
    );
}

#[test]
fn the_departments_that_are_always_asked() {
    use crate::policy::Need::Assigned;
    let any = small("");
    assert_eq!(lacking(&any, &[OPEN], Assigned), ["assign --to DEPARTMENT"]);
    let rules = small("departments: {always: [quality, marketing]}\n");
    assert_eq!(
        lacking(&rules, &[OPEN], Assigned),
        ["assign --to quality marketing"]
    );
    let one = "ssgbbb 11-02T11:00 li assign: {to: marketing}";
    assert_eq!(lacking(&any, &[OPEN, one], Assigned), [""; 0]);
    assert_eq!(
        lacking(&rules, &[OPEN, one], Assigned),
        ["assign --to quality"]
    );
}

#[test]
fn customers_are_told_what_came_of_it() {
    use crate::policy::Need::{ApprovalsGiven, OutcomeTold, Visited};
    let rules = small("approvals: {notify: [{step: sign, role: quality-head}]}\n");
    let act = "ctnbbb 11-02T10:00 li act: {kind: corrective, text: t, owner: li, due: 2026-11-20}";
    let done = "fnsbbb 11-02T11:00 li finish: {for: ctnbbb, text: t}";
    let helped = "vltbbb 11-03T10:00 wang evaluate: {for: ctnbbb, verdict: effective}";
    let early = "ntfbbb 11-02T12:00 li notify: {party: customer, who: all}";
    let signed = "pprbbb 11-02T13:00 zhao approve: {for: ntfbbb, role: quality-head}";
    let told = "ntfccc 11-03T12:00 li notify: {party: customer, who: all}";
    let tell = ["notify --party customer --who NAME".to_owned()];
    let before = [OPEN, act, done, early, signed, helped];
    assert_eq!(lacking(&rules, &before[..2], OutcomeTold), tell);
    assert_eq!(lacking(&rules, &before, OutcomeTold), tell);
    let waits = [&before[..], &[told]].concat();
    assert_eq!(lacking(&rules, &waits, OutcomeTold), ["approve ntfccc"]);
    assert_eq!(lacking(&rules, &waits, ApprovalsGiven), ["approve ntfccc"]);
    let signed = "pprccc 11-03T13:00 zhao approve: {for: ntfccc, role: quality-head}";
    let all = [&waits[..], &[signed]].concat();
    assert_eq!(lacking(&rules, &all, OutcomeTold), [""; 0]);
    assert_eq!(lacking(&rules, &all, ApprovalsGiven), [""; 0]);
    assert_eq!(lacking(&rules, &all, Visited), ["visit TEXT"]);
}
