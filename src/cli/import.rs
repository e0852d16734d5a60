mod rejects;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::context::{Context, Done, Result};
use crate::finding::{Code, Finding, Stop};
use crate::messages::{self, Phrase, Sort, Vocabulary};
use crate::ops::import::{Event, ImportCall, Imported, Summary, Unit, guess, import, restore};
use crate::ops::{Desk, commit_ready, commit_written};
use crate::output::clean;
use crate::register::CaseFile;
use rejects::RejectFile;

/// The largest file that is imported at once.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// How many refusals are shown, and how many rows that say something else.
const FIRST: usize = 10;

/// Import complaints from a list: a workbook, CSV or JSON
///
/// A mapping file says which column becomes which field; --guess prints a first
/// one. Every row becomes a case, closed where the list says so; the source's
/// id is kept as its reference, so that a second run adds nothing twice. With
/// `step:` in the map, rows become entries in cases that are there.
///
/// Rows that cannot be used go to a reject file with the reasons; mend them
/// there and import that file with the same map. A reject file that is there
/// already stays as it is; the next one is called .rej-2.csv.
///
/// Without a map the file must be an export of entries: then every case is
/// restored with its number and its log, if nothing speaks against it.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The file: CSV, a workbook of Excel or OpenDocument, JSON
    file: PathBuf,
    /// The mapping file: columns to fields, value tables, dates
    #[arg(long, value_name = "MAP.yaml")]
    map: Option<PathBuf>,
    /// Print a first mapping file, guessed from the columns and their values
    #[arg(long, conflicts_with_all = ["map", "dry_run", "rejects"])]
    guess: bool,
    /// The sheet of a workbook to guess from; the one most like a list unless said otherwise
    #[arg(long, value_name = "NAME", requires = "guess")]
    sheet: Option<String>,
    /// Count, show the first problems, and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Make a git commit of the cases that were written
    #[arg(long, conflicts_with = "guess")]
    commit: bool,
    /// Where rejected rows go; beside the source as .rej.csv if not named
    #[arg(long, value_name = "FILE", requires = "map")]
    rejects: Option<PathBuf>,
}

