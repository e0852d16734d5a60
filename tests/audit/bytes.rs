//! What was committed of a case, written otherwise.

use super::shop::{CLOSED, FIRST, Shop, note};

/// What one more commit makes of the first case.
fn tampered(with: impl Fn(&str) -> String, wanted: &[&str]) {
    let shop = Shop::new();
    let text = shop.read(FIRST);
    let altered = with(&text);
    assert_ne!(text, altered);
    shop.write(FIRST, altered);
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.finds(wanted);
}

fn replaced(was: &str, is: &str, wanted: &[&str]) {
    tampered(
        |text| {
            assert_eq!(text.matches(was).count(), 1, "{was}");
            text.replace(was, is)
        },
        wanted,
    );
}

/// The entries of a text, each with its lines, behind the header.
fn entries(text: &str) -> (String, Vec<String>) {
    let mut parts = text.split("- id: ");
    let header = parts.next().unwrap().to_owned();
    (header, parts.map(|part| format!("- id: {part}")).collect())
}

fn rearranged(with: impl Fn(&mut Vec<String>), wanted: &[&str]) {
    tampered(
        |text| {
            let (header, mut all) = entries(text);
            with(&mut all);
            header + &all.concat()
        },
        wanted,
    );
}

#[test]
fn the_history_is_in_order() {
    Shop::new().finds(&[]);
}

#[test]
fn an_old_quantity() {
    replaced(
        "1200 pcs",
        "12 pcs",
        &["entry-changed 2611-0001:11 bbbbbb @tamper"],
    );
}

#[test]
fn the_time_of_an_entry() {
    replaced(
        "  at: 2026-11-02T10:05:00+08:00",
        "  at: 2026-11-02T10:04:00+08:00",
        &["entry-changed 2611-0001:15 cccccc @tamper"],
    );
}

#[test]
fn an_entry_dropped() {
    // Where it was, the photograph stands now.
    rearranged(
        |all| drop(all.remove(1)),
        &["entry-dropped 2611-0001:14 cccccc @tamper"],
    );
}

#[test]
fn the_last_entry_dropped() {
    // The last one that is there begins on line 30.
    rearranged(
        |all| drop(all.pop()),
        &["entry-dropped 2611-0001:30 gggggg @tamper"],
    );
}

#[test]
fn two_entries_swapped() {
    // The photograph, seven lines, now stands on 14; the classification on 21.
    rearranged(
        |all| all.swap(1, 2),
        &["entries-reordered 2611-0001:14 dddddd @tamper"],
    );
}

#[test]
fn an_entry_between() {
    let between = note(
        "jjjjjj",
        "2026-11-02T10:30:00+08:00",
        "wang.min",
        "called them",
    );
    rearranged(
        |all| all.insert(2, between.clone()),
        &["entry-inserted 2611-0001:23 jjjjjj @tamper"],
    );
}

#[test]
fn comments_quotes_and_blanks() {
    let at = |line: usize| format!("bytes-changed 2611-0001:{line} @tamper");
    replaced("scope: batch", "scope: batch  # one?", &[&at(19)]);
    replaced("  # as computed", "", &[&at(21)]);
    replaced("quantity: 1200 pcs", "quantity: \"1200 pcs\"", &[&at(11)]);
    replaced(
        "severity: A  # as computed\n    rule: critical × batch\n",
        "rule: critical × batch\n    severity: A  # as computed\n",
        &[&at(21)],
    );
    replaced("    scope: batch\n", "    scope: batch\n\n", &[&at(20)]);
    tampered(
        |text| text.strip_suffix('\n').unwrap().to_owned(),
        &[&at(41)],
    );
}

#[test]
fn line_ends_and_marks_of_order() {
    tampered(
        |text| text.replace('\n', "\r\n"),
        &["bytes-changed 2611-0001:1 @tamper"],
    );
    tampered(
        |text| format!("\u{feff}{text}"),
        &["bytes-changed 2611-0001:1 @tamper"],
    );
}

#[test]
fn the_header() {
    replaced(
        "uid: bcdfghjklm",
        "uid: mlkjhgfdcb",
        &["bytes-changed 2611-0001:2 @tamper"],
    );
    replaced(
        "case: 2611-0001",
        "case: 2611-0009",
        &[
            "bytes-changed 2611-0001:1 @tamper",
            "number-differs 2611-0001:1 @tamper",
        ],
    );
}

#[test]
fn a_line_behind_the_end_that_changes_the_last_entry() {
    tampered(
        |text| format!("{text}    reason: they insisted\n"),
        &["entry-changed 2611-0001:42 gggggg @tamper"],
    );
}

#[test]
fn a_comment_behind_the_end_is_free() {
    tampered(|text| format!("{text}# to be looked at again\n"), &[]);
}

