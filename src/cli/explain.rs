use super::context::{Context, Done, Result};
use super::show::Format;
use crate::ops::look;
use crate::output::{json, views};

/// Say why this severity and each due date, from which rule, day by day
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// Number of the case, or its ending
    case: String,
    /// As it was then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Explain {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let then = desk.then(self.as_of.as_deref())?;
        let story = look::explain(&desk, &self.case, then)?;
        context.print(|out, screen| match self.format {
            Format::Table => views::explain(out, &story, screen),
            Format::Json => json::write(out, &story),
        })?;
        Ok(Done::Fine)
    }
}
