//! One row a case.

use super::column::{Field, Sort, Value, field, measure};
use super::facts::{Facts, customer_class, duplicate_of, lead, opened_as};
use crate::case::kinds::{Classify, ReplyKind, Verdict};
use crate::case::{Body, Kind};
use crate::policy::Sense;
use crate::procedure::{Graded, Obligation, ObligationState, Seen, waiting, wanting};

type Find = fn(&Facts) -> Value;

pub(super) const FIELDS: &[Field<Find>] = &[
    field("case", Sort::Text, "Number of the case", |it| {
        it.case.number().as_str().into()
    }),
    field(
        "uid",
        Sort::Text,
        "What tells two complaints with one number apart",
        |it| it.case.uid.as_str().into(),
    ),
    field(
        "opened_as",
        Sort::Text,
        "The number under which it was opened, where it has another one since",
        opened_as,
    ),
    field("status", Sort::Text, "Where it stands", |it| {
        it.status.as_str().into()
    }),
    field("severity", Sort::Text, "Severity, once decided", |it| {
        it.state.severity().into()
    }),
    field(
        "rule",
        Sort::Text,
        "The rule that gave the severity",
        |it| graded(it, |graded| graded.rule.as_str().into()),
    ),
    field("criteria", Sort::List, "The criteria met", |it| {
        graded(it, |graded| Value::list(&graded.criteria))
    }),
    field("scope", Sort::Text, "How far it reaches", |it| {
        graded(it, |graded| graded.scope.as_str().into())
    }),
    field("nature", Sort::Text, "Nature of the complaint", |it| {
        graded(it, |graded| graded.nature.clone().into())
    }),
    field(
        "overridden",
        Sort::Text,
        "Why a person decided the severity otherwise than the rule",
        |it| Value::text(classified(it).and_then(|said| said.reason.as_ref())),
    ),
    field(
        "repeats",
        Sort::List,
        "Cases with the same fault, as found when it was classified",
        |it| classified(it).map_or(Value::Nothing, |said| Value::list(&said.repeats)),
    ),
    field("customer", Sort::Text, "The customer", |it| {
        it.open.customer.as_str().into()
    }),
    field(
        "customer_class",
        Sort::Text,
        "The customer's class, from the catalog",
        customer_class,
    ),
    field("source", Sort::Text, "Who complains", |it| {
        Value::text(it.open.source)
    }),
    field("reference", Sort::Text, "The customer's own number", |it| {
        Value::text(it.open.reference.as_ref())
    }),
    field("channel", Sort::Text, "By which channel it came", |it| {
        Value::text(it.open.channel.as_ref())
    }),
    field(
        "consignee",
        Sort::Text,
        "Who got the goods in the end",
        |it| Value::text(it.open.consignee.as_ref()),
    ),
    field(
        "department",
        Sort::Text,
        "The customer's department",
        |it| Value::text(it.open.department.as_ref()),
    ),
    field("place", Sort::Text, "Where it happened", |it| {
        Value::text(it.open.place.as_ref())
    }),
    field("owner", Sort::Text, "Who owns the case", |it| {
        Value::text(it.open.owner.as_ref())
    }),
    field("models", Sort::List, "Models complained of", |it| {
        Value::list(it.open.models())
    }),
    field("lots", Sort::List, "Lots complained of", |it| {
        Value::list(it.open.lots())
    }),
    field(
        "quantity",
        Sort::Decimal,
        "How much is complained of",
        |it| it.open.quantity.as_ref().map(|many| many.0.number).into(),
    ),
    field("unit", Sort::Text, "Unit of the quantity", |it| {
        Value::text(it.open.quantity.as_ref().map(|many| &many.0.unit))
    }),
    field("defect", Sort::Text, "Defect code", |it| {
        Value::text(it.open.defect.as_ref())
    }),
    field("description", Sort::Text, "What happened, in words", |it| {
        it.open.description.as_str().into()
    }),
    field(
        "points",
        Sort::List,
        "The single points complained of",
        |it| Value::list(it.open.points.iter()),
    ),
    field("wants", Sort::List, "What the customer wants", |it| {
        Value::list(it.open.wants.iter())
    }),
    field("order_kind", Sort::Text, "Kind of order", |it| {
        Value::text(it.open.order_kind())
    }),
    field("order_number", Sort::Text, "Number of the order", |it| {
        let order = it.open.order.as_ref();
        Value::text(order.and_then(|order| order.number.as_ref()))
    }),
    field(
        "delivery_note",
        Sort::Text,
        "Number of the delivery note",
        |it| Value::text(it.open.delivery_note.as_ref()),
    ),
    field(
        "service",
        Sort::Text,
        "Whether the service is free or charged",
        |it| Value::text(it.open.service),
    ),
    field("stage", Sort::Text, "Prototype or production", |it| {
        Value::text(it.open.stage)
    }),
    field(
        "lacking",
        Sort::List,
        "What the policy wants a complaint to name and this one does not",
        |it| Value::list(wanting(it.state, it.rules)),
    ),
    field("opened", Sort::Time, "When the complaint came", |it| {
        it.opened().into()
    }),
    field(
        "first_reply",
        Sort::Time,
        "When the customer had the first reply of any kind",
        |it| first_reply(it).map(|seen| it.local(seen.fact())).into(),
    ),
    measure(
        "first_reply_after",
        Sort::Duration,
        "s",
        "Time from the complaint to the first reply",
        |it| after(it, first_reply(it)),
    ),
    field(
        "first_formal_reply",
        Sort::Time,
        "When the first formal reply was given",
        |it| {
            first_formal_reply(it)
                .map(|seen| it.local(seen.fact()))
                .into()
        },
    ),
    measure(
        "first_formal_reply_after",
        Sort::Duration,
        "s",
        "Time from the complaint to the first formal reply",
        |it| after(it, first_formal_reply(it)),
    ),
    field(
        "formal_reply",
        Sort::Time,
        "When the last formal reply was given",
        |it| {
            let reply = it.state.formal_reply();
            reply.map(|seen| it.local(seen.fact())).into()
        },
    ),
    field(
        "verdict",
        Sort::Text,
        "What the customer last said to a reply",
        |it| Value::text(it.state.verdict().map(|(_, verdict)| verdict)),
    ),
    field(
        "disputes",
        Sort::Integer,
        "How many replies the customer disputed",
        |it| Value::count(disputes(it)),
    ),
    field(
        "approvals_waiting",
        Sort::Integer,
        "How many approvals are waited for",
        |it| Value::count(waiting(it.state, it.rules).len()),
    ),
    field("closed", Sort::Time, "When it was closed", |it| {
        it.closed().into()
    }),
    field("basis", Sort::Text, "On what ground it was closed", |it| {
        Value::text(it.state.closed.as_ref().map(|closed| closed.basis))
    }),
    field(
        "reopened",
        Sort::Integer,
        "How often it was taken up again after closing",
        |it| Value::count(it.state.live(Kind::Reopen).count()),
    ),
    field(
        "duplicate_of",
        Sort::Text,
        "The case whose duplicate it is, by its number when it was linked",
        duplicate_of,
    ),
    field(
        "duplicate_of_uid",
        Sort::Text,
        "The uid of that case, which stays when its number changes",
        |it| Value::text(lead(it).and_then(|link| link.uid.as_ref())),
    ),
    field(
        "links",
        Sort::List,
        "Its links to other cases: relation and number, such as related 2611-0007",
        |it| {
            let links = it.state.links();
            Value::list(links.map(|(_, link)| format!("{} {}", link.relation, link.case)))
        },
    ),
    measure(
        "days_open",
        Sort::Integer,
        "d",
        "Calendar days from opening to closing, or until now",
        days_open,
    ),
    field(
        "due",
        Sort::Time,
        "When the next thing is due or was due",
        |it| pending(it).map(|owed| owed.due.at).min().into(),
    ),
    field(
        "overdue",
        Sort::Flag,
        "Whether something is overdue",
        |it| overdue(it).next().is_some().into(),
    ),
    field(
        "overdue_clocks",
        Sort::List,
        "The clocks that are overdue",
        |it| Value::list(overdue(it).map(|owed| &owed.clock)),
    ),
    field(
        "late_clocks",
        Sort::List,
        "The clocks that were not kept: done late, or overdue",
        |it| Value::list(late(it).map(|owed| &owed.clock)),
    ),
    field(
        "updated",
        Sort::Time,
        "When the last entry was entered",
        |it| {
            let last = it.state.log.iter().map(|seen| seen.entry.at).max();
            last.map(|last| it.local(last)).into()
        },
    ),
];

