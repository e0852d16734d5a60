use serde_json::json;

use super::context::{Context, Done, Result};
use super::due::known_role;
use super::show::Format;
use crate::messages::{Phrase, Sort};
use crate::ops::look;
use crate::output::{json as json_output, views};

/// Show what comes next in a case: by whom, until when, the command to type
#[derive(Debug, clap::Args)]
pub(super) struct Next {
    /// Number of the case, or its ending
    case: String,
    /// Only what waits for that role
    #[arg(long)]
    role: Option<String>,
    /// As it was then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Next {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let role = self.role.as_deref();
        let role = role.map(|role| known_role(role, &desk)).transpose()?;
        let as_of = desk.then(self.as_of.as_deref())?;
        let view = look::show(&desk, &self.case, as_of)?;
        let mut next = view.next;
        if let Some(role) = &role {
            next.retain(|step| step.roles.contains(role));
        }
        if self.format == Format::Json {
            let value = json!({"case": view.case, "status": view.status, "next": next});
            context.print(|out, _| json_output::write(out, &value))?;
            return Ok(Done::Fine);
        }
        let status = context.screen.words.word(Sort::Status, &view.status);
        context.tell(
            Phrase::StatusLine,
            &[("case", &view.case), ("status", &status)],
        )?;
        context.print(|out, screen| views::next(out, &next, screen))?;
        Ok(Done::Fine)
    }
}
