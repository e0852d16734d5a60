//! What every verb works with: the world, the screen, where output goes, and
//! how findings are shown.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Utc};

use super::Global;
use crate::case::Time;
use crate::finding::{Arg, Code, Finding, Stop};
use crate::messages::{self, Lang, Phrase, Vocabulary};
use crate::ops::hook::missing_driver;
use crate::ops::import::decode;
use crate::ops::{Desk, World, fingerprint};
use crate::output::export::Cut;
use crate::output::{Charset, InCommit, Level, Screen, Shown, clean, findings, views};
use crate::register::Register;
use crate::yaml::Spans;

/// What the program read of its environment when it started.
#[derive(Debug, Clone)]
pub struct Environment {
    /// The clock.
    pub clock: DateTime<Utc>,
    /// When the program started, to say how long something took.
    pub started: Instant,
    /// The current folder.
    pub dir: PathBuf,
    /// `PLAINT_REGISTER`.
    pub register: Option<PathBuf>,
    /// `PLAINT_NOW`.
    pub now: Option<String>,
    /// `PLAINT_LANG` or the locale.
    pub lang: Option<String>,
    /// The locale whose characters standard output takes, if it is a terminal.
    pub charset: Option<String>,
    /// The same of standard error.
    pub charset_err: Option<String>,
    /// `VISUAL` or `EDITOR`.
    pub editor: Option<String>,
    /// Random bytes.
    pub seed: [u8; 32],
    /// Whether standard output is a terminal.
    pub terminal: bool,
    /// The width of the terminal that standard output is, if it is one.
    pub width: Option<u16>,
    /// Whether standard output may be coloured.
    pub colour: bool,
    /// Whether standard error may be coloured.
    pub colour_err: bool,
    /// Whether standard error is a terminal.
    pub progress: bool,
}

impl Environment {
    /// What standard output and standard error take.
    pub(super) fn charsets(&self) -> [Charset; 2] {
        let of = |locale: &Option<String>| {
            let charset = locale.as_deref().map(Charset::of_locale);
            charset.unwrap_or(Charset::Unicode)
        };
        [of(&self.charset), of(&self.charset_err)]
    }
}

/// How a command ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// Done, nothing found.
    Fine,
    /// Something was found.
    Found,
    /// The call was wrong, and what is wrong is said already.
    Misused,
}

/// How a command ended.
pub(super) type Result<T = Done> = std::result::Result<T, Stop>;

/// What a verb works with.
pub(super) struct Context<'a> {
    pub world: World,
    pub environment: &'a Environment,
    pub screen: Screen,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
    /// The folder that findings' files are relative to, once it is known.
    pub root: Option<PathBuf>,
    /// What was read from elsewhere, by the name that findings give it.
    pub inputs: Vec<(String, Arc<str>)>,
}

impl<'a> Context<'a> {
    pub fn new(
        global: &Global,
        environment: &'a Environment,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Self {
        let world = World {
            clock: environment.clock,
            now: global.now.clone().or_else(|| environment.now.clone()),
            by: global.by.clone(),
            dir: environment.dir.clone(),
            register: global
                .register
                .clone()
                .or_else(|| environment.register.clone()),
            seed: environment.seed,
        };
        let locale = environment.lang.as_deref().and_then(Lang::parse);
        let lang = global.lang.map(Lang::from).or(locale).unwrap_or_default();
        let lang = match environment.charsets()[0].has_chinese() {
            true => lang,
            false => Lang::En,
        };
        let screen = Screen {
            width: environment.width,
            terminal: environment.terminal,
            colour: environment.colour,
            words: Vocabulary::new(lang),
        };
        Context {
            world,
            environment,
            screen,
            out,
            err,
            root: None,
            inputs: Vec::new(),
        }
    }

    /// Opens the register.
    pub fn desk(&mut self) -> Result<Desk> {
        self.locate();
        let desk = Desk::open(&self.world)?;
        if self.screen.words.lang == Lang::Zh {
            self.screen.words = self.screen.words.clone().with(desk.book.labels());
        }
        Ok(desk)
    }

    /// Whether a bar of progress can be shown: it is drawn in Unicode.
    pub fn shows_progress(&self) -> bool {
        self.environment.progress && self.environment.charsets()[1] == Charset::Unicode
    }

