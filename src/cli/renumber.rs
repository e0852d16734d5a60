use super::context::{Context, Done, Result};
use super::steps::{bad, show_json, write_text};
use crate::messages::Phrase;
use crate::ops::{RenumberCall, renumber};
use crate::yaml::Text;

/// Give a case another number, where two complaints took one
///
/// The file moves, with its folder of files; its header keeps the number under
/// which it was opened, and links to it go on working. Where two cases have the
/// number, the one moves to which fewer others refer.
#[derive(Debug, clap::Args)]
pub(super) struct Renumber {
    /// Number of the case, its ending, or its file's path
    case: String,
    /// The number that it takes; the next free one if none is named
    #[arg(long, value_name = "NUMBER")]
    to: Option<String>,
    /// Why
    #[arg(long, allow_hyphen_values = true, value_parser = super::steps::free_text)]
    text: Option<String>,
    /// Show the entry and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Make a git commit of it
    #[arg(long)]
    commit: bool,
    /// How the result is shown: what changed, or the whole state as JSON
    #[arg(long, value_enum, default_value_t)]
    format: super::steps::StepFormat,
}

impl Renumber {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let text = self.text.as_deref();
        let text = text.map(|text| Text::new(text).ok_or_else(|| bad("text", text)));
        let call = RenumberCall {
            to: self.to,
            text: text.transpose()?,
            dry_run: self.dry_run,
            commit: self.commit,
        };
        let done = renumber(&desk, &self.case, &call)?;
        if done.written {
            context.warn_rehearsal(&desk);
            context.warn_unreserved(&desk);
        }
        if self.format == super::steps::StepFormat::Json {
            return show_json(&done.case, &desk, context);
        }
        if !done.written {
            return write_text(&done.text, context);
        }
        let (from, to) = (done.from.as_str(), done.case.case.number().as_str());
        context.tell(Phrase::IsNow, &[("from", from), ("to", to)])?;
        if let Some(other) = &done.stays {
            context.tell(Phrase::StaysWith, &[("number", from), ("file", other)])?;
        }
        context.commit_line(done.commit.as_deref())?;
        Ok(Done::Fine)
    }
}
