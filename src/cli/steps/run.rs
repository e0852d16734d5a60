use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::super::context::{Context, Done, Result};
use super::appraise::{only_asks, show_appraisal};
use super::common::StepFormat;
use super::verbs::Step;
use crate::case::{Entry, Kind};
use crate::finding::{Code, Finding, Stop};
use crate::messages::{Phrase, Sort};
use crate::ops::{Desk, Draft, Loaded, Outcome, StepCall, parse_when, step};
use crate::output::{json as json_output, views};
use crate::procedure::State;
use crate::register::{attach, hash};
use crate::report::case_view;

/// The largest file that goes into a case's folder.
const MOST_BYTES: u64 = 50 * 1024 * 1024;

/// The steps after which it is always said what is left of what was traced and
/// called back; after others where they change it.
const FOLLOWED: [Kind; 5] = [
    Kind::Trace,
    Kind::Contain,
    Kind::Notify,
    Kind::Recall,
    Kind::Retrieve,
];

/// Takes the step and prints what it changed.
pub(in super::super) fn run<S: Step>(verb: S, context: &mut Context) -> Result {
    let desk = context.desk()?;
    run_at(&desk, &verb, context)
}

/// Takes the step at a desk that is open already, and prints what it changed.
pub(in super::super) fn run_at<S: Step>(desk: &Desk, verb: &S, context: &mut Context) -> Result {
    let mut flags = verb.fields()?;
    if let Some(when) = &verb.body().flags.when {
        flags.insert("when".to_owned(), typed(when, desk)?.into());
    }
    let amended = flags.get_mut("set").and_then(|set| set.get_mut("when"));
    if let Some(Value::String(when)) = amended {
        *when = typed(when, desk)?;
    }
    let mut fields = verb.body().flags.fields(S::KIND, flags, context)?;
    desk.book.write_codes(S::KIND, &mut fields);
    let asks = only_asks(S::KIND, &mut fields, verb.body().flags.dry_run);
    let mut draft = Draft {
        kind: S::KIND,
        fields,
        target: verb.target().map(str::to_owned),
    };
    let call = StepCall {
        dry_run: verb.body().flags.dry_run,
        commit: verb.body().flags.commit,
    };
    let place = |file: &PathBuf| context.world.dir.join(file);
    let files = Files {
        one: verb.file().map(place),
        photographs: verb.photographs().iter().map(place).collect(),
    };
    if S::KIND == Kind::Close && call.dry_run {
        return super::closing::show(desk, verb.case(), &draft, verb.body().format, context);
    }
    let outcome = match files.is_empty() {
        true => step(desk, verb.case(), &draft, call),
        false => with_files(desk, verb.case(), &mut draft, &files, call),
    };
    let outcome = outcome.map_err(|stop| context.placed(with_flags(stop, S::KIND)))?;
    if outcome.written {
        context.warn_rehearsal(desk);
    }
    context.warn_all(&outcome.doubts);
    if verb.body().format == StepFormat::Table {
        show_appraisal(&outcome, !asks, context)?;
        if asks {
            return Ok(Done::Fine);
        }
    }
    show_step(&outcome, verb.body().format, desk, context)
}

/// A time as typed, as it stands in a file.
fn typed(when: &str, desk: &Desk) -> Result<String> {
    Ok(parse_when(when, &desk.book.calendar)?.to_string())
}

/// Files that go into the case's folder with the step.
struct Files {
    one: Option<PathBuf>,
    photographs: Vec<PathBuf>,
}

impl Files {
    fn is_empty(&self) -> bool {
        self.one.is_none() && self.photographs.is_empty()
    }

    /// Puts each file's name and hash into the fields, as `kept` gives them.
    fn put(
        &self,
        fields: &mut Map<String, Value>,
        kept: impl Fn(&Path) -> Result<Value>,
    ) -> Result<()> {
        if let Some(file) = &self.one {
            put_file(fields, kept(file)?);
        }
        if !self.photographs.is_empty() {
            let photographs = self.photographs.iter().map(|file| kept(file));
            let photographs = photographs.collect::<Result<Vec<Value>>>()?;
            fields.insert("photographs".to_owned(), photographs.into());
        }
        Ok(())
    }
}

/// Judges the step first, so that a refused one leaves no file behind; then
/// copies the files, then takes the step.
fn with_files(
    desk: &Desk,
    case: &str,
    draft: &mut Draft,
    files: &Files,
    call: StepCall,
) -> Result<Outcome> {
    files.put(&mut draft.fields, |source| {
        let (sha256, _) = hash(source)?;
        let name = source.file_name();
        let name = name.map(|name| name.to_string_lossy().into_owned());
        Ok(json!({"name": name.unwrap_or_default(), "sha256": sha256}))
    })?;
    let dry = StepCall {
        dry_run: true,
        commit: false,
    };
    let trial = step(desk, case, draft, dry)?;
    if call.dry_run {
        return Ok(trial);
    }
    files.put(&mut draft.fields, |source| {
        let attached = attach(&trial.case.file.path, source, MOST_BYTES)?;
        Ok(json!({"name": attached.name, "sha256": attached.sha256}))
    })?;
    step(desk, case, draft, call)
}

fn put_file(fields: &mut Map<String, Value>, file: Value) {
    let text = fields.shift_remove("text");
    fields.insert("file".to_owned(), file);
    if let Some(text) = text {
        fields.insert("text".to_owned(), text);
    }
}

