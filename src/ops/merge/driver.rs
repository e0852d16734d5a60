//! What git runs where two branches changed one file of the register: at the top
//! of the working tree, with three temporary files, and before the register
//! itself is whole again. So neither the policy nor the register is asked.

use std::fs;
use std::path::Path;

use super::join::{Log, Side, join, keep};
use super::marks::marked;
use crate::case::Case;
use crate::finding::{Code, Finding, Stop};
use crate::policy::Acknowledged;
use crate::yaml;

/// What became of a file that two branches changed.
#[derive(Debug)]
pub enum Driven {
    /// Both sides are in it.
    Merged,
    /// They stand between conflict markers, and why.
    Left(Vec<Finding>),
}

/// Puts both sides of a file together and writes the result to the file with
/// our side: the common beginning, our tail, their tail; or, where that cannot
/// be, both sides between conflict markers.
///
/// # Errors
/// One of the files cannot be read or written.
pub fn drive([base, ours, theirs]: [&Path; 3], shown: &str) -> Result<Driven, Stop> {
    let read = |path: &Path| fs::read(path).map_err(|error| fault("read", path, error));
    let write = |bytes: &[u8]| fs::write(ours, bytes).map_err(|error| fault("write", ours, error));
    let sides = [read(base)?, read(ours)?, read(theirs)?];
    let [_, a, b] = &sides;
    if a == b {
        return Ok(Driven::Merged);
    }
    let joined = match shown.rsplit('/').next() {
        Some("acknowledged.yaml") => of_acknowledged(&sides, shown),
        _ => of_case(&sides, shown),
    };
    match joined {
        Ok(text) => write(text.as_bytes()).map(|()| Driven::Merged),
        Err(Stop::Refused(found)) => {
            let found = found.into_iter().map(|mut finding| {
                if finding.code == Code::NotMergeable {
                    finding.code = Code::NotMerged;
                }
                finding
            });
            write(&marked(a, b)).map(|()| Driven::Left(found.collect()))
        }
        Err(machine) => Err(machine),
    }
}

fn of_case([base, ours, theirs]: &[Vec<u8>; 3], shown: &str) -> Result<String, Stop> {
    let (a, b): (Case, Case) = (side(ours, shown, "ours")?, side(theirs, shown, "theirs")?);
    if a.uid != b.uid {
        return Err(refused(shown, "two-cases"));
    }
    if base.is_empty() {
        return Err(refused(shown, "no-base"));
    }
    keep(&side(base, shown, "base")?, &a, &b).map_err(|why| refused(shown, why))?;
    put_together([(ours, &a), (theirs, &b)], shown)
}

/// Two branches may each have made the file.
fn of_acknowledged([base, ours, theirs]: &[Vec<u8>; 3], shown: &str) -> Result<String, Stop> {
    let a: Acknowledged = side(ours, shown, "ours")?;
    let b: Acknowledged = side(theirs, shown, "theirs")?;
    if !base.is_empty() {
        keep(&side(base, shown, "base")?, &a, &b).map_err(|why| refused(shown, why))?;
    }
    put_together([(ours, &a), (theirs, &b)], shown)
}

fn put_together<L: Log>([ours, theirs]: [(&Vec<u8>, &L); 2], shown: &str) -> Result<String, Stop> {
    let both = Side::of(ours.0, ours.1).and_then(|ours| Ok((ours, Side::of(theirs.0, theirs.1)?)));
    let joined = both.and_then(|(ours, theirs)| join(ours, theirs));
    joined
        .map(|(text, _, _)| text)
        .map_err(|why| refused(shown, why))
}

/// A side as it reads; what is wrong with it is named by the side.
pub(super) fn side<L: Log>(bytes: &[u8], shown: &str, whose: &str) -> Result<L, Stop> {
    yaml::read(bytes).map_err(|finding| Stop::from(finding.in_file(format!("{shown} ({whose})"))))
}

/// Why the sides of that file cannot be put together.
pub(super) fn refused(shown: &str, why: &'static str) -> Stop {
    let finding = Finding::new(Code::NotMergeable).arg("file", shown);
    Stop::from(finding.arg("why", why).in_file(shown))
}

fn fault(what: &str, path: &Path, error: std::io::Error) -> Stop {
    let context = format!("cannot {what} {}, a side of the merge", path.display());
    Stop::Machine(anyhow::Error::new(error).context(context))
}
