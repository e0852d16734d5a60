//! Manual pages, made from the same definitions as the help.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Command;
use clap::builder::PossibleValue;
use clap_mangen::roff::{Roff, bold, roman};

use super::context::{Context, Done, Result, closed_pipe};
use super::{examples, help};
use crate::case::Date;
use crate::finding::Stop;
use crate::messages::Phrase;

/// Exit statuses, with what they mean.
const EXIT: &[(&str, &str)] = &[
    ("0", "Done, nothing found."),
    (
        "1",
        "Something was found: overdue, a check that failed, rows rejected by an import.",
    ),
    ("2", "The call or the input was wrong; nothing was written."),
    ("3", "The machine failed: reading, writing, git."),
];

/// Variables of the environment that are read.
const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "PLAINT_REGISTER",
        "The folder that holds cases/, where it is not the current one or above it; --register goes before it.",
    ),
    (
        "PLAINT_NOW",
        "The time to take for now, for tests and rehearsals; --now goes before it.",
    ),
    (
        "PLAINT_LANG",
        "The language of what is printed for people, en or zh; else LC_ALL, LC_MESSAGES and LANG say it.",
    ),
    (
        "PLAINT_SEED",
        "What ids are drawn from, so that a rehearsal gives the same ones again.",
    ),
    ("VISUAL, EDITOR", "The editor that --edit opens."),
    ("NO_COLOR", "If set, nothing is coloured."),
];

/// Files of a register.
const FILES: &[(&str, &str)] = &[
    (
        "cases/policy.yaml",
        "Severity, time limits, approvals, what closing needs; earlier ones in cases/policy/.",
    ),
    (
        "cases/people.yaml",
        "Who there is, with e-mail addresses and roles.",
    ),
    (
        "cases/calendar.yaml",
        "Weekend, holidays, working hours, time zone.",
    ),
    ("cases/catalog.yaml", "Defect codes, products, customers."),
    ("cases/acknowledged.yaml", "Findings that cannot be cured."),
    (
        "cases/YYYY/MM/NUMBER.yaml",
        "A case; what is attached to it lies in NUMBER.files/ beside it.",
    ),
];

/// Print a manual page, or write all of them
///
/// On a terminal it shows the help; into a pipe or a file goes the page itself.
#[derive(Debug, clap::Args)]
pub(super) struct Man {
    /// The verb; the program's own page if none is named
    #[arg(value_name = "VERB")]
    words: Vec<String>,
    /// Write every page into this folder: plaint.1, plaint-show.1 and so on
    #[arg(long, value_name = "DIR", conflicts_with = "words")]
    out: Option<PathBuf>,
}

impl Man {
    pub fn run(self, context: &mut Context) -> Result {
        let date = date(context);
        let root = root();
        if let Some(folder) = &self.out {
            let folder = context.world.dir.join(folder);
            let written = write_all(&root, &folder, &date).map_err(Stop::Machine)?;
            context.line(format!("{written} pages in {}", folder.display()))?;
            return Ok(Done::Fine);
        }
        let part =
            |command: Option<&Command>, word: &String| command?.find_subcommand(word).cloned();
        let found = self
            .words
            .iter()
            .try_fold(root.clone(), |command, word| part(Some(&command), word));
        let Some(command) = found else {
            return help::shown(&self.words, context);
        };
        if context.environment.terminal {
            let shown = help::shown(&self.words, context)?;
            let line = ["plaint man"].into_iter();
            let line = line.chain(self.words.iter().map(String::as_str));
            let command = line.collect::<Vec<_>>().join(" ");
            context.note(Phrase::ManPage, &[("command", &command)]);
            return Ok(shown);
        }
        let page = page(&command, &date).map_err(closed_pipe)?;
        context.out.write_all(&page).map_err(closed_pipe)?;
        Ok(Done::Fine)
    }
}

/// The command with all its parts named, without clap's own `help` verbs.
fn root() -> Command {
    let mut root = super::command().mut_subcommands(|verb| verb.disable_help_subcommand(true));
    root.build();
    root
}

/// The day that the page bears: today, or that of `--now`.
fn date(context: &Context) -> String {
    let now = context.world.now.as_deref();
    let typed = now.and_then(|now| Date::parse(now.get(..10)?));
    let today = context.world.clock.date_naive();
    typed.unwrap_or(Date(today)).to_string()
}

fn write_all(command: &Command, folder: &Path, date: &str) -> anyhow::Result<usize> {
    let cannot = || format!("cannot write manual pages into {}", folder.display());
    std::fs::create_dir_all(folder).with_context(cannot)?;
    let mut written = 0;
    for command in with_parts(command) {
        let name = format!("{}.1", name(command));
        std::fs::write(folder.join(name), page(command, date)?).with_context(cannot)?;
        written += 1;
    }
    Ok(written)
}

