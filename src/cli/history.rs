use super::context::{Context, Done, Result};
use super::show::Format;
use crate::messages::Phrase;
use crate::ops::history;
use crate::output::{json, views};

/// Tell the story of a case from its log and from git together
///
/// For each entry: when it happened, how long after that it was entered, when it was
/// committed and by whom, with which signature.
#[derive(Debug, clap::Args)]
pub(super) struct History {
    /// Number of the case, or its ending
    case: String,
    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl History {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let view = history(&desk, &self.case)?;
        context.print(|out, screen| match self.format {
            Format::Table => views::history(out, &view, screen),
            Format::Json => json::write(out, &view),
        })?;
        if view.shallow {
            context.note(Phrase::HistoryShallow, &[]);
        }
        Ok(Done::Fine)
    }
}
