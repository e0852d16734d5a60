use std::path::PathBuf;

use serde_json::{Map, Value};

use super::super::context::{Context, Result};
use super::super::plan::{self, PlanArgs, Sampling};
use super::super::show::Format;
use super::common::{Body, Fields, StepFormat, free_text};
use super::items;
use super::verbs::Step;
use crate::case::{Kind, Quantity};

/// Enter what an inspection found, or print a sampling plan
#[derive(Debug, clap::Args)]
pub(in super::super) struct Inspect {
    /// Number of the case, or its ending
    #[arg(required_unless_present = "plan")]
    case: Option<String>,
    /// The goods, where several wait: a delivery, an RMA treated on site, a
    /// disposition that sent them to rework, a promise of new goods; or an
    /// item: ENTRY/2
    entry: Option<String>,
    /// Good pieces
    #[arg(long, value_name = "N")]
    good: Option<String>,
    /// Defective pieces by defect code: bright-line=30; once or more
    #[arg(long, value_name = "CODE=N")]
    defective: Vec<String>,
    /// Pieces that show nothing of what was complained of
    #[arg(long, value_name = "N")]
    no_fault_found: Option<String>,
    /// Only a sample was inspected; it stands for everything that waits, or for
    /// --lot-size
    #[arg(long)]
    sampled: bool,
    /// Print the sampling plan for a lot of --lot-size pieces, and enter nothing
    #[arg(long, conflicts_with_all = ["sampled", "good", "defective", "no_fault_found"])]
    plan: bool,
    #[command(flatten)]
    sampling: Sampling,
    /// The report; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}

impl Inspect {
    pub fn run(self, context: &mut Context) -> Result {
        if !self.plan {
            return super::run(self, context);
        }
        let format = match self.body.format {
            StepFormat::Table => Format::Table,
            StepFormat::Json => Format::Json,
        };
        let args = PlanArgs {
            sampling: self.sampling,
            format,
        };
        plan::run(args, context)
    }
}

impl Step for Inspect {
    const KIND: Kind = Kind::Inspect;
    fn case(&self) -> &str {
        self.case.as_deref().unwrap_or_default()
    }
    fn body(&self) -> &Body {
        &self.body
    }
    fn target(&self) -> Option<&str> {
        self.entry.as_deref()
    }
    fn file(&self) -> Option<&PathBuf> {
        self.file.as_ref()
    }
    fn fields(&self) -> Result<Map<String, Value>> {
        let many = |text: &Option<String>| {
            let text = text.as_deref();
            text.map(|text| Quantity::tidied(text).into_owned())
        };
        Ok(Fields::default()
            .one("good", many(&self.good))
            .one("defective", items::defective(&self.defective)?)
            .one("no_fault_found", many(&self.no_fault_found))
            .one("sampled", self.sampled.then(|| self.sampling.fields()))
            .one("text", self.text.clone())
            .done())
    }
}
