//! Which fields the policy asks for, and the conditions that tell one entry
//! from another.

use super::*;

fn needs(rules: &Rules, log: &[&str], basis: &str) -> Vec<String> {
    let state = legal(rules, log);
    let basis = crate::case::kinds::Basis::parse(basis).unwrap();
    let lacks = unmet(&state, rules, basis).into_iter().flatten();
    lacks
        .map(|open| format!("{} {}", open.need.word(), open.verb))
        .collect()
}

#[test]
fn a_field_that_the_policy_asks_for_is_not_left_out() {
    let rules = small(
        "entering:
  must-say:
    - {enter: opinion, fields: [impact, file], unless: {channel: phone}}
    - {enter: {reply: {kind: final}}, fields: file}
channels: {phone: Telephone, fax: Fax}
",
    );
    let log = |channel: &str| {
        [
            format!(
                "cmplnt 11-02T09:30 li open: {{customer: ACME, description: d, channel: {channel}}}"
            ),
            "sgnbbb 11-02T10:00 li assign: {to: quality}".to_owned(),
        ]
    };
    let file = "file: {name: a.pdf, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}";
    let missing = Code::MissingKey;
    for (channel, line, codes) in [
        (
            "fax",
            "opinion: {for: sgnbbb, text: t}".to_owned(),
            vec![missing, missing],
        ),
        (
            "fax",
            "opinion: {for: sgnbbb, text: t, impact: none}".to_owned(),
            vec![missing],
        ),
        (
            "fax",
            format!("opinion: {{for: sgnbbb, text: t, impact: none, {file}}}"),
            vec![],
        ),
        (
            "phone",
            "opinion: {for: sgnbbb, text: t}".to_owned(),
            vec![],
        ),
        ("fax", "reply: {kind: final}".to_owned(), vec![missing]),
        ("fax", "reply: {kind: interim, text: t}".to_owned(), vec![]),
        ("fax", format!("reply: {{kind: final, {file}}}"), vec![]),
    ] {
        let log = log(channel);
        let log = [log[0].as_str(), log[1].as_str()];
        let line = format!("zzzzzz 11-02T11:00 wang {line}");
        assert_eq!(refused(&rules, &log, &line), codes, "{channel} {line}");
    }
}

#[test]
fn a_field_that_no_entry_has_is_found_in_the_policy() {
    let text = format!("{SMALL}entering:\n  must-say: [{{enter: opinion, fields: impct}}]\n");
    let policy: Policy = yaml::read(text.as_bytes()).unwrap();
    let found = crate::policy::check_policy(&policy);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, Code::UnknownReference);
}

const ON_SITE: &str = "returns: {lead: quality, transports: {own-vehicle: Own vehicle}}\n";

#[test]
fn work_on_site_is_led_by_somebody_of_the_role() {
    let rules = small(ON_SITE);
    let open = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 9 pcs}";
    for (lead, codes) in [
        ("", vec![Code::MissingKey]),
        (", lead: li", vec![Code::RoleNotHeld]),
        (", lead: nobody", vec![Code::UnknownPerson]),
        (", lead: wang", vec![]),
    ] {
        let line = format!(
            "zzzzzz 11-02T10:00 wang rma: {{reason: r, items: {{quantity: 9 pcs}}, way: on-site, replenish: false, team: zhou, by: 2026-11-03{lead}}}"
        );
        assert_eq!(refused(&rules, &[open], &line), codes, "{lead}");
    }
}

#[test]
fn goods_travel_in_a_way_that_the_policy_lists() {
    let rules = small(ON_SITE);
    let open = "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 9 pcs}";
    for (transport, codes) in [
        ("own-vehicle", vec![]),
        ("balloon", vec![Code::UnknownReference]),
    ] {
        let line = format!(
            "zzzzzz 11-02T10:00 wang rma: {{reason: r, items: {{quantity: 9 pcs}}, way: return, replenish: false, transport: {transport}}}"
        );
        assert_eq!(refused(&rules, &[open], &line), codes, "{transport}");
    }
}

#[test]
fn goods_that_came_wrong_are_settled_once_the_customer_was_told() {
    let rules = small("returns: {tell-anomalies: true}\n");
    let told = |time: &str, party: &str| {
        format!("tldbbb {time} wang notify: {{party: {party}, who: ACME}}")
    };
    let came = [
        "cmplnt 11-02T09:30 li open: {customer: ACME, description: d, quantity: 9 pcs}",
        "rmbbbb 11-02T10:00 li rma: {reason: r, items: {quantity: 9 pcs}, way: return, replenish: false}",
        "rcbbbb 11-05T09:00 li receive: {for: rmbbbb, items: {quantity: 9 pcs}}",
    ];
    let line = "zzzzzz 11-05T11:00 wang resolve: {for: rcbbbb, how: accepted, reason: r}";
    let refusal = vec![Code::CustomerNotTold];
    assert_eq!(refused(&rules, &came, line), refusal);
    let (before, after) = (
        told("11-04T09:00", "customer"),
        told("11-05T10:00", "customer"),
    );
    let log = [came[0], came[1], &before, came[2]];
    assert_eq!(refused(&rules, &log, line), refusal);
    let other = told("11-05T10:00", "carrier");
    assert_eq!(refused(&rules, &with(&came, &[&other]), line), refusal);
    assert_eq!(refused(&rules, &with(&came, &[&after]), line), []);
}

