//! Case files and photographs that vanish, move, double, or are no files.

use super::shop::{CLOSED, FIRST, PHOTO, Shop, note};

const THIRD: &str = "cases/2026/11/2611-0003.yaml";

#[test]
fn a_case_deleted() {
    let shop = Shop::new();
    shop.git(&["rm", "--quiet", CLOSED]);
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.finds(&["case-vanished 2611-0002 @tamper"]);
}

#[test]
fn a_case_deleted_and_made_anew() {
    let shop = Shop::new();
    let text = shop.read(CLOSED);
    shop.git(&["rm", "--quiet", CLOSED]);
    shop.commit("wang.min", "11-04T10:00", "tamper");
    let (opening, _) = text.split_once("- id: hhhhhh").unwrap();
    shop.write(CLOSED, opening.replace("bbcdfghjkl", "zzcdfghjkl"));
    shop.commit("li.wei", "11-04T10:05", "another uid");
    shop.finds(&["case-vanished 2611-0002 @tamper"]);
    shop.git(&["rm", "--quiet", CLOSED]);
    shop.commit("wang.min", "11-04T10:10", "once more");
    shop.write(CLOSED, opening.replace("1 pcs", "2 pcs"));
    shop.commit("li.wei", "11-04T10:15", "the same uid");
    shop.finds(&[
        "case-vanished 2611-0002 @once more",
        "case-vanished 2611-0002 @tamper",
    ]);
}

#[test]
fn another_case_in_its_place() {
    let shop = Shop::new();
    let text = shop.read(CLOSED);
    let (opening, _) = text.split_once("- id: hhhhhh").unwrap();
    let other = opening.replace("bbcdfghjkl", "zzcdfghjkl");
    shop.write(CLOSED, other.replace("- id: bbbbbb", "- id: zzzzzz"));
    shop.commit("li.wei", "11-04T10:00", "tamper");
    shop.finds(&["case-vanished 2611-0002 @tamper"]);
}

#[test]
fn a_case_renamed_by_hand() {
    let shop = Shop::new();
    shop.git(&["mv", CLOSED, THIRD]);
    shop.commit("li.wei", "11-04T10:00", "tamper");
    shop.finds(&[
        "author-differs 2611-0003:16 hhhhhh @tamper",
        "case-vanished 2611-0002 @tamper",
        "number-differs 2611-0003:1 @tamper",
    ]);
}

#[test]
fn a_case_copied() {
    let shop = Shop::new();
    shop.write(THIRD, shop.read(CLOSED));
    shop.commit("li.wei", "11-04T10:00", "tamper");
    shop.finds(&[
        "author-differs 2611-0003:16 hhhhhh @tamper",
        "number-differs 2611-0003:1 @tamper",
    ]);
}

fn renumbered() -> Shop {
    let shop = Shop::new();
    shop.git(&["mv", CLOSED, THIRD]);
    shop.add(
        THIRD,
        "- id: jjjjjj\n  at: 2026-11-04T09:00:00+08:00\n  by: li.wei\n  renumber:\n    \
         from: 2611-0002\n    to: 2611-0003\n",
    );
    shop.commit("li.wei", "11-04T09:01", "renumbered");
    shop
}

#[test]
fn a_case_renumbered() {
    renumbered().finds(&[]);
}

#[test]
fn a_case_altered_while_it_is_renumbered() {
    let shop = Shop::new();
    shop.git(&["mv", CLOSED, THIRD]);
    shop.edit(THIRD, "1 pcs", "2 pcs");
    shop.add(
        THIRD,
        "- id: jjjjjj\n  at: 2026-11-04T09:00:00+08:00\n  by: li.wei\n  renumber:\n    \
         from: 2611-0002\n    to: 2611-0003\n",
    );
    shop.commit("li.wei", "11-04T09:01", "tamper");
    shop.finds(&["entry-changed 2611-0003:11 bbbbbb @tamper"]);
}

/// That it was moved once does not let it be moved by hand.
#[test]
fn a_renumbered_case_renamed_by_hand() {
    let shop = renumbered();
    shop.git(&["mv", THIRD, "cases/2026/11/2611-0009.yaml"]);
    shop.commit("li.wei", "11-04T10:00", "tamper");
    shop.finds(&["number-differs 2611-0009:1 @tamper"]);
}

