//! One row a time limit that has started, met ones too.

use chrono::{DateTime, FixedOffset};

use super::column::{Field, Sort, Value, field, measure};
use super::facts::{Facts, customer_class, duplicate_of};
use crate::policy::Sense;
use crate::procedure::{Obligation, ObligationState};
use crate::report::case::started_by;

/// A time limit of a case.
pub(super) struct Line<'a> {
    facts: &'a Facts<'a>,
    owed: &'a Obligation,
}

/// Every time limit that has started.
pub(super) fn of<'a>(facts: &'a Facts) -> Vec<Line<'a>> {
    let line = |owed| Line { facts, owed };
    facts.owed.iter().map(line).collect()
}

type Find = fn(&Line) -> Value;

pub(super) const FIELDS: &[Field<Find>] = &[
    field("case", Sort::Text, "Number of the case", |it| {
        it.facts.case.number().as_str().into()
    }),
    field(
        "uid",
        Sort::Text,
        "What tells two complaints with one number apart",
        |it| it.facts.case.uid.as_str().into(),
    ),
    field("customer", Sort::Text, "The customer", |it| {
        it.facts.open.customer.as_str().into()
    }),
    field(
        "customer_class",
        Sort::Text,
        "The customer's class, from the catalog",
        |it| customer_class(it.facts),
    ),
    field("models", Sort::List, "Models complained of", |it| {
        Value::list(it.facts.open.models())
    }),
    field("defect", Sort::Text, "Defect code", |it| {
        Value::text(it.facts.open.defect.as_ref())
    }),
    field("opened", Sort::Time, "When the complaint came", |it| {
        it.facts.opened().into()
    }),
    field("closed", Sort::Time, "When the case was closed", |it| {
        it.facts.closed().into()
    }),
    field(
        "duplicate_of",
        Sort::Text,
        "The case whose duplicate it is, by its number when it was linked",
        |it| duplicate_of(it.facts),
    ),
    field("owner", Sort::Text, "Who owns the case", |it| {
        Value::text(it.facts.open.owner.as_ref())
    }),
    field("severity", Sort::Text, "Severity, once decided", |it| {
        it.facts.state.severity().into()
    }),
    field("status", Sort::Text, "Where the case stands", |it| {
        it.facts.status.as_str().into()
    }),
    field("clock", Sort::Text, "The clock", |it| {
        it.owed.clock.as_str().into()
    }),
    field(
        "sense",
        Sort::Text,
        "latest: to be done by then; earliest: not to be done before",
        |it| it.owed.sense.to_string().into(),
    ),
    field("role", Sort::Text, "The role that owes it", |it| {
        it.owed.role.clone().into()
    }),
    field("person", Sort::Text, "The person who owes it", |it| {
        Value::text(it.owed.person.as_ref())
    }),
    field("entry", Sort::Text, "The entry that started it", |it| {
        started_by(it.owed).into()
    }),
    field("started", Sort::Time, "When it started", |it| {
        it.facts.local(it.owed.started).into()
    }),
    field(
        "within",
        Sort::Text,
        "The limit; none where a day was named",
        |it| Value::text(it.owed.term),
    ),
    measure(
        "paused",
        Sort::Duration,
        "s",
        "How long it has stood still",
        |it| Value::Duration(paused(it.owed, it.facts.now.0)),
    ),
    field("due", Sort::Time, "When it is due", |it| {
        it.owed.due.at.into()
    }),
    field(
        "state",
        Sort::Text,
        "open, met, late, overdue or paused",
        |it| it.owed.state.word().into(),
    ),
    field("ended", Sort::Time, "When it was done", |it| {
        let ended = it.owed.ended.as_ref();
        ended.map(|(_, time)| it.facts.local(*time)).into()
    }),
    field("ended_by", Sort::Text, "The entry that ended it", |it| {
        Value::text(it.owed.ended.as_ref().map(|(entry, _)| entry))
    }),
    measure(
        "late_seconds",
        Sort::Integer,
        "s",
        "By how much it was late, or is by now; negative where there was time left",
        late_seconds,
    ),
    field(
        "on_time",
        Sort::Flag,
        "Whether it was done in time; nothing while that is open",
        |it| on_time(it.owed).into(),
    ),
    field(
        "assumed",
        Sort::Flag,
        "Whether holidays of a year that nobody knows yet lie before it",
        |it| it.owed.due.assumed_from.is_some().into(),
    ),
];

fn late_seconds(line: &Line) -> Value {
    if line.owed.sense == Sense::Earliest {
        return Value::Nothing;
    }
    let ended = line.owed.ended.as_ref().map(|(_, time)| time.0);
    let late = ended.unwrap_or(line.facts.now.0) - line.owed.due.at;
    Value::Integer(late.num_seconds())
}

fn on_time(owed: &Obligation) -> Option<bool> {
    match (owed.sense, owed.state) {
        (Sense::Latest, ObligationState::Met) => Some(true),
        (Sense::Latest, ObligationState::Late | ObligationState::Overdue) => Some(false),
        _ => None,
    }
}

/// The seconds in which it stood still, between its start and its end; where
/// two pauses overlap they count once. Once its time is over, nothing stands
/// still any more.
fn paused(owed: &Obligation, now: DateTime<FixedOffset>) -> i64 {
    let end = owed.ended.as_ref().map_or(now, |(_, time)| time.0);
    let mut pauses = owed.pauses.clone();
    pauses.retain(|pause| pause.from < owed.due.at);
    pauses.sort_by_key(|pause| pause.from);
    let (mut seconds, mut counted) = (0, owed.started.0);
    for pause in pauses {
        let from = pause.from.max(counted);
        let to = pause.to.unwrap_or(end).min(end);
        if from < to {
            seconds += (to - from).num_seconds();
            counted = to;
        }
    }
    seconds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Due, Pause};
    use crate::case::{EntryId, Time};
    use crate::procedure::Source;

    fn time(text: &str) -> Time {
        Time::parse(&format!("2026-11-{text}:00+08:00")).unwrap()
    }

    fn stood_still(pauses: &[(&str, Option<&str>)], ended: Option<&str>) -> i64 {
        let pause = |(from, to): &(&str, Option<&str>)| Pause {
            from: time(from).0,
            to: to.map(|to| time(to).0),
        };
        let entry = EntryId::parse("kdqvtz").unwrap();
        let owed = Obligation {
            clock: "first-reply".to_owned(),
            sense: Sense::Latest,
            role: None,
            person: None,
            by: entry.clone(),
            item: None,
            started: time("02T09:00"),
            term: None,
            source: Source::Clock,
            due: Due {
                at: time("06T09:00").0,
                assumed_from: None,
                paused: false,
            },
            pauses: pauses.iter().map(pause).collect(),
            ended: ended.map(|ended| (entry.clone(), time(ended))),
            state: ObligationState::Open,
        };
        paused(&owed, time("05T09:00").0) / 3600
    }

    #[test]
    fn pauses_count_once_and_between_start_and_end() {
        assert_eq!(stood_still(&[], None), 0);
        let overlapping = [
            ("03T12:00", Some("03T18:00")),
            ("03T09:00", Some("03T14:00")),
        ];
        assert_eq!(stood_still(&overlapping, None), 9);
        let early = [("01T09:00", Some("02T11:00"))];
        assert_eq!(stood_still(&early, None), 2);
        assert_eq!(stood_still(&[("04T09:00", None)], None), 24);
        assert_eq!(stood_still(&[("04T09:00", None)], Some("04T10:00")), 1);
        assert_eq!(stood_still(&[("07T09:00", None)], Some("08T09:00")), 0);
    }
}
