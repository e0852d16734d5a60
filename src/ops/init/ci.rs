//! The job that runs `check`, `audit` and `overdue` where others see it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveTime, Utc};

use super::super::desk::load;
use super::super::when::parse_when;
use super::existing;
use crate::finding::Stop;
use crate::git::{Availability, Git};
use crate::policy::CalendarFile;
use crate::register::{Register, create};

/// The jobs, in which `REGISTER` becomes the variable that names the register's
/// folder, where that is not the top of the repository.
const GITHUB: &str = include_str!("github.yml");
const GITLAB: &str = include_str!("gitlab.yml");

/// Where CI runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CiHost {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
}

/// A CI job that is wanted.
#[derive(Debug, Clone)]
pub struct Ci {
    /// Where it runs.
    pub host: CiHost,
    /// The clock, which says by how much the zone differs from UTC.
    pub clock: DateTime<Utc>,
    /// Another time to take for now, as typed.
    pub now: Option<String>,
}

/// A folder, and the names of the folders from there down to the register.
pub(super) type Place = (PathBuf, Vec<String>);

impl Ci {
    /// Writes the job's file, for a register whose calendar is there. The path,
    /// and whether the file is new.
    pub(super) fn write(
        &self,
        register: &Register,
        (top, folders): &Place,
    ) -> Result<(PathBuf, bool), Stop> {
        let (path, text, key) = match self.host {
            CiHost::Github => (".github/workflows/plaint.yml", GITHUB, "      "),
            CiHost::Gitlab => (".gitlab/plaint.yml", GITLAB, "  variables:\n    "),
        };
        let variable = match folders.is_empty() {
            true => String::new(),
            false => {
                let folder = serde_json::Value::String(folders.join("/"));
                format!("{key}PLAINT_REGISTER: {folder}\n")
            }
        };
        let file: CalendarFile = load(register, &register.calendar_path())?;
        let morning = self.morning(&file)?;
        let text = text
            .replace("ZONE", &file.zone.to_string())
            .replace("DAY", &morning.format("%F").to_string())
            .replace("MORNING", &morning.to_utc().format("%H:%M").to_string())
            .replace("CRON", &morning.to_utc().format("%-M %-H").to_string())
            .replace("REGISTER\n", &variable);
        let whole = top.join(path);
        let new = create(&whole, text.as_bytes(), &|_| Ok(()))?;
        Ok((whole, new))
    }

    /// When it is 08:30 there today.
    fn morning(&self, file: &CalendarFile) -> Result<DateTime<FixedOffset>, Stop> {
        let calendar = file.build()?;
        let now = match &self.now {
            Some(typed) => parse_when(typed, &calendar)?.0.to_utc(),
            None => self.clock,
        };
        let half_past_eight = NaiveTime::from_hms_opt(8, 30, 0).unwrap_or_default();
        let today = calendar.local(now.fixed_offset()).date_naive();
        Ok(calendar.at(today, half_past_eight))
    }
}

/// The top of the working tree, where CI looks for its files, and the folders
/// from there down to the register. Outside git it is the register's folder.
pub(super) fn top(dir: &Path, git: &Git) -> Result<Place, Stop> {
    if git.availability()? != Availability::Repository {
        return Ok((dir.to_owned(), Vec::new()));
    }
    let there = existing(dir);
    let parts = git.prefix()?.split('/').filter(|part| !part.is_empty());
    let mut folders: Vec<String> = parts.map(str::to_owned).collect();
    let real = there.canonicalize().unwrap_or_else(|_| there.clone());
    let top = real.ancestors().nth(folders.len()).unwrap_or(&real);
    let new = dir.strip_prefix(&there).unwrap_or(Path::new(""));
    let new = new.components().map(|part| part.as_os_str());
    folders.extend(new.map(|part| part.to_string_lossy().into_owned()));
    Ok((top.to_owned(), folders))
}
