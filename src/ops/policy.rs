//! Putting a new revision of the policy in force.

use std::path::{Path, PathBuf};

use super::desk::Desk;
use crate::finding::{Code, Finding, Stop};
use crate::policy::{Policy, check_policy};
use crate::register::{Written, create, read, replace};
use crate::yaml;

/// What adopting did.
#[derive(Debug)]
pub struct Adopted {
    /// From which day the new revision is in force.
    pub effective: String,
    /// Where the one before it is kept.
    pub kept: PathBuf,
}

/// Reads a policy from a file that need not be in a register, and names
/// everything that is wrong with it.
///
/// # Errors
/// The file cannot be read.
pub fn parse_policy(path: &Path) -> Result<(Vec<u8>, Policy, Vec<Finding>), Stop> {
    let bytes = read(path)?;
    let file = path.display().to_string();
    let policy: Policy = yaml::read(&bytes).map_err(|finding| finding.in_file(file.as_str()))?;
    let mut found: Vec<Finding> = check_policy(&policy)
        .into_iter()
        .map(|finding| finding.in_file(file.as_str()))
        .collect();
    yaml::locate(&String::from_utf8_lossy(&bytes), &mut found);
    Ok((bytes, policy, found))
}

/// Puts a draft in force: the present policy moves to `cases/policy/`, the
/// draft takes its place. Cases opened before its day keep their rules.
///
/// # Errors
/// The draft is unsound, or would begin no later than the present one.
pub fn adopt(desk: &Desk, draft: &Path, dry_run: bool) -> Result<Adopted, Stop> {
    let (new, policy, found) = parse_policy(draft)?;
    if !found.is_empty() {
        return Err(Stop::Refused(found));
    }
    let present = desk.register.policy_path();
    let old = desk.register.read(&present)?;
    let latest = desk
        .book
        .revisions
        .iter()
        .map(|policy| policy.effective)
        .max();
    if let Some(latest) = latest
        && policy.effective <= latest
    {
        let finding =
            Finding::new(Code::RevisionNotLater).arg("effective", policy.effective.to_string());
        return Err(finding.arg("latest", latest.to_string()).into());
    }
    let current: Policy = yaml::read(&old)?;
    let kept = desk
        .register
        .cases()
        .join("policy")
        .join(format!("{}.yaml", current.effective));
    let adopted = Adopted {
        effective: policy.effective.to_string(),
        kept: kept.clone(),
    };
    if dry_run {
        return Ok(adopted);
    }
    if !create(&kept, &old, &|_| Ok(()))? && read(&kept)? != old {
        return Err(Finding::new(Code::Changed)
            .arg("file", desk.register.relative(&kept))
            .into());
    }
    match replace(&present, &old, &new, &|_| Ok(()))? {
        Written::Done => Ok(adopted),
        Written::Changed => Err(Finding::new(Code::Changed)
            .arg("file", desk.register.relative(&present))
            .into()),
    }
}
