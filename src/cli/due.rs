use clap::ValueEnum;

use super::context::{Context, Done, Result};
use super::found::{Ci, tell};
use super::list::unknown;
use super::steps::bad;
use crate::finding::Code;
use crate::messages::{Phrase, Sort, Vocabulary};
use crate::ops::{Desk, digest, look};
use crate::output::{Level, Shown, ics, json, views};
use crate::report::{DueOutput, DueRow};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
enum Format {
    #[default]
    Table,
    Json,
    Csv,
    // A calendar for Outlook, Thunderbird and others.
    Ics,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
enum CiFormat {
    #[default]
    Table,
    Json,
    Csv,
    // Annotations for GitHub Actions.
    Github,
    // A Code Quality report.
    Gitlab,
    // JUnit XML, for Jenkins and others.
    Junit,
    // SARIF 2.1.0, for code scanning.
    Sarif,
}

impl CiFormat {
    /// The CI system that is told, if one is.
    fn ci(self) -> Option<Ci> {
        match self {
            CiFormat::Table | CiFormat::Json | CiFormat::Csv => None,
            CiFormat::Github => Some(Ci::Github),
            CiFormat::Gitlab => Some(Ci::Gitlab),
            CiFormat::Junit => Some(Ci::Junit),
            CiFormat::Sarif => Some(Ci::Sarif),
        }
    }
}

/// Show what is owed: every open time limit, the most pressing first
#[derive(Debug, clap::Args)]
pub(super) struct Due {
    /// Due within that time: 2wd, 24h, 1w
    #[arg(long, value_name = "DURATION")]
    within: Option<String>,
    /// Owed by that role
    #[arg(long)]
    role: Option<String>,
    /// Owed by that person, or in a case of theirs
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// Owed by you, or by a role of yours
    #[arg(long)]
    mine: bool,
    /// As it was then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Show what is overdue; exit status 1 if anything is
#[derive(Debug, clap::Args)]
pub(super) struct Overdue {
    /// As it was then; a bare day means its last second
    #[arg(long, value_name = "TIME")]
    as_of: Option<String>,
    /// How it is shown
    #[arg(long, value_enum, default_value_t)]
    format: CiFormat,
}

/// A length of time.
pub(super) fn term(text: &str) -> Result<crate::calendar::Term> {
    text.parse().map_err(|_| bad("term", text))
}

/// The role that is meant; refuses one that no policy of the register knows.
pub(super) fn known_role(role: &str, desk: &Desk) -> Result<String> {
    let role = &desk.book.code(Sort::Role, role);
    let policies = || desk.book.revisions.iter();
    if policies().any(|policy| policy.roles.get(role).is_some()) {
        return Ok(role.clone());
    }
    let roles = policies().flat_map(|policy| policy.roles.names());
    Err(unknown(Code::UnknownReference, "role", role, roles).into())
}

impl Due {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let role = self.role.as_deref();
        let role = role.map(|role| known_role(role, &desk)).transpose()?;
        let name = self.calendar_name();
        let owner = self.owner.as_deref().map(|id| desk.person(id));
        let filter = look::DueFilter {
            owner: owner.transpose()?,
            within: self.within.as_deref().map(term).transpose()?,
            mine: if self.mine {
                Some(desk.author(false)?.0)
            } else {
                None
            },
            role,
            overdue: false,
            lines: false,
            as_of: desk.then(self.as_of.as_deref())?,
        };
        let found = look::due(&desk, &filter)?;
        context.warn_left_out(&found.left_out);
        let now = filter.as_of.unwrap_or(desk.now).to_string();
        let left_out = found.left_out.len();
        context.print(|out, screen| match self.format {
            Format::Table => views::due_table(out, &found.rows, screen),
            Format::Csv => views::due_csv(out, &found.rows, screen),
            Format::Ics => ics::due(out, &found.rows, &name, &now, &screen.words),
            Format::Json => json::write(
                out,
                &DueOutput {
                    now,
                    obligations: found.rows.clone(),
                    left_out,
                },
            ),
        })?;
        Ok(Done::Fine)
    }

    /// What the calendar is called: each filter may have one of its own.
    fn calendar_name(&self) -> String {
        let mine = self.mine.then_some("mine");
        let of = [self.owner.as_deref(), self.role.as_deref(), mine];
        let of: Vec<&str> = of.into_iter().flatten().collect();
        match of.is_empty() {
            true => "plaint".to_owned(),
            false => format!("plaint: {}", of.join(", ")),
        }
    }
}

impl Overdue {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let then = desk.then(self.as_of.as_deref())?;
        let filter = look::DueFilter {
            overdue: true,
            lines: self.format.ci().is_some(),
            as_of: then,
            ..look::DueFilter::default()
        };
        let look::Looked { rows, left_out } = look::due(&desk, &filter)?;
        // What cannot be read may be overdue.
        let done = match rows.is_empty() && left_out.is_empty() {
            true => Done::Fine,
            false => Done::Found,
        };
        if let Some(ci) = self.format.ci() {
            let words = &context.screen.words;
            let mut shown: Vec<Shown> = rows.iter().map(|row| overdue(row, words)).collect();
            shown.extend(context.shown(&left_out));
            tell("overdue", shown, &[], ci, context)?;
            return Ok(done);
        }
        context.warn_left_out(&left_out);
        let now = then.unwrap_or(desk.now).to_string();
        context.print(|out, screen| match self.format {
            CiFormat::Csv => views::due_csv(out, &rows, screen),
            CiFormat::Json => json::write(
                out,
                &DueOutput {
                    now,
                    obligations: rows,
                    left_out: left_out.len(),
                },
            ),
            _ => views::due_table(out, &rows, screen),
        })?;
        Ok(done)
    }
}

/// An overdue obligation as a finding for CI.
fn overdue(row: &DueRow, words: &Vocabulary) -> Shown {
    let role = row.role.as_deref().map(|role| words.word(Sort::Role, role));
    let who = role.as_deref().or(row.person.as_deref());
    let args = [
        ("case", row.case.as_str()),
        ("customer", &row.customer),
        ("clock", &words.word(Sort::Clock, &row.clock)),
        ("who", who.unwrap_or(words.text(Phrase::Nobody))),
        ("started", &views::short(&row.started)),
        ("due", &views::short(&row.due)),
    ];
    let message = words.say(Phrase::OverdueLine, &args);
    let mut shown = Shown::new("overdue", Level::Error, message);
    shown.case = Some(row.case.clone());
    shown.entry = Some(row.by.clone());
    shown.file = Some(row.file.clone());
    shown.line = Some(row.more.line.unwrap_or(1));
    shown.rule = Some(format!("clocks.{}", row.clock));
    shown.fingerprint = Some(digest(&row.identity()));
    shown
}
