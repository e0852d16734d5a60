use std::path::PathBuf;

use serde_json::{Map, Value};

use super::super::context::Result;
use super::common::{Body, Fields, free_text, text_of};
use crate::case::{Kind, Quantity};
use crate::finding::{Code, Finding};
use crate::yaml;

/// A verb that writes one entry.
pub(in super::super) trait Step {
    /// Its kind.
    const KIND: Kind;

    /// The case.
    fn case(&self) -> &str;

    /// Flags that every step has.
    fn body(&self) -> &Body;

    /// The entry that it answers, as typed.
    fn target(&self) -> Option<&str> {
        None
    }

    /// A file that goes into the case's folder.
    fn file(&self) -> Option<&PathBuf> {
        None
    }

    /// Photographs that go into the case's folder.
    fn photographs(&self) -> &[PathBuf] {
        &[]
    }

    /// The fields given by flags.
    fn fields(&self) -> Result<Map<String, Value>>;
}

macro_rules! one_step {
    ($name:ident, $kind:ident $(, target: $target:ident)? $(, words: $words:ident)? $(, file: $file:ident)? $(, photographs: $photographs:ident)?; |$this:ident| $fields:expr) => {
        impl Step for $name {
            const KIND: Kind = Kind::$kind;
            fn case(&self) -> &str {
                &self.case
            }
            fn body(&self) -> &Body {
                &self.body
            }
            $(fn target(&self) -> Option<&str> {
                self.$target.as_deref()
            })?
            $(fn target(&self) -> Option<&str> {
                $crate::cli::steps::common::entry_before_text(&self.$words)
            })?
            $(fn file(&self) -> Option<&PathBuf> {
                self.$file.as_ref()
            })?
            $(fn photographs(&self) -> &[PathBuf] {
                &self.$photographs
            })?
            fn fields(&self) -> Result<Map<String, Value>> {
                let $this = self;
                $fields
            }
        }
    };
}

pub(super) use one_step as step;

/// Ask the customer something; clocks that the policy names stand still
#[derive(Debug, clap::Args)]
pub(in super::super) struct Ask {
    /// Number of the case, or its ending
    case: String,
    /// The question
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Ask, Ask; |this| Ok(Fields::default().one("text", this.text.clone()).done()));

/// Enter the customer's answer to a question
#[derive(Debug, clap::Args)]
pub(in super::super) struct Answer {
    /// Number of the case, or its ending
    case: String,
    /// The question (where several are open), then the answer
    #[arg(value_names = ["ENTRY", "TEXT"], num_args = 0..=2)]
    words: Vec<String>,
    #[command(flatten)]
    body: Body,
}

step!(Answer, Answer, words: words; |this| Ok(
    Fields::default().one("text", text_of(&this.words)).done()
));

/// Enter what the customer or a role confirms
#[derive(Debug, clap::Args)]
pub(in super::super) struct Confirm {
    /// Number of the case, or its ending
    case: String,
    /// complaint, solution, no-answer or payment
    #[arg(long)]
    what: Option<String>,
    /// In words: who, how
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Confirm, Confirm; |this| Ok(
    Fields::default().one("what", this.what.clone()).one("text", this.text.clone()).done()
));

/// Grade the complaint: criteria and scope give the severity
#[derive(Debug, clap::Args)]
pub(in super::super) struct Classify {
    /// Number of the case, or its ending
    case: String,
    /// A criterion that is met; once or more
    #[arg(long, value_name = "K")]
    criterion: Vec<String>,
    /// How far it reaches
    #[arg(long, value_name = "S")]
    scope: Option<String>,
    /// Nature of the complaint
    #[arg(long, value_name = "N")]
    nature: Option<String>,
    /// Another severity than the rule gives; needs a reason
    #[arg(long, value_name = "L", requires = "reason")]
    severity: Option<String>,
    /// Why the severity is another than the rule's
    #[arg(long, value_name = "TEXT", requires = "severity", allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Classify, Classify; |this| Ok(
    Fields::default()
        .many("criteria", this.criterion.clone())
        .one("scope", this.scope.clone())
        .one("nature", this.nature.clone())
        .one("severity", this.severity.clone())
        .one("reason", this.reason.clone())
        .done()
));

