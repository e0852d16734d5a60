use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::context::{Context, Done, Result};
use crate::finding::{Code, Finding, Stop};
use crate::messages;
use crate::ops::Desk;
use crate::ops::import::{ImportCall, Imported, RejectCsv, Summary, guess, import, reject_path};
use crate::output::clean;

/// The largest file that is imported at once.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Import complaints from a CSV file, as a mapping file says
///
/// Every row becomes a case; the source's id is kept as its reference, so that
/// a second run adds nothing twice. Rows that cannot be used go to a reject
/// file with the reasons; mend them there and import that file with the same
/// map. A reject file that is there already stays as it is; the next one is
/// called .rej-2.csv.
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
    /// Count, show the first problems, and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Where rejected rows go; beside the source as .rej.csv if not named
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

impl Import {
    pub fn run(self, context: &mut Context) -> Result {
        let desk = context.desk()?;
        let path = context.world.dir.join(&self.file);
        let source = read_source(&path)?;
        let name = self.file.display().to_string();
        if self.guess {
            let map = guess(&desk, &source, &name)?;
            context.print(|out, _| out.write_all(map.as_bytes()))?;
            return Ok(Done::Fine);
        }
        match &self.map {
            Some(map) => self.by_map(map, &desk, &source, &path, context),
            None => Err(Finding::new(Code::NoMap).arg("file", name).into()),
        }
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
        let bar = bar(1000, context.environment.progress);
        let call = ImportCall {
            source,
            map: &bytes,
            map_name: &map.display().to_string(),
            source_name: &self.file.display().to_string(),
            dry_run: self.dry_run,
        };
        let imported = import(desk, call, &mut |done, cases| {
            bar.set_position(done);
            bar.set_message(format!("{cases} cases"));
        });
        bar.finish_and_clear();
        let imported = imported?;
        if !self.dry_run && !imported.numbers.is_empty() {
            context.warn_rehearsal(desk);
        }
        report(&imported, self.dry_run, context)?;
        if imported.rejected.is_empty() {
            return Ok(Done::Fine);
        }
        if !self.dry_run {
            let named = self.rejects.as_ref();
            let rejects =
                named.map_or_else(|| reject_path(path), |file| context.world.dir.join(file));
            let written = write_rejects(&imported, &rejects)?;
            context.line(format!(
                "rejected rows with their reasons: {}",
                written.display()
            ))?;
        }
        Ok(Done::Found)
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
    let summary = &imported.summary;
    let done = match imported.map.step {
        Some(_) => steps(summary, dry_run),
        None => cases(summary, dry_run),
    };
    context.line(clean::terminal(&format!(
        "{} rows read as {}: {done}, {} there already, {} rejected",
        summary.read, imported.form, summary.already_there, summary.rejected
    )))?;
    for ((code, column), count) in &summary.reasons {
        let column = column
            .as_ref()
            .map_or(String::new(), |column| format!(" in `{column}`"));
        context.line(format!("  {count} × {code}{}", clean::terminal(&column)))?;
    }
    let unit = imported.unit.word();
    for problem in &summary.first {
        let reference = problem.reference.as_deref().unwrap_or("-");
        let reasons = reasons(&problem.findings);
        let line = format!("  {unit} {} ({reference}): {reasons}", problem.place);
        context.line(clean::terminal(&line))?;
    }
    Ok(())
}

fn cases(summary: &Summary, dry_run: bool) -> String {
    let word = if dry_run { "would be opened" } else { "opened" };
    let mut with = vec![format!("{} classified", summary.to_classify)];
    with.extend(counts(summary));
    format!("{} {word} ({})", summary.to_open, with.join(", "))
}

fn steps(summary: &Summary, dry_run: bool) -> String {
    let word = if dry_run { "would be added" } else { "added" };
    let mut added = counts(summary).join(", ");
    if added.is_empty() {
        added = "nothing".to_owned();
    }
    let cases = match summary.cases {
        1 => "1 case".to_owned(),
        count => format!("{count} cases"),
    };
    format!("{added} {word} in {cases}")
}

fn counts(summary: &Summary) -> Vec<String> {
    let counts = summary.to_add.iter().filter(|(_, count)| **count > 0);
    counts
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect()
}

fn reasons(findings: &[Finding]) -> String {
    let sentences: Vec<String> = findings.iter().map(messages::message).collect();
    sentences.join("; ")
}

/// Writes the rejects to that file, or to the next name that is free: what is
/// there may have been mended by hand. Gives the name taken.
fn write_rejects(imported: &Imported, path: &Path) -> Result<PathBuf> {
    let write = || -> std::io::Result<PathBuf> {
        let (file, path) = new_file(path)?;
        let mut file = std::io::BufWriter::new(file);
        let mut csv = RejectCsv::start(
            &mut file,
            &imported.map,
            &imported.above,
            imported.header.as_deref(),
        )?;
        for row in &imported.rejected {
            csv.add(row.place, &row.raw, &reasons(&row.findings))?;
        }
        csv.finish()?;
        file.flush()?;
        Ok(path)
    };
    write().map_err(|error| {
        Stop::Machine(
            anyhow::Error::from(error).context(format!("cannot write {}", path.display())),
        )
    })
}

fn new_file(path: &Path) -> std::io::Result<(std::fs::File, PathBuf)> {
    let names = std::iter::once(path.to_owned()).chain((2..).map(|nth| numbered(path, nth)));
    for name in names {
        match std::fs::File::create_new(&name) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(file) => return Ok((file, name)),
        }
    }
    Err(std::io::ErrorKind::AlreadyExists.into())
}

/// `list.rej.csv` as `list.rej-2.csv`.
fn numbered(path: &Path, nth: u32) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{nth}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}
