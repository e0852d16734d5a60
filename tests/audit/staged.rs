//! What is found before it is committed.

use std::fs;

use super::shop::{CLOSED, FIRST, PEOPLE, PHOTO, POLICY, Shop, note};

fn staged(with: impl Fn(&Shop), wanted: &[&str]) {
    let shop = Shop::new();
    with(&shop);
    shop.git(&["add", "--all", "."]);
    shop.finds_with(&["--staged"], wanted);
    // And nothing of it is in the history.
    shop.finds(&[]);
}

#[test]
fn an_honest_step() {
    staged(
        |shop| {
            let said = shop.plaint(&["note", "0001", "measured"]);
            assert!(said.status.success());
            fs::write(shop.path("photo.jpg"), "another\n").unwrap();
            let said = shop.plaint(&["attach", "0001", "photo.jpg"]);
            assert!(said.status.success(), "{said:?}");
            fs::remove_file(shop.path("photo.jpg")).unwrap();
        },
        &[],
    );
}

#[test]
fn nothing_staged() {
    staged(|_| {}, &[]);
}

#[test]
fn an_old_quantity() {
    staged(
        |shop| shop.edit(FIRST, "1200 pcs", "12 pcs"),
        &["entry-changed 2611-0001:11 bbbbbb @staged"],
    );
}

#[test]
fn a_case_deleted() {
    staged(
        |shop| fs::remove_file(shop.path(CLOSED)).unwrap(),
        &["case-vanished 2611-0002 @staged"],
    );
}

#[test]
fn a_photograph_replaced() {
    staged(
        |shop| shop.write(PHOTO, "better\n"),
        &["attachment-changed photo.jpg @staged"],
    );
}

#[test]
fn said_by_somebody_else() {
    // The clock stands at noon of the fourth; wang.min is git's user.
    staged(
        |shop| {
            shop.add(
                FIRST,
                "- id: jjjjjj\n  at: 2026-11-04T11:00:00+08:00\n  by: li.wei\n  reply:\n    \
                 kind: supplementary\n    text: more\n\
                 - id: kkkkkk\n  at: 2026-11-04T11:30:00+08:00\n  by: zhao.lei\n  approve:\n    \
                 for: jjjjjj\n    role: quality-head\n",
            );
        },
        // The reply may be entered for another, the approval not.
        &["author-differs 2611-0001:50 kkkkkk @staged"],
    );
}

#[test]
fn dated_back() {
    staged(
        |shop| {
            let at = "2026-11-02T12:00:00+08:00";
            shop.add(FIRST, &note("jjjjjj", at, "wang.min", "in time"));
        },
        &[],
    );
    staged(
        |shop| {
            let at = "2026-10-20T12:00:00+08:00";
            shop.add(FIRST, &note("jjjjjj", at, "wang.min", "too late"));
        },
        // That it is late is said, but not held against who commits it now.
        &["before-opening 2611-0001:43 jjjjjj @staged"],
    );
}

#[test]
fn rules_changed_backwards() {
    staged(
        |shop| {
            shop.edit(PEOPLE, "[quality, production]", "[quality-head]");
            shop.edit(
                POLICY,
                "repeats: {same: [model, defect], within: 90d",
                "repeats: {same: [model, defect], within: 9d",
            );
        },
        &[
            "revision-changed policy:5 @staged",
            "role-backwards people:6 @staged",
            "role-backwards people:6 @staged",
            "role-backwards people:6 @staged",
        ],
    );
}

#[test]
fn only_what_is_staged() {
    let shop = Shop::new();
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.finds_with(&["--staged"], &[]);
}

#[test]
fn a_merge_in_progress() {
    let shop = Shop::new();
    let noted = |id: &str| note(id, "2026-11-04T09:00:00+08:00", "wang.min", id);
    shop.branch("theirs", "main");
    shop.add(FIRST, &noted("kkkkkk"));
    shop.commit("wang.min", "11-04T09:01", "theirs");
    shop.git(&["checkout", "--quiet", "main"]);
    shop.add(FIRST, &noted("jjjjjj"));
    shop.commit("wang.min", "11-04T09:02", "ours");
    let merge = ["merge", "--no-commit", "--no-ff", "-s", "ours", "theirs"];
    shop.git_as("wang.min", "11-04T10:00", &merge);
    shop.finds_with(
        &["--staged"],
        &["entry-dropped 2611-0001:42 kkkkkk @staged"],
    );
    shop.add(FIRST, &noted("kkkkkk"));
    shop.git(&["add", "."]);
    shop.finds_with(&["--staged"], &[]);
}

#[test]
fn the_first_commit_of_all() {
    let shop = Shop::new();
    fs::remove_dir_all(shop.path(".git")).unwrap();
    shop.git(&["init", "--quiet"]);
    shop.git(&["add", "."]);
    // What zhao.lei decided, wang.min cannot commit.
    shop.finds_with(
        &["--staged"],
        &["author-differs 2611-0001:38 gggggg @staged"],
    );
}
