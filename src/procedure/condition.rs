//! Whether a condition of the policy holds.

use super::cause::{investigation, is_refuted};
use super::goods::{self, Ledger, Sum, sum};
use super::severity::grade;
use super::state::State;
use crate::case::kinds::{Bearer, Party, Service, Settled, Stage, Way};
use crate::case::{Amount, Body, Facet, Kind};
use crate::policy::{Arrival, Condition, Rules};
use crate::yaml::{Several, Text};

/// What can be said of a condition: sometimes the case does not say enough,
/// or units differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    No,
    Unknown,
}

impl Holds {
    fn and(self, other: Holds) -> Holds {
        match (self, other) {
            (Holds::No, _) | (_, Holds::No) => Holds::No,
            (Holds::Yes, Holds::Yes) => Holds::Yes,
            _ => Holds::Unknown,
        }
    }

    fn of(yes: bool) -> Holds {
        if yes { Holds::Yes } else { Holds::No }
    }
}

/// Whether the condition holds for the case and, where the condition asks
/// about it, for that entry.
pub(super) fn holds(
    condition: &Condition,
    state: &State,
    entry: Option<&Body>,
    rules: &Rules,
) -> Holds {
    let graded = state.graded.as_ref();
    let about_entry = |words: &Several<Text>, facet: Facet| match entry {
        Some(body) => any_of(words, Some(&body.facet(facet))),
        None => any_of(words, None),
    };
    let all = [
        any_of(
            &condition.severity,
            graded
                .map(|graded| vec![graded.severity.clone()])
                .as_deref(),
        ),
        any_of(
            &condition.scope,
            graded.map(|graded| vec![graded.scope.clone()]).as_deref(),
        ),
        any_of(
            &condition.criterion,
            graded.map(|graded| graded.criteria.as_slice()),
        ),
        any_of(
            &condition.nature,
            graded
                .map(|graded| graded.nature.iter().cloned().collect::<Vec<_>>())
                .as_deref(),
        ),
        of_opening(condition, state, rules),
        limits(condition, state, entry),
        about_entry(&condition.kind, Facet::Kind),
        about_entry(&condition.reason, Facet::Reason),
        worded(&condition.way, Way::word, entry, Facet::Way),
        replenished(condition, state, entry),
        arrived(condition, state, entry, rules),
        worded(&condition.how, Settled::word, entry, Facet::How),
        about_entry(&condition.decision, Facet::Decision),
        worded(&condition.paid_by, Bearer::word, entry, Facet::PaidBy),
        scored(condition.score_under, entry),
        about_entry(&condition.basis, Facet::Basis),
        about_entry(&condition.remedy, Facet::Remedy),
        appraised(condition, state, entry, rules),
        first(condition, state, entry),
        parties(condition, state, entry, rules),
        justified(condition, state, entry, rules),
        targeted(&condition.target, state, entry),
        condition
            .extra
            .map_or(Holds::Yes, |wanted| Holds::of(wanted == gives_extra(entry))),
        condition.overridden.map_or(Holds::Yes, |wanted| {
            Holds::of(wanted == is_overridden(entry, rules))
        }),
    ];
    all.into_iter().fold(Holds::Yes, Holds::and)
}

/// Which goods the entry appraises, with which fault; where it is no appraisal,
/// that of the case.
fn appraised(condition: &Condition, state: &State, entry: Option<&Body>, rules: &Rules) -> Holds {
    let Condition {
        goods_class, fault, ..
    } = condition;
    if goods_class.is_empty() && fault.is_empty() {
        return Holds::Yes;
    }
    let appraisal = |body: &Body| match body {
        Body::Appraise(appraise) => {
            let guarantee = rules.policy.guarantee.as_ref();
            let of_class = guarantee.is_some_and(|it| it.includes(goods_class, &appraise.class));
            let classed = goods_class.is_empty() || of_class;
            let faulty = fault.is_empty() || fault.contains(&appraise.fault);
            Some(Holds::of(classed && faulty))
        }
        _ => None,
    };
    let last = || {
        let mut all = state.live(Kind::Appraise);
        let last = all.rfind(|seen| seen.is_in_force());
        last.and_then(|seen| appraisal(&seen.body))
    };
    entry
        .and_then(appraisal)
        .or_else(last)
        .unwrap_or(Holds::Unknown)
}

/// Whether no entry of its kind stands in the case before it.
fn first(condition: &Condition, state: &State, entry: Option<&Body>) -> Holds {
    let Some(wanted) = condition.first else {
        return Holds::Yes;
    };
    let Some(body) = entry else {
        return Holds::Unknown;
    };
    let before = state.live(body.kind()).find(|seen| seen.body != *body);
    Holds::of(wanted == before.is_none())
}