impl Import {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let path = context.world.dir.join(&self.file);
        let source = read_source(&path)?;
        let name = self.file.display().to_string();
        if self.guess {
            let map = guess(&desk, &source, &name, self.sheet.as_deref())?;
            context.print(|out, _| out.write_all(map.as_bytes()))?;
            return Ok(Done::Fine);
        }
        if self.commit && !self.dry_run {
            commit_ready(&desk)?;
        }
        match &self.map {
            Some(map) => self.by_map(map, &desk, &source, &path, context),
            None => self.restored(&desk, &source, &name, context),
        }
    }

    fn restored(&self, desk: &Desk, source: &[u8], name: &str, context: &mut Context) -> Result {
        let restored = restore(desk, source, name, self.dry_run)?;
        context.warn_unreserved(desk);
        let phrase = match self.dry_run {
            true => Phrase::RestoreWould,
            false => Phrase::RestoreDone,
        };
        let args = [
            ("written", &*restored.written.len().to_string()),
            ("s", if restored.written.len() == 1 { "" } else { "s" }),
            ("there", &restored.there.to_string()),
            ("refused", &restored.refused.len().to_string()),
        ];
        context.tell(phrase, &args)?;
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for finding in restored.refused.iter().flat_map(|(_, findings)| findings) {
            *counts.entry(finding.code).or_default() += 1;
        }
        for (code, count) in counts {
            reason_line(code, None, count, context)?;
        }
        let refused = restored.refused.iter();
        let each = refused.flat_map(|(case, found)| found.iter().map(move |one| (case, one)));
        for (case, finding) in each.take(FIRST) {
            let reason = messages::message(finding, &context.screen.words);
            let entry = finding.place.entry.as_deref();
            let place = restored.place(case, entry).unwrap_or_default();
            let args = [
                ("unit", context.screen.words.text(unit_of(restored.unit))),
                ("place", &place.to_string()),
                ("case", case.as_str()),
                ("entry", entry.unwrap_or_default()),
                ("reason", &reason),
            ];
            let line = context.screen.words.say(Phrase::RestoreRefused, &args);
            context.line(format!("  {}", clean::terminal(&line)))?;
        }
        if restored.files_missing > 0 {
            let count = restored.files_missing.to_string();
            context.note(Phrase::RestoreFiles, &[("count", &count)]);
        }
        self.committed(desk, &restored.written, context)?;
        Ok(match restored.refused.is_empty() {
            true => Done::Fine,
            false => Done::Found,
        })
    }

    fn by_map(
        &self,
        map: &Path,
        desk: &Desk,
        source: &[u8],
        path: &Path,
        context: &mut Context,
    ) -> Result {
        let bytes = crate::register::read(&context.world.dir.join(map))?;
        let bar = bar(1000, context.shows_progress());
        let call = ImportCall {
            source,
            map: &bytes,
            map_name: &map.display().to_string(),
            source_name: &self.file.display().to_string(),
            dry_run: self.dry_run,
        };
        let words = context.screen.words.clone();
        let named = self.rejects.as_ref();
        let rejects = named.map(|file| context.world.dir.join(file));
        let rejects = RejectFile::beside(path, rejects.as_deref(), self.dry_run)?;
        let imported = import(desk, call, &mut |event| match event {
            Event::Done(done, cases) => {
                bar.set_position(done);
                let args = [("cases", &*cases.to_string())];
                bar.set_message(words.say(Phrase::ImportProgress, &args));
            }
            Event::Elsewhere(count, source) => {
                let args = [("count", &*count.to_string()), ("source", source)];
                bar.suspend(|| context.note(Phrase::ImportElsewhere, &args));
            }
        });
        bar.finish_and_clear();
        let imported = imported?;
        if !self.dry_run && !imported.written.is_empty() {
            context.warn_rehearsal(desk);
        }
        context.warn_unreserved(desk);
        report(&imported, self.dry_run, context)?;
        let rejected = !imported.rejected.is_empty();
        if let Some(rejects) = rejects.filter(|_| rejected) {
            let written = rejects.write(&imported, &words)?.display().to_string();
            context.tell(Phrase::ImportRejects, &[("file", &written)])?;
        }
        self.committed(desk, &imported.written, context)?;
        Ok(if rejected { Done::Found } else { Done::Fine })
    }

    /// Commits what was written, after it was told.
    fn committed(&self, desk: &Desk, written: &[CaseFile], context: &mut Context) -> Result<()> {
        if !self.commit || self.dry_run {
            return Ok(());
        }
        let files: Vec<PathBuf> = written.iter().map(|file| file.path.clone()).collect();
        let s = if files.len() == 1 { "" } else { "s" };
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let message = format!("import: {} case{s} from {name}", files.len());
        let commit = commit_written(desk, &files, &message)?;
        context.commit_line(commit.as_deref())
    }
}

fn read_source(path: &Path) -> Result<Vec<u8>> {
    let file = path.display().to_string();
    let about = std::fs::metadata(path)
        .map_err(|_| Finding::new(Code::NoSuchFile).arg("file", file.as_str()))?;
    if !about.is_file() {
        return Err(Finding::new(Code::NotAFile).arg("file", file).into());
    }
    if about.len() > MOST_BYTES {
        let finding = Finding::new(Code::TooLarge).arg("size", about.len() as usize);
        return Err(finding
            .arg("limit", MOST_BYTES as usize)
            .in_file(file)
            .into());
    }
    std::fs::read(path).map_err(|error| {
        Stop::Machine(anyhow::Error::from(error).context(format!("cannot read {file}")))
    })
}

