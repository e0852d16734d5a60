//! Merges that are more, or less, than both sides together.

use super::shop::{CLOSED, FIRST, POLICY, Shop, note};

const OURS: &str = "jjjjjj";
const THEIRS: &str = "kkkkkk";

fn noted(id: &str) -> String {
    note(id, "2026-11-04T09:00:00+08:00", "wang.min", id)
}

/// Two branches, each with a note of its own, by people who were honest.
fn parted() -> Shop {
    let shop = Shop::new();
    shop.branch("theirs", "main");
    shop.add(FIRST, &noted(THEIRS));
    shop.commit("wang.min", "11-04T09:01", "theirs");
    shop.git(&["checkout", "--quiet", "main"]);
    shop.add(FIRST, &noted(OURS));
    shop.commit("wang.min", "11-04T09:02", "ours");
    shop
}

/// Merges with that as the outcome, whatever git would have made of it.
fn merged(shop: &Shop, outcome: impl Fn(&Shop)) {
    let merge = ["merge", "--no-commit", "--no-ff", "-s", "ours", "theirs"];
    shop.git_as("wang.min", "11-04T10:00", &merge);
    outcome(shop);
    shop.commit("wang.min", "11-04T10:00", "merge");
}

fn both(shop: &Shop) {
    shop.add(FIRST, &noted(THEIRS));
}

#[test]
fn both_sides_whole() {
    let shop = parted();
    merged(&shop, both);
    shop.finds(&[]);
}

/// The SHA-256 of `photo two` and a line feed, by sha256sum.
const TWO: &str = "94bacd25dc9b1a828e3186656dae536c261bd8136ae957b60757bdbb026540ac";
const SEAL: &str = "cases/2026/11/2611-0001.files/seal.jpg";

fn seal(id: &str, sha256: &str) -> String {
    format!(
        "- id: {id}\n  at: 2026-11-04T09:00:00+08:00\n  by: wang.min\n  attach:\n    file:\n      \
         name: seal.jpg\n      sha256: {sha256}\n"
    )
}

/// Two branches, each with a photograph of the same name.
fn two_seals() -> Shop {
    let one = "9fe36faa6e710cbbfe894e2ed0ee227ca2179beea08210789c73971ba565ea10";
    let shop = Shop::new();
    shop.branch("theirs", "main");
    shop.add(FIRST, &seal(THEIRS, TWO));
    shop.write(SEAL, "photo two\n");
    shop.commit("wang.min", "11-04T09:01", "theirs");
    shop.git(&["checkout", "--quiet", "main"]);
    shop.add(FIRST, &seal(OURS, one));
    shop.write(SEAL, "photo\n");
    shop.commit("wang.min", "11-04T09:02", "ours");
    shop
}

#[test]
fn two_photographs_of_one_name() {
    let shop = two_seals();
    merged(&shop, |shop| {
        shop.add(FIRST, &seal(THEIRS, TWO));
        let beside = SEAL.replace("seal", "seal-94bacd25");
        shop.write(&beside, "photo two\n");
    });
    shop.finds(&[]);
}

#[test]
fn one_of_two_photographs_lost() {
    let shop = two_seals();
    merged(&shop, |shop| shop.add(FIRST, &seal(THEIRS, TWO)));
    // Our entry is the lines 42 to 48, theirs begins on 49.
    shop.finds(&["attachment-missing 2611-0001:52 kkkkkk @merge"]);
}

#[test]
fn their_side_dropped() {
    let shop = parted();
    merged(&shop, |_| {});
    // Our own last entry begins on line 42.
    shop.finds(&["entry-dropped 2611-0001:42 kkkkkk @merge"]);
}

#[test]
fn our_side_dropped() {
    let shop = parted();
    merged(&shop, |shop| {
        let theirs = shop.git(&["show", &format!("theirs:{FIRST}")]);
        shop.write(FIRST, theirs + "\n");
    });
    shop.finds(&["entry-dropped 2611-0001:42 jjjjjj @merge"]);
}

