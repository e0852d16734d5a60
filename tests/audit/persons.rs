//! What is said in somebody else's name, or at another time than it says.

use super::shop::{FIRST, Shop, note};

fn approval(id: &str, by: &str, more: &str) -> String {
    format!(
        "- id: {id}\n  at: 2026-11-04T09:30:00+08:00\n  by: {by}\n{more}  approve:\n    \
         for: jjjjjj\n    role: quality-head\n"
    )
}

const REPLY: &str = "- id: jjjjjj\n  at: 2026-11-04T09:00:00+08:00\n  by: wang.min\n  \
                     reply:\n    kind: supplementary\n    text: more\n";

fn with_reply() -> Shop {
    let shop = Shop::new();
    // Lines 42 to 47.
    shop.add(FIRST, REPLY);
    shop.commit("wang.min", "11-04T09:01", "reply");
    shop
}

#[test]
fn approved_in_another_name() {
    let shop = with_reply();
    shop.add(FIRST, &approval("kkkkkk", "zhao.lei", ""));
    shop.commit("wang.min", "11-04T09:31", "tamper");
    shop.finds(&["author-differs 2611-0001:50 kkkkkk @tamper"]);
}

#[test]
fn approved_in_another_name_by_way_of_oneself() {
    let shop = with_reply();
    shop.add(FIRST, &approval("kkkkkk", "zhao.lei", "  via: wang.min\n"));
    shop.commit("wang.min", "11-04T09:31", "tamper");
    shop.finds(&["not-for-others 2611-0001:51 kkkkkk @tamper"]);
}

#[test]
fn approved_in_another_name_as_if_imported() {
    let shop = with_reply();
    let approval = approval("kkkkkk", "zhao.lei", "  imported: true\n");
    shop.add(FIRST, &approval);
    shop.commit("wang.min", "11-04T09:31", "tamper");
    shop.finds(&["not-imported 2611-0001:51 kkkkkk @tamper"]);
}

#[test]
fn ones_own_entry_approved() {
    let shop = with_reply();
    let said = shop.plaint(&["approve", "0001", "jjjjjj", "--by", "zhao.lei"]);
    assert_eq!(said.status.code(), Some(2));
    shop.add(FIRST, &approval("kkkkkk", "wang.min", ""));
    shop.commit("wang.min", "11-04T09:31", "tamper");
    shop.finds(&[
        "own-entry 2611-0001:51 kkkkkk @tamper",
        "role-not-held 2611-0001:53 kkkkkk @tamper",
    ]);
}

#[test]
fn what_others_may_enter() {
    let shop = Shop::new();
    let at = "2026-11-04T09:00:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "zhao.lei", "by telephone"));
    shop.commit("wang.min", "11-04T09:01", "for another");
    shop.finds(&[]);
}

#[test]
fn what_only_some_may_enter_for_others() {
    let shop = Shop::empty("", &[]);
    shop.edit(
        "cases/policy.yaml",
        "entering:\n",
        "entering:\n  for-others: [customer-service]\n",
    );
    shop.commit("li.wei", "11-02T09:01", "rules");
    let other = Shop::new();
    shop.write(
        FIRST,
        other.git(&["show", "main~6:cases/2026/11/2611-0001.yaml"]) + "\n",
    );
    shop.commit("li.wei", "11-02T09:31", "opened");
    let at = "2026-11-02T09:40:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "zhao.lei", "by telephone"));
    shop.commit("wang.min", "11-02T09:41", "tamper");
    shop.finds(&["author-differs 2611-0001:16 jjjjjj @tamper"]);
}

#[test]
fn an_unknown_author() {
    let shop = Shop::new();
    let at = "2026-11-04T09:00:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "wang.min", "measured"));
    shop.commit("mallory", "11-04T09:01", "tamper");
    shop.finds(&["author-unknown 2611-0001 @tamper"]);
}

#[test]
fn an_entry_dated_back() {
    let shop = Shop::new();
    let at = "2026-10-04T09:00:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "wang.min", "measured"));
    shop.commit("wang.min", "11-04T09:01", "tamper");
    // It lies before the case was opened, too.
    shop.finds(&[
        "before-opening 2611-0001:43 jjjjjj @tamper",
        "committed-late 2611-0001:43 jjjjjj @tamper",
    ]);
}