/// The command, its parts and theirs; hidden ones have no page.
fn with_parts(command: &Command) -> Vec<&Command> {
    let parts = command.get_subcommands().filter(|part| !part.is_hide_set());
    let parts = parts.flat_map(with_parts);
    std::iter::once(command).chain(parts).collect()
}

/// The name of its page: `plaint-calendar-add`.
fn name(command: &Command) -> &str {
    command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
}

fn page(command: &Command, date: &str) -> std::io::Result<Vec<u8>> {
    let man = clap_mangen::Man::new(plain(command))
        .title(name(command).to_uppercase())
        .date(date)
        .source(concat!("plaint ", env!("CARGO_PKG_VERSION")))
        .manual("plaint manual");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let mut rest = Roff::new();
    add_examples(&mut rest, command);
    add_list(&mut rest, "EXIT STATUS", EXIT);
    add_list(&mut rest, "ENVIRONMENT", ENVIRONMENT);
    add_list(&mut rest, "FILES", FILES);
    add_others(&mut rest, command);
    rest.to_writer(&mut page)?;
    Ok(page)
}

/// The command with its usage in one short line, and with the words that an
/// option takes behind what it says.
fn plain(command: &Command) -> Command {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    let command = command.clone().override_usage(usage);
    command.mut_args(|arg| {
        let values = arg.get_possible_values();
        let words: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let takes_words = arg.get_action().takes_values() && !words.is_empty();
        match arg.get_help().filter(|_| takes_words) {
            None => arg,
            Some(help) => {
                let help = format!("{help}: {}", words.join(", "));
                arg.help(help).hide_possible_values(true)
            }
        }
    })
}

/// The examples of the verb; the program's page has the first of each that
/// somebody begins with.
fn add_examples(roff: &mut Roff, command: &Command) {
    let words = name(command).replace('-', " ");
    let shown: Vec<_> = match words.strip_prefix("plaint ") {
        Some(verb) => examples::of(verb).collect(),
        None => ["init", "open", "overdue"]
            .iter()
            .filter_map(|verb| examples::of(verb).next())
            .collect(),
    };
    if shown.is_empty() {
        return;
    }
    roff.control("SH", ["EXAMPLES"]);
    for (at, example) in shown.iter().enumerate() {
        if at > 0 {
            roff.control("PP", []);
        }
        let colon = if example.about.ends_with('?') {
            ""
        } else {
            ":"
        };
        roff.text([roman(format!("{}{colon}", example.about))]);
        roff.control("PP", []);
        roff.control("RS", ["4"]);
        roff.control("EX", []);
        roff.text([roman(example.command)]);
        roff.control("EE", []);
        roff.control("RE", []);
    }
}

fn add_list(roff: &mut Roff, heading: &str, rows: &[(&str, &str)]) {
    roff.control("SH", [heading]);
    for (name, text) in rows {
        roff.control("TP", []);
        roff.text([bold(*name)]);
        roff.text([roman(*text)]);
    }
}

/// The pages above, below and beside.
fn add_others(roff: &mut Roff, command: &Command) {
    let own = name(command);
    let above = own.match_indices('-').map(|(at, _)| own[..at].to_owned());
    let below = with_parts(command)
        .into_iter()
        .skip(1)
        .map(|part| name(part).to_owned());
    let mut pages: Vec<String> = above.chain(below).collect();
    pages.extend(["git".to_owned()]);
    let last = pages.len() - 1;
    roff.control("SH", ["SEE ALSO"]);
    for (at, page) in pages.iter().enumerate() {
        let comma = if at == last { "" } else { "," };
        roff.control("BR", [page.as_str(), &format!("(1){comma}")]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_sections() {
        let root = root();
        let pages = with_parts(&root);
        let names: Vec<&str> = pages.iter().map(|command| name(command)).collect();
        assert!(names.contains(&"plaint") && names.contains(&"plaint-calendar-add"));
        assert!(!names.iter().any(|name| name.contains('_')), "{names:?}");
        for command in pages {
            let page = String::from_utf8(page(command, "2026-11-20").unwrap()).unwrap();
            let headings = page.lines().filter_map(|line| line.strip_prefix(".SH "));
            let headings: Vec<&str> = headings.map(|heading| heading.trim_matches('"')).collect();
            for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"] {
                assert!(headings.contains(&heading), "{}: {heading}", name(command));
            }
            let end = ["EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"];
            assert!(headings.ends_with(&end), "{}: {headings:?}", name(command));
            let is_verb = name(command).matches('-').count() < 2;
            assert!(
                !is_verb || headings.contains(&"EXAMPLES"),
                "{}",
                name(command)
            );
            for other in page.lines().filter_map(|line| line.strip_prefix(".BR ")) {
                let other = other.split(' ').next().unwrap();
                assert!(other == "git" || names.contains(&other), "{other}");
            }
        }
    }
}
