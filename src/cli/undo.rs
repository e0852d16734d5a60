use super::context::{Context, Done, Result};
use crate::ops::undo;

/// Take back your last entry, as long as git does not have it
#[derive(Debug, clap::Args)]
pub(super) struct Undo {
    /// Number of the case, or its ending
    case: String,
    /// Every trailing entry of yours that git does not have
    #[arg(long)]
    all: bool,
    /// Say what would go, and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Undo {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let undone = undo(&desk, &self.case, self.all, self.dry_run)?;
        let word = if self.dry_run {
            "would take back"
        } else {
            "took back"
        };
        for entry in &undone.entries {
            context.line(format!(
                "{word} {} {} {}",
                undone.case,
                entry.kind().word(),
                entry.id
            ))?;
        }
        for file in &undone.files {
            context.line(format!("{word} the file {file}"))?;
        }
        if undone.removed {
            context.line(format!("{word} the case {}", undone.case))?;
        }
        Ok(Done::Fine)
    }
}
