//! Rules that were in force, and facts that have their days, changed backwards.

use super::shop::{CALENDAR, CATALOG, FIRST, PEOPLE, POLICY, Shop, note};

/// What changing a file of rules by one commit gives.
fn changed(path: &str, was: &str, is: &str, wanted: &[&str]) -> Shop {
    let shop = Shop::new();
    shop.edit(path, was, is);
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.finds(wanted);
    shop
}

#[test]
fn the_policy_in_force() {
    changed(
        POLICY,
        "    within: 1wd\n    owner: quality\n    per: case\n",
        "    within: 9wd\n    owner: quality\n    per: case\n",
        &["revision-changed policy:5 @tamper"],
    );
}

#[test]
fn a_comment_in_the_policy_changes_nothing() {
    changed(POLICY, "entering:\n", "entering:  # who may\n", &[]);
}

/// The line of `effective:` in the policy.
fn effective(shop: &Shop) -> usize {
    let text = shop.read(POLICY);
    text.lines()
        .position(|line| line.starts_with("effective:"))
        .unwrap()
        + 1
}

fn revision(shop: &Shop, day: &str) -> String {
    shop.read(POLICY)
        .replace("effective: 2020-01-01", &format!("effective: {day}"))
        .replace("  commit-within: 7d\n", "  commit-within: 9d\n")
}

#[test]
fn a_revision_adopted() {
    let shop = Shop::new();
    shop.write(
        "cases/policy/2027-01-01.yaml",
        revision(&shop, "2027-01-01"),
    );
    shop.commit("zhao.lei", "11-04T10:00", "adopted");
    // Until its day comes it may be changed.
    shop.edit(
        "cases/policy/2027-01-01.yaml",
        "commit-within: 9d",
        "commit-within: 8d",
    );
    shop.commit("zhao.lei", "11-05T10:00", "better");
    shop.finds(&[]);
}

#[test]
fn a_revision_put_in_backwards() {
    let shop = Shop::new();
    shop.write(
        "cases/policy/2026-06-01.yaml",
        revision(&shop, "2026-06-01"),
    );
    shop.commit("wang.min", "11-04T10:00", "tamper");
    let line = effective(&shop);
    shop.finds(&[&format!("revision-backwards 2026-06-01:{line} @tamper")]);
}

/// The term by which a change reaches back is the one that held before it.
#[test]
fn a_revision_that_allows_itself() {
    let shop = Shop::new();
    let text = revision(&shop, "2026-06-01").replace("commit-within: 9d", "commit-within: 900d");
    shop.write("cases/policy/2026-06-01.yaml", text);
    shop.commit("wang.min", "11-04T10:00", "tamper");
    let line = effective(&shop);
    shop.finds(&[&format!("revision-backwards 2026-06-01:{line} @tamper")]);
}

#[test]
fn a_revision_taken_away() {
    let shop = Shop::new();
    shop.write(
        "cases/policy/2026-11-10.yaml",
        revision(&shop, "2026-11-10"),
    );
    shop.commit("zhao.lei", "11-04T10:00", "adopted");
    shop.git(&["rm", "--quiet", "cases/policy/2026-11-10.yaml"]);
    shop.commit("wang.min", "11-20T10:00", "tamper");
    shop.finds(&["revision-changed 2026-11-10 @tamper"]);
}

#[test]
fn a_role_given_backwards_and_used() {
    let shop = Shop::new();
    shop.edit(
        PEOPLE,
        "[quality, production]",
        "[quality, production, quality-head]",
    );
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.add(
        FIRST,
        "- id: jjjjjj\n  at: 2026-11-04T11:00:00+08:00\n  by: li.wei\n  reply:\n    \
         kind: supplementary\n    text: more\n",
    );
    shop.commit("li.wei", "11-04T11:01", "reply");
    shop.add(
        FIRST,
        "- id: kkkkkk\n  at: 2026-11-04T11:30:00+08:00\n  by: wang.min\n  approve:\n    \
         for: jjjjjj\n    role: quality-head\n",
    );
    shop.commit("wang.min", "11-04T11:31", "used");
    shop.finds(&["role-backwards people:6 @tamper"]);
}

#[test]
fn a_role_given_from_today() {
    changed(
        PEOPLE,
        "[quality, production]",
        "[quality, production, {role: quality-head, from: 2026-11-04}]",
        &[],
    );
}

#[test]
fn a_role_taken_backwards() {
    changed(
        PEOPLE,
        "    roles: [quality-head]\n",
        "    roles: []\n",
        &["role-backwards people:10 @tamper"],
    );
    changed(
        PEOPLE,
        "    roles: [quality-head]\n",
        "    roles: [{role: quality-head, until: 2026-11-03}]\n",
        &[],
    );
    // Zhao.lei was here on 31 October: further back than seven days before.
    changed(
        PEOPLE,
        "    roles: [quality-head]\n",
        "    roles: [quality-head]\n    until: 2026-10-20\n",
        &["role-backwards people:10 @tamper"],
    );
}

#[test]
fn a_person_taken_away() {
    changed(
        PEOPLE,
        "  zhao.lei:\n    name: 赵磊\n    email: zhao.lei@example.com\n    roles: [quality-head]\n",
        "",
        // The person is no longer there to be pointed at.
        &["role-backwards people:1 @tamper"],
    );
}

#[test]
fn holidays_that_are_past() {
    changed(
        CALENDAR,
        "- {date: 2026-10-01, name: National Day}\n",
        "",
        &["calendar-backwards calendar:1 @tamper"],
    );
    changed(
        CALENDAR,
        "zone: Asia/Shanghai",
        "zone: Europe/Berlin",
        &["calendar-backwards calendar:1 @tamper"],
    );
    changed(
        CALENDAR,
        "- {date: 2026-12-31, name: stocktaking}\n",
        "- {date: 2027-01-01, name: New Year}\n",
        &[],
    );
}

