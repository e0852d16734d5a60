use std::path::PathBuf;

use clap::Subcommand;

use super::context::{Context, Done, Result};
use super::list::day;
use super::report::common::{Ready, Shown, Which};
use crate::messages::Phrase;
use crate::ops::policy::{adopt, parse_policy};
use crate::ops::{commit_ready, commit_written, simulate};
use crate::output::findings;
use crate::output::views::reports;
use crate::register::read;

/// Show, check or adopt a policy
#[derive(Debug, clap::Args)]
pub(super) struct Policy {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the policy in force
    Show {
        /// The one in force on that day
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
    },
    /// Check a draft; exit status 1 on a finding
    Check {
        /// The draft; the register's own policy if none is named
        draft: Option<PathBuf>,
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
            What::Show { on } => show(on.as_deref(), context),
            What::Check { draft } => check(draft, context),
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

fn show(on: Option<&str>, context: &mut Context) -> Result {
    let desk = context.desk()?;
    let on = on.map(day).transpose()?.unwrap_or(desk.today());
    let wanted = desk.book.revisions.on(on).effective;
    let mut paths = vec![desk.register.policy_path()];
    paths.extend(desk.register.revisions()?);
    for path in paths {
        let (bytes, policy, _) = parse_policy(&path)?;
        if policy.effective == wanted {
            context.print(|out, _| out.write_all(&bytes))?;
            break;
        }
    }
    Ok(Done::Fine)
}

fn check(draft: Option<PathBuf>, context: &mut Context) -> Result {
    let path = match draft {
        Some(draft) => context.world.dir.join(draft),
        None => context.desk()?.register.policy_path(),
    };
    read(&path)?;
    let (_, policy, found) = parse_policy(&path)?;
    let shown = context.shown(&found);
    context.print(|out, screen| findings::human(out, &shown, screen))?;
    let args = [
        ("policy", policy.policy.as_str()),
        ("day", &policy.effective.to_string()),
        ("count", &found.len().to_string()),
        ("s", if found.len() == 1 { "" } else { "s" }),
    ];
    context.note(Phrase::PolicyChecked, &args);
    Ok(if found.is_empty() {
        Done::Fine
    } else {
        Done::Found
    })
}
