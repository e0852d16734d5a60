//! The commands that meet obligations.

use super::to_do;
use crate::case::kinds::{Direction, Way};
use crate::case::{Facet, Kind, Target, Targets};
use crate::policy::{Event, Need, Rules};
use crate::procedure::actions::actions;
use crate::procedure::approvals::{self, Waiting};
use crate::procedure::goods::{self, Place};
use crate::procedure::needs::{self, Lack, quoted};
use crate::procedure::obligations::Obligation;
use crate::procedure::state::{Seen, State};
use crate::procedure::touched::{to_trace, to_trace_back};

/// The command that meets an obligation: verb, and what follows the case.
pub(super) fn settles(owed: &Obligation, state: &State, rules: &Rules) -> (&'static str, String) {
    let by = state.seen(&owed.by);
    let clock = rules.policy.clocks.get(&owed.clock);
    let Some(event) = clock.and_then(|clock| clock.until.first()) else {
        if let Some(kind) = by
            .map(|by| by.entry.kind())
            .filter(|kind| *kind != Kind::Request)
        {
            if kind == Kind::Act {
                return (Kind::Finish.word(), format!("{} TEXT", owed.by));
            }
            let promised = match kind {
                Kind::Replace => Kind::Ship,
                _ => Kind::Inspect,
            };
            return about_those_goods(promised, owed, state, rules)
                .unwrap_or((promised.word(), owed.by.to_string()));
        }
        let meets = by.map_or(String::new(), needs::meeting);
        return ("reply", meets);
    };
    if let Some(waiting) = to_approve(event, owed, state, rules) {
        return ("approve", waiting.entry.to_string());
    }
    if event.kind == Kind::Trace {
        return tracing(event, state);
    }
    about_those_goods(event.kind, owed, state, rules)
        .or_else(|| about_that_work(event, owed, state, rules))
        .unwrap_or_else(|| (event.kind.word(), arguments(event, owed, by)))
}

/// What a department, the owner of an action or whoever looks for the cause has
/// to do, as closing would ask for it.
fn about_that_work(
    event: &Event,
    owed: &Obligation,
    state: &State,
    rules: &Rules,
) -> Option<(&'static str, String)> {
    let about = state.seen(&owed.by)?.body.target();
    let of_this = |lack: &Lack| {
        let named = lack.rest.split(' ').next().and_then(Target::parse);
        let by = |named: &Target| named.entry == owed.by && named.item == owed.item;
        named.is_some_and(|named| by(&named) || about.as_ref() == Some(&named))
    };
    let alone = |need| {
        let lacks = needs::lacks_of(need, state, rules);
        lacks.into_iter().next()
    };
    let lack = match event.kind {
        _ if !event.facets.is_empty() => None,
        Kind::Opinion | Kind::Sign => {
            let mut all = needs::departments(state, rules, Kind::Opinion).into_iter();
            // Before its opinion a department may have to sign.
            let fits = |lack: &Lack| event.kind == Kind::Opinion || lack.verb == event.kind.word();
            all.find(|lack| fits(lack) && of_this(lack))
        }
        Kind::Finish => {
            let all = needs::departments(state, rules, Kind::Finish).into_iter();
            let acts: Vec<Lack> = actions(state).iter().filter_map(needs::to_finish).collect();
            all.chain(acts).find(of_this)
        }
        Kind::Evaluate => {
            let all: Vec<Lack> = actions(state).iter().filter_map(needs::to_prove).collect();
            all.into_iter().find(of_this)
        }
        Kind::Act => {
            let all: Vec<Lack> = actions(state).iter().filter_map(needs::to_prove).collect();
            let another = all.into_iter().find(|lack| lack.verb == Kind::Act.word());
            another.or_else(|| alone(Need::ActionsPlanned))
        }
        Kind::Verify => alone(Need::Verified),
        Kind::Contain => alone(Need::Contained),
        Kind::Recall => alone(Need::RecallDecided),
        Kind::Investigate => alone(Need::Investigated),
        _ => None,
    };
    lack.map(|lack| (lack.verb, lack.rest))
}

/// How a lot is followed in the direction waited for: the first that nobody
/// followed so, of those that somebody names. Who follows it in both directions
/// follows it forward too.
fn tracing(event: &Event, state: &State) -> (&'static str, String) {
    let asked = event.wanted(Facet::Direction);
    let back = Direction::Back.word();
    let only_back = asked.is_some_and(|words| words.iter().all(|word| word.as_str() == back));
    let (lots, flag) = match only_back {
        true => (to_trace_back(state), " --back"),
        false => (to_trace(state), ""),
    };
    let lot = lots.first().map_or("LOT".to_owned(), |lot| quoted(lot));
    (Kind::Trace.word(), format!("{lot}{flag}"))
}

/// The approval that an obligation waits for: of the entry that started it, of
/// one that answers that, or of one that answers nothing.
fn to_approve(event: &Event, owed: &Obligation, state: &State, rules: &Rules) -> Option<Waiting> {
    let waiting = approvals::waiting(state, rules);
    let target = |waiting: &Waiting| {
        let seen = state.seen(&waiting.entry)?;
        seen.body.target().map(|target| target.entry)
    };
    let of_kind = |waiting: &&Waiting| event.approved && waiting.kind == event.kind;
    let its_own = waiting.iter().find(|waiting| waiting.entry == owed.by);
    let answers = || {
        let mut of_kind = waiting.iter().filter(of_kind);
        of_kind.find(|waiting| target(waiting).as_ref() == Some(&owed.by))
    };
    let alone = || {
        waiting
            .iter()
            .filter(of_kind)
            .find(|it| target(it).is_none())
    };
    its_own.or_else(answers).or_else(alone).cloned()
}