#[test]
fn an_entry_changed_in_the_merge() {
    let shop = parted();
    merged(&shop, |shop| {
        both(shop);
        shop.edit(FIRST, "1200 pcs", "12 pcs");
    });
    shop.finds(&["entry-changed 2611-0001:11 bbbbbb @merge"]);
}

#[test]
fn an_entry_added_in_the_merge() {
    let shop = parted();
    merged(&shop, |shop| {
        both(shop);
        shop.add(FIRST, &noted("llllll"));
    });
    // Five lines each: 42, 47, 52.
    shop.finds(&["merge-adds 2611-0001:52 llllll @merge"]);
}

#[test]
fn entries_in_another_order_after_the_merge() {
    let shop = parted();
    merged(&shop, |shop| {
        let text = shop.read(FIRST);
        let ours = noted(OURS);
        let text = text.replace(&ours, "");
        let (head, tail) = text.split_once("- id: gggggg").unwrap();
        let theirs = noted(THEIRS);
        shop.write(FIRST, format!("{head}{ours}- id: gggggg{tail}{theirs}"));
    });
    shop.finds(&["entries-reordered 2611-0001:36 jjjjjj @merge"]);
}

#[test]
fn a_comment_in_an_old_entry_of_the_merge() {
    let shop = parted();
    merged(&shop, |shop| {
        both(shop);
        shop.edit(FIRST, "scope: batch", "scope: batch  # one?");
    });
    shop.finds(&["bytes-changed 2611-0001:19 @merge"]);
}

#[test]
fn a_case_deleted_in_the_merge() {
    let shop = parted();
    merged(&shop, |shop| {
        both(shop);
        shop.git(&["rm", "--quiet", CLOSED]);
    });
    shop.finds(&["case-vanished 2611-0002 @merge"]);
}

#[test]
fn a_case_that_comes_up_in_the_merge() {
    let shop = parted();
    merged(&shop, |shop| {
        both(shop);
        let text = shop.read(CLOSED).replace("bbcdfghjkl", "zzcdfghjkl");
        let text = text.replace("case: 2611-0002", "case: 2611-0003");
        shop.write("cases/2026/11/2611-0003.yaml", text);
    });
    shop.finds(&[
        "merge-adds 2611-0003:14 hhhhhh @merge",
        "merge-adds 2611-0003:4 bbbbbb @merge",
    ]);
}

/// A `renumber` lets a case move, not come from nowhere.
#[test]
fn a_case_that_pretends_to_be_moved_by_the_merge() {
    let shop = parted();
    merged(&shop, |shop| {
        both(shop);
        let text = shop.read(CLOSED).replace("bbcdfghjkl", "zzcdfghjkl");
        let moved = "- id: jjjjjj\n  at: 2026-11-04T09:00:00+08:00\n  by: wang.min\n  \
                     renumber:\n    from: 2611-0002\n    to: 2611-0003\n";
        shop.write("cases/2026/11/2611-0003.yaml", text + moved);
    });
    shop.finds(&[
        "merge-adds 2611-0003:14 hhhhhh @merge",
        "merge-adds 2611-0003:4 bbbbbb @merge",
    ]);
}