fn bar(length: u64, shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {percent}% {msg}");
    ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn report(imported: &Imported, dry_run: bool, context: &mut Context) -> Result<()> {
    let words = context.screen.words.clone();
    let summary = &imported.summary;
    let is_step = imported.map.step.is_some();
    let phrase = match (is_step, dry_run) {
        (false, true) => Phrase::ImportWould,
        (false, false) => Phrase::ImportDone,
        (true, true) => Phrase::ImportWouldAdd,
        (true, false) => Phrase::ImportAdded,
    };
    let count = |count: usize| count.to_string();
    let some = |count: usize| match count {
        0 => String::new(),
        count => count.to_string(),
    };
    let args = [
        ("read", &*count(summary.read)),
        ("form", imported.form),
        ("sheet", imported.sheet.as_deref().unwrap_or_default()),
        ("opened", &count(summary.to_open)),
        ("classified", &count(summary.to_classify)),
        ("added", &added(summary, is_step, &words)),
        ("cases", &count(summary.cases)),
        ("s", if summary.cases == 1 { "" } else { "s" }),
        ("there", &count(summary.already_there)),
        ("changed", &some(summary.changed)),
        ("silent", &some(summary.silent)),
        ("left", &some(summary.left_out)),
        ("rejected", &count(summary.rejected)),
    ];
    context.tell(phrase, &args)?;
    for ((code, column), count) in &summary.reasons {
        reason_line(*code, column.as_deref(), *count, context)?;
    }
    let unit = words.text(unit_of(Some(imported.unit)));
    for row in imported.rejected.iter().take(FIRST) {
        let args = [
            ("unit", unit),
            ("place", &*row.place.to_string()),
            ("reference", row.reference.as_deref().unwrap_or("-")),
            ("reasons", &reasons(&row.findings, &words)),
        ];
        let line = words.say(Phrase::ImportLine, &args);
        context.line(format!("  {}", clean::terminal(&line)))?;
    }
    for row in imported.changed.iter().take(FIRST) {
        let args = [
            ("unit", unit),
            ("place", &*row.place.to_string()),
            ("reference", &row.reference),
            ("case", &row.case),
            ("fields", &row.fields.join(words.text(Phrase::Comma))),
        ];
        let line = words.say(Phrase::ImportChanged, &args);
        context.line(format!("  {}", clean::terminal(&line)))?;
    }
    Ok(())
}

/// What the places of rows are counted in.
fn unit_of(unit: Option<Unit>) -> Phrase {
    match unit {
        Some(Unit::Line) => Phrase::ImportUnitLine,
        Some(Unit::Record) => Phrase::ImportUnitRecord,
        Some(Unit::Row) | None => Phrase::ImportUnitRow,
    }
}

/// How often there was that reason.
fn reason_line(
    code: Code,
    column: Option<&str>,
    count: usize,
    context: &mut Context,
) -> Result<()> {
    let args = [
        ("count", &*count.to_string()),
        ("code", code.as_str()),
        ("column", column.unwrap_or_default()),
    ];
    let line = context.screen.words.say(Phrase::ImportReason, &args);
    context.line(format!("  {}", clean::terminal(&line)))
}

/// How many entries of each kind come with the cases, or into them.
fn added(summary: &Summary, is_step: bool, words: &Vocabulary) -> String {
    let counts = summary.to_add.iter().filter(|(_, count)| **count > 0);
    let counts = counts.map(|(kind, count)| {
        let kind = words.word(Sort::Kind, kind);
        let args = [("count", &*count.to_string()), ("kind", &*kind)];
        words.say(Phrase::ImportCount, &args)
    });
    let counts: Vec<String> = counts.collect();
    match counts.is_empty() && is_step {
        true => words.text(Phrase::ImportNothing).to_owned(),
        false => counts.join(words.text(Phrase::Comma)),
    }
}

fn reasons(findings: &[Finding], words: &Vocabulary) -> String {
    let sentence = |finding| messages::message(finding, words);
    let sentences: Vec<String> = findings.iter().map(sentence).collect();
    sentences.join(words.text(Phrase::Semicolon))
}
