//! Repositories of other kinds, and settings that change what git prints.

use super::shop::{FIRST, Shop};

fn tampered(shop: &Shop) {
    shop.finds(&[]);
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.finds(&["entry-changed 2611-0001:11 bbbbbb @tamper"]);
}

#[test]
fn a_folder_with_blanks_and_chinese() {
    tampered(&Shop::with_cases("质量 部/2026 客诉", &[]));
}

#[test]
fn names_of_sixty_four_digits() {
    tampered(&Shop::with_cases("", &["--object-format=sha256"]));
}

#[test]
fn settings_that_change_what_git_prints() {
    let shop = Shop::new();
    for (name, value) in [
        ("log.showSignature", "true"),
        ("log.decorate", "full"),
        ("log.follow", "true"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("diff.relative", "true"),
        ("core.quotepath", "true"),
        ("color.ui", "always"),
        ("i18n.logOutputEncoding", "GBK"),
        ("core.abbrev", "7"),
        ("core.autocrlf", "true"),
    ] {
        shop.git(&["config", name, value]);
    }
    tampered(&shop);
}

#[test]
fn a_history_that_is_packed() {
    let shop = Shop::new();
    shop.git(&["gc", "--quiet"]);
    shop.git(&["commit-graph", "write"]);
    tampered(&shop);
}

#[test]
fn a_second_working_tree() {
    let shop = Shop::new();
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.git(&["worktree", "add", "--quiet", "other", "HEAD"]);
    let other = shop.path("other");
    let said = shop.plaint(&["audit", "--register", other.to_str().unwrap()]);
    assert_eq!(said.status.code(), Some(1));
}
