use std::path::Path;

use serde_json::{Map, Value, json};

use super::super::context::{Context, Done, Result};
use super::common::StepFormat;
use super::verbs::Step;
use crate::case::{Entry, Kind};
use crate::finding::{Code, Finding, Stop};
use crate::ops::{Desk, Draft, Loaded, Outcome, StepCall, parse_when, step};
use crate::output::{json as json_output, views};
use crate::procedure::State;
use crate::register::{attach, hash};
use crate::report::{CaseView, case_view};

/// The largest file that goes into a case's folder.
const MOST_BYTES: u64 = 50 * 1024 * 1024;

/// Takes the step and prints what it changed.
pub(in super::super) fn run<S: Step>(verb: S, context: &mut Context) -> Result {
    let desk = context.desk()?;
    let mut flags = verb.fields()?;
    if let Some(when) = &verb.body().when {
        flags.insert(
            "when".to_owned(),
            Value::String(parse_when(when, &desk.book.calendar)?.to_string()),
        );
    }
    let fields = verb.body().fields(S::KIND, flags, context)?;
    let mut draft = Draft {
        kind: S::KIND,
        fields,
        target: verb.target().map(str::to_owned),
    };
    let call = StepCall {
        dry_run: verb.body().dry_run,
        commit: verb.body().commit,
    };
    let outcome = match verb.file() {
        None => step(&desk, verb.case(), &draft, call),
        Some(source) => {
            let source = context.world.dir.join(source);
            with_file(&desk, verb.case(), &mut draft, &source, call)
        }
    };
    let outcome = outcome.map_err(|stop| context.placed(with_flags(stop, S::KIND)))?;
    if outcome.written {
        context.warn_rehearsal(&desk);
    }
    show_step(&outcome, verb.body().format, &desk, context)
}

/// Judges the step first, so that a refused one leaves no file behind; then
/// copies the file, then takes the step.
fn with_file(
    desk: &Desk,
    case: &str,
    draft: &mut Draft,
    source: &Path,
    call: StepCall,
) -> Result<Outcome> {
    let (sha256, _) = hash(source)?;
    let name = source
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    put_file(
        &mut draft.fields,
        json!({"name": name.unwrap_or_default(), "sha256": sha256}),
    );
    let trial = step(
        desk,
        case,
        draft,
        StepCall {
            dry_run: true,
            commit: false,
        },
    )?;
    if call.dry_run {
        return Ok(trial);
    }
    let attached = attach(&trial.case.file.path, source, MOST_BYTES)?;
    put_file(
        &mut draft.fields,
        json!({"name": attached.name, "sha256": attached.sha256}),
    );
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
                    && finding.place.path.is_empty() =>
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

fn flag(kind: Kind, key: &str) -> String {
    match (kind, key) {
        (Kind::Ask | Kind::Answer | Kind::Note, "text") => {
            format!("plaint {} CASE TEXT", kind.word())
        }
        (Kind::Request, "want") => "plaint request CASE WANT".to_owned(),
        (Kind::Attach, "file") => "plaint attach CASE FILE".to_owned(),
        (Kind::Link, "case") => "plaint link CASE OTHER".to_owned(),
        (Kind::Classify, "criteria") => "--criterion".to_owned(),
        (Kind::Amend, "set") => "--set FIELD=VALUE".to_owned(),
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
        context.line(outcome.entry.body.brief())?;
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
    let status = match was.status == now.status || before.log.is_empty() {
        true => now.status.clone(),
        false => format!("{} → {}", was.status, now.status),
    };
    let answered = entry.body.target().and_then(|target| {
        let kind = case.state.seen(&target.entry)?.entry.kind();
        Some(format!(" for {} {target}", kind.word()))
    });
    context.line(format!(
        "{} {} {}{}: {status}",
        now.case,
        entry.kind().word(),
        entry.id,
        answered.unwrap_or_default()
    ))?;
    for line in changes(&was, &now) {
        context.line(line)?;
    }
    if !now.next.is_empty() {
        context.print(|out, screen| views::next(out, &now.next, screen))?;
    }
    Ok(())
}

/// Clocks that started or ended, and approvals now waited for.
fn changes(was: &CaseView, now: &CaseView) -> Vec<String> {
    let mut lines = Vec::new();
    for owed in &now.obligations {
        let before = was
            .obligations
            .iter()
            .find(|old| old.clock == owed.clock && old.by == owed.by);
        let who = owed
            .role
            .as_deref()
            .map_or(String::new(), |role| format!(" by {role}"));
        let due = views::short(&owed.due);
        match before {
            None => lines.push(format!("due  {due}  {}{who}", owed.clock)),
            Some(old) if old.ended.is_none() && owed.ended.is_some() => {
                lines.push(format!("{:<4} {due}  {}", owed.state, owed.clock));
            }
            Some(old) if old.due != owed.due || old.state != owed.state => {
                let word = if owed.state == "open" {
                    "due"
                } else {
                    owed.state.as_str()
                };
                let was = match old.due == owed.due {
                    true => String::new(),
                    false => format!(" (was {})", views::short(&old.due)),
                };
                lines.push(format!("{word:<4} {due}  {}{who}{was}", owed.clock));
            }
            Some(_) => {}
        }
    }
    for waiting in &now.approvals {
        let known = was
            .approvals
            .iter()
            .any(|old| old.entry == waiting.entry && old.step == waiting.step);
        if !known {
            lines.push(format!(
                "wait {} of {} by {}",
                waiting.step,
                waiting.entry,
                waiting.roles.join(" or ")
            ));
        }
    }
    lines
}

/// A call that makes no sense.
pub(in super::super) fn bad(expected: &str, found: &str) -> Stop {
    Finding::new(Code::BadArgument)
        .arg("expected", expected)
        .arg("found", found)
        .into()
}
