//! Objects of git, many at a time.

use std::io;

use crate::finding::Stop;

use super::{Git, Oid};

/// An object as git has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Object {
    /// Its name in hexadecimal: 40 digits, or 64 in a SHA-256 repository.
    pub(super) oid: String,
    /// `blob`, `tree`, `commit` or `tag`.
    pub(super) kind: String,
    /// Its bytes, where they were asked for.
    pub(super) bytes: Vec<u8>,
}

impl Git {
    /// The objects of those names, without their bytes; none where there is no
    /// such object.
    pub(super) fn objects(&self, names: &[String]) -> Result<Vec<Option<Object>>, Stop> {
        self.batch("--batch-check", names, false)
    }

    /// The objects of those names with their bytes.
    pub(super) fn contents(&self, names: &[String]) -> Result<Vec<Option<Object>>, Stop> {
        self.batch("--batch", names, true)
    }

    /// The bytes of each of those objects, where it is there and a file.
    ///
    /// # Errors
    /// git fails, or an object is missing.
    pub fn blobs(&self, oids: &[Oid]) -> Result<Vec<Option<Vec<u8>>>, Stop> {
        let names: Vec<String> = oids.iter().map(Oid::to_string).collect();
        let found = self.contents(&names)?.into_iter().zip(&names);
        let bytes = |(object, name): (Option<Object>, &String)| {
            let object = object.ok_or_else(|| {
                Stop::Machine(anyhow::anyhow!(
                    "the repository is damaged: git has no object {name}; `git fsck` says more"
                ))
            })?;
            Ok((object.kind == "blob").then_some(object.bytes))
        };
        found.map(bytes).collect()
    }

    /// Reads each of those files, one after the other and never whole: what
    /// `start` gives takes its pieces, and is handed to `end`.
    ///
    /// # Errors
    /// git fails.
    pub fn each_blob<T>(
        &self,
        oids: &[Oid],
        start: impl Fn() -> T,
        piece: impl Fn(&mut T, &[u8]),
        mut end: impl FnMut(usize, T),
    ) -> Result<(), Stop> {
        if oids.is_empty() {
            return Ok(());
        }
        let input: String = oids.iter().map(|oid| format!("{oid}\n")).collect();
        self.feed(&["cat-file", "--batch"], input.as_bytes(), |out| {
            let mut line = Vec::new();
            for at in 0..oids.len() {
                line.clear();
                out.read_until(b'\n', &mut line)?;
                let Some((_, _, size)) = parse_header(line.trim_ascii_end()) else {
                    continue;
                };
                let mut whole = start();
                let mut left = size;
                while left > 0 {
                    let bytes = out.fill_buf()?;
                    let taken = bytes.len().min(left);
                    if taken == 0 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    piece(&mut whole, &bytes[..taken]);
                    out.consume(taken);
                    left -= taken;
                }
                out.read_until(b'\n', &mut line)?;
                end(at, whole);
            }
            Ok(())
        })
    }

    fn batch(&self, how: &str, names: &[String], whole: bool) -> Result<Vec<Option<Object>>, Stop> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let input: String = names.iter().map(|name| format!("{name}\n")).collect();
        let output = self.read(&["cat-file", how], input.as_bytes())?;
        let mut rest = output.as_slice();
        let objects: Option<Vec<_>> = names
            .iter()
            .map(|_| parse_object(&mut rest, whole))
            .collect();
        objects.ok_or_else(|| {
            Stop::Machine(anyhow::anyhow!(
                "git cat-file answered otherwise than expected; nothing was changed"
            ))
        })
    }
}

/// Takes one answer of `cat-file` off the front: the outer none means that it
/// cannot be read, the inner one that there is no such object.
fn parse_object(rest: &mut &[u8], whole: bool) -> Option<Option<Object>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (line, after) = (&rest[..end], &rest[end + 1..]);
    *rest = after;
    // Anything else than name, kind and size says why there is no object.
    let Some((oid, kind, size)) = parse_header(line) else {
        return Some(None);
    };
    let bytes = match whole {
        true => after.get(..size)?.to_vec(),
        false => Vec::new(),
    };
    if whole {
        *rest = after.get(size + 1..)?;
    }
    Some(Some(Object {
        oid: oid.to_owned(),
        kind: kind.to_owned(),
        bytes,
    }))
}

fn parse_header(line: &[u8]) -> Option<(&str, &str, usize)> {
    let line = str::from_utf8(line).ok()?;
    let [oid, kind, size] = line.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let is_oid = oid.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((oid, kind, size.parse().ok().filter(|_| is_oid)?))
}

/// The names in a tree. `oid_length` is the number of bytes of an object's
/// name: 20, or 32 in a SHA-256 repository.
pub(super) fn names_in_tree(bytes: &[u8], oid_length: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = bytes;
    while let Some((name, after)) = first_name(rest, oid_length) {
        names.push(name);
        rest = after;
    }
    names
}

/// `<mode> <name>\0<oid>`.
fn first_name(bytes: &[u8], oid_length: usize) -> Option<(String, &[u8])> {
    let space = bytes.iter().position(|byte| *byte == b' ')?;
    let end = bytes.iter().position(|byte| *byte == 0)?;
    let name = bytes.get(space + 1..end)?;
    let after = bytes.get(end + 1 + oid_length..)?;
    Some((String::from_utf8_lossy(name).into_owned(), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_of_both_kinds() {
        for length in [20, 32] {
            let mut tree = Vec::new();
            for name in ["2611-0001.files", "案 1.yaml"] {
                tree.extend_from_slice(format!("100644 {name}\0").as_bytes());
                // An object's name may hold any byte.
                tree.extend((0..length).map(|n| if n % 2 == 0 { 0 } else { b' ' }));
            }
            let names = names_in_tree(&tree, length);
            assert_eq!(names, ["2611-0001.files", "案 1.yaml"]);
            assert_eq!(names_in_tree(&tree[..tree.len() - 1], length).len(), 1);
        }
        assert!(names_in_tree(b"", 20).is_empty());
    }

    #[test]
    fn answers() {
        let mut rest = &b"ab blob 3\nx\ny\nHEAD:a b missing\nef submodule\ncd tree 0\n\n"[..];
        let first = parse_object(&mut rest, true).unwrap().unwrap();
        assert_eq!(
            (first.kind.as_str(), &first.bytes[..]),
            ("blob", &b"x\ny"[..])
        );
        assert_eq!(parse_object(&mut rest, true), Some(None));
        assert_eq!(parse_object(&mut rest, true), Some(None));
        assert_eq!(parse_object(&mut rest, true).unwrap().unwrap().oid, "cd");
        assert_eq!(parse_object(&mut rest, true), None);
        assert_eq!(parse_object(&mut &b"ab blob 9\nx\n"[..], true), None);
    }
}
