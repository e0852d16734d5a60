//! Signatures of commits, as the `git` program judges them.

use crate::finding::Stop;

use super::{Git, Oid};

/// What git says of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The commit is not signed.
    None,
    /// Good, by a key that is trusted.
    Good,
    /// Good, by a key of which git does not know whose it is.
    Untrusted,
    /// Bad, expired, revoked, or by a key that is not there.
    Bad,
}

/// The signature of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Whether it is good.
    pub verdict: Verdict,
    /// The key's fingerprint.
    pub key: Option<String>,
    /// That of the key to which it belongs, where it is a subkey.
    pub primary: Option<String>,
    /// The address that the key is known by.
    pub email: Option<String>,
}

impl Git {
    /// The signatures of those commits.
    ///
    /// # Errors
    /// git fails.
    pub fn signatures(&self, commits: &[Oid]) -> Result<Vec<Signature>, Stop> {
        if commits.is_empty() {
            return Ok(Vec::new());
        }
        let input: String = commits.iter().map(|commit| format!("{commit}\n")).collect();
        let args = ["-c", "log.showSignature=false", "log", "-z", "--stdin"];
        let more = ["--no-walk=unsorted", "--no-color", "--encoding=UTF-8"];
        let args = [&args[..], &more, &["--format=%G?%n%GF%n%GP%n%GS"]].concat();
        let mut all = Vec::new();
        self.stream(&args, input.as_bytes(), &mut |record| {
            all.push(parse(record))
        })?;
        self.unchecked(commits, &mut all)?;
        Ok(all)
    }

    /// Of a signature that it cannot check git says that there is none.
    fn unchecked(&self, commits: &[Oid], all: &mut [Signature]) -> Result<(), Stop> {
        let none = commits
            .iter()
            .zip(all)
            .filter(|(_, one)| one.verdict == Verdict::None);
        let none: Vec<(&Oid, &mut Signature)> = none.collect();
        for part in none.into_iter().collect::<Vec<_>>().chunks_mut(1000) {
            let names: Vec<String> = part.iter().map(|(oid, _)| oid.to_string()).collect();
            let objects = self.contents(&names)?;
            for ((_, signature), object) in part.iter_mut().zip(objects) {
                let bytes = object.map(|object| object.bytes).unwrap_or_default();
                if is_signed(&bytes) {
                    signature.verdict = Verdict::Bad;
                }
            }
        }
        Ok(())
    }
}

/// Whether a commit's head has a signature.
fn is_signed(commit: &[u8]) -> bool {
    let head = commit
        .split(|byte| *byte == b'\n')
        .take_while(|line| !line.is_empty());
    let mut lines = head.filter(|line| line.starts_with(b"gpgsig"));
    lines.next().is_some()
}

/// The verdict's letter, the fingerprints of the key and of its primary key, the
/// signer.
fn parse(record: &[u8]) -> Signature {
    let text = String::from_utf8_lossy(record);
    let mut lines = text.split('\n');
    let mut next = || lines.next().map(str::trim).filter(|line| !line.is_empty());
    let verdict = match next() {
        Some("G") => Verdict::Good,
        Some("U") => Verdict::Untrusted,
        Some("N") | None => Verdict::None,
        Some(_) => Verdict::Bad,
    };
    let key = next().map(str::to_owned);
    let primary = next().map(str::to_owned);
    Signature {
        verdict,
        key,
        primary,
        email: next().map(address),
    }
}

/// `Name <address>`, or the address alone.
fn address(signer: &str) -> String {
    let inside = signer
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.strip_suffix('>'));
    inside.unwrap_or(signer).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_with_key_and_address() {
        let good = parse("G\nSHA256:abc\n\nli.wei@example.com\n".as_bytes());
        assert_eq!(good.verdict, Verdict::Good);
        assert_eq!(good.email.as_deref(), Some("li.wei@example.com"));
        let openpgp = parse("U\nABCD\nEF01\n李伟 <l@e>".as_bytes());
        assert_eq!(
            (openpgp.verdict, openpgp.key.as_deref()),
            (Verdict::Untrusted, Some("ABCD"))
        );
        assert_eq!(openpgp.primary.as_deref(), Some("EF01"));
        assert_eq!(openpgp.email.as_deref(), Some("l@e"));
        assert_eq!(parse(b"N\n\n").verdict, Verdict::None);
        assert_eq!(parse(b"E\n\n").verdict, Verdict::Bad);
    }
}