/// Two complaints took one number; the merge moves theirs, and adds to it.
#[test]
fn an_entry_added_to_a_case_that_the_merge_moves() {
    let shop = Shop::new();
    let third = "cases/2026/11/2611-0003.yaml";
    let opening = |uid: &str, id: &str| {
        format!(
            "case: 2611-0003\nuid: {uid}\nlog:\n- id: {id}\n  at: 2026-11-04T09:00:00+08:00\n  \
             by: wang.min\n  open:\n    customer: HD\n    channel: phone\n    \
             product: {{model: AX-7, lot: L}}\n    quantity: 1 pcs\n    defect: scratch\n    \
             description: d\n"
        )
    };
    shop.branch("theirs", "main");
    shop.write(third, opening("tttttttttt", "tttttt"));
    shop.commit("wang.min", "11-04T09:01", "theirs");
    shop.git(&["checkout", "--quiet", "main"]);
    shop.write(third, opening("rrrrrrrrrr", "rrrrrr"));
    shop.commit("wang.min", "11-04T09:02", "ours");
    let moved = "- id: vvvvvv\n  at: 2026-11-04T09:30:00+08:00\n  by: wang.min\n  \
                 renumber:\n    from: 2611-0003\n    to: 2611-0004\n";
    let fourth = "cases/2026/11/2611-0004.yaml";
    merged(&shop, |shop| {
        shop.write(fourth, opening("tttttttttt", "tttttt") + moved);
    });
    shop.finds(&[]);
    shop.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    merged(&shop, |shop| {
        let text = opening("tttttttttt", "tttttt") + moved;
        shop.write(fourth, text + &noted("wwwwww"));
    });
    // Thirteen lines of the opening, six of the move.
    shop.finds(&["merge-adds 2611-0004:20 wwwwww @merge"]);
}

#[test]
fn a_revision_lost_in_the_merge() {
    let shop = Shop::new();
    let policy = shop.read(POLICY);
    shop.branch("theirs", "main");
    shop.add(FIRST, &noted(THEIRS));
    shop.commit("wang.min", "11-04T09:01", "theirs");
    shop.git(&["checkout", "--quiet", "main"]);
    let file = "cases/policy/2026-11-05.yaml";
    shop.write(file, policy.replace("2020-01-01", "2026-11-05"));
    shop.commit("zhao.lei", "11-04T09:02", "adopted");
    let merge = ["merge", "--no-commit", "--no-ff", "theirs"];
    shop.git_as("wang.min", "11-06T10:00", &merge);
    shop.git(&["rm", "--quiet", "-f", file]);
    shop.commit("wang.min", "11-06T10:00", "merge");
    shop.finds(&["revision-changed 2026-11-05 @merge"]);
}

#[test]
fn a_revision_that_the_other_side_adopted() {
    let shop = parted();
    let policy = shop.read(POLICY);
    shop.git(&["checkout", "--quiet", "theirs"]);
    let file = "cases/policy/2026-11-05.yaml";
    shop.write(file, policy.replace("2020-01-01", "2026-11-05"));
    shop.commit("zhao.lei", "11-04T09:03", "adopted");
    shop.git(&["checkout", "--quiet", "main"]);
    let merge = ["merge", "--no-commit", "--no-ff", "-s", "ours", "theirs"];
    shop.git_as("wang.min", "11-20T10:00", &merge);
    both(&shop);
    shop.git(&["checkout", "theirs", "--", file]);
    shop.commit("wang.min", "11-20T10:00", "merge");
    shop.finds(&[]);
}

#[test]
fn an_octopus() {
    let shop = parted();
    shop.branch("third", "main~1");
    shop.add(FIRST, &noted("llllll"));
    shop.commit("wang.min", "11-04T09:03", "third");
    shop.git(&["checkout", "--quiet", "main"]);
    let octopus = |text: String, message: &str| {
        shop.write(FIRST, text);
        shop.git(&["add", "."]);
        let tree = shop.git(&["write-tree"]);
        let parents = ["-p", "main", "-p", "theirs", "-p", "third"];
        let args = [&["commit-tree", &tree, "-m", message][..], &parents].concat();
        let commit = shop.git_as("wang.min", "11-04T10:00", &args);
        shop.git(&["checkout", "--quiet", "--detach", &commit]);
    };
    let ours = shop.read(FIRST);
    octopus(
        ours.clone() + &noted(THEIRS) + &noted("llllll"),
        "all three",
    );
    shop.finds(&[]);
    octopus(ours + &noted(THEIRS), "two of three");
    // On their side it began on line 42.
    shop.finds(&["entry-dropped 2611-0001:42 llllll @two of three"]);
}

