use clap::ValueEnum;

use super::show::{register_policy, unsound};
use crate::cli::context::{Context, Done, Result};
use crate::messages::Phrase;
use crate::ops::procedures::{Written, preset_or_file};
use crate::output::{json, sheet, views};
use crate::report::procedure::{differences, procedure};

// What to compare; a doc comment would become the help of the verb.
#[derive(Debug, clap::Args)]
pub(super) struct Diff {
    /// The one before: a preset, a file, or a day on which a revision of the
    /// register was in force
    #[arg(value_name = "BEFORE")]
    before: String,
    /// The one after, named likewise; the register's own if none is named
    #[arg(value_name = "AFTER")]
    after: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value = "table")]
    format: DiffFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DiffFormat {
    Table,
    Json,
    #[value(alias = "md")]
    Markdown,
}

impl Diff {
    pub fn run(self, context: &mut Context) -> Result {
        let before = compared(Some(&self.before), context)?;
        let after = compared(self.after.as_deref(), context)?;
        let it = differences(&procedure(&before.policy), &procedure(&after.policy));
        let sheets = views::policy::difference(&it, &context.screen.words);
        context.print(|out, screen| match self.format {
            DiffFormat::Table => views::policy::difference_table(out, &sheets, screen),
            DiffFormat::Markdown => {
                let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
                sheet::markdown(out, title, &sheets, screen)
            }
            DiffFormat::Json => json::write(out, &it),
        })?;
        if it.changes.is_empty() && matches!(self.format, DiffFormat::Table) {
            context.tell(Phrase::DiffNone, &[])?;
        }
        let [before, after] = [&before, &after].map(|written| unsound(written, context));
        Ok(match (before, after) {
            (Done::Fine, Done::Fine) => Done::Fine,
            _ => Done::Found,
        })
    }
}

/// A policy to compare: the register's of a day, a preset, or a file.
fn compared(named: Option<&str>, context: &mut Context) -> Result<Written> {
    match named {
        Some(named) if !is_day(named) => preset_or_file(named, &context.world.dir),
        on => register_policy(on, context),
    }
}

/// Whether that is meant for a day, be it one or not.
fn is_day(named: &str) -> bool {
    let digit = |char: char| char.is_ascii_digit() || char == '-';
    named.len() == 10 && named.chars().all(digit)
}
