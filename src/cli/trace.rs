use clap::ValueEnum;
use serde_json::{Map, Value};

use super::context::{Context, Done, Result};
use super::steps::{self, Body, Fields, Flags, Step, StepFormat, bad, delivered, free_text};
use crate::case::Kind;
use crate::case::kinds::{Direction, FoundBy};
use crate::finding::{Code, Finding};
use crate::messages::{Phrase, Sort, code_of};
use crate::ops::trace::{Followed, Query, follow, rehearse};
use crate::output::{json, views};
use crate::report::{MockView, TraceView};

/// How lots that were followed are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Default)]
enum Format {
    /// Chain, customers, stock and balance, one below the other
    #[default]
    Table,
    /// What is made of what
    Tree,
    /// Everything, for programs
    Json,
    /// The deliveries, for a spreadsheet
    Csv,
    /// A drawing for Graphviz
    Dot,
    /// A drawing for Mermaid
    Mermaid,
}

/// Follow lots back to the supplier and on to every customer
#[derive(Debug, clap::Args)]
pub(super) struct Trace {
    /// Lots; or a label, ink-jet code, serial number (or A..B), delivery note
    /// or supplier's lot
    #[arg(required = true, value_name = "LOT")]
    lots: Vec<String>,
    /// What LOT is: lot, label, ink-code, serial, delivery-note or supplier-lot;
    /// whatever is found if not said
    #[arg(long = "as", value_name = "WHAT")]
    found_by: Option<String>,
    /// Only what they are made of, back to the supplier
    #[arg(long, conflicts_with = "forward")]
    back: bool,
    /// Only what was made of them, where it is in stock, and who got it
    #[arg(long)]
    forward: bool,
    /// Rehearse a recall: exit status 1 if anything cannot be traced
    #[arg(long, conflicts_with_all = ["case", "back", "forward"])]
    mock: bool,
    /// Enter it in that case; without, it is only looked
    #[arg(long)]
    case: Option<String>,
    /// A customer who got it, and how much: "ACME 300 pcs"; once or more; stands
    /// for what the data say of that customer
    #[arg(long, value_name = "CUSTOMER", requires = "case")]
    customer: Vec<String>,
    /// In words
    #[arg(long, requires = "case", allow_hyphen_values = true, value_parser = free_text)]
    text: Option<String>,
    #[command(flatten)]
    flags: Flags,
    /// How it is shown; with --case table or json
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[arg(skip)]
    body: Body,
}

impl Step for Trace {
    const KIND: Kind = Kind::Trace;
    fn case(&self) -> &str {
        self.case.as_deref().unwrap_or_default()
    }
    fn body(&self) -> &Body {
        &self.body
    }
    fn fields(&self) -> Result<Map<String, Value>> {
        let found_by = self.found_by()?.map(|by| by.word());
        Ok(Fields::default()
            .many("lots", self.lots.clone())
            .one("as", found_by)
            .one("direction", self.direction().map(Direction::word))
            .one("customers", delivered(&self.customer)?)
            .one("text", self.text.clone())
            .done())
    }
}

impl Trace {
    pub fn run(self, context: &mut Context) -> Result {
        if self.case.is_some() {
            return self.enter(context);
        }
        if let Some(flag) = self.step_flag() {
            return Err(bad("flag-of-entry", flag));
        }
        let query = self.query()?;
        let desk = context.desk()?;
        if self.mock {
            self.is_of(&[Format::Table, Format::Json], "format-of-mock")?;
            let mock = rehearse(&desk, &query)?;
            return self.rehearsed(&mock, context);
        }
        let followed = follow(&desk, &query)?;
        self.show(&followed.view, context)?;
        notes(&followed, context);
        Ok(Done::Fine)
    }

    fn show(&self, view: &TraceView, context: &mut Context) -> Result<()> {
        context.print(|out, screen| match self.format {
            Format::Table => views::trace_table(out, view, screen),
            Format::Tree => views::trace_tree(out, view, screen),
            Format::Json => json::write(out, view),
            Format::Csv => views::trace_csv(out, view, screen),
            Format::Dot => views::trace_dot(out, view, &screen.words),
            Format::Mermaid => views::trace_mermaid(out, view, &screen.words),
        })
    }