/// Names the flag that gives a missing field.
pub(in super::super) fn with_flags(stop: Stop, kind: Kind) -> Stop {
    let Stop::Refused(findings) = stop else {
        return stop;
    };
    let flagged = findings.into_iter().map(|finding| {
        let key = finding.args.get("key").map(|key| key.plain());
        match key {
            Some(key)
                if finding.code == Code::MissingKey
                    && finding.place.file.is_none()
                    && is_typed(&finding, kind) =>
            {
                let case = finding.place.case.clone();
                let case = case.unwrap_or_else(|| "CASE".to_owned());
                finding.arg("flag", flag(kind, &key).replace("CASE", &case))
            }
            _ => finding,
        }
    });
    Stop::Refused(flagged.collect())
}

/// Whether the field is one that a flag gives.
fn is_typed(finding: &Finding, kind: Kind) -> bool {
    match finding.place.path.as_slice() {
        [] => true,
        [only] => kind == Kind::Inspect && *only == "sampled".into(),
        _ => false,
    }
}

fn flag(kind: Kind, key: &str) -> String {
    match (kind, key) {
        (
            Kind::Ask | Kind::Answer | Kind::Note | Kind::Opinion | Kind::Finish | Kind::Visit,
            "text",
        ) => {
            format!("plaint {} CASE TEXT", kind.word())
        }
        (Kind::Request, "want") => "plaint request CASE WANT".to_owned(),
        (Kind::Attach, "file") => "plaint attach CASE FILE".to_owned(),
        (Kind::Link, "case") => "plaint link CASE OTHER".to_owned(),
        (Kind::Classify, "criteria") => "--criterion".to_owned(),
        (_, "lots") => "--lot".to_owned(),
        (Kind::Verify, "methods") => "--method".to_owned(),
        (Kind::Recall, "customers") => "--customer \"NAME NUMBER UNIT\"".to_owned(),
        (Kind::Investigate, "justified") => "--justified yes|no".to_owned(),
        (Kind::Amend, "set") => "--set FIELD=VALUE".to_owned(),
        (Kind::Disposition, "items") => "--item \"DECISION NUMBER\"".to_owned(),
        (_, "items") => "--item \"MODEL LOT NUMBER UNIT\"".to_owned(),
        (Kind::Replace, "by") => "--by-day DAY".to_owned(),
        (_, key) => format!("--{}", key.replace('_', "-")),
    }
}

fn show_step(outcome: &Outcome, format: StepFormat, desk: &Desk, context: &mut Context) -> Result {
    if format == StepFormat::Json {
        return show_json(&outcome.case, desk, context);
    }
    if !outcome.written {
        return write_text(&outcome.text, context);
    }
    if let (Kind::Classify, Some(_)) = (outcome.entry.kind(), outcome.case.state.severity()) {
        let view = case_view(
            &outcome.case.case,
            &outcome.case.state,
            &outcome.case.rules,
            desk.now,
        );
        if let Some(entry) = view
            .log
            .iter()
            .find(|entry| entry.id == outcome.entry.id.as_str())
        {
            let brief = views::brief(entry, &context.screen.words);
            context.line(brief)?;
        }
    }
    show_outcome(
        &outcome.case,
        &outcome.entry,
        &outcome.before,
        desk,
        context,
    )?;
    context.commit_line(outcome.commit.as_deref())?;
    Ok(Done::Fine)
}

pub(in super::super) fn write_text(text: &str, context: &mut Context) -> Result {
    let clean = crate::output::clean::terminal_lines(text);
    context.print(|out, _| write!(out, "{clean}"))?;
    Ok(Done::Fine)
}

pub(in super::super) fn show_json(case: &Loaded, desk: &Desk, context: &mut Context) -> Result {
    let view = case_view(&case.case, &case.state, &case.rules, desk.now);
    context.print(|out, _| json_output::write(out, &view))?;
    Ok(Done::Fine)
}

/// What a step changed: the entry and the status, clocks started and met, and
/// what comes next.
pub(in super::super) fn show_outcome(
    case: &Loaded,
    entry: &Entry,
    before: &State,
    desk: &Desk,
    context: &mut Context,
) -> Result<()> {
    let was = case_view(&case.case, before, &case.rules, desk.now);
    let now = case_view(&case.case, &case.state, &case.rules, desk.now);
    let words = context.screen.words.clone();
    let status = words.word(Sort::Status, &now.status);
    let status = match was.status == now.status || before.log.is_empty() {
        true => status,
        false => {
            let was = words.word(Sort::Status, &was.status);
            words.say(Phrase::BecameStatus, &[("was", &was), ("now", &status)])
        }
    };
    let target = entry.body.target().map(|target| target.to_string());
    let answered = entry.body.target().and_then(|target| {
        let kind = case.state.seen(&target.entry)?.entry.kind();
        Some(words.word(Sort::Kind, kind.word()))
    });
    let args = [
        ("case", now.case.as_str()),
        ("kind", &words.word(Sort::Taken, entry.kind().word())),
        ("entry", entry.id.as_str()),
        ("answered", answered.as_deref().unwrap_or_default()),
        ("target", target.as_deref().unwrap_or_default()),
        ("status", &status),
    ];
    context.tell(Phrase::StepLine, &args)?;
    context.print(|out, screen| views::changes(out, &was, &now, screen))?;
    if FOLLOWED.contains(&entry.kind()) || was.left != now.left {
        context.print(|out, screen| views::left(out, &now, screen))?;
    }
    if !now.next.is_empty() {
        context.print(|out, screen| views::next_few(out, &now, screen))?;
    }
    Ok(())
}

/// A call that makes no sense.
pub(in super::super) fn bad(expected: &str, found: &str) -> Stop {
    Finding::new(Code::BadArgument)
        .arg("expected", expected)
        .arg("found", found)
        .into()
}
