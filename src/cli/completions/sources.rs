//! Where the words for each argument come from.

use clap::builder::ValueHint;
use clap::{Arg, Command};

use super::line::{Line, Place};
use crate::case::kinds::{
    Bearer, FoundBy, Marking, Packing, Service, Sorting, Source as Complainer, Stage,
};
use crate::case::{Facet, Kind};
use crate::ops::{Candidate, Wanted, World, complete, starting};
use crate::policy::PRESETS;
use crate::procedure::Status;
use crate::report::export::Rows;
use crate::sampling::{Level, Regime};

/// What is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Offer {
    /// These words.
    Words(Vec<Candidate>),
    /// Files, as the shell finds them.
    Files,
    /// Folders, as the shell finds them.
    Folders,
}

/// Where the words for an argument come from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    Register(Wanted),
    These(Vec<Candidate>),
    Verbs,
    Files,
    Folders,
    /// Free text, numbers, times.
    Free,
}

/// Arguments that take text, numbers or times, by their ids.
const FREE: &[&str] = &[
    "amount",
    "anchor",
    "aql",
    "as_of",
    "bands",
    "base",
    "by_day",
    "carrier",
    "consignee",
    "contact",
    "day",
    "delivery_note",
    "department",
    "description",
    "due",
    "duration",
    "escape",
    "exchange",
    "exclude",
    "expires",
    "feedback",
    "good",
    "impact",
    "items",
    "like_products",
    "lot_size",
    "mark",
    "measure",
    "no_fault_found",
    "not_needed",
    "not_on_site",
    "now",
    "number",
    "occurrence",
    "on",
    "order",
    "parcel",
    "particulars",
    "party",
    "person",
    "place",
    "point",
    "price",
    "quantity",
    "reason",
    "reference",
    "repair_record",
    "repaired",
    "rest",
    "score",
    "search",
    "serial",
    "set",
    "sheet",
    "since",
    "sold",
    "standard",
    "start",
    "stock_note",
    "sum",
    "team",
    "text",
    "to",
    "top",
    "unit",
    "until",
    "value",
    "when",
    "why",
    "within",
    "year",
];

/// What can stand at the cursor.
pub(super) fn offer(line: &Line, world: &World, described: bool) -> Offer {
    let typed = &line.typed;
    let words = match &line.place {
        Place::Nothing => Vec::new(),
        Place::Verb => verbs(&line.command),
        Place::Option => options(line),
        Place::Value(arg, nth) => match source(line, arg, *nth) {
            None | Some(Source::Free) => Vec::new(),
            Some(Source::Files) => return Offer::Files,
            Some(Source::Folders) => return Offer::Folders,
            Some(Source::These(words)) => words,
            Some(Source::Verbs) => verbs(&named(&line.root, &line.positional)),
            Some(Source::Register(wanted)) => {
                return Offer::Words(complete(world, &wanted, typed, described));
            }
        },
    };
    Offer::Words(starting(typed, words))
}

/// The verbs that are shown in the help.
fn verbs(command: &Command) -> Vec<Candidate> {
    let shown = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    shown
        .map(|verb| {
            let about = verb.get_about().map(ToString::to_string);
            Candidate::new(verb.get_name(), about.unwrap_or_default())
        })
        .collect()
}

/// The command that these words name, as far as they do.
fn named(root: &Command, words: &[String]) -> Command {
    let parts = words
        .iter()
        .try_fold(root, |command, word| command.find_subcommand(word));
    parts.cloned().unwrap_or_default()
}

/// Options that are not there yet, or may be there more than once.
fn options(line: &Line) -> Vec<Candidate> {
    let again = |arg: &Arg| matches!(arg.get_action(), clap::ArgAction::Append);
    let given = |arg: &Arg| line.given.iter().any(|id| arg.get_id() == id.as_str());
    let all = line.command.get_arguments();
    let open = all.filter(|arg| !arg.is_hide_set() && (again(arg) || !given(arg)));
    open.filter_map(|arg| {
        let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
        Some(Candidate::new(format!("--{}", arg.get_long()?), about))
    })
    .collect()
}

