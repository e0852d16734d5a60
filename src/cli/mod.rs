//! The command line: one file a verb turns arguments into one call of `ops`
//! and one value into output. Holds no rule of the trade.

mod acknowledge;
mod audit;
mod calendar;
mod check;
mod completions;
mod context;
mod due;
pub mod examples;
mod explain;
mod export;
mod found;
mod help;
mod history;
mod hook;
mod import;
mod init;
mod list;
mod man;
mod merge;
mod merge_driver;
mod next;
mod open;
mod plan;
mod policy;
mod renumber;
mod report;
mod show;
mod steps;
mod trace;
mod undo;

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use context::Environment;
use context::{Context, exit_status};

use crate::messages::Lang;
use crate::output::Console;

/// Customer complaints and product returns as plain text.
#[derive(Debug, Parser)]
#[command(
    name = "plaint",
    version,
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    verb: Verb,
}

/// Flags of every verb.
#[derive(Debug, Clone, Default, clap::Args)]
struct Global {
    /// The folder that holds `cases/`, where it is not here or above
    /// [env: PLAINT_REGISTER]
    #[arg(long, global = true, value_name = "DIR", help_heading = "Everywhere")]
    register: Option<std::path::PathBuf>,
    /// Who says it, where that is not whom git names
    #[arg(
        long,
        global = true,
        value_name = "PERSON",
        help_heading = "Everywhere"
    )]
    by: Option<String>,
    /// Take this time for now, for tests and rehearsals [env: PLAINT_NOW]
    #[arg(long, global = true, value_name = "TIME", help_heading = "Everywhere")]
    now: Option<String>,
    /// Language of what is printed for people, en or zh; by the locale unless
    /// said otherwise [env: PLAINT_LANG]
    #[arg(
        long,
        global = true,
        value_enum,
        ignore_case = true,
        value_name = "LANG",
        hide_possible_values = true,
        help_heading = "Everywhere"
    )]
    lang: Option<LangFlag>,
}

/// The languages by their names on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum LangFlag {
    En,
    #[value(aliases = ["cn", "zh-cn", "zh_cn", "zh-hans", "zh_hans"])]
    Zh,
}

impl From<LangFlag> for Lang {
    fn from(flag: LangFlag) -> Self {
        match flag {
            LangFlag::En => Lang::En,
            LangFlag::Zh => Lang::Zh,
        }
    }
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a run")]
enum Verb {
    Init(init::Init),
    Open(open::Open),
    List(list::List),
    Show(show::Show),
    Next(next::Next),
    Due(due::Due),
    Overdue(due::Overdue),
    Check(check::Check),
    Explain(explain::Explain),
    Ask(steps::Ask),
    Answer(steps::Answer),
    Confirm(steps::Confirm),
    Verify(steps::Verify),
    Classify(steps::Classify),
    Assign(steps::Assign),
    Sign(steps::Sign),
    Opinion(steps::Opinion),
    Contain(steps::Contain),
    Investigate(steps::Investigate),
    Trace(trace::Trace),
    Recall(steps::Recall),
    Notify(steps::Notify),
    Retrieve(steps::Retrieve),
    Appraise(steps::Appraise),
    Rma(steps::Rma),
    Receive(steps::Receive),
    Resolve(steps::Resolve),
    Inspect(steps::Inspect),
    Disposition(steps::Disposition),
    Replace(steps::Replace),
    Ship(steps::Ship),
    Accept(steps::Accept),
    Compensate(steps::Compensate),
    Act(steps::Act),
    Finish(steps::Finish),
    Evaluate(steps::Evaluate),
    Reply(steps::Reply),
    Respond(steps::Respond),
    Remind(steps::Remind),
    Visit(steps::Visit),
    Survey(steps::Survey),
    Approve(steps::Approve),
    Reject(steps::Reject),
    Close(steps::Close),
    Reopen(steps::Reopen),
    Note(steps::Note),
    Request(steps::Request),
    Attach(steps::Attach),
    Link(steps::Link),
    Amend(steps::Amend),
    Strike(steps::Strike),
    Cancel(steps::Cancel),
    Undo(undo::Undo),
    Report(report::Report),
    History(history::History),
    Audit(audit::Audit),
    Import(import::Import),
    Export(export::Export),
    Calendar(calendar::Calendar),
    Policy(policy::Policy),
    Renumber(renumber::Renumber),
    Merge(merge::Merge),
    MergeDriver(merge_driver::MergeDriver),
    Hook(hook::Hook),
    Acknowledge(acknowledge::Acknowledge),
    Help(help::Help),
    Man(man::Man),
    Completions(completions::Completions),
    #[command(name = "__complete")]
    Complete(completions::Complete),
}

/// The command line with its help pages.
fn command() -> clap::Command {
    help::with_examples(help::grouped(Cli::command()))
}

/// Runs one command and gives the exit status: 0 done, 1 findings, 2 the call
/// or the input was wrong and nothing was written, 3 the machine failed.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let [of_out, of_err] = environment.charsets();
    let (out, err) = (
        &mut Console::new(of_out, out),
        &mut Console::new(of_err, err),
    );
    let parsed = command()
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let error = help::without_odd_tip(error);
            return help::usage(&error, environment, out, err);
        }
    };
    let mut context = Context::new(&cli.global, environment, out, err);
    let result = dispatch(cli.verb, &mut context);
    let flushed = context.out.flush().map_err(context::closed_pipe);
    exit_status(result.and_then(|done| flushed.map(|()| done)), &mut context)
}

