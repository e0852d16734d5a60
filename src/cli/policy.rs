mod diff;
mod show;

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::context::{Context, Done, Result};
use super::report::common::{Ready, Shown, Which};
use crate::messages::Phrase;
use crate::ops::policy::adopt;
use crate::ops::procedures::{is_preset, preset_or_file};
use crate::ops::{check_written, commit_ready, commit_written, simulate};
use crate::output::views::reports;
use crate::output::{findings, json, views};

/// Show, check or adopt a policy
#[derive(Debug, clap::Args)]
pub(super) struct Policy {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The policy as a procedure: who does what by when, who approves what
    Show(show::Show),
    /// What differs between two policies, in words
    Diff(diff::Diff),
    /// Prove what can be proved of a policy, and play it through with generated
    /// cases; exit status 1 on a finding
    Check {
        /// A preset, or the file of a draft; the register's own policy if none
        /// is named
        #[arg(value_name = "PRESET|FILE")]
        draft: Option<PathBuf>,
        /// How it is shown; JSON has every case
        #[arg(long, value_enum, default_value = "text")]
        format: CheckFormat,
    },
    /// What a draft would have made of past cases: other severities, limits,
    /// approvals
    Simulate(Box<Simulate>),
    /// Put a draft in force; the present policy is kept as a revision
    Adopt {
        /// The draft, with a later `effective:` day
        draft: PathBuf,
        /// Say what would happen, and change nothing
        #[arg(long, short = 'n')]
        dry_run: bool,
        /// Make a git commit of both files
        #[arg(long, conflicts_with = "dry_run")]
        commit: bool,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CheckFormat {
    Text,
    Json,
}

// What to simulate; a doc comment would become the help of the verb.
#[derive(Debug, clap::Args)]
struct Simulate {
    /// The draft, as if it had been in force
    #[arg(long, value_name = "DRAFT")]
    policy: PathBuf,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    shown: Shown,
}

impl Simulate {
    fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let draft = context.world.dir.join(self.policy);
        let (call, as_of) = self.which.call(&desk)?;
        let (output, left_out) = simulate(&desk, &draft, &call, as_of)?;
        let ready = Ready {
            title: Phrase::ReportSimulation,
            value: &output,
            sheets: reports::simulation,
            nothing: Phrase::SimulatedNone,
        };
        self.shown.write(&ready, &left_out, &desk, context)
    }
}

impl Policy {
    pub fn run(self, context: &mut Context) -> Result {
        match self.what {
            What::Show(show) => show.run(context),
            What::Diff(diff) => diff.run(context),
            What::Check { draft, format } => check(draft, format, context),
            What::Simulate(simulate) => simulate.run(context),
            What::Adopt {
                draft,
                dry_run,
                commit,
            } => {
                let desk = context.desk()?;
                if commit {
                    commit_ready(&desk)?;
                }
                let draft = context.world.dir.join(draft);
                let adopted = adopt(&desk, &draft, dry_run)?;
                let (effect, keeping) = match dry_run {
                    true => (Phrase::PolicyWouldBe, Phrase::PolicyWouldKeep),
                    false => (Phrase::PolicyIs, Phrase::PolicyKept),
                };
                context.tell(effect, &[("day", &adopted.effective.to_string())])?;
                let kept = desk.register.relative(&adopted.kept);
                context.tell(keeping, &[("file", &kept)])?;
                if commit {
                    let files = [desk.register.policy_path(), adopted.kept];
                    let message = format!("policy: in force from {}", adopted.effective);
                    let commit = commit_written(&desk, &files, &message)?;
                    context.commit_line(commit.as_deref())?;
                }
                Ok(Done::Fine)
            }
        }
    }
}

fn check(draft: Option<PathBuf>, format: CheckFormat, context: &mut Context) -> Result {
    let dir = context.world.dir.clone();
    let named = draft.map(|draft| draft.display().to_string());
    let path = match &named {
        Some(named) => dir.join(named),
        None => context.desk()?.register.policy_path(),
    };
    let written = match &named {
        Some(named) => preset_or_file(named, &dir)?,
        None => preset_or_file(&path.display().to_string(), &dir)?,
    };
    let preset = named.as_deref().is_some_and(is_preset);
    let file = (!preset).then(|| path.display().to_string());
    let checked = check_written(written, file.as_deref());
    let shown = context.shown(&checked.found);
    let exercised = checked.exercised.as_ref();
    context.print(|out, screen| match format {
        CheckFormat::Text => {
            findings::human(out, &shown, screen)?;
            exercised.map_or(Ok(()), |it| {
                views::rehearsal(out, it, shown.is_empty(), screen)
            })
        }
        CheckFormat::Json => {
            let document = views::PolicyChecked {
                policy: &checked.policy,
                effective: &checked.effective,
                findings: &shown,
                exercised,
            };
            json::write(out, &document)
        }
    })?;
    let args = [
        ("policy", checked.policy.as_str()),
        ("day", &checked.effective),
        ("count", &shown.len().to_string()),
        ("s", if shown.len() == 1 { "" } else { "s" }),
    ];
    context.note(Phrase::PolicyChecked, &args);
    Ok(if shown.is_empty() {
        Done::Fine
    } else {
        Done::Found
    })
}