fn graded(facts: &Facts, value: fn(&Graded) -> Value) -> Value {
    facts.state.graded.as_ref().map_or(Value::Nothing, value)
}

/// The entry that decided the severity.
fn classified<'a>(facts: &Facts<'a>) -> Option<&'a Classify> {
    let graded = facts.state.graded.as_ref()?;
    match &facts.state.seen(&graded.entry)?.body {
        Body::Classify(classify) => Some(classify),
        _ => None,
    }
}

fn first_reply<'a>(facts: &Facts<'a>) -> Option<&'a Seen> {
    let any = |_: ReplyKind| true;
    facts.state.replies(any).min_by_key(|seen| seen.fact())
}

fn first_formal_reply<'a>(facts: &Facts<'a>) -> Option<&'a Seen> {
    let formal = facts.state.replies(ReplyKind::is_formal);
    formal.min_by_key(|seen| seen.fact())
}

/// The seconds from the complaint to that entry.
fn after(facts: &Facts, seen: Option<&Seen>) -> Value {
    let opened = facts.state.opened();
    let seconds = |seen: &Seen| opened.map(|opened| (seen.fact().0 - opened.0).num_seconds());
    seen.and_then(seconds)
        .map_or(Value::Nothing, Value::Duration)
}

fn disputes(facts: &Facts) -> usize {
    let disputed = |seen: &&Seen| match &seen.body {
        Body::Respond(respond) => respond.verdict == Verdict::Disputed,
        _ => false,
    };
    facts.state.live(Kind::Respond).filter(disputed).count()
}

fn days_open(facts: &Facts) -> Value {
    let end = facts.closed().unwrap_or_else(|| facts.local(facts.now));
    let days = |opened: chrono::DateTime<chrono::FixedOffset>| {
        (end.date_naive() - opened.date_naive()).num_days()
    };
    facts.opened().map(days).into()
}

/// What is still to be done; nothing in a closed case.
fn pending<'a>(facts: &'a Facts) -> impl Iterator<Item = &'a Obligation> {
    let closed = facts.state.closed.is_some();
    let owed = facts.owed.iter().filter(move |_| !closed);
    owed.filter(|owed| owed.sense == Sense::Latest && owed.state.is_pending())
}

fn overdue<'a>(facts: &'a Facts) -> impl Iterator<Item = &'a Obligation> {
    pending(facts).filter(|owed| owed.due.at < facts.now.0)
}

fn late<'a>(facts: &'a Facts) -> impl Iterator<Item = &'a Obligation> {
    facts.owed.iter().filter(|owed| {
        let late = matches!(owed.state, ObligationState::Late | ObligationState::Overdue);
        owed.sense == Sense::Latest && late
    })
}
