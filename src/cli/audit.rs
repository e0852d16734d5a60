use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::context::{Context, Result};
use super::found::{self, Format};
use crate::messages::{Lang, Phrase};
use crate::ops::{AuditCall, Audited, audit};

/// Hold the history in git against the rules; exit status 1 on a finding
///
/// What was committed stays, whole and in its order; every step was legal when it was made,
/// by the rules and the people of that day, and said by whoever committed it. Without
/// `--signed` the authors of commits are only what each machine says.
#[derive(Debug, clap::Args)]
pub(super) struct Audit {
    /// Only what came after that commit
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    since: Option<String>,
    /// A commit that the history must still hold, such as the last one audited
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    anchor: Option<String>,
    /// Commits must be signed, by their authors' own keys
    #[arg(long, conflicts_with = "staged")]
    signed: bool,
    /// Not the history, but what would be committed now
    #[arg(long)]
    staged: bool,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Audit {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let call = AuditCall {
            since: self.since,
            anchor: self.anchor,
            signed: self.signed,
            staged: self.staged,
        };
        let bar = bar(context);
        let audited = audit(&desk, &call, &|done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        });
        bar.finish_and_clear();
        let audited = audited?;
        let done = found::print(
            "audit",
            (&audited.findings, &audited.acknowledged),
            &[],
            self.format,
            context,
        )?;
        context.warn_all(&audited.doubts);
        let phrase = match call.staged {
            true => Phrase::AuditedStaged,
            false => Phrase::Audited,
        };
        // A hook has nothing to say where nothing of the register is staged.
        if !call.staged || audited.cases + audited.findings.len() > 0 {
            summary(phrase, &audited, context);
        }
        if !call.signed && !call.staged {
            context.note(Phrase::AuditUnsigned, &[]);
        }
        Ok(done)
    }
}

/// How far it is, while it lasts.
fn bar(context: &Context) -> ProgressBar {
    if !context.shows_progress() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {bar:30} {pos}/{len}");
    let bar = ProgressBar::new(0);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(context.screen.words.text(Phrase::AuditReading));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn summary(phrase: Phrase, audited: &Audited, context: &mut Context) {
    let en = context.screen.words.lang == Lang::En;
    let plural = |count: usize| if count == 1 || !en { "" } else { "s" };
    let ies = if audited.entries == 1 { "y" } else { "ies" };
    let known = match audited.acknowledged.len() {
        0 => String::new(),
        count => count.to_string(),
    };
    let args = [
        ("commits", &*audited.commits.to_string()),
        ("s", plural(audited.commits)),
        ("cases", &audited.cases.to_string()),
        ("cs", plural(audited.cases)),
        ("entries", &audited.entries.to_string()),
        ("ies", ies),
        ("findings", &audited.findings.len().to_string()),
        ("ss", plural(audited.findings.len())),
        ("known", &known),
    ];
    context.note(phrase, &args);
}