#[test]
fn tampered_on_a_branch() {
    let shop = Shop::new();
    shop.branch("theirs", "main");
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.commit("wang.min", "11-04T09:01", "tamper");
    shop.git(&["checkout", "--quiet", "main"]);
    shop.add(CLOSED, &noted(OURS));
    shop.commit("wang.min", "11-04T09:02", "ours");
    let merge = ["merge", "--quiet", "--no-ff", "-m", "merge", "theirs"];
    shop.git_as("wang.min", "11-04T10:00", &merge);
    let found = shop.audit(&[]);
    assert!(
        found.contains(&"entry-changed 2611-0001:11 bbbbbb @tamper".to_owned()),
        "{found:?}"
    );
}

/// A first parent that knows no case does not make the rules free.
#[test]
fn rules_of_a_history_that_knows_no_case() {
    let shop = Shop::new();
    let people = shop.read(super::shop::PEOPLE);
    let tree = shop.git(&["rev-parse", "HEAD^{tree}"]);
    shop.git(&["checkout", "--quiet", "--orphan", "other"]);
    shop.git(&["rm", "--quiet", "-r", "--cached", "."]);
    let taken = people.replace(
        "[quality, production]",
        "[quality, production, quality-head]",
    );
    shop.write(super::shop::PEOPLE, &taken);
    shop.git(&[
        "add",
        "cases/people.yaml",
        "cases/policy.yaml",
        "cases/calendar.yaml",
    ]);
    shop.git_as(
        "wang.min",
        "11-04T09:00",
        &["commit", "--quiet", "-m", "other"],
    );
    shop.git(&["read-tree", &tree]);
    shop.git(&["add", "cases/people.yaml"]);
    let tree = shop.git(&["write-tree"]);
    let args = [
        "commit-tree",
        &tree,
        "-m",
        "merge",
        "-p",
        "other",
        "-p",
        "main",
    ];
    let commit = shop.git_as("wang.min", "11-04T10:00", &args);
    shop.git(&["checkout", "--quiet", "--force", "--detach", &commit]);
    // Nor did that side know the terms of HD, who had complained.
    shop.finds(&[
        "role-backwards people:6 @merge",
        "terms-backwards catalog:2 @merge",
    ]);
}

/// Sides that never had a register: a merge of them brings all of it.
#[test]
fn a_register_born_in_a_merge() {
    let shop = Shop::new();
    let forged = "- id: jjjjjj\n  at: 2026-11-03T12:00:00+08:00\n  by: zhao.lei\n  note:\n    text: x\n\
                  - id: kkkkkk\n  at: 2026-11-03T12:01:00+08:00\n  by: zhao.lei\n  close:\n    \
                  basis: withdrawn\n    text: x\n";
    let empty = shop.git(&["hash-object", "-t", "tree", "-w", "/dev/null"]);
    shop.add(FIRST, forged);
    shop.git(&["add", "--all", "."]);
    let tree = shop.git(&["write-tree"]);
    let commit = |tree: &str, parents: &[&str], message: &str| {
        let mut args = vec!["commit-tree", tree, "-m", message];
        args.extend(parents.iter().flat_map(|parent| ["-p", parent]));
        shop.git_as("wang.min", "11-04T09:00", &args)
    };
    let one = commit(&empty, &[], "one");
    let other = commit(&empty, &[], "other");
    let born = commit(&tree, &[&one, &other], "born");
    let main = shop.head();
    let merge = commit(&tree, &[&main, &born], "merge");
    shop.git(&["checkout", "--quiet", "--force", "--detach", &merge]);
    let found = shop.audit(&[]);
    let forged = "author-differs 2611-0001:49 kkkkkk @born".to_owned();
    assert!(found.contains(&forged), "{found:?}");
}