fn dispatch(verb: Verb, context: &mut Context) -> context::Result {
    match verb {
        Verb::Init(verb) => verb.run(context),
        Verb::Open(verb) => verb.run(context),
        Verb::List(verb) => verb.run(context),
        Verb::Show(verb) => verb.run(context),
        Verb::Next(verb) => verb.run(context),
        Verb::Due(verb) => verb.run(context),
        Verb::Overdue(verb) => verb.run(context),
        Verb::Check(verb) => verb.run(context),
        Verb::Explain(verb) => verb.run(context),
        Verb::Ask(verb) => steps::run(verb, context),
        Verb::Answer(verb) => steps::run(verb, context),
        Verb::Confirm(verb) => steps::run(verb, context),
        Verb::Verify(verb) => steps::run(verb, context),
        Verb::Classify(verb) => steps::run(verb, context),
        Verb::Assign(verb) => steps::run(verb, context),
        Verb::Sign(verb) => steps::run(verb, context),
        Verb::Opinion(verb) => steps::run(verb, context),
        Verb::Contain(verb) => steps::run(verb, context),
        Verb::Investigate(verb) => steps::run(verb, context),
        Verb::Trace(verb) => verb.run(context),
        Verb::Recall(verb) => steps::run(verb, context),
        Verb::Notify(verb) => steps::run(verb, context),
        Verb::Retrieve(verb) => steps::run(verb, context),
        Verb::Appraise(verb) => steps::run(verb, context),
        Verb::Rma(verb) => steps::run(verb, context),
        Verb::Receive(verb) => steps::run(verb, context),
        Verb::Resolve(verb) => steps::run(verb, context),
        Verb::Inspect(verb) => verb.run(context),
        Verb::Disposition(verb) => steps::run(verb, context),
        Verb::Replace(verb) => steps::run(verb, context),
        Verb::Ship(verb) => steps::run(verb, context),
        Verb::Accept(verb) => steps::run(verb, context),
        Verb::Compensate(verb) => steps::run(verb, context),
        Verb::Act(verb) => steps::run(verb, context),
        Verb::Finish(verb) => steps::run(verb, context),
        Verb::Evaluate(verb) => steps::run(verb, context),
        Verb::Reply(verb) => steps::run(verb, context),
        Verb::Respond(verb) => steps::run(verb, context),
        Verb::Remind(verb) => steps::run(verb, context),
        Verb::Visit(verb) => steps::run(verb, context),
        Verb::Survey(verb) => steps::run(verb, context),
        Verb::Approve(verb) => steps::run(verb, context),
        Verb::Reject(verb) => steps::run(verb, context),
        Verb::Close(verb) => steps::run(verb, context),
        Verb::Reopen(verb) => steps::run(verb, context),
        Verb::Note(verb) => steps::run(verb, context),
        Verb::Request(verb) => steps::run(verb, context),
        Verb::Attach(verb) => steps::run(verb, context),
        Verb::Link(verb) => steps::run(verb, context),
        Verb::Amend(verb) => steps::run(verb, context),
        Verb::Strike(verb) => steps::run(verb, context),
        Verb::Cancel(verb) => steps::run(verb, context),
        Verb::Undo(verb) => verb.run(context),
        Verb::Report(verb) => verb.run(context),
        Verb::History(verb) => verb.run(context),
        Verb::Audit(verb) => verb.run(context),
        Verb::Import(verb) => verb.run(context),
        Verb::Export(verb) => verb.run(context),
        Verb::Calendar(verb) => verb.run(context),
        Verb::Policy(verb) => verb.run(context),
        Verb::Renumber(verb) => verb.run(context),
        Verb::Merge(verb) => verb.run(context),
        Verb::MergeDriver(verb) => verb.run(context),
        Verb::Hook(verb) => verb.run(context),
        Verb::Acknowledge(verb) => verb.run(context),
        Verb::Help(verb) => verb.run(context),
        Verb::Man(verb) => verb.run(context),
        Verb::Completions(verb) => verb.run(context),
        Verb::Complete(verb) => verb.run(context),
    }
}