    /// Notes where the register lies, so that findings about a register that
    /// cannot be opened still show their lines.
    pub fn locate(&mut self) {
        let found = match &self.world.register {
            Some(folder) => Register::open(&self.world.dir.join(folder)),
            None => Register::find(&self.world.dir),
        };
        self.root = found.ok().map(|register| register.root().to_owned());
    }

    /// Says on standard error that a write happened under another clock.
    pub fn warn_rehearsal(&mut self, desk: &Desk) {
        if desk.is_rehearsal {
            let now = desk.now.to_string();
            self.note(Phrase::Rehearsal, &[("now", &now)]);
        }
    }

    /// Writes a line to standard error, behind what was printed before it.
    pub fn say(&mut self, text: impl std::fmt::Display) {
        let _ = self.out.flush();
        let _ = writeln!(self.err, "{text}");
    }

    /// Writes a phrase to standard error, behind what was printed before it.
    pub fn note(&mut self, phrase: Phrase, args: &[(&'static str, &str)]) {
        let text = self.screen.words.say(phrase, args);
        self.say(clean::terminal(&text));
    }

    /// Writes a phrase to standard output.
    pub fn tell(&mut self, phrase: Phrase, args: &[(&'static str, &str)]) -> Result<()> {
        let text = self.screen.words.say(phrase, args);
        self.print(|out, screen| views::line(out, &text, screen))
    }

    /// Writes a line to standard output.
    pub fn line(&mut self, text: impl std::fmt::Display) -> Result<()> {
        writeln!(self.out, "{text}").map_err(closed_pipe)
    }

    /// Names the commit that was made, if one was.
    pub fn commit_line(&mut self, commit: Option<&str>) -> Result<()> {
        match commit {
            Some(commit) => {
                let commit = commit.get(..10).unwrap_or(commit);
                self.tell(Phrase::Commit, &[("commit", commit)])
            }
            None => Ok(()),
        }
    }

    /// Prints with a function of `output`.
    pub fn print(
        &mut self,
        print: impl FnOnce(&mut dyn Write, &Screen) -> io::Result<()>,
    ) -> Result<()> {
        print(self.out, &self.screen).map_err(closed_pipe)
    }

    /// Keeps what was read from elsewhere, so that findings can show its lines.
    pub fn keep(&mut self, name: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        self.inputs.push((name.to_owned(), text.into()));
    }

    /// Gives findings about a field its line in what was read from elsewhere,
    /// if it stands there.
    pub fn placed(&self, stop: Stop) -> Stop {
        let Stop::Refused(mut found) = stop else {
            return stop;
        };
        let about = |finding: &&mut Finding| finding.place.file.is_none();
        for finding in found.iter_mut().filter(about) {
            let place = self.inputs.iter().rev().find_map(|(name, text)| {
                let spans = Spans::of(text).ok()?;
                let mark = spans.get(&finding.place.path)?;
                (!finding.place.path.is_empty()).then_some((name, mark))
            });
            if let Some((name, mark)) = place {
                *finding = finding
                    .clone()
                    .in_file(name.as_str())
                    .at(mark.line, mark.column);
            }
        }
        Stop::Refused(found)
    }

    /// Names files left out on standard error.
    pub fn warn_left_out(&mut self, left_out: &[Finding]) {
        if left_out.is_empty() {
            return;
        }
        let finding = Finding::new(Code::LeftOut).arg("count", left_out.len());
        let words = self.screen.words.clone();
        self.warn(&finding, &words);
        for finding in left_out.iter().take(10) {
            let message = messages::message(finding, &words);
            let line = format!("  {}: {message}", finding.place);
            self.say(clean::ci_line(&line));
        }
        let dir = self.root.as_deref().unwrap_or(&self.world.dir);
        if let Some(missing) = missing_driver(dir, left_out) {
            self.warn(&missing, &words);
        }
    }

    /// Names what did not fit into the cells of a workbook on standard error.
    pub fn warn_cut(&mut self, cut: &[Cut]) {
        let words = self.screen.words.clone();
        for cut in cut.iter().take(10) {
            let finding = Finding::new(Code::CellCut).arg("column", cut.column);
            let finding = finding.of_case(cut.case.as_str());
            self.warn(&finding, &words);
        }
        if let Some(more) = cut.len().checked_sub(10).filter(|more| *more > 0) {
            self.note(Phrase::AndMore, &[("count", &more.to_string())]);
        }
    }

    /// Shows findings on standard error, as `check` shows them.
    pub fn tell_all(&mut self, found: &[Finding]) {
        let shown = self.shown(found);
        let screen = Screen {
            width: None,
            terminal: self.environment.progress,
            colour: self.environment.colour_err,
            words: self.screen.words.clone(),
        };
        let _ = self.out.flush();
        let _ = findings::human(self.err, &shown, &screen);
    }

    /// Names what is doubtful on standard error.
    pub fn warn_all(&mut self, doubts: &[Finding]) {
        let words = self.screen.words.clone();
        for doubt in doubts {
            self.warn(doubt, &words);
        }
    }

    /// Names on standard error the numbers that no remote knows to be taken.
    pub fn warn_unreserved(&mut self, desk: &Desk) {
        let unreserved: Vec<Finding> = desk.unreserved().into_iter().collect();
        self.warn_all(&unreserved);
    }

    fn warn(&mut self, finding: &Finding, words: &Vocabulary) {
        let text = messages::message(finding, words);
        let help = messages::remedy(finding, words).unwrap_or_default();
        let warning = words.text(Phrase::Warning);
        let text = words.say(Phrase::LeftOutLine, &[("text", &text), ("help", &help)]);
        let text = format!("{warning}[{}]: {text}", finding.code);
        self.say(clean::terminal(&text));
    }

    /// Findings with their sentences.
    pub fn shown(&self, all: &[Finding]) -> Vec<Shown> {
        self.shown_in(all, &self.screen.words)
    }

    /// Findings with their sentences in those words.
    pub fn shown_in(&self, all: &[Finding], words: &Vocabulary) -> Vec<Shown> {
        let mut source: Option<(String, Option<Arc<str>>)> = None;
        all.iter()
            .map(|finding| {
                let file = finding.place.file.clone();
                if source.as_ref().map(|(known, _)| known) != file.as_ref() {
                    source = file.as_ref().map(|file| (file.clone(), self.source(file)));
                }
                let text = source.as_ref().and_then(|(_, text)| text.clone());
                let text = text.filter(|_| finding.place.line.is_some());
                shown(&self.as_typed(finding), text, words)
            })
            .collect()
    }

    /// The finding with files of the current folder as they were typed.
    fn as_typed(&self, finding: &Finding) -> Finding {
        let typed = |file: &str| {
            let inside = Path::new(file).strip_prefix(&self.world.dir).ok()?;
            Some(inside.display().to_string()).filter(|inside| !inside.is_empty())
        };
        let mut finding = finding.clone();
        if let Some(file) = finding.place.file.as_deref().and_then(typed) {
            finding.place.file = Some(file);
        }
        let named = finding.args.get("file").map(Arg::plain);
        if let Some(file) = named.as_deref().and_then(typed) {
            finding.args.replace("file", file.into());
        }
        finding
    }

    fn source(&self, file: &str) -> Option<Arc<str>> {
        const MOST: u64 = 2 * 1024 * 1024;
        if let Some((_, text)) = self.inputs.iter().find(|(name, _)| name == file) {
            return Some(text.clone());
        }
        let path = match &self.root {
            Some(root) => root.join(file),
            None => PathBuf::from(file),
        };
        let path = if path.exists() {
            path
        } else {
            self.world.dir.join(file)
        };
        let about = std::fs::metadata(&path).ok()?;
        if !about.is_file() || about.len() > MOST {
            return None;
        }
        let bytes = std::fs::read(path).ok()?;
        // Tables come as other systems write them; everything else is UTF-8.
        let decoded = decode(&bytes, None).ok().map(|(text, _)| text);
        let text = decoded.filter(|_| file.to_lowercase().ends_with(".csv"));
        let text = text.map_or_else(|| String::from_utf8_lossy(&bytes), Into::into);
        Some(text.trim_start_matches('\u{feff}').into())
    }

    /// The path of the register inside its git repository, with a slash.
    pub fn prefix(&self) -> String {
        let Some(root) = &self.root else {
            return String::new();
        };
        crate::git::Git::new(root)
            .prefix()
            .map(str::to_owned)
            .unwrap_or_default()
    }
}

fn shown(finding: &Finding, source: Option<Arc<str>>, words: &Vocabulary) -> Shown {
    let level = match finding.code {
        Code::RoleVacant | Code::LeftOut | Code::LevelNeverGiven => Level::Warning,
        Code::RowUnused | Code::LevelWithoutLimit | Code::RowNeverCounts => Level::Warning,
        Code::ApproversTooFew => Level::Warning,
        _ => Level::Error,
    };
    let place = &finding.place;
    let mut shown = Shown::new(
        finding.code.as_str(),
        level,
        messages::message(finding, words),
    );
    shown.remedy = messages::remedy(finding, words);
    shown.rule = place.rule.clone();
    shown.case = place.case.clone();
    shown.entry = place.entry.clone();
    shown.file = place.file.as_deref().map(|file| source_name(file, words));
    shown.line = place.line;
    shown.column = place.column;
    shown.commit = place.revision.as_deref().map(|revision| InCommit {
        id: revision.commit.clone(),
        author: revision.author.clone(),
        time: Time(revision.time).to_string(),
        line: revision.line.clone(),
    });
    shown.field = Some(place.path_text()).filter(|path| !path.is_empty());
    shown.fingerprint = Some(fingerprint(finding));
    shown.source = source;
    shown
}

/// A file as people are told of it; what is no file has a name by language.
fn source_name(file: &str, words: &Vocabulary) -> String {
    [Phrase::StandardInput, Phrase::WhatYouWrote]
        .into_iter()
        .find(|name| name.in_lang(Lang::En) == file)
        .map_or(file, |name| words.text(name))
        .to_owned()
}

/// A pipe closed early is no error; anything else is the machine's.
pub(super) fn closed_pipe(error: io::Error) -> Stop {
    Stop::Machine(anyhow::Error::from(error))
}

/// The one place where outcomes become exit statuses.
pub(super) fn exit_status(result: Result, context: &mut Context) -> u8 {
    match result {
        Ok(Done::Fine) => 0,
        Ok(Done::Found) => 1,
        Ok(Done::Misused) => 2,
        Err(Stop::Refused(mut findings)) => {
            let dir = context.root.as_deref().unwrap_or(&context.world.dir);
            findings.extend(missing_driver(dir, &findings));
            context.tell_all(&findings);
            2
        }
        Err(Stop::Machine(fault)) if is_closed_pipe(&fault) => 0,
        Err(Stop::Machine(fault)) => {
            let error = context.screen.words.text(Phrase::Error);
            let _ = writeln!(context.err, "{error}: {fault:#}");
            3
        }
    }
}

fn is_closed_pipe(fault: &anyhow::Error) -> bool {
    let kind = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    fault.downcast_ref::<io::Error>().is_some_and(kind)
}

/// Reads a file named on the command line, a pipe too; `-` is standard input.
/// Its name for findings, and its bytes: no more than are ever taken, and one.
pub(super) fn read_input(path: &Path, dir: &Path) -> Result<(String, Vec<u8>)> {
    const MOST: u64 = crate::register::MAX_FILE + 1;
    const STDIN: &str = Phrase::StandardInput.in_lang(Lang::En);
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let read = io::stdin().lock().take(MOST).read_to_end(&mut bytes);
        return match read {
            Ok(_) => Ok((STDIN.to_owned(), bytes)),
            Err(error) => Err(unreadable(STDIN, error)),
        };
    }
    let whole = dir.join(path);
    match File::open(&whole) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Finding::new(Code::NoSuchFile).arg("file", name).into());
        }
        Err(error) => return Err(unreadable(&name, error)),
        Ok(_) if whole.is_dir() => {
            return Err(Finding::new(Code::NotAFile).arg("file", name).into());
        }
        Ok(file) => file
            .take(MOST)
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&name, error))?,
    };
    Ok((name, bytes))
}

fn unreadable(name: &str, error: io::Error) -> Stop {
    Stop::Machine(anyhow::Error::from(error).context(format!("cannot read {name}")))
}
