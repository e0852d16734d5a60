//! Where in a repository the register lies, and who works there.

use std::path::{Component, Path, PathBuf};
use std::process::Output;

use chrono::{DateTime, FixedOffset};

use crate::finding::{Fault, Stop};

use super::Git;
use super::run::{failed, said};

/// Whether git can be asked about a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// There is no git program.
    Missing,
    /// The folder lies in no working tree of git.
    NotARepository,
    /// The folder lies in a working tree of git.
    Repository,
}

/// Who git says works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

/// What git says of the folder, asked once.
#[derive(Debug, Clone)]
pub(super) struct Place {
    availability: Availability,
    /// From the top of the working tree, with a slash at the end.
    prefix: String,
    /// Where plaint may keep what can be thrown away.
    keep: Option<PathBuf>,
}

impl Git {
    /// Whether git can be asked about this folder.
    pub fn availability(&self) -> Result<Availability, Stop> {
        Ok(self.place()?.availability)
    }

    /// Whether the folder lies in a working tree of git.
    pub fn inside(&self) -> Result<bool, Stop> {
        Ok(self.availability()? == Availability::Repository)
    }

    /// The folder as seen from the top of the working tree: empty there, else
    /// with a slash at the end.
    pub fn prefix(&self) -> Result<&str, Stop> {
        Ok(&self.place()?.prefix)
    }

    /// Where git keeps what has that name in this working tree's `.git`.
    pub fn git_path(&self, name: &str) -> Result<PathBuf, Stop> {
        let output = self.read(&["rev-parse", "--git-path", name], b"")?;
        Ok(self.dir.join(text(output)?.trim_end_matches('\n')))
    }

    /// Whose name a commit made here would carry as its author. None: git does
    /// not know, or is not there; it is never guessed from the machine's names.
    pub fn identity(&self) -> Result<Option<Identity>, Stop> {
        let args = ["-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT"];
        match self.ask(&args, b"")? {
            None => Ok(None),
            Some(output) if output.status.success() => Ok(parse_identity(&text(output.stdout)?)),
            Some(output) if is_nobody(&output) => Ok(None),
            Some(output) => Err(failed(&args[2..], &output)),
        }
    }

    /// When git would say that a commit made now was made.
    pub fn commit_time(&self) -> Result<Option<DateTime<FixedOffset>>, Stop> {
        let args = [
            "-c",
            "user.name=x",
            "-c",
            "user.email=x",
            "var",
            "GIT_COMMITTER_IDENT",
        ];
        let output = self
            .ask(&args, b"")?
            .filter(|output| output.status.success());
        let said = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        Ok(said.as_deref().and_then(parse_time))
    }

    /// The bytes that HEAD has for a file of the working tree. None: it has no
    /// such file, or there is no commit yet.
    pub fn head_bytes(&self, path: &Path) -> Result<Option<Vec<u8>>, Stop> {
        if !self.inside()? {
            return Ok(None);
        }
        let name = format!("HEAD:./{}", self.within(path)?);
        let mut found = self.contents(&[name])?;
        let object = found.pop().flatten();
        Ok(object
            .filter(|object| object.kind == "blob")
            .map(|object| object.bytes))
    }

    /// A path as seen from the register's folder, with forward slashes.
    pub(super) fn within(&self, path: &Path) -> Result<String, Stop> {
        let below = |dir: &Path, path: &Path| Some(path.strip_prefix(dir).ok()?.to_owned());
        let plain = || below(&absolute(&self.dir)?, &absolute(path)?);
        let real = || {
            let folder = path.parent()?.canonicalize().ok()?;
            below(
                &self.dir.canonicalize().ok()?,
                &folder.join(path.file_name()?),
            )
        };
        let found = plain().or_else(real).and_then(|path| slashed(&path));
        found.ok_or_else(|| Stop::Machine(not_below(path, &self.dir)))
    }

    /// Where plaint may keep what can be thrown away; nowhere outside a
    /// repository.
    pub(super) fn keep(&self) -> Result<Option<&Path>, Stop> {
        Ok(self.place()?.keep.as_deref())
    }

    fn place(&self) -> Result<&Place, Stop> {
        if let Some(place) = self.place.get() {
            return Ok(place);
        }
        let place = self.ask_place()?;
        Ok(self.place.get_or_init(|| place))
    }

    fn ask_place(&self) -> Result<Place, Stop> {
        let args = [
            "rev-parse",
            "--is-inside-work-tree",
            "--show-prefix",
            "--git-path",
            "plaint",
        ];
        let none = |availability| Place {
            availability,
            prefix: String::new(),
            keep: None,
        };
        match self.ask(&args, b"")? {
            None => Ok(none(Availability::Missing)),
            Some(output) if output.status.success() => {
                let text = text(output.stdout)?;
                let mut lines = text.lines();
                Ok(match (lines.next(), lines.next(), lines.next()) {
                    (Some("true"), Some(prefix), Some(keep)) => Place {
                        availability: Availability::Repository,
                        prefix: prefix.to_owned(),
                        keep: Some(self.dir.join(keep)),
                    },
                    _ => none(Availability::NotARepository),
                })
            }
            Some(output) if said(&output).contains("not a git repository") => {
                Ok(none(Availability::NotARepository))
            }
            Some(output) => Err(failed(&args, &output)),
        }
    }
}

fn absolute(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok()
}

/// A path of plain components with forward slashes.
fn slashed(path: &Path) -> Option<String> {
    let part = |component| match component {
        Component::Normal(part) => part.to_str().map(str::to_owned),
        _ => None,
    };
    let parts: Option<Vec<String>> = path.components().map(part).collect();
    parts
        .map(|parts| parts.join("/"))
        .filter(|text| !text.is_empty() && !text.contains('\n'))
}

fn not_below(path: &Path, dir: &Path) -> Fault {
    anyhow::anyhow!(
        "{} does not lie below {}, or has a name that git cannot be asked about; nothing was changed",
        path.display(),
        dir.display()
    )
}

/// git was not told who works here.
fn is_nobody(output: &Output) -> bool {
    let said = said(output);
    [
        "auto-detection is disabled",
        "empty ident name",
        "auto-detect",
    ]
    .iter()
    .any(|words| said.contains(words))
}

/// `Name <email> seconds zone`.
fn parse_identity(line: &str) -> Option<Identity> {
    let (before, _) = line.rsplit_once('>')?;
    let (name, email) = before.rsplit_once('<')?;
    let (name, email) = (name.trim(), email.trim());
    (!email.is_empty()).then(|| Identity {
        name: name.to_owned(),
        email: email.to_owned(),
    })
}

/// `Name <email> seconds zone`.
fn parse_time(line: &str) -> Option<DateTime<FixedOffset>> {
    let (_, time) = line.trim().rsplit_once("> ")?;
    let (seconds, zone) = time.split_once(' ')?;
    let time = DateTime::from_timestamp(seconds.parse().ok()?, 0)?;
    Some(time.with_timezone(&zone.parse::<FixedOffset>().ok()?))
}

fn text(bytes: Vec<u8>) -> Result<String, Stop> {
    String::from_utf8(bytes).map_err(|error| {
        let context = "git answered with what is not UTF-8; nothing was changed";
        Stop::Machine(anyhow::Error::new(error).context(context))
    })
}
