//! A history that was rewritten, cut off, or shown otherwise than it is.

use std::fs;

use super::shop::{FIRST, Shop, note};

fn noted(shop: &Shop, id: &str, at: &str, message: &str) -> String {
    let full = super::shop::time(at);
    shop.add(FIRST, &note(id, &full, "wang.min", message));
    shop.commit("wang.min", at, message)
}

#[test]
fn a_history_rewritten_and_forced() {
    let shop = Shop::new();
    let anchor = shop.head();
    shop.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    noted(&shop, "jjjjjj", "11-04T09:00", "anew");
    // By itself the new history is in order; it is not the one that was.
    shop.finds(&[]);
    shop.finds_with(&["--anchor", &anchor], &["anchor-lost"]);
    shop.finds_with(&["--anchor", "HEAD~1"], &[]);
    let gone = "0123456789012345678901234567890123456789";
    shop.finds_with(&["--anchor", gone], &["anchor-lost"]);
}

#[test]
fn an_anchored_commit_amended() {
    let shop = Shop::new();
    let anchor = noted(&shop, "jjjjjj", "11-04T09:00", "first");
    shop.edit(FIRST, "text: first", "text: second");
    shop.git(&["add", "."]);
    let amend = ["commit", "--quiet", "--amend", "--message", "amended"];
    shop.git_as("wang.min", "11-04T09:01", &amend);
    shop.finds(&[]);
    shop.finds_with(&["--anchor", &anchor], &["anchor-lost"]);
}

#[test]
fn only_what_is_new() {
    let shop = Shop::new();
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.commit("wang.min", "11-04T10:00", "old tamper");
    let known = shop.head();
    noted(&shop, "jjjjjj", "11-04T10:05", "honest");
    shop.finds_with(&["--since", &known], &[]);
    shop.edit(FIRST, "12 pcs", "13 pcs");
    shop.commit("wang.min", "11-04T10:10", "new tamper");
    let new = "entry-changed 2611-0001:11 bbbbbb @new tamper";
    shop.finds_with(&["--since", &known], &[new]);
    shop.finds(&["entry-changed 2611-0001:11 bbbbbb @old tamper", new]);
    let said = shop.plaint(&["audit", "--since", "nowhere"]);
    assert_eq!(said.status.code(), Some(2));
}

#[test]
fn a_branch_that_began_before_what_is_known() {
    let shop = Shop::new();
    shop.branch("theirs", "main~2");
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.commit("wang.min", "11-03T10:05", "tamper");
    shop.git(&["checkout", "--quiet", "main"]);
    let merge = ["merge", "--quiet", "--no-ff", "-m", "merge", "theirs"];
    shop.git_as("wang.min", "11-04T10:00", &merge);
    let found = shop.audit(&["--since", "HEAD~1"]);
    let tamper = "entry-changed 2611-0001:11 bbbbbb @tamper".to_owned();
    assert!(found.contains(&tamper), "{found:?}");
}

#[test]
fn a_clone_that_breaks_off() {
    let shop = Shop::new();
    let clone = shop.clone_with(&["--depth", "3"]);
    let found = clone.audit(&[]);
    assert!(found.contains(&"shallow-history".to_owned()), "{found:?}");
    let whole = shop.clone_with(&[]);
    whole.finds(&[]);
    // What is new is all there.
    clone.finds_with(&["--since", "HEAD~1"], &[]);
}

#[test]
fn replacements_and_grafts_hide_nothing() {
    let shop = Shop::new();
    let good = shop.head();
    let text = shop.read(FIRST);
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    let bad = shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.write(FIRST, &text);
    shop.commit("wang.min", "11-04T10:05", "revert");
    let wanted = ["entry-changed 2611-0001:11 bbbbbb @tamper"];
    shop.git(&["replace", &bad, &good]);
    shop.finds(&wanted);
    shop.git(&["replace", "-d", &bad]);
    let graft = format!("{} {good}\n", shop.head());
    fs::create_dir_all(shop.path(".git/info")).unwrap();
    fs::write(shop.path(".git/info/grafts"), graft).unwrap();
    shop.finds(&wanted);
}

#[test]
fn no_history() {
    let shop = Shop::new();
    fs::remove_dir_all(shop.path(".git")).unwrap();
    let said = shop.plaint(&["audit"]);
    assert_eq!(said.status.code(), Some(2));
    shop.git(&["init", "--quiet"]);
    let said = shop.plaint(&["audit"]);
    assert_eq!(said.status.code(), Some(2));
}
