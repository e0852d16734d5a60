use std::path::PathBuf;

use clap::ValueEnum;

use super::context::{Context, Done, Result};
use crate::git::Availability;
use crate::messages::Phrase;
use crate::ops::{Ci, InitOptions, Made, init};
use crate::policy::PRESETS;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CiHost {
    Github,
    Gitlab,
}

/// Make a register
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder in which `cases/` comes to lie
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The procedure to start from; `--list` shows them
    #[arg(long, value_name = "KEY", default_value = "manufacturing")]
    preset: String,
    /// The time zone
    #[arg(long, default_value = "Asia/Shanghai")]
    zone: String,
    /// Write a CI job that runs `check` and `overdue`, also for a register that
    /// is there already
    #[arg(long, value_enum)]
    ci: Option<CiHost>,
    /// List the presets
    #[arg(long)]
    list: bool,
}

impl Init {
    pub fn run(self, context: &mut Context) -> Result {
        if self.list {
            for preset in PRESETS {
                context.line(format!("{:<14} {}", preset.key, preset.about))?;
            }
            return Ok(Done::Fine);
        }
        let options = InitOptions {
            dir: context.world.dir.join(&self.dir),
            preset: self.preset,
            zone: Some(self.zone),
            ci: self.ci.map(|ci| match ci {
                CiHost::Github => Ci::Github,
                CiHost::Gitlab => Ci::Gitlab,
            }),
            schemas: crate::schema::files(),
        };
        let made = init(&options)?;
        for file in &made.files {
            context.line(file)?;
        }
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
        context.note(phrase, &[("person", person.as_deref().unwrap_or_default())]);
        Ok(Done::Fine)
    }
}

/// Which file the CI job is in, and what is left to do by hand.
fn ci(made: &Made, host: Option<CiHost>, context: &mut Context) -> Result<()> {
    let Some((file, new)) = &made.ci else {
        return Ok(());
    };
    if !new {
        context.note(Phrase::CiThere, &[("file", file)]);
        return Ok(());
    }
    context.line(file)?;
    context.note(Phrase::CiAdapt, &[("file", file)]);
    if matches!(host, Some(CiHost::Gitlab)) {
        let include = "[{local: /.gitlab/plaint.yml}]";
        context.note(Phrase::CiInclude, &[("include", include)]);
    }
    Ok(())
}
