use chrono::{DateTime, FixedOffset};

use super::column::Value;
use crate::case::kinds::{Link, Open, Relation};
use crate::case::{Case, Time};
use crate::policy::Rules;
use crate::procedure::{Obligation, State, obligations, status};

/// A case with all that its rows are made from.
pub struct Facts<'a> {
    pub(super) case: &'a Case,
    pub(super) state: &'a State,
    pub(super) rules: &'a Rules,
    pub(super) now: Time,
    /// The complaint as it now stands.
    pub(super) open: &'a Open,
    pub(super) status: String,
    /// Every clock that has started.
    pub(super) owed: Vec<Obligation>,
}

impl<'a> Facts<'a> {
    /// The facts of a case as it stands at that instant; none before it was
    /// opened.
    pub fn of(case: &'a Case, state: &'a State, rules: &'a Rules, now: Time) -> Option<Facts<'a>> {
        Some(Facts {
            case,
            state,
            rules,
            now,
            open: state.open()?,
            status: status(state, rules).to_string(),
            owed: obligations(state, rules, now),
        })
    }

    /// An instant in the register's time zone.
    pub(super) fn local(&self, time: Time) -> DateTime<FixedOffset> {
        self.rules.calendar.local(time.0)
    }

    /// When the complaint came.
    pub(super) fn opened(&self) -> Option<DateTime<FixedOffset>> {
        self.state.opened().map(|opened| self.local(opened))
    }

    /// When the case was closed.
    pub(super) fn closed(&self) -> Option<DateTime<FixedOffset>> {
        self.state
            .closed
            .as_ref()
            .map(|closed| self.local(closed.at))
    }
}

/// The number in the header, where it is not the number that the case has now.
pub(super) fn opened_as(facts: &Facts) -> Value {
    let header = &facts.case.opened_as;
    Value::text((header != facts.case.number()).then_some(header))
}

/// The customer's class, from the catalog.
pub(super) fn customer_class(facts: &Facts) -> Value {
    let known = facts.rules.catalog.customer(&facts.open.customer);
    Value::text(known.and_then(|(_, customer)| customer.class.as_ref()))
}

/// The number of the case whose duplicate it is.
pub(super) fn duplicate_of(facts: &Facts) -> Value {
    Value::text(lead(facts).map(|link| &link.case))
}

/// The link that says whose duplicate it is.
pub(super) fn lead<'a>(facts: &Facts<'a>) -> Option<&'a Link> {
    let mut links = facts.state.links().map(|(_, link)| link);
    links.find(|link| link.relation == Relation::Duplicate)
}
