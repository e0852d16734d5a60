//! Signatures, by a program that signs as `gpg` does and is told whose key it
//! uses. What it signs it proves by a checksum.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::shop::{FIRST, PEOPLE, Shop, note};

const ZHAO: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const GPG: &str = r#"#!/bin/sh
# gpg, as git calls it: `--status-fd=2 -bsau KEY` signs what it reads, `--verify
# FILE -` holds a signature against it.
print() { printf '[GNUPG:] %s\n' "$*"; }
for last; do :; done
case " $* " in
*" --verify "*)
    while [ "$1" != --verify ]; do shift; done
    sum=$(cksum)
    { read -r begin; read -r key; read -r signed; } <"$2"
    case $key in
    zhao.lei*) print=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ;;
    *) print=BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB ;;
    esac
    if [ "$sum" != "$signed" ]; then
        print BADSIG "$print" "$key <$key>"
        exit 1
    fi
    print NEWSIG
    print GOODSIG "$print" "$key <$key>"
    print VALIDSIG SUBKEY"${print#??????}" 2026-11-04 0 0 4 0 1 8 00 "$print"
    case $key in
    *unknown*) print TRUST_UNDEFINED 0 pgp ;;
    *) print TRUST_FULLY 0 pgp ;;
    esac
    ;;
*)
    printf '%s\n' '-----BEGIN PGP SIGNATURE-----' "$last" "$(cksum)" '-----END PGP SIGNATURE-----'
    printf '\n[GNUPG:] SIG_CREATED D\n' >&2
    ;;
esac
"#;

/// A register whose last commits are to be signed: since `base`.
fn shop() -> Shop {
    let shop = Shop::new();
    let program = shop.path(".git/gpg");
    fs::write(&program, GPG).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    shop.git(&["config", "gpg.program", program.to_str().unwrap()]);
    shop.git(&["tag", "base"]);
    shop
}

fn finds(shop: &Shop, wanted: &[&str]) {
    shop.finds_with(&["--signed", "--since", "base"], wanted);
}

/// Commits a note by that person, signed with that key.
fn signed(shop: &Shop, who: &str, key: &str) {
    let text = note("jjjjjj", "2026-11-04T09:00:00+08:00", who, "measured");
    shop.add(FIRST, &text);
    commit(shop, who, key);
}

fn commit(shop: &Shop, who: &str, key: &str) {
    shop.git(&["add", "."]);
    let sign = format!("--gpg-sign={key}");
    let args = ["commit", "--quiet", "--message", "step", &sign];
    shop.git_as(who, "11-04T09:01", &args);
}

#[test]
fn well_signed() {
    let shop = shop();
    signed(&shop, "zhao.lei", "zhao.lei@example.com");
    finds(&shop, &[]);
    shop.git(&["config", "log.showSignature", "true"]);
    finds(&shop, &[]);
}

#[test]
fn not_signed() {
    let shop = shop();
    let text = note(
        "jjjjjj",
        "2026-11-04T09:00:00+08:00",
        "wang.min",
        "measured",
    );
    shop.add(FIRST, &text);
    shop.commit("wang.min", "11-04T09:01", "step");
    shop.finds(&[]);
    finds(&shop, &["signature-missing @step"]);
}

#[test]
fn rules_not_signed() {
    let shop = shop();
    shop.edit(PEOPLE, "name: 王敏", "name: 王小敏");
    shop.commit("wang.min", "11-04T09:01", "step");
    finds(&shop, &["signature-missing @step"]);
}

#[test]
fn signed_by_somebody_else() {
    let shop = shop();
    signed(&shop, "zhao.lei", "wang.min@example.com");
    finds(&shop, &["signature-foreign @step"]);
}

#[test]
fn signed_with_a_key_that_nobody_trusts() {
    let shop = shop();
    signed(&shop, "zhao.lei", "zhao.lei@example.com-unknown");
    finds(&shop, &["signature-foreign @step"]);
}

#[test]
fn keys_of_a_person() {
    let shop = shop();
    let with = |key: &str| {
        let email = "    email: zhao.lei@example.com\n";
        shop.edit(PEOPLE, email, &format!("{email}    keys: {key}\n"));
        shop.commit("zhao.lei", "11-04T08:00", "keys");
        shop.git(&["tag", "--force", "base"]);
        signed(&shop, "zhao.lei", "zhao.lei@example.com");
    };
    // The primary key, though git signs with another one that belongs to it.
    with(ZHAO);
    finds(&shop, &[]);
    shop.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    with(&ZHAO.replace('A', "C"));
    finds(&shop, &["signature-foreign @step"]);
}

#[test]
fn altered_after_it_was_signed() {
    let shop = shop();
    signed(&shop, "zhao.lei", "zhao.lei@example.com");
    let text = shop.git(&["cat-file", "commit", "HEAD"]) + "\n";
    let altered = text.replace("\n\nstep", "\n\nother");
    assert_ne!(text, altered);
    shop.write(".git/altered", altered);
    let args = ["hash-object", "-t", "commit", "-w", ".git/altered"];
    let commit = shop.git(&args);
    shop.git(&["reset", "--quiet", "--hard", &commit]);
    finds(&shop, &["signature-bad @other"]);
}

/// What somebody decided is signed by whoever committed it.
#[test]
fn a_merge_is_not_asked() {
    let shop = shop();
    shop.branch("theirs", "main");
    signed(&shop, "zhao.lei", "zhao.lei@example.com");
    shop.git(&["checkout", "--quiet", "main"]);
    let merge = ["merge", "--quiet", "--no-ff", "-m", "merge", "theirs"];
    shop.git_as("wang.min", "11-04T10:00", &merge);
    finds(&shop, &[]);
}

/// Whoever commits in the boss's name brings no key of their own with it.
#[test]
fn a_key_brought_with_what_it_signs() {
    let shop = shop();
    let email = "    email: zhao.lei@example.com\n";
    let keys = format!("{email}    keys: {}\n", ZHAO.replace('A', "B"));
    let with_key = format!("{email}    keys: {ZHAO}\n");
    shop.edit(PEOPLE, email, &with_key);
    shop.commit("zhao.lei", "11-04T08:00", "keys");
    shop.git(&["tag", "--force", "base"]);
    shop.edit(PEOPLE, &with_key, &keys);
    signed(&shop, "zhao.lei", "wang.min@example.com");
    finds(&shop, &["signature-foreign @step"]);
}

/// A merge that says something of its own is signed, another one need not be.
#[test]
fn a_merge_with_something_of_its_own() {
    let shop = shop();
    shop.branch("theirs", "main");
    signed(&shop, "zhao.lei", "zhao.lei@example.com");
    shop.git(&["checkout", "--quiet", "main"]);
    let merge = ["merge", "--quiet", "--no-ff", "--no-commit", "theirs"];
    shop.git_as("zhao.lei", "11-04T10:00", &merge);
    shop.edit(PEOPLE, "name: 王敏", "name: 王小敏");
    shop.git(&["add", "."]);
    let commit = ["commit", "--quiet", "--message", "merge"];
    shop.git_as("zhao.lei", "11-04T10:01", &commit);
    finds(&shop, &["signature-missing @merge"]);
}
