use super::context::{Context, Done, Result};
use crate::messages::{Phrase, Sort};
use crate::ops::{Loaded, undo};
use crate::output::views;
use crate::report::case_view;

/// Take back your last entry, as long as git does not have it
#[derive(Debug, clap::Args)]
pub(super) struct Undo {
    /// Number of the case, or its ending
    case: String,
    /// Every trailing entry of yours that git does not have
    #[arg(long)]
    all: bool,
    /// Say what would go, and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Undo {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let undone = undo(&desk, &self.case, self.all, self.dry_run)?;
        let words = context.screen.words.clone();
        let case = undone.case.to_string();
        let mut what = Vec::new();
        for entry in &undone.entries {
            let args = [
                ("case", case.as_str()),
                ("kind", &words.word(Sort::Kind, entry.kind().word())),
                ("entry", entry.id.as_str()),
            ];
            what.push(words.say(Phrase::UndoneEntry, &args));
        }
        for file in &undone.files {
            what.push(words.say(Phrase::UndoneFile, &[("file", file)]));
        }
        if undone.removed {
            what.push(words.say(Phrase::UndoneCase, &[("case", &case)]));
        }
        let phrase = match self.dry_run {
            true => Phrase::WouldUndo,
            false => Phrase::Undone,
        };
        for what in &what {
            context.tell(phrase, &[("what", what)])?;
        }
        if let Some((was, now)) = &undone.changed {
            let view = |it: &Loaded| case_view(&it.case, &it.state, &it.rules, desk.now);
            let (was, now) = (view(was), view(now));
            if was.left != now.left {
                context.print(|out, screen| views::left(out, &now, screen))?;
            }
        }
        if let Some(number) = undone.number.filter(|_| !self.dry_run) {
            context.tell(Phrase::IsNow, &[("from", &case), ("to", &number)])?;
        }
        Ok(Done::Fine)
    }
}