/// Whom the entry names; where it is of a kind that names nobody, whom the
/// investigation does.
fn parties(condition: &Condition, state: &State, entry: Option<&Body>, rules: &Rules) -> Holds {
    let words = &condition.party;
    let names = |body: &&Body| {
        let facets = body.kind().facets().iter();
        facets.clone().any(|(facet, _)| *facet == Facet::Party)
    };
    if let Some(body) = entry.filter(names) {
        return worded(words, Party::word, Some(body), Facet::Party);
    }
    let found = investigation(state, rules).and_then(|(_, found)| found.party);
    match (words.is_empty(), found) {
        (true, _) => Holds::Yes,
        (false, None) => Holds::Unknown,
        (false, Some(party)) => Holds::of(words.contains(&party)),
    }
}

/// Whether the entry, or else the investigation, finds the complaint justified.
fn justified(condition: &Condition, state: &State, entry: Option<&Body>, rules: &Rules) -> Holds {
    let Some(wanted) = condition.justified else {
        return Holds::Yes;
    };
    let found = match entry {
        Some(Body::Investigate(found)) => Some(found.justified),
        _ => investigation(state, rules).map(|(_, found)| found.justified),
    };
    // What is not so cannot be justified.
    let found = found.or_else(|| is_refuted(state).then_some(false));
    found.map_or(Holds::Unknown, |found| Holds::of(found == wanted))
}

/// Of which kind the entry is that this one is for, or its action or reply.
fn targeted(kinds: &Several<Text>, state: &State, entry: Option<&Body>) -> Holds {
    let Some(body) = entry.filter(|_| !kinds.is_empty()) else {
        return any_of(kinds, None);
    };
    let target = body.target();
    let seen = target.and_then(|target| state.seen(&target.entry));
    let words = seen.map(|seen| {
        let mut words = seen.body.facet(Facet::Kind);
        words.push(seen.entry.kind().word().to_owned());
        words
    });
    any_of(kinds, Some(&words.unwrap_or_default()))
}

/// Whether the entry is a survey with a score below that.
fn scored(limit: Option<u8>, entry: Option<&Body>) -> Holds {
    match (limit, entry) {
        (None, _) => Holds::Yes,
        (Some(_), None) => Holds::Unknown,
        (Some(limit), Some(Body::Survey(survey))) => Holds::of(survey.score < limit),
        (Some(_), Some(_)) => Holds::No,
    }
}

fn gives_extra(entry: Option<&Body>) -> bool {
    matches!(entry, Some(Body::Appraise(appraise)) if appraise.extra)
}

/// Whether a person graded otherwise than the rule; a reason alone does not
/// make it so.
fn is_overridden(entry: Option<&Body>, rules: &Rules) -> bool {
    let Some(Body::Classify(classify)) = entry else {
        return false;
    };
    let criteria: Vec<&str> = classify.criteria.iter().map(Text::as_str).collect();
    let repeats = classify.repeats.len();
    let computed = grade(&rules.policy.severity, &criteria, &classify.scope, repeats);
    computed.is_none_or(|grade| grade.severity != classify.severity.as_str())
}

/// Whether the entry says one of these words.
fn worded<T: Copy>(
    words: &Several<T>,
    word: fn(T) -> &'static str,
    entry: Option<&Body>,
    facet: Facet,
) -> Holds {
    let Some(body) = entry.filter(|_| !words.is_empty()) else {
        return if words.is_empty() {
            Holds::Yes
        } else {
            Holds::Unknown
        };
    };
    let said = body.facet(facet);
    Holds::of(
        words
            .iter()
            .any(|one| said.iter().any(|said| said == word(*one))),
    )
}

/// Whether the RMA that the entry is, or is for, lets the customer have other
/// goods.
fn replenished(condition: &Condition, state: &State, entry: Option<&Body>) -> Holds {
    let Some(wanted) = condition.replenish else {
        return Holds::Yes;
    };
    let mut body = entry;
    while let Some(about) = body {
        if let Body::Rma(rma) = about {
            return Holds::of(rma.replenish == wanted);
        }
        let target = about.target();
        let seen = target.and_then(|target| state.seen(&target.entry));
        body = seen.map(|seen| &seen.body);
    }
    Holds::Unknown
}

/// How the goods came that the entry counts.
fn arrived(condition: &Condition, state: &State, entry: Option<&Body>, rules: &Rules) -> Holds {
    let wanted = &condition.arrival;
    let Some(body) = entry.filter(|_| !wanted.is_empty()) else {
        return if wanted.is_empty() {
            Holds::Yes
        } else {
            Holds::Unknown
        };
    };
    let Body::Receive(receive) = body else {
        return Holds::No;
    };
    let ledger = Ledger::of(state, rules);
    let mut counted = state.live(Kind::Receive);
    let receipt = counted
        .find(|seen| seen.body == *body)
        .and_then(|seen| ledger.receipt(seen.id()));
    let arrival = match receipt {
        _ if receive.no_more => return Holds::No,
        _ if receive.refused.is_some() => Arrival::Refused,
        Some(receipt) if receipt.anomalies.is_empty() => Arrival::Normal,
        _ => Arrival::Abnormal,
    };
    Holds::of(wanted.contains(&arrival))
}