#[test]
fn an_id_used_twice() {
    // A second entry under an id that is known is as new as any other.
    let again = "- id: cccccc\n  at: 2026-11-04T09:00:00+08:00\n  by: zhao.lei\n  \
                 approve:\n    for: ffffff\n    role: quality-head\n";
    tampered(
        |text| format!("{text}{again}"),
        &[
            "author-differs 2611-0001:44 cccccc @tamper",
            "duplicate-id 2611-0001:45 cccccc @tamper",
            "nothing-to-approve 2611-0001:46 cccccc @tamper",
        ],
    );
}

#[test]
fn marks_of_a_conflict() {
    let shop = Shop::new();
    let text = shop.read(FIRST);
    let entry = note(
        "jjjjjj",
        "2026-11-04T09:00:00+08:00",
        "wang.min",
        "measured",
    );
    shop.write(
        FIRST,
        format!("{text}<<<<<<< HEAD\n{entry}=======\n>>>>>>> theirs\n"),
    );
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.finds(&["conflict-markers 2611-0001:42 @tamper"]);
    // What was good before goes on without them, and nothing is new.
    shop.write(FIRST, text + &entry);
    shop.commit("wang.min", "11-04T10:05", "mended");
    shop.finds(&["conflict-markers 2611-0001:42 @tamper"]);
}

#[test]
fn put_back_by_the_next_commit() {
    let shop = Shop::new();
    let text = shop.read(FIRST);
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.commit("wang.min", "11-04T10:00", "tamper");
    shop.write(FIRST, text);
    shop.commit("wang.min", "11-04T10:05", "revert");
    // That it was altered stays; to put it back is no second fault.
    shop.finds(&["entry-changed 2611-0001:11 bbbbbb @tamper"]);
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.git(&["add", "--all", "."]);
    shop.finds_with(
        &["--staged"],
        &["entry-changed 2611-0001:11 bbbbbb @staged"],
    );
}

#[test]
fn put_back_before_it_is_committed_and_with_what_came_since() {
    let shop = Shop::new();
    let good = shop.read(FIRST);
    shop.edit(FIRST, "1200 pcs", "12 pcs");
    shop.commit("wang.min", "11-04T10:00", "tamper");
    let later = note("jjjjjj", "2026-11-04T10:02:00+08:00", "wang.min", "later");
    shop.add(FIRST, &later);
    shop.commit("wang.min", "11-04T10:03", "later");
    shop.write(FIRST, &good);
    shop.git(&["add", "--all", "."]);
    shop.finds_with(
        &["--staged"],
        &[
            "entry-changed 2611-0001:11 bbbbbb @staged",
            "entry-dropped 2611-0001:36 jjjjjj @staged",
        ],
    );
    shop.write(FIRST, good + &later);
    shop.git(&["add", "--all", "."]);
    shop.finds_with(&["--staged"], &[]);
}

#[test]
fn a_step_behind_the_close() {
    let shop = Shop::new();
    shop.add(
        CLOSED,
        "- id: kkkkkk\n  at: 2026-11-04T09:00:00+08:00\n  by: wang.min\n  \
         classify:\n    criteria: [appearance]\n    scope: single\n    \
         severity: C\n    rule: minor × single\n",
    );
    shop.commit("wang.min", "11-04T09:01", "tamper");
    shop.finds(&["case-closed 2611-0002:23 kkkkkk @tamper"]);
}

/// Any single byte altered, or taken away, is found in the commit that did it.
#[test]
fn any_byte() {
    let shop = Shop::new();
    let text = shop.read(FIRST).into_bytes();
    let at_noon = "wang.min <wang.min@example.com> 1793764800 +0800";
    let (mut commits, mut merge) = (Vec::new(), String::new());
    let places: Vec<usize> = (0..text.len()).step_by(3).collect();
    for at in &places {
        let mut other = text.clone();
        match at % 2 {
            0 => other[*at] = if other[*at] == b'x' { b'y' } else { b'x' },
            _ => drop(other.remove(*at)),
        }
        // Each grows out of the honest history, so that it stands alone.
        let message = format!("byte {at}");
        let head = format!(
            "commit refs/heads/byte-{at}\ncommitter {at_noon}\ndata {}\n{message}\n\
             from refs/heads/main\nM 100644 inline {FIRST}\ndata {}\n",
            message.len(),
            other.len()
        );
        commits.extend([head.as_bytes(), &other, b"\n"].concat());
        merge.push_str(&format!("merge refs/heads/byte-{at}\n"));
    }
    // One merge that takes main as it is makes all of them one history.
    let head = format!("commit refs/heads/all\ncommitter {at_noon}\ndata 3\nall\n");
    commits.extend(format!("{head}from refs/heads/main\n{merge}").as_bytes());
    shop.import(&commits);
    shop.git(&["checkout", "--quiet", "all"]);
    let found = shop.audit(&[]);
    for at in places {
        let commit = format!(" @byte {at}");
        assert!(found.iter().any(|one| one.ends_with(&commit)), "byte {at}");
    }
}
