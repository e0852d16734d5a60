//! Signatures of the commits that brought something.

use std::collections::HashSet;

use super::Found;
use super::ledger::{Ledger, Made};
use crate::finding::{Code, Finding, Stop};
use crate::git::{Oid, Signature, Verdict};
use crate::policy::Person;

/// Commits that are not signed, not well, or with somebody else's key.
///
/// # Errors
/// git fails.
pub(super) fn signatures(ledger: &Ledger) -> Result<Vec<Found>, Stop> {
    let own = merges_with_own(ledger);
    let each = ledger.commits.iter().enumerate();
    let asked: Vec<(usize, &Made)> = each
        .filter(|(at, made)| !made.is_merge() || own.contains(at))
        .collect();
    let oids: Vec<Oid> = asked.iter().filter_map(|(_, made)| made.id).collect();
    let mut found = Vec::new();
    for ((at, made), signature) in asked.into_iter().zip(ledger.git.signatures(&oids)?) {
        if let Some(finding) = wrong(ledger, made, &signature)? {
            found.push(Found {
                commit: u32::try_from(at).unwrap_or(u32::MAX),
                finding: finding.in_revision(made.revision()),
            });
        }
    }
    Ok(found)
}

/// Merges that say something of their own: a file that none of the sides has so.
fn merges_with_own(ledger: &Ledger) -> HashSet<usize> {
    let all = ledger
        .changes
        .chunk_by(|a, b| (a.path, a.commit) == (b.path, b.commit));
    let merges = all.filter_map(|changes| {
        let at = changes[0].commit as usize;
        let sides = ledger.commits[at].parents.len();
        (sides > 1 && changes.len() == sides).then_some(at)
    });
    merges.collect()
}

/// What is wrong with a commit's signature.
fn wrong(ledger: &Ledger, made: &Made, signature: &Signature) -> Result<Option<Finding>, Stop> {
    Ok(match signature.verdict {
        Verdict::None => Some(Finding::new(Code::SignatureMissing)),
        Verdict::Bad => {
            let finding = Finding::new(Code::SignatureBad);
            Some(finding.maybe("key", signature.key.clone()))
        }
        Verdict::Good | Verdict::Untrusted if owns(ledger, made, signature)? => None,
        Verdict::Good | Verdict::Untrusted => {
            let finding = Finding::new(Code::SignatureForeign).maybe("key", signature.key.clone());
            Some(finding.arg("email", made.author.email.as_str()))
        }
    })
}

/// Whether the key is the author's, by the people before the commit: nobody brings
/// a key with the commit that it signs, but who is new.
fn owns(ledger: &Ledger, made: &Made, signature: &Signature) -> Result<bool, Stop> {
    for rules in [made.before, made.rules] {
        let Ok(shelved) = ledger.shelf.book(rules)? else {
            continue;
        };
        if let Some((_, person)) = shelved.book.people.by_email(&made.author.email) {
            return Ok(is_of(signature, person));
        }
    }
    Ok(false)
}

fn is_of(signature: &Signature, person: &Person) -> bool {
    if person.keys.is_empty() {
        let email = signature.email.as_deref().unwrap_or_default();
        let named = person
            .email
            .iter()
            .any(|known| known.as_str().eq_ignore_ascii_case(email));
        return signature.verdict == Verdict::Good && named;
    }
    let mut keys = signature.key.iter().chain(&signature.primary);
    keys.any(|key| person.has_key(key))
}
