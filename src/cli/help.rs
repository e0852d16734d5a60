//! Help under headings, and errors of the call.

use std::io::Write;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::context::{Context, Done, Environment, Result};
use super::examples;

/// Verbs under their headings.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Register",
        &[
            "init", "open", "list", "show", "next", "due", "overdue", "check", "explain",
        ],
    ),
    (
        "Handle",
        &[
            "ask",
            "answer",
            "confirm",
            "verify",
            "classify",
            "appraise",
            "assign",
            "sign",
            "opinion",
            "contain",
            "investigate",
            "trace",
            "recall",
            "notify",
            "retrieve",
        ],
    ),
    (
        "Returns",
        &[
            "rma",
            "receive",
            "resolve",
            "inspect",
            "disposition",
            "replace",
            "ship",
            "accept",
            "compensate",
        ],
    ),
    ("Improve", &["act", "finish", "evaluate"]),
    (
        "Customer",
        &["reply", "respond", "remind", "visit", "survey"],
    ),
    ("Decide", &["approve", "reject", "close", "reopen"]),
    (
        "Any time",
        &[
            "note", "request", "attach", "link", "amend", "strike", "cancel", "undo",
        ],
    ),
    ("Look", &["report", "history", "audit"]),
    (
        "Exchange",
        &[
            "import",
            "export",
            "calendar",
            "policy",
            "renumber",
            "merge",
            "merge-driver",
            "hook",
            "acknowledge",
        ],
    ),
    ("This program", &["help", "man", "completions"]),
];

/// Print the help of a verb
#[derive(Debug, clap::Args)]
pub(super) struct Help {
    /// The verb; all of them, in groups, if none is named
    #[arg(value_name = "VERB")]
    words: Vec<String>,
}

impl Help {
    pub fn run(self, context: &mut Context) -> Result {
        shown(&self.words, context)
    }
}

/// Prints the help of that verb; of one that there is not, which is nearest.
pub(super) fn shown(words: &[String], context: &mut Context) -> Result {
    let words = words.iter().map(String::as_str);
    let line = ["plaint"].into_iter().chain(words).chain(["--help"]);
    let Err(error) = super::command().try_get_matches_from(line) else {
        return Ok(Done::Fine);
    };
    match usage(&error, context.environment, context.out, context.err) {
        0 => Ok(Done::Fine),
        _ => Ok(Done::Misused),
    }
}

/// The error without the tip to write `-- --dry-run`: an option that the verb
/// does not have was meant as one.
pub(super) fn without_odd_tip(mut error: clap::Error) -> clap::Error {
    let option = |text: &str| {
        let name = text.strip_prefix("--");
        name.is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
    };
    let meant = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(text)) if option(text) => format!("'-- {text}'"),
        _ => return error,
    };
    if let Some(ContextValue::StyledStrs(mut tips)) = error.remove(ContextKind::Suggested) {
        tips.retain(|tip| !tip.to_string().contains(&meant));
        if !tips.is_empty() {
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
        }
    }
    error
}

/// The command with a help page that shows its verbs in groups, a line each.
pub(super) fn grouped(command: Command) -> Command {
    let mut text = String::new();
    for (heading, verbs) in GROUPS {
        text.push_str(&format!("\n{heading}:\n"));
        for verb in *verbs {
            let about = command.find_subcommand(verb).and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            text.push_str(&format!("  {verb:<12} {about}\n"));
        }
    }
    let template = format!(
        "{{about}}\n\nUsage: plaint VERB [CASE] [flags]\n{text}\n`plaint VERB --help` says more.\n\n{{options}}"
    );
    command.help_template(template)
}

/// The command with examples at the end of each verb's help.
pub(super) fn with_examples(command: Command) -> Command {
    command.mut_subcommands(|verb| {
        let name = verb.get_name().to_owned();
        let verb = verb.mut_subcommands(|part| {
            let words = format!("{name} {}", part.get_name());
            ending_with_examples(part, &words)
        });
        ending_with_examples(verb, &name)
    })
}

fn ending_with_examples(command: Command, words: &str) -> Command {
    let mut text = String::new();
    for example in examples::of(words) {
        text.push_str(&format!("\n  {}\n    {}", example.about, example.command));
    }
    match text.is_empty() {
        true => command,
        false => command.after_help(format!("Examples:{text}")),
    }
}

/// Prints help and version to standard output, errors of the call to standard
/// error; gives the exit status.
pub(super) fn usage(
    error: &clap::Error,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let colour = match asked {
        true => environment.colour,
        false => environment.colour_err,
    };
    let text = error.render();
    let text = if colour {
        text.ansi().to_string()
    } else {
        text.to_string()
    };
    match asked {
        true => {
            // Whoever closes the pipe has seen enough.
            let _ = out.write_all(text.as_bytes());
            0
        }
        false => {
            let _ = err.write_all(text.as_bytes());
            2
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_verb_stands_under_one_heading() {
        let command = super::super::Cli::command();
        let shown = || command.get_subcommands().filter(|verb| !verb.is_hide_set());
        for verb in shown().map(Command::get_name) {
            let count = GROUPS
                .iter()
                .flat_map(|(_, verbs)| *verbs)
                .filter(|known| **known == verb)
                .count();
            assert_eq!(count, 1, "{verb}");
        }
        let known: usize = GROUPS.iter().map(|(_, verbs)| verbs.len()).sum();
        assert_eq!(known, shown().count());
    }

    #[test]
    fn the_command_is_sound() {
        super::super::Cli::command().debug_assert();
    }
}
