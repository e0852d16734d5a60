//! Conditions that hold for nothing, and why.

use std::collections::BTreeSet;

use super::check::{at, path};
use super::condition::Asked;
use super::{Closing, Condition, Event, Policy};
use crate::case::kinds::{ActionKind, Basis, ReplyKind};
use crate::case::{Amount, Facet, Kind, Targets};
use crate::finding::{Code, Finding, Step};
use crate::yaml::{Several, Text};

/// Every condition of the policy, against the entries that it is asked of.
pub(super) fn check_conditions(policy: &Policy, out: &mut Vec<Finding>) {
    for (name, clock) in policy.clocks.iter() {
        let place = at!("clocks", name, "when");
        check(policy, &place, &clock.when, &clock.from, out);
    }
    for (word, steps) in policy.approvals.iter() {
        let Some(kind) = Kind::parse(word) else {
            continue;
        };
        let entry = [any(kind)];
        for (at, step) in steps.iter().enumerate() {
            let place = at!("approvals", word, at);
            both(policy, &place, (&step.when, &step.unless), &entry, out);
        }
    }
    for (at, only) in policy.entering.only.iter().enumerate() {
        let place = at!("entering", "only", at);
        let entry = [only.enter.clone()];
        both(policy, &place, (&only.when, &only.unless), &entry, out);
    }
    for (at, first) in policy.entering.first.iter().enumerate() {
        let place = at!("entering", "first", at);
        let entry = [first.enter.clone()];
        both(policy, &place, (&first.when, &first.unless), &entry, out);
    }
    for (basis, closing) in policy.closing.iter() {
        check_closing(policy, basis, closing, out);
    }
}

fn check_closing(policy: &Policy, basis: &str, closing: &Closing, out: &mut Vec<Finding>) {
    let word = Basis::WORDS.iter().find(|word| **word == basis);
    let Some(word) = word.and_then(|word| Text::new(*word)) else {
        return;
    };
    let close = [Event {
        facets: vec![(Facet::Basis, Several::from(vec![word]))],
        ..any(Kind::Close)
    }];
    for (row, also) in closing.also.iter().enumerate() {
        let place = at!("closing", basis, "also", row, "when");
        check(policy, &place, &also.when, &close, out);
    }
}

/// Every entry of a kind.
pub(super) fn any(kind: Kind) -> Event {
    Event {
        kind,
        approved: false,
        facets: Vec::new(),
    }
}

/// A row with `when` and `unless`: each must hold for something, and not both
/// wherever the first does.
fn both(
    policy: &Policy,
    place: &[Step],
    (when, unless): (&Condition, &Condition),
    entry: &[Event],
    out: &mut Vec<Finding>,
) {
    let of = |key: &str| [place, &[key.into()]].concat();
    check(policy, &of("when"), when, entry, out);
    check(policy, &of("unless"), unless, entry, out);
    if !when.is_empty() && !unless.is_empty() && when.implies(unless) {
        let finding = Finding::new(Code::NeverHolds).arg("beside", "unless");
        out.push(finding.at_path(of("when")));
    }
}

/// What keeps a condition from ever holding for one of these entries.
fn check(
    policy: &Policy,
    place: &[Step],
    condition: &Condition,
    entries: &[Event],
    out: &mut Vec<Finding>,
) {
    if entries.is_empty() {
        return;
    }
    let mut add = |field: &str, finding: Finding| {
        out.push(finding.at_path([place, &[field.into()]].concat()));
    };
    for asked in condition.words() {
        for finding in words(&asked, entries) {
            add(asked.field, finding);
        }
    }
    for finding in targets(&condition.target, entries) {
        add("target", finding);
    }
    for (field, kinds) in asked_of(condition) {
        if !entries.iter().any(|entry| kinds.contains(&entry.kind)) {
            add(field, lacks(&entries[0], field));
        }
    }
    if let Some(finding) = bounds(condition) {
        add("quantity_over", finding);
    }
    if let Some(finding) = levels(policy, condition) {
        add("severity", finding);
    }
}

/// Fields that only some kinds of entry can have.
fn asked_of(condition: &Condition) -> Vec<(&'static str, &'static [Kind])> {
    let rows: [(bool, &str, &[Kind]); 4] = [
        (!condition.arrival.is_empty(), "arrival", &[Kind::Receive]),
        (condition.extra == Some(true), "extra", &[Kind::Appraise]),
        (
            condition.overridden == Some(true),
            "overridden",
            &[Kind::Classify],
        ),
        (
            !condition.amount_over.is_empty(),
            "amount_over",
            &[Kind::Rma, Kind::Compensate],
        ),
    ];
    let asked = rows.into_iter().filter(|(asks, ..)| *asks);
    asked.map(|(_, field, kinds)| (field, kinds)).collect()
}

fn lacks(entry: &Event, field: &str) -> Finding {
    let finding = Finding::new(Code::NeverHolds).arg("kind", entry.kind.word());
    finding.arg("lacks", field)
}

