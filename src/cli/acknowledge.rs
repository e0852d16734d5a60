use super::context::{Context, Done, Result};
use super::steps::bad;
use crate::messages::Phrase;
use crate::ops::{acknowledge, commit_ready, commit_written};
use crate::yaml::Text;

/// Accept a finding that cannot be cured
#[derive(Debug, clap::Args)]
pub(super) struct Acknowledge {
    /// The finding's fingerprint, as `check` shows it in JSON
    fingerprint: String,
    /// Why it cannot be cured
    #[arg(long)]
    reason: String,
    /// Make a git commit of it
    #[arg(long)]
    commit: bool,
}

impl Acknowledge {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let reason = Text::new(self.reason.as_str()).ok_or_else(|| bad("text", &self.reason))?;
        if self.commit {
            commit_ready(&desk)?;
        }
        let one = acknowledge(&context.world, &self.fingerprint, reason)?;
        context.warn_rehearsal(&desk);
        let (code, by) = (one.code.to_string(), one.by.to_string());
        let args = [
            ("fingerprint", one.fingerprint.as_str()),
            ("code", &code),
            ("person", &by),
        ];
        context.tell(Phrase::AcknowledgedBy, &args)?;
        if self.commit {
            let message = format!("acknowledge: {code} {}\n\n{}", one.fingerprint, one.reason);
            let file = desk.register.acknowledged_path();
            let commit = commit_written(&desk, &[file], &message)?;
            context.commit_line(commit.as_deref())?;
        }
        Ok(Done::Fine)
    }
}