/// No words asked for: holds. No values known: unknown.
fn any_of(words: &Several<Text>, values: Option<&[String]>) -> Holds {
    match values {
        _ if words.is_empty() => Holds::Yes,
        None => Holds::Unknown,
        Some(values) => Holds::of(
            words
                .iter()
                .any(|word| values.iter().any(|value| value == word.as_str())),
        ),
    }
}

fn of_opening(condition: &Condition, state: &State, rules: &Rules) -> Holds {
    let Some(open) = state.open() else {
        return Holds::Unknown;
    };
    let one = |value: Option<&str>| {
        value
            .map(|value| vec![value.to_owned()])
            .unwrap_or_default()
    };
    let class = rules
        .catalog
        .customer(&open.customer)
        .and_then(|(_, customer)| customer.class.as_deref());
    let wants = wants(state);
    let source = open.source.map_or("customer", |source| source.word());
    [
        any_of(&condition.channel, Some(&one(open.channel.as_deref()))),
        any_of(&condition.source, Some(&one(Some(source)))),
        any_of(&condition.want, Some(&wants)),
        any_of(
            &condition.order_kind,
            open.order_kind()
                .map(|kind| vec![kind.to_string()])
                .as_deref(),
        ),
        any_of(&condition.customer_class, Some(&one(class))),
        one_of(&condition.service, open.service, Service::word),
        one_of(&condition.stage, open.stage, Stage::word),
    ]
    .into_iter()
    .fold(Holds::Yes, Holds::and)
}

/// What the customer wants: from the first, by later requests, and as replies
/// agreed with them.
fn wants(state: &State) -> Vec<String> {
    let said = |(kind, facet)| {
        let entries = state.live(kind);
        entries.flat_map(move |seen| seen.body.facet(facet))
    };
    let kinds = [
        (Kind::Open, Facet::Want),
        (Kind::Request, Facet::Want),
        (Kind::Reply, Facet::Meets),
    ];
    kinds.into_iter().flat_map(said).collect()
}

/// Whether what the complaint says is one of these words; nobody knows where it
/// says nothing.
fn one_of<T: Copy>(words: &[T], said: Option<T>, word: fn(T) -> &'static str) -> Holds {
    match said {
        _ if words.is_empty() => Holds::Yes,
        None => Holds::Unknown,
        Some(said) => Holds::of(words.iter().any(|one| word(*one) == word(said))),
    }
}

/// How much the entry is about, against the bounds: what is not given, or in
/// another unit or currency, is not known to be less or more.
fn limits(condition: &Condition, state: &State, entry: Option<&Body>) -> Holds {
    let quantities = || match entry {
        Some(body) => goods::quantities(body, state),
        None => goods::claimed(state),
    };
    let over = &condition.quantity_over;
    let over = against(over, |limit| more(&quantities(), &limit.0));
    let under = &condition.quantity_under;
    let under = against(under, |limit| less(&quantities(), &limit.0));
    let amount = against(&condition.amount_over, |limit| {
        let amounts = entry.and_then(|body| goods::amounts(body, state));
        amounts.map_or(Holds::Unknown, |amounts| more(&amounts, &limit.0))
    });
    over.and(under).and(amount)
}

/// What the limit says that is in the unit of what is measured; that one is
/// the first that knows.
fn against<T>(limits: &[T], holds: impl Fn(&T) -> Holds) -> Holds {
    let mut known = limits.iter().map(holds).filter(|it| *it != Holds::Unknown);
    match limits.is_empty() {
        true => Holds::Yes,
        false => known.next().unwrap_or(Holds::Unknown),
    }
}

/// Whether what is of the limit's unit comes to more; where it does not, what
/// is of another unit leaves it open.
fn more(all: &[Amount], limit: &Amount) -> Holds {
    let (same, others): (Vec<&Amount>, Vec<&Amount>) =
        all.iter().partition(|amount| amount.unit == limit.unit);
    let over = match sum(same.iter().copied()) {
        Sum::Of(all) => all.exceeds(limit) == Some(true),
        _ => false,
    };
    match (over, others.is_empty() && !same.is_empty()) {
        (true, _) => Holds::Yes,
        (false, true) => Holds::No,
        (false, false) => Holds::Unknown,
    }
}

fn less(all: &[Amount], limit: &Amount) -> Holds {
    match sum(all) {
        Sum::Of(all) if all.unit == limit.unit => Holds::of(all.number < limit.number),
        _ => Holds::Unknown,
    }
}
