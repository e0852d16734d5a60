//! Whether a condition of the policy holds.

use super::severity::grade;
use super::state::State;
use crate::case::{Body, Facet};
use crate::policy::{Condition, Rules};
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
        over(condition, state),
        about_entry(&condition.kind, Facet::Kind),
        about_entry(&condition.basis, Facet::Basis),
        about_entry(&condition.remedy, Facet::Remedy),
        condition
            .extra
            .map_or(Holds::Yes, |wanted| Holds::of(wanted == gives_extra(entry))),
        condition.overridden.map_or(Holds::Yes, |wanted| {
            Holds::of(wanted == is_overridden(entry, rules))
        }),
    ];
    all.into_iter().fold(Holds::Yes, Holds::and)
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
    let wants: Vec<String> = open.wants.iter().map(Text::to_string).collect();
    let source = open.source.map_or("customer", |source| source.word());
    [
        any_of(&condition.channel, Some(&one(open.channel.as_deref()))),
        any_of(&condition.source, Some(&one(Some(source)))),
        any_of(&condition.want, Some(&wants)),
        any_of(
            &condition.order_kind,
            Some(&one(open.order_kind().map(Text::as_str))),
        ),
        any_of(&condition.customer_class, Some(&one(class))),
    ]
    .into_iter()
    .fold(Holds::Yes, Holds::and)
}

/// A quantity that is not given, or in another unit, is not known to be less.
fn over(condition: &Condition, state: &State) -> Holds {
    let Some(limit) = &condition.quantity_over else {
        return Holds::Yes;
    };
    let quantity = state.open().and_then(|open| open.quantity.as_ref());
    match quantity.and_then(|quantity| quantity.0.exceeds(&limit.0)) {
        Some(over) => Holds::of(over),
        None => Holds::Unknown,
    }
}