/// Words that none of the entries can say. Of an entry that names no party the
/// one that the investigation names is meant.
fn words(asked: &Asked, entries: &[Event]) -> Vec<Finding> {
    let Some(facet) = asked.facet else {
        return Vec::new();
    };
    let has = |entry: &&Event| {
        let mut facets = entry.kind.facets().iter();
        facets.any(|(known, _)| *known == facet)
    };
    let having: Vec<&Event> = entries.iter().filter(has).collect();
    if facet == Facet::Party && having.len() < entries.len() {
        return Vec::new();
    }
    let Some(first) = having.first() else {
        return vec![lacks(&entries[0], asked.field)];
    };
    let says = |word: &str| {
        having.iter().any(|entry| {
            let may = entry.may_say(facet);
            may.is_empty() || may.contains(&word)
        })
    };
    let never = asked.words.iter().filter(|word| !says(word));
    never
        .map(|word| {
            let finding = Finding::new(Code::NeverHolds).arg("kind", first.kind.word());
            let finding = finding.arg("says", asked.field).arg("word", *word);
            let may: Vec<String> = first
                .may_say(facet)
                .into_iter()
                .map(str::to_owned)
                .collect();
            finding.arg("may", may)
        })
        .collect()
}

/// Kinds of entry for which none of the entries can be.
fn targets(wanted: &Several<Text>, entries: &[Event]) -> Vec<Finding> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let may = |entry: &Event| -> Option<Vec<&'static str>> {
        let (Targets::Of(kinds) | Targets::Maybe(kinds) | Targets::Usually(kinds)) =
            entry.kind.targets()
        else {
            return (entry.kind.targets() == Targets::None).then(Vec::new);
        };
        let mut words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
        for (kind, kinds) in [
            (Kind::Act, ActionKind::WORDS),
            (Kind::Reply, ReplyKind::WORDS),
        ] {
            if words.contains(&kind.word()) {
                words.extend(kinds);
            }
        }
        Some(words)
    };
    // One that may be for anything leaves nothing to say.
    let Some(all) = entries.iter().map(may).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let all = all.concat();
    if all.is_empty() {
        return vec![lacks(&entries[0], "target")];
    }
    let never = wanted.iter().filter(|word| !all.contains(&word.as_str()));
    never
        .map(|word| {
            let finding = Finding::new(Code::NeverHolds).arg("kind", entries[0].kind.word());
            let finding = finding.arg("says", "target").arg("word", word.as_str());
            let may: Vec<String> = all.iter().map(|word| (*word).to_owned()).collect();
            finding.arg("may", may)
        })
        .collect()
}

/// Nothing is over one bound and under another that is no greater.
fn bounds(condition: &Condition) -> Option<Finding> {
    let over = condition.quantity_over.iter();
    let pairs = over.flat_map(|over| condition.quantity_under.iter().map(move |it| (over, it)));
    let mut empty = pairs.filter(|(over, under)| under.0.exceeds(&over.0) == Some(false));
    let one = |quantities: usize| quantities == 1;
    let alone = one(condition.quantity_over.len()) && one(condition.quantity_under.len());
    let (over, under) = empty.next().filter(|_| alone)?;
    let text = |amount: &Amount| amount.to_string();
    let finding = Finding::new(Code::NeverHolds).arg("over", text(&over.0));
    Some(finding.arg("under", text(&under.0)))
}

/// Levels that the matrix gives to none of the criteria and scopes asked for.
fn levels(policy: &Policy, condition: &Condition) -> Option<Finding> {
    let asks_how = !condition.criterion.is_empty() || !condition.scope.is_empty();
    // A person may grade otherwise than the matrix, where that is asked for.
    if condition.severity.is_empty() || !asks_how || condition.overridden == Some(true) {
        return None;
    }
    let given = given(policy, &condition.criterion, &condition.scope);
    let reached = |level: &Text| given.contains(level.as_str());
    if given.is_empty() || condition.severity.iter().any(reached) {
        return None;
    }
    let levels = policy.severity.levels.iter();
    let levels = levels.map(Text::to_string);
    let given: Vec<String> = levels
        .filter(|level| given.contains(level.as_str()))
        .collect();
    let criteria: Vec<String> = condition.criterion.iter().map(Text::to_string).collect();
    let scopes: Vec<String> = condition.scope.iter().map(Text::to_string).collect();
    let finding = Finding::new(Code::NeverHolds).arg("given", given);
    let finding = finding.maybe("criteria", (!criteria.is_empty()).then_some(criteria));
    Some(finding.maybe("scopes", (!scopes.is_empty()).then_some(scopes)))
}

/// The levels of complaints that meet one of these criteria and have one of
/// these scopes; all of them, where none is named. A graver criterion may be met
/// besides, and repeats may lift the level.
fn given<'a>(policy: &'a Policy, criteria: &[Text], scopes: &[Text]) -> BTreeSet<&'a str> {
    let severity = &policy.severity;
    let ranks = criteria.iter().filter_map(|one| severity.seriousness(one));
    let mildest = ranks.map(|(rank, _)| rank).max();
    let mildest = mildest.unwrap_or(severity.matrix.len());
    let raise = severity.repeats.as_ref().map_or(0, |it| it.raise as usize);
    let mut given = BTreeSet::new();
    for (_, row) in severity.matrix.iter().take(mildest + 1) {
        for (scope, level) in severity.scopes.iter().zip(row) {
            let rank = severity.rank(level);
            if let Some(rank) = rank.filter(|_| scopes.is_empty() || scopes.contains(scope)) {
                given.insert(severity.levels[rank].as_str());
                given.insert(severity.levels[rank.saturating_sub(raise)].as_str());
            }
        }
    }
    given
}