/// What is to be done about the goods that an obligation is about.
fn about_those_goods(
    kind: Kind,
    owed: &Obligation,
    state: &State,
    rules: &Rules,
) -> Option<(&'static str, String)> {
    if !kind.is_about_goods() {
        return None;
    }
    let points = to_do(state, rules);
    let of_kind = |point: &&goods::Point| point.verb == kind.word();
    let of_entry = |point: &&goods::Point| point.command.starts_with(owed.by.as_str());
    // Goods that wait for something else first are named with that.
    let found = points
        .iter()
        .find(|point| of_kind(point) && of_entry(point));
    let found = found.or_else(|| points.iter().find(|point| of_entry(point)));
    let goes_on =
        |point: &&goods::Point| kind == Kind::Disposition && point.place == Place::InRework;
    let found = found.or_else(|| points.iter().find(goes_on));
    let found = found.or_else(|| points.iter().find(of_kind));
    found.map(|point| (point.verb, point.command.clone()))
}

/// What to type after verb and case so that the entry is the one waited for.
fn arguments(event: &Event, owed: &Obligation, by: Option<&Seen>) -> String {
    let mut words = Vec::new();
    if let Some(by) = by
        && matches!(
            event.kind.targets(),
            Targets::Of(_) | Targets::Maybe(_) | Targets::Usually(_)
        )
        && event.kind.targets().allow(by.entry.kind())
    {
        let item = owed.item.filter(|_| event.kind.names_items());
        let entry = by.id().clone();
        words.push(Target { entry, item }.to_string());
    }
    for (facet, _) in event.kind.facets() {
        let asked = event.facets.iter().find(|(known, _)| known == facet);
        let value = asked.and_then(|(_, values)| values.first());
        match (value, facet) {
            (_, Facet::Balanced | Facet::Decided | Facet::Sampled) => {}
            (_, Facet::Decision | Facet::Refused) if event.kind != Kind::Recall => {}
            (Some(value), _) => words.push(flag(*facet, value)),
            (None, Facet::Kind) if event.kind == Kind::Act => words.push(flag(*facet, "KIND")),
            (None, Facet::Kind) => words.push(flag(*facet, "interim")),
            (None, Facet::Result) => words.push(flag(*facet, "RESULT")),
            (None, Facet::Method) => words.push(flag(*facet, "METHOD")),
            (None, Facet::To) => words.push(flag(*facet, "DEPARTMENT")),
            (None, Facet::Action) => words.push(flag(*facet, "ACTION")),
            (None, Facet::Justified) => words.push(flag(*facet, "YES-OR-NO")),
            (None, Facet::Party) => words.push(flag(*facet, "PARTY")),
            (None, Facet::Who) => words.push(flag(*facet, "NAME")),
            (None, Facet::Decision) => words.push(flag(*facet, "DECISION")),
            (None, Facet::Verdict) => words.push(flag(*facet, "VERDICT")),
            (None, Facet::Basis) => words.push(flag(*facet, "BASIS")),
            (None, Facet::Remedy) => words.push(flag(*facet, "REMEDY")),
            (None, _) => {}
        }
    }
    match event.kind {
        Kind::Classify => words.push("--criterion CRITERION --scope SCOPE".to_owned()),
        Kind::Appraise => words.insert(0, "--class CLASS --fault FAULT".to_owned()),
        Kind::Ask | Kind::Answer | Kind::Note => words.push("TEXT".to_owned()),
        Kind::Rma => words.push(rma_arguments(event)),
        Kind::Receive => words.push("--number NUMBER --item ITEM".to_owned()),
        Kind::Resolve => words.push("--reason TEXT".to_owned()),
        Kind::Inspect => words.push(goods::COUNTS.to_owned()),
        Kind::Disposition => words.push("--item \"DECISION NUMBER\"".to_owned()),
        Kind::Replace => words.push("--item ITEM --by-day DAY".to_owned()),
        Kind::Ship => words.push("--delivery-note NOTE".to_owned()),
        Kind::Compensate => words.push("--amount MONEY".to_owned()),
        Kind::Contain => words.push("--lot LOT --place PLACE --quantity QUANTITY".to_owned()),
        Kind::Investigate => words.push("--occurrence TEXT --who NAME".to_owned()),
        Kind::Recall => words.push("--lot LOT --reason TEXT".to_owned()),
        Kind::Act => words.push("--text TEXT --owner PERSON --due DAY".to_owned()),
        Kind::Opinion | Kind::Finish | Kind::Visit => words.push("TEXT".to_owned()),
        Kind::Survey => words.push("--score SCORE".to_owned()),
        _ => {}
    }
    words.join(" ")
}

/// What an RMA must say beside what is waited for.
fn rma_arguments(event: &Event) -> String {
    let asked = |facet, rest: &str| match event.wanted(facet) {
        Some(_) => String::new(),
        None => rest.to_owned(),
    };
    let on_site = event.wanted(Facet::Way).is_some_and(|ways| {
        let mut ways = ways.iter();
        ways.any(|way| way.as_str() == Way::OnSite.word())
    });
    let team = if on_site {
        "--team PERSON --by-day DAY"
    } else {
        ""
    };
    let words = [
        asked(Facet::Reason, "--reason REASON"),
        asked(Facet::Way, "--way WAY"),
        asked(Facet::Replenish, "--replenish YES-OR-NO"),
        team.to_owned(),
    ];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A facet as it is typed.
pub(super) fn flag(facet: Facet, value: &str) -> String {
    let word = Facet::ALL.iter().find(|(_, known)| *known == facet);
    format!("--{} {value}", word.map_or("", |(word, _)| word))
}
