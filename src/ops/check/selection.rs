//! Which files somebody wants checked.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::desk::World;
use crate::case::CaseNumber;
use crate::finding::{Code, Finding, Stop};
use crate::register::Register;

/// The files that were asked for; all of them if none was named.
pub(super) struct Selection(Vec<Asked>);

/// One argument of the call.
struct Asked {
    typed: String,
    path: PathBuf,
    /// Whether anything there was checked.
    met: AtomicBool,
}

impl Selection {
    /// Takes files, folders, and the numbers or endings of cases.
    pub fn of(world: &World, register: &Register, typed: &[PathBuf]) -> Result<Self, Stop> {
        let each = typed.iter().map(|typed| {
            Ok(Asked {
                typed: typed.display().to_string(),
                path: meant(world, register, typed)?,
                met: AtomicBool::new(false),
            })
        });
        each.collect::<Result<_, Stop>>().map(Selection)
    }

    /// Takes files of the register, one at least, of which none need be there.
    pub fn below(register: &Register, names: &[PathBuf]) -> Self {
        let root = register.root();
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let each = names.iter().map(|name| Asked {
            typed: name.display().to_string(),
            path: root.join(name),
            met: AtomicBool::new(true),
        });
        Selection(each.collect())
    }

    /// Whether that file is among them.
    pub fn wants(&self, path: &Path) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut wanted = false;
        for asked in self.0.iter().filter(|asked| whole.starts_with(&asked.path)) {
            asked.met.store(true, Ordering::Relaxed);
            wanted = true;
        }
        wanted
    }

    /// Whether something in that folder is among them.
    pub fn wants_in(&self, folder: &Path) -> bool {
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let near = |asked: &Asked| whole.starts_with(&asked.path) || asked.path.starts_with(&whole);
        self.0.is_empty() || self.0.iter().any(near)
    }

    /// What was asked for and holds nothing that is checked.
    pub fn unmet(&self) -> Vec<Finding> {
        let unmet = self
            .0
            .iter()
            .filter(|asked| !asked.met.load(Ordering::Relaxed));
        unmet
            .map(|asked| Finding::new(Code::NothingToCheck).arg("file", asked.typed.as_str()))
            .collect()
    }
}

/// The path that was typed, or that of the case of that number.
fn meant(world: &World, register: &Register, typed: &Path) -> Result<PathBuf, Stop> {
    if let Ok(whole) = world.dir.join(typed).canonicalize() {
        return Ok(whole);
    }
    let shown = typed.display().to_string();
    if CaseNumber::parse(&shown).is_none() {
        return Err(Finding::new(Code::NoSuchFile).arg("file", shown).into());
    }
    let file = register.resolve(&shown)?;
    Ok(file.path.canonicalize().unwrap_or(file.path))
}