#[test]
fn a_photograph_replaced() {
    let shop = Shop::new();
    shop.write(PHOTO, "a better one\n");
    shop.commit("li.wei", "11-04T10:00", "tamper");
    shop.finds(&["attachment-changed photo.jpg @tamper"]);
    shop.write(PHOTO, "photo\n");
    shop.commit("li.wei", "11-04T10:05", "put back");
    shop.finds(&["attachment-changed photo.jpg @tamper"]);
}

/// A later entry that names the new one does not make it right.
#[test]
fn a_photograph_replaced_and_entered_again() {
    let shop = Shop::new();
    shop.write(PHOTO, "");
    shop.add(
        FIRST,
        "- id: jjjjjj\n  at: 2026-11-04T09:00:00+08:00\n  by: li.wei\n  attach:\n    file:\n      \
         name: photo.jpg\n      \
         sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
    );
    shop.commit("li.wei", "11-04T10:00", "tamper");
    // The two that the entries name cannot both be the one that lies there.
    shop.finds(&[
        "attachment-changed photo.jpg @tamper",
        "attachment-missing 2611-0001:45 jjjjjj @tamper",
    ]);
}

#[test]
fn a_photograph_deleted() {
    let shop = Shop::new();
    shop.git(&["rm", "--quiet", PHOTO]);
    shop.commit("li.wei", "11-04T10:00", "tamper");
    shop.finds(&["attachment-missing photo.jpg @tamper"]);
}

#[test]
fn a_photograph_that_nobody_named() {
    let shop = Shop::new();
    shop.write("cases/2026/11/2611-0001.files/other.jpg", "other\n");
    shop.commit("li.wei", "11-04T10:00", "not entered yet");
    shop.git(&["rm", "--quiet", "cases/2026/11/2611-0001.files/other.jpg"]);
    shop.commit("li.wei", "11-04T10:05", "nor ever");
    shop.finds(&[]);
}

#[test]
fn photographs_move_with_their_case() {
    let shop = Shop::new();
    shop.git(&["mv", FIRST, "cases/2026/11/2611-0004.yaml"]);
    shop.git(&[
        "mv",
        "cases/2026/11/2611-0001.files",
        "cases/2026/11/2611-0004.files",
    ]);
    shop.add(
        "cases/2026/11/2611-0004.yaml",
        "- id: jjjjjj\n  at: 2026-11-04T09:00:00+08:00\n  by: li.wei\n  renumber:\n    \
         from: 2611-0001\n    to: 2611-0004\n",
    );
    shop.commit("li.wei", "11-04T09:01", "renumbered");
    shop.finds(&[]);
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_case() {
    let shop = Shop::new();
    shop.git(&["rm", "--quiet", CLOSED]);
    std::os::unix::fs::symlink("2611-0001.yaml", shop.path(CLOSED)).unwrap();
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.finds(&["case-vanished 2611-0002 @tamper"]);
}

/// The bytes stay, but no reader would find them.
#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_of_the_same_bytes() {
    let shop = Shop::new();
    let blob = shop.git(&["rev-parse", &format!("HEAD:{CLOSED}")]);
    let entry = format!("120000,{blob},{CLOSED}");
    shop.git(&["update-index", "--cacheinfo", &entry]);
    shop.git_as(
        "wang.min",
        "11-04T10:00",
        &["commit", "--quiet", "-m", "tamper"],
    );
    shop.finds(&["case-vanished 2611-0002 @tamper"]);
}

#[test]
fn a_case_moved_where_nobody_looks() {
    let shop = Shop::new();
    shop.write("cases/old/2611-0002.yaml", shop.read(CLOSED));
    shop.git(&["rm", "--quiet", CLOSED]);
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.finds(&["case-vanished 2611-0002 @tamper"]);
}

#[test]
fn everything_deleted_and_started_again() {
    let shop = Shop::new();
    shop.git(&["rm", "--quiet", "-r", "cases/2026"]);
    shop.commit("wang.min", "11-04T10:00", "tamper");
    let at = "2026-11-04T10:05:00+08:00";
    let entry = note("jjjjjj", at, "wang.min", "anew").replace("note:", "open:");
    let fields = "    customer: HD\n    channel: phone\n    product: {model: A, lot: L}\n    \
                  quantity: 1 pcs\n    defect: scratch\n    description: d\n";
    let text = entry.replace("    text: anew\n", fields);
    shop.write(
        THIRD,
        format!("case: 2611-0003\nuid: ccdfghjklm\nlog:\n{text}"),
    );
    shop.commit("wang.min", "11-04T10:06", "anew");
    shop.finds(&[
        "case-vanished 2611-0001 @tamper",
        "case-vanished 2611-0002 @tamper",
    ]);
}
