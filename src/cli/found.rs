//! How the verbs that look for findings say what they found: to a person, as
//! JSON, to a CI system.

use clap::ValueEnum;

use super::context::{Context, Done, Result};
use crate::finding::Finding;
use crate::messages::Vocabulary;
use crate::output::Shown;
use crate::output::findings::{self, Report};

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
pub(super) enum Format {
    // For people, with the line that is wrong.
    #[default]
    Human,
    Json,
    // Annotations for GitHub Actions.
    Github,
    // A Code Quality report.
    Gitlab,
    // JUnit XML, for Jenkins and others.
    Junit,
    // SARIF 2.1.0, for code scanning.
    Sarif,
}

/// The CI system that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ci {
    Github,
    Gitlab,
    Junit,
    Sarif,
}

/// Prints what that verb found in the files that it looked at one by one, if it
/// did, and what of it somebody accepted. JSON is never translated, and names what
/// was accepted too.
pub(super) fn print(
    verb: &'static str,
    (found, accepted): (&[Finding], &[Finding]),
    files: &[String],
    format: Format,
    context: &mut Context,
) -> Result {
    let shown = match format {
        Format::Json => context.shown_in(found, &Vocabulary::default()),
        _ => context.shown(found),
    };
    let done = match shown.is_empty() {
        true => Done::Fine,
        false => Done::Found,
    };
    let ci = match format {
        Format::Human => {
            context.print(|out, screen| findings::human(out, &shown, screen))?;
            return Ok(done);
        }
        Format::Json => {
            let accepted = context.shown_in(accepted, &Vocabulary::default());
            context.print(|out, _| findings::json(out, &shown, &accepted))?;
            return Ok(done);
        }
        Format::Github => Ci::Github,
        Format::Gitlab => Ci::Gitlab,
        Format::Junit => Ci::Junit,
        Format::Sarif => Ci::Sarif,
    };
    tell(verb, shown, files, ci, context)?;
    Ok(done)
}

/// Tells a CI system what was found, errors before warnings, otherwise as they
/// come.
pub(super) fn tell(
    verb: &'static str,
    mut found: Vec<Shown>,
    files: &[String],
    ci: Ci,
    context: &mut Context,
) -> Result<()> {
    found.sort_by_key(|shown| shown.level);
    let report = Report {
        verb,
        findings: &found,
        files,
        prefix: &context.prefix(),
    };
    context.print(|out, screen| match ci {
        Ci::Github => findings::github(out, &report, screen),
        Ci::Gitlab => findings::gitlab(out, &report, screen),
        Ci::Junit => findings::junit(out, &report, screen),
        Ci::Sarif => findings::sarif(out, &report, screen),
    })
}
