//! What a word on the command line could be, from the register as it is while
//! somebody types. Nothing here fails: where there is no register, or one that
//! cannot be read, there is nothing to offer.

use std::collections::HashSet;

use rayon::prelude::*;

use super::check::{check, fingerprint};
use super::desk::{Desk, Loaded, World, parse};
use crate::case::kinds::Open;
use crate::case::{Body, Case, Kind, Targets};
use crate::finding::Finding;
use crate::policy::{Label, Policy};
use crate::procedure::{Seen, candidates, fold, status};
use crate::register::{CaseFile, Register};
use crate::yaml::{Named, Text};

/// The most words that are offered.
const MOST: usize = 2000;

/// How many of the newest cases are read: to say what they are, and for their
/// lots, models and customers.
const RECENT: usize = 300;

/// The most cases of a register that is checked for findings to acknowledge.
const CHECKED: usize = 500;

/// Something that a word can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A case.
    Case,
    /// An entry of that case, which one of that kind can be about.
    Entry(String, Option<Kind>),
    /// A person.
    Person,
    /// A role.
    Role,
    /// A lot.
    Lot,
    /// A model.
    Model,
    /// A customer.
    Customer,
    /// A defect code.
    Defect,
    /// A criterion of severity.
    Criterion,
    /// A scope.
    Scope,
    /// A severity.
    Severity,
    /// A nature of complaints.
    Nature,
    /// Something that customers want.
    Want,
    /// A channel.
    Channel,
    /// A kind of order.
    OrderKind,
    /// A class of goods under the guarantee.
    GoodsClass,
    /// A fault under the guarantee.
    Fault,
    /// Reasons for taking goods back.
    Reason,
    /// Reasons for not taking goods in.
    Refusal,
    /// How goods that come back travel.
    Transport,
    /// A finding of `check`.
    Fingerprint,
}

/// A word that could stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The word.
    pub word: String,
    /// What it is; empty where the word says it.
    pub about: String,
}

impl Candidate {
    /// A word, and what it is.
    pub fn new(word: impl Into<String>, about: impl Into<String>) -> Candidate {
        Candidate {
            word: word.into(),
            about: about.into(),
        }
    }
}

/// The words that begin as typed, or the only one that has it in it or in what
/// it is: a label stands for its code.
pub fn starting(typed: &str, all: Vec<Candidate>) -> Vec<Candidate> {
    let (mut begin, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| one.word.starts_with(typed));
    if begin.is_empty() {
        let has = |one: &Candidate| one.word.contains(typed) || one.about.contains(typed);
        begin = others.into_iter().filter(has).take(2).collect();
        begin.truncate(if begin.len() == 1 { 1 } else { 0 });
    }
    begin.truncate(MOST);
    begin
}

/// What could be meant by a word that begins like that. Cases are only read if
/// it is to be said what they are.
pub fn complete(world: &World, wanted: &Wanted, typed: &str, described: bool) -> Vec<Candidate> {
    let found = match wanted {
        Wanted::Case => cases(world, typed, described),
        Wanted::Fingerprint => fingerprints(world),
        _ => Desk::open(world).ok().map(|desk| in_rules(&desk, wanted)),
    };
    let mut found = starting(typed, found.unwrap_or_default());
    if found.is_empty() && *wanted == Wanted::Case {
        // An ending that means one case is completed to its number.
        let meant = register(world).and_then(|register| register.resolve(typed).ok());
        found.extend(meant.map(|file| Candidate::new(file.number, "")));
    }
    found
}

