use std::path::PathBuf;

use super::context::{Context, Done, Result};
use super::found::{self, Format};
use crate::messages::{Lang, Phrase};
use crate::ops::{check, check_staged};

/// Check every file against every rule; exit status 1 on a finding
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Only these cases, files or folders
    #[arg(value_name = "CASE|PATH")]
    paths: Vec<PathBuf>,
    /// Only what the next commit would take along, as it is staged
    #[arg(long, conflicts_with = "paths")]
    staged: bool,
    /// For a merge that git is about to commit: say how to go on after a finding
    #[arg(long, requires = "staged")]
    merging: bool,
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
        let checked = match self.staged {
            true => check_staged(&context.world)?,
            false => check(&context.world, &self.paths)?,
        };
        // Lines are shown as they are staged.
        if let Some(root) = &checked.root {
            context.root = Some(root.clone());
        }
        let done = found::print(
            "check",
            (&checked.findings, &checked.acknowledged),
            &checked.cases,
            self.format,
            context,
        )?;
        let known = match checked.acknowledged.len() {
            0 => String::new(),
            count => count.to_string(),
        };
        let (cases, findings) = (checked.cases.len(), checked.findings.len());
        let plural = |count| if count == 1 { "" } else { "s" };
        let args = [
            ("cases", &*cases.to_string()),
            ("s", plural(cases)),
            ("findings", &findings.to_string()),
            ("ss", plural(findings)),
            ("known", &known),
        ];
        // A hook has nothing to say where no case is staged.
        if !self.staged || cases + findings > 0 {
            context.note(Phrase::Checked, &args);
        }
        if self.merging && done == Done::Found {
            context.note(Phrase::MergeGoesOn, &[]);
        }
        Ok(done)
    }
}