    fn rehearsed(&self, mock: &MockView, context: &mut Context) -> Result {
        context.print(|out, screen| match self.format {
            Format::Json => json::write(out, mock),
            _ => views::trace_mock(out, mock, screen),
        })?;
        let took = context
            .environment
            .started
            .elapsed()
            .as_millis()
            .to_string();
        context.note(Phrase::MockTook, &[("time", &took)]);
        Ok(match mock.gaps.is_empty() {
            true => Done::Fine,
            false => Done::Found,
        })
    }

    fn enter(mut self, context: &mut Context) -> Result {
        self.is_of(&[Format::Table, Format::Json], "format-of-entry")?;
        self.body = Body {
            flags: self.flags.clone(),
            format: match self.format {
                Format::Json => StepFormat::Json,
                _ => StepFormat::Table,
            },
        };
        let query = self.query()?;
        let desk = context.desk()?;
        let done = steps::run_at(&desk, &self, context)?;
        // Where the data know nothing of the lots a person has said it all.
        if let Ok(followed) = follow(&desk, &query) {
            doubts(&followed, context);
        }
        Ok(done)
    }

    /// What is asked of the data.
    fn query(&self) -> Result<Query<'_>> {
        Ok(Query {
            words: &self.lots,
            by: self.found_by()?,
            direction: self.direction().unwrap_or(Direction::Both),
        })
    }

    /// Refuses a format in which that cannot be shown.
    fn is_of(&self, formats: &[Format], expected: &str) -> Result<()> {
        if formats.contains(&self.format) {
            return Ok(());
        }
        let word = self.format.to_possible_value();
        Err(bad(
            expected,
            word.as_ref().map_or("", |word| word.get_name()),
        ))
    }

    /// What the words are, as typed in either language.
    fn found_by(&self) -> Result<Option<FoundBy>> {
        let Some(typed) = &self.found_by else {
            return Ok(None);
        };
        let word = code_of(Sort::Lot, typed).unwrap_or(typed);
        let by = FoundBy::parse(word).ok_or_else(|| {
            let known = FoundBy::WORDS.iter().map(ToString::to_string);
            let finding = Finding::new(Code::UnknownWord).arg("what", "found-by");
            let finding = finding.arg("word", word);
            finding.arg("known", known.collect::<Vec<String>>())
        })?;
        Ok(Some(by))
    }

    /// The direction, where one is said.
    fn direction(&self) -> Option<Direction> {
        match (self.back, self.forward) {
            (true, _) => Some(Direction::Back),
            (_, true) => Some(Direction::Forward),
            _ => None,
        }
    }

    /// A flag that only an entry has use for.
    fn step_flag(&self) -> Option<&'static str> {
        let flags = &self.flags;
        let given = [
            (flags.when.is_some(), "--when"),
            (flags.from.is_some(), "--from"),
            (flags.edit, "--edit"),
            (flags.dry_run, "--dry-run"),
            (flags.commit, "--commit"),
        ];
        given
            .iter()
            .find(|(given, _)| *given)
            .map(|(_, flag)| *flag)
    }
}

/// Says that nobody got the lots, and what of the data is doubtful.
fn notes(followed: &Followed, context: &mut Context) {
    let view = &followed.view;
    if view.customers.is_empty() && view.direction != Direction::Back.word() {
        context.note(Phrase::NobodyGot, &[]);
    }
    doubts(followed, context);
}

/// Says what of the data is doubtful, or was not read.
fn doubts(followed: &Followed, context: &mut Context) {
    let view = &followed.view;
    let s = |count: usize| if count == 1 { "" } else { "s" };
    if !followed.faults.is_empty() {
        let count = followed.faults.len();
        let args = [("count", &*count.to_string()), ("s", s(count))];
        context.note(Phrase::LotsDoubtful, &args);
    }
    if !view.unfound.is_empty() {
        let ranges = view.unfound.join(", ");
        context.note(Phrase::SerialsUnknown, &[("ranges", &ranges)]);
    }
    if !view.unread.is_empty() {
        let count = view.unread.len();
        let files = view.unread.join(", ");
        let args = [
            ("count", &*count.to_string()),
            ("s", s(count)),
            ("files", &files),
        ];
        context.note(Phrase::FilesUnread, &args);
    }
    for one in view.alike.iter().take(10) {
        let line = one.line.to_string();
        let args = [
            ("lot", one.lot.as_str()),
            ("other", &one.other),
            ("file", &one.file),
            ("line", &line),
        ];
        context.note(Phrase::LotAlike, &args);
    }
    if view.left_out > 0 {
        let count = view.left_out;
        let args = [("count", &*count.to_string()), ("s", s(count))];
        context.note(Phrase::RowsLeftOut, &args);
    }
}
