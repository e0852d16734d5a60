use std::path::{Component, Path, PathBuf};

use clap::ValueEnum;

use super::context::{Context, Done, Result};
use crate::git::Availability;
use crate::messages::Phrase;
use crate::ops::{self, InitOptions, Made, init};
use crate::output::clean;
use crate::policy::PRESETS;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CiHost {
    Github,
    Gitlab,
}

/// Make a register
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder in which `cases/` comes to lie: that of `--register`, else this
    /// one
    dir: Option<PathBuf>,
    /// The procedure to start from; `--list` shows them
    #[arg(long, value_name = "KEY", default_value = "manufacturing")]
    preset: String,
    /// The time zone
    #[arg(long, default_value = "Asia/Shanghai")]
    zone: String,
    /// Write a CI job that runs `check`, `audit` and `overdue`, also for a
    /// register that is there already
    #[arg(long, value_enum)]
    ci: Option<CiHost>,
    /// List the presets
    #[arg(long)]
    list: bool,
}

impl From<CiHost> for ops::CiHost {
    fn from(host: CiHost) -> Self {
        match host {
            CiHost::Github => ops::CiHost::Github,
            CiHost::Gitlab => ops::CiHost::Gitlab,
        }
    }
}

impl Init {
    pub fn run(self, context: &mut Context) -> Result {
        if self.list {
            for preset in PRESETS {
                context.line(format!("{:<14} {}", preset.key, preset.about))?;
            }
            return Ok(Done::Fine);
        }
        let named = self.dir.or_else(|| context.world.register.clone());
        let dir = named.unwrap_or_default();
        let options = InitOptions {
            dir: context.world.dir.join(&dir),
            preset: self.preset,
            zone: Some(self.zone),
            ci: self.ci.map(|host| ops::Ci {
                host: host.into(),
                clock: context.world.clock,
                now: context.world.now.clone(),
            }),
            schemas: crate::schema::files(),
        };
        let made = init(&options)?;
        files(&made, &dir, context)?;
        self::ci(&made, self.ci, context)?;
        if made.register_there {
            return Ok(Done::Fine);
        }
        let person = made.person.as_ref().map(ToString::to_string);
        let phrase = match (made.git, &person) {
            (Availability::Missing, _) => Phrase::InitNoGit,
            (Availability::NotARepository, _) => Phrase::InitNoRepository,
            (Availability::Repository, None) => Phrase::InitNobody,
            (Availability::Repository, Some(_)) => Phrase::InitPerson,
        };
        let person = person.as_deref().unwrap_or_default();
        let file = typed(&dir, "cases/people.yaml");
        context.note(phrase, &[("person", person), ("file", &file)]);
        Ok(Done::Fine)
    }
}

/// What was made: the files of the register by their names, the schemas by
/// their count.
fn files(made: &Made, dir: &Path, context: &mut Context) -> Result<()> {
    let below = |folder| {
        made.files
            .iter()
            .filter_map(move |file| file.strip_prefix(folder))
    };
    let rules: Vec<&str> = below("cases/").collect();
    if !rules.is_empty() {
        let folder = typed(dir, "cases/");
        let text = format!("{folder}: {}", rules.join(", "));
        context.line(clean::terminal(&text))?;
    }
    let schemas = below("schemas/").count();
    if schemas > 0 {
        let args = [
            ("folder", &*typed(dir, "schemas/")),
            ("count", &schemas.to_string()),
        ];
        let text = context.screen.words.say(Phrase::InitSchemas, &args);
        context.line(clean::terminal(&text))?;
    }
    Ok(())
}

/// A path of the register as it lies from where somebody typed its folder.
fn typed(dir: &Path, path: &str) -> String {
    let parts = dir.components().filter(|part| *part != Component::CurDir);
    let dir: PathBuf = parts.collect();
    dir.join(path).display().to_string()
}

/// A file as it lies from that folder.
pub(super) fn seen(file: &Path, dir: &Path) -> String {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (file, dir) = (real(file), real(dir));
    let above = dir.ancestors().filter(|above| above.parent().is_some());
    let up = above.enumerate().find_map(|(steps, above)| {
        let inside = file.strip_prefix(above).ok()?;
        Some(format!("{}{}", "../".repeat(steps), inside.display()))
    });
    up.unwrap_or_else(|| file.display().to_string())
}

/// Which file the CI job is in, and what is left to do by hand.
fn ci(made: &Made, host: Option<CiHost>, context: &mut Context) -> Result<()> {
    let Some((file, new)) = &made.ci else {
        return Ok(());
    };
    let file = &seen(file, &context.world.dir);
    if !new {
        context.note(Phrase::CiThere, &[("file", file)]);
        return Ok(());
    }
    context.line(clean::terminal(file))?;
    context.note(Phrase::CiAdapt, &[("file", file)]);
    if matches!(host, Some(CiHost::Gitlab)) {
        let include = "[{local: /.gitlab/plaint.yml}]";
        context.note(Phrase::CiInclude, &[("include", include)]);
    }
    Ok(())
}