#[test]
fn terms_of_a_customer() {
    changed(
        CATALOG,
        "final-reply: 5wd",
        "final-reply: 50wd",
        &["terms-backwards catalog:2 @tamper"],
    );
    changed(
        CATALOG,
        "    terms: {final-reply: 5wd}\n",
        "    terms: {final-reply: 50wd}\n    earlier: [{until: 2026-11-03, terms: {final-reply: 5wd}}]\n",
        &[],
    );
}

#[test]
fn terms_of_a_customer_who_is_taken_away() {
    changed(
        CATALOG,
        "  HD:\n    name: 华东电子\n    terms: {final-reply: 5wd}\n",
        "  ND: {name: Nordwind}\n",
        &["terms-backwards catalog:1 @tamper"],
    );
    changed(
        CATALOG,
        "  HD:\n",
        "  HD-1:\n",
        &["terms-backwards catalog:1 @tamper"],
    );
}

/// A file that nobody can read hides nothing: the next readable one is held
/// against the last.
#[test]
fn behind_a_file_that_nobody_can_read() {
    let shop = Shop::new();
    let good = shop.read(PEOPLE);
    shop.write(PEOPLE, good.replace("people:\n", "people: [\n"));
    shop.commit("wang.min", "11-04T10:00", "broken");
    shop.write(
        PEOPLE,
        good.replace("[quality, production]", "[quality, quality-head]"),
    );
    shop.commit("wang.min", "11-04T10:10", "tamper");
    let found = shop.audit(&[]);
    let of = |commit: &str| {
        let here = |one: &&String| one.ends_with(commit);
        found.iter().filter(here).cloned().collect::<Vec<_>>()
    };
    assert_eq!(of("@broken").len(), 1, "{found:?}");
    // Production was taken as well as the other given.
    assert_eq!(
        of("@tamper"),
        ["role-backwards people:6 @tamper"; 2],
        "{found:?}"
    );
}

#[test]
fn before_the_first_case_nobody_goes_by_the_rules() {
    let shop = Shop::empty("", &[]);
    shop.edit(PEOPLE, "[quality, production]", "[quality-head]");
    shop.edit(POLICY, "  commit-within: 7d\n", "  commit-within: 3d\n");
    shop.commit("wang.min", "11-02T09:10", "still setting up");
    shop.finds(&[]);
}

const ACKNOWLEDGED: &str = "cases/acknowledged.yaml";

fn acknowledgement(fingerprint: &str) -> String {
    format!(
        "- fingerprint: {fingerprint}\n  code: back-dated\n  at: 2026-11-04T09:00:00+08:00\n  \
         by: zhao.lei\n  reason: known\n"
    )
}

#[test]
fn terms_of_somebody_who_had_complained() {
    let shop = Shop::new();
    let first = "  HD:\n    name: 华东电子\n    terms: {final-reply: 5wd}\n";
    shop.edit(CATALOG, first, "  HD: {name: 华东电子}\n");
    shop.git(&["add", "--all", "."]);
    shop.finds_with(&["--staged"], &["terms-backwards catalog:2 @staged"]);
    shop.git(&["checkout", "--quiet", "--force", "HEAD"]);
    // Nobody of that name has complained yet.
    shop.add(CATALOG, "  NEW: {terms: {final-reply: 90d}}\n");
    shop.commit("wang.min", "11-04T10:00", "new");
    shop.finds(&[]);
}

#[test]
fn what_was_acknowledged_only_grows() {
    let shop = Shop::new();
    let first = format!("acknowledged:\n{}", acknowledgement("0123456789abcdef"));
    shop.write(ACKNOWLEDGED, &first);
    shop.commit("zhao.lei", "11-04T09:01", "known");
    shop.add(ACKNOWLEDGED, &acknowledgement("fedcba9876543210"));
    shop.commit("zhao.lei", "11-04T09:02", "more");
    shop.finds(&[]);
    shop.edit(ACKNOWLEDGED, "0123456789abcdef", "0123456789abcdee");
    shop.commit("wang.min", "11-04T09:03", "tamper");
    // And what zhao.lei says of another finding is wang.min's word.
    shop.finds(&[
        "author-differs acknowledged:5 @tamper",
        "bytes-changed acknowledged:1 @tamper",
    ]);
    shop.git(&["rm", "--quiet", ACKNOWLEDGED]);
    shop.commit("wang.min", "11-04T09:04", "removed");
    shop.finds(&[
        "author-differs acknowledged:5 @tamper",
        "bytes-changed acknowledged:1 @removed",
        "bytes-changed acknowledged:1 @tamper",
    ]);
}

/// By the rules as they stood: who lost a role later held it then.
#[test]
fn roles_by_the_people_of_that_day() {
    let shop = Shop::new();
    shop.edit(
        PEOPLE,
        "    roles: [quality, production]\n",
        "    roles: [{role: quality, until: 2026-11-30}, production]\n",
    );
    shop.commit("zhao.lei", "11-04T10:00", "until the end of the month");
    let at = "2026-12-01T09:00:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "wang.min", "still here"));
    shop.commit("wang.min", "12-01T09:01", "a note");
    shop.finds(&[]);
    shop.add(
        FIRST,
        "- id: kkkkkk\n  at: 2026-12-01T10:00:00+08:00\n  by: wang.min\n  classify:\n    \
         criteria: [production-stop]\n    scope: batch\n    severity: A\n    rule: critical × batch\n",
    );
    shop.commit("wang.min", "12-01T10:01", "tamper");
    shop.finds(&["role-missing 2611-0001:50 kkkkkk @tamper"]);
}