#[test]
fn only_the_first_of_its_kind_is_the_first() {
    let rules = small(
        "entering: {only: [{enter: visit, role: marketing, when: {first: true}}, {enter: visit, role: quality, when: {first: false}}]}\n",
    );
    let visit = |id: &str, by: &str| format!("{id} 11-02T10:00 {by} visit: {{text: t {id}}}");
    let first = visit("vstbbb", "li");
    let missing = vec![Code::RoleMissing];
    assert_eq!(refused(&rules, &[OPEN], &visit("vstbbb", "wang")), missing);
    assert_eq!(refused(&rules, &[OPEN], &first), []);
    let log = [OPEN, first.as_str()];
    assert_eq!(refused(&rules, &log, &visit("vstccc", "li")), missing);
    assert_eq!(refused(&rules, &log, &visit("vstccc", "wang")), []);
}

#[test]
fn what_is_asked_for_later_or_agreed_is_wanted_too() {
    let rules = closing_by(
        "  withdrawn: {also: [{when: {want: visit}, needs: [surveyed]}]}\n",
        "wants: {visit: Visit, report: Report}\n",
    );
    let more = |line: &'static str| needs(&rules, &[OPEN, line], "withdrawn");
    assert_eq!(needs(&rules, &[OPEN], "withdrawn"), [""; 0]);
    assert_eq!(
        more("rqsbbb 11-02T10:00 li request: {want: report}"),
        [""; 0]
    );
    let wanted = ["surveyed survey"];
    assert_eq!(more("rqsbbb 11-02T10:00 li request: {want: visit}"), wanted);
    assert_eq!(
        more("rplbbb 11-02T10:00 li reply: {kind: interim, meets: visit}"),
        wanted
    );
}

#[test]
fn the_fault_that_was_appraised_decides_what_closing_needs() {
    let (_, guarantee) = Preset::find("retail")
        .unwrap()
        .policy
        .split_once("\nguarantee:\n")
        .unwrap();
    let (guarantee, _) = guarantee.split_once("\nseverity:\n").unwrap();
    let rules = closing_by(
        "  accepted: {also: [{when: {fault: counterfeit}, needs: [authority-told]}, {when: {goods_class: clothes}, needs: [surveyed]}]}\n",
        &format!("guarantee:\n{guarantee}\n"),
    );
    let of = |class: &str, fault: &str| {
        format!(
            "pprsng 11-02T10:00 li appraise: {{class: {class}, fault: {fault}, sold: 2026-10-01, price: 9.00 CNY, remedy: none}}"
        )
    };
    for (class, fault, lacks) in [
        (
            "leather-shoes",
            "counterfeit",
            vec!["authority-told notify"],
        ),
        ("leather-shoes", "heel-off", vec![]),
        ("suits", "shiny", vec!["surveyed survey"]),
    ] {
        let line = of(class, fault);
        let entry = entry(&line);
        let state = State::default();
        let state = [OPEN, &line].iter().fold(state, |state, line| {
            state.after(&Arc::new(self::entry(line)), &rules)
        });
        assert_eq!(entry.kind(), crate::case::Kind::Appraise);
        let basis = crate::case::kinds::Basis::Accepted;
        let found = unmet(&state, &rules, basis).into_iter().flatten();
        let found: Vec<String> = found
            .map(|open| format!("{} {}", open.need.word(), open.verb))
            .collect();
        assert_eq!(found, lacks, "{class} {fault}");
    }
}

#[test]
fn it_is_decided_whether_an_authority_is_told() {
    let rules = closing_by(
        "  accepted: {needs: [authority-decided]}\n  withdrawn: {needs: [authority-told]}\n",
        "approvals: {notify: [{step: approve, role: general-manager}]}\n",
    );
    let told = "tldbbb 11-02T10:00 li notify: {party: authority, who: FDA}";
    let not = "tldbbb 11-02T10:00 li notify: {party: authority, who: FDA, not_needed: n}";
    let by = "prvbbb 11-02T11:00 chen approve: {for: tldbbb, role: general-manager}";
    let lacks = |log: &[&str]| {
        [
            needs(&rules, log, "accepted"),
            needs(&rules, log, "withdrawn"),
        ]
    };
    let open = vec!["authority-decided notify".to_owned()];
    let untold = vec!["authority-told notify".to_owned()];
    assert_eq!(lacks(&[OPEN]), [open, untold.clone()]);
    assert_eq!(
        lacks(&[OPEN, not])[0],
        ["authority-decided approve".to_owned()]
    );
    assert_eq!(lacks(&[OPEN, not, by]), [vec![], untold]);
    assert_eq!(lacks(&[OPEN, told, by]), [Vec::<String>::new(), Vec::new()]);
}

#[test]
fn a_clock_ends_only_with_the_one_who_was_to_be_told() {
    let rules = small(
        "clocks:
  tell:
    from: open
    until: {notify: {party: department, who: quality}}
    within: 4h
    per: case
",
    );
    let state = |line: &str| {
        let state = legal(&rules, &[OPEN, line]);
        clock(&rules, &state, "tell", "11-02T12:00")
    };
    let told =
        |who: &str| format!("tldbbb 11-02T10:00 li notify: {{party: department, who: {who}}}");
    assert_eq!(state(&told("marketing")), ["11-02 13:30 open"]);
    assert_eq!(state(&told("quality")), ["11-02 13:30 met"]);
}
