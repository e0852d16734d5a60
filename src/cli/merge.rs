use std::path::PathBuf;

use super::context::{Context, Done, Result, closed_pipe};
use crate::messages::Phrase;
use crate::ops::{Settled, merge};
use crate::output::{clean, findings};

/// Settle the cases that git could not merge
///
/// Where both branches went on with one case, its entries come one behind the
/// other, first those that HEAD has. Where two complaints took one number, the case to
/// which fewer others refer takes the next free one. Of two files of one name both
/// stay. What is settled is staged;
/// what somebody settled by hand stays as it is;
/// `git commit` or `git rebase --continue` ends what git began.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// Only these cases or files, also where git takes them for merged and the
    /// conflict markers still stand in them
    #[arg(value_name = "CASE|FILE")]
    files: Vec<PathBuf>,
    /// Say what would be done, and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Merge {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let merged = merge(&desk, &context.world, &self.files, self.dry_run)?;
        let parted = |one: &Settled| matches!(one, Settled::Parted { to: Some(_), .. });
        if merged.settled.iter().any(parted) {
            context.warn_rehearsal(&desk);
        }
        context.warn_unreserved(&desk);
        for one in &merged.settled {
            tell(one, self.dry_run, context)?;
        }
        for file in &merged.left {
            let words = &context.screen.words;
            let text = words.say(Phrase::StillUnmerged, &[("file", file)]);
            context.say(clean::ci_line(&text));
        }
        if merged.findings.is_empty() {
            return Ok(Done::Fine);
        }
        for (name, text) in &merged.texts {
            context.keep(name, text.as_bytes());
        }
        let shown = context.shown(&merged.findings);
        findings::human(context.err, &shown, &context.screen).map_err(closed_pipe)?;
        Ok(Done::Found)
    }
}

fn tell(one: &Settled, dry_run: bool, context: &mut Context) -> Result<()> {
    match one {
        Settled::Joined { case, added } => {
            let added = added.to_string();
            let phrase = match dry_run {
                true => Phrase::WouldJoin,
                false => Phrase::Joined,
            };
            context.tell(phrase, &[("case", case), ("added", &added)])
        }
        Settled::Rejoined { number, to, added } => {
            let added = added.to_string();
            let args = [("number", number.as_str()), ("to", to), ("added", &added)];
            context.tell(Phrase::Rejoined, &args)
        }
        Settled::Files { case, name, other } => {
            let other = other.as_deref().unwrap_or_default();
            let args = [("case", case.as_str()), ("name", name), ("other", other)];
            context.tell(Phrase::KeptFiles, &args)
        }
        Settled::Kept { case } => context.tell(Phrase::KeptCase, &[("case", case)]),
        Settled::Followed {
            number,
            stays,
            to,
            added,
        } => {
            let added = added.to_string();
            let args = [("number", number.as_str()), ("stays", stays), ("to", to)];
            let args = [&args[..], &[("added", added.as_str())]].concat();
            let phrase = match dry_run {
                true => Phrase::WouldFollow,
                false => Phrase::Followed,
            };
            context.tell(phrase, &args)
        }
        Settled::Parted {
            number,
            stays,
            to,
            moves,
        } => {
            let args = [
                ("number", number.as_str()),
                ("stays", stays),
                ("moves", moves),
            ];
            match to {
                None => context.tell(Phrase::WouldPart, &args),
                Some(to) => context.tell(Phrase::Parted, &[&args[..], &[("to", to)]].concat()),
            }
        }
    }
}
