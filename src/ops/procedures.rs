//! Policies to be read: one in force, a preset, or any file.

use std::path::Path;

use chrono::NaiveDate;

use super::desk::Desk;
use super::init::unknown_preset;
use crate::finding::{Finding, Stop};
use crate::policy::{Policy, Preset, check_policy};
use crate::yaml;

use super::policy::parse_policy;

/// A policy as it is written.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it says.
    pub policy: Policy,
    /// What is wrong with it.
    pub found: Vec<Finding>,
}

/// The policy in force on a day.
///
/// # Errors
/// A file cannot be read.
pub fn in_force(desk: &Desk, day: NaiveDate) -> Result<Written, Stop> {
    let wanted = desk.book.revisions.on(day).effective;
    let mut written = file(&desk.register.policy_path())?;
    for path in desk.register.revisions()? {
        if written.policy.effective != wanted {
            written = file(&path)?;
        }
    }
    Ok(written)
}

fn file(path: &Path) -> Result<Written, Stop> {
    let (bytes, policy, found) = parse_policy(path)?;
    Ok(Written {
        bytes,
        policy,
        found,
    })
}

/// Whether a day lies before the first revision of the policy.
pub fn is_early(desk: &Desk, day: NaiveDate) -> bool {
    let mut days = desk.book.revisions.iter().map(|policy| policy.effective.0);
    days.all(|effective| day < effective)
}

/// Whether a preset is meant.
pub fn is_preset(named: &str) -> bool {
    Preset::find(named).is_some()
}

/// A preset by its key, or else the policy of a file.
///
/// # Errors
/// There is neither, or the file is no policy.
pub fn preset_or_file(named: &str, dir: &Path) -> Result<Written, Stop> {
    if let Some(preset) = Preset::find(named) {
        let bytes = preset.policy.as_bytes().to_vec();
        let policy: Policy = yaml::read(&bytes)?;
        let found = check_policy(&policy);
        return Ok(Written {
            bytes,
            policy,
            found,
        });
    }
    let path = dir.join(named);
    let is_path = named.contains(['/', '\\', '.']);
    if !is_path && !path.exists() {
        return Err(unknown_preset(named).into());
    }
    file(&path)
}
