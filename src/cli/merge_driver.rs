use std::path::PathBuf;

use super::context::{Context, Done, Result, closed_pipe};
use crate::ops::{Driven, drive};
use crate::output::{Screen, findings};

/// Merge one file for git, which calls this by itself
///
/// `plaint init` and `plaint hook install` register it, and `.gitattributes`
/// names it for case files. The entries of both sides come one behind the
/// other, ours first. Where one side changed or lost an old entry, where there
/// is no common beginning, or where two complaints took one number, both sides
/// stand between conflict markers, and the exit status is 1.
#[derive(Debug, clap::Args)]
pub(super) struct MergeDriver {
    /// What both sides began with, %O
    base: PathBuf,
    /// Our side, %A; the result is written to it
    ours: PathBuf,
    /// Their side, %B
    theirs: PathBuf,
    /// The path of the file in the repository, %P
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    path: String,
}

impl MergeDriver {
    pub fn run(self, context: &mut Context) -> Result {
        let whole = |path: &PathBuf| context.world.dir.join(path);
        let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(whole);
        let Driven::Left(found) = drive([&base, &ours, &theirs], &self.path)? else {
            return Ok(Done::Fine);
        };
        let shown = context.shown(&found);
        let screen = Screen {
            colour: context.environment.colour_err,
            ..context.screen.clone()
        };
        findings::human(context.err, &shown, &screen).map_err(closed_pipe)?;
        Ok(Done::Found)
    }
}