/// Where the words of that argument come from; none if nobody has said it.
fn source(line: &Line, arg: &Arg, nth: usize) -> Option<Source> {
    let verb = line.verb.first().map_or("", String::as_str);
    let kind = Kind::parse(verb);
    let values = arg.get_possible_values();
    if !values.is_empty() {
        let word = |value: &clap::builder::PossibleValue| {
            let about = value.get_help().map(ToString::to_string);
            Candidate::new(value.get_name(), about.unwrap_or_default())
        };
        return Some(Source::These(values.iter().map(word).collect()));
    }
    if let Some(words) = kind.and_then(|kind| facet(kind, arg)) {
        return Some(these(words));
    }
    let case = line.positional.first().cloned().unwrap_or_default();
    let entry = Source::Register(Wanted::Entry(case.clone(), kind));
    let wanted = |wanted| Some(Source::Register(wanted));
    match arg.get_id().as_str() {
        "case" | "cases" | "other" => wanted(Wanted::Case),
        "entry" | "target" => Some(entry),
        "request" if verb == "reply" => Some(entry),
        "reply" if verb == "respond" => Some(entry),
        "outlive" => wanted(Wanted::Entry(case, Some(Kind::Evaluate))),
        "words" if matches!(verb, "answer" | "opinion" | "finish" | "visit") => {
            Some(if nth == 0 { entry } else { Source::Free })
        }
        "words" => Some(Source::Verbs),
        "by" | "owner" | "lead" => wanted(Wanted::Person),
        "role" | "who" => wanted(Wanted::Role),
        "to" if verb == "assign" => wanted(Wanted::Role),
        "justified" => Some(these(&["yes", "no"])),
        "lot" | "lots" => wanted(Wanted::Lot),
        "found_by" => Some(these(FoundBy::WORDS)),
        "model" => wanted(Wanted::Model),
        "customer" => wanted(Wanted::Customer),
        "defect" => wanted(Wanted::Defect),
        "criterion" => wanted(Wanted::Criterion),
        "scope" => wanted(Wanted::Scope),
        "severity" => wanted(Wanted::Severity),
        "nature" => wanted(Wanted::Nature),
        "class" => wanted(Wanted::GoodsClass),
        "fault" => wanted(Wanted::Fault),
        "want" | "meets" => wanted(Wanted::Want),
        "channel" => wanted(Wanted::Channel),
        "order_kind" => wanted(Wanted::OrderKind),
        "fingerprint" => wanted(Wanted::Fingerprint),
        "status" => Some(these(Status::WORDS)),
        "reason" if verb == "rma" => wanted(Wanted::Reason),
        "refused" => wanted(Wanted::Refusal),
        "transport" => wanted(Wanted::Transport),
        "replenish" => Some(these(&["yes", "no"])),
        "packing" => Some(these(Packing::WORDS)),
        "marking" => Some(these(Marking::WORDS)),
        "sorting" => Some(these(Sorting::WORDS)),
        "paid_by" => Some(these(Bearer::WORDS)),
        "level" => Some(these(Level::WORDS)),
        "regime" => Some(these(Regime::WORDS)),
        "rma" => Some(Source::Register(Wanted::Entry(case, Some(Kind::Receive)))),
        "defective" => wanted(Wanted::Defect),
        "source" => Some(these(Complainer::WORDS)),
        "service" => Some(these(Service::WORDS)),
        "stage" => Some(these(Stage::WORDS)),
        "preset" | "preset_or_file" | "before" | "after" => {
            let presets = PRESETS
                .iter()
                .map(|preset| Candidate::new(preset.key, preset.about));
            Some(Source::These(presets.collect()))
        }
        "zone" => {
            let zones = chrono_tz::TZ_VARIANTS.iter();
            Some(Source::These(
                zones.map(|zone| Candidate::new(zone.name(), "")).collect(),
            ))
        }
        "select" => Some(Source::These(columns())),
        id if FREE.contains(&id) => Some(Source::Free),
        "per" => Some(Source::Files),
        "out" if matches!(verb, "export" | "report") => Some(Source::Files),
        "register" | "dir" | "out" => Some(Source::Folders),
        _ => (arg.get_value_hint() == ValueHint::AnyPath).then_some(Source::Files),
    }
}

/// The words of a flag that says more closely what an entry of that kind is.
fn facet(kind: Kind, arg: &Arg) -> Option<&'static [&'static str]> {
    let flag = arg.get_long()?;
    let (_, facet) = Facet::ALL.iter().find(|(word, _)| *word == flag)?;
    let found = kind.facets().iter().find(|(known, _)| known == facet);
    found
        .map(|(_, words)| *words)
        .filter(|words| !words.is_empty())
}

/// The columns of an export, each once.
fn columns() -> Vec<Candidate> {
    let mut words: Vec<Candidate> = Vec::new();
    for column in Rows::ALL.iter().flat_map(|rows| rows.columns()) {
        if words.iter().all(|known| known.word != column.name) {
            words.push(Candidate::new(column.name, column.meaning));
        }
    }
    words
}

fn these(words: &[&str]) -> Source {
    Source::These(words.iter().map(|word| Candidate::new(*word, "")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undecided(command: &Command, verb: &[String], found: &mut Vec<String>) {
        let read = Line::read(super::super::super::command(), verb, "");
        for arg in command.get_arguments() {
            if arg.get_action().takes_values() && source(&read, arg, 0).is_none() {
                found.push(format!("{} {}", verb.join(" "), arg.get_id()));
            }
        }
        for part in command.get_subcommands().filter(|part| !part.is_hide_set()) {
            let words = [verb, &[part.get_name().to_owned()]].concat();
            undecided(part, &words, found);
        }
    }

    /// A new argument is either text (in FREE) or has words somewhere.
    #[test]
    fn every_argument_has_its_words_or_is_free() {
        let mut root = super::super::super::command();
        root.build();
        let mut found = Vec::new();
        undecided(&root, &[], &mut found);
        assert!(found.is_empty(), "{found:?}");
    }
}
