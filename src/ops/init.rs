//! A new register.

mod ci;

use std::path::{Path, PathBuf};

use crate::finding::{Code, Finding, Stop};
use crate::git::{Availability, Git, Identity};
use crate::policy::{PRESETS, Policy, Preset};
use crate::register::{Register, create};
use crate::yaml;

use super::hook::{ATTRIBUTES, register_driver};
use ci::Place;
pub use ci::{Ci, CiHost};

/// How a register is to be made.
#[derive(Debug, Clone)]
pub struct InitOptions {
    /// The folder in which `cases/` comes to lie.
    pub dir: PathBuf,
    /// The preset's key.
    pub preset: String,
    /// The time zone.
    pub zone: Option<String>,
    /// A CI job that runs `check`, `audit` and `overdue`.
    pub ci: Option<Ci>,
    /// The schemas that editors complete the files with: name and text.
    pub schemas: Vec<(&'static str, String)>,
}

/// What was made.
#[derive(Debug)]
pub struct Made {
    /// Files, relative to the folder.
    pub files: Vec<String>,
    /// Who became the first person.
    pub person: Option<String>,
    /// What git says of the folder.
    pub git: Availability,
    /// Whether there was a register already, to which only the CI job was
    /// added.
    pub register_there: bool,
    /// The CI job's file, and whether it was made now.
    pub ci: Option<(PathBuf, bool)>,
}

/// Makes a register: policy, people, calendar, catalog, schemas, attributes
/// and the merge driver for git, and a CI job. git's user becomes the first person, with every
/// role.
///
/// Where there is a register already, only the CI job is added to it.
///
/// # Errors
/// There is a register already and no CI job is wanted, there is no such
/// preset, or the machine failed.
pub fn init(options: &InitOptions) -> Result<Made, Stop> {
    let preset = Preset::find(&options.preset).ok_or_else(|| unknown_preset(&options.preset))?;
    let register = Register::at(&options.dir);
    let git = Git::new(existing(&options.dir));
    // Asked before anything is written: then the folder may not be there yet.
    let place = ci::top(&options.dir, &git)?;
    if register.policy_path().exists() {
        return ci_alone(options, &register, &git, &place);
    }
    let availability = git.availability()?;
    let identity = match availability {
        Availability::Missing => None,
        _ => git.identity()?,
    };
    let policy: Policy = yaml::read(preset.policy.as_bytes())?;
    let zone = options.zone.as_deref().unwrap_or("Asia/Shanghai");
    let (people, person) = people(&policy, identity.as_ref());
    let calendar = calendar(zone);
    yaml::read::<crate::policy::CalendarFile>(calendar.as_bytes())?;
    let mut files = vec![
        (register.calendar_path(), calendar),
        (register.people_path(), people),
        (register.catalog_path(), CATALOG.to_owned()),
        (
            options.dir.join("cases/.gitattributes"),
            ATTRIBUTES.to_owned(),
        ),
        (options.dir.join("cases/.gitignore"), IGNORE.to_owned()),
    ];
    for (name, text) in &options.schemas {
        files.push((options.dir.join("schemas").join(name), text.clone()));
    }
    // The policy comes last: it is what makes the folder a register.
    files.push((register.policy_path(), preset.policy.to_owned()));
    let mut made = Vec::new();
    for (path, text) in files {
        if create(&path, text.as_bytes(), &|_| Ok(()))? {
            made.push(register.relative(&path));
        }
    }
    if availability == Availability::Repository {
        register_driver(&git)?;
    }
    let ci = options.ci.as_ref().map(|ci| ci.write(&register, &place));
    Ok(Made {
        files: made,
        person,
        git: availability,
        register_there: false,
        ci: ci.transpose()?,
    })
}

/// The CI job alone, for a register that is there already.
fn ci_alone(
    options: &InitOptions,
    register: &Register,
    git: &Git,
    place: &Place,
) -> Result<Made, Stop> {
    let Some(ci) = &options.ci else {
        let file = register.policy_path().display().to_string();
        return Err(Finding::new(Code::RegisterExists).arg("file", file).into());
    };
    Ok(Made {
        files: Vec::new(),
        person: None,
        git: git.availability()?,
        register_there: true,
        ci: Some(ci.write(register, place)?),
    })
}

/// That there is no such preset, and which is nearest.
pub(super) fn unknown_preset(key: &str) -> Finding {
    let keys = || PRESETS.iter().map(|preset| preset.key);
    let near = yaml::nearest(key, keys()).map(str::to_owned);
    let known: Vec<String> = keys().map(str::to_owned).collect();
    Finding::new(Code::UnknownPreset)
        .arg("preset", key)
        .maybe("nearest", near)
        .arg("known", known)
}

fn existing(dir: &Path) -> PathBuf {
    dir.ancestors()
        .find(|above| above.is_dir())
        .unwrap_or(Path::new("."))
        .to_owned()
}

/// The people file: git's user with every role, or a sample to fill in.
fn people(policy: &Policy, identity: Option<&Identity>) -> (String, Option<String>) {
    const HEAD: &str = "# yaml-language-server: $schema=../schemas/people.schema.json
# Everybody who enters, decides or owes something. git's author is matched by
# e-mail address. A role or a person can have `from:` and `until:`:
#   roles: [quality, {role: quality-head, from: 2026-01-01, until: 2026-06-30}]
# Somebody who leaves gets `until:` and stays in the file: old entries name them.
people:
";
    let roles: Vec<&str> = policy.roles.names().collect();
    let roles = roles.join(", ");
    let (id, name, email) = match identity {
        Some(identity) => (
            person_id(&identity.email),
            identity.name.clone(),
            identity.email.clone(),
        ),
        None => (
            "somebody".to_owned(),
            "Somebody".to_owned(),
            "somebody@example.com".to_owned(),
        ),
    };
    let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
    let body = format!(
        "  {id}:\n    name: {}\n    email: {}\n    roles: [{roles}]\n",
        quoted(&name),
        quoted(&email)
    );
    (format!("{HEAD}{body}"), identity.map(|_| id))
}

/// An id from the part of the address before the `@`.
fn person_id(email: &str) -> String {
    let local = email.split('@').next().unwrap_or_default().to_lowercase();
    let kept: String = local
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
        .collect();
    let kept: String = kept.chars().take(60).collect();
    if kept.is_empty() {
        "me".to_owned()
    } else {
        kept
    }
}

fn calendar(zone: &str) -> String {
    let built_in = match zone {
        "Asia/Shanghai" | "Asia/Urumqi" | "PRC" => {
            "built-in: [china]   # 2020 to 2026, with make-up working days\n"
        }
        _ => "",
    };
    format!(
        "# yaml-language-server: $schema=../schemas/calendar.schema.json
# Working days. `plaint calendar import FILE.ics` adds holidays at the end;
# `plaint calendar check 2026-10-01` says what a day is and why.
zone: {zone}
weekend: [sat, sun]
# With working hours a day closes at the end of the last ones, else at 23:59:59.
# hours: [{{from: \"08:30\", to: \"12:00\"}}, {{from: \"13:30\", to: \"17:30\"}}]
{built_in}# A holiday, a make-up working day, and a year whose days are complete:
# days:
# - {{date: 2027-01-01, name: 元旦}}
# - {{date: 2027-02-20, work: true, name: 春节}}
# - {{year: 2027}}
"
    )
}

const CATALOG: &str = "# yaml-language-server: $schema=../schemas/catalog.schema.json
# Optional lists. Where a list is there, what is entered is checked against it.
# defects:
#   bright-line: {en: Bright line, zh: 亮线}
# products:
#   AX-7: 7 inch display module
# customers:
#   华东电子: {class: key, terms: {report: 24h}}
";

const IGNORE: &str = ".plaint-*.tmp\n";
