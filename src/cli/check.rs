use std::path::PathBuf;

use clap::ValueEnum;

use super::context::{Context, Done, Result};
use crate::messages::{Lang, Phrase, Vocabulary};
use crate::ops::check;
use crate::output::findings;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
enum Format {
    // For people, with the line that is wrong.
    #[default]
    Human,
    Json,
    // Annotations for GitHub Actions.
    Github,
}

/// Check every file against every rule; exit status 1 on a finding
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Only these cases, files or folders
    #[arg(value_name = "CASE|PATH")]
    paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Check {
    pub fn run(self, context: &mut Context) -> Result {
        context.locate();
        // Findings are said in the register's own words, if it can be read.
        if context.screen.words.lang == Lang::Zh {
            let _ = context.desk();
        }
        let checked = check(&context.world, &self.paths)?;
        let shown = match self.format {
            Format::Json => context.shown_in(&checked.findings, &Vocabulary::default()),
            _ => context.shown(&checked.findings),
        };
        let prefix = if self.format == Format::Github {
            context.prefix()
        } else {
            String::new()
        };
        context.print(|out, screen| match self.format {
            Format::Human => findings::human(out, &shown, screen),
            Format::Json => findings::json(out, &shown),
            Format::Github => findings::github(out, &shown, &prefix, screen),
        })?;
        let known = match checked.acknowledged {
            0 => String::new(),
            count => count.to_string(),
        };
        let plural = |count| if count == 1 { "" } else { "s" };
        let args = [
            ("cases", &*checked.cases.to_string()),
            ("s", plural(checked.cases)),
            ("findings", &shown.len().to_string()),
            ("ss", plural(shown.len())),
            ("known", &known),
        ];
        context.note(Phrase::Checked, &args);
        Ok(if shown.is_empty() {
            Done::Fine
        } else {
            Done::Found
        })
    }
}