/// Reply to the customer
#[derive(Debug, clap::Args)]
pub(in super::super) struct Reply {
    /// Number of the case, or its ending
    case: String,
    /// The request that it meets
    #[arg(value_name = "REQUEST")]
    request: Option<String>,
    /// first, interim, final or supplementary
    #[arg(long)]
    kind: Option<String>,
    /// A want that it meets, such as report; once or more
    #[arg(long, value_name = "WANT")]
    meets: Vec<String>,
    /// The letter or report; it is copied into the case's folder
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Reply, Reply, target: request, file: file; |this| Ok(
    Fields::default()
        .one("kind", this.kind.clone())
        .many("meets", this.meets.clone())
        .one("text", this.text.clone())
        .done()
));

/// Enter the customer's answer to a reply
#[derive(Debug, clap::Args)]
pub(in super::super) struct Respond {
    /// Number of the case, or its ending
    case: String,
    /// The reply, where several are open
    reply: Option<String>,
    /// accepted or disputed
    #[arg(long)]
    verdict: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Respond, Respond, target: reply; |this| Ok(
    Fields::default().one("verdict", this.verdict.clone()).one("text", this.text.clone()).done()
));

/// Approve an entry that waits for it
#[derive(Debug, clap::Args)]
pub(in super::super) struct Approve {
    /// Number of the case, or its ending
    case: String,
    /// The entry, where several wait
    entry: Option<String>,
    /// In which role, where you hold several that would do
    #[arg(long)]
    role: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Approve, Approve, target: entry; |this| Ok(
    Fields::default().one("role", this.role.clone()).one("reason", this.reason.clone()).done()
));

/// Refuse an entry its approval; it does not count
#[derive(Debug, clap::Args)]
pub(in super::super) struct Reject {
    /// Number of the case, or its ending
    case: String,
    /// The entry, where several wait
    entry: Option<String>,
    /// In which role, where you hold several that would do
    #[arg(long)]
    role: Option<String>,
    /// Why
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Reject, Reject, target: entry; |this| Ok(
    Fields::default().one("role", this.role.clone()).one("reason", this.reason.clone()).done()
));

/// Close the case, if everything that the policy needs is there
#[derive(Debug, clap::Args)]
pub(in super::super) struct Close {
    /// Number of the case, or its ending
    case: String,
    /// accepted, no-response, refuted, not-ours, withdrawn or duplicate
    #[arg(long)]
    basis: Option<String>,
    /// An action that goes on after it, where the policy allows it; once or more
    #[arg(long, value_name = "ENTRY")]
    outlive: Vec<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Close, Close; |this| Ok(
    Fields::default()
        .one("basis", this.basis.clone())
        .many("outlive", this.outlive.clone())
        .one("text", this.text.clone())
        .done()
));

/// Take a closed case up again
#[derive(Debug, clap::Args)]
pub(in super::super) struct Reopen {
    /// Number of the case, or its ending
    case: String,
    /// Why
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Reopen, Reopen; |this| Ok(Fields::default().one("reason", this.reason.clone()).done()));

/// Note something
#[derive(Debug, clap::Args)]
pub(in super::super) struct Note {
    /// Number of the case, or its ending
    case: String,
    /// The remark
    text: Option<String>,
    /// The entry that it is about
    #[arg(long = "for", value_name = "ENTRY")]
    target: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Note, Note, target: target; |this| Ok(Fields::default().one("text", this.text.clone()).done()));

/// Enter what the customer asks for later: a report, a visit
#[derive(Debug, clap::Args)]
pub(in super::super) struct Request {
    /// Number of the case, or its ending
    case: String,
    /// What is wanted; the policy lists the words
    want: Option<String>,
    /// By which day the customer wants it
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Request, Request; |this| Ok(
    Fields::default()
        .one("want", this.want.clone())
        .one("due", this.due.clone())
        .one("text", this.text.clone())
        .done()
));