fn in_rules(desk: &Desk, wanted: &Wanted) -> Vec<Candidate> {
    let policy = desk.book.revisions.on(desk.today());
    let catalog = &desk.book.catalog;
    let read = |of: fn(&Case) -> Vec<String>| recent(desk, of);
    match wanted {
        Wanted::Entry(case, kind) => entries(desk, case, *kind).unwrap_or_default(),
        Wanted::Person => people(desk),
        Wanted::Role => labelled(&policy.roles),
        Wanted::Lot => read(lots),
        Wanted::Model => with(read(models), labelled(&catalog.products)),
        Wanted::Customer => with(customers(desk), read(customer)),
        Wanted::Defect => labelled(&catalog.defects),
        Wanted::Criterion => criteria(policy),
        Wanted::Scope => words(policy.severity.scopes.iter()),
        Wanted::Severity => words(policy.severity.levels.iter()),
        Wanted::Nature => labelled(&policy.natures),
        Wanted::Want => labelled(&policy.wants),
        Wanted::Channel => labelled(&policy.channels),
        Wanted::OrderKind => labelled(&policy.order_kinds),
        Wanted::GoodsClass => {
            let guarantee = policy.guarantee.iter();
            let classes = guarantee.flat_map(|guarantee| guarantee.classes.iter());
            classes
                .map(|(word, class)| Candidate::new(word, both(&class.label)))
                .collect()
        }
        Wanted::Fault => {
            let guarantee = policy.guarantee.as_ref();
            guarantee.map_or(Vec::new(), |guarantee| labelled(&guarantee.faults))
        }
        Wanted::Reason => labelled(&policy.returns.reasons),
        Wanted::Refusal => labelled(&policy.returns.refusals),
        Wanted::Transport => labelled(&policy.returns.transports),
        Wanted::Case | Wanted::Fingerprint => Vec::new(),
    }
}

fn register(world: &World) -> Option<Register> {
    match &world.register {
        Some(folder) => Register::open(&world.dir.join(folder)).ok(),
        None => Register::find(&world.dir).ok(),
    }
}

/// The cases whose numbers begin like that, the newest first.
fn cases(world: &World, typed: &str, described: bool) -> Option<Vec<Candidate>> {
    let mut files = register(world)?.files().ok()?;
    files.retain(|file| file.number.starts_with(typed));
    files.reverse();
    files.truncate(MOST);
    let desk = described.then(|| Desk::open(world).ok()).flatten();
    let Some(desk) = desk else {
        return Some(files.iter().map(bare).collect());
    };
    let (register, book) = (&desk.register, &desk.book);
    let known = &files[..files.len().min(RECENT)];
    let about = |file: &CaseFile| {
        let (_, case) = parse(register, file).ok()?;
        let rules = book.of(&case);
        let state = fold(&case, &rules);
        let customer = state.open().map(|open| open.customer.to_string());
        let about = format!(
            "{} {}",
            status(&state, &rules),
            customer.unwrap_or_default()
        );
        Some(Candidate::new(file.number.as_str(), about))
    };
    let read = known
        .par_iter()
        .map(|file| about(file).unwrap_or_else(|| bare(file)));
    let mut found: Vec<Candidate> = read.collect();
    found.extend(files[known.len()..].iter().map(bare));
    Some(found)
}

fn bare(file: &CaseFile) -> Candidate {
    Candidate::new(file.number.as_str(), "")
}

/// Entries of a case, the newest first: for a kind that answers others those
/// that wait for it, otherwise those that it may name.
fn entries(desk: &Desk, case: &str, kind: Option<Kind>) -> Option<Vec<Candidate>> {
    let Loaded { state, rules, .. } = desk.find(case).ok()?;
    let waits = |kind: Kind| {
        matches!(kind, Kind::Approve | Kind::Reject) || matches!(kind.targets(), Targets::Of(_))
    };
    let waiting = kind
        .filter(|kind| waits(*kind))
        .map(|kind| candidates(&state, kind, &rules, None));
    let fits = |seen: &&Seen| match (&waiting, kind) {
        (Some(waiting), _) => waiting.contains(seen.id()),
        (None, Some(kind)) => kind.targets().allow(seen.entry.kind()),
        (None, None) => true,
    };
    let about = |seen: &Seen| {
        let entry = &seen.entry;
        let about = format!("{} {} {}", entry.kind().word(), entry.by, seen.body.brief());
        Candidate::new(seen.id().as_str(), about)
    };
    Some(state.log.iter().rev().filter(fits).map(about).collect())
}

