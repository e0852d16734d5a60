use clap::Subcommand;

use super::context::{Context, Done, Result, closed_pipe};
use super::init::seen;
use super::steps::write_text;
use crate::messages::Phrase;
use crate::ops::hook::{Change, Hook as Lines, Hooked, When, install, uninstall};
use crate::output::findings;

/// Have git check what is staged before every commit and merge
#[derive(Debug, clap::Args)]
pub(super) struct Hook {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Put the checks into git's hooks and register the merge driver
    ///
    /// The hooks are `pre-commit`, and `pre-merge-commit` for a merge that git
    /// commits by itself. The lines come behind a hook's first one; the rest of
    /// it stays. A commit is never stopped because plaint is missing.
    Install {
        /// Say what would be done, and change nothing
        #[arg(long, short = 'n')]
        dry_run: bool,
    },
    /// Take the checks out of the hooks again, and the merge driver
    Remove {
        /// Say what would be done, and change nothing
        #[arg(long, short = 'n')]
        dry_run: bool,
    },
}

impl Hook {
    pub fn run(self, context: &mut Context) -> Result {
        context.locate();
        let (done, dry_run) = match self.what {
            What::Install { dry_run } => (install(&context.world, dry_run)?, dry_run),
            What::Remove { dry_run } => (uninstall(&context.world, dry_run)?, dry_run),
        };
        tell(&done, dry_run, context)?;
        if done.findings.is_empty() {
            return Ok(Done::Fine);
        }
        let shown = context.shown(&done.findings);
        findings::human(context.err, &shown, &context.screen).map_err(closed_pipe)?;
        Ok(Done::Found)
    }
}

fn tell(done: &Hooked, dry_run: bool, context: &mut Context) -> Result<()> {
    for hook in &done.hooks {
        tell_hook(hook, dry_run, context)?;
    }
    let driver = match (done.driver, dry_run) {
        (Change::Same, _) => Phrase::DriverSame,
        (Change::Added, false) => Phrase::DriverAdded,
        (Change::Added, true) => Phrase::DriverWouldBeAdded,
        (Change::Removed, false) => Phrase::DriverRemoved,
        (Change::Removed, true) => Phrase::DriverWouldBeRemoved,
    };
    context.tell(driver, &[])?;
    if let Some(file) = &done.attributes {
        let file = seen(file, &context.world.dir);
        let phrase = match dry_run {
            false => Phrase::AttributesAdded,
            true => Phrase::AttributesWouldBeAdded,
        };
        context.tell(phrase, &[("file", &file)])?;
    }
    Ok(())
}

fn tell_hook(hook: &Lines, dry_run: bool, context: &mut Context) -> Result<()> {
    let file = seen(&hook.file, &context.world.dir);
    let phrase = hook.change.map(|change| match (change, dry_run) {
        (Change::Same, _) => Phrase::HookSame,
        (Change::Added, true) => Phrase::HookWouldBeAdded,
        (Change::Added, false) if hook.when == When::Merge => Phrase::MergeHookAdded,
        (Change::Added, false) => Phrase::HookAdded,
        (Change::Removed, false) => Phrase::HookRemoved,
        (Change::Removed, true) => Phrase::HookWouldBeRemoved,
    });
    if let Some(phrase) = phrase {
        context.tell(phrase, &[("file", &file)])?;
    }
    if dry_run && matches!(hook.change, None | Some(Change::Added)) {
        write_text(&hook.lines, context)?;
    }
    Ok(())
}
