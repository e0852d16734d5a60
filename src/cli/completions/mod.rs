//! Completion in shells. The scripts are short and know no verb: they ask a
//! hidden verb for what can stand where the cursor is, so that they offer the
//! cases and words of the register as it is at that moment, and need not be
//! made anew for another version. Nothing of this rests on unstable parts of
//! clap.

mod line;
mod sources;
mod unquote;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ValueEnum;

use super::context::{Context, Done, Result};
use crate::ops::Candidate;
use crate::output::clean;
use line::Line;
use sources::Offer;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

/// Print a script by which a shell completes verbs, cases and words
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub fn run(self, context: &mut Context) -> Result {
        let script = match self.shell {
            Shell::Bash => include_str!("plaint.bash"),
            Shell::Zsh => include_str!("plaint.zsh"),
            Shell::Fish => include_str!("plaint.fish"),
            Shell::Powershell => include_str!("plaint.ps1"),
            Shell::Elvish => include_str!("plaint.elv"),
        };
        context.print(|out, _| out.write_all(script.as_bytes()))?;
        Ok(Done::Fine)
    }
}

/// What the scripts ask. The first line of the answer is `words`, `files` or
/// `folders`, then each line is a word, and after a tab what it is. It never
/// fails, writes nothing and says nothing else.
#[derive(Debug, clap::Args)]
#[command(hide = true)]
pub(super) struct Complete {
    /// The shell, for which the answer is quoted and described
    shell: Shell,
    /// The home folder, for `~/` before the shell has taken it away
    #[arg(long)]
    home: Option<PathBuf>,
    /// The word at the cursor, as far as it is typed
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    current: OsString,
    /// bash: the line up to the cursor, as it is typed
    #[arg(long, allow_hyphen_values = true)]
    line: Option<OsString>,
    /// bash: characters that end a word for it
    #[arg(long, default_value = "")]
    breaks: OsString,
    /// The words before that, without the program
    #[arg(last = true)]
    words: Vec<OsString>,
}

/// The longest description, in characters.
const LONGEST: usize = 70;

impl Complete {
    pub fn run(self, context: &mut Context) -> Result {
        let text = |text: &OsString| text.to_string_lossy().into_owned();
        let typed = self.line.as_ref().map(|line| unquote::typed(&text(line)));
        let (words, current) = match &typed {
            Some(typed) => (typed.words.clone(), typed.current.clone()),
            None => (self.words.iter().map(text).collect(), text(&self.current)),
        };
        let root = super::command();
        let line = Line::read(root, &words, &current);
        if let Some(folder) = &line.register {
            context.world.register = Some(self.at_home(folder));
        }
        let described = self.shell != Shell::Bash;
        let offer = sources::offer(&line, &context.world, described);
        let (kind, words) = match offer {
            Offer::Files => ("files", Vec::new()),
            Offer::Folders => ("folders", Vec::new()),
            Offer::Words(words) => ("words", words),
        };
        let whole = |word: &str| match &typed {
            Some(typed) => typed.ending(&format!("{}{word}", line.before), &text(&self.breaks)),
            None => format!("{}{word}", line.before),
        };
        let lines = words.iter().filter(|one| is_plain(&one.word));
        let lines = lines.map(|one| described_line(&whole(&one.word), one, described));
        let lines: String = lines.collect();
        context
            .print(|out, _| write!(out, "{kind}\n{lines}"))
            .map(|()| Done::Fine)
    }

    /// The folder, with `~/` as the shell would have taken it.
    fn at_home(&self, folder: &str) -> PathBuf {
        match (folder.strip_prefix("~/"), &self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(folder),
        }
    }
}

/// A word that a shell can be given: in one line, and showing what it is.
fn is_plain(word: &str) -> bool {
    !word.is_empty() && clean::terminal(word) == word
}

fn described_line(word: &str, candidate: &Candidate, described: bool) -> String {
    let about = clean::terminal(candidate.about.trim());
    if !described || about.is_empty() {
        return format!("{word}\n");
    }
    let cut: String = about.chars().take(LONGEST).collect();
    let more = if cut.len() < about.len() { "…" } else { "" };
    format!("{word}\t{cut}{more}\n")
}