fn people(desk: &Desk) -> Vec<Candidate> {
    let today = desk.today();
    let here = desk.book.people.people.iter();
    let here = here.filter(|(_, person)| person.is_here(today));
    here.map(|(id, person)| {
        let roles = person.roles_on(today).join(", ");
        Candidate::new(id, format!("{} {roles}", person.name))
    })
    .collect()
}

fn labelled(list: &Named<Label>) -> Vec<Candidate> {
    list.iter()
        .map(|(word, label)| Candidate::new(word, both(label)))
        .collect()
}

/// A label in both languages.
fn both(label: &Label) -> String {
    let both: Vec<&str> = label.zh.iter().chain(&label.en).map(Text::as_str).collect();
    both.join(" ")
}

fn criteria(policy: &Policy) -> Vec<Candidate> {
    let all = policy.severity.criteria.iter();
    all.map(|(word, row)| Candidate::new(word, row.as_str()))
        .collect()
}

fn words<'a>(list: impl Iterator<Item = &'a Text>) -> Vec<Candidate> {
    list.map(|word| Candidate::new(word.as_str(), "")).collect()
}

fn customers(desk: &Desk) -> Vec<Candidate> {
    let name = |name: Option<&Text>| name.map_or(String::new(), Text::to_string);
    let all = desk.book.catalog.customers.iter();
    all.map(|(code, customer)| Candidate::new(code, name(customer.name.as_ref())))
        .collect()
}

/// What the newest cases name, each once, the newest first.
fn recent(desk: &Desk, of: fn(&Case) -> Vec<String>) -> Vec<Candidate> {
    let register = &desk.register;
    let mut files = register.files().unwrap_or_default();
    files.reverse();
    files.truncate(RECENT);
    let named = |file: &CaseFile| parse(register, file).map_or(Vec::new(), |(_, case)| of(&case));
    let named: Vec<Vec<String>> = files.par_iter().map(named).collect();
    let named = named.into_iter().flatten();
    with(
        Vec::new(),
        named.map(|word| Candidate::new(word, "")).collect(),
    )
}

fn opens(case: &Case) -> impl Iterator<Item = &Open> {
    case.log.iter().filter_map(|entry| match &entry.body {
        Body::Open(open) => Some(open),
        _ => None,
    })
}

fn lots(case: &Case) -> Vec<String> {
    opens(case)
        .flat_map(|open| open.lots())
        .map(Text::to_string)
        .collect()
}

fn models(case: &Case) -> Vec<String> {
    opens(case)
        .flat_map(|open| open.models())
        .map(Text::to_string)
        .collect()
}

fn customer(case: &Case) -> Vec<String> {
    opens(case).map(|open| open.customer.to_string()).collect()
}

/// Both lists, each word once.
fn with(mut first: Vec<Candidate>, second: Vec<Candidate>) -> Vec<Candidate> {
    let mut known: HashSet<String> = first.iter().map(|one| one.word.clone()).collect();
    first.extend(
        second
            .into_iter()
            .filter(|one| known.insert(one.word.clone())),
    );
    first
}

/// What `check` finds, where the register is so small that it does it at once.
fn fingerprints(world: &World) -> Option<Vec<Candidate>> {
    let files = register(world)?.files().ok()?;
    if files.len() > CHECKED {
        return None;
    }
    let checked = check(world, &[]).ok()?;
    let about = |finding: &Finding| {
        let place = finding
            .place
            .case
            .as_deref()
            .or(finding.place.file.as_deref());
        format!("{} {}", finding.code, place.unwrap_or_default())
    };
    let all = checked.findings.iter();
    Some(
        all.map(|finding| Candidate::new(fingerprint(finding), about(finding)))
            .collect(),
    )
}
