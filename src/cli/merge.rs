use super::context::{Context, Done, Result};
use crate::ops::{Settled, merge};
use crate::output::{clean, findings};

/// Settle the cases that git could not merge
///
/// Where both branches went on with one case, its entries come one behind the
/// other: ours, then theirs. Where two complaints took one number, the case to
/// which fewer others refer takes the next free one. What is settled is staged;
/// `git commit` or `git rebase --continue` ends what git began.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// Say what would be done, and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Merge {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let merged = merge(&desk, self.dry_run)?;
        let parted = |one: &Settled| matches!(one, Settled::Parted { to: Some(_), .. });
        if merged.settled.iter().any(parted) {
            context.warn_rehearsal(&desk);
        }
        for one in &merged.settled {
            context.line(clean::terminal(&line(one)))?;
        }
        for file in &merged.left {
            let text = format!("git could not merge {file} either: settle it by hand");
            context.say(clean::ci_line(&text));
        }
        if merged.findings.is_empty() {
            return Ok(Done::Fine);
        }
        let shown = context.shown(&merged.findings);
        let screen = context.screen;
        findings::human(context.err, &shown, &screen).map_err(super::context::closed_pipe)?;
        Ok(Done::Found)
    }
}

fn line(one: &Settled) -> String {
    let entries = |count: &usize| match count {
        1 => "1 entry".to_owned(),
        count => format!("{count} entries"),
    };
    match one {
        Settled::Joined { case, added } => {
            let added = entries(added);
            format!("{case}: both sides put together, {added} of theirs behind ours")
        }
        Settled::Followed {
            number,
            stays,
            to,
            added,
        } => {
            let added = entries(added);
            format!("{number} stays with {stays}; {added} of the other case went to {to}")
        }
        Settled::Parted {
            number,
            stays,
            to,
            moves,
        } => {
            let moved = match to {
                Some(to) => format!("is now {to}"),
                None => "would take the next free number".to_owned(),
            };
            format!("{number} stays with {stays}; the case of {moves} {moved}")
        }
    }
}