/// Put a file into the case's folder, with its hash in the log
#[derive(Debug, clap::Args)]
pub(in super::super) struct Attach {
    /// Number of the case, or its ending
    case: String,
    /// The file
    file: Option<PathBuf>,
    /// The entry that it belongs to
    #[arg(long = "for", value_name = "ENTRY")]
    target: Option<String>,
    /// What it shows
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Attach, Attach, target: target, file: file; |this| Ok(
    Fields::default().one("text", this.text.clone()).done()
));

/// Link another case
#[derive(Debug, clap::Args)]
pub(in super::super) struct Link {
    /// Number of the case, or its ending
    case: String,
    /// The other case
    other: Option<String>,
    /// duplicate, repeat, related, follow-up or same-cause
    #[arg(long = "as", value_name = "RELATION")]
    relation: Option<String>,
    /// In words
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Link, Link; |this| Ok(
    Fields::default()
        .one("case", this.other.clone())
        .one("as", this.relation.clone())
        .one("text", this.text.clone())
        .done()
));

/// Replace fields of an earlier entry
#[derive(Debug, clap::Args)]
pub(in super::super) struct Amend {
    /// Number of the case, or its ending
    case: String,
    /// The entry
    entry: Option<String>,
    /// A field and its new value, as YAML: --set "quantity=800 pcs"; an empty
    /// value takes the field away
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// Why
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    #[command(flatten)]
    body: Body,
}

impl Step for Amend {
    const KIND: Kind = Kind::Amend;
    fn case(&self) -> &str {
        &self.case
    }
    fn body(&self) -> &Body {
        &self.body
    }
    fn target(&self) -> Option<&str> {
        self.entry.as_deref()
    }
    fn fields(&self) -> Result<Map<String, Value>> {
        let mut set = Map::new();
        for pair in &self.set {
            let (field, value) = pair.split_once('=').ok_or_else(|| {
                Finding::new(Code::BadArgument)
                    .arg("expected", "field")
                    .arg("found", pair.as_str())
            })?;
            let field = field.trim();
            let value = amended(value).map_err(|mut finding| {
                (finding.place.line, finding.place.column) = (None, None);
                finding.at_path(["set".into(), field.into()])
            })?;
            let value = match (field, value) {
                ("quantity", Value::String(typed)) => Quantity::tidied(&typed).into(),
                (_, value) => value,
            };
            set.insert(field.to_owned(), value);
        }
        let set = (!set.is_empty()).then_some(Value::Object(set));
        Ok(Fields::default()
            .one("set", set)
            .one("reason", self.reason.clone())
            .done())
    }
}

/// Plain text stays as it is typed; only brackets and braces are read as YAML.
fn amended(text: &str) -> std::result::Result<Value, Finding> {
    let text = text.trim();
    Ok(match text.chars().next() {
        None => Value::Null,
        Some('[' | '{') => yaml::read::<yaml::Raw>(text.as_bytes())?.to_json(),
        Some(_) => Value::String(text.to_owned()),
    })
}

/// Strike out a mistaken entry
#[derive(Debug, clap::Args)]
pub(in super::super) struct Strike {
    /// Number of the case, or its ending
    case: String,
    /// The entry
    entry: Option<String>,
    /// Why
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Strike, Strike, target: entry; |this| Ok(Fields::default().one("reason", this.reason.clone()).done()));

/// Cancel a question, request, RMA or promise that is no longer wanted
#[derive(Debug, clap::Args)]
pub(in super::super) struct Cancel {
    /// Number of the case, or its ending
    case: String,
    /// The entry, where several are open
    entry: Option<String>,
    /// Why
    #[arg(long, allow_hyphen_values = true, value_parser = free_text)]
    reason: Option<String>,
    #[command(flatten)]
    body: Body,
}
step!(Cancel, Cancel, target: entry; |this| Ok(Fields::default().one("reason", this.reason.clone()).done()));
