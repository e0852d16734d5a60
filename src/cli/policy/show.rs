use clap::ValueEnum;

use crate::cli::context::{Context, Done, Result};
use crate::cli::list::day;
use crate::messages::Phrase;
use crate::ops::procedures::{Written, in_force, is_early, preset_or_file};
use crate::output::{json, views};
use crate::report::procedure::procedure;

// What to show; a doc comment would become the help of the verb.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// A preset, or the file of a policy; the register's own if none is named
    #[arg(value_name = "PRESET|FILE")]
    preset_or_file: Option<String>,
    /// The one in force on that day
    #[arg(long, value_name = "DAY", conflicts_with = "preset_or_file")]
    on: Option<String>,
    /// How it is written; Markdown has room for signatures, YAML is the file
    #[arg(long, value_enum, default_value = "text")]
    format: ShowFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShowFormat {
    Text,
    #[value(alias = "md")]
    Markdown,
    Json,
    Yaml,
}

impl Show {
    pub fn run(self, context: &mut Context) -> Result {
        let written = match (&self.preset_or_file, &self.on) {
            (Some(named), _) => preset_or_file(named, &context.world.dir)?,
            (None, on) => register_policy(on.as_deref(), context)?,
        };
        let it = procedure(&written.policy);
        context.print(|out, screen| match self.format {
            ShowFormat::Text => views::policy::procedure(out, &it, screen),
            ShowFormat::Markdown => views::policy::procedure_markdown(out, &it, screen),
            ShowFormat::Json => json::write(out, &it),
            ShowFormat::Yaml => out.write_all(&written.bytes),
        })?;
        Ok(unsound(&written, context))
    }
}

/// The register's policy of a day; today's, if none is named.
pub(super) fn register_policy(on: Option<&str>, context: &mut Context) -> Result<Written> {
    let desk = context.desk()?;
    let on = on.map(day).transpose()?.unwrap_or(desk.today());
    if is_early(&desk, on) {
        context.note(Phrase::ProcEarlyDay, &[("day", &on.to_string())]);
    }
    in_force(&desk, on)
}

/// Names what is wrong with a policy that was shown nevertheless.
pub(super) fn unsound(written: &Written, context: &mut Context) -> Done {
    if written.found.is_empty() {
        return Done::Fine;
    }
    context.tell_all(&written.found);
    Done::Found
}