#[test]
fn an_entry_a_little_late() {
    let shop = Shop::new();
    let at = "2026-11-03T12:00:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "wang.min", "measured"));
    shop.commit("wang.min", "11-10T11:59", "in time");
    shop.add(FIRST, &note("kkkkkk", at, "wang.min", "measured"));
    shop.commit("wang.min", "11-11T00:01", "tamper");
    // Seven days end with the end of the seventh.
    shop.finds(&["committed-late 2611-0001:48 kkkkkk @tamper"]);
}

#[test]
fn an_entry_of_tomorrow() {
    let shop = Shop::new();
    let at = "2026-11-05T09:00:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "wang.min", "measured"));
    shop.commit("wang.min", "11-04T09:01", "tamper");
    shop.finds(&["future-time 2611-0001:43 jjjjjj @tamper"]);
}

#[test]
fn a_commit_dated_back() {
    let shop = Shop::new();
    let at = "2026-11-02T12:00:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "wang.min", "measured"));
    shop.commit("wang.min", "11-02T12:01", "tamper");
    shop.finds(&["commit-backwards @tamper"]);
    // Also where only what is new is looked at.
    shop.finds_with(&["--since", "HEAD~1"], &["commit-backwards @tamper"]);
}

#[test]
fn clocks_that_differ_a_little() {
    let shop = Shop::new();
    let at = "2026-11-03T10:05:00+08:00";
    shop.add(FIRST, &note("jjjjjj", at, "wang.min", "measured"));
    shop.commit("wang.min", "11-03T10:05", "a slow clock");
    shop.finds(&[]);
}

#[test]
fn a_register_that_comes_ready_made() {
    let ready = Shop::new();
    let shop = Shop::empty("", &[]);
    shop.git(&["checkout", "--quiet", "--orphan", "other"]);
    for path in [FIRST, super::shop::PHOTO] {
        shop.write(path, ready.read(path));
    }
    shop.commit("wang.min", "11-03T12:00", "root");
    // The reply is wang.min's own, the approval is not.
    shop.finds(&["author-differs 2611-0001:38 gggggg @root"]);
}

#[test]
fn an_address_that_becomes_the_bosss() {
    let shop = Shop::new();
    shop.edit(
        super::shop::PEOPLE,
        "email: zhao.lei@example.com",
        "email: zhao@example.com",
    );
    shop.edit(
        super::shop::PEOPLE,
        "email: wang.min@example.com",
        "email: [wang.min@example.com, zhao.lei@example.com]",
    );
    shop.commit("wang.min", "11-04T09:00", "tamper");
    // In wang.min's place, line 8; zhao.lei, line 10, got another one.
    shop.finds(&[
        "address-moved people:8 @tamper",
        "identity-given people:10 @tamper",
    ]);
}

#[test]
fn an_address_given_to_the_boss_and_ones_own() {
    let shop = Shop::new();
    let people = super::shop::PEOPLE;
    let more = "email: [zhao.lei@example.com, me@example.com]";
    shop.edit(people, "email: zhao.lei@example.com", more);
    shop.commit("wang.min", "11-04T09:00", "tamper");
    let own = "email: [wang.min@example.com, wang@example.com]";
    shop.edit(people, "email: wang.min@example.com", own);
    shop.commit("wang.min", "11-04T09:10", "honest");
    shop.finds(&["identity-given people:10 @tamper"]);
}

#[test]
fn who_accepts_what() {
    let shop = Shop::new();
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.commit("wang.min", "11-04T10:00", "tamper");
    let found = shop.plaint(&["audit", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    let print = found["findings"][0]["fingerprint"].as_str().unwrap();
    // git's user is wang.min here, whose commit it is.
    let own = shop.plaint(&["acknowledge", print, "--reason", "x"]);
    let said = String::from_utf8_lossy(&own.stderr).into_owned();
    assert!(said.contains("own-commit"), "{said}");
    let path = "cases/acknowledged.yaml";
    let item = |by: &str, code: &str| {
        format!(
            "acknowledged:\n- fingerprint: {print}\n  code: {code}\n  at: \
             2026-11-04T11:00:00+08:00\n  by: {by}\n  reason: x\n"
        )
    };
    let tampered = "entry-changed 2611-0001:11 bbbbbb @tamper";
    for (by, code) in [
        ("wang.min", "entry-changed"),
        ("nobody", "entry-changed"),
        ("zhao.lei", "case-vanished"),
    ] {
        shop.write(path, item(by, code));
        shop.finds(&[tampered]);
    }
    shop.write(path, item("zhao.lei", "entry-changed"));
    shop.finds(&[]);
    shop.commit("wang.min", "11-04T11:30", "in his name");
    shop.finds(&["author-differs acknowledged:5 @in his name"]);
}
